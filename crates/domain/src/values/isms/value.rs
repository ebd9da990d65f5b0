//! What a field holds: typed values, no floats.

use crate::values::grouped;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Values by the ids of their fields. What is not known is not there.
pub type Fields = BTreeMap<String, Value>;

/// The value of one field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words.
    Text(String),
    /// The id of one of the words that the declaration lists.
    Choice(String),
    /// A day.
    Day(Date),
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// A person by random id.
    Person(String),
    /// Objects by id.
    Links(BTreeSet<String>),
}

impl Value {
    /// The id that a person or a single choice is; the words of a text.
    pub fn word(&self) -> Option<&str> {
        match self {
            Value::Text(word) | Value::Choice(word) | Value::Person(word) => Some(word),
            _ => None,
        }
    }

    /// The day.
    pub fn day(&self) -> Option<Date> {
        match self {
            Value::Day(day) => Some(*day),
            _ => None,
        }
    }

    /// Yes or no.
    pub fn yes(&self) -> Option<bool> {
        match self {
            Value::YesNo(yes) => Some(*yes),
            _ => None,
        }
    }

    /// The number.
    pub fn number(&self) -> Option<i64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The ids that it links to.
    pub fn links(&self) -> impl Iterator<Item = &String> {
        let links = match self {
            Value::Links(links) => Some(links),
            _ => None,
        };
        links.into_iter().flatten()
    }
}

/// A value as it is typed and written in lists: the same text reads back to the same value.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Text(word) | Value::Choice(word) | Value::Person(word) => word.clone(),
        Value::Day(day) => day.to_string(),
        Value::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Links(ids) => ids.iter().cloned().collect::<Vec<_>>().join("; "),
    }
}

/// A value as people read it: thousands of a number stand apart.
pub fn told(value: &Value) -> String {
    match value {
        Value::Number(number) if *number < 0 => format!("-{}", grouped(number.unsigned_abs())),
        Value::Number(number) => grouped(number.unsigned_abs()),
        other => shown(other),
    }
}
