//! Which sources speak of which clause.

use super::kept::{Kept, Layer};
use super::look::Look;
use super::place::Place;
use super::{cycle, documents, entries, evaluating, operating, planning};
use crate::values::isms::RegisterKind;

/// What exists of a clause, documents first.
pub(super) fn kept(look: &Look<'_>, clause: &str) -> Vec<Kept> {
    let mut all = vec![documents::documents(look, clause)];
    all.extend(match clause.split('.').next() {
        Some("4" | "5") => leading(look, clause),
        Some("6") => planned(look, clause),
        Some("7") => supporting(look, clause),
        Some("8") => operated(look, clause),
        _ => evaluated(look, clause),
    });
    all.extend(operating::linked(look, clause));
    all
}

fn leading(look: &Look<'_>, clause: &str) -> Vec<Kept> {
    let of = |kind| entries::entries(look, kind);
    match clause {
        "4.1" => [of(RegisterKind::Issues), of(RegisterKind::Climate)].concat(),
        "4.2" => [of(RegisterKind::Parties), of(RegisterKind::Obligations)].concat(),
        "4.3" => of(RegisterKind::Scope),
        "4.4" => {
            let mut kept = of(RegisterKind::Scope);
            kept.truncate(1);
            kept.push(processes(look));
            kept
        }
        "5.1" => of(RegisterKind::Leadership),
        "5.2" => vec![documents::acknowledged(look, clause)],
        "5.3" => of(RegisterKind::Roles),
        _ => Vec::new(),
    }
}

/// The processes of the management system that ran: the steps of its cycle.
fn processes(look: &Look<'_>) -> Kept {
    let steps = cycle::steps(look);
    let ran = steps.iter().filter(|step| step.last.is_some_and(|day| look.recent(day))).count();
    let last = steps.iter().filter_map(|step| step.last).max();
    let under = "in the last 12 months, of the steps of the governance cycle";
    Kept::figure(Layer::Operation, "Steps that ran", Place::Clause("9".to_owned()), under, (ran, steps.len(), last))
}

fn planned(look: &Look<'_>, clause: &str) -> Vec<Kept> {
    match clause {
        "6.1.1" => {
            let mut kept = entries::answered(look);
            kept.extend(evaluating::improvements(look));
            kept
        }
        "6.1.2" => vec![planning::method(look), planning::rated(look)],
        "6.1.3" => vec![planning::statement(look), planning::plans(look), planning::accepted(look)],
        "6.2" => entries::entries(look, RegisterKind::Objectives),
        "6.3" => entries::entries(look, RegisterKind::Changes),
        _ => Vec::new(),
    }
}

fn supporting(look: &Look<'_>, clause: &str) -> Vec<Kept> {
    let of = |kind| entries::entries(look, kind);
    match clause {
        "7.1" => entries::some(look, RegisterKind::Leadership, |held| held.word("kind") == Some("resources")),
        "7.2" => of(RegisterKind::Competence),
        "7.3" => {
            let mut kept = of(RegisterKind::Awareness);
            kept.push(operating::trained(look));
            kept
        }
        "7.4" => of(RegisterKind::Communication),
        "7.5.1" => documents::complete(look),
        "7.5.2" => documents::updated(look),
        "7.5.3" => documents::controlled(look),
        _ => Vec::new(),
    }
}

fn operated(look: &Look<'_>, clause: &str) -> Vec<Kept> {
    match clause {
        "8.1" => vec![operating::planned(look), operating::ran(look), operating::supplied(look)],
        "8.2" => vec![planning::method(look), planning::in_time(look)],
        "8.3" => vec![planning::plans(look), planning::treated(look)],
        _ => Vec::new(),
    }
}

fn evaluated(look: &Look<'_>, clause: &str) -> Vec<Kept> {
    match clause {
        "9.1" => entries::entries(look, RegisterKind::Measures),
        "9.2.1" => evaluating::audits(look),
        "9.2.2" => evaluating::programme(look),
        "9.3.1" => evaluating::reviews(look),
        "9.3.2" => evaluating::inputs(look),
        "9.3.3" => evaluating::decisions(look),
        "10.1" => evaluating::improvements(look),
        "10.2" => evaluating::corrected(look),
        _ => Vec::new(),
    }
}
