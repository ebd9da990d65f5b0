//! The register of the rooms of external auditors: what is asked and answered, said, noted and read.

mod fold;

pub(super) use fold::apply;

use crate::values::room::{REQUEST_IDS, request_id};
use crate::values::{AuditRequest, Reading, RequestAnswer, RequestState, Subject, SubjectKind};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// Most entries about readings that are kept here; older ones stay in the ledger.
pub const MOST_READ: usize = 10_000;
/// Most things named by those entries together.
pub const MOST_NAMED: usize = 100_000;

/// All of what passes in the rooms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RoomRegister {
    /// Requests of auditors by id.
    #[serde(default, deserialize_with = "read_requests")]
    pub requests: BTreeMap<String, HeldRequest>,
    /// What was said to both sides, by id.
    #[serde(default)]
    pub comments: BTreeMap<String, HeldComment>,
    /// Working notes of auditors by id; their texts lie elsewhere.
    #[serde(default)]
    pub notes: BTreeMap<String, HeldNote>,
    /// What was read, the newest last, [`MOST_READ`] entries at most.
    #[serde(default)]
    pub readings: VecDeque<HeldReading>,
    /// How many things the entries name that are kept here.
    #[serde(default)]
    pub named: usize,
    /// How many entries about readings there are, those included that are not kept here.
    #[serde(default)]
    pub read: u64,
}

/// Reads requests by their ids, however old what is read ([`request_id`]).
fn read_requests<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, HeldRequest>, D::Error> {
    let read = BTreeMap::<String, HeldRequest>::deserialize(from)?;
    Ok(read.into_iter().map(|(id, held)| (request_id(&id), held)).collect())
}

/// A request and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRequest {
    /// What is asked for.
    pub request: AuditRequest,
    /// Was it prepared by the audited, before the auditor asked?
    #[serde(default)]
    pub prepared: bool,
    /// Name of the file that it came from; empty when typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Where it stands.
    pub state: RequestState,
    /// Who put it on the list.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Answers, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<GivenAnswer>,
    /// That answers were given back, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub returned: Vec<Said>,
    /// Another day that was asked for, not decided yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed: Option<ProposedDue>,
    /// That the auditor has what was asked for, or that it was taken back and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Said>,
}

/// An answer, with who gave it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAnswer {
    /// The answer.
    pub answer: RequestAnswer,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// Something said, with who said it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The words; may be empty where none are asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// Another day that the audited ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedDue {
    /// The day.
    pub due: Date,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// Something said to both sides; never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldComment {
    /// The engagement.
    pub engagement: String,
    /// What about.
    pub subject: Subject,
    /// What was said.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A working note of an auditor, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldNote {
    /// The engagement.
    pub engagement: String,
    /// What about.
    pub subject: Subject,
    /// SHA-256 of salt and text, lower-case hex.
    pub sha256: String,
    /// Which auditor.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// When it was thrown away, microseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped_us: Option<i64>,
}

/// What an auditor read in about a minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReading {
    /// The entry that says so, from 1.
    pub entry: u64,
    /// The engagement.
    pub engagement: String,
    /// Which auditor.
    pub by: String,
    /// From, microseconds since 1970.
    pub from_us: i64,
    /// Until.
    pub until_us: i64,
    /// What.
    pub readings: Vec<Reading>,
    /// How many more things than are named.
    #[serde(default)]
    pub more: u32,
}

impl HeldRequest {
    /// Past its day, and waiting for the audited.
    pub fn overdue(&self, on: Date) -> bool {
        self.waits_for_audited() && self.request.due < on
    }

    /// Is it the turn of the audited?
    pub fn waits_for_audited(&self) -> bool {
        matches!(self.state, RequestState::Open | RequestState::Returned)
    }

    /// Why the answer was given back, while it waits for another.
    pub fn why_returned(&self) -> Option<&Said> {
        self.returned.last().filter(|_| self.state == RequestState::Returned)
    }

    /// The own control that it is about.
    pub fn control(&self) -> Option<&str> {
        let subject = self.request.subject.as_ref()?;
        (subject.kind == SubjectKind::Control).then_some(subject.id.as_str())
    }
}

impl RoomRegister {
    /// The id of the `n`th request after those that are there, from 0.
    pub fn next_request(&self, n: usize) -> String {
        format!("{}{}", REQUEST_IDS.0, self.requests.len() + 1 + n)
    }

    /// The id of the next comment.
    pub fn next_comment(&self) -> String {
        format!("CM-{}", self.comments.len() + 1)
    }

    /// The id of the next note.
    pub fn next_note(&self) -> String {
        format!("NT-{}", self.notes.len() + 1)
    }

    /// Requests of an engagement, in the order of their numbers.
    pub fn of(&self, engagement: &str) -> Vec<(&String, &HeldRequest)> {
        let all = self.requests.iter().filter(|(_, held)| held.request.engagement == engagement);
        let mut theirs: Vec<_> = all.collect();
        theirs.sort_by_key(|(id, _)| (id.len(), *id));
        theirs
    }

    /// Items of evidence that were named in answers to requests of an engagement.
    pub fn named_evidence<'a>(&'a self, engagement: &'a str) -> impl Iterator<Item = &'a str> {
        let theirs = self.requests.values().filter(move |held| held.request.engagement == engagement);
        theirs.flat_map(|held| &held.answers).flat_map(|given| &given.answer.evidence).map(String::as_str)
    }
}
