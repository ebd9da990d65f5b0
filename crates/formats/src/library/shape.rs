//! Holds the tree of a file against the published JSON schema of its kind and names every difference at once.
//!
//! The schemas in `docs/formats/` are what users write against, so the reader takes its keys, words and required fields
//! from them and from nowhere else.

use super::problem::{Finding, Path};
use super::tree::{Node, Value};
use domain::values::{Reference, nearest::nearest};
use serde_json::Value as Json;
use std::sync::LazyLock;

/// The published schemas, by the key that a file begins with.
pub(super) const SCHEMAS: [(&str, &str); 3] = [
    ("framework/1", include_str!("../../../../docs/formats/framework.schema.json")),
    ("crosswalk/1", include_str!("../../../../docs/formats/crosswalk.schema.json")),
    ("claims/1", include_str!("../../../../docs/formats/claims.schema.json")),
];

static PARSED: LazyLock<Vec<(&str, Json)>> = LazyLock::new(|| {
    let parse = |text| serde_json::from_str(text).expect("a test reads every schema of the repository");
    SCHEMAS.iter().map(|(key, text)| (*key, parse(text))).collect()
});

/// Everything about the file that its schema does not allow.
pub(super) fn findings(tree: &Node) -> Vec<Finding> {
    let keys = SCHEMAS.iter().map(|(key, _)| *key);
    let expected = "it needs one key: framework/1, crosswalk/1 or claims/1";
    let Value::Map(entries) = &tree.value else {
        return vec![Finding::error(Path::default(), "the file is not a mapping", expected).on(tree.line, tree.column)];
    };
    let mut walk = Walk { schema: &Json::Null, found: Vec::new() };
    for (n, (key, body)) in entries.iter().enumerate() {
        let name = key.text().unwrap_or_default();
        let known = PARSED.iter().find(|(k, _)| *k == name);
        match known {
            Some((_, schema)) if n == 0 => {
                walk.schema = schema;
                walk.node(body, &schema["properties"][name], &Path::default());
            }
            Some(_) => {
                walk.add(&Path::default(), key, format!("`{name}` is a second document"), "write one document a file")
            }
            None => {
                let hint = nearest(name, keys.clone()).map_or(expected.to_owned(), |k| format!("did you mean `{k}`?"));
                walk.add(&Path::default(), key, format!("`{name}` is no kind of library document"), &hint);
            }
        }
    }
    if entries.is_empty() {
        walk.add(&Path::default(), tree, "the file holds no document".to_owned(), expected);
    }
    walk.found
}

struct Walk<'s> {
    schema: &'s Json,
    found: Vec<Finding>,
}

impl<'s> Walk<'s> {
    fn add(&mut self, path: &Path, at: &Node, message: String, hint: &str) {
        self.found.push(Finding::error(path.clone(), message, hint).on(at.line, at.column));
    }

    /// The rule itself, or the one that its `$ref` leads to.
    fn resolved(&self, rule: &'s Json) -> &'s Json {
        match rule["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
            Some(pointer) => self.schema.pointer(pointer).expect("a test resolves every $ref of the schemas"),
            None => rule,
        }
    }

    fn node(&mut self, node: &Node, rule: &'s Json, path: &Path) {
        let rule = self.resolved(rule);
        let told = rule["description"].as_str().unwrap_or_default();
        match (rule["type"].as_str().unwrap_or_default(), &node.value) {
            ("object", Value::Map(entries)) => self.mapping(node, entries, rule, path),
            ("array", Value::List(items)) => self.list(node, items, rule, path),
            ("string", Value::Text(text)) => self.string(node, text, rule, path),
            // A word like 6.2 or true in a text field reads as the text that was written.
            ("string", Value::Integer(_) | Value::Float | Value::Bool) if rule["enum"].is_null() => {}
            ("boolean", Value::Bool) => {}
            ("integer", Value::Integer(n)) => self.integer(node, *n, rule, path),
            (wanted, got) => {
                let message = format!("{} is expected here, not {}", noun(wanted), noun(kind(got)));
                self.add(path, node, message, told);
            }
        }
    }

    fn mapping(&mut self, node: &Node, entries: &[(Node, Node)], rule: &'s Json, path: &Path) {
        let allowed = rule["properties"].as_object();
        let allowed = || allowed.iter().flat_map(|o| o.keys()).map(String::as_str);
        for (key, value) in entries {
            let name = key.text().unwrap_or_default();
            if let Some(inner) = rule["properties"].get(name) {
                self.node(value, inner, &path.key(name));
                continue;
            }
            let hint = match nearest(name, allowed()) {
                Some(right) => format!("did you mean `{right}`?"),
                None => format!("known keys: {}", allowed().collect::<Vec<_>>().join(", ")),
            };
            self.add(&path.key(name), key, format!("`{name}` is no key here"), &hint);
        }
        let required = rule["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
        for key in required.filter(|key| node.get(key).is_none()) {
            let told = self.resolved(&rule["properties"][key])["description"].as_str().unwrap_or_default();
            self.add(&path.key(key), node, format!("the key `{key}` is missing"), told);
        }
    }

    fn list(&mut self, node: &Node, items: &[Node], rule: &'s Json, path: &Path) {
        if (items.len() as u64) < rule["minItems"].as_u64().unwrap_or(0) {
            self.add(path, node, "the list is empty".to_owned(), "it needs at least one entry");
        }
        for (n, item) in items.iter().enumerate() {
            self.node(item, &rule["items"], &path.index(n));
        }
    }

    fn string(&mut self, node: &Node, text: &str, rule: &Json, path: &Path) {
        let told = rule["description"].as_str().unwrap_or_default();
        if text.trim().is_empty() {
            return self.add(path, node, "the text is empty".to_owned(), told);
        }
        if let Some(words) = rule["enum"].as_array() {
            let words: Vec<&str> = words.iter().filter_map(Json::as_str).collect();
            if !words.contains(&text) {
                let near = nearest(text, words.iter().copied()).map(|w| format!("did you mean `{w}`? "));
                let hint = format!("{}one of: {}", near.unwrap_or_default(), words.join(", "));
                self.add(path, node, format!("`{text}` is no value of this field"), &hint);
            }
        }
        match rule["format"].as_str() {
            Some("date") if text.parse::<jiff::civil::Date>().is_err() => {
                self.add(path, node, format!("`{text}` is no day"), "write YYYY-MM-DD, for example 2026-05-12");
            }
            Some("reference") => {
                if let Err(sentence) = Reference::parse(text) {
                    self.add(path, node, sentence, "");
                }
            }
            _ => {}
        }
        if rule["pattern"].is_string() && !is_slug(text) {
            let hint = "lower case letters, digits and single hyphens, for example `acme-baseline`";
            self.add(path, node, format!("`{text}` is no id of a document"), hint);
        }
    }

    fn integer(&mut self, node: &Node, n: i128, rule: &Json, path: &Path) {
        let bound = |key: &str, or: i128| rule[key].as_i64().map_or(or, i128::from);
        let (low, high) = (bound("minimum", i128::MIN), bound("maximum", i128::MAX));
        if n < low || n > high {
            self.add(path, node, format!("{n} is out of range"), &format!("from {low} to {high}"));
        }
    }
}

/// The one pattern of the schemas: `^[a-z0-9]+(-[a-z0-9]+)*$`.
fn is_slug(text: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(part)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool => "boolean",
        Value::Integer(_) => "integer",
        Value::Float => "number",
        Value::Text(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) => "object",
    }
}

fn noun(kind: &str) -> &'static str {
    match kind {
        "null" => "nothing",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "text",
        "array" => "a list",
        _ => "a mapping",
    }
}
