//! Papers: Markdown as blocks, tables as a workbook and back, the list of papers.

use formats::papers::{Ending, Face, NOT_PROVEN, PAPERS, blocks, of_sheets, paper, sheets, words};
use formats::sheet::out::{Badge, CellOut, SheetOut};
use jiff::civil::date;
use press::{Block, Cell, Fonts, Inline, Side, Tone};

fn face() -> Face {
    Face {
        organisation: "Larkspur & Co".to_owned(),
        classification: "Internal".to_owned(),
        as_of: date(2026, 3, 31),
        on: date(2026, 3, 31),
        entries: 12,
        root: "ab".repeat(32),
        waivers: Vec::new(),
    }
}

#[test]
fn each_paper_has_one_name_and_says_what_it_is_for() {
    for kind in PAPERS {
        assert_eq!(PAPERS.iter().filter(|other| other.id == kind.id).count(), 1, "{}", kind.id);
        assert!(kind.about.ends_with('.') && !kind.title.is_empty(), "{}", kind.id);
        assert!(kind.of.is_some() || !kind.optional, "{}", kind.id);
        assert_eq!(paper(&format!(" {} ", kind.id.to_uppercase())), Some(&kind));
        assert_eq!(kind.endings().contains(&Ending::Xlsx), kind.tables);
    }
    assert_eq!(paper("nothing"), None);
    assert_eq!((Ending::parse("PDF"), Ending::parse("odt")), (Some(Ending::Pdf), None));
}

#[test]
fn r341_every_paper_that_goes_outside_says_what_it_does_not_prove() {
    let outside: Vec<&str> = PAPERS.iter().filter(|kind| kind.external).map(|kind| kind.id).collect();
    assert_eq!(outside, ["statement", "description", "assertion", "letter"]);
    let declared: Vec<&str> = PAPERS.iter().filter(|kind| kind.declared()).map(|kind| kind.id).collect();
    assert_eq!(declared, ["description", "assertion", "letter"]);
    for kind in &PAPERS {
        let said = words(&kind.finished(face().paper("A", "", Vec::new())));
        assert_eq!(said.contains(NOT_PROVEN), kind.external, "{}", kind.id);
        assert_eq!(domain::reports::wording::hits(&said), Vec::new(), "{}", kind.id);
    }
}

const POLICY: &str = "# Access control\n\nPeople get *only* what they **need** to know, see [the \
     rule](https://example.com/rule) and [a trick](javascript:alert).\n\n1. Ask\n2. Agree\n   - by the owner\n   - in writing\n\n\
     > Nobody approves their own.\n\n| Role | Days |\n| --- | ---: |\n| Owner | 30 |\n| `Guest` | 7 |\n\n```\nssh host\n  -v\n```\n\n\
     <script>alert(1)</script>\n\n![a plan](https://elsewhere.example/plan.png)\n";

#[test]
fn markdown_becomes_blocks_and_nothing_is_lost() {
    let found = blocks(POLICY);
    assert_eq!(found[0], Block::heading(1, "Access control"));
    let Block::Paragraph(runs) = &found[1] else { panic!("{:?}", found[1]) };
    assert!(runs.contains(&Inline::emphasis("only")) && runs.contains(&Inline::strong("need")));
    assert!(runs.iter().any(|run| run.link.as_deref() == Some("https://example.com/rule") && run.text == "the rule"));
    let Block::List { first: Some(1), items } = &found[2] else { panic!("{:?}", found[2]) };
    assert!(matches!(items[1].as_slice(), [Block::Paragraph(_), Block::List { first: None, .. }]), "{:?}", items[1]);
    assert!(matches!(&found[3], Block::Quote(inner) if inner.len() == 1));
    let Block::Table(table) = &found[4] else { panic!("{:?}", found[4]) };
    assert_eq!((table.columns[1].title.as_str(), table.columns[1].side), ("Days", Side::End));
    assert_eq!(table.rows[1][0], Cell::from(vec![Inline::code("Guest")]));
    assert_eq!(found[5], Block::Code("ssh host\n  -v".to_owned()));
    let all = words(&face().paper("A", "", found));
    for said in ["alert(1)", "Picture: a plan", "by the owner", "Nobody approves their own."] {
        assert!(all.contains(said), "{said}: {all}");
    }
}

#[test]
fn a_document_is_printed_whole() {
    let paper = face().paper("Access control", "PO-1", blocks(POLICY));
    let printed = press::pdf(&paper, Fonts::embedded()).unwrap();
    assert_eq!((printed.pages, printed.warnings), (1, Vec::new()));
    assert!(press::docx(&paper).unwrap().starts_with(b"PK"));
}

#[test]
fn text_of_any_kind_makes_a_paper() {
    for text in [
        "",
        "\u{0}",
        "- - - - - a",
        "> > > > > > > > > a",
        "| a |\n| - |",
        "# \n\n#",
        "[a](b)\n\n***a**",
        "1. a\n\n   1. b\n\n      1. c",
    ] {
        let paper = face().paper("A", "", blocks(text));
        assert!(press::pdf(&paper, Fonts::embedded()).is_ok(), "{text:?}");
        assert!(press::docx(&paper).is_ok(), "{text:?}");
    }
}

#[test]
fn sheets_become_a_paper_and_a_paper_sheets() {
    let sheet = SheetOut {
        name: "Assets".to_owned(),
        headers: ["Asset", "Nothing", "Count", "Reviewed"].map(str::to_owned).to_vec(),
        widths: vec![30, 9, 9, 12],
        rows: vec![
            vec![CellOut::text("=1+1"), CellOut::Empty, CellOut::Int(3), CellOut::Date(date(2026, 1, 2))],
            vec![CellOut::Badge(Badge::Bad, "Lost".to_owned()), CellOut::Empty, CellOut::Int(4), CellOut::Empty],
        ],
        ..SheetOut::default()
    };
    let paper = of_sheets(&face(), "Assets", "A.5.9", &[sheet], "None.");
    let [Block::Table(table)] = paper.blocks.as_slice() else { panic!("{:?}", paper.blocks) };
    assert_eq!(
        table.columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>(),
        ["Asset", "Count", "Reviewed"]
    );
    assert_eq!(table.columns[1].side, Side::End);
    assert_eq!(table.rows[1][0].tone, Tone::Bad);
    let back = sheets(&paper);
    assert_eq!(back.len(), 1);
    assert_eq!(back[0].rows[0], [CellOut::text("=1+1"), CellOut::Int(3), CellOut::Date(date(2026, 1, 2))]);
    assert!(back[0].title.iter().any(|line| line.contains("entry 12")));
}

#[test]
fn waivers_stand_first_on_a_paper() {
    let waived = Face { waivers: vec!["SoD-04 is waived for Ada.".to_owned()], ..face() };
    let paper = waived.paper("A", "", vec![Block::text("b")]);
    assert!(matches!(&paper.blocks[0], Block::Note { text, .. } if text[0].text.contains("SoD-04")));
}
