//! The twelve rules and the clock.

use domain::reports::evidence::{Check, Marks};
use domain::values::counted;
use domain::values::evidence::LATE_DAYS;
use serde::Serialize;
use utoipa::ToSchema;

/// How an item stands against the clock; the time of receipt rules.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceMarksWords {
    /// Days from the end of the period to receipt; negative when the period was not over. Of `late_version` where it is
    /// given, else of the newest version.
    pub days_after_period: i32,
    /// It came more than 30 days after the end of its period.
    pub late: bool,
    /// The earlier version that came late, where the newest did not: the mark stays. Null otherwise.
    pub late_version: Option<u32>,
    /// Days by which the claimed day lies before receipt, when they are more than 7.
    pub back_dated: Option<i32>,
    /// Engagements whose window was closed when it came.
    pub after_close: Vec<String>,
}

impl From<&Marks> for EvidenceMarksWords {
    fn from(marks: &Marks) -> EvidenceMarksWords {
        EvidenceMarksWords {
            days_after_period: marks.days_after_period,
            late: marks.late,
            late_version: marks.late_version,
            back_dated: marks.back_dated,
            after_close: marks.after_close.clone(),
        }
    }
}

/// One of the twelve rules of evidence quality on an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceCheckWords {
    /// Number of the rule, 1 to 12.
    pub rule: u8,
    /// The rule.
    pub name: &'static str,
    /// It is not broken: it is kept, or it could not be judged.
    pub ok: bool,
    /// Could it be judged? Not where it asks for something that this item is not, or that nobody has looked at yet.
    pub judged: bool,
    /// Why.
    pub reason: String,
}

impl From<&Check> for EvidenceCheckWords {
    fn from(check: &Check) -> EvidenceCheckWords {
        let (name, reason) = (check.name(), check.reason.clone());
        EvidenceCheckWords { rule: check.rule, name, ok: check.ok, judged: check.judged, reason }
    }
}

/// Whether an item came late: the line that stands after the twelve rules.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LateWords {
    /// Always `late`.
    pub rule: &'static str,
    /// Did it come in time?
    pub ok: bool,
    /// Why.
    pub reason: String,
    /// Days from the end of the period to receipt; negative when the period was not over.
    pub days_after_period: i32,
}

impl From<&Marks> for LateWords {
    fn from(marks: &Marks) -> LateWords {
        let days = marks.days_after_period;
        let late = format!("received {days} days after the end of its period, more than {LATE_DAYS}");
        let reason = match (marks.late_version, days) {
            (Some(version), _) => format!("version {version} was {late}"),
            (None, ..=0) => "received before its period was over".to_owned(),
            (None, 1..=LATE_DAYS) => format!("received {} after the end of its period", counted(days, "day", "days")),
            (None, _) => late,
        };
        LateWords { rule: "late", ok: !marks.late, reason, days_after_period: days }
    }
}
