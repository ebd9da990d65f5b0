//! Tables as an XLSX workbook: text only as string cells, links only inside the file, the same bytes every time.

use super::style::Styles;
use super::{CellOut, OutError, SheetOut, WorkbookOut};
use crate::sheet::limits::MAX_CELL_CHARS;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Url, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

/// A4, as numbered by the format (ECMA-376 part 1, 18.3.1.63).
const PAPER_A4: u8 = 9;
const DEFAULT_WIDTH: u16 = 16;
/// Hyperlinks that Excel keeps in one sheet; further ones are written as text.
const MAX_LINKS: usize = 65_000;

/// Rows from which on a sheet is not held in memory while it is written: each row goes to a temporary file without a name,
/// which the system forgets with the writer.
const LONG: usize = 5_000;

/// Height of one line of text, in points.
const LINE_POINTS: f64 = 14.5;
/// Most lines that a row shows: Excel ends a row at 409 points.
const MAX_LINES: u16 = 28;

/// Lines that the fullest cell of a row takes at the widths of its columns: not every reader measures wrapped text itself.
fn lines(cells: &[CellOut], widths: &[u16]) -> u16 {
    let of_cell = |(column, cell): (usize, &CellOut)| {
        let (CellOut::Text(text) | CellOut::Badge(_, text) | CellOut::Link { text, .. }) = cell else { return 1 };
        let width = usize::from(widths.get(column).copied().unwrap_or(DEFAULT_WIDTH)).max(1);
        u16::try_from(text.split('\n').map(|line| wrapped(line, width)).sum::<usize>()).unwrap_or(MAX_LINES)
    };
    cells.iter().enumerate().map(of_cell).max().unwrap_or(1).min(MAX_LINES)
}

/// Lines that one line of text takes at a width: broken after blanks and hyphens, and within a word that is too long for
/// a line.
fn wrapped(line: &str, width: usize) -> usize {
    // No letter takes more room than it has bytes; those of Chinese, Japanese and Korean take that of two.
    if line.len() <= width {
        return 1;
    }
    let (mut lines, mut taken) = (1, 0);
    for word in line.split_inclusive([' ', '-']) {
        let whole = word.width();
        let shown = whole.saturating_sub(usize::from(word.ends_with(' ')));
        if taken + shown > width {
            lines += usize::from(taken > 0);
            taken = 0;
        }
        let more = shown.saturating_sub(1) / width;
        lines += more;
        taken += whole - more * width;
    }
    lines
}

/// Writes the workbook: frozen headings, filters, wrapped text, A4 landscape at page width with the headings repeated
/// and the pages numbered.
///
/// # Errors
/// A workbook without sheets, or more rows or columns than XLSX has.
pub fn to_xlsx(book: &WorkbookOut) -> Result<Vec<u8>, OutError> {
    if book.sheets.is_empty() {
        return Err(OutError::NoSheet);
    }
    let names = names(&book.sheets);
    let styles = Styles::new();
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(cut(&book.title, 250))
        .set_subject(cut(&book.subject, 250))
        .set_creation_datetime(&ExcelDateTime::from_timestamp(book.created.as_second())?);
    workbook.set_properties(&properties);
    for (sheet, name) in book.sheets.iter().zip(&names) {
        let target = Target { sheets: &book.sheets, names: &names };
        let worksheet = if sheet.rows.len() > LONG {
            match workbook.add_worksheet_with_constant_memory() {
                Ok(worksheet) => worksheet,
                // Where no temporary file can be had, memory holds the rows.
                Err(_) => workbook.add_worksheet(),
            }
        } else {
            workbook.add_worksheet()
        };
        worksheet.set_name(name)?;
        fill(worksheet, sheet, &styles, &target)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Where links can lead.
struct Target<'a> {
    sheets: &'a [SheetOut],
    names: &'a [String],
}

impl Target<'_> {
    fn url(&self, sheet: &str, row: u32) -> Option<String> {
        let at = self.sheets.iter().position(|s| s.name == sheet)?;
        let row = header_row(&self.sheets[at]) + 2 + row;
        Some(format!("internal:'{}'!A{row}", self.names[at].replace('\'', "''")))
    }
}

