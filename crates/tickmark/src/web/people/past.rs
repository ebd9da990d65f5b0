//! The history of one person's membership, read back from the newest entry: membership, outside access and deputies.

use super::facts::{Facts, PersonOf};
use super::path;
use crate::web::history;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::Entry;
use axum::extract::Path;
use axum::response::Response;
use domain::values::Action;
use maud::html;

/// Entries read at once.
const BATCH: u64 = 500;
/// Most entries read back for one page; what lies before is found in the whole history.
const READ_BACK: u64 = 20_000;

pub(super) async fn show(visit: Visit, Path((_, person)): Path<(String, String)>) -> Result<Response, Problem> {
    let own = person == visit.who.id();
    let sees_people = visit.doors.app.may(&visit.org, &visit.who, Action::ReadPeople, None);
    let answer = visit.ask(&PersonOf { person: person.clone(), own, sees_people })?;
    let size = answer.mark.entries;
    let entries = tokio::task::block_in_place(|| about(&visit, &person, &answer.value, size))?;
    let moments: Vec<_> = entries.iter().map(|entry| history::moment(&visit, entry)).collect();
    let who = visit.name_of(&person);
    let title = format!("History of {who}");
    let lead = counted(entries.len(), "entry is about this membership.", "entries are about this membership.");
    let body = html! {
        (ui::heading(&title, Some(&lead), None))
        @if size > READ_BACK {
            (ui::notice(Tone::Neutral, "", html! {
                "Only the last " (READ_BACK) " entries were read back. "
                a href=(visit.href("/history")) { "The whole history" } " has the rest."
            }))
        }
        (ui::timeline(&moments))
    };
    let crumbs = [
        Crumb::link("People", visit.href("/people")),
        Crumb::link(who.as_str(), visit.href(&path(&person))),
        Crumb::here("History"),
    ];
    Ok(visit.page(&answer.mark, &title, "/people", &crumbs, body))
}

fn about(visit: &Visit, person: &str, facts: &Facts, size: u64) -> Result<Vec<Entry>, Problem> {
    let theirs = |kind: &str, id: &str| match kind {
        "member" => id == person,
        "grant" => facts.grants.iter().any(|(known, _)| known == id),
        "deputy" => facts.deputies.iter().any(|(known, _)| known == id),
        _ => false,
    };
    let (mut found, mut before) = (Vec::new(), size);
    let end = size.saturating_sub(READ_BACK);
    while before > end {
        let page = visit.doors.app.history(&visit.org, &visit.who, Some(before), BATCH.min(before - end))?;
        let entries = page.entries.into_iter();
        found.extend(entries.filter(|e| {
            e.event.as_ref().is_some_and(|event| {
                let (kind, id) = event.object();
                theirs(kind, id)
            })
        }));
        before = before.saturating_sub(BATCH);
    }
    Ok(found)
}
