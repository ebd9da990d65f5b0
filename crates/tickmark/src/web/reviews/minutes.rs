//! The minutes on paper: attendance, every input with what was shown and said, decisions, approval.

use super::{PLACE, TITLE, agenda, day, path};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{Answer, ReviewDetail, ReviewOf};
use axum::extract::Path;
use axum::response::Response;
use domain::values::review::{OTHER_MINUTES_IN_PART, ReviewForm};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewOf(id))?;
    let detail = &answer.value;
    let id = &detail.line.id;
    let title = format!("Minutes of {id}");
    let body = html! {
        (ui::heading(&title, Some(&answer.mark.name), Some(html! {
            button.button.quiet type="button" data-print hidden { "Print" }
            (ui::quiet_link("Back", &visit.href(&path(id)), None))
        })))
        (identity(&visit, &answer))
        (decisions(&visit, detail))
        @if let Some(minutes) = &detail.held.minutes {
            (ui::section("text", "Minutes", None, html! { p.said-text { (minutes.text) } }))
        }
        @if detail.held.plan.form == ReviewForm::Record { p.hint { (OTHER_MINUTES_IN_PART) } }
        (agenda::as_of(detail))
        (agenda::points(&visit, detail, true))
    };
    let crumbs =
        [Crumb::link(TITLE, visit.href(PLACE)), Crumb::link(id.clone(), visit.href(&path(id))), Crumb::here("Minutes")];
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

fn identity(visit: &Visit, answer: &Answer<ReviewDetail>) -> Markup {
    let held = &answer.value.held;
    ui::card(ui::definition_list(&[
        ("Review", html! { (held.plan.title) }),
        ("Held", html! { @match &held.meeting { Some(meeting) => (day(meeting.on)), None => "not yet" } }),
        ("Attended", attended(visit, &answer.value)),
        (
            "Approved",
            html! {
                @match &held.approved {
                    Some(one) => { (visit.name_of(&one.by)) ", " (app::clock::minute_of(one.at_us)) @if one.late { ", held after the planned interval (MR-06)" } },
                    None => "not approved",
                }
            },
        ),
        (
            "Evidence",
            html! {
                @if held.evidence.is_empty() { (ui::nothing()) }
                @for id in &held.evidence { a.id href=(visit.href(&format!("/evidence/{}", encode(id)))) { (id) } " " }
            },
        ),
        ("SHA-256", html! { code.soa-hash { (held.sha256) } }),
    ]))
}

/// Who attended, with top management marked (R149).
pub(super) fn attended(visit: &Visit, detail: &ReviewDetail) -> Markup {
    html! {
        @match &detail.held.meeting {
            None => (ui::nothing()),
            Some(meeting) => ul.plain-list {
                @for (person, one) in &meeting.attendance {
                    li {
                        (visit.name_of(person))
                        @if !one.part.is_empty() { ", " (one.part) }
                        @if one.top_management { " " (ui::badge(ui::Tone::Accent, "Top management")) }
                    }
                }
            },
        }
    }
}

fn decisions(visit: &Visit, detail: &ReviewDetail) -> Markup {
    let rows: Vec<Row> = detail
        .held
        .decided()
        .map(|(number, held)| {
            let one = &held.decision;
            Row::new(vec![
                html! { (number) },
                html! { (one.kind.title()) },
                html! { (one.text) },
                html! { @match &one.owner { Some(owner) => (visit.name_of(owner)), None => (ui::nothing()) } },
                html! { @match one.due { Some(due) => (day(due)), None => (ui::nothing()) } },
            ])
        })
        .collect();
    let columns = [
        Column::number("No."),
        Column::text("About"),
        Column::text("Decision"),
        Column::text("Carried out by"),
        Column::text("By"),
    ];
    ui::section(
        "decisions",
        "Decisions",
        None,
        html! {
            @if rows.is_empty() { p.hint { "Nothing is decided yet." } }
            @else { (ui::table("Decisions", &columns, &rows, TableOptions::default())) }
        },
    )
}
