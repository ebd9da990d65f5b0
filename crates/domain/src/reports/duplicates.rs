//! Duplicated effort: own controls and policies that look like the same intent (R22).

#[cfg(test)]
mod tests;

use crate::registers::Registers;
use crate::values::Control;
use std::collections::BTreeMap;

/// Two own controls that look like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// One control.
    pub a: String,
    /// The other.
    pub b: String,
    /// Why they look alike.
    pub why: String,
}

/// Most controls that are compared with each other; above that only names that are equal are paired.
const COMPARED: usize = 1_500;
/// Similarity from which two names are nearly the same.
const NEARLY: f64 = 0.88;
/// Similarity from which two names are alike when the links are the same.
const ALIKE: f64 = 0.7;

/// A control with its name folded for comparison.
struct Named<'a> {
    control: &'a Control,
    name: String,
    /// How often each letter stands in the name.
    letters: Letters,
    length: usize,
}

/// Up to so many bytes that differ, the edits are counted at once: no bound is cheaper.
const FEW: usize = 4;

/// Pairs of live controls with nearly the same name, or with the same links and a similar name.
pub fn duplicates(registers: &Registers) -> Vec<Pair> {
    let mut pairs = Vec::new();
    each(registers, |a, b, why| pairs.push(pair(a, b, why)));
    pairs
}

/// How many such pairs there are, and the first of them: for who says only that there are some.
pub fn tally(registers: &Registers) -> (usize, Option<Pair>) {
    let (mut many, mut first) = (0, None);
    each(registers, |a, b, why| {
        many += 1;
        first.get_or_insert_with(|| pair(a, b, why));
    });
    (many, first)
}

/// Hands over each pair, in order.
fn each(registers: &Registers, mut found: impl FnMut(&Named<'_>, &Named<'_>, &'static str)) {
    let controls: Vec<Named<'_>> = registers.live_controls().map(|h| Named::new(&h.control)).collect();
    if controls.len() <= COMPARED {
        for (i, a) in controls.iter().enumerate() {
            for b in &controls[i + 1..] {
                if let Some(why) = a.alike(b) {
                    found(a, b, why);
                }
            }
        }
        return;
    }
    let mut by_name: BTreeMap<&str, Vec<&Named<'_>>> = BTreeMap::new();
    for control in &controls {
        by_name.entry(&control.name).or_default().push(control);
    }
    // Each is paired with the first of its name: a pair for any two would be a list nobody reads.
    for same in by_name.values() {
        for &b in &same[1..] {
            found(same[0], b, SAME_NAME);
        }
    }
}

const SAME_NAME: &str = "the same name";

fn pair(a: &Named<'_>, b: &Named<'_>, why: &str) -> Pair {
    Pair { a: a.control.id.clone(), b: b.control.id.clone(), why: why.to_owned() }
}

impl Named<'_> {
    fn new(control: &Control) -> Named<'_> {
        let folded: String = control.name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        let name = folded.to_lowercase();
        let mut letters = [0; 32];
        for c in name.chars() {
            letters[c as usize % 32] += 1;
        }
        Named { control, length: name.chars().count(), letters, name }
    }

    fn alike(&self, other: &Named<'_>) -> Option<&'static str> {
        if self.name == other.name {
            return Some(SAME_NAME);
        }
        let (a, b) = (&self.control.links, &other.control.links);
        let same_links = !a.is_empty() && a.keys().eq(b.keys());
        let wanted = if same_links { ALIKE } else { NEARLY };
        let (here, there) = differing(&self.name, &other.name);
        if here.len().max(there.len()) > FEW && self.at_best(other) < wanted {
            return None;
        }
        let longest = u32::try_from(self.length.max(other.length)).unwrap_or(u32::MAX).max(1);
        let edits = u32::try_from(edits(here, there)).unwrap_or(u32::MAX);
        let near = 1.0 - f64::from(edits) / f64::from(longest);
        if near >= NEARLY {
            return Some("nearly the same name");
        }
        (near >= wanted).then_some("the same links and a similar name")
    }

    /// An upper bound of the similarity: each letter that only one name has costs an edit, so that most pairs need no
    /// closer look.
    fn at_best(&self, other: &Named<'_>) -> f64 {
        let (mut only_here, mut only_there) = (0_u32, 0_u32);
        for (a, b) in self.letters.iter().zip(&other.letters) {
            only_here += u32::from(a.saturating_sub(*b));
            only_there += u32::from(b.saturating_sub(*a));
        }
        let longest = u32::try_from(self.length.max(other.length)).unwrap_or(u32::MAX).max(1);
        1.0 - f64::from(only_here.max(only_there)) / f64::from(longest)
    }
}

/// What is left of two names without what they have in common at the beginning and at the end: no edit is needed there, so
/// that the rest is as far apart as the whole. Where many names are nearly the same, little is left.
fn differing<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let begin = common(a.chars().zip(b.chars()));
    let (a, b) = (&a[begin..], &b[begin..]);
    let end = common(a.chars().rev().zip(b.chars().rev()));
    (&a[..a.len() - end], &b[..b.len() - end])
}

/// Bytes of the letters that are the same, up to the first that is not.
fn common(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

/// Edits, or neighbours that change places, between what [`differing`] left of two names. The distance that forbids a second
/// edit inside of what changed places needs three rows and no table of letters.
fn edits(a: &str, b: &str) -> usize {
    match (a.chars().count(), b.chars().count()) {
        (0, n) | (n, 0) => n,
        (1, 1) => 1,
        _ => strsim::osa_distance(a, b),
    }
}

/// Counts of letters, folded into 32 boxes; a box shared by two letters only makes the bound weaker.
type Letters = [u16; 32];
