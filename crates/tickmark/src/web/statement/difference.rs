//! What differs between two versions.

use super::{PLACE, TITLE, asked, bulk, path, tabs};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Choice, Crumb};
use crate::web::visit::Visit;
use app::ask::{StatementDifference, Statements};
use axum::extract::Path;
use axum::response::Response;
use maud::html;

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let value = &answer.value;
    let versions = visit.ask(&Statements)?.value.versions;
    let found = visit.ask(&StatementDifference { from: visit.field("from"), to: Some(value.id.clone()) })?.value;
    let from = found.from.clone().unwrap_or_default();
    let choices: Vec<Choice<'_>> = versions
        .iter()
        .filter(|line| line.id != value.id)
        .map(|line| {
            Choice::new(
                line.id.as_str(),
                format!("{}, {}", line.id, line.held.state.title().to_lowercase()),
                line.id == from,
            )
        })
        .collect();
    let lead = match &found.from {
        Some(from) => format!("What {} says otherwise than {from}.", value.id),
        None => format!("{} is the first version: everything that it says is new.", value.id),
    };
    let body = html! {
        (ui::heading("Difference", Some(&lead), None))
        (tabs(&visit, value, "/difference"))
        @if !choices.is_empty() {
            (ui::filter_bar(&format!("/o/{}{}", visit.org, path(&value.id, "/difference")), html! {
                @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
                (ui::inline_select("from", "Compared with", &choices))
            }, None))
        }
        @if found.entries.is_empty() {
            (ui::empty_state("Nothing differs", "Both versions decide the same.", html! {}))
        } @else {
            p.count-line { (counted(found.entries.len(), "entry differs", "entries differ")) }
            (bulk::differences(&visit, &value.id, &found.entries))
        }
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here("Difference"),
    ];
    Ok(visit.page(&answer.mark, "Difference", PLACE, &crumbs, body))
}
