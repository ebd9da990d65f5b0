//! A roadmap: a row for each step under one scale of months. A filled bar reaches to the last day with the least lengths, an
//! outline on to the last day with the greatest; a thin line below is the newest baseline.

use super::lanes::{bar_of, on_today, today_at};
use super::svg::{Area, Fill, INK, Look, SOFT, Svg, n, short};
use domain::reports::plan::{Against, PlannedStep, Roadmap};
use domain::values::plan::StepKind;
use jiff::ToSpan;
use jiff::civil::Date;
use press::Chart;

/// Where the scale begins and how long it is; the names of the steps stand before it.
const LEFT: i64 = 270;
const WIDE: i64 = 720;
/// Room behind it.
const EDGE: i64 = 10;
const HEAD: i64 = 34;
const ROW: i64 = 40;
/// Room that the name of a month takes behind its line; without it the line stands alone.
const MONTH: i64 = 66;
/// Most ticks of the scale.
const MAX_TICKS: i32 = 14;
/// Letters of a name that stand before the scale.
const LETTERS: usize = 34;

/// The steps of a roadmap on the calendar, beside a baseline where one was kept.
pub fn gantt(road: &Roadmap, against: Option<&Against>, today: Date) -> Chart {
    let scale = Scale::of(road, against);
    let bottom = HEAD + ROW * n(road.steps.len());
    let mut svg = Svg::new(LEFT + WIDE + EDGE, bottom + 62);
    let tick = format!("font-size=\"13\" fill=\"{SOFT}\"");
    let now = (today >= scale.from && today <= scale.until).then(|| scale.at(today));
    for day in scale.ticks() {
        let x = scale.at(day);
        svg.line(Look("lane-year", "stroke=\"#d5ddd8\""), (x, 6), (x, bottom + 8));
        if x + MONTH <= LEFT + WIDE + EDGE && !on_today(now, x, MONTH) {
            svg.text(Look("lane-tick", &tick), (x + 5, 20), &day.strftime("%b %Y").to_string());
        }
    }
    if let Some(now) = now {
        today_at(&mut svg, now, bottom + 8);
    }
    for (at, step) in road.steps.iter().enumerate() {
        row(&mut svg, &scale, step, against, HEAD + ROW * n(at));
    }
    key(&mut svg, bottom + 26, against.is_some());
    let name = format!("{}: roadmap from {} to {}", road.title, road.choices.start, road.ends.1);
    let said: Vec<String> = road.steps.iter().map(words).collect();
    svg.told(format!("{name}. {}.", said.join("; ")), 100)
}

fn row(svg: &mut Svg, scale: &Scale, step: &PlannedStep, against: Option<&Against>, top: i64) {
    let fill = match (step.done(), step.kind) {
        (true, _) => Fill::Full,
        (_, StepKind::Build | StepKind::Readiness) => Fill::Partial,
        _ => Fill::Unrated,
    };
    svg.line(Look("lane-rule", "stroke=\"#d5ddd8\" stroke-dasharray=\"2 4\""), (0, top), (LEFT + WIDE + EDGE, top));
    let weight = if step.critical { "font-weight=\"bold\" " } else { "" };
    let class = if step.critical { "lane-title lane-critical" } else { "lane-title lane-beside" };
    let paper = format!("{weight}font-size=\"13\" fill=\"{INK}\"");
    svg.text(Look(class, &paper), (0, top + 24), &short(&step.title, LETTERS));
    if step.days.high == 0 && step.actual.ended.is_none() {
        let said = format!("{}: nothing is left to do", step.title);
        let paper = "fill=\"#0b6b4d\" stroke=\"#0b6b4d\" stroke-width=\"2.5\"";
        svg.dot(Look("lane-point lane-done", paper), (scale.at(step.early.from), top + 19), 6, &said);
    } else {
        let area = |(x, wide): (i64, i64)| Area { x, y: top + 8, wide, high: 22, round: 4 };
        if step.late.until > step.early.until {
            let late = scale.span(step.late.from.min(step.early.from), step.late.until);
            bar_of(svg, None, area(late), &words(step));
        }
        let early = area(scale.span(step.early.from, step.early.until));
        bar_of(svg, Some(fill), early, &words(step));
        if fill == Fill::Unrated {
            svg.stripes(early);
        }
    }
    if let Some(then) = against.and_then(|one| one.steps.iter().find(|then| then.then.id == step.id)) {
        let (x, wide) = scale.span(then.then.from, then.then.until_late);
        let said =
            format!("{}, as planned in the baseline: {} to {}", step.title, then.then.from, then.then.until_late);
        baseline(svg, Area { x, y: top + 33, wide, high: 4, round: 2 }, &said);
    }
}

fn baseline(svg: &mut Svg, at: Area, said: &str) {
    svg.rect(Look("lane-bar lane-then", "fill=\"#84918a\""), at, said);
}

/// What is drawn how.
fn key(svg: &mut Svg, top: i64, kept: bool) {
    let words = format!("font-size=\"13\" fill=\"{SOFT}\"");
    let area = |x: i64, y: i64, high: i64| Area { x, y, wide: 28, high, round: 3 };
    let filled = [(Fill::Partial, "own work"), (Fill::Unrated, "windows, days of auditors"), (Fill::Full, "done")];
    for (at, (fill, said)) in filled.into_iter().enumerate() {
        let place = area(LEFT + 240 * n(at), top, 14);
        bar_of(svg, Some(fill), place, "");
        if fill == Fill::Unrated {
            svg.stripes(place);
        }
        svg.text(Look("lane-say", &words), (place.x + 36, top + 12), said);
    }
    let below = top + 20;
    bar_of(svg, None, area(LEFT, below, 14), "");
    svg.text(Look("lane-say", &words), (LEFT + 36, below + 12), "as long as the figures allow");
    let bold = format!("font-size=\"13\" font-weight=\"bold\" fill=\"{INK}\"");
    svg.text(Look("lane-title lane-critical", &bold), (0, below + 12), "Bold: the critical path");
    if kept {
        baseline(svg, area(LEFT + 480, below + 5, 4), "");
        svg.text(Look("lane-say", &words), (LEFT + 516, below + 12), "the newest baseline");
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

    fn days(&self, day: Date) -> i64 {
        self.from.until(day).map_or(0, |span| i64::from(span.get_days()))
    }

    /// Where a day begins.
    fn at(&self, day: Date) -> i64 {
        let whole = self.days(self.until) + 1;
        LEFT + (self.days(day) * WIDE / whole.max(1)).clamp(0, WIDE)
    }

    fn span(&self, from: Date, until: Date) -> (i64, i64) {
        let (x, end) = (self.at(from), self.at(until.tomorrow().unwrap_or(until)));
        (x, (end - x).max(2))
    }
}
