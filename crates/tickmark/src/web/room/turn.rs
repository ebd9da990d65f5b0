//! Whose turn it is: the organisation answers or asks for another day, the auditor accepts or gives back.

use super::{answer, request_path};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::Typed;
use crate::web::ui::{self, Confirm, Field, Tone};
use crate::web::visit::Visit;
use app::ask::AuditRequestDetail;
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::values::{RequestAnswer, RequestState};
use maud::{Markup, html};

/// What stands in the way of a command of this noun.
fn missing(visit: &Visit, command: RoomCommand) -> Option<Refusal> {
    why_not(visit, &Command::Room(command))
}

/// Where a form about the request is posted.
pub(super) fn action(visit: &Visit, id: &str, act: &str) -> String {
    format!("/o/{}{}/{act}", visit.org, request_path(id))
}

/// The version that the form has read.
pub(super) fn version(one: &AuditRequestDetail) -> Markup {
    ui::hidden("version", &one.line.version.to_string())
}

/// The main part of the page for whoever's turn it is; for everybody else, whom it waits for.
pub(super) fn section(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Result<Markup, Problem> {
    let (id, held) = (&one.line.id, &one.line.held);
    if visit.in_the_past() || !held.state.is_open() {
        return Ok(html! {});
    }
    if held.state == RequestState::Submitted {
        return Ok(ui::section("turn", "The auditor's turn", None, judging(visit, one, typed)));
    }
    if one.line.auditor {
        let text = "It waits for the organisation. You are asked again when there is an answer.";
        return Ok(ui::section("turn", "The organisation's turn", None, html! { p { (text) } }));
    }
    let submit = RoomCommand::SubmitRequest { id: id.clone(), answer: RequestAnswer::default() };
    let form = match missing(visit, submit) {
        Some(missing) => not_offered(&missing),
        None => answer::form(visit, one, typed)?,
    };
    let title = if held.answers.is_empty() { "Answer it" } else { "Answer it again" };
    Ok(ui::section(
        "turn",
        title,
        None,
        html! {
            @if let Some(back) = held.why_returned() {
                (ui::notice(Tone::Caution, "The auditor gave the last answer back", html! { (back.text) }))
            }
            (form)
        },
    ))
}

fn judging(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Markup {
    let id = &one.line.id;
    if let Some(missing) = missing(visit, RoomCommand::AcceptRequest { id: id.clone() }) {
        return html! {
            p { "It was answered, and waits for an auditor of the engagement." }
            (not_offered(&missing))
        };
    }
    let reason = Field {
        name: "return-reason",
        label: "What is missing, or wrong with it",
        value: typed.get("return-reason"),
        required: true,
        ..Field::default()
    };
    html! {
        p { "Have a look at what was answered. Accepting ends the request; giving it back asks for another answer." }
        (ui::form(&action(visit, id, "acceptance"), html! {
            (version(one))
            div.actions { (ui::button("Accept the answer")) }
        }))
        details.fold.add open[!typed.get("return-reason").is_empty() || typed.get("returning") == "yes"] {
            summary { "Give it back" }
            (ui::form(&action(visit, id, "return"), html! {
                (version(one))
                (ui::hidden("returning", "yes"))
                (ui::textarea(&reason, 3))
                div.actions { button.button type="submit" { "Give it back" } }
            }))
        }
    }
}

/// The day, and taking it back: beside the main part, for who may.
pub(super) fn beside(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Markup {
    let held = &one.line.held;
    if visit.in_the_past() || !held.state.is_open() {
        return html! {};
    }
    html! {
        @if held.proposed.is_some() { (deciding(visit, one)) }
        @else if held.waits_for_audited() { (another_day(visit, one, typed)) }
        (withdrawal(visit, one, typed))
    }
}

fn deciding(visit: &Visit, one: &AuditRequestDetail) -> Markup {
    let (id, held) = (&one.line.id, &one.line.held);
    let Some(proposed) = &held.proposed else {
        return html! {};
    };
    let may = missing(visit, RoomCommand::DecideDue { id: id.clone(), agreed: true }).is_none();
    ui::card(html! {
        h3 { "Another day is asked for" }
        p { strong { time { (proposed.due) } } " in place of " time { (held.request.due) } ": " (proposed.reason) }
        @if may {
            form.room-decide method="post" action=(action(visit, id, "due-decision")) {
                (version(one))
                button.button.primary type="submit" name="agreed" value="yes" { "Agree to " (proposed.due) }
                button.button type="submit" name="agreed" value="no" { "Keep " (held.request.due) }
            }
        } @else {
            p.hint { "An auditor of the engagement agrees to it. Until then " time { (held.request.due) } " stands." }
        }
    })
}

fn another_day(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Markup {
    let id = &one.line.id;
    let ask = RoomCommand::ProposeDue { id: id.clone(), due: one.line.held.request.due, reason: String::new() };
    if one.line.auditor || missing(visit, ask).is_some() {
        return html! {};
    }
    let again = !typed.get("due").is_empty() || !typed.get("due-reason").is_empty();
    html! {
        details.fold.add open[again] {
            summary { "Propose another day" }
            (ui::form(&action(visit, id, "due-proposal"), html! {
                (version(one))
                (ui::date_field(&Field { name: "due", label: "Day", value: typed.get("due"), required: true, ..Field::default() }))
                (ui::textarea(&Field { name: "due-reason", label: "Why", value: typed.get("due-reason"), required: true, ..Field::default() }, 2))
                div.actions { button.button type="submit" { "Propose it" } }
            }))
        }
    }
}

fn withdrawal(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Markup {
    let id = &one.line.id;
    // What the auditor asked, the auditor takes back; what was prepared, both sides.
    if !one.line.held.prepared && !one.line.auditor {
        return html! {};
    }
    if missing(visit, RoomCommand::WithdrawRequest { id: id.clone(), reason: String::new() }).is_some() {
        return html! {};
    }
    let ask = Confirm {
        id: "withdraw",
        open: "Take it back",
        title: "Take the request back?",
        text: "It is not wanted any more. It stays on the list with the reason, and nobody answers it.",
        action: &action(visit, id, "withdrawal"),
        yes: "Take it back",
        danger: true,
    };
    let reason = Field {
        name: "withdrawal-reason",
        label: "Why it is not wanted any more",
        value: typed.get("withdrawal-reason"),
        required: true,
        ..Field::default()
    };
    ui::confirm(&ask, html! { (version(one)) (ui::textarea(&reason, 2)) })
}
