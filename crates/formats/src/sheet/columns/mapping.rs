//! Which column says which field, and how that is saved for the next import.

use super::{Field, guess};
use crate::sheet::{column_letters, synonyms};
use std::collections::BTreeMap;

/// The 0-based column of each field that has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(pub BTreeMap<Field, usize>);

impl Mapping {
    /// The 0-based column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.0.get(&field).copied()
    }

    /// How many fields have a column.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no field has a column.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mapping as `Field=Heading` lines, which [`resolve`](super::resolve) reads again: what to save for the next import. A heading
    /// that stands twice is named by its column letters; a recognised field that was left out is `Field=-`.
    pub fn to_lines(&self, headers: &[String]) -> Vec<String> {
        let line = |(field, column): (&Field, &usize)| {
            let header = headers.get(*column).map_or("", String::as_str);
            let alone = headers.iter().filter(|h| synonyms::plain(h) == synonyms::plain(header)).count() == 1;
            if alone { format!("{field}={header}") } else { format!("{field}={}", column_letters(*column)) }
        };
        let left_out = guess(headers).0.0.into_keys().filter(|field| !self.0.contains_key(field));
        self.0.iter().map(line).chain(left_out.map(|field| format!("{field}=-"))).collect()
    }
}
