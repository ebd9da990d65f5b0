//! Security questionnaires, the library of answers and the answer pack as JSON.

use super::NamedWords;
use app::Within;
use app::ask::{QuestionnaireDetail, QuestionnaireListed};
use app::exchange::Form;
use domain::registers::questionnaire::HeldQuestionnaire;
use domain::reports::questionnaire::{
    AnswerLine, PackLine, QuestionLine, QuestionnaireFigures, Satisfies, Stale, Suggestion,
};
use domain::values::questionnaire::{Question, SourceRef};
use serde::Serialize;
use utoipa::ToSchema;

/// How a questionnaire stands; the four states together are all its questions.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct QuestionnaireFiguresWords {
    /// All questions.
    pub questions: usize,
    /// Answered, and nothing speaks against the answer.
    pub answered: usize,
    /// Answered, and to be confirmed.
    pub to_confirm: usize,
    /// Came with something in the cell of the answer.
    pub given: usize,
    /// Open.
    pub open: usize,
}

impl From<&QuestionnaireFigures> for QuestionnaireFiguresWords {
    fn from(told: &QuestionnaireFigures) -> QuestionnaireFiguresWords {
        let QuestionnaireFigures { questions, answered, to_confirm, given, open } = *told;
        QuestionnaireFiguresWords { questions, answered, to_confirm, given, open }
    }
}

/// A questionnaire.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QuestionnaireWords {
    /// `QN-1`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who sent it.
    pub customer: String,
    /// The day on which it came.
    #[schema(format = Date)]
    pub received: String,
    /// By which day it is wanted back.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// The day on which it went back.
    #[schema(format = Date)]
    pub sent: Option<String>,
    /// Name of the spreadsheet.
    pub file: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The sheet.
    pub sheet: String,
    /// Column of the questions.
    pub question_column: String,
    /// Column of the answers.
    pub answer_column: String,
    /// How it stands.
    pub figures: QuestionnaireFiguresWords,
    /// Who took it in.
    pub by: NamedWords,
}

impl QuestionnaireWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldQuestionnaire, told: &QuestionnaireFigures) -> QuestionnaireWords {
        let one = &held.questionnaire;
        QuestionnaireWords {
            id: id.to_owned(),
            title: one.title.clone(),
            customer: one.customer.clone(),
            received: one.received.to_string(),
            due: one.due.map(|day| day.to_string()),
            sent: held.sent.as_ref().map(|sent| sent.on.to_string()),
            file: one.file.name.clone(),
            sha256: one.file.file.sha256.clone(),
            sheet: one.file.sheet.clone(),
            question_column: one.file.question.clone(),
            answer_column: one.file.answer.clone(),
            figures: told.into(),
            by: NamedWords::of(app, &held.by),
        }
    }

    /// The words of a line of the list.
    pub fn listed(app: &Within<'_>, line: &QuestionnaireListed) -> QuestionnaireWords {
        QuestionnaireWords::of(app, &line.id, &line.held, &line.figures)
    }
}

/// A question and how it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct QuestionWords {
    /// Its row in the spreadsheet.
    pub row: u32,
    /// The heading above it.
    pub section: String,
    /// The question.
    pub question: String,
    /// `open`, `given`, `to_confirm` or `answered`.
    pub state: &'static str,
    /// The answer.
    pub answer: Option<String>,
    /// The answer of the library, `AN-1`.
    pub answer_id: Option<String>,
    /// What stood in the cell when it came.
    pub given: String,
    /// Why the answer is to be confirmed.
    pub stale: Vec<String>,
    /// The library says it otherwise by now.
    pub differs: bool,
}

impl QuestionWords {
    /// The words of one.
    pub fn of(held: &HeldQuestionnaire, question: &Question, line: &QuestionLine) -> QuestionWords {
        let answered = held.answered.get(&question.row);
        QuestionWords {
            row: question.row,
            section: question.section.clone(),
            question: question.text.clone(),
            state: line.state.id(),
            answer: answered.map(|answered| answered.text.clone()),
            answer_id: answered.map(|answered| answered.id.clone()),
            given: question.given.clone(),
            stale: line.stale.iter().map(Stale::sentence).collect(),
            differs: line.differs,
        }
    }

    /// All of a questionnaire, by row.
    pub fn all(detail: &QuestionnaireDetail) -> Vec<QuestionWords> {
        let pairs = detail.held.questionnaire.questions.iter().zip(&detail.lines);
        pairs.map(|(question, line)| QuestionWords::of(&detail.held, question, line)).collect()
    }
}

/// What an answer rests on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SourceRefWords {
    /// `control`, `policy`, `statement`, `evidence`, `report` or `certificate`.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
}

impl From<&SourceRef> for SourceRefWords {
    fn from(source: &SourceRef) -> SourceRefWords {
        SourceRefWords { kind: source.kind.id(), id: source.id.clone() }
    }
}

/// What could be answered, and why. It is found by shared words on this machine, and nothing is sent anywhere.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AnswerSuggestionWords {
    /// The text.
    pub text: String,
    /// What it rests on.
    pub sources: Vec<SourceRefWords>,
    /// What the source is called.
    pub title: String,
    /// The answer of the library that it is.
    pub answer_id: Option<String>,
    /// Share of the question's words that the source has, by weight, in tenths of a percent.
    pub tenths: u32,
    /// The words that both have, without their endings.
    pub shared: Vec<String>,
    /// It was the very same question.
    pub same: bool,
    /// It is to be confirmed before it is used.
    pub stale: bool,
}

