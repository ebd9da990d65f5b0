//! Requests of auditors in the terminal.

use super::exchange;
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, RequestArgs, RequestVerb, WantedArgs};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::day;
use crate::words::MarkWords;
use crate::words::room::{AuditRequestDetailWords, AuditRequestWords};
use app::Failure;
use app::ask::{At, AuditRequestOf, AuditRequests};
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::{AuditRequest, RequestAnswer, RequestState, Subject, SubjectKind};
use serde_json::json;

pub(crate) fn request(args: &RequestArgs) -> Done {
    let (place, done, command) = match &args.verb {
        RequestVerb::List { engagement, state, place } => return list(place, engagement.as_ref(), state.as_deref()),
        RequestVerb::Show { id, place } => return one(place, id),
        RequestVerb::Add { engagement, wanted } => return add(engagement, wanted),
        RequestVerb::Revise { id, wanted } => return revise(id, wanted),
        RequestVerb::Import { engagement, file, sheet, preview, place } => {
            return exchange::import(place, engagement, file, sheet.as_deref(), *preview);
        }
        RequestVerb::Export { engagement, to, place } => return exchange::export(place, engagement, to.path()),
        RequestVerb::Submit { id, text, evidence, population, place } => {
            let answer =
                RequestAnswer { text: text.clone(), evidence: evidence.clone(), populations: population.clone() };
            (place, format!("Answered {id}"), RoomCommand::SubmitRequest { id: id.clone(), answer })
        }
        RequestVerb::ProposeDue { id, due, reason, place } => {
            let (due, reason) = (day(due, "the day")?, reason.clone());
            (place, format!("Asked for {due} on {id}"), RoomCommand::ProposeDue { id: id.clone(), due, reason })
        }
        RequestVerb::DecideDue { id, decision, place } => {
            let agreed = match decision.trim() {
                "agree" => true,
                "keep" => false,
                other => return Err(mend(format!("`{other}` is no decision"), "write agree or keep")),
            };
            (place, format!("Decided on the day of {id}"), RoomCommand::DecideDue { id: id.clone(), agreed })
        }
        RequestVerb::Return { id, reason, place } => {
            let reason = reason.clone();
            (place, format!("Gave the answer to {id} back"), RoomCommand::ReturnRequest { id: id.clone(), reason })
        }
        RequestVerb::Accept { id, place } => {
            (place, format!("Accepted the answer to {id}"), RoomCommand::AcceptRequest { id: id.clone() })
        }
        RequestVerb::Withdraw { id, reason, place } => {
            let reason = reason.clone();
            (place, format!("Withdrew {id}"), RoomCommand::WithdrawRequest { id: id.clone(), reason })
        }
    };
    Here::open(place)?.done(&done, Command::Room(command))
}

fn subject(wanted: &WantedArgs) -> Option<Subject> {
    let criterion = wanted.criterion.clone().map(|id| Subject { kind: SubjectKind::Criterion, id });
    criterion.or_else(|| wanted.control.clone().map(|id| Subject { kind: SubjectKind::Control, id }))
}

fn person(here: &Here<'_>, typed: &str) -> Result<String, Failure> {
    if typed.trim().is_empty() { Ok(String::new()) } else { here.person(typed) }
}

fn add(engagement: &str, wanted: &WantedArgs) -> Done {
    let here = Here::open(&wanted.place)?;
    let due = wanted.due.as_deref().ok_or_else(|| mend("the day is missing", "give it with --due, as 2026-03-31"))?;
    let request = AuditRequest {
        engagement: engagement.to_owned(),
        title: wanted.title.clone().unwrap_or_default(),
        text: wanted.text.clone().unwrap_or_default(),
        subject: subject(wanted),
        due: day(due, "--due")?,
        to: person(&here, wanted.to.as_deref().unwrap_or_default())?,
        reference: wanted.reference.clone().unwrap_or_default(),
    };
    let (engagement, requests) = (engagement.to_owned(), vec![request]);
    let receipt =
        here.change(Command::Room(RoomCommand::AddRequests { engagement, requests, source: String::new() }))?;
    let id = receipt.object.clone();
    here.once(&format!("Put {id} on the list"), &[], Some(&receipt), json!({ "request": id }))
}

