//! The way of a version: read through, approved by management, put in force; each step names what it is bound to.

use super::{PLACE, TITLE, asked, path, state_badge, tabs, versions};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb, Field, Step, Tone};
use crate::web::visit::Visit;
use app::ask::StatementAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, StatementCommand};
use domain::refusal::Refusal;
use domain::values::statement::{Applicability, StatementState};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &soa, &Typed::default(), None)
}

pub(super) fn page(visit: &Visit, soa: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = asked(visit, soa)?;
    let value = &answer.value;
    let body = html! {
        (ui::heading("Approval", Some("An approval is bound to what it names: the version and the hash of its entries. Whoever changed an entry does not approve it."), Some(days(visit, &answer.mark))))
        (tabs(visit, value, "/approval"))
        (refused(refusal))
        (stepper(value))
        (ui::columns(
            html! {
                (bound(visit, value))
                @if !visit.in_the_past() { (forms(visit, value, typed)) }
            },
            ui::section("in-the-way", "In the way", None, in_the_way(visit, value)),
        ))
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here("Approval"),
    ];
    Ok(visit.page(&answer.mark, "Approval", PLACE, &crumbs, body))
}

fn stepper(answer: &StatementAnswer) -> Markup {
    let at = match answer.held.state {
        StatementState::Draft => 0,
        StatementState::Reviewed => 1,
        StatementState::Approved => 2,
        StatementState::Effective | StatementState::Superseded => 4,
        StatementState::Withdrawn => return html! {},
    };
    let steps = ["Written", "Reviewed", "Approved", "In force"].map(|label| Step { label, under: "" });
    // The step after what is done is the one to take.
    ui::stepper("The way of a version", &steps, if at == 0 { 0 } else { (at + 1).min(4) })
}

/// What is approved: version, hash, what its entries decide.
fn bound(visit: &Visit, answer: &StatementAnswer) -> Markup {
    let (held, made) = (&answer.held, &answer.progress);
    let count = |one: Applicability| made.decided.get(&one).copied().unwrap_or_default();
    let authors: Vec<String> = held.authors.iter().map(|author| visit.name_of(author)).collect();
    ui::card(ui::definition_list(&[
        ("Version", html! { strong { (answer.id) } " " (state_badge(held.state)) }),
        ("SHA-256 of its entries", html! { code.soa-hash { (held.sha256) } }),
        (
            "It decides",
            html! {
                (count(Applicability::Applicable)) " applicable, " (count(Applicability::Excluded)) " excluded, "
                (count(Applicability::Undecided)) " undecided, of " (made.entries())
            },
        ),
        ("Changed by", html! { @if authors.is_empty() { "nobody: a copy as it was" } @else { (authors.join(", ")) } }),
        ("Reviewed", versions::step(visit, held.reviewed.as_ref())),
        ("Approved", versions::step(visit, held.approved.as_ref())),
        (
            "In force",
            html! {
                @match (held.from, held.until) {
                    (Some(from), Some(until)) => { "from " (from) " until " (until) },
                    (Some(from), None) => { "since " (from) },
                    _ => (ui::nothing()),
                }
                @if let Some(reason) = &held.withdrawn { "Given up: " (reason) }
            },
        ),
    ]))
}

fn in_the_way(visit: &Visit, answer: &StatementAnswer) -> Markup {
    let made = &answer.progress;
    html! {
        @if made.blocking == 0 { p { (ui::badge(Tone::Good, "Nothing")) } }
        @else {
            p {
                (ui::badge(Tone::Danger, &counted(made.blocking, "finding", "findings"))) " "
                a href=(visit.href(&path(&answer.id, "/checks"))) { "Which, and where" }
            }
            p.hint { "Management approves once none of them is left." }
        }
        @if made.warnings > 0 {
            p { a href=(visit.href(&format!("{}#questions", path(&answer.id, "/checks")))) { (counted(made.warnings, "question", "questions")) } " that auditors would ask." }
        }
        @if made.taken > 0 {
            p { a href=(visit.href(&path(&answer.id, ""))) { (counted(made.taken, "decision", "decisions")) } " taken from a proposal, on which nobody has looked one by one." }
        }
    }
}

/// The step that comes next, and giving up; for who may not take it, why and whom to ask.
fn forms(visit: &Visit, answer: &StatementAnswer, typed: &Typed) -> Markup {
    let (id, sha256) = (answer.id.clone(), answer.held.sha256.clone());
    let today = visit.doors.app.clock().today();
    let next = match answer.held.state {
        StatementState::Draft => {
            let command = StatementCommand::ReviewStatement { id: id.clone(), sha256 };
            Some((command, "/review", "It was read through as it stands", None))
        }
        StatementState::Reviewed => {
            let command = StatementCommand::ApproveStatement { id: id.clone(), sha256 };
            Some((command, "/approval", "Approve this version", None))
        }
        StatementState::Approved => {
            let command = StatementCommand::EnforceStatement { id: id.clone(), from: today };
            Some((command, "/enforcement", "Put it in force", Some(today.to_string())))
        }
        _ => None,
    };
    let withdraw = StatementCommand::WithdrawStatement { id: id.clone(), reason: String::new() };
    html! {
        @if let Some((command, rest, verb, day)) = next {
            @match why_not(visit, &Command::Statement(command)) {
                Some(missing) => (not_offered(&missing)),
                None => (step(visit, answer, rest, verb, day.as_deref(), typed)),
            }
        }
        @if answer.held.state.open() && why_not(visit, &Command::Statement(withdraw)).is_none() {
            details.fold.add open[!typed.get("reason").is_empty()] {
                summary { "Give this version up" }
                (ui::form(&format!("/o/{}{}", visit.org, path(&id, "/withdrawal")), html! {
                    (ui::textarea(&Field { name: "reason", label: "Why", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                    div.actions { (ui::danger_button("Give it up")) }
                }))
            }
        }
    }
}

fn step(visit: &Visit, answer: &StatementAnswer, rest: &str, verb: &str, day: Option<&str>, typed: &Typed) -> Markup {
    ui::form(
        &format!("/o/{}{}", visit.org, path(&answer.id, rest)),
        html! {
            (ui::hidden("sha256", &answer.held.sha256))
            @if let Some(day) = day {
                @let value = if typed.get("from").is_empty() { day } else { typed.get("from") };
                (ui::date_field(&Field { name: "from", label: "First day", hint: "Not before its approval, not in the future.", value, required: true, ..Field::default() }))
            }
            div.actions { (ui::button(verb)) }
        },
    )
}
