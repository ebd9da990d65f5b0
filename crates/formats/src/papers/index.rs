//! The index of an audit package on paper: every item of the framework with its own controls, every test, every item of evidence
//! and every file with its hash. Coverage is never readiness, and an index is no opinion.

use super::Face;
use super::parts::{Names, day_of, fact, facts, lines, named, table};
use crate::package::NEITHER_READINESS_NOR_OPINION;
use domain::registers::package::HeldPackage;
use domain::reports::evidence::Label;
use domain::reports::package::{Item, PackagePlan, Row, Section};
use domain::values::counted;
use press::{Block, Cell, Figure, Inline, Paper, Tone};

/// A package with what is in it.
pub struct IndexPaper<'a> {
    /// `PK-1`.
    pub id: &'a str,
    /// As it was built.
    pub held: &'a HeldPackage,
    /// What it holds by what is recorded now.
    pub plan: &'a PackagePlan,
    /// Tests of the engagement: id, control, where each stands. `None` for who may not read them, or without an engagement.
    pub tests: Option<&'a [(String, String, String)]>,
}

/// The paper.
pub fn index(face: &Face, names: Names<'_>, of: &IndexPaper<'_>) -> Paper {
    let (plan, package) = (of.plan, &of.held.package);
    let labels = plan.labels();
    let figure =
        |value: usize, label: &str, of: String| Figure { value: value.to_string(), label: label.to_owned(), of };
    let controls: std::collections::BTreeSet<&str> =
        plan.sections.iter().flat_map(|section| &section.rows).map(|row| row.control.as_str()).collect();
    let mut blocks = vec![
        Block::note(Tone::Part, "Neither readiness nor opinion.", NEITHER_READINESS_NOR_OPINION),
        Block::Figures(vec![
            figure(plan.items.len(), "items of evidence", format!("of {} own controls", controls.len())),
            figure(plan.files.len(), "files", format!("{} bytes", plan.bytes)),
            figure(labels.reused, "reused as they are", format!("of {} items", plan.items.len())),
            figure(labels.supplemented, "reused with a supplement", format!("of {} items", plan.items.len())),
        ]),
        built(names, of),
    ];
    if plan.files.len() as u64 != package.files || plan.lacks != package.lacks {
        let said = format!(
            "The package that was built holds {}; by what is recorded now it would hold {}. This index says what is recorded now.",
            counted(package.files, "file", "files"),
            counted(plan.files.len() as u64, "file", "files")
        );
        blocks.push(Block::note(Tone::Part, "Not as it was built.", said));
    }
    if let Some(back) = &of.held.withdrawn {
        let said = format!("It was taken back on {}: {}", day_of(back.at_us), back.reason);
        blocks.push(Block::note(Tone::Bad, "Withdrawn.", said));
    }
    blocks.extend(contents(names, plan));
    blocks.extend(of.tests.map(tests).unwrap_or_default());
    blocks.extend(evidence(names, plan));
    blocks.extend(lacking(plan));
    Paper { version: of.id.to_owned(), landscape: true, ..face.paper("Index of an audit package", &plan.title, blocks) }
}

fn built(names: Names<'_>, of: &IndexPaper<'_>) -> Block {
    let (plan, package) = (of.plan, &of.held.package);
    let engagement = plan.engagement.as_ref().map(|one| format!("{} {}, {}", one.id, one.title, one.firm));
    let Block::Facts(mut all) = facts(vec![
        fact("Package", of.id),
        fact("For", plan.audience().title()),
        fact("Engagement", engagement.unwrap_or_default()),
        fact("Days", format!("{} to {}", plan.spec.window.from, plan.spec.window.until)),
        fact("Scope", plan.scope.as_str()),
        fact("Ordered by", format!("{}, edition {}", plan.framework.title, plan.framework.version)),
        fact("Labels read by", format!("{}, {}", plan.crosswalk.title, plan.crosswalk.version)),
        fact("Built", format!("{}, {}", names(&of.held.by), day_of(of.held.at_us))),
        fact("Whole", if package.complete() { "Complete" } else { "PARTIAL: what it lacks is listed at the end" }),
        fact("Check it with", "tickmark verify PACKAGE.zip --key KEY"),
    ]) else {
        return Block::Facts(Vec::new());
    };
    all.push(("SHA-256 of the package".to_owned(), vec![Inline::code(&package.sha256)]));
    Block::Facts(all)
}

