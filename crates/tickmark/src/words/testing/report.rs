//! The tests of an engagement as a whole, and tables of sample sizes, as JSON.

use super::{ExceptionWords, SamplingRowShape};
use app::Within;
use app::ask::{ProfileLine, SamplingChoice, TestingAnswer};
use domain::reports::testing::{ControlTesting, TestingFigures};
use serde::Serialize;
use utoipa::ToSchema;

/// A control of an engagement with what its test has.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ControlTestingWords {
    /// The control.
    pub control: String,
    /// Its name.
    pub name: String,
    /// The criteria that it answers.
    pub criteria: Vec<String>,
    /// It operates.
    pub operating: bool,
    /// Nothing happened that it could have answered.
    pub unexercised: bool,
    /// Its populations.
    pub populations: Vec<String>,
    /// One of them is frozen.
    pub frozen: bool,
    /// Its samples.
    pub samples: Vec<String>,
    /// Its tests.
    pub tests: Vec<String>,
    /// Its exceptions.
    pub exceptions: Vec<String>,
    /// What is missing.
    pub missing: Vec<&'static str>,
}

impl From<&ControlTesting> for ControlTestingWords {
    fn from(one: &ControlTesting) -> ControlTestingWords {
        ControlTestingWords {
            control: one.control.clone(),
            name: one.name.clone(),
            criteria: one.criteria.clone(),
            operating: one.operating,
            unexercised: one.unexercised,
            populations: one.populations.iter().map(|(id, ..)| id.clone()).collect(),
            frozen: one.populations.iter().any(|(.., frozen)| *frozen),
            samples: one.samples.iter().map(|(id, _)| id.clone()).collect(),
            tests: one.tests.iter().map(|(id, ..)| id.clone()).collect(),
            exceptions: one.exceptions.clone(),
            missing: one.missing.iter().map(|missing| missing.id()).collect(),
        }
    }
}

/// The figures of an engagement's tests, each with its whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TestingFiguresWords {
    /// Controls in scope: the whole of `concluded`.
    pub controls: usize,
    /// Populations that are wanted: the whole of the two that follow.
    pub wanted: usize,
    /// Handed in.
    pub received: usize,
    /// Checked and frozen.
    pub frozen: usize,
    /// Controls with a conclusion.
    pub concluded: usize,
    /// Exceptions that are not cleared.
    pub exceptions: usize,
    /// Exceptions without a response.
    pub unanswered: usize,
}

impl From<&TestingFigures> for TestingFiguresWords {
    fn from(figures: &TestingFigures) -> TestingFiguresWords {
        let TestingFigures { controls, wanted, received, frozen, concluded, exceptions, unanswered } = *figures;
        TestingFiguresWords { controls, wanted, received, frozen, concluded, exceptions, unanswered }
    }
}

/// The tests of an engagement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TestingWords {
    /// The engagement.
    pub engagement: String,
    /// A Type I: tests of the design, and no results of operation.
    pub design_only: bool,
    /// Figures.
    pub figures: TestingFiguresWords,
    /// Controls in scope.
    pub controls: Vec<ControlTestingWords>,
    /// Exceptions.
    pub exceptions: Vec<ExceptionWords>,
}

impl TestingWords {
    /// The words of it.
    pub fn of(app: &Within<'_>, answer: &TestingAnswer) -> TestingWords {
        TestingWords {
            engagement: answer.report.engagement.clone(),
            design_only: answer.report.design_only,
            figures: TestingFiguresWords::from(&answer.report.figures),
            controls: answer.report.controls.iter().map(ControlTestingWords::from).collect(),
            exceptions: answer.exceptions.iter().map(|line| ExceptionWords::of(app, line)).collect(),
        }
    }
}

/// A table of sample sizes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SamplingProfileWords {
    /// Its id.
    pub id: String,
    /// The organisation's own, in place of the library's.
    pub own: bool,
    /// Its rows.
    #[schema(value_type = Vec<SamplingRowShape>)]
    pub rows: Vec<domain::values::SamplingRow>,
}

impl From<&ProfileLine> for SamplingProfileWords {
    fn from(line: &ProfileLine) -> SamplingProfileWords {
        SamplingProfileWords { id: line.profile.id.clone(), own: line.own, rows: line.profile.rows.clone() }
    }
}

/// Which table is read when a draw names none.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SamplingChoiceWords {
    /// The engagement; null for those that have no choice of their own.
    pub engagement: Option<String>,
    /// Its title.
    pub title: String,
    /// The table.
    pub profile: String,
    /// It was chosen for this one.
    pub own: bool,
}

impl From<&SamplingChoice> for SamplingChoiceWords {
    fn from(choice: &SamplingChoice) -> SamplingChoiceWords {
        let SamplingChoice { engagement, title, profile, own, .. } = choice.clone();
        SamplingChoiceWords { engagement, title, profile, own }
    }
}
