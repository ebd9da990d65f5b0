//! Why columns cannot be told, and what the user can do about it.

use super::Field;

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

pub(super) const NEITHER_NAME: &str = "what a control is called (an id or a name)";
pub(super) const NEITHER_LINK: &str = "what a control answers to (SOC 2 criteria or Annex A)";

fn listed(headers: &[String]) -> String {
    headers.iter().map(|h| format!("`{h}`")).collect::<Vec<_>>().join(", ")
}
