//! Registers as people know them: documents, suppliers, assets, the scope.

use super::Face;
use super::parts::{Names, day, fact, facts, lines, named, plain, table};
use domain::registers::isms::HeldEntry;
use domain::registers::supplier::SupplierRegister;
use domain::reports::isms::RegisterReport;
use domain::reports::policy::{PieceLine, PolicyFigures, PolicyLine};
use domain::reports::search::by_number;
use domain::reports::supplier::SuppliersReport;
use domain::values::isms::{Field, Value, told};
use domain::values::policy::Policy;
use press::{Block, Cell, Figure, Paper, Tone};

/// Most fields of a register that are columns of its table.
const MAX_FIELDS: usize = 7;
/// Longest field that is a column, in letters; longer ones make the entries sections.
const MAX_CELL: usize = 700;

fn figure(value: usize, label: &str, of: impl Into<String>) -> Figure {
    Figure { value: value.to_string(), label: label.to_owned(), of: of.into() }
}

/// The register of documents.
pub fn documents(
    face: &Face,
    names: Names<'_>,
    rows: &[(Policy, PolicyLine)],
    figures: &PolicyFigures,
    pieces: &[PieceLine],
) -> Paper {
    let of_live = format!("of {} that are not retired", figures.live);
    let mut blocks = vec![Block::Figures(vec![
        figure(figures.in_force, "in force", of_live.clone()),
        figure(figures.overdue, "overdue for review", of_live.clone()),
        figure(figures.informal, "in use and never approved", of_live),
        figure(figures.acknowledged, "acknowledgements", format!("of {} asked for", figures.asked)),
    ])];
    let cells = rows.iter().map(|(policy, line)| {
        let overdue = line.due.is_some_and(|due| due < face.on);
        let due = day(line.due);
        vec![
            named(if policy.number.is_empty() { &line.id } else { &policy.number }, &policy.title),
            Cell::new(policy.kind.title()),
            Cell::of(if line.state.in_force() { Tone::Good } else { Tone::Part }, line.state.title()),
            Cell::new(line.current.map(|version| version.to_string()).unwrap_or_default()),
            Cell::new(policy.owner.as_deref().map(names).unwrap_or_default()),
            Cell::new(policy.classification.title()),
            if overdue { Cell::of(Tone::Part, format!("{due} overdue")) } else { Cell::new(due) },
            lines(line.concerns.iter().map(|one| one.title().to_owned())),
        ]
    });
    let columns = [
        ("Document", 9),
        ("Kind", 4),
        ("State", 4),
        ("Version", 3),
        ("Owner", 4),
        ("Classification", 4),
        ("Next review", 4),
        ("To be looked at", 6),
    ];
    blocks.push(Block::heading(1, "Documents"));
    blocks.push(table("Documents", &columns, cells.collect(), "No document is registered yet."));
    blocks.push(Block::heading(1, "Documented information that ISO/IEC 27001 names"));
    let there = pieces.iter().filter(|piece| piece.there()).count();
    blocks.push(Block::text(format!(
        "{there} of {} pieces are there. That a piece is there says nothing of what is in it.",
        pieces.len()
    )));
    let cells = pieces.iter().map(|piece| {
        let documents = piece.documents.iter().map(|(id, state)| format!("{id}, {}", state.title().to_lowercase()));
        let kept = piece.kept.map(|kept| format!("{kept} in its register"));
        let tone = if piece.there() { Cell::of(Tone::Good, "There") } else { Cell::of(Tone::Bad, "Missing") };
        vec![Cell::new(piece.piece.title()), tone, lines(documents.chain(kept))]
    });
    blocks.push(table("Pieces", &[("Piece", 9), ("There", 3), ("As", 7)], cells.collect(), ""));
    Paper { landscape: true, ..face.paper("Register of documents", "ISO/IEC 27001:2022, clause 7.5", blocks) }
}

