//! What a control of each grade still needs.

use super::Grade;
use crate::values::inheritance::{self, Hosting};

/// What a control still needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Review against ISO/IEC 27001, entry in the Statement of Applicability, confirmation by the body.
    ThreeSteps,
    /// A supplement to what exists.
    Supplement,
    /// A new policy, procedure, register or record.
    NewArtefact,
    /// A light procedure of the organisation's own: no provider can answer it.
    LightProcedure,
    /// Documented inheritance from the hosting provider.
    ProviderInheritance,
}

impl Needs {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Needs::ThreeSteps => "three_steps",
            Needs::Supplement => "supplement",
            Needs::NewArtefact => "new_artefact",
            Needs::LightProcedure => "light_procedure",
            Needs::ProviderInheritance => "provider_inheritance",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Needs::ThreeSteps => "Review, SoA entry, confirmation",
            Needs::Supplement => "Supplement",
            Needs::NewArtefact => "New artefact",
            Needs::LightProcedure => "Light own procedure",
            Needs::ProviderInheritance => "Provider inheritance, documented",
        }
    }
}

pub(super) fn needs(id: &str, grade: Grade, hosting: Hosting) -> Needs {
    match grade {
        Grade::Fully | Grade::InheritedDocumented => Needs::ThreeSteps,
        Grade::Partially => Needs::Supplement,
        Grade::NotAddressed if inheritance::inheritable(id) && hosting.has_provider() => Needs::ProviderInheritance,
        Grade::NotAddressed if inheritance::always_own(id) => Needs::LightProcedure,
        Grade::NotAddressed => Needs::NewArtefact,
    }
}
