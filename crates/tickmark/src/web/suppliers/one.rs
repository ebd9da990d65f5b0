//! One supplier: what is missing, what was agreed, assessments and steps, its reports, incidents, and what inherits from it.

use super::{
    criticality_badge, day, fields, findings, or_dash, paper_badge, paper_forms, paper_path, path, person, state_badge,
    steps, unknown,
};
use crate::web::history;
use crate::web::nonconformities::{Raise, about};
use crate::web::problem::Problem;
use crate::web::reading::{days, encode, item_href};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{InheritanceRecords, NonconformitiesAbout, SupplierOf, SuppliersAnswer};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::supplier::HeldSupplier;
use domain::reports::search::FoundKind;
use domain::values::nonconformity::NonconformitySource;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&SupplierOf(id.to_owned()))?;
    let value = &answer.value;
    let held = value.register.suppliers.get(id).ok_or_else(|| unknown("supplier", id))?;
    let standing = value.report.supplier(id).ok_or_else(|| unknown("supplier", id))?;
    let supplier = &held.supplier;
    let body = html! {
        (ui::heading(&supplier.name, Some(&supplier.services), Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } })))
        (refused(refusal))
        (ui::columns(
            html! {
                (ui::section("missing", "Missing", None, html! { div.card {
                    @if held.state.in_use() { (findings(visit, &standing.findings)) }
                    @else { p.hint { "What is missing is looked at while a supplier is in use." } }
                } }))
                (ui::section("reports", "Reports and certificates", Some("Asked for, received, reviewed, decided; the newest first."), html! {
                    (reports(visit, value, id))
                    (paper_forms::request_form(visit, id))
                }))
                (ui::section("assessments", "Assessments and steps", None, html! {
                    (past(visit, held))
                    (steps::forms(visit, id, held, typed))
                }))
                (subservice(visit, held))
                (incidents(value, id))
                (corrective(visit, id, &supplier.name))
            },
            html! {
                (card(visit, value, id, held))
                (inherited(visit, &supplier.name))
                (fields::form(visit, value, id, supplier, typed))
            },
        ))
    };
    let crumbs = [Crumb::link("Suppliers", visit.href("/suppliers")), Crumb::here(supplier.name.as_str())];
    let body = history::with(visit, &answer.mark, (FoundKind::Supplier, id), &body);
    Ok(visit.page(&answer.mark, &supplier.name, "/suppliers", &crumbs, body))
}

/// The nonconformities that came from it, and the way to raise one.
fn corrective(visit: &Visit, id: &str, name: &str) -> Markup {
    let (source, controls) = (NonconformitySource::Supplier, Vec::new());
    let raise = Raise { source, reference: id, title: name, controls };
    maud::html! {
        (about(visit, &NonconformitiesAbout::Source(id.to_owned()), Some(&raise)))
        (crate::web::registers::naming(visit, id))
    }
}

fn card(visit: &Visit, answer: &SuppliersAnswer, id: &str, held: &HeldSupplier) -> Markup {
    let supplier = &held.supplier;
    let yes = |flag: bool| html! { @if flag { "Yes" } @else { "No" } };
    let clauses: Vec<String> = supplier.contract.clauses.iter().map(|clause| clause.title().to_lowercase()).collect();
    let systems: Vec<&str> = supplier.systems.iter().map(String::as_str).collect();
    let above = answer.register.suppliers.iter().filter(|(_, other)| other.supplier.chain.contains(id));
    let above: Vec<(&String, &HeldSupplier)> = above.collect();
    let link = |id: &String| html! { a href=(visit.href(&path(id))) { (answer.name(id)) } };
    ui::card(ui::definition_list(&[
        ("State", state_badge(held.state)),
        ("Criticality", criticality_badge(supplier.criticality)),
        ("Tier", html! { (supplier.tier) }),
        ("Answers for it", person(visit, supplier.owner.as_ref())),
        ("Next review", day(held.next_review)),
        ("Technology", yes(supplier.ict)),
        ("Personal data", yes(supplier.personal_data)),
        (
            "Contract",
            html! {
                @if supplier.contract.on.is_some() { "of " (day(supplier.contract.on)) } @else { (ui::nothing()) }
                @if supplier.contract.until.is_some() { " until " (day(supplier.contract.until)) }
            },
        ),
        ("The contract says", or_dash(&clauses.join(", "))),
        ("How it is watched", or_dash(&supplier.monitoring)),
        ("Systems", or_dash(&systems.join(", "))),
        (
            "Below it",
            html! {
                @if supplier.no_chain { "Nobody that matters, as it said" }
                @else if supplier.chain.is_empty() { (ui::nothing()) }
                @else { ul.plain-list { @for below in &supplier.chain { li { (link(below)) } } } }
            },
        ),
        (
            "Below whom",
            html! {
                @if above.is_empty() { (ui::nothing()) }
                @else { ul.plain-list { @for (other, _) in &above { li { (link(other)) } } } }
            },
        ),
        ("Id", html! { code { (id) } }),
    ]))
}

