//! The choices of a plan: tried out by the address, or kept.

use super::{PLACE, TITLE, kept_from, question, views};
use crate::web::people::{form_page, not_offered};
use crate::web::planner::net_new_folded;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::plan::{Basis, Choices, Size};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None, None)
}

/// The form over the choices of today, or over what was typed and refused.
pub(super) fn page(visit: &Visit, typed: Option<&Typed>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&question(visit)?)?;
    let value = &answer.value;
    let missing = kept_from(visit, answer.mark.on);
    let filled = typed.cloned().unwrap_or_else(|| filled(&value.roadmap.choices));
    let keep = format!("/o/{}/plan", visit.org);
    let lead =
        "Route, start, size, scope and platform are what time and cost depend on. Try them out, or make them the plan.";
    let body = html! {
        (ui::heading("Choices", Some(lead), None))
        (views(visit, "/plan/choices"))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        (net_new_folded(visit, app::library::planner_guide()))
        form.form method="post" action=(keep) data-guard {
            (fields(&filled))
            div.actions {
                @if missing.is_none() && !visit.in_the_past() { (ui::button("Make it the plan")) }
                button.button type="submit" formmethod="get" formaction=(visit.href(PLACE)) { "Try it out" }
            }
        }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Choices")];
    let page = visit.page(&answer.mark, "Choices of the plan", PLACE, &crumbs, body);
    Ok(form_page(page, None))
}

fn filled(choices: &Choices) -> Typed {
    let (start, window, seed) =
        (choices.start.to_string(), choices.window_months.to_string(), choices.seed.to_string());
    let maturity = choices.maturity_percent.to_string();
    Typed::of([
        ("route", choices.route.as_str()),
        ("start", &start),
        ("window", &window),
        ("size", choices.size.id()),
        ("basis", choices.basis.id()),
        ("tool", choices.tool.as_deref().unwrap_or("none")),
        ("tool-reason", &choices.tool_reason),
        ("in-use", if choices.tool_in_use { "yes" } else { "no" }),
        ("consultant", if choices.consultant { "yes" } else { "no" }),
        ("maturity", &maturity),
        ("maturity-reason", &choices.maturity_reason),
        ("seed", &seed),
    ])
}

fn fields(typed: &Typed) -> Markup {
    let tables = app::plans::tables();
    let routes: Vec<Choice<'_>> = tables
        .routes
        .iter()
        .map(|route| Choice::new(route.id.as_str(), route.title.as_str(), typed.get("route") == route.id))
        .collect();
    let sizes = Size::ALL.map(|size| Choice::new(size.id(), size.title(), typed.get("size") == size.id()));
    let bases = Basis::ALL.map(|basis| Choice::new(basis.id(), basis.title(), typed.get("basis") == basis.id()));
    let none = Choice::new("none", "No tool", typed.get("tool") == "none");
    let tools = tables.items.iter().filter(|item| item.part == "tooling");
    let tools = tools.map(|item| Choice::new(item.key.as_str(), item.title.as_str(), typed.get("tool") == item.key));
    let tools: Vec<Choice<'_>> = [none].into_iter().chain(tools).collect();
    let yes_no = |name: &'static str| {
        ["yes", "no"].map(|word| Choice::new(word, if word == "yes" { "Yes" } else { "No" }, typed.get(name) == word))
    };
    let field = |name: &'static str, label: &'static str, hint: &'static str| Field {
        name,
        label,
        hint,
        value: typed.get(name),
        ..Field::default()
    };
    html! {
        (ui::select(&field("route", "Route", ""), &routes))
        (ui::date_field(&Field { required: true, ..field("start", "First day", "Week 1 of the plan begins on it.") }))
        (ui::text(&field("window", "Months of the Type II window", "6 for a first one, 12 later; below 3 few readers take the report.")))
        (ui::select(&field("size", "Size and scope", "Published prices differ by it."), &sizes))
        (ui::radios(&field("basis", "Prices of SOC 2", "The all-in price contains readiness, remediation, policy writing, tooling and audit."), &bases))
        (ui::select(&field("tool", "Tool", "Refused beside an all-in price, which contains tooling."), &tools))
        (ui::radios(&field("in-use", "Is the tool in use already?", "Then it costs nothing more."), &yes_no("in-use")))
        (ui::text(&field("tool-reason", "Why that tool, or none", "Stack, size of the team, budget.")))
        (ui::radios(&field("consultant", "With a consultant?", "It saves months of trial and error when nobody here has been through an engagement before."), &yes_no("consultant")))
        (ui::text(&field("maturity", "Preparation and build, in per cent of what was published", "100 as published; more while few controls are in place, less where most are.")))
        (ui::text(&field("maturity-reason", "Why", "Needed unless it is 100.")))
        (ui::text(&field("seed", "Seed of the simulation of cost", "The same seed gives the same distribution.")))
    }
}
