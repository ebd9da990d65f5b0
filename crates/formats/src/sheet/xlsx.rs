//! XLSX workbooks, read cell by cell: what the sheet declares about its size is never believed or allocated.

use super::grid::{Area, Filler, Grid};
use super::{SheetError, Table, archive, header, limits, value};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;
type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Reads the wanted sheet, or the one that looks most like a control list.
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    wanted: Option<&str>,
    progress: Progress<'_>,
) -> Result<Table, SheetError> {
    let weighed = archive::weigh(bytes, file)?;
    // The parser behind this is not ours: should a crafted file make it panic, that is a damaged file and no crash.
    catch_unwind(AssertUnwindSafe(|| open_and_read(bytes, file, wanted, weighed.merged, progress))).unwrap_or_else(
        |_| {
            Err(SheetError::Truncated {
                file: file.to_owned(),
                what: "its content makes no sense as a workbook".to_owned(),
            })
        },
    )
}

fn open_and_read(
    bytes: &[u8],
    file: &str,
    wanted: Option<&str>,
    merged: bool,
    progress: Progress<'_>,
) -> Result<Table, SheetError> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(file, &e))?;
    let sheets: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).cloned().collect();
    if sheets.len() > limits::MAX_SHEETS {
        let what = format!("{} sheets where at most {} are read", sheets.len(), limits::MAX_SHEETS);
        return Err(SheetError::TooLarge { file: file.to_owned(), what });
    }
    let names: Vec<String> = sheets.iter().map(|s| s.name.clone()).collect();
    let mut table = match wanted {
        Some(wanted) => {
            let name = names.iter().find(|n| *n == wanted).or_else(|| names.iter().find(|n| same(n, wanted)));
            let name = name.ok_or_else(|| SheetError::NoSheet {
                file: file.to_owned(),
                wanted: wanted.to_owned(),
                known: names.clone(),
            })?;
            grid(&mut book, name, file, merged, progress)?.into_table(file)?
        }
        None => {
            let visible: Vec<_> =
                sheets.iter().filter(|s| s.visible == SheetVisible::Visible).map(|s| s.name.as_str()).collect();
            choose(&mut book, &visible, file, merged, progress)?
        }
    };
    table.sheets = names;
    Ok(table)
}

/// Shows sheets cell by cell, as they are, until `see` has seen enough: the wanted one, or the visible ones in their order. Gives
/// back the names of all sheets.
pub(super) fn each(
    bytes: &[u8],
    file: &str,
    wanted: Option<&str>,
    see: &mut dyn FnMut(Grid) -> bool,
) -> Result<Vec<String>, SheetError> {
    let weighed = archive::weigh(bytes, file)?;
    let damaged =
        || SheetError::Truncated { file: file.to_owned(), what: "its content makes no sense as a workbook".to_owned() };
    // As in `read`: a crafted file is a damaged file and no crash.
    catch_unwind(AssertUnwindSafe(|| show(bytes, file, wanted, weighed.merged, see))).unwrap_or_else(|_| Err(damaged()))
}

fn show(
    bytes: &[u8],
    file: &str,
    wanted: Option<&str>,
    merged: bool,
    see: &mut dyn FnMut(Grid) -> bool,
) -> Result<Vec<String>, SheetError> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(file, &e))?;
    let sheets: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).cloned().collect();
    if sheets.len() > limits::MAX_SHEETS {
        let what = format!("{} sheets where at most {} are read", sheets.len(), limits::MAX_SHEETS);
        return Err(SheetError::TooLarge { file: file.to_owned(), what });
    }
    let names: Vec<String> = sheets.iter().map(|s| s.name.clone()).collect();
    let shown: Vec<String> = match wanted {
        Some(wanted) => {
            let name = names.iter().find(|n| *n == wanted).or_else(|| names.iter().find(|n| same(n, wanted)));
            let name = name.ok_or_else(|| SheetError::NoSheet {
                file: file.to_owned(),
                wanted: wanted.to_owned(),
                known: names.clone(),
            })?;
            vec![name.clone()]
        }
        None => sheets.iter().filter(|s| s.visible == SheetVisible::Visible).map(|s| s.name.clone()).collect(),
    };
    for name in shown {
        if see(grid(&mut book, &name, file, merged, &mut |_, _| ())?) {
            break;
        }
    }
    Ok(names)
}

fn same(name: &str, wanted: &str) -> bool {
    name.trim().to_lowercase() == wanted.trim().to_lowercase()
}

