//! Years side by side: what lasts as bars and what happens as points, in lanes under one scale.

use super::svg::{Area, Fill, INK, Look, SOFT, Svg, n};
use jiff::civil::{Date, date};
use press::Chart;

/// Something that lasts, both days included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// What it is.
    pub fill: Fill,
    /// Nobody planned it: drawn as an outline.
    pub assumed: bool,
    /// Written into the bar where there is room.
    pub short: String,
    /// What it is, in words.
    pub said: String,
}

/// Something that happens on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: Date,
    /// It happened; else it is to happen.
    pub done: bool,
    /// What it is, in words.
    pub said: String,
}

/// A lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Its name, before the scale.
    pub title: String,
    /// What lasts.
    pub bars: Vec<Stretch>,
    /// What happens.
    pub points: Vec<Point>,
}

/// Where the scale begins and how long it is; the names of the lanes stand before it.
const LEFT: i64 = 150;
const WIDE: i64 = 840;
/// Height of a lane of one row, and of each further row.
const LANE: i64 = 46;
const ROW: i64 = 32;
/// Most rows of a lane; what would need more lies on the last one.
const MAX_ROWS: usize = 5;
/// Height of the line of years above the lanes.
const HEAD: i64 = 30;
/// A bar that is shorter has no words in it; a letter takes about this much.
const ROOM: i64 = 26;
const LETTER: i64 = 8;
/// Radius of a point with the room around it.
const POINT: i64 = 9;
/// Room that the name of a year takes behind its line.
const YEAR: i64 = 40;
/// Half of the room that the word for today takes.
const HALF_TODAY: i64 = 22;

/// The lanes over whole years, from that of the first day to that of the last; `name` names the picture. `today` is drawn as a
/// line where it lies in those years.
pub fn lanes(name: &str, years: (i16, i16), today: Option<Date>, lanes: &[Lane]) -> Chart {
    let scale = Scale { from: date(years.0, 1, 1), until: date(years.1, 12, 31) };
    let mut tops = vec![HEAD];
    for lane in lanes {
        let rows = rows(&scale, lane).into_iter().max().map_or(1, |row| row + 1);
        tops.push(tops.last().copied().unwrap_or(HEAD) + LANE + ROW * (n(rows) - 1));
    }
    let high = tops.last().copied().unwrap_or(HEAD);
    let mut svg = Svg::new(1_000, high);
    let tick = format!("font-size=\"13\" fill=\"{SOFT}\"");
    let now = today.filter(|day| *day >= scale.from && *day <= scale.until).map(|day| scale.at(day));
    for year in years.0..=years.1 {
        let x = scale.at(date(year, 1, 1));
        svg.line(Look("lane-year", "stroke=\"#d5ddd8\""), (x, 4), (x, high));
        // Where the word for today stands, the name of the year stands behind it, as far as its year has room for both.
        let behind = now.filter(|_| on_today(now, x, YEAR)).map(|now| now + HALF_TODAY + 6);
        let name = behind.unwrap_or(x + 6);
        if name + YEAR <= scale.at(date(year, 12, 31)) {
            svg.text(Look("lane-tick", &tick), (name, 18), &year.to_string());
        }
    }
    for top in tops.iter().take(lanes.len()).skip(1) {
        let dashes = "stroke=\"#d5ddd8\" stroke-dasharray=\"2 4\"";
        svg.line(Look("lane-rule", dashes), (0, *top), (1_000, *top));
    }
    if let Some(now) = now {
        today_at(&mut svg, now, high);
    }
    for (lane, top) in lanes.iter().zip(&tops) {
        drawn(&mut svg, &scale, lane, *top);
    }
    svg.told(format!("{name}. {}", told(lanes)).trim_end().to_owned(), 100)
}

/// Would a name that stands behind its line and takes so much room stand on the word for today, which then takes its place?
pub(super) fn on_today(now: Option<i64>, x: i64, room: i64) -> bool {
    now.is_some_and(|now| now + HALF_TODAY >= x && now - HALF_TODAY <= x + room)
}

/// The line of the day of the question.
pub(super) fn today_at(svg: &mut Svg, x: i64, high: i64) {
    svg.line(Look("lane-today", "stroke=\"#97211f\" stroke-width=\"1.5\""), (x, 22), (x, high));
    let now = "font-size=\"13\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#97211f\"";
    svg.text(Look("lane-now", now), (x, 18), "today");
}