fn label(label: Label) -> Cell {
    let tone = match label {
        Label::Reused => Tone::Good,
        Label::Supplemented => Tone::Part,
        Label::FrameworkOnly => Tone::Calm,
    };
    Cell::of(tone, label.title())
}

fn contents(names: Names<'_>, plan: &PackagePlan) -> Vec<Block> {
    let mut rows = Vec::new();
    for section in &plan.sections {
        if section.rows.is_empty() {
            rows.push(vec![named(&section.id, &section.title), Cell::of(Tone::Bad, "no own control")]);
        }
        rows.extend(section.rows.iter().map(|row| of_row(names, section, row)));
    }
    let columns = [
        ("Item", 7),
        ("Own control", 7),
        ("Owner", 4),
        ("Linked", 3),
        ("Label", 4),
        ("Evidence", 4),
        ("Beside it", 10),
    ];
    vec![
        Block::heading(1, format!("By {}", plan.framework.title)),
        table("Contents", &columns, rows, "Nothing is in scope."),
    ]
}

fn of_row(names: Names<'_>, section: &Section, row: &Row) -> Vec<Cell> {
    let unexercised = row.not_exercised.as_ref().map(|said| format!("Not exercised: {said}"));
    vec![
        named(&section.id, &section.title),
        named(&row.control, &row.name),
        Cell::new(row.owner.as_deref().map(names).unwrap_or_default()),
        Cell::new(if row.direct { "directly".to_owned() } else { row.via.join(", ") }),
        if row.evidence.is_empty() { Cell::default() } else { label(row.label) },
        Cell::new(row.evidence.join(", ")),
        lines(row.supplements.iter().cloned().chain(unexercised).chain(row.note.clone())),
    ]
}

fn tests(all: &[(String, String, String)]) -> Vec<Block> {
    let rows = all.iter().map(|(id, control, state)| vec![Cell::new(id), Cell::new(control), Cell::new(state)]);
    vec![
        Block::heading(1, "Tests"),
        table("Tests", &[("Test", 2), ("Control", 3), ("Where it stands", 8)], rows.collect(), "No test is recorded."),
    ]
}

/// Each file in a row of its own, so that no row is higher than a page.
fn evidence(names: Names<'_>, plan: &PackagePlan) -> Vec<Block> {
    let rows = plan.items.iter().flat_map(|item| of_item(names, item)).collect();
    let columns =
        [("Evidence", 8), ("Period", 4), ("Controls", 4), ("Accepted", 5), ("File", 6), ("SHA-256", 9), ("Bytes", 3)];
    vec![
        Block::heading(1, "Evidence and its files"),
        table("Evidence", &columns, rows, "No evidence is in the package."),
    ]
}

fn of_item(names: Names<'_>, item: &Item) -> Vec<Vec<Cell>> {
    let head = || {
        vec![
            named(&item.id, &item.title),
            Cell::new(format!("{} to {}", item.period.from, item.period.until)),
            Cell::new(item.controls.join(", ")),
            Cell::new(format!("{}, {}", names(&item.accepted_by), day_of(item.accepted_us))),
        ]
    };
    let again = || vec![named(&item.id, ""), Cell::default(), Cell::default(), Cell::default()];
    if item.files.is_empty() {
        return vec![head()];
    }
    let files = item.files.iter().enumerate();
    files
        .map(|(at, file)| {
            let mut row = if at == 0 { head() } else { again() };
            row.extend([
                Cell::new(&file.name),
                Cell::from(vec![Inline::code(&file.sha256)]),
                Cell::new(file.size.to_string()),
            ]);
            row
        })
        .collect()
}

fn lacking(plan: &PackagePlan) -> Vec<Block> {
    let lacks =
        plan.lacks.iter().map(|lack| vec![Cell::new(&lack.what), Cell::of(Tone::Bad, "missing"), Cell::new(&lack.why)]);
    let left = plan
        .left_out
        .iter()
        .map(|lack| vec![Cell::new(&lack.what), Cell::of(Tone::Calm, "left out"), Cell::new(&lack.why)]);
    let rows: Vec<Vec<Cell>> = lacks.chain(left).collect();
    vec![
        Block::heading(1, "What it lacks"),
        table("Missing", &[("What", 3), ("How", 2), ("Why", 9)], rows, "It lacks nothing, and nothing was left out."),
    ]
}
