//! The fields of a control list, and the words that name them.

use crate::sheet::synonyms;
use std::fmt;

/// What a column of a control list can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The control's own identifier.
    Id,
    /// Its short name.
    Name,
    /// What is done, in the words of the organisation.
    Activity,
    /// Who answers for it.
    Owner,
    /// Its nature, for example technical or operational.
    Type,
    /// Whether it is in place.
    Status,
    /// How often it is performed.
    Frequency,
    /// SOC 2 criteria (TSP section 100).
    Criteria,
    /// Controls of ISO/IEC 27001 Annex A.
    AnnexA,
    /// Clauses of ISO/IEC 27001.
    Clauses,
    /// The policy that governs it.
    Policy,
}

impl Field {
    /// All fields in their order.
    pub const ALL: [Field; 11] = [
        Field::Id,
        Field::Name,
        Field::Activity,
        Field::Owner,
        Field::Type,
        Field::Status,
        Field::Frequency,
        Field::Criteria,
        Field::AnnexA,
        Field::Clauses,
        Field::Policy,
    ];

    /// The word by which a user names the field in a mapping: `id`, `annex-a`.
    pub fn word(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Name => "name",
            Field::Activity => "activity",
            Field::Owner => "owner",
            Field::Type => "type",
            Field::Status => "status",
            Field::Frequency => "frequency",
            Field::Criteria => "criteria",
            Field::AnnexA => "annex-a",
            Field::Clauses => "clauses",
            Field::Policy => "policy",
        }
    }

    /// The field of a word, by its own name or by any heading that means it.
    pub fn of_word(word: &str) -> Option<Field> {
        let plain = synonyms::plain(word).replace(' ', "-");
        Field::ALL
            .into_iter()
            .find(|f| f.word() == plain || f.word().replace('-', "") == plain)
            .or_else(|| synonyms::meaning(word).map(|(field, _)| field))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
