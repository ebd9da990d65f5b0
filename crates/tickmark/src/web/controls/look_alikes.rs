//! Duplicated effort: own controls that look like the same intent (R22).

use super::href;
use crate::web::problem::Problem;
use crate::web::reading::{Both, days};
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{Controls, DuplicatePairs};
use axum::response::Response;
use maud::html;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    // Every pair is compared, so that a long list takes its time.
    let answer = tokio::task::block_in_place(|| visit.ask(&Both(DuplicatePairs, Controls::default())))?;
    let (pairs, known) = &answer.value;
    let name = |id: &str| known.controls.iter().find(|h| h.control.id == id).map_or("", |h| h.control.name.as_str());
    let rows: Vec<Row> = pairs
        .iter()
        .map(|pair| {
            let link = |id: &str| ui::named(id, name(id), &href(&visit, id));
            Row::new(vec![link(&pair.a), link(&pair.b), html! { (sentence(&pair.why)) }])
        })
        .collect();
    let columns = [Column::text("Control"), Column::text("Looks like"), Column::text("Why they look alike")];
    let empty = (
        "No two controls look alike",
        "Names and links of all live controls were compared with each other.",
        ui::quiet_link("Back to the controls", &visit.href("/controls"), None),
    );
    let body = html! {
        (ui::heading(
            "Controls that look alike",
            Some("The same intent kept twice is tested twice and drifts apart. Keep one, move its links, and retire the other."),
            Some(days(&visit, &answer.mark)),
        ))
        (ui::table("Controls that look alike", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    };
    let crumbs = [Crumb::link("Controls", visit.href("/controls")), Crumb::here("Look-alikes")];
    Ok(visit.page(&answer.mark, "Controls that look alike", "/controls", &crumbs, body))
}
