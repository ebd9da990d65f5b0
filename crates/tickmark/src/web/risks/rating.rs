//! Rating a risk by the words of the grades, opening it again, and closing it.

use super::{again, changed, known, maybe, number, offered, one, path};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::RiskDetail;
use axum::extract::Path;
use axum::response::Response;
use domain::command::RiskCommand;
use domain::refusal::Refusal;
use domain::values::risk::{Grade, RatingKind, RiskTrigger};
use maud::{Markup, html};

pub(super) fn form(visit: &Visit, id: &str, value: &RiskDetail, typed: &Typed) -> Markup {
    let Some((version, method)) = value.method.as_ref().filter(|_| !value.held.closed) else {
        return html! { @if !value.held.closed { p.hint { "It can be rated once management has approved a method." } } };
    };
    let command = RiskCommand::RateRisk {
        id: id.to_owned(),
        kind: RatingKind::Current,
        likelihood: 1,
        impact: 1,
        reason: String::new(),
        next_review: None,
    };
    one::either(offered(visit, command), || {
        let open = again(typed, "rating");
        let next = if value.line.current.is_none() { RatingKind::Current } else { RatingKind::Residual };
        let chosen = RatingKind::parse(typed.get("kind")).unwrap_or(next);
        let kinds = RatingKind::ALL.map(|one| Choice::new(one.id(), one.title(), one == chosen));
        html! {
            details.fold.add open[open] {
                summary { "Rate it" }
                (ui::form(&format!("/o/{}{}/ratings", visit.org, path(id)), html! {
                    (ui::hidden("form", "rating"))
                    p.hint { "By version " (version) " of the method; the level follows from the matrix." }
                    (ui::radios(&Field { name: "kind", label: "What is rated", ..Field::default() }, &kinds))
                    (scale("likelihood", "Likelihood", &method.likelihood, typed.get("likelihood")))
                    (scale("impact", "Impact", &method.impact, typed.get("impact")))
                    (ui::textarea(&Field { name: "reason", id: "rating-reason", label: "Why these grades", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                    (ui::date_field(&Field { name: "next-review", id: "rating-next", label: "Next assessment", hint: "Empty for the interval of the method.", value: typed.get("next-review"), ..Field::default() }))
                    div.actions { (ui::button("Rate")) }
                }))
            }
        }
    })
}

fn scale(name: &str, label: &str, grades: &[Grade], chosen: &str) -> Markup {
    let choice = |(grade, number): (&Grade, u32)| {
        let number = number.to_string();
        let is = number == chosen;
        Choice::new(number.clone(), format!("{number} {}: {}", grade.word, grade.meaning), is)
    };
    let none = Choice::new("", "Choose a grade", chosen.is_empty());
    let choices: Vec<Choice<'_>> = std::iter::once(none).chain(grades.iter().zip(1..).map(choice)).collect();
    ui::select(&Field { name, label, required: true, ..Field::default() }, &choices)
}

pub(super) async fn rate(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let meant = || -> Result<RiskCommand, Refusal> {
        Ok(RiskCommand::RateRisk {
            id: id.clone(),
            kind: known("rating", typed.get("kind"), RatingKind::parse)?,
            likelihood: number(typed.get("likelihood"), "the likelihood")?,
            impact: number(typed.get("impact"), "the impact")?,
            reason: typed.get("reason").to_owned(),
            next_review: maybe(&typed, "next-review", "the day of the next assessment")?,
        })
    };
    let rated = meant().map_err(Problem::from).and_then(|command| changed(&visit, &id, "Rated it.", command));
    or_again(rated, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

/// Opening it again and closing it.
pub(super) fn turning_points(visit: &Visit, id: &str, value: &RiskDetail, typed: &Typed) -> Markup {
    let reopen = RiskCommand::ReopenRisk { id: id.to_owned(), trigger: RiskTrigger::Other, note: String::new() };
    let close = RiskCommand::CloseRisk { id: id.to_owned(), reason: String::new() };
    let mays = |command| matches!(offered(visit, command), Some(Ok(())));
    html! {
        @if mays(reopen) { (reopening(visit, id, typed)) }
        @if !value.held.closed && mays(close) { (closing(visit, id, typed)) }
    }
}

fn reopening(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    let chosen = RiskTrigger::parse(typed.get("trigger")).unwrap_or(RiskTrigger::VendorChange);
    let triggers = RiskTrigger::ALL.map(|one| Choice::new(one.id(), one.title(), one == chosen));
    html! {
        details.fold.add open[again(typed, "reopening")] {
            summary { "Open it again" }
            (ui::form(&format!("/o/{}{}/reopening", visit.org, path(id)), html! {
                (ui::hidden("form", "reopening"))
                p.hint { "Something changed: what was rated and signed before is looked at anew." }
                (ui::select(&Field { name: "trigger", label: "What kind of thing happened", ..Field::default() }, &triggers))
                (ui::textarea(&Field { name: "note", id: "reopening-note", label: "What happened", hint: "With its reference.", value: typed.get("note"), required: true, ..Field::default() }, 2))
                div.actions { (ui::button("Open it again")) }
            }))
        }
    }
}

fn closing(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    html! {
        details.fold.add open[again(typed, "closing")] {
            summary { "Close it" }
            (ui::form(&format!("/o/{}{}/closing", visit.org, path(id)), html! {
                (ui::hidden("form", "closing"))
                (ui::textarea(&Field { name: "reason", id: "closing-reason", label: "Why it is no risk any more", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                div.actions { (ui::button("Close it")) }
            }))
        }
    }
}

pub(super) async fn reopen(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let trigger = known("trigger", typed.get("trigger"), RiskTrigger::parse).map_err(Problem::from);
    let reopened = trigger.and_then(|trigger| {
        let command = RiskCommand::ReopenRisk { id: id.clone(), trigger, note: typed.get("note").to_owned() };
        changed(&visit, &id, "Opened it again.", command)
    });
    or_again(reopened, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn close(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = RiskCommand::CloseRisk { id: id.clone(), reason: typed.get("reason").to_owned() };
    let closed = changed(&visit, &id, "Closed it.", command);
    or_again(closed, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
