//! The list of engagements, days that no window holds, and what the services do.

use super::{days, offered, only_who_may, path, state_badge, tabs};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days as day_picker};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{EngagementLine, Engagements, EngagementsAnswer};
use axum::response::Response;
use domain::command::{Command, EngagementCommand};
use domain::refusal::Refusal;
use domain::values::ServiceFacts;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Engagements)?;
    let value = &answer.value;
    let may = offered(visit);
    let body = html! {
        (ui::heading(
            "Engagements",
            Some("SOC 2 examinations: each ends in a report of a licensed CPA firm, on one day or over a window."),
            Some(html! {
                (day_picker(visit, &answer.mark))
                @if may { (ui::link_button("Plan an engagement", &visit.href("/engagements/new"), None)) }
            }),
        ))
        (tabs(visit, "/engagements"))
        (refused(refusal))
        (continuity(visit, value))
        (table(visit, value, may))
        @if may { (facts(visit, value.facts)) }
    };
    Ok(visit.page(&answer.mark, "Engagements", "/engagements", &[Crumb::here("Engagements")], body))
}

/// Days that no window holds or two of them do, and windows in which controls did not run (R208).
fn continuity(visit: &Visit, value: &EngagementsAnswer) -> Markup {
    html! {
        @for gap in &value.breaks {
            (ui::notice(Tone::Caution, "A break between windows", html! {
                "No window holds the days from " (gap.from)
                @if let Some(until) = gap.until { " to " (until) } @else { " on" }
                ", after " a href=(visit.href(&path(&gap.after))) { (gap.after) } ". The next window starts the day after the last one."
            }))
        }
        @for both in &value.overlaps {
            (ui::notice(Tone::Caution, "Windows that overlap", html! {
                a href=(visit.href(&path(&both.first))) { (both.first) } " and " a href=(visit.href(&path(&both.second))) { (both.second) }
                " both hold the days from " (both.from) " to " (both.until) ". The next window starts the day after the last one."
            }))
        }
        @for missed in &value.missed {
            (ui::notice(Tone::Caution, "Controls missed a run", html! {
                a href=(visit.href(&format!("{}/window?status=gap", path(&missed.engagement)))) {
                    (missed.controls.len()) " of " (counted(missed.in_scope, "control", "controls")) " in scope"
                }
                " of " (missed.engagement) " have a gap, however much else was going on."
            }))
        }
    }
}

fn table(visit: &Visit, value: &EngagementsAnswer, may: bool) -> Markup {
    let columns = [
        Column::text("Engagement"),
        Column::narrow("Kind"),
        Column::narrow("Days"),
        Column::narrow("State"),
        Column::text("Next step"),
    ];
    let rows: Vec<Row> = value.lines.iter().map(|line| row(visit, line)).collect();
    let begin = html! { @if may { (ui::link_button("Plan the first", &visit.href("/engagements/new"), None)) } };
    let empty = (
        "No engagement is planned yet",
        "Plan one: a Type I looks at the design on one day, a Type II at the operation over a window. A window cannot be compressed, so the sooner it begins, the sooner there is a report.",
        begin,
    );
    ui::table("Engagements", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn row(visit: &Visit, line: &EngagementLine) -> Row {
    let engaged = &line.held.engagement;
    let row = Row::new(vec![
        ui::named(&line.id, &engaged.title, &visit.href(&path(&line.id))),
        html! { (engaged.kind.title()) },
        days(engaged.kind),
        state_badge(line.held.state),
        html! {
            @match &line.next {
                None => (ui::nothing()),
                Some(next) => {
                    (next.to.title())
                    @if !next.missing.is_empty() { span.hint { ": " (next.missing.len()) " missing" } }
                },
            }
        },
    ]);
    Row { faint: line.held.state == domain::values::EngagementState::Withdrawn, ..row }
}

/// The words of a fact, and the category that it suggests.
const FACTS: [(&str, &str); 4] = [
    ("sla", "Commitments on uptime or recovery are made to customers (suggests Availability)"),
    ("transactions", "Transactions, calculations or transformations of data (suggests Processing Integrity)"),
    ("business", "Trade secrets, financial or other sensitive data of businesses (suggests Confidentiality)"),
    ("personal", "Data about persons (suggests Privacy; no check of any data protection law)"),
];

fn facts(visit: &Visit, facts: Option<ServiceFacts>) -> Markup {
    let now = facts.unwrap_or_default();
    let so = [now.sla, now.transactions, now.confidential_business_data, now.personal_data];
    let boxes: Vec<Choice<'_>> = FACTS.iter().zip(so).map(|((id, label), so)| Choice::new(*id, *label, so)).collect();
    html! {
        details.fold.add open[facts.is_none()] {
            summary { "What the services do" }
            (ui::form(&format!("/o/{}/service-facts", visit.org), html! {
                (ui::checkboxes(&Field { name: "facts", label: "What is so", hint: "Each suggests a category; the choice stays yours.", ..Field::default() }, &boxes))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

pub(super) async fn set_facts(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_who_may(&visit)?;
    let has = |id: &str| typed.all("facts").any(|one| one == id);
    let facts = ServiceFacts {
        sla: has("sla"),
        transactions: has("transactions"),
        confidential_business_data: has("business"),
        personal_data: has("personal"),
    };
    let command = Command::Engagement(EngagementCommand::SetServiceFacts { facts });
    or_again(visit.change("Recorded what the services do.", "/engagements", command), |refusal| {
        page(&visit, Some(refusal))
    })
}
