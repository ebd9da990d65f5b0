//! Years side by side: what lasts as bars and what happens as points, in lanes under one scale. Each lane says its days in
//! words as well.

use super::Mark;
use jiff::civil::{Date, date};
use maud::{Markup, html};
use std::borrow::Cow;

/// Something that lasts, both days included.
pub(crate) struct Stretch<'a> {
    pub from: Date,
    pub until: Date,
    pub mark: Mark,
    /// Nobody planned it: drawn as an outline.
    pub assumed: bool,
    /// Written into the bar where there is room.
    pub short: Cow<'a, str>,
    /// What it is, in words.
    pub said: Cow<'a, str>,
}

/// Something that happens on a day.
pub(crate) struct Point<'a> {
    pub day: Date,
    /// It happened; else it is to happen.
    pub done: bool,
    /// What it is, in words.
    pub said: Cow<'a, str>,
}

/// A lane.
pub(crate) struct Lane<'a> {
    pub title: &'a str,
    pub bars: Vec<Stretch<'a>>,
    pub points: Vec<Point<'a>>,
}

/// Where the scale begins and how long it is; the names of the lanes stand before it.
const LEFT: f64 = 150.0;
const WIDE: f64 = 840.0;
/// Height of a lane of one row, and of each further row.
const LANE: usize = 46;
const ROW: usize = 32;
/// Most rows of a lane; what would need more lies on the last one.
const MAX_ROWS: usize = 5;
/// Height of the line of years above the lanes.
const HEAD: usize = 30;
/// A bar that is shorter has no words in it; a letter takes about this much.
const ROOM: f64 = 26.0;
const LETTER: f64 = 7.4;
/// Radius of a point with the room around it.
const POINT: f64 = 9.0;

/// The lanes over whole years, from that of the first day to that of the last; `label` names the picture. `today` is drawn as
/// a line where it lies in those years.
pub(crate) fn lanes(label: &str, years: (i16, i16), today: Option<Date>, lanes: &[Lane<'_>]) -> Markup {
    let scale = Scale { from: date(years.0, 1, 1), until: date(years.1, 12, 31) };
    let mut tops = vec![HEAD];
    for lane in lanes {
        let rows = rows(&scale, lane).iter().max().map_or(1, |row| row + 1);
        tops.push(tops.last().copied().unwrap_or(HEAD) + LANE + ROW * (rows - 1));
    }
    let high = tops.last().copied().unwrap_or(HEAD);
    let today = today.filter(|day| *day >= scale.from && *day <= scale.until);
    html! {
        div.lanes tabindex="0" role="region" aria-label=(label) {
            svg role="img" aria-label={ (label) ". " (told(lanes)) } viewBox={ "0 0 1000 " (high) } width="100%" {
                @for year in years.0..=years.1 {
                    @let x = scale.at(date(year, 1, 1));
                    line.lane-year x1=(x) x2=(x) y1="4" y2=(high) {}
                    text.lane-tick x=(x + 6.0) y="18" { (year) }
                }
                @for (lane, top) in lanes.iter().zip(&tops).skip(1) { line.lane-rule x1="0" x2="1000" y1=(top) y2=(top) { title { (lane.title) } } }
                @if let Some(day) = today {
                    @let x = scale.at(day);
                    line.lane-today x1=(x) x2=(x) y1="22" y2=(high) {}
                    text.lane-now x=(x) y="18" text-anchor="middle" { "today" }
                }
                @for (lane, top) in lanes.iter().zip(&tops) { (drawn(&scale, lane, *top)) }
            }
        }
    }
}

fn drawn(scale: &Scale, lane: &Lane<'_>, top: usize) -> Markup {
    let rows = rows(scale, lane);
    let (bars, points) = rows.split_at(lane.bars.len());
    html! {
        text.lane-title x="0" y=(top + 25) { (lane.title) }
        @for (bar, row) in lane.bars.iter().zip(bars) {
            @let (x, width) = scale.span(bar.from, bar.until);
            @let top = top + ROW * row;
            @let class = if bar.assumed { "lane-bar lane-assumed".to_owned() } else { format!("lane-bar fill-{}", bar.mark.name()) };
            rect class=(class) x=(x) y=(top + 8) width=(width) height="26" rx="4" { title { (bar.said) } }
            @if width >= ROOM + LETTER * letters(&bar.short) {
                text class=(if bar.assumed { "lane-in".to_owned() } else { format!("lane-in lane-on-{}", bar.mark.name()) })
                    x=(x + width / 2.0) y=(top + 25) text-anchor="middle" { (bar.short) }
            }
        }
        @for (point, row) in lane.points.iter().zip(points) {
            circle class=(if point.done { "lane-point lane-done" } else { "lane-point" }) cx=(scale.at(point.day))
                cy=(top + ROW * row + 21) r="7" { title { (point.said) } }
        }
    }
}

fn letters(word: &str) -> f64 {
    f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX))
}

