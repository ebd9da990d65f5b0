//! Which column says what: the usual headings of a control list are recognised, the user's word goes before.

pub use super::controls::{SheetControl, rows};
pub use super::links::SheetLink;
use super::synonyms;
use super::{column_letters, column_number};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a column of a control list can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The control's own identifier.
    Id,
    /// Its short name.
    Name,
    /// What is done, in the words of the organisation.
    Activity,
    /// Who answers for it.
    Owner,
    /// Its nature, for example technical or operational.
    Type,
    /// Whether it is in place.
    Status,
    /// How often it is performed.
    Frequency,
    /// SOC 2 criteria (TSP section 100).
    Criteria,
    /// Controls of ISO/IEC 27001 Annex A.
    AnnexA,
    /// Clauses of ISO/IEC 27001.
    Clauses,
    /// The policy that governs it.
    Policy,
}

impl Field {
    /// All fields in their order.
    pub const ALL: [Field; 11] = [
        Field::Id,
        Field::Name,
        Field::Activity,
        Field::Owner,
        Field::Type,
        Field::Status,
        Field::Frequency,
        Field::Criteria,
        Field::AnnexA,
        Field::Clauses,
        Field::Policy,
    ];

    /// The word by which a user names the field in a mapping: `id`, `annex-a`.
    pub fn word(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Name => "name",
            Field::Activity => "activity",
            Field::Owner => "owner",
            Field::Type => "type",
            Field::Status => "status",
            Field::Frequency => "frequency",
            Field::Criteria => "criteria",
            Field::AnnexA => "annex-a",
            Field::Clauses => "clauses",
            Field::Policy => "policy",
        }
    }

    /// The field of a word, by its own name or by any heading that means it.
    pub fn of_word(word: &str) -> Option<Field> {
        let plain = synonyms::plain(word).replace(' ', "-");
        Field::ALL
            .into_iter()
            .find(|f| f.word() == plain || f.word().replace('-', "") == plain)
            .or_else(|| synonyms::meaning(word).map(|(field, _)| field))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

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

    /// The mapping as `Field=Heading` lines, which [`resolve`] reads again: what to save for the next import. A heading
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

/// Why columns cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// A mapping that is not `Field=Heading`, or names no field.
    #[error("`{given}` maps no known field")]
    UnknownField {
        /// What was written.
        given: String,
    },
    /// A mapping to a heading or column that the sheet does not have.
    #[error("there is no column `{wanted}` for `{field}`; the headings are {}", listed(.headers))]
    NoSuchColumn {
        /// The field that was to be mapped.
        field: Field,
        /// The heading or letters that were asked for.
        wanted: String,
        /// The most similar heading, if one is similar.
        nearest: Option<String>,
        /// The headings of the sheet.
        headers: Vec<String>,
    },
    /// Two columns with the same heading for one field.
    #[error("the columns {} both say `{field}`; the headings are {}", .columns.join(" and "), listed(.headers))]
    Duplicate {
        /// The field.
        field: Field,
        /// The letters of the columns.
        columns: Vec<String>,
        /// The headings of the sheet.
        headers: Vec<String>,
    },
    /// A field without which nothing can be imported has no column.
    #[error("no column says {what}; the headings are {}", listed(.headers))]
    Missing {
        /// What is missing, in words.
        what: &'static str,
        /// The headings of the sheet.
        headers: Vec<String>,
    },
}

impl ColumnsError {
    /// What the user can do about it, in one sentence.
    pub fn hint(&self) -> String {
        match self {
            ColumnsError::UnknownField { .. } => {
                let words: Vec<_> = Field::ALL.iter().map(|f| f.word()).collect();
                format!("write Field=Heading or Field=Column letter; the fields are {}", words.join(", "))
            }
            ColumnsError::NoSuchColumn { field, nearest: Some(nearest), .. } => {
                format!("did you mean `{field}={nearest}`?")
            }
            ColumnsError::NoSuchColumn { field, .. } => {
                format!("write `{field}=` and one of the headings, or a column letter such as `{field}=C`")
            }
            ColumnsError::Duplicate { field, columns, .. } => {
                let first = columns.first().map_or("A", String::as_str);
                format!("say which one it is, for example `{field}={first}`, or rename one of them")
            }
            ColumnsError::Missing { what, .. } => match *what {
                NEITHER_NAME => "name the column, for example `id=A` or `name=B`".to_owned(),
                _ => {
                    "name the column, for example `criteria=D` for SOC 2 criteria or `annex-a=E` for Annex A".to_owned()
                }
            },
        }
    }
}

const NEITHER_NAME: &str = "what a control is called (an id or a name)";
const NEITHER_LINK: &str = "what a control answers to (SOC 2 criteria or Annex A)";

fn listed(headers: &[String]) -> String {
    headers.iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ")
}

/// Recognises columns by their headings; also gives back the headings that no field took. Where several headings mean
/// one field, the more telling one is taken (`Control name` before `Control`), of equal ones the first.
pub fn guess(headers: &[String]) -> (Mapping, Vec<String>) {
    let mut best: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
    for (column, header) in headers.iter().enumerate() {
        let Some((field, rank)) = synonyms::meaning(header) else {
            continue;
        };
        let entry = best.entry(field).or_insert((rank, column));
        if rank < entry.0 {
            *entry = (rank, column);
        }
    }
    let mapping = Mapping(best.into_iter().map(|(field, (_, column))| (field, column)).collect());
    let taken: BTreeSet<usize> = mapping.0.values().copied().collect();
    let unmatched = headers.iter().enumerate().filter(|(c, h)| !taken.contains(c) && !h.is_empty());
    let unmatched = unmatched.map(|(_, h)| h.clone()).collect();
    (mapping, unmatched)
}

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
