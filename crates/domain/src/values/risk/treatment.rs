//! The treatment of a risk: the option, the lines of the plan, and the acceptance of what remains (ISO/IEC 27001 clauses
//! 6.1.3 and 8.3; R120 to R123).

use crate::values::description::content_sha256;
use crate::values::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most lines of one plan.
pub const MAX_LINES: usize = 50;

/// What is done about a risk, in both vocabularies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TreatmentOption {
    /// Modify it by controls (mitigate).
    #[serde(alias = "mitigate")]
    Modify,
    /// Retain it (accept).
    #[serde(alias = "accept")]
    Retain,
    /// Share it (transfer).
    #[serde(alias = "transfer")]
    Share,
    /// Avoid it.
    Avoid,
}

impl TreatmentOption {
    /// All of them.
    pub const ALL: [TreatmentOption; 4] =
        [TreatmentOption::Modify, TreatmentOption::Retain, TreatmentOption::Share, TreatmentOption::Avoid];

    /// The word of ISO/IEC 27005, used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            TreatmentOption::Modify => "modify",
            TreatmentOption::Retain => "retain",
            TreatmentOption::Share => "share",
            TreatmentOption::Avoid => "avoid",
        }
    }

    /// The word that SOC 2 papers use.
    pub fn other_word(self) -> &'static str {
        match self {
            TreatmentOption::Modify => "mitigate",
            TreatmentOption::Retain => "accept",
            TreatmentOption::Share => "transfer",
            TreatmentOption::Avoid => "avoid",
        }
    }

    /// Both words, as people read it.
    pub fn title(self) -> &'static str {
        match self {
            TreatmentOption::Modify => "Modify (mitigate)",
            TreatmentOption::Retain => "Retain (accept)",
            TreatmentOption::Share => "Share (transfer)",
            TreatmentOption::Avoid => "Avoid",
        }
    }

    /// Reads a word of either vocabulary.
    pub fn parse(text: &str) -> Option<TreatmentOption> {
        let word = text.trim().to_lowercase();
        TreatmentOption::ALL.into_iter().find(|option| option.id() == word || option.other_word() == word)
    }
}

/// Where a line of the plan stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineState {
    /// Written.
    #[default]
    Planned,
    /// The risk owner approved the plan that it stands in.
    Approved,
    /// Somebody works on it.
    InProgress,
    /// Done.
    Done,
    /// Somebody else saw that it works.
    Verified,
}

words!(LineState {
    Planned = "planned", "Planned";
    Approved = "approved", "Approved";
    InProgress = "in_progress", "In progress";
    Done = "done", "Done";
    Verified = "verified", "Verified";
});

impl LineState {
    /// Is there still something to do before it is in place?
    pub fn is_open(self) -> bool {
        self < LineState::Done
    }
}

/// A line of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreatmentLine {
    /// Its id within the plan, such as `L1`; empty for a new line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What is done.
    pub what: String,
    /// Controls that do it: own controls, or controls of Annex A.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub controls: BTreeSet<String>,
    /// Who does it, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// What is decided about a risk, and the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// The option.
    pub option: TreatmentOption,
    /// Why this option.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<TreatmentLine>,
}

impl Treatment {
    /// The hash that an approval names: over the risk it is about and all that the plan says.
    pub fn sha256(&self, risk: &str) -> String {
        let mut lines: Vec<String> = Vec::new();
        for line in &self.lines {
            let due = line.due.map_or(String::new(), |due| due.to_string());
            let owner = line.owner.clone().unwrap_or_default();
            lines.extend([line.id.clone(), line.what.clone(), owner, due, line.controls.len().to_string()]);
            lines.extend(line.controls.iter().cloned());
        }
        let head = ["treatment", risk, self.option.id(), self.reason.as_str()];
        content_sha256(head.into_iter().chain(lines.iter().map(String::as_str)))
    }
}

/// What a line comes to, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineStep {
    /// Where it stands from now on.
    pub to: LineState,
    /// What was done, or seen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Evidence that shows it, by id.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
}

/// What an acceptance names: exactly this plan and this rating of what remains (SoD-15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The version of the plan.
    pub plan: u32,
    /// The number of the residual rating among the ratings of the risk, from 1.
    pub rating: u32,
    /// Why; needed above the appetite.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The last day on which it holds; needed above the appetite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}
