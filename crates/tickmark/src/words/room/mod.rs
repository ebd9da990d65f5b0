//! The auditor's room as JSON: requests with their answers, comments, working notes, readings.

mod import;
mod shown;

pub use import::AuditRequestImportWords;
pub use shown::{AuditRoomWords, RoomControlWords, RoomCriterionWords};

use super::NamedWords;
use app::ask::{AuditRequestDetail, AuditRequestLine, CommentLine, NamedItem, NoteLine, ReadingLine};
use app::clock::minute_of;
use app::{KeptNote, Within};
use domain::registers::room::{GivenAnswer, Said};
use domain::values::{RequestState, Subject, SubjectKind};
use serde::Serialize;
use utoipa::ToSchema;

/// What something is about.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubjectWords {
    /// Its kind: `criterion`, `control`, `evidence`, `file`, `population`, `sample`, `test`, `exception`, `description`,
    /// `statement`, `supplier`, `request`, `package` or `engagement`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
}

impl SubjectWords {
    /// The words of a subject.
    pub fn of(subject: &Subject) -> SubjectWords {
        SubjectWords { kind: subject.kind.id(), id: subject.id.clone() }
    }
}

/// `CC6.1` or `control AC-1`: a subject as it is typed, criterion or control told apart by a word before it.
pub fn typed_subject(typed: &str) -> Option<Subject> {
    let (kind, id) = typed.trim().split_once([' ', ':'])?;
    let subject = Subject { kind: SubjectKind::parse(kind)?, id: id.trim().to_owned() };
    (!subject.id.is_empty()).then_some(subject)
}

/// Something said, by whom and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SaidWords {
    /// The words.
    pub text: String,
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl SaidWords {
    fn of(app: &Within<'_>, said: &Said) -> SaidWords {
        SaidWords { text: said.text.clone(), by: NamedWords::of(app, &said.by), at: minute_of(said.at_us) }
    }
}

/// An answer of the audited.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditAnswerWords {
    /// In words.
    pub text: String,
    /// Items of evidence, by id.
    pub evidence: Vec<String>,
    /// Populations, by id.
    pub populations: Vec<String>,
    /// Who answered.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl AuditAnswerWords {
    fn of(app: &Within<'_>, given: &GivenAnswer) -> AuditAnswerWords {
        AuditAnswerWords {
            text: given.answer.text.clone(),
            evidence: given.answer.evidence.clone(),
            populations: given.answer.populations.clone(),
            by: NamedWords::of(app, &given.by),
            at: minute_of(given.at_us),
        }
    }
}

/// Another day that the audited ask for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposedDueWords {
    /// The day.
    #[schema(format = Date)]
    pub due: String,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

/// A request of an auditor.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditRequestWords {
    /// Its id.
    pub id: String,
    /// The engagement.
    pub engagement: String,
    /// What is wanted, in a line.
    pub title: String,
    /// What is wanted exactly.
    pub text: String,
    /// The criterion or control that it is about.
    pub subject: Option<SubjectWords>,
    /// The auditor's own number.
    pub reference: String,
    /// The day on which it is wanted.
    #[schema(format = Date)]
    pub due: String,
    /// The member who is asked; none: the programme manager.
    pub to: Option<NamedWords>,
    /// Was it prepared by the audited, before the auditor asked?
    pub prepared: bool,
    /// Name of the file that it came from.
    pub source: String,
    /// `open`, `submitted`, `returned`, `accepted` or `withdrawn`.
    pub state: &'static str,
    /// Past its day, and waiting for the audited.
    pub overdue: bool,
    /// Whose turn it is: `audited`, `auditor`; none when it is closed.
    pub waits_for: Option<&'static str>,
    /// Who put it on the list.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// Answers, the oldest first.
    pub answers: Vec<AuditAnswerWords>,
    /// That answers were given back, the oldest first.
    pub returned: Vec<SaidWords>,
    /// Another day that is asked for.
    pub proposed: Option<ProposedDueWords>,
    /// That it was accepted, or withdrawn and why.
    pub ended: Option<SaidWords>,
}

impl AuditRequestWords {
    /// The words of a request.
    pub fn of(app: &Within<'_>, line: &AuditRequestLine) -> AuditRequestWords {
        let (held, request) = (&line.held, &line.held.request);
        let waits_for = match held.state {
            RequestState::Open | RequestState::Returned => Some("audited"),
            RequestState::Submitted => Some("auditor"),
            RequestState::Accepted | RequestState::Withdrawn => None,
        };
        AuditRequestWords {
            id: line.id.clone(),
            engagement: request.engagement.clone(),
            title: request.title.clone(),
            text: request.text.clone(),
            subject: request.subject.as_ref().map(SubjectWords::of),
            reference: request.reference.clone(),
            due: request.due.to_string(),
            to: (!request.to.is_empty()).then(|| NamedWords::of(app, &request.to)),
            prepared: held.prepared,
            source: held.source.clone(),
            state: held.state.id(),
            overdue: line.overdue,
            waits_for,
            by: NamedWords::of(app, &held.by),
            at: minute_of(held.at_us),
            answers: held.answers.iter().map(|given| AuditAnswerWords::of(app, given)).collect(),
            returned: held.returned.iter().map(|said| SaidWords::of(app, said)).collect(),
            proposed: held.proposed.as_ref().map(|proposed| ProposedDueWords {
                due: proposed.due.to_string(),
                reason: proposed.reason.clone(),
                by: NamedWords::of(app, &proposed.by),
                at: minute_of(proposed.at_us),
            }),
            ended: held.ended.as_ref().map(|said| SaidWords::of(app, said)),
        }
    }
}

