//! The nonconformity log (ISO/IEC 27001:2022, clause 10.2).

use super::Face;
use super::parts::{Names, day, lines, named, table};
use domain::registers::nonconformity::{HeldAction, HeldNonconformity};
use domain::reports::nonconformity::{Figures, Line};
use domain::values::nonconformity::NonconformityClass;
use press::{Block, Cell, Figure, Paper, Tone};

/// The paper.
pub fn nonconformities(face: &Face, names: Names<'_>, rows: &[(HeldNonconformity, Line)], figures: &Figures) -> Paper {
    let open = figures.open();
    let figure =
        |value: usize, label: &str, of: String| Figure { value: value.to_string(), label: label.to_owned(), of };
    let of_open = format!("of {open} open ones");
    let mut blocks = vec![Block::Figures(vec![
        figure(open, "open", format!("of {} recorded", rows.len())),
        figure(figures.overdue, "overdue", of_open.clone()),
        figure(figures.to_verify, "wait for a judgement of their effect", of_open.clone()),
        figure(figures.without_owner, "without an owner", of_open),
    ])];
    let columns = [
        ("Nonconformity", 8),
        ("Class", 4),
        ("Against", 4),
        ("Correction", 7),
        ("Cause", 7),
        ("Corrective action", 9),
        ("Owner", 4),
        ("State", 5),
    ];
    blocks.push(Block::heading(1, "Log"));
    let cells = rows.iter().map(|(held, line)| row(names, held, line)).collect();
    blocks.push(table("Nonconformities", &columns, cells, "No nonconformity is recorded."));
    Paper { landscape: true, ..face.paper("Nonconformity log", "ISO/IEC 27001:2022, clause 10.2", blocks) }
}

fn row(names: Names<'_>, held: &HeldNonconformity, line: &Line) -> Vec<Cell> {
    let found = &held.nonconformity;
    let tone = match found.class {
        NonconformityClass::Major => Tone::Bad,
        NonconformityClass::Minor => Tone::Part,
        NonconformityClass::Opportunity => Tone::Calm,
    };
    let against: Vec<String> = found.against.iter().chain(&found.controls).cloned().collect();
    let correction = held.correction.as_ref().map(|one| format!("{} ({})", one.text, one.on)).unwrap_or_default();
    let cause = held.cause.as_ref().map(|one| one.text.clone()).unwrap_or_default();
    let similar = held.similar.as_ref().map(|one| format!("Elsewhere: {}", one.text)).unwrap_or_default();
    let none = held.no_action.as_ref().map(|one| format!("None: {}", one.text)).unwrap_or_default();
    let actions = held.actions.iter().map(|one| action(names, one)).chain([none]);
    let judged = held.judgement.as_ref().map(|one| format!("{} on {}", one.result.title(), one.on)).unwrap_or_default();
    let due =
        line.due.map(|due| format!("due {due}{}", if line.overdue() { ", overdue" } else { "" })).unwrap_or_default();
    vec![
        Cell::from(
            [named(&line.id, &found.title).text, vec![press::Inline::new(format!("\nFound {}", found.found))]].concat(),
        ),
        Cell::of(tone, found.class.title()),
        Cell::new(against.join(", ")),
        Cell::new(correction),
        lines([cause, similar]),
        lines(actions),
        Cell::new(found.owner.as_deref().map(names).unwrap_or_default()),
        lines([line.state.title().to_owned(), due, judged]),
    ]
}

fn action(names: Names<'_>, held: &HeldAction) -> String {
    let of = &held.action;
    let state = match (&held.done, &held.dropped) {
        (_, Some(_)) => "dropped".to_owned(),
        (Some(done), None) => format!("done {}", done.on),
        (None, None) => format!("by {}", day(Some(of.due))),
    };
    format!("{} ({}, {state})", of.what, names(&of.owner))
}
