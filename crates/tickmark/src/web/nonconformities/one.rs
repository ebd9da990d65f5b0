//! One nonconformity: its steps from top to bottom, what closing still needs, and where it leads.

use super::{action, class_badge, day, deadline, evidence, path, reference, state_badge, track};
use crate::web::history;
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{days, encode, item_href};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Confirm, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{NonconformityDetail, NonconformityOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::reports::nonconformity::CitedEvidence;
use domain::reports::nonconformity::close::CloseNeed;
use domain::reports::search::FoundKind;
use domain::values::counted;
use domain::values::nonconformity::NonconformitySource;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&NonconformityOf(id.to_owned()))?;
    let detail = &answer.value;
    let found = &detail.held.nonconformity;
    let title = format!("{id} {}", found.title);
    let open = detail.line.state.open() && !visit.in_the_past();
    let body = html! {
        (ui::heading(&title, None, Some(html! {
            @if refusal.is_none() { (days(visit, &answer.mark)) }
            @if open { (ways(visit, id, detail)) }
        })))
        (refused(refusal))
        (blocks(detail))
        (ui::columns(
            track::track(visit, detail, typed),
            html! {
                (facts(visit, detail))
                (needed(detail))
                (traced(visit, detail))
            },
        ))
    };
    let crumbs = [Crumb::link("Nonconformities", visit.href("/nonconformities")), Crumb::here(id)];
    let body = history::with(visit, &answer.mark, (FoundKind::Nonconformity, id), &body);
    Ok(visit.page(&answer.mark, &title, "/nonconformities", &crumbs, body))
}

/// Changing what is said of it, and rejecting it.
fn ways(visit: &Visit, id: &str, detail: &NonconformityDetail) -> Markup {
    let nonconformity = Box::new(detail.held.nonconformity.clone());
    let revise = NonconformityCommand::ReviseNonconformity { id: id.to_owned(), nonconformity, reason: String::new() };
    let reject = NonconformityCommand::RejectNonconformity { id: id.to_owned(), reason: String::new() };
    let ask = Confirm {
        id: "reject",
        open: "Reject",
        title: &format!("Is {id} no nonconformity?"),
        text: "It stays in the register with the reason, and nothing more is done about it.",
        action: &action(visit, id, "rejection"),
        yes: "Reject",
        danger: true,
    };
    html! {
        @if why_not(visit, &Command::Nonconformity(revise)).is_none() {
            (ui::quiet_link("Change", &visit.href(&format!("{}/revision", path(id))), None))
        }
        @if why_not(visit, &Command::Nonconformity(reject)).is_none() {
            (ui::confirm(&ask, ui::textarea(&Field { name: "reason", id: "reject-reason", label: "Why it is none", required: true, ..Field::default() }, 2)))
        }
    }
}

fn blocks(detail: &NonconformityDetail) -> Markup {
    let major = detail.held.nonconformity.class == domain::values::nonconformity::NonconformityClass::Major;
    html! {
        @if major && detail.line.state.open() {
            (ui::notice(Tone::Danger, "It blocks certification", html! { "A major nonconformity has to be resolved before a certification body decides." }))
        }
    }
}

fn facts(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    let (held, line) = (&detail.held, &detail.line);
    let found = &held.nonconformity;
    ui::card(ui::definition_list(&[
        ("State", state_badge(line.state)),
        ("Class", class_badge(found.class)),
        ("Due", deadline(line)),
        ("Answers for it", super::lists::answers_for_it(visit, held, line)),
        (
            "Found",
            html! {
                (day(found.found)) @if found.source != NonconformitySource::Other { ", by " (found.source.title().to_lowercase()) }
                @if !found.reference.is_empty() { " " (reference(visit, &found.reference)) }
                p.hint { "Raised by " (visit.name_of(&held.raised_by)) ", " (counted(line.age_days, "day", "days")) " old" }
            },
        ),
        (
            "Against",
            html! {
                @if found.against.is_empty() { (ui::nothing()) }
                @else { span.ids { @for id in &found.against { a.id href=(item_href(visit, id)) { (id) } " " } } }
            },
        ),
    ]))
}

/// What closing needs, ticked where it is there.
fn needed(detail: &NonconformityDetail) -> Markup {
    let line = &detail.line;
    html! {
        @if line.state.open() {
            (ui::section("needed", "Before it can be closed", None, html! {
                ul.needs {
                    @for need in CloseNeed::ALL {
                        @let missing = line.missing.contains(&need);
                        li.there[!missing] {
                            @if missing { span.need-open aria-hidden="true" {} } @else { (ui::Icon::Check.svg()) }
                            span { (need.title()) @if missing { span.sr-only { " (missing)" } } }
                        }
                    }
                }
            }))
        }
    }
}

/// From the finding to its controls and their evidence (R135).
fn traced(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    let trace = &detail.trace;
    let item = |one: &CitedEvidence| {
        html! {
            a.id href=(visit.href(&format!("/evidence/{}", encode(&one.id)))) { (one.id) } " " (one.title)
            @if !one.counts { " " (ui::badge(Tone::Caution, one.state.title())) }
        }
    };
    html! {
        (ui::section("traced", "Controls and evidence", None, html! {
            @if trace.controls.is_empty() && trace.evidence.is_empty() {
                p.hint { "No own control is named and no evidence is cited yet." }
            }
            @if !trace.evidence.is_empty() {
                h3 { "Cited here" }
                ul.plain-list { @for one in &trace.evidence { li { (item(one)) } } }
            }
            @for control in &trace.controls {
                h3 { (ui::named(&control.id, &control.name, &crate::web::controls::href(visit, &control.id))) }
                @if control.by_source { p.hint { "By what it came from." } }
                @if control.evidence.is_empty() { p.hint { "No evidence shows it." } }
                @else { ul.plain-list { @for one in &control.evidence { li { (item(one)) } } } }
            }
        }))
        (cite(visit, detail))
    }
}

fn cite(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    let id = detail.line.id.clone();
    let command = NonconformityCommand::CiteNonconformityEvidence { id, evidence: [].into() };
    let missing = why_not(visit, &Command::Nonconformity(command));
    html! {
        @if detail.line.state.open() && !visit.in_the_past() {
            @match missing {
                Some(missing) => (not_offered(&missing)),
                None => details.fold.add {
                    summary { "Cite evidence" }
                    (ui::form(&action(visit, &detail.line.id, "evidence"), html! {
                        (ui::text(&Field { name: "evidence", id: "cited", label: "Items", hint: "Their ids, with commas: EV-3, EV-7.", required: true, ..Field::default() }))
                        div.actions { (ui::button("Cite")) }
                    }))
                },
            }
        }
        @if !detail.held.evidence.is_empty() { p.hint { "Cited as a whole: " (evidence(visit, &detail.held.evidence)) } }
    }
}
