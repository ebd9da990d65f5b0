//! What there is to look at in a room: papers, populations and tests, and the criteria with their controls.

use crate::web::controls;
use crate::web::reading::{counted, encode, item_href};
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{RoomAnswer, RoomControl};
use domain::values::description::DescriptionState;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The papers beside the requests, each with where it stands.
pub(super) fn papers(visit: &Visit, room: &RoomAnswer) -> Markup {
    let to = |end: &str| visit.href(&format!("/engagements/{}/{end}", encode(&room.engagement)));
    let description = match room.description {
        Some(state) => {
            let done = state >= DescriptionState::ManagementApproved;
            ui::badge(if done { Tone::Good } else { Tone::Neutral }, state.title())
        }
        None if room.auditor => html! { span.hint { "Not approved by management yet" } },
        None => html! { span.hint { "Not written yet" } },
    };
    let mut lines = vec![("System description".to_owned(), to("description"), description)];
    for (kind, signed) in &room.statements {
        let state = match signed {
            Some(on) => ui::badge(Tone::Good, &format!("Signed {on}")),
            None => html! { span.hint { "Not signed yet" } },
        };
        lines.push((kind.title().to_owned(), to("statements"), state));
    }
    let of = |(whole, part): (usize, usize), word: &str| html! { (whole) span.hint { ", " (part) " " (word) } };
    lines.push(("Populations".to_owned(), to("populations"), of(room.populations, "frozen")));
    lines.push(("Samples".to_owned(), to("populations"), html! { (room.samples) }));
    lines.push(("Tests".to_owned(), to("tests"), of(room.tests, "concluded")));
    lines.push(("Exceptions".to_owned(), to("exceptions"), html! { (room.exceptions) }));
    lines.push(("Evidence".to_owned(), visit.href("/evidence"), html! { (room.evidence) }));
    for (id, title) in &room.packages {
        lines.push((title.clone(), visit.href(&format!("/packages/{}", encode(id))), html! { span.id { (id) } }));
    }
    ui::card(html! {
        h3 { "To look at" }
        ul.room-papers {
            @for (label, href, state) in &lines { li { a href=(href) { (label) } span { (state) } } }
        }
    })
}

/// Each criterion in scope with the controls that answer it, and what there is of each control.
pub(super) fn section(visit: &Visit, room: &RoomAnswer) -> Markup {
    let known: BTreeMap<&str, &RoomControl> = room.controls.iter().map(|one| (one.id.as_str(), one)).collect();
    let lacking = room.criteria.iter().filter(|one| one.lacks.is_some()).count();
    let lead = format!(
        "{} and {} in scope; {}.",
        counted(room.criteria.len(), "criterion", "criteria"),
        counted(room.controls.len(), "control", "controls"),
        if lacking == 0 { "each criterion is answered".to_owned() } else { format!("{lacking} not answered yet") },
    );
    let rows: Vec<Row> = room
        .criteria
        .iter()
        .map(|one| {
            let controls = html! {
                @if one.controls.is_empty() { (ui::nothing()) }
                ul.room-controls {
                    @for id in &one.controls { li { (control(visit, id, known.get(id.as_str()).copied())) } }
                }
            };
            Row::new(vec![
                ui::named(&one.id, &one.title, &item_href(visit, &one.id)),
                controls,
                html! { @match one.lacks { Some(lacks) => (ui::badge(Tone::Caution, lacks)), None => (ui::nothing()) } },
            ])
        })
        .collect();
    let columns = [Column::text("Criterion"), Column::text("Controls"), Column::text("Lacks")];
    let empty = ("No criterion is in scope", "The categories of the engagement say which criteria are.", html! {});
    let table = ui::table(
        "Criteria",
        &columns,
        &rows,
        TableOptions { filter: true, empty: Some(empty), ..TableOptions::default() },
    );
    ui::section("scope", "Criteria with their controls", Some(&lead), table)
}

fn control(visit: &Visit, id: &str, known: Option<&RoomControl>) -> Markup {
    html! {
        a.id href=(controls::href(visit, id)) { (id) }
        @if let Some(one) = known {
            " " (one.name)
            @if one.evidence > 0 {
                " " a.hint href=(visit.href(&format!("/evidence?control={}", encode(id)))) {
                    (one.evidence) @if one.evidence == 1 { " item" } @else { " items" }
                }
            }
        }
    }
}
