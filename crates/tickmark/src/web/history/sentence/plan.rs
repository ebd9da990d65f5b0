//! What happened to the plan, as a sentence without its subject.

use crate::web::visit::Visit;
use domain::event::PlanEvent;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &PlanEvent) -> Markup {
    let plan = |words: &str| html! { a href=(visit.href("/plan")) { (words) } };
    let figures = |key: &str| html! { a href={ (visit.href("/plan/figures")) "#" (key) } { (key) } };
    match event {
        PlanEvent::PlanSet { choices } => html! {
            "set " (plan("the plan")) ": " strong { (choices.route) } ", from " (choices.start)
        },
        PlanEvent::PlanFigureSet { key, figure } => html! {
            "put an own figure in the place of " (figures(key)) ": " (figure.range.low)
            @if figure.range.high != figure.range.low { " to " (figure.range.high) }
            ", by " (figure.source)
        },
        PlanEvent::PlanFigureRemoved { key, .. } => {
            html! { "let the published figure of " (figures(key)) " count again" }
        }
        PlanEvent::PlanBaselineKept { baseline } => html! {
            "kept the " (plan("roadmap")) " as a baseline: " strong { (baseline.reason) }
        },
        PlanEvent::PlanStepReported { step, actual } => html! {
            "reported of the step " strong { (step) } " of " (plan("the plan"))
            @match (actual.started, actual.ended) {
                (_, Some(day)) => { ": ended on " (day) },
                (Some(day), None) => { ": began on " (day) },
                (None, None) => { ": taken back" },
            }
        },
    }
}
