//! How long it takes: a window cannot be compressed, so the earliest report follows from its start (K13, R197-R200).

use super::window::known;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::{EngagementState, Examination, Window};
use jiff::ToSpan;
use jiff::civil::Date;

/// Weeks of fieldwork that are assumed until the firm says otherwise.
pub const FIELDWORK_WEEKS: u32 = 4;
/// Weeks from fieldwork to the report that are assumed until the firm says otherwise.
pub const REPORT_WEEKS: u32 = 3;
/// Most weeks of either.
pub const MAX_WEEKS: u32 = 104;

/// The way from a window to its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The window.
    pub window: Window,
    /// Weeks of fieldwork.
    pub fieldwork_weeks: u32,
    /// Weeks from fieldwork to the report.
    pub report_weeks: u32,
    /// Last day of fieldwork.
    pub fieldwork_until: Date,
    /// The earliest day of the report.
    pub report: Date,
}

/// How long a window is: whole months, and the days beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Whole months.
    pub months: i32,
    /// Days beyond them.
    pub days: i32,
    /// All days, both ends included.
    pub all_days: i32,
}

/// The length of a window, which is a parameter of each engagement (R197). Months keep the day and end where a month does
/// (K2).
pub fn length(window: Window) -> Length {
    let next = window.until.saturating_add(1.day());
    let all_days = next.since(window.from).map_or(0, |span| span.get_days());
    let mut months = 0;
    while months < 12 * (crate::values::window::MAX_YEARS + 1)
        && window.from.saturating_add((months + 1).months()) <= next
    {
        months += 1;
    }
    let whole = window.from.saturating_add(months.months());
    let days = next.since(whole).map_or(0, |span| span.get_days());
    Length { months, days, all_days }
}

/// The earliest report of a window: the window, then fieldwork, then the report (K13).
///
/// # Errors
/// [`Refusal::TooMany`] for more than [`MAX_WEEKS`] weeks of either.
pub fn timeline(window: Window, fieldwork_weeks: u32, report_weeks: u32) -> Result<Timeline, Refusal> {
    if fieldwork_weeks > MAX_WEEKS || report_weeks > MAX_WEEKS {
        return Err(Refusal::TooMany { what: "weeks of fieldwork or report", max: MAX_WEEKS as usize });
    }
    let weeks = |n: u32| (i64::from(n) * 7).days();
    let fieldwork_until = window.until.saturating_add(weeks(fieldwork_weeks));
    let report = fieldwork_until.saturating_add(weeks(report_weeks));
    Ok(Timeline { window, fieldwork_weeks, report_weeks, fieldwork_until, report })
}

/// The same for a window of so many months that begins when preparation is over, on the day after its last day.
///
/// # Errors
/// As [`timeline`], and [`Refusal::NotPossible`] for no window.
pub fn timeline_from(
    prepared: Date,
    months: u32,
    fieldwork_weeks: u32,
    report_weeks: u32,
) -> Result<Timeline, Refusal> {
    let most = u32::try_from(crate::values::window::MAX_YEARS * 12).unwrap_or(u32::MAX);
    if months == 0 || months > most {
        return Err(Refusal::NotPossible {
            sentence: format!("a window of {months} months is none"),
            hint: format!("choose 1 to {most} months"),
        });
    }
    let from = prepared.saturating_add(1.day());
    let until = from.saturating_add(i64::from(months).months()).saturating_sub(1.day());
    timeline(Window::new(from, until)?, fieldwork_weeks, report_weeks)
}

/// A step of the path from a first report to the certificate (R199, R200).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// What it is.
    pub title: &'static str,
    /// The engagement that is this step, if one is planned.
    pub engagement: Option<String>,
    /// It is there: the report is issued.
    pub done: bool,
    /// What it means.
    pub note: String,
}

/// The path of an engagement: Type I before, Type II, ISO/IEC 27001. The order is a usual one; a Type II without a Type I
/// before it is allowed.
///
/// # Errors
/// [`Refusal::Unknown`].
pub fn path(
    registers: &Registers,
    id: &str,
    fieldwork_weeks: u32,
    report_weeks: u32,
) -> Result<Vec<PathStep>, Refusal> {
    let held = known(registers, id)?;
    let all = registers.engagements.in_order();
    let issued = |state| matches!(state, EngagementState::Issued | EngagementState::Superseded);
    let first = match held.engagement.kind {
        Examination::Type1 { .. } => Some((id.to_owned(), held)),
        Examination::Type2 { window } => {
            let before = all.iter().rev().filter(|(_, other)| other.engagement.kind.window().is_none());
            before
                .map(|(id, other)| ((*id).clone(), *other))
                .find(|(_, other)| other.engagement.kind.days().from <= window.until)
        }
    };
    let second = match held.engagement.kind {
        Examination::Type2 { .. } => Some((id.to_owned(), held)),
        Examination::Type1 { on } => {
            let after = all.iter().find(|(_, other)| other.window().is_some_and(|window| on <= window.until));
            after.map(|(id, other)| ((*id).clone(), *other))
        }
    };
    let report = second.as_ref().and_then(|(_, held)| held.window());
    let report = report.map(|window| timeline(window, fieldwork_weeks, report_weeks)).transpose()?.map(|t| t.report);
    let day = report.map_or_else(|| "a day that follows from its window".to_owned(), |day| day.to_string());
    let one = match &first {
        Some((_, held)) if issued(held.state) => {
            format!("its report can be shared until the Type II report, {day} at the earliest")
        }
        Some(_) => format!(
            "once issued, its report can be shared while the window of the Type II runs, until {day} at the earliest"
        ),
        None => format!("none: the first report that can be shared is the Type II report, on {day} at the earliest"),
    };
    let two = if second.is_some() {
        format!("its window cannot be compressed: the report comes on {day} at the earliest")
    } else {
        "not planned; customers who ask how controls operated need it".to_owned()
    };
    let isms = !registers.profile.isms_scope.is_empty();
    let iso = if isms { "the management system has a scope" } else { "no scope of a management system is set" };
    let of = |step: &Option<(String, &crate::registers::engagement::HeldEngagement)>| {
        (step.as_ref().map(|(id, _)| id.clone()), step.as_ref().is_some_and(|(_, held)| issued(held.state)))
    };
    let ((first_id, first_done), (second_id, second_done)) = (of(&first), of(&second));
    Ok(vec![
        PathStep { title: "SOC 2 Type I report", engagement: first_id, done: first_done, note: one },
        PathStep { title: "SOC 2 Type II report", engagement: second_id, done: second_done, note: two },
        PathStep { title: "ISO/IEC 27001 certificate", engagement: None, done: false, note: iso.to_owned() },
    ])
}
