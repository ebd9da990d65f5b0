//! Commands on those who work here: the register, checks, positions, requests for access, the policy on remote working.

use super::args::{AccessVerb, PlaceArgs, RecordStaffArgs, StaffArgs, StaffVerb};
use super::out::{Shown, known, mend, show, table};
use super::people::{Here, recorded};
use super::place::day;
use super::{Done, listed};
use crate::words::ListImportWords;
use crate::words::MarkWords;
use crate::words::staff::{
    AccessRequestWords, PositionWords, StaffEvidenceWords, StaffFiguresWords, StaffWords, WorkforceWords,
    remote_working,
};
use app::Failure;
use app::ask::{At, OwnStaff, StaffOf};
use app::exchange::{StaffLists, staff_sheet};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::staff::{AccessKind, AccessStage, StaffState};
use domain::values::{AccessRequest, CheckDone, Position, Staff, StaffCheck};
use jiff::civil::Date;
use serde_json::json;
use std::path::Path;

pub(crate) fn staff(args: &StaffArgs) -> Done {
    match &args.verb {
        StaffVerb::List { state, lacking, place } => list(place, state.as_deref(), *lacking),
        StaffVerb::Record(args) => record(args),
        StaffVerb::Check { person, check, done_on, note, not_needed, take_back, place } => {
            let here = Here::open(place)?;
            let (person, check) = (
                person_of(&here, person)?,
                known("check", check, StaffCheck::parse, &StaffCheck::ALL.map(StaffCheck::id))?,
            );
            let (title, who) = (check.title().to_lowercase(), here.name_of(&person));
            if *take_back {
                let command = Command::CheckStaff { person, check, done: None };
                return here.done(&format!("Took back the last record of {title} of {who}"), command);
            }
            let done = CheckDone {
                on: or_today(&here, done_on.as_deref(), "--done-on")?,
                note: note.clone(),
                not_needed: *not_needed,
            };
            let command = Command::CheckStaff { person, check, done: Some(done) };
            here.done(&format!("Recorded {title} of {who}"), command)
        }
        StaffVerb::Positions(place) => positions(place),
        StaffVerb::Position { id, title, duties, reports_to, place } => {
            let position = Position { title: title.clone(), duties: duties.clone(), reports_to: reports_to.clone() };
            Here::open(place)?
                .done(&format!("Set the position {id}"), Command::SetPosition { id: id.clone(), position })
        }
        StaffVerb::Access(args) => access(&args.verb),
        StaffVerb::Import { file, sheet, preview, place } => import(place, file, sheet.as_deref(), *preview),
        StaffVerb::Export { to, place } => export(place, to.path()),
        StaffVerb::Policy(place) => {
            let here = Here::read(place)?;
            let (_, mark) = here.ask(&OwnStaff(here.who.id().to_owned()))?;
            let text = remote_working(&mark.name);
            if place.json {
                show(place, &Shown::default(), &json!({ "text": text }))
            } else {
                super::out::print(text.as_bytes())
            }
        }
    }
}

fn or_today(here: &Here<'_>, typed: Option<&str>, option: &str) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(here.app.clock().today()), |text| day(text, option))
}

fn import(place: &PlaceArgs, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let counts = |done: &ListImportWords| {
        let ListImportWords { new, changed, same, refused, .. } = done;
        format!("New {new}, changed {changed}, same {same}, refused {refused}")
    };
    listed::import(place, (path, sheet), preview, |_| StaffLists, counts, |done| done)
}

fn export(place: &PlaceArgs, path: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&StaffOf)?;
    let (title, subject) = ("People at work", "Register of those who work here");
    let written = listed::Written { title, subject, one: "person", many: "people" };
    listed::export(place, &here.app, path, &written, staff_sheet(&here.names(), &answer))
}

