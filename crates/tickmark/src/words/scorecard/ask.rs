//! Answers to the scorecard as they come in, from a file, an address or a call.

use domain::refusal::Refusal;
use domain::rules::scorecard::check_taken;
use domain::values::nearest::nearest;
use domain::values::scorecard::{CardAnswer, CardAnswers, Scorecard, TakenScorecard};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// People that a roadmap reckons with when nobody says it.
const PEOPLE: u32 = 1;

/// Answers to the scorecard: the file that `tickmark scorecard --out` writes and `tickmark init --scorecard` takes.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "answers": { "SQ01": "yes", "SQ05": "no", "SQ20": "do_not_know" }, "needed_by": "2027-06-30", "people": 2 }))]
pub struct ScorecardAnswersAsk {
    /// Answers by question: `yes`, `partly`, `no` or `do_not_know`. What is left out counts nothing.
    pub answers: BTreeMap<String, String>,
    /// The day by which the result of the work is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub needed_by: Option<String>,
    /// People who work at it; 1 when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
}

impl ScorecardAnswersAsk {
    /// What is meant, against the questions of a scorecard.
    ///
    /// # Errors
    /// A refusal that names the question or the field, and what would be right.
    pub fn meant(&self, card: &Scorecard) -> Result<TakenScorecard, Refusal> {
        let mut answers = CardAnswers::new();
        for (question, answer) in &self.answers {
            let answer = CardAnswer::parse(answer).ok_or_else(|| Refusal::NotPossible {
                sentence: format!("{question}: `{answer}` is no answer"),
                hint: match nearest(answer, CardAnswer::ALL.map(CardAnswer::id)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "answer yes, partly, no or do_not_know".to_owned(),
                },
            })?;
            let id = card.question(question).map_or_else(|| question.clone(), |known| known.id.clone());
            answers.insert(id, answer);
        }
        let needed_by = self.needed_by.as_deref().map(str::trim).filter(|day| !day.is_empty());
        let needed_by = needed_by.map(|day| {
            day.parse::<Date>().map_err(|_| Refusal::NotPossible {
                sentence: format!("needed_by: `{day}` is no day"),
                hint: "write it like 2027-06-30".to_owned(),
            })
        });
        let people = self.people.unwrap_or(PEOPLE);
        let taken = TakenScorecard { card: card.clone(), answers, needed_by: needed_by.transpose()?, people };
        check_taken(&taken)?;
        Ok(taken)
    }

    /// The answers as they are written to a file.
    pub fn of(taken: &TakenScorecard) -> ScorecardAnswersAsk {
        ScorecardAnswersAsk {
            answers: taken.answers.iter().map(|(id, answer)| (id.clone(), answer.id().to_owned())).collect(),
            needed_by: taken.needed_by.map(|day| day.to_string()),
            people: Some(taken.people),
        }
    }
}
