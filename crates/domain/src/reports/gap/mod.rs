//! The gap analysis: a grade with its reason for each control (K4, R37-R39, R44, R45, R51).

mod families;
mod grade;
mod grading;
mod needs;

pub use grade::Grade;
pub use needs::Needs;

use super::coverage::{Coverage, NamedBy};
use super::net_new::{self, NetNew};
use crate::values::catalogue::Reading;
use crate::values::inheritance::Hosting;
use crate::values::{Percent, counted};
use std::collections::BTreeMap;

/// A gap analysis over one scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The coverage underneath.
    pub coverage: Coverage,
    /// Every control with its grade, in official order.
    pub controls: Vec<Graded>,
    /// What SOC 2 has no equivalent for: clauses and artefacts.
    pub net_new: NetNew,
    /// Remediation families with the controls in them that are not fully addressed.
    pub families: Vec<FamilyGap>,
}

/// One control with its grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// `A.5.7`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// Theme id.
    pub theme: String,
    /// The grade (K4).
    pub grade: Grade,
    /// One sentence: why this grade.
    pub reason: String,
    /// What it still needs.
    pub needs: Needs,
    /// What evidence that carries over partially still needs.
    pub supplements: Vec<String>,
    /// SOC 2 evidence that can be reused, as the rows name it.
    pub evidence: Vec<String>,
    /// Points that this control must be checked for explicitly although SOC 2 touches it (R53-R56).
    pub check: Vec<String>,
    /// The rows behind the grade.
    pub rows: Vec<NamedBy>,
    /// Own controls linked directly.
    pub direct: Vec<String>,
    /// A person's note that it is practised but not documented (R41).
    pub informal: bool,
}

/// A remediation family (R46-R50) and what of it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyGap {
    /// Name.
    pub title: &'static str,
    /// What the family asks for.
    pub asks: &'static str,
    /// Its controls that are not fully addressed.
    pub open: Vec<String>,
    /// Number of controls in the family.
    pub of: usize,
}

/// What a gap analysis takes into account beside coverage.
#[derive(Clone, Debug, Default)]
pub struct GapInput {
    /// Where the services run.
    pub hosting: Hosting,
    /// Controls whose inheritance is complete and in date on the day of judgement, with the provider.
    pub inherited: BTreeMap<String, String>,
    /// Inheritance records that are not complete, with what is missing.
    pub incomplete: BTreeMap<String, String>,
    /// Items that a person has marked as practised but not documented.
    pub informal: Vec<String>,
}

impl Gap {
    /// Number of controls with a grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.controls.iter().filter(|c| c.grade == grade).count()
    }

    /// Why the grades add up to another sum than what is covered: to be inherited and documented is a grade, not coverage.
    /// `None` where nothing is inherited.
    pub fn inherited_said(&self) -> Option<String> {
        let all = self.count(Grade::InheritedDocumented);
        let others = self.count(Grade::Fully) + self.count(Grade::Partially);
        let (covered, of) = (self.coverage.covered, self.coverage.of);
        let both = covered.saturating_sub(others);
        let inherited = counted(all, "control that is inherited", "controls that are inherited");
        let why = "that is a grade, and adds nothing to coverage by itself";
        (all > 0).then(|| format!("The {covered} of {of} hold {both} of the {inherited} and documented: {why}."))
    }

    /// Share of controls with a grade.
    pub fn percent(&self, grade: Grade) -> Percent {
        Percent::of(self.count(grade), self.controls.len())
    }
}

/// Grades every control.
pub fn gap(reading: Reading<'_>, coverage: Coverage, input: &GapInput) -> Gap {
    let controls: Vec<Graded> = coverage.controls.iter().map(|c| grading::grade(reading, c, input)).collect();
    let families = families::FAMILIES.iter().map(|f| f.gap(&controls)).collect();
    Gap { net_new: net_new::net_new(reading, &coverage), controls, families, coverage }
}
