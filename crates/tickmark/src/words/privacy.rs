//! The privacy criteria as they are told.

use domain::reports::privacy::{Counterpart, Privacy, PrivacyCriterion};
use domain::values::privacy::PRIVACY_NOTES;
use serde::Serialize;
use utoipa::ToSchema;

/// The Privacy category: topic areas with their criteria, and what Annex A leaves to ISO/IEC 27701.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PrivacyWords {
    /// Criteria of the category: the denominator of the counts.
    pub criteria: usize,
    /// Of those, answered by controls of Annex A as they are.
    pub full: usize,
    /// Of those, answered in part.
    pub partial: usize,
    /// Of those, answered by clauses alone.
    pub clause_only: usize,
    /// Of those, without any counterpart.
    pub none: usize,
    /// Criteria without a control of Annex A.
    pub without_annex_a: Vec<String>,
    /// Is the category in the scope that was read?
    pub in_scope: bool,
    /// Topic areas, P1 to P8.
    pub topics: Vec<PrivacyTopicWords>,
    /// Matters that Annex A has no control for.
    pub matters: Vec<PrivacyMatterWords>,
    /// What the pointers say and what they do not.
    pub notes: Vec<&'static str>,
}

/// A topic area.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PrivacyTopicWords {
    /// `P1`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What it is about, in our own words.
    pub summary: String,
    /// Its criteria.
    pub criteria: Vec<PrivacyCriterionWords>,
}

/// A privacy criterion and its counterparts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PrivacyCriterionWords {
    /// `P1.1`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What it asks for, in our own words.
    pub asks: String,
    /// `full`, `partial`, `clause_only` or `none`.
    pub counterpart: &'static str,
    /// Controls of Annex A.
    pub annex_a: Vec<String>,
    /// Kinds of evidence that the crosswalk names.
    pub evidence: Vec<String>,
    /// What the crosswalk adds.
    pub says: Vec<String>,
    /// Is an own control in place that answers it? Null when no organisation is read.
    pub in_place: Option<bool>,
    /// Clauses of ISO/IEC 27701:2019.
    pub iso27701: Vec<&'static str>,
    /// Articles of the GDPR.
    pub gdpr: Option<&'static str>,
}

/// A matter that Annex A has no control for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PrivacyMatterWords {
    /// `consent`, `subject_rights`, `purpose`, `by_design` or `transfer`.
    pub id: &'static str,
    /// As people read it.
    pub title: &'static str,
    /// What it asks for, in our own words.
    pub asks: &'static str,
    /// Privacy criteria that ask for it.
    pub criteria: Vec<&'static str>,
    /// Of those, without a control of Annex A.
    pub without_annex_a: Vec<String>,
    /// Clauses of ISO/IEC 27701:2019.
    pub iso27701: Vec<&'static str>,
    /// Articles of the GDPR.
    pub gdpr: &'static str,
}

impl PrivacyWords {
    /// The words of the category.
    pub fn of(privacy: &Privacy) -> PrivacyWords {
        let topics = privacy.topics.iter().map(|topic| PrivacyTopicWords {
            id: topic.id.clone(),
            title: topic.title.clone(),
            summary: topic.summary.clone(),
            criteria: topic.criteria.iter().map(criterion).collect(),
        });
        let matters = privacy.matters.iter().map(|(matter, left)| PrivacyMatterWords {
            id: matter.id,
            title: matter.title,
            asks: matter.asks,
            criteria: matter.criteria.to_vec(),
            without_annex_a: left.clone(),
            iso27701: matter.iso27701.to_vec(),
            gdpr: matter.gdpr,
        });
        PrivacyWords {
            criteria: privacy.criteria,
            full: privacy.count(Counterpart::Full),
            partial: privacy.count(Counterpart::Partial),
            clause_only: privacy.count(Counterpart::ClauseOnly),
            none: privacy.count(Counterpart::None),
            without_annex_a: privacy.without_annex_a().map(|one| one.id.clone()).collect(),
            in_scope: privacy.in_scope,
            topics: topics.collect(),
            matters: matters.collect(),
            notes: PRIVACY_NOTES.to_vec(),
        }
    }
}

fn criterion(one: &PrivacyCriterion) -> PrivacyCriterionWords {
    PrivacyCriterionWords {
        id: one.id.clone(),
        title: one.title.clone(),
        asks: one.summary.clone(),
        counterpart: one.counterpart.id(),
        annex_a: one.annex_a.clone(),
        evidence: one.evidence.clone(),
        says: one.says.clone(),
        in_place: one.met,
        iso27701: one.hook.map(|hook| hook.iso27701.to_vec()).unwrap_or_default(),
        gdpr: one.hook.map(|hook| hook.gdpr),
    }
}
