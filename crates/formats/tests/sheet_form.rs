//! Forms of others: questions are found, and the file goes back with the answers in it and nothing else changed.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use formats::sheet::form::{FilledCell, FormOptions, fill, read};
use formats::sheet::{SheetError, limits};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn cell(row: u32, column: usize, text: &str) -> FilledCell {
    FilledCell { row, column, text: text.to_owned() }
}

/// A questionnaire as customers send it: a title over merged cells, headings over two rows, sections, a second sheet.
fn workbook(questions: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let notes = book.add_worksheet().set_name("Instructions").unwrap();
    notes.write(0, 0, "Please fill in the next sheet.").unwrap();
    let sheet = book.add_worksheet().set_name("Q & A").unwrap();
    let bold = Format::new().set_bold();
    sheet.merge_range(0, 0, 0, 3, "Security questionnaire of Example Bank", &bold).unwrap();
    sheet.merge_range(1, 1, 2, 1, "Question", &bold).unwrap();
    sheet.write_with_format(2, 0, "No.", &bold).unwrap();
    sheet.write_with_format(2, 2, "Vendor response", &bold).unwrap();
    sheet.write_with_format(2, 3, "Weight", &bold).unwrap();
    sheet.merge_range(3, 0, 3, 3, "1. Access control", &bold).unwrap();
    let boxed = Format::new().set_text_wrap().set_border(rust_xlsxwriter::FormatBorder::Thin);
    for n in 0..questions {
        let row = 4 + n;
        sheet.write(row, 0, f64::from(n + 1)).unwrap();
        sheet.write(row, 1, format!("Do you review access rights, part {n}?")).unwrap();
        if n % 2 == 0 {
            sheet.write_blank(row, 2, &boxed).unwrap();
        }
        sheet.write(row, 3, Formula::new("=1+1").set_result("2")).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let (name, mut content) = (part.name().unwrap().to_string(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        all.insert(name, content);
    }
    all
}

#[test]
fn questions_sections_and_merged_headings_are_read() {
    let form = read(&workbook(3), "q.xlsx", &FormOptions::default()).unwrap();
    assert_eq!((form.sheet.as_str(), form.header_row), ("Q & A", 3));
    assert_eq!((form.question.as_str(), form.answer.as_str()), ("B", "C"));
    let rows: Vec<_> = form.lines.iter().map(|line| (line.row, line.section.as_str())).collect();
    assert_eq!(rows, [(5, "1. Access control"), (6, "1. Access control"), (7, "1. Access control")]);
    assert!(form.problems.is_empty(), "{:?}", form.problems);
}

#[test]
fn a_heading_merged_over_rows_and_columns_names_its_first_column() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    sheet.merge_range(0, 0, 1, 4, "Security questionnaire of Example Bank", &bold).unwrap();
    sheet.merge_range(2, 1, 4, 2, "Question", &bold).unwrap();
    sheet.write(4, 0, "#").unwrap();
    sheet.write(4, 3, "Response").unwrap();
    sheet.merge_range(5, 0, 6, 4, "1. Access control", &bold).unwrap();
    for row in 7..10_u32 {
        sheet.write(row, 0, f64::from(row - 6)).unwrap();
        sheet
            .merge_range(row, 1, row, 2, &format!("Do you review access rights, part {row}?"), &Format::new())
            .unwrap();
    }
    let form = read(&book.save_to_buffer().unwrap(), "q.xlsx", &FormOptions::default()).unwrap();
    assert_eq!((form.question.as_str(), form.answer.as_str(), form.header_row), ("B", "D", 5));
    let headings: Vec<_> = form.headings.iter().map(|(at, heading)| (at.as_str(), heading.as_str())).collect();
    assert_eq!(headings, [("A", "#"), ("B", "Question"), ("D", "Response")]);
    let lines: Vec<_> = form.lines.iter().map(|line| (line.row, line.section.as_str())).collect();
    assert_eq!(lines, [(8, "1. Access control"), (9, "1. Access control"), (10, "1. Access control")]);
    assert!(form.problems.is_empty(), "{:?}", form.problems);
}

#[test]
fn a_workbook_goes_back_with_answers_and_every_other_part_byte_for_byte() {
    let before = workbook(4);
    let after =
        fill(&before, "q.xlsx", "Q & A", &[cell(5, 2, "Yes.\nTwice a year & more"), cell(6, 2, "<no>")]).unwrap();
    let (old, new) = (parts(&before), parts(&after));
    assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
    let changed: Vec<_> = old.iter().filter(|(name, content)| new[*name] != **content).map(|(name, _)| name).collect();
    assert_eq!(changed, ["xl/worksheets/sheet2.xml"]);
    let form = read(&after, "q.xlsx", &FormOptions::default()).unwrap();
    let given: Vec<&str> = form.lines.iter().map(|line| line.given.as_str()).collect();
    assert_eq!(given, ["Yes.\nTwice a year & more", "<no>", "", ""]);
    // The same answers give the same file, and the style of a cell that had one stays.
    let again =
        fill(&before, "q.xlsx", "Q & A", &[cell(5, 2, "Yes.\nTwice a year & more"), cell(6, 2, "<no>")]).unwrap();
    assert_eq!(again, after);
    let sheet = String::from_utf8(new["xl/worksheets/sheet2.xml"].clone()).unwrap();
    assert!(sheet.contains("<c r=\"C5\" s="), "{sheet}");
}

#[test]
fn a_cell_with_a_formula_is_named_before_anybody_answers() {
    let named = FormOptions { answer: Some("D".into()), ..FormOptions::default() };
    let form = read(&workbook(2), "q.xlsx", &named).unwrap();
    assert_eq!(form.problems.len(), 1);
    assert!(form.problems[0].what.contains("D5") && form.problems[0].what.contains("formula"), "{:?}", form.problems);
    let error = fill(&workbook(2), "q.xlsx", "Q & A", &[cell(5, 3, "x")]).unwrap_err();
    assert!(matches!(error, SheetError::Cell { row: 5, column: 3, .. }), "{error}");
}

#[test]
fn answers_in_merged_cells_that_would_not_be_seen_are_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Question").unwrap();
    sheet.write(0, 1, "Answer").unwrap();
    for row in 1..4 {
        sheet.write(row, 0, format!("Do you log {row}?")).unwrap();
    }
    sheet.merge_range(1, 1, 2, 1, "", &Format::new()).unwrap();
    let form = read(&book.save_to_buffer().unwrap(), "q.xlsx", &FormOptions::default()).unwrap();
    assert_eq!(form.lines.len(), 3);
    assert_eq!(form.problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), [3]);
    assert!(form.problems[0].what.contains("B2:B3"), "{:?}", form.problems);
}

