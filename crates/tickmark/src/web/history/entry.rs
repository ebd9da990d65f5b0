//! One entry, whole: who, when, what, and the event as it stands in the ledger; and the file that came with an import.

use super::{moment, sentence};
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::ProfileOf;
use app::{Entry, Mark};
use axum::extract::Path;
use axum::response::Response;
use domain::event::Event;
use maud::{Markup, html};

/// The longest content that the page shows; the ledger that can be taken away has it whole.
const SHOWN: usize = 60_000;

pub(super) async fn show(visit: Visit, Path((_, number)): Path<(String, String)>) -> Result<Response, Problem> {
    let (entry, mark) = find(&visit, &number)?;
    let line = moment(&visit, &entry);
    let size = mark.entries;
    let near = |seq: Option<u64>, label: &str| {
        html! { @if let Some(seq) = seq.filter(|s| *s < size) { (ui::quiet_link(label, &visit.href(&format!("/history/{seq}")), None)) } }
    };
    let content = entry.event.as_ref().and_then(|e| serde_json::to_string_pretty(e).ok()).unwrap_or_default();
    let shown: String = content.chars().take(SHOWN).collect();
    let body = html! {
        (ui::heading(&format!("Entry {}", entry.seq), None, Some(html! {
            (near(entry.seq.checked_sub(1), "Older")) (near(entry.seq.checked_add(1), "Newer"))
        })))
        (ui::card(ui::definition_list(&[
            ("What", html! { strong { (line.who) } " " (sentence::of(&visit, &entry)) }),
            ("Why", html! { @if line.reason.is_empty() { (ui::nothing()) } @else { (line.reason) } }),
            ("When", html! { time datetime=(line.instant) { (app::clock::minute_of(entry.at_us)) } }),
            ("By", html! { (line.who) p.hint { (entry.by) } }),
            ("Came", html! { (entry.door()) }),
            ("Kind", html! { @match &entry.event { Some(event) => code { (event.name()) }, None if entry.closed => "not shown to you", None => "redacted" } }),
            ("File", file_link(&visit, &entry)),
        ])))
        (ui::section("content", "Content", Some("The event as the ledger keeps it; people are named by id."), html! {
            @if entry.closed { p.hint { "It belongs to the register of people at work, or to a document that is for others, which you may not see. The entry still proves that it was there." } }
            @else if content.is_empty() { p.hint { "The content was redacted by law. The entry still proves that it was there." } }
            @else { (ui::code(&shown)) }
            @if content.len() > shown.len() { p.hint { "The first " (SHOWN) " of " (content.chars().count()) " characters; the ledger that can be downloaded has all of it." } }
        }))
    };
    let crumbs = [Crumb::link("History", visit.href("/history")), Crumb::here(format!("Entry {}", entry.seq))];
    Ok(visit.page(&mark, &format!("Entry {}", entry.seq), "/history", &crumbs, body))
}

fn find(visit: &Visit, number: &str) -> Result<(Entry, Mark), Problem> {
    let mark = visit.ask(&ProfileOf)?.mark;
    let missing = || Problem::not_found(&format!("There is no entry {number}; the last one is {}.", mark.entry()));
    let seq: u64 = number.parse().ok().filter(|seq| *seq < mark.entries).ok_or_else(missing)?;
    let page = tokio::task::block_in_place(|| visit.doors.app.history(&visit.org, &visit.who, Some(seq + 1), 1))?;
    let entry = page.entries.into_iter().next().ok_or_else(missing)?;
    Ok((entry, mark))
}

fn file_link(visit: &Visit, entry: &Entry) -> Markup {
    match &entry.event {
        Some(Event::ControlsImported { source, file: Some(file), .. }) => html! {
            a href=(visit.href(&format!("/history/{}/file", entry.seq))) download { (source) }
            ", " (counted(file.size, "byte", "bytes")) ", SHA-256 " (ui::hash(&file.sha256))
        },
        _ => ui::nothing(),
    }
}

/// The file of an import as it came in: verified against its hash, and never shown by the browser.
pub(super) async fn file(visit: Visit, Path((_, number)): Path<(String, String)>) -> Result<Response, Problem> {
    let (entry, _) = find(&visit, &number)?;
    let Some(Event::ControlsImported { source, file: Some(file), .. }) = entry.event else {
        return Err(Problem::not_found("No file came with this entry."));
    };
    let bytes = tokio::task::block_in_place(|| visit.doors.app.file(&visit.org, &visit.who, &file.sha256))?;
    Ok(attachment("application/octet-stream", &source, bytes))
}
