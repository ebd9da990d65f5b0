//! The record: who changed what and when, entry by entry, and the ledger itself to take away and check.

mod about;
mod entry;
mod of;
mod proof;
mod sentence;
#[cfg(test)]
mod tests;

pub(in crate::web) use of::{of_part, with};

use super::problem::Problem;
use super::reading::{days, n};
use super::ui::{self, Crumb, Icon, Moment};
use super::visit::Visit;
use crate::serve::Doors;
use crate::web::reading::counted;
use app::ask::ProfileOf;
use app::{Entry, HistoryPage, Mark};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::event::Event;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use std::sync::Arc;

/// Entries on one page.
const PAGE: u64 = 50;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/history", get(show))
        .route("/o/{organisation}/history/{entry}", get(entry::show))
        .route("/o/{organisation}/history/{entry}/file", get(entry::file))
        .route("/o/{organisation}/checkpoint", get(proof::show))
        .route("/o/{organisation}/ledger.tickmark", get(proof::ask).post(proof::bundle))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    if let Some(object) = visit.field("object") {
        return about::show(&visit, &object);
    }
    let mark = visit.ask(&ProfileOf)?.mark;
    let before = visit.field("before").and_then(|b| b.parse().ok()).unwrap_or(mark.entries).min(mark.entries);
    let page = tokio::task::block_in_place(|| visit.doors.app.history(&visit.org, &visit.who, Some(before), PAGE))?;
    let moments: Vec<Moment<'_>> = page.entries.iter().map(|entry| moment(&visit, entry)).collect();
    let body = html! {
        (heading(&visit, &mark))
        (ui::timeline(&moments))
        (pager(&visit, &page, before, mark.entries))
    };
    Ok(visit.page(&mark, "History", "/history", &[Crumb::here("History")], body))
}

fn heading(visit: &Visit, mark: &Mark) -> Markup {
    let lead = format!(
        "Everything that is known here is the sum of {}. None can be changed or taken out without breaking the root hash.",
        counted(mark.entries, "entry", "entries")
    );
    ui::heading(
        "History",
        Some(&lead),
        Some(html! {
            (days(visit, mark))
            (ui::quiet_link("Checkpoint", &visit.href("/checkpoint"), Some(Icon::Check)))
            (ui::quiet_link("Ledger", &visit.href("/ledger.tickmark"), Some(Icon::Download)))
        }),
    )
}

fn pager(visit: &Visit, page: &HistoryPage, before: u64, size: u64) -> Markup {
    let link = |before: u64| visit.with("/history", &[("before", &before.to_string())]);
    let newer = (before < size).then(|| link((before + PAGE).min(size)));
    let older = page.older.map(link);
    let count = |number: u64| n(usize::try_from(number).unwrap_or(usize::MAX));
    let from = size - before + 1;
    let until = from + page.entries.len() as u64 - u64::from(!page.entries.is_empty());
    html! { @if newer.is_some() || older.is_some() { (ui::pager(count(from), count(until), count(size), newer.as_deref(), older.as_deref())) } }
}

/// An entry as a line of a timeline.
pub(in crate::web) fn moment(visit: &Visit, entry: &Entry) -> Moment<'static> {
    let at = Timestamp::from_microsecond(entry.at_us).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC);
    Moment {
        entry: entry.seq,
        href: visit.href(&format!("/history/{}", entry.seq)).into(),
        who: visit.name_of(&entry.by).into(),
        what: sentence::of(visit, entry),
        when: format!("{}, {}", at.strftime("%H:%M UTC"), entry.door()).into(),
        instant: at.timestamp().to_string().into(),
        reason: entry.event.as_ref().map(reason).unwrap_or_default().to_owned().into(),
        day: at.strftime("%A, %-d %B %Y").to_string().into(),
    }
}

/// Was it somebody's doing that others want to hear of? What collectors record and what auditors read is counted, not told.
pub(crate) fn counts_as_change(entry: &Entry) -> bool {
    let quiet = |event: &Event| matches!(event.object().0, "collector" | "readings" | "comment" | "note");
    entry.event.as_ref().is_some_and(|event| !quiet(event))
}

/// The reason that was given with a change.
fn reason(event: &Event) -> &str {
    match event {
        Event::ControlRetired { reason, .. } | Event::InheritanceWithdrawn { reason, .. } => reason,
        Event::ControlLinked { link, .. } => &link.reason,
        Event::SuggestionDecided { decision, .. } => &decision.reason,
        Event::ItemAssessed { assessment, .. } => &assessment.note,
        Event::StepRecorded { taken: Some(taken), .. } => &taken.note,
        Event::RolesSet { reason, .. }
        | Event::MemberSuspended { reason, .. }
        | Event::MembershipEnded { reason, .. }
        | Event::GrantEnded { reason, .. }
        | Event::WaiverEnded { reason, .. }
        | Event::DeedProposed { reason, .. }
        | Event::DeedWithdrawn { reason, .. } => reason,
        Event::GrantGiven { grant, .. } => &grant.reason,
        Event::DeputyNamed { deputy, .. } => &deputy.reason,
        Event::WaiverProposed { waiver, .. } => &waiver.reason,
        Event::Evidence(event) => sentence::evidence::reason(event),
        Event::Supplier(event) => sentence::supplier::reason(event),
        Event::Engagement(event) => super::engagement::reason(event),
        _ => "",
    }
}
