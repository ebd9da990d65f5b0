//! The block in front of a text: YAML between two lines of `---` that says number, title, owner and what it is linked to.

use super::PolicyProblem;
use serde::Deserialize;
use serde_saphyr::Options;
use std::collections::BTreeMap;

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

#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    One(String),
    Whole(i64),
    Many(Vec<Value>),
    Nothing(()),
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
    let tree: BTreeMap<String, Value> = match block.iter().all(|line| line.trim().is_empty()) {
        true => BTreeMap::new(),
        false => serde_saphyr::from_str_with_options(&block.join("\n"), options()).map_err(|error| refused(&error))?,
    };
    let mut front =
        Front { text: lines.collect::<Vec<_>>().join("\n"), text_line: block.len() + 3, ..Front::default() };
    for (key, value) in tree {
        let known = KEYS.into_iter().find(|known| key.trim().eq_ignore_ascii_case(known));
        let at = block.iter().position(|line| line.trim_start().starts_with(&key)).map_or(1, |at| at + 2);
        match known {
            Some(known) => {
                front.values.insert(known.to_owned(), (at, flat(value)));
            }
            None => front.unread.push(key),
        }
    }
    Ok(front)
}

fn flat(value: Value) -> Vec<String> {
    match value {
        Value::One(text) => vec![text.trim().to_owned()],
        Value::Whole(number) => vec![number.to_string()],
        Value::Many(all) => all.into_iter().flat_map(flat).collect(),
        Value::Nothing(()) => Vec::new(),
    }
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
