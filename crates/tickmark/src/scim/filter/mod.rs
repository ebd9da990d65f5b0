//! Filters of lists and of paths (RFC 7644, section 3.4.2.2): comparisons, `and`, `or`, `not`, groups, and values chosen with
//! brackets.

mod read;
mod words;

use super::attributes::{Attribute, Kind};
use super::problem::ScimError;
use serde_json::Value;

/// A filter.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Filter {
    /// An attribute, or a part of one, compared with a value.
    Compare(Target, Operator, Value),
    /// An attribute that has a value.
    Present(Target),
    /// A list with a value for which the inner filter holds.
    Some(String, Box<Filter>),
    And(Box<Filter>, Box<Filter>),
    Or(Box<Filter>, Box<Filter>),
    Not(Box<Filter>),
}

/// What a filter looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The attribute, as it is written in resources.
    pub(super) name: String,
    /// The part of it.
    pub(super) part: Option<String>,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    NotEqual,
    Contains,
    StartsWith,
    EndsWith,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// Attributes whose values differ when their case does (RFC 7643, sections 3.1 and 4.2).
const CASE_EXACT: [(&str, Option<&str>); 6] = [
    ("id", None),
    ("externalId", None),
    ("meta", Some("version")),
    ("meta", Some("location")),
    ("members", Some("value")),
    ("groups", Some("value")),
];

impl Filter {
    /// Reads the filter of a list of these kinds.
    pub(super) fn parse(text: &str, kinds: &[Kind]) -> Result<Filter, ScimError> {
        read::Reader::of_resources(text, kinds)?.whole()
    }

    /// Reads the filter that chooses among the values of an attribute.
    pub(super) fn within(attribute: &'static Attribute, text: &str) -> Result<Filter, ScimError> {
        read::Reader::of_values(text, attribute)?.whole()
    }

    /// Does it hold for a resource, or for one value of a list?
    pub(super) fn holds(&self, value: &Value) -> bool {
        match self {
            Filter::Compare(target, operator, wanted) => target.compare(value, *operator, wanted),
            Filter::Present(target) => target.values(value).iter().any(|found| is_there(found)),
            Filter::Some(name, inner) => each(&value[name.as_str()]).iter().any(|found| inner.holds(found)),
            Filter::And(one, other) => one.holds(value) && other.holds(value),
            Filter::Or(one, other) => one.holds(value) || other.holds(value),
            Filter::Not(inner) => !inner.holds(value),
        }
    }

    /// The value that this filter asks a part to equal, when it is that simple: a new value of a list is made so.
    pub(super) fn equals(&self) -> Option<(&str, &Value)> {
        match self {
            Filter::Compare(Target { name, part: None }, Operator::Equal, wanted) => Some((name, wanted)),
            _ => None,
        }
    }
}

impl Target {
    fn compare(&self, value: &Value, operator: Operator, wanted: &Value) -> bool {
        let found = self.values(value);
        let equal = |found: &Value| self.same(found, wanted);
        match operator {
            Operator::Equal if wanted.is_null() => !found.iter().any(|v| is_there(v)),
            Operator::NotEqual if wanted.is_null() => found.iter().any(|v| is_there(v)),
            Operator::Equal => found.iter().any(|v| equal(v)),
            Operator::NotEqual => !found.iter().any(|v| equal(v)),
            other => found.iter().any(|found| self.ordered(found, other, wanted)),
        }
    }

    fn same(&self, found: &Value, wanted: &Value) -> bool {
        match (found, wanted) {
            (Value::String(found), Value::String(wanted)) => self.folded(found) == self.folded(wanted),
            // Some write a boolean in quotes.
            (Value::Bool(found), Value::String(wanted)) => wanted.eq_ignore_ascii_case(&found.to_string()),
            (found, wanted) => found == wanted,
        }
    }

    fn ordered(&self, found: &Value, operator: Operator, wanted: &Value) -> bool {
        let (Some(found), Some(wanted)) = (found.as_str(), wanted.as_str()) else {
            return false;
        };
        let (found, wanted) = (self.folded(found), self.folded(wanted));
        match operator {
            Operator::Contains => found.contains(&wanted),
            Operator::StartsWith => found.starts_with(&wanted),
            Operator::EndsWith => found.ends_with(&wanted),
            Operator::Greater => found > wanted,
            Operator::GreaterOrEqual => found >= wanted,
            Operator::Less => found < wanted,
            Operator::LessOrEqual => found <= wanted,
            Operator::Equal | Operator::NotEqual => false,
        }
    }

    fn folded(&self, text: &str) -> String {
        let exact = CASE_EXACT.iter().any(|(name, part)| *name == self.name && *part == self.part.as_deref());
        if exact { text.to_owned() } else { text.to_lowercase() }
    }

    /// The values it leads to; of a list without a named part, those of its `value`.
    fn values<'a>(&self, resource: &'a Value) -> Vec<&'a Value> {
        let found = &resource[self.name.as_str()];
        let part = match (&self.part, found) {
            (Some(part), _) => Some(part.as_str()),
            (None, Value::Array(list)) if list.iter().any(Value::is_object) => Some("value"),
            (None, _) => None,
        };
        each(found).into_iter().map(|one| part.map_or(one, |part| &one[part])).collect()
    }
}

fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        one => vec![one],
    }
}

fn is_there(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(parts) => !parts.is_empty(),
        _ => true,
    }
}
