//! Planning and changing an engagement, naming its controls, and proof that nothing happened.

use super::{Judged, current, event};
use crate::event::EngagementEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::guards;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::engagement::unexercised::exercised;
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::values::{Category, Engagement, EngagementState, Examination, Firm, InScope, Subservice, Window};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most engagements of one organisation.
const MAX_ENGAGEMENTS: usize = 500;
/// Most services, systems, locations or subservice organisations of one engagement.
const MAX_LISTED: usize = 200;
/// Most controls that are named.
const MAX_NAMED: usize = 5_000;

pub(super) fn plan(registers: &Registers, engagement: Engagement) -> Judged {
    let register = &registers.engagements;
    if register.engagements.len() >= MAX_ENGAGEMENTS {
        return Err(Refusal::TooMany { what: "engagements", max: MAX_ENGAGEMENTS });
    }
    let id = register.next_engagement();
    let engagement = Box::new(checked(registers, &id, engagement)?);
    Ok(vec![event(EngagementEvent::EngagementPlanned { id, engagement })])
}

pub(super) fn revise(registers: &Registers, id: String, engagement: Engagement, agreement: &str) -> Judged {
    let held = current(registers, &id)?;
    let engagement = checked(registers, &id, engagement)?;
    let before = &held.engagement;
    if *before == engagement {
        return Err(Refusal::NothingToChange { what: id });
    }
    let agreement = optional(agreement, "the firm's agreement", LONG_TEXT)?;
    let end = |engagement: &Engagement| engagement.minimum_end;
    let earlier = end(before).is_some_and(|was| end(&engagement).is_none_or(|now| now < was));
    if earlier && agreement.is_empty() {
        return Err(Refusal::NotPossible {
            sentence: format!(
                "the earliest end agreed with the firm is {}",
                end(before).map(|day| day.to_string()).unwrap_or_default()
            ),
            hint: "say where the firm agreed to an earlier one".to_owned(),
        });
    }
    still_open(&id, held, &engagement)?;
    stands(&id, held, &engagement)?;
    let engagement = Box::new(engagement);
    Ok(vec![event(EngagementEvent::EngagementRevised { id, engagement, agreement })])
}

/// After it opened, a window keeps its first day and its kind; after it closed, its last day too.
fn still_open(id: &str, held: &HeldEngagement, engagement: &Engagement) -> Result<(), Refusal> {
    let stage = held.stage();
    let (was, now) = (held.engagement.kind, engagement.kind);
    let begun = stage >= EngagementState::Type1Fieldwork;
    let refused = |sentence: String, hint: &str| Err(Refusal::NotPossible { sentence, hint: hint.to_owned() });
    if begun && was.id() != now.id() {
        return refused(format!("{id} is a {} examination and has begun", was.title()), "plan another engagement");
    }
    if stage.closed() && was != now {
        return refused(
            format!("the window of {id} is closed: {} to {}", was.days().from, was.days().until),
            "plan the engagement that follows it",
        );
    }
    if stage == EngagementState::WindowOpen && was.days().from != now.days().from {
        return refused(
            format!("the window of {id} opened on {}", was.days().from),
            "its last day can still be changed",
        );
    }
    if stage.closed() && held.engagement.categories != engagement.categories {
        return refused(format!("the window of {id} is closed"), "categories are changed before that");
    }
    Ok(())
}

/// What let an engagement pass a step is still there.
fn stands(id: &str, held: &HeldEngagement, engagement: &Engagement) -> Result<(), Refusal> {
    let stage = held.stage();
    let after = HeldEngagement { engagement: engagement.clone(), ..held.clone() };
    let mut gone = Vec::new();
    if stage >= EngagementState::Scoping {
        gone.extend(guards::firm(&after));
    }
    if stage >= EngagementState::Readiness {
        gone.extend(guards::agreed(&after));
    }
    if gone.is_empty() {
        return Ok(());
    }
    Err(Refusal::NotPossible {
        sentence: format!("{id} stands at {}, which needs: {}", stage.within(), gone.join("; ")),
        hint: "change it, and do not leave it empty".to_owned(),
    })
}

