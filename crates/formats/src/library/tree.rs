//! The text of a library file as a tree that knows where each node stands, read within limits.
//!
//! The limits come before the meaning: an alias bomb or a tower of brackets is refused while it is parsed, so that no
//! file can make the reader take more than a few megabytes.

use super::problem::{Finding, Path, Step};
use domain::values::LibraryDocument;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Options, Spanned};
use std::fmt;

/// The largest library file that is read: 2 MiB, twenty times the largest built-in one.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
const MAX_DEPTH: usize = 24;
const MAX_ALIASES: usize = 1_000;
const MAX_NODES: usize = 250_000;

/// A node and where it stands; lines and columns count from 1.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) value: Value,
}

/// What a node holds. Numbers and truth values are kept apart from text only for the checks of shape.
#[derive(Debug)]
pub(super) enum Value {
    Null,
    Bool,
    Integer(i128),
    Float,
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The value under `key`, if this is a mapping that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|(k, _)| k.text() == Some(key)).map(|(_, v)| v)
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The document under its format key, `framework/1` and so on; the node itself if there is none.
    pub(super) fn body(&self) -> &Node {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self, |(_, body)| body),
            _ => self,
        }
    }

    /// Line and column of what the path leads to, or of the last node on the way that exists.
    pub(super) fn place(&self, path: &Path) -> (usize, usize) {
        let mut node = self;
        for step in &path.0 {
            let next = match (step, &node.value) {
                (Step::Key(key), _) => node.get(key),
                (Step::Index(index), Value::List(items)) => items.get(*index),
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        (node.line, node.column)
    }
}

/// Reads the text within the limits; gives the text too, for [`typed`].
pub(super) fn parse(bytes: &[u8]) -> Result<(&str, Node), Finding> {
    let whole = |message: String, hint: &str| Finding::error(Path::default(), message, hint);
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; a library file has at most {MAX_BYTES}", bytes.len());
        return Err(whole(message, "split it into several documents"));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
        whole("the file is not UTF-8 text".to_owned(), "save it as YAML in UTF-8").on(line, 1)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(whole("the file is empty".to_owned(), "it needs one key: framework/1, crosswalk/1 or claims/1"));
    }
    let tree = serde_saphyr::from_str_with_options::<Node>(text, options()).map_err(|e| refused(&e))?;
    Ok((text, tree))
}

/// Reads the text, whose shape is known to be right, into the types of the domain.
pub(super) fn typed(text: &str) -> Result<LibraryDocument, Finding> {
    serde_saphyr::from_str_with_options(text, options()).map_err(|e| refused(&e))
}

/// Reads the text into another type, within the same limits.
pub(super) fn read_as<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Finding> {
    serde_saphyr::from_str_with_options(text, options()).map_err(|e| refused(&e))
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            flow_nesting_limit: MAX_DEPTH,
            max_aliases: MAX_ALIASES,
            max_anchors: MAX_ALIASES,
            max_nodes: MAX_NODES,
            max_recorded_anchor_events: MAX_NODES,
            max_documents: 1,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: MAX_NODES / 4,
            max_replay_stack_depth: 8,
        },
        strict_booleans: true,
        with_snippet: false,
    }
}

/// The parser's error as one finding; limits get a sentence of their own.
fn refused(error: &serde_saphyr::Error) -> Finding {
    let (line, column) = error.location().map_or((0, 0), |at| (count(at.line()), count(at.column())));
    let said = error.without_snippet().to_string();
    let (message, hint) = sentence(said.lines().next().unwrap_or_default());
    Finding::error(Path::default(), message, hint).on(line, column)
}

/// The parser speaks of its own options; people need to hear what is wrong with their file. First match wins.
const SENTENCES: [(&str, &str, &str); 8] = [
    (
        "unknown anchor",
        "an alias names no anchor",
        "define it with `&name` first, or put text that begins with `*` in quotes",
    ),
    ("recursive", "an alias stands inside what it repeats", "write the value out"),
    ("alias", "too many aliases, or aliases inside aliases", "write repeated values out"),
    ("anchor", "too many aliases, or aliases inside aliases", "write repeated values out"),
    ("documents {", "the file holds a second YAML document", "write one document a file"),
    ("recursion limit", "the file is nested too deeply", "a library file has at most 24 levels"),
    ("depth", "the file is nested too deeply", "a library file has at most 24 levels"),
    ("budget breached", "the file has too many parts", "a library file has at most 250,000 values"),
];

fn sentence(said: &str) -> (String, &'static str) {
    let lower = said.to_ascii_lowercase();
    if let Some(rest) = said.strip_prefix("duplicate mapping key: ") {
        let key = rest.split([',', ' ']).next().unwrap_or(rest);
        return (format!("duplicate key: `{key}` is given twice"), "keep one of the two");
    }
    if let Some((_, message, hint)) = SENTENCES.iter().find(|(sign, ..)| lower.contains(sign)) {
        return ((*message).to_owned(), hint);
    }
    let message = said.split(" at line ").next().unwrap_or(said).trim_end_matches(['.', ' ']);
    (format!("this is no YAML that can be read: {message}"), "the file must be YAML or JSON")
}

fn count(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        let spanned = Spanned::<Value>::deserialize(deserializer)?;
        let at = spanned.referenced;
        Ok(Node { line: count(at.line()), column: count(at.column()), value: spanned.value })
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, a number, a list or a mapping")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Bool)
    }

    fn visit_i64<E>(self, n: i64) -> Result<Value, E> {
        Ok(Value::Integer(n.into()))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Value, E> {
        Ok(Value::Integer(n.into()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Float)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Value::Map(entries))
    }
}
