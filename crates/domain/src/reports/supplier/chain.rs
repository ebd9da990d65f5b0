//! The inventory of suppliers of technology: whom we contract with, and the chain below each (A.5.21, R233).

use crate::registers::Registers;
use std::collections::BTreeSet;

/// One place in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The supplier's id.
    pub id: String,
    /// How far below whom we contract with.
    pub depth: usize,
    /// What stands below it was shown further up already.
    pub again: bool,
}

/// The suppliers of technology that have not ended, each with those below it; whoever stands below nobody comes first.
pub fn chain(registers: &Registers) -> Vec<Link> {
    let all = &registers.suppliers.suppliers;
    let here =
        |id: &&String| all.get(*id).is_some_and(|held| held.state != crate::values::supplier::SupplierState::Ended);
    let below: BTreeSet<&String> = all
        .iter()
        .filter(|(id, held)| here(id) && held.supplier.ict)
        .flat_map(|(_, held)| &held.supplier.chain)
        .collect();
    let tops = all.iter().filter(|(id, held)| held.supplier.ict && here(id) && !below.contains(id));
    let mut open: Vec<(&String, usize)> = tops.map(|(id, _)| (id, 0)).collect();
    open.reverse();
    let (mut links, mut shown) = (Vec::new(), BTreeSet::new());
    while let Some((id, depth)) = open.pop() {
        let first = shown.insert(id);
        let next: Vec<&String> = all.get(id).into_iter().flat_map(|held| &held.supplier.chain).filter(here).collect();
        links.push(Link { id: id.clone(), depth, again: !first && !next.is_empty() });
        if first {
            open.extend(next.into_iter().rev().map(|id| (id, depth + 1)));
        }
    }
    links
}
