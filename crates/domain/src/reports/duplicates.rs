//! Duplicated effort: own controls and policies that look like the same intent (R22).

use crate::registers::Registers;
use crate::values::Control;

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

/// Pairs of live controls with nearly the same name, or with the same links and a similar name.
pub fn duplicates(registers: &Registers) -> Vec<Pair> {
    let controls: Vec<(&Control, String)> =
        registers.live_controls().map(|h| (&h.control, fold(&h.control.name))).collect();
    let close = controls.len() <= COMPARED;
    let mut pairs = Vec::new();
    for (i, (a, name_a)) in controls.iter().enumerate() {
        for (b, name_b) in &controls[i + 1..] {
            let why = if name_a == name_b {
                Some("the same name".to_owned())
            } else if close {
                alike(a, name_a, b, name_b)
            } else {
                None
            };
            pairs.extend(why.map(|why| Pair { a: a.id.clone(), b: b.id.clone(), why }));
        }
    }
    pairs
}

fn alike(a: &Control, name_a: &str, b: &Control, name_b: &str) -> Option<String> {
    let same_links = !a.links.is_empty() && a.links.keys().eq(b.links.keys());
    if !same_links && name_a.len().abs_diff(name_b.len()) > 6 {
        return None;
    }
    let near = strsim::normalized_damerau_levenshtein(name_a, name_b);
    if near >= 0.88 {
        return Some("nearly the same name".to_owned());
    }
    (same_links && near >= 0.7).then(|| "the same links and a similar name".to_owned())
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>().to_lowercase()
}
