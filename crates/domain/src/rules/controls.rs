//! Rules of own controls and their links (R20, R21).

use super::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::{Held, Registers};
use crate::values::lookup::{Lookup, lookup, wanted};
use crate::values::{Control, Link, Overlap, Status, Target, nearest::nearest};
use std::collections::BTreeMap;

/// Longest id of an own control, in characters.
const MAX_ID: usize = 64;
/// Most links of one control.
const MAX_LINKS: usize = 300;

pub(super) fn add_control(registers: &Registers, control: Control) -> Result<Vec<Event>, Refusal> {
    let control = checked(registers, control)?;
    if registers.controls.contains_key(&control.id) {
        return Err(Refusal::ControlExists { id: control.id });
    }
    Ok(vec![Event::ControlAdded { control }])
}

pub(super) fn revise_control(registers: &Registers, control: Control) -> Result<Vec<Event>, Refusal> {
    let held = known(registers, &control.id)?;
    let control = checked(registers, Control { links: BTreeMap::new(), ..control })?;
    if fields(&control) == fields(&held.control) {
        return Err(Refusal::NothingToChange { what: format!("control {}", control.id) });
    }
    Ok(vec![Event::ControlRevised { control }])
}

pub(super) fn retire_control(registers: &Registers, id: String, reason: String) -> Result<Vec<Event>, Refusal> {
    let held = known(registers, &id)?;
    if held.control.status == Status::Retired {
        return Err(Refusal::NothingToChange { what: format!("control {id} is retired; that") });
    }
    let reason = required(&reason, "the reason", "why the control is no longer needed", LONG_TEXT)?;
    Ok(vec![Event::ControlRetired { id, reason }])
}

pub(super) fn link_control(
    registers: &Registers,
    id: String,
    target: Target,
    reason: String,
    extent: Overlap,
) -> Result<Vec<Event>, Refusal> {
    let held = known(registers, &id)?;
    if held.control.status == Status::Retired {
        return Err(Refusal::ControlRetired { id });
    }
    if held.control.links.len() >= MAX_LINKS {
        return Err(Refusal::TooMany { what: "links of one control", max: MAX_LINKS });
    }
    let target = right_target(registers, target)?;
    let link = checked_link(&Link { reason, extent })?;
    if held.control.links.get(&target.key()) == Some(&link) {
        return Err(Refusal::NothingToChange { what: format!("the link to {}", target.item) });
    }
    Ok(vec![Event::ControlLinked { id, target, link }])
}

pub(super) fn unlink_control(registers: &Registers, id: String, target: Target) -> Result<Vec<Event>, Refusal> {
    let held = known(registers, &id)?;
    // A new version of a framework may have dropped the item: then the link is found by the id it was made with.
    let target = match registers.catalogue.framework(&target.framework).map(|f| lookup(f, &target.item)) {
        Ok(Lookup::Found(item) | Lookup::Either { clause: item, .. }) => Target { item: item.id.clone(), ..target },
        _ => Target { item: wanted(&target.item), ..target },
    };
    if !held.control.links.contains_key(&target.key()) {
        return Err(Refusal::Unknown { what: "link", id: target.key(), nearest: None });
    }
    Ok(vec![Event::ControlUnlinked { id, target }])
}

fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a Held, Refusal> {
    registers.controls.get(id).ok_or_else(|| Refusal::Unknown {
        what: "control",
        id: id.to_owned(),
        nearest: nearest(id, registers.controls.keys().map(String::as_str)).map(str::to_owned),
    })
}

/// A control's own fields, without its links, to see whether anything changes.
pub(super) fn fields(control: &Control) -> Control {
    Control { links: BTreeMap::new(), ..control.clone() }
}

/// Trims and checks every field and link of a control.
pub(super) fn checked(registers: &Registers, control: Control) -> Result<Control, Refusal> {
    let id = required(&control.id, "the id of the control", "an id such as AC-03", MAX_ID)?;
    let good = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ' | '/' | ':' | '#');
    if !id.chars().all(good) {
        return Err(Refusal::BadId { what: "control", id });
    }
    if control.links.len() > MAX_LINKS {
        return Err(Refusal::TooMany { what: "links of one control", max: MAX_LINKS });
    }
    let mut links = BTreeMap::new();
    for (key, link) in &control.links {
        let (framework, item) = Target::of_key(key).unwrap_or(("", key));
        let target = Target { framework: framework.to_owned(), item: item.to_owned() };
        links.insert(right_target(registers, target)?.key(), checked_link(link)?);
    }
    Ok(Control {
        id,
        name: required(&control.name, "the name of the control", "a short name", SHORT_TEXT)?,
        activity: optional(&control.activity, "the activity", LONG_TEXT)?,
        owner: optional(&control.owner, "the owner", SHORT_TEXT)?,
        kind: optional(&control.kind, "the type", SHORT_TEXT)?,
        policy: optional(&control.policy, "the policy", SHORT_TEXT)?,
        status: control.status,
        frequency: control.frequency,
        links,
    })
}

fn checked_link(link: &Link) -> Result<Link, Refusal> {
    if !matches!(link.extent, Overlap::Full | Overlap::Partial) {
        return Err(Refusal::NotPossible {
            sentence: format!("a link cannot go `{}` far", link.extent.id()),
            hint: "a link is full or partial".to_owned(),
        });
    }
    let wanted = "why the control answers the item";
    Ok(Link { reason: required(&link.reason, "the reason of the link", wanted, LONG_TEXT)?, extent: link.extent })
}

/// Finds the item of a link, in any usual spelling, in the named framework.
pub(super) fn right_target(registers: &Registers, target: Target) -> Result<Target, Refusal> {
    let framework = registers.catalogue.framework(&target.framework)?;
    match lookup(framework, &target.item) {
        Lookup::Found(found) | Lookup::Either { clause: found, .. } if !found.heading => {
            Ok(Target { framework: target.framework, item: found.id.clone() })
        }
        _ => Err(Refusal::Unknown {
            what: "criterion, control or clause",
            nearest: nearest(
                &wanted(&target.item),
                framework.items.iter().filter(|i| !i.heading).map(|i| i.id.as_str()),
            )
            .map(str::to_owned),
            id: target.item,
        }),
    }
}
