//! The questions as a form: four answers each, side by side, by area.

use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use domain::values::scorecard::{CardAnswer, Scorecard, TakenScorecard};
use maud::{Markup, html};

/// What was answered, as a form shows it again.
pub(super) fn again(taken: &TakenScorecard) -> Typed {
    let answers = taken.answers.iter().map(|(id, answer)| (id.clone(), answer.id().to_owned()));
    let day = taken.needed_by.map(|day| ("needed_by".to_owned(), day.to_string()));
    answers.chain(day).chain([("people".to_owned(), taken.people.to_string())]).collect()
}

/// The fields of the form.
pub(super) fn fields(card: &Scorecard, typed: &Typed) -> Markup {
    html! {
        @for area in &card.areas {
            (ui::section(&format!("area-{}", area.id), &area.title, None, html! {
                @for question in card.questions.iter().filter(|question| question.area == area.id) {
                    (one(&question.id, &question.text, &question.help, typed.get(&question.id)))
                }
            }))
        }
        (ui::section("plan", "For the plan", Some("Both may stay empty."), html! {
            (ui::date_field(&Field { name: "needed_by", label: "Wanted by", value: typed.get("needed_by"), hint: "Steps that come too late are put last.", ..Field::default() }))
            (ui::text(&Field { name: "people", label: "People who work at it", value: typed.get("people"), hint: "1 when it is left out.", ..Field::default() }))
        }))
    }
}

fn one(id: &str, text: &str, help: &str, chosen: &str) -> Markup {
    let choices: Vec<Choice<'_>> = CardAnswer::ALL
        .into_iter()
        .map(|answer| Choice::new(answer.id(), answer.title(), answer.id() == chosen))
        .collect();
    ui::radios(&Field { name: id, label: text, hint: help, ..Field::default() }, &choices)
}
