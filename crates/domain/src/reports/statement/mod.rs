//! What the Statement of Applicability says, what is proposed for it, and what is wrong with it (R92-R105).

mod checks;
mod difference;
mod evidence;
mod ground;
mod progress;
mod proposals;
mod rows;
mod texts;
mod trace;
mod warnings;

pub use checks::{
    EntryFacts, InheritanceFacts, MAX_ENTRIES, MAX_TREATMENTS, SoaCheck, SoaFinding, StatementFacts, TreatmentFacts,
    WHOLE, soa_checks,
};
pub use difference::{EntryDifference, FieldDifference, difference, preview};
pub use evidence::EntryEvidence;
pub(crate) use evidence::Evidenced;
pub use ground::{Answering, Ground, Treated, Via, annex};
pub use progress::{Progress, progress};
pub use proposals::{Proposal, proposal, proposals, proposed_changes};
pub use rows::{InheritedFrom, StatementRow, findings, rows};
pub use texts::{NO_COUNTERPART, NOT_ALL, notes};
pub use trace::{Chain, Gap, chains};
pub use warnings::{SoaWarning, weak_reason};
