//! A crosswalk with its references resolved: ranges and broad references spread out, ids turned into positions.

use super::{Category, Crosswalk, Framework, ItemKind, Overlap, Reference};

/// A crosswalk against its two frameworks. Positions are indices into `items` of the framework on that side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expanded {
    /// One for each row of the crosswalk, in its order.
    pub rows: Vec<ExpandedRow>,
    /// References that lead nowhere: `(row id, reference as written)`. Empty for a document that was checked.
    pub dangling: Vec<(String, String)>,
}

/// One row, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpandedRow {
    /// Left side: the criteria, with the category of each.
    pub criteria: Vec<(usize, Option<Category>)>,
    /// Right side: the controls (and other items that are no clauses) that the row names.
    pub named: Vec<Naming>,
    /// Right side: the clauses.
    pub clauses: Vec<usize>,
    /// How far it carries.
    pub overlap: Overlap,
    /// Counts only when this category is in scope.
    pub condition: Option<Category>,
}

/// That a row names an item, and whether only a broad reference does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Naming {
    /// Position of the item.
    pub item: usize,
    /// Named only through a broad reference such as "A.8.x".
    pub broad: bool,
}

impl Expanded {
    /// Resolves `crosswalk` between `from` and `to`.
    pub fn new(crosswalk: &Crosswalk, from: &Framework, to: &Framework) -> Expanded {
        let mut dangling = Vec::new();
        let rows = crosswalk
            .rows
            .iter()
            .map(|row| {
                let mut criteria = Vec::new();
                for reference in &row.criteria {
                    let found = resolve(from, reference);
                    if found.is_empty() {
                        dangling.push((row.id.clone(), reference.to_string()));
                    }
                    criteria.extend(found.into_iter().map(|n| (n.item, from.items[n.item].category)));
                }
                let (mut named, mut clauses): (Vec<Naming>, Vec<usize>) = (Vec::new(), Vec::new());
                for reference in &row.references {
                    let found = resolve(to, reference);
                    if found.is_empty() {
                        dangling.push((row.id.clone(), reference.to_string()));
                    }
                    for n in found {
                        if to.items[n.item].kind == ItemKind::Clause {
                            clauses.push(n.item);
                        } else if let Some(known) = named.iter_mut().find(|k| k.item == n.item) {
                            known.broad &= n.broad;
                        } else {
                            named.push(n);
                        }
                    }
                }
                ExpandedRow { criteria, named, clauses, overlap: row.overlap, condition: row.condition }
            })
            .collect();
        Expanded { rows, dangling }
    }
}

/// The items that a reference means, headings left out where a range or a broad reference spreads.
fn resolve(framework: &Framework, reference: &Reference) -> Vec<Naming> {
    let position = |id: &str| framework.items.iter().position(|i| i.id == id);
    match reference {
        Reference::Item(id) => position(id).map(|item| Naming { item, broad: false }).into_iter().collect(),
        Reference::Clause(id) => framework
            .items
            .iter()
            .position(|i| i.kind == ItemKind::Clause && i.id == *id)
            .map(|item| Naming { item, broad: false })
            .into_iter()
            .collect(),
        Reference::Range(first, last) => match (position(first), position(last)) {
            (Some(a), Some(b)) if a <= b => {
                (a..=b).filter(|i| !framework.items[*i].heading).map(|item| Naming { item, broad: false }).collect()
            }
            _ => Vec::new(),
        },
        Reference::Broad(prefix) => framework
            .items
            .iter()
            .enumerate()
            .filter(|(_, i)| !i.heading && i.id.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with('.')))
            .map(|(item, _)| Naming { item, broad: true })
            .collect(),
    }
}
