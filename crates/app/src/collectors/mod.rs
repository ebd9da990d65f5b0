//! Collectors: what an organisation declares, somebody else approves and this program runs, by hand or by schedule.
//!
//! A run works with the rights of whoever set the collector, and with less than those: it appends evidence to the
//! controls of the collector, and what it hands in waits to be judged by somebody else (SoD-2). What a collector may touch
//! is said by the operator ([`Config`](crate::Config)), credentials are given by name and never come back.

mod credentials;
mod declare;
mod desk;
mod kinds;
mod output;
mod run;
mod schedule;
mod turns;

pub use credentials::{Credential, OLD_DAYS, SECRET_MAX};
pub use declare::{Declared, RuleOf, declare, rule_of};
pub use kinds::{KINDS, Kind};
pub use run::{RanCollector, Tried};
pub use schedule::next_us;
pub use turns::{AT_ONCE, CollectorState};

pub(crate) use desk::Hands;
pub(crate) use run::VIA;

/// What [`Allowed`] says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Folders whose contents collectors may read.
    pub folders: Vec<String>,
    /// Programs, or folders of programs, that a command may name.
    pub programs: Vec<String>,
}

/// The other side of the process that judges a rule: what it prints, from the question in its folder. Called by the
/// hidden command that the runner starts, and by nothing else.
#[must_use]
pub fn judge_rule() -> String {
    collect::answer(std::path::Path::new("."))
}

/// The command that makes this program judge a rule.
pub const JUDGE: &str = "judge-rule";
