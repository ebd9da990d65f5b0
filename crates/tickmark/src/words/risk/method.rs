//! The method by which risks are rated, in all its versions.

use super::one::RiskSignedWords;
use super::{RiskFindingWords, RiskMethodShape, RiskSimulationShape};
use crate::words::NamedWords;
use app::Within;
use app::ask::RiskMethodAnswer;
use domain::values::risk::{RiskMethod, Simulation};
use serde::Serialize;
use utoipa::ToSchema;

/// A version of the method.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskMethodVersionWords {
    /// Its number, from 1.
    pub version: u32,
    /// `draft`, `approved` or `superseded`.
    pub state: &'static str,
    /// The hash of what it says; the approval names it.
    pub sha256: String,
    /// Everybody who wrote on it.
    pub authors: Vec<NamedWords>,
    /// Who approved it.
    pub approved: Option<RiskSignedWords>,
    /// What it says.
    #[schema(value_type = RiskMethodShape)]
    pub method: RiskMethod,
}

/// An opinion of others on the size of the step from a SOC 2 risk assessment to ISO/IEC 27001.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskNoteWords {
    /// What is said.
    pub text: &'static str,
    /// Who says it.
    pub source: String,
}

/// The method in all its versions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskMethodWords {
    /// The version in force; null while none is approved.
    pub in_force: Option<u32>,
    /// The version that waits for approval.
    pub draft: Option<u32>,
    /// All versions, the first one first.
    pub versions: Vec<RiskMethodVersionWords>,
    /// A proposal to start from; nothing uses it before it is written and approved.
    #[schema(value_type = RiskMethodShape)]
    pub proposal: RiskMethod,
    /// Ratings in force that another version made.
    pub by_other_versions: Vec<RiskFindingWords>,
    /// Opinions, with their sources; they contradict each other and enter no figure.
    pub notes: Vec<RiskNoteWords>,
    /// How the simulation is run.
    #[schema(value_type = RiskSimulationShape)]
    pub simulation: Simulation,
}

impl RiskMethodWords {
    /// The words of an answer.
    pub fn of(app: &Within<'_>, answer: &RiskMethodAnswer) -> RiskMethodWords {
        let versions = answer.versions.iter().zip(1_u32..).map(|(held, version)| RiskMethodVersionWords {
            version,
            state: match (&held.approved, answer.in_force) {
                (None, _) => "draft",
                (Some(_), Some(in_force)) if in_force == version => "approved",
                _ => "superseded",
            },
            sha256: held.sha256.clone(),
            authors: held.authors.iter().map(|id| NamedWords::of(app, id)).collect(),
            approved: held.approved.as_ref().map(|signed| RiskSignedWords::of(app, signed)),
            method: held.method.clone(),
        });
        RiskMethodWords {
            in_force: answer.in_force,
            draft: answer.draft,
            versions: versions.collect(),
            proposal: answer.proposal.clone(),
            by_other_versions: RiskFindingWords::all(&answer.by_other_versions),
            notes: answer.notes.iter().map(|n| RiskNoteWords { text: n.text, source: n.source.clone() }).collect(),
            simulation: answer.simulation.clone(),
        }
    }
}
