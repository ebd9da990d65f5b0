//! Audit time by people in the scope, as a table to plan with.

/// A row of the published table: gross audit days of an initial certification audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditTime {
    /// The fewest people of the row.
    pub from: u32,
    /// The most.
    pub to: u32,
    /// Audit days, in tenths.
    pub tenths: u32,
}

/// What the table is, and what it is not.
pub const AUDIT_TIME_SOURCE: &str = "public table of a certification body, based on ISO/IEC 27006: gross days of the first audit, \
     adjusted by the body; surveillance takes about a third, recertification about two thirds";

impl AuditTime {
    /// The days as they are written: `8.5`.
    pub fn days(self) -> String {
        match self.tenths % 10 {
            0 => (self.tenths / 10).to_string(),
            part => format!("{}.{part}", self.tenths / 10),
        }
    }
}
