//! Reports on internal audits: what is to be audited, the checklist, who has a part in it, how they stand, what was covered.

pub mod coverage;
mod list;
mod parts;
mod scope;

pub use coverage::{Cell, Coverage, CoverageRow, coverage};
pub(crate) use list::unassigned;
pub use list::{AuditFigures, AuditLine, AuditNotice, ProgrammeLine, left, line, notices, programme_line};
pub use parts::{AuditorConflict, PartHeld, conflicts, conflicts_of, look_back};
pub use scope::{ScopeItem, checklist, item, resolved, retired, whole};

/// What does not count as internal audit (R134).
pub const NOT_AN_AUDIT: &str = "Scans for vulnerabilities and the monitoring of controls are no internal audit: collectors \
     and their results can be evidence in one, and never take its place.";
