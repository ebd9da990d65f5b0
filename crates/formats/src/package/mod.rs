//! What people read in an audit package: `index.html`, opened from disk, and `index.xlsx`, both of one plan and its facts.
//!
//! The page has no script and asks for nothing, not even from the package itself but by links; whatever people typed is
//! escaped. The workbook has the same rows, and no cell that computes.

mod book;
mod contents;
mod ending;
mod evidence;
mod face;
mod markup;
mod page;
mod paper;
mod waived;

use crate::sheet::out::OutError;
use domain::reports::package::{PackageFacts, PackagePlan};

pub use paper::NEITHER_READINESS_NOR_OPINION;

/// The two papers of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The page, UTF-8.
    pub html: Vec<u8>,
    /// The workbook.
    pub xlsx: Vec<u8>,
}

/// Renders both papers. The same plan and facts give the same bytes.
///
/// # Errors
/// [`OutError`] when the workbook has more rows than XLSX holds.
pub fn render(plan: &PackagePlan, facts: &PackageFacts) -> Result<Rendered, OutError> {
    let paper = paper::Paper::new(plan, facts);
    Ok(Rendered { html: page::page(&paper), xlsx: book::book(&paper)? })
}
