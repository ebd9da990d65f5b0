//! What happened to security questionnaires and the library of answers, as a sentence without its subject.

use crate::web::reading::{counted, encode};
use crate::web::visit::Visit;
use domain::event::QuestionnaireEvent as Happened;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &Happened) -> Markup {
    let to = |id: &str| html! { a.id href=(visit.href(&format!("/questionnaires/{}", encode(id)))) { (id) } };
    let kept = |id: &str| html! { a.id href=(visit.href(&format!("/answers/{}", encode(id)))) { (id) } };
    match event {
        Happened::QuestionnaireImported { id, questionnaire } => html! {
            "took in the questionnaire " (to(id)) " " (questionnaire.title) " of " (questionnaire.customer) ": "
            (counted(questionnaire.questions.len(), "question", "questions"))
        },
        Happened::QuestionsAnswered { id, answers, taken_back } => html! {
            "answered " (counted(answers.len(), "question", "questions")) " of " (to(id))
            @if !taken_back.is_empty() { ", and took " (counted(taken_back.len(), "answer", "answers")) " back" }
        },
        Happened::QuestionnaireSent { id, on } => html! { "recorded that " (to(id)) " went back on " (on) },
        Happened::AnswerKept { id, answer } => html! { "kept the answer " (kept(id)) " to " (answer.question) },
        Happened::AnswerConfirmed { id, .. } => html! { "confirmed the answer " (kept(id)) },
        Happened::AnswerWithdrawn { id, reason } => {
            html! { "took the answer " (kept(id)) " out of the library: " (reason) }
        }
    }
}
