//! What the external auditors of an engagement read, and when: for the organisation, and for the auditors themselves.

use super::{path, rows, tabs};
use crate::web::people::name as person;
use crate::web::problem::Problem;
use crate::web::reading::n;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{ReadingLine, ReadingsOf};
use axum::extract::Path;
use axum::response::Response;
use domain::values::Reading;
use maud::{Markup, html};

/// Entries on one page.
const PAGE: usize = 50;
/// Things of one entry that are in sight; the others are folded.
const IN_SIGHT: usize = 8;

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let skip = visit.skip();
    let answer = visit.ask(&ReadingsOf { engagement: id.clone(), skip, take: PAGE })?;
    let auditor = visit.ask(&app::ask::Rooms)?.value.iter().any(|room| room.engagement == id && room.auditor);
    let found = &answer.value;
    let rows: Vec<Row> = found.lines.iter().map(|line| row(&visit, line)).collect();
    let columns = [Column::narrow("When (UTC)"), Column::text("Who"), Column::text("What was read")];
    let empty = (
        "Nothing was read yet",
        "What an external auditor opens here is written down within a minute: pages, files, lists, answers.",
        html! { (ui::quiet_link("To the room", &visit.href(&path(&id)), None)) },
    );
    let place = format!("/engagements/{}/readings", crate::web::reading::encode(&id));
    let page = |from: usize| visit.with(&place, &[("from", &from.to_string())]);
    let next = (found.behind > 0).then(|| page(skip + PAGE));
    let previous = (skip > 0).then(|| page(skip.saturating_sub(PAGE)));
    let body = html! {
        (ui::heading("Readings", Some("What external auditors read of this engagement, through any door. Each line is an entry of the ledger."), None))
        (tabs(&visit, &id, auditor, "Readings"))
        (ui::table("Readings", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if next.is_some() || previous.is_some() {
            (ui::pager(n(skip + 1), n(skip + found.lines.len()), n(found.of), previous.as_deref(), next.as_deref()))
        }
        p.hint { "Readings are gathered for a minute before they are written. When the server is cut off, those of at most the last minute are lost." }
    };
    let crumbs = [
        Crumb::link("Auditor's room", visit.href("/room")),
        Crumb::link(id.as_str(), visit.href(&path(&id))),
        Crumb::here("Readings"),
    ];
    Ok(visit.page(&answer.mark, "Readings", "/room", &crumbs, body))
}

fn row(visit: &Visit, line: &ReadingLine) -> Row {
    let held = &line.held;
    let (seen, folded) = held.readings.split_at(held.readings.len().min(IN_SIGHT));
    let from = app::clock::minute_of(held.from_us);
    let list = |all: &[Reading]| html! { ul.room-read { @for one in all { li { (thing(visit, one)) } } } };
    Row::new(vec![
        html! {
            time { (from.trim_end_matches(" UTC")) }
            div.hint { a href=(visit.href(&format!("/history/{}", held.entry.saturating_sub(1)))) { "entry " (held.entry.saturating_sub(1)) } }
        },
        person(visit, &held.by),
        html! {
            (list(seen))
            @if !folded.is_empty() { details.fold { summary { (folded.len()) " more" } (list(folded)) } }
            @if held.more > 0 { p.hint { "and " (held.more) " that no name has room here" } }
        },
    ])
}

fn thing(visit: &Visit, one: &Reading) -> Markup {
    let shown = match one.id.split_once('/') {
        Some((item, hash)) if hash.len() == 64 => format!("{item}, {}…", hash.get(..12).unwrap_or(hash)),
        _ => one.id.clone(),
    };
    html! {
        (one.kind.title()) " "
        @match rows::subject_href(visit, one.kind, &one.id) {
            Some(href) => a.id href=(href) title=(one.id) { (shown) },
            None => span.id { (shown) },
        }
        @if one.times > 1 { span.hint { " " (one.times) " times" } }
    }
}
