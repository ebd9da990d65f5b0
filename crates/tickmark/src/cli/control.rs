//! Commands on the organisation's own controls.

use super::Done;
use super::args::{ControlArgs, ControlFields, ControlVerb, PlaceArgs};
use super::out::{Shown, mend, show, table};
use super::people::Here;
use super::place::{ask, change};
use crate::words::{ControlWords, ControlsWords};
use app::Failure;
use app::ask::{ControlOf, ControlOwners, Controls, Documents, DuplicatePairs, ProfileOf};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::{Control, Frequency, LibraryDocument, Overlap, Status, Target, counted, reference};
use serde_json::json;

pub(crate) fn control(args: &ControlArgs) -> Done {
    match &args.verb {
        ControlVerb::List { search, status, item, place } => list(place, search, status.as_deref(), item.as_deref()),
        ControlVerb::Show { id, place } => show_one(place, id),
        ControlVerb::Add { id, fields, place } => {
            let control = with(Control { id: id.clone(), ..Control::default() }, fields)?;
            change(place, &format!("Added {id}"), Command::AddControl { control })
        }
        ControlVerb::Revise { id, fields, place } => {
            let (now, _) = ask(place, &ControlOf(id.clone()))?;
            let control = with(now.held.control, fields)?;
            change(place, &format!("Revised {id}"), Command::ReviseControl { control })
        }
        ControlVerb::Retire { id, reason, place } => {
            let command = Command::RetireControl { id: id.clone(), reason: reason.clone() };
            change(place, &format!("Retired {id}"), command)
        }
        ControlVerb::Assign { id, person, place } => {
            let here = Here::open(place)?;
            let person = person.as_deref().map(|typed| here.person(typed)).transpose()?;
            let owner = person.as_deref().map_or_else(|| "nobody".to_owned(), |id| here.name_of(id));
            here.done(&format!("Assigned {id} to {owner}"), Command::AssignControl { id: id.clone(), person })
        }
        ControlVerb::Link { id, item, reason, extent, place } => {
            let extent = match extent.as_str() {
                "full" => Overlap::Full,
                "partial" => Overlap::Partial,
                other => {
                    return Err(mend(format!("a link cannot go `{other}` far"), "a link is full or partial"));
                }
            };
            let target = target(place, item)?;
            let done = format!("Linked {id} to {}", target.item);
            change(place, &done, Command::LinkControl { id: id.clone(), target, reason: reason.clone(), extent })
        }
        ControlVerb::Unlink { id, item, place } => {
            let target = target(place, item)?;
            let done = format!("Unlinked {id} from {}", target.item);
            change(place, &done, Command::UnlinkControl { id: id.clone(), target })
        }
        ControlVerb::Operation(args) => super::tasks::operation(args),
        ControlVerb::Life(args) => super::tasks::life(args),
        ControlVerb::Occurrences(args) => super::tasks::occurrences(args),
        ControlVerb::Duplicates(place) => duplicates(place),
    }
}

/// A control with the fields that were given.
fn with(control: Control, fields: &ControlFields) -> Result<Control, Failure> {
    let text = |new: &Option<String>, old: String| new.clone().unwrap_or(old);
    Ok(Control {
        name: text(&fields.name, control.name),
        activity: text(&fields.activity, control.activity),
        owner: text(&fields.owner, control.owner),
        kind: text(&fields.kind, control.kind),
        policy: text(&fields.policy, control.policy),
        status: fields.status.as_deref().map(status).transpose()?.unwrap_or(control.status),
        frequency: match fields.frequency.as_deref() {
            Some(text) => Some(frequency(text)?),
            None => control.frequency,
        },
        ..control
    })
}

fn status(text: &str) -> Result<Status, Failure> {
    Status::parse(text).ok_or_else(|| unknown("status", text, Status::ALL.map(Status::id)))
}

fn frequency(text: &str) -> Result<Frequency, Failure> {
    Frequency::parse(text).ok_or_else(|| unknown("frequency", text, Frequency::ALL.map(Frequency::id)))
}

fn unknown<const N: usize>(what: &'static str, text: &str, known: [&'static str; N]) -> Failure {
    let near = nearest(text, known).or(known.first().copied());
    Refusal::Unknown { what, id: text.to_owned(), nearest: near.map(str::to_owned) }.into()
}

