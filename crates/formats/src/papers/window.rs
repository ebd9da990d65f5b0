//! The window of an engagement: every control in scope by the months, as a map and in words.

use super::Face;
use super::parts::{lines, named, table};
use crate::pictures::window as drawn;
use domain::reports::engagement::{ControlFinding, Heat, Status, WindowReport};
use press::{Block, Cell, Figure, Paper, Tone};

/// Most pictures of one paper; what would need more is in the table alone.
const MAX_PICTURES: usize = 40;
/// Most names in a cell.
const MAX_NAMED: usize = 12;

/// The paper; `title` names the engagement.
pub fn window(face: &Face, title: &str, of: &WindowReport, heat: &Heat) -> Paper {
    let figures = &of.figures;
    let figure = |status: Status| Figure {
        value: figures.of(status).to_string(),
        label: status.title().to_lowercase(),
        of: format!("of {} controls in scope", figures.in_scope),
    };
    let mut blocks = vec![
        Block::Figures([Status::Complete, Status::Gap, Status::PopulationWanted].into_iter().map(figure).collect()),
        Block::text(format!("{}. Judged on {}.", of.scope.trim_end_matches('.'), of.on)),
    ];
    if of.so_far {
        blocks.push(Block::note(Tone::Part, "So far.", "The window is not over, and everything is said so far."));
    }
    blocks.push(Block::note(
        Tone::Plain,
        "No opinion.",
        "What the examining CPA firm makes of a gap is for the firm to judge.",
    ));
    let all = drawn("The window", heat);
    if !all.is_empty() {
        blocks.push(Block::heading(1, "Control by control"));
    }
    let left = all.len().saturating_sub(MAX_PICTURES);
    blocks.extend(all.into_iter().take(MAX_PICTURES).map(Block::Chart));
    if left > 0 {
        blocks.push(Block::text("The map goes on in the table below, which has every control."));
    }
    blocks.push(Block::heading(1, "In words"));
    let columns = [("Control", 6), ("Status", 3), ("Missing", 9), ("Due by", 3), ("Runs", 2)];
    let rows = of.controls.iter().map(row).collect();
    let empty = "No control is in scope: link own controls to the criteria in scope.";
    blocks.push(table("The window in words", &columns, rows, empty));
    face.paper("The window", title, blocks)
}

fn row(one: &ControlFinding) -> Vec<Cell> {
    let tone = match one.status {
        Status::Complete => Tone::Good,
        Status::Gap => Tone::Bad,
        _ => Tone::Plain,
    };
    let some = |what: &str, all: &[String]| match all {
        [] => String::new(),
        all if all.len() > MAX_NAMED => {
            format!("{what}{} and {} more", all[..MAX_NAMED].join(", "), all.len() - MAX_NAMED)
        }
        all => format!("{what}{}", all.join(", ")),
    };
    let proof = one.proof.as_ref().map(|proof| format!("Empty population: {}", proof.evidence));
    vec![
        named(&one.control, &one.name),
        Cell::of(tone, one.status.title()),
        lines([
            some("", &one.missing),
            some("Answered after the limit: ", &one.late_events),
            some("Advisory: ", &one.advisory),
            proof.unwrap_or_default(),
        ]),
        Cell::new(one.due.as_ref().map(|due| due.by.to_string()).unwrap_or_default()),
        Cell::new(one.days_run().to_string()),
    ]
}
