//! What happened to readiness scorecards, as a sentence without its subject.

use crate::web::reading::counted;
use crate::web::visit::Visit;
use domain::event::ScorecardEvent;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &ScorecardEvent) -> Markup {
    match event {
        ScorecardEvent::ScorecardTaken { id, taken } => html! {
            "answered the readiness scorecard " a.id href=(visit.href(&format!("/scorecard?taken={id}"))) { (id) } ": "
            (counted(taken.answers.len(), "answer", "answers")) " to " (counted(taken.card.questions.len(), "question", "questions"))
        },
    }
}
