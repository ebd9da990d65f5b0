//! Papers as whoever asks for them gets them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod docx;
mod pdf;

use press::{Block, Cell, Chart, Column, Figure, Inline, Paper, Table, Tone};

/// What no text may do, whatever reads it.
pub(crate) const HOSTILE: [&str; 8] = [
    "#eval(\"1 + 1\")",
    "#read(\"/etc/passwd\")",
    "$x^2$ *bold* _slanted_ `raw` <label> @ref = heading",
    "</script><script>alert(1)</script>",
    "]]> & <!-- \" ' <w:p/>",
    "#import \"@preview/x:1.0.0\": *",
    "{\"is\":\"break\"}",
    "\\u{48} \\ ~ -- --- ... // comment /* more */",
];

pub(crate) fn paper(blocks: Vec<Block>) -> Paper {
    Paper {
        title: "Statement of Applicability".to_owned(),
        subtitle: "ISO/IEC 27001:2022, clause 6.1.3 d".to_owned(),
        organisation: "Larkspur Analytics, Inc.".to_owned(),
        classification: "Confidential".to_owned(),
        version: "SOA-3, in force since 2026-02-01".to_owned(),
        as_of: jiff::civil::date(2026, 3, 31),
        entry: 412,
        root: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        language: "en".to_owned(),
        landscape: false,
        blocks,
    }
}

pub(crate) fn rows(count: usize) -> Table {
    let columns = ["Control", "Decision", "Justification", "Implementation", "References", "Owner"]
        .into_iter()
        .zip([2, 2, 5, 4, 3, 2]);
    let row = |at: usize| {
        vec![
            Cell::new(format!("A.5.{at} A title of a control that takes some words")),
            Cell::of(Tone::Good, "Applicable"),
            Cell::new(
                "Legal requirement: customers in two countries ask for it. Risk treatment: it lowers four of the risks.",
            ),
            Cell::new("In place since the beginning of the year, by the rules of the policy and with a tool."),
            Cell::new("POL-2, POL-7, reviewed_by_the_board_2026-01-31_final_version.pdf"),
            Cell::new("Ada Byron"),
        ]
    };
    Table {
        name: "Controls".to_owned(),
        columns: columns.map(|(title, weight)| Column::new(title, weight)).collect(),
        rows: (1..=count).map(row).collect(),
        empty: "No control is listed yet.".to_owned(),
    }
}

/// One of each kind of block.
pub(crate) fn whole() -> Paper {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 200 40'><rect width='120' height='12' fill='#0b6b4d'/>\
               <text x='0' y='34' font-size='12'>61 of 93</text></svg>";
    let point = |text: &str| vec![Block::text(text)];
    paper(vec![
        Block::note(Tone::Part, "Not readiness.", "What is counted here is coverage under a named mapping."),
        Block::heading(1, "What it says"),
        Block::Paragraph(vec![
            Inline::new("Plain, "),
            Inline::strong("of weight"),
            Inline::emphasis(" and with stress, "),
            Inline::code("9f86d081"),
            Inline { link: Some("https://example.com/a?b=c&d=e".to_owned()), ..Inline::new(" a link") },
            Inline { link: Some("javascript:alert(1)".to_owned()), ..Inline::new(" no link") },
            Inline { struck: true, ..Inline::new(" gone") },
        ]),
        Block::List {
            first: Some(3),
            items: vec![
                point("third"),
                vec![
                    Block::text("fourth"),
                    Block::List { first: None, items: vec![point("inner"), point("inner too")] },
                ],
            ],
        },
        Block::heading(3, "A level that skips one"),
        Block::Facts(vec![("Body".to_owned(), vec![Inline::new("Somebody Accredited")])]),
        Block::Figures(vec![
            Figure { value: "61".to_owned(), label: "controls reached".to_owned(), of: "of 93".to_owned() },
            Figure {
                value: "65.6 %".to_owned(),
                label: "of Annex A".to_owned(),
                of: "a mapping, not readiness".to_owned(),
            },
        ]),
        Block::Table(rows(3)),
        Block::Table(rows(0)),
        Block::Chart(Chart { svg: svg.to_owned(), alt: "61 of 93 controls are reached".to_owned(), width: 60 }),
        Block::Quote(vec![Block::text("Somebody's words")]),
        Block::Code("one\n  two".to_owned()),
        Block::PageBreak,
        Block::text("שלום עולם"),
        Block::text("مرحبا بالعالم 123"),
        Block::text("Ελληνικά, Кириллица, žluťoučký kůň"),
    ])
}
