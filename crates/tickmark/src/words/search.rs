//! Words of what was found.

use super::MarkWords;
use app::Mark;
use domain::reports::search::{Finds, Thing};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThingWords {
    /// What it is: `control`, `evidence`, `risk` and so on.
    pub kind: &'static str,
    /// The kind, as people say it.
    pub kind_title: &'static str,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The engagement that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engagement: Option<String>,
    /// Address of its page, inside the organisation.
    pub page: String,
}

impl ThingWords {
    /// The words of one thing.
    pub fn of(thing: &Thing) -> ThingWords {
        ThingWords {
            kind: thing.kind.id(),
            kind_title: thing.kind.title(),
            id: thing.id.clone(),
            title: thing.title.clone(),
            engagement: (!thing.of.is_empty()).then(|| thing.of.clone()),
            page: crate::web::page_of(thing),
        }
    }
}

/// What was found, the best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchWords {
    /// The words that were searched.
    pub query: String,
    /// What is named.
    pub found: Vec<ThingWords>,
    /// How many there are in all, of what the caller may see.
    pub of: usize,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl SearchWords {
    /// The words of what was found.
    pub fn of(query: &str, finds: &Finds, mark: &Mark) -> SearchWords {
        let found = finds.found.iter().map(ThingWords::of).collect();
        SearchWords { query: query.to_owned(), found, of: finds.of, mark: MarkWords::of(Some(mark)) }
    }
}
