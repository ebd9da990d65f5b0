//! Rules about the public statement: it says nothing that others may not be told (K14), offers only what can be given, and
//! documents are given for a time, once for each request.

use crate::command::PublicCommand;
use crate::event::{Event, PublicEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::public::{public_page, title};
use crate::rules::access::Object;
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::{Badge, Stamp};
use crate::values::State;
use crate::values::public::{
    MAX_ABOUT, MAX_CONTACT, MAX_DAYS, MAX_OFFERED, PublicDocument, PublicStatement, USUAL_DAYS,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a command is about, for the table of rights.
pub(super) fn object(_registers: &Registers, _command: &PublicCommand, _by: &Badge) -> Object {
    Object::plain(State::Live)
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: PublicCommand, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
    let event = match command {
        PublicCommand::SetPublicStatement { statement } => set(registers, *statement, stamp.today)?,
        PublicCommand::GiveDocuments { id, documents, until } => give(registers, id, documents, until, stamp.today)?,
        PublicCommand::DeclineDocuments { id } => {
            undecided(registers, &id)?;
            PublicEvent::DocumentsDeclined { id }
        }
        PublicCommand::WithdrawDocuments { id, reason } => withdraw(registers, id, &reason, stamp.today)?,
    };
    Ok(vec![Event::Public(event)])
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn set(registers: &Registers, said: PublicStatement, today: Date) -> Result<PublicEvent, Refusal> {
    let about = optional(&said.about, "the words about the organisation", MAX_ABOUT)?;
    let contact = optional(&said.contact, "whom to ask", MAX_CONTACT)?;
    worded("the words about the organisation", &about)?;
    worded("whom to ask", &contact)?;
    if contact.chars().any(char::is_control) {
        return Err(refused(
            "whom to ask: is more than one line".to_owned(),
            "write one line, such as trust@example.org",
        ));
    }
    if said.documents.len() > MAX_OFFERED {
        return Err(Refusal::TooMany { what: "documents that may be asked for", max: MAX_OFFERED });
    }
    let before = registers.public.shown();
    let mut seen = BTreeSet::new();
    for document in &said.documents {
        if !seen.insert(document) {
            return Err(refused(format!("{document} stands twice among the documents"), "name each document once"));
        }
        // What was offered and went out of force meanwhile may stay: the page passes over it by itself.
        if !before.documents.contains(document) {
            offered(registers, document, today)?;
        }
    }
    let statement = PublicStatement { about, contact, ..said };
    if registers.public.statement.is_some() && before == statement {
        return Err(Refusal::NothingToChange { what: "what the public statement says".to_owned() });
    }
    let page = public_page(registers, &statement, today);
    if statement.on && !page.left_out.is_empty() {
        worded("what the registers say", &page.left_out.join("\n"))?;
    }
    Ok(PublicEvent::PublicStatementSet { statement: Box::new(statement) })
}

/// Can a document be given on a day?
fn offered(registers: &Registers, document: &PublicDocument, today: Date) -> Result<(), Refusal> {
    if title(registers, document, today).is_some() {
        return Ok(());
    }
    Err(refused(
        format!("{document} cannot be given to others"),
        "offer documents in force that are not for some readers only, the Statement of Applicability once a version is in \
         force, and signed bridge letters",
    ))
}

fn undecided(registers: &Registers, id: &str) -> Result<(), Refusal> {
    match registers.public.requests.get(id) {
        None => Ok(()),
        Some(_) => Err(refused(
            format!("{id} was decided on already"),
            "make a new link where documents were given, or wait for another request",
        )),
    }
}

fn give(
    registers: &Registers,
    id: String,
    documents: Vec<PublicDocument>,
    until: Date,
    today: Date,
) -> Result<PublicEvent, Refusal> {
    undecided(registers, &id)?;
    let shown = registers.public.shown();
    if documents.is_empty() {
        return Err(Refusal::Empty {
            field: "the list of documents",
            wanted: "at least one of those that were asked for",
        });
    }
    for document in &documents {
        if !shown.documents.contains(document) {
            return Err(refused(
                format!("{document} is none of the documents that may be asked for"),
                "offer it on the public statement first, or leave it out",
            ));
        }
        offered(registers, document, today)?;
    }
    let (first, last) = (today.saturating_add(1.days()), today.saturating_add(i64::from(MAX_DAYS).days()));
    if until < first || until > last {
        return Err(refused(
            format!("a link that is good until {until} is over, or good for too long"),
            format!("name a day from {first} to {last}; {USUAL_DAYS} days are usual"),
        ));
    }
    Ok(PublicEvent::DocumentsGiven { id, documents, until })
}

fn withdraw(registers: &Registers, id: String, reason: &str, today: Date) -> Result<PublicEvent, Refusal> {
    let reason = required(reason, "the reason", "why the documents are taken back", LONG_TEXT)?;
    match registers.public.requests.get(&id) {
        Some(held) if held.good(today) => Ok(PublicEvent::DocumentsWithdrawn { id, reason }),
        Some(held) if held.until.is_some() => {
            Err(Refusal::NothingToChange { what: format!("nothing can be fetched by {id} any more") })
        }
        _ => Err(refused(format!("nothing was given to {id}"), "decline it, if it waits")),
    }
}
