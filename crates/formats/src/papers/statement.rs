//! The Statement of Applicability (ISO/IEC 27001:2022, clause 6.1.3 d): each control with its decision, the justification, how
//! far it is there, and what is wrong with the version while it is on its way.

use super::Face;
use super::parts::{Names, capital, day, day_of, fact, facts, lines, named, table};
use crate::pictures::{Fill, Slice, stacked};
use domain::registers::statement::{HeldStatementVersion, StatementStep};
use domain::reports::statement::{Progress, SoaFinding, StatementRow, WHOLE};
use domain::values::statement::{Applicability, Implementation};
use press::{Block, Cell, Chart, Column, Figure, Paper, Table, Tone};

/// Width of the picture on a wide paper, in hundredths.
const WIDE: u8 = 62;

/// A version with its rows.
pub struct StatementPaper<'a> {
    /// `ST-n`.
    pub id: &'a str,
    /// The version.
    pub held: &'a HeldStatementVersion,
    /// Its rows, Annex A in official order, then own controls.
    pub rows: &'a [StatementRow],
    /// What is wrong with it.
    pub findings: &'a [SoaFinding],
    /// How far it is.
    pub progress: &'a Progress,
    /// What has to be said beside it.
    pub notes: &'a [&'static str],
}

/// The paper.
pub fn statement(face: &Face, names: Names<'_>, of: &StatementPaper<'_>) -> Paper {
    let (held, progress) = (of.held, of.progress);
    let applicable = progress.applicable();
    let count = |decision| progress.decided.get(&decision).copied().unwrap_or_default();
    let implemented = progress.status.get(&Implementation::Implemented).copied().unwrap_or_default();
    let figure = |value: usize, of: usize, label: &str, what: &str| Figure {
        value: value.to_string(),
        label: label.to_owned(),
        of: format!("of {of} {what}"),
    };
    let mut blocks = vec![
        Block::Figures(vec![
            figure(applicable, progress.entries(), "applicable", "entries"),
            figure(count(Applicability::Excluded), progress.entries(), "excluded", "entries"),
            figure(implemented, applicable, "implemented", "applicable entries"),
            figure(progress.evidenced, applicable, "with evidence in date", "applicable entries"),
        ]),
        Block::Chart(Chart { width: WIDE, ..stacked("Applicable entries by implementation", &slices(progress)) }),
        identity(face, names, held),
    ];
    let blocking: Vec<&SoaFinding> = of.findings.iter().filter(|one| one.check.blocks()).collect();
    if held.state.open() {
        blocks.push(Block::note(
            Tone::Part,
            "Not approved.",
            "This version is on its way; what it says is not decided yet.",
        ));
    }
    blocks.extend(themes(names, of.rows));
    if !blocking.is_empty() {
        blocks.push(Block::heading(1, "What stands in the way of approval"));
        let row = |one: &&SoaFinding| {
            let control = if one.control == WHOLE { "the whole statement" } else { one.control.as_str() };
            vec![Cell::new(one.check.id()), Cell::new(control), Cell::new(one.check.sentence())]
        };
        let columns = [("Check", 1), ("Control", 2), ("What is wrong", 7)];
        blocks.push(table("Checks", &columns, blocking.iter().map(row).collect(), ""));
    }
    blocks.push(Block::heading(1, "How to read it"));
    blocks.extend(of.notes.iter().map(|note| Block::text(*note)));
    let until = held.until.map_or(String::new(), |until| format!(" until {until}"));
    let from = held.from.map_or(String::new(), |from| format!(", in force since {from}{until}"));
    Paper {
        version: format!("{}, {}{from}", of.id, held.state.title().to_lowercase()),
        landscape: true,
        ..face.paper("Statement of Applicability", "ISO/IEC 27001:2022, clause 6.1.3 d", blocks)
    }
}

