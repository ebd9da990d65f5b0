//! Statements of Applicability as JSON: versions, rows, checks, differences, chains.

mod rows;
mod sheet;
mod typed;
mod versions;

pub use rows::{SoaEntryWords, SoaEvidenceWords, SoaInheritedWords, SoaProposalWords, SoaRowWords, SoaWarningWords};
pub(crate) use sheet::{sheets, statement_sheet};
pub(crate) use typed::spelled;
pub use typed::{SoaChange, SoaReferenceWords};
pub use versions::{
    SoaChainWords, SoaDifferenceWords, SoaFieldWords, SoaFindingWords, SoaLineWords, SoaProgressWords, SoaStepWords,
    SoaVersionWords,
};
