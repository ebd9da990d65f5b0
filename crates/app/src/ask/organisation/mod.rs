//! Questions about one organisation's own programme.

mod assessments;
mod control;
mod controls;
mod inheritance;
mod overview;
mod suggestions;

pub use assessments::{AssessmentOf, Assessments};
pub use control::{ControlDetail, ControlOf};
pub use controls::{ControlOwners, Controls, ControlsAnswer};
pub use inheritance::{InheritanceAnswer, InheritanceRecords};
pub use overview::{Overview, OverviewAnswer};
pub use suggestions::{Suggestion, Suggestions};

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::duplicates::{Pair, duplicates};
use domain::reports::programme::{self, CriterionStanding, View};
use domain::rules::{ImportPlan, plan};
use domain::values::{Control, Profile};

/// The profile.
#[derive(Clone, Copy, Debug)]
pub struct ProfileOf;

impl Question for ProfileOf {
    type Answer = Profile;

    fn answer(&self, seen: &Seen<'_>) -> Result<Profile, Refusal> {
        Ok(seen.organisation()?.profile.clone())
    }
}

/// Criteria in scope and the controls that answer them.
#[derive(Clone, Debug, Default)]
pub struct CriteriaStanding {
    /// How to read.
    pub view: View,
}

impl Question for CriteriaStanding {
    type Answer = Vec<CriterionStanding>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<CriterionStanding>, Refusal> {
        programme::criteria(seen.organisation()?, &self.view)
    }
}

/// Own controls that look alike.
#[derive(Clone, Copy, Debug)]
pub struct DuplicatePairs;

impl Question for DuplicatePairs {
    type Answer = Vec<Pair>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Pair>, Refusal> {
        Ok(duplicates(seen.organisation()?))
    }
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct PreviewImport<'a>(pub &'a [Control]);

impl Question for PreviewImport<'_> {
    type Answer = ImportPlan;

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, self.0))
    }
}
