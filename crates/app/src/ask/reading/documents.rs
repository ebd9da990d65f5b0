//! The documents of the library: one, whole, and all of them.

use super::super::{Question, Seen};
use domain::refusal::Refusal;
use domain::values::{Action, LibraryDocument};

/// One library document, whole.
#[derive(Clone, Debug)]
pub struct Document(pub String);

impl Question for Document {
    type Answer = LibraryDocument;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<LibraryDocument, Refusal> {
        seen.catalogue.document(&self.0).ok_or_else(|| {
            let all = Documents.answer(seen).unwrap_or_default();
            let nearest = domain::values::nearest::nearest(&self.0, all.iter().map(LibraryDocument::id));
            Refusal::Unknown { what: "library document", id: self.0.clone(), nearest: nearest.map(str::to_owned) }
        })
    }
}

/// All library documents.
#[derive(Clone, Copy, Debug)]
pub struct Documents;

impl Question for Documents {
    type Answer = Vec<LibraryDocument>;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<LibraryDocument>, Refusal> {
        let catalogue = seen.catalogue;
        let frameworks = catalogue.frameworks().cloned().map(LibraryDocument::Framework);
        let crosswalks = catalogue.crosswalks().cloned().map(LibraryDocument::Crosswalk);
        let claims = catalogue.claims().cloned().map(LibraryDocument::Claims);
        Ok(frameworks.chain(crosswalks).chain(claims).collect())
    }
}
