//! What lets others check the record: the signed checkpoint with its key, and the whole ledger as one file.

use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::ProfileOf;
use axum::response::Response;
use maud::html;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let mark = visit.ask(&ProfileOf)?.mark;
    let doors = &visit.doors;
    let (note, key) = tokio::task::block_in_place(|| {
        Ok::<_, app::Fault>((doors.app.checkpoint(&visit.org, &doors.browser)?, doors.app.public_key()?))
    })?;
    let body = html! {
        (ui::heading(
            "Checkpoint",
            Some("A signed statement of how many entries there are and what their root hash is. Keep a copy elsewhere: whoever holds it can show later that nothing before it was changed."),
            Some(ui::export_link("Ledger", &format!("/o/{}/ledger.tickmark", visit.org))),
        ))
        (ui::section("note", "Signed note", None, ui::code(&note)))
        (ui::section("key", "Public key of this installation", Some("Ask for it on another way than the note."), ui::code(&key)))
        (ui::section("verify", "Check it", Some("On this machine, or with the small verifier that needs nothing of ours."), html! {
            (ui::code("tickmark verify --checkpoint note.txt"))
        }))
    };
    let crumbs = [Crumb::link("History", visit.href("/history")), Crumb::here("Checkpoint")];
    Ok(visit.page(&mark, "Checkpoint", "/history", &crumbs, body))
}

/// The ledger as a bundle that needs no server to be checked. Its head is signed on the way, which changes no entry.
pub(super) async fn bundle(visit: Visit) -> Result<Response, Problem> {
    let doors = &visit.doors;
    let mut bytes = Vec::new();
    tokio::task::block_in_place(|| doors.app.export_ledger(&visit.org, &doors.browser, &mut bytes))?;
    Ok(attachment("application/octet-stream", &format!("{}.tickmark", visit.org), bytes))
}