fn slices(progress: &Progress) -> Vec<Slice> {
    let fill = |status| match status {
        Implementation::Implemented => Fill::Full,
        Implementation::Inherited => Fill::Inherited,
        Implementation::Partial => Fill::Partial,
        Implementation::Planned => Fill::Unrated,
        Implementation::NotStarted => Fill::None,
    };
    let order = [
        Implementation::Implemented,
        Implementation::Inherited,
        Implementation::Partial,
        Implementation::Planned,
        Implementation::NotStarted,
    ];
    let count = |status: &Implementation| progress.status.get(status).copied().unwrap_or_default();
    let told: usize = order.iter().map(count).sum();
    let mut out: Vec<Slice> =
        order.iter().map(|status| Slice::new(status.title().to_lowercase(), count(status), fill(*status))).collect();
    out.push(Slice::new("not said", progress.applicable().saturating_sub(told), Fill::Suggested));
    out.retain(|slice| slice.value > 0);
    out
}

fn identity(face: &Face, names: Names<'_>, held: &HeldStatementVersion) -> Block {
    let step = |step: &Option<StatementStep>| {
        step.as_ref().map(|step| format!("{}, {}", names(&step.by), day_of(step.at_us))).unwrap_or_default()
    };
    facts(vec![
        fact("State", held.state.title()),
        fact("Reviewed by", step(&held.reviewed)),
        fact("Approved by", step(&held.approved)),
        fact("In force from", day(held.from)),
        fact("Evidence judged on", face.on.to_string()),
        fact("SHA-256 of its entries", held.sha256.as_str()),
    ])
}

/// A table for each theme of Annex A, then one for own controls.
fn themes(names: Names<'_>, rows: &[StatementRow]) -> Vec<Block> {
    let mut groups: Vec<(&str, Vec<&StatementRow>)> = Vec::new();
    for row in rows {
        let theme = if row.entry.own || row.theme.is_empty() { "Own controls" } else { row.theme.as_str() };
        match groups.last_mut().filter(|(last, _)| *last == theme) {
            Some((_, group)) => group.push(row),
            None => groups.push((theme, vec![row])),
        }
    }
    let mut blocks = Vec::new();
    for (theme, group) in groups {
        let theme = capital(theme);
        blocks.push(Block::heading(1, format!("{theme} ({})", group.len())));
        let columns = [
            ("Control", 11),
            ("Decision", 7),
            ("Justification", 16),
            ("Implementation", 16),
            ("References", 10),
            ("Owner", 8),
        ];
        blocks.push(Block::Table(Table {
            name: theme,
            columns: columns.into_iter().map(|(title, weight)| Column::new(title, weight)).collect(),
            rows: group.iter().map(|row| cells(names, row)).collect(),
            empty: String::new(),
        }));
    }
    blocks
}

fn cells(names: Names<'_>, row: &StatementRow) -> Vec<Cell> {
    let entry = &row.entry;
    let tone = match entry.decision {
        Applicability::Applicable => Tone::Good,
        Applicability::Excluded => Tone::Calm,
        Applicability::Undecided => Tone::Bad,
    };
    let reason = |(reason, text): (&domain::values::statement::InclusionReason, &String)| match text.is_empty() {
        true => reason.title().to_owned(),
        false => format!("{}: {text}", reason.title()),
    };
    let mut why: Vec<String> = entry.included_for().iter().map(reason).collect();
    why.push(entry.exclusion.clone());
    if !row.risks.is_empty() {
        why.push(format!("Treats {}", row.risks.join(", ")));
    }
    let applicable = entry.decision == Applicability::Applicable;
    let status = entry.status.map_or("Not said", Implementation::title);
    let provider = row.inherited.as_ref().map(|one| format!("From {}", one.provider)).unwrap_or_default();
    let how = [if applicable { status.to_owned() } else { String::new() }, entry.how.clone(), provider];
    let mut references: Vec<String> = entry.references.iter().map(|one| one.to.clone()).collect();
    references.extend(row.evidence.as_ref().map(|one| format!("{} of {}", one.item, one.dated)));
    vec![
        named(&row.control, &row.title),
        Cell::of(tone, entry.decision.title()),
        lines(why),
        lines(how),
        Cell::new(references.join(", ")),
        Cell::new(entry.owner.as_deref().map(names).unwrap_or_default()),
    ]
}
