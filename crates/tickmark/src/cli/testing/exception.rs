//! Exceptions in the terminal.

use super::asked;
use crate::cli::Done;
use crate::cli::args::{ExceptionArgs, ExceptionVerb, PlaceArgs};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::testing::ExceptionWords;
use app::ask::ExceptionOf;
use domain::command::{Command, TestingCommand};
use domain::values::testing::ExceptionNote;
use serde_json::json;

pub(crate) fn exception(args: &ExceptionArgs) -> Done {
    let (place, done, command) = match &args.verb {
        ExceptionVerb::List { engagement, place } => return list(place, engagement),
        ExceptionVerb::Show { id, place } => return one(place, id),
        ExceptionVerb::Note { test, description, effect, tolerable, place } => {
            let note = ExceptionNote {
                test: test.clone(),
                description: description.clone(),
                effect: effect.clone(),
                tolerable: tolerable.clone(),
            };
            (place, format!("Noted an exception on {test}"), TestingCommand::NoteException { note: Box::new(note) })
        }
        ExceptionVerb::Explain { id, cause, compensating, place } => {
            let (cause, compensating) = (cause.clone(), compensating.clone());
            (place, format!("Explained {id}"), TestingCommand::ExplainException { id: id.clone(), cause, compensating })
        }
        ExceptionVerb::Judge { id, judgement, reason, place } => {
            let stands = match judgement.trim() {
                "stands" => true,
                "cleared" => false,
                other => return Err(mend(format!("`{other}` is no judgement"), "write stands or cleared")),
            };
            let command = TestingCommand::JudgeException { id: id.clone(), stands, reason: reason.clone() };
            (place, format!("{id} {}", if stands { "stands" } else { "is cleared" }), command)
        }
        ExceptionVerb::Respond { id, response, place } => {
            let command = TestingCommand::RespondException { id: id.clone(), response: response.clone() };
            (place, format!("Wrote the response to {id}"), command)
        }
        ExceptionVerb::Link { id, action, place } => {
            let command = TestingCommand::LinkExceptionAction { id: id.clone(), action: action.clone() };
            (place, format!("Linked an action to {id}"), command)
        }
        ExceptionVerb::Close { id, note, place } => {
            let command = TestingCommand::CloseException { id: id.clone(), note: note.clone() };
            (place, format!("Closed {id}"), command)
        }
    };
    Here::open(place)?.done(&done, Command::Testing(command))
}

fn list(place: &PlaceArgs, engagement: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = asked(&here, engagement)?;
    let words: Vec<ExceptionWords> =
        answer.exceptions.iter().map(|line| ExceptionWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let tolerable = if one.note.tolerable.is_empty() { "not stated" } else { &one.note.tolerable };
        let rate = format!("{} of {} ({} %)", one.deviating, one.tested, one.rate);
        let response = one.response.as_ref().map_or("none yet", |response| &response.text);
        [&one.id, &one.control, &one.note.test, one.state, &rate, tolerable, response].map(str::to_owned).to_vec()
    });
    let headers = ["Id", "Control", "Test", "State", "Deviating", "Tolerable rate", "Management's response"];
    let json = json!({ "exceptions": words, "mark": MarkWords::of(Some(&mark)) });
    show(
        place,
        &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() },
        &json,
    )
}

fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&ExceptionOf { id: id.to_owned() })?;
    let words = ExceptionWords::of(&here.names(), &answer);
    let mut head = vec![
        recorded(&mark),
        format!("{id}: {} of {} deviate ({} %), {}", words.deviating, words.tested, words.rate, words.state),
        format!("Noted by {}: {}", words.by.name, words.note.description),
        format!("Effect: {}", words.note.effect),
    ];
    let said = [
        ("Cause", &words.cause),
        ("Judged", &words.judged),
        ("Response", &words.response),
        ("Action", &words.action),
        ("Closed", &words.closed),
    ];
    head.extend(
        said.iter().filter_map(|(what, one)| one.as_ref().map(|w| format!("{what} ({}): {}", w.by.name, w.text))),
    );
    let json = json!({ "exception": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, ..Shown::default() }, &json)
}
