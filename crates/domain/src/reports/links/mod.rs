//! What hangs together with one object, both ways: what it names, and what names it. Computed from the registers alone, so
//! that it is never out of step with them.

mod names;
mod objects;

use super::search::{FoundKind, Thing, by_number};
use crate::registers::Registers;
use objects::{Object, each};
use std::collections::BTreeSet;

/// Most links of one way that are named; how many there are is said beside them.
pub const MAX_LINKS: usize = 60;

/// What hangs together with an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// What it names: what it leads to.
    pub to: Vec<Thing>,
    /// What names it: what leads here.
    pub from: Vec<Thing>,
    /// How many it names in all.
    pub to_of: usize,
    /// How many name it in all.
    pub from_of: usize,
}

/// The links of an object both ways, by kind and number; `None` when there is no such object. `sees` says of each other one
/// whether it may be shown: what may not is not counted either.
pub fn links(registers: &Registers, kind: FoundKind, id: &str, sees: impl Fn(&Thing) -> bool) -> Option<Links> {
    let own = own_names(registers, kind, id)
        .or_else(|| of_the_past(registers, kind, id))
        .or_else(|| leads_nowhere(registers, kind, id))?;
    let (mut to, mut from, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    each(registers, &mut |object| {
        if object.kind == kind && object.id == id {
            return;
        }
        let (names, named) = (own.contains(&*object.id), mentions(object, id, kind == FoundKind::Item));
        if !names && !named {
            return;
        }
        let thing = object.thing();
        if !sees(&thing) {
            return;
        }
        if names {
            known.insert(object.id.to_string());
            to.push(thing.clone());
        }
        if named {
            from.push(thing);
        }
    });
    to.extend(items(registers, &own).filter(|thing| !known.contains(&thing.id) && sees(thing)));
    let cut = |mut all: Vec<Thing>| {
        all.sort_by(|a, b| a.kind.cmp(&b.kind).then_with(|| by_number(&a.id, &b.id)));
        all.dedup_by(|a, b| a.kind == b.kind && a.id == b.id);
        let of = all.len();
        all.truncate(MAX_LINKS);
        (all, of)
    };
    let ((to, to_of), (from, from_of)) = (cut(to), cut(from));
    Some(Links { to, from, to_of, from_of })
}

/// Every string that an object is made of. A link of a control is `framework/item`: the item is a name too.
fn own_names(registers: &Registers, kind: FoundKind, id: &str) -> Option<BTreeSet<String>> {
    let mut own = None;
    each(registers, &mut |object| {
        if object.kind == kind && object.id == id {
            let names: &mut BTreeSet<String> = own.get_or_insert_default();
            object.names(&mut |name| {
                names.insert(bare(name).to_owned());
            });
        }
    });
    own
}

/// What a superseded version of the Statement names: it is among the links of nothing else, and its own page is still read.
fn of_the_past(registers: &Registers, kind: FoundKind, id: &str) -> Option<BTreeSet<String>> {
    let held = (kind == FoundKind::Statement).then(|| registers.statements.version(id)).flatten()?;
    let mut own = BTreeSet::new();
    names::names(held, &mut |name| {
        own.insert(bare(name).to_owned());
    });
    Some(own)
}

/// What is named and names nothing itself: an item of a framework, somebody who has a part here or works here.
fn leads_nowhere(registers: &Registers, kind: FoundKind, id: &str) -> Option<BTreeSet<String>> {
    let there = match kind {
        FoundKind::Item => registers.catalogue.frameworks().any(|framework| framework.item(id).is_some()),
        FoundKind::Staff => registers.workforce.people.contains_key(id),
        FoundKind::Member => registers.people.members.contains_key(id),
        _ => false,
    };
    there.then(BTreeSet::new)
}

/// The item of a `framework/item`, and any other name as it is.
fn bare(name: &str) -> &str {
    name.rsplit_once('/').filter(|(framework, _)| !framework.contains(' ')).map_or(name, |(_, item)| item)
}

fn mentions(object: &Object<'_>, id: &str, item: bool) -> bool {
    let mut found = false;
    object.names(&mut |name| found = found || name == id || item && bare(name) == id);
    found
}

/// Criteria, clauses and controls of the frameworks among names.
fn items<'a>(registers: &'a Registers, names: &'a BTreeSet<String>) -> impl Iterator<Item = Thing> + 'a {
    let items = registers.catalogue.frameworks().flat_map(|framework| &framework.items);
    let named = items.filter(|item| !item.heading && names.contains(&item.id));
    named.map(|item| Thing::new(FoundKind::Item, &item.id, &item.title, ""))
}
