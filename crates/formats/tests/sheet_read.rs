//! Spreadsheets as people really write them, and what is read from them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use formats::sheet::{self, ReadOptions, Table};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

#[path = "data/workbook.rs"]
mod workbook;

fn read(bytes: &[u8], name: &str) -> Table {
    sheet::read(bytes, name, ReadOptions::default()).unwrap()
}

fn row(table: &Table, number: u32) -> Vec<&str> {
    let row = table.rows.iter().find(|r| r.number == number).unwrap();
    row.cells.iter().map(String::as_str).collect()
}

const LIST: &str =
    "Control ID,Control name,SOC 2 criteria\nAC-1,Zugriff für Büros,CC6.1\nAC-2,Café – naïve,\"CC6.2, CC6.3\"\n";

#[test]
fn the_same_list_is_read_from_every_encoding_and_delimiter() {
    let expected = read(LIST.as_bytes(), "list.csv");
    assert_eq!(expected.notes, Vec::<String>::new());
    assert_eq!(expected.headers, ["Control ID", "Control name", "SOC 2 criteria"]);
    assert_eq!(row(&expected, 3), ["AC-2", "Café – naïve", "CC6.2, CC6.3"]);

    let utf16 = |unit: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let text = if mark { format!("\u{feff}{LIST}") } else { LIST.to_owned() };
        text.encode_utf16().flat_map(unit).collect()
    };
    let latin: Vec<u8> = LIST.chars().map(|c| if c == '–' { 0x96 } else { c as u8 }).collect();
    let semicolons = LIST.replace(", ", "\u{1}").replace(',', ";").replace('\u{1}', ", ").replace('"', "");
    let tabs = semicolons.replace(';', "\t");
    for (bytes, note) in [
        (format!("\u{feff}{LIST}").into_bytes(), None),
        (LIST.replace('\n', "\r\n").into_bytes(), None),
        (LIST.replace('\n', "\r").into_bytes(), None),
        (utf16(u16::to_le_bytes, true), Some("UTF-16LE")),
        (utf16(u16::to_be_bytes, true), Some("UTF-16BE")),
        (utf16(u16::to_le_bytes, false), Some("UTF-16LE")),
        (latin, Some("Windows-1252")),
        (semicolons.clone().into_bytes(), Some("semicolons")),
        (format!("sep=;\r\n{semicolons}").into_bytes(), Some("semicolons")),
        (tabs.into_bytes(), Some("tabs")),
    ] {
        let table = read(&bytes, "list.csv");
        assert_eq!(table.rows, expected.rows, "{note:?}");
        assert_eq!(table.headers, expected.headers);
        assert_eq!(table.notes.len(), usize::from(note.is_some()), "{:?}", table.notes);
        assert!(table.notes.iter().zip(note).all(|(said, word)| said.contains(word)), "{:?}", table.notes);
    }
}

#[test]
fn rows_keep_the_numbers_that_a_spreadsheet_shows() {
    let text = "\n\nOur controls\n\nId,Name,Criteria\r\n\r\n,,\nA,\"two\nlines\",CC6.1\n\n\nB,\"say \"\"hi\"\"\",CC6.2";
    let table = read(text.as_bytes(), "list.csv");
    assert_eq!(table.header_row, 5);
    assert_eq!(table.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [8, 11]);
    assert_eq!(row(&table, 8), ["A", "two\nlines", "CC6.1"]);
    assert_eq!(row(&table, 11), ["B", "say \"hi\"", "CC6.2"]);
    assert_eq!(table.notes, ["The headings stand in row 5; what stands above them was left out."]);
}

#[test]
fn a_title_block_of_two_columns_is_not_taken_for_headings() {
    let text = "Prepared by,Security team\nStatus of,March\nControl ID,Control name,TSC\nA,Access,CC6.1\n";
    let table = read(text.as_bytes(), "list.csv");
    assert_eq!((table.header_row, table.rows.len()), (3, 1));
    // Headings that nobody knows are still headings; the user maps them.
    let table = read("Kürzel;Maßnahme;Bezug\nA;Zugriff;CC6.1\n".as_bytes(), "list.csv");
    assert_eq!(table.headers, ["Kürzel", "Maßnahme", "Bezug"]);
}

