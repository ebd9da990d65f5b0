//! The register as a file: people with every check, access, requests and positions; safe to open in a spreadsheet.

use super::register;
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::Mark;
use app::ask::{Answer, StaffAnswer};
use app::exchange::staff_sheet;
use app::tables::{CellOut, SheetOut};
use axum::response::Response;
use jiff::civil::Date;

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = register(&visit)?;
    attachment::csv(&named(&answer.mark), || people(&visit, &answer))
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = register(&visit)?;
    let mark = &answer.mark;
    let title = vec![
        "People at work".to_owned(),
        format!(
            "{} - recorded by {}, judged on {}, entry {}, root {}",
            mark.name,
            mark.as_of,
            mark.on,
            mark.entry(),
            mark.root
        ),
    ];
    let titles = ("People at work", "Register of those who work here");
    attachment::xlsx(&visit.doors.app, &named(mark), titles, || {
        vec![
            people(&visit, &answer),
            checks(&visit, &answer, title.clone()),
            access(&visit, &answer, title.clone()),
            requests(&visit, &answer, title.clone()),
            positions(&visit, &answer, title),
        ]
    })
}

fn named(mark: &Mark) -> String {
    format!("{}-people-at-work-{}", mark.slug, mark.as_of)
}

fn sheet(name: &str, title: Vec<String>, columns: &[(&str, u16)], rows: Vec<Vec<CellOut>>) -> SheetOut {
    SheetOut {
        name: name.to_owned(),
        title,
        headers: columns.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows,
        notes: vec!["That a paper is there is no judgement of it.".to_owned()],
    }
}

fn date(day: Option<Date>) -> CellOut {
    day.map_or(CellOut::Empty, CellOut::Date)
}

/// The register as it comes in again, so without lines above or below it.
fn people(visit: &Visit, answer: &Answer<StaffAnswer>) -> SheetOut {
    staff_sheet(&visit.doors.app.within(&visit.org), &answer.value)
}

fn checks(visit: &Visit, answer: &Answer<StaffAnswer>, title: Vec<String>) -> SheetOut {
    let columns =
        [("Name", 26), ("Check", 32), ("Done on", 12), ("Not needed", 12), ("Note", 48), ("Evidence for", 24)];
    let rows = answer.value.workforce.people.iter().flat_map(|(id, held)| {
        let name = visit.name_of(id);
        held.checks.iter().flat_map(move |(check, times)| {
            let name = name.clone();
            times.iter().map(move |done| {
                vec![
                    CellOut::text(&name),
                    CellOut::text(check.title()),
                    CellOut::Date(done.on),
                    CellOut::text(if done.not_needed { "yes" } else { "" }),
                    CellOut::text(&done.note),
                    CellOut::text(check.answers().join(", ")),
                ]
            })
        })
    });
    sheet("Checks", title, &columns, rows.collect())
}

fn access(visit: &Visit, answer: &Answer<StaffAnswer>, title: Vec<String>) -> SheetOut {
    let rows = answer.value.report.people.iter().flat_map(|standing| {
        let name = visit.name_of(&standing.person);
        standing
            .access
            .iter()
            .map(move |(system, level)| vec![CellOut::text(&name), CellOut::text(system), CellOut::text(level)])
    });
    sheet("Access", title, &[("Name", 26), ("System", 30), ("Level", 24)], rows.collect())
}

fn requests(visit: &Visit, answer: &Answer<StaffAnswer>, title: Vec<String>) -> SheetOut {
    let columns = [
        ("Request", 20),
        ("For", 24),
        ("System", 28),
        ("Level", 20),
        ("What", 18),
        ("Why", 40),
        ("Asked by", 24),
        ("Asked on", 12),
        ("Stands", 26),
        ("Decided by", 24),
        ("Decision", 40),
        ("Carried out on", 14),
    ];
    let rows = answer.value.workforce.requests_by_urgency().into_iter().map(|(id, held)| {
        let request = &held.request;
        vec![
            CellOut::text(id),
            CellOut::text(visit.name_of(&request.person)),
            CellOut::text(&request.system),
            CellOut::text(&request.level),
            CellOut::text(request.kind.title()),
            CellOut::text(&request.reason),
            CellOut::text(visit.name_of(&held.asked_by)),
            CellOut::Date(app::clock::day_of(held.asked_us)),
            CellOut::text(held.stage.title()),
            CellOut::text(held.decided_by.as_ref().map(|by| visit.name_of(by)).unwrap_or_default()),
            CellOut::text(&held.decision),
            date(held.done_on),
        ]
    });
    sheet("Access requests", title, &columns, rows.collect())
}

fn positions(visit: &Visit, answer: &Answer<StaffAnswer>, title: Vec<String>) -> SheetOut {
    let positions = &answer.value.workforce.positions;
    let columns = [("Position", 20), ("Title", 28), ("Reports to", 28), ("Held by", 34), ("Duties", 70)];
    let rows = answer.value.report.chart.iter().filter_map(|place| {
        let position = positions.get(&place.id)?;
        let above = positions.get(&position.reports_to).map_or("", |p| p.title.as_str());
        let holders: Vec<String> = place.holders.iter().map(|id| visit.name_of(id)).collect();
        Some(vec![
            CellOut::text(&place.id),
            CellOut::text(&position.title),
            CellOut::text(above),
            CellOut::text(holders.join(", ")),
            CellOut::text(&position.duties),
        ])
    });
    sheet("Positions", title, &columns, rows.collect())
}
