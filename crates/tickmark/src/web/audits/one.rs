//! One audit: its steps from top to bottom, its scope, what is worth a look.

use super::{PLACE, action, day, item_link, path, state_badge, track};
use crate::web::history;
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, refused, sentence};
use crate::web::ui::{self, Confirm, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{AuditDetail, AuditOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::audit::AuditState;
use domain::values::counted;
use maud::{Markup, html};

/// Items of the scope that are shown; the others are folded.
const SHOWN: usize = 40;

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditOf(id.to_owned()))?;
    let detail = &answer.value;
    let title = format!("{id} {}", detail.held.plan.title);
    let body = tokio::task::block_in_place(|| {
        html! {
            (ui::heading(&title, None, Some(html! {
                @if refusal.is_none() { (days(visit, &answer.mark)) }
                (ways(visit, detail))
            })))
            (refused(refusal))
            (ui::columns(
                track::track(visit, detail, typed),
                html! { (facts(visit, detail)) (worth_a_look(detail)) (scope(visit, detail)) },
            ))
        }
    });
    let crumbs = [Crumb::link("Internal audits", visit.href(PLACE)), Crumb::here(id)];
    let body = history::with(visit, &answer.mark, (FoundKind::InternalAudit, id), &body);
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

/// Planning it otherwise, giving it up, its report on paper.
fn ways(visit: &Visit, detail: &AuditDetail) -> Markup {
    let id = &detail.line.id;
    let live = detail.line.state.open() && !visit.in_the_past();
    let plan = Box::new(detail.held.plan.clone());
    let replan = Command::Audit(AuditCommand::ReplanAudit { id: id.clone(), plan });
    let cancel = Command::Audit(AuditCommand::CancelAudit { id: id.clone(), reason: String::new() });
    let ask = Confirm {
        id: "cancel",
        open: "Cancel the audit",
        title: &format!("Does {id} not take place?"),
        text: "It stays in the list with the reason, and covers nothing.",
        action: &action(visit, id, "cancelling"),
        yes: "Cancel the audit",
        danger: true,
    };
    html! {
        @if detail.held.announced.is_some() { (ui::quiet_link("XLSX", &visit.with(&format!("{}/export.xlsx", path(id)), &[]), Some(ui::Icon::Download))) }
        @if detail.held.report.is_some() { (ui::quiet_link("Report", &visit.href(&format!("{}/report", path(id))), None)) }
        @if live && detail.held.announced.is_none() && why_not(visit, &replan).is_none() {
            (ui::quiet_link("Plan otherwise", &visit.href(&format!("{}/plan", path(id))), None))
        }
        @if live && detail.held.report.is_none() && why_not(visit, &cancel).is_none() {
            (ui::confirm(&ask, ui::textarea(&Field { name: "reason", id: "cancel-reason", label: "Why", required: true, ..Field::default() }, 2)))
        }
    }
}

fn facts(visit: &Visit, detail: &AuditDetail) -> Markup {
    let (plan, figures) = (&detail.held.plan, &detail.line.figures);
    ui::card(ui::definition_list(&[
        (
            "State",
            html! {
                (state_badge(detail.line.state))
                @if let Some(days) = detail.line.overdue_days { " " (ui::badge(Tone::Danger, &format!("{} late", counted(days, "day", "days")))) }
            },
        ),
        ("Planned", html! { (day(plan.window.from)) " to " (day(plan.window.until)) }),
        ("Criteria", html! { (plan.criteria) }),
        ("Methods", html! { (plan.methods) }),
        (
            "Checklist",
            html! { a href=(visit.href(&format!("{}/checklist", path(&detail.line.id)))) {
                @if detail.held.announced.is_some() { (figures.done()) " of " (counted(figures.lines, "line", "lines")) " answered" }
                @else { (counted(detail.proposed.len(), "line", "lines")) ", as it would be drawn up today" }
            } },
        ),
        (
            "Planned by",
            html! { (visit.name_of(&detail.held.by)) p.hint { (app::clock::minute_of(detail.held.at_us)) } },
        ),
    ]))
}

fn worth_a_look(detail: &AuditDetail) -> Markup {
    html! {
        @for notice in &detail.line.notices { (ui::notice(Tone::Caution, &sentence(&notice.sentence()), html! {})) }
        @if detail.line.state == AuditState::ActionsOpen {
            (ui::notice(Tone::Caution, "Nonconformities are open", html! { "It is verified when each of them is closed; findings of internal audits are resolved before a certification audit." }))
        }
    }
}

fn scope(visit: &Visit, detail: &AuditDetail) -> Markup {
    let items: Vec<&String> = detail.held.plan.scope.iter().collect();
    let one = |id: &String| {
        let title = detail.titles.get(id).map(String::as_str).unwrap_or_default();
        html! { span title=(title) { (item_link(visit, id)) } @if detail.retired.contains(id) { " " (ui::badge(Tone::Neutral, "Retired")) } " " }
    };
    html! {
        (ui::section("scope", "Scope", None, html! {
            p.hint { (counted(items.len(), "clause or control", "clauses and controls")) }
            p.ids { @for id in items.iter().take(SHOWN) { (one(id)) } }
            @if items.len() > SHOWN { details.fold { summary { "All of them" } p.ids { @for id in items.iter().skip(SHOWN) { (one(id)) } } } }
        }))
    }
}
