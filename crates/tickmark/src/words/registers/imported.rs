//! What importing a list into a register did, or would do.

use crate::words::ListImportWords;
use domain::values::isms::RegisterKind;
use serde::Serialize;
use utoipa::ToSchema;

/// What was done, or would be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterImportWords {
    /// The register.
    pub register: &'static str,
    /// Its list. Entries are known by their id or their name.
    #[serde(flatten)]
    pub list: ListImportWords,
}

impl RegisterImportWords {
    /// The words of an import into a register.
    pub fn of(kind: RegisterKind, list: ListImportWords) -> RegisterImportWords {
        RegisterImportWords { register: kind.id(), list }
    }
}
