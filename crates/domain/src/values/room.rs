//! What an external auditor asks for, and what passes between both sides in the auditor's room.

use super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a request of the auditor stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Waits for the audited.
    #[default]
    Open,
    /// Answered; waits for the auditor.
    Submitted,
    /// Given back by the auditor with a reason; waits for the audited.
    Returned,
    /// The auditor has what was asked for.
    Accepted,
    /// No longer wanted.
    Withdrawn,
}

words!(RequestState {
    Open = "open", "Open";
    Submitted = "submitted", "Submitted";
    Returned = "returned", "Returned";
    Accepted = "accepted", "Accepted";
    Withdrawn = "withdrawn", "Withdrawn";
});

impl RequestState {
    /// Does it still wait for somebody?
    pub fn is_open(self) -> bool {
        matches!(self, RequestState::Open | RequestState::Submitted | RequestState::Returned)
    }
}

/// The kind of thing that a request, comment, note or reading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// The engagement as a whole.
    Engagement,
    /// A criterion.
    Criterion,
    /// An own control.
    Control,
    /// An item of evidence.
    Evidence,
    /// A file of an item of evidence.
    File,
    /// A population.
    Population,
    /// A sample.
    Sample,
    /// A test.
    Test,
    /// An exception.
    Exception,
    /// The system description.
    Description,
    /// A statement of management.
    Statement,
    /// A supplier.
    Supplier,
    /// A request of the auditor.
    Request,
    /// An audit package.
    Package,
}

words!(SubjectKind {
    Engagement = "engagement", "Engagement";
    Criterion = "criterion", "Criterion";
    Control = "control", "Control";
    Evidence = "evidence", "Evidence";
    File = "file", "File";
    Population = "population", "Population";
    Sample = "sample", "Sample";
    Test = "test", "Test";
    Exception = "exception", "Exception";
    Description = "description", "System description";
    Statement = "statement", "Statement";
    Supplier = "supplier", "Supplier";
    Request = "request", "Request";
    Package = "package", "Package";
});

/// What the ids of auditors' requests begin with, and with what they began until 0.5: the requests for evidence among
/// colleagues are called `RQ-n` too.
pub const REQUEST_IDS: (&str, &str) = ("AQ-", "RQ-");

/// The id of an auditor's request as it is kept, `AQ-7`, also where it is written as it was until 0.5: `RQ-7`. Old entries of
/// the ledger and old addresses go on meaning the same request.
pub fn request_id(written: &str) -> String {
    let (now, before) = REQUEST_IDS;
    let number = written.strip_prefix(before).filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    number.map_or_else(|| written.to_owned(), |number| format!("{now}{number}"))
}

/// Reads the id of an auditor's request, however old what is read.
pub(crate) fn read_request_id<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    String::deserialize(from).map(|id| request_id(&id))
}

/// What a request, comment or note is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "WrittenSubject")]
pub struct Subject {
    /// Its kind.
    pub kind: SubjectKind,
    /// Its id: `CC6.1`, `AC-1`, `EV-7`, `EN-1`.
    pub id: String,
}

/// A subject as it was written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSubject {
    kind: SubjectKind,
    id: String,
}

impl From<WrittenSubject> for Subject {
    fn from(WrittenSubject { kind, id }: WrittenSubject) -> Subject {
        Subject { kind, id }.as_kept()
    }
}

impl Subject {
    /// The subject with its id as it is kept ([`request_id`]).
    #[must_use]
    pub fn as_kept(self) -> Subject {
        Subject { id: kept_id(self.kind, self.id), ..self }
    }
}

/// The id of something of this kind as it is kept.
fn kept_id(kind: SubjectKind, id: String) -> String {
    if kind == SubjectKind::Request { request_id(&id) } else { id }
}

/// What the auditor asks for: one line of the list of requests ("provided by client").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditRequest {
    /// The engagement.
    pub engagement: String,
    /// What is wanted, in a line.
    pub title: String,
    /// What is wanted exactly, and in which form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The criterion or control that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// The day on which the auditor wants it.
    pub due: Date,
    /// The member who is asked; empty: the programme manager.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// The auditor's own number of the request.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
}

/// What the audited answer with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestAnswer {
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Items of evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Populations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub populations: Vec<String>,
}

/// One thing that an external auditor read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "WrittenReading")]
pub struct Reading {
    /// Kind of the thing.
    pub kind: SubjectKind,
    /// Its id; for a file, the item and the file's SHA-256: `EV-7/3f2a...`.
    pub id: String,
    /// How often it was opened in that time.
    pub times: u32,
}

/// A reading as it was written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenReading {
    kind: SubjectKind,
    id: String,
    times: u32,
}

impl From<WrittenReading> for Reading {
    fn from(WrittenReading { kind, id, times }: WrittenReading) -> Reading {
        Reading { kind, id: kept_id(kind, id), times }
    }
}
