//! All clauses on one page: two marks each, what comes next, the governance cycle, and where paper stands without practice.

use super::{PLACE, READINESS, cycle, place};
use crate::web::problem::Problem;
use crate::web::reading::{days, n, share};
use crate::web::ui::{self, Column, Crumb, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::ClausesOf;
use axum::response::Response;
use domain::reports::clauses::{
    ClauseFile, ClausesReport, GovernanceMark, OperationMark, PaperOnly, Place, TWO_LAYERS,
};
use domain::values::Action::ReadCertification;
use maud::{Markup, html};

const TITLE: &str = "Clauses 4 to 10";
/// Documents with nothing done by them that the page lists before it folds the others.
const SHOWN: usize = 8;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&ClausesOf)?;
    let report = &answer.value;
    let lead = "The management system itself: what each clause asks for, whether it is decided, and whether it runs. None of them can be left out.";
    let certifies = visit.doors.app.may(&visit.org, &visit.who, ReadCertification, None);
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(html! {
            (days(&visit, &answer.mark))
            @if certifies { (ui::quiet_link("Before the audits", &visit.href(READINESS), None)) }
        })))
        @if report.balance.underestimated {
            (ui::notice(Tone::Caution, "Clause work lags behind Annex A work", html! { (report.balance.sentence()) }))
        }
        (figures(&visit, report))
        (table(&visit, report))
        p.hint { "A sub-clause is decided when a document in force, an approval or an entry that holds says how it is done here. It runs when a record since " time datetime=(report.since) { (report.since) } " shows it. " (TWO_LAYERS) }
        (cycle::cycle(&visit, &report.cycle))
        (characteristics(&visit, report))
        (paper(&visit, &report.paper_only))
        (cycle::continuity(&visit, &report.continuity))
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn figures(visit: &Visit, report: &ClausesReport) -> Markup {
    let of = report.parts().count();
    let decided = report.parts().filter(|part| part.governance == GovernanceMark::Decided).count();
    let running = report.parts().filter(|part| part.operation == OperationMark::Runs).count();
    let gate = &report.gate;
    let places = ["/clauses#clauses", "/clauses#clauses", "/assessments", "/statement"].map(|path| visit.href(path));
    let all = [
        ("Decided", decided, of, "Governance: sub-clauses of which something is decided or approved."),
        ("Running", running, of, "Operation: sub-clauses with a record of the last 12 months."),
        ("Judged as addressed", gate.clauses, gate.clauses_of, "By a person, as more than not started."),
        (
            "Annex A implemented",
            gate.controls,
            gate.controls_of,
            "A layer of its own: applicable controls of the Statement. It makes no clause ready.",
        ),
    ];
    let text = all.map(|(_, count, of, _)| [count.to_string(), of.to_string(), share(count, of)]);
    let stats: Vec<Stat<'_>> = all
        .iter()
        .zip(&text)
        .zip(&places)
        .map(|(((label, count, of, under), [figure, denominator, percent]), href)| Stat {
            label,
            figure,
            denominator,
            percent,
            under,
            href,
            share: Some((n(*count), n(*of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn table(visit: &Visit, report: &ClausesReport) -> Markup {
    let columns = [
        Column::text("Clause"),
        Column::narrow("Governance: decided"),
        Column::narrow("Operation: runs"),
        Column::narrow("Missing"),
        Column::text("What comes next"),
    ];
    let rows: Vec<Row> = report.files.iter().map(|file| row(visit, file)).collect();
    html! { div id="clauses" { (ui::table("Clauses with their two marks", &columns, &rows, TableOptions::default())) } }
}

fn row(visit: &Visit, file: &ClauseFile) -> Row {
    let of = file.parts.len();
    let count = |done: usize, label: &str| html! { (done) " of " (of) (ui::bar(n(done), n(of), label)) };
    let href = place::href(visit, &Place::Clause(file.id.clone()));
    Row::new(vec![
        ui::named(&file.id, &file.title, &href),
        count(file.decided(), "Decided"),
        count(file.running(), "Running"),
        html! { @if file.gaps() == 0 { (ui::nothing()) } @else { a href=(href) { (file.gaps()) } } },
        html! {
            @match file.next() {
                Some((part, gap)) => { span.hint { (part.id) " " } (place::link(visit, &gap.place, &gap.sentence)) },
                None => { "Nothing that a machine finds" },
            }
        },
    ])
}

/// What a management system is known by (R89): the lesser mark of the clauses counts.
fn characteristics(visit: &Visit, report: &ClausesReport) -> Markup {
    let rows: Vec<Row> = report
        .characteristics
        .iter()
        .map(|line| {
            let clauses = line.what.clauses().iter().enumerate();
            let named = html! { @for (at, id) in clauses { @if at > 0 { ", " } (place::link(visit, &Place::Clause((*id).to_owned()), id)) } };
            Row::new(vec![html! { (line.what.title()) }, named, super::governance(line.governance), super::operation(line.operation)])
        })
        .collect();
    let columns = [
        Column::text("Characteristic"),
        Column::narrow("Clauses"),
        Column::narrow("Governance"),
        Column::narrow("Operation"),
    ];
    ui::section(
        "characteristics",
        "What the system is known by",
        Some("The weakest clause of each decides."),
        ui::table("Characteristics of a management system", &columns, &rows, TableOptions::default()),
    )
}

/// Documents with nothing done by them (R83).
fn paper(visit: &Visit, all: &[PaperOnly]) -> Markup {
    let lead = "A document in force speaks of these, and no record of the last 12 months shows that it is done.";
    let rows = |some: &[PaperOnly]| -> Vec<Row> { some.iter().map(|one| paper_row(visit, one)).collect() };
    let columns = || [Column::text("Clause or control"), Column::narrow("Documents"), Column::narrow("Last record")];
    let table = |some: &[PaperOnly]| {
        ui::table("Documents with nothing done by them", &columns(), &rows(some), TableOptions::default())
    };
    ui::section(
        "paper",
        "Documents with nothing done by them",
        Some(lead),
        html! {
            @if all.is_empty() { p { "None: whatever a document in force speaks of has a record." } }
            @else {
                (table(all.get(..SHOWN).unwrap_or(all)))
                @if let Some(more) = all.get(SHOWN..).filter(|more| !more.is_empty()) {
                    details.fold { summary { (more.len()) " more" } (table(more)) }
                }
            }
        },
    )
}

fn paper_row(visit: &Visit, one: &PaperOnly) -> Row {
    Row::new(vec![
        ui::named(&one.item, &one.title, &place::href(visit, &one.place)),
        super::ids(visit, &one.documents, Place::Document),
        super::day(one.last),
    ])
}
