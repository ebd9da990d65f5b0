//! The picture: a lane for each part, under one scale of years, with today as a line.

use crate::web::ui::{self, Mark, Point, Stretch};
use domain::reports::certification::{Certainty, Happens, Lane, Timeline};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) fn drawn(found: &Timeline, today: Date) -> Markup {
    let of = |lane: Lane| found.lane(lane).collect::<Vec<&Happens>>();
    let lanes: Vec<ui::Lane<'_>> = Lane::ALL
        .into_iter()
        .map(|lane| (lane, of(lane)))
        .filter(|(_, all)| !all.is_empty())
        .map(|(lane, all)| ui::Lane {
            title: lane.title(),
            bars: all.iter().filter(|one| lasts(one)).map(|one| stretch(lane, one)).collect(),
            points: all.iter().filter(|one| !lasts(one)).map(|one| point(one)).collect(),
        })
        .collect();
    html! {
        @if lanes.is_empty() {
            (ui::empty_state("Nothing lies in these years yet",
                "Plan an engagement, an internal audit or a management review, or try a day of decision.", html! {}))
        } @else {
            (ui::lanes("Both audits over the years", found.years, Some(today), &lanes))
            (key())
        }
    }
}

/// What lasts a few days would be a hair's breadth as a bar: it is drawn as a point.
const SHORTEST_BAR_DAYS: i32 = 14;

fn lasts(one: &Happens) -> bool {
    one.from.until(one.until).is_ok_and(|span| span.get_days() >= SHORTEST_BAR_DAYS)
}

/// What is drawn how; the words beside each say it too.
fn key() -> Markup {
    let sample = |class: &str| {
        html! { svg viewBox="0 0 30 18" aria-hidden="true" { rect class=(class) x="1" y="2" width="28" height="14" rx="3" {} } }
    };
    let dot = |class: &str| html! { svg viewBox="0 0 30 18" aria-hidden="true" { circle class=(class) cx="15" cy="9" r="6" {} } };
    html! {
        ul.lane-key {
            li { (sample("lane-bar fill-full")) "has begun or happened" }
            li { (sample("lane-bar fill-unrated")) "planned" }
            li { (sample("lane-bar lane-assumed")) "would follow, not planned" }
            li { (dot("lane-point lane-done")) "a day that was kept" }
            li { (dot("lane-point")) "a day to keep" }
        }
    }
}

fn stretch(lane: Lane, one: &Happens) -> Stretch<'_> {
    let mark = match (one.certainty, lane) {
        (Certainty::Done, Lane::Soc2 | Lane::InternalAudits) => Mark::Partial,
        (Certainty::Done, _) => Mark::Full,
        _ => Mark::Unrated,
    };
    Stretch {
        from: one.from,
        until: one.until,
        mark,
        assumed: one.certainty == Certainty::Assumed,
        short: one.short.as_str().into(),
        said: format!("{}, from {} to {}", one.what, one.from, one.until).into(),
    }
}

fn point(one: &Happens) -> Point<'_> {
    let done = one.certainty == Certainty::Done;
    let days = if one.until == one.from { one.from.to_string() } else { format!("{} to {}", one.from, one.until) };
    Point { day: one.from, done, said: format!("{}, {days}", one.what).into() }
}
