//! The counterparts of an item on the other side of a crosswalk, in both directions.

use domain::values::catalogue::Reading;
use domain::values::{Mode, Overlap};

/// An item on the other side with the best overlap that a row gives the pair.
#[derive(Clone)]
pub(super) struct Counterpart {
    pub(super) id: String,
    pub(super) overlap: Overlap,
}

/// The counterparts of each item of a framework, in its order; empty where the framework is on neither side.
pub(super) fn of(reading: Reading<'_>, framework: &str, mode: Mode) -> Vec<Vec<Counterpart>> {
    let (left, right) = (reading.from.id == framework, reading.to.id == framework);
    let items = if right { &reading.to.items } else { &reading.from.items };
    let mut all: Vec<Vec<Counterpart>> = vec![Vec::new(); items.len()];
    if !left && !right {
        return all;
    }
    for row in &reading.expanded.rows {
        let named = row.named.iter().filter(|n| !n.broad || mode == Mode::Broad).map(|n| n.item);
        for there in named.chain(row.clauses.iter().copied()) {
            for (here, _) in &row.criteria {
                if right {
                    note(&mut all[there], &reading.from.items[*here].id, row.overlap);
                } else {
                    note(&mut all[*here], &reading.to.items[there].id, row.overlap);
                }
            }
        }
    }
    all
}

fn note(list: &mut Vec<Counterpart>, id: &str, overlap: Overlap) {
    match list.iter_mut().find(|c| c.id == id) {
        Some(known) if overlap.rank() > known.overlap.rank() => known.overlap = overlap,
        Some(_) => {}
        None => list.push(Counterpart { id: id.to_owned(), overlap }),
    }
}
