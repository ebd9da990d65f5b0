//! One report of a supplier: what it says, the gap after its period, its review, and what it asks of us.

use super::{day, or_dash, paper_badge, paper_forms, path, register, unknown};
use crate::web::history;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode, item_href};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::supplier::HeldReport;
use domain::reports::search::FoundKind;
use domain::reports::supplier::PaperStanding;
use domain::values::SubjectKind;
use domain::values::supplier::ReportKind;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let value = &answer.value;
    let held = value.register.reports.get(id).ok_or_else(|| unknown("supplier report", id))?;
    let standing = value.report.paper(id).ok_or_else(|| unknown("supplier report", id))?;
    visit.doors.app.note_read(&visit.org, &visit.who, SubjectKind::Supplier, &held.supplier)?;
    let supplier = value.name(&held.supplier).to_owned();
    let title = format!("{id} {}", held.kind.title());
    let body = html! {
        (ui::heading(&title, Some(&format!("Of {supplier}. {}", held.note)), Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } })))
        (refused(refusal))
        @if standing.same_hand {
            (ui::notice(Tone::Neutral, "Reviewed and decided by the same person", html! { "Nothing forbids that; whoever reads this should know." }))
        }
        (ui::columns(
            html! {
                (said(held))
                (super::cuecs::of_report(visit, value, standing, typed))
                (paper_forms::forms(visit, id, held, typed))
            },
            card(visit, held, standing),
        ))
    };
    let body = history::with(visit, &answer.mark, (FoundKind::SupplierReport, id), &body);
    let crumbs = [
        Crumb::link("Suppliers", visit.href("/suppliers")),
        Crumb::link(supplier.as_str(), visit.href(&path(&held.supplier))),
        Crumb::here(id),
    ];
    Ok(visit.page(&answer.mark, &title, "/suppliers", &crumbs, body))
}

/// The time since the period, and whether a letter covers it.
pub(super) fn gap(standing: &PaperStanding) -> Markup {
    let Some(gap) = standing.gap else {
        return html! { (ui::nothing()) };
    };
    let since = counted(usize::try_from(gap.days).unwrap_or_default(), "day", "days");
    html! {
        (since) " "
        @if gap.open == 0 { (ui::badge(Tone::Good, "Bridged")) }
        @else if gap.beyond { (ui::badge(Tone::Danger, "Beyond a bridge letter")) }
        @else { (ui::badge(Tone::Caution, "Not bridged")) }
        @if let Some(until) = gap.bridged { p.hint { "Letter up to " (until) @if gap.open > 0 { ", " (counted(gap.open, "day", "days")) " open" } } }
        @if standing.too_long.is_some() { p.hint { "The letter reaches more than three months after the period." } }
    }
}

fn card(visit: &Visit, held: &HeldReport, standing: &PaperStanding) -> Markup {
    let report = held.report.as_ref();
    let evidence = report.and_then(|r| r.evidence.as_ref());
    let review = held.review.as_ref();
    let mut pairs = vec![
        ("State", paper_badge(standing.state)),
        (
            "Period",
            html! { @match report { Some(r) => { (day(Some(r.period.from))) " to " (day(Some(r.period.until))) }, None => (ui::nothing()) } },
        ),
        ("In date until", day(standing.last_day)),
        (
            "Opinion, as recorded",
            html! { @if report.is_some() { (standing.opinion.title()) } @else { (ui::nothing()) } },
        ),
    ];
    if held.kind.has_gap() {
        pairs.push(("Since its period", gap(standing)));
    }
    pairs.extend([
        ("Asked for by", html! { (visit.name_of(&held.requested_by)) }),
        ("Received", day(report.map(|r| r.received))),
        ("Reviewed", html! { @match review { Some(r) => { (day(Some(r.on))) " by " (visit.name_of(&r.by)) }, None => (ui::nothing()) } }),
        ("Decided", html! {
            @match &held.decided {
                Some(decided) => { (decided.decision.title()) " by " (visit.name_of(&decided.by)) p.hint { (decided.reason) } },
                None => (ui::nothing()),
            }
        }),
        ("Evidence", html! {
            @match evidence {
                Some(item) => {
                    a.id href=(visit.href(&format!("/evidence/{}", encode(item)))) { (item) }
                    " for " a href=(item_href(visit, "CC6.4")) { "CC6.4" } " and " a href=(item_href(visit, "A1.2")) { "A1.2" }
                },
                None => (ui::nothing()),
            }
        }),
    ]);
    if let Some(certificate) =
        report.and_then(|r| r.certificate.as_ref()).filter(|_| held.kind == ReportKind::IsoCertificate)
    {
        pairs.extend([
            ("Certification body", html! { (certificate.body) }),
            ("Accredited by", or_dash(&certificate.accreditation)),
            ("Scope", html! { (certificate.scope) }),
            ("Statement of Applicability", or_dash(&certificate.statement)),
        ]);
    }
    ui::card(ui::definition_list(&pairs))
}

fn said(held: &HeldReport) -> Markup {
    let Some(report) = &held.report else {
        return ui::empty_state(
            "It did not come yet",
            "When it comes, record what it says: period, opinion, exceptions, and what it asks of us.",
            html! {},
        );
    };
    let rows: Vec<Row> = report
        .exceptions
        .iter()
        .map(|exception| Row::new(vec![html! { (exception.text) }, or_dash(&exception.effect)]))
        .collect();
    let columns = [Column::text("The report says"), Column::text("What it does to us")];
    let carved: Vec<&str> = report.carve_outs.iter().map(String::as_str).collect();
    html! {
        @if let Some(review) = &held.review {
            (ui::section("review", "Review", None, html! { div.card { p { (review.finding) } } }))
        }
        (ui::section("reported-exceptions", "Exceptions", None, html! {
            @if rows.is_empty() { p.hint { "The report names none." } }
            @else { (ui::table("Exceptions", &columns, &rows, TableOptions::default())) }
            @if !carved.is_empty() { p.hint { "It carves out itself: " (carved.join(", ")) "." } }
        }))
    }
}
