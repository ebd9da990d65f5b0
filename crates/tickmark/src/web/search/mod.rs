//! Search over everything of an organisation that whoever asks may see, as a page, and as JSON for the palette that a key
//! opens over every page.

#[cfg(test)]
mod tests;

use super::problem::Problem;
use super::reading::{encode, item_path};
use super::ui::{self, Column, Crumb, Icon, Row, TableOptions};
use super::visit::Visit;
use crate::serve::Doors;
use crate::words::search::SearchWords;
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use domain::reports::search::{Finds, FoundKind, MAX_FOUND, Thing};
use maud::{Markup, html};
use std::sync::Arc;

/// How many things the palette names.
const IN_PALETTE: usize = 12;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/search", get(page)).route("/o/{organisation}/search.json", get(palette))
}

/// The page of a thing, inside the organisation.
pub(crate) fn page_of(thing: &Thing) -> String {
    let id = encode(&thing.id);
    match thing.kind {
        FoundKind::Item => item_path(&thing.id),
        FoundKind::Control => format!("/controls/{id}"),
        FoundKind::Evidence => format!("/evidence/{id}"),
        FoundKind::Risk => format!("/risks/{id}"),
        FoundKind::Nonconformity => format!("/nonconformities/{id}"),
        FoundKind::Statement => format!("/statement/{id}"),
        FoundKind::Policy => format!("/policies/{id}"),
        FoundKind::AuditProgramme => format!("/internal-audits/programmes/{id}"),
        FoundKind::InternalAudit => format!("/internal-audits/{id}"),
        FoundKind::Review => format!("/management-reviews/{id}"),
        FoundKind::Certification => format!("/certification/projects/{id}"),
        FoundKind::CertificationBody => format!("/certification/bodies/{id}"),
        FoundKind::Entry => super::registers::path(&thing.id),
        FoundKind::Engagement => format!("/engagements/{id}"),
        FoundKind::Population | FoundKind::Test | FoundKind::Exception => format!("/testing/{id}"),
        FoundKind::AuditRequest => format!("/requests/{id}"),
        FoundKind::Package => format!("/packages/{id}"),
        FoundKind::Questionnaire => format!("/questionnaires/{id}"),
        FoundKind::Answer => format!("/answers/{id}"),
        FoundKind::Scorecard => "/scorecard".to_owned(),
        FoundKind::PlanStep => "/plan".to_owned(),
        FoundKind::Supplier => format!("/suppliers/{id}"),
        FoundKind::SupplierReport => format!("/suppliers/reports/{id}"),
        FoundKind::Collector => format!("/collectors/{id}"),
        FoundKind::Staff => format!("/staff/{id}"),
        FoundKind::Member => format!("/people/{id}"),
    }
}

fn words(visit: &Visit) -> String {
    visit.field("q").unwrap_or_default()
}

async fn palette(visit: Visit) -> Result<Json<SearchWords>, Problem> {
    let query = words(&visit);
    let answer = visit.doors.app.search(&visit.org, &visit.who, visit.at, &query, IN_PALETTE)?;
    Ok(Json(SearchWords::of(&query, &answer.value, &answer.mark)))
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    let query = words(&visit);
    let answer = visit.doors.app.search(&visit.org, &visit.who, visit.at, &query, MAX_FOUND)?;
    let body = html! {
        (ui::heading("Search", Some("Controls, evidence, risks, criteria, suppliers, people: everything here that you may see."), None))
        form.filter-bar method="get" action=(visit.href("/search")) role="search" {
            (ui::search_field("q", "Words of an id, a title or a text", &query))
            button.button type="submit" { (Icon::Search.svg()) "Search" }
        }
        @if query.is_empty() {
            (ui::empty_state("What are you looking for?",
                "Type an id such as AC-3 or A.5.18, or some words. On every page, Ctrl K or a press on Search opens the same.",
                html! {}))
        } @else { (found(&visit, &query, &answer.value)) }
    };
    Ok(visit.page(&answer.mark, "Search", "/search", &[Crumb::here("Search")], body))
}

fn found(visit: &Visit, query: &str, finds: &Finds) -> Markup {
    let columns = [Column::text("What"), Column::narrow("Kind")];
    let row = |thing: &Thing| {
        Row::new(vec![
            html! {
                (ui::named(&thing.id, &thing.title, &visit.href(&page_of(thing))))
                @if !thing.of.is_empty() { div.hint { "of " (thing.of) } }
            },
            html! { (thing.kind.title()) },
        ])
    };
    let rows: Vec<Row> = finds.found.iter().map(row).collect();
    html! {
        @if rows.is_empty() {
            (ui::empty_state(&format!("Nothing here has “{query}”"),
                "Every word must occur in an id, a title or a text of something that you may see. Try fewer words.",
                html! {}))
        } @else {
            p.table-count {
                @if finds.of > rows.len() { "The best " (rows.len()) " of " (finds.of) " found; more words find fewer." }
                @else { (super::reading::counted(finds.of, "thing", "things")) " found" }
            }
            (ui::table("Found", &columns, &rows, TableOptions::default()))
        }
    }
}
