//! The words of the trade as types: what was typed is parsed into these once, at the edge.

pub mod category;
pub mod claim;
pub mod crosswalk;
pub mod document;
pub mod framework;
pub mod nearest;
pub mod overlap;
pub mod percent;
pub mod provenance;
pub mod reference;

pub use category::{Categories, Category};
pub use claim::{Claim, ClaimScope, Claims, Derivation, Published, Unit};
pub use crosswalk::{Crosswalk, Grain, Row};
pub use document::LibraryDocument;
pub use framework::{Attributes, DocumentedInformation, Framework, Group, Item, ItemKind, Outcome};
pub use overlap::{Mode, Overlap};
pub use percent::Percent;
pub use provenance::Provenance;
pub use reference::Reference;
