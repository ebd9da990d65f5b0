//! Files that must be refused: each with one clear sentence that names the file and the place, and with a hint.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use formats::sheet::{self, ReadOptions, SheetError, Table, limits};

#[path = "data/workbook.rs"]
mod workbook;

fn read(bytes: &[u8], name: &str) -> Result<Table, SheetError> {
    sheet::read(bytes, name, ReadOptions::default())
}

/// The refusal; its sentence names the file, is one line, and comes with a hint.
fn refusal(bytes: &[u8], name: &str) -> SheetError {
    let error = read(bytes, name).expect_err("the file must be refused");
    let sentence = error.to_string();
    assert!(sentence.contains(name) && !sentence.contains('\n'), "{sentence}");
    assert!(error.hint().len() > 20, "{}", error.hint());
    error
}

const LIST: &str = "Control ID,Control name,SOC 2 criteria\n";

#[test]
fn nothing_is_refused_as_empty() {
    assert_eq!(refusal(b"", "list.xlsx").to_string(), "`list.xlsx` is empty (0 bytes)");
    assert!(matches!(refusal(b"\r\n , ,\n\n", "list.csv"), SheetError::Empty { .. }));
    let error = refusal(LIST.as_bytes(), "list.csv");
    assert_eq!(error.to_string(), "`list.csv` has headings in row 1 of sheet `list.csv` but no rows under them");
    assert!(matches!(refusal(&workbook::of_rows(&[]), "list.xlsx"), SheetError::Empty { .. }));
}

#[test]
fn a_workbook_that_is_cut_short_is_refused_wherever_it_is_cut() {
    assert!(matches!(refusal(b"PK\x03\x04\x14\0\0\0\x08\0", "list.xlsx"), SheetError::Truncated { .. }));
    let whole = workbook::of_rows(&[&["Control ID", "Criteria"], &["A", "CC6.1"]]);
    for part in 1..20 {
        let error = refusal(&whole[..whole.len() * part / 20], "list.xlsx");
        assert!(matches!(error, SheetError::Truncated { .. }), "{part}/20: {error}");
    }
}

#[test]
fn a_workbook_with_a_flipped_byte_never_panics() {
    let whole = workbook::of_rows(&[&["Control ID", "Criteria"], &["A", "CC6.1"]]);
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = read(&bytes, "list.xlsx");
    }
}

#[test]
fn other_kinds_of_files_are_called_by_their_kind() {
    for (bytes, kind) in [
        (&b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"[..], "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "a JPEG picture"),
        (b"<!DOCTYPE html>\n<html><table><tr><td>Control", "a web page (HTML)"),
        (b"\xEF\xBB\xBF  <html>", "a web page (HTML)"),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            "an Excel 2003 XML sheet",
        ),
        (b"{\"controls\": []}", "a JSON document"),
        (b"[{\"id\": 1}]", "a JSON document"),
    ] {
        let error = refusal(bytes, "list.xlsx");
        assert_eq!(
            error.to_string(),
            format!("`list.xlsx` is not a spreadsheet that can be read: it looks like {kind}")
        );
    }
    let plain = "Id,Criteria\nA,CC6.1\n";
    assert!(read(plain.as_bytes(), "list.csv").is_ok());
}

