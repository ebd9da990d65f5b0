//! How long papers take once the press is warm: a Statement of Applicability of 93 rows, and a list of some hundred pages.

use criterion::{Criterion, criterion_group, criterion_main};
use press::{Block, Cell, Column, Fonts, Paper, Table, Tone, docx, pdf};
use std::hint::black_box;
use std::time::Duration;

fn paper(rows: usize) -> Paper {
    let row = |at: usize| {
        vec![
            Cell::new(format!("A.{}.{} A title of a control that takes some words", 5 + at % 4, at)),
            Cell::of(if at.is_multiple_of(7) { Tone::Calm } else { Tone::Good }, "Applicable"),
            Cell::new(
                "Legal requirement: customers in two countries ask for it. Risk treatment: it lowers four of the risks.",
            ),
            Cell::new(
                "In place since the beginning of the year, by the rules of the policy and with a tool that is watched.",
            ),
            Cell::new("POL-2, POL-7, PRC-12"),
            Cell::new("Ada Byron"),
        ]
    };
    let titles = ["Control", "Decision", "Justification", "Implementation", "References", "Owner"];
    let table = Table {
        name: "Controls".to_owned(),
        columns: titles.into_iter().zip([3, 2, 5, 4, 3, 2]).map(|(title, weight)| Column::new(title, weight)).collect(),
        rows: (1..=rows).map(row).collect(),
        empty: String::new(),
    };
    Paper {
        title: "Statement of Applicability".to_owned(),
        subtitle: "ISO/IEC 27001:2022, clause 6.1.3 d".to_owned(),
        organisation: "Larkspur Analytics, Inc.".to_owned(),
        classification: "Confidential".to_owned(),
        version: "SOA-3".to_owned(),
        as_of: jiff::civil::date(2026, 3, 31),
        entry: 412,
        root: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        language: "en".to_owned(),
        landscape: true,
        blocks: vec![Block::heading(1, "Controls of Annex A"), Block::Table(table)],
    }
}

fn papers(c: &mut Criterion) {
    let mut group = c.benchmark_group("papers");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    let (statement, long) = (paper(93), paper(3_000));
    group.bench_function("PDF of 93 rows", |b| {
        b.iter(|| black_box(pdf(&statement, Fonts::embedded()).map(|p| p.pages)))
    });
    group.bench_function("DOCX of 93 rows", |b| b.iter(|| black_box(docx(&statement).map(|bytes| bytes.len()))));
    group.bench_function("PDF of 3,000 rows", |b| b.iter(|| black_box(pdf(&long, Fonts::embedded()).map(|p| p.pages))));
    group.finish();
}

criterion_group!(benches, papers);
criterion_main!(benches);
