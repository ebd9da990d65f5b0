//! The picture of a roadmap: a row for each step under one scale of months. A filled bar reaches to the last day with the least
//! lengths, an outline on to the last day with the greatest; a thin line below is the newest baseline.

use crate::web::ui;
use domain::reports::plan::{Against, PlannedStep, Roadmap};
use domain::values::plan::StepKind;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

/// Where the scale begins and how long it is; the names of the steps stand before it.
const LEFT: f64 = 270.0;
const WIDE: f64 = 720.0;
const HEAD: usize = 34;
const ROW: usize = 40;
/// Most ticks of the scale.
const MAX_TICKS: i32 = 14;
/// Letters of a name that stand before the scale.
const LETTERS: usize = 36;

pub(super) fn drawn(road: &Roadmap, against: Option<&Against>, today: Date) -> Markup {
    let scale = Scale::of(road, against);
    let high = HEAD + ROW * road.steps.len() + 8;
    let label = format!("{}: roadmap from {} to {}", road.title, road.choices.start, road.ends.1);
    let shown = today >= scale.from && today <= scale.until;
    html! {
        div.lanes tabindex="0" role="region" aria-label=(label) {
            svg role="img" aria-label={ (label) ". " (said(road)) } viewBox={ "0 0 1000 " (high) } width="100%" {
                @for day in scale.ticks() {
                    @let x = scale.at(day);
                    line.lane-year x1=(x) x2=(x) y1="6" y2=(high) {}
                    text.lane-tick x=(x + 5.0) y="20" { (day.strftime("%b %Y")) }
                }
                @if shown {
                    @let x = scale.at(today);
                    line.lane-today x1=(x) x2=(x) y1="24" y2=(high) {}
                    text.lane-now x=(x) y="20" text-anchor="middle" { "today" }
                }
                @for (at, step) in road.steps.iter().enumerate() { (row(&scale, step, against, HEAD + ROW * at)) }
            }
        }
        (key(against.is_some()))
    }
}

fn row(scale: &Scale, step: &PlannedStep, against: Option<&Against>, top: usize) -> Markup {
    let mark = match (step.done(), step.kind) {
        (true, _) => ui::Mark::Full,
        (_, StepKind::Build | StepKind::Readiness) => ui::Mark::Partial,
        _ => ui::Mark::Unrated,
    };
    let (x, width) = scale.span(step.early.from, step.early.until);
    let (late_x, late_width) = scale.span(step.late.from.min(step.early.from), step.late.until);
    let then = against.and_then(|one| one.steps.iter().find(|then| then.then.id == step.id));
    let nothing_left = step.days.high == 0 && step.actual.ended.is_none();
    html! {
        line.lane-rule x1="0" x2="1000" y1=(top) y2=(top) {}
        text.lane-title x="0" y=(top + 24) { (short(&step.title)) title { (step.title) } }
        @if nothing_left {
            circle.lane-point.lane-done cx=(x) cy=(top + 19) r="6" { title { (step.title) ": nothing is left to do" } }
        } @else {
            @if step.late.until > step.early.until {
                rect.lane-bar.lane-assumed x=(late_x) y=(top + 8) width=(late_width) height="22" rx="4" { title { (words(step)) } }
            }
            rect class={ "lane-bar fill-" (mark.name()) } x=(x) y=(top + 8) width=(width) height="22" rx="4" { title { (words(step)) } }
        }
        @if let Some(then) = then {
            @let (x, width) = scale.span(then.then.from, then.then.until_late);
            rect.lane-bar.fill-iso-only x=(x) y=(top + 33) width=(width) height="4" rx="2" {
                title { (step.title) ", as planned in the baseline: " (then.then.from) " to " (then.then.until_late) }
            }
        }
    }
}

/// The name of a step, so much of it as there is room for.
fn short(title: &str) -> String {
    match title.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or(title).trim_end()),
        None => title.to_owned(),
    }
}

/// A step in words, as the table says it too.
fn words(step: &PlannedStep) -> String {
    if step.early == step.late {
        return format!("{}, {} to {}", step.title, step.early.from, step.early.until);
    }
    format!(
        "{}, {} to {} at the earliest, to {} at the latest",
        step.title, step.early.from, step.early.until, step.late.until
    )
}

fn said(road: &Roadmap) -> String {
    road.steps.iter().map(words).collect::<Vec<_>>().join("; ")
}

/// What is drawn how.
fn key(baseline: bool) -> Markup {
    let sample = |class: &str, y: &str, high: &str| {
        html! { svg viewBox="0 0 30 18" aria-hidden="true" { rect class=(class) x="1" y=(y) width="28" height=(high) rx="3" {} } }
    };
    html! {
        ul.lane-key {
            li { (sample("lane-bar fill-partial", "2", "14")) "own work" }
            li { (sample("lane-bar fill-unrated", "2", "14")) "window, and days of the auditors" }
            li { (sample("lane-bar lane-assumed", "2", "14")) "as long as the figures allow" }
            li { (sample("lane-bar fill-full", "2", "14")) "done" }
            @if baseline { li { (sample("lane-bar fill-iso-only", "7", "4")) "the newest baseline" } }
        }
    }
}

struct Scale {
    from: Date,
    until: Date,
}

impl Scale {
    /// Whole months, from that of the first day to that of the last.
    fn of(road: &Roadmap, against: Option<&Against>) -> Scale {
        let then = against.into_iter().flat_map(|one| one.steps.iter().map(|step| &step.then));
        let (mut from, mut until) = (road.choices.start, road.ends.1);
        for step in then {
            from = from.min(step.from);
            until = until.max(step.until_late);
        }
        for step in &road.steps {
            from = from.min(step.early.from);
        }
        Scale { from: from.first_of_month(), until: until.last_of_month() }
    }

    /// First days of months, a few of them.
    fn ticks(&self) -> Vec<Date> {
        let months = (i32::from(self.until.year()) - i32::from(self.from.year())) * 12 + i32::from(self.until.month())
            - i32::from(self.from.month())
            + 1;
        let step = [1, 2, 3, 6, 12].into_iter().find(|step| months <= MAX_TICKS * step / 2).unwrap_or(24);
        (0..months)
            .step_by(usize::try_from(step).unwrap_or(1))
            .map(|at| self.from.saturating_add(at.months()))
            .collect()
    }

    fn days(&self, day: Date) -> f64 {
        f64::from(self.from.until(day).map_or(0, |span| span.get_days()))
    }

    /// Where a day begins.
    fn at(&self, day: Date) -> f64 {
        let whole = self.days(self.until) + 1.0;
        LEFT + (self.days(day) / whole).clamp(0.0, 1.0) * WIDE
    }

    fn span(&self, from: Date, until: Date) -> (f64, f64) {
        let (x, end) = (self.at(from), self.at(until.tomorrow().unwrap_or(until)));
        (x, (end - x).max(2.0))
    }
}
