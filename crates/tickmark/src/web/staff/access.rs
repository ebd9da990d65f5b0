//! Requests for access: what waits for a decision on top, what is to be carried out, and what is over.

use super::{ask, by, day, day_of, name, register, stage_badge, tabs};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode, n};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Field, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::StaffAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::staff::HeldRequest;
use domain::values::AccessRequest;
use domain::values::staff::{AccessKind, AccessStage};
use maud::{Markup, html};

/// Requests that are over on one page.
const PAGE: usize = 100;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let value = &answer.value;
    let all = value.workforce.requests_by_urgency();
    let at = |stage| all.iter().copied().filter(move |(_, held)| held.stage == stage);
    let (waiting, approved) = (at(AccessStage::Asked), at(AccessStage::Approved));
    let over: Vec<_> = all.iter().copied().filter(|(_, held)| held.stage.rank() == 2).collect();
    let body = html! {
        (ui::heading(
            "Access requests",
            Some("Access to a system is asked for, decided by somebody else, and carried out; so is taking it away (CC6.2, CC6.3, A.5.18)."),
            Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } }),
        ))
        (tabs(visit, "/staff/access"))
        (refused(refusal))
        (ui::section("waiting", "Waiting for a decision", None, html! {
            @if value.report.undecided == 0 { p.hint { "Nothing waits." } }
            div.card-grid { @for (id, held) in waiting { (card(visit, value, id, held, typed)) } }
        }))
        @if approved.clone().next().is_some() {
            (ui::section("approved", "Approved, to be carried out", None, html! {
                div.card-grid { @for (id, held) in approved { (card(visit, value, id, held, typed)) } }
            }))
        }
        (ask::section(visit, value, typed))
        (ui::section("over", "Decided", None, past(visit, value, &over)))
    };
    let crumbs = [Crumb::link("People at work", visit.href("/staff")), Crumb::here("Access requests")];
    Ok(visit.page(&answer.mark, "Access requests", "/staff", &crumbs, body))
}

/// What is asked, in a line: system, level, kind.
pub(super) fn wanted(request: &AccessRequest) -> Markup {
    html! {
        strong { (request.system) } @if !request.level.is_empty() { " as " (request.level) }
        @if request.kind != AccessKind::Grant { div.hint { (request.kind.title().to_lowercase()) } }
    }
}

/// A request that is open: what, for whom, why, and the next step for who may take it.
fn card(visit: &Visit, answer: &StaffAnswer, id: &str, held: &HeldRequest, typed: &Typed) -> Markup {
    let request = &held.request;
    let workforce = &answer.workforce;
    html! {
        article.card id=(id) {
            div.card-head {
                h3.card-title { (request.system) @if !request.level.is_empty() { " as " (request.level) } }
                (stage_badge(held.stage))
            }
            (ui::definition_list(&[
                ("For", html! { (name(visit, &request.person)) }),
                ("What", html! { (request.kind.title()) }),
                ("Why", html! { (request.reason) }),
                ("Asked by", html! { (by(visit, workforce, &held.asked_by)) ", " (day_of(held.asked_us)) }),
            ]))
            @if let Some(decider) = &held.decided_by {
                p.hint { "Approved by " (by(visit, workforce, decider)) ": " (held.decision) }
            }
            @if held.stage == AccessStage::Asked { (decision(visit, id, typed)) } @else { (completion(visit, id, typed)) }
        }
    }
}

fn decision(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    let command = Command::DecideAccess { id: id.to_owned(), approved: true, reason: String::new() };
    if visit.in_the_past() {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &command) {
        return not_offered(&missing);
    }
    let field = format!("reason-{id}");
    let reason = Field {
        name: "decision",
        id: &field,
        label: "Why it is decided so",
        value: if typed.get("about") == id { typed.get("decision") } else { "" },
        required: true,
        ..Field::default()
    };
    ui::form(
        &format!("/o/{}/staff/access/{}/decision", visit.org, encode(id)),
        html! {
            (ui::hidden("about", id))
            (ui::textarea(&reason, 2))
            div.actions {
                button.button.primary type="submit" name="approved" value="yes" { "Approve" }
                button.button.danger-quiet type="submit" name="approved" value="no" { "Refuse" }
            }
        },
    )
}

fn completion(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    let today = visit.doors.app.clock().today();
    let command = Command::CarryOutAccess { id: id.to_owned(), on: today };
    if visit.in_the_past() {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &command) {
        return not_offered(&missing);
    }
    let (field, today) = (format!("on-{id}"), today.to_string());
    let on = Field {
        name: "on",
        id: &field,
        label: "Carried out on",
        value: if typed.get("about") == id { typed.get("on") } else { &today },
        ..Field::default()
    };
    ui::form(
        &format!("/o/{}/staff/access/{}/completion", visit.org, encode(id)),
        html! {
            (ui::hidden("about", id))
            div.inline-form { (ui::date_field(&on)) (ui::button("Record")) }
        },
    )
}

fn past(visit: &Visit, answer: &StaffAnswer, over: &[(&String, &HeldRequest)]) -> Markup {
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(over.len());
    let shown = &over[from..over.len().min(from + PAGE)];
    let columns = [
        Column::text("Access"),
        Column::text("For"),
        Column::narrow("Asked"),
        Column::text("Decided by"),
        Column::narrow("Stands"),
    ];
    let rows: Vec<Row> = shown
        .iter()
        .map(|(_, held)| {
            Row::new(vec![
                html! { div { (wanted(&held.request)) } p.hint { (held.request.reason) } },
                name(visit, &held.request.person),
                html! { (day_of(held.asked_us)) div.hint { "by " (by(visit, &answer.workforce, &held.asked_by)) } },
                html! {
                    @if let Some(decider) = &held.decided_by { (by(visit, &answer.workforce, decider)) }
                    p.hint { (held.decision) }
                },
                html! { (stage_badge(held.stage)) @if held.done_on.is_some() { div.hint { "on " (day(held.done_on)) } } },
            ])
        })
        .collect();
    let empty = ("Nothing was decided yet", "The first request is asked for above.", html! {});
    let page = |at: usize| visit.with("/staff/access", &[("from", &at.to_string())]);
    let next = (from + PAGE < over.len()).then(|| page(from + PAGE));
    let previous = (from > 0).then(|| page(from.saturating_sub(PAGE)));
    html! {
        @if !over.is_empty() { p.count-line { (counted(over.len(), "request", "requests")) ", the newest first" } }
        (ui::table("Requests that are decided", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if next.is_some() || previous.is_some() {
            (ui::pager(n(from + 1), n(from + shown.len()), n(over.len()), previous.as_deref(), next.as_deref()))
        }
    }
}

pub(super) async fn decide(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let approved = match typed.get("approved") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::Empty { field: "the decision", wanted: "whether it is approved or refused" }),
    };
    let decided = approved.map_err(Problem::from).and_then(|approved| {
        let done = if approved { "Approved the request." } else { "Refused the request." };
        let reason = typed.get("decision").to_owned();
        visit.change(done, "/staff/access", Command::DecideAccess { id, approved, reason })
    });
    or_again(decided, |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn carry_out(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let done = typed.day("on", "the day on which it was done").map_err(Problem::from).and_then(|on| {
        visit.change("Recorded that it was carried out.", "/staff/access", Command::CarryOutAccess { id, on })
    });
    or_again(done, |refusal| page(&visit, &typed, Some(refusal)))
}
