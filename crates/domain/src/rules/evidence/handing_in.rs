//! Handing in: what an item has to say, and which controls it may show.

use super::{Judged, current, event};
use crate::event::EvidenceEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::access::Object;
use crate::rules::operation::live;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::{Badge, Stamp};
use crate::values::evidence::{MAX_FILES, MAX_SERVED, MAX_VERSIONS};
use crate::values::{Evidence, EvidenceFile, Source, State};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Most items of one organisation.
const MAX_ITEMS: usize = 200_000;
/// Longest period of one item, in days.
const MAX_PERIOD: i64 = 3_660;

/// The controls as one object: live if all are, somebody's if all are theirs; `asked` has been asked for exactly this.
pub(super) fn of_controls<'a>(
    registers: &Registers,
    controls: impl Iterator<Item = &'a String>,
    asked: Option<&Badge>,
) -> Object {
    let mut objects = controls.map(|id| Object::control(registers, id));
    let Some(first) = objects.next() else {
        let of = asked.map(|by| by.person.clone()).into_iter().collect();
        return Object { state: State::Live, of, controls: Vec::new() };
    };
    let mut whole = objects.fold(first, |whole, next| Object {
        state: if whole.state == State::Live { next.state } else { whole.state },
        of: whole.of.into_iter().filter(|person| next.of.contains(person)).collect(),
        controls: whole.controls.into_iter().chain(next.controls).collect(),
    });
    whole.of.extend(asked.map(|by| by.person.clone()));
    whole
}

pub(super) fn add(
    registers: &Registers,
    evidence: Evidence,
    files: Vec<EvidenceFile>,
    controls: BTreeMap<String, Date>,
    answers: Option<String>,
    stamp: &Stamp,
) -> Judged {
    let room = &registers.evidence;
    if room.items.len() >= MAX_ITEMS {
        return Err(Refusal::TooMany { what: "items of evidence", max: MAX_ITEMS });
    }
    if controls.len() > MAX_SERVED {
        return Err(Refusal::TooMany { what: "controls of one item", max: MAX_SERVED });
    }
    let evidence = checked(evidence, stamp)?;
    distinct(&files)?;
    for (control, ran) in &controls {
        shows(registers, control, *ran, &evidence, stamp)?;
    }
    if let Some(id) = &answers {
        let unknown = || Refusal::Unknown { what: "request", id: id.clone(), nearest: None };
        let held = room.requests.get(id).ok_or_else(unknown)?;
        if held.closed.is_some() {
            return Err(Refusal::NotPossible {
                sentence: format!("request {id} was closed"),
                hint: "hand the item in without naming it".to_owned(),
            });
        }
        if !controls.contains_key(&held.request.control) {
            return Err(Refusal::NotPossible {
                sentence: format!("request {id} asks for evidence of {}", held.request.control),
                hint: "name that control, with the day on which it ran".to_owned(),
            });
        }
    }
    filed(&files)?;
    Ok(vec![event(EvidenceEvent::EvidenceAdded { id: room.next_item(), evidence, files, controls, answers })])
}

pub(super) fn revise(
    registers: &Registers,
    id: String,
    evidence: Evidence,
    files: Vec<EvidenceFile>,
    stamp: &Stamp,
) -> Judged {
    let held = current(registers, &id)?;
    if held.versions.len() >= MAX_VERSIONS {
        return Err(Refusal::TooMany { what: "versions of one item", max: MAX_VERSIONS });
    }
    let evidence = checked(evidence, stamp)?;
    distinct(&files)?;
    for (control, shown) in &held.controls {
        within(control, shown.ran, &evidence)?;
    }
    if held.newest().evidence == evidence && held.newest().files == files {
        return Err(Refusal::NothingToChange { what: id });
    }
    filed(&files)?;
    Ok(vec![event(EvidenceEvent::EvidenceRevised { id, evidence, files })])
}

pub(super) fn link(registers: &Registers, id: String, control: String, ran: Date, stamp: &Stamp) -> Judged {
    let held = current(registers, &id)?;
    if held.controls.len() >= MAX_SERVED {
        return Err(Refusal::TooMany { what: "controls of one item", max: MAX_SERVED });
    }
    shows(registers, &control, ran, &held.newest().evidence, stamp)?;
    if held.controls.get(&control).is_some_and(|shown| shown.ran == ran) {
        return Err(Refusal::NothingToChange { what: format!("{id} shows {control} on {ran}") });
    }
    Ok(vec![event(EvidenceEvent::EvidenceLinked { id, control, ran })])
}

