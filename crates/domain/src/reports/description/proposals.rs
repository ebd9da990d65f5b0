//! What the data propose for a description. Nothing of it is saved before somebody has read it and saves it.

use super::{called, changes, days, incidents, supplier};
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::answered;
use crate::values::description::Section;
use crate::values::{Category, Examination};
use std::collections::{BTreeMap, BTreeSet};

/// What the data propose, section by section. A section of which nothing is recorded has no proposal.
pub fn proposals(registers: &Registers, id: &str, held: &HeldEngagement) -> BTreeMap<Section, String> {
    let all = [
        (Section::Dc1, services(registers, held)),
        (Section::Dc2, held.engagement.commitments.clone()),
        (Section::Dc3, components(registers, held)),
        (Section::Dc4, told(registers, id, held)),
        (Section::Dc5, criteria(registers, held)),
        (Section::Dc6, expected(registers)),
        (Section::Dc7, subservices(registers, held)),
        (Section::Dc8, uncovered(registers, held)),
        (Section::Dc9, changed(registers, id, held)),
    ];
    all.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

fn list(title: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines: Vec<String> = lines.into_iter().map(|line| format!("- {line}")).collect();
    if lines.is_empty() { String::new() } else { format!("{title}\n\n{}", lines.join("\n")) }
}

fn services(registers: &Registers, held: &HeldEngagement) -> String {
    let engaged = &held.engagement;
    if engaged.services.is_empty() {
        return String::new();
    }
    let categories = engaged.categories.with(Category::Security).names();
    let head =
        format!("{} describes these services {}, in the categories {categories}:", registers.name, days(engaged.kind));
    list(&head, engaged.services.clone())
}

fn components(registers: &Registers, held: &HeldEngagement) -> String {
    let engaged = &held.engagement;
    let mut parts = vec![list("Systems:", engaged.systems.clone()), list("Locations:", engaged.locations.clone())];
    let mut systems: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (id, of) in &registers.operations.controls {
        for system in &of.operation.systems {
            systems.entry(system).or_default().insert(id);
        }
    }
    let operated = systems
        .into_iter()
        .map(|(system, controls)| format!("{system}: {}", controls.into_iter().collect::<Vec<_>>().join(", ")));
    parts.push(list("Controls operate on:", operated));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn told(registers: &Registers, id: &str, held: &HeldEngagement) -> String {
    let parts = incidents::proposed(registers, id, held).into_iter().map(|(title, lines)| list(title, lines));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn criteria(registers: &Registers, held: &HeldEngagement) -> String {
    let all = answered(registers, held);
    let with = all.iter().filter(|one| !one.controls.is_empty());
    list(
        "Criteria and the controls that answer them:",
        with.map(|one| {
            let controls = one.controls.iter().map(|own| format!("{} {}", own.control.id, own.control.name));
            format!("{}: {}", one.criterion.id, controls.collect::<Vec<_>>().join("; "))
        }),
    )
}

fn expected(registers: &Registers) -> String {
    let all = registers.descriptions.current_cuecs();
    list(
        "For our controls to be enough, customers have these of their own:",
        all.map(|(id, cuec)| {
            let criteria: Vec<&str> = cuec.criteria.iter().map(String::as_str).collect();
            if criteria.is_empty() {
                format!("{id}: {}", cuec.text)
            } else {
                format!("{id} ({}): {}", criteria.join(", "), cuec.text)
            }
        }),
    )
}

fn subservices(registers: &Registers, held: &HeldEngagement) -> String {
    let engaged = &held.engagement;
    if engaged.subservice.is_empty() {
        return engaged.no_subservice.clone();
    }
    let parts = engaged.subservice.iter().map(|one| {
        let known = supplier(registers, one).map(|(_, held)| &held.supplier);
        let head = format!("{}, {} method.", called(registers, one), one.method.title().to_lowercase());
        let does = known.map(|known| known.services.as_str()).filter(|does| !does.is_empty());
        let head = does.map_or(head.clone(), |does| format!("{head} {does}"));
        let csocs = known.and_then(|known| known.subservice.as_ref()).map(|described| described.csocs.as_slice());
        let lines = csocs.unwrap_or_default().iter().map(|csoc| {
            let criteria: Vec<&str> = csoc.criteria.iter().map(String::as_str).collect();
            format!("{}: {} ({})", csoc.id, csoc.text, criteria.join(", "))
        });
        let expected = list("Expected of it:", lines);
        if expected.is_empty() { head } else { format!("{head}\n\n{expected}") }
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

fn uncovered(registers: &Registers, held: &HeldEngagement) -> String {
    let all = answered(registers, held);
    let open = all.iter().filter(|one| one.controls.is_empty());
    list(
        "Criteria of the categories in scope that no control answers:",
        open.map(|one| format!("{}: [why it does not apply]", one.criterion.id)),
    )
}

fn changed(registers: &Registers, id: &str, held: &HeldEngagement) -> String {
    let Examination::Type2 { window } = held.engagement.kind else {
        return String::new();
    };
    let all = changes(registers, id, held);
    if all.is_empty() {
        return String::new();
    }
    let head = format!("Changes from {} to {}:", window.from, window.until);
    list(&head, all.into_iter().map(|change| format!("{}, {}: {}", change.on, change.id, change.what)))
}
