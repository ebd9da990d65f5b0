//! Columns recognised by their headings alone.

use super::{Field, Mapping};
use crate::sheet::synonyms;
use std::collections::{BTreeMap, BTreeSet};

/// Recognises columns by their headings; also gives back the headings that no field took. Where several headings mean
/// one field, the more telling one is taken (`Control name` before `Control`), of equal ones the first.
pub fn guess(headers: &[String]) -> (Mapping, Vec<String>) {
    let mut best: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
    for (column, header) in headers.iter().enumerate() {
        let Some((field, rank)) = synonyms::meaning(header) else {
            continue;
        };
        let entry = best.entry(field).or_insert((rank, column));
        if rank < entry.0 {
            *entry = (rank, column);
        }
    }
    let mapping = Mapping(best.into_iter().map(|(field, (_, column))| (field, column)).collect());
    let taken: BTreeSet<usize> = mapping.0.values().copied().collect();
    let unmatched = headers.iter().enumerate().filter(|(c, h)| !taken.contains(c) && !h.is_empty());
    let unmatched = unmatched.map(|(_, h)| h.clone()).collect();
    (mapping, unmatched)
}
