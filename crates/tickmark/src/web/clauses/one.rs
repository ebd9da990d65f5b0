//! The file of one clause: its sub-clauses from top to bottom, each with what is asked, what exists, who answers, what comes next.

use super::{PLACE, cycle, derivation, part, place};
use crate::web::problem::Problem;
use crate::web::reading::{days, n, share};
use crate::web::ui::{self, Column, Crumb, Row, Stat, Tab, TableOptions};
use crate::web::visit::Visit;
use app::ask::ClauseOf;
use axum::extract::Path;
use axum::response::Response;
use domain::reports::clauses::{CLAUSES, ClauseDetail, ClauseFile, Place};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, clause)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&ClauseOf(clause))?;
    let detail = &answer.value;
    let file = &detail.file;
    let title = format!("Clause {}: {}", file.id, file.title);
    let body = tokio::task::block_in_place(|| {
        html! {
            (ui::heading(&title, Some("What is asked, what exists, who answers for it and what comes next."), Some(days(&visit, &answer.mark))))
            (tabs(&visit, file))
            (figures(&visit, detail))
            (table(&visit, file))
            @for one in &file.parts { (part::show(&visit, one)) }
            (cycle::cycle(&visit, &detail.cycle))
            @if detail.file.id == "6" { (derivation::show(&visit, &detail.derivation)) }
            @if let Some(continuity) = &detail.continuity { (cycle::continuity(&visit, continuity)) }
        }
    });
    let crumbs = [Crumb::link("Clauses 4 to 10", visit.href(PLACE)), Crumb::here(format!("Clause {}", file.id))];
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

fn tabs(visit: &Visit, file: &ClauseFile) -> Markup {
    let tabs: Vec<Tab<'_>> = CLAUSES
        .iter()
        .map(|id| Tab {
            label: (*id).into(),
            href: place::href(visit, &Place::Clause((*id).to_owned())).into(),
            current: *id == file.id,
            count: None,
        })
        .collect();
    ui::tabs("Clauses", &tabs)
}

fn figures(visit: &Visit, detail: &ClauseDetail) -> Markup {
    let file = &detail.file;
    let of = file.parts.len();
    let since = format!("Operation: sub-clauses with a record since {}.", detail.since);
    let all = [
        ("Decided", file.decided(), "Governance: sub-clauses of which something is decided or approved."),
        ("Running", file.running(), since.as_str()),
    ];
    let text = all.map(|(_, count, _)| [count.to_string(), of.to_string(), share(count, of)]);
    let here = format!("{}#parts", place::href(visit, &Place::Clause(file.id.clone())));
    let stats: Vec<Stat<'_>> = all
        .iter()
        .zip(&text)
        .map(|((label, count, under), [figure, denominator, percent])| Stat {
            label,
            figure,
            denominator,
            percent,
            under,
            href: &here,
            share: Some((n(*count), n(of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn table(visit: &Visit, file: &ClauseFile) -> Markup {
    let rows: Vec<Row> = file
        .parts
        .iter()
        .map(|one| {
            let href = place::href(visit, &Place::Clause(one.id.clone()));
            let next = html! {
                @match one.next() {
                    Some(gap) => (place::link(visit, &gap.place, &gap.sentence)),
                    None => { "Nothing that a machine finds" },
                }
            };
            let owner =
                html! { @match &one.owner { Some(owner) => (visit.name_of(&owner.person)), None => (ui::nothing()) } };
            Row::new(vec![
                ui::named(&one.id, &one.title, &href),
                super::governance(one.governance),
                super::operation(one.operation),
                owner,
                next,
            ])
        })
        .collect();
    let columns = [
        Column::text("Sub-clause"),
        Column::narrow("Governance"),
        Column::narrow("Operation"),
        Column::narrow("Owner"),
        Column::text("What comes next"),
    ];
    html! { div id="parts" { (ui::table("Sub-clauses", &columns, &rows, TableOptions::default())) } }
}