/// The id of somebody in the register by e-mail address or id, or else of a member.
fn person_of(here: &Here<'_>, typed: &str) -> Result<String, Failure> {
    let people = here.app.ask(&here.org, &here.who, At::default(), &StaffOf)?.value.workforce.people;
    if people.contains_key(typed) {
        return Ok(typed.to_owned());
    }
    let mut known = Vec::new();
    for id in people.keys() {
        let email = here.app.person(id)?.map(|p| p.email).unwrap_or_default();
        if !email.is_empty() && email.to_lowercase() == typed.to_lowercase() {
            return Ok(id.clone());
        }
        known.push(email);
    }
    here.person(typed).map_err(|_| {
        let near = nearest(typed, known.iter().map(String::as_str).filter(|e| !e.is_empty())).map(str::to_owned);
        Refusal::Unknown { what: "person", id: typed.to_owned(), nearest: near }.into()
    })
}

fn list(place: &PlaceArgs, state: Option<&str>, lacking: bool) -> Done {
    let state =
        state.map(|s| known("state", s, StaffState::parse, &StaffState::ALL.map(StaffState::id))).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&StaffOf)?;
    let mut people = StaffWords::all(&here.names(), &answer);
    people.retain(|one| state.is_none_or(|s| one.state == s.id()) && (!lacking || !one.missing.is_empty()));
    let rows = people.iter().map(|one| {
        let missing: Vec<&str> = one.missing.iter().map(|m| m.what.as_str()).collect();
        let position = answer.workforce.positions.get(&one.position).map_or(&one.position, |p| &p.title);
        let since = if one.leaves.is_some() { &one.leaves } else { &one.joined };
        vec![
            one.name.clone(),
            one.email.clone(),
            position.clone(),
            one.state.to_owned(),
            since.clone().unwrap_or_default(),
            missing.join("; "),
        ]
    });
    let tables = vec![table("", &["Name", "E-mail", "Position", "State", "Since", "Missing"], rows)];
    let figures = StaffFiguresWords::of(&answer.report);
    let removed = figures
        .mean_days_until_removed
        .as_deref()
        .map_or(String::new(), |days| format!(", {days} days after the last day on average"));
    let head = vec![
        recorded(&mark),
        format!(
            "Trained within a year: {} of {} at work. Access removal confirmed: {} of {} leavers{removed}. Something missing: {} of {}.",
            figures.trained, figures.at_work, figures.access_removed, figures.leavers, figures.lacking, figures.people
        ),
    ];
    let tail = if answer.workforce.positions.is_empty() {
        vec!["Positions come first: `tickmark staff position ID --title TITLE --duties DUTIES`".to_owned()]
    } else {
        Vec::new()
    };
    let evidence = StaffEvidenceWords::of(&answer.report.evidence);
    let words = WorkforceWords { figures, evidence, people, mark: MarkWords::of(Some(&mark)) };
    show(place, &Shown { head, tables, tail }, &words)
}

fn record(args: &RecordStaffArgs) -> Done {
    let here = Here::open(&args.place)?;
    let before = match &args.name {
        Some(_) => None,
        None => {
            let person = person_of(&here, &args.person)?;
            let people = here.app.ask(&here.org, &here.who, At::default(), &StaffOf)?.value.workforce.people;
            Some((people.get(&person).map(|held| held.staff.clone()), person))
        }
    };
    let now = before.as_ref().and_then(|(staff, _)| staff.clone());
    let staff = changed(args, now)?;
    let title = staff.state.title().to_lowercase();
    match (&args.name, before) {
        (None, Some((_, person))) => {
            let done = format!("Recorded {}: {title}", here.name_of(&person));
            here.done(&done, Command::RecordStaff { person, staff })
        }
        (name, _) => {
            let name = name.as_deref().unwrap_or_default();
            let request = args.place.request_id.as_deref();
            let (person, receipt) =
                here.app.record_new_staff(&here.org, &here.who, request, name, &args.person, staff)?;
            here.once(&format!("Added {name}: {title}"), &[], Some(&receipt), json!({ "person": person }))
        }
    }
}

