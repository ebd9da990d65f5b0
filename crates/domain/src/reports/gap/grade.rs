//! The grade of a control: how far what exists carries over.

/// The grade of one control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Best overlap full: what exists carries over.
    Fully,
    /// Best overlap partial or unrated: what exists needs a supplement.
    Partially,
    /// Operated by a provider, with justification, report in date and coverage review on file.
    InheritedDocumented,
    /// Nothing names it: new work.
    NotAddressed,
}

impl Grade {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Grade::Fully => "fully",
            Grade::Partially => "partially",
            Grade::InheritedDocumented => "inherited_documented",
            Grade::NotAddressed => "not_addressed",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Grade::Fully => "Fully addressed",
            Grade::Partially => "Partially addressed",
            Grade::InheritedDocumented => "Inherited and documented",
            Grade::NotAddressed => "Not addressed",
        }
    }

    /// In the order in which reports count them.
    pub const ALL: [Grade; 4] = [Grade::Fully, Grade::Partially, Grade::InheritedDocumented, Grade::NotAddressed];
}
