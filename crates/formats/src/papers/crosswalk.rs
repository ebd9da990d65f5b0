//! A crosswalk row by row, with its source: which criterion reaches which control, how far, and what evidence serves both.

use super::Face;
use super::parts::{fact, facts, lines, table};
use domain::values::{Crosswalk, Overlap, Reference};
use press::{Block, Cell, Figure, Paper, Tone};

/// The values of a row, in the order in which they are counted.
const OVERLAPS: [Overlap; 5] = [Overlap::Full, Overlap::Partial, Overlap::Unrated, Overlap::IsoOnly, Overlap::Soc2Only];

/// The paper.
pub fn crosswalk(face: &Face, of: &Crosswalk) -> Paper {
    let count = |overlap: Overlap| of.rows.iter().filter(|row| row.overlap == overlap).count();
    let figure = |overlap: Overlap| Figure {
        value: count(overlap).to_string(),
        label: word(overlap).to_owned(),
        of: format!("of {} rows", of.rows.len()),
    };
    let shown = OVERLAPS
        .into_iter()
        .filter(|overlap| matches!(overlap, Overlap::Full | Overlap::Partial) || count(*overlap) > 0);
    let source = &of.source;
    let rows = of.rows.iter().map(|row| {
        let criteria: Vec<String> = row.criteria.iter().map(Reference::to_string).collect();
        let note = row.note.clone().unwrap_or_default();
        let supplement = row.supplement.clone().map(|text| format!("To add: {text}")).unwrap_or_default();
        vec![
            Cell::new(criteria.join(", ")),
            Cell::new(&row.written),
            overlap(row.overlap),
            Cell::new(row.evidence.join("; ")),
            lines([supplement, note]),
            Cell::new(row.place.clone().unwrap_or_default()),
        ]
    });
    let columns = [
        ("Criterion", 4),
        ("Reaches", 6),
        ("Overlap", 3),
        ("Evidence that serves both", 9),
        ("Beside it", 8),
        ("Place in the source", 4),
    ];
    let blocks = vec![
        Block::note(
            Tone::Part,
            "A mapping is no readiness.",
            "It says what a published source sets beside what; whether an item is met is judged by the evidence.",
        ),
        Block::Figures(shown.map(figure).collect()),
        facts(vec![
            fact("Crosswalk", format!("{} ({})", of.title, of.id)),
            fact("Version", of.version.as_str()),
            fact("From", of.from.as_str()),
            fact("To", of.to.as_str()),
            fact("Source", source.publication.as_str()),
        ]),
        Block::heading(1, "Rows"),
        table("Rows", &columns, rows.collect(), "The crosswalk has no rows."),
    ];
    Paper { version: of.version.clone(), landscape: true, ..face.paper("Crosswalk", &of.title, blocks) }
}

fn overlap(overlap: Overlap) -> Cell {
    let tone = match overlap {
        Overlap::Full => Tone::Good,
        Overlap::Partial => Tone::Part,
        _ => Tone::Calm,
    };
    Cell::of(tone, word(overlap))
}

fn word(overlap: Overlap) -> &'static str {
    match overlap {
        Overlap::Full => "full",
        Overlap::Partial => "partial",
        Overlap::Unrated => "not rated",
        Overlap::IsoOnly => "ISO only",
        Overlap::Soc2Only => "SOC 2 only",
    }
}
