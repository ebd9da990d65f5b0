//! Nonconformities and corrective action (clause 10.2): where they come from, how grave they are, what is done about them.

use super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most action lines of one round of one nonconformity.
pub const MAX_ACTIONS: usize = 50;
/// Most items of evidence that one step cites.
pub const MAX_CITED: usize = 50;
/// Most clauses and controls that one nonconformity is against.
pub const MAX_AGAINST: usize = 50;
/// Longest deadline or waiting time that can be set, in days.
pub const MAX_DAYS: u32 = 1_095;

/// How grave it is, in the words of certification audits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformityClass {
    /// It puts in doubt that the system achieves what it is for; it blocks certification until it is resolved (R155).
    Major,
    /// A requirement is not met, and the system as a whole still works.
    Minor,
    /// Nothing is amiss: something could be better (R80).
    Opportunity,
}

/// Where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformitySource {
    /// An internal audit or one of the certification body.
    Audit,
    /// An incident.
    Incident,
    /// An exception of a test of controls.
    Exception,
    /// A collector whose rule was not met.
    Collector,
    /// A supplier.
    Supplier,
    /// A complaint.
    Complaint,
    /// Anything else, such as an observation or evidence that was rejected.
    Other,
}

/// Where it stands (workflows, section 10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformityState {
    /// Written down.
    Raised,
    /// Corrected, or its consequences dealt with.
    Corrected,
    /// Its cause is known.
    CauseFound,
    /// Action is planned.
    ActionPlanned,
    /// All action is carried out, or none is needed.
    ActionDone,
    /// Somebody else saw that it worked.
    EffectivenessChecked,
    /// Closed.
    Closed,
    /// It was none, with the reason.
    Rejected,
}

/// Whether action worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effectiveness {
    /// The cause is gone.
    Effective,
    /// It is not: back to the cause.
    Ineffective,
}

words!(NonconformityClass {
    Major = "major", "Major";
    Minor = "minor", "Minor";
    Opportunity = "opportunity", "Opportunity for improvement";
});
words!(NonconformitySource {
    Audit = "audit", "Audit";
    Incident = "incident", "Incident";
    Exception = "exception", "Exception";
    Collector = "collector", "Collector";
    Supplier = "supplier", "Supplier";
    Complaint = "complaint", "Complaint";
    Other = "other", "Other";
});
words!(NonconformityState {
    Raised = "raised", "Raised";
    Corrected = "corrected", "Corrected";
    CauseFound = "cause_found", "Cause found";
    ActionPlanned = "action_planned", "Action planned";
    ActionDone = "action_done", "Action done";
    EffectivenessChecked = "effectiveness_checked", "Effectiveness checked";
    Closed = "closed", "Closed";
    Rejected = "rejected", "Rejected";
});
words!(Effectiveness {
    Effective = "effective", "Effective";
    Ineffective = "ineffective", "Not effective";
});

impl NonconformityState {
    /// Is there still something to do?
    pub fn open(self) -> bool {
        !matches!(self, NonconformityState::Closed | NonconformityState::Rejected)
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nonconformity {
    /// What it is called.
    pub title: String,
    /// What was required, what was seen instead, and where.
    pub description: String,
    /// Where it was found.
    pub source: NonconformitySource,
    /// What it came from: `EX-3`, `CO-2`, `SU-4`, `SI-1`, or the number in somebody else's list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// How grave.
    pub class: NonconformityClass,
    /// Clauses, controls of Annex A and criteria that it is against, by their ids.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub against: BTreeSet<String>,
    /// Own controls that it touches.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub controls: BTreeSet<String>,
    /// The person who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day on which it was found.
    pub found: Date,
    /// A day that was agreed, such as that of the next visit; else the deadline of its class counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Date>,
}

/// One line of corrective action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectiveAction {
    /// What is done, so that the cause does not come back.
    pub what: String,
    /// The person who carries it out.
    pub owner: String,
    /// By when.
    pub due: Date,
}

/// Deadlines by class and the waiting time, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NonconformityRules {
    /// From the day on which a major one was found.
    pub major_days: u32,
    /// From the day on which a minor one was found.
    pub minor_days: u32,
    /// For an opportunity; 0 for no deadline.
    #[serde(default)]
    pub opportunity_days: u32,
    /// From the last action carried out to the first day on which its effect can be judged.
    pub wait_days: u32,
}

impl Default for NonconformityRules {
    fn default() -> NonconformityRules {
        NonconformityRules { major_days: 90, minor_days: 180, opportunity_days: 0, wait_days: 30 }
    }
}

impl NonconformityRules {
    /// The days that a class has; `None` for no deadline.
    pub fn days(&self, class: NonconformityClass) -> Option<u32> {
        match class {
            NonconformityClass::Major => Some(self.major_days),
            NonconformityClass::Minor => Some(self.minor_days),
            NonconformityClass::Opportunity => (self.opportunity_days > 0).then_some(self.opportunity_days),
        }
    }

    /// The deadline of what was found on a day: the agreed one, else that of the class.
    pub fn due(&self, found: &Nonconformity) -> Option<Date> {
        let days = self.days(found.class).map(i64::from);
        found.agreed.or_else(|| days.map(|days| found.found.saturating_add(jiff::Span::new().days(days))))
    }
}

/// One row of a list from elsewhere: what was found, and what is known of its correction and cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NonconformityRow {
    /// Its id here, in a list that was exported from here; empty for one that is new.
    pub id: String,
    /// What was found; its reference tells one row from another.
    pub nonconformity: Nonconformity,
    /// How it was corrected.
    pub correction: String,
    /// Its cause.
    pub cause: String,
    /// A look for similar cases.
    pub similar: String,
}
