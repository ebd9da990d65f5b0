//! One review: its steps from top to bottom on one side; what is missing and who attended on the other.

use super::{PLACE, TITLE, action, day, minutes, path, state_badge, track};
use crate::web::history;
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::reading::{days, encode};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Confirm, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{ReviewDetail, ReviewOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, ReviewCommand};
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::counted;
use domain::values::review::{OTHER_MINUTES_IN_PART, ReviewForm, ReviewState, SOC2_ASKS_FOR_NONE};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewOf(id.to_owned()))?;
    let detail = &answer.value;
    let id = &detail.line.id;
    let title = format!("{id} {}", detail.held.plan.title);
    let record = detail.held.plan.form == ReviewForm::Record;
    let body = html! {
        (ui::heading(&title, None, Some(html! {
            @if refusal.is_none() { (days(visit, &answer.mark)) }
            (ui::quiet_link("Agenda", &visit.href(&format!("{}/agenda", path(id))), None))
            (ui::quiet_link("Minutes", &visit.href(&format!("{}/minutes", path(id))), None))
            @if !visit.in_the_past() { (ways(visit, detail)) }
        })))
        (refused(refusal))
        @if record { (ui::notice(Tone::Neutral, "A record of another meeting", html! { (OTHER_MINUTES_IN_PART) })) }
        (ui::columns(track::track(visit, detail, typed), html! { (facts(visit, detail)) (checks(visit, detail)) }))
        p.hint { (SOC2_ASKS_FOR_NONE) }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here(id.clone())];
    let body = history::with(visit, &answer.mark, (FoundKind::Review, id), &body);
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

/// Another day, and cancelling: before it is held.
fn ways(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let id = &detail.line.id;
    let cancel = ReviewCommand::CancelReview { id: id.clone(), reason: String::new() };
    let open = matches!(detail.line.state, ReviewState::Scheduled | ReviewState::AgendaSent);
    if !open || why_not(visit, &Command::Review(cancel)).is_some() {
        return html! {};
    }
    let reason = |name| Field { name: "reason", id: name, label: "Why", required: true, ..Field::default() };
    let on = detail.held.plan.on.to_string();
    let (day_action, cancel_action) = (action(visit, id, "day"), action(visit, id, "cancellation"));
    let other = Confirm {
        id: "other-day",
        open: "Another day",
        title: "On which day does it take place?",
        text: "What its agenda showed stays as it is until it is sent again.",
        action: &day_action,
        yes: "Move it",
        danger: false,
    };
    let never = Confirm {
        id: "cancel",
        open: "Cancel it",
        title: &format!("Does {id} not take place?"),
        text: "It stays in the list with the reason.",
        action: &cancel_action,
        yes: "Cancel it",
        danger: true,
    };
    html! {
        (ui::confirm(&other, html! {
            (ui::date_field(&Field { name: "on", id: "other-on", label: "Day", value: &on, required: true, ..Field::default() }))
            (ui::textarea(&reason("other-reason"), 2))
        }))
        (ui::confirm(&never, ui::textarea(&reason("cancel-reason"), 2)))
    }
}

fn facts(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let held = &detail.held;
    ui::card(ui::definition_list(&[
        ("State", state_badge(detail.line.state)),
        (
            "Day",
            html! {
                @match &held.meeting { Some(meeting) => { "held on " (day(meeting.on)) }, None => { "planned for " (day(held.plan.on)) } }
                @if detail.line.overdue { p { (ui::badge(Tone::Danger, "Its day is over")) } }
            },
        ),
        ("Attended", minutes::attended(visit, detail)),
        (
            "Review before",
            html! {
                @match detail.agenda.since { Some(since) => (day(since)), None => "none" }
                p.hint { "A review every " (counted(detail.programme.interval_months, "month", "months")) "." }
            },
        ),
        (
            "Evidence",
            html! {
                @if held.evidence.is_empty() { (ui::nothing()) }
                @for id in &held.evidence { a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } " " }
            },
        ),
    ]))
}

/// MR-01 to MR-06, shown all the time.
fn checks(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let line = &detail.line;
    let inputs: Vec<_> = line.findings.iter().filter_map(|found| found.input).collect();
    let others = line.findings.iter().filter(|found| found.input.is_none());
    html! {
        @if line.state != ReviewState::Cancelled {
            (ui::section("checks", "Before the minutes can be approved", None, html! {
                @if line.findings.is_empty() { p { (ui::badge(Tone::Good, "Nothing is missing")) } }
                ul.needs {
                    @if !inputs.is_empty() {
                        li { span.need-open aria-hidden="true" {} span {
                            "Inputs of which nothing is said (MR-01): "
                            @for (at, input) in inputs.iter().enumerate() {
                                @if at > 0 { ", " }
                                a href=(visit.href(&format!("{}/agenda#input-{}", path(&line.id), input.id()))) { (input.title().to_lowercase()) }
                            }
                        } }
                    }
                    @for found in others {
                        li {
                            span.need-open aria-hidden="true" {}
                            span { (found.check.title()) " (" (found.check.id()) ")" @if !found.blocks() { ": a warning, which stays on the record" } }
                        }
                    }
                }
            }))
        }
    }
}
