//! What happened to the planner, as a sentence without its subject.

use crate::web::visit::Visit;
use domain::event::PlannerEvent;
use domain::values::sequence::{Goal, Market};
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &PlannerEvent) -> Markup {
    let planner = |words: &str| html! { a href=(visit.href("/planner")) { (words) } };
    match event {
        PlannerEvent::PlannerAnswered { answers } => {
            let markets: Vec<&str> = answers.markets.iter().copied().map(Market::title).collect();
            let asked: Vec<&str> = answers.asked.iter().copied().map(Goal::title).collect();
            html! {
                "answered " (planner("which framework comes first"))
                @if !markets.is_empty() { ", with customers in " (markets.join(", ")) }
                @if asked.is_empty() { ", and nobody who asks" } @else { ", who ask for: " (asked.join(", ")) }
            }
        }
        PlannerEvent::PlannerFigureSet { figure, set: Some(set) } => html! {
            "set the " (planner("figure of the planner")) " " strong { (figure.title()) } " to " (set.value) ", by " (set.source)
        },
        PlannerEvent::PlannerFigureSet { figure, set: None } => html! {
            "went back to the published " (planner("figure of the planner")) " " strong { (figure.title()) }
        },
    }
}
