//! The same evidence collected twice: the same bytes in two items, or the same source for the same control and period.

use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;

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
    let mut pairs: Vec<Twice> = Vec::new();
    for ids in room.contents.values() {
        let same: Vec<(&String, &HeldEvidence)> =
            ids.iter().filter_map(|id| room.items.get_key_value(id)).filter(|(_, held)| held.counts()).collect();
        for pair in same.windows(2) {
            if seen_again(registers, pair[0].1, pair[1].1).is_none() {
                pairs.push(named(pair[0].0, pair[1].0, "a file with the same content lies in both".to_owned()));
            }
        }
    }
    for (control, ids) in &room.shows {
        let items: Vec<(&String, &HeldEvidence)> =
            ids.iter().filter_map(|id| room.items.get_key_value(id)).filter(|(_, held)| held.counts()).collect();
        let mut sorted: Vec<_> = items
            .into_iter()
            .map(|(id, held)| {
                let evidence = &held.newest().evidence;
                ((evidence.period, evidence.source.system.to_lowercase(), evidence.kind), id)
            })
            .filter(|((_, system, _), _)| !system.is_empty())
            .collect();
        sorted.sort();
        for pair in sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let reason = format!("both show {control} for the same period, from the same system");
            pairs.push(named(pair[0].1, pair[1].1, reason));
        }
    }
    pairs.sort();
    pairs.dedup_by(|a, b| (&a.first, &a.second) == (&b.first, &b.second));
    pairs.truncate(MOST);
    pairs
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
