//! Days of a plan from weeks and months (K2, K13): phases with their overlaps, parts that follow each other, the report of a
//! Type II examination.

use crate::refusal::Refusal;
use crate::values::plan::{MAX_MONTHS, Range};
use crate::values::window::{FIRST_YEAR, LAST_YEAR};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most weeks of one plan: ten years.
pub const MAX_WEEKS: u64 = 520;
/// Days of a week.
const WEEK: u64 = 7;

/// A phase of a plan that is told in weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its number, from 1.
    pub phase: u32,
    /// Its title.
    pub title: String,
    /// Its first and its last week, from 1.
    pub weeks: Range,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// Phases by the days of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phases {
    /// The phases, in their order.
    pub phases: Vec<Phase>,
    /// Weeks that lie in more than one phase.
    pub overlap_weeks: Vec<u64>,
    /// Weeks from the first to the last.
    pub total_weeks: u64,
}

/// A day so many days later, within the years that are reckoned with.
///
/// # Errors
/// [`Refusal::NotPossible`] naming the field from which it was reckoned.
pub fn days_after(day: Date, days: u64, field: &str) -> Result<Date, Refusal> {
    let span = i64::try_from(days).ok().and_then(|days| day.checked_add(days.days()).ok());
    let known = FIRST_YEAR..=LAST_YEAR;
    span.filter(|found| known.contains(&found.year()) && known.contains(&day.year())).ok_or_else(|| {
        Refusal::NotPossible {
            sentence: format!("{field}: {day} and {days} days lead outside the years that are reckoned with"),
            hint: format!("use days of the years {FIRST_YEAR} to {LAST_YEAR}"),
        }
    })
}

/// Week k of a plan that starts on D runs from D + 7(k-1) to D + 7k - 1 (K2).
///
/// # Errors
/// [`Refusal::NotPossible`] when weeks are reversed, 0 or too many, or a day lies outside the years that are reckoned with.
pub fn phases(start: Date, weeks: &[(String, Range)]) -> Result<Phases, Refusal> {
    let mut phases = Vec::new();
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for ((title, range), number) in weeks.iter().zip(1_u32..) {
        if range.low == 0 || range.high < range.low || range.high > MAX_WEEKS {
            return Err(Refusal::NotPossible {
                sentence: format!("{title}: weeks {} to {} are no weeks of a plan", range.low, range.high),
                hint: format!("write the first week first, from 1 to {MAX_WEEKS}"),
            });
        }
        for week in range.low..=range.high {
            *seen.entry(week).or_default() += 1;
        }
        phases.push(Phase {
            phase: number,
            title: title.clone(),
            weeks: *range,
            start: days_after(start, (range.low - 1) * WEEK, "start")?,
            end: days_after(start, range.high * WEEK - 1, "start")?,
        });
    }
    let overlap_weeks = seen.iter().filter(|(_, times)| **times > 1).map(|(week, _)| *week).collect();
    Ok(Phases { phases, overlap_weeks, total_weeks: seen.keys().next_back().copied().unwrap_or_default() })
}

/// Parts that follow each other: their weeks added, and as days.
///
/// # Errors
/// [`Refusal::NotPossible`] naming the part whose ends are reversed, or when all are more than [`MAX_WEEKS`].
pub fn parts(parts: &[Range]) -> Result<(Range, Range), Refusal> {
    if let Some(at) = parts.iter().position(|part| part.high < part.low) {
        let part = parts.get(at).copied().unwrap_or_default();
        return Err(Refusal::NotPossible {
            sentence: format!("parts_weeks[{at}]: {} to {} is reversed", part.low, part.high),
            hint: "write the least weeks first, as in [6,8]".to_owned(),
        });
    }
    let weeks = parts.iter().fold(Range::default(), |sum, part| sum.plus(*part));
    if weeks.high > MAX_WEEKS {
        return Err(Refusal::NotPossible {
            sentence: format!("parts_weeks: {} weeks are more than {MAX_WEEKS}", weeks.high),
            hint: "plan ten years at most".to_owned(),
        });
    }
    Ok((weeks, weeks.times(WEEK)))
}

/// What the report of a Type II examination waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportFacts {
    /// Last day of the preparation.
    pub preparation_end: Date,
    /// First day of the window; `None` for the day after the preparation.
    pub window_start: Option<Date>,
    /// Months of the window.
    pub window_months: u32,
    /// Weeks of fieldwork.
    pub fieldwork_weeks: u64,
    /// Weeks from fieldwork to the report.
    pub report_weeks: u64,
}

/// When a Type II report is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDays {
    /// First day of the window.
    pub window_start: Date,
    /// Last day of the window.
    pub window_end: Date,
    /// Day of the report.
    pub report_date: Date,
}

/// Preparation, window, fieldwork and report, one after the other (K13).
///
/// # Errors
/// [`Refusal::NotPossible`] when the window begins before the preparation ended, is empty or too long, or a day lies outside
/// the years that are reckoned with.
pub fn report_days(facts: &ReportFacts) -> Result<ReportDays, Refusal> {
    let day_after = days_after(facts.preparation_end, 1, "preparation_end")?;
    let window_start = facts.window_start.unwrap_or(day_after);
    if window_start < facts.preparation_end {
        return Err(Refusal::DatesReversed { from: "preparation_end", until: "window_start" });
    }
    if facts.window_months == 0 || facts.window_months > MAX_MONTHS {
        return Err(Refusal::NotPossible {
            sentence: format!("window_months: {} months are no window", facts.window_months),
            hint: format!("write 3 to 12, or another number from 1 to {MAX_MONTHS}"),
        });
    }
    let window_end = months_end(window_start, facts.window_months, "window_start")?;
    let weeks = facts.fieldwork_weeks.saturating_add(facts.report_weeks);
    if weeks > MAX_WEEKS {
        return Err(Refusal::NotPossible {
            sentence: format!("fieldwork_weeks and report_weeks: {weeks} weeks are more than {MAX_WEEKS}"),
            hint: "write what the firm's letter says".to_owned(),
        });
    }
    let report_date = days_after(window_end, weeks * WEEK, "window_start")?;
    Ok(ReportDays { window_start, window_end, report_date })
}

/// The last day of so many months from a first day: the same day of the month later, less one (K2).
pub(super) fn months_end(from: Date, months: u32, field: &str) -> Result<Date, Refusal> {
    let later = from.checked_add(i64::from(months).months()).ok().and_then(|day| day.yesterday().ok());
    let known = FIRST_YEAR..=LAST_YEAR;
    later.filter(|day| known.contains(&day.year()) && known.contains(&from.year())).ok_or_else(|| {
        Refusal::NotPossible {
            sentence: format!("{field}: {from} and {months} months lead outside the years that are reckoned with"),
            hint: format!("use days of the years {FIRST_YEAR} to {LAST_YEAR}"),
        }
    })
}
