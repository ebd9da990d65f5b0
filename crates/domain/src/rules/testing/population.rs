//! Populations: what has to be said of one, and what has to be so before it is frozen.

use super::query;
use super::{Judged, engagement, event, id, in_scope, refused, unknown};
use crate::event::TestingEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::testing::HeldPopulation;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::testing::{
    Accuracy, Completeness, MAX_ITEM_ID, MAX_ITEMS, Population, PopulationItem, PopulationSource,
};
use crate::values::{Duty, Window};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;

pub(super) fn record(registers: &Registers, population: Population, stamp: &Stamp) -> Judged {
    let id = id("PO", "populations", registers.testing.populations.len())?;
    let population = Box::new(checked(registers, population, stamp)?);
    Ok(event(TestingEvent::PopulationRecorded { id, population }))
}

pub(super) fn revise(registers: &Registers, id: String, population: Population, stamp: &Stamp) -> Judged {
    let held = unfrozen(registers, &id)?;
    let before = &held.population;
    if (&before.engagement, &before.control) != (&population.engagement, &population.control) {
        return Err(refused(
            format!("{id} is the population of {} in {}", before.control, before.engagement),
            "record another population for another control",
        ));
    }
    let population = Box::new(checked(registers, population, stamp)?);
    if *population == held.population {
        return Err(Refusal::NothingToChange { what: id });
    }
    Ok(event(TestingEvent::PopulationRevised { id, population }))
}

pub(super) fn freeze(registers: &Registers, id: String) -> Judged {
    let held = unfrozen(registers, &id)?;
    engagement(registers, &held.population.engagement)?;
    let lacking = crate::reports::testing::lacking(&held.population);
    if !lacking.is_empty() {
        return Err(refused(
            format!("{id} cannot be frozen yet: {}", lacking.join("; ")),
            match held.population.source.extracted_on < held.population.period.until {
                true => {
                    "extract it again when its period is over, or let its period end with the day of the extraction"
                }
                false => "hand it in again with the checks",
            },
        ));
    }
    let sha256 = list_sha256(&held.population.items);
    let items = u32::try_from(held.population.items.len()).unwrap_or(u32::MAX);
    Ok(event(TestingEvent::PopulationFrozen { id, sha256, items }))
}

/// SHA-256 over the list in its written order: a line `id<TAB>day<TAB>day or -` for each item, sorted by id as bytes, each
/// ended by one line feed. Anybody can compute it (`docs/testing.md`).
pub fn list_sha256(items: &[PopulationItem]) -> String {
    let mut sorted: Vec<&PopulationItem> = items.iter().collect();
    sorted.sort_unstable_by(|a, b| a.id.as_bytes().cmp(b.id.as_bytes()));
    let mut hasher = Sha256::new();
    for item in sorted {
        let done = item.done.map_or_else(|| "-".to_owned(), |day| day.to_string());
        hasher.update(format!("{}\t{}\t{done}\n", item.id, item.on));
    }
    hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn unfrozen<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldPopulation, Refusal> {
    let held = registers.testing.populations.get(id).ok_or_else(|| unknown("population", id))?;
    match held.frozen {
        None => Ok(held),
        Some(_) => Err(Refusal::KeptApart {
            duty: Duty::ApprovedIsFixed,
            sentence: format!("{id} is frozen"),
            hint: "record another population".to_owned(),
        }),
    }
}

fn checked(registers: &Registers, population: Population, stamp: &Stamp) -> Result<Population, Refusal> {
    let held = engagement(registers, &population.engagement)?;
    let Some(window) = held.window() else {
        return Err(refused(
            format!("{} is a Type I examination: it looks at the design and has no populations", population.engagement),
            "record it for the Type II that follows",
        ));
    };
    in_scope(registers, held, &population.control)?;
    let period = Window::new(population.period.from, population.period.until)?;
    if period.until < window.from || window.until < period.from {
        return Err(refused(
            format!(
                "{} to {} has no day of the window, {} to {}",
                period.from, period.until, window.from, window.until
            ),
            "hand in the list of the window",
        ));
    }
    let items = items(&population.items, period)?;
    let completeness = Completeness {
        note: optional(&population.completeness.note, "the note on completeness", LONG_TEXT)?,
        ..population.completeness
    };
    if items.is_empty() && completeness.note.is_empty() {
        return Err(Refusal::Empty {
            field: "the note on completeness",
            wanted: "how it was seen that nothing occurred: an empty population needs its proof",
        });
    }
    Ok(Population {
        title: required(&population.title, "the title", "what the population is called", SHORT_TEXT)?,
        source: source(&population.source, stamp)?,
        period,
        accuracy: accuracy(&population.accuracy, items.len())?,
        completeness,
        items,
        ..population
    })
}

fn source(source: &PopulationSource, stamp: &Stamp) -> Result<PopulationSource, Refusal> {
    if source.extracted_on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the extraction" });
    }
    query::reads_only(&source.query)?;
    Ok(PopulationSource {
        system: required(&source.system, "the system", "where the list comes from", SHORT_TEXT)?,
        query: required(&source.query, "the query", "the query or filter that made the list", LONG_TEXT)?,
        extracted_on: source.extracted_on,
        extracted_at: optional(&source.extracted_at, "the time of the extraction", SHORT_TEXT)?,
        extracted_by: required(&source.extracted_by, "who extracted it", "a name or an e-mail address", SHORT_TEXT)?,
    })
}

fn accuracy(accuracy: &Accuracy, items: usize) -> Result<Accuracy, Refusal> {
    let Accuracy { checked, matched, .. } = *accuracy;
    if matched > checked || checked as usize > items {
        return Err(refused(
            format!("accuracy: {matched} of {checked} looked up, in a list of {items}"),
            "no more can agree than were looked up, and no more be looked up than there are",
        ));
    }
    Ok(Accuracy { checked, matched, note: optional(&accuracy.note, "the note on accuracy", LONG_TEXT)? })
}

/// Each id once, every day inside the period. At most three problems are named, and how many more there are.
fn items(items: &[PopulationItem], period: Window) -> Result<Vec<PopulationItem>, Refusal> {
    if items.len() > MAX_ITEMS {
        return Err(Refusal::TooMany { what: "items of one population", max: MAX_ITEMS });
    }
    let (mut seen, mut kept, mut problems) = (BTreeSet::new(), Vec::with_capacity(items.len()), Vec::new());
    for (at, item) in items.iter().enumerate() {
        let id = item.id.trim();
        if let Some(problem) = problem(id, item, period) {
            problems.push(format!("item {}: {problem}", at + 1));
        } else if !seen.insert(id) {
            problems.push(format!("item {}: the id `{id}` stands twice", at + 1));
        }
        kept.push(PopulationItem { id: id.to_owned(), ..item.clone() });
    }
    match problems.len() {
        0 => Ok(kept),
        rows => Err(Refusal::ImportRefused { rows, problems: problems.into_iter().take(3).collect() }),
    }
}

fn problem(id: &str, item: &PopulationItem, period: Window) -> Option<String> {
    if id.is_empty() {
        return Some("it has no id".to_owned());
    }
    if id.chars().count() > MAX_ITEM_ID || id.chars().any(char::is_control) {
        return Some(format!("its id is longer than {MAX_ITEM_ID} characters, or has a control character"));
    }
    let outside = !period.contains(item.on);
    outside.then(|| format!("{} lies outside the period {} to {}", item.on, period.from, period.until))
}