/// The first sheet with at least two known headings, else the first with headings, else why the first one has none.
fn choose(
    book: &mut Book<'_>,
    names: &[&str],
    file: &str,
    merged: bool,
    progress: Progress<'_>,
) -> Result<Table, SheetError> {
    let mut second_best: Option<Result<Table, SheetError>> = None;
    for name in names {
        let table = grid(book, name, file, merged, progress).and_then(|g| g.into_table(file));
        let known = table.as_ref().is_ok_and(|t| header::recognised(&t.headers) >= 2);
        // A sheet that is broken rather than of no interest must not be passed over in silence.
        let serious = matches!(
            &table,
            Err(SheetError::Cell { .. } | SheetError::TooManyRows { .. } | SheetError::TooLarge { .. })
        );
        if known || serious {
            return table.map(|t| said(t, names));
        }
        if table.is_ok() && !matches!(second_best, Some(Ok(_))) || second_best.is_none() {
            second_best = Some(table);
        }
    }
    second_best
        .unwrap_or_else(|| {
            Err(SheetError::Empty { file: file.to_owned(), what: "has no visible sheet with cells".to_owned() })
        })
        .map(|t| said(t, names))
}

fn said(mut table: Table, names: &[&str]) -> Table {
    if names.len() > 1 {
        table.notes.insert(0, format!("The sheet `{}` was read, one of {}.", table.sheet, names.len()));
    }
    table
}

fn grid(book: &mut Book<'_>, name: &str, file: &str, merged: bool, progress: Progress<'_>) -> Result<Grid, SheetError> {
    let mut grid = Grid::new(name);
    if merged {
        grid.merged = areas(book, name, file)?;
    }
    let mut filler = Filler::new(file, grid);
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(filler.grid),
        Err(e) => return Err(damaged(file, &e)),
    };
    let declared = u64::from(reader.dimensions().end.0.saturating_add(1)).min(limits::MAX_DATA_ROWS as u64);
    let mut seen = 0;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|e| damaged(file, &e))? {
        let (row, column) = (cell.pos.0.saturating_add(1), cell.pos.1 as usize);
        if row > seen {
            seen = row;
            if seen % 1_000 == 0 {
                progress(u64::from(seen), declared.max(u64::from(seen)));
            }
        }
        let text = value::text(&cell.value);
        if cell.formula.is_some() && column < limits::MAX_COLUMNS {
            filler.grid.formulas.add(column, row);
        }
        match text {
            Ok(text) => {
                if is_short_decimal(&cell.value) && filler.grid.decimals.len() < limits::MAX_CELLS {
                    filler.grid.decimals.push((row, column));
                }
                filler.put(row, column, text)?;
            }
            Err(error) if filler.grid.errors.len() < limits::MAX_DATA_ROWS => {
                filler.grid.errors.push((row, column, error.to_string()));
            }
            Err(_) => (),
        }
    }
    progress(u64::from(seen), u64::from(seen));
    Ok(filler.grid)
}

/// A number with one decimal: what is left of 5.10, and what 5.1 looks like too.
fn is_short_decimal(value: &DataRef<'_>) -> bool {
    matches!(value, DataRef::Float(n) if *n > 0.0 && *n < 1_000.0 && n.fract() != 0.0 && (n * 10.0).fract() == 0.0)
}

fn areas(book: &mut Book<'_>, name: &str, file: &str) -> Result<Vec<Area>, SheetError> {
    let regions = match book.merge_cells_by_sheet_name(name) {
        Ok(regions) => regions,
        Err(e) => return Err(damaged(file, &e)),
    };
    if regions.len() > limits::MAX_MERGED_AREAS {
        let what = format!("{} merged areas where at most {} are read", regions.len(), limits::MAX_MERGED_AREAS);
        return Err(SheetError::TooLarge { file: file.to_owned(), what });
    }
    let area = |d: &calamine::Dimensions| Area {
        rows: d.start.0.saturating_add(1)..=d.end.0.saturating_add(1),
        columns: d.start.1 as usize..=d.end.1 as usize,
    };
    Ok(regions.iter().map(area).filter(|a| *a.columns.start() < limits::MAX_COLUMNS && !a.rows.is_empty()).collect())
}

fn damaged(file: &str, error: &XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::PasswordProtected { file: file.to_owned() },
        other => {
            SheetError::Truncated { file: file.to_owned(), what: format!("it cannot be read as a workbook ({other})") }
        }
    }
}