/// Something that an answer names.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AnsweredItemWords {
    /// Its id.
    pub id: String,
    /// Its title; for a population, the control.
    pub title: String,
    /// Is it classified as restricted?
    pub restricted: bool,
    /// Was it withdrawn or disposed of since?
    pub gone: bool,
}

impl AnsweredItemWords {
    fn of(item: &NamedItem) -> AnsweredItemWords {
        AnsweredItemWords {
            id: item.id.clone(),
            title: item.title.clone(),
            restricted: item.restricted,
            gone: item.gone,
        }
    }
}

/// A request with what its answers name and what was said about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditRequestDetailWords {
    /// The request.
    #[serde(flatten)]
    pub request: AuditRequestWords,
    /// Items of evidence that its answers name.
    pub evidence: Vec<AnsweredItemWords>,
    /// Populations that its answers name.
    pub populations: Vec<AnsweredItemWords>,
    /// Comments on it, the oldest first.
    pub comments: Vec<RoomCommentWords>,
}

impl AuditRequestDetailWords {
    /// The words of a request with everything around it.
    pub fn of(app: &Within<'_>, detail: &AuditRequestDetail) -> AuditRequestDetailWords {
        AuditRequestDetailWords {
            request: AuditRequestWords::of(app, &detail.line),
            evidence: detail.evidence.iter().map(AnsweredItemWords::of).collect(),
            populations: detail.populations.iter().map(AnsweredItemWords::of).collect(),
            comments: detail.comments.iter().map(|line| RoomCommentWords::of(app, line)).collect(),
        }
    }
}

/// A comment that both sides read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoomCommentWords {
    /// Its id.
    pub id: String,
    /// What about.
    pub subject: SubjectWords,
    /// What was said.
    pub text: String,
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl RoomCommentWords {
    /// The words of a comment.
    pub fn of(app: &Within<'_>, line: &CommentLine) -> RoomCommentWords {
        RoomCommentWords {
            id: line.id.clone(),
            subject: SubjectWords::of(&line.held.subject),
            text: line.held.text.clone(),
            by: NamedWords::of(app, &line.held.by),
            at: minute_of(line.held.at_us),
        }
    }
}

/// A working note of an auditor.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkingNoteWords {
    /// Its id.
    pub id: String,
    /// What about.
    pub subject: SubjectWords,
    /// Which auditor.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// SHA-256 of salt, line feed and text, as it stands in the ledger.
    pub sha256: String,
    /// Its text; none for one that was thrown away.
    pub text: Option<String>,
    /// The salt that was hashed before the text; whoever is to check the hash needs it.
    pub salt: String,
    /// Was it thrown away?
    pub dropped: bool,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl WorkingNoteWords {
    /// The words of a note with its text.
    pub fn of(app: &Within<'_>, note: &KeptNote) -> WorkingNoteWords {
        let NoteLine { id, held, version } = &note.line;
        WorkingNoteWords {
            id: id.clone(),
            subject: SubjectWords::of(&held.subject),
            by: NamedWords::of(app, &held.by),
            at: minute_of(held.at_us),
            sha256: held.sha256.clone(),
            text: note.text.clone(),
            salt: note.salt.clone(),
            dropped: held.dropped_us.is_some(),
            version: *version,
        }
    }
}

/// One thing that was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadThingWords {
    /// Its kind.
    pub kind: &'static str,
    /// Its id; for a file, the item and the file's SHA-256.
    pub id: String,
    /// How often it was opened.
    pub times: u32,
}

/// What one auditor read in about a minute.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditorReadWords {
    /// The ledger entry that says so.
    pub entry: u64,
    /// Which auditor.
    pub by: NamedWords,
    /// From.
    pub from: String,
    /// Until.
    pub until: String,
    /// What.
    pub read: Vec<ReadThingWords>,
    /// How many more things than are named.
    pub more: u32,
}

impl AuditorReadWords {
    /// The words of a reading.
    pub fn of(app: &Within<'_>, line: &ReadingLine) -> AuditorReadWords {
        let held = &line.held;
        let thing = |one: &domain::values::Reading| ReadThingWords {
            kind: one.kind.id(),
            id: one.id.clone(),
            times: one.times,
        };
        AuditorReadWords {
            entry: held.entry,
            by: NamedWords::of(app, &held.by),
            from: minute_of(held.from_us),
            until: minute_of(held.until_us),
            read: held.readings.iter().map(thing).collect(),
            more: held.more,
        }
    }
}