/// The row of each bar, then of each point: the first one in which it covers nothing that was drawn before it.
fn rows(scale: &Scale, lane: &Lane<'_>) -> Vec<usize> {
    let mut taken: Vec<Vec<(f64, f64)>> = Vec::new();
    let bars = lane.bars.iter().map(|bar| {
        let (x, width) = scale.span(bar.from, bar.until);
        (x, x + width)
    });
    let points = lane.points.iter().map(|point| (scale.at(point.day) - POINT, scale.at(point.day) + POINT));
    bars.chain(points)
        .map(|(from, until)| {
            let free = |row: &Vec<(f64, f64)>| row.iter().all(|(a, b)| until <= *a || *b <= from);
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
fn told(lanes: &[Lane<'_>]) -> String {
    let of = |lane: &Lane<'_>| {
        let bars = lane.bars.iter().map(|bar| bar.said.as_ref());
        let said: Vec<&str> = bars.chain(lane.points.iter().map(|point| point.said.as_ref())).collect();
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
    fn at(&self, day: Date) -> f64 {
        let days = |until: Date| self.from.until(until).map_or(0, |span| span.get_days());
        let whole = f64::from(days(self.until) + 1);
        let share = f64::from(days(day.clamp(self.from, self.until))) / whole;
        ((LEFT + share * WIDE) * 10.0).round() / 10.0
    }

    /// Where a stretch begins and how long it is drawn.
    fn span(&self, from: Date, until: Date) -> (f64, f64) {
        let x = self.at(from);
        let end = if until >= self.until { LEFT + WIDE } else { self.at(until.tomorrow().unwrap_or(until)) };
        // The gap lets two stretches that join each other be told apart.
        (x, ((end - x - 2.0).max(2.0) * 10.0).round() / 10.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_lie_on_their_days_and_join_without_covering_each_other() {
        let scale = Scale { from: date(2026, 1, 1), until: date(2026, 12, 31) };
        let (first, long) = scale.span(date(2026, 1, 1), date(2026, 6, 30));
        let (second, rest) = scale.span(date(2026, 7, 1), date(2027, 6, 30));
        assert!((first - LEFT).abs() < 0.1 && first + long < second, "{first} {long} {second}");
        assert!((second + rest + 2.0 - LEFT - WIDE).abs() < 0.2, "a stretch ends at the edge: {second} {rest}");
        assert!((scale.at(date(2020, 1, 1)) - LEFT).abs() < 0.1);
    }

    #[test]
    fn a_picture_says_in_words_what_it_draws() {
        let bar = |from, until, said: &'static str| Stretch {
            from,
            until,
            mark: Mark::Full,
            assumed: false,
            short: "2026".into(),
            said: said.into(),
        };
        let lane = Lane {
            title: "Certificate",
            bars: vec![bar(date(2026, 1, 1), date(2026, 12, 31), "in force all year")],
            points: vec![Point { day: date(2026, 5, 1), done: true, said: "a visit".into() }],
        };
        let empty = Lane { title: "Nothing", bars: Vec::new(), points: Vec::new() };
        let html = lanes("A year", (2026, 2027), Some(date(2026, 7, 1)), &[lane, empty]).into_string();
        assert!(html.contains("aria-label=\"A year. Certificate: in force all year; a visit.\""), "{html}");
        assert!(html.contains("<title>a visit</title>") && html.contains("lane-done"), "{html}");
        assert!(html.contains(">2027</text>") && html.contains(">today</text>"), "{html}");
        // The visit lies under the bar that it would cover, so that the first lane has two rows.
        assert!(html.contains("viewBox=\"0 0 1000 154\"") && html.contains("cy=\"83\""), "{html}");
    }
}
