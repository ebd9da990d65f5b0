//! All that the clauses are looked up in, gathered once for a day.

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::reports::audit::{self, Coverage};
use crate::reports::isms::{Finding, overview};
use crate::reports::nonconformity::{NonconformitiesReport, nonconformities};
use crate::reports::policy::{PieceLine, PolicyLine, pieces, policies};
use crate::reports::review::{Programme, programme};
use crate::reports::risk::{RiskFinding, RiskLine, lines, wrong};
use crate::values::Framework;
use crate::values::risk::RiskState;
use crate::values::statement::ANNEX_A;
use jiff::ToSpan;
use jiff::civil::Date;

/// Months that count as the last period: what runs has a record in them. The longest usual interval is a year.
pub const PERIOD_MONTHS: i32 = 12;

pub(super) struct Look<'a> {
    pub(super) registers: &'a Registers,
    pub(super) framework: &'a Framework,
    pub(super) on: Date,
    /// The first day of the last period.
    pub(super) since: Date,
    /// What is missing in the registers.
    pub(super) missing: Vec<Finding>,
    /// Risks that are not closed.
    pub(super) risks: Vec<RiskLine>,
    pub(super) wrong: Vec<RiskFinding>,
    pub(super) found: NonconformitiesReport,
    pub(super) reviews: Programme,
    pub(super) coverage: Coverage,
    pub(super) pieces: Vec<PieceLine>,
    pub(super) documents: Vec<PolicyLine>,
}

impl<'a> Look<'a> {
    pub(super) fn new(registers: &'a Registers, on: Date) -> Result<Look<'a>, Refusal> {
        let since = on.saturating_sub(PERIOD_MONTHS.months());
        let open = lines(registers, on).into_iter().filter(|line| line.state != RiskState::Closed);
        Ok(Look {
            registers,
            framework: registers.catalogue.framework(ANNEX_A)?,
            on,
            since: since.tomorrow().unwrap_or(since),
            missing: overview(registers, on, |_| true).into_iter().flat_map(|report| report.findings).collect(),
            risks: open.collect(),
            wrong: wrong(registers, on),
            found: nonconformities(registers, on, |_| true),
            reviews: programme(registers, on)?,
            coverage: audit::coverage(registers, None, on),
            pieces: pieces(registers, on, |_, _| true),
            documents: policies(registers, on, |_, _| true).lines,
        })
    }

    /// Does a day lie in the last period?
    pub(super) fn recent(&self, day: Date) -> bool {
        (self.since..=self.on).contains(&day)
    }

    /// The day of a moment, when it is recent or not.
    pub(super) fn day(at_us: i64) -> Date {
        day_of(at_us)
    }

    /// The newest day on which an own control ran, as evidence that counts shows it.
    pub(super) fn last_run(&self, control: &str) -> Option<Date> {
        self.registers.evidence.runs(control).last().map(|run| run.on)
    }

    /// The newest run of those own controls that are linked to an item, and their ids.
    pub(super) fn linked(&self, item: &str) -> Vec<(&'a str, Option<Date>)> {
        let live = self.registers.live_controls();
        let linked = live.filter(|held| held.control.linked(ANNEX_A).any(|(id, _)| id == item));
        linked.map(|held| (held.control.id.as_str(), self.last_run(&held.control.id))).collect()
    }
}
