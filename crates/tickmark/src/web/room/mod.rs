//! The auditor's room: what is asked and answered, what both sides say, the auditors' sealed notes, and what was read.

mod acts;
mod answer;
mod ask;
mod export;
mod import;
mod list;
mod noted;
mod notes;
mod readings;
mod request;
mod rows;
mod scope;
mod show;
mod subjects;
mod talk;
#[cfg(test)]
mod tests;
mod thread;
mod turn;

use super::people::why_not;
use super::problem::Problem;
use super::reading::encode;
use super::staged::staged;
use super::typed::Typed;
use super::ui::{self, Tab};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Answer, RoomAnswer, RoomOf};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::values::Action;
use maud::Markup;
use std::sync::Arc;

pub(super) use noted::noted;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let uploads = Router::new()
        .route("/o/{organisation}/room/{engagement}/requests/import", get(import::show).post(import::upload))
        .route(
            "/o/{organisation}/room/{engagement}/requests/import/{upload}",
            get(import::check).post(import::confirm),
        );
    Router::new()
        .route("/o/{organisation}/room", get(list::show))
        .route("/o/{organisation}/room/{engagement}", get(show::show))
        .route("/o/{organisation}/room/{engagement}/comments", post(talk::comment))
        .route("/o/{organisation}/room/{engagement}/requests", post(ask::add))
        .route("/o/{organisation}/room/{engagement}/requests/new", get(ask::begin))
        .route("/o/{organisation}/room/{engagement}/requests/export.csv", get(export::csv))
        .route("/o/{organisation}/room/{engagement}/requests/export.xlsx", get(export::xlsx))
        .route("/o/{organisation}/room/{engagement}/notes", get(notes::show).post(notes::keep))
        .route("/o/{organisation}/room/{engagement}/notes/{note}/removal", post(notes::throw_away))
        .route("/o/{organisation}/engagements/{engagement}/readings", get(readings::show))
        .route("/o/{organisation}/requests/{request}", get(request::show))
        .route("/o/{organisation}/requests/{request}/revision", get(ask::change).post(ask::revise))
        .route("/o/{organisation}/requests/{request}/comments", post(talk::comment_request))
        .route("/o/{organisation}/requests/{request}/{act}", post(acts::act))
        .merge(staged(uploads))
}

/// The path of a room inside the organisation.
pub(super) fn path(engagement: &str) -> String {
    format!("/room/{}", encode(engagement))
}

/// The path of a request's page inside the organisation.
fn request_path(id: &str) -> String {
    format!("/requests/{}", encode(id))
}

/// The pages of a room as tabs: notes for its auditors, readings for everybody who sees the room.
fn tabs(visit: &Visit, engagement: &str, auditor: bool, current: &str) -> Markup {
    let of = |end: &str| format!("/engagements/{}/{end}", encode(engagement));
    let all = [
        (path(engagement), "Room", true),
        (format!("{}/notes", path(engagement)), "Your notes", auditor),
        (of("tests"), "Tests", true),
        (of("description"), "Description", true),
        (of("statements"), "Statements", true),
        (of("readings"), "Readings", true),
    ];
    let tabs: Vec<Tab<'_>> = all
        .into_iter()
        .filter(|(.., shown)| *shown)
        .map(|(path, label, _)| Tab {
            label: label.into(),
            href: visit.href(&path).into(),
            current: label == current,
            count: None,
        })
        .collect();
    ui::tabs("The room", &tabs)
}

/// A change upon the version that the form had read, so that two people do not answer over each other.
fn change(visit: &Visit, typed: &Typed, done: &str, to: &str, command: RoomCommand) -> Result<Response, Problem> {
    let Ok(version) = typed.get("version").parse() else {
        return visit.change(done, to, Command::Room(command));
    };
    let receipt = tokio::task::block_in_place(|| {
        let request = visit.field("request");
        visit.doors.app.change_if(&visit.org, &visit.who, request.as_deref(), version, Command::Room(command))
    })?;
    Ok(visit.went(done, to, &receipt))
}

/// The room, and what stands in the way of a command in it. Who may neither see the room nor do it is told the latter.
fn seen_or(visit: &Visit, id: &str, command: &Command) -> Result<(Answer<RoomAnswer>, Option<Refusal>), Problem> {
    let missing = why_not(visit, command);
    match visit.ask(&RoomOf { engagement: id.to_owned() }) {
        Ok(answer) => Ok((answer, missing)),
        Err(problem) => Err(missing.map_or(problem, Problem::from)),
    }
}

/// An external auditor reads engagements only where one is their own: nothing of an organisation's whole is told them.
fn sees_all(visit: &Visit) -> bool {
    visit.doors.app.may(&visit.org, &visit.who, Action::ReadEngagement, None)
}
