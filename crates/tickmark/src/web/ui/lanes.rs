//! Pictures that are drawn once for pages and for papers, set into a page: wide ones scroll inside their own frame.

use super::Mark;
use app::printed::pictures;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
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

/// A drawn picture in a frame of this name; `svg` comes from [`pictures`] and says in words what it draws.
pub(crate) fn picture(name: &str, svg: &str) -> Markup {
    html! { div.lanes tabindex="0" role="region" aria-label=(name) { (PreEscaped(svg)) } }
}

/// The lanes over whole years, from that of the first day to that of the last; `label` names the picture. `today` is drawn as
/// a line where it lies in those years.
pub(crate) fn lanes(label: &str, years: (i16, i16), today: Option<Date>, lanes: &[Lane<'_>]) -> Markup {
    let drawn: Vec<pictures::Lane> = lanes
        .iter()
        .map(|lane| pictures::Lane {
            title: lane.title.to_owned(),
            bars: lane.bars.iter().map(stretch).collect(),
            points: lane.points.iter().map(point).collect(),
        })
        .collect();
    picture(label, &pictures::lanes(label, years, today, &drawn).svg)
}

fn stretch(of: &Stretch<'_>) -> pictures::Stretch {
    pictures::Stretch {
        from: of.from,
        until: of.until,
        fill: of.mark.fill(),
        assumed: of.assumed,
        short: of.short.clone().into_owned(),
        said: of.said.clone().into_owned(),
    }
}

fn point(of: &Point<'_>) -> pictures::Point {
    pictures::Point { day: of.day, done: of.done, said: of.said.clone().into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

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
            bars: vec![bar(date(2026, 1, 1), date(2026, 12, 31), "in force <all> year")],
            points: vec![Point { day: date(2026, 5, 1), done: true, said: "a visit".into() }],
        };
        let empty = Lane { title: "Nothing", bars: Vec::new(), points: Vec::new() };
        let html = lanes("A year", (2026, 2027), Some(date(2026, 7, 1)), &[lane, empty]).into_string();
        assert!(html.contains("aria-label=\"A year. Certificate: in force &lt;all&gt; year; a visit.\""), "{html}");
        assert!(html.contains("<title>a visit</title>") && html.contains("lane-done"), "{html}");
        assert!(html.contains(">2027</text>") && html.contains(">today</text>"), "{html}");
        // The visit lies under the bar that it would cover, so that the first lane has two rows.
        assert!(html.contains("viewBox=\"0 0 1000 154\"") && html.contains("cy=\"83\""), "{html}");
    }
}
