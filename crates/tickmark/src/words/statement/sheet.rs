//! A version as tables: the statement itself, and what is wrong with it.

use app::ask::StatementAnswer;
use app::tables::{Badge, CellOut, SheetOut};
use app::{Mark, Within};
use domain::reports::statement::{StatementRow, WHOLE};
use domain::values::statement::{Applicability, EntryField, Implementation, Origin};
use jiff::civil::Date;

/// Headings and widths of the statement.
const COLUMNS: [(&str, u16); 17] = [
    ("Control", 10),
    ("Title", 36),
    ("Theme", 16),
    ("Decision", 14),
    ("Reasons for inclusion", 44),
    ("Reason for exclusion", 44),
    ("Status", 16),
    ("How", 48),
    ("References", 32),
    ("Owner", 24),
    ("Risks treated", 18),
    ("Own controls", 22),
    ("Evidence", 14),
    ("Evidence dated", 14),
    ("In date until", 14),
    ("Decided by", 12),
    ("Checks", 20),
];

/// The statement as one table, a row an entry.
pub(crate) fn statement_sheet(names: &Within<'_>, answer: &StatementAnswer, mark: &Mark) -> SheetOut {
    let rows = answer.rows.iter().map(|row| cells(names, row));
    let notes = answer.notes.iter().map(|note| (*note).to_owned()).collect();
    SheetOut {
        name: "Statement of Applicability".to_owned(),
        title: title(answer, mark),
        headers: COLUMNS.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
        rows: rows.collect(),
        notes,
    }
}

/// The workbook: the statement, and its checks.
pub(crate) fn sheets(names: &Within<'_>, answer: &StatementAnswer, mark: &Mark) -> Vec<SheetOut> {
    vec![statement_sheet(names, answer, mark), checks(answer, mark)]
}

fn title(answer: &StatementAnswer, mark: &Mark) -> Vec<String> {
    let held = &answer.held;
    let in_force = held.from.map_or(String::new(), |from| format!(", in force from {from}"));
    let until = held.until.map_or(String::new(), |until| format!(" until {until}"));
    let mut lines = vec![
        format!("Statement of Applicability of {}, {}", mark.name, answer.id),
        format!("{}{in_force}{until}; SHA-256 of its entries {}", held.state.title(), held.sha256),
        format!("Recorded by {}, judged on {}, entry {}, root {}", mark.as_of, mark.on, mark.entry(), mark.root),
    ];
    lines.extend(app::tables::waived(mark));
    lines
}

fn day(day: Option<Date>) -> CellOut {
    day.map_or(CellOut::Empty, CellOut::Date)
}

fn cells(names: &Within<'_>, row: &StatementRow) -> Vec<CellOut> {
    let entry = &row.entry;
    let reasons: Vec<String> = entry
        .included_for()
        .iter()
        .map(|(reason, text)| match text.is_empty() {
            true => reason.title().to_owned(),
            false => format!("{}: {text}", reason.title()),
        })
        .collect();
    let references: Vec<&str> = entry.references.iter().map(|one| one.to.as_str()).collect();
    let evidence = row.evidence.as_ref();
    let decided = match entry.origin.get(&EntryField::Decision) {
        Some(Origin::Person) => "a person",
        Some(Origin::Proposal) => "a proposal",
        None => "",
    };
    let checks: Vec<String> = row.findings.iter().map(|check| check.id()).collect();
    vec![
        CellOut::text(&row.control),
        CellOut::text(&row.title),
        CellOut::text(if entry.own { "Own control" } else { &row.theme }),
        decision(entry.decision),
        CellOut::text(reasons.join("; ")),
        CellOut::text(&entry.exclusion),
        status(entry.implemented()),
        CellOut::text(&entry.how),
        CellOut::text(references.join(", ")),
        CellOut::text(entry.owner.as_ref().map(|owner| names.name_of(owner)).unwrap_or_default()),
        CellOut::text(row.risks.join(", ")),
        CellOut::text(row.linked.join(", ")),
        CellOut::text(evidence.map(|one| one.item.clone()).unwrap_or_default()),
        day(evidence.map(|one| one.dated)),
        day(evidence.and_then(|one| one.until)),
        CellOut::text(decided),
        CellOut::text(checks.join(", ")),
    ]
}

fn decision(decision: Applicability) -> CellOut {
    let badge = match decision {
        Applicability::Applicable => Badge::Good,
        Applicability::Excluded => Badge::Calm,
        Applicability::Undecided => Badge::Bad,
    };
    CellOut::Badge(badge, decision.title().to_owned())
}

fn status(status: Option<Implementation>) -> CellOut {
    let Some(status) = status else { return CellOut::Empty };
    let badge = match status {
        Implementation::Implemented => Badge::Good,
        Implementation::Inherited => Badge::Calm,
        Implementation::Partial | Implementation::Planned => Badge::Part,
        Implementation::NotStarted => Badge::Bad,
    };
    CellOut::Badge(badge, status.title().to_owned())
}

fn checks(answer: &StatementAnswer, mark: &Mark) -> SheetOut {
    let columns = [("Check", 10), ("Control", 12), ("What is wrong", 70), ("In the way of approval", 22)];
    let rows = answer.findings.iter().map(|one| {
        vec![
            CellOut::text(one.check.id()),
            CellOut::text(if one.control == WHOLE { "" } else { &one.control }),
            CellOut::text(one.check.sentence()),
            CellOut::text(if one.check.blocks() { "yes" } else { "no" }),
        ]
    });
    SheetOut {
        name: "Checks".to_owned(),
        title: title(answer, mark),
        headers: columns.iter().map(|(header, _)| (*header).to_owned()).collect(),
        widths: columns.iter().map(|(_, width)| *width).collect(),
        rows: rows.collect(),
        notes: vec!["A statement without findings is no judgement of the controls themselves.".to_owned()],
    }
}
