//! Workbooks for the tests, made on the spot: by the writer where it can, part by part where it would not.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook of one sheet `Controls` with these rows of text.
pub(crate) fn of_rows(rows: &[&[&str]]) -> Vec<u8> {
    with(|sheet| {
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, *cell).unwrap();
            }
        }
    })
}

/// A workbook of one sheet `Controls`, filled by the test.
pub(crate) fn with(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Controls").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// The least workbook that is one, with this XML as its worksheet and these further parts.
#[allow(dead_code)]
pub(crate) fn of_xml(sheet: &str, further: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let types = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
    let rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Controls" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let book_rels = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let sheet =
        format!(r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}</worksheet>"#);
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", rels.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    for (name, bytes) in parts.iter().chain(further) {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// One cell of inline text for [`of_xml`].
#[allow(dead_code)]
pub(crate) fn cell(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A part of one MiB that packs about thirty times, so many times over without being packed anew.
#[allow(dead_code)]
pub(crate) fn of_many_mib(mib: usize) -> Vec<u8> {
    let noise = |i: u32| {
        if i.is_multiple_of(97) { (i.wrapping_mul(2_654_435_761) >> 24) as u8 } else { 32 }
    };
    let block: Vec<u8> = (0..1 << 20).map(noise).collect();
    let one = of_xml("", &[("xl/media/0.bin", &block)]);
    let mut from = zip::ZipArchive::new(Cursor::new(one.clone())).unwrap();
    let mut zip = ZipWriter::new_append(Cursor::new(one)).unwrap();
    for number in 1..mib {
        zip.raw_copy_file_rename(from.by_name("xl/media/0.bin").unwrap(), format!("xl/media/{number}.bin")).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
