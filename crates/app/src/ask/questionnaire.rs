//! Questions about security questionnaires, the library of answers, and what is sent to customers.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::questionnaire::HeldQuestionnaire;
use domain::reports::questionnaire::{
    AnswerLine, Matcher, PackLine, QuestionLine, QuestionnaireFigures, Suggestion, answer_lines, answer_pack, figures,
    question_lines,
};
use domain::rules::questionnaire::{known, known_answer, may_leave};
use domain::values::Action;

/// All questionnaires.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuestionnairesOf;

/// A questionnaire as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionnaireListed {
    /// Its id.
    pub id: String,
    /// It, without its questions.
    pub held: HeldQuestionnaire,
    /// How it stands.
    pub figures: QuestionnaireFigures,
}

impl Question for QuestionnairesOf {
    type Answer = Vec<QuestionnaireListed>;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<QuestionnaireListed>, Refusal> {
        let registers = seen.organisation()?;
        let line = |(id, held): (String, &HeldQuestionnaire)| {
            let figures = figures(&question_lines(registers, held, seen.on));
            let mut held = HeldQuestionnaire { answered: std::collections::BTreeMap::new(), ..held.clone() };
            held.questionnaire.questions.clear();
            QuestionnaireListed { id, held, figures }
        };
        Ok(registers.questionnaires.each().rev().map(line).collect())
    }
}

/// One questionnaire.
#[derive(Clone, Debug)]
pub struct QuestionnaireOf(pub String);

/// One questionnaire, and how each question stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionnaireDetail {
    /// Its id.
    pub id: String,
    /// It.
    pub held: HeldQuestionnaire,
    /// Its questions, by row.
    pub lines: Vec<QuestionLine>,
    /// How it stands.
    pub figures: QuestionnaireFigures,
    /// Why it may not leave yet.
    pub stays: Option<Refusal>,
}

impl Question for QuestionnaireOf {
    type Answer = QuestionnaireDetail;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<QuestionnaireDetail, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = known(registers, &self.0)?;
        let lines = question_lines(registers, held, seen.on);
        let stays = may_leave(registers, &id, seen.on).err();
        Ok(QuestionnaireDetail { figures: figures(&lines), stays, lines, held: held.clone(), id })
    }
}

/// What could be answered to questions of a questionnaire.
#[derive(Clone, Debug)]
pub struct SuggestionsFor {
    /// The questionnaire.
    pub id: String,
    /// Only these rows; all of them when empty.
    pub rows: Vec<u32>,
    /// Only rows that nobody answered.
    pub open: bool,
}

/// What could be answered, by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestionsAnswer {
    /// The rows in their order, each with what could be answered.
    pub rows: Vec<(u32, Vec<Suggestion>)>,
    /// How many things the programme can say.
    pub said: usize,
}

/// What is suggested rests on controls, documents, the statement and evidence: it takes the right to read all of them.
const SUGGESTING: [Action; 5] =
    [Action::ReadEngagement, Action::ReadProgramme, Action::ReadPolicies, Action::ReadStatement, Action::ReadEvidence];

impl Question for SuggestionsFor {
    type Answer = SuggestionsAnswer;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn rights(&self) -> Vec<Action> {
        SUGGESTING.to_vec()
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<SuggestionsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let (_, held) = known(registers, &self.id)?;
        for row in &self.rows {
            if held.questionnaire.question(*row).is_none() {
                return Err(Refusal::Unknown { what: "row of the questionnaire", id: row.to_string(), nearest: None });
            }
        }
        let matcher = Matcher::new(registers, seen.on);
        let open = |row: u32| !self.open || !held.answered.contains_key(&row);
        let wanted = |row: u32| (self.rows.is_empty() || self.rows.contains(&row)) && open(row);
        let questions = held.questionnaire.questions.iter().filter(|question| wanted(question.row));
        let rows = questions.map(|question| (question.row, matcher.suggest(&question.text))).collect();
        Ok(SuggestionsAnswer { rows, said: matcher.len() })
    }
}

/// What could be answered to a question that stands in no questionnaire.
#[derive(Clone, Debug)]
pub struct SuggestionsOn(pub String);

impl Question for SuggestionsOn {
    type Answer = Vec<Suggestion>;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn rights(&self) -> Vec<Action> {
        SUGGESTING.to_vec()
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Suggestion>, Refusal> {
        Ok(Matcher::new(seen.organisation()?, seen.on).suggest(&self.0))
    }
}

/// The library of answers; who owns some of them sees those.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnswersOf;

impl Question for AnswersOf {
    type Answer = Vec<AnswerLine>;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<AnswerLine>, Refusal> {
        let mut all = answer_lines(seen.organisation()?, seen.on);
        all.retain(|line| sees(seen, line.held.answer.owner.as_ref()));
        Ok(all)
    }
}

fn sees(seen: &Seen<'_>, owner: Option<&String>) -> bool {
    seen.only.is_none_or(|own| owner.is_some_and(|owner| own.contains(owner)))
}

/// One answer of the library.
#[derive(Clone, Debug)]
pub struct AnswerOf(pub String);

impl Question for AnswerOf {
    type Answer = AnswerLine;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<AnswerLine, Refusal> {
        let registers = seen.organisation()?;
        let (id, held) = known_answer(registers, &self.0)?;
        let unknown = || Refusal::Unknown { what: "answer", id: self.0.clone(), nearest: None };
        if !sees(seen, held.answer.owner.as_ref()) {
            return Err(unknown());
        }
        answer_lines(registers, seen.on).into_iter().find(|line| line.id == id).ok_or_else(unknown)
    }
}

/// Which report or certificate answers which request.
#[derive(Clone, Copy, Debug, Default)]
pub struct AnswerPackOf;

impl Question for AnswerPackOf {
    type Answer = Vec<PackLine>;

    fn rights(&self) -> Vec<Action> {
        vec![Action::ReadEngagement, Action::ReadCertification]
    }

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<PackLine>, Refusal> {
        Ok(answer_pack(seen.organisation()?, seen.on))
    }
}
