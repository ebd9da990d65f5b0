//! The history of one object: `?object=kind:id`, with the kind as entries name it.

use super::{PAGE, moment};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n};
use crate::web::ui::{self, Crumb, Icon, Moment, Tone};
use crate::web::visit::Visit;
use app::AboutPage;
use app::ask::ProfileOf;
use axum::response::Response;
use domain::refusal::Refusal;
use maud::{Markup, html};
use tokio::task::block_in_place;

/// Longest name of an object that is looked for, in bytes.
const LONGEST: usize = 400;

pub(super) fn show(visit: &Visit, object: &str) -> Result<Response, Problem> {
    let named =
        object.split_once(':').filter(|(kind, id)| !kind.is_empty() && !id.is_empty() && object.len() <= LONGEST);
    let (kind, id) = named.ok_or_else(|| Refusal::NotPossible {
        sentence: format!("object: `{}` names no object", object.chars().take(60).collect::<String>()),
        hint: "write the kind and the id, such as control:AC-3".to_owned(),
    })?;
    let mark = visit.ask(&ProfileOf)?.mark;
    let before = visit.field("before").and_then(|text| text.parse().ok()).unwrap_or(mark.entries).min(mark.entries);
    let app = &visit.doors.app;
    let read = |before| block_in_place(|| app.history_about(&visit.org, &visit.who, (kind, id), Some(before), PAGE));
    let (found, all) = (read(before)?, read(mark.entries)?.page.of);
    let moments: Vec<Moment<'_>> = found.page.entries.iter().map(|entry| moment(visit, entry)).collect();
    let kind = kind.replace('_', " ");
    let lead =
        format!("{} about this {kind}, out of {} in all.", counted(all, "entry is", "entries are"), mark.entries);
    let body = html! {
        (ui::heading(&format!("History of {id}"), Some(&lead), Some(html! {
            (days(visit, &mark))
            (ui::quiet_link("The whole history", &visit.href("/history"), Some(Icon::History)))
        })))
        @if found.since > 0 {
            (ui::notice(Tone::Neutral, "", html! { "Only entries from " (found.since) " on were looked through; what is older stands in the whole history." }))
        }
        @if moments.is_empty() {
            (ui::empty_state("No entry is about it", "Nothing of this kind and id was recorded by this day.",
                ui::link_button("The whole history", &visit.href("/history"), Some(Icon::History))))
        }
        (ui::timeline(&moments))
        (pager(visit, &found, all))
    };
    let title = format!("History of {id}");
    let crumbs = [Crumb::link("History", visit.href("/history")), Crumb::here(id)];
    Ok(visit.page(&mark, &title, "/history", &crumbs, body))
}

/// Newer is the way back to the newest: pages of one object are walked backwards.
fn pager(visit: &Visit, found: &AboutPage, all: u64) -> Markup {
    let link = |before: String| visit.with("/history", &[("before", &before)]);
    let newer = (found.page.of < all).then(|| link(String::new()));
    let older = found.page.older.map(|before| link(before.to_string()));
    let count = |number: u64| n(usize::try_from(number).unwrap_or(usize::MAX));
    let from = all - found.page.of + 1;
    let until = (from + found.page.entries.len() as u64).saturating_sub(1);
    html! { @if newer.is_some() || older.is_some() { (ui::pager(count(from), count(until), count(all), newer.as_deref(), older.as_deref())) } }
}
