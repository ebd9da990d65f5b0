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
/// Height of a lane.
const LANE: usize = 46;
/// Height of the line of years above the lanes.
const HEAD: usize = 30;
/// A bar that is shorter has no words in it.
const ROOM: f64 = 84.0;

/// The lanes over whole years, from that of the first day to that of the last; `label` names the picture.
pub(crate) fn lanes(label: &str, years: (i16, i16), lanes: &[Lane<'_>]) -> Markup {
    let scale = Scale { from: date(years.0, 1, 1), until: date(years.1, 12, 31) };
    let high = HEAD + LANE * lanes.len();
    html! {
        div.lanes tabindex="0" {
            svg role="img" aria-label={ (label) ". " (told(lanes)) } viewBox={ "0 0 1000 " (high) } width="100%" {
                @for year in years.0..=years.1 {
                    @let x = scale.at(date(year, 1, 1));
                    line.lane-year x1=(x) x2=(x) y1="4" y2=(high) {}
                    text.lane-tick x=(x + 6.0) y="18" { (year) }
                }
                @for (at, lane) in lanes.iter().enumerate() { (drawn(&scale, lane, HEAD + LANE * at)) }
            }
        }
    }
}

fn drawn(scale: &Scale, lane: &Lane<'_>, top: usize) -> Markup {
    html! {
        text.lane-title x="0" y=(top + 25) { (lane.title) }
        @for bar in &lane.bars {
            @let (x, width) = scale.span(bar.from, bar.until);
            rect class={ "lane-bar fill-" (bar.mark.name()) } x=(x) y=(top + 8) width=(width) height="26" rx="4" {
                title { (bar.said) }
            }
            @if width >= ROOM {
                text class={ "lane-in lane-on-" (bar.mark.name()) } x=(x + width / 2.0) y=(top + 25) text-anchor="middle" { (bar.short) }
            }
        }
        @for point in &lane.points {
            circle class=(if point.done { "lane-point lane-done" } else { "lane-point" }) cx=(scale.at(point.day))
                cy=(top + 21) r="7" { title { (point.said) } }
        }
    }
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
            short: "2026".into(),
            said: said.into(),
        };
        let lane = Lane {
            title: "Certificate",
            bars: vec![bar(date(2026, 1, 1), date(2026, 12, 31), "in force all year")],
            points: vec![Point { day: date(2026, 5, 1), done: true, said: "a visit".into() }],
        };
        let empty = Lane { title: "Nothing", bars: Vec::new(), points: Vec::new() };
        let html = lanes("A year", (2026, 2027), &[lane, empty]).into_string();
        assert!(html.contains("aria-label=\"A year. Certificate: in force all year; a visit.\""), "{html}");
        assert!(html.contains("<title>a visit</title>") && html.contains("lane-done"), "{html}");
        assert!(html.contains(">2027</text>") && html.contains("viewBox=\"0 0 1000 122\""), "{html}");
    }
}
