//! Everything that bears on one control, criterion or clause: what it asks, its grade and why, and every row about it.

mod around;
mod facts;
mod rows;

pub(super) use facts::{attribute, words};

use super::history;
use super::problem::Problem;
use super::reading::{self, Both, Shelf};
use super::ui::{self, Crumb};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{ExplainAnswer, ExplainOf};
use around::{Around, AroundAnswer};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::reports::net_new::Standing;
use domain::reports::search::FoundKind;
use domain::values::{Item, ItemKind};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/items/{id}", get(page))
}

async fn page(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let view = visit.view()?;
    let ask = |id: &str| {
        let explain = ExplainOf { view: view.clone(), id: id.to_owned() };
        reading::ask_widely(&visit, &Both(Both(explain, Around { view: view.clone() }), Shelf))
    };
    // Links name an id of digits a clause; in an own framework it may be something else.
    let (answer, from_library) = match (ask(&id), id.strip_prefix("clause ")) {
        (Err(Problem::Refused(Refusal::Unknown { .. })), Some(bare)) => ask(bare)?,
        (asked, _) => asked?,
    };
    let ((found, around), shelf) = &answer.value;
    let item = &found.explanation.item;
    let title = format!("{} {}", item.id, item.title);
    let framework = around.title(&found.explanation.framework);
    let path = reading::item_path(&item.id);
    let body = html! {
        (ui::heading(&title, Some(&item.summary), Some(reading::days(&visit, &answer.mark))))
        (ui::columns(
            html! {
                @if from_library { (reading::not_adopted(&visit)) }
                (standing(&visit, found, around))
                (rows::bearing(&visit, found, around))
                (facts::asked(&visit, item))
                (rows::elsewhere(&visit, found, around))
                (crate::web::registers::evidence_for(&visit, &item.id))
                @if item.kind == ItemKind::Control { (reading::not_readiness()) }
            },
            facts::beside(&visit, found, around),
        ))
        (ui::section("otherwise", "Read otherwise", Some("Under another scope, crosswalk or reading."), html! {
            (reading::read_otherwise(&visit, &path, &found.read, shelf, &[], &[]))
            (reading::scope(&found.read, &answer.mark))
        }))
    };
    let home = format!("/frameworks/{}", found.explanation.framework);
    let crumbs = [
        Crumb::link("Frameworks", visit.href("/frameworks")),
        Crumb::link(framework, visit.href(&home)),
        Crumb::here(item.id.as_str()),
    ];
    let body = history::with(&visit, &answer.mark, (FoundKind::Item, &item.id), &body);
    Ok(visit.page(&answer.mark, &title, "/frameworks", &crumbs, body))
}

/// The grade in one glance with its reason, and what is still needed.
fn standing(visit: &Visit, found: &ExplainAnswer, around: &AroundAnswer) -> Markup {
    let Some(graded) = &found.graded else {
        return html! {
            @if let Some(standing) = around.standing(&found.explanation.item.id) { (clause(standing)) }
            (unlinked(visit, found))
        };
    };
    html! {
        div.standing {
            p.standing-grade { (ui::mark(reading::grade(graded.grade), graded.grade.title())) }
            p.standing-reason { (reading::sentence(&graded.reason)) }
            p.hint { "Next: " (graded.needs.title()) }
        }
        @if graded.informal {
            (ui::notice(
                ui::Tone::Caution,
                "Done informally",
                html! { "It is practised but not documented, as assessed." },
            ))
        }
        @if !graded.check.is_empty() {
            (ui::notice(
                ui::Tone::Caution,
                "Check explicitly",
                html! { ul { @for point in &graded.check { li { (point) } } } },
            ))
        }
        (unlinked(visit, found))
    }
}

/// How a clause stands after SOC 2.
fn clause(standing: Standing) -> Markup {
    let (mark, reason) = match standing {
        Standing::Extends => {
            (ui::Mark::Partial, "A row names it: there is work to extend into the form that is asked for.")
        }
        Standing::Touched => (ui::Mark::Unrated, "SOC 2 asks about the matter, but for nothing of this form."),
        Standing::New => (ui::Mark::None, "SOC 2 asks for nothing of the kind."),
    };
    html! {
        div.standing {
            p.standing-grade { (ui::mark(mark, standing.title())) }
            p.standing-reason { (reason) }
            p.hint { "Clauses are required as a whole: none may be excluded, and none counts as Annex A." }
        }
    }
}

/// What the organisation could do when none of its controls is linked here.
fn unlinked(visit: &Visit, found: &ExplainAnswer) -> Markup {
    html! {
        @if found.read.organisation && found.own.is_empty() && !visit.in_the_past() {
            p.aside {
                "No own control is linked to it. "
                a href=(visit.href("/controls")) { "Link one that answers it" } "."
            }
        }
    }
}

/// The other items by id and title, as links.
fn linked(visit: &Visit, items: &[Item]) -> Markup {
    html! {
        ul.lines { @for item in items {
            li { (ui::named(&item.id, &item.title, &reading::item_href(visit, &item.id))) }
        } }
    }
}
