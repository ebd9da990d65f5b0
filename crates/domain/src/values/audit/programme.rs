//! The programme of internal audits: how often, how, by whom, and what follows (clause 9.2.2, R126).

use crate::values::Window;
use crate::values::description::content_sha256;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Longest cycle, in years.
pub const MAX_CYCLE_YEARS: u8 = 5;
/// Longest look-back for parts that an auditor has in what is audited, in days.
pub const MAX_LOOK_BACK_DAYS: u32 = 1_825;
/// Longest audit, in weeks.
pub const MAX_WEEKS: u32 = 52;

/// The programme of one cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditProgramme {
    /// What it is called.
    pub title: String,
    /// First day of the cycle.
    pub from: Date,
    /// How many years the cycle has.
    pub years: u8,
    /// How often is audited.
    pub frequency: String,
    /// By which methods.
    pub methods: String,
    /// Who is responsible for what; how auditors are trained or hired (R131).
    pub responsibilities: String,
    /// What planning an audit has to consider.
    pub planning: String,
    /// To whom is reported, and how.
    pub reporting: String,
    /// The procedure that says how an audit goes: a document or its place (R131).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub procedure: String,
    /// Items that are audited every year, each with the reason: their importance, or what earlier audits found.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub important: BTreeMap<String, String>,
    /// Days before an audit in which a part in what is audited makes somebody no auditor of it.
    pub look_back_days: u32,
    /// Fewest weeks that the first audit of a cycle is expected to take (R133).
    pub weeks_least: u32,
    /// Most weeks that it is expected to take.
    pub weeks_most: u32,
}

impl AuditProgramme {
    /// An empty programme with the usual figures: three years, a look-back of 365 days, four to eight weeks.
    pub fn usual(from: Date) -> AuditProgramme {
        let text = String::new;
        AuditProgramme {
            title: text(),
            from,
            years: 3,
            frequency: text(),
            methods: text(),
            responsibilities: text(),
            planning: text(),
            reporting: text(),
            procedure: text(),
            important: BTreeMap::new(),
            look_back_days: 365,
            weeks_least: 4,
            weeks_most: 8,
        }
    }

    /// The days of the cycle, both ends included.
    pub fn cycle(&self) -> Window {
        let next = self.from.saturating_add(i32::from(self.years).years());
        Window { from: self.from, until: next.yesterday().unwrap_or(next) }
    }

    /// The hash that an approval names.
    pub fn sha256(&self) -> String {
        let figures = [self.years.into(), self.look_back_days, self.weeks_least, self.weeks_most];
        let figures = figures.map(|figure: u32| figure.to_string());
        let from = self.from.to_string();
        let head = ["audit_programme", &self.title, &from, &self.frequency, &self.methods, &self.responsibilities];
        let more = [self.planning.as_str(), &self.reporting, &self.procedure];
        let important = self.important.iter().flat_map(|(item, why)| [item.as_str(), why.as_str()]);
        content_sha256(head.into_iter().chain(more).chain(figures.iter().map(String::as_str)).chain(important))
    }
}
