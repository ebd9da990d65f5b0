//! The small words of internal audits: states, results, classes.

use crate::values::nonconformity::NonconformityClass;
use crate::values::operation::words;
use serde::{Deserialize, Serialize};

/// Where a programme stands (workflows, section 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeState {
    /// Being written.
    Draft,
    /// It waits for management.
    Proposed,
    /// Management approved it; its first day is still to come.
    Approved,
    /// Approved, and its cycle runs.
    Active,
    /// It is over.
    Closed,
}

/// Where an audit stands (workflows, section 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditState {
    /// It has a plan.
    Planned,
    /// Those audited know of it; its checklist is drawn up.
    Announced,
    /// The checklist is being answered.
    Fieldwork,
    /// It is reported to management, and no nonconformity of it is open.
    Reported,
    /// It is reported, and nonconformities of it are open.
    ActionsOpen,
    /// An auditor saw that what it found is resolved.
    Verified,
    /// It is closed.
    Closed,
    /// It did not take place, with the reason.
    Cancelled,
}

/// What a question of the checklist asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Is it written down and decided? The view of Stage 1 on a clause.
    Designed,
    /// Is it done? The view of Stage 2 on a clause.
    Practised,
    /// A control of Annex A.
    Annex,
    /// An own control.
    Control,
}

/// What a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineResult {
    /// It is as it has to be.
    Conforms,
    /// Something was found.
    Finding,
    /// It was not looked at, with the reason.
    NotExamined,
}

/// How grave a finding is, or that it is none to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingClass {
    /// It puts in doubt that the system achieves what it is for.
    Major,
    /// A requirement is not met, and the system as a whole still works.
    Minor,
    /// Something could be better.
    Opportunity,
    /// Something is done well.
    Positive,
}

words!(ProgrammeState {
    Draft = "draft", "Draft";
    Proposed = "proposed", "Proposed";
    Approved = "approved", "Approved";
    Active = "active", "Active";
    Closed = "closed", "Closed";
});
words!(AuditState {
    Planned = "planned", "Planned";
    Announced = "announced", "Announced";
    Fieldwork = "fieldwork", "Fieldwork";
    Reported = "reported", "Reported";
    ActionsOpen = "actions_open", "Actions open";
    Verified = "verified", "Verified";
    Closed = "closed", "Closed";
    Cancelled = "cancelled", "Cancelled";
});
words!(LineKind {
    Designed = "designed", "Written down and decided";
    Practised = "practised", "Done in practice";
    Annex = "annex", "Control of Annex A";
    Control = "control", "Own control";
});
words!(LineResult {
    Conforms = "conforms", "Conforms";
    Finding = "finding", "Finding";
    NotExamined = "not_examined", "Not examined";
});
words!(FindingClass {
    Major = "major", "Major nonconformity";
    Minor = "minor", "Minor nonconformity";
    Opportunity = "opportunity", "Opportunity for improvement";
    Positive = "positive", "Done well";
});

impl FindingClass {
    /// The class of the nonconformity that it leads to; `None` where it leads to none.
    pub fn nonconformity(self) -> Option<NonconformityClass> {
        match self {
            FindingClass::Major => Some(NonconformityClass::Major),
            FindingClass::Minor => Some(NonconformityClass::Minor),
            FindingClass::Opportunity | FindingClass::Positive => None,
        }
    }
}

impl AuditState {
    /// Is it on its way?
    pub fn open(self) -> bool {
        !matches!(self, AuditState::Closed | AuditState::Cancelled)
    }

    /// Did it come to a report?
    pub fn reported(self) -> bool {
        matches!(self, AuditState::Reported | AuditState::ActionsOpen | AuditState::Verified | AuditState::Closed)
    }
}
