//! Own people: full-time months, and what they cost when an organisation says what a month costs. Work on clauses 4 to 10 has a
//! line of its own (R306, R308).

use crate::refusal::Refusal;
use crate::reports::plan::book::{Book, Sourced};
use crate::reports::plan::roadmap::Roadmap;
use crate::values::plan::Range;

/// A line of own work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EffortLine {
    /// What.
    pub title: String,
    /// Tenths of a full-time month; `None` where no figure was published.
    pub tenths: Option<Range>,
    /// Whole US dollars; `None` while nobody said what a month costs.
    pub usd: Option<Range>,
    /// Where the amount comes from.
    pub says: String,
}

/// Own work of a roadmap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Clauses 4 to 10 first, then the rest; empty for a route without a management system.
    pub lines: Vec<EffortLine>,
    /// Figures that they rest on.
    pub figures: Vec<Sourced>,
    /// What is missing.
    pub warnings: Vec<String>,
}

impl Effort {
    /// Tenths of a full-time month in total.
    pub fn tenths(&self) -> Range {
        self.lines.iter().filter_map(|line| line.tenths).fold(Range::default(), Range::plus)
    }
}

pub(super) fn effort(book: &Book<'_>, roadmap: &Roadmap) -> Result<Effort, Refusal> {
    let mut found = Effort { lines: Vec::new(), figures: Vec::new(), warnings: Vec::new() };
    for key in roadmap.steps.iter().map(|step| &step.track) {
        let figure = book.tables().track(key)?.effort.as_ref().map(|key| book.of(key)).transpose()?;
        found.figures.extend(figure.filter(|figure| !found.figures.contains(figure)));
    }
    if found.figures.is_empty() {
        return Ok(found);
    }
    let rate = book.perhaps("effort.rate")?;
    let sum = |clauses: bool| {
        let steps = roadmap.steps.iter().filter(|step| step.clauses == clauses);
        steps.filter_map(|step| step.effort).fold(Range::default(), Range::plus)
    };
    let priced = |tenths: Range| {
        let rate = rate.as_ref()?.range;
        Some(Range { low: tenths.low * rate.low / 10, high: tenths.high * rate.high / 10 })
    };
    let own = book.perhaps("effort.clauses")?;
    let (clauses, rest) = (sum(true), sum(false));
    let by_rate = "tenths of the published effort by the days of each step, times the rate of a full-time month";
    let (usd, says) = match &own {
        Some(own) => (Some(own.range), own.told.words()),
        None => (priced(clauses), by_rate.to_owned()),
    };
    if usd.is_none() {
        found.warnings.push(
            "work on clauses 4 to 10 has no amount: the technical controls are not where the work is. Say what a full-time month \
             costs (effort.rate), or what this work costs (effort.clauses)"
                .to_owned(),
        );
    }
    let title = "Clauses 4 to 10: the management system".to_owned();
    found.lines.push(EffortLine { title, tenths: Some(clauses), usd, says });
    let title = "Gaps in controls, and other own work".to_owned();
    found.lines.push(EffortLine { title, tenths: Some(rest), usd: priced(rest), says: by_rate.to_owned() });
    found.figures.extend(rate);
    found.figures.extend(own);
    Ok(found)
}