#[test]
fn archives_that_are_no_workbook_are_called_by_their_kind() {
    use std::io::{Cursor, Write};
    let pack = |name: &str, text: &str| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    for (bytes, kind) in [
        (pack("[Content_Types].xml", word), "a Word document"),
        (pack("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "an OpenDocument sheet (.ods)"),
        (pack("notes.txt", "hello"), "a ZIP archive without a workbook in it"),
    ] {
        assert!(refusal(&bytes, "list.xlsx").to_string().ends_with(kind));
    }
}

/// A compound file (MS-CFB) with one directory entry of this name.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0; 512];
    bytes[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(128, 0);
    bytes.extend(entry);
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn a_password_is_named_and_old_workbooks_are_told_apart_from_it() {
    let error = refusal(&compound("EncryptedPackage"), "list.xlsx");
    assert_eq!(error, SheetError::PasswordProtected { file: "list.xlsx".to_owned() });
    assert!(refusal(&compound("Workbook"), "list.xls").to_string().ends_with("an Excel 97-2003 workbook (.xls)"));
    assert!(refusal(&compound("WordDocument"), "list.doc").to_string().ends_with("an old Word document (.doc)"));
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_read() {
    let error = refusal(&workbook::of_xml("", &[("xl/sharedStrings.xml", &vec![b' '; 40 << 20])]), "list.xlsx");
    assert!(error.to_string().contains("200 times its size"), "{error}");
    // Less packed, but more than the whole that is allowed.
    let bomb = workbook::of_many_mib(257);
    assert!(bomb.len() < limits::MAX_FILE_BYTES);
    let error = refusal(&bomb, "list.xlsx");
    assert!(matches!(error, SheetError::TooLarge { .. }), "{error}");
    assert!(error.to_string().contains("256.0 MiB"), "{error}");
}

#[test]
fn an_archive_that_lies_about_its_sizes_is_weighed_by_what_comes_out() {
    let mut bytes = workbook::of_xml("", &[("xl/media/big.bin", &vec![b' '; 40 << 20])]);
    // Every declared size of 40 MiB, in the local and the central header, becomes ten bytes.
    let wanted = (40u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|i| bytes[*i..*i + 4] == wanted).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    let error = refusal(&bytes, "list.xlsx");
    assert!(matches!(error, SheetError::TooLarge { .. } | SheetError::Truncated { .. }), "{error}");
}

#[test]
fn a_count_that_would_reserve_all_memory_is_refused() {
    for count in ["99999999999", "18446744073709551615", "000000000000000000000000000000000000000000000001"] {
        let strings = format!("<sst uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        let bytes = workbook::of_xml("<sheetData/>", &[("xl/sharedStrings.xml", strings.as_bytes())]);
        let error = refusal(&bytes, "list.xlsx");
        assert!(matches!(error, SheetError::TooLarge { .. }), "{error}");
    }
}

#[test]
fn a_part_in_utf_16_is_refused_because_it_cannot_be_weighed() {
    let strings: Vec<u8> = "<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let error = refusal(&workbook::of_xml("<sheetData/>", &[("xl/sharedStrings.xml", &strings)]), "list.xlsx");
    assert!(matches!(error, SheetError::Truncated { .. }), "{error}");
}

#[test]
fn more_parts_than_a_workbook_has_are_refused() {
    let names: Vec<String> = (0..limits::MAX_ARCHIVE_ENTRIES).map(|n| format!("xl/{n}.bin")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    let error = refusal(&workbook::of_xml("<sheetData/>", &parts), "list.xlsx");
    assert!(error.to_string().contains("10005 parts"), "{error}");
}

#[test]
fn a_file_beyond_32_mib_is_refused_by_its_size_alone() {
    let error = refusal(&vec![b'a'; limits::MAX_FILE_BYTES + 1], "list.csv");
    assert_eq!(error.to_string(), "`list.csv` is too large: 32.0 MiB where at most 32.0 MiB are read");
}

fn csv_of(rows: usize) -> String {
    let mut text = LIST.to_owned();
    for row in 0..rows {
        text.push_str(&format!("C-{row},Name {row},CC6.1\n"));
    }
    text
}

#[test]
fn row_50_001_is_one_too_many() {
    let table = read(csv_of(limits::MAX_DATA_ROWS).as_bytes(), "list.csv").unwrap();
    assert_eq!((table.rows.len(), table.rows.last().map(|r| r.number)), (50_000, Some(50_001)));
    for rows in [limits::MAX_DATA_ROWS + 1, limits::MAX_DATA_ROWS + 100] {
        let error = refusal(csv_of(rows).as_bytes(), "list.csv");
        assert_eq!(error.to_string(), "sheet `list.csv` of `list.csv` has more than 50000 rows under its headings");
    }
    let book = workbook::with(|sheet| {
        for (column, heading) in ["Control ID", "Criteria"].iter().enumerate() {
            sheet.write_string(0, column as u16, *heading).unwrap();
        }
        for row in 1..=limits::MAX_DATA_ROWS as u32 + 1 {
            sheet.write_string(row, 0, format!("C-{row}")).unwrap();
        }
    });
    assert!(matches!(refusal(&book, "list.xlsx"), SheetError::TooManyRows { .. }));
}

#[test]
fn columns_cells_and_text_have_their_limits() {
    let wide = format!("{LIST}a,b,c{}x\n", ",".repeat(limits::MAX_COLUMNS));
    assert!(refusal(wide.as_bytes(), "list.csv").to_string().contains("only 200 columns are read"));
    let long = format!("{LIST}a,{},CC6.1\n", "x".repeat(limits::MAX_CELL_CHARS + 1));
    let error = refusal(long.as_bytes(), "list.csv");
    assert!(
        error.to_string().starts_with("cell B2 of sheet `list.csv` in `list.csv` holds more than 32767 characters")
    );
    let fits = format!("{LIST}a,{},CC6.1\n", "é".repeat(limits::MAX_CELL_CHARS));
    assert!(read(fits.as_bytes(), "list.csv").is_ok());
}

#[test]
fn one_shared_text_in_a_million_cells_is_refused_by_what_it_would_become() {
    let text = "x".repeat(30_000);
    let mut sheet = String::from("<sheetData>");
    for row in 1..=10_000 {
        sheet.push_str(&format!(
            r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c><c r="B{row}" t="s"><v>0</v></c></row>"#
        ));
    }
    sheet.push_str("</sheetData>");
    let strings = format!("<sst><si><t>{text}</t></si></sst>");
    let error = refusal(&workbook::of_xml(&sheet, &[("xl/sharedStrings.xml", strings.as_bytes())]), "list.xlsx");
    assert!(error.to_string().contains("128.0 MiB of text"), "{error}");
}

#[test]
fn cells_that_hold_an_error_are_named() {
    let cell = workbook::cell;
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}<c r=\"B2\" t=\"e\"><v>#REF!</v></c></row>\
         <row r=\"3\"><c r=\"A3\" t=\"e\"><v>#N/A</v></c></row></sheetData>",
        cell("A1", "Control ID"),
        cell("B1", "Criteria"),
        cell("A2", "AC-1")
    );
    let error = refusal(&workbook::of_xml(&sheet, &[]), "list.xlsx");
    assert_eq!(
        error.to_string(),
        "cell B2 of sheet `Controls` in `list.xlsx` holds the spreadsheet error #REF! instead of a value \
         (as do others: A3)"
    );
}

#[test]
fn a_sheet_that_is_not_there_is_refused_with_those_that_are() {
    let book = workbook::of_rows(&[&["Control ID", "Criteria"], &["A", "CC6.1"]]);
    let options = ReadOptions { sheet: Some("Risks".to_owned()), progress: None };
    let error = sheet::read(&book, "list.xlsx", options).unwrap_err();
    assert_eq!(error.to_string(), "`list.xlsx` has no sheet `Risks`; it has `Controls`");
    assert_eq!(error.hint(), "choose one of `Controls`");
    let options = ReadOptions { sheet: Some("Risks".to_owned()), progress: None };
    assert!(matches!(sheet::read(csv_of(1).as_bytes(), "list.csv", options), Err(SheetError::NoSheet { .. })));
}

#[test]
fn text_without_headings_is_refused() {
    for text in ["just some words", "one\ntwo\nthree\n", "1,2,3\n4,5,6\n", "hello,wor\u{0}"] {
        let error = refusal(text.as_bytes(), "list.csv");
        assert!(matches!(error, SheetError::NoHeader { .. } | SheetError::Encoding { .. }), "{text}: {error}");
    }
    let error = refusal(b"1,2\n3,4\n", "list.csv");
    assert_eq!(
        error.to_string(),
        "sheet `list.csv` of `list.csv` has no row of headings among its first 2 rows with content"
    );
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(matches!(refusal(&noise, "list.csv"), SheetError::Encoding { .. }));
    assert!(matches!(refusal(b"\xFF\xFE\0\0I\0\0\0", "list.csv"), SheetError::Encoding { .. }));
    // Half of a surrogate pair.
    assert!(matches!(refusal(b"\xFF\xFEI\0d\0,\0\x00\xD8A\0", "list.csv"), SheetError::Encoding { .. }));
}

#[test]
fn a_quotation_mark_that_never_closes_is_named() {
    let text = format!("{LIST}A,\"Access,CC6.1\nB,Backup,A1.2\nC,Change,CC8.1\n");
    let error = refusal(text.as_bytes(), "list.csv");
    assert_eq!(
        error.to_string(),
        "cell B2 of sheet `list.csv` in `list.csv` begins with a quotation mark that is never closed and swallows the \
         lines after it"
    );
}

#[test]
fn headings_merged_across_columns_are_refused() {
    let book = workbook::with(|sheet| {
        let plain = rust_xlsxwriter::Format::new();
        sheet.write_string(0, 0, "Control ID").unwrap();
        sheet.merge_range(0, 1, 0, 2, "Criteria", &plain).unwrap();
        sheet.write_string(1, 0, "AC-1").unwrap();
    });
    let error = refusal(&book, "list.xlsx");
    assert_eq!(
        error.to_string(),
        "cell B1 of sheet `Controls` in `list.xlsx` is a heading merged over the columns B to C, so that it cannot be \
         told which one it names"
    );
}