#[test]
fn macros_stay_in_the_file_and_are_said() {
    let plain = workbook(1);
    let mut zip = ZipArchive::new(Cursor::new(plain.as_slice())).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        out.raw_copy_file(zip.by_index_raw(at).unwrap()).unwrap();
    }
    out.start_file("xl/vbaProject.bin", SimpleFileOptions::default()).unwrap();
    out.write_all(b"macros").unwrap();
    let bytes = out.finish().unwrap().into_inner();
    let form = read(&bytes, "q.xlsm", &FormOptions::default()).unwrap();
    assert!(form.notes.iter().any(|note| note.contains("macros")), "{:?}", form.notes);
    let after = fill(&bytes, "q.xlsm", "Q & A", &[cell(5, 2, "Yes")]).unwrap();
    assert_eq!(parts(&after)["xl/vbaProject.bin"], b"macros");
}

#[test]
fn ten_thousand_questions_are_read_and_answered() {
    let bytes = workbook(10_000);
    let form = read(&bytes, "q.xlsx", &FormOptions::default()).unwrap();
    assert_eq!(form.lines.len(), 10_000);
    let cells: Vec<FilledCell> = form.lines.iter().map(|line| cell(line.row, 2, "Yes, as our policy says.")).collect();
    let after = fill(&bytes, "q.xlsx", "Q & A", &cells).unwrap();
    let back = read(&after, "q.xlsx", &FormOptions::default()).unwrap();
    assert!(back.lines.iter().all(|line| line.given == "Yes, as our policy says."));
}

#[test]
fn a_list_of_commas_goes_back_as_it_came() {
    let text = "\u{feff}#;Security question;Your answer;Comment\r\n;Access;;\r\n1;\"Do you; really, review?\";;keep\r\n2;And log?;;\r\n";
    let form = read(text.as_bytes(), "q.csv", &FormOptions::default()).unwrap();
    assert_eq!((form.question.as_str(), form.answer.as_str(), form.header_row), ("B", "C", 1));
    let rows: Vec<_> = form.lines.iter().map(|line| (line.row, line.section.as_str())).collect();
    assert_eq!(rows, [(3, "Access"), (4, "Access")]);
    let after = fill(text.as_bytes(), "q.csv", &form.sheet, &[cell(3, 2, "Yes; twice")]).unwrap();
    assert_eq!(String::from_utf8(after).unwrap(), text.replace("review?\";;keep", "review?\";\"Yes; twice\";keep"));
}

#[test]
fn what_cannot_be_filled_in_is_named() {
    let wrong = |bytes: &[u8], name: &str, options: &FormOptions| read(bytes, name, options).unwrap_err();
    assert!(matches!(wrong(b"", "q.csv", &FormOptions::default()), SheetError::Empty { .. }));
    assert!(matches!(wrong(b"%PDF-1.7", "q.pdf", &FormOptions::default()), SheetError::WrongType { .. }));
    let no_answer = wrong(b"Question,Owner\nDo you log?,x\n", "q.csv", &FormOptions::default());
    assert!(matches!(no_answer, SheetError::NoForm { .. }) && no_answer.hint().contains("B: Owner"), "{no_answer}");
    let sheet = FormOptions { sheet: Some("Nowhere".into()), ..FormOptions::default() };
    assert!(matches!(wrong(&workbook(1), "q.xlsx", &sheet), SheetError::NoSheet { .. }));
    let long = "x".repeat(limits::MAX_CELL_CHARS + 1);
    assert!(matches!(fill(b"Q,A\nx,\n", "q.csv", "q.csv", &[cell(2, 1, &long)]), Err(SheetError::Cell { .. })));
    let cut = &workbook(1)[..400];
    assert!(matches!(wrong(cut, "q.xlsx", &FormOptions::default()), SheetError::Truncated { .. }));
}
