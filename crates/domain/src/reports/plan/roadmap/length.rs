//! How long a step takes, in days, and from which figures.

use super::super::book::{Book, Sourced};
use super::super::timeline::months_end;
use crate::refusal::Refusal;
use crate::values::Holidays;
use crate::values::plan::{Choices, FigureUnit, Length, Range, TableStep};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Days of a week.
const WEEK: u64 = 7;

/// The length of a step, as it was published and chosen, before what is done shortens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lengths {
    /// Days; of a window the days of the months that were chosen, from the start of the plan.
    pub days: Range,
    /// Months of a window.
    pub months: Option<u32>,
    /// Days for which it runs beside the step before, where the source says so.
    pub overlap: i64,
    /// How it was reckoned, in words.
    pub says: String,
    /// The figures.
    pub figures: Vec<Sourced>,
}

/// Weeks of a plan as a number of weeks; months as days of a mean month.
pub(super) fn days_of(figure: &Sourced) -> Range {
    match figure.unit {
        FigureUnit::WeekRange => Range::one((figure.range.high + 1).saturating_sub(figure.range.low) * WEEK),
        FigureUnit::Weeks => figure.range.times(WEEK),
        // A year of 365 days has twelve months.
        FigureUnit::Months => figure.range.times(365).part(1, 12),
        _ => figure.range,
    }
}

/// The length of a step. `before` is the figure of the step before, for weeks of a plan that overlap.
pub(super) fn length(
    book: &Book<'_>,
    step: &TableStep,
    before: Option<&Length>,
    choices: &Choices,
) -> Result<Lengths, Refusal> {
    let length = &step.length;
    if let Some(key) = &length.window {
        let published = book.of(key)?;
        let end = months_end(choices.start, choices.window_months, "window_months")?;
        let days = u64::try_from(days_between(choices.start, end) + 1).unwrap_or_default();
        let says = format!("{} months, as chosen", choices.window_months);
        let months = Some(choices.window_months);
        return Ok(Lengths { days: Range::one(days), months, overlap: 0, says, figures: vec![published] });
    }
    if let Some(key) = &length.figure {
        let figure = book.of(key)?;
        let days = days_of(&figure);
        let overlap = overlap(book, &figure, before)?;
        let says = match figure.unit {
            FigureUnit::WeekRange => format!("weeks {} to {} of the plan", figure.range.low, figure.range.high),
            _ => format!("{} {}", ends(figure.range), figure.unit.title()),
        };
        return Ok(Lengths { days, months: None, overlap, says, figures: vec![figure] });
    }
    let whole = length.left_of.as_deref().unwrap_or_default();
    let mut figures = vec![book.of(whole)?];
    let mut days = figures.first().map(days_of).unwrap_or_default();
    for key in &length.less {
        let part = book.of(key)?;
        days = days.without(days_of(&part));
        figures.push(part);
    }
    let less: Vec<String> = figures.iter().skip(1).map(|figure| figure.title.clone()).collect();
    let title = figures.first().map(|figure| figure.title.clone()).unwrap_or_default();
    let mut says = format!("what {title} leaves beside {}", less.join(", "));
    if let Some(key) = &length.faster {
        let faster = book.of(key)?;
        days = days.saved(faster.range);
        says = format!("{says}, {} per cent faster", ends(faster.range));
        figures.push(faster);
    }
    Ok(Lengths { days, months: None, overlap: 0, says, figures })
}

fn overlap(book: &Book<'_>, figure: &Sourced, before: Option<&Length>) -> Result<i64, Refusal> {
    let key = before.and_then(|length| length.figure.as_ref()).filter(|_| figure.unit == FigureUnit::WeekRange);
    let Some(key) = key else { return Ok(0) };
    let earlier = book.of(key)?;
    if earlier.unit != FigureUnit::WeekRange {
        return Ok(0);
    }
    let weeks = i64::try_from(earlier.range.high + 1).unwrap_or_default();
    Ok((weeks - i64::try_from(figure.range.low).unwrap_or_default()) * 7)
}

/// `6 to 8`, or `4`.
pub(super) fn ends(range: Range) -> String {
    if range.low == range.high { range.low.to_string() } else { format!("{} to {}", range.low, range.high) }
}

/// Days from one day to another, negative when the other lies before.
pub(super) fn days_between(from: Date, until: Date) -> i64 {
    from.until(until).map_or(0, |span| i64::from(span.get_days()))
}

/// The last day of work that begins on `from` and takes `days` days: holidays on Monday to Friday make it longer. The days
/// of a week are seven, so that weekends are in it already. With it, how many holidays fell into it.
pub(super) fn last_day(from: Date, days: u64, holidays: &Holidays) -> (Date, u32) {
    let span = i64::try_from(days.saturating_sub(1)).unwrap_or_default();
    let mut until = from.saturating_add(span.days());
    let (mut counted_to, mut lost) = (from.yesterday().unwrap_or(from), 0);
    loop {
        let from = counted_to.tomorrow().unwrap_or(counted_to);
        if from > until {
            return (until, lost);
        }
        let working = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let fell = u32::try_from(holidays.range(from..=until).filter(|(day, _)| working(day)).count()).unwrap_or(0);
        counted_to = until;
        lost += fell;
        for _ in 0..fell {
            until = until.tomorrow().unwrap_or(until);
            while !working(&until) {
                until = until.tomorrow().unwrap_or(until);
            }
        }
    }
}