impl From<&Suggestion> for AnswerSuggestionWords {
    fn from(one: &Suggestion) -> AnswerSuggestionWords {
        AnswerSuggestionWords {
            text: one.text.clone(),
            sources: one.sources.iter().map(SourceRefWords::from).collect(),
            title: one.title.clone(),
            answer_id: one.answer.clone(),
            tenths: one.strength.tenths(),
            shared: one.shared.clone(),
            same: one.same,
            stale: one.stale,
        }
    }
}

/// What could be answered to one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowSuggestionsWords {
    /// The row.
    pub row: u32,
    /// The best first; empty when the programme has nothing to say to it.
    pub suggestions: Vec<AnswerSuggestionWords>,
}

impl RowSuggestionsWords {
    /// The words of a row.
    pub fn of((row, all): &(u32, Vec<Suggestion>)) -> RowSuggestionsWords {
        RowSuggestionsWords { row: *row, suggestions: all.iter().map(AnswerSuggestionWords::from).collect() }
    }
}

/// An answer of the library.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LibraryAnswerWords {
    /// `AN-1`.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// What it rests on.
    pub sources: Vec<SourceRefWords>,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// The day of its last confirmation.
    #[schema(format = Date)]
    pub confirmed: String,
    /// Who confirmed it.
    pub confirmed_by: NamedWords,
    /// Why it is to be looked at again; empty when nothing speaks against it.
    pub stale: Vec<String>,
    /// Questionnaires in which it stands.
    pub used_in: Vec<String>,
    /// Why it was taken out of the library.
    pub withdrawn: Option<String>,
}

impl LibraryAnswerWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, line: &AnswerLine) -> LibraryAnswerWords {
        let answer = &line.held.answer;
        LibraryAnswerWords {
            id: line.id.clone(),
            question: answer.question.clone(),
            answer: answer.answer.clone(),
            sources: answer.sources.iter().map(|cited| SourceRefWords::from(&cited.source)).collect(),
            owner: answer.owner.as_ref().map(|owner| NamedWords::of(app, owner)),
            confirmed: line.confirmed.to_string(),
            confirmed_by: NamedWords::of(app, &line.held.confirmed_by),
            stale: line.stale.iter().map(Stale::sentence).collect(),
            used_in: line.used_in.clone(),
            withdrawn: line.held.withdrawn.clone(),
        }
    }
}

/// Something that is held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SatisfiesWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// What may be said of it to others.
    pub sentence: String,
}

impl From<&Satisfies> for SatisfiesWords {
    fn from(held: &Satisfies) -> SatisfiesWords {
        SatisfiesWords {
            id: held.id.clone(),
            title: held.title.clone(),
            from: held.days.0.to_string(),
            until: held.days.1.to_string(),
            sentence: held.sentence.clone(),
        }
    }
}

/// A request, and what answers it. A report never stands for a certificate, nor a certificate for a report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PackLineWords {
    /// `soc2_type1`, `soc2_type2`, `iso_certificate` or `bridge_letter`.
    pub wants: &'static str,
    /// As people say it.
    pub title: &'static str,
    /// Customers who asked for it and wait.
    pub waiting: Vec<String>,
    /// What satisfies it.
    pub held: Option<SatisfiesWords>,
    /// What can be sent until there is one; it does not satisfy the request.
    pub meanwhile: Vec<SatisfiesWords>,
    /// What is missing, or what to mind.
    pub note: String,
}

impl From<&PackLine> for PackLineWords {
    fn from(line: &PackLine) -> PackLineWords {
        PackLineWords {
            wants: line.wants.id(),
            title: line.wants.title(),
            waiting: line.waiting.clone(),
            held: line.held.as_ref().map(SatisfiesWords::from),
            meanwhile: line.meanwhile.iter().map(SatisfiesWords::from).collect(),
            note: line.note.clone(),
        }
    }
}

/// What a spreadsheet holds, before anything of it is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FormLookWords {
    /// The sheet that was read.
    pub sheet: String,
    /// All sheets.
    pub sheets: Vec<String>,
    /// The row with the headings; 0 for none.
    pub header_row: u32,
    /// Column of the questions.
    pub question_column: String,
    /// Column of the answers.
    pub answer_column: String,
    /// How many questions there are.
    pub questions: usize,
    /// How many of them came with something in the cell of the answer.
    pub given: usize,
    /// Rows whose answer could not be written, each in a sentence.
    pub problems: Vec<String>,
    /// What there is to know of the file.
    pub notes: Vec<String>,
}

impl From<&Form> for FormLookWords {
    fn from(form: &Form) -> FormLookWords {
        let problem = |p: &app::exchange::RowProblem| format!("row {}: {} ({})", p.row, p.what, p.hint);
        FormLookWords {
            sheet: form.sheet.clone(),
            sheets: form.sheets.clone(),
            header_row: form.header_row,
            question_column: form.question.clone(),
            answer_column: form.answer.clone(),
            questions: form.lines.len(),
            given: form.lines.iter().filter(|line| !line.given.is_empty()).count(),
            problems: app::exchange::form_problems(form).iter().map(problem).collect(),
            notes: form.notes.clone(),
        }
    }
}
