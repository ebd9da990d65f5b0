//! The two lists of readiness as tables.

use app::Mark;
use app::tables::{CellOut, SheetOut};
use domain::reports::clauses::TWO_LAYERS;
use domain::reports::clauses::readiness::{NOT_READY, Readiness, StageList};

const COLUMNS: [(&str, u16); 6] = [
    ("Part", 26),
    ("Clause", 8),
    ("What an auditor looks at", 52),
    ("State", 14),
    ("Why, or what to ask", 70),
    ("Where", 34),
];

/// Stage 1 and Stage 2, a sheet each.
pub(crate) fn readiness_sheets(found: &Readiness, mark: &Mark) -> Vec<SheetOut> {
    app::tables::with_waivers(found.stages.iter().map(|list| sheet(list, mark)).collect(), &mark.waivers)
}

fn sheet(list: &StageList, mark: &Mark) -> SheetOut {
    let row = |line: &domain::reports::clauses::readiness::ReadinessLine| {
        let page = format!("/o/{}{}", mark.slug, crate::web::page_at(&line.place));
        [line.group, line.clause, &line.looks, line.state.title(), &line.why, &page].map(CellOut::text).to_vec()
    };
    SheetOut {
        name: list.stage.title().to_owned(),
        title: vec![
            mark.name.clone(),
            format!("{}: {}", list.stage.title(), list.sentence()),
            NOT_READY.to_owned(),
            TWO_LAYERS.to_owned(),
            format!("Recorded by {}, entry {}, root {}", mark.as_of, mark.entry(), mark.root),
        ],
        headers: COLUMNS.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
        rows: list.lines.iter().map(row).collect(),
        ..SheetOut::default()
    }
}
