//! The register as a file that can be imported again, with reports and what they ask of us in the workbook.

use super::register;
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::Mark;
use app::ask::SuppliersAnswer;
use app::exchange::supplier_sheet;
use app::tables::{CellOut, SheetOut};
use axum::response::Response;
use jiff::civil::Date;

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = register(&visit)?;
    attachment::csv(&named(&answer.mark), || supplier_sheet(&visit.doors.app, &answer.value))
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = register(&visit)?;
    let (app, value) = (&visit.doors.app, &answer.value);
    attachment::xlsx(app, &named(&answer.mark), ("Suppliers", "Register of suppliers"), || {
        vec![supplier_sheet(app, value), reports(value), cuecs(&visit, value)]
    })
}

fn named(mark: &Mark) -> String {
    format!("{}-suppliers-{}", mark.slug, mark.as_of)
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

fn date(day: Option<Date>) -> CellOut {
    day.map_or(CellOut::Empty, CellOut::Date)
}

fn reports(answer: &SuppliersAnswer) -> SheetOut {
    let columns = [
        ("Report", 10),
        ("Supplier", 26),
        ("Kind", 26),
        ("From", 12),
        ("Until", 12),
        ("Opinion", 14),
        ("State", 22),
        ("Days since its period", 20),
        ("Days open", 12),
        ("Bridge letter until", 18),
        ("Reviewed", 12),
        ("In date until", 14),
    ];
    let rows = answer.report.papers.iter().map(|paper| {
        let period = answer.register.reports.get(&paper.id).and_then(|held| held.report.as_ref()).map(|r| r.period);
        let days = |days: Option<i64>| days.map_or(CellOut::Empty, CellOut::Int);
        vec![
            CellOut::text(&paper.id),
            CellOut::text(answer.name(&paper.supplier)),
            CellOut::text(paper.kind.title()),
            date(period.map(|p| p.from)),
            date(period.map(|p| p.until)),
            CellOut::text(if period.is_some() { paper.opinion.title() } else { "" }),
            CellOut::text(paper.state.title()),
            days(paper.gap.map(|gap| gap.days)),
            days(paper.gap.map(|gap| gap.open)),
            date(paper.gap.and_then(|gap| gap.bridged)),
            date(paper.reviewed),
            date(paper.last_day),
        ]
    });
    sheet("Reports", &columns, rows.collect())
}

fn cuecs(visit: &Visit, answer: &SuppliersAnswer) -> SheetOut {
    let columns = [
        ("Report", 10),
        ("Supplier", 26),
        ("Id", 12),
        ("Asked of us", 50),
        ("State", 16),
        ("Control", 14),
        ("Answers for it", 24),
        ("Reason", 40),
    ];
    let rows = answer.report.cuecs.iter().map(|cuec| {
        let owner = cuec.answer.owner.as_ref().map(|id| visit.name_of(id)).unwrap_or_default();
        vec![
            CellOut::text(&cuec.report),
            CellOut::text(answer.name(&cuec.supplier)),
            CellOut::text(&cuec.asked.id),
            CellOut::text(&cuec.asked.text),
            CellOut::text(cuec.state.title()),
            CellOut::text(cuec.answer.control.clone().unwrap_or_default()),
            CellOut::text(owner),
            CellOut::text(&cuec.answer.reason),
        ]
    });
    sheet("Asked of us", &columns, rows.collect())
}
