//! The same evidence collected twice: the same bytes in two items, or the same source for the same control and period.

use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use std::collections::BTreeSet;

/// Most pairs that are pointed out.
const MOST: usize = 1_000;

/// Two items that are the same evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Twice {
    /// The earlier item.
    pub first: String,
    /// The later item.
    pub second: String,
    /// Why they are the same, in words.
    pub reason: String,
}

/// Every pair of items that count and are the same evidence, each pair once.
pub fn twice(registers: &Registers) -> Vec<Twice> {
    let room = &registers.evidence;
    let mut pairs = Vec::new();
    room.contents.values().for_each(|ids| same_bytes(registers, ids, &mut pairs));
    room.shows.iter().for_each(|(control, ids)| same_source(registers, control, ids, &mut pairs));
    each_once(&mut pairs);
    pairs.truncate(MOST);
    pairs
}

/// Other items that are the same evidence as one, and why. Only what shares a file or a control with it is looked at.
pub fn same_as(registers: &Registers, id: &str) -> Vec<(String, String)> {
    let room = &registers.evidence;
    let Some(held) = room.items.get(id) else { return Vec::new() };
    let mut pairs = Vec::new();
    let files: BTreeSet<&str> =
        held.versions.iter().flat_map(|version| &version.files).map(|file| file.file.sha256.as_str()).collect();
    for ids in files.into_iter().filter_map(|file| room.contents.get(file)) {
        same_bytes(registers, ids, &mut pairs);
    }
    for (control, ids) in held.controls.keys().filter_map(|control| room.shows.get_key_value(control)) {
        same_source(registers, control, ids, &mut pairs);
    }
    each_once(&mut pairs);
    let other = |pair: Twice| match (pair.first == id, pair.second == id) {
        (true, _) => Some((pair.second, pair.reason)),
        (_, true) => Some((pair.first, pair.reason)),
        _ => None,
    };
    pairs.into_iter().filter_map(other).collect()
}

fn each_once(pairs: &mut Vec<Twice>) {
    pairs.sort();
    pairs.dedup_by(|a, b| (&a.first, &a.second) == (&b.first, &b.second));
}

/// The items of a set that count.
fn counting<'a>(registers: &'a Registers, ids: &BTreeSet<String>) -> Vec<(&'a String, &'a HeldEvidence)> {
    let items = ids.iter().filter_map(|id| registers.evidence.items.get_key_value(id));
    items.filter(|(_, held)| held.counts()).collect()
}

/// Neighbours among the items that hold a file with one content.
fn same_bytes(registers: &Registers, ids: &BTreeSet<String>, pairs: &mut Vec<Twice>) {
    for pair in counting(registers, ids).windows(2) {
        if seen_again(registers, pair[0].1, pair[1].1).is_none() {
            pairs.push(named(pair[0].0, pair[1].0, "a file with the same content lies in both".to_owned()));
        }
    }
}

/// Neighbours among the items that show a control for one period, from one system, of one kind.
fn same_source(registers: &Registers, control: &str, ids: &BTreeSet<String>, pairs: &mut Vec<Twice>) {
    let mut sorted: Vec<_> = counting(registers, ids)
        .into_iter()
        .map(|(id, held)| {
            let evidence = &held.newest().evidence;
            ((evidence.period, evidence.source.system.to_lowercase(), evidence.kind), id)
        })
        .collect();
    sorted.retain(|((_, system, _), _)| !system.is_empty());
    sorted.sort();
    for pair in sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let reason = format!("both show {control} for the same period, from the same system");
        pairs.push(named(pair[0].1, pair[1].1, reason));
    }
}

/// The collector of this house that looked anew for each of two items, for a period each: where it found what it had found
/// before, the same bytes are two observations and no reuse. What a program says of itself from elsewhere does not count.
pub(super) fn seen_again<'a>(registers: &Registers, one: &'a HeldEvidence, other: &HeldEvidence) -> Option<&'a str> {
    let (one, other) = (&one.newest().evidence, &other.newest().evidence);
    let collector = one.collector.as_deref().filter(|id| registers.collectors.collectors.contains_key(*id))?;
    (other.collector.as_deref() == Some(collector) && one.period != other.period).then_some(collector)
}

fn named(one: &str, other: &str, reason: String) -> Twice {
    let number = |id: &str| id.rsplit('-').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or_default();
    let (first, second) = if number(one) <= number(other) { (one, other) } else { (other, one) };
    Twice { first: first.to_owned(), second: second.to_owned(), reason }
}
