//! Which framework first: the questions that a founder can answer, what comes of them and why, what would change it, the
//! demand behind it, and the guide with its sources.

mod case;
mod demand;
mod figures;
mod guide;
mod open;
mod questions;
mod result;
#[cfg(test)]
mod tests;

pub(super) use guide::net_new_folded;

use super::people::{not_offered, why_not};
use super::problem::Problem;
use super::reading::{days, encode};
use super::typed::{Typed, or_again, refused};
use super::ui::{self, Crumb, Icon, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{PlannerAnswer, PlannerOf};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::{Command, PlannerCommand};
use domain::refusal::Refusal;
use domain::values::sequence::{Answers, Citation, FigureKind, FigureSet};
use maud::{Markup, html};
use std::sync::Arc;

const PLACE: &str = "/planner";
const TITLE: &str = "Which framework first";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/which-first", get(open::show))
        .route("/o/{organisation}/planner", get(show).post(answer))
        .route("/o/{organisation}/planner/guide", get(guide::show))
        .route("/o/{organisation}/planner/figures/{figure}", post(set_figure))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None, None)
}

/// A change that would keep answers, to ask whether whoever visits may make it.
fn nothing() -> Command {
    Command::Planner(PlannerCommand::AnswerPlanner { answers: Box::new(Answers::default()) })
}

fn page(visit: &Visit, typed: Option<&Typed>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PlannerOf::default())?;
    let value = &answer.value;
    let missing = why_not(visit, &nothing());
    let may = missing.is_none() && !visit.in_the_past();
    let lead = "SOC 2, ISO/IEC 27001, both or neither yet: answered by rules, with the reason, its source, and what would change it.";
    let held = value.answered.as_ref().map(|held| held.answers.clone()).unwrap_or_default();
    let kept = questions::typed(&held);
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(html! {
            (days(visit, &answer.mark))
            (ui::quiet_link("The guide", &visit.href("/planner/guide"), Some(Icon::Info)))
        })))
        (refused(refusal))
        (answered(visit, value))
        (demand::section(visit, value))
        @if value.verdict.is_some() { (case::section(visit, value)) }
        (ui::section("questions", "The questions", Some("Five factors; what you leave open is told apart from a no."), html! {
            @if may { (questions::form(visit, typed.unwrap_or(&kept))) }
            @else if let Some(missing) = missing.as_ref().filter(|_| !visit.in_the_past()) { (not_offered(missing)) }
            @else { (ui::notice(Tone::Neutral, "", html! { "An earlier day can be read and not be changed." })) }
        }))
        (figures::section(visit, value, may))
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn answered(visit: &Visit, value: &PlannerAnswer) -> Markup {
    html! {
        @match (&value.verdict, &value.judged) {
            (Some(verdict), Some(judged)) => { (result::shown(Some(visit), value, verdict, judged)) }
            _ => {
                @if let Some(refusal) = &value.undecided { (refused(Some(refusal))) }
                @else {
                    (ui::empty_state(
                        "Nobody has answered the questions yet",
                        "Say where your customers are and what they asked for; the rest can stay open.",
                        ui::link_button("Answer the questions", "#questions", None),
                    ))
                }
            }
        }
    }
}

/// A claim as a link to where it is held against the rows; any other source as it stands.
fn cited(visit: &Visit, source: &str) -> Markup {
    html! {
        @if app::library::planner_claim(source).is_some() {
            a.id href=(visit.href(&format!("/claims#{}", encode(source)))) { (source) }
        } @else { span.hint { (source) } }
    }
}

/// A citation of the guide.
fn citation(visit: &Visit, source: &Citation) -> Markup {
    cited(visit, &app::library::planner_guide().cited(source))
}

/// A request by its id, as a link to where it is kept.
fn request(visit: &Visit, id: &str) -> Markup {
    let path = match id.starts_with("AS-") {
        true => format!("/asked#{}", encode(id)),
        false => format!("/registers/demand/{}", encode(id)),
    };
    html! { a.id href=(visit.href(&path)) { (id) } }
}

async fn answer(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let done = questions::meant(&typed).map_err(Problem::from).and_then(|answers| {
        let command = PlannerCommand::AnswerPlanner { answers: Box::new(answers) };
        visit.change("Kept the answers.", PLACE, Command::Planner(command))
    });
    or_again(done, |refusal| page(&visit, Some(&typed), Some(refusal)))
}

async fn set_figure(
    visit: Visit,
    Path((_, figure)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let unknown = || Refusal::Unknown { what: "figure", id: figure.clone(), nearest: None };
    let meant = FigureKind::parse(&figure).ok_or_else(unknown).and_then(|kind| {
        let text = typed.get("value").trim();
        let set = match text.is_empty() {
            true => None,
            false => {
                let value = questions::number(text, kind.title())?;
                Some(FigureSet { value, source: typed.get("source").to_owned() })
            }
        };
        Ok(PlannerCommand::SetPlannerFigure { figure: kind, set })
    });
    let done = meant
        .map_err(Problem::from)
        .and_then(|command| visit.change("Set the figure.", "/planner#figures", Command::Planner(command)));
    or_again(done, |refusal| page(&visit, None, Some(refusal)))
}
