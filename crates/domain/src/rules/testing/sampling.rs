//! Draws from frozen populations (K6), and own tables of sample sizes.

use super::{Judged, engagement, event, external, id, refused, unknown};
use crate::event::TestingEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::testing::HeldPopulation;
use crate::reports::sample;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::testing::{DEFAULT_PROFILE, Draw, DrawMethod, ORGANISATION_WIDE, Sample};
use crate::values::{Role, SamplingFrequency, SamplingProfile};
use std::collections::BTreeSet;

/// Most own tables of sample sizes.
const MAX_PROFILES: usize = 100;

/// A size with what it follows from.
#[derive(Default)]
struct Sized {
    size: u32,
    table: Option<u32>,
    rule: String,
    frequency: String,
}

pub(super) fn draw(registers: &Registers, draw: Draw, stamp: &Stamp) -> Judged {
    let new = id("SA", "samples", registers.testing.samples.len())?;
    let id = &draw.population;
    let held = registers.testing.populations.get(id).ok_or_else(|| unknown("population", id))?;
    engagement(registers, &held.population.engagement)?;
    let outside = external(registers, &held.population.engagement, stamp)?;
    let frozen = held.frozen.as_ref().ok_or_else(|| {
        refused(format!("{id} is not frozen"), "freeze it first: a sample is drawn from a list that never changes")
    })?;
    let ids: Vec<String> = held.population.items.iter().map(|item| item.id.clone()).collect();
    let of = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    if of == 0 {
        return Err(refused(
            format!("{id} is empty: nothing occurred"),
            "record it as not exercised in the engagement",
        ));
    }
    let auditor = outside || {
        let hats = registers.people.hats(&stamp.by.person, stamp.today);
        hats.roles.contains(&Role::InternalAuditor)
    };
    let sized = sized(registers, held, &draw, of)?;
    let reason = optional(&draw.reason, "the reason", LONG_TEXT)?;
    let size = wanted(&draw, sized.size, of, auditor, &reason)?;
    let seed = match draw.method {
        DrawMethod::Named => String::new(),
        _ => seed(draw.seed.as_deref(), stamp)?,
    };
    let items = match draw.method {
        DrawMethod::HashOrder | DrawMethod::Statistical => sample::draw(&seed, &ids, size as usize)?,
        DrawMethod::Systematic => sample::systematic(&seed, &ids, size as usize)?,
        DrawMethod::Named => named(&draw.named, &ids, id)?,
    };
    let sample = Box::new(Sample {
        population: id.clone(),
        list_sha256: frozen.sha256.clone(),
        of,
        profile: if draw.method == DrawMethod::Statistical { String::new() } else { draw.profile.id.clone() },
        frequency: sized.frequency,
        rule: sized.rule,
        table: sized.table,
        risk: draw.risk,
        computed: sized.size,
        reason,
        method: draw.method,
        seed,
        confidence: draw.confidence,
        tolerable: draw.tolerable,
        items,
    });
    Ok(event(TestingEvent::SampleDrawn { id: new, sample }))
}

/// The size that table or formula give.
fn sized(registers: &Registers, held: &HeldPopulation, draw: &Draw, of: u32) -> Result<Sized, Refusal> {
    if draw.method == DrawMethod::Statistical {
        let confidence = fraction(&draw.confidence, "confidence")?;
        let size = sample::statistical(confidence, fraction(&draw.tolerable, "tolerable rate")?, of)?;
        return Ok(Sized { size, rule: "ceil(ln(1-confidence)/ln(1-tolerable))".to_owned(), ..Sized::default() });
    }
    let control = &held.population.control;
    let version = registers.operations.controls.get(control).and_then(|of| of.on(held.population.period.until));
    let now = || registers.controls.get(control).and_then(|own| own.control.frequency);
    let frequency = version.and_then(|version| version.frequency).or_else(now);
    let frequency = frequency.map(SamplingFrequency::from).ok_or_else(|| {
        refused(format!("nobody said how often {control} runs"), "set the frequency of the control first")
    })?;
    let profile = registers.testing.profiles.get(&draw.profile.id).unwrap_or(&draw.profile);
    let found = sample::size(profile, frequency, of, draw.risk)?;
    Ok(Sized {
        size: found.size,
        table: found.table,
        rule: found.rule.to_string(),
        frequency: frequency.id().to_owned(),
    })
}

/// How many are drawn: by table or formula, or as an auditor says.
fn wanted(draw: &Draw, computed: u32, of: u32, auditor: bool, reason: &str) -> Result<u32, Refusal> {
    let named = (draw.method == DrawMethod::Named).then(|| u32::try_from(draw.named.len()).unwrap_or(u32::MAX));
    let Some(size) = named.or(draw.size).filter(|size| *size != computed || named.is_some()) else {
        return Ok(computed);
    };
    if !auditor && size != computed {
        return Err(refused(
            format!("the size by table or formula is {computed}, not {size}"),
            "another size is for an auditor to set",
        ));
    }
    if size == 0 || size > of {
        return Err(refused(format!("{size} of {of} cannot be drawn"), format!("write a size from 1 to {of}")));
    }
    if reason.is_empty() {
        return Err(Refusal::Empty { field: "the reason", wanted: "why this size, or why these items" });
    }
    Ok(size)
}

