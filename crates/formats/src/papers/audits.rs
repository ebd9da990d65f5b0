//! The programme of internal audits, and one audit with its plan and report (ISO/IEC 27001:2022, clause 9.2).

use super::Face;
use super::parts::{Names, day, day_of, fact, facts, lines, named, table, typed};
use domain::registers::audit::{HeldAudit, HeldProgramme, ProgrammeVersion};
use domain::reports::audit::{AuditLine, Coverage, ProgrammeLine};
use domain::reports::search::by_number;
use domain::values::audit::LineResult;
use press::{Block, Cell, Figure, Paper, Tone};
use std::collections::BTreeMap;

/// The programme: what it says, its audits, and what they cover.
pub fn audits(
    face: &Face,
    programme: Option<&(HeldProgramme, ProgrammeLine)>,
    audits: &[(HeldAudit, AuditLine)],
    coverage: &Coverage,
) -> Paper {
    let all = coverage.rows.len();
    let missed = coverage.missed().count();
    let figure =
        |value: usize, label: &str, of: String| Figure { value: value.to_string(), label: label.to_owned(), of };
    let of_all = format!("of {all} clauses and controls");
    let mut blocks = vec![
        Block::Figures(vec![
            figure(coverage.covered(), "audited in the cycle", of_all.clone()),
            figure(coverage.planned(), "planned", of_all.clone()),
            figure(missed, "neither audited nor planned", of_all),
        ]),
        Block::text(format!("{}.", coverage.sentence())),
    ];
    let mut version = String::new();
    match programme {
        None => {
            blocks.push(Block::note(Tone::Part, "No programme.", "No programme of internal audits is written yet."))
        }
        Some((held, line)) => {
            version = stands(held, line);
            blocks.extend(said_by(held, line));
        }
    }
    blocks.push(Block::heading(1, "Audits"));
    let columns = [("Audit", 8), ("Planned", 5), ("Scope", 5), ("State", 4), ("Findings", 4), ("Report", 4)];
    blocks.push(table("Audits", &columns, audits.iter().map(listed).collect(), "No audit is planned yet."));
    blocks.push(Block::heading(1, "Coverage of the cycle"));
    let rows = coverage.rows.iter().map(|row| {
        let (tone, said) = match (row.covered(), row.planned()) {
            (true, _) => (Tone::Good, "Audited"),
            (false, true) => (Tone::Part, "Planned"),
            (false, false) => (Tone::Bad, "Neither"),
        };
        vec![
            named(&row.item.id, &row.item.title),
            Cell::of(tone, said),
            Cell::new(day(row.last)),
            Cell::new(row.important.clone().map(|why| format!("Every year: {why}")).unwrap_or_default()),
        ]
    });
    let columns = [("Clause or control", 9), ("In the cycle", 3), ("Last", 3), ("How often", 6)];
    blocks.push(table("Coverage", &columns, rows.collect(), "Nothing is in scope yet."));
    Paper { version, ..face.paper("Internal audit programme", "ISO/IEC 27001:2022, clause 9.2.2", blocks) }
}

/// The version that speaks, and that a newer one waits.
fn stands(held: &HeldProgramme, line: &ProgrammeLine) -> String {
    let (newest, state) = (held.newest().0, line.state.title().to_lowercase());
    match held.numbered_in_force() {
        Some((number, _)) if line.older_in_force => {
            format!("{}, version {number}, approved; version {newest}, {state}", line.id)
        }
        _ => format!("{}, version {newest}, {state}", line.id),
    }
}

/// What the programme says: by the version in force, and apart from it by a newer one that nobody approved yet.
fn said_by(held: &HeldProgramme, line: &ProgrammeLine) -> Vec<Block> {
    let newest = held.newest();
    match held.numbered_in_force().filter(|_| line.older_in_force) {
        None => vec![Block::heading(1, "Programme"), said(newest)],
        Some(in_force) => {
            let state = line.state.title().to_lowercase();
            let waits =
                format!("Version {} counts until this one is approved; every figure here is by it.", in_force.0);
            vec![
                Block::heading(1, format!("Programme in force: version {}", in_force.0)),
                said(in_force),
                Block::heading(1, format!("Not in force: version {}, {state}", newest.0)),
                Block::note(Tone::Part, "Not approved.", waits),
                said(newest),
            ]
        }
    }
}

fn said((number, version): (u32, &ProgrammeVersion)) -> Block {
    let said = &version.programme;
    let approved = version.approved.as_ref().map(|one| day_of(one.at_us));
    facts(vec![
        fact("Version", number.to_string()),
        fact("Title", said.title.as_str()),
        fact("Cycle", format!("{} to {}", said.cycle().from, said.cycle().until)),
        fact("Approved", approved.unwrap_or_else(|| "not yet".to_owned())),
        fact("Frequency", said.frequency.as_str()),
        fact("Methods", said.methods.as_str()),
        fact("Responsibilities", said.responsibilities.as_str()),
        fact("Planning", said.planning.as_str()),
        fact("Reporting", said.reporting.as_str()),
        fact("Procedure", said.procedure.as_str()),
        fact("SHA-256", version.sha256.as_str()),
    ])
}

