//! The report on paper: what was audited, how, by whom, what was found, what the auditor concludes.

use super::track::window;
use super::{PLACE, day, path};
use crate::web::problem::Problem;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{AuditDetail, AuditOf};
use axum::extract::Path;
use axum::response::Response;
use domain::values::audit::LineResult;
use domain::values::counted;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditOf(id.clone()))?;
    let detail = &answer.value;
    let title = format!("Report of {id}");
    let names =
        |people: &mut dyn Iterator<Item = &String>| people.map(|id| visit.name_of(id)).collect::<Vec<_>>().join(", ");
    let auditors = names(&mut detail.held.auditors.keys());
    let report = detail.held.report.as_ref().map(|held| &held.report);
    let told = report.map(|report| names(&mut report.to.iter())).unwrap_or_default();
    let hired = detail.held.plan.hired.iter().cloned().collect::<Vec<_>>().join(", ");
    let body = html! {
        (ui::heading(&title, Some(&answer.mark.name), Some(html! {
            button.button.quiet type="button" data-print hidden { "Print" }
            (ui::quiet_link("Back", &visit.href(&path(&id)), None))
        })))
        (ui::card(ui::definition_list(&[
            ("Audit", html! { (detail.held.plan.title) }),
            ("Planned", window(detail.held.plan.window)),
            ("Fieldwork from", html! { @if let Some(step) = &detail.held.started { (day(step.on)) } }),
            ("Auditors", html! { (auditors) @if !hired.is_empty() { "; hired: " (hired) } }),
            ("Criteria", html! { (detail.held.plan.criteria) }),
            ("Methods", html! { (detail.held.plan.methods) }),
            ("Reported", html! { @match report { Some(report) => { (day(report.on)) " to " (told) }, None => "not yet" } }),
            ("Ledger", html! { "entry " (answer.mark.entry()) ", root " (ui::hash(&answer.mark.root)) }),
        ])))
        @match report {
            Some(report) => {
                (ui::section("summary", "Summary", None, html! { p.said-text { (report.summary) } }))
                (ui::section("conclusion", "Conclusion of the auditor", None, html! { p.said-text { (report.conclusion) } }))
            },
            None => (ui::notice(ui::Tone::Caution, "It is not reported yet", html! { "This is what a report would say of the work today; summary and conclusion are written when it is reported." })),
        }
        (found(&visit, detail))
        (ui::section("scope", "Scope", None, html! { p { (detail.held.plan.scope.iter().cloned().collect::<Vec<_>>().join(", ")) } }))
        (unexamined(detail))
        (independence(&visit, detail))
    };
    let crumbs = [
        Crumb::link("Internal audits", visit.href(PLACE)),
        Crumb::link(id.clone(), visit.href(&path(&id))),
        Crumb::here("Report"),
    ];
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

fn found(visit: &Visit, detail: &AuditDetail) -> Markup {
    let columns = [
        Column::number("No."),
        Column::narrow("Class"),
        Column::narrow("Item"),
        Column::text("Finding"),
        Column::text("Leads to"),
    ];
    let rows: Vec<Row> = (1..)
        .zip(&detail.held.findings)
        .map(|(number, one): (usize, _)| {
            let found = &one.finding;
            Row::new(vec![
                html! { (number) },
                super::class_badge(found.class),
                html! { (found.item) },
                html! { strong { (found.title) } p { (found.statement) } @if !found.evidence.is_empty() { p.hint { "Evidence: " (super::joined(&found.evidence)) } } },
                html! { @match &one.nonconformity {
                    Some(id) => { (super::nonconformity(visit, id)) @if let Some(state) = detail.nonconformities.get(id) { ", " (state.title().to_lowercase()) " on this day" } },
                    None => (ui::nothing()),
                } },
            ])
        })
        .collect();
    let body = match rows.is_empty() {
        true => html! { p { "Nothing was found." } },
        false => ui::table("Findings", &columns, &rows, TableOptions::default()),
    };
    ui::section("findings", "Findings", None, body)
}

/// What was in the scope and was not looked at, with the reason: the reader of a report has to know.
fn unexamined(detail: &AuditDetail) -> Markup {
    let lines = (1..).zip(&detail.held.lines);
    let skipped: Vec<(usize, &str, &str)> = lines
        .filter_map(|(number, line)| {
            let answer = &line.answered.as_ref()?.answer;
            (answer.result == LineResult::NotExamined).then_some((
                number,
                line.line.item.as_str(),
                answer.note.as_str(),
            ))
        })
        .collect();
    let figures = &detail.line.figures;
    ui::section(
        "examined",
        "What was examined",
        None,
        html! {
            p { (figures.done() - skipped.len()) " of " (counted(figures.lines, "line of the checklist was", "lines of the checklist were")) " examined." }
            @if !skipped.is_empty() { ul.plain-list { @for (number, item, why) in skipped { li { "Line " (number) ", " (item) ": " (why) } } } }
        },
    )
}

fn independence(visit: &Visit, detail: &AuditDetail) -> Markup {
    ui::section(
        "independence",
        "Independence",
        None,
        html! {
            p { "Read from the record when auditors were named, when fieldwork began and when it was reported: whoever owned, operated, wrote, approved or handed in evidence of an item within the look-back does not audit it." }
            ul.plain-list {
                @for (person, auditor) in &detail.held.auditors {
                    li { (visit.name_of(person)) ": " (auditor.part.competence) @if let Some(waiver) = detail.waived.get(person) { "; the rule was set aside by " (waiver) } }
                }
            }
        },
    )
}
