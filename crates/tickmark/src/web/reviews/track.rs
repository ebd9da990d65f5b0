//! The steps of a review from top to bottom: what is so, and the form of what comes next.

use super::forms::{Forms, action_line};
use super::{day, path};
use crate::web::typed::Typed;
use crate::web::ui::{self, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::ReviewDetail;
use domain::values::review::{ReviewForm, ReviewState as State};
use maud::{Markup, html};

/// A step on the way.
struct Step {
    title: &'static str,
    done: bool,
    current: bool,
    body: Markup,
}

pub(super) fn track(visit: &Visit, detail: &ReviewDetail, typed: &Typed) -> Markup {
    let (held, state) = (&detail.held, detail.line.state);
    let may = Forms::of(visit, detail, typed);
    let sent = held.agenda.is_some() || held.plan.form == ReviewForm::Record;
    let treated = detail.line.treated == detail.line.inputs;
    let (met, approved) = (held.meeting.is_some(), held.approved.is_some());
    let over = state == State::Closed;
    let steps = [
        Step { title: "Scheduled", done: true, current: false, body: scheduled(visit, detail) },
        Step { title: "Agenda", done: sent, current: !sent, body: html! { (agenda(visit, detail)) (may.agenda()) } },
        Step {
            title: "Held",
            done: met,
            current: sent && !met,
            body: html! { @if let Some(meeting) = &held.meeting { p { "On " (day(meeting.on)) } } (may.meeting()) },
        },
        Step {
            title: "Inputs",
            done: treated,
            current: met && !treated && !approved,
            body: html! { (inputs(visit, detail)) (may.inputs()) },
        },
        Step {
            title: "Decisions",
            done: held.decided().next().is_some(),
            current: met && treated && held.decided().next().is_none(),
            body: html! { (decisions(visit, detail, &may)) (may.decision()) },
        },
        Step {
            title: "Minutes",
            done: held.minutes.is_some() || !held.evidence.is_empty(),
            current: false,
            body: html! { @if let Some(said) = &held.minutes { p.said-text { (said.text) } (who(visit, &said.by, said.at_us)) } (may.minutes()) },
        },
        Step {
            title: "Approved by top management",
            done: approved,
            current: met && !approved && detail.line.findings.iter().all(|found| !found.blocks()),
            body: html! { (approval(visit, detail)) (may.approval()) },
        },
        Step {
            title: if state == State::Cancelled { "Cancelled" } else { "Actions carried out, closed" },
            done: over || state == State::Cancelled,
            current: approved && !over,
            body: html! { (ending(visit, detail)) (may.closing()) },
        },
    ];
    html! {
        ol.track aria-label="Steps" {
            @for step in steps {
                li.done[step.done] aria-current=[step.current.then_some("step")] {
                    span.step-mark aria-hidden="true" { @if step.done { (Icon::Check.svg()) } }
                    div.track-body { h2.track-title { (step.title) } (step.body) }
                }
            }
        }
    }
}

fn who(visit: &Visit, by: &str, at_us: i64) -> Markup {
    html! { p.hint { (visit.name_of(by)) ", " (app::clock::minute_of(at_us)) } }
}

fn scheduled(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let held = &detail.held;
    html! { p { (held.plan.form.title()) ", for " (day(held.plan.on)) } (who(visit, &held.by, held.at_us)) }
}

fn agenda(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let href = visit.href(&format!("{}/agenda", path(&detail.line.id)));
    html! {
        @match &detail.held.agenda {
            Some(sent) => {
                p { a href=(href) { "As it was sent" } ", with what was so on " (sent.agenda.on) " (entry " (sent.agenda.entry.saturating_sub(1)) ")" }
                (who(visit, &sent.by, sent.at_us))
            },
            None if detail.held.plan.form == ReviewForm::Record => p.hint { "It was sent elsewhere." },
            None => p { a href=(href) { "What it would show today" } },
        }
    }
}

fn inputs(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let href = visit.href(&format!("{}/agenda", path(&detail.line.id)));
    html! { p { a href=(href) { (detail.line.treated) " of " (detail.line.inputs) } " inputs are treated: something is said of them." } }
}

fn decisions(visit: &Visit, detail: &ReviewDetail, may: &Forms<'_>) -> Markup {
    let id = &detail.line.id;
    html! {
        @if detail.held.decided().next().is_some() {
            ol.lines {
                @for (number, held) in detail.held.decided() {
                    li { (action_line(visit, id, number, held, false)) (may.removal(number)) }
                }
            }
        }
    }
}

fn approval(visit: &Visit, detail: &ReviewDetail) -> Markup {
    html! {
        @if let Some(one) = &detail.held.approved {
            p { (visit.name_of(&one.by)) ", " (app::clock::minute_of(one.at_us)) }
            @if one.late { p { (ui::badge(Tone::Caution, "Held after the planned interval (MR-06)")) } }
            (ui::hash(&one.sha256))
        } @else if detail.held.meeting.is_some() {
            p.hint { "The approval names the minutes as they stand: " } (ui::hash(&detail.held.sha256))
        }
    }
}

fn ending(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let (held, line) = (&detail.held, &detail.line);
    html! {
        @if held.approved.is_some() && line.actions > 0 {
            p { a href=(visit.href("/management-reviews#actions")) { (line.actions_open) " of " (line.actions) } " actions are open." }
        }
        @for said in held.closed.iter().chain(&held.cancelled) {
            @if !said.text.is_empty() { p.said-text { (said.text) } }
            (who(visit, &said.by, said.at_us))
        }
    }
}
