//! What came of the results that evidence shows.

use super::PeriodWords;
use crate::words::NamedWords;
use app::Within;
use app::ask::FollowedItem;
use domain::registers::evidence::HeldFollowUp;
use serde::Serialize;
use utoipa::ToSchema;

/// What somebody said came of the results of an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceFollowUpWords {
    /// Was there something to act on?
    pub acted: bool,
    /// What was done, or how it was seen that nothing had to be.
    pub what: String,
    /// The day on which it was done or seen.
    #[schema(format = Date)]
    pub on: String,
    /// Nonconformities in which it goes on.
    pub nonconformities: Vec<String>,
    /// Items that show the act.
    pub evidence: Vec<String>,
    /// Who said it.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl EvidenceFollowUpWords {
    /// The words of what was said.
    pub fn of(app: &Within<'_>, held: &HeldFollowUp) -> EvidenceFollowUpWords {
        let said = &held.follow_up;
        EvidenceFollowUpWords {
            acted: said.acted,
            what: said.what.clone(),
            on: said.on.to_string(),
            nonconformities: said.nonconformities.iter().cloned().collect(),
            evidence: said.evidence.iter().cloned().collect(),
            by: NamedWords::of(app, &held.by),
            at: app::clock::minute_of(held.at_us),
        }
    }
}

/// An accepted item whose results somebody has to act on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FollowedEvidenceWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its type.
    pub kind: &'static str,
    /// The period that it covers.
    pub period: PeriodWords,
    /// `unsaid`, `underway` while a nonconformity of it is open, `acted`, or `nothing` to act on.
    pub outcome: &'static str,
    /// What was said, the oldest first.
    pub follow_ups: Vec<EvidenceFollowUpWords>,
}

impl FollowedEvidenceWords {
    /// The words of an item.
    pub fn of(app: &Within<'_>, item: &FollowedItem) -> FollowedEvidenceWords {
        let evidence = &item.held.newest().evidence;
        FollowedEvidenceWords {
            id: item.id.clone(),
            title: evidence.title.clone(),
            kind: evidence.kind.id(),
            period: evidence.period.into(),
            outcome: item.outcome.word(),
            follow_ups: item.held.follow_ups.iter().map(|held| EvidenceFollowUpWords::of(app, held)).collect(),
        }
    }
}
