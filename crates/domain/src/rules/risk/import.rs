//! Importing a list of risks: all or nothing; what is new, changed, the same or refused is known before anything happens,
//! and a list that was imported changes nothing when it is imported again.

use super::rating::{by_method, in_force, interval};
use super::recording::{MAX_RISKS, checked};
use super::{Judged, event, not_possible, treating, unknown};
use crate::event::{Event, RiskEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::risk::HeldRisk;
use crate::reports::risk::rated as since_opened;
use crate::rules::planned::{named, number};
use crate::rules::{ImportPlan, Planned, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::risk::{Grades, RatingKind, Risk, RiskRow, Treatment, TreatmentLine, TreatmentOption};
use crate::values::{FileRef, every_one};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most rows of one import.
pub const MAX_ROWS: usize = 5_000;
/// Works out what an import would do; touches nothing. The preview and the import itself use this one function; `source`
/// is the name of the file, which stands as the reason of each rating.
pub fn plan(registers: &Registers, source: &str, rows: &[RiskRow], today: Date) -> ImportPlan {
    let (mut titles, mut ids) = (BTreeSet::new(), BTreeSet::new());
    let mut next = registers.risks.risks.len();
    let mut plan = ImportPlan::default();
    for row in rows {
        let place = place(registers, row, &mut next).and_then(|id| {
            let again = !titles.insert(row.title.trim().to_lowercase()) || !ids.insert(id.clone());
            match again {
                true => Err(not_possible(
                    format!("`{}` stands twice in the list", row.title.trim()),
                    "keep one row for each risk",
                )),
                false => Ok(id),
            }
        });
        let line = match place.and_then(|id| judged(registers, &id, source, row, today)) {
            Err(refusal) => Planned::Refused(refusal),
            Ok((line, events)) => {
                plan.events.extend(events);
                line
            }
        };
        plan.lines.push((row.title.trim().to_owned(), line));
    }
    plan
}

/// The id of a row: of the risk that it speaks of, or a new one.
fn place(registers: &Registers, row: &RiskRow, next: &mut usize) -> Result<String, Refusal> {
    let title = required(&row.title, "the title", "what could happen, in a few words", SHORT_TEXT)?;
    let id = match (row.id.trim(), registers.risks.titled(&title)) {
        ("", Some((id, _))) => id.clone(),
        ("", None) => {
            *next += 1;
            return Ok(format!("RI-{next}"));
        }
        (id, _) => id.to_owned(),
    };
    if registers.risks.risks.contains_key(&id) { Ok(id) } else { Err(unknown("risk", &id)) }
}

/// What a row comes to, and its events.
fn judged(
    registers: &Registers,
    id: &str,
    source: &str,
    row: &RiskRow,
    today: Date,
) -> Result<(Planned, Vec<Event>), Refusal> {
    let held = registers.risks.risks.get(id);
    let before = held.map(|held| held.risk.clone()).unwrap_or_default();
    let risk = checked(registers, id, merged(row, &before))?;
    let mut changes = differences(&before, &risk);
    let mut events = Vec::new();
    match held {
        None => events.push(event(RiskEvent::RiskRecorded { id: id.to_owned(), risk: Box::new(risk.clone()) })),
        Some(_) if !changes.is_empty() => {
            events.push(event(RiskEvent::RiskRevised { id: id.to_owned(), risk: Box::new(risk.clone()) }));
        }
        Some(_) => {}
    }
    let grades = [
        (RatingKind::Inherent, row.inherent),
        (RatingKind::Current, row.current),
        (RatingKind::Residual, row.residual),
    ];
    for (kind, grades) in grades {
        if let Some(rated) = rated(registers, id, held, kind, grades, source, row.next_review, today)? {
            changes.push(format!("{} rating", kind.id()));
            events.push(rated);
        }
    }
    if let Some(planned) = treated(registers, id, held, row, today)? {
        changes.push("treatment".to_owned());
        events.push(planned);
    }
    // A row that changes nothing may stand there of a closed one as well: a list that went out comes in again.
    if held.is_some_and(|held| held.closed) && !events.is_empty() {
        return Err(not_possible(format!("{id} is closed"), "open it again, or leave the row out"));
    }
    Ok(match (held, events.is_empty()) {
        (None, _) => (Planned::New, events),
        (Some(_), true) => (Planned::Same, events),
        (Some(_), false) => (Planned::Changed(changes), events),
    })
}

/// What the row makes of a risk: what it leaves out stays as it was.
fn merged(row: &RiskRow, before: &Risk) -> Risk {
    let keep = |new: &str, old: &str| if new.trim().is_empty() { old.to_owned() } else { new.trim().to_owned() };
    Risk {
        title: row.title.trim().to_owned(),
        cause: keep(&row.cause, &before.cause),
        event: keep(&row.event, &before.event),
        consequence: keep(&row.consequence, &before.consequence),
        properties: row.properties.clone().unwrap_or_else(|| before.properties.clone()),
        source: keep(&row.source, &before.source),
        category: row.category.unwrap_or(before.category),
        owner: row.owner.clone().or_else(|| before.owner.clone()),
        assets: row.assets.clone().unwrap_or_else(|| before.assets.clone()),
        suppliers: row.suppliers.clone().unwrap_or_else(|| before.suppliers.clone()),
        links: before.links.clone(),
        controls: row.controls.clone().unwrap_or_else(|| before.controls.clone()),
        enterprise: keep(&row.enterprise, &before.enterprise),
        next_review: row.next_review.or(before.next_review),
    }
}

/// What changes, in words.
fn differences(old: &Risk, new: &Risk) -> Vec<String> {
    let fields = [
        ("title", old.title != new.title),
        ("cause", old.cause != new.cause),
        ("event", old.event != new.event),
        ("consequence", old.consequence != new.consequence),
        ("properties", old.properties != new.properties),
        ("source", old.source != new.source),
        ("category", old.category != new.category),
        ("owner", old.owner != new.owner),
        ("assets", old.assets != new.assets),
        ("suppliers", old.suppliers != new.suppliers),
        ("controls", old.controls != new.controls),
        ("enterprise", old.enterprise != new.enterprise),
        ("next review", old.next_review != new.next_review),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field.to_owned()).collect()
}

/// The rating of a row, by the method in force, unless the risk is rated so already.
#[expect(clippy::too_many_arguments, reason = "one column of a row, with everything that judges it")]
fn rated(
    registers: &Registers,
    id: &str,
    held: Option<&HeldRisk>,
    kind: RatingKind,
    grades: Option<Grades>,
    source: &str,
    next_review: Option<Date>,
    today: Date,
) -> Result<Option<Event>, Refusal> {
    let Some(grades) = grades else {
        return Ok(None);
    };
    let (version, method) = in_force(registers)?;
    let rating = by_method(version, method, kind, grades, format!("Imported from {source}."), today)?;
    let before = held.and_then(|held| since_opened(held, kind)).map(|(_, held)| &held.rating);
    if before.is_some_and(|old| (old.method, old.likelihood, old.impact) == (version, grades.0, grades.1)) {
        return Ok(None);
    }
    let next_review = next_review.unwrap_or_else(|| interval(method, today));
    Ok(Some(event(RiskEvent::RiskRated { id: id.to_owned(), rating, next_review })))
}

/// The plan of a row: for a risk without one only; what is planned already is not written over.
fn treated(
    registers: &Registers,
    id: &str,
    held: Option<&HeldRisk>,
    row: &RiskRow,
    today: Date,
) -> Result<Option<Event>, Refusal> {
    if held.is_some_and(|held| held.plan.is_some()) {
        return Ok(None);
    }
    let what = row.treatment.trim();
    let option = match row.option {
        Some(option) => option,
        None if what.is_empty() => return Ok(None),
        None => TreatmentOption::Modify,
    };
    let line = TreatmentLine { what: what.to_owned(), ..TreatmentLine::default() };
    let lines = if what.is_empty() { Vec::new() } else { vec![line] };
    let treatment = treating::checked(registers, None, Treatment { option, reason: String::new(), lines }, today)?;
    Ok(Some(treating::planned(None, id.to_owned(), treatment)))
}

pub(super) fn import(
    registers: &Registers,
    source: &str,
    file: Option<FileRef>,
    rows: &[RiskRow],
    stamp: &Stamp,
) -> Judged {
    if rows.len() > MAX_ROWS {
        return Err(Refusal::TooMany { what: "risks in one import", max: MAX_ROWS });
    }
    if rows.is_empty() {
        return Err(Refusal::Empty { field: "the list of risks", wanted: "at least one row below the headings" });
    }
    let source = required(source, "the name of the file", "where the list comes from", SHORT_TEXT)?;
    let plan = plan(registers, &source, rows, stamp.today);
    let [added, changed, same] = plan.sound(named)?;
    if plan.events.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("{} in {source}", every_one(same, "risk", "risks")) });
    }
    if registers.risks.risks.len() + added > MAX_RISKS {
        return Err(Refusal::TooMany { what: "risks", max: MAX_RISKS });
    }
    let (added, changed, same) = (number(added), number(changed), number(same));
    let imported = RiskEvent::RisksImported { source, file, added, changed, same };
    Ok(std::iter::once(event(imported)).chain(plan.events).collect())
}
