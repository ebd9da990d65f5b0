//! What a certification body found, and what became of it.

use crate::values::nonconformity::NonconformityClass;
use crate::values::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What kind of finding it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// An area of concern of Stage 1: it would be a nonconformity in Stage 2 (R156, R226).
    Concern,
    /// A requirement is absent or fails as a whole, or the outcome of the system is in doubt.
    Major,
    /// A single lapse.
    Minor,
    /// An opportunity for improvement.
    Opportunity,
}

words!(FindingKind {
    Concern = "concern", "Area of concern";
    Major = "major", "Major nonconformity";
    Minor = "minor", "Minor nonconformity";
    Opportunity = "opportunity", "Opportunity for improvement";
});

impl FindingKind {
    /// The class of the nonconformity that it is raised as; an opportunity is raised as none.
    pub fn class(self) -> Option<NonconformityClass> {
        match self {
            FindingKind::Major => Some(NonconformityClass::Major),
            FindingKind::Concern | FindingKind::Minor => Some(NonconformityClass::Minor),
            FindingKind::Opportunity => None,
        }
    }
}

/// What was found, in the words of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationFinding {
    /// Number of the visit, from 1.
    pub visit: u32,
    /// What kind.
    pub kind: FindingKind,
    /// In a few words.
    pub title: String,
    /// What was required and what was seen, as the body wrote it.
    pub statement: String,
    /// The clause or control.
    pub item: String,
    /// The day on which it was told.
    pub on: Date,
    /// The person who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// What the body said of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// It accepted the plan.
    PlanAccepted,
    /// It verified what was done, or accepted the answer to an area of concern.
    Verified,
    /// It made a minor one of a major one.
    Downgraded,
    /// It took the finding back, such as after an appeal.
    Withdrawn,
}

words!(Settlement {
    PlanAccepted = "plan_accepted", "Plan accepted";
    Verified = "verified", "Verified";
    Downgraded = "downgraded", "Made a minor one";
    Withdrawn = "withdrawn", "Taken back";
});

/// One thing that the body said of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// What.
    pub how: Settlement,
    /// On which day.
    pub on: Date,
    /// In which words, and where they stand.
    pub note: String,
}
