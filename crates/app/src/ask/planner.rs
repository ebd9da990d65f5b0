//! Questions about the planner: which framework first, and the demand that it reads.

use super::{Question, Seen};
use crate::library::{planner_figures, planner_guide};
use domain::refusal::Refusal;
use domain::registers::planner::HeldAnswers;
use domain::reports::planner::decision::{
    Demand, Difference, Flip, Reason, Verdict, decide, demand, differences, flips, reasons,
};
use domain::values::Action;
use domain::values::sequence::{Answers, Figures};

/// Which framework first, by the answers of the organisation or by others that are tried.
#[derive(Clone, Debug, Default)]
pub struct PlannerOf {
    /// Answers to try in place of those that are kept.
    pub tried: Option<Answers>,
}

/// The planner on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannerAnswer {
    /// The answers that the organisation keeps.
    pub answered: Option<HeldAnswers>,
    /// The answers that were judged: those tried, else those kept.
    pub judged: Option<Answers>,
    /// The figures that the rules read, own ones included.
    pub figures: Figures,
    /// What comes first.
    pub verdict: Option<Verdict>,
    /// Why nothing could be decided on what was answered.
    pub undecided: Option<Refusal>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What would change it.
    pub flips: Vec<Flip>,
    /// The demand that is recorded.
    pub demand: Demand,
    /// Where what was answered differs from it.
    pub differences: Vec<Difference>,
    /// What comes first by the register, where that is something else.
    pub recorded: Option<Verdict>,
}

impl Question for PlannerOf {
    type Answer = PlannerAnswer;

    fn rights(&self) -> Vec<Action> {
        vec![Action::ReadProgramme, Action::ReadIsms, Action::ReadEngagement]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PlannerAnswer, Refusal> {
        let registers = seen.organisation()?;
        let answered = registers.planner.answered.clone();
        let figures = planner_figures().clone().with(&registers.planner.figures);
        let judged = self.tried.clone().or_else(|| answered.as_ref().map(|held| held.answers.clone()));
        Ok(PlannerAnswer { answered, ..judged_by(judged, figures, demand(registers)) })
    }
}

/// Which framework first by answers that are kept nowhere: the library alone speaks.
#[derive(Clone, Debug)]
pub struct CourseOf {
    /// The answers.
    pub answers: Answers,
}

impl Question for CourseOf {
    type Answer = PlannerAnswer;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, _: &Seen<'_>) -> Result<PlannerAnswer, Refusal> {
        let judged = judged_by(Some(self.answers.clone()), planner_figures().clone(), Demand::default());
        // Without a register there is nothing that an answer could differ from.
        Ok(PlannerAnswer { differences: Vec::new(), recorded: None, ..judged })
    }
}

/// Answers, judged by the figures and held against the demand that is recorded.
fn judged_by(judged: Option<Answers>, figures: Figures, demand: Demand) -> PlannerAnswer {
    let mut answer = PlannerAnswer {
        answered: None,
        judged: judged.clone(),
        figures,
        verdict: None,
        undecided: None,
        reasons: Vec::new(),
        flips: Vec::new(),
        demand,
        differences: Vec::new(),
        recorded: None,
    };
    let Some(judged) = judged else { return answer };
    answer.differences = differences(&judged, &answer.demand);
    match decide(&judged, &answer.figures) {
        Ok(verdict) => {
            answer.reasons = reasons(&judged, &answer.figures, &verdict, planner_guide());
            answer.flips = flips(&judged, &answer.figures);
            let recorded = decide(&answer.demand.into_answers(&judged), &answer.figures).ok();
            answer.recorded = recorded.filter(|other| (other.course, other.first) != (verdict.course, verdict.first));
            answer.verdict = Some(verdict);
        }
        Err(refusal) => answer.undecided = Some(refusal),
    }
    answer
}