fn revise(id: &str, wanted: &WantedArgs) -> Done {
    let here = Here::open(&wanted.place)?;
    let question = AuditRequestOf { id: id.to_owned() };
    let mut request = here.app.ask(&here.org, &here.who, At::default(), &question)?.value.line.held.request;
    let words = [
        (&wanted.title, &mut request.title),
        (&wanted.text, &mut request.text),
        (&wanted.reference, &mut request.reference),
    ];
    for (typed, kept) in words {
        if let Some(typed) = typed {
            kept.clone_from(typed);
        }
    }
    if let Some(due) = &wanted.due {
        request.due = day(due, "--due")?;
    }
    if let Some(to) = &wanted.to {
        request.to = person(&here, to)?;
    }
    request.subject = subject(wanted).or(request.subject);
    let command = RoomCommand::ReviseRequest { id: id.to_owned(), request: Box::new(request) };
    here.done(&format!("Revised {id}"), Command::Room(command))
}

/// A state as typed.
fn state(typed: &str) -> Result<RequestState, Failure> {
    RequestState::parse(typed).ok_or_else(|| {
        let nearest = nearest(typed, RequestState::ALL.map(RequestState::id)).map(str::to_owned);
        Refusal::Unknown { what: "state of a request", id: typed.to_owned(), nearest }.into()
    })
}

fn list(place: &PlaceArgs, engagement: Option<&String>, typed: Option<&str>) -> Done {
    let state = typed.map(state).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&AuditRequests { engagement: engagement.cloned(), state })?;
    let words: Vec<AuditRequestWords> =
        answer.lines.iter().map(|line| AuditRequestWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let about = one.subject.as_ref().map_or(String::new(), |subject| subject.id.clone());
        let due = if one.overdue { format!("{} overdue", one.due) } else { one.due.clone() };
        let to = one.to.as_ref().map_or(String::new(), |person| person.name.clone());
        let waits = one.waits_for.unwrap_or("nobody").to_owned();
        vec![one.id.clone(), one.reference.clone(), one.title.clone(), about, due, to, one.state.to_owned(), waits]
    });
    let headers = ["Id", "Reference", "Wanted", "About", "Due", "To", "State", "Waits for"];
    let states: Vec<String> = answer.states.iter().map(|(state, n)| format!("{n} {}", state.id())).collect();
    let counts = if states.is_empty() { "no request yet".to_owned() } else { states.join(", ") };
    let head = vec![recorded(&mark), format!("{counts}; {} overdue", answer.overdue)];
    let json = json!({ "requests": words, "overdue": answer.overdue, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], ..Shown::default() }, &json)
}

fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&AuditRequestOf { id: id.to_owned() })?;
    let words = AuditRequestDetailWords::of(&here.names(), &answer);
    let one = &words.request;
    let mut head = vec![
        recorded(&mark),
        format!("{id} of {} ({}): {}", one.engagement, answer.title, one.title),
        format!("{}, due {}{}", one.state, one.due, if one.overdue { ", overdue" } else { "" }),
    ];
    head.extend((!one.text.is_empty()).then(|| one.text.clone()));
    let asked = one.proposed.as_ref();
    head.extend(asked.map(|day| format!("{} asks for {}: {}", day.by.name, day.due, day.reason)));
    for given in &one.answers {
        let named = [given.evidence.as_slice(), &given.populations].concat().join(", ");
        head.push(format!("{} {} answered: {} {named}", given.at, given.by.name, given.text));
    }
    for said in &one.returned {
        head.push(format!("{} {} gave it back: {}", said.at, said.by.name, said.text));
    }
    for said in &words.comments {
        head.push(format!("{} {}: {}", said.at, said.by.name, said.text));
    }
    let json = json!({ "request": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, ..Shown::default() }, &json)
}
