//! What a list of occurrences shows of itself: figures, what is wrong, and its first rows.

use crate::web::reading::counted;
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Row, Stat, TableOptions, Tone};
use crate::words::testing::PopulationImportWords;
use maud::{Markup, html};

/// Problems that the page lists; the figures speak of all.
const SHOWN: usize = 200;

/// Rows, what is wrong with how many of them, and their days.
pub(super) fn figures(words: &PopulationImportWords) -> Markup {
    let text = [words.items, words.duplicates, words.without_id + words.without_day, words.outside_period]
        .map(|count| count.to_string());
    let days = match (&words.first_day, &words.last_day) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => "No day can be read.".to_owned(),
    };
    let place = |count: usize| if count > 0 { "#problems" } else { "#rows" };
    let stat =
        |label, figure, under, href| Stat { label, figure, denominator: &text[0], under, href, ..Stat::default() };
    ui::figures(&[
        Stat { label: "Rows", figure: &text[0], under: &days, href: "#rows", ..Stat::default() },
        stat("Duplicates", &text[1], "Rows whose id stands further up.", place(words.duplicates)),
        stat("Empty keys", &text[2], "Rows without an id or a day.", place(words.without_id + words.without_day)),
        stat("Outside the period", &text[3], "Rows of other days.", place(words.outside_period)),
    ])
}

/// Can it be handed in?
pub(super) fn verdict(words: &PopulationImportWords) -> Markup {
    html! {
        @if words.problems.is_empty() {
            (ui::notice(Tone::Good, "Every row can be taken", html! {
                "Read the first rows below, then say where the list comes from."
            }))
        } @else {
            (ui::notice(Tone::Danger, &format!("{} stand in the way", problems_of(words)), html! {
                "Mend the list at its source, or correct columns and period below, and check again. A list is taken whole or not at all."
            }))
        }
        @if words.done_before > 0 {
            (ui::notice(Tone::Caution, "Carried out before it occurred", html! {
                (words.done_before) " of " (counted(words.items, "row", "rows")) " say so. That may be right; be ready to say why."
            }))
        }
        @for note in words.notes.iter().take(20) { p.hint { (sentence(note)) } }
    }
}

fn problems_of(words: &PopulationImportWords) -> String {
    counted(words.problems.len(), "problem", "problems")
}

/// Numbers left out, problems and first rows.
pub(super) fn details(words: &PopulationImportWords) -> Markup {
    html! {
        @if !words.checks.sequences.is_empty() {
            (ui::section("numbers", "Numbers", Some("A number that is left out is a question to the source, and no proof that something is missing."), html! {
                ul.plain-list { @for one in &words.checks.sequences {
                    li {
                        (one.prefix) (one.first) " to " (one.prefix) (one.last) ": " (counted(one.items, "item", "items")) ", " strong { (one.left_out) " left out" }
                        @if !one.gaps.is_empty() { ": " (one.gaps.join(", ")) }
                    }
                } }
            }))
        }
        (problems(words))
        (rows(words))
    }
}

fn problems(words: &PopulationImportWords) -> Markup {
    let rows: Vec<Row> = words
        .problems
        .iter()
        .take(SHOWN)
        .map(|p| {
            Row::new(vec![
                html! { (p.row) },
                html! { (p.field) },
                html! { (sentence(&p.what)) },
                html! { (sentence(&p.hint)) },
            ])
        })
        .collect();
    let columns = [
        Column::number("Row"),
        Column::narrow("Field"),
        Column::text("What is wrong"),
        Column::text("What would be right"),
    ];
    html! {
        @if !rows.is_empty() {
            (ui::section("problems", "Problems", Some("By the row number that the spreadsheet shows."), html! {
                (ui::table("Problems row by row", &columns, &rows, TableOptions::default()))
                @if words.problems.len() > SHOWN { p.hint { "The first " (SHOWN) " of " (words.problems.len()) " are listed." } }
            }))
        }
    }
}

fn rows(words: &PopulationImportWords) -> Markup {
    let day = |day: &Option<String>| html! { @match day { Some(day) => (day), None => (ui::nothing()) } };
    let rows: Vec<Row> = words
        .first_items
        .iter()
        .map(|item| {
            Row::new(vec![
                html! { (item.row) },
                html! { @if item.id.is_empty() { (ui::nothing()) } @else { (item.id) } },
                day(&item.on),
                day(&item.done),
            ])
        })
        .collect();
    let columns =
        [Column::number("Row"), Column::text("Item"), Column::narrow("Occurred"), Column::narrow("Carried out")];
    let lead = format!("The first {} of {}, as they were read.", words.first_items.len(), words.items);
    let empty = (
        "The list is empty",
        "An empty list is handed in without a file, with how it was seen that nothing occurred.",
        html! {},
    );
    ui::section(
        "rows",
        "First rows",
        Some(&lead),
        ui::table("First rows", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }),
    )
}
