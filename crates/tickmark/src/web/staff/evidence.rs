//! What the register is evidence for: the people controls of Annex A with CC1.4 beside them, as a crosswalk rates them.

use crate::web::reading::{item_href, n};
use crate::web::ui::{self, Column, Row, TableOptions};
use crate::web::visit::Visit;
use domain::reports::staff::{Evidence, PeopleControl, Rated};
use maud::{Markup, html};

pub(super) fn section(visit: &Visit, evidence: &Evidence) -> Markup {
    if evidence.controls.is_empty() {
        return html! {};
    }
    let columns =
        [Column::text("Control"), Column::text("Evidence in the register"), Column::text("In date of expected")];
    let rows: Vec<Row> = evidence.controls.iter().map(|control| row(visit, control)).collect();
    ui::section(
        "evidence",
        "What the register is evidence for",
        Some(
            "Papers that are there and in date, of those expected today. Whether they are good enough is somebody's judgement.",
        ),
        html! {
            @for rated in &evidence.rated { (rating(visit, rated)) }
            (ui::table("People controls of Annex A", &columns, &rows, TableOptions::default()))
        },
    )
}

/// How a crosswalk by domain joins CC1.4 to the theme, with its source.
fn rating(visit: &Visit, rated: &Rated) -> Markup {
    let level = match rated.level.as_str() {
        "" => "without a level".to_owned(),
        level => {
            format!("as {}{}", level.chars().take(1).flat_map(char::to_uppercase).collect::<String>(), &level[1..])
        }
    };
    html! {
        p.rating {
            a.id href=(item_href(visit, "CC1.4")) { "CC1.4" } " meets " strong { (rated.written) } " " (level) ": row “"
            (rated.label) "” of " a href=(visit.href(&format!("/crosswalks/{}", rated.crosswalk))) { (rated.title) } "."
        }
    }
}

fn row(visit: &Visit, control: &PeopleControl) -> Row {
    let checks: Vec<&str> = control.checks.iter().map(|c| c.title()).collect();
    let label = format!("{}: in date", control.id);
    Row::new(vec![
        ui::named(&control.id, &control.title, &item_href(visit, &control.id)),
        html! {
            @if checks.is_empty() { span.hint { "Kept elsewhere: reports of security events are no check of a person." } }
            @else { (checks.join(", ")) }
        },
        html! {
            @if control.expected > 0 {
                div.share { span { strong { (control.done) } " of " (control.expected) } (ui::bar(n(control.done), n(control.expected), &label)) }
            } @else if control.checks.is_empty() { (ui::nothing()) }
            @else { span.hint { @if control.recorded > 0 { (control.recorded) " recorded; none is expected" } @else { "None is expected today" } } }
        },
    ])
}