fn reports(visit: &Visit, answer: &SuppliersAnswer, id: &str) -> Markup {
    let reports = answer.register.reports_of(id);
    let rows: Vec<Row> = reports
        .into_iter()
        .filter_map(|(id, held)| Some((id, held, answer.report.paper(id)?)))
        .map(|(id, held, standing)| {
            Row::new(vec![
                ui::named(id, held.kind.title(), &visit.href(&paper_path(id))),
                html! { @match &held.report { Some(report) => { (day(Some(report.period.from))) " to " (day(Some(report.period.until))) }, None => (ui::nothing()) } },
                html! { (paper_badge(standing.state)) @if standing.reviewed.is_some() { p.hint { "reviewed " (day(standing.reviewed)) } } },
                html! { (super::paper::gap(standing)) },
            ])
        })
        .collect();
    let columns =
        [Column::text("Report"), Column::text("Period"), Column::narrow("State"), Column::text("Since its period")];
    let empty = (
        "No report was asked for yet",
        "Ask the supplier for its report or certificate, and record that here.",
        html! {},
    );
    ui::table(
        "Reports and certificates",
        &columns,
        &rows,
        TableOptions { empty: Some(empty), ..TableOptions::default() },
    )
}

/// Assessments and steps, the latest first.
fn past(visit: &Visit, held: &HeldSupplier) -> Markup {
    let assessed = held
        .assessments
        .iter()
        .map(|(assessment, by)| (assessment.on, "Assessed".to_owned(), assessment.result.clone(), by));
    let steps = held.steps.iter().map(|(step, by)| {
        let texts = [
            step.note.clone(),
            step.next_review.map(|day| format!("Next review {day}.")).unwrap_or_default(),
            if step.data.is_empty() { String::new() } else { format!("Data: {}", step.data) },
            if step.access.is_empty() { String::new() } else { format!("Access: {}", step.access) },
        ];
        let text = texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        (step.on, step.to.title().to_owned(), text, by)
    });
    let mut all: Vec<_> = assessed.chain(steps).collect();
    all.reverse();
    all.sort_by_key(|(on, ..)| std::cmp::Reverse(*on));
    let rows: Vec<Row> = all
        .into_iter()
        .map(|(on, what, text, by)| {
            Row::new(vec![day(Some(on)), html! { (what) }, or_dash(&text), html! { (visit.name_of(by)) }])
        })
        .collect();
    let columns = [Column::narrow("Day"), Column::narrow("What"), Column::text("Result or note"), Column::narrow("By")];
    let empty = ("Nothing was assessed yet", "Record an assessment of its risks; then it can be approved.", html! {});
    ui::table("Assessments and steps", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

/// What the description says of it, for a subservice organisation.
fn subservice(visit: &Visit, held: &HeldSupplier) -> Markup {
    let Some(subservice) = &held.supplier.subservice else {
        return html! {};
    };
    let rows: Vec<Row> = subservice
        .csocs
        .iter()
        .map(|csoc| {
            Row::new(vec![
                html! { span.id { (csoc.id) } },
                html! { (csoc.text) },
                html! { span.answers-to { @for id in &csoc.criteria { a href=(item_href(visit, id)) { (id) } } } },
            ])
        })
        .collect();
    let columns = [Column::narrow("Id"), Column::text("We expect"), Column::narrow("Criteria")];
    let lead = format!("{} method: what the system description says of it (DC 7).", subservice.method.title());
    ui::section(
        "subservice",
        "Subservice organisation",
        Some(&lead),
        html! {
            @if !rows.is_empty() { (ui::table("Controls that we expect of it", &columns, &rows, TableOptions::default())) }
            @if !subservice.tests.is_empty() || subservice.assertion.is_some() {
                (ui::definition_list(&[
                    ("Tests of its controls", or_dash(&subservice.tests)),
                    ("Its own assertion", day(subservice.assertion)),
                ]))
            }
        },
    )
}

fn incidents(answer: &SuppliersAnswer, id: &str) -> Markup {
    let rows: Vec<Row> = answer
        .register
        .incidents
        .iter()
        .rev()
        .filter(|(_, held)| held.incident.supplier == id)
        .map(|(id, held)| {
            let incident = &held.incident;
            Row::new(vec![
                html! { span.id { (id) } },
                day(Some(incident.on)),
                html! { (incident.what) },
                day(incident.told_us_on),
                or_dash(&incident.lessons),
            ])
        })
        .collect();
    let columns = [
        Column::narrow("Id"),
        Column::narrow("Happened"),
        Column::text("What"),
        Column::narrow("Told us"),
        Column::text("Lessons"),
    ];
    html! {
        @if !rows.is_empty() {
            (ui::section("incidents", "Incidents that it caused", None, ui::table("Incidents", &columns, &rows, TableOptions::default())))
        }
    }
}

/// The controls of Annex A that are inherited from a provider of this name.
fn inherited(visit: &Visit, name: &str) -> Markup {
    let records = visit.ask(&InheritanceRecords).map(|answer| answer.value).unwrap_or_default();
    let name = name.to_lowercase();
    let same = |provider: &str| provider.trim().to_lowercase() == name;
    let theirs: Vec<_> = records.iter().filter(|one| one.record.as_ref().is_some_and(|r| same(&r.provider))).collect();
    html! {
        @if !theirs.is_empty() {
            (ui::card(html! {
                h3 { "Inherited from it" }
                ul.plain-list {
                    @for one in theirs {
                        li {
                            a href=(visit.href(&format!("/inheritance/{}", encode(&one.control)))) { (one.control) } " " (one.title)
                            @if !one.missing.is_empty() { p.hint { "Missing: " (one.missing.join("; ")) "." } }
                        }
                    }
                }
                p.hint { a href=(visit.href("/inheritance")) { "Inheritance" } " says what its report has to cover." }
            }))
        }
    }
}
