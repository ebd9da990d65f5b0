//! Requests of visitors as they are kept: who sees them, and what becomes of them.

use super::paper;
use crate::history::Live;
use crate::shelf::{Held, Kept, put, take};
use crate::{App, Failure, Fault, Receipt, Who, clock, keys};
use domain::command::{Command, PublicCommand};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::public::HeldDocuments;
use domain::reports::public::title;
use domain::rules::access::Object;
use domain::values::public::{PublicDocument, USUAL_DAYS};
use domain::values::{Action, State};
use identity::token::{Kind, Token};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Expect;

/// Longest purpose and longest reason, in characters.
pub(super) const MAX_WORDS: usize = 1_000;
/// How long a request is kept after a decline, or after the last day of what was given, microseconds.
const KEPT_US: i64 = 365 * 86_400_000_000;
/// How often a record is written again because somebody was faster.
pub(super) const ATTEMPTS: usize = 8;

/// A request as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRequest {
    /// Its number: 4 of `DR-4`.
    pub number: u32,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Who asks, by name.
    pub name: String,
    /// Their company.
    pub company: String,
    /// Their address.
    pub email: String,
    /// What for.
    pub purpose: String,
    /// Which documents.
    pub documents: Vec<PublicDocument>,
    /// What they accepted, as it was put to them.
    pub accepted: String,
    /// Why it was declined.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub declined: String,
    /// Hash of the secret of its link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) link: String,
    /// When which document was fetched, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fetched: Vec<DocumentFetched>,
}

/// That a document was fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFetched {
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Which.
    pub document: PublicDocument,
    /// From which network address.
    pub address: String,
}

impl Kept for DocumentRequest {
    const KIND: &'static str = "document_request";
}

/// A link to documents; the key is the hash of its secret, the owner the ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct DocumentLink {
    pub(super) log: String,
    /// Key of the request.
    pub(super) request: String,
}

impl Kept for DocumentLink {
    const KIND: &'static str = "document_link";
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentRequestState {
    /// Nobody decided yet.
    Waiting,
    /// Given: the documents can be fetched.
    Given,
    /// Given, and the last day is over.
    Over,
    /// Declined.
    Declined,
    /// Given, and taken back.
    Withdrawn,
}

impl DocumentRequestState {
    /// The id in answers.
    pub fn id(self) -> &'static str {
        match self {
            DocumentRequestState::Waiting => "waiting",
            DocumentRequestState::Given => "given",
            DocumentRequestState::Over => "over",
            DocumentRequestState::Declined => "declined",
            DocumentRequestState::Withdrawn => "withdrawn",
        }
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            DocumentRequestState::Waiting => "Waits",
            DocumentRequestState::Given => "Given",
            DocumentRequestState::Over => "Over",
            DocumentRequestState::Declined => "Declined",
            DocumentRequestState::Withdrawn => "Taken back",
        }
    }

    fn of(decided: Option<&HeldDocuments>, today: Date) -> DocumentRequestState {
        match decided {
            None => DocumentRequestState::Waiting,
            Some(held) if held.until.is_none() => DocumentRequestState::Declined,
            Some(held) if held.withdrawn.is_some() => DocumentRequestState::Withdrawn,
            Some(held) if held.good(today) => DocumentRequestState::Given,
            Some(_) => DocumentRequestState::Over,
        }
    }
}

/// A request with what was decided on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRequestLine {
    /// `DR-n`.
    pub id: String,
    /// What was asked.
    pub request: DocumentRequest,
    /// What was decided.
    pub decided: Option<HeldDocuments>,
    /// Where it stands today.
    pub state: DocumentRequestState,
    /// Titles of the documents that were asked for, as they are today; the id of one that cannot be given any more.
    pub titles: Vec<String>,
}

/// Documents were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDocuments {
    /// The secret of the link; shown once, kept nowhere.
    pub secret: String,
    /// The last day on which they can be fetched.
    pub until: Date,
}

/// Under which key a request lies.
pub(super) fn key_of(log: &str, number: u32) -> String {
    format!("{log}/{number:010}")
}

pub(super) fn id_of(number: u32) -> String {
    format!("DR-{number}")
}

fn number_of(id: &str) -> Option<u32> {
    let id = id.trim().to_ascii_uppercase();
    let digits = id.strip_prefix("DR-")?;
    digits.parse().ok().filter(|number: &u32| number.to_string() == digits)
}

pub(super) fn said(text: &str, field: &'static str, wanted: &'static str, max: usize) -> Result<String, Refusal> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(Refusal::Empty { field, wanted }),
        length if length > max => Err(Refusal::TooLong { field, max }),
        _ => Ok(text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()),
    }
}

