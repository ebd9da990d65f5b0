//! Security questionnaires of customers: the questions of one spreadsheet, and the library of answers that were given.

use super::FileRef;
use super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most questions of one questionnaire.
pub const MAX_QUESTIONS: usize = 10_000;
/// Longest question, in characters.
pub const MAX_QUESTION: usize = 4_000;
/// Longest answer, in characters.
pub const MAX_ANSWER: usize = 8_000;
/// Most bytes of all questions of one questionnaire together.
pub const MAX_ALL_QUESTIONS: usize = 4 * 1024 * 1024;
/// Most questionnaires of one organisation.
pub const MAX_QUESTIONNAIRES: usize = 1_000;
/// Most answers in the library of one organisation.
pub const MAX_LIBRARY: usize = 20_000;
/// Most sources of one answer.
pub const MAX_SOURCES: usize = 20;
/// Days after which an answer is to be confirmed again.
pub const CONFIRM_DAYS: i32 = 365;

/// What an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// An own control in place.
    Control,
    /// A controlled document in force.
    Policy,
    /// An entry of the Statement of Applicability in force, by its control.
    Statement,
    /// An item of evidence that counts.
    Evidence,
    /// An issued SOC 2 report, by its engagement.
    Report,
    /// A certificate in force, by its project.
    Certificate,
}

words!(SourceKind {
    Control = "control", "Own control";
    Policy = "policy", "Controlled document";
    Statement = "statement", "Statement of Applicability";
    Evidence = "evidence", "Evidence";
    Report = "report", "SOC 2 report";
    Certificate = "certificate", "Certificate";
});

/// A source by kind and id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// What it is.
    pub kind: SourceKind,
    /// Its id: of an entry of the Statement its control, such as `A.8.24`.
    pub id: String,
}

impl SourceRef {
    /// A source.
    pub fn new(kind: SourceKind, id: impl Into<String>) -> SourceRef {
        SourceRef { kind, id: id.into() }
    }

    /// Reads `control:AC-3`, `policy:PL-1`, `statement:A.8.24`.
    pub fn parse(text: &str) -> Option<SourceRef> {
        let (kind, id) = text.trim().split_once(':')?;
        let id = id.trim();
        (!id.is_empty()).then(|| Some(SourceRef::new(SourceKind::parse(kind)?, id)))?
    }
}

impl std::fmt::Display for SourceRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind.id(), self.id)
    }
}

/// A source as it was when somebody relied on it; another mark means that it has changed since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSource {
    /// What it is.
    #[serde(flatten)]
    pub source: SourceRef,
    /// Its version then.
    pub mark: String,
}

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LibraryAnswer {
    /// The question as it was asked first.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<AnswerSource>,
    /// The person who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// An answer as somebody gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenAnswer {
    /// The row of the question; empty text takes the answer of the row back.
    pub row: u32,
    /// The answer.
    pub answer: String,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRef>,
    /// The person who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// A question of a questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its row, as the spreadsheet shows it.
    pub row: u32,
    /// The question.
    pub text: String,
    /// The heading above it, when there is one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// What stood in the cell of the answer when it came.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub given: String,
}

/// The spreadsheet of a questionnaire, and where in it questions and answers stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub file: FileRef,
    /// The sheet; of a CSV file its name.
    pub sheet: String,
    /// The row with the headings; 0 when there is none.
    pub header_row: u32,
    /// Letters of the column with the questions.
    pub question: String,
    /// Letters of the column with the answers.
    pub answer: String,
}

/// A questionnaire as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// What it is called.
    pub title: String,
    /// Who sent it.
    pub customer: String,
    /// The day on which it came.
    pub received: Date,
    /// By which day it is wanted back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The spreadsheet.
    pub file: QuestionnaireFile,
    /// The questions, by row.
    pub questions: Vec<Question>,
}

impl Questionnaire {
    /// The question of a row.
    pub fn question(&self, row: u32) -> Option<&Question> {
        self.questions.binary_search_by_key(&row, |question| question.row).ok().map(|at| &self.questions[at])
    }
}

/// A question as it is compared with another: words in small letters, nothing between them.
pub fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{SourceKind, SourceRef, plain};

    #[test]
    fn sources_are_written_and_read_back() {
        let source = SourceRef::new(SourceKind::Statement, "A.8.24");
        assert_eq!(SourceRef::parse(&source.to_string()), Some(source));
        assert_eq!(SourceRef::parse("control:"), None);
        assert_eq!(SourceRef::parse("nothing:AC-1"), None);
    }

    #[test]
    fn questions_are_compared_by_their_words() {
        assert_eq!(plain("  Do you encrypt data at rest? "), plain("do you encrypt DATA, at-rest"));
        assert_ne!(plain("Do you encrypt data at rest?"), plain("Do you encrypt data in transit?"));
    }
}
