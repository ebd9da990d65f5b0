//! The evidence plan as JSON: what is expected for each criterion, control and clause, what of it is there, and the packs
//! that are asked for together.

use domain::reports::evidence::{EvidencePlan, Expected, Packed, PackedPart};
use serde::Serialize;
use utoipa::ToSchema;

/// A type of evidence that is expected for an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExpectedTypeWords {
    /// The type, such as `access_review`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Own controls that say that it shows them.
    pub controls: Vec<String>,
    /// Accepted items of this type that show one of them.
    pub accepted: usize,
}

/// What is expected for one criterion, control or clause.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExpectedWords {
    /// The framework.
    pub framework: String,
    /// The criterion, control or clause.
    pub item: String,
    /// Its title.
    pub title: String,
    /// The types, each with who says so and what is there.
    pub types: Vec<ExpectedTypeWords>,
    /// Own controls that answer it and do not say what shows them.
    pub unsaid: Vec<String>,
}

impl From<&Expected> for ExpectedWords {
    fn from(one: &Expected) -> ExpectedWords {
        let types = one.types.iter().map(|(kind, of)| ExpectedTypeWords {
            kind: kind.id(),
            controls: of.controls.iter().cloned().collect(),
            accepted: of.accepted,
        });
        ExpectedWords {
            framework: one.framework.clone(),
            item: one.item.clone(),
            title: one.title.clone(),
            types: types.collect(),
            unsaid: one.unsaid.iter().cloned().collect(),
        }
    }
}

/// How much of a framework is planned, and for how long its evidence is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannedWords {
    /// The framework.
    pub framework: String,
    /// Its items for which a type is expected.
    pub planned: usize,
    /// All of its items: the denominator.
    pub of: usize,
    /// Months for which its evidence is kept; null where no time is set.
    pub kept_months: Option<u32>,
}

impl PlannedWords {
    /// Both frameworks of a plan.
    pub fn of(plan: &EvidencePlan) -> Vec<PlannedWords> {
        let words = |(framework, kept_months): &(String, Option<u32>)| {
            let (planned, of) = plan.planned(framework);
            PlannedWords { framework: framework.clone(), planned, of, kept_months: *kept_months }
        };
        plan.kept.iter().map(words).collect()
    }
}

/// A part of a pack. That an item could show it is no judgement that it does.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackPartWords {
    /// Its id within the pack, such as `review`.
    pub id: &'static str,
    /// What it shows.
    pub title: &'static str,
    /// Criteria and controls of Annex A for which it is asked.
    pub references: Vec<&'static str>,
    /// Types of evidence that can show it.
    pub types: Vec<&'static str>,
    /// Own controls in use that are linked to one of its references.
    pub controls: Vec<String>,
    /// Accepted items of one of its types that show one of them, the newest first; at most 50.
    pub items: Vec<String>,
    /// How many there are.
    pub accepted: usize,
}

impl From<&PackedPart> for PackPartWords {
    fn from(one: &PackedPart) -> PackPartWords {
        PackPartWords {
            id: one.part.id,
            title: one.part.title,
            references: one.part.references.to_vec(),
            types: one.part.types.iter().map(|kind| kind.id()).collect(),
            controls: one.controls.iter().cloned().collect(),
            items: one.items.clone(),
            accepted: one.accepted,
        }
    }
}

/// What auditors of either side ask for together.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidencePackWords {
    /// `access`, `change` or `incident`.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Its parts.
    pub parts: Vec<PackPartWords>,
}

impl From<&Packed> for EvidencePackWords {
    fn from(one: &Packed) -> EvidencePackWords {
        let parts = one.parts.iter().map(PackPartWords::from).collect();
        EvidencePackWords { id: one.pack.id, title: one.pack.title, parts }
    }
}