pub(super) fn unlink(registers: &Registers, id: String, control: String) -> Judged {
    let held = current(registers, &id)?;
    if !held.controls.contains_key(&control) {
        return Err(Refusal::Unknown { what: "link", id: format!("{id} to {control}"), nearest: None });
    }
    Ok(vec![event(EvidenceEvent::EvidenceUnlinked { id, control })])
}

fn shows(registers: &Registers, control: &str, ran: Date, evidence: &Evidence, stamp: &Stamp) -> Result<(), Refusal> {
    live(registers, control)?;
    if ran > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which the control ran" });
    }
    within(control, ran, evidence)
}

/// Evidence for one period is not reused for another (rule 11).
fn within(control: &str, ran: Date, evidence: &Evidence) -> Result<(), Refusal> {
    let period = evidence.period;
    if period.from <= ran && ran <= period.until {
        return Ok(());
    }
    Err(Refusal::NotPossible {
        sentence: format!("{control} cannot have run on {ran}: the item covers {} to {}", period.from, period.until),
        hint: "name a day inside the period, or hand in an item for that period".to_owned(),
    })
}

fn checked(evidence: Evidence, stamp: &Stamp) -> Result<Evidence, Refusal> {
    let period = evidence.period;
    if period.until < period.from {
        return Err(Refusal::DatesReversed {
            from: "the first day of the period",
            until: "the last day of the period",
        });
    }
    if period.from > stamp.today {
        return Err(Refusal::InTheFuture { field: "the first day of the period" });
    }
    if period.from.duration_until(period.until).as_hours() / 24 > MAX_PERIOD {
        return Err(Refusal::NotPossible {
            sentence: "a period of more than ten years shows nothing".to_owned(),
            hint: "say which days the evidence covers".to_owned(),
        });
    }
    for (field, day) in [("the day of capture", evidence.captured), ("the day of collection", evidence.collected)] {
        if day.is_some_and(|day| day > stamp.today) {
            return Err(Refusal::InTheFuture { field });
        }
    }
    if let (Some(captured), Some(collected)) = (evidence.captured, evidence.collected)
        && collected < captured
    {
        return Err(Refusal::DatesReversed { from: "the day of capture", until: "the day of collection" });
    }
    let Source { system, environment, query, rows, completeness, accuracy } = evidence.source;
    Ok(Evidence {
        title: required(&evidence.title, "the title", "what the evidence is called", SHORT_TEXT)?,
        source: Source {
            system: optional(&system, "the source", SHORT_TEXT)?,
            environment,
            query: optional(&query, "the query", LONG_TEXT)?,
            rows,
            completeness: optional(&completeness, "the note on completeness", LONG_TEXT)?,
            accuracy: optional(&accuracy, "the note on accuracy", LONG_TEXT)?,
        },
        note: optional(&evidence.note, "the note", LONG_TEXT)?,
        ..evidence
    })
}

/// Words alone are no evidence: what counts as collected can be looked at by whoever judges it.
fn filed(files: &[EvidenceFile]) -> Result<(), Refusal> {
    if !files.is_empty() {
        return Ok(());
    }
    Err(Refusal::NotPossible {
        sentence: "there is nothing to hand in: the item has no file".to_owned(),
        hint: "add a file first; what only somebody can tell is written down, dated and signed, in a file".to_owned(),
    })
}

fn distinct(files: &[EvidenceFile]) -> Result<(), Refusal> {
    if files.len() > MAX_FILES {
        return Err(Refusal::TooMany { what: "files of one item", max: MAX_FILES });
    }
    let mut names = BTreeSet::new();
    for file in files {
        required(&file.name, "the name of a file", "such as review.pdf", SHORT_TEXT)?;
        if !names.insert(&file.name) {
            return Err(Refusal::NotPossible {
                sentence: format!("two files are called {}", file.name),
                hint: "give each file of an item its own name".to_owned(),
            });
        }
    }
    Ok(())
}