fn checked(registers: &Registers, id: &str, engagement: Engagement) -> Result<Engagement, Refusal> {
    let title = required(&engagement.title, "the title", "what the engagement is called", SHORT_TEXT)?;
    // It stands on packages and letters.
    worded("the title", &title)?;
    title_is_its_own(registers, id, &title)?;
    let kind = match engagement.kind {
        Examination::Type2 { window } => Examination::Type2 { window: Window::new(window.from, window.until)? },
        Examination::Type1 { on } => Examination::Type1 { on: Window::new(on, on)?.from },
    };
    end_is_agreed(kind, engagement.minimum_end)?;
    if engagement.categories.is_empty() {
        return Err(Refusal::NoCategory);
    }
    if !engagement.categories.contains(Category::Security) {
        return Err(Refusal::NotPossible {
            sentence: "the common criteria belong to every examination".to_owned(),
            hint: "add the category security".to_owned(),
        });
    }
    followed(registers, id, engagement.follows.as_deref())?;
    let Firm { name, licence, independence } = engagement.firm;
    Ok(Engagement {
        title,
        kind,
        services: listed(&engagement.services, "the service", "services of one engagement")?,
        systems: listed(&engagement.systems, "the system", "systems of one engagement")?,
        locations: listed(&engagement.locations, "the location", "locations of one engagement")?,
        firm: Firm {
            name: optional(&name, "the firm", SHORT_TEXT)?,
            licence: optional(&licence, "the licence", SHORT_TEXT)?,
            independence: optional(&independence, "the note on independence", LONG_TEXT)?,
        },
        commitments: optional(&engagement.commitments, "the commitments", LONG_TEXT)?,
        subservice: subservice(&engagement.subservice)?,
        no_subservice: none_needed(&engagement.no_subservice, &engagement.subservice)?,
        ..engagement
    })
}

/// Outside access names an engagement by its id or title, so no two may answer to one name.
fn title_is_its_own(registers: &Registers, id: &str, title: &str) -> Result<(), Refusal> {
    let folded = title.to_lowercase();
    let number = folded.strip_prefix("en-").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let all = &registers.engagements.engagements;
    let taken = all.iter().find(|(other, held)| *other != id && held.engagement.title.to_lowercase() == folded);
    match (number, taken) {
        (true, _) => Err(Refusal::NotPossible {
            sentence: format!("`{title}` looks like the id of an engagement"),
            hint: "call it by its kind and year, such as `SOC 2 Type II 2026`".to_owned(),
        }),
        (_, Some((other, _))) => Err(Refusal::NotPossible {
            sentence: format!("{other} is called `{title}` already"),
            hint: "give it a title of its own: outside access names engagements by it".to_owned(),
        }),
        _ => Ok(()),
    }
}

fn end_is_agreed(kind: Examination, minimum: Option<Date>) -> Result<(), Refusal> {
    let Some(minimum) = minimum else {
        return Ok(());
    };
    match kind {
        Examination::Type1 { .. } => Err(Refusal::NotPossible {
            sentence: "a Type I examination is about one day and has no end".to_owned(),
            hint: "leave the earliest end out".to_owned(),
        }),
        Examination::Type2 { window } if window.until < minimum => Err(Refusal::NotPossible {
            sentence: format!("the window would end on {}, before {minimum} as agreed with the firm", window.until),
            hint: format!("end it on {minimum} or later, or agree with the firm on an earlier end first"),
        }),
        Examination::Type2 { .. } => Ok(()),
    }
}

fn followed(registers: &Registers, id: &str, follows: Option<&str>) -> Result<(), Refusal> {
    let Some(before) = follows else {
        return Ok(());
    };
    super::known(registers, before)?;
    let all = &registers.engagements.engagements;
    // An engagement before another one never comes after it.
    let chain = std::iter::successors(Some(before), |at| all.get(*at)?.engagement.follows.as_deref());
    if chain.take(MAX_ENGAGEMENTS).any(|at| at == id) {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} would follow itself"),
            hint: "name the engagement before it".to_owned(),
        });
    }
    Ok(())
}

