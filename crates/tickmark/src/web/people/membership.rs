//! Changing a membership: its roles, a suspension and its end. One's own roles nobody changes; one's own end is leaving.

use super::facts::Facts;
use super::{not_offered, one, path, role_boxes, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Confirm, Field};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::registers::people::Member;
use domain::values::Membership;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The form of roles for who may set them; for anybody else why not, and whom to ask.
pub(super) fn roles_form(visit: &Visit, person: &str, facts: &Facts, typed: &Typed) -> Markup {
    let (member, today) = (&facts.member, visit.doors.app.clock().today());
    let command = Command::SetRoles { person: person.to_owned(), roles: BTreeSet::new(), reason: String::new() };
    if visit.in_the_past() || member.state == Membership::Ended {
        return html! {};
    }
    if outsider(member) && facts.grants.iter().any(|(_, held)| held.ended.is_none() && held.grant.until >= today) {
        return html! { p.hint { "Outside access is not a role: it is given for an engagement, and ends by itself on its last day." } };
    }
    if let Some(missing) = why_not(visit, &command) {
        return not_offered(&missing);
    }
    let again = !typed.get("roles-reason").is_empty() || typed.all("roles").next().is_some();
    let chosen = if again { role_boxes::again(typed) } else { member.roles.clone() };
    let reason = Field {
        name: "roles-reason",
        label: "Why the roles change",
        value: typed.get("roles-reason"),
        required: true,
        ..Field::default()
    };
    html! {
        details.fold.add open[again] {
            summary { "Change roles" }
            (ui::form(&format!("/o/{}{}/roles", visit.org, path(person)), html! {
                (role_boxes::boxes(&chosen))
                (ui::textarea(&reason, 2))
                div.actions { (ui::button("Set roles")) }
            }))
        }
    }
}

/// Comes by outside access and holds no role: there is none to change.
pub(super) fn outsider(member: &Member) -> bool {
    member.roles.is_empty() && !member.grants.is_empty()
}

pub(super) async fn set_roles(
    visit: Visit,
    Path((_, person)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let set = role_boxes::ticked(&typed).map_err(Problem::from).and_then(|roles| {
        let reason = typed.get("roles-reason").to_owned();
        visit.change("Set the roles.", &path(&person), Command::SetRoles { person: person.clone(), roles, reason })
    });
    or_again(set, |refusal| one::page(&visit, &person, &typed, Some(refusal)))
}

/// Suspending, resuming and ending, each for who may do it.
pub(super) fn actions(visit: &Visit, person: &str, member: &Member, typed: &Typed) -> Markup {
    if visit.in_the_past() || member.state == Membership::Ended {
        return html! {};
    }
    let (id, reason) = (person.to_owned(), String::new());
    let suspend = Command::SuspendMember { person: id.clone(), reason: reason.clone() };
    let end = Command::EndMembership { person: id, reason };
    let may = |command: &Command| why_not(visit, command).is_none();
    html! {
        @if may(&suspend) {
            @if member.state == Membership::Suspended { (resumption(visit, person)) }
            @if member.state == Membership::Confirmed { (suspension(visit, person, typed)) }
        }
        @if may(&end) { (ending(visit, person, member, typed)) }
    }
}

fn resumption(visit: &Visit, person: &str) -> Markup {
    html! {
        form method="post" action={ "/o/" (visit.org) (path(person)) "/resumption" } {
            button.button type="submit" { "End the suspension" }
        }
    }
}

fn suspension(visit: &Visit, person: &str, typed: &Typed) -> Markup {
    let who = visit.name_of(person);
    let reason = Field {
        name: "suspension-reason",
        label: "Why the membership is suspended",
        value: typed.get("suspension-reason"),
        required: true,
        ..Field::default()
    };
    let ask = Confirm {
        id: "suspend",
        open: "Suspend",
        title: &format!("Suspend {who}?"),
        text: "All rights here stop at once, also through tokens and for deputies. Nothing is lost: roles, controls and grants are there again when the suspension ends.",
        action: &format!("/o/{}{}/suspension", visit.org, path(person)),
        yes: "Suspend",
        danger: true,
    };
    ui::confirm(&ask, ui::textarea(&reason, 2))
}

fn ending(visit: &Visit, person: &str, member: &Member, typed: &Typed) -> Markup {
    let own = person == visit.who.id();
    let who = visit.name_of(person);
    let reason = Field {
        name: "end-reason",
        label: if own { "Why you leave" } else { "Why the membership ends" },
        value: typed.get("end-reason"),
        required: true,
        ..Field::default()
    };
    let open = match (own, member.state) {
        (true, _) => "Leave this organisation",
        (false, Membership::Invited) => "Take the invitation back",
        (false, _) => "End membership",
    };
    let title = if own { "Leave this organisation?".to_owned() } else { format!("End the membership of {who}?") };
    let ask = Confirm {
        id: "end",
        open,
        title: &title,
        text: "It ends at once, with outside access, deputies and tokens, and controls are left without an owner. What was done stays in the history. Coming back takes a new invitation.",
        action: &format!("/o/{}{}/end", visit.org, path(person)),
        yes: if own { "Leave" } else { "End membership" },
        danger: true,
    };
    ui::confirm(&ask, ui::textarea(&reason, 2))
}

pub(super) async fn suspend(
    visit: Visit,
    Path((_, person)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = Command::SuspendMember { person: person.clone(), reason: typed.get("suspension-reason").to_owned() };
    let suspended = visit.change("Suspended the membership.", &path(&person), command);
    or_again(suspended, |refusal| one::page(&visit, &person, &typed, Some(refusal)))
}

pub(super) async fn resume(visit: Visit, Path((_, person)): Path<(String, String)>) -> Result<Response, Problem> {
    let command = Command::ResumeMember { person: person.clone() };
    let resumed = visit.change("Ended the suspension.", &path(&person), command);
    or_again(resumed, |refusal| one::page(&visit, &person, &Typed::default(), Some(refusal)))
}

pub(super) async fn end(
    visit: Visit,
    Path((_, person)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let own = person == visit.who.id();
    let command = Command::EndMembership { person: person.clone(), reason: typed.get("end-reason").to_owned() };
    let ended = visit.change("Ended the membership.", &path(&person), command).map(|done| {
        // Whoever left has no page here any more.
        if own { axum::response::IntoResponse::into_response(axum::response::Redirect::to("/")) } else { done }
    });
    or_again(ended, |refusal| one::page(&visit, &person, &typed, Some(refusal)))
}
