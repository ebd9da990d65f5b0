//! Evidence in the browser: the list, handing in with files or findings of other tools, one item with its checks and uses, what
//! is wrong, what is asked for, what it serves in both audits, and how long it is kept.

mod acts;
mod add;
mod checks;
mod fields;
mod files;
mod followed;
mod found;
mod import;
mod item;
mod judge;
mod list;
mod meant;
mod multipart;
mod picked;
mod plan;
mod requests;
mod retention;
mod reuse;
mod revise;
mod serves;
#[cfg(test)]
mod tests;
mod uploads;
mod wrong;

pub(super) use add::button as hand_in;

use super::problem::Problem;
use super::reading::{encode, n};
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::{Doors, MAX_BODY};
use crate::web::reading::counted;
use app::Failure;
use app::evidence::FileTrouble;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::registers::evidence::HeldEvidence;
use domain::reports::evidence::Marks;
use domain::values::{Action, EvidenceState};
use maud::{Markup, html};
use std::sync::Arc;

/// Largest piece of an upload, in bytes. The pages' script sends pieces of a quarter of it.
const MAX_PIECE: usize = 16 * 1024 * 1024;

pub(super) fn routes() -> Router<Arc<Doors>> {
    // Files without script come in one form; the server's own limit on a request stays above it.
    let whole = || DefaultBodyLimit::max(MAX_BODY);
    Router::new()
        .route("/o/{organisation}/evidence", get(list::show).post(add::add).layer(whole()))
        .route("/o/{organisation}/evidence/new", get(add::begin))
        .route("/o/{organisation}/evidence/import", get(import::show).post(import::upload).layer(whole()))
        .route("/o/{organisation}/evidence/import/{upload}", get(import::check).post(import::confirm))
        .route("/o/{organisation}/evidence/uploads", post(uploads::begin))
        .route(
            "/o/{organisation}/evidence/uploads/{upload}",
            get(uploads::standing).post(uploads::append).layer(DefaultBodyLimit::max(MAX_PIECE)),
        )
        .route("/o/{organisation}/evidence/uploads/{upload}/finish", post(uploads::finish))
        .route("/o/{organisation}/evidence/uploads/{upload}/abandonment", post(uploads::abandon))
        .route("/o/{organisation}/evidence/wrong", get(wrong::show))
        .route("/o/{organisation}/evidence/twice", get(wrong::twice))
        .route("/o/{organisation}/evidence/followed", get(followed::show))
        .route("/o/{organisation}/evidence/requests", get(requests::show).post(requests::ask))
        .route("/o/{organisation}/evidence/requests/{request}/close", post(requests::close))
        .route("/o/{organisation}/evidence/plan", get(plan::show))
        .route("/o/{organisation}/evidence/reuse", get(reuse::show))
        .route("/o/{organisation}/evidence/retention", get(retention::show).post(retention::set))
        .route("/o/{organisation}/evidence/{item}", get(item::show))
        .route("/o/{organisation}/evidence/{item}/revision", get(revise::begin).post(revise::revise).layer(whole()))
        .route("/o/{organisation}/evidence/{item}/judgement", post(judge::judge))
        .route("/o/{organisation}/evidence/{item}/withdrawal", post(acts::withdraw))
        .route("/o/{organisation}/evidence/{item}/follow-ups", post(followed::say))
        .route("/o/{organisation}/evidence/{item}/links", post(acts::link))
        .route("/o/{organisation}/evidence/{item}/links/removal", post(acts::unlink))
        .route("/o/{organisation}/evidence/{item}/hold", post(acts::hold))
        .route("/o/{organisation}/evidence/{item}/release", post(acts::release))
        .route("/o/{organisation}/evidence/{item}/disposal", post(acts::dispose))
        .route("/o/{organisation}/evidence/{item}/files/{version}/{file}", get(files::download))
        .route("/o/{organisation}/evidence/{item}/files/{version}/{file}/pages/{page}", get(files::page))
}

/// The path of an item inside its organisation.
fn path(id: &str) -> String {
    format!("/evidence/{}", encode(id))
}

/// The page of an item.
pub(super) fn href(visit: &Visit, id: &str) -> String {
    visit.href(&path(id))
}

