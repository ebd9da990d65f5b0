//! Papers: Markdown as blocks, tables as a workbook and back, the list of papers.

use domain::registers::audit::{HeldProgramme, ProgrammeVersion, Said};
use domain::registers::review::HeldReview;
use domain::registers::testing::HeldException;
use domain::reports::audit::{Coverage, programme_line};
use domain::reports::certification::{About, Basis, Certainty, Happens, Lane, Timeline};
use domain::values::Window;
use domain::values::audit::AuditProgramme;
use domain::values::review::{Agenda, AgendaItem, AgendaLine, AgendaPoint, AgendaSource, ReviewForm, ReviewPlan};
use domain::values::testing::{ExceptionNote, ExceptionState};
use formats::papers::{
    Ending, Face, NOT_PROVEN, PAPERS, agenda, audits, blocks, calendar, exceptions, paper, sheets, words,
};
use formats::sheet::out::{CellOut, SheetOut};
use jiff::civil::date;
use press::{Block, Cell, Chart, Column, Fonts, Inline, Side, Table, Tone};
use std::collections::BTreeMap;

fn face() -> Face {
    Face {
        organisation: "Larkspur & Co".to_owned(),
        classification: "Internal".to_owned(),
        as_of: date(2026, 3, 31),
        on: date(2026, 3, 31),
        entry: 12,
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

/// R209 as well: no paper says by itself what no external text may say.
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

fn texts(sheet: &SheetOut, column: usize) -> Vec<String> {
    let cell = |row: &Vec<CellOut>| match &row[column] {
        CellOut::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    sheet.rows.iter().map(cell).collect()
}

#[test]
fn a_workbook_says_what_its_paper_says_in_words() {
    let point = |text: &str| Block::Paragraph(vec![Inline::strong(text), Inline::new(" open")]);
    let paper = face().paper(
        "Minutes",
        "Second review",
        vec![
            Block::Facts(vec![("Held".to_owned(), vec![Inline::new("2026-03-01")])]),
            Block::heading(2, "d.1 Nonconformities"),
            Block::List {
                first: None,
                items: vec![vec![
                    point("1 of 2"),
                    Block::List { first: None, items: vec![vec![Block::text("NC-1 A door")]] },
                ]],
            },
            Block::List { first: Some(4), items: vec![vec![Block::text("Agree")]] },
            Block::Quote(vec![Block::text("The board asks why.")]),
            Block::note(Tone::Part, "", "Nothing is said of it yet."),
            Block::note(Tone::Part, "So far.", "The window is open."),
            Block::Chart(Chart { alt: "3 of 4 are high".to_owned(), ..Chart::default() }),
        ],
    );
    let [about, text] = &sheets(&paper)[..] else { panic!("{:?}", sheets(&paper)) };
    assert_eq!(about.title[..3], ["Minutes", "Larkspur & Co", "Second review"]);
    assert_eq!(
        (texts(about, 0), texts(about, 2)),
        (vec!["Held".to_owned(), "So far.".to_owned()], vec![String::new(), "d.1 Nonconformities".to_owned()])
    );
    assert!(texts(text, 0).iter().all(|under| under == "d.1 Nonconformities"));
    let said = [
        "1 of 2 open",
        "- NC-1 A door",
        "4. Agree",
        "The board asks why.",
        "Nothing is said of it yet.",
        "3 of 4 are high",
    ];
    assert_eq!(texts(text, 1), said);
}

#[test]
fn what_is_said_of_one_thing_after_another_is_one_table_of_a_workbook() {
    let asset = |name: &str, facts: &[(&str, &str)]| {
        let facts = facts.iter().map(|(label, value)| ((*label).to_owned(), vec![Inline::new(*value)]));
        [Block::heading(1, name), Block::Facts(facts.collect())]
    };
    let counted = |heading: &str, share: &str| {
        let columns = vec![Column::new("Figure", 9), Column::new("Share", 2)];
        let rows = vec![vec![Cell::new("Runs"), Cell::new(share)]];
        [Block::heading(2, heading), Block::Table(Table { columns, rows, ..Table::default() })]
    };
    let mut blocks =
        asset("AST-1", &[("State", "In use"), ("Reviewed on", "2026-01-02"), ("Accounts", "120,000")]).to_vec();
    blocks.extend(asset(
        "AST-2",
        &[("State", "Ended"), ("Reviewed on", "2026-01-02 14:05"), ("Accounts", "1,2"), ("Owner", "Ada")],
    ));
    blocks.push(Block::heading(1, "What it brings"));
    blocks.extend(counted("Trust", "65.6 %"));
    blocks.extend(counted("Posture", "100.0 %"));
    let columns = vec![Column::new("Figure", 9), Column::new("Share", 2)];
    let none = Table { columns, empty: "Nothing is counted here.".to_owned(), ..Table::default() };
    blocks.extend([Block::heading(2, "Reuse"), Block::Table(none)]);
    let paper = face().paper("Assets", "", blocks);
    let [entries, brings] = &sheets(&paper)[..] else { panic!("{:?}", sheets(&paper)) };
    assert_eq!(entries.headers, ["Entry", "State", "Reviewed on", "Accounts", "Owner"]);
    let (day, none) = (CellOut::Date(date(2026, 1, 2)), CellOut::Empty);
    assert_eq!(entries.rows[0], [CellOut::text("AST-1"), CellOut::text("In use"), day, CellOut::Int(120_000), none]);
    let texts = ["AST-2", "Ended", "2026-01-02 14:05", "1,2", "Ada"].map(CellOut::text);
    assert_eq!(entries.rows[1], texts, "a day with a time, and what is no number with its thousands apart, stay");
    assert_eq!((brings.name.as_str(), brings.headers.join(",").as_str()), ("What it brings", "Under,Figure,Share"));
    assert_eq!(brings.rows[0], [CellOut::text("Trust"), CellOut::text("Runs"), CellOut::Percent { tenths: 656 }]);
    assert_eq!(brings.rows[1], [CellOut::text("Posture"), CellOut::text("Runs"), CellOut::Percent { tenths: 1_000 }]);
    assert_eq!(brings.rows[2], [CellOut::text("Reuse"), CellOut::text("Nothing is counted here.")]);
}

#[test]
fn waivers_stand_first_on_a_paper() {
    let waived = Face { waivers: vec!["SoD-04 is waived for Ada.".to_owned()], ..face() };
    let paper = waived.paper("A", "", vec![Block::text("b")]);
    assert!(matches!(&paper.blocks[0], Block::Note { text, .. } if text[0].text.contains("SoD-04")));
}

#[test]
fn one_exception_is_counted_as_one() {
    let held = HeldException {
        note: ExceptionNote {
            test: "TE-1".to_owned(),
            description: "Two approvals are missing".to_owned(),
            effect: "CC8.1".to_owned(),
            tolerable: String::new(),
        },
        tested: 25,
        deviating: 2,
        state: ExceptionState::Noted,
        by: "auditor".to_owned(),
        at_us: 0,
        cause: None,
        compensating: String::new(),
        judged: None,
        response: None,
        action: None,
        closed: None,
    };
    let of = |all: &[(&str, &str, &HeldException)]| {
        let paper = exceptions(&face(), "EN-1", all);
        let figures = paper.blocks.iter().find_map(|block| match block {
            Block::Figures(figures) => figures.first().map(|one| one.of.clone()),
            _ => None,
        });
        figures.unwrap()
    };
    assert_eq!(of(&[("EX-1", "AC-1", &held)]), "of 1 exception");
    assert_eq!(of(&[("EX-1", "AC-1", &held), ("EX-2", "AC-2", &held)]), "of 2 exceptions");
}

#[test]
fn r333_the_calendar_tells_what_runs_and_what_is_past_apart_from_done_and_planned() {
    let one = |what: &str, until, certainty| Happens {
        from: date(2026, 1, 1),
        until,
        lane: Lane::Soc2,
        short: String::new(),
        what: what.to_owned(),
        certainty,
        about: About::Certification,
    };
    let happenings = vec![
        one("Window", date(2026, 12, 31), Certainty::Done),
        one("Kept", date(2026, 2, 1), Certainty::Done),
        one("Missed", date(2026, 2, 1), Certainty::Planned),
        one("Ahead", date(2026, 12, 31), Certainty::Planned),
    ];
    let of = Timeline { basis: Basis::None, cycle: None, stopped: None, years: (2026, 2028), happenings, left_out: 0 };
    let made = calendar(&face(), &of);
    let table = made.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let said = |row: &Vec<Cell>| row[4].text.iter().map(|run| run.text.as_str()).collect::<String>();
    let all: Vec<String> = table.unwrap().rows.iter().map(said).collect();
    assert_eq!(all, ["Running", "Done", "Day is over", "Planned"]);
}

#[test]
fn r126_the_programme_in_force_stands_on_its_paper_apart_from_one_that_waits() {
    let said = |at_us| Some(Said { text: String::new(), by: "mark".to_owned(), at_us });
    let version = |title: &str, approved| ProgrammeVersion {
        programme: AuditProgramme { title: title.to_owned(), ..AuditProgramme::usual(date(2026, 1, 1)) },
        sha256: "ab".repeat(32),
        by: "paul".to_owned(),
        at_us: 0,
        proposed: said(0),
        approved,
    };
    let mut held = HeldProgramme { versions: vec![version("The first", said(1_774_828_800_000_000))], closed: None };
    let coverage = Coverage {
        programme: Some("AP-1".to_owned()),
        cycle: Window { from: date(2026, 1, 1), until: date(2028, 12, 31) },
        audits: Vec::new(),
        rows: Vec::new(),
        by_statement: false,
        draft: None,
    };
    let made = |held: &HeldProgramme| {
        let line = programme_line("AP-1", held, date(2026, 3, 31));
        let paper = audits(&face(), Some(&(held.clone(), line)), &[], &coverage);
        (paper.version.clone(), words(&paper))
    };
    assert_eq!(made(&held).0, "AP-1, version 1, active");
    held.versions.push(version("The second", None));
    let (told, text) = made(&held);
    assert_eq!(told, "AP-1, version 1, approved; version 2, proposed");
    for words in
        ["Programme in force: version 1", "The first", "2026-03-30", "Not in force: version 2, proposed", "The second"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_title_that_ends_as_a_sentence_goes_on_without_its_full_stop() {
    let item =
        |says: &str| AgendaItem { id: "SU-3".to_owned(), title: "Pages were late.".to_owned(), says: says.to_owned() };
    let line = AgendaLine {
        says: "incidents".to_owned(),
        figure: 2,
        of: None,
        source: AgendaSource::Reviews,
        register: String::new(),
        items: vec![item("2026-10-14"), item("")],
    };
    let beside = AgendaPoint { lines: vec![line], not_kept: Vec::new() };
    let computed = Agenda { on: date(2026, 3, 31), since: None, entry: 12, points: BTreeMap::new(), beside };
    let plan = ReviewPlan { title: "Review".to_owned(), form: ReviewForm::Meeting, on: date(2026, 3, 31) };
    let text = words(&agenda(&face(), "RV-1", &HeldReview::new("RV-1", plan, "paul", 0), &computed));
    assert!(text.contains("SU-3 Pages were late: 2026-10-14"), "{text}");
    assert!(text.contains("SU-3 Pages were late."), "{text}");
}
