//! The scorecard of an organisation: what was answered, held against its registers as they are.

use super::{questions, result, said, take as keep};
use crate::web::history;
use crate::web::people::{form_page, name, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{ScorecardOf, ScorecardsOf};
use app::library;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::scorecard::TakenScorecard;
use maud::{Markup, html};
use std::collections::BTreeMap;

const TITLE: &str = "Scorecard";
const PLACE: &str = "/scorecard";
const ANSWERS: &str = "/scorecard/answers";

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&ScorecardOf(visit.field("taken")))?;
    let all = visit.ask(&ScorecardsOf)?.value.taken;
    let lead = "What somebody answered in five minutes, beside what the registers say today.";
    let body = html! {
        @match &answer.value {
            None => {
                (ui::heading(TITLE, Some(lead), None))
                (ui::empty_state("No scorecard was taken yet", "Twenty questions, about five minutes: a score for each framework apart, and the steps that are worth most.", ui::link_button("Answer it", &visit.href(ANSWERS), None)))
            }
            Some(detail) => {
                (ui::heading(TITLE, Some(lead), Some(ui::link_button("Answer it again", &visit.href(ANSWERS), None))))
                p.hint { (detail.id) ", by " (name(&visit, &detail.held.by)) ", " (app::clock::minute_of(detail.held.at_us)) }
                (result::told(&detail.held.taken, &detail.result, Some(&visit)))
                p.hint { "The " a href=(visit.href("/plan")) { "plan" } " reckons with holidays, cost and what is done already." }
            }
        }
        @if all.len() > 1 { (earlier(&visit, &all)) }
    };
    let body = match &answer.value {
        Some(detail) => history::with(&visit, &answer.mark, (FoundKind::Scorecard, &detail.id), &body),
        None => body,
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn earlier(visit: &Visit, all: &[(String, domain::registers::scorecard::HeldScorecard)]) -> Markup {
    let rows: Vec<Row> = all
        .iter()
        .map(|(id, held)| {
            Row::new(vec![
                html! { a.id href=(visit.href(&format!("{PLACE}?taken={id}"))) { (id) } },
                html! { (app::clock::minute_of(held.at_us)) },
                html! { (name(visit, &held.by)) },
                html! { (held.taken.answers.len()) " of " (held.taken.card.questions.len()) },
            ])
        })
        .collect();
    let columns =
        [Column::narrow("Scorecard"), Column::narrow("Taken"), Column::text("By"), Column::number("Answered")];
    ui::section(
        "earlier",
        "All that were taken",
        None,
        ui::table("Scorecards", &columns, &rows, TableOptions::default()),
    )
}

/// A change of nothing yet, to learn whether it is allowed.
fn nothing() -> Command {
    let card = library::scorecard().clone();
    keep(TakenScorecard { card, answers: BTreeMap::new(), needed_by: None, people: 1 })
}

pub(super) async fn ask(visit: Visit) -> Result<Response, Problem> {
    let newest = visit.ask(&ScorecardOf(None))?.value;
    let typed = newest.map(|detail| questions::again(&detail.held.taken)).unwrap_or_default();
    form(&visit, &typed, None)
}

fn form(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let mark = visit.ask(&ScorecardsOf)?.mark;
    let missing = why_not(visit, &nothing());
    let card = library::scorecard();
    let lead = format!(
        "{} questions, about {} minutes. What you answer is kept with your name.",
        card.questions.len(),
        card.minutes
    );
    let body = html! {
        (ui::heading("Answer the scorecard", Some(&lead), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) } @else {
            (ui::form(&visit.href(PLACE), html! {
                (questions::fields(card, typed))
                div.actions { (ui::button("Keep the answers")) (ui::quiet_link("Back", &visit.href(PLACE), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Answer")];
    Ok(form_page(visit.page(&mark, "Answer the scorecard", PLACE, &crumbs, body), missing.as_ref()))
}

pub(super) async fn take(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    if let Some(missing) = why_not(&visit, &nothing()) {
        return Err(missing.into());
    }
    let done = || -> Result<Response, Problem> {
        only_today(&visit)?;
        let taken = said(library::scorecard(), &typed)?
            .ok_or(Refusal::Empty { field: "the list of answers", wanted: "an answer to at least one question" })?;
        visit.change("The answers are kept.", PLACE, keep(taken))
    };
    or_again(done(), |refusal| form(&visit, &typed, Some(refusal)))
}
