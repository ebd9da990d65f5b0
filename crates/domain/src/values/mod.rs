//! The words of the trade as types: what was typed is parsed into these once, at the edge.

pub mod assessment;
pub mod catalogue;
pub mod category;
pub mod claim;
pub mod control;
pub mod crosswalk;
pub mod document;
pub mod expanded;
pub mod framework;
pub mod inheritance;
pub mod lookup;
pub mod nearest;
pub mod overlap;
pub mod percent;
pub mod profile;
pub mod provenance;
pub mod reference;

pub use assessment::{Assessment, Decision, Practice, Step, StepTaken};
pub use catalogue::Catalogue;
pub use category::{Categories, Category};
pub use claim::{Claim, ClaimScope, Claims, Derivation, Published, Unit};
pub use control::{Control, Frequency, Link, Status, Target};
pub use crosswalk::{Crosswalk, Grain, Row};
pub use document::{FileRef, LibraryDocument};
pub use expanded::{Expanded, Naming};
pub use framework::{Attributes, DocumentedInformation, Framework, Group, Item, ItemKind, Outcome};
pub use inheritance::{Hosting, Inheritance};
pub use overlap::{Mode, Overlap};
pub use percent::Percent;
pub use profile::Profile;
pub use provenance::Provenance;
pub use reference::Reference;
