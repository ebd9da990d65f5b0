//! Commands on members.

use super::{Here, link_lines, recorded, roles};
use crate::cli::Done;
use crate::cli::args::{AddressArgs, PersonArgs, PersonVerb, PlaceArgs};
use crate::cli::out::{Shown, show, table};
use crate::words::{MarkWords, MemberWords, NamedWords};
use app::Failure;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::{Membership, counted};
use serde_json::json;

/// What is done with the link of an invitation.
const HAND_OVER: &str = "Hand this link over yourself: it is good once, for 14 days, and is shown only now.";

pub(crate) fn person(args: &PersonArgs) -> Done {
    match &args.verb {
        PersonVerb::List { state, place } => list(place, state.as_deref()),
        PersonVerb::Invite { name, email, roles: typed, address, place } => {
            let (here, roles) = (Here::open(place)?, roles(typed)?);
            let request = place.request_id.as_deref();
            let invited = here.app.invite(&here.org, &here.who, request, name, email, roles)?;
            let (lines, link) = link_lines(&address.address, "invitation", &invited.secret, HAND_OVER);
            let person = NamedWords::of(&here.names(), &invited.person);
            let done = format!("Invited {}", person.name);
            here.once(&done, &lines, Some(&invited.receipt), json!({ "person": person, "link": link }))
        }
        PersonVerb::Roles { person, roles: typed, reason, place } => {
            let here = Here::open(place)?;
            let (person, roles) = (here.person(person)?, roles(typed)?);
            let done = format!("Set the roles of {}", here.name_of(&person));
            here.done(&done, Command::SetRoles { person, roles, reason: reason.clone() })
        }
        PersonVerb::Suspend { person, reason, place } => {
            upon(place, person, "Suspended", |person| Command::SuspendMember { person, reason: reason.clone() })
        }
        PersonVerb::Resume { person, place } => {
            upon(place, person, "Resumed", |person| Command::ResumeMember { person })
        }
        PersonVerb::End { person, reason, place } => upon(place, person, "Ended the membership of", |person| {
            Command::EndMembership { person, reason: reason.clone() }
        }),
        PersonVerb::Again { person, address, place } => again(place, address, person),
        PersonVerb::ResetPassword { email, address, place } => {
            let here = Here::open(place)?;
            let secret = here.app.reset_link(&here.who, email)?;
            let then = "Hand this link over yourself, to the person alone: it is good once and is shown only now.";
            let (lines, link) = link_lines(&address.address, "new-password", &secret, then);
            here.once(&format!("A new password for {email}"), &lines, None, json!({ "email": email, "link": link }))
        }
    }
}

fn upon(place: &PlaceArgs, typed: &str, done: &str, command: impl FnOnce(String) -> Command) -> Done {
    let here = Here::open(place)?;
    let person = here.person(typed)?;
    here.done(&format!("{done} {}", here.name_of(&person)), command(person))
}

fn again(place: &PlaceArgs, address: &AddressArgs, typed: &str) -> Done {
    let here = Here::open(place)?;
    let person = here.person(typed)?;
    let secret = here.app.invite_again(&here.org, &here.who, &person)?;
    let (lines, link) = link_lines(&address.address, "invitation", &secret, HAND_OVER);
    let person = NamedWords::of(&here.names(), &person);
    here.once(&format!("A new link for {}", person.name), &lines, None, json!({ "person": person, "link": link }))
}

fn list(place: &PlaceArgs, state: Option<&str>) -> Done {
    let only = state.map(membership).transpose()?;
    let here = Here::read(place)?;
    let (people, mark) = here.people()?;
    let none = Vec::new();
    let members = people.members.iter().filter(|(_, m)| only.is_none_or(|state| m.state == state));
    let words: Vec<MemberWords> = members
        .map(|(id, member)| {
            let controls = people.controls.get(id).unwrap_or(&none);
            let version = people.versions.get(id).copied().unwrap_or_default();
            MemberWords::of(&here.names(), id, member, controls, version)
        })
        .collect();
    let rows = words.iter().map(|m| {
        let roles = if m.roles.is_empty() { "outside access".to_owned() } else { m.roles.join(", ") };
        vec![m.name.clone(), m.email.clone(), roles, m.state.to_owned(), m.since.clone(), m.controls.join(", ")]
    });
    let headers = ["Name", "E-mail", "Roles", "State", "Since", "Controls"];
    let twins = here.app.look_alikes(&here.org, words.iter().map(|m| m.id.as_str()));
    let tail = twins.iter().map(|(id, others)| {
        let others: Vec<String> = others.iter().map(|other| here.name_of(other)).collect();
        format!("Take care: {} ({id}) looks like {}.", here.name_of(id), others.join(", "))
    });
    let shown = Shown {
        head: vec![
            recorded(&mark),
            format!("{} of {}", words.len(), counted(people.members.len(), "person", "people")),
        ],
        tables: vec![table("", &headers, rows)],
        tail: tail.collect(),
    };
    let json = json!({ "people": words, "of": people.members.len(), "mark": MarkWords::of(Some(&mark)) });
    show(place, &shown, &json)
}

fn membership(typed: &str) -> Result<Membership, Failure> {
    let all = [Membership::Invited, Membership::Confirmed, Membership::Suspended, Membership::Ended];
    all.into_iter().find(|m| m.id() == typed.trim().to_lowercase()).ok_or_else(|| {
        let nearest = nearest(typed, all.map(Membership::id)).or(Some("confirmed")).map(str::to_owned);
        Refusal::Unknown { what: "state", id: typed.to_owned(), nearest }.into()
    })
}
