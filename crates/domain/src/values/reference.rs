//! References from a crosswalk row to the other framework, and ids in every usual spelling (R5, R6).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// What a row points at. Clauses are their own kind and never count as Annex A (K3).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// One control, criterion or other item, by its canonical id: `A.5.7`.
    Item(String),
    /// A range as written, both ends included: `A.8.26-A.8.29`.
    Range(String, String),
    /// A broad reference to everything under a prefix: `A.8.x`; expands in mode `broad` only.
    Broad(String),
    /// A management-system clause: `clause 6.1.2`.
    Clause(String),
}

impl Reference {
    /// Reads `A.5.7`, `A 5.7`, `A.8.26-A.8.29`, `A 8.26-8.29`, `A.8.x`, `A 8.x broadly`, `clause 6.1.2`.
    ///
    /// # Errors
    /// A sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Reference, String> {
        let text = text.trim();
        let lower = text.to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("clause").or_else(|| lower.strip_prefix("cl.")) {
            let id = rest.trim();
            let digits =
                !id.is_empty() && id.split('.').all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
            return if digits {
                Ok(Reference::Clause(id.to_owned()))
            } else {
                Err(format!("`{text}` names no clause; write for example `clause 6.1.2`"))
            };
        }
        let broad = lower.trim_end_matches("broadly").trim();
        if let Some(prefix) = broad.strip_suffix(".x") {
            return Ok(Reference::Broad(canonical(prefix)));
        }
        if let Some((from, to)) = split_range(text) {
            let from = canonical(from);
            let to = complete(&from, to);
            return Ok(Reference::Range(from, to));
        }
        if text.is_empty() {
            return Err(
                "an empty reference; write for example `A.5.7`, `A.8.26-A.8.29`, `A.8.x` or `clause 6.1.2`".to_owned()
            );
        }
        Ok(Reference::Item(canonical(text)))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reference::Item(id) => f.write_str(id),
            Reference::Range(from, to) => write!(f, "{from}-{to}"),
            Reference::Broad(prefix) => write!(f, "{prefix}.x"),
            Reference::Clause(id) => write!(f, "clause {id}"),
        }
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Reference, D::Error> {
        let text = String::deserialize(deserializer)?;
        Reference::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// The canonical spelling of an id: `a 5.7`, `A5.7` and `Annex A 5.7` become `A.5.7`; `cc 6.1` becomes `CC6.1`;
/// `A1.2` (a SOC 2 availability criterion) stays as it is. Ids of other frameworks are only trimmed and folded to
/// upper case where they are letters followed by digits.
///
/// The same characters can mean two things: `A1.2` is a criterion, `A.5.7` a control. The letter A followed directly by
/// 1 is the Availability series; A followed by a dot, a blank, or by 5 to 8 is Annex A of the 2022 edition.
pub fn canonical(text: &str) -> String {
    let (t, guidance) = without_standard(text);
    let t = t.as_str();
    let Some(digit) = t.find(|c: char| c.is_ascii_digit()) else {
        return t.to_owned();
    };
    let (letters, numbers) = t.split_at(digit);
    let dotted = letters.ends_with(['.', ' ', '-', '\u{a0}']);
    let letters: String = letters.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    let numbers = numbers.trim().trim_end_matches('.');
    if !numbers.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return t.to_owned();
    }
    match letters.as_str() {
        "A" if dotted || !numbers.starts_with("1.") => format!("A.{numbers}"),
        // The guidance of ISO/IEC 27002 has the numbers of Annex A and no auditable clauses.
        "" if guidance => format!("A.{numbers}"),
        _ => format!("{letters}{numbers}"),
    }
}

/// The id without the name of its standard, before or after it, and whether that standard is ISO/IEC 27002.
fn without_standard(text: &str) -> (String, bool) {
    let mut t = text.trim().replace(['(', ')'], " ");
    let mut guidance = false;
    for name in ["ISO/IEC 27001", "ISO 27001", "ISO/IEC 27002", "ISO 27002", "TSC ", "Annex "] {
        let Some(at) = t.to_ascii_lowercase().find(&name.to_ascii_lowercase()) else {
            continue;
        };
        // Only whole words: an own framework may have ids with these letters in them.
        if t[..at].ends_with(|c: char| !c.is_whitespace()) {
            continue;
        }
        guidance |= name.ends_with("27002");
        t.replace_range(at..at + name.len(), " ");
        t = t.replacen(":2022", " ", 1);
    }
    let t = t.trim_matches([' ', ':', '-']);
    let t = t.strip_suffix(" in").or_else(|| t.strip_suffix(" of")).unwrap_or(t);
    (t.trim().to_owned(), guidance)
}

fn split_range(text: &str) -> Option<(&str, &str)> {
    ["-", "\u{2013}", " to "].iter().find_map(|sep| {
        let (a, b) = text.split_once(sep)?;
        let both = a.contains(|c: char| c.is_ascii_digit()) && b.contains(|c: char| c.is_ascii_digit());
        both.then_some((a.trim(), b.trim()))
    })
}

/// Completes the right end of a range from the left one: `A.8.26` and `8.29` or `29` give `A.8.29`.
fn complete(from: &str, to: &str) -> String {
    if to.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return canonical(to);
    }
    let head = from.rsplit_once('.').map_or("", |(head, _)| head);
    if to.contains('.') {
        let letters = from.split(|c: char| c.is_ascii_digit()).next().unwrap_or("");
        return format!("{letters}{to}");
    }
    format!("{head}.{to}")
}
