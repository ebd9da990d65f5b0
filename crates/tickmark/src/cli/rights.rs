//! Commands that show who may do what, and who came in or was refused at the doors.

use super::Done;
use super::args::{PlaceArgs, RightsArgs, SecurityLogArgs};
use super::out::{Shown, show, table};
use super::people::{Here, recorded, role};
use crate::words::{MarkWords, NamedWords, NoteWords, RightWords, RightsWords, role_ids};
use app::Failure;
use app::ask::PartOf;
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::{Action, Role};
use serde_json::json;

/// An action as typed.
pub(super) fn action(typed: &str) -> Result<Action, Failure> {
    let id = typed.trim().to_lowercase().replace(['-', ' '], "_");
    Action::ALL.into_iter().find(|a| a.id() == id).ok_or_else(|| {
        let nearest = nearest(&id, Action::ALL.map(Action::id)).or(Some(Action::ReadProgramme.id())).map(str::to_owned);
        Refusal::Unknown { what: "action", id: typed.to_owned(), nearest }.into()
    })
}

pub(crate) fn rights(args: &RightsArgs) -> Done {
    let only = args.action.as_deref().map(action).transpose()?;
    match args.person.as_deref() {
        Some("me") => mine(&args.place, only),
        Some(person) => theirs(&args.place, person, only),
        None => {
            let held = args.role.as_deref().map(role).transpose()?;
            whole(&args.place, held, only)
        }
    }
}

/// The table itself; it is the same in every organisation.
fn whole(place: &PlaceArgs, held: Option<Role>, only: Option<Action>) -> Done {
    let mut words = RightsWords::whole();
    // What everybody may is among what a role may.
    words.rights.retain(|r| held.is_none_or(|held| r.role.is_none_or(|role| role == held.id())));
    words.rights.retain(|r| only.is_none_or(|only| r.action == only.id()));
    let about = held.map(|h| vec![h.title().to_owned(), h.meaning().to_owned(), format!("Never: {}", h.never())]);
    let rules = words.rules.iter().map(|r| {
        let waived = if r.waivable { "by management, dated" } else { "no" };
        vec![r.id.clone(), r.sentence.to_owned(), waived.to_owned(), r.enforced.to_owned()]
    });
    let mut tables = vec![table("", &["Who", "May", "Whose", "When it is"], words.rights.iter().map(row))];
    if held.is_none() && only.is_none() {
        tables.push(table("Separation of duty", &["Rule", "Says", "Can be waived", "Enforced by"], rules));
    }
    let tail = vec!["What no line allows is denied; a line that denies wins over every line that allows.".to_owned()];
    show(place, &Shown { head: about.unwrap_or_default(), tables, tail }, &words)
}

fn row(right: &RightWords) -> Vec<String> {
    let who = right.role.and_then(Role::parse).map_or("Everybody with a part here", Role::title);
    let known = Action::ALL.into_iter().find(|a| a.id() == right.action);
    let words = known.map_or(right.action, Action::words);
    let may = match &right.denied_by {
        Some(rule) => format!("never {words} ({rule})"),
        None => words.to_owned(),
    };
    let whose = match right.own {
        None => "",
        Some(true) => "their own",
        Some(false) => "others'",
    };
    vec![who.to_owned(), may, whose.to_owned(), right.states.join(", ")]
}

/// What whoever holds the data folder may here, and why not the rest.
fn mine(place: &PlaceArgs, only: Option<Action>) -> Done {
    let here = Here::read(place)?;
    let mut all = here.app.rights_of(&here.org, &here.who)?;
    all.retain(|right| only.is_none_or(|only| right.action == only));
    let rows = all.iter().map(|right| {
        let (may, why) = match &right.refusal {
            None if right.others.is_empty() => ("your own", String::new()),
            None => ("yes", String::new()),
            Some(no) => ("no", format!("{no}; {}", no.hint())),
        };
        vec![right.action.words().to_owned(), may.to_owned(), why]
    });
    let json: Vec<_> = all
        .iter()
        .map(|right| {
            json!({ "action": right.action.id(), "may": right.refusal.is_none(),
                "why_not": right.refusal.as_ref().map(ToString::to_string),
                "hint": right.refusal.as_ref().map(Refusal::hint) })
        })
        .collect();
    let head = vec![format!("{} in {}, today", here.name_of(here.who.id()), here.org)];
    show(
        place,
        &Shown { head, tables: vec![table("", &["Action", "May", "Why not"], rows)], ..Shown::default() },
        &json,
    )
}

/// What somebody is on the day, and the lines of the table for their roles.
fn theirs(place: &PlaceArgs, typed: &str, only: Option<Action>) -> Done {
    let here = Here::read(place)?;
    let person = here.person(typed)?;
    let (part, mark) = here.ask(&PartOf(person.clone()))?;
    let roles = role_ids(&part.roles);
    let mut rights = RightsWords::whole().rights;
    rights.retain(|r| r.role.is_none_or(|role| roles.contains(&role)));
    rights.retain(|r| only.is_none_or(|only| r.action == only.id()));
    let state = part.state.map_or("no membership", domain::values::Membership::id);
    let held = if roles.is_empty() { "no role in force".to_owned() } else { roles.join(", ") };
    let head = vec![recorded(&mark), format!("{}: {state}, {held}", here.name_of(&person))];
    let shown = Shown {
        head,
        tables: vec![table("", &["By", "May", "Whose", "When it is"], rights.iter().map(row))],
        tail: vec!["A line that denies wins over every line that allows.".to_owned()],
    };
    let json = json!({ "person": NamedWords::of(&here.names(), &person), "state": part.state.map(|s| s.id()), "roles": roles,
        "controls": part.controls, "rights": rights, "mark": MarkWords::of(Some(&mark)) });
    show(place, &shown, &json)
}

pub(crate) fn security_log(args: &SecurityLogArgs) -> Done {
    let here = Here::read(&args.place)?;
    let page = here.app.security_log(&here.org, &here.who, args.before.as_deref(), args.limit)?;
    let notes = page.notes.iter().filter(|n| args.what.as_ref().is_none_or(|what| n.what == *what));
    let words: Vec<NoteWords> = notes.map(|n| NoteWords::of(&here.names(), n)).collect();
    let rows = words.iter().map(|n| {
        let what = n.what.replace('_', " ");
        let what = if n.alarm { format!("{what} (alarm)") } else { what };
        let person = n.person.as_ref().map_or_else(String::new, |p| p.name.clone());
        vec![n.at.clone(), what, person, n.detail.clone(), n.address.clone()]
    });
    let notes = if words.len() == 1 { "note" } else { "notes" };
    let head = vec![format!("{}: {} {notes}, newest first", here.org, words.len())];
    let tail = page.older.iter().map(|mark| format!("Older notes: --before {mark}")).collect();
    let headers = ["When", "What", "Who", "Detail", "Address"];
    let json = json!({ "notes": words, "older": page.older });
    show(&args.place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &json)
}