#[test]
fn text_in_any_script_comes_through() {
    let rows: &[&[&str]] = &[
        &["Control ID", "Control name", "Criteria"],
        &["بيانات", "سياسة الوصول إلى الأنظمة", "CC6.1"],
        &["管理策", "アクセス制御の方針", "CC6.2"],
        &["emoji", "🔐 locked\nand \"quoted\" & <tagged>", "CC6.3"],
    ];
    let table = read(&workbook::of_rows(rows), "list.xlsx");
    assert_eq!(table.headers, rows[0]);
    for (index, cells) in rows.iter().enumerate().skip(1) {
        assert_eq!(row(&table, index as u32 + 1), *cells);
    }
}

#[test]
fn numbers_dates_and_truths_become_clean_text() {
    let book = workbook::with(|sheet| {
        let day = Format::new().set_num_format("dd.mm.yyyy");
        for (column, heading) in ["Id", "Name", "Date", "Number", "In place", "Annex A"].iter().enumerate() {
            sheet.write_string(0, column as u16, *heading).unwrap();
        }
        sheet.write_number(1, 0, 7).unwrap();
        sheet.write_string(1, 1, "  =not a formula \u{a0}").unwrap();
        let date = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
        sheet.write_datetime_with_format(1, 2, &date, &day).unwrap();
        sheet.write_number(1, 3, 0.1 + 0.2).unwrap();
        sheet.write_boolean(1, 4, true).unwrap();
        sheet.write_number(1, 5, 5.1).unwrap();
    });
    let table = read(&book, "list.xlsx");
    assert_eq!(row(&table, 2), ["7", "=not a formula", "2026-03-01", "0.3", "TRUE", "5.1"]);
    assert_eq!(table.notes.len(), 1);
    assert!(table.notes[0].contains("5.10 reads 5.1") && table.notes[0].contains("F2"), "{}", table.notes[0]);
}

#[test]
fn a_formula_gives_its_saved_value_and_is_named() {
    let book = workbook::with(|sheet| {
        sheet.write_string(0, 0, "Id").unwrap();
        sheet.write_string(0, 1, "Criteria").unwrap();
        sheet.write_formula(1, 0, Formula::new("=\"AC-\"&1").set_result("AC-1")).unwrap();
        sheet.write_string(1, 1, "CC6.1").unwrap();
    });
    let table = read(&book, "list.xlsx");
    assert_eq!(row(&table, 2), ["AC-1", "CC6.1"]);
    assert_eq!(table.notes, ["The value of a formula was taken as it was last saved, nothing was computed: A2."]);
    let table = read(b"Id,Name,Criteria\nA,\"=HYPERLINK(\"\"http://x\"\")\",CC6.1\nB,+1,CC6.2\n", "list.csv");
    assert_eq!(table.rows[0].cells[1], "=HYPERLINK(\"http://x\")");
    assert_eq!(table.rows[1].cells[1], "+1");
    assert!(table.notes[0].contains("B2"), "{:?}", table.notes);
}

#[test]
fn merged_cells_say_their_value_in_each_row() {
    let book = workbook::with(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 3, "Our controls", &plain).unwrap();
        sheet.merge_range(1, 0, 2, 0, "Control ID", &plain).unwrap();
        for (column, heading) in [(1, "Control name"), (2, "SOC 2 criteria"), (3, "Owner")] {
            sheet.write_string(2, column, heading).unwrap();
        }
        sheet.merge_range(3, 0, 5, 0, "AC-1", &plain).unwrap();
        for (row, criterion) in [(3, "CC6.1"), (4, "CC6.2"), (6, "CC6.3")] {
            sheet.write_string(row, 2, criterion).unwrap();
        }
        sheet.write_string(6, 0, "AC-2").unwrap();
        sheet.merge_range(7, 0, 7, 3, "Remarks go here", &plain).unwrap();
    });
    let table = read(&book, "list.xlsx");
    assert_eq!((table.header_row, table.headers[0].as_str()), (3, "Control ID"));
    // Row 6 has nothing but its part of the block, so that it is no row.
    assert_eq!(table.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [4, 5, 7, 8]);
    assert_eq!(row(&table, 5), ["AC-1", "", "CC6.2", ""]);
    assert!(table.notes.iter().any(|n| n.contains("A4:A6")), "{:?}", table.notes);
    assert!(table.notes.iter().any(|n| n.contains("A8:D8")), "{:?}", table.notes);
}

