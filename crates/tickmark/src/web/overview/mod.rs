//! The first page: what to do next for whoever is signed in, where both audits stand, what changed; below it, the programme.
//! Who does not read the programme finds what is theirs.

mod changed;
mod next;
mod programme;
mod stand;
#[cfg(test)]
mod tests;

use super::problem::Problem;
use super::reading;
use super::ui::{self, Crumb, Icon};
use super::visit::Visit;
use crate::serve::Doors;
use app::Mark;
use app::ask::{OverviewAnswer, PartOf, ProfileOf};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::values::Action;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/", get(page)).route("/o/{organisation}", get(page))
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    if !visit.doors.app.may(&visit.org, &visit.who, Action::ReadProgramme, None) {
        return own(&visit);
    }
    // The right to all of it is asked for each time.
    let answer = visit.ask(&ProfileOf)?;
    let (waiting, this_moment) = super::decisions::on_overview(&visit);
    let mark = &answer.mark;
    let lead = format!(
        "What the SOC 2 work on {} already gives for ISO/IEC 27001:2022, and what is new work.",
        answer.value.categories.names()
    );
    let body = html! {
        (ui::heading(&mark.name, Some(&lead), Some(html! {
            (reading::days(&visit, mark))
            (ui::quiet_link("Gap analysis as XLSX", &visit.href("/gap.xlsx"), Some(Icon::Download)))
            (ui::link_button("Open the gap analysis", &visit.href("/gap"), Some(Icon::List)))
        })))
        (waiting)
        (visit.once("overview", || {
            let answer = visit.ask(&app::ask::Overview::default())?;
            Ok(programme_of(&visit, &answer.value, &answer.mark))
        })?)
    };
    let mut page = visit.page(mark, "Overview", "/", &[Crumb::here("Overview")], body);
    if this_moment {
        page.extensions_mut().insert(super::kept::OfThisMoment);
    }
    Ok(page)
}

/// Everything below the heading and what waits: none of it depends on the query, nor on the hour.
fn programme_of(visit: &Visit, found: &OverviewAnswer, mark: &Mark) -> Markup {
    html! {
        div.columns.home {
            div.columns-wide {
                @if found.controls == 0 { (nothing_yet(visit)) }
                (next::block(visit))
            }
            aside.columns-narrow { (changed::block(visit)) }
        }
        (stand::block(visit, found, mark))
        (ui::section(
            "map",
            "Annex A at a glance",
            Some("Each cell is a control, filled by its grade, and leads to its reason."),
            reading::map_of_grades(visit, &found.gap.gap.coverage, &found.gap.gap.controls),
        ))
        (ui::section(
            "wrapper",
            "The management system around the controls",
            Some("Four parts that a SOC 2 programme usually lacks; each is required, whatever the coverage."),
            programme::wrapper(visit, found),
        ))
        (ui::section("progress", "Clauses, steps and criteria", None, programme::progress(visit, found)))
        (ui::section("identity", "What this is about", None, programme::identity(visit, found)))
    }
}

/// The first page of who does not read the programme: what is asked of them, and why nothing else is here.
fn own(visit: &Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&PartOf(visit.who.id().to_owned()))?;
    let body = html! {
        (ui::heading(&answer.mark.name, Some("What is asked of you, the most pressing first."), Some(html! {
            (ui::link_button("Your calendar", &visit.href("/calendar"), Some(Icon::Calendar)))
        })))
        (next::block(visit))
        p.not-offered {
            (Icon::Info.svg())
            span {
                "Where both audits stand is read by those who read the whole programme. "
                a href=(visit.href("/roles")) { "Who may what" }
            }
        }
    };
    Ok(visit.page(&answer.mark, "Overview", "/", &[Crumb::here("Overview")], body))
}

fn nothing_yet(visit: &Visit) -> Markup {
    ui::empty_state(
        "No own controls yet",
        "Import the spreadsheet that you used for SOC 2. Nothing is changed before you have seen the preview.",
        ui::link_button("Import controls", &visit.href("/import"), Some(Icon::Import)),
    )
}