/// What is recorded: what was typed over what was so before.
fn changed(args: &RecordStaffArgs, before: Option<Staff>) -> Result<Staff, Failure> {
    let mut staff = before.unwrap_or(Staff {
        state: StaffState::Active,
        position: String::new(),
        joined: None,
        leaves: None,
        remote: false,
    });
    if let Some(typed) = &args.state {
        staff.state = known("state", typed, StaffState::parse, &StaffState::ALL.map(StaffState::id))?;
    }
    if let Some(typed) = &args.position {
        staff.position.clone_from(typed);
    }
    if staff.position.is_empty() {
        return Err(mend("the position is missing", "name one with --position; see `tickmark staff positions`"));
    }
    if let Some(typed) = &args.joined {
        staff.joined = Some(day(typed, "--joined")?);
    }
    if let Some(typed) = &args.leaves {
        staff.leaves = Some(day(typed, "--leaves")?);
    }
    if let Some(typed) = &args.remote {
        staff.remote = match typed.to_lowercase().as_str() {
            "yes" => true,
            "no" => false,
            other => return Err(mend(format!("--remote: `{other}` is neither yes nor no"), "write yes or no")),
        };
    }
    Ok(staff)
}

fn positions(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&StaffOf)?;
    let words = PositionWords::chart(&here.names(), &answer);
    let rows = words.iter().map(|p| {
        let holders: Vec<&str> = p.holders.iter().map(|h| h.name.as_str()).collect();
        vec![format!("{}{}", "  ".repeat(p.depth), p.title), p.id.clone(), holders.join(", "), p.duties.clone()]
    });
    let tables = vec![table("", &["Position", "Short name", "Held by", "Duties for information security"], rows)];
    let json = json!({ "positions": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

fn access(verb: &AccessVerb) -> Done {
    match verb {
        AccessVerb::List { stage, place } => requests(place, stage.as_deref()),
        AccessVerb::Ask { person, system, level, kind, reason, place } => {
            let here = Here::open(place)?;
            let kind = known("kind", kind, AccessKind::parse, &AccessKind::ALL.map(AccessKind::id))?;
            let (system, level, reason) = (system.clone(), level.clone(), reason.clone());
            let request = AccessRequest { person: person_of(&here, person)?, system, level, kind, reason };
            let receipt = here.change(Command::AskAccess { request })?;
            let done = format!("Asked as {}", receipt.object);
            here.once(&done, &[], Some(&receipt), json!({ "request": receipt.object }))
        }
        AccessVerb::Decide { id, refuse, reason, place } => {
            let command = Command::DecideAccess { id: id.clone(), approved: !refuse, reason: reason.clone() };
            Here::open(place)?.done(&format!("{} {id}", if *refuse { "Refused" } else { "Approved" }), command)
        }
        AccessVerb::Done { id, done_on, place } => {
            let here = Here::open(place)?;
            let on = or_today(&here, done_on.as_deref(), "--done-on")?;
            here.done(&format!("Recorded {id} as carried out"), Command::CarryOutAccess { id: id.clone(), on })
        }
    }
}

fn requests(place: &PlaceArgs, stage: Option<&str>) -> Done {
    let stage =
        stage.map(|s| known("stage", s, AccessStage::parse, &AccessStage::ALL.map(AccessStage::id))).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&StaffOf)?;
    let all = answer.workforce.requests_by_urgency().into_iter();
    let words: Vec<AccessRequestWords> = all
        .filter(|(_, held)| stage.is_none_or(|s| held.stage == s))
        .map(|(id, held)| AccessRequestWords::of(&here.names(), id, held, answer.version("access", id)))
        .collect();
    let rows = words.iter().map(|r| {
        let fields = [&r.id, &r.person.name, &r.system, &r.level];
        let mut row: Vec<String> = fields.into_iter().cloned().collect();
        row.extend([r.kind.to_owned(), r.stage.to_owned(), r.asked_by.name.clone(), r.asked.clone()]);
        row.push(r.decided_by.as_ref().map(|d| d.name.clone()).unwrap_or_default());
        row.push(r.done_on.clone().unwrap_or_default());
        row
    });
    let headers = ["Id", "For", "System", "Level", "What", "Stands", "Asked by", "Asked", "Decided by", "Done on"];
    let json = json!({ "requests": words, "mark": MarkWords::of(Some(&mark)) });
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json)
}
