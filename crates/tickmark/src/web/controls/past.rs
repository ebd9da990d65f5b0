//! The history of one control, read back from the newest entry until every event about it was found.

use super::href;
use crate::web::history;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::Entry;
use app::ask::ControlOf;
use axum::extract::Path;
use axum::response::Response;
use maud::html;

/// Entries read at once.
const BATCH: u64 = 500;
/// Most entries read back for one page; what lies before is found in the whole history.
const READ_BACK: u64 = 20_000;

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&ControlOf(id.clone()))?;
    let wanted = usize::try_from(answer.value.held.version).unwrap_or(usize::MAX);
    let entries = tokio::task::block_in_place(|| about(&visit, &id, answer.mark.entries, wanted))?;
    let moments: Vec<_> = entries.iter().map(|entry| history::moment(&visit, entry)).collect();
    let lead = counted(wanted, "entry is about this control.", "entries are about this control.");
    let body = html! {
        (ui::heading(&format!("History of {id}"), Some(&lead), None))
        @if entries.len() < wanted {
            (ui::notice(Tone::Neutral, "", html! {
                "Only the last " (READ_BACK) " entries were read back. "
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

fn about(visit: &Visit, id: &str, size: u64, wanted: usize) -> Result<Vec<Entry>, Problem> {
    let (mut found, mut before) = (Vec::new(), size);
    let end = size.saturating_sub(READ_BACK);
    while found.len() < wanted && before > end {
        let page = visit.doors.app.history(&visit.org, &visit.who, Some(before), BATCH.min(before - end))?;
        found.extend(
            page.entries.into_iter().filter(|e| e.event.as_ref().is_some_and(|e| e.object() == ("control", id))),
        );
        before = before.saturating_sub(BATCH);
    }
    Ok(found)
}
