//! The lines of the portfolio as a table that is sorted by links.

use super::standing::{Line, Standing};
use super::{home, roles};
use crate::web::reading::{n, percent};
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Order, Row, TableOptions, Tone};
use domain::values::Membership;
use maud::{Markup, html};
use std::cmp::Reverse;

/// Every order that the address may ask for; nothing stands for the order by name.
pub(super) const ORDERS: [&str; 11] =
    ["", "name", "-name", "coverage", "-coverage", "controls", "-controls", "due", "-due", "last", "-last"];

/// Puts the lines into the order that the address asks for; by name when it asks for none.
pub(super) fn sort(lines: &mut [Line], by: &str) {
    let figure = |l: &Line| l.standing.as_ref().map(|s| s.percent.tenths());
    let in_place = |l: &Line| l.standing.as_ref().map(|s| (s.in_place * 1000).checked_div(s.controls));
    lines.sort_by_key(|l| l.part.name.to_lowercase());
    match by {
        "-name" => lines.reverse(),
        // What is not shown to this person stands last in either direction.
        "coverage" => lines.sort_by_key(|l| (figure(l).is_none(), figure(l))),
        "-coverage" => lines.sort_by_key(|l| Reverse(figure(l))),
        "controls" => lines.sort_by_key(|l| (in_place(l).is_none(), in_place(l))),
        "-controls" => lines.sort_by_key(|l| Reverse(in_place(l))),
        "due" => lines.sort_by_key(|l| l.due.len()),
        "-due" => lines.sort_by_key(|l| Reverse(l.due.len())),
        "last" => lines.sort_by_key(|l| l.standing.as_ref().map(|s| s.last)),
        "-last" => lines.sort_by_key(|l| Reverse(l.standing.as_ref().map(|s| s.last))),
        _ => {}
    }
}

fn column<'a>(column: Column<'a>, key: &str, by: &str) -> Column<'a> {
    let by = if by.is_empty() { "name" } else { by };
    let (order, next) = match by.strip_prefix('-') {
        Some(down) if down == key => (Order::Descending, key.to_owned()),
        None if by == key => (Order::Ascending, format!("-{key}")),
        // Figures are looked at from the top, names from the beginning.
        _ if key == "name" => (Order::Unsorted, key.to_owned()),
        _ => (Order::Unsorted, format!("-{key}")),
    };
    column.sorted(format!("/organisations?sort={next}"), order)
}

pub(super) fn table(lines: &[Line], by: &str) -> Markup {
    let columns = [
        column(Column::text("Organisation"), "name", by),
        column(Column::text("Annex A reached, literally"), "coverage", by),
        column(Column::text("Controls in place"), "controls", by),
        column(Column::text("Due"), "due", by),
        column(Column::narrow("Last entry"), "last", by),
    ];
    let rows: Vec<Row> = lines.iter().map(row).collect();
    html! {
        div.portfolio { (ui::table("Organisations", &columns, &rows, TableOptions { filter: lines.len() > 8, ..TableOptions::default() })) }
        p.hint { "Counted are the controls of Annex A that a row of the organisation's own crosswalk names, for criteria that a control in place answers. " (domain::reports::COVERAGE_IS_NOT_READINESS) }
    }
}

fn row(line: &Line) -> Row {
    let part = &line.part;
    let suspended = part.state == Membership::Suspended;
    let standing = line.standing.as_ref();
    let cells = vec![
        html! {
            div.portfolio-name {
                @if suspended { strong { (part.name) } } @else { a href=(home(part)) { strong { (part.name) } } }
                div.hint { (capital(&roles(part))) @if let Some(until) = part.until { ", until " (until) } }
                @if suspended { (ui::badge(Tone::Caution, "Suspended")) }
            }
        },
        match standing {
            Some(standing) => coverage(line, standing),
            None => html! { div.hint { (why(line)) } },
        },
        match standing {
            Some(s) => in_place(line, s),
            None if line.controls > 0 => {
                html! { a href={ "/o/" (part.slug) "/controls" } { (line.controls) " of your own" } }
            }
            None => ui::nothing(),
        },
        due(line),
        match standing {
            Some(s) => html! { div { (s.last) div.hint { "entry " (s.entries.saturating_sub(1)) } } },
            None => ui::nothing(),
        },
    ];
    Row { faint: suspended, ..Row::new(cells) }
}

fn coverage(line: &Line, s: &Standing) -> Markup {
    html! {
        div.portfolio-figure {
            a href={ "/o/" (line.part.slug) "/coverage?mode=literal" } { strong { (s.covered) } " of " (s.of) " · " (percent(s.percent)) }
            (ui::bar(n(s.covered), n(s.of), "Annex A controls reached"))
            div.hint { (s.crosswalk) ", " (s.categories) }
        }
    }
}

fn in_place(line: &Line, s: &Standing) -> Markup {
    html! {
        div.portfolio-figure {
            @if s.controls == 0 { "no control yet" } @else {
                a href={ "/o/" (line.part.slug) "/controls?status=in_place" } { strong { (s.in_place) } " of " (s.controls) }
                (ui::bar(n(s.in_place), n(s.controls), "Controls in place"))
            }
        }
    }
}

fn due(line: &Line) -> Markup {
    html! {
        @if line.due.is_empty() { (ui::nothing()) } @else {
            ul.lines { @for one in &line.due { li { a href={ "/o/" (line.part.slug) (one.path) } { (one.words) } } } }
        }
    }
}

/// Why the figures are not shown.
fn why(line: &Line) -> String {
    match &line.part.closed {
        Some(refusal) => format!("{} {}", sentence(&refusal.to_string()), sentence(&refusal.hint())),
        None => "Your membership is suspended: ask an owner.".to_owned(),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}
