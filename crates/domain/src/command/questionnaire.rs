//! Commands about security questionnaires and the library of answers.

use crate::values::Action;
use crate::values::questionnaire::{GivenAnswer, Questionnaire, SourceRef};
use jiff::civil::Date;
use serde::Serialize;

/// A change of questionnaires or of the library of answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum QuestionnaireCommand {
    /// Take in a questionnaire that was read from its spreadsheet.
    ImportQuestionnaire {
        /// The questionnaire.
        questionnaire: Box<Questionnaire>,
    },
    /// Answer questions, or take answers back; each answer goes into the library.
    AnswerQuestions {
        /// The questionnaire.
        id: String,
        /// The answers.
        answers: Vec<GivenAnswer>,
    },
    /// Record that a questionnaire went back to who sent it; its answers do not change any more.
    SendQuestionnaire {
        /// The questionnaire.
        id: String,
        /// On which day.
        on: Date,
    },
    /// Keep an answer in the library, or say one of it otherwise.
    KeepAnswer {
        /// Its id; `None` for a new one.
        id: Option<String>,
        /// The question.
        question: String,
        /// The answer.
        answer: String,
        /// What it rests on.
        sources: Vec<SourceRef>,
        /// The person who answers for it.
        owner: Option<String>,
    },
    /// Confirm that an answer is still right, with its sources as they are now.
    ConfirmAnswer {
        /// Its id.
        id: String,
    },
    /// Take an answer out of the library.
    WithdrawAnswer {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl QuestionnaireCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            QuestionnaireCommand::ImportQuestionnaire { .. } => "import_questionnaire",
            QuestionnaireCommand::AnswerQuestions { .. } => "answer_questions",
            QuestionnaireCommand::SendQuestionnaire { .. } => "send_questionnaire",
            QuestionnaireCommand::KeepAnswer { .. } => "keep_answer",
            QuestionnaireCommand::ConfirmAnswer { .. } => "confirm_answer",
            QuestionnaireCommand::WithdrawAnswer { .. } => "withdraw_answer",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            QuestionnaireCommand::ImportQuestionnaire { .. } | QuestionnaireCommand::KeepAnswer { id: None, .. } => {
                None
            }
            QuestionnaireCommand::AnswerQuestions { id, .. } | QuestionnaireCommand::SendQuestionnaire { id, .. } => {
                Some(("questionnaire", id))
            }
            QuestionnaireCommand::KeepAnswer { id: Some(id), .. }
            | QuestionnaireCommand::ConfirmAnswer { id }
            | QuestionnaireCommand::WithdrawAnswer { id, .. } => Some(("answer", id)),
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        Action::RecordAsked
    }
}
