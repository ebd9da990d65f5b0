//! The questions of a form: row, text, the heading above, and what stands in the cell of the answer already.

use super::{FilledCell, columns};
use crate::sheet::grid::{Area, Grid};
use crate::sheet::kind::{self, Kind};
use crate::sheet::{SheetError, TableRow, address, column_letters, csv, limits, mib, xlsx};
use columns::Columns;
use std::collections::BTreeMap;

/// Which columns a sheet has, or where and why none were found.
type Found = Result<Columns, (String, String)>;

/// What to read; what is left out is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormOptions {
    /// The sheet by name.
    pub sheet: Option<String>,
    /// The row with the headings; 0 for none.
    pub header_row: Option<u32>,
    /// The column of the questions, by heading or letters.
    pub question: Option<String>,
    /// The column of the answers, by heading or letters.
    pub answer: Option<String>,
}

/// A row with a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLine {
    /// Its row, as the spreadsheet shows it.
    pub row: u32,
    /// The question.
    pub question: String,
    /// The heading above it; empty for none.
    pub section: String,
    /// What stands in the cell of the answer.
    pub given: String,
}

/// A row whose answer cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// Its row.
    pub row: u32,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The sheet that was read; of CSV the file's name.
    pub sheet: String,
    /// All sheets.
    pub sheets: Vec<String>,
    /// The row with the headings; 0 for none.
    pub header_row: u32,
    /// The headings, with the letters of their columns.
    pub headings: Vec<(String, String)>,
    /// Letters of the column of the questions.
    pub question: String,
    /// Letters of the column of the answers.
    pub answer: String,
    /// The questions, by row.
    pub lines: Vec<FormLine>,
    /// Rows whose answer cannot be written, the first [`limits::MAX_LISTED`] of them at least.
    pub problems: Vec<FormProblem>,
    /// What there is to know of the file, one sentence each.
    pub notes: Vec<String>,
}

/// Reads a form from XLSX, XLSM or CSV.
///
/// # Errors
/// A [`SheetError`] that names the file, and what would be right.
pub fn read(bytes: &[u8], name: &str, options: &FormOptions) -> Result<Form, SheetError> {
    if bytes.is_empty() {
        return Err(SheetError::Empty { file: name.to_owned(), what: "is empty (0 bytes)".to_owned() });
    }
    if bytes.len() > limits::MAX_FILE_BYTES {
        let what = format!("{} where at most {} are read", mib(bytes.len() as u64), mib(limits::MAX_FILE_BYTES as u64));
        return Err(SheetError::TooLarge { file: name.to_owned(), what });
    }
    let kind = kind::detect(bytes, name)?;
    let (grid, found, sheets) = match kind {
        Kind::Text => {
            let mut grid = csv::read(bytes, name, &mut |_, _| ())?;
            let found = columns::find(&grid.rows, options);
            grid.sheet = name.to_owned();
            (Some(grid), Some(found), vec![name.to_owned()])
        }
        Kind::Workbook => {
            let mut chosen: (Option<Grid>, Option<Found>) = (None, None);
            let sheets = xlsx::each(bytes, name, options.sheet.as_deref(), &mut |mut grid| {
                merged_headings(&mut grid);
                let found = columns::find(&grid.rows, options);
                let rows = chosen.0.as_ref().map_or(0, |best| best.rows.len());
                let better = found.is_ok() || grid.rows.len() > rows;
                let done = found.is_ok();
                if better {
                    chosen = (Some(grid), Some(found));
                }
                done
            })?;
            (chosen.0, chosen.1, sheets)
        }
    };
    let (Some(grid), Some(found)) = (grid, found) else {
        return Err(SheetError::Empty { file: name.to_owned(), what: "has no visible sheet with cells".to_owned() });
    };
    let sheet = grid.sheet.clone();
    let found = found.map_err(|(what, hint)| SheetError::NoForm { file: name.to_owned(), sheet, what, hint })?;
    let mut form = of(grid, found, sheets, name)?;
    if kind == Kind::Workbook {
        said_of_workbook(bytes, &mut form);
    }
    form.check(bytes, name);
    Ok(form)
}

