//! Two documents for the same topic (R22): what one says and the other does not is read by nobody.

use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use std::collections::BTreeSet;

/// Two documents that look like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameTopic {
    /// One document.
    pub a: String,
    /// The other.
    pub b: String,
    /// Why they look alike.
    pub why: &'static str,
}

/// Words of titles that say nothing of the topic.
const EMPTY: &[&str] = &[
    "policy",
    "policies",
    "procedure",
    "procedures",
    "plan",
    "standard",
    "guideline",
    "and",
    "of",
    "the",
    "for",
    "a",
    "on",
];

/// Most pairs of one answer.
const MAX_PAIRS: usize = 200;

/// Pairs of documents of one kind that are not retired and have the same topic by their titles, or serve the very same
/// controls and clauses.
pub fn same_topics(registers: &Registers) -> Vec<SameTopic> {
    let all: Vec<(&String, &HeldPolicy)> =
        registers.policies.in_order().into_iter().filter(|(_, held)| held.retired.is_none()).collect();
    let topics: Vec<BTreeSet<String>> = all.iter().map(|(_, held)| topic(&held.policy.title)).collect();
    let mut pairs = Vec::new();
    for (i, (a, first)) in all.iter().enumerate() {
        for (j, (b, second)) in all.iter().enumerate().skip(i + 1) {
            if first.policy.kind != second.policy.kind || pairs.len() == MAX_PAIRS {
                continue;
            }
            if let Some(why) = alike((first, &topics[i]), (second, &topics[j])) {
                pairs.push(SameTopic { a: (*a).clone(), b: (*b).clone(), why });
            }
        }
    }
    pairs
}

fn topic(title: &str) -> BTreeSet<String> {
    let words = title.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    // One plural is enough to make two titles of one topic look different.
    let stem = |word: String| word.strip_suffix('s').filter(|stem| stem.len() > 3).map_or(word.clone(), str::to_owned);
    words.filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str())).map(stem).collect()
}

fn alike(a: (&HeldPolicy, &BTreeSet<String>), b: (&HeldPolicy, &BTreeSet<String>)) -> Option<&'static str> {
    let (common, all) = (a.1.intersection(b.1).count(), a.1.union(b.1).count());
    if all > 0 && common == all {
        return Some("their titles name the same topic");
    }
    let (first, second) = (&a.0.policy, &b.0.policy);
    let some = first.controls.len() + first.meets.len() > 1;
    (some && first.controls == second.controls && first.meets == second.meets)
        .then_some("they serve the same controls and clauses")
}
