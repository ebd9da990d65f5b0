//! The steps of a nonconformity from top to bottom: what was done, by whom, with which evidence, and the form of what is next.

use super::{day, evidence, forms};
use crate::web::typed::Typed;
use crate::web::ui::{self, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::NonconformityDetail;
use domain::registers::nonconformity::{HeldAction, Judgement, Round};
use domain::reports::nonconformity::close::CloseNeed;
use domain::values::counted;
use domain::values::nonconformity::NonconformityState as State;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// What closing needs, in one or two words.
pub(super) fn short(need: CloseNeed) -> &'static str {
    match need {
        CloseNeed::Correction => "Correction",
        CloseNeed::Cause => "Cause",
        CloseNeed::SimilarCases => "Similar cases",
        CloseNeed::Action => "Action",
        CloseNeed::Effectiveness => "Effectiveness",
        CloseNeed::Evidence => "Evidence",
    }
}

/// A step on the way.
struct Step {
    title: &'static str,
    done: bool,
    current: bool,
    body: Markup,
}

pub(super) fn track(visit: &Visit, detail: &NonconformityDetail, typed: &Typed) -> Markup {
    let held = &detail.held;
    let may = forms::Forms::of(visit, detail, typed);
    let ended = !detail.line.state.open();
    // The first step that is missing is the one to do next.
    let next = detail.line.missing.first().copied().filter(|_| !ended);
    let at = |need: CloseNeed| next == Some(need);
    let there = |need: CloseNeed| !detail.line.missing.contains(&need);
    let steps = [
        Step { title: "Raised", done: true, current: false, body: raised(visit, detail) },
        Step {
            title: "Correction",
            done: held.correction.is_some(),
            current: at(CloseNeed::Correction),
            body: html! { (correction(visit, detail)) (may.correction()) },
        },
        Step {
            title: "Cause",
            done: held.cause.is_some(),
            current: at(CloseNeed::Cause),
            body: html! { @for round in &held.rounds { (earlier(visit, round)) } (cause(visit, detail)) (may.cause()) },
        },
        Step {
            title: "Similar cases",
            done: held.similar.is_some(),
            current: at(CloseNeed::SimilarCases),
            body: html! {
                @if let Some(said) = &held.similar { p.said-text { (said.text) } (who(visit, &said.by, said.at_us)) }
                (may.similar())
            },
        },
        Step {
            title: "Corrective action",
            done: held.acted(),
            current: at(CloseNeed::Action),
            body: html! { (actions(visit, detail, &may)) },
        },
        Step {
            title: "Effectiveness",
            done: held.judgement.is_some(),
            current: at(CloseNeed::Effectiveness),
            body: html! { (effect(visit, detail)) (may.effect()) },
        },
        Step {
            title: if detail.line.state == State::Rejected { "Rejected" } else { "Closed" },
            done: ended,
            current: !ended && (next.is_none() || (at(CloseNeed::Evidence) && there(CloseNeed::Effectiveness))),
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

fn cited(visit: &Visit, ids: &BTreeSet<String>) -> Markup {
    html! { @if !ids.is_empty() { p.hint { "Evidence: " (evidence(visit, ids)) } } }
}

fn raised(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    let held = &detail.held;
    html! { p.said-text { (held.nonconformity.description) } (who(visit, &held.raised_by, held.raised_us)) }
}

fn correction(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    html! {
        @if let Some(one) = &detail.held.correction {
            p.said-text { (one.text) }
            p.hint { "On " (day(one.on)) ", recorded by " (visit.name_of(&one.by)) }
            (cited(visit, &one.evidence))
        }
    }
}

fn cause(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    html! {
        @if let Some(one) = &detail.held.cause {
            p.said-text { (one.text) }
            @if !one.method.is_empty() { p.hint { "Found by " (one.method) } }
            (who(visit, &one.by, one.at_us))
        }
    }
}

fn line(visit: &Visit, one: &HeldAction) -> Markup {
    html! {
        p.said-text { (one.action.what) }
        p.hint {
            (visit.name_of(&one.action.owner)) ", "
            @match (&one.done, &one.dropped) {
                (Some(done), _) => { "done on " (day(done.on)) @if !done.note.is_empty() { ": " (done.note) } },
                (_, Some(dropped)) => { "dropped: " (dropped.text) },
                _ => { "by " (day(one.action.due)) },
            }
        }
        @if let Some(done) = &one.done { (cited(visit, &done.evidence)) }
    }
}

/// A round that did not work: what was thought, done and seen.
fn earlier(visit: &Visit, round: &Round) -> Markup {
    html! {
        details.fold {
            summary { "An earlier round did not work, judged on " (round.judgement.on) }
            @if let Some(cause) = &round.cause { p.hint { "The cause as it was seen then:" } p { (cause.text) } }
            ol.lines { @for one in &round.actions { li { (line(visit, one)) } } }
            @if let Some(none) = &round.no_action { p { "No action: " (none.text) } }
            (judgement(visit, &round.judgement))
        }
    }
}

fn actions(visit: &Visit, detail: &NonconformityDetail, may: &forms::Forms<'_>) -> Markup {
    let held = &detail.held;
    let today = visit.doors.app.clock().today();
    html! {
        @if let Some(none) = &held.no_action { p.said-text { "No action is needed: " (none.text) } (who(visit, &none.by, none.at_us)) }
        @if !held.actions.is_empty() {
            ol.lines {
                @for (number, one) in (1u32..).zip(&held.actions) {
                    li {
                        (line(visit, one))
                        @if one.open() && one.action.due < today { (ui::badge(Tone::Danger, "Overdue")) }
                        @if one.open() { (may.line(number, one)) }
                    }
                }
            }
        }
        (may.plan())
    }
}

fn judgement(visit: &Visit, one: &Judgement) -> Markup {
    let tone = match one.result {
        domain::values::nonconformity::Effectiveness::Effective => Tone::Good,
        domain::values::nonconformity::Effectiveness::Ineffective => Tone::Danger,
    };
    html! {
        p { (ui::badge(tone, one.result.title())) }
        p.said-text { (one.note) }
        p.hint { "Looked at on " (day(one.on)) " by " (visit.name_of(&one.by)) }
        (cited(visit, &one.evidence))
    }
}

fn effect(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    html! {
        @if let Some(one) = &detail.held.judgement { (judgement(visit, one)) }
        @else if let Some(from) = detail.line.judge_from {
            p.hint { "Can be judged from " (day(from)) ", " (counted(detail.rules.wait_days, "day", "days")) " after the last action, by somebody who did not carry it out (SoD-5)." }
        } @else if detail.line.state.open() {
            p.hint { "Judged " (counted(detail.rules.wait_days, "day", "days")) " after the last action, by somebody who did not carry it out (SoD-5)." }
        }
    }
}

fn ending(visit: &Visit, detail: &NonconformityDetail) -> Markup {
    html! {
        @if let Some(one) = &detail.held.ending {
            @if !one.text.is_empty() { p.said-text { (one.text) } }
            (who(visit, &one.by, one.at_us))
        }
    }
}
