//! Where a thing is: its kind, its id, and the page that shows it.

use domain::reports::clauses::Place;
use serde::Serialize;
use utoipa::ToSchema;

/// Where a thing is, or is mended.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlaceWords {
    /// What kind of thing, such as `document`, `register_entry`, `internal_audit`.
    pub kind: &'static str,
    /// Its id, where it is one thing.
    pub id: Option<String>,
    /// Its page inside the organisation, such as `/policies/PL-1`.
    pub page: String,
}

impl From<&Place> for PlaceWords {
    fn from(place: &Place) -> PlaceWords {
        PlaceWords { kind: place.kind(), id: place.id().map(str::to_owned), page: crate::web::page_at(place) }
    }
}
