//! Commands on people: members, outside access, deputies; and how a person is named in the terminal.

mod deputy;
mod grant;
mod person;

pub(crate) use deputy::deputy;
pub(crate) use grant::grant;
pub(crate) use person::person;

use super::Done;
use super::args::PlaceArgs;
use super::out::{Shown, show};
use super::place::{at, open, open_to_read, organisation};
use crate::words::ReceiptWords;
use app::ask::{At, PeopleAnswer, PeopleOf, Question};
use app::{App, Failure, Mark, Receipt, Who, Within};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::Role;
use domain::values::nearest::nearest;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One organisation of one installation, opened by whoever holds the data folder.
pub(crate) struct Here<'a> {
    pub(crate) app: App,
    pub(crate) who: Who,
    pub(crate) org: String,
    place: &'a PlaceArgs,
}

impl<'a> Here<'a> {
    /// Opened for changes.
    pub(crate) fn open(place: &'a PlaceArgs) -> Result<Here<'a>, Failure> {
        Here::of(open(place)?, place)
    }

    /// Opened for reading only.
    pub(crate) fn read(place: &'a PlaceArgs) -> Result<Here<'a>, Failure> {
        let here = Here::of(open_to_read(place)?, place)?;
        if !here.app.is_watched(&here.org, &here.who) {
            return Ok(here);
        }
        // What an external auditor reads is recorded, so that the folder has to be one that can be written.
        drop(here);
        Here::open(place)
    }

    /// Over an installation that was opened in another way.
    pub(crate) fn of(app: App, place: &'a PlaceArgs) -> Result<Here<'a>, Failure> {
        let who = app.local_operator("cli")?;
        let org = organisation(&app, place)?;
        Ok(Here { app, who, org, place })
    }

    /// The installation with the names of people as they are shown in this organisation.
    pub(crate) fn names(&self) -> Within<'_> {
        self.app.within(&self.org)
    }

    /// The name by which a person is shown in this organisation.
    pub(crate) fn name_of(&self, person: &str) -> String {
        self.app.name_in(&self.org, person)
    }

    /// Asks about the day that was named.
    pub(crate) fn ask<Q: Question>(&self, question: &Q) -> Result<(Q::Answer, Mark), Failure> {
        let answer = self.app.ask(&self.org, &self.who, at(self.place)?, question)?;
        super::out::rests_on(&answer.mark);
        Ok((answer.value, answer.mark))
    }

    /// The id of a person by e-mail address or id; `me` is whoever holds the data folder.
    pub(crate) fn person(&self, typed: &str) -> Result<String, Failure> {
        let typed = typed.trim();
        if typed == "me" {
            return Ok(self.who.id().to_owned());
        }
        let people = self.app.ask(&self.org, &self.who, At::default(), &PeopleOf)?.value;
        if people.members.contains_key(typed) {
            return Ok(typed.to_owned());
        }
        let mut known = Vec::new();
        for id in people.members.keys() {
            let email = self.app.person(id)?.map(|p| p.email).unwrap_or_default();
            if !email.is_empty() && email.to_lowercase() == typed.to_lowercase() {
                return Ok(id.clone());
            }
            known.push(email);
        }
        let nearest = nearest(typed, known.iter().map(String::as_str).filter(|e| !e.is_empty())).map(str::to_owned);
        Err(Refusal::Unknown { what: "member", id: typed.to_owned(), nearest }.into())
    }

    /// Makes a change.
    pub(crate) fn change(&self, command: Command) -> Result<Receipt, Failure> {
        self.app.change(&self.org, &self.who, self.place.request_id.as_deref(), command)
    }

    /// Makes a change and says what was done.
    pub(crate) fn done(&self, words: &str, command: Command) -> Done {
        let receipt = self.change(command)?;
        super::out::receipt(self.place, words, &receipt)
    }

    /// Says what was done, with lines that are shown this once, such as a link or a secret.
    pub(crate) fn once(&self, words: &str, lines: &[String], receipt: Option<&Receipt>, json: Value) -> Done {
        let mut head = vec![match receipt {
            Some(r) => format!("{words}: entry {}, root {}", r.first, r.root.get(..16).unwrap_or_default()),
            None => words.to_owned(),
        }];
        head.extend(lines.iter().cloned());
        let mut json = json;
        if let (Some(object), Some(receipt)) = (json.as_object_mut(), receipt) {
            object.insert("receipt".to_owned(), json!(ReceiptWords::from(receipt)));
        }
        show(self.place, &Shown { head, ..Shown::default() }, &json)
    }

    /// Everybody who has or had a part, as of the day that was named.
    pub(crate) fn people(&self) -> Result<(PeopleAnswer, Mark), Failure> {
        self.ask(&PeopleOf)
    }
}

/// Roles as typed, apart by option or comma.
pub(crate) fn roles(typed: &[String]) -> Result<BTreeSet<Role>, Failure> {
    let words = typed.iter().flat_map(|t| t.split(',')).map(str::trim).filter(|w| !w.is_empty());
    words.map(role).collect()
}

/// A role as typed.
pub(crate) fn role(typed: &str) -> Result<Role, Failure> {
    Role::parse(typed).ok_or_else(|| {
        let nearest = nearest(typed, Role::ALL.map(Role::id)).or(Some(Role::Contributor.id())).map(str::to_owned);
        Refusal::Unknown { what: "role", id: typed.to_owned(), nearest }.into()
    })
}

/// A one-time link, in the lines that are shown this once. After the hash nothing is sent to the server.
pub(crate) fn link_lines(address: &str, page: &str, secret: &str, then: &str) -> (Vec<String>, String) {
    let link = format!("{}/{page}#{secret}", address.trim_end_matches('/'));
    (vec![String::new(), format!("  {link}"), String::new(), then.to_owned()], link)
}

/// What an answer was, for the line above a table.
pub(crate) fn recorded(mark: &Mark) -> String {
    format!("{} as recorded by {}, judged on {}", mark.name, mark.as_of, mark.on)
}