/// A heading that is merged over several rows says its text in each of them, in the first of its columns.
fn merged_headings(grid: &mut Grid) {
    let down = grid.merged.iter().filter(|area| area.rows.start() < area.rows.end());
    for area in down {
        let column = *area.columns.start();
        let top = grid.rows.iter().take(limits::HEADER_SEARCH_ROWS).find(|row| row.number == *area.rows.start());
        let Some(text) = top.map(|row| row.cell(column).to_owned()).filter(|text| !text.is_empty()) else { continue };
        for row in grid.rows.iter_mut().take(limits::HEADER_SEARCH_ROWS).filter(|row| area.rows.contains(&row.number)) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            row.cells[column].clone_from(&text);
        }
    }
}

fn said_of_workbook(bytes: &[u8], form: &mut Form) {
    let (signed, macros) = super::archive::marks(bytes);
    if macros {
        form.notes
            .push("The workbook carries macros. They are not run, and they are in the file that goes back.".to_owned());
    }
    if signed {
        form.notes.push("The workbook is signed; answers in it void that signature.".to_owned());
    }
    if form.sheets.len() > 1 {
        form.notes.push(format!("The sheet `{}` was read, one of {}.", form.sheet, form.sheets.len()));
    }
}

fn of(grid: Grid, columns: Columns, sheets: Vec<String>, file: &str) -> Result<Form, SheetError> {
    let header = columns.header.map(|at| &grid.rows[at]);
    let header_row = header.map_or(0, |row| row.number);
    let headings = header.map(|row| {
        let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        cells.map(|(at, cell)| (column_letters(at), cell.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
    });
    let mut form = Form {
        sheet: grid.sheet.clone(),
        sheets,
        header_row,
        headings: headings.unwrap_or_default(),
        question: column_letters(columns.question),
        answer: column_letters(columns.answer),
        lines: Vec::new(),
        problems: Vec::new(),
        notes: grid.notes.clone(),
    };
    if columns.header.is_none() {
        let (question, answer) = (&form.question, &form.answer);
        form.notes
            .push(format!("No headings: questions are read from column {question}, answers go into column {answer}."));
    }
    let merged = Merged::new(&grid, columns);
    let first = columns.header.map_or(0, |at| at + 1);
    let mut section = String::new();
    let numbered = numbered(&grid.rows[first..], columns);
    for row in &grid.rows[first..] {
        if merged.hidden_question(row.number) {
            continue;
        }
        match heading_of(row, &merged, numbered) {
            Some(heading) => section = heading,
            None if row.cell(columns.question).is_empty() => {}
            None => {
                let question = row.cell(columns.question).to_owned();
                let given = row.cell(columns.answer).to_owned();
                form.problems.extend(merged.hidden_answer(row.number));
                form.lines.push(FormLine { row: row.number, question, section: section.clone(), given });
            }
        }
    }
    if form.lines.is_empty() {
        let what = format!("has no question in column {} of sheet `{}`", form.question, form.sheet);
        return Err(SheetError::Empty { file: file.to_owned(), what });
    }
    let broken = grid.errors.iter().find(|(row, column, _)| {
        *column == columns.question && form.lines.iter().any(|line| line.row == *row) && *row > header_row
    });
    if let Some((row, column, error)) = broken {
        return Err(SheetError::Cell {
            file: file.to_owned(),
            sheet: form.sheet,
            row: *row,
            column: *column,
            what: format!("holds the spreadsheet error {error} instead of a question"),
        });
    }
    Ok(form)
}

/// Do most questions have something before them, such as a number?
fn numbered(rows: &[TableRow], columns: Columns) -> bool {
    let asked = rows.iter().filter(|row| !row.cell(columns.question).is_empty());
    let with = asked.clone().filter(|row| (0..columns.question).any(|at| !row.cell(at).is_empty())).count();
    with * 2 > asked.count()
}

/// The heading that a row is: cells merged from the questions to the answers, a single cell before the questions, or, where
/// questions are numbered, one that stands alone without a number and asks nothing.
fn heading_of(row: &TableRow, merged: &Merged<'_>, numbered: bool) -> Option<String> {
    let Columns { question, answer, .. } = merged.columns;
    let across = merged.at(row.number, question).filter(|area| area.columns.contains(&answer));
    let full: Vec<usize> = (0..row.cells.len()).filter(|at| !row.cell(*at).is_empty()).collect();
    match (across, full.as_slice()) {
        (Some(area), _) => Some(row.cell(*area.columns.start()).to_owned()).filter(|text| !text.is_empty()),
        (None, [only]) if *only < question && row.cell(*only).chars().any(char::is_alphabetic) => {
            Some(row.cell(*only).to_owned())
        }
        (None, [only]) if *only == question && numbered && !row.cell(*only).ends_with('?') => {
            Some(row.cell(*only).to_owned())
        }
        _ => None,
    }
}

struct Merged<'a> {
    /// Merged blocks of the two columns, by row.
    by_row: BTreeMap<u32, Vec<&'a Area>>,
    columns: Columns,
}

impl<'a> Merged<'a> {
    fn new(grid: &'a Grid, columns: Columns) -> Merged<'a> {
        let mut by_row: BTreeMap<u32, Vec<&Area>> = BTreeMap::new();
        let touches = |area: &&Area| area.columns.contains(&columns.question) || area.columns.contains(&columns.answer);
        for area in grid.merged.iter().filter(touches) {
            let first = grid.rows.partition_point(|row| row.number < *area.rows.start());
            let last = grid.rows.partition_point(|row| row.number <= *area.rows.end());
            for row in &grid.rows[first..last] {
                by_row.entry(row.number).or_default().push(area);
            }
        }
        Merged { by_row, columns }
    }

    fn at(&self, row: u32, column: usize) -> Option<&'a Area> {
        self.by_row.get(&row)?.iter().copied().find(|area| area.columns.contains(&column))
    }

    /// Does a block of the questions begin further up?
    fn hidden_question(&self, row: u32) -> bool {
        self.at(row, self.columns.question).is_some_and(|area| *area.rows.start() < row)
    }

    /// An answer in a merged block is seen in its first cell alone.
    fn hidden_answer(&self, row: u32) -> Option<FormProblem> {
        let area = self.at(row, self.columns.answer)?;
        let (top, left) = (*area.rows.start(), *area.columns.start());
        if (top, left) == (row, self.columns.answer) {
            return None;
        }
        let block = format!("{}:{}", address::cell(left, top), address::cell(*area.columns.end(), *area.rows.end()));
        Some(FormProblem {
            row,
            what: format!(
                "{} lies within the merged cells {block}, where it would not be seen",
                address::cell(self.columns.answer, row)
            ),
            hint: match left == self.columns.answer {
                true => "part the cells in the spreadsheet, so that each question has its own".to_owned(),
                false => format!("name column {} for the answers", column_letters(left)),
            },
        })
    }
}

/// What stands for an answer while it is tried whether it can be written.
const TRIED: &str = "-";

impl Form {
    /// Tries to write each answer, so that what cannot be written is known before anybody answers.
    fn check(&mut self, bytes: &[u8], name: &str) {
        let Some(column) = address::column_number(&self.answer) else { return };
        let cells: Vec<FilledCell> = self
            .lines
            .iter()
            .take(super::MAX_FILLED)
            .map(|line| FilledCell { row: line.row, column, text: TRIED.to_owned() })
            .collect();
        if let Err(error) = super::fill(bytes, name, &self.sheet, &cells) {
            let row = match &error {
                SheetError::Cell { row, .. } => *row,
                _ => self.header_row,
            };
            self.problems.push(FormProblem { row, what: error.to_string(), hint: error.hint() });
        }
        self.problems.sort_by_key(|problem| problem.row);
    }
}
