//! What leaves the house is worded as the trade words it (K14): a hit is a refusal that names place, words and the way out.

use crate::refusal::Refusal;
use crate::reports::wording::hits;

/// Most places that one refusal names.
const MOST_NAMED: usize = 5;

/// Judges a text that others will read.
///
/// # Errors
/// [`Refusal::NotPossible`], naming the words, the line of `place` on which they stand, and what to write instead.
pub fn worded(place: &str, text: &str) -> Result<(), Refusal> {
    let found = hits(text);
    if found.is_empty() {
        return Ok(());
    }
    let named = found.iter().take(MOST_NAMED);
    let said = named.clone().map(|hit| format!("`{}` in {place}, line {}", hit.words, hit.line));
    let mut instead: Vec<String> = Vec::new();
    for hit in named {
        let hint = format!("write `{}`: {}", hit.wording.instead, hit.wording.why);
        if !instead.contains(&hint) {
            instead.push(hint);
        }
    }
    let sentence = format!("an external text cannot say {}", said.collect::<Vec<_>>().join(", "));
    Err(Refusal::NotPossible { sentence, hint: instead.join("; ") })
}