/// Where a form about an item is posted.
fn action(visit: &Visit, id: &str, noun: &str) -> String {
    format!("/o/{}{}/{noun}", visit.org, path(id))
}

fn may(visit: &Visit, action: Action) -> bool {
    visit.doors.app.may(&visit.org, &visit.who, action, None)
}

/// What went wrong with a file, as the pages tell it.
fn trouble(trouble: FileTrouble) -> Problem {
    match trouble {
        FileTrouble::NoUpload | FileTrouble::NoFile | FileTrouble::Disposed => {
            let (sentence, hint) = trouble.words();
            Problem::NotFound(format!("{sentence}; {hint}"))
        }
        other => Failure::from(other).into(),
    }
}

/// The same, on a form: every trouble that somebody can do something about is a refusal shown with what was typed.
fn refused(trouble: FileTrouble) -> Problem {
    Failure::from(trouble).into()
}

/// The state of an item.
pub(super) fn state_badge(state: EvidenceState) -> Markup {
    let tone = match state {
        EvidenceState::Collected => Tone::Accent,
        EvidenceState::Accepted => Tone::Good,
        EvidenceState::Rejected => Tone::Caution,
        EvidenceState::Withdrawn | EvidenceState::Disposed => Tone::Neutral,
    };
    ui::badge(tone, state.title())
}

/// Late, back-dated, after the close: quiet words, each with its days or its engagement.
fn marks(held: &HeldEvidence, marks: &Marks) -> Markup {
    let days = |count: i32| counted(count, "day", "days");
    let which = marks.late_version.map(|version| format!(" (version {version})")).unwrap_or_default();
    html! {
        @if marks.late { (ui::tag(&format!("Late, {} after its period{which}", days(marks.days_after_period)))) " " }
        @if let Some(before) = marks.back_dated { (ui::tag(&format!("Claimed {} before receipt", days(before)))) " " }
        @for engagement in &marks.after_close { (ui::tag(&format!("After the close of {engagement}"))) " " }
        @if held.hold.is_some() { (ui::tag("Legal hold")) }
    }
}

/// Bytes, as people read them.
fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        None => counted(bytes, "byte", "bytes"),
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
    }
}

/// The pages on evidence, as tabs, each for who may see it.
fn tabs(visit: &Visit, place: &str) -> Markup {
    let all = may(visit, Action::ReadEvidence);
    let overdue =
        visit.ask(&app::ask::EvidenceRequests).map_or(0, |lines| lines.value.iter().filter(|l| l.overdue).count());
    let places = [
        ("/evidence", "Evidence", true, 0),
        ("/evidence/wrong", "Wrong now", all, 0),
        ("/evidence/twice", "Twice", all, 0),
        ("/evidence/followed", "What came of it", all, 0),
        ("/evidence/requests", "Asked for", true, overdue),
        ("/evidence/plan", "Plan", all && may(visit, Action::ReadProgramme), 0),
        ("/evidence/reuse", "Reuse", all && may(visit, Action::ReadProgramme), 0),
        ("/evidence/retention", "Kept until", all, 0),
    ];
    let tabs: Vec<Tab<'_>> = places
        .into_iter()
        .filter(|(.., shown, _)| *shown)
        .map(|(path, label, _, count)| Tab {
            label: label.into(),
            href: visit.href(path).into(),
            current: path == place,
            count: (count > 0).then(|| n(count)),
        })
        .collect();
    ui::tabs("Evidence", &tabs)
}

/// Own controls as links.
fn controls<'a>(visit: &Visit, ids: impl Iterator<Item = &'a String>) -> Markup {
    html! {
        span.ids { @for id in ids { a.id href=(super::controls::href(visit, id)) { (id) } " " } }
    }
}

/// A period, its days on two lines where there is no room.
pub(super) fn period(window: domain::values::Window) -> Markup {
    html! {
        span.period { time datetime=(window.from) { (window.from) } " to " time datetime=(window.until) { (window.until) } }
    }
}

/// The day of a moment in microseconds.
fn day_of(us: i64) -> Markup {
    let day = app::clock::day_of(us);
    html! { time datetime=(day) { (day) } }
}
