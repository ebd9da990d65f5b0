//! Management reviews (ISO/IEC 27001 clauses 9.3.1 to 9.3.3): what is planned, what an agenda shows, what is decided.

use super::description::content_sha256;
use super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Months from one review to the next before anybody says otherwise (R136).
pub const DEFAULT_INTERVAL_MONTHS: u32 = 12;
/// Most management reviews of one organisation.
pub const MAX_REVIEWS: usize = 2_000;
/// Most people who attend one.
pub const MAX_ATTENDANCE: usize = 200;
/// Most decisions of one.
pub const MAX_DECISIONS: usize = 200;
/// Most items of evidence of one.
pub const MAX_CITED: usize = 50;
/// Most things that one line of an agenda names; the others are counted.
pub const MAX_NAMED: usize = 12;
/// What SOC 2 does not ask for (R150).
pub const SOC2_ASKS_FOR_NONE: &str = "SOC 2 asks for no management review of this form: its criteria speak of oversight, \
     not of these inputs and outputs. A SOC 2 report does not close clause 9.3.";
/// What minutes of other meetings are worth (R148).
pub const OTHER_MINUTES_IN_PART: &str = "Minutes of the board and notes of team meetings meet clause 9.3 only in part: they \
     count for the inputs that they treat, and the others are named as missing.";

/// One of the inputs of clause 9.3.2, in their order; f has two parts, so that ten points are eleven inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReviewInput {
    /// a: actions from earlier reviews.
    #[serde(rename = "a")]
    Actions,
    /// b: external and internal issues.
    #[serde(rename = "b")]
    Issues,
    /// c: needs and expectations of interested parties.
    #[serde(rename = "c")]
    Parties,
    /// d 1: nonconformities and corrective actions.
    #[serde(rename = "d1")]
    Nonconformities,
    /// d 2: results of monitoring and measurement.
    #[serde(rename = "d2")]
    Measurements,
    /// d 3: results of audits.
    #[serde(rename = "d3")]
    Audits,
    /// d 4: objectives.
    #[serde(rename = "d4")]
    Objectives,
    /// e: feedback from interested parties.
    #[serde(rename = "e")]
    Feedback,
    /// f, first part: results of risk assessment.
    #[serde(rename = "f_results")]
    RiskResults,
    /// f, second part: status of the treatment plan.
    #[serde(rename = "f_plan_status")]
    PlanStatus,
    /// g: opportunities for improvement.
    #[serde(rename = "g")]
    Opportunities,
}

words!(ReviewInput {
    Actions = "a", "Status of actions from earlier reviews";
    Issues = "b", "Changes in external and internal issues";
    Parties = "c", "Changes in the needs of interested parties";
    Nonconformities = "d1", "Nonconformities and corrective actions";
    Measurements = "d2", "Results of monitoring and measurement";
    Audits = "d3", "Results of audits";
    Objectives = "d4", "How far objectives are met";
    Feedback = "e", "Feedback from interested parties";
    RiskResults = "f_results", "Results of risk assessment";
    PlanStatus = "f_plan_status", "Status of the risk treatment plan";
    Opportunities = "g", "Opportunities for improvement";
});

/// What kind of review it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewForm {
    /// A meeting that is prepared here, with an agenda from what is so.
    #[default]
    Meeting,
    /// Minutes or notes of a meeting that was held elsewhere: taken for what they treat (R148).
    Record,
}

words!(ReviewForm {
    Meeting = "meeting", "Management review";
    Record = "record", "Minutes of another meeting";
});

/// Where a review stands (workflows, section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// It has a day.
    Scheduled,
    /// Its agenda was sent, with what was so on that day.
    AgendaSent,
    /// It was held; the minutes are being written.
    Held,
    /// Top management approved the minutes.
    MinutesApproved,
    /// They are approved, and actions follow from them.
    ActionsOpen,
    /// Nothing is left to do.
    Closed,
    /// It does not take place.
    Cancelled,
}

words!(ReviewState {
    Scheduled = "scheduled", "Scheduled";
    AgendaSent = "agenda_sent", "Agenda sent";
    Held = "held", "Held";
    MinutesApproved = "minutes_approved", "Minutes approved";
    ActionsOpen = "actions_open", "Actions open";
    Closed = "closed", "Closed";
    Cancelled = "cancelled", "Cancelled";
});

impl ReviewState {
    /// Is there still something to do?
    pub fn open(self) -> bool {
        !matches!(self, ReviewState::Closed | ReviewState::Cancelled)
    }
}

/// What a decision is about: the outputs of clause 9.3.3 (R145).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Continual improvement.
    Improvement,
    /// Changes to the management system. That nothing changes is a decision too.
    Change,
    /// Resources.
    Resources,
}

words!(DecisionKind {
    Improvement = "improvement", "Improvement";
    Change = "change", "Changes to the management system";
    Resources = "resources", "Resources";
});

/// Where an action of a review stands, as somebody reported it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    /// It is on its way.
    InProgress,
    /// It is carried out.
    Done,
    /// It is not carried out, with the reason.
    Dropped,
}

words!(ActionStatus {
    InProgress = "in_progress", "In progress";
    Done = "done", "Done";
    Dropped = "dropped", "Dropped";
});

/// What is planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewPlan {
    /// What it is called.
    pub title: String,
    /// What kind of review it is.
    #[serde(default)]
    pub form: ReviewForm,
    /// On which day it takes place.
    pub on: Date,
}

