//! What happened to populations, samples, tests and exceptions, as a sentence without its subject.

use crate::web::controls;
use crate::web::reading::counted;
use crate::web::visit::Visit;
use domain::event::TestingEvent;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &TestingEvent) -> Markup {
    let link = |id: &str| html! { a.id href=(visit.href(&format!("/testing/{id}"))) { (id) } };
    let control = |id: &str| html! { a.id href=(controls::href(visit, id)) { (id) } };
    match event {
        TestingEvent::PopulationRecorded { id, population } => html! {
            "handed in the population " (link(id)) " of " (control(&population.control)) ": "
            (counted(population.items.len(), "item", "items"))
        },
        TestingEvent::PopulationRevised { id, population } => html! {
            "handed in the population " (link(id)) " again: " (counted(population.items.len(), "item", "items"))
        },
        TestingEvent::PopulationFrozen { id, items, .. } => html! {
            "froze the population " (link(id)) " with " (counted(*items, "item", "items"))
        },
        TestingEvent::SampleDrawn { id, sample } => html! {
            "drew the sample " (link(id)) ": " (sample.items.len()) " of " (counted(sample.of, "item", "items")) " of " (link(&sample.population))
        },
        TestingEvent::SamplingProfileSet { profile } => html! {
            "set the table of sample sizes " strong { (profile.id) }
        },
        TestingEvent::SamplingProfileChosen { engagement, profile } => html! {
            "chose the table of sample sizes " strong { (profile) } " for draws "
            @match engagement {
                Some(id) => { "of " a.id href=(visit.href(&format!("/engagements/{id}"))) { (id) } },
                None => "of every engagement that has no own choice",
            }
        },
        TestingEvent::TestPlanned { id, plan, .. } => html! {
            "planned the " (plan.kind.title().to_lowercase()) " test " (link(id)) " of " (control(&plan.control))
        },
        TestingEvent::SampleTaken { id, sample, .. } => html! { "let " (link(id)) " use the sample " (link(sample)) },
        TestingEvent::ResultsRecorded { id, results } => html! {
            "recorded " (results.len()) @if results.len() == 1 { " result of " } @else { " results of " } (link(id))
        },
        TestingEvent::ReadinessNoted { id, .. } => html! { "wrote the readiness note of " (link(id)) },
        TestingEvent::TestConcluded { id, conclusion, .. } => html! {
            "concluded on " (link(id)) ": " strong { (conclusion.title().to_lowercase()) }
        },
        TestingEvent::ExceptionNoted { id, note, tested, deviating } => html! {
            "noted the exception " (link(id)) " on " (link(&note.test)) ": " (deviating) " of " (tested) " deviate"
        },
        TestingEvent::ExceptionExplained { id, .. } => html! { "explained the exception " (link(id)) },
        TestingEvent::ExceptionJudged { id, stands, .. } => html! {
            @if *stands { "let the exception " (link(id)) " stand" } @else { "cleared the exception " (link(id)) }
        },
        TestingEvent::ExceptionAnswered { id, .. } => {
            html! { "wrote management's response to the exception " (link(id)) }
        }
        TestingEvent::ExceptionLinked { id, .. } => html! { "linked an action to the exception " (link(id)) },
        TestingEvent::ExceptionClosed { id, .. } => html! { "closed the exception " (link(id)) },
    }
}
