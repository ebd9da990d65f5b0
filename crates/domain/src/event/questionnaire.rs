//! What happened to security questionnaires and the library of answers.

use crate::values::questionnaire::{AnswerSource, LibraryAnswer, Questionnaire};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An answer to a question, and where the library keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnsweredQuestion {
    /// The row of the question.
    pub row: u32,
    /// The id of the answer in the library.
    pub id: String,
    /// The text, as it was accepted for this questionnaire.
    pub text: String,
}

/// A fact about a questionnaire or an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionnaireEvent {
    /// A questionnaire came in.
    QuestionnaireImported {
        /// Its id.
        id: String,
        /// The questionnaire.
        questionnaire: Box<Questionnaire>,
    },
    /// Questions were answered, or answers taken back; what is new in the library is an event of its own, after this one.
    QuestionsAnswered {
        /// The questionnaire.
        id: String,
        /// The answers.
        answers: Vec<AnsweredQuestion>,
        /// Rows whose answer was taken back.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        taken_back: Vec<u32>,
    },
    /// A questionnaire went back to who sent it.
    QuestionnaireSent {
        /// The questionnaire.
        id: String,
        /// On which day.
        on: Date,
    },
    /// An answer was kept in the library, or said otherwise.
    AnswerKept {
        /// Its id.
        id: String,
        /// The answer.
        answer: LibraryAnswer,
    },
    /// An answer was confirmed with its sources as they were then.
    AnswerConfirmed {
        /// Its id.
        id: String,
        /// The sources.
        sources: Vec<AnswerSource>,
    },
    /// An answer was taken out of the library.
    AnswerWithdrawn {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl QuestionnaireEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            QuestionnaireEvent::QuestionnaireImported { .. } => "questionnaire_imported",
            QuestionnaireEvent::QuestionsAnswered { .. } => "questions_answered",
            QuestionnaireEvent::QuestionnaireSent { .. } => "questionnaire_sent",
            QuestionnaireEvent::AnswerKept { .. } => "answer_kept",
            QuestionnaireEvent::AnswerConfirmed { .. } => "answer_confirmed",
            QuestionnaireEvent::AnswerWithdrawn { .. } => "answer_withdrawn",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            QuestionnaireEvent::QuestionnaireImported { id, .. }
            | QuestionnaireEvent::QuestionsAnswered { id, .. }
            | QuestionnaireEvent::QuestionnaireSent { id, .. } => ("questionnaire", id),
            QuestionnaireEvent::AnswerKept { id, .. }
            | QuestionnaireEvent::AnswerConfirmed { id, .. }
            | QuestionnaireEvent::AnswerWithdrawn { id, .. } => ("answer", id),
        }
    }
}
