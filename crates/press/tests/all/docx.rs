use crate::{HOSTILE, paper, rows, whole};
use press::{Block, Cell, Chart, Column, Fault, Table, docx};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    let count = zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len();
    (0..count).map(part).collect()
}

/// The words of a part, as whoever reads its XML finds them.
fn words(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut out = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return out,
            Event::Text(text) => out.push_str(&text.into_inner()),
            Event::GeneralRef(name) => {
                let name = name.into_inner();
                out.push_str(quick_xml::escape::resolve_xml_entity(&name).unwrap());
            }
            _ => {}
        }
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(one, _)| one == name).unwrap();
    String::from_utf8(found.1).unwrap()
}

#[test]
fn every_part_is_well_formed_and_the_same_each_time() {
    let bytes = docx(&whole()).unwrap();
    assert_eq!(bytes, docx(&whole()).unwrap());
    let parts = parts(&bytes);
    assert!(parts.iter().any(|(name, bytes)| name == "word/media/picture1.png" && bytes.starts_with(b"\x89PNG")));
    for (name, bytes) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let _ = words(text);
        assert!(!text.contains("{language}"), "{name}");
    }
}

#[test]
fn headings_are_headings_and_tables_repeat_theirs() {
    let text = part(&docx(&whole()).unwrap(), "word/document.xml");
    assert!(text.contains("<w:pStyle w:val=\"Heading1\"/>"));
    // A level that skips one is raised.
    assert!(text.contains("<w:pStyle w:val=\"Heading2\"/>") && !text.contains("Heading3"));
    assert_eq!(text.matches("<w:tblHeader/>").count(), 2);
    assert!(text.contains("No control is listed yet."));
    assert!(text.contains("descr=\"61 of 93 controls are reached\""));
    assert!(text.contains("<w:bidi/>"));
}

#[test]
fn only_addresses_of_the_web_and_mail_are_links() {
    let relations = part(&docx(&whole()).unwrap(), "word/_rels/document.xml.rels");
    assert!(relations.contains("Target=\"https://example.com/a?b=c&amp;d=e\" TargetMode=\"External\""));
    assert_eq!(relations.matches("External").count(), 1);
}

#[test]
fn each_page_bears_the_marks() {
    let bytes = docx(&whole()).unwrap();
    let (head, foot) = (part(&bytes, "word/header1.xml"), part(&bytes, "word/footer1.xml"));
    assert!(words(&head).contains("Larkspur Analytics, Inc.") && words(&head).contains("Confidential"));
    for mark in
        ["SOA-3", "As of 2026-03-31", "Entry 412", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]
    {
        assert!(words(&foot).contains(mark), "{mark}");
    }
}

#[test]
fn what_was_typed_is_what_is_read() {
    for typed in HOSTILE {
        let mut hostile = paper(vec![Block::heading(1, typed), Block::text(typed), Block::Code(typed.to_owned())]);
        hostile.title = typed.to_owned();
        let text = part(&docx(&hostile).unwrap(), "word/document.xml");
        assert_eq!(words(&text).matches(typed).count(), 4, "{typed}");
    }
    let odd = docx(&paper(vec![Block::text("a\u{0}\u{7}\u{202e}\u{ffff}b")])).unwrap();
    assert!(words(&part(&odd, "word/document.xml")).ends_with("ab"));
}

#[test]
fn what_cannot_be_written_is_told() {
    let broken = Chart { svg: "<svg".to_owned(), alt: "broken".to_owned(), width: 50 };
    let fault = docx(&paper(vec![Block::Chart(broken)])).unwrap_err();
    assert!(matches!(fault, Fault::Picture { number: 1, .. }), "{fault}");
    assert!(matches!(docx(&paper(vec![Block::Table(rows(10_001))])), Err(Fault::TooMuch { what: "rows", .. })));
}

#[test]
fn a_sentence_stays_with_what_it_leads_to_and_two_boxes_stay_two() {
    let chart =
        Chart { svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>".to_owned(), ..Chart::default() };
    let said = |blocks: Vec<Block>| part(&docx(&paper(blocks)).unwrap(), "word/document.xml");
    let sentence = |text: &str| Block::text(text);
    let kept =
        said(vec![Block::heading(1, "Over time"), sentence("Leads."), Block::Chart(chart), sentence("Follows.")]);
    let shape =
        |words: &str| kept[..kept.find(words).unwrap()].rfind("<w:pPr>").map(|at| &kept[at..]).unwrap().to_owned();
    assert!(shape("Leads.").starts_with("<w:pPr><w:keepNext/>"), "{kept}");
    assert!(!shape("Follows.").starts_with("<w:pPr><w:keepNext/>"), "{kept}");
    let note = |title: &str| Block::note(press::Tone::Part, title, "b");
    let gaps = |blocks| said(blocks).matches("<w:pStyle w:val=\"Gap\"/>").count();
    assert_eq!(gaps(vec![note("A"), note("B")]), gaps(vec![note("A"), sentence("c"), note("B")]) + 1);
}

#[test]
fn a_column_holds_its_longest_word_where_all_columns_can() {
    let widths = |said: &str| -> Vec<u32> {
        let columns = vec![Column::new("By", 1), Column::new("Asked for", 12), Column::new("Class", 2)];
        let row = vec![Cell::new("2026-11-17"), Cell::new("A list of the incidents."), Cell::new(said)];
        let table = Block::Table(Table { columns, rows: vec![row], ..Table::default() });
        let text = part(&docx(&paper(vec![table])).unwrap(), "word/document.xml");
        let table = &text[text.rfind("<w:tblGrid>").unwrap()..text.rfind("</w:tblGrid>").unwrap()];
        table.split("w:w=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
    };
    let [by, asked, class] = widths("Opportunity for improvement")[..] else { panic!() };
    // Eleven letters of 8.5 points, and a day that is not broken after its hyphens.
    assert!(class >= 11 * 100 && by >= 10 * 100 && asked > class, "{by} {asked} {class}");
    // A word that is too long for any column takes no room from the others.
    let long = widths(&"a".repeat(300));
    assert!(long[0] >= by && long[1] > long[2], "{long:?}");
    assert_eq!(widths("信息安全管理体系与供应商风险登记册")[2], widths("Major")[2]);
}
