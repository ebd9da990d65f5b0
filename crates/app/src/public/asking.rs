//! What a visitor types on the public statement, judged and kept.

use super::requests::{ATTEMPTS, DocumentRequest, MAX_WORDS, busy, id_of, key_of, said};
use crate::accounts::{Visitor, asking_lane};
use crate::people::{email_of, name_of};
use crate::shelf::{FOR_EVER, Kept, put};
use crate::{App, Failure};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::reports::public::title;
use domain::values::public::PublicDocument;
use serde::{Deserialize, Serialize};
use store::Expect;

/// What a visitor accepts before anything is asked for.
pub const CONFIDENTIALITY: &str = "I keep these documents confidential: I use them to assess this organisation, give them to \
     nobody outside my company, and delete them when they are no longer needed for that.";
/// Most requests of one organisation that wait for a decision.
pub const MAX_WAITING: usize = 200;
/// Longest name of a company, in characters.
const MAX_COMPANY: usize = 120;
/// How long a request is kept that nobody decided on, microseconds.
const WAITS_US: i64 = 90 * 86_400_000_000;

/// What a visitor asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskedDocuments {
    /// Their name.
    pub name: String,
    /// Their company.
    pub company: String,
    /// Their address.
    pub email: String,
    /// What for.
    pub purpose: String,
    /// Which documents.
    pub documents: Vec<PublicDocument>,
    /// They accept [`CONFIDENTIALITY`].
    pub accepted: bool,
}

/// How many requests an organisation ever had: a number is never given twice, also after an erasure.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct RequestsSoFar {
    last: u32,
}

impl Kept for RequestsSoFar {
    const KIND: &'static str = "document_requests_so_far";
}

impl App {
    /// A visitor asks for documents on the public statement; `false` where there is no such page. What is typed is judged
    /// first; each request counts against the address that it comes from.
    ///
    /// # Errors
    /// A refusal that names the field, or [`Refusal::Paused`] for who asks too often.
    pub fn ask_documents(&self, slug: &str, asked: &AskedDocuments, visitor: &Visitor) -> Result<bool, Failure> {
        let Some(live) = self.open_to_all(slug)? else { return Ok(false) };
        self.may_write()?;
        let request = self.meant(&live.state().registers, asked)?;
        self.attempt(&asking_lane(visitor), visitor)?;
        let log = live.record.id.as_str();
        let waiting = self.all_kept::<DocumentRequest>(Some(log))?;
        let decided = |number| live.state().registers.public.requests.contains_key(&id_of(number));
        if waiting.iter().filter(|held| !decided(held.value.number)).count() >= MAX_WAITING {
            return Err(Refusal::NotPossible {
                sentence: "so many requests wait here that no more are taken".to_owned(),
                hint: "try again in some days, or write to the organisation".to_owned(),
            }
            .into());
        }
        for _ in 0..ATTEMPTS {
            let so_far = self.kept::<RequestsSoFar>(log)?;
            let number = so_far.as_ref().map_or(0, |held| held.value.last).saturating_add(1);
            let expect = so_far.map_or(Expect::Absent, |held| Expect::Version(held.version));
            let numbered = DocumentRequest { number, ..request.clone() };
            let moves = [
                put(log, log, FOR_EVER, &RequestsSoFar { last: number }, expect)?,
                put(&key_of(log, number), log, request.at_us + WAITS_US, &numbered, Expect::Absent)?,
            ];
            if self.shelve(&moves)? {
                self.note_visit(&live, "documents_asked", "", &id_of(number), visitor);
                return Ok(true);
            }
        }
        Err(busy().into())
    }

    fn meant(&self, registers: &Registers, asked: &AskedDocuments) -> Result<DocumentRequest, Refusal> {
        let today = self.clock.today();
        let offered = registers.public.shown().documents;
        let mut documents = Vec::new();
        for document in &asked.documents {
            if !offered.contains(document) || title(registers, document, today).is_none() {
                return Err(Refusal::NotPossible {
                    sentence: "one of the documents is not offered any more".to_owned(),
                    hint: "open the page again, and choose from what it lists".to_owned(),
                });
            }
            if !documents.contains(document) {
                documents.push(document.clone());
            }
        }
        if documents.is_empty() {
            return Err(Refusal::Empty { field: "the list of documents", wanted: "at least one of them" });
        }
        if !asked.accepted {
            return Err(Refusal::NotPossible {
                sentence: "confidentiality was not accepted".to_owned(),
                hint: "read the sentence, and tick its box".to_owned(),
            });
        }
        Ok(DocumentRequest {
            number: 0,
            at_us: self.clock.now_us(),
            name: name_of(&asked.name)?,
            company: said(&asked.company, "the company", "the name of your company", MAX_COMPANY)?,
            email: email_of(&asked.email)?.as_str().to_owned(),
            purpose: said(&asked.purpose, "the purpose", "what you need the documents for", MAX_WORDS)?,
            documents,
            accepted: CONFIDENTIALITY.to_owned(),
            declined: String::new(),
            link: String::new(),
            fetched: Vec::new(),
        })
    }
}
