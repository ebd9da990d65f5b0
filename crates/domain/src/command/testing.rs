//! Commands about populations, samples, tests and exceptions.

use crate::values::testing::{
    Draw, ExceptionNote, ORGANISATION_WIDE, Population, TestConclusion, TestPlan, TestResult,
};
use crate::values::{Action, SamplingProfile};
use serde::Serialize;
use std::collections::BTreeSet;

/// A change of populations, samples, tests and exceptions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum TestingCommand {
    /// Hand in a population.
    RecordPopulation {
        /// What it is, with its items.
        population: Box<Population>,
    },
    /// Hand it in again, as long as it is not frozen.
    RevisePopulation {
        /// Its id.
        id: String,
        /// The whole population as it shall be.
        population: Box<Population>,
    },
    /// Freeze a population that was checked: it never changes again (SoD-11).
    FreezePopulation {
        /// Its id.
        id: String,
    },
    /// Draw a sample from a frozen population.
    DrawSample {
        /// How.
        draw: Box<Draw>,
    },
    /// Set an own table of sample sizes.
    SetSamplingProfile {
        /// The table.
        profile: Box<SamplingProfile>,
    },
    /// Choose the table of sample sizes that is read when a draw names none.
    ChooseSamplingProfile {
        /// For this engagement alone; otherwise for the organisation.
        engagement: Option<String>,
        /// The table: the own one of this id, or else the library's.
        profile: Box<SamplingProfile>,
    },
    /// Plan a test.
    PlanTest {
        /// What is tested, and how.
        plan: Box<TestPlan>,
    },
    /// Let a planned test use a sample.
    TakeSample {
        /// The test.
        id: String,
        /// The sample.
        sample: String,
    },
    /// Record what was found, item by attribute.
    RecordResults {
        /// The test.
        id: String,
        /// The results; one for an item and attribute that had one takes its place.
        results: Vec<TestResult>,
        /// The conclusion that stands is taken back by it, knowingly: the test is open again until it is concluded anew.
        reopens: bool,
    },
    /// Write the note that ends a readiness test.
    NoteReadiness {
        /// The test.
        id: String,
        /// The note.
        text: String,
    },
    /// Conclude on a test, as an auditor of the engagement (SoD-14).
    ConcludeTest {
        /// The test.
        id: String,
        /// The conclusion.
        conclusion: TestConclusion,
        /// In the auditor's words.
        text: String,
        /// What it rests on beside what the results cite.
        evidence: BTreeSet<String>,
    },
    /// Note an exception, as an auditor of the engagement.
    NoteException {
        /// What was found.
        note: Box<ExceptionNote>,
    },
    /// Say how an exception came about.
    ExplainException {
        /// Its id.
        id: String,
        /// The cause.
        cause: String,
        /// The control that made up for it, if one did.
        compensating: String,
    },
    /// Let an exception stand, or clear it, as an auditor of the engagement.
    JudgeException {
        /// Its id.
        id: String,
        /// It stands; otherwise it is cleared.
        stands: bool,
        /// Why.
        reason: String,
    },
    /// Write management's response.
    RespondException {
        /// Its id.
        id: String,
        /// The response.
        response: String,
    },
    /// Link the corrective action.
    LinkExceptionAction {
        /// Its id.
        id: String,
        /// The action: its number in the list of actions, or what is done, by whom, by when.
        action: String,
    },
    /// Close an exception, as an auditor of the engagement.
    CloseException {
        /// Its id.
        id: String,
        /// What was seen.
        note: String,
    },
}

impl TestingCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            TestingCommand::RecordPopulation { .. } => "record_population",
            TestingCommand::RevisePopulation { .. } => "revise_population",
            TestingCommand::FreezePopulation { .. } => "freeze_population",
            TestingCommand::DrawSample { .. } => "draw_sample",
            TestingCommand::SetSamplingProfile { .. } => "set_sampling_profile",
            TestingCommand::ChooseSamplingProfile { .. } => "choose_sampling_profile",
            TestingCommand::PlanTest { .. } => "plan_test",
            TestingCommand::TakeSample { .. } => "take_sample",
            TestingCommand::RecordResults { .. } => "record_results",
            TestingCommand::NoteReadiness { .. } => "note_readiness",
            TestingCommand::ConcludeTest { .. } => "conclude_test",
            TestingCommand::NoteException { .. } => "note_exception",
            TestingCommand::ExplainException { .. } => "explain_exception",
            TestingCommand::JudgeException { .. } => "judge_exception",
            TestingCommand::RespondException { .. } => "respond_exception",
            TestingCommand::LinkExceptionAction { .. } => "link_exception_action",
            TestingCommand::CloseException { .. } => "close_exception",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            TestingCommand::RecordPopulation { .. }
            | TestingCommand::DrawSample { .. }
            | TestingCommand::PlanTest { .. }
            | TestingCommand::NoteException { .. } => return None,
            TestingCommand::RevisePopulation { id, .. } | TestingCommand::FreezePopulation { id } => ("population", id),
            TestingCommand::SetSamplingProfile { profile } => ("sampling_profile", &profile.id),
            TestingCommand::ChooseSamplingProfile { engagement, .. } => {
                ("sampling_choice", engagement.as_deref().unwrap_or(ORGANISATION_WIDE))
            }
            TestingCommand::TakeSample { id, .. }
            | TestingCommand::RecordResults { id, .. }
            | TestingCommand::NoteReadiness { id, .. }
            | TestingCommand::ConcludeTest { id, .. } => ("control_test", id),
            TestingCommand::ExplainException { id, .. }
            | TestingCommand::JudgeException { id, .. }
            | TestingCommand::RespondException { id, .. }
            | TestingCommand::LinkExceptionAction { id, .. }
            | TestingCommand::CloseException { id, .. } => ("exception", id),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            TestingCommand::RecordPopulation { .. }
            | TestingCommand::RevisePopulation { .. }
            | TestingCommand::FreezePopulation { .. } => Action::SetPopulation,
            TestingCommand::DrawSample { .. }
            | TestingCommand::SetSamplingProfile { .. }
            | TestingCommand::ChooseSamplingProfile { .. } => Action::DrawSample,
            TestingCommand::PlanTest { .. }
            | TestingCommand::TakeSample { .. }
            | TestingCommand::RecordResults { .. }
            | TestingCommand::NoteReadiness { .. } => Action::TestControl,
            TestingCommand::ConcludeTest { .. } => Action::ConcludeTest,
            TestingCommand::NoteException { .. }
            | TestingCommand::JudgeException { .. }
            | TestingCommand::CloseException { .. } => Action::NoteException,
            TestingCommand::ExplainException { .. }
            | TestingCommand::RespondException { .. }
            | TestingCommand::LinkExceptionAction { .. } => Action::AnswerException,
        }
    }
}
