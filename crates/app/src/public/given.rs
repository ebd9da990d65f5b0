//! Documents by link: what whoever holds it sees and fetches, until its last day or until it is taken back.

use super::paper;
use super::requests::{DocumentFetched, DocumentLink, DocumentRequest, kept_until};
use crate::accounts::Visitor;
use crate::history::Live;
use crate::{App, Failure};
use domain::refusal::Refusal;
use domain::registers::public::HeldDocuments;
use domain::reports::public::title;
use domain::values::public::PublicDocument;
use identity::token::{Kind, Token};
use jiff::civil::Date;
use std::sync::Arc;

/// How often the documents of one link can be fetched.
pub const MAX_FETCHED: usize = 200;

/// What whoever holds a link sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedDocuments {
    /// The organisation.
    pub organisation: String,
    /// The last day.
    pub until: Date,
    /// What each page bears.
    pub mark: String,
    /// The documents with their titles, in order; one that is no longer in force is left out.
    pub documents: Vec<(PublicDocument, String)>,
}

/// A document as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedFile {
    /// The name of the file.
    pub name: String,
    /// A PDF.
    pub bytes: Vec<u8>,
}

/// What lies behind a link that is good.
struct Behind {
    live: Arc<Live>,
    request: DocumentRequest,
    decided: HeldDocuments,
    until: Date,
}

fn over() -> Refusal {
    Refusal::NotPossible {
        sentence: "this link is not known, was taken back, or is over".to_owned(),
        hint: "ask the organisation for a new one".to_owned(),
    }
}

impl App {
    /// What a link leads to.
    ///
    /// # Errors
    /// A refusal when it is not known, was taken back or is over.
    pub fn open_documents(&self, secret: &str) -> Result<SharedDocuments, Failure> {
        let behind = self.behind(secret)?;
        let (state, today) = (behind.live.state(), self.clock.today());
        let titled = |one: &PublicDocument| Some((one.clone(), title(&state.registers, one, today)?));
        Ok(SharedDocuments {
            organisation: state.registers.name.clone(),
            until: behind.until,
            mark: self.mark_of(&behind.request),
            documents: behind.decided.documents.iter().filter_map(titled).collect(),
        })
    }

    /// One document of a link as PDF, with the name of who asked for it on each page. That it was fetched is noted first.
    ///
    /// # Errors
    /// As [`App::open_documents`]; also when it is none of those, cannot be given any more, or was fetched too often.
    pub fn fetch_document(
        &self,
        secret: &str,
        document: &PublicDocument,
        visitor: &Visitor,
    ) -> Result<SharedFile, Failure> {
        let behind = self.behind(secret)?;
        self.may_write()?;
        let live = &behind.live;
        let there = title(&live.state().registers, document, self.clock.today()).is_some();
        if !behind.decided.documents.contains(document) || !there {
            return Err(Refusal::NotPossible {
                sentence: "this document is not given by this link, or is not in force any more".to_owned(),
                hint: "choose one that is listed, or ask the organisation".to_owned(),
            }
            .into());
        }
        if behind.request.fetched.len() >= MAX_FETCHED {
            return Err(Refusal::TooMany {
                what: "times that the documents of one link are fetched",
                max: MAX_FETCHED,
            }
            .into());
        }
        let paper = paper::composed(self, live, document)?;
        let printed = crate::printed::marked(&paper, &self.mark_of(&behind.request))?;
        let fetched = DocumentFetched {
            at_us: self.clock.now_us(),
            document: document.clone(),
            address: visitor.address.clone(),
        };
        let (number, until) = (behind.request.number, kept_until(behind.until));
        self.renew_request(live, number, until, |mut one| {
            one.fetched.push(fetched.clone());
            one
        })?;
        self.note_visit(live, "document_fetched", "", &format!("DR-{number}: {document}"), visitor);
        let name = format!("{}-{}.pdf", live.record.slug, document.to_string().replace(':', "-").to_lowercase());
        Ok(SharedFile { name, bytes: printed.bytes })
    }

    fn behind(&self, secret: &str) -> Result<Behind, Failure> {
        let token = Token::parse_kind(secret.trim(), Kind::Documents).map_err(|_| over())?;
        let hash = hex::encode(token.hash());
        let link = self.kept::<DocumentLink>(&hash)?.ok_or_else(over)?.value;
        let request = self.kept::<DocumentRequest>(&link.request)?.ok_or_else(over)?.value;
        let live = self.live_by_log(&link.log).map_err(|_| over())?;
        let id = format!("DR-{}", request.number);
        let decided = live.state().registers.public.requests.get(&id).cloned().ok_or_else(over)?;
        let good = decided.good(self.clock.today()) && request.link == hash;
        let until = decided.until.filter(|_| good).ok_or_else(over)?;
        Ok(Behind { live, request, decided, until })
    }

    /// What each page of a copy bears.
    fn mark_of(&self, request: &DocumentRequest) -> String {
        let DocumentRequest { name, company, number, .. } = request;
        let short = |text: &str| text.chars().take(60).collect::<String>();
        format!("For {}, {}, {}, request DR-{number}", short(name), short(company), self.clock.today())
    }
}
