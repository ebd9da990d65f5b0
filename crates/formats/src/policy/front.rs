//! The block in front of a text: YAML between two lines of `---` that says number, title, owner and what it is linked to.

use super::PolicyProblem;
use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};
use serde_saphyr::{Options, Spanned};
use std::collections::BTreeMap;
use std::fmt;

/// Longest block in front of a text, in lines.
pub const MAX_FRONT_LINES: usize = 60;
/// Most nodes of the block: keys, values and items of lists.
const MAX_NODES: usize = 600;

/// The keys that are read.
const KEYS: [&str; 13] = [
    "number",
    "title",
    "kind",
    "owner",
    "classification",
    "review",
    "approvals",
    "approvers",
    "distribution",
    "retention",
    "controls",
    "meets",
    "pieces",
];

/// A file as it was read: what the block in front says, and the text behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Values by key, each with its line; a single value is a list of one.
    pub values: BTreeMap<String, (usize, Vec<String>)>,
    /// Keys that nothing took.
    pub unread: Vec<String>,
    /// The text behind the block.
    pub text: String,
    /// Line of the file on which the text begins, from 1.
    pub text_line: usize,
}

/// A value with its place, so that a number with a dot is read as it was typed: `7.10` is another clause than `7.1`.
enum Value {
    Text(String),
    Fraction,
    Many(Vec<Spanned<Value>>),
    Nothing,
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(Typed)
    }
}

struct Typed;

impl<'de> Visitor<'de> for Typed {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, or a list of them in [ ]")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.trim().to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Text(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Text(number.to_string()))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Fraction)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Value, A::Error> {
        let mut found = Vec::new();
        while let Some(one) = all.next_element()? {
            found.push(one);
        }
        Ok(Value::Many(found))
    }
}

/// Reads the block in front of a text; a text without one has no values.
///
/// # Errors
/// A [`PolicyProblem`] with its line: a block that does not end, that is too long, or is no YAML of keys with values.
pub fn front(text: &str) -> Result<Front, PolicyProblem> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut lines = text.split('\n');
    if lines.next().is_none_or(|first| first.trim_end() != "---") {
        return Ok(Front { text, text_line: 1, ..Front::default() });
    }
    let block: Vec<&str> =
        lines.by_ref().take(MAX_FRONT_LINES + 1).take_while(|line| line.trim_end() != "---").collect();
    if block.len() > MAX_FRONT_LINES {
        let hint = format!("end it with a line of `---`; it has at most {MAX_FRONT_LINES} lines");
        return Err(PolicyProblem::new(1, "the block in front of the text is too long", hint));
    }
    let whole = text.split('\n').count();
    if block.len() + 1 == whole {
        let hint = "end it with a line of `---`, and write the text behind it";
        return Err(PolicyProblem::new(1, "the block in front of the text does not end", hint));
    }
    let yaml = block.join("\n");
    let tree: BTreeMap<String, Spanned<Value>> = match block.iter().all(|line| line.trim().is_empty()) {
        true => BTreeMap::new(),
        false => serde_saphyr::from_str_with_options(&yaml, options()).map_err(|error| refused(&error))?,
    };
    let mut front =
        Front { text: lines.collect::<Vec<_>>().join("\n"), text_line: block.len() + 3, ..Front::default() };
    for (key, value) in tree {
        let known = KEYS.into_iter().find(|known| key.trim().eq_ignore_ascii_case(known));
        let at = block.iter().position(|line| line.trim_start().starts_with(&key)).map_or(1, |at| at + 2);
        match known {
            Some(known) => {
                front.values.insert(known.to_owned(), (at, flat(&yaml, value)));
            }
            None => front.unread.push(key),
        }
    }
    Ok(front)
}

/// The values of a key, each as text.
fn flat(yaml: &str, value: Spanned<Value>) -> Vec<String> {
    match value.value {
        Value::Text(text) => vec![text],
        Value::Fraction => {
            let span = value.defined.span();
            let typed: String = yaml.chars().skip(count(span.offset())).take(count(span.len())).collect();
            vec![typed.trim().to_owned()]
        }
        Value::Many(all) => all.into_iter().flat_map(|one| flat(yaml, one)).collect(),
        Value::Nothing => Vec::new(),
    }
}

/// A number of characters; a block has far fewer than the most.
fn count(characters: u64) -> usize {
    usize::try_from(characters).unwrap_or(usize::MAX)
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 4,
            flow_nesting_limit: 4,
            max_aliases: 0,
            max_anchors: 0,
            max_nodes: MAX_NODES,
            max_recorded_anchor_events: 1,
            max_documents: 1,
        },
        strict_booleans: true,
        with_snippet: false,
    }
}

fn refused(error: &serde_saphyr::Error) -> PolicyProblem {
    let line = error.location().map_or(1, |at| usize::try_from(at.line()).unwrap_or(usize::MAX).saturating_add(1));
    let said = error.without_snippet().to_string();
    let what = format!("the block in front of the text cannot be read: {}", said.lines().next().unwrap_or_default());
    PolicyProblem::new(
        line,
        what,
        "write one `key: value` a line; text with a colon or a bracket in it stands in quotes",
    )
}
