//! Questionnaires of customers: a spreadsheet comes in, and the very same one goes back with the answers in it.

use super::RowProblem;
use super::list::sound;
use crate::access::Who;
use crate::{App, Failure, Fault, Receipt};
use domain::command::{Command, QuestionnaireCommand};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::rules::access::Object;
use domain::rules::questionnaire::{known, may_leave};
use domain::values::questionnaire::{MAX_QUESTION, MAX_QUESTIONS, Question, Questionnaire, QuestionnaireFile};
use domain::values::{Action, FileRef, State};
use formats::sheet::column_number;
use formats::sheet::form::{FilledCell, fill, read};
pub use formats::sheet::form::{Form, FormLine, FormOptions};
use jiff::civil::Date;

/// What is said of a questionnaire that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionnaireSaid {
    /// What it is called; empty for the name of the file.
    pub title: String,
    /// Who sent it.
    pub customer: String,
    /// The day on which it came; today when it is not said.
    pub received: Option<Date>,
    /// By which day it is wanted back.
    pub due: Option<Date>,
}

/// A questionnaire that is ready to go back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledQuestionnaire {
    /// The name of the file, as it came.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// How many answers are in it.
    pub answers: usize,
    /// How many questions have none from here.
    pub open: usize,
}

/// Reads the questions of a spreadsheet; what is not said of it is recognised.
///
/// # Errors
/// A refusal that names file, sheet, cell or heading and what would be right.
pub fn read_questionnaire(bytes: &[u8], name: &str, options: &FormOptions) -> Result<Form, Failure> {
    Ok(read(bytes, name, options).map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?)
}

/// Rows whose answer could not be written, and what is too long or too many to be taken in, as they are told.
pub fn form_problems(form: &Form) -> Vec<RowProblem> {
    let one = |problem: &formats::sheet::form::FormProblem| RowProblem {
        row: problem.row,
        field: "answer".to_owned(),
        what: problem.what.clone(),
        hint: problem.hint.clone(),
    };
    let asked = |line: &FormLine, what: String, hint: &str| RowProblem {
        row: line.row,
        field: "question".to_owned(),
        what,
        hint: hint.to_owned(),
    };
    let long = form.lines.iter().filter(|line| line.question.chars().count() > MAX_QUESTION);
    let long = long.map(|line| {
        asked(line, format!("a question has 1 to {MAX_QUESTION} characters"), "leave the row out, or shorten it")
    });
    let beyond = form.lines.get(MAX_QUESTIONS).map(|line| {
        asked(line, format!("more than {MAX_QUESTIONS} questions of one questionnaire"), "split the spreadsheet here")
    });
    form.problems.iter().map(one).chain(long).chain(beyond).collect()
}

impl App {
    /// Takes in a questionnaire that was read without problems; the file itself is kept.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or by the rules; a fault when it could not be recorded.
    pub fn import_questionnaire(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        said: QuestionnaireSaid,
        (form, name, bytes): (Form, &str, &[u8]),
    ) -> Result<Receipt, Failure> {
        sound(&form_problems(&form))?;
        let plain = |_: &Registers| Object::plain(State::Live);
        let (file, blob) = self.keep_list(slug, who, Action::RecordAsked, plain, bytes)?;
        let questionnaire = self.questionnaire(said, form, name, file);
        let command = QuestionnaireCommand::ImportQuestionnaire { questionnaire: Box::new(questionnaire) };
        self.change_with_files(slug, who, request, Command::Questionnaire(command), &[blob])
    }

    fn questionnaire(&self, said: QuestionnaireSaid, form: Form, name: &str, file: FileRef) -> Questionnaire {
        let title = match said.title.trim() {
            "" => name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(),
            title => title.to_owned(),
        };
        let question =
            |line: FormLine| Question { row: line.row, text: line.question, section: line.section, given: line.given };
        Questionnaire {
            title,
            customer: said.customer,
            received: said.received.unwrap_or_else(|| self.clock.today()),
            due: said.due,
            file: QuestionnaireFile {
                name: name.to_owned(),
                file,
                sheet: form.sheet,
                header_row: form.header_row,
                question: form.question,
                answer: form.answer,
            },
            questions: form.lines.into_iter().map(question).collect(),
        }
    }

    /// The spreadsheet as it came with the answers in it, and nothing else changed. Every answer is judged once more: what no
    /// external text may say, and what rests on something that has changed, does not leave (K14).
    ///
    /// # Errors
    /// A refusal that names the rows, or without the right to answer questionnaires; a fault when the file cannot be read.
    pub fn filled_questionnaire(&self, slug: &str, who: &Who, id: &str) -> Result<FilledQuestionnaire, Failure> {
        let live = self.live(slug)?;
        let held = {
            let state = live.state();
            self.authorize(&live, &state.registers, who, Action::RecordAsked, &Object::plain(State::Live))?;
            let (id, held) = known(&state.registers, id)?;
            may_leave(&state.registers, &id, self.clock.today())?;
            held.clone()
        };
        let file = &held.questionnaire.file;
        let mut bytes = Vec::new();
        let mut kept = self.files.read(&live.record.id, &file.file.sha256)?;
        std::io::Read::read_to_end(&mut kept, &mut bytes)
            .map_err(|e| Fault::new(format!("the file {}: {e}", file.file.sha256), "run `tickmark verify`"))?;
        let column = column_number(&file.answer).unwrap_or_default();
        let cell = |(row, answered): (&u32, &domain::registers::questionnaire::RowAnswer)| FilledCell {
            row: *row,
            column,
            text: answered.text.clone(),
        };
        let cells: Vec<FilledCell> = held.answered.iter().map(cell).collect();
        let filled = fill(&bytes, &file.name, &file.sheet, &cells)
            .map_err(|e| Refusal::NotPossible { sentence: e.to_string(), hint: e.hint() })?;
        let open = held.questionnaire.questions.len() - held.answered.len();
        Ok(FilledQuestionnaire { name: file.name.clone(), bytes: filled, answers: cells.len(), open })
    }
}
