//! One entry: what it says, its lines, what comes next and what that needs, and how it came here.

use super::{action, belongs, deadline, finding, keep, kind_of, lines, path, register_path, said, state_badge};
use crate::web::history;
use crate::web::people::{name, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Confirm, Crumb, Field as Input, Tone};
use crate::web::visit::Visit;
use app::ask::{EntryDetail, EntryOf};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::isms::asked;
use domain::reports::search::FoundKind;
use domain::values::Action;
use domain::values::isms::{Field, Need};
use maud::{Markup, html};

pub(super) async fn show(
    visit: Visit,
    Path((_, register, id)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    belongs(kind_of(&register)?, &id)?;
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&EntryOf(id.to_owned()))?;
    let detail = &answer.value;
    let held = &detail.held;
    let title = format!("{id} {}", held.title());
    let missing = why_not(visit, &keep(id)).filter(|_| !visit.in_the_past());
    let may = missing.is_none() && !visit.in_the_past() && held.there();
    let open = may && !held.stage().fixed;
    let body = html! {
        (ui::heading(&title, None, Some(html! {
            @if refusal.is_none() { (days(visit, &answer.mark)) }
            @if open { (ui::quiet_link("Change", &visit.href(&format!("{}/revision", path(id))), None)) }
            @if may && !held.stage().over { (ending(visit, id)) }
        })))
        (refused(refusal))
        @if let Some(end) = &held.ended {
            (ui::notice(Tone::Neutral, "It has ended", html! { (end.reason) }))
        }
        (ui::columns(
            html! {
                (says(visit, detail))
                (lines::table(visit, held, typed, open))
            },
            html! {
                (facts(visit, detail))
                (next(visit, detail, may))
                @if let Some(missing) = &missing { (not_offered(missing)) }
                (lacks(visit, detail))
                (named_by(visit, detail))
                (steps(visit, detail))
            },
        ))
    };
    let crumbs = [
        Crumb::link("Registers", visit.href("/registers")),
        Crumb::link(held.register.title(), visit.href(&register_path(held.register))),
        Crumb::here(id),
    ];
    let body = history::with(visit, &answer.mark, (FoundKind::Entry, id), &body);
    Ok(visit.page(&answer.mark, &title, "/registers", &crumbs, body))
}

fn ending(visit: &Visit, id: &str) -> Markup {
    let ask = Confirm {
        id: "end",
        open: "End",
        title: &format!("Does {id} no longer count?"),
        text: "It stays to be read with the reason, and counts no more.",
        action: &action(visit, id, "ending"),
        yes: "End it",
        danger: true,
    };
    ui::confirm(
        &ask,
        ui::textarea(
            &Input { name: "reason", id: "end-reason", label: "Why it ends", required: true, ..Input::default() },
            2,
        ),
    )
}

/// Fields with what they say; what is wanted and not there says so.
fn says(visit: &Visit, detail: &EntryDetail) -> Markup {
    let held = &detail.held;
    let shown = |field: &&Field| {
        held.fields.contains_key(field.id) || (field.need == Need::Wanted && asked(field, &held.fields))
    };
    let pairs: Vec<(&str, Markup)> = held
        .declared()
        .fields
        .iter()
        .filter(shown)
        .map(|field| {
            let value = match held.fields.get(field.id) {
                Some(value) => said(visit, field, value),
                None => html! { (ui::badge(Tone::Caution, "Missing")) " " span.hint { (field.hint) } },
            };
            (field.title, value)
        })
        .collect();
    ui::definition_list(&pairs)
}

fn facts(visit: &Visit, detail: &EntryDetail) -> Markup {
    let held = &detail.held;
    ui::card(ui::definition_list(&[
        ("State", state_badge(held)),
        ("Due", deadline(detail.due)),
        (
            "Answers for it",
            html! { @match held.owner() { Some(owner) => (name(visit, owner)), None => (ui::badge(Tone::Caution, "Nobody")) } },
        ),
        (
            "Added",
            html! {
                (app::clock::day_of(held.added_us)) p.hint { "by " (name(visit, &held.added_by)) }
            },
        ),
    ]))
}

/// The states that can follow, each with what it still needs.
fn next(visit: &Visit, detail: &EntryDetail, may: bool) -> Markup {
    let held = &detail.held;
    html! {
        @if may && !detail.next.is_empty() {
            (ui::section("next", "What comes next", None, html! {
                @for (stage, lacks) in &detail.next {
                    @if lacks.is_empty() {
                        form method="post" action=(action(visit, &held.id, "state")) {
                            (ui::hidden("state", stage.id))
                            p { button.button type="submit" { (stage.title) } }
                        }
                    } @else {
                        p { strong { (stage.title) } " needs " (lacks.iter().map(|field| domain::values::within_sentence(field.title)).collect::<Vec<_>>().join(", ")) "." }
                    }
                }
            }))
        }
    }
}

fn lacks(visit: &Visit, detail: &EntryDetail) -> Markup {
    html! {
        @if !detail.findings.is_empty() {
            (ui::section("missing", "Missing now", None, html! {
                ul.plain-list { @for one in &detail.findings { li { (finding(visit, one, false)) } } }
            }))
        }
    }
}

/// Entries that name it, for who sees a part of the registers alone: everybody else reads at the end of the page all that leads
/// here.
fn named_by(visit: &Visit, detail: &EntryDetail) -> Markup {
    let whole = visit.doors.app.may(&visit.org, &visit.who, Action::ReadIsms, None);
    html! {
        @if !whole && !detail.named_by.is_empty() {
            (ui::section("named-by", "What leads here", None, html! {
                ul.plain-list { @for (id, title) in &detail.named_by { li { a.id href=(visit.href(&path(id))) { (id) } " " (title) } } }
            }))
        }
    }
}

/// How it came to where it stands; every change of words is in the history.
fn steps(visit: &Visit, detail: &EntryDetail) -> Markup {
    let held = &detail.held;
    let title = |state: &str| held.declared().stage(state).map_or("Ended", |stage| stage.title);
    html! {
        (ui::section("steps", "How it came here", None, html! {
            ul.plain-list {
                li { (app::clock::day_of(held.added_us)) " added by " (name(visit, &held.added_by)) }
                @for step in held.steps.iter().chain(&held.ended) {
                    li {
                        (app::clock::day_of(step.at_us)) " " (title(&step.state).to_lowercase()) ", " (name(visit, &step.by))
                        @if !step.reason.is_empty() { p.hint { (step.reason) } }
                    }
                }
            }
            p { a href=(visit.href("/history")) { "The whole history" } }
        }))
    }
}
