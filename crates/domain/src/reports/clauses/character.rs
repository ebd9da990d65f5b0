//! The six things that an information security management system is known by, each with the lesser mark of its clauses (R89).

use super::{ClauseFile, GovernanceMark, OperationMark, SubClause};
use crate::values::operation::words;

/// One of the six.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Characteristic {
    /// A documented risk method.
    RiskMethod,
    /// Leadership answers for it.
    Leadership,
    /// Policies and procedures.
    Policies,
    /// Internal audit.
    InternalAudit,
    /// Management review.
    ManagementReview,
    /// Improvement by corrective action.
    Improvement,
}

words!(Characteristic {
    RiskMethod = "risk_method", "Documented risk method";
    Leadership = "leadership", "Leadership answers for it";
    Policies = "policies", "Policies and procedures";
    InternalAudit = "internal_audit", "Internal audit";
    ManagementReview = "management_review", "Management review";
    Improvement = "improvement", "Improvement by corrective action";
});

impl Characteristic {
    /// The sub-clauses that ask for it.
    pub fn clauses(self) -> &'static [&'static str] {
        match self {
            Characteristic::RiskMethod => &["6.1.2", "8.2"],
            Characteristic::Leadership => &["5.1", "5.3"],
            Characteristic::Policies => &["5.2", "7.5.1", "7.5.2", "7.5.3"],
            Characteristic::InternalAudit => &["9.2.1", "9.2.2"],
            Characteristic::ManagementReview => &["9.3.1", "9.3.2", "9.3.3"],
            Characteristic::Improvement => &["10.1", "10.2"],
        }
    }
}

/// One of the six on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharacteristicLine {
    /// Which.
    pub what: Characteristic,
    /// The least mark of governance of its clauses.
    pub governance: GovernanceMark,
    /// The least mark of operation of its clauses.
    pub operation: OperationMark,
}

pub(super) fn characteristics(files: &[ClauseFile]) -> Vec<CharacteristicLine> {
    let line = |what: Characteristic| {
        let of = |id: &&str| files.iter().flat_map(|file| &file.parts).find(|part| part.id == **id);
        let parts: Vec<&SubClause> = what.clauses().iter().filter_map(of).collect();
        CharacteristicLine {
            what,
            governance: parts.iter().map(|part| part.governance).min().unwrap_or(GovernanceMark::Absent),
            operation: parts.iter().map(|part| part.operation).min().unwrap_or(OperationMark::Absent),
        }
    };
    Characteristic::ALL.into_iter().map(line).collect()
}