/// The item that was typed, in whichever adopted framework knows it.
fn target(place: &PlaceArgs, item: &str) -> Result<Target, Failure> {
    let id = reference::canonical(item.trim_start_matches("clause").trim());
    let (profile, _) = ask(place, &ProfileOf)?;
    let (documents, _) = ask(place, &Documents)?;
    let sides = documents.iter().find_map(|d| match d {
        LibraryDocument::Crosswalk(c) if c.id == profile.crosswalk => Some((c.from.clone(), c.to.clone())),
        _ => None,
    });
    let (from, to) = sides.unwrap_or_default();
    let frameworks: Vec<_> = documents
        .iter()
        .filter_map(|d| match d {
            LibraryDocument::Framework(f) => Some(f),
            _ => None,
        })
        .collect();
    let preferred = frameworks.iter().filter(|f| f.id == from || f.id == to).chain(&frameworks);
    let found = preferred.clone().find(|f| f.item(&id).is_some_and(|i| !i.heading));
    match found {
        Some(f) => Ok(Target { framework: f.id.clone(), item: id }),
        None => {
            let ids = preferred.flat_map(|f| &f.items).filter(|i| !i.heading).map(|i| i.id.as_str());
            let near = nearest(&id, ids).map(str::to_owned);
            Err(Refusal::Unknown { what: "criterion, control or clause", id: item.to_owned(), nearest: near }.into())
        }
    }
}

fn list(place: &PlaceArgs, search: &str, only: Option<&str>, item: Option<&str>) -> Done {
    let status = only.map(status).transpose()?;
    let question = Controls { search: search.to_owned(), status, item: item.map(str::to_owned), retired: false };
    let here = Here::read(place)?;
    let (value, mark) = here.ask(&question)?;
    let (owners, _) = here.ask(&ControlOwners)?;
    let mut words = ControlsWords::of(&value, Some(&mark));
    for control in &mut words.controls {
        owned(&here, control, owners.get(&control.id).map(String::as_str));
    }
    let rows = words.controls.iter().map(|c| {
        let links: Vec<&str> = c.links.iter().map(|l| l.item.as_str()).collect();
        vec![
            c.id.clone(),
            c.name.clone(),
            c.owner.clone(),
            c.status.to_owned(),
            c.frequency.unwrap_or("").to_owned(),
            links.join(", "),
        ]
    });
    let head = vec![format!("{}: {} of {}", mark.name, words.controls.len(), counted(words.of, "control", "controls"))];
    let headers = ["Id", "Name", "Owner", "Status", "Frequency", "Links"];
    let tail = if words.of == 0 { vec!["None yet: `tickmark import controls.xlsx`".to_owned()] } else { Vec::new() };
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &words)
}

/// Where no owner is written, the person who owns it stands by name.
fn owned(here: &Here<'_>, control: &mut ControlWords, person: Option<&str>) {
    if control.owner.is_empty() {
        control.owner = person.map_or_else(String::new, |id| here.name_of(id));
    }
}

fn show_one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (value, mark) = here.ask(&ControlOf(id.to_owned()))?;
    let mut words = ControlWords::from(&value.held);
    owned(&here, &mut words, value.owned_by.as_deref());
    let fields = [
        ("Activity", words.activity.clone()),
        ("Owner", words.owner.clone()),
        ("Type", words.kind.clone()),
        ("Policy", words.policy.clone()),
        ("Status", words.status.to_owned()),
        ("Frequency", words.frequency.unwrap_or("").to_owned()),
        ("Losing it leaves unanswered", value.only_answer_to.join(", ")),
        ("Losing it uncovers", value.lost.join(", ")),
    ];
    let head = vec![
        format!("{} {}", words.id, words.name),
        format!("{}, version {}, changed {}", mark.name, words.version, words.changed),
    ];
    let links = words.links.iter().map(|l| vec![l.item.clone(), l.extent.to_owned(), l.reason.clone()]);
    let tables = vec![
        table("", &["Field", ""], fields.map(|(k, v)| vec![k.to_owned(), v])),
        table("Links", &["Item", "Extent", "Reason"], links),
    ];
    let json = json!({ "control": words, "only_answer_to": value.only_answer_to, "lost": value.lost,
        "as_of": mark.as_of.to_string(), "on": mark.on.to_string() });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

fn duplicates(place: &PlaceArgs) -> Done {
    let (pairs, _) = ask(place, &DuplicatePairs)?;
    let rows = pairs.iter().map(|p| vec![p.a.clone(), p.b.clone(), p.why.clone()]);
    let head = vec![format!(
        "{} like the same intent",
        counted(pairs.len(), "pair of controls looks", "pairs of controls look")
    )];
    let json: Vec<_> = pairs.iter().map(|p| json!({ "a": p.a, "b": p.b, "why": p.why })).collect();
    show(
        place,
        &Shown { head, tables: vec![table("", &["Control", "Control", "Why"], rows)], ..Shown::default() },
        &json,
    )
}
