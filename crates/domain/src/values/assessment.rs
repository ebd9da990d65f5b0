//! A person's standing judgement of one clause or control (R41, R42, R52, R59).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How a clause or control stands, in the judgement of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Practice {
    /// Nothing yet.
    #[default]
    NotStarted,
    /// Practised but not documented.
    Informal,
    /// Documented, not yet run.
    Documented,
    /// Documented and run.
    Running,
}

impl Practice {
    /// Every value, least first.
    pub const ALL: [Practice; 4] = [Practice::NotStarted, Practice::Informal, Practice::Documented, Practice::Running];

    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            Practice::NotStarted => "not_started",
            Practice::Informal => "informal",
            Practice::Documented => "documented",
            Practice::Running => "running",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Practice::NotStarted => "Not started",
            Practice::Informal => "Done informally",
            Practice::Documented => "Documented",
            Practice::Running => "Documented and running",
        }
    }

    /// Reads an id.
    pub fn parse(text: &str) -> Option<Practice> {
        let folded = text.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        Practice::ALL.into_iter().find(|p| p.id() == folded)
    }
}

/// One judgement, with the three questions that SOC 2 and ISO/IEC 27001 ask differently (R42).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// How it stands.
    pub practice: Practice,
    /// Is it working? (The question of SOC 2.)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working: Option<bool>,
    /// Is it part of the managed system?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub managed: Option<bool>,
    /// Is there a process that keeps it working? (The question of ISO/IEC 27001.)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<bool>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The three steps that every covered control still needs (R52).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Reviewed against ISO/IEC 27001.
    Review,
    /// Entered in the Statement of Applicability.
    SoaEntry,
    /// Confirmed with the certification body.
    Confirmation,
}

impl Step {
    /// In their order.
    pub const ALL: [Step; 3] = [Step::Review, Step::SoaEntry, Step::Confirmation];

    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            Step::Review => "review",
            Step::SoaEntry => "soa_entry",
            Step::Confirmation => "confirmation",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Step::Review => "Reviewed against ISO/IEC 27001",
            Step::SoaEntry => "Entered in the Statement of Applicability",
            Step::Confirmation => "Confirmed with the certification body",
        }
    }

    /// Reads an id.
    pub fn parse(text: &str) -> Option<Step> {
        let folded = text.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        Step::ALL.into_iter().find(|s| s.id() == folded)
    }
}

/// That a step was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepTaken {
    /// On which day.
    pub on: Date,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A person's decision on a curated suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Accepted or rejected.
    pub accepted: bool,
    /// Why.
    pub reason: String,
}