/// Something that a line of an agenda names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How it stood.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub says: String,
}

/// Where the figures of a line come from, so that a door can lead there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaSource {
    /// Earlier management reviews.
    Reviews,
    /// Nonconformities.
    Nonconformities,
    /// Occurrences of controls.
    Tasks,
    /// Collectors.
    Collectors,
    /// Exceptions of tests.
    Exceptions,
    /// Internal audits.
    Audits,
    /// What customers ask for.
    Asked,
    /// Risks.
    Risks,
    /// Incidents of suppliers.
    Suppliers,
    /// A register of the management system, which the line names.
    Register,
}

words!(AgendaSource {
    Reviews = "reviews", "Management reviews";
    Nonconformities = "nonconformities", "Nonconformities";
    Tasks = "tasks", "Tasks";
    Collectors = "collectors", "Collectors";
    Exceptions = "exceptions", "Exceptions of tests";
    Audits = "audits", "Internal audits";
    Asked = "asked", "What customers ask for";
    Risks = "risks", "Risks";
    Suppliers = "suppliers", "Suppliers";
    Register = "register", "Registers";
});

/// One figure of an agenda with what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaLine {
    /// What is counted.
    pub says: String,
    /// How many.
    pub figure: u64,
    /// Out of how many, where that has a meaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
    /// Where it comes from.
    pub source: AgendaSource,
    /// Which register, of [`AgendaSource::Register`].
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub register: String,
    /// What is counted, by name; at most [`MAX_NAMED`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<AgendaItem>,
}

impl AgendaLine {
    /// How many are counted and not named; 0 for a line that names nothing.
    pub fn unnamed(&self) -> u64 {
        let named = u64::try_from(self.items.len()).unwrap_or(u64::MAX);
        if named == 0 { 0 } else { self.figure.saturating_sub(named) }
    }
}

/// What the data says of one input.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaPoint {
    /// Figures, each with what it counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<AgendaLine>,
    /// What is not kept here, so that only people can say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_kept: Vec<String>,
}

/// An agenda: what was so on a day, input by input. It stays what was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// The day on which it was computed.
    pub on: Date,
    /// The day of the review before; changes are counted from the day after. `None`: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// Entries of the ledger that it rests on.
    pub entry: u64,
    /// What the data says, by input; every input is there.
    pub points: BTreeMap<ReviewInput, AgendaPoint>,
    /// Beside the inputs of the clause: incidents and performance over time (R144).
    #[serde(default)]
    pub beside: AgendaPoint,
}

/// Somebody who attended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendant {
    /// In which part, such as chair or keeper of the minutes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// The person belonged to top management when it was recorded (R149).
    #[serde(default)]
    pub top_management: bool,
}

/// A decision. With an owner and a day it is an action, and goes to the next review as input a.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewDecision {
    /// What it is about.
    pub kind: DecisionKind,
    /// What was decided.
    pub text: String,
    /// The person who carries it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// What is reported of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionReport {
    /// Where it stands.
    pub status: ActionStatus,
    /// As of which day.
    pub on: Date,
    /// What was done, or why it is dropped.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Evidence of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
}

/// What minutes say, for their hash.
pub struct MinutesContent<'a> {
    /// The review.
    pub id: &'a str,
    /// Title and day of the plan.
    pub plan: &'a ReviewPlan,
    /// What was shown: the entries that the agenda rests on.
    pub entry: Option<u64>,
    /// What was said of each input.
    pub notes: Vec<(ReviewInput, &'a str)>,
    /// The day, and who attended.
    pub held: Option<(Date, &'a BTreeMap<String, Attendant>)>,
    /// The decisions, by number.
    pub decisions: Vec<(u32, &'a ReviewDecision)>,
    /// The text of the minutes.
    pub minutes: &'a str,
    /// Evidence.
    pub evidence: &'a BTreeSet<String>,
}

impl MinutesContent<'_> {
    /// The hash that an approval names: SHA-256 over all of it, each part preceded by its length. What is reported of actions
    /// afterwards is no part of it.
    pub fn sha256(&self) -> String {
        let mut parts: Vec<String> = vec!["management_review".to_owned(), self.id.to_owned()];
        parts.extend([self.plan.title.clone(), self.plan.form.id().to_owned(), self.plan.on.to_string()]);
        parts.push(self.entry.map_or_else(String::new, |entry| entry.to_string()));
        parts.push(self.notes.len().to_string());
        parts.extend(self.notes.iter().flat_map(|(input, text)| [input.id().to_owned(), (*text).to_owned()]));
        if let Some((on, attendance)) = self.held {
            parts.extend([on.to_string(), attendance.len().to_string()]);
            for (person, attendant) in attendance {
                let top = if attendant.top_management { "top" } else { "" };
                parts.extend([person.clone(), attendant.part.clone(), top.to_owned()]);
            }
        }
        parts.push(self.decisions.len().to_string());
        for (number, decision) in &self.decisions {
            let due = decision.due.map_or_else(String::new, |due| due.to_string());
            let owner = decision.owner.clone().unwrap_or_default();
            parts.extend([number.to_string(), decision.kind.id().to_owned(), decision.text.clone(), owner, due]);
        }
        parts.push(self.minutes.to_owned());
        parts.extend(self.evidence.iter().cloned());
        content_sha256(parts.iter().map(String::as_str))
    }
}
