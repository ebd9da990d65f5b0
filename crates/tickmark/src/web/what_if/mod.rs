//! What-if: what each category would add, and what losing a criterion or an own control would take away.

mod changes;
mod losing;
mod without;

use super::problem::Problem;
use super::reading::{self, Both, Shelf, n, percent};
use super::ui::{self, Crumb, Part, Stat};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use changes::{changes, effect};
use domain::values::Category;
use losing::losing;
use maud::{Markup, html};
use std::sync::Arc;
use without::{Without, WithoutAnswer};

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/what-if", get(page))
}

const LEAD: &str = "Turn a category on or off, or leave out a control, and see which controls of Annex A come and go. \
     Nothing is changed.";

async fn page(visit: Visit) -> Result<Response, Problem> {
    let without = visit.field("without").unwrap_or_default();
    let words: Vec<String> = without.split(',').map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect();
    let answer = visit.ask(&Both(Without { view: visit.view()?, words }, Shelf))?;
    let (found, shelf) = &answer.value;
    let kept = found.left_out.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(",");
    let keep = [("without", kept.as_str())];
    let effects: Vec<(Category, String)> = found.changes.changes.iter().map(|c| (c.category, effect(c))).collect();
    let body = html! {
        (ui::heading(
            "What-if",
            Some(LEAD),
            Some(reading::days(&visit, &answer.mark)),
        ))
        (reading::read_otherwise(&visit, "/what-if", &found.changes.read, shelf, &keep, &effects))
        (reading::scope(&found.changes.read, &answer.mark))
        (figure(&visit, found))
        (reading::not_readiness())
        (ui::section(
            "changes",
            "What each category would do",
            Some("One change at a time, from the scope above."),
            changes(&visit, found, &kept),
        ))
        (ui::section(
            "without",
            "What losing something would take away",
            Some("A control that fails, a criterion that leaves the scope. Leave out as many as you like."),
            losing(&visit, found, &kept),
        ))
    };
    let crumbs = [Crumb::link("Overview", visit.href("/")), Crumb::here("What-if")];
    Ok(visit.page(&answer.mark, "What-if", "/what-if", &crumbs, body))
}

fn figure(visit: &Visit, found: &WithoutAnswer) -> Markup {
    let seen = &found.changes.coverage;
    let (covered, of, share) = (seen.covered.to_string(), seen.of.to_string(), percent(seen.percent));
    let under = if found.left_out.is_empty() {
        "As the scope stands above".to_owned()
    } else {
        format!("Without {}", found.left_out.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", "))
    };
    let href = reading::again(visit, "/coverage", &[]);
    let main = Stat {
        label: "Annex A controls covered in this case",
        figure: &covered,
        denominator: &of,
        percent: &share,
        under: &under,
        href: &href,
        ..Stat::default()
    };
    let parts = [
        Part::new(ui::Mark::Full, n(seen.best.full), "full"),
        Part::new(ui::Mark::Partial, n(seen.best.partial), "partial"),
        Part::new(ui::Mark::Unrated, n(seen.best.unrated), "named, not rated"),
        Part::new(ui::Mark::None, n(seen.of - seen.covered), "not named"),
    ];
    ui::hero(&main, ui::stacked_bar("Annex A by best overlap", &parts))
}