/// The register of suppliers.
pub fn suppliers(
    face: &Face,
    names: Names<'_>,
    register: &SupplierRegister,
    report: &SuppliersReport,
    part: bool,
) -> Paper {
    let in_use = format!("of {} in use", report.in_use);
    let mut blocks = vec![Block::Figures(vec![
        figure(report.in_use, "in use", format!("of {} recorded", register.suppliers.len())),
        figure(report.reviewed, "reviewed", in_use.clone()),
        figure(report.lacking, "lack something", in_use),
    ])];
    if part {
        blocks.push(Block::note(
            Tone::Part,
            "A part.",
            "Only the suppliers that whoever asked for it may see are listed.",
        ));
    }
    let mut all: Vec<_> = register.suppliers.iter().collect();
    all.sort_by(|(a, _), (b, _)| by_number(a, b));
    let cells = all.into_iter().map(|(id, held)| {
        let supplier = &held.supplier;
        let findings = report.supplier(id).into_iter().flat_map(|one| &one.findings);
        vec![
            named(id, &supplier.name),
            Cell::new(supplier.tier.to_string()),
            Cell::new(supplier.criticality.title()),
            Cell::new(&supplier.services),
            Cell::new(supplier.owner.as_deref().map(names).unwrap_or_default()),
            Cell::new(held.state.title()),
            Cell::new(day(supplier.contract.until)),
            Cell::new(day(held.next_review)),
            lines(findings.map(|finding| finding.sentence())),
        ]
    });
    let columns = [
        ("Supplier", 6),
        ("Tier", 2),
        ("Criticality", 4),
        ("Services", 8),
        ("Owner", 4),
        ("State", 4),
        ("Contract until", 4),
        ("Next review", 4),
        ("Missing", 8),
    ];
    blocks.push(Block::heading(1, "Suppliers"));
    blocks.push(table("Suppliers", &columns, cells.collect(), "No supplier is recorded yet."));
    blocks.push(Block::heading(1, "Reports of suppliers"));
    let cells = register.reports.iter().map(|(id, held)| {
        let supplier =
            register.suppliers.get(&held.supplier).map_or(held.supplier.as_str(), |one| one.supplier.name.as_str());
        let period = held.report.as_ref().map(|report| format!("{} to {}", report.period.from, report.period.until));
        let review = held.review.as_ref().map(|review| format!("{}: {}", review.on, review.finding));
        vec![
            named(id, held.kind.title()),
            Cell::new(supplier),
            Cell::new(period.unwrap_or_else(|| "not received yet".to_owned())),
            Cell::new(review.unwrap_or_else(|| "not reviewed yet".to_owned())),
        ]
    });
    let columns = [("Report", 5), ("Supplier", 5), ("Period", 5), ("Reviewed", 8)];
    blocks.push(table("Reports", &columns, cells.collect(), "No report was asked for yet."));
    Paper {
        landscape: true,
        ..face.paper("Register of suppliers", "ISO/IEC 27001:2022, A.5.19 to A.5.22; SOC 2, CC9.2", blocks)
    }
}

/// A register of the management system: a table, or a section for each entry where its fields are long.
pub fn register(
    face: &Face,
    names: Names<'_>,
    title: &str,
    subtitle: &str,
    report: &RegisterReport,
    entries: &[HeldEntry],
) -> Paper {
    let declared = report.kind.declared();
    let missing = report.findings.len();
    let mut blocks = vec![
        Block::Paragraph(plain(declared.purpose)),
        Block::Figures(vec![
            figure(report.live, "in use", format!("of {} entries", report.entries)),
            figure(report.overdue(), "overdue", format!("of {} that come due", report.due.len())),
            figure(missing, if missing == 1 { "thing missing" } else { "things missing" }, "in this register"),
        ]),
    ];
    let used: Vec<&Field> =
        declared.fields.iter().filter(|field| entries.iter().any(|held| held.fields.contains_key(field.id))).collect();
    let said = |held: &HeldEntry, field: &Field| {
        held.fields.get(field.id).map(|value| value_of(names, value)).unwrap_or_default()
    };
    let long = entries.iter().any(|held| used.iter().any(|field| said(held, field).len() > MAX_CELL))
        || used.len() > MAX_FIELDS + 3;
    let few = entries.len() <= 40;
    if long && few {
        for held in entries {
            let state = if held.there() { held.stage().title } else { "Ended" };
            blocks.push(Block::heading(1, format!("{} {}", held.id, held.title())));
            let mut list = vec![fact("State", state)];
            list.extend(used.iter().map(|field| fact(field.title, said(held, field))));
            blocks.push(facts(list));
        }
    } else {
        let (fields, left) = used.split_at(used.len().min(MAX_FIELDS));
        let mut columns = vec![("Id", 4_u16)];
        let weight = |field: &Field| {
            let most = entries.iter().map(|held| said(held, field).chars().count()).max().unwrap_or(0);
            u16::try_from((most / 6).clamp(4, 14)).unwrap_or(14)
        };
        columns.extend(fields.iter().map(|field| (field.title, weight(field))));
        columns.push(("State", 4));
        let cells = entries.iter().map(|held| {
            let state = if held.there() { held.stage().title } else { "Ended" };
            let mut row = vec![Cell::new(&held.id)];
            row.extend(fields.iter().map(|field| Cell::new(said(held, field))));
            row.push(Cell::new(state));
            row
        });
        let empty = format!("No {} is recorded yet.", declared.noun);
        blocks.push(Block::heading(1, report.kind.title()));
        if !left.is_empty() {
            let left: Vec<&str> = left.iter().map(|field| field.title).collect();
            blocks.push(Block::text(format!(
                "The table has no room for {}; an export of the register has them.",
                left.join(", ")
            )));
        }
        blocks.push(table(report.kind.title(), &columns, cells.collect(), &empty));
    }
    if !report.findings.is_empty() {
        let cells = report.findings.iter().map(|one| {
            vec![Cell::new(one.entry.clone().unwrap_or_default()), Cell::new(&one.what), Cell::new(one.item)]
        });
        blocks.push(Block::heading(1, "What is missing"));
        blocks.push(table("Missing", &[("Entry", 2), ("What", 9), ("Wanted by", 2)], cells.collect(), ""));
    }
    Paper { landscape: !long, ..face.paper(title, subtitle, blocks) }
}

fn value_of(names: Names<'_>, value: &Value) -> String {
    match value {
        Value::Person(id) => names(id),
        other => told(other),
    }
}
