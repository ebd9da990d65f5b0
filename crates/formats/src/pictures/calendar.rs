//! Both audits over the years of a cycle: a lane for each part, with today as a line.

use super::lanes::{Lane, Point, Stretch, lanes};
use super::svg::Fill;
use domain::reports::certification::{Certainty, Happens, Lane as LaneOf, Timeline};
use jiff::civil::Date;
use press::Chart;

/// What lasts fewer days would be a hair's breadth as a bar: it is drawn as a point.
const SHORTEST_BAR_DAYS: i32 = 14;

/// The years of a timeline; `None` when nothing lies in them.
pub fn calendar(name: &str, found: &Timeline, today: Date) -> Option<Chart> {
    let all: Vec<Lane> = LaneOf::ALL
        .into_iter()
        .map(|lane| (lane, found.lane(lane).collect::<Vec<&Happens>>()))
        .filter(|(_, all)| !all.is_empty())
        .map(|(lane, all)| Lane {
            title: lane.title().to_owned(),
            bars: all.iter().filter(|one| lasts(one)).map(|one| stretch(lane, one)).collect(),
            points: all.iter().filter(|one| !lasts(one)).map(|one| point(one)).collect(),
        })
        .collect();
    (!all.is_empty()).then(|| lanes(name, found.years, Some(today), &all))
}

fn lasts(one: &Happens) -> bool {
    one.from.until(one.until).is_ok_and(|span| span.get_days() >= SHORTEST_BAR_DAYS)
}

fn stretch(lane: LaneOf, one: &Happens) -> Stretch {
    let fill = match (one.certainty, lane) {
        (Certainty::Done, LaneOf::Soc2 | LaneOf::InternalAudits) => Fill::Partial,
        (Certainty::Done, _) => Fill::Full,
        _ => Fill::Unrated,
    };
    Stretch {
        from: one.from,
        until: one.until,
        fill,
        assumed: one.certainty == Certainty::Assumed,
        short: one.short.clone(),
        said: format!("{}, from {} to {}", one.what, one.from, one.until),
    }
}

fn point(one: &Happens) -> Point {
    let days = if one.until == one.from { one.from.to_string() } else { format!("{} to {}", one.from, one.until) };
    Point { day: one.from, done: one.certainty == Certainty::Done, said: format!("{}, {days}", one.what) }
}
