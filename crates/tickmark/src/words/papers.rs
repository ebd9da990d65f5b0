//! Papers that can be asked for, as JSON.

use app::printed::{Ending, PaperKind};
use serde::Serialize;
use utoipa::ToSchema;

/// A paper that can be asked for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaperKindWords {
    /// Its name in commands and addresses.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What has to be named, such as `the id of a document`; null for nothing.
    pub of: Option<&'static str>,
    /// Nothing named takes the one that speaks now.
    pub optional: bool,
    /// It goes to people outside: a wording that no external text may use is refused.
    pub external: bool,
    /// `pdf`, `docx` and, where it has tables, `xlsx`.
    pub formats: Vec<&'static str>,
}

impl From<&PaperKind> for PaperKindWords {
    fn from(kind: &PaperKind) -> PaperKindWords {
        PaperKindWords {
            id: kind.id,
            title: kind.title,
            about: kind.about,
            of: kind.of,
            optional: kind.optional,
            external: kind.external,
            formats: kind.endings().into_iter().map(Ending::id).collect(),
        }
    }
}