fn listed(all: &[String], field: &'static str, what: &'static str) -> Result<Vec<String>, Refusal> {
    if all.len() > MAX_LISTED {
        return Err(Refusal::TooMany { what, max: MAX_LISTED });
    }
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for one in all {
        let one = required(one, field, "its name", SHORT_TEXT)?;
        if seen.insert(one.to_lowercase()) {
            kept.push(one);
        }
    }
    Ok(kept)
}

fn subservice(all: &[Subservice]) -> Result<Vec<Subservice>, Refusal> {
    if all.len() > MAX_LISTED {
        return Err(Refusal::TooMany { what: "subservice organisations of one engagement", max: MAX_LISTED });
    }
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for one in all {
        let who = required(&one.who, "the subservice organisation", "its id or name", SHORT_TEXT)?;
        if !seen.insert(who.to_lowercase()) {
            return Err(Refusal::NotPossible {
                sentence: format!("the subservice organisation {who} stands twice"),
                hint: "name it once, with one method".to_owned(),
            });
        }
        kept.push(Subservice { who, method: one.method });
    }
    Ok(kept)
}

fn none_needed(reason: &str, all: &[Subservice]) -> Result<String, Refusal> {
    let reason = optional(reason, "the reason why there is no subservice organisation", LONG_TEXT)?;
    if !reason.is_empty() && !all.is_empty() {
        return Err(Refusal::NotPossible {
            sentence: "subservice organisations are named, and a reason why there are none".to_owned(),
            hint: "keep one of the two".to_owned(),
        });
    }
    Ok(reason)
}

pub(super) fn name(registers: &Registers, id: String, controls: InScope) -> Judged {
    let held = current(registers, &id)?;
    if held.scope.is_some() {
        return Err(Refusal::NotPossible {
            sentence: format!("the window of {id} is closed, and its controls stay as they were then"),
            hint: "name the controls of the engagement that follows it".to_owned(),
        });
    }
    if let InScope::Named(named) = &controls {
        if named.is_empty() {
            return Err(Refusal::Empty { field: "the list of controls", wanted: "at least one, or `linked`" });
        }
        if named.len() > MAX_NAMED {
            return Err(Refusal::TooMany { what: "controls of one engagement", max: MAX_NAMED });
        }
        for control in named {
            crate::rules::operation::live(registers, control)?;
        }
    }
    if held.controls == controls {
        return Err(Refusal::NothingToChange { what: format!("the choice of controls of {id}") });
    }
    Ok(vec![event(EngagementEvent::ControlsNamed { id, controls })])
}

pub(super) fn unexercised(registers: &Registers, id: String, control: String, note: &str, evidence: String) -> Judged {
    let held = current(registers, &id)?;
    let Some(window) = held.window() else {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} is a Type I examination: it asks for no operation"),
            hint: "record it for the Type II that follows".to_owned(),
        });
    };
    if !controls_in_scope(registers, held).iter().any(|own| own.control.id == control) {
        return Err(Refusal::Unknown { what: "control in scope", id: control, nearest: None });
    }
    let note = required(note, "the note", "which population is empty, and how it was looked for", LONG_TEXT)?;
    worded("the note", &note)?;
    let item = registers.evidence.items.get(&evidence).filter(|item| item.counts());
    let Some(item) = item else {
        return Err(Refusal::Unknown { what: "evidence that counts", id: evidence, nearest: None });
    };
    let period = item.newest().evidence.period;
    if period.until < window.from || window.until < period.from {
        return Err(Refusal::NotPossible {
            sentence: format!("{evidence} covers {} to {}, no day of the window", period.from, period.until),
            hint: format!("hand in the empty list of {} to {}", window.from, window.until),
        });
    }
    if let Some(sentence) = exercised(registers, &id, held, &control, &evidence) {
        return Err(Refusal::NotPossible {
            sentence: format!("{control} was exercised in the window: {sentence}"),
            hint: "this is for a control that nothing happened for; correct what says otherwise first".to_owned(),
        });
    }
    let same = |held: &crate::registers::engagement::Unexercised| held.note == note && held.evidence == evidence;
    if held.unexercised.get(&control).is_some_and(same) {
        return Err(Refusal::NothingToChange { what: format!("that {control} was not exercised") });
    }
    Ok(vec![event(EngagementEvent::UnexercisedRecorded { id, control, note, evidence })])
}