impl App {
    /// The requests for documents that are kept, the newest first.
    ///
    /// # Errors
    /// A refusal for who may not give documents.
    pub fn document_requests(&self, slug: &str, who: &Who) -> Result<Vec<DocumentRequestLine>, Failure> {
        let live = self.sharing(slug, who)?;
        let state = live.state();
        let today = self.clock.today();
        let mut lines: Vec<DocumentRequestLine> = self
            .all_kept::<DocumentRequest>(Some(&live.record.id))?
            .into_iter()
            .map(|held| line(&state.registers, held.value, today))
            .collect();
        lines.reverse();
        Ok(lines)
    }

    /// One request for documents.
    ///
    /// # Errors
    /// A refusal for who may not give documents, or when there is no such request.
    pub fn document_request(&self, slug: &str, who: &Who, id: &str) -> Result<DocumentRequestLine, Failure> {
        let live = self.sharing(slug, who)?;
        let held = self.one_request(&live, id)?;
        Ok(line(&live.state().registers, held.value, self.clock.today()))
    }

    /// Gives the documents that were asked for, or some of them, for so many days ([`USUAL_DAYS`] where none are named), and
    /// makes the link that is handed over.
    ///
    /// # Errors
    /// A refusal by the rules, or when a document says what no external text may say (K14).
    pub fn give_documents(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        id: &str,
        documents: Option<Vec<PublicDocument>>,
        days: Option<u32>,
    ) -> Result<(GivenDocuments, Receipt), Failure> {
        let live = self.sharing(slug, who)?;
        let held = self.one_request(&live, id)?;
        let id = id_of(held.value.number);
        let documents = documents.unwrap_or_else(|| held.value.documents.clone());
        if let Some(other) = documents.iter().find(|one| !held.value.documents.contains(one)) {
            return Err(Refusal::NotPossible {
                sentence: format!("{other} was not asked for by {id}"),
                hint: "give what was asked for, or less of it".to_owned(),
            }
            .into());
        }
        for document in &documents {
            // One that cannot be given any more is refused by the rule, which says why.
            if title(&live.state().registers, document, self.clock.today()).is_some() {
                paper::composed(self, &live, document)?;
            }
        }
        let days = i64::from(days.unwrap_or(USUAL_DAYS)).min(36_500);
        let until = self.clock.today().saturating_add(days.days());
        let command = Command::Public(PublicCommand::GiveDocuments { id, documents, until });
        let receipt = self.change(slug, who, request, command)?;
        let secret = self.new_link(&live, held.value.number, until)?;
        Ok((GivenDocuments { secret, until }, receipt))
    }

    /// Makes another link to what was given; the one before it ends.
    ///
    /// # Errors
    /// A refusal when nothing is given, or not any more.
    pub fn new_document_link(&self, slug: &str, who: &Who, id: &str) -> Result<GivenDocuments, Failure> {
        let live = self.sharing(slug, who)?;
        self.may_write()?;
        let held = self.one_request(&live, id)?;
        let (state, today) = (live.state(), self.clock.today());
        let decided = state.registers.public.requests.get(&id_of(held.value.number));
        let until =
            decided.filter(|one| one.good(today)).and_then(|one| one.until).ok_or_else(|| Refusal::NotPossible {
                sentence: format!("nothing can be fetched by {}", id_of(held.value.number)),
                hint: "a link is made where documents were given and the last day is not over".to_owned(),
            })?;
        let secret = self.new_link(&live, held.value.number, until)?;
        Ok(GivenDocuments { secret, until })
    }

    fn new_link(&self, live: &Live, number: u32, until: Date) -> Result<String, Fault> {
        let (log, ends) = (live.record.id.as_str(), clock::end_of(until));
        let key = key_of(log, number);
        for _ in 0..ATTEMPTS {
            let Some(held) = self.kept::<DocumentRequest>(&key)? else { break };
            let secret = Token::mint(Kind::Documents, keys::random()?);
            let hash = hex::encode(secret.hash());
            let old = take::<DocumentLink>(&held.value.link, Expect::Any);
            let link = DocumentLink { log: log.to_owned(), request: key.clone() };
            let request = DocumentRequest { link: hash.clone(), ..held.value };
            let moves = [
                old,
                put(&hash, log, ends, &link, Expect::Absent)?,
                put(&key, log, ends + KEPT_US, &request, Expect::Version(held.version))?,
            ];
            if self.shelve(&moves)? {
                return Ok(secret.expose().to_owned());
            }
        }
        Err(busy())
    }

