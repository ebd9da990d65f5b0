//! Explain: everything that bears on one control, criterion or clause (R17, R32, R184, R259).

use super::lens::Lens;
use crate::refusal::Refusal;
use crate::values::catalogue::{Catalogue, Reading};
use crate::values::lookup::{Lookup, lookup, told_apart, wanted};
use crate::values::{Categories, Framework, Item, ItemKind, Mode, Overlap, Row};

/// Everything that bears on one item.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Id of the framework it belongs to.
    pub framework: String,
    /// The item.
    pub item: Item,
    /// Rows of the asked crosswalk that bear on it, in scope or not.
    pub rows: Vec<Bearing>,
    /// Best overlap of the counting rows.
    pub best: Option<Overlap>,
    /// Worst overlap of the counting rows.
    pub worst: Option<Overlap>,
    /// What the other crosswalks say: (crosswalk id, rows).
    pub elsewhere: Vec<(String, Vec<Bearing>)>,
}

/// One row that bears on an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Bearing {
    /// The row.
    pub row: Row,
    /// Items on the other side: criteria for a control, controls and clauses for a criterion.
    pub other: Vec<Item>,
    /// Only through a broad reference.
    pub broad: bool,
    /// In scope, and counting in the mode that was asked.
    pub counts: bool,
}

/// Explains an item as seen through `crosswalk`.
///
/// # Errors
/// [`Refusal::Unknown`] for an unknown crosswalk or item, with the nearest right id; [`Refusal::NotPossible`] for digits
/// that are a clause and a control, such as `5.1`.
pub fn explain(
    catalogue: &Catalogue,
    crosswalk: &str,
    id: &str,
    categories: Categories,
    mode: Mode,
) -> Result<Explanation, Refusal> {
    let reading = catalogue.reading(crosswalk)?;
    let (framework, item) = find(catalogue, reading, id)?;
    let lens = Lens::new(reading, categories, mode);
    let rows = bearings(&lens, framework, item);
    let ranks = || rows.iter().filter(|b| b.counts).map(|b| b.row.overlap).filter(|o| o.rank().is_some());
    let elsewhere = catalogue
        .crosswalks()
        .filter(|c| c.id != crosswalk)
        .filter_map(|c| {
            let other = catalogue.reading(&c.id).ok()?;
            let rows = bearings(&Lens::new(other, categories, mode), framework, item);
            (!rows.is_empty()).then(|| (c.id.clone(), rows))
        })
        .collect();
    Ok(Explanation {
        framework: framework.id.clone(),
        item: item.clone(),
        best: ranks().max_by_key(|o| o.rank()),
        worst: ranks().min_by_key(|o| o.rank()),
        rows,
        elsewhere,
    })
}

/// Finds an item in the two frameworks of a crosswalk first, then in all others.
fn find<'a>(catalogue: &'a Catalogue, reading: Reading<'a>, id: &str) -> Result<(&'a Framework, &'a Item), Refusal> {
    let sides = [reading.to, reading.from];
    for framework in sides.into_iter().chain(catalogue.frameworks()) {
        match lookup(framework, id) {
            Lookup::Found(item) => return Ok((framework, item)),
            Lookup::Either { clause, control } => {
                return Err(Refusal::NotPossible {
                    sentence: format!("`{id}` may be a control or a clause of {}", framework.title),
                    hint: told_apart(clause, control),
                });
            }
            Lookup::Missing => {}
        }
    }
    let known: Vec<&str> = sides.iter().flat_map(|f| f.items.iter().map(|i| i.id.as_str())).collect();
    let nearest = crate::values::nearest::nearest(&wanted(id), known).map(str::to_owned);
    Err(Refusal::Unknown { what: "item", id: id.to_owned(), nearest })
}

fn bearings(lens: &Lens<'_>, framework: &Framework, item: &Item) -> Vec<Bearing> {
    let reading = lens.reading;
    let on_right = reading.to.id == framework.id;
    if !on_right && reading.from.id != framework.id {
        return Vec::new();
    }
    let side = if on_right { reading.to } else { reading.from };
    let Some(position) = side.items.iter().position(|i| i.id == item.id) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (row, expanded) in reading.crosswalk.rows.iter().zip(&reading.expanded.rows) {
        let naming = expanded.named.iter().find(|n| n.item == position);
        let clause = item.kind == ItemKind::Clause && expanded.clauses.contains(&position);
        let criterion = expanded.criteria.iter().any(|(i, _)| *i == position);
        let bears = if on_right { naming.is_some() || clause } else { criterion };
        if !bears {
            continue;
        }
        let broad = on_right && naming.is_some_and(|n| n.broad);
        let other = if on_right {
            expanded.criteria.iter().map(|(i, _)| reading.from.items[*i].clone()).collect()
        } else {
            let literal = expanded.named.iter().filter(|n| !n.broad || lens.mode == Mode::Broad).map(|n| n.item);
            literal.chain(expanded.clauses.iter().copied()).map(|i| reading.to.items[i].clone()).collect()
        };
        let in_scope = lens.criterion_of(reading, expanded).is_some();
        let counts = in_scope && row.overlap.counts() && !(broad && lens.mode == Mode::Literal);
        found.push(Bearing { row: row.clone(), other, broad, counts });
    }
    found
}
