//! The plan: the roadmap with its picture, what it costs, alternatives side by side, and the figures that it is reckoned with.

mod acts;
mod choices;
mod cost;
mod figures;
mod road;
mod steps;
#[cfg(test)]
mod tests;
mod what_if;

use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use crate::words::plan::{PlanChoicesBody, choices_of, ends, grouped, months};
use app::ask::PlanOf;
use axum::Router;
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::plan::{Sourced, Told, usual};
use domain::values::plan::Choices;
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) const PLACE: &str = "/plan";
const TITLE: &str = "Time and cost";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/plan", get(road::show).post(acts::set))
        .route("/o/{organisation}/plan/choices", get(choices::show))
        .route("/o/{organisation}/plan/cost", get(cost::show))
        .route("/o/{organisation}/plan/what-if", get(what_if::show))
        .route("/o/{organisation}/plan/figures", get(figures::show).post(acts::set_figure))
        .route("/o/{organisation}/plan/figures/removal", post(acts::remove_figure))
        .route("/o/{organisation}/plan/baselines", post(acts::keep_baseline))
        .route("/o/{organisation}/plan/steps", post(acts::report_step))
        .route("/o/{organisation}/plan.ics", get(acts::file))
}

/// The names of choices in an address, by which they are tried out.
const TRIED: [&str; 9] =
    ["route", "start", "window", "size", "basis", "tool", "consultant", "maturity", "maturity-reason"];

/// The choices that the address tries out, over what was set; `None` when it names none.
fn trial(visit: &Visit, set: Option<&Choices>, today: Date) -> Result<Option<Choices>, Refusal> {
    if TRIED.iter().all(|name| visit.field(name).is_none()) {
        return Ok(None);
    }
    let number = |name: &'static str| {
        let typed = visit.field(name);
        typed.map(|text| text.parse::<u32>().map_err(|_| no_number(name, &text))).transpose()
    };
    let start = visit.field("start").map(|text| {
        text.parse::<Date>().map_err(|_| Refusal::NotPossible {
            sentence: format!("start: `{}` is no day", text.chars().take(40).collect::<String>()),
            hint: "write it like 2027-01-04".to_owned(),
        })
    });
    let body = PlanChoicesBody {
        route: visit.field("route"),
        start: start.transpose()?,
        window_months: number("window")?,
        size: visit.field("size"),
        basis: visit.field("basis"),
        tool: visit.field("tool").map(|tool| if tool == "none" { String::new() } else { tool }),
        consultant: visit.field("consultant").map(|word| word == "yes"),
        maturity_percent: number("maturity")?,
        maturity_reason: visit.field("maturity-reason"),
        ..PlanChoicesBody::default()
    };
    choices_of(body, set, today).map(Some)
}

fn no_number(name: &str, text: &str) -> Refusal {
    Refusal::NotPossible {
        sentence: format!("{name}: `{}` is no whole number", text.chars().take(40).collect::<String>()),
        hint: "write digits alone, as in 6".to_owned(),
    }
}

/// The question that an address asks.
fn question(visit: &Visit) -> Result<PlanOf, super::problem::Problem> {
    if TRIED.iter().all(|name| visit.field(name).is_none()) {
        return Ok(PlanOf::default());
    }
    let before = visit.ask(&PlanOf::default())?;
    Ok(PlanOf { trial: trial(visit, before.value.set.as_ref(), before.mark.on)? })
}

/// The command about nothing yet: asked whether the plan may be set.
fn any(today: Date) -> Option<Command> {
    crate::words::plan::set(usual("extension", today)).ok()
}

/// Why this person may not set the plan; `None` when they may.
fn kept_from(visit: &Visit, today: Date) -> Option<Refusal> {
    any(today).and_then(|command| super::people::why_not(visit, &command))
}

/// The views of the plan, each with its address; what is tried out goes along.
fn views(visit: &Visit, here: &str) -> Markup {
    let tab = |label: &'static str, path: &'static str| ui::Tab {
        label: label.into(),
        href: again(visit, path).into(),
        current: path == here,
        count: None,
    };
    let tabs = [
        tab("Roadmap", "/plan"),
        tab("Cost", "/plan/cost"),
        tab("What if", "/plan/what-if"),
        tab("Choices", "/plan/choices"),
        tab("Figures", "/plan/figures"),
    ];
    ui::tabs("Views of the plan", &tabs)
}

/// A page inside the organisation, with the choices that are tried out.
fn again(visit: &Visit, path: &str) -> String {
    visit.with(path, &[])
}

/// Whether the page shows what was set, or a trial.
fn standing(visit: &Visit, set: bool, trial: bool, title: &str) -> Markup {
    match (set, trial) {
        (true, false) => html! {},
        (false, _) if TRIED.iter().all(|name| visit.field(name).is_none()) => ui::notice(
            Tone::Neutral,
            "No plan is set yet",
            html! {
                "The page shows the usual way, " (title) ", as if it began today. "
                a href=(visit.href("/plan/choices")) { "Choose route, start and prices" } "; until then nothing is kept."
            },
        ),
        _ => ui::notice(
            Tone::Caution,
            "A trial",
            html! {
                "What the address says is tried out, and nothing of it is kept. "
                a href=(again(visit, "/plan/choices")) { "Make it the plan" } " or "
                a href=(visit.href(PLACE)) { "go back to what is set" } "."
            },
        ),
    }
}

/// Whose a figure is, with a link to the claim where it was published.
fn told(visit: &Visit, told: &Told) -> Markup {
    match told {
        Told::Published { claim, publication } => html! {
            a href={ (visit.href("/claims?show=all")) "#" (claim) } { (claim) } " " span.hint { (publication) }
        },
        Told::Own(own) => html! {
            (ui::badge(Tone::Accent, "Own figure")) " " (own.source) ", " (own.on)
            @if !own.note.is_empty() { div.hint { (own.note) } }
        },
        Told::Assumed(why) => html! { (ui::badge(Tone::Neutral, "Assumed")) " " (why) },
    }
}

/// A figure with its source, for a table.
fn sourced(visit: &Visit, figure: &Sourced) -> Markup {
    html! {
        (told(visit, &figure.told))
        @if let Some(instead) = figure.instead_of { div.hint { "in place of " (ends(instead)) } }
    }
}
