//! Commands on the library of answers, and the answer pack.

use super::Done;
use super::args::{AnswersArgs, AnswersVerb, PlaceArgs};
use super::out::{Shown, show, table};
use super::people::{Here, recorded};
use super::questionnaire::{cited, suggested};
use crate::words::MarkWords;
use crate::words::questionnaire::{AnswerSuggestionWords, LibraryAnswerWords, PackLineWords};
use app::ask::{AnswerPackOf, AnswersOf, SuggestionsOn};
use domain::command::{Command, QuestionnaireCommand};
use serde_json::json;

pub(crate) fn answers(args: &AnswersArgs) -> Done {
    match &args.verb {
        AnswersVerb::List(place) => list(place),
        AnswersVerb::Pack(place) => pack(place),
        AnswersVerb::Suggest { question, place } => suggest(question, place),
        AnswersVerb::Keep { id, question, text, sources, owner, place } => {
            let here = Here::open(place)?;
            let owner = owner.as_deref().map(|typed| here.person(typed)).transpose()?;
            let command = QuestionnaireCommand::KeepAnswer {
                id: id.clone(),
                question: question.clone(),
                answer: text.clone(),
                sources: cited(sources)?,
                owner,
            };
            here.done("Kept the answer", Command::Questionnaire(command))
        }
        AnswersVerb::Confirm { id, place } => {
            let command = QuestionnaireCommand::ConfirmAnswer { id: id.clone() };
            Here::open(place)?.done(&format!("Confirmed {id}"), Command::Questionnaire(command))
        }
        AnswersVerb::Withdraw { id, reason, place } => {
            let command = QuestionnaireCommand::WithdrawAnswer { id: id.clone(), reason: reason.clone() };
            Here::open(place)?.done(&format!("Took {id} out of the library"), Command::Questionnaire(command))
        }
    }
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (lines, mark) = here.ask(&AnswersOf)?;
    let words: Vec<LibraryAnswerWords> = lines.iter().map(|line| LibraryAnswerWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let sources: Vec<String> = one.sources.iter().map(|source| format!("{}:{}", source.kind, source.id)).collect();
        let owner = one.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default();
        let stands = one.withdrawn.clone().unwrap_or_else(|| one.stale.join("; "));
        vec![
            one.id.clone(),
            one.question.clone(),
            one.answer.clone(),
            sources.join(", "),
            owner,
            one.confirmed.clone(),
            stands,
        ]
    });
    let headers = ["Id", "Question", "Answer", "Rests on", "Owner", "Confirmed", "To confirm because"];
    let mut tail = Vec::new();
    if words.is_empty() {
        tail.push("Answers are kept as questionnaires are answered, or with `tickmark answers keep`.".to_owned());
    }
    let json = json!({ "answers": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail }, &json)
}

fn pack(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (lines, mark) = here.ask(&AnswerPackOf)?;
    let words: Vec<PackLineWords> = lines.iter().map(PackLineWords::from).collect();
    let rows = words.iter().map(|one| {
        let held = one
            .held
            .as_ref()
            .map_or_else(|| "nothing yet".to_owned(), |held| format!("{}: {}", held.id, held.sentence));
        let meanwhile: Vec<String> = one.meanwhile.iter().map(|other| other.id.clone()).collect();
        vec![one.title.to_owned(), held, meanwhile.join(", "), one.waiting.join(", "), one.note.clone()]
    });
    let headers = ["Asked for", "Answered by", "Meanwhile", "Who waits", "To mind"];
    let tail =
        vec!["A report is no certificate, and a certificate no report: neither answers for the other.".to_owned()];
    let json = json!({ "pack": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail }, &json)
}

fn suggest(question: &str, place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (found, mark) = here.ask(&SuggestionsOn(question.to_owned()))?;
    let rows = found.iter().enumerate().map(|(at, one)| suggested(at + 1, one));
    let mut tail = Vec::new();
    if found.is_empty() {
        tail.push("The programme has nothing to say to it: answer it, and keep the answer.".to_owned());
    }
    let words: Vec<AnswerSuggestionWords> = found.iter().map(AnswerSuggestionWords::from).collect();
    let tables = vec![table("", &["No.", "Suggested", "Rests on", "Why"], rows)];
    let json = json!({ "suggestions": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, tail }, &json)
}
