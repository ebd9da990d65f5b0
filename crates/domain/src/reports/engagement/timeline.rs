//! How long it takes: a window cannot be compressed, so the earliest report follows from its start (K13, R197-R200).

use super::window::known;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
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
    /// The day that window and weeks alone would give, once it is over; nothing earlier than today is forecast then.
    pub missed: Option<Date>,
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
    Ok(Timeline { window, fieldwork_weeks, report_weeks, fieldwork_until, report, missed: None })
}

/// The forecast of an engagement's report on a day: nothing once it is issued or will not come, and never a day that is
/// over. How far fieldwork has come is the firm's to say; that the report cannot come before today is sure.
///
/// # Errors
/// As [`timeline`].
pub fn forecast(
    held: &HeldEngagement,
    on: Date,
    fieldwork_weeks: u32,
    report_weeks: u32,
) -> Result<Option<Timeline>, Refusal> {
    let Some(window) = held.window() else { return Ok(None) };
    let way = timeline(window, fieldwork_weeks, report_weeks)?;
    Ok(match (held.state.over(), way.report < on) {
        (true, _) => None,
        (false, true) => Some(Timeline { report: on, missed: Some(way.report), ..way }),
        (false, false) => Some(way),
    })
}

fn is_there(state: EngagementState) -> bool {
    matches!(state, EngagementState::Issued | EngagementState::Superseded)
}

/// A step of the path from a first report to the certificate (R199, R200).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathStep {
    /// What it is.
    pub title: &'static str,
    /// The engagement that is this step, if one is planned.
    pub engagement: Option<String>,
    /// It is there: the report is issued, or the certificate in force.
    pub done: bool,
    /// What it means.
    pub note: String,
}

/// The path of an engagement as it stands on a day: Type I before, Type II, ISO/IEC 27001. The order is a usual one; a
/// Type II without a Type I before it is allowed.
///
/// # Errors
/// [`Refusal::Unknown`].
pub fn path(
    registers: &Registers,
    id: &str,
    on: Date,
    fieldwork_weeks: u32,
    report_weeks: u32,
) -> Result<Vec<PathStep>, Refusal> {
    let held = known(registers, id)?;
    let (first, second) = both(registers, (id, held));
    let done = |step: Option<(&str, &HeldEngagement)>| step.is_some_and(|(_, held)| is_there(held.state));
    let way = second.map(|(_, held)| forecast(held, on, fieldwork_weeks, report_weeks)).transpose()?.flatten();
    let (one, two) = (before(first.map(|_| done(first)), done(second), way), report(second.map(|_| done(second)), way));
    let step = |title, of: Option<(&str, &HeldEngagement)>, note| PathStep {
        title,
        engagement: of.map(|(id, _)| id.to_owned()),
        done: done(of),
        note,
    };
    Ok(vec![
        step("SOC 2 Type I report", first, one),
        step("SOC 2 Type II report", second, two),
        certificate(registers, on),
    ])
}

/// The last step: a certificate that is in force on the day, or what there is of the management system that it needs.
fn certificate(registers: &Registers, on: Date) -> PathStep {
    let held = registers.certifications.each().filter_map(|(_, held)| held.in_force(on));
    let until = held.map(|certificate| certificate.expiry).max();
    let note = match until {
        Some(until) => format!("a certificate is in force until {until}"),
        None if registers.profile.isms_scope.is_empty() => "no scope of a management system is set".to_owned(),
        None => "the management system has a scope".to_owned(),
    };
    PathStep { title: "ISO/IEC 27001 certificate", engagement: None, done: until.is_some(), note }
}

type Step<'a> = Option<(&'a str, &'a HeldEngagement)>;

/// The Type I and the Type II that belong together with an engagement, which is one of them.
fn both<'a>(registers: &'a Registers, own: (&'a str, &'a HeldEngagement)) -> (Step<'a>, Step<'a>) {
    let all = registers.engagements.in_order().into_iter().map(|(id, held)| (id.as_str(), held));
    match own.1.engagement.kind {
        Examination::Type2 { window } => {
            let before = all.rev().filter(|(_, other)| other.engagement.kind.window().is_none());
            let mut before = before.filter(|(_, other)| other.engagement.kind.days().from <= window.until);
            (before.next(), Some(own))
        }
        Examination::Type1 { on } => {
            let mut after = all.filter(|(_, other)| other.window().is_some_and(|window| on <= window.until));
            (Some(own), after.next())
        }
    }
}

/// What a Type I report is good for; `first` says whether it is issued, if it is planned at all.
fn before(first: Option<bool>, second_done: bool, way: Option<Timeline>) -> String {
    match (first, second_done, way.map(|way| way.report)) {
        (Some(true), true, _) => "its report could be shared until the Type II report, which is issued".to_owned(),
        (Some(false), true, _) => "not issued; the Type II report is, and is the one to share".to_owned(),
        (None, true, _) => {
            "none: the first report that can be shared is the Type II report, which is issued".to_owned()
        }
        (Some(true), false, Some(day)) => {
            format!("its report can be shared until the Type II report, {day} at the earliest")
        }
        (Some(true), false, None) => "its report can be shared until there is a Type II report".to_owned(),
        (Some(false), false, Some(day)) => format!(
            "once issued, its report can be shared while the window of the Type II runs, until {day} at the earliest"
        ),
        (Some(false), false, None) => {
            "once issued, its report can be shared until there is a Type II report".to_owned()
        }
        (None, false, Some(day)) => {
            format!("none: the first report that can be shared is the Type II report, on {day} at the earliest")
        }
        (None, false, None) => "none: the first report that can be shared is the Type II report".to_owned(),
    }
}

/// When the Type II report comes; `second` says whether it is issued, if it is planned at all.
fn report(second: Option<bool>, way: Option<Timeline>) -> String {
    match (second, way) {
        (None, _) => "not planned; customers who ask how controls operated need it".to_owned(),
        (Some(true), _) => "its report is issued".to_owned(),
        (Some(false), Some(Timeline { report, missed: Some(missed), .. })) => format!(
            "its window cannot be compressed: the report could have come on {missed}, and comes on {report} at the earliest"
        ),
        (Some(false), Some(Timeline { report, .. })) => {
            format!("its window cannot be compressed: the report comes on {report} at the earliest")
        }
        (Some(false), None) => "it was given up".to_owned(),
    }
}
