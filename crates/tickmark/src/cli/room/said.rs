//! The room itself in the terminal: what its auditors see first, comments, readings, working notes.

use super::about;
use crate::cli::Done;
use crate::cli::args::{NoteVerb, PlaceArgs, RoomArgs, RoomVerb};
use crate::cli::out::{Shown, receipt, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::room::{AuditRoomWords, AuditorReadWords, RoomCommentWords, WorkingNoteWords};
use app::ask::{CommentsOf, ReadingsOf, RoomOf};
use domain::command::{Command, RoomCommand};
use domain::values::counted;
use serde_json::json;

pub(crate) fn room(args: &RoomArgs) -> Done {
    match &args.verb {
        RoomVerb::Show { engagement, place } => shown(place, engagement),
        RoomVerb::Comment { engagement, text, about: typed, place } => {
            let subject = about(typed.as_ref(), engagement)?;
            let (engagement, text) = (engagement.clone(), text.clone());
            let command = RoomCommand::Comment { engagement, subject, text };
            Here::open(place)?.done("Said to both sides", Command::Room(command))
        }
        RoomVerb::Comments { engagement, about: typed, place } => comments(place, engagement, typed.as_ref()),
        RoomVerb::Readings { engagement, place } => readings(place, engagement),
        RoomVerb::Note { verb } => note(verb),
    }
}

fn shown(place: &PlaceArgs, engagement: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RoomOf { engagement: engagement.to_owned() })?;
    let words = AuditRoomWords::of(&here.names(), &answer);
    let count: Vec<String> = words.requests.iter().map(|(state, n)| format!("{n} {state}")).collect();
    let auditors: Vec<&str> = words.auditors.iter().map(|one| one.name.as_str()).collect();
    let nobody = "nobody has access to it today";
    let head = vec![
        recorded(&mark),
        format!("{engagement} {}, {} to {}: {}", words.title, words.from, words.until, words.state),
        format!("Auditors: {}", if auditors.is_empty() { nobody.to_owned() } else { auditors.join(", ") }),
        format!(
            "Requests: {}; {} overdue",
            if count.is_empty() { "none".to_owned() } else { count.join(", ") },
            words.overdue
        ),
        format!(
            "{} of evidence, {} ({} frozen), {}, {} ({} concluded), {}",
            counted(words.evidence, "item", "items"),
            counted(words.populations, "population", "populations"),
            words.frozen,
            counted(words.samples, "sample", "samples"),
            counted(words.tests, "test", "tests"),
            words.concluded,
            counted(words.exceptions, "exception", "exceptions")
        ),
        format!("Description: {}; {} comments", words.description.unwrap_or("none to be seen"), words.said),
    ];
    let rows = words.controls.iter().map(|one| {
        let (evidence, populations, tests) = (one.evidence, one.populations, one.tests);
        vec![one.id.clone(), one.name.clone(), evidence.to_string(), populations.to_string(), tests.to_string()]
    });
    let headers = ["Control", "Name", "Evidence", "Populations", "Tests"];
    let tables = vec![table("", &headers, rows)];
    let json = json!({ "room": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

fn comments(place: &PlaceArgs, engagement: &str, typed: Option<&String>) -> Done {
    let subject = typed.map(|_| about(typed, engagement)).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&CommentsOf { engagement: engagement.to_owned(), subject })?;
    let words: Vec<RoomCommentWords> = answer.iter().map(|line| RoomCommentWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let about = format!("{} {}", one.subject.kind, one.subject.id);
        vec![one.id.clone(), one.at.clone(), one.by.name.clone(), about, one.text.clone()]
    });
    let tables = vec![table("", &["Id", "When", "Who", "About", "What"], rows)];
    let json = json!({ "comments": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

fn readings(place: &PlaceArgs, engagement: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&ReadingsOf { engagement: engagement.to_owned(), ..ReadingsOf::default() })?;
    let words: Vec<AuditorReadWords> =
        answer.lines.iter().map(|line| AuditorReadWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let read: Vec<String> = one.read.iter().map(|thing| format!("{} {}", thing.kind, thing.id)).collect();
        let more = if one.more > 0 { format!(" and {} more", one.more) } else { String::new() };
        vec![one.from.clone(), one.by.name.clone(), format!("{}{more}", read.join(", ")), one.entry.to_string()]
    });
    let tables = vec![table("", &["When", "Who", "What", "Entry"], rows)];
    let head = vec![recorded(&mark), format!("{} of {}", words.len(), counted(answer.of, "entry", "entries"))];
    let json = json!({ "readings": words, "of": answer.of, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

fn note(verb: &NoteVerb) -> Done {
    match verb {
        NoteVerb::Keep { engagement, text, about: typed, place } => {
            let subject = about(typed.as_ref(), engagement)?;
            let here = Here::open(place)?;
            let request = place.request_id.as_deref();
            let kept = here.app.keep_note(&here.org, &here.who, request, engagement, subject, text)?;
            receipt(place, &format!("Kept {}, sealed", kept.object), &kept)
        }
        NoteVerb::List { engagement, place } => {
            let here = Here::read(place)?;
            let notes = here.app.read_notes(&here.org, &here.who, engagement)?;
            let words: Vec<WorkingNoteWords> =
                notes.iter().map(|one| WorkingNoteWords::of(&here.names(), one)).collect();
            let rows = words.iter().map(|one| {
                let about = format!("{} {}", one.subject.kind, one.subject.id);
                let text = one.text.clone().unwrap_or_else(|| "thrown away".to_owned());
                vec![one.id.clone(), one.at.clone(), one.by.name.clone(), about, text]
            });
            let tables = vec![table("", &["Id", "When", "Who", "About", "Note"], rows)];
            show(place, &Shown { tables, ..Shown::default() }, &json!({ "notes": words }))
        }
        NoteVerb::Drop { id, place } => {
            let here = Here::open(place)?;
            let done = here.app.drop_note(&here.org, &here.who, place.request_id.as_deref(), None, id)?;
            receipt(place, &format!("Threw {id} away; its hash stays"), &done)
        }
    }
}
