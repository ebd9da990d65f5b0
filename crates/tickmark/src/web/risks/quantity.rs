//! What one risk could cost, as ranges: shown, given and taken back.

use super::{again, changed, number, offered, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Field};
use crate::web::visit::Visit;
use app::ask::RiskDetail;
use axum::extract::Path;
use axum::response::Response;
use domain::command::RiskCommand;
use domain::refusal::Refusal;
use domain::reports::risk::mean;
use domain::values::grouped;
use domain::values::risk::{Estimate, Exposure, Quantity};
use maud::{Markup, html};

/// The ranges of the form: name, label, hint.
const RANGES: [(&str, &str, &str); 4] = [
    ("frequency", "Occurrences in a year, in thousandths", "250 is once in four years."),
    ("loss", "Loss of one occurrence", "In whole units of the currency."),
    ("treated-frequency", "Occurrences with the plan carried out", "Empty while nobody said."),
    ("treated-loss", "Loss of one occurrence with the plan carried out", ""),
];

pub(super) fn card(visit: &Visit, id: &str, value: &RiskDetail, typed: &Typed) -> Markup {
    let quantity = value.held.quantity.as_ref();
    let command = RiskCommand::QuantifyRisk { id: id.to_owned(), quantity: None };
    let may = !value.held.closed && matches!(offered(visit, command), Some(Ok(())));
    html! {
        @if let Some(quantity) = quantity {
            (ui::card(html! {
                h3 { "In money" }
                (ui::definition_list(&[
                    ("Expected in a year", html! { (grouped(mean(&quantity.today))) }),
                    ("With the plan carried out", html! { @match &quantity.treated { Some(treated) => (grouped(mean(treated))), None => (ui::nothing()) } }),
                    ("Cost of the treatment", html! { (grouped(quantity.cost)) }),
                    ("On what it rests", html! { (quantity.basis) }),
                ]))
                p.hint { a href=(visit.href("/risks/exposure")) { "All risks in money" } }
            }))
        }
        @if may { (form(visit, id, quantity, typed)) }
    }
}

fn form(visit: &Visit, id: &str, quantity: Option<&Quantity>, typed: &Typed) -> Markup {
    let open = again(typed, "quantity");
    let now = quantity.map(typed_of).unwrap_or_default();
    let typed = if open { typed } else { &now };
    html! {
        details.fold.add open[open] {
            summary { "Say what it could cost" }
            (ui::form(&format!("/o/{}{}/quantity", visit.org, path(id)), html! {
                (ui::hidden("form", "quantity"))
                @for (name, label, hint) in RANGES {
                    (ui::text(&Field { name, label, hint: &format!("Least, most likely, greatest: 50, 200, 500. {hint}"), value: typed.get(name), ..Field::default() }))
                }
                (ui::text(&Field { name: "cost", label: "Cost of the treatment in a year", value: typed.get("cost"), ..Field::default() }))
                (ui::textarea(&Field { name: "basis", label: "On what the estimates rest", value: typed.get("basis"), ..Field::default() }, 2))
                div.actions { (ui::button("Record")) }
                @if quantity.is_some() { p.hint { "All fields left empty take back what was said." } }
            }))
        }
    }
}

fn typed_of(quantity: &Quantity) -> Typed {
    let range = |range: &Estimate| format!("{}, {}, {}", range.min, range.likely, range.max);
    let treated =
        |pick: fn(&Exposure) -> &Estimate| quantity.treated.as_ref().map(|t| range(pick(t))).unwrap_or_default();
    Typed::of([
        ("frequency", &range(&quantity.today.frequency)),
        ("loss", &range(&quantity.today.loss)),
        ("treated-frequency", &treated(|exposure| &exposure.frequency)),
        ("treated-loss", &treated(|exposure| &exposure.loss)),
        ("cost", &quantity.cost.to_string()),
        ("basis", &quantity.basis),
    ])
}

fn estimate(typed: &Typed, name: &str, field: &'static str) -> Result<Option<Estimate>, Refusal> {
    let text = typed.get(name).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let numbers: Vec<u64> = text.split([',', ';']).map(|part| number(part, field)).collect::<Result<_, _>>()?;
    match numbers[..] {
        [min, likely, max] => Ok(Some(Estimate { min, likely, max })),
        _ => Err(Refusal::NotPossible {
            sentence: format!("{field}: `{text}` is no range"),
            hint: "give least, most likely and greatest, such as 50, 200, 500".to_owned(),
        }),
    }
}

/// The ranges as they were typed; `None` when all fields are empty.
fn meant(typed: &Typed) -> Result<Option<Quantity>, Refusal> {
    if RANGES.iter().map(|(name, ..)| *name).chain(["cost", "basis"]).all(|name| typed.get(name).trim().is_empty()) {
        return Ok(None);
    }
    let needed = |range: Option<Estimate>, field| {
        range.ok_or(Refusal::Empty { field, wanted: "least, most likely and greatest, such as 50, 200, 500" })
    };
    let today = Exposure {
        frequency: needed(estimate(typed, "frequency", "the frequency")?, "the frequency")?,
        loss: needed(estimate(typed, "loss", "the loss")?, "the loss")?,
    };
    let frequency = estimate(typed, "treated-frequency", "the frequency with the plan")?;
    let loss = estimate(typed, "treated-loss", "the loss with the plan")?;
    let treated = (frequency.is_some() || loss.is_some())
        .then(|| Exposure { frequency: frequency.unwrap_or(today.frequency), loss: loss.unwrap_or(today.loss) });
    let cost = if typed.get("cost").trim().is_empty() { 0 } else { number(typed.get("cost"), "the cost")? };
    Ok(Some(Quantity { today, treated, cost, basis: typed.get("basis").to_owned() }))
}

pub(super) async fn record(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let recorded = meant(&typed).map_err(Problem::from).and_then(|quantity| {
        let done = if quantity.is_some() { "Recorded what it could cost." } else { "Took back what it could cost." };
        let command = RiskCommand::QuantifyRisk { id: id.clone(), quantity: quantity.map(Box::new) };
        changed(&visit, &id, done, command)
    });
    or_again(recorded, |refusal| super::one::page(&visit, &id, &typed, Some(refusal)))
}
