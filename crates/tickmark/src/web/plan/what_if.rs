//! Alternatives side by side: sequence, scope, start, own people or a consultant.

use super::{PLACE, TITLE, ends, months, question, views};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::PlanAlternativesOf;
use axum::response::Response;
use domain::reports::plan::Alternative;
use domain::values::plan::{Choices, StepKind};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let question = PlanAlternativesOf { trial: question(&visit)?.trial, own: Vec::new() };
    let answer = visit.ask(&question)?;
    let all = &answer.value;
    let columns: Vec<Column<'_>> =
        [Column::text("")].into_iter().chain(all.iter().map(|one| Column::text(one.title.as_str()))).collect();
    let lead = "The same questions to each: when it ends, what it costs, how many months of own people, what binds it.";
    let body = html! {
        (ui::heading("What if", Some(lead), Some(days(&visit, &answer.mark))))
        (views(&visit, "/plan/what-if"))
        (ui::table("Alternatives side by side", &columns, &rows(&visit, all), TableOptions { wide: true, ..TableOptions::default() }))
        @if let Some(said) = crate::words::plan::reported(all) { p.aside { (said) } }
        (ui::notice(Tone::Neutral, "Try your own", html! {
            "Every choice can be tried out on the page " a href=(visit.href("/plan/choices")) { "Choices" } " without keeping it, and comes back here beside its alternatives."
        }))
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("What if")];
    Ok(visit.page(&answer.mark, "What if", PLACE, &crumbs, body))
}

fn rows(visit: &Visit, all: &[Alternative]) -> Vec<Row> {
    let line = |label: &str, cell: &dyn Fn(&Alternative) -> Markup| {
        let head = html! { strong { (label) } };
        Row::new([head].into_iter().chain(all.iter().map(cell)).collect())
    };
    vec![
        line("Route", &|one| html! { a href=(tried(visit, &one.roadmap.choices)) { (one.roadmap.title) } }),
        line("Starts", &|one| html! { (one.roadmap.choices.start) }),
        line(
            "Ends",
            &|one| html! { (one.roadmap.ends.0) @if one.roadmap.ends.0 != one.roadmap.ends.1 { " to " (one.roadmap.ends.1) } },
        ),
        line("Days", &|one| html! { (ends(one.roadmap.days)) }),
        line("What binds it", &|one| html! { (one.roadmap.binding.kind.map_or("nothing is left", StepKind::title)) }),
        line(
            "First year, US dollars",
            &|one| html! { (one.cost.years.first().map_or(String::new(), |year| ends(*year))) },
        ),
        line("Bought in three years", &|one| html! { (ends(one.cost.bought)) }),
        line("With own people", &|one| html! { (ends(one.cost.total)) }),
        line(
            "Full-time months",
            &|one| html! { @if one.cost.effort.lines.is_empty() { (ui::nothing()) } @else { (months(one.cost.effort.tenths())) } },
        ),
        line("Size", &|one| html! { (one.roadmap.choices.size.title()) }),
        line("Consultant", &|one| html! { @if one.roadmap.choices.consultant { "yes" } @else { "no" } }),
    ]
}

/// The roadmap page that tries these choices out.
pub(super) fn tried(visit: &Visit, choices: &Choices) -> String {
    let (start, window) = (choices.start.to_string(), choices.window_months.to_string());
    let maturity = choices.maturity_percent.to_string();
    let set = [
        ("route", choices.route.as_str()),
        ("start", &start),
        ("window", &window),
        ("size", choices.size.id()),
        ("basis", choices.basis.id()),
        ("tool", choices.tool.as_deref().unwrap_or("none")),
        ("consultant", if choices.consultant { "yes" } else { "no" }),
        ("maturity", &maturity),
        ("maturity-reason", &choices.maturity_reason),
    ];
    visit.with(PLACE, &set)
}
