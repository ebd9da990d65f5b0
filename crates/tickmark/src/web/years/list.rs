//! The same in words: year by year, each with its days, how sure it is, and where it is read about.

use crate::web::reading::counted;
use crate::web::search::page_of;
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use domain::reports::certification::{About, Happens, Timeline, Told};
use domain::reports::search::Thing;
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) fn by_year(visit: &Visit, found: &Timeline, today: Date) -> Markup {
    let years = found.happenings.chunk_by(|a, b| a.from.year() == b.from.year());
    html! {
        @for year in years {
            @let number = year.first().map_or(0, |one| one.from.year());
            (ui::section(&format!("y{number}"), &number.to_string(), Some(&lead(year, today)), {
                let rows: Vec<Row> = year.iter().map(|one| row(visit, one, today)).collect();
                let columns = [Column::narrow("Days"), Column::text("What"), Column::narrow("Part"), Column::narrow("How sure")];
                ui::table(&format!("What happens in {number}"), &columns, &rows, TableOptions::default())
            }))
        }
    }
}

fn lead(year: &[Happens], today: Date) -> String {
    let ahead = year.iter().filter(|one| one.until >= today).count();
    match ahead {
        0 => format!("{}, all of it past.", counted(year.len(), "line", "lines")),
        _ => format!("{}, of which {ahead} not over yet.", counted(year.len(), "line", "lines")),
    }
}

fn row(visit: &Visit, one: &Happens, today: Date) -> Row {
    let days = html! {
        time datetime=(one.from) { (one.from) }
        @if one.until != one.from { " to " br; time datetime=(one.until) { (one.until) } }
    };
    let what = html! {
        a href=(href(visit, &one.about)) { (one.what) }
        @if let Some(words) = distance(one, today) { div.hint { (words) } }
    };
    let told = one.told(today);
    let tone = match told {
        Told::Done | Told::Running => Tone::Good,
        Told::Passed => Tone::Caution,
        Told::Planned => Tone::Accent,
        Told::Assumed => Tone::Neutral,
    };
    Row::new(vec![days, what, html! { (one.lane.title()) }, ui::badge(tone, told.title())])
}

/// How far away a day is that is still to come, and how much is left of what has begun.
fn distance(one: &Happens, today: Date) -> Option<String> {
    let days = |until: Date| today.until(until).ok().map(|span| span.get_days());
    if one.from > today {
        return Some(format!("in {}", counted(usize::try_from(days(one.from)?).ok()?, "day", "days")));
    }
    (one.until > today)
        .then(|| days(one.until))
        .flatten()
        .map(|left| format!("{} left", counted(usize::try_from(left).unwrap_or(0), "day", "days")))
}

fn href(visit: &Visit, about: &About) -> String {
    match about {
        About::One(kind, id) => visit.href(&page_of(&Thing::new(*kind, id, "", ""))),
        About::Risks => visit.href("/risks"),
        About::Documents => visit.href("/policies"),
        About::Reviews => visit.href("/management-reviews"),
        About::InternalAudits => visit.href("/internal-audits"),
        About::Certification => visit.href("/certification"),
    }
}
