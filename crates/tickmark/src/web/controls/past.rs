//! The history of one control: every entry about it, the newest first.

use super::href;
use crate::web::history;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::ControlOf;
use axum::extract::Path;
use axum::response::Response;
use domain::reports::search::FoundKind;
use maud::html;

/// Most entries on the page; what lies before is found in the whole history.
const MOST: u64 = 500;

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&ControlOf(id.clone()))?;
    let app = &visit.doors.app;
    let about = (FoundKind::Control, id.as_str());
    let read = || app.history_of(&visit.org, &visit.who, about, Some(answer.mark.entries), MOST);
    let page = tokio::task::block_in_place(read)?.page;
    let (entries, wanted) = (page.entries, usize::try_from(page.of).unwrap_or(usize::MAX));
    let moments: Vec<_> = entries.iter().map(|entry| history::moment(&visit, entry)).collect();
    let lead = counted(wanted, "entry is about this control.", "entries are about this control.");
    let body = html! {
        (ui::heading(&format!("History of {id}"), Some(&lead), None))
        @if entries.len() < wanted {
            (ui::notice(Tone::Neutral, "", html! {
                "Only the last " (entries.len()) " of them are shown. "
                a href=(visit.href("/history")) { "The whole history" } " has the rest."
            }))
        }
        (ui::timeline(&moments))
    };
    let crumbs = [
        Crumb::link("Controls", visit.href("/controls")),
        Crumb::link(id.as_str(), href(&visit, &id)),
        Crumb::here("History"),
    ];
    Ok(visit.page(&answer.mark, &format!("History of {id}"), "/controls", &crumbs, body))
}