    /// Declines a request. Why is kept beside the request and goes with it.
    ///
    /// # Errors
    /// A refusal by the rules.
    pub fn decline_documents(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        id: &str,
        reason: &str,
    ) -> Result<Receipt, Failure> {
        let live = self.sharing(slug, who)?;
        let held = self.one_request(&live, id)?;
        let number = held.value.number;
        let reason = said(reason, "the reason", "why the request is declined", MAX_WORDS)?;
        let command = PublicCommand::DeclineDocuments { id: id_of(number) };
        let receipt = self.change(slug, who, request, Command::Public(command))?;
        let until = self.clock.now_us() + KEPT_US;
        self.renew_request(&live, number, until, |one| DocumentRequest { declined: reason.clone(), ..one })?;
        Ok(receipt)
    }

    /// Takes back what was given: its link leads nowhere from this moment on.
    ///
    /// # Errors
    /// A refusal by the rules.
    pub fn withdraw_documents(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        id: &str,
        reason: &str,
    ) -> Result<Receipt, Failure> {
        let live = self.sharing(slug, who)?;
        let held = self.one_request(&live, id)?;
        let number = held.value.number;
        let command = PublicCommand::WithdrawDocuments { id: id_of(number), reason: reason.to_owned() };
        let receipt = self.change(slug, who, request, Command::Public(command))?;
        self.shelve(&[take::<DocumentLink>(&held.value.link, Expect::Any)])?;
        let until = self.clock.now_us() + KEPT_US;
        self.renew_request(&live, number, until, |one| DocumentRequest { link: String::new(), ..one })?;
        Ok(receipt)
    }

    /// Erases a request with all that it holds of a person, and its link. What was decided stays in the ledger, which knows
    /// its number and no name.
    ///
    /// # Errors
    /// A refusal when there is no such request.
    pub fn erase_document_request(&self, slug: &str, who: &Who, id: &str) -> Result<(), Failure> {
        let live = self.sharing(slug, who)?;
        self.may_write()?;
        let held = self.one_request(&live, id)?;
        let link = take::<DocumentLink>(&held.value.link, Expect::Any);
        self.shelve(&[take::<DocumentRequest>(&held.key, Expect::Any), link])?;
        self.store.scour().map_err(Fault::from)?;
        self.note_in(&live, who, "document_request_erased", &id_of(held.value.number));
        Ok(())
    }

    /// Writes a request again, whoever else does at the same time; one that was erased meanwhile stays erased.
    pub(super) fn renew_request(
        &self,
        live: &Live,
        number: u32,
        until_us: i64,
        change: impl Fn(DocumentRequest) -> DocumentRequest,
    ) -> Result<(), Fault> {
        let log = live.record.id.as_str();
        let key = key_of(log, number);
        for _ in 0..ATTEMPTS {
            let Some(held) = self.kept::<DocumentRequest>(&key)? else { return Ok(()) };
            let moved = put(&key, log, until_us, &change(held.value), Expect::Version(held.version))?;
            if self.shelve(&[moved])? {
                return Ok(());
            }
        }
        Err(busy())
    }

    fn one_request(&self, live: &Live, id: &str) -> Result<Held<DocumentRequest>, Failure> {
        let unknown = || Refusal::Unknown { what: "request for documents", id: id.to_owned(), nearest: None };
        let number = number_of(id).ok_or_else(unknown)?;
        Ok(self.kept::<DocumentRequest>(&key_of(&live.record.id, number))?.ok_or_else(unknown)?)
    }

    /// The organisation, for who may give documents.
    fn sharing(&self, slug: &str, who: &Who) -> Result<std::sync::Arc<Live>, Failure> {
        let live = self.live(slug)?;
        let object = Object::plain(State::Live);
        self.authorize(&live, &live.state().registers, who, Action::ShareDocuments, &object)?;
        Ok(live)
    }
}

/// How long the record of what was given is kept, microseconds since 1970.
pub(super) fn kept_until(until: Date) -> i64 {
    clock::end_of(until) + KEPT_US
}

fn line(registers: &Registers, request: DocumentRequest, today: Date) -> DocumentRequestLine {
    let id = id_of(request.number);
    let decided = registers.public.requests.get(&id).cloned();
    let named = |one: &PublicDocument| title(registers, one, today).unwrap_or_else(|| one.to_string());
    DocumentRequestLine {
        state: DocumentRequestState::of(decided.as_ref(), today),
        titles: request.documents.iter().map(named).collect(),
        decided,
        id,
        request,
    }
}

pub(super) fn busy() -> Fault {
    Fault::new("too many others are writing at the same time", "ask again")
}
