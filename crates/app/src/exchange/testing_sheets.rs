//! Populations, samples and tests going out as tables.

use crate::ask::{SampleAnswer, TestLine};
use crate::tables::{CellOut, SheetOut};
use domain::registers::testing::HeldPopulation;
use domain::values::testing::PopulationItem;
use jiff::civil::Date;

fn row(item: &PopulationItem) -> Vec<CellOut> {
    let day = |day: Option<Date>| day.map_or(CellOut::Empty, CellOut::Date);
    vec![CellOut::text(&item.id), CellOut::Date(item.on), day(item.done)]
}

/// The items of a population as one sheet, which comes in again as it went out.
pub fn population_sheet(held: &HeldPopulation) -> SheetOut {
    SheetOut {
        name: "Population".to_owned(),
        headers: ["id", "on", "done"].map(str::to_owned).to_vec(),
        widths: vec![24, 13, 13],
        rows: held.population.items.iter().map(row).collect(),
        ..SheetOut::default()
    }
}

/// The chosen items of a sample as one sheet.
pub fn sample_sheet(answer: &SampleAnswer) -> SheetOut {
    SheetOut {
        name: "Sample".to_owned(),
        headers: ["id", "on", "done"].map(str::to_owned).to_vec(),
        widths: vec![24, 13, 13],
        rows: answer.items.iter().map(row).collect(),
        ..SheetOut::default()
    }
}

/// The results of a test: a row for each item, for each attribute its result, note and evidence.
pub fn test_sheet(line: &TestLine) -> SheetOut {
    let attributes = &line.held.plan.attributes;
    let each =
        attributes.iter().flat_map(|one| [one.id.clone(), format!("{} note", one.id), format!("{} evidence", one.id)]);
    let rows = line.held.items.iter().map(|(item, version)| {
        let cells = attributes.iter().flat_map(|attribute| {
            let found = line.held.results.get(item).and_then(|row| row.get(&attribute.id));
            let evidence: Vec<&str> = found.iter().flat_map(|r| &r.evidence).map(String::as_str).collect();
            [
                found.map_or(CellOut::Empty, |r| CellOut::text(r.outcome.id())),
                found.map_or(CellOut::Empty, |r| CellOut::text(&r.note)),
                CellOut::text(evidence.join("; ")),
            ]
        });
        [CellOut::text(item), CellOut::Int(i64::from(*version))].into_iter().chain(cells).collect()
    });
    SheetOut {
        name: "Test".to_owned(),
        headers: ["Item".to_owned(), "Version of the control".to_owned()].into_iter().chain(each).collect(),
        widths: vec![24; 2 + attributes.len() * 3],
        rows: rows.collect(),
        ..SheetOut::default()
    }
}
