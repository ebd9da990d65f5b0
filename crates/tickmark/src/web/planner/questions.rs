//! The questions as a form, and what was typed as answers.

use super::super::typed::Typed;
use super::super::ui::{self, Choice, Field};
use super::super::visit::Visit;
use domain::refusal::Refusal;
use domain::values::sequence::{Answers, Goal, GuideFactor, Market, Query};
use jiff::civil::Date;
use maud::{Markup, html};

/// The answers as the fields of the form.
pub(super) fn typed(answers: &Answers) -> Typed {
    let mut typed = Typed::default();
    for market in &answers.markets {
        typed.add("markets", market.id());
    }
    for goal in &answers.asked {
        typed.add("asked", goal.id());
    }
    for (goal, day) in &answers.request_dates {
        typed.add(&date_name(*goal), &day.to_string());
    }
    for query in Query::ALL {
        if let Some(number) = answers.number(query) {
            typed.add(query.id(), &number.to_string());
        }
        if let Some(truth) = answers.truth(query) {
            typed.add(query.id(), if truth { "yes" } else { "no" });
        }
    }
    typed
}

fn date_name(goal: Goal) -> String {
    format!("date_{}", goal.id())
}

/// The form, question by question under the five factors.
pub(super) fn form(visit: &Visit, typed: &Typed) -> Markup {
    ui::form(
        &format!("/o/{}/planner", visit.org),
        html! {
            (fields(typed))
            div.actions { (ui::button("Keep the answers")) }
        },
    )
}

/// The questions under the five factors.
pub(super) fn fields(typed: &Typed) -> Markup {
    let factors = &app::library::planner_guide().factors;
    html! { @for factor in factors { (group(factor, typed)) } }
}

fn group(factor: &GuideFactor, typed: &Typed) -> Markup {
    html! {
        div { h3 { (factor.title) } p.hint { (factor.text) } }
        @for query in factor.queries.iter().copied().filter(|query| *query != Query::RequestDates) {
            (question(query, typed))
            @if query == Query::Asked { (dates(typed)) }
        }
    }
}

fn question(query: Query, typed: &Typed) -> Markup {
    let id = query.id();
    let chosen: Vec<&str> = typed.all(id).collect();
    let field = Field { name: id, label: query.title(), hint: query.hint(), ..Field::default() };
    let of = |id: &'static str, title: &'static str| Choice::new(id, title, chosen.contains(&id));
    match query {
        Query::Markets => ui::checkboxes(&field, &Market::ALL.map(|one| of(one.id(), one.title()))),
        Query::Asked => ui::checkboxes(&field, &Goal::ALL.map(|one| of(one.id(), one.title()))),
        Query::Engineers | Query::BudgetUsd | Query::MonthsAvailable | Query::NeededWithinMonths => {
            ui::text(&Field { value: typed.get(id), ..field })
        }
        _ => {
            let said = typed.get(id);
            let words = [("", "Open"), ("yes", "Yes"), ("no", "No")];
            ui::select(&field, &words.map(|(value, label)| Choice::new(value, label, said == value)))
        }
    }
}

fn dates(typed: &Typed) -> Markup {
    let names = Goal::ALL.map(date_name);
    html! {
        div.field-row {
            @for (goal, name) in Goal::ALL.into_iter().zip(&names) {
                @let label = format!("{} wanted by", goal.title());
                (ui::date_field(&Field {
                    name, label: &label, value: typed.get(name), hint: "The earliest request; may stay empty.",
                    ..Field::default()
                }))
            }
        }
    }
}

/// What was typed.
pub(super) fn meant(typed: &Typed) -> Result<Answers, Refusal> {
    let unknown = |what, id: &str| Refusal::Unknown { what, id: id.to_owned(), nearest: None };
    let mut answers = Answers::default();
    for word in typed.all("markets") {
        answers.markets.insert(Market::parse(word).ok_or_else(|| unknown("market", word))?);
    }
    for word in typed.all("asked") {
        answers.asked.insert(Goal::parse(word).ok_or_else(|| unknown("framework", word))?);
    }
    for goal in Goal::ALL {
        let text = typed.get(&date_name(goal)).trim().to_owned();
        if !text.is_empty() {
            answers.request_dates.insert(goal, day(&text, goal)?);
        }
    }
    for query in Query::ALL {
        let text = typed.get(query.id()).trim();
        if text.is_empty() {
            continue;
        }
        if let Some(place) = answers.number_mut(query) {
            *place = Some(number(text, query.title())?);
        } else if let Some(place) = answers.truth_mut(query) {
            *place = Some(yes_no(text, query)?);
        }
    }
    Ok(answers)
}

fn day(text: &str, goal: Goal) -> Result<Date, Refusal> {
    text.parse().map_err(|_| Refusal::NotPossible {
        sentence: format!("{} wanted by: `{text}` is no date", goal.title()),
        hint: "write it like 2026-03-31".to_owned(),
    })
}

/// A whole number, with or without commas between thousands.
pub(super) fn number(text: &str, what: &str) -> Result<u32, Refusal> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '$')).collect();
    plain.parse().map_err(|_| Refusal::NotPossible {
        sentence: format!("{what} `{text}` is no whole number"),
        hint: "write a number from 0, such as 80000".to_owned(),
    })
}

fn yes_no(text: &str, query: Query) -> Result<bool, Refusal> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        other => Err(Refusal::NotPossible {
            sentence: format!("{} `{other}` is neither yes nor no", query.title()),
            hint: "choose yes, no or open".to_owned(),
        }),
    }
}
