//! Evidence that is collected by hand: runs of own controls in a year, and the hours that they take (R179, R319).

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::plan::book::{Book, Sourced};
use crate::values::plan::Range;
use crate::values::{Execution, Frequency, Status};
use jiff::ToSpan;
use jiff::civil::Date;

/// Evidence that is collected by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Own controls in use that no collector and no system runs.
    pub controls: usize,
    /// Their runs in a year, by their frequency; of those driven by events, what was collected in the last 365 days.
    pub runs: u64,
    /// Hours in a year; `None` while nobody said how long one run takes.
    pub hours: Option<Range>,
    /// Hours in a year when a tool collects.
    pub automated: Option<Range>,
    /// Whole US dollars in a year, by hand or with the tool; `None` while nobody said what a full-time month costs.
    pub usd: Option<Range>,
    /// The figures.
    pub figures: Vec<Sourced>,
}

/// Runs in a year by frequency; a week has five business days.
fn runs(frequency: Frequency) -> u64 {
    match frequency {
        Frequency::BusinessDay => 260,
        Frequency::Weekly => 52,
        Frequency::Monthly => 12,
        Frequency::Quarterly => 4,
        Frequency::HalfYearly => 2,
        Frequency::Annual => 1,
        Frequency::Continuous | Frequency::EventDriven => 0,
    }
}

/// Evidence that is collected by hand in a year, with a tool when `tool`.
///
/// # Errors
/// As [`Book::perhaps`].
pub fn collection(registers: &Registers, book: &Book<'_>, tool: bool, on: Date) -> Result<Collection, Refusal> {
    let since = on.saturating_sub(365.days());
    let by_hand = |id: &str| {
        let execution = registers.operations.controls.get(id).and_then(|held| held.operation.execution);
        let collected = registers.collectors.of_control(id).next().is_some();
        execution != Some(Execution::Automated) && !collected
    };
    let mut found = Collection { controls: 0, runs: 0, hours: None, automated: None, usd: None, figures: Vec::new() };
    let used = |status| matches!(status, Status::InPlace | Status::PartlyInPlace);
    for held in registers.live_controls().filter(|held| used(held.control.status) && by_hand(&held.control.id)) {
        let Some(frequency) = held.control.frequency.filter(|one| *one != Frequency::Continuous) else { continue };
        found.controls += 1;
        found.runs += match frequency {
            Frequency::EventDriven => {
                let runs = registers.evidence.runs(&held.control.id);
                runs.iter().filter(|run| since < run.on && run.on <= on).count() as u64
            }
            timed => runs(timed),
        };
    }
    let cut = book.of("effort.automation")?;
    if let Some(minutes) = book.perhaps("effort.minutes")? {
        let hours = minutes.range.times(found.runs).part(1, 60);
        found.hours = Some(hours);
        found.automated = Some(hours.saved(cut.range));
        found.figures.push(minutes);
    }
    let counted = if tool { found.automated } else { found.hours };
    if let (Some(rate), Some(hours)) = (book.perhaps("effort.rate")?, counted) {
        let month = book.of("effort.hours")?;
        let per = month.range.high.max(1);
        let usd = |hours: u64, rate: u64| Range::one(hours.saturating_mul(rate)).part(1, per).low;
        found.usd = Some(Range { low: usd(hours.low, rate.range.low), high: usd(hours.high, rate.range.high) });
        found.figures.extend([rate, month]);
    }
    found.figures.push(cut);
    Ok(found)
}
