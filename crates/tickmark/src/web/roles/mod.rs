//! Roles and rights, made from the one table that judges: who may do what, what oneself may do, and the rules behind it.

mod held;
mod matrix;
mod mine;
mod rules;
#[cfg(test)]
mod tests;

use super::people;
use super::problem::Problem;
use super::reading::days;
use super::ui::{self, Crumb, Tab};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::values::Action::{self, *};
use domain::values::State;
use held::Anybody;
use maud::html;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/o/{organisation}/roles", get(show))
}

/// The views: word, label, and what it shows.
const VIEWS: [(&str, &str, &str); 4] = [
    ("", "Roles", "What each role is for, what it may never do, and who holds it here."),
    ("mine", "What may I do?", "Everything that can be done here, and why not the rest."),
    ("matrix", "Who may do what", "What no line allows is denied, and a rule that denies wins over every role."),
    (
        "rules",
        "Duties kept apart",
        "Eighteen rules that hold whatever rights somebody has. A refusal names the one it rests on.",
    ),
];

async fn show(visit: Visit) -> Result<Response, Problem> {
    let view = visit.field("view").unwrap_or_default();
    let (holders, mark) = if visit.sees_people() && (view.is_empty() || !VIEWS.iter().any(|(id, ..)| *id == view)) {
        let answer = people::known(&visit)?;
        (Some(answer.value), answer.mark)
    } else {
        (None, visit.ask(&Anybody)?.mark)
    };
    let (id, _, lead) = *VIEWS.iter().find(|(id, ..)| *id == view).unwrap_or(&VIEWS[0]);
    let tabs = VIEWS.map(|(word, label, _)| Tab {
        label: label.into(),
        href: visit.with("/roles", &[("view", word)]).into(),
        current: word == id,
        count: None,
    });
    let body = html! {
        (ui::heading("Roles and rights", Some(lead), Some(days(&visit, &mark))))
        (ui::tabs("Views of roles and rights", &tabs))
        @match id {
            "mine" => (mine::view(&visit)?),
            "matrix" => (matrix::view()),
            "rules" => (rules::view()),
            _ => (held::view(&visit, holders.as_deref().map(|known| &known.held))),
        }
    };
    Ok(visit.page(&mark, "Roles and rights", "/roles", &[Crumb::here("Roles and rights")], body))
}

/// The parts in which actions are shown.
const PARTS: [&str; 6] =
    ["Reading", "Programme", "People", "Waivers and decisions", "Doors", "Staff and access to systems"];

/// The part that an action belongs to.
fn part(action: Action) -> &'static str {
    match action {
        InvitePerson | ConfirmMembership | SetRoles | SuspendMember | EndMembership | Leave | GiveGrant | EndGrant
        | NameDeputy | EndDeputy => "People",
        ProposeWaiver | ApproveWaiver | EndWaiver | ProposeDeed | ApproveDeed | WithdrawDeed | CarryOutDeed => {
            "Waivers and decisions"
        }
        SetSignOn | SetDirectory | IssueToken | RevokeToken | SetWebhook => "Doors",
        RecordStaff | AskAccess | DecideAccess | CarryOutAccess => "Staff and access to systems",
        reads if reads.reads() => "Reading",
        _ => "Programme",
    }
}

/// Actions by part.
fn parts() -> Vec<(&'static str, Vec<Action>)> {
    PARTS.map(|title| (title, Action::ALL.into_iter().filter(|action| part(*action) == title).collect())).to_vec()
}

/// States as words; empty when every state will do.
fn in_words(states: &[State]) -> String {
    if states.len() == State::ALL.len() {
        return String::new();
    }
    states.iter().map(|s| s.title()).collect::<Vec<_>>().join(", ")
}

/// A sentence of the table as it begins a line.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default() + letters.as_str()
}
