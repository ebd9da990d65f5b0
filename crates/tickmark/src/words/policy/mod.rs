//! Controlled documents as JSON: the register with its figures, one with its versions, what changed, what comes in.

mod asked;
mod imported;
mod one;

pub use asked::{
    PolicyPracticeWords, PolicyStarterWords, PolicyTextCheckWords, PolicyTextChecksWords, left_question, question,
};
pub use imported::{PolicyImportWords, PolicyProblemWords};
pub use one::{PolicyDifferenceWords, PolicyWords, ShapeOfPolicy};

use super::NamedWords;
use app::Within;
use domain::reports::policy::{PieceLine, PolicyFigures, PolicyLine};
use domain::values::policy::Policy;
use serde::Serialize;
use utoipa::ToSchema;

/// A document as the register shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyLineWords {
    /// Id.
    pub id: String,
    /// Number in the organisation's own scheme.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// `policy`, `procedure`, `plan`, `record_form` or `external`.
    pub kind: &'static str,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// `draft`, `in_review`, `approved`, `published`, `due_for_review`, `superseded` or `retired`.
    pub state: &'static str,
    /// The version in force.
    pub version: Option<u32>,
    /// Since when it is in force.
    pub since: Option<String>,
    /// The version that is not published yet.
    pub open_version: Option<u32>,
    /// Where that one stands.
    pub open_state: Option<&'static str>,
    /// By which day it is to be reviewed.
    pub due: Option<String>,
    /// How many were asked to acknowledge the version in force.
    pub asked: usize,
    /// How many of them did.
    pub acknowledged: usize,
    /// Until which day it is kept, once it is retired.
    pub kept_until: Option<String>,
    /// Versions whose retention is over and whose text is still here: they can be disposed of.
    pub ripe: Vec<u32>,
    /// What somebody should look at: `no_owner`, `owner_left`, `informal`, `placeholders`, `as_template`, `no_cycle`, `review_overdue`,
    /// `nothing_behind`, `acknowledgement_overdue`.
    pub concerns: Vec<&'static str>,
}

impl PolicyLineWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, policy: &Policy, line: &PolicyLine) -> PolicyLineWords {
        PolicyLineWords {
            id: line.id.clone(),
            number: policy.number.clone(),
            title: policy.title.clone(),
            kind: policy.kind.id(),
            owner: policy.owner.as_ref().map(|id| NamedWords::of(app, id)),
            state: line.state.id(),
            version: line.current,
            since: line.since.map(|day| day.to_string()),
            open_version: line.open.map(|(number, _)| number),
            open_state: line.open.map(|(_, state)| state.id()),
            due: line.due.map(|day| day.to_string()),
            asked: line.progress.as_ref().map_or(0, |progress| progress.asked()),
            acknowledged: line.progress.as_ref().map_or(0, |progress| progress.done()),
            kept_until: line.kept_until.map(|day| day.to_string()),
            ripe: line.ripe.clone(),
            concerns: line.concerns.iter().map(|concern| concern.id()).collect(),
        }
    }
}

/// Figures of all documents that who asks reads.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct PolicyFiguresWords {
    /// Documents that are not retired.
    pub live: usize,
    /// Of these, with a version in force.
    pub in_force: usize,
    /// Of these, whose review is overdue.
    pub overdue: usize,
    /// Live ones with a version that waits for approval.
    pub in_review: usize,
    /// Live ones that were never approved.
    pub informal: usize,
    /// Acknowledgements asked for of versions in force.
    pub asked: usize,
    /// Of these, given.
    pub acknowledged: usize,
    /// Documents, retired ones among them, with a version whose retention is over.
    pub ripe: usize,
    /// Documents that you may read, retired ones among them: what all of these figures are counted of.
    pub all: usize,
}

impl From<PolicyFigures> for PolicyFiguresWords {
    fn from(figures: PolicyFigures) -> PolicyFiguresWords {
        let PolicyFigures { live, in_force, overdue, in_review, informal, asked, acknowledged, ripe, all } = figures;
        PolicyFiguresWords { live, in_force, overdue, in_review, informal, asked, acknowledged, ripe, all }
    }
}

/// A piece of documented information that ISO/IEC 27001 names.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyPieceWords {
    /// Its id.
    pub piece: &'static str,
    /// What it is.
    pub title: &'static str,
    /// The clause that names it.
    pub clause: &'static str,
    /// Documents that are named as it.
    pub documents: Vec<String>,
    /// Objects of the register that holds it; null where documents alone do.
    pub kept: Option<usize>,
    /// Is it there: a document in force is named as it, or its register holds something of it?
    pub there: bool,
}

impl From<&PieceLine> for PolicyPieceWords {
    fn from(line: &PieceLine) -> PolicyPieceWords {
        PolicyPieceWords {
            piece: line.piece.id(),
            title: line.piece.title(),
            clause: line.piece.clause(),
            documents: line.documents.iter().map(|(id, _)| id.clone()).collect(),
            kept: line.kept,
            there: line.there(),
        }
    }
}
