//! The register of security questionnaires, and the library of answers.

use super::Recorded;
use crate::event::{AnsweredQuestion, QuestionnaireEvent};
use crate::values::questionnaire::{LibraryAnswer, Questionnaire, plain};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Questionnaires and answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionnaireRegister {
    /// Questionnaires by number: `QN-3` is 3.
    pub questionnaires: BTreeMap<u32, HeldQuestionnaire>,
    /// Answers by number: `AN-3` is 3.
    pub answers: BTreeMap<u32, HeldAnswer>,
}

/// A questionnaire, and what was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldQuestionnaire {
    /// As it came.
    pub questionnaire: Questionnaire,
    /// The answers by row.
    pub answered: BTreeMap<u32, RowAnswer>,
    /// That it went back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<SentBack>,
    /// Who took it in.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// The answer of a row, as it was accepted for this questionnaire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAnswer {
    /// The id of the answer in the library.
    pub id: String,
    /// The text.
    pub text: String,
    /// Who accepted it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// That a questionnaire went back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// The day.
    pub on: Date,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// An answer of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAnswer {
    /// The answer.
    pub answer: LibraryAnswer,
    /// How often it was said, from 1.
    pub version: u32,
    /// Who confirmed it last.
    pub confirmed_by: String,
    /// When, microseconds since 1970.
    pub confirmed_us: i64,
    /// Why it was taken out of the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
    /// Who said it first.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// The number in `QN-n` or `AN-n`, in any case of letters.
pub fn number(prefix: &str, id: &str) -> Option<u32> {
    let upper = id.trim().to_ascii_uppercase();
    let digits = upper.strip_prefix(prefix)?;
    digits.parse().ok().filter(|number: &u32| number.to_string() == digits)
}

impl QuestionnaireRegister {
    /// A questionnaire by its id.
    pub fn questionnaire(&self, id: &str) -> Option<&HeldQuestionnaire> {
        self.questionnaires.get(&number("QN-", id)?)
    }

    /// An answer by its id.
    pub fn answer(&self, id: &str) -> Option<&HeldAnswer> {
        self.answers.get(&number("AN-", id)?)
    }

    /// The questionnaires with their ids, the oldest first.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (String, &HeldQuestionnaire)> {
        self.questionnaires.iter().map(|(number, held)| (format!("QN-{number}"), held))
    }

    /// The answers of the library with their ids, those that were taken out included, the oldest first.
    pub fn each_answer(&self) -> impl DoubleEndedIterator<Item = (String, &HeldAnswer)> {
        self.answers.iter().map(|(number, held)| (format!("AN-{number}"), held))
    }

    /// The ids of the answers that stand, by the question as it is compared.
    pub fn by_question(&self) -> BTreeMap<String, String> {
        let stand = self.each_answer().filter(|(_, held)| held.withdrawn.is_none());
        stand.map(|(id, held)| (plain(&held.answer.question), id)).collect()
    }

    /// The id of the next questionnaire.
    pub fn next(&self) -> String {
        format!("QN-{}", self.questionnaires.len() + 1)
    }

    /// The id of the answer so many after the next one.
    pub fn next_answer(&self, after: usize) -> String {
        format!("AN-{}", self.answers.len() + 1 + after)
    }

    fn keep(&mut self, id: &str, answer: LibraryAnswer, recorded: Recorded<'_>) {
        let Some(number) = number("AN-", id) else { return };
        let by = recorded.by.to_owned();
        match self.answers.get_mut(&number) {
            Some(held) => {
                held.version += u32::from(held.answer != answer);
                held.answer = answer;
                (held.confirmed_by, held.confirmed_us) = (by, recorded.at_us);
            }
            None => {
                let held = HeldAnswer {
                    answer,
                    version: 1,
                    confirmed_by: by.clone(),
                    confirmed_us: recorded.at_us,
                    withdrawn: None,
                    by,
                    at_us: recorded.at_us,
                };
                self.answers.insert(number, held);
            }
        }
    }
}

/// Folds an event in.
pub(super) fn apply(
    register: &mut QuestionnaireRegister,
    recorded: Recorded<'_>,
    _entry: u64,
    event: QuestionnaireEvent,
) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        QuestionnaireEvent::QuestionnaireImported { id, questionnaire } => {
            if let Some(number) = number("QN-", &id) {
                let held = HeldQuestionnaire {
                    questionnaire: *questionnaire,
                    answered: BTreeMap::new(),
                    sent: None,
                    by,
                    at_us,
                };
                register.questionnaires.insert(number, held);
            }
        }
        QuestionnaireEvent::QuestionsAnswered { id, answers, taken_back } => {
            if let Some(held) = number("QN-", &id).and_then(|number| register.questionnaires.get_mut(&number)) {
                for AnsweredQuestion { row, id, text } in answers {
                    held.answered.insert(row, RowAnswer { id, text, by: by.clone(), at_us });
                }
                for row in taken_back {
                    held.answered.remove(&row);
                }
            }
        }
        QuestionnaireEvent::QuestionnaireSent { id, on } => {
            if let Some(held) = number("QN-", &id).and_then(|number| register.questionnaires.get_mut(&number)) {
                held.sent = Some(SentBack { on, by, at_us });
            }
        }
        QuestionnaireEvent::AnswerKept { id, answer } => register.keep(&id, answer, recorded),
        QuestionnaireEvent::AnswerConfirmed { id, sources } => {
            if let Some(held) = number("AN-", &id).and_then(|number| register.answers.get_mut(&number)) {
                held.answer.sources = sources;
                (held.confirmed_by, held.confirmed_us) = (by, at_us);
            }
        }
        QuestionnaireEvent::AnswerWithdrawn { id, reason } => {
            if let Some(held) = number("AN-", &id).and_then(|number| register.answers.get_mut(&number)) {
                held.withdrawn = Some(reason);
            }
        }
    }
}
