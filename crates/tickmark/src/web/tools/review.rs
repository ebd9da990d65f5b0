//! The management review: what stands between it and its minutes (K10).

use super::asked::{self, Tool, answer, number, text, ticked};
use super::{form, typed};
use crate::web::problem::Problem;
use crate::web::ui::{self, Choice, Column, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{CheckErrorsWords, review};
use axum::response::Response;
use domain::reports::review::{ReviewCheck, ReviewInput};
use maud::{Markup, html};
use serde_json::json;

const TOOL: Tool = Tool {
    title: "Review check",
    path: "/tools/review",
    lead: "What stands between a management review and its minutes? Clauses 9.3.1 to 9.3.3; nothing is kept.",
    next: "Tick what was treated and decided, and give the days.",
    example: "/tools/review?asked=yes&inputs=a,b,c,d1,d2,d3,d4,f_results,f_plan_status,g&said=top_management,previous_actions_with_status,decision_improvement&change=no+change+needed&last=2025-09-10&held=2026-09-08&interval=12",
    how: &[
        "Ten points are inputs of the review; f has two parts, results of risk assessment and status of the treatment plan, so that eleven are ticked.",
        "A decision that nothing changes is a decision.",
        "A first review has no earlier actions: tick that they have their status, and leave the day of the review before empty.",
        "A review on the last day of the interval is in time: the same day of the month, or the last of a shorter one.",
        "A SOC 2 examination asks for no management review of this form; its report does not close the clause.",
    ],
};

/// Facts that are ticked.
const FACTS: [(&str, &str); 3] = [
    ("top_management", "Top management attended"),
    ("decision_improvement", "Something was decided on improvement"),
    ("previous_actions_with_status", "Every action of the review before has a status"),
];

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let found = visit.field("asked").map(|_| {
        let fact = |name: &str| ticked(&visit, "said", name);
        let inputs: Vec<&str> =
            ReviewInput::ALL.into_iter().map(ReviewInput::id).filter(|id| ticked(&visit, "inputs", id)).collect();
        let question = json!({
            "inputs": inputs, "top_management": fact("top_management"),
            "decision_improvement": fact("decision_improvement"), "decision_change": text(&visit, "change"),
            "previous_actions_with_status": fact("previous_actions_with_status"),
            "last_review": text(&visit, "last"), "held": text(&visit, "held"),
            "interval_months": number(&visit, "interval"),
        });
        answer(&question, review).map(|found| told(&found))
    });
    asked::page(&visit, &TOOL, &asked::question(fields(&visit)), found)
}

fn told(found: &CheckErrorsWords) -> Markup {
    if found.errors.is_empty() {
        return ui::notice(Tone::Good, "Nothing is missing", html! { p { "The minutes can be approved." } });
    }
    let rows: Vec<Row> = found
        .errors
        .iter()
        .map(|[check, input]| {
            let what = ReviewCheck::ALL.into_iter().find(|one| one.id() == check).map_or("", ReviewCheck::title);
            let named = ReviewInput::parse(input).map(|input| format!("{}: {}", input.id(), input.title()));
            Row::new(vec![
                html! { (check) },
                html! { (what) },
                named.map_or_else(ui::nothing, |named| html! { (named) }),
            ])
        })
        .collect();
    let columns = [Column::narrow("Check"), Column::text("What is wrong"), Column::text("Input")];
    ui::table("What is missing", &columns, &rows, TableOptions::default())
}

fn fields(visit: &Visit) -> Markup {
    let (change, last, held) = (typed(visit, "change"), typed(visit, "last"), typed(visit, "held"));
    let interval = visit.field("interval").unwrap_or_else(|| "12".to_owned());
    let field = |name, label, value, hint| Field { name, label, value, hint, ..Field::default() };
    let inputs: Vec<Choice<'_>> = ReviewInput::ALL
        .into_iter()
        .map(|i| Choice::new(i.id(), format!("{}: {}", i.id(), i.title()), ticked(visit, "inputs", i.id())))
        .collect();
    let facts: Vec<Choice<'_>> =
        FACTS.into_iter().map(|(id, label)| Choice::new(id, label, ticked(visit, "said", id))).collect();
    form(
        visit,
        TOOL.path,
        html! {
            (ui::hidden("asked", "yes"))
            (ui::checkboxes(&field("inputs", "Inputs that were treated", "", ""), &inputs))
            (ui::checkboxes(&field("said", "What is so", "", ""), &facts))
            (ui::text(&field("change", "Decision on changes to the management system", change.as_str(), "Such as: no change needed.")))
            (ui::date_field(&field("last", "Day of the review before", last.as_str(), "Empty for a first review.")))
            (ui::date_field(&Field { required: true, ..field("held", "Day on which it was held", held.as_str(), "") }))
            (ui::text(&Field { required: true, ..field("interval", "Months between two reviews", interval.as_str(), "") }))
        },
    )
}
