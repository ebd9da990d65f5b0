//! What the texts of documents are asked about, as JSON and as questions.

use domain::reports::policy::{
    LEFT_PERCENT, LEFT_SENTENCES, LeftAsIs, Practice, PracticeDoubt, Says, TextCheck, TextChecks,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A statement of the text that says how often something is done, or that it has to be so.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyPracticeWords {
    /// Its line.
    pub line: usize,
    /// The words.
    pub words: String,
    /// How often they say; `duty` where they say that something has to be so.
    pub says: &'static str,
    /// The control that it was compared with.
    pub control: Option<String>,
    /// What is asked about it; null where all fits.
    pub question: Option<String>,
}

/// How much of a text stands in the starter text that it is most like.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyStarterWords {
    /// Title of the starter text.
    pub starter: &'static str,
    /// Sentences that stand there word for word.
    pub same: usize,
    /// Sentences of the text with at least four words, headings left out.
    pub of: usize,
    /// Lines on which these sentences begin.
    pub lines: Vec<usize>,
    /// What is asked about it; null below the threshold.
    pub question: Option<String>,
}

impl From<&LeftAsIs> for PolicyStarterWords {
    fn from(left: &LeftAsIs) -> PolicyStarterWords {
        let LeftAsIs { starter, same, of, lines, .. } = left.clone();
        PolicyStarterWords { starter, same, of, lines, question: left_question(left) }
    }
}

/// What the text of one document is asked about.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyTextCheckWords {
    /// The document.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// The starter text that it was left as; null for none.
    pub starter: Option<PolicyStarterWords>,
    /// Statements that are asked about.
    pub statements: Vec<PolicyPracticeWords>,
}

/// What the texts of the documents are asked about.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyTextChecksWords {
    /// Documents that were looked at: those that you may read and that are not retired.
    pub of: usize,
    /// Statements in them that say how often something is done or that it has to be so.
    pub statements: usize,
    /// Of these, how many are asked about.
    pub asked: usize,
    /// Of these, how many are left out here.
    pub left_out: usize,
    /// Documents with something to ask.
    pub documents: Vec<PolicyTextCheckWords>,
}

impl From<&TextChecks> for PolicyTextChecksWords {
    fn from(checks: &TextChecks) -> PolicyTextChecksWords {
        let one = |check: &TextCheck| PolicyTextCheckWords {
            id: check.id.clone(),
            number: check.number.clone(),
            title: check.title.clone(),
            starter: check.left.as_ref().map(PolicyStarterWords::from),
            statements: check.statements.iter().map(practice).collect(),
        };
        PolicyTextChecksWords {
            of: checks.of,
            statements: checks.statements,
            asked: checks.asked,
            left_out: checks.left_out,
            documents: checks.documents.iter().map(one).collect(),
        }
    }
}

/// What is asked about a text that was left as it was, with the threshold; nothing below it.
pub fn left_question(left: &LeftAsIs) -> Option<String> {
    let LeftAsIs { starter, same, of, .. } = left;
    let counted = format!("{same} of {of} sentences stand word for word in the starter text \u{201c}{starter}\u{201d}");
    left.asked().then(|| match left.advice {
        true => format!("{counted}, and its advice on how to use it is still there. What do you really do?"),
        false => format!(
            "{counted}; asked about from {LEFT_SENTENCES} sentences and {LEFT_PERCENT} in a hundred on. What do you really do?"
        ),
    })
}

/// What is asked about a statement, as a question.
pub fn question(one: &Practice) -> Option<String> {
    let often = match one.says {
        Says::Often(says) => Some((says.frequency.how_often(), says.a_year)),
        Says::Duty => None,
    };
    let (often, a_year) = often.map_or((None, 0), |(often, a_year)| (Some(often), a_year));
    let says = often.clone().unwrap_or_else(|| "that it has to be so".to_owned());
    Some(match one.doubt.as_ref()? {
        PracticeDoubt::NoControl => match often {
            Some(often) => format!("Which control does this {often}? Name it in the paragraph."),
            None => "Which control sees to it? Name it in the paragraph.".to_owned(),
        },
        PracticeDoubt::NoFrequency { control } => {
            format!("The text says {says}; {control} says no frequency. How often does it run?")
        }
        PracticeDoubt::OtherFrequency { control, frequency } => {
            format!("The text says {says}; {control} runs {}. Which is right?", frequency.how_often())
        }
        PracticeDoubt::FewRuns { control, runs } => format!(
            "The text says {says}, which is {a_year} in a year; evidence shows {runs} of {control}. Where are the others?"
        ),
        PracticeDoubt::NoEvidence { control, since } => format!(
            "The text says {says}; no accepted evidence of {control} shows a run since {since}, its last period. What shows it?"
        ),
    })
}

/// A statement, and what is asked about it.
pub(super) fn practice(one: &Practice) -> PolicyPracticeWords {
    PolicyPracticeWords {
        line: one.line,
        words: one.words.clone(),
        says: match one.says {
            Says::Often(says) => says.frequency.id(),
            Says::Duty => "duty",
        },
        control: one.control.clone(),
        question: question(one),
    }
}
