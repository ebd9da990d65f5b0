//! Rules of the programme as a whole: beginning it, its profile, judgements and steps.

use super::{LONG_TEXT, SHORT_TEXT, Stamp, optional, required};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::lookup::{Lookup, lookup, told_apart, wanted};
use crate::values::nearest::nearest;
use crate::values::{Assessment, ItemKind, LibraryDocument, Profile, Step, StepTaken};

/// Most services or locations a profile lists.
const MAX_LIST: usize = 200;

pub(super) fn create(
    registers: &Registers,
    name: String,
    documents: Vec<LibraryDocument>,
    profile: Profile,
) -> Result<Vec<Event>, Refusal> {
    if registers.begun() {
        return Err(Refusal::OrganisationExists);
    }
    let name = required(&name, "the name of the organisation", "the name under which it trades", SHORT_TEXT)?;
    let mut begun = Registers { name: name.clone(), ..Registers::default() };
    let mut events = vec![Event::OrganisationCreated { name }];
    for document in documents {
        begun.catalogue.insert(document.clone());
        events.push(Event::DocumentAdopted { document: Box::new(document) });
    }
    events.push(Event::ProfileSet { profile: checked(&begun, profile)? });
    Ok(events)
}

pub(super) fn set_profile(registers: &Registers, profile: Profile) -> Result<Vec<Event>, Refusal> {
    let profile = checked(registers, profile)?;
    if profile == registers.profile {
        return Err(Refusal::NothingToChange { what: "the scope".to_owned() });
    }
    Ok(vec![Event::ProfileSet { profile }])
}

fn checked(registers: &Registers, profile: Profile) -> Result<Profile, Refusal> {
    if profile.categories.is_empty() {
        return Err(Refusal::NoCategory);
    }
    registers.catalogue.reading(&profile.crosswalk)?;
    let list = |list: &[String], field: &'static str| -> Result<Vec<String>, Refusal> {
        if list.len() > MAX_LIST {
            return Err(Refusal::TooMany { what: field, max: MAX_LIST });
        }
        let mut kept: Vec<String> = Vec::new();
        for text in list.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
            let text = optional(text, field, SHORT_TEXT)?;
            if !kept.contains(&text) {
                kept.push(text);
            }
        }
        Ok(kept)
    };
    Ok(Profile {
        services: list(&profile.services, "services")?,
        locations: list(&profile.locations, "locations")?,
        isms_scope: optional(&profile.isms_scope, "the scope of the ISMS", LONG_TEXT)?,
        ..profile
    })
}

pub(super) fn assess_item(registers: &Registers, item: &str, assessment: Assessment) -> Result<Vec<Event>, Refusal> {
    let item = right_item(registers, item)?;
    let note = optional(&assessment.note, "the note", LONG_TEXT)?;
    let assessment = Assessment { note, ..assessment };
    if registers.assessments.get(&item) == Some(&assessment) {
        return Err(Refusal::NothingToChange { what: format!("the judgement of {item}") });
    }
    Ok(vec![Event::ItemAssessed { item, assessment }])
}

pub(super) fn record_step(
    registers: &Registers,
    control: &str,
    step: Step,
    taken: Option<StepTaken>,
    stamp: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let control = right_item(registers, control)?;
    let taken = match taken {
        Some(taken) if taken.on > stamp.today => {
            return Err(Refusal::InTheFuture { field: "the day of the step" });
        }
        Some(taken) => Some(StepTaken { note: optional(&taken.note, "the note", LONG_TEXT)?, ..taken }),
        None => None,
    };
    if registers.steps.get(&control).and_then(|s| s.get(&step)) == taken.as_ref() {
        return Err(Refusal::NothingToChange { what: format!("the step of {control}") });
    }
    Ok(vec![Event::StepRecorded { control, step, taken }])
}

/// The canonical id of a clause or control on the right side of the organisation's crosswalk.
pub(super) fn right_item(registers: &Registers, id: &str) -> Result<String, Refusal> {
    let reading = registers.catalogue.reading(&registers.profile.crosswalk)?;
    match lookup(reading.to, id) {
        // A command carries ids as the framework writes them: there `5.1` is the clause. What people type is told apart at
        // the doors and in questions.
        Lookup::Found(item) | Lookup::Either { clause: item, .. } if !item.heading => Ok(item.id.clone()),
        Lookup::Either { clause, control } => Err(Refusal::NotPossible {
            sentence: format!("`{id}` may be a control or a clause"),
            hint: told_apart(clause, control),
        }),
        _ => Err(Refusal::Unknown {
            what: "control or clause",
            id: id.to_owned(),
            nearest: nearest(&wanted(id), reading.to.items.iter().filter(|i| !i.heading).map(|i| i.id.as_str()))
                .map(str::to_owned),
        }),
    }
}

/// Is this the id of an Annex A control on the right side?
pub(super) fn is_control(registers: &Registers, id: &str) -> bool {
    registers
        .catalogue
        .reading(&registers.profile.crosswalk)
        .is_ok_and(|r| r.to.item(id).is_some_and(|i| i.kind == ItemKind::Control))
}