fn listed((held, line): &(HeldAudit, AuditLine)) -> Vec<Cell> {
    let window = held.plan.window;
    let findings = &line.figures.findings;
    let told: Vec<String> =
        findings.iter().map(|(class, count)| format!("{count} {}", class.title().to_lowercase())).collect();
    vec![
        named(&line.id, &held.plan.title),
        Cell::new(format!("{} to {}", window.from, window.until)),
        Cell::new(scope(held)),
        Cell::new(line.state.title()),
        Cell::new(told.join(", ")),
        Cell::new(held.report.as_ref().map(|one| one.report.on.to_string()).unwrap_or_default()),
    ]
}

/// Most items of a scope that are named in a list.
const MAX_SCOPE_NAMED: usize = 14;

fn scope(held: &HeldAudit) -> String {
    let mut all: Vec<&str> = held.plan.scope.iter().map(String::as_str).collect();
    all.sort_by(|a, b| by_number(a, b));
    let named: Vec<&str> = all.iter().take(MAX_SCOPE_NAMED).copied().collect();
    let more = all.len().saturating_sub(MAX_SCOPE_NAMED);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}

/// One audit: its plan, its checklist with answers, its findings and its report. `titles` are those of the items in scope.
pub fn audit(
    face: &Face,
    names: Names<'_>,
    held: &HeldAudit,
    line: &AuditLine,
    titles: &BTreeMap<String, String>,
) -> Paper {
    let plan = &held.plan;
    let auditors = held.auditors.keys().map(|person| names(person)).chain(plan.hired.iter().cloned());
    let mut blocks = vec![
        Block::heading(1, "Plan"),
        facts(vec![
            fact("Audit", plan.title.as_str()),
            fact("Planned", format!("{} to {}", plan.window.from, plan.window.until)),
            fact("Auditors", auditors.collect::<Vec<_>>().join(", ")),
            fact("Criteria", plan.criteria.as_str()),
            fact("Methods", plan.methods.as_str()),
            fact("Announced", held.announced.as_ref().map(|one| one.on.to_string()).unwrap_or_default()),
            fact("Scope", format!("{} items: {}", plan.scope.len(), scope(held))),
        ]),
    ];
    blocks.push(Block::heading(1, "Report"));
    match &held.report {
        None => blocks.push(Block::note(Tone::Part, "Not reported.", "This audit is not reported yet.")),
        Some(one) => {
            let to = one.report.to.iter().map(|person| names(person)).collect::<Vec<_>>().join(", ");
            blocks.push(facts(vec![fact("Reported on", one.report.on.to_string()), fact("Reported to", to)]));
            blocks.extend(typed(&one.report.summary));
            if !one.report.conclusion.is_empty() {
                blocks.push(Block::heading(2, "Conclusion"));
                blocks.extend(typed(&one.report.conclusion));
            }
        }
    }
    blocks.push(Block::heading(1, "Findings"));
    let findings = held.findings.iter().zip(1..).map(|(one, number): (_, u32)| {
        let finding = &one.finding;
        vec![
            Cell::new(number.to_string()),
            Cell::new(finding.class.title()),
            Cell::new(&finding.item),
            Cell::from(
                [
                    vec![press::Inline::strong(&finding.title)],
                    vec![press::Inline::new(format!("\n{}", finding.statement))],
                ]
                .concat(),
            ),
            Cell::new(finding.evidence.iter().cloned().collect::<Vec<_>>().join(", ")),
            Cell::new(one.nonconformity.clone().unwrap_or_default()),
        ]
    });
    let columns = [("No.", 2), ("Class", 4), ("Item", 3), ("Finding", 12), ("Evidence", 4), ("Nonconformity", 4)];
    blocks.push(table("Findings", &columns, findings.collect(), "There are no findings."));
    blocks.push(Block::heading(1, "Checklist"));
    let done = line.figures.done();
    blocks.push(Block::text(format!("{done} of {} lines are answered.", line.figures.lines)));
    let rows = held.lines.iter().map(|one| {
        let title = titles.get(&one.line.item).map_or("", String::as_str);
        let answer = one.answered.as_ref().map(|answered| &answered.answer);
        let result = answer.map_or_else(|| Cell::of(Tone::Part, "Open"), |answer| result(answer.result));
        vec![
            named(&one.line.item, title),
            Cell::new(&one.line.question),
            result,
            lines(answer.map(|answer| answer.note.clone())),
            lines(answer.map(|answer| answer.evidence.iter().cloned().collect::<Vec<_>>().join(", "))),
        ]
    });
    let columns = [("Item", 6), ("Question", 9), ("Result", 4), ("Note", 8), ("Evidence", 4)];
    blocks.push(table("Checklist", &columns, rows.collect(), "The checklist is not drawn up yet."));
    let state = line.state.title().to_lowercase();
    Paper {
        version: format!("{}, {state}", line.id),
        landscape: true,
        ..face.paper("Internal audit: plan and report", &plan.title, blocks)
    }
}

fn result(result: LineResult) -> Cell {
    let tone = match result.id() {
        "conforms" => Tone::Good,
        "not_examined" => Tone::Part,
        _ => Tone::Bad,
    };
    Cell::of(tone, result.title())
}
