//! The register as a file that can be imported again, with ratings, plans and what is wrong in the workbook.

use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::Mark;
use app::ask::WrongRisks;
use app::exchange::{RisksToWrite, WrittenRisk, risk_sheet};
use app::tables::{CellOut, SheetOut};
use axum::response::Response;
use domain::reports::risk::RiskFinding;
use domain::values::risk::LineState;

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&RisksToWrite)?;
    attachment::csv(&named(&answer.mark), || risk_sheet(&visit.doors.app, &answer.value))
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let (answer, wrong) = (visit.ask(&RisksToWrite)?, visit.ask(&WrongRisks)?.value);
    let (app, risks) = (&visit.doors.app, &answer.value);
    attachment::xlsx(app, &named(&answer.mark), ("Risks", "Register of risks"), || {
        vec![risk_sheet(app, risks), plans(&visit, risks), ratings(&visit, risks), findings(&wrong)]
    })
}

fn named(mark: &Mark) -> String {
    format!("{}-risks-{}", mark.slug, mark.as_of)
}

fn sheet(name: &str, columns: &[(&str, u16)], rows: Vec<Vec<CellOut>>) -> SheetOut {
    SheetOut {
        name: name.to_owned(),
        headers: columns.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows,
        ..SheetOut::default()
    }
}

/// The risk treatment plan: every action with owner, day and state.
fn plans(visit: &Visit, risks: &[WrittenRisk]) -> SheetOut {
    let columns = [
        ("Risk", 8),
        ("Title", 34),
        ("Option", 18),
        ("Version", 9),
        ("Approval", 22),
        ("Line", 7),
        ("What is done", 48),
        ("Controls", 20),
        ("Who", 24),
        ("By", 12),
        ("State", 14),
    ];
    let rows = risks.iter().filter_map(|one| Some((one, one.held.plan.as_ref()?))).flat_map(|(one, plan)| {
        plan.treatment.lines.iter().map(move |line| {
            let state = plan.progress.get(&line.id).map_or(LineState::Planned, |progress| progress.state);
            let controls: Vec<&str> = line.controls.iter().map(String::as_str).collect();
            vec![
                CellOut::text(&one.line.id),
                CellOut::text(&one.line.title),
                CellOut::text(plan.treatment.option.title()),
                CellOut::Int(i64::from(plan.version)),
                CellOut::text(one.line.approval.title()),
                CellOut::text(&line.id),
                CellOut::text(&line.what),
                CellOut::text(controls.join("; ")),
                CellOut::text(line.owner.as_ref().map(|id| visit.name_of(id)).unwrap_or_default()),
                line.due.map_or(CellOut::Empty, CellOut::Date),
                CellOut::text(state.title()),
            ]
        })
    });
    sheet("Treatment", &columns, rows.collect())
}

fn ratings(visit: &Visit, risks: &[WrittenRisk]) -> SheetOut {
    let columns = [
        ("Risk", 8),
        ("Title", 34),
        ("Rating", 8),
        ("Kind", 12),
        ("Likelihood", 11),
        ("Impact", 9),
        ("Level", 14),
        ("Method", 9),
        ("Day", 12),
        ("By", 24),
        ("Why", 48),
    ];
    let rows = risks.iter().flat_map(|one| {
        one.held.ratings.iter().zip(1_i64..).map(move |(held, number)| {
            let rating = &held.rating;
            vec![
                CellOut::text(&one.line.id),
                CellOut::text(&one.line.title),
                CellOut::Int(number),
                CellOut::text(rating.kind.title()),
                CellOut::Int(i64::from(rating.likelihood)),
                CellOut::Int(i64::from(rating.impact)),
                CellOut::text(&rating.word),
                CellOut::Int(i64::from(rating.method)),
                CellOut::Date(rating.on),
                CellOut::text(visit.name_of(&held.made.by)),
                CellOut::text(&rating.reason),
            ]
        })
    });
    sheet("Ratings", &columns, rows.collect())
}

fn findings(wrong: &[RiskFinding]) -> SheetOut {
    let columns = [("Kind", 26), ("Risk", 8), ("What is wrong", 60), ("Right would be", 60)];
    let rows = wrong.iter().map(|one| {
        vec![
            CellOut::text(one.problem.title()),
            CellOut::text(one.risk.clone().unwrap_or_default()),
            CellOut::text(&one.sentence),
            CellOut::text(&one.hint),
        ]
    });
    sheet("What is wrong", &columns, rows.collect())
}
