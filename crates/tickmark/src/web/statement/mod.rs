//! The Statement of Applicability: its rows with everything that bears on them, an editor a row at a time, many rows at
//! once, proposals, checks, differences, and the way to a version in force.

mod approval;
mod bulk;
mod chains;
mod checks;
mod difference;
mod entry;
mod entry_facts;
mod entry_form;
mod export;
mod own;
mod print;
mod proposals;
mod row;
mod show;
mod steps;
#[cfg(test)]
mod tests;
mod versions;

use super::people::why_not;
use super::problem::Problem;
use super::reading::{encode, n};
use super::typed::only_today;
use super::ui::{self, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Answer, StatementAnswer, StatementOf};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::{Command, StatementCommand};
use domain::refusal::Refusal;
use domain::values::statement::{
    Applicability, Entries, Entry, EntryChange, Implementation, ReferenceKind, SoaReference, StatementState,
    entries_sha256,
};
use maud::{Markup, html};
use std::sync::Arc;

/// Where it stands in the menu.
const PLACE: &str = "/statement";
/// What it is called.
const TITLE: &str = "Statement of Applicability";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/statement", get(show::current).post(steps::begin))
        .route("/o/{organisation}/statement/versions", get(versions::show))
        .route("/o/{organisation}/statement/{soa}", get(show::show))
        .route("/o/{organisation}/statement/{soa}/approval", get(approval::show).post(steps::approve))
        .route("/o/{organisation}/statement/{soa}/chains", get(chains::show))
        .route("/o/{organisation}/statement/{soa}/checks", get(checks::show))
        .route("/o/{organisation}/statement/{soa}/difference", get(difference::show))
        .route("/o/{organisation}/statement/{soa}/enforcement", post(steps::enforce))
        .route("/o/{organisation}/statement/{soa}/entries/{item}", get(entry::show).post(entry::set))
        .route("/o/{organisation}/statement/{soa}/export.csv", get(export::csv))
        .route("/o/{organisation}/statement/{soa}/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/statement/{soa}/own-controls", post(own::add))
        .route("/o/{organisation}/statement/{soa}/own-controls/{control}/removal", post(own::remove))
        .route("/o/{organisation}/statement/{soa}/print", get(print::show))
        .route("/o/{organisation}/statement/{soa}/proposals", get(proposals::show).post(proposals::take))
        .route("/o/{organisation}/statement/{soa}/review", post(steps::review))
        .route("/o/{organisation}/statement/{soa}/selected", get(bulk::show).post(bulk::set))
        .route("/o/{organisation}/statement/{soa}/withdrawal", post(steps::withdraw))
}

/// One version, row by row.
fn asked(visit: &Visit, soa: &str) -> Result<Answer<StatementAnswer>, Problem> {
    visit.ask(&StatementOf { id: Some(soa.trim().to_uppercase()) })
}

/// The path of a page of a version inside the organisation; `rest` is empty or begins with a slash.
fn path(soa: &str, rest: &str) -> String {
    format!("{PLACE}/{}{rest}", encode(soa))
}

/// The path of an entry's page inside the organisation.
fn entry_path(soa: &str, control: &str) -> String {
    path(soa, &format!("/entries/{}", encode(control)))
}

/// A change that holds only for the version that was looked at.
fn change_if(
    visit: &Visit,
    done: &str,
    path: &str,
    version: u64,
    command: StatementCommand,
) -> Result<Response, Problem> {
    let request = visit.field("request");
    let receipt = tokio::task::block_in_place(|| {
        let command = Command::Statement(command);
        visit.doors.app.change_if(&visit.org, &visit.who, request.as_deref(), version, command)
    })?;
    Ok(visit.went(done, path, &receipt))
}

/// The command that writes an entry: asked whether it may be given.
fn writing(soa: &str) -> Command {
    Command::Statement(StatementCommand::SetStatementEntry {
        id: soa.to_owned(),
        control: String::new(),
        change: Box::new(EntryChange::default()),
    })
}

