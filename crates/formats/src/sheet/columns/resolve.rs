//! Recognised columns, corrected by what the user says.

use super::error::{NEITHER_LINK, NEITHER_NAME};
use super::{ColumnsError, Field, Mapping, guess};
use crate::sheet::{column_letters, column_number, synonyms};
use std::collections::BTreeSet;

/// Recognised columns, corrected by what the user says: `Field=Heading`, `Field=C` (a column letter), or `Field=-` for
/// a field that is to be left out. Gives back the headings that no field took, too.
///
/// # Errors
/// An unreadable mapping, a heading that is not there, a heading that stands twice, or no column for what is required:
/// an id or a name, and criteria or Annex A controls.
pub fn resolve(headers: &[String], explicit: &[String]) -> Result<(Mapping, Vec<String>), ColumnsError> {
    let (mut mapping, _) = guess(headers);
    let mut said = BTreeSet::new();
    for given in explicit {
        let unknown = || ColumnsError::UnknownField { given: given.clone() };
        let (word, wanted) = given.split_once('=').ok_or_else(unknown)?;
        let field = Field::of_word(word).ok_or_else(unknown)?;
        said.insert(field);
        if wanted.trim() == "-" {
            mapping.0.remove(&field);
            continue;
        }
        let column = locate(headers, field, wanted)?;
        // A column that the user gives to one field is no longer guessed to be another.
        mapping.0.retain(|other, c| *c != column || said.contains(other));
        mapping.0.insert(field, column);
    }
    for (field, column) in &mapping.0 {
        if !said.contains(field) {
            alone(headers, *field, *column)?;
        }
    }
    let has = |a: Field, b: Field| mapping.column(a).or(mapping.column(b)).is_some();
    let missing = |what| Err(ColumnsError::Missing { what, headers: headers.to_vec() });
    if !has(Field::Id, Field::Name) {
        return missing(NEITHER_NAME);
    }
    if !has(Field::Criteria, Field::AnnexA) {
        return missing(NEITHER_LINK);
    }
    let taken: BTreeSet<usize> = mapping.0.values().copied().collect();
    let unmatched = headers.iter().enumerate().filter(|(c, _)| !taken.contains(c)).map(|(_, h)| h.clone()).collect();
    Ok((mapping, unmatched))
}

/// The column of a heading as written, else of a column letter.
fn locate(headers: &[String], field: Field, wanted: &str) -> Result<usize, ColumnsError> {
    let plain = synonyms::plain(wanted);
    let same: Vec<usize> =
        (0..headers.len()).filter(|c| !plain.is_empty() && synonyms::plain(&headers[*c]) == plain).collect();
    match same[..] {
        [column] => return Ok(column),
        [_, _, ..] => return Err(duplicate(headers, field, &same)),
        [] => (),
    }
    if let Some(column) = column_number(wanted.trim()).filter(|c| *c < headers.len()) {
        return Ok(column);
    }
    let similar = |h: &&String| (strsim::jaro_winkler(&synonyms::plain(h), &plain) * 1_000.0) as u32;
    let nearest = headers.iter().max_by_key(similar).filter(|h| similar(h) > 750).cloned();
    Err(ColumnsError::NoSuchColumn { field, wanted: wanted.trim().to_owned(), nearest, headers: headers.to_vec() })
}

/// Refuses a guess between two columns of the very same heading.
fn alone(headers: &[String], field: Field, column: usize) -> Result<(), ColumnsError> {
    let plain = synonyms::plain(&headers[column]);
    let same: Vec<usize> = (0..headers.len()).filter(|c| synonyms::plain(&headers[*c]) == plain).collect();
    if same.len() > 1 { Err(duplicate(headers, field, &same)) } else { Ok(()) }
}

fn duplicate(headers: &[String], field: Field, columns: &[usize]) -> ColumnsError {
    let columns = columns.iter().map(|c| column_letters(*c)).collect();
    ColumnsError::Duplicate { field, columns, headers: headers.to_vec() }
}
