//! A collector of evidence: what it runs, for which controls, when, and what its runs said.

use super::EvidenceType;
use super::description::content_sha256;
use super::evidence::Environment;
use super::operation::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most collectors of one organisation, removed ones included.
pub const MAX_COLLECTORS: usize = 500;
/// Most controls that one collector collects for.
pub const MAX_COLLECTED: usize = 50;
/// Longest check, in bytes.
pub const MAX_CHECK: usize = 128 * 1024;
/// Longest rule, in bytes.
pub const MAX_RULE: usize = 64 * 1024;
/// Longest reason of a run, in characters.
pub const MAX_REASON: usize = 2_000;
/// Runs of one collector that the register keeps, the newest; the ledger keeps all.
pub const KEPT_RUNS: usize = 200;

/// How often a collector runs by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Only when somebody asks for it.
    #[default]
    ByHand,
    /// Every hour.
    Hourly,
    /// Every day.
    Daily,
    /// On Mondays.
    Weekly,
    /// On the first of each month.
    Monthly,
}

words!(Rhythm {
    ByHand = "by_hand", "By hand";
    Hourly = "hourly", "Hourly";
    Daily = "daily", "Daily";
    Weekly = "weekly", "Weekly";
    Monthly = "monthly", "Monthly";
});

/// When a collector runs, in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// How often.
    pub rhythm: Rhythm,
    /// At which minute of the day, 0 to 1439; of the hour for one that runs hourly.
    #[serde(default)]
    pub minute: u16,
}

/// What is declared of a collector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collector {
    /// Its name.
    pub name: String,
    /// The check and its limits as JSON text, as `docs/collectors.md` writes it; credentials stand in it by name only.
    pub check: String,
    /// Kind of the check: `command`, `git_repository`, `tls_certificate`, ...
    pub kind: String,
    /// The own controls that its output is evidence for.
    pub controls: BTreeSet<String>,
    /// The type of evidence that its output is.
    pub evidence_type: EvidenceType,
    /// From which kind of system it collects.
    #[serde(default, skip_serializing_if = "is_default")]
    pub environment: Environment,
    /// Personal data stands in its output because it has to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personal_data: bool,
    /// When it runs.
    #[serde(default)]
    pub schedule: Schedule,
    /// The rule that judges its output, in Rego; empty: the one that is built in for its kind, or none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Collector {
    /// The hash that an approval and each run name: of the check and the rule, and of nothing else, so that another name
    /// or another day changes nothing that somebody approved.
    pub fn declaration(&self) -> String {
        content_sha256(["collector", &self.check, &self.rule])
    }
}

/// What a run said: a failed collection is unknown, never passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// The rule found what it asks for.
    Pass,
    /// The rule found that it is not so.
    Fail,
    /// Nothing is known: the collection failed, the rule could not judge, or there is none.
    Unknown,
}

words!(RunOutcome {
    Pass = "pass", "Pass";
    Fail = "fail", "Fail";
    Unknown = "unknown", "Unknown";
});

/// One run of a collector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollectorRun {
    /// What it said.
    pub outcome: RunOutcome,
    /// Why.
    pub reason: String,
    /// When it began, microseconds since 1970.
    pub started_us: i64,
    /// When it ended.
    pub ended_us: i64,
    /// The item of evidence that its output became; none when nothing was collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// Did somebody ask for it, and not the clock?
    pub by_hand: bool,
    /// SHA-256 of the declaration and the rule that ran, lower-case hex.
    pub declaration: String,
}