/// A change that would be refused is refused before its form is read.
fn permitted(visit: &Visit, soa: &str) -> Result<(), Refusal> {
    only_today(visit)?;
    why_not(visit, &writing(soa)).map_or(Ok(()), Err)
}

/// Can its entries be changed?
fn editable(state: StatementState) -> bool {
    matches!(state, StatementState::Draft | StatementState::Reviewed)
}

/// What an entry said when it was looked at: who saves it says so, and nothing is written over what came in between.
fn seen(control: &str, entry: &Entry) -> String {
    let one: Entries = [(control.to_owned(), entry.clone())].into();
    let (all, note) = (entries_sha256(&one), entry.note.as_str());
    domain::values::description::content_sha256([all.as_str(), note])
}

/// The pages of a version as tabs.
fn tabs(visit: &Visit, answer: &StatementAnswer, here: &str) -> Markup {
    let soa = &answer.id;
    let wrong = answer.findings.len();
    let all = [
        ("", "Statement", None),
        ("/checks", "Checks", Some(wrong).filter(|count| *count > 0)),
        ("/proposals", "Proposals", Some(answer.progress.proposed).filter(|count| *count > 0)),
        ("/approval", "Approval", None),
        ("/difference", "Difference", None),
        ("/chains", "Risk to evidence", None),
    ];
    // What is worked out from the programme is not told outside.
    let told = visit.doors.app.is_watched(&visit.org, &visit.who);
    let mut tabs: Vec<Tab<'_>> = all
        .into_iter()
        .filter(|(rest, ..)| !told || matches!(*rest, "" | "/difference"))
        .map(|(rest, label, count)| Tab {
            label: label.into(),
            href: visit.href(&path(soa, rest)).into(),
            current: rest == here,
            count: count.map(n),
        })
        .collect();
    let versions = visit.href(&format!("{PLACE}/versions"));
    tabs.push(Tab { label: "Versions".into(), href: versions.into(), current: here == "versions", count: None });
    ui::tabs(TITLE, &tabs)
}

fn state_badge(state: StatementState) -> Markup {
    let tone = match state {
        StatementState::Draft => Tone::Caution,
        StatementState::Reviewed | StatementState::Approved => Tone::Accent,
        StatementState::Effective => Tone::Good,
        StatementState::Superseded | StatementState::Withdrawn => Tone::Neutral,
    };
    let title = if state == StatementState::Effective { "In force" } else { state.title() };
    ui::badge(tone, title)
}

fn decision_badge(decision: Applicability) -> Markup {
    let tone = match decision {
        Applicability::Undecided => Tone::Caution,
        Applicability::Applicable => Tone::Good,
        Applicability::Excluded => Tone::Neutral,
    };
    ui::badge(tone, decision.title())
}

fn status_badge(status: Option<Implementation>) -> Markup {
    let Some(status) = status else { return ui::nothing() };
    let tone = match status {
        Implementation::NotStarted => Tone::Danger,
        Implementation::Planned | Implementation::Partial => Tone::Caution,
        Implementation::Implemented => Tone::Good,
        Implementation::Inherited => Tone::Accent,
    };
    ui::badge(tone, status.title())
}

/// A reference as a link, where it leads somewhere in this house.
fn reference(visit: &Visit, one: &SoaReference) -> Markup {
    let place = match one.kind {
        ReferenceKind::Control => "/controls/",
        ReferenceKind::Evidence => "/evidence/",
        ReferenceKind::Text => return html! { (one.to) },
    };
    html! { a.id href=(visit.href(&format!("{place}{}", encode(&one.to)))) { (one.to) } }
}

/// Risks as links.
fn risks(visit: &Visit, ids: &[String]) -> Markup {
    html! {
        @if ids.is_empty() { (ui::nothing()) }
        span.ids { @for id in ids { a.id href=(visit.href(&format!("/risks/{}", encode(id)))) { (id) } " " } }
    }
}

/// What has to be said beside a statement (R101, R104).
fn notes(notes: &[&'static str]) -> Markup {
    html! { div.soa-notes { @for note in notes { p.hint { (note) } } } }
}
