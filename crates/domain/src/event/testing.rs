//! What happened to populations, samples, tests and exceptions.

use crate::values::SamplingProfile;
use crate::values::testing::{
    ExceptionNote, ORGANISATION_WIDE, Population, Sample, TestConclusion, TestPlan, TestResult,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact about populations, samples, tests and exceptions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestingEvent {
    /// A population was handed in.
    PopulationRecorded {
        /// Its id.
        id: String,
        /// What it is.
        population: Box<Population>,
    },
    /// It was handed in again.
    PopulationRevised {
        /// Its id.
        id: String,
        /// What it is now.
        population: Box<Population>,
    },
    /// A population was frozen.
    PopulationFrozen {
        /// Its id.
        id: String,
        /// SHA-256 of its list in the written order (`docs/testing.md`), 64 lower-case hex digits.
        sha256: String,
        /// Number of its items.
        items: u32,
    },
    /// A sample was drawn.
    SampleDrawn {
        /// Its id.
        id: String,
        /// The draw and what it gave.
        sample: Box<Sample>,
    },
    /// An own table of sample sizes was set.
    SamplingProfileSet {
        /// The table.
        profile: Box<SamplingProfile>,
    },
    /// A table of sample sizes was chosen for draws that name none.
    SamplingProfileChosen {
        /// For this engagement alone; otherwise for the organisation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        engagement: Option<String>,
        /// The id of the table.
        profile: String,
    },
    /// A test was planned.
    TestPlanned {
        /// Its id.
        id: String,
        /// What is tested, and how.
        plan: Box<TestPlan>,
        /// The version of the control that is in force then.
        version: u32,
        /// What is tested, each with the version of the control that it belongs to.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        items: BTreeMap<String, u32>,
    },
    /// A planned test uses a sample.
    SampleTaken {
        /// The test.
        id: String,
        /// The sample.
        sample: String,
        /// Its items, each with the version of the control that was in force on its day.
        items: BTreeMap<String, u32>,
    },
    /// Results were recorded.
    ResultsRecorded {
        /// The test.
        id: String,
        /// The results.
        results: Vec<TestResult>,
    },
    /// A readiness test ended in a note.
    ReadinessNoted {
        /// The test.
        id: String,
        /// The note.
        text: String,
    },
    /// An auditor concluded on a test.
    TestConcluded {
        /// The test.
        id: String,
        /// The conclusion.
        conclusion: TestConclusion,
        /// In the auditor's words.
        text: String,
        /// What it rests on: items of evidence, each with the version that was read.
        cited: BTreeMap<String, u32>,
    },
    /// An auditor noted an exception.
    ExceptionNoted {
        /// Its id.
        id: String,
        /// What was found.
        note: Box<ExceptionNote>,
        /// How many items were tested.
        tested: u32,
        /// How many of them deviate.
        deviating: u32,
    },
    /// The organisation said how it came about.
    ExceptionExplained {
        /// Its id.
        id: String,
        /// The cause.
        cause: String,
        /// The control that made up for it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        compensating: String,
    },
    /// The auditor let it stand, or cleared it.
    ExceptionJudged {
        /// Its id.
        id: String,
        /// It stands.
        stands: bool,
        /// Why.
        reason: String,
    },
    /// Management responded.
    ExceptionAnswered {
        /// Its id.
        id: String,
        /// The response.
        response: String,
    },
    /// A corrective action was linked.
    ExceptionLinked {
        /// Its id.
        id: String,
        /// The action.
        action: String,
    },
    /// An exception was closed.
    ExceptionClosed {
        /// Its id.
        id: String,
        /// What was seen.
        note: String,
    },
}

impl TestingEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            TestingEvent::PopulationRecorded { .. } => "population_recorded",
            TestingEvent::PopulationRevised { .. } => "population_revised",
            TestingEvent::PopulationFrozen { .. } => "population_frozen",
            TestingEvent::SampleDrawn { .. } => "sample_drawn",
            TestingEvent::SamplingProfileSet { .. } => "sampling_profile_set",
            TestingEvent::SamplingProfileChosen { .. } => "sampling_profile_chosen",
            TestingEvent::TestPlanned { .. } => "test_planned",
            TestingEvent::SampleTaken { .. } => "sample_taken",
            TestingEvent::ResultsRecorded { .. } => "results_recorded",
            TestingEvent::ReadinessNoted { .. } => "readiness_noted",
            TestingEvent::TestConcluded { .. } => "test_concluded",
            TestingEvent::ExceptionNoted { .. } => "exception_noted",
            TestingEvent::ExceptionExplained { .. } => "exception_explained",
            TestingEvent::ExceptionJudged { .. } => "exception_judged",
            TestingEvent::ExceptionAnswered { .. } => "exception_answered",
            TestingEvent::ExceptionLinked { .. } => "exception_linked",
            TestingEvent::ExceptionClosed { .. } => "exception_closed",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            TestingEvent::PopulationRecorded { id, .. }
            | TestingEvent::PopulationRevised { id, .. }
            | TestingEvent::PopulationFrozen { id, .. } => ("population", id),
            TestingEvent::SampleDrawn { id, .. } => ("sample", id),
            TestingEvent::SamplingProfileSet { profile } => ("sampling_profile", &profile.id),
            TestingEvent::SamplingProfileChosen { engagement, .. } => {
                ("sampling_choice", engagement.as_deref().unwrap_or(ORGANISATION_WIDE))
            }
            TestingEvent::TestPlanned { id, .. }
            | TestingEvent::SampleTaken { id, .. }
            | TestingEvent::ResultsRecorded { id, .. }
            | TestingEvent::ReadinessNoted { id, .. }
            | TestingEvent::TestConcluded { id, .. } => ("control_test", id),
            TestingEvent::ExceptionNoted { id, .. }
            | TestingEvent::ExceptionExplained { id, .. }
            | TestingEvent::ExceptionJudged { id, .. }
            | TestingEvent::ExceptionAnswered { id, .. }
            | TestingEvent::ExceptionLinked { id, .. }
            | TestingEvent::ExceptionClosed { id, .. } => ("exception", id),
        }
    }
}
