//! What is wrong with risks, plans and signatures: each with the way to where it is mended.

use super::{path, sees_all, tabs};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::WrongRisks;
use axum::response::Response;
use domain::reports::risk::{RiskFinding, RiskProblem};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Findings that the page lists; the count above them speaks of all.
const SHOWN: usize = 500;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&WrongRisks)?;
    let body = html! {
        (ui::heading(
            "What is wrong",
            Some("Looked at anew with every change, the gravest kind first; each line leads to where it is mended."),
            Some(days(&visit, &answer.mark)),
        ))
        (tabs(&visit, "/risks/wrong"))
        @if answer.value.is_empty() {
            (ui::empty_state("Nothing is wrong", "Every open risk has an owner, a scenario, ratings and signatures that hold.", html! {}))
        } @else {
            (filters(&visit, &answer.value))
            (table(&visit, &answer.value))
        }
    };
    let crumbs = [Crumb::link("Risks", visit.href("/risks")), Crumb::here("What is wrong")];
    Ok(visit.page(&answer.mark, "What is wrong with risks", "/risks", &crumbs, body))
}

fn filters(visit: &Visit, findings: &[RiskFinding]) -> Markup {
    let chosen = visit.field("problem").unwrap_or_default();
    let mut counts: BTreeMap<RiskProblem, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.problem).or_default() += 1;
    }
    let kinds: Vec<Choice<'_>> =
        std::iter::once(Choice::new("", format!("All ({})", findings.len()), chosen.is_empty()))
            .chain(counts.iter().map(|(problem, count)| {
                Choice::new(problem.id(), format!("{} ({count})", problem.title()), problem.id() == chosen)
            }))
            .collect();
    ui::filter_bar(
        &format!("/o/{}/risks/wrong", visit.org),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::inline_select("problem", "Kind", &kinds))
        },
        (!chosen.is_empty()).then(|| visit.href("/risks/wrong")).as_deref(),
    )
}

fn table(visit: &Visit, findings: &[RiskFinding]) -> Markup {
    let chosen = visit.field("problem").and_then(|id| RiskProblem::parse(&id));
    let found: Vec<&RiskFinding> = findings.iter().filter(|one| chosen.is_none_or(|c| one.problem == c)).collect();
    let rows: Vec<Row> = found.iter().take(SHOWN).map(|one| row(visit, one)).collect();
    let columns =
        [Column::narrow("Kind"), Column::narrow("Risk"), Column::text("What is wrong"), Column::text("Right would be")];
    let empty = ("Nothing of this kind", "Look at all.", html! {});
    html! {
        p.count-line { (counted(found.len(), "finding", "findings")) @if found.len() > SHOWN { ", of which the first " (SHOWN) " are listed" } }
        (ui::table("What is wrong", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    }
}

fn row(visit: &Visit, one: &RiskFinding) -> Row {
    let tone = match one.problem {
        problem if problem <= RiskProblem::NoOwner => Tone::Danger,
        problem if problem <= RiskProblem::OtherMethod => Tone::Caution,
        _ => Tone::Neutral,
    };
    Row::new(vec![
        ui::badge(tone, one.problem.title()),
        html! {
            @match &one.risk {
                Some(risk) => { a href=(format!("{}#{}", visit.href(&path(risk)), part(one.problem))) { (risk) } },
                None if one.problem == RiskProblem::NoMethod && sees_all(visit) => { a href=(visit.href("/risks/method")) { "method" } },
                None => { a href=(visit.href("/risks")) { "all" } },
            }
        },
        html! { (sentence(&one.sentence)) },
        html! { (sentence(&one.hint)) },
    ])
}

/// The part of the risk's page where it is mended.
fn part(problem: RiskProblem) -> &'static str {
    match problem {
        RiskProblem::NotRated
        | RiskProblem::OtherMethod
        | RiskProblem::RatingsReversed
        | RiskProblem::ReviewOverdue => "ratings",
        RiskProblem::NoTreatment | RiskProblem::LineOverdue | RiskProblem::AboveAppetite => "treatment",
        RiskProblem::ApprovalStale | RiskProblem::AcceptanceStale | RiskProblem::WaitsForNextLevel => "signatures",
        _ => "scenario",
    }
}