/// A bar of something, as an outline where nobody planned it.
pub(super) fn bar_of(svg: &mut Svg, fill: Option<Fill>, at: Area, said: &str) {
    match fill {
        Some(fill) => svg.filled("lane-bar", fill, at, said),
        None => {
            let outline = "fill=\"none\" stroke=\"#84918a\" stroke-width=\"1.5\" stroke-dasharray=\"4 4\"";
            svg.rect(Look("lane-bar lane-assumed", outline), at, said);
        }
    }
}

fn drawn(svg: &mut Svg, scale: &Scale, lane: &Lane, top: i64) {
    let rows = rows(scale, lane);
    let (bars, points) = rows.split_at(lane.bars.len());
    let title = format!("font-size=\"13\" font-weight=\"bold\" fill=\"{INK}\"");
    svg.text(Look("lane-title", &title), (0, top + 25), &lane.title);
    for (bar, row) in lane.bars.iter().zip(bars) {
        let (x, wide) = scale.span(bar.from, bar.until);
        let top = top + ROW * n(*row);
        let fill = (!bar.assumed).then_some(bar.fill);
        bar_of(svg, fill, Area { x, y: top + 8, wide, high: 26, round: 4 }, &bar.said);
        if !bar.short.is_empty() && wide >= ROOM + LETTER * n(bar.short.chars().count()) {
            let (class, ink) = match fill {
                Some(fill) => (format!("lane-in lane-on-{}", fill.name()), fill.ink()),
                None => ("lane-in".to_owned(), INK),
            };
            let paper = format!("font-size=\"13\" text-anchor=\"middle\" fill=\"{ink}\"");
            svg.text(Look(&class, &paper), (x + wide / 2, top + 25), &bar.short);
        }
    }
    for (point, row) in lane.points.iter().zip(points) {
        let (class, fill) = match point.done {
            true => ("lane-point lane-done", "#0b6b4d"),
            false => ("lane-point", "#ffffff"),
        };
        let paper = format!("fill=\"{fill}\" stroke=\"#0b6b4d\" stroke-width=\"2.5\"");
        svg.dot(Look(class, &paper), (scale.at(point.day), top + ROW * n(*row) + 21), 7, &point.said);
    }
}

/// The row of each bar, then of each point: the first one in which it covers nothing that was drawn before it.
fn rows(scale: &Scale, lane: &Lane) -> Vec<usize> {
    let mut taken: Vec<Vec<(i64, i64)>> = Vec::new();
    let bars = lane.bars.iter().map(|bar| {
        let (x, wide) = scale.span(bar.from, bar.until);
        (x, x + wide)
    });
    let points = lane.points.iter().map(|point| (scale.at(point.day) - POINT, scale.at(point.day) + POINT));
    bars.chain(points)
        .map(|(from, until)| {
            let free = |row: &Vec<(i64, i64)>| row.iter().all(|(a, b)| until <= *a || *b <= from);
            let row = taken.iter().position(free).unwrap_or(taken.len()).min(MAX_ROWS - 1);
            if row == taken.len() {
                taken.push(Vec::new());
            }
            taken[row].push((from, until));
            row
        })
        .collect()
}

/// All that is drawn, as sentences.
fn told(lanes: &[Lane]) -> String {
    let of = |lane: &Lane| {
        let bars = lane.bars.iter().map(|bar| bar.said.as_str());
        let said: Vec<&str> = bars.chain(lane.points.iter().map(|point| point.said.as_str())).collect();
        format!("{}: {}.", lane.title, said.join("; "))
    };
    lanes.iter().filter(|lane| lane.bars.len() + lane.points.len() > 0).map(of).collect::<Vec<_>>().join(" ")
}

struct Scale {
    from: Date,
    until: Date,
}

impl Scale {
    /// Where a day begins; days outside lie on the edge.
    fn at(&self, day: Date) -> i64 {
        let days = |until: Date| self.from.until(until).map_or(0, |span| i64::from(span.get_days()));
        LEFT + days(day.clamp(self.from, self.until)) * WIDE / (days(self.until) + 1)
    }

    /// Where a stretch begins and how long it is drawn.
    fn span(&self, from: Date, until: Date) -> (i64, i64) {
        let x = self.at(from);
        let end = if until >= self.until { LEFT + WIDE } else { self.at(until.tomorrow().unwrap_or(until)) };
        // The gap lets two stretches that join each other be told apart.
        (x, (end - x - 2).max(2))
    }
}

#[cfg(test)]
mod tests;
