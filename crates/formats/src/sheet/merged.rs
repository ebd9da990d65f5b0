//! Merged cells: headings that can still be told apart are, and a block over several rows says its value for each.

use super::grid::{Area, Grid};
use super::{SheetError, TableRow, address, limits};

/// Headings merged down one column belong to that column; headings merged across columns are refused.
pub(super) fn headings(grid: &mut Grid, at: usize, file: &str) -> Result<(), SheetError> {
    let number = grid.rows[at].number;
    for area in grid.merged.iter().filter(|a| a.rows.contains(&number)) {
        let (top, left) = (*area.rows.start(), *area.columns.start());
        if area.columns.start() != area.columns.end() {
            return Err(SheetError::Cell {
                file: file.to_owned(),
                sheet: grid.sheet.clone(),
                row: top,
                column: left,
                what: format!(
                    "is a heading merged over the columns {} to {}, so that it cannot be told which one it names",
                    address::column_letters(left),
                    address::column_letters(*area.columns.end())
                ),
            });
        }
        if top < number {
            let above = grid.rows.iter().find(|r| r.number == top).map_or("", |r| r.cell(left)).to_owned();
            let cells = &mut grid.rows[at].cells;
            if cells.len() <= left {
                cells.resize((left + 1).min(limits::MAX_COLUMNS), String::new());
            }
            if let Some(cell) = cells.get_mut(left) {
                *cell = above;
            }
        }
    }
    Ok(())
}

/// Repeats the value of a block over several rows in each row that has something else; gives back what was done.
pub(super) fn spread(
    rows: &mut [TableRow],
    areas: &[Area],
    header_row: u32,
    file: &str,
) -> Result<Vec<String>, SheetError> {
    let mut blocks = Vec::new();
    let mut across = Vec::new();
    let mut work = 0usize;
    for area in areas {
        let (top, bottom, left) = (*area.rows.start(), *area.rows.end(), *area.columns.start());
        if top <= header_row {
            continue;
        }
        let name = format!("{}:{}", address::cell(left, top), address::cell(*area.columns.end(), bottom));
        if area.columns.start() != area.columns.end() {
            across.push(name.clone());
        }
        let first = rows.partition_point(|r| r.number < top);
        let last = rows.partition_point(|r| r.number <= bottom);
        let Some(value) = rows.get(first).filter(|r| r.number == top).map(|r| r.cell(left).to_owned()) else {
            continue;
        };
        work += last - first;
        if work > limits::MAX_CELLS {
            return Err(SheetError::TooLarge {
                file: file.to_owned(),
                what: format!("its merged cells cover more than {} rows together", limits::MAX_CELLS),
            });
        }
        if value.is_empty() || bottom == top {
            continue;
        }
        for row in &mut rows[first + 1..last] {
            if row.cells.len() <= left {
                row.cells.resize(left + 1, String::new());
            }
            row.cells[left].clone_from(&value);
        }
        blocks.push(name);
    }
    let mut notes = Vec::new();
    if !blocks.is_empty() {
        notes.push(format!("Merged cells were taken to say their value in each of their rows: {}.", shorten(&blocks)));
    }
    if !across.is_empty() {
        notes.push(format!("Cells merged across columns count for their first column only: {}.", shorten(&across)));
    }
    Ok(notes)
}

fn shorten(names: &[String]) -> String {
    let listed = names.iter().take(limits::MAX_LISTED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(limits::MAX_LISTED) {
        0 => listed,
        more => format!("{listed} and {more} more"),
    }
}