fn seed(typed: Option<&str>, stamp: &Stamp) -> Result<String, Refusal> {
    match typed.map(str::trim).filter(|seed| !seed.is_empty()) {
        None => Ok(stamp.fresh.clone()),
        Some(seed) if seed.chars().any(char::is_control) => {
            Err(refused("the seed has a control character".to_owned(), "write words on one line"))
        }
        Some(seed) => optional(seed, "the seed", SHORT_TEXT),
    }
}

fn named(named: &[String], ids: &[String], population: &str) -> Result<Vec<String>, Refusal> {
    let wanted: BTreeSet<&str> = named.iter().map(|id| id.trim()).collect();
    if wanted.len() < named.len() {
        return Err(refused("an item is named twice".to_owned(), "name each item once"));
    }
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    if let Some(other) = wanted.iter().find(|id| !known.contains(*id)) {
        return Err(refused(format!("{population} has no item `{other}`"), "name items of the frozen list"));
    }
    Ok(ids.iter().filter(|id| wanted.contains(id.as_str())).cloned().collect())
}

/// A fraction between 0 and 1 as it was written.
pub(super) fn fraction(text: &str, field: &'static str) -> Result<f64, Refusal> {
    let plain = text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let figure: Option<f64> = text.parse().ok().filter(|figure| plain && *figure > 0.0 && *figure < 1.0);
    figure.ok_or_else(|| refused(format!("{field}: `{text}` is no fraction between 0 and 1"), "write it like 0.95"))
}

pub(super) fn set_profile(registers: &Registers, profile: SamplingProfile) -> Judged {
    let own = &registers.testing.profiles;
    if own.len() >= MAX_PROFILES && !own.contains_key(&profile.id) {
        return Err(Refusal::TooMany { what: "own sampling profiles", max: MAX_PROFILES });
    }
    sound(&profile)?;
    if own.get(&profile.id) == Some(&profile) {
        return Err(Refusal::NothingToChange { what: format!("the sampling profile {}", profile.id) });
    }
    Ok(event(TestingEvent::SamplingProfileSet { profile: Box::new(profile) }))
}

/// What a draw reads that names no table. The table is sound, or it is an own one, which was judged when it was set.
pub(super) fn choose_profile(
    registers: &Registers,
    of: Option<String>,
    profile: SamplingProfile,
    stamp: &Stamp,
) -> Judged {
    if let Some(id) = &of {
        engagement(registers, id)?;
        external(registers, id, stamp)?;
    }
    let register = &registers.testing;
    if !register.profiles.contains_key(&profile.id) {
        sound(&profile)?;
    }
    let key = of.as_deref().unwrap_or(ORGANISATION_WIDE);
    let now = register.chosen.get(key).map(String::as_str);
    let unsaid = of.is_none() && now.is_none() && profile.id == DEFAULT_PROFILE;
    if unsaid || now == Some(profile.id.as_str()) {
        return Err(Refusal::NothingToChange { what: format!("the table of sizes for {key}") });
    }
    Ok(event(TestingEvent::SamplingProfileChosen { engagement: of, profile: profile.id }))
}

/// Is it a table that sizes can be read from?
fn sound(profile: &SamplingProfile) -> Result<(), Refusal> {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if profile.id.is_empty() || profile.id.len() > 40 || !profile.id.chars().all(good) {
        return Err(Refusal::BadId { what: "sampling profile", id: profile.id.clone() });
    }
    let most = SamplingFrequency::ALL.len();
    if profile.rows.is_empty() {
        return Err(Refusal::Empty { field: "the rows", wanted: "a row for each frequency" });
    }
    let mut seen = BTreeSet::new();
    for row in &profile.rows {
        let name = row.frequency.id();
        if !seen.insert(row.frequency) || profile.rows.len() > most {
            return Err(refused(format!("the row `{name}` stands twice"), "keep one row for each frequency"));
        }
        if row.rule.needs_sizes() != row.sizes.is_some() || row.sizes.is_some_and(|sizes| sizes.contains(&0)) {
            return Err(refused(
                format!("the row `{name}`: sizes do not fit the rule `{}`", row.rule),
                "give three sizes from 1 where the rule reads the table, and none where it does not",
            ));
        }
        required(&row.source, "the source of a row", "whose judgement these sizes are", SHORT_TEXT)?;
        optional(&row.typical, "the usual population", SHORT_TEXT)?;
    }
    Ok(())
}