#[test]
fn a_giant_declared_size_costs_nothing() {
    let cell = workbook::cell;
    let sheet = format!(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\">{}{}</row><row r=\"1048576\">{}{}\
         <c r=\"XFD1048576\"/></row></sheetData>",
        cell("A1", "Control ID"),
        cell("B1", "Criteria"),
        cell("A1048576", "AC-1"),
        cell("B1048576", "CC6.1")
    );
    let table = read(&workbook::of_xml(&sheet, &[]), "list.xlsx");
    assert_eq!(row(&table, 1_048_576), ["AC-1", "CC6.1"]);
}

#[test]
fn rows_out_of_order_are_put_in_order() {
    let cell = workbook::cell;
    let sheet = format!(
        "<sheetData><row r=\"3\">{}</row><row r=\"1\">{}{}</row><row r=\"2\">{}</row><row r=\"3\">{}</row></sheetData>",
        cell("A3", "B"),
        cell("B1", "Criteria"),
        cell("A1", "Id"),
        cell("A2", "A"),
        cell("B3", "CC6.1")
    );
    let table = read(&workbook::of_xml(&sheet, &[]), "list.xlsx");
    assert_eq!(table.headers, ["Id", "Criteria"]);
    assert_eq!((row(&table, 2), row(&table, 3)), (vec!["A", ""], vec!["B", "CC6.1"]));
}

#[test]
fn the_sheet_with_the_controls_is_found_or_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, headings, cell) in [
        ("Read me", ["Welcome", "reader"], "x"),
        ("Controls", ["Control ID", "Criteria"], "AC-1"),
        ("Risks", ["Control ID", "Criteria"], "R-1"),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (column, heading) in headings.iter().enumerate() {
            sheet.write_string(0, column as u16, *heading).unwrap();
        }
        sheet.write_string(1, 0, cell).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let table = read(&bytes, "list.xlsx");
    assert_eq!((table.sheet.as_str(), table.rows[0].cell(0)), ("Controls", "AC-1"));
    assert_eq!(table.sheets, ["Read me", "Controls", "Risks"]);
    assert_eq!(table.notes, ["The sheet `Controls` was read, one of 3."]);
    let options = ReadOptions { sheet: Some(" risks".to_owned()), progress: None };
    assert_eq!(sheet::read(&bytes, "list.xlsx", options).unwrap().rows[0].cell(0), "R-1");
}

#[test]
fn a_name_that_says_another_kind_is_said_but_no_obstacle() {
    let book = workbook::of_rows(&[&["Control ID", "Criteria"], &["A", "CC6.1"]]);
    assert!(read(&book, "list.csv").notes[0].contains("named .csv but holds an Excel workbook"));
    assert!(read(LIST.as_bytes(), "list.xlsx").notes[0].contains("named .xlsx but holds plain text"));
    assert_eq!(read(LIST.as_bytes(), "list").notes.len(), 0);
}

#[test]
fn progress_goes_up_to_the_whole() {
    let mut text = LIST.to_owned();
    (0..5_000).for_each(|n| text.push_str(&format!("C-{n},Name,CC6.1\n")));
    let mut seen = Vec::new();
    let mut note = |done, total| seen.push((done, total));
    let options = ReadOptions { sheet: None, progress: Some(&mut note) };
    sheet::read(text.as_bytes(), "list.csv", options).unwrap();
    assert!(seen.len() > 5 && seen.windows(2).all(|w| w[0].0 <= w[1].0));
    assert_eq!(seen.last(), Some(&(text.len() as u64, text.len() as u64)));
}