/// The 0-based row of the headings: under the title lines and one empty row.
fn header_row(sheet: &SheetOut) -> u32 {
    match sheet.title.len() {
        0 => 0,
        lines => lines as u32 + 1,
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &SheetOut, styles: &Styles, target: &Target<'_>) -> Result<(), OutError> {
    for (row, line) in sheet.title.iter().enumerate() {
        string(worksheet, row as u32, 0, line, if row == 0 { &styles.title } else { &styles.line })?;
    }
    let header = header_row(sheet);
    let mut head = 1;
    for (column, heading) in sheet.headers.iter().enumerate() {
        let style = if figures(sheet, column) { &styles.header_of_figures } else { &styles.header };
        string(worksheet, header, at(column)?, heading, style)?;
        let width = sheet.widths.get(column).copied().unwrap_or(DEFAULT_WIDTH);
        worksheet.set_column_width(at(column)?, f64::from(width))?;
        head = head.max(wrapped(heading, usize::from(width).max(1)));
    }
    if head > 1 {
        let lines = u16::try_from(head).unwrap_or(MAX_LINES).min(MAX_LINES);
        worksheet.set_row_height(header, f64::from(lines) * LINE_POINTS)?;
    }
    let mut links = 0;
    for (index, cells) in sheet.rows.iter().enumerate() {
        let row = header + 1 + u32::try_from(index).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (column, cell) in cells.iter().enumerate() {
            write(worksheet, (row, at(column)?), cell, styles, target, &mut links)?;
        }
        for column in cells.len()..sheet.headers.len() {
            worksheet.write_blank(row, at(column)?, &styles.text)?;
        }
        let lines = lines(cells, &sheet.widths);
        if lines > 1 {
            worksheet.set_row_height(row, f64::from(lines) * LINE_POINTS)?;
        }
    }
    let last = header + sheet.rows.len() as u32;
    for (index, line) in sheet.notes.iter().enumerate() {
        string(worksheet, last + 2 + index as u32, 0, line, &styles.note)?;
    }
    if let Some(last_column) = sheet.headers.len().checked_sub(1) {
        worksheet.set_freeze_panes(header + 1, 0)?;
        worksheet.set_repeat_rows(header, header)?;
        if !sheet.rows.is_empty() {
            worksheet.autofilter(header, 0, last, at(last_column)?)?;
        }
    }
    worksheet
        .set_landscape()
        .set_paper_size(PAPER_A4)
        .set_print_fit_to_pages(1, 0)
        .set_screen_gridlines(false)
        .set_footer("&L&\"Calibri,Regular\"&8&A&R&\"Calibri,Regular\"&8&P / &N");
    Ok(())
}

/// Whether a column holds figures alone: its heading stands over them, at the right.
fn figures(sheet: &SheetOut, column: usize) -> bool {
    let mut cells =
        sheet.rows.iter().filter_map(|row| row.get(column)).filter(|cell| **cell != CellOut::Empty).peekable();
    cells.peek().is_some() && cells.all(|cell| matches!(cell, CellOut::Int(_) | CellOut::Percent { .. }))
}

fn at(column: usize) -> Result<u16, OutError> {
    u16::try_from(column).map_err(|_| OutError::Xlsx(XlsxError::RowColumnLimitError))
}

fn write(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &CellOut,
    styles: &Styles,
    target: &Target<'_>,
    links: &mut usize,
) -> Result<(), OutError> {
    match cell {
        CellOut::Text(text) => string(worksheet, row, column, text, &styles.text)?,
        CellOut::Badge(badge, text) => string(worksheet, row, column, text, styles.badge(*badge))?,
        CellOut::Int(n) => {
            worksheet.write_number_with_format(row, column, *n as f64, &styles.int)?;
        }
        CellOut::Percent { tenths } => {
            worksheet.write_number_with_format(row, column, *tenths as f64 / 1_000.0, &styles.percent)?;
        }
        CellOut::Date(day) => date(worksheet, row, column, *day, styles)?,
        CellOut::Link { text, sheet, row: to } => match target.url(sheet, *to) {
            Some(url) if *links < MAX_LINKS && !text.is_empty() => {
                *links += 1;
                let url = Url::new(url).set_text(shown(text));
                worksheet.write_url_with_format(row, column, url, &styles.link)?;
            }
            _ => string(worksheet, row, column, text, &styles.text)?,
        },
        CellOut::Empty => {
            worksheet.write_blank(row, column, &styles.text)?;
        }
    }
    Ok(())
}

/// A day as a date; one outside the years that XLSX knows (1900 to 9999) as text.
fn date(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    day: jiff::civil::Date,
    styles: &Styles,
) -> Result<(), OutError> {
    let known = u16::try_from(day.year())
        .ok()
        .and_then(|year| ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok());
    match known {
        Some(date) => worksheet.write_datetime_with_format(row, column, &date, &styles.date)?,
        None => worksheet.write_string_with_format(row, column, day.to_string(), &styles.text)?,
    };
    Ok(())
}

fn string(worksheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<(), OutError> {
    if text.is_empty() {
        worksheet.write_blank(row, column, format)?;
    } else {
        worksheet.write_string_with_format(row, column, shown(text), format)?;
    }
    Ok(())
}

/// The text, or as much as a cell holds and a word that it was cut; never less in silence.
fn shown(text: &str) -> String {
    const CUT: &str = " [cut: the text is longer than a spreadsheet cell]";
    // XLSX counts UTF-16 units; bytes are never fewer, so that most texts are settled by their length alone.
    if text.len() <= MAX_CELL_CHARS || text.encode_utf16().count() <= MAX_CELL_CHARS {
        return text.to_owned();
    }
    let mut room = MAX_CELL_CHARS - CUT.len();
    let fits = |c: &char| {
        let taken = room.checked_sub(c.len_utf16());
        room = taken.unwrap_or(0);
        taken.is_some()
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push_str(CUT);
    kept
}

fn cut(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

/// Names that XLSX accepts: no forbidden characters, at most 31 UTF-16 units, none twice (case does not matter there).
fn names(sheets: &[SheetOut]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let plain: String = sheet
            .name
            .chars()
            .map(|c| if c.is_control() || "[]:*?/\\".contains(c) { ' ' } else { c })
            .filter(|c| c.len_utf16() == 1)
            .collect();
        let plain = plain.trim_matches(|c: char| c.is_whitespace() || c == '\'');
        let base = match plain.to_lowercase().as_str() {
            "" => "Sheet".to_owned(),
            // Excel keeps this name for itself.
            "history" => "History sheet".to_owned(),
            _ => plain.to_owned(),
        };
        let mut name = cut(&base, 31).trim_end_matches(['\'', ' ']).to_owned();
        let mut number = 2;
        while names.iter().any(|n| n.to_lowercase() == name.to_lowercase()) {
            let end = format!(" {number}");
            name = format!("{}{end}", cut(&base, 31 - end.len()));
            number += 1;
        }
        names.push(name);
    }
    names
}
