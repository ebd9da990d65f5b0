//! The words of a filter.

use crate::scim::problem::ScimError;
use serde_json::Value;

/// Longest filter, in characters.
const MAX_FILTER: usize = 2_000;

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    /// An attribute, an operator, or what joins two filters.
    Name(String),
    /// What it is compared with.
    Value(Value),
    /// A bracket.
    Sign(char),
}

pub(super) fn unfit(why: impl Into<String>) -> ScimError {
    ScimError::bad("invalidFilter", why)
}

/// Takes a filter apart.
pub(super) fn words(text: &str) -> Result<Vec<Word>, ScimError> {
    if text.len() > MAX_FILTER {
        return Err(unfit(format!("a filter has at most {MAX_FILTER} characters")));
    }
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' | '[' | ']' => {
                words.push(Word::Sign(first));
                1
            }
            '"' => {
                let end = quoted(rest).ok_or_else(|| unfit("a quotation mark is not closed"))?;
                let value = serde_json::from_str(&rest[..end]).map_err(|e| unfit(format!("a text in quotes: {e}")))?;
                words.push(Word::Value(value));
                end
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "()[]\"".contains(c)).unwrap_or(rest.len());
                words.push(bare(&rest[..end]));
                end
            }
        };
        rest = rest[length..].trim_start();
    }
    Ok(words)
}

/// A word without quotes: a number, true, false and null are values wherever they stand.
fn bare(text: &str) -> Word {
    match text.to_ascii_lowercase().as_str() {
        "true" => Word::Value(Value::Bool(true)),
        "false" => Word::Value(Value::Bool(false)),
        "null" => Word::Value(Value::Null),
        _ => text.parse::<i64>().map_or_else(|_| Word::Name(text.to_owned()), |n| Word::Value(n.into())),
    }
}

/// Length of the text in quotes that `text` begins with, quotes included.
fn quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
