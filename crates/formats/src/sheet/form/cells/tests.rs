//! Cells are put into a part, and every other byte of it stays.

use super::*;

fn cell(row: u32, column: usize, text: &str) -> FilledCell {
    FilledCell { row, column, text: text.to_owned() }
}

fn filled(part: &str, cells: &[FilledCell]) -> String {
    String::from_utf8(fill(part.as_bytes(), "q.xlsx", "S", cells).unwrap()).unwrap()
}

const HEAD: &str = "<?xml version=\"1.0\"?>\n<worksheet xmlns=\"m\"><dimension ref=\"A1:B3\"/><sheetData>";
const FOOT: &str = "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>";

#[test]
fn a_cell_is_replaced_with_its_style_and_nothing_else_moves() {
    let part = format!(
        "{HEAD}<row r=\"2\" spans=\"1:3\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"7\"/><c r=\"C2\"><v>1</v></c></row>{FOOT}"
    );
    let out = filled(&part, &[cell(2, 1, "Yes & <no>")]);
    let wanted = "<c r=\"B2\" s=\"7\" t=\"inlineStr\"><is><t xml:space=\"preserve\">Yes &amp; &lt;no&gt;</t></is></c>";
    assert_eq!(out, part.replace("<c r=\"B2\" s=\"7\"/>", wanted));
}

#[test]
fn cells_and_rows_that_are_not_there_are_put_in_their_order() {
    let part = format!("{HEAD}<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"D3\"><v>1</v></c></row><row r=\"5\"/>{FOOT}");
    let out = filled(&part, &[cell(2, 1, "a"), cell(3, 1, "b"), cell(5, 0, "c"), cell(9, 2, "d"), cell(3, 4, "e")]);
    let order = [
        "r=\"B2\"",
        "r=\"A3\"",
        "r=\"B3\"",
        "r=\"D3\"",
        "r=\"E3\"",
        "<row r=\"5\">",
        "r=\"A5\"",
        "r=\"C9\"",
        "</sheetData>",
    ];
    let at: Vec<usize> = order.iter().map(|one| out.find(one).unwrap_or_else(|| panic!("{one} in {out}"))).collect();
    assert!(at.is_sorted(), "{out}");
    assert!(out.ends_with(FOOT));
}

#[test]
fn prefixes_are_kept_and_places_may_be_left_out() {
    let part = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/></x:row></x:sheetData></x:worksheet>";
    let out = filled(part, &[cell(1, 1, "y"), cell(2, 0, "z")]);
    assert!(
        out.contains("<x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">y</x:t></x:is></x:c></x:row>")
    );
    assert!(out.contains("<x:row r=\"2\"><x:c r=\"A2\""));
    let empty = "<worksheet><sheetData/></worksheet>";
    let wanted = "<worksheet><sheetData><row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">t</t></is></c></row></sheetData></worksheet>";
    assert_eq!(filled(empty, &[cell(4, 0, "t")]), wanted);
}

#[test]
fn a_formula_is_not_written_over_and_disorder_is_refused() {
    let part = format!("{HEAD}<row r=\"2\"><c r=\"B2\"><f>1+1</f><v>2</v></c></row>{FOOT}");
    let error = fill(part.as_bytes(), "q.xlsx", "S", &[cell(2, 1, "x")]).unwrap_err();
    assert!(error.to_string().contains("B2") && error.to_string().contains("formula"), "{error}");
    assert_eq!(filled(&part, &[]), part);
    for odd in [
        "<row r=\"3\"/><row r=\"2\"/>",
        "<row r=\"2\"><c r=\"C2\"/><c r=\"B2\"/></row>",
        "<row r=\"2\"><c r=\"B9\"/></row>",
    ] {
        let part = format!("{HEAD}{odd}{FOOT}");
        assert!(fill(part.as_bytes(), "q.xlsx", "S", &[cell(9, 1, "x")]).is_err(), "{odd}");
    }
    assert!(fill(b"<worksheet><sheetData><row>", "q.xlsx", "S", &[cell(1, 1, "x")]).is_err());
    assert!(fill(b"<!DOCTYPE a><worksheet/>", "q.xlsx", "S", &[cell(1, 1, "x")]).is_err());
}

#[test]
fn what_xml_cannot_hold_falls_away_and_codes_are_not_read_as_letters() {
    assert_eq!(carried("a\u{0}\u{b}b\r\nc"), "ab\nc");
    assert_eq!(carried("_x0041_ and _xyz"), "_x005F_x0041_ and _xyz");
}
