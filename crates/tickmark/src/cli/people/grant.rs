//! Commands on outside access.

use super::{Here, link_lines, recorded};
use crate::cli::Done;
use crate::cli::args::{GiveArgs, GrantArgs, GrantVerb, PlaceArgs};
use crate::cli::out::{Shown, show, table};
use crate::cli::place::day;
use crate::words::{GrantWords, MarkWords, NamedWords};
use app::Failure;
use app::ask::{At, PeopleOf};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::people::HeldGrant;
use domain::values::nearest::nearest;
use domain::values::{Grant, GrantKind, Membership};
use jiff::ToSpan;
use serde_json::json;

pub(crate) fn grant(args: &GrantArgs) -> Done {
    match &args.verb {
        GrantVerb::List(place) => list(place),
        GrantVerb::Give(args) => give(args),
        GrantVerb::End { id, reason, place } => {
            let command = Command::EndGrant { id: id.clone(), reason: reason.clone() };
            Here::open(place)?.done(&format!("Ended {id}"), command)
        }
    }
}

fn give(args: &GiveArgs) -> Done {
    let here = Here::open(&args.place)?;
    let kind = kind(&args.kind)?;
    let from = match &args.from {
        Some(typed) => day(typed, "--from")?,
        None => here.app.clock().today(),
    };
    let until = match &args.until {
        Some(typed) => day(typed, "--until")?,
        None => from.saturating_add((kind.max_days() - 1).days()),
    };
    let grant = Grant {
        // The person is found, or made, by the address.
        person: String::new(),
        kind,
        works: args.works,
        engagement: args.engagement.clone(),
        from,
        until,
        reason: args.reason.clone(),
    };
    let request = args.place.request_id.as_deref();
    let given = here.app.invite_outsider(&here.org, &here.who, request, &args.name, &args.email, grant)?;
    let people = here.app.ask(&here.org, &here.who, At::default(), &PeopleOf)?.value;
    let waits = people.members.get(&given.person).is_some_and(|m| m.state == Membership::Invited);
    let person = NamedWords::of(&here.names(), &given.person);
    let done = format!("Gave {} access until {until} ({})", person.name, given.receipt.object);
    if !waits {
        let json = json!({ "grant": given.receipt.object, "person": person, "link": null });
        return here.once(&done, &[], Some(&given.receipt), json);
    }
    let then = "Hand this link over yourself: it is good once, for 14 days, and is shown only now.";
    let (lines, link) = link_lines(&args.address.address, "invitation", &given.secret, then);
    let json = json!({ "grant": given.receipt.object, "person": person, "link": link });
    here.once(&done, &lines, Some(&given.receipt), json)
}

fn kind(typed: &str) -> Result<GrantKind, Failure> {
    GrantKind::parse(typed).ok_or_else(|| {
        let nearest = nearest(typed, ["consultant", "external_auditor"]).or(Some("consultant")).map(str::to_owned);
        Refusal::Unknown { what: "kind of outside access", id: typed.to_owned(), nearest }.into()
    })
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (people, mark) = here.people()?;
    let names = here.names();
    let of = |(id, held): (&String, &HeldGrant)| {
        let state = people.members.get(&held.grant.person).map(|member| member.state);
        GrantWords::of(&names, id, held, state, mark.on)
    };
    let mut words: Vec<GrantWords> = people.grants.iter().map(of).collect();
    words.sort_by(|a, b| (&b.from, &a.id).cmp(&(&a.from, &b.id)));
    let rows = words.iter().map(|g| {
        let state = match (&g.ended, g.in_force) {
            (Some(why), _) => format!("ended: {why}"),
            (None, true) => "in force".to_owned(),
            (None, false) if g.from > mark.on.to_string() => "to come".to_owned(),
            (None, false) if g.until >= mark.on.to_string() => "waits: the membership is not confirmed".to_owned(),
            (None, false) => "over".to_owned(),
        };
        let kind = if g.works { format!("{}, works", g.kind) } else { g.kind.to_owned() };
        vec![g.id.clone(), g.person.name.clone(), kind, g.engagement.clone(), g.from.clone(), g.until.clone(), state]
    });
    let headers = ["Id", "Person", "Kind", "Engagement", "First day", "Last day", "State"];
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json!({ "grants": words, "mark": MarkWords::of(Some(&mark)) }))
}
