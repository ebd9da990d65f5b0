//! A questionnaire comes in: named, whole, and once.

use super::{Judged, event};
use crate::event::QuestionnaireEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{SHORT_TEXT, optional, required};
use crate::values::questionnaire::{
    MAX_ALL_QUESTIONS, MAX_QUESTION, MAX_QUESTIONNAIRES, MAX_QUESTIONS, Question, Questionnaire, QuestionnaireFile,
};
use jiff::civil::Date;

/// Longest letters of a column.
const MAX_LETTERS: usize = 3;

pub(super) fn import(registers: &Registers, questionnaire: Questionnaire, today: Date) -> Judged {
    let register = &registers.questionnaires;
    if register.questionnaires.len() >= MAX_QUESTIONNAIRES {
        return Err(Refusal::TooMany { what: "questionnaires", max: MAX_QUESTIONNAIRES });
    }
    let title = required(&questionnaire.title, "the title", "what the questionnaire is called", SHORT_TEXT)?;
    let customer = required(&questionnaire.customer, "the customer", "who sent it", SHORT_TEXT)?;
    if questionnaire.received > today {
        return Err(Refusal::InTheFuture { field: "the day on which it came" });
    }
    if questionnaire.due.is_some_and(|due| due < questionnaire.received) {
        return Err(Refusal::DatesReversed {
            from: "the day on which it came",
            until: "the day by which it is wanted",
        });
    }
    file(&questionnaire.file)?;
    let same = |held: &Questionnaire| {
        held.file.file.sha256 == questionnaire.file.file.sha256
            && held.file.sheet == questionnaire.file.sheet
            && held.customer == customer
    };
    if let Some((id, _)) = register.each().find(|(_, held)| same(&held.questionnaire)) {
        return Err(Refusal::NotPossible {
            sentence: format!("this sheet of the very same file of {customer} is here already, as {id}"),
            hint: format!("answer {id}, or name another sheet"),
        });
    }
    let questions = questions(questionnaire.questions)?;
    let questionnaire = Box::new(Questionnaire { title, customer, questions, ..questionnaire });
    Ok(vec![event(QuestionnaireEvent::QuestionnaireImported { id: register.next(), questionnaire })])
}

fn file(file: &QuestionnaireFile) -> Result<(), Refusal> {
    required(&file.name, "the file", "its name", SHORT_TEXT)?;
    required(&file.sheet, "the sheet", "the sheet with the questions", SHORT_TEXT)?;
    let hex = |text: &str| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !hex(&file.file.sha256) || file.file.size == 0 {
        return Err(Refusal::NotPossible {
            sentence: "the file of the questionnaire is not said".to_owned(),
            hint: "send the spreadsheet again".to_owned(),
        });
    }
    let letters = |text: &str| (1..=MAX_LETTERS).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    for (field, text) in [("the column of the questions", &file.question), ("the column of the answers", &file.answer)]
    {
        if !letters(text) {
            return Err(Refusal::NotPossible {
                sentence: format!("{field}: `{text}` is no column"),
                hint: "write its letters, such as B".to_owned(),
            });
        }
    }
    if file.question == file.answer {
        return Err(Refusal::NotPossible {
            sentence: format!("column {} cannot hold both questions and answers", file.question),
            hint: "name two columns".to_owned(),
        });
    }
    Ok(())
}

fn questions(questions: Vec<Question>) -> Result<Vec<Question>, Refusal> {
    if questions.is_empty() {
        return Err(Refusal::Empty { field: "the questionnaire", wanted: "at least one question" });
    }
    if questions.len() > MAX_QUESTIONS {
        return Err(Refusal::TooMany { what: "questions of one questionnaire", max: MAX_QUESTIONS });
    }
    let bytes: usize = questions.iter().map(|q| q.text.len() + q.section.len() + q.given.len()).sum();
    if bytes > MAX_ALL_QUESTIONS {
        return Err(Refusal::NotPossible {
            sentence: format!("the questions hold more than {} MiB of text", MAX_ALL_QUESTIONS / 1024 / 1024),
            hint: "split the spreadsheet into several".to_owned(),
        });
    }
    let mut last = 0;
    let mut whole = Vec::with_capacity(questions.len());
    for question in questions {
        if question.row <= last {
            return Err(Refusal::NotPossible {
                sentence: format!("row {} does not come after row {last}", question.row),
                hint: "give each question a row of its own, in their order, from 1".to_owned(),
            });
        }
        last = question.row;
        let text = question.text.trim().to_owned();
        if text.is_empty() || text.chars().count() > MAX_QUESTION {
            return Err(Refusal::NotPossible {
                sentence: format!("row {}: a question has 1 to {MAX_QUESTION} characters", question.row),
                hint: "leave the row out, or shorten it".to_owned(),
            });
        }
        let section = optional(&question.section, "the section", MAX_QUESTION)?;
        whole.push(Question { text, section, ..question });
    }
    Ok(whole)
}
