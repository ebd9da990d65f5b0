//! The contents of a package: by criterion for a CPA firm, by clause and Annex A control for a certification body.

use super::scope::{Control, Scope};
use super::shape::{Row, Section};
use crate::registers::engagement::scope::answered;
use crate::reports::evidence::Label;
use crate::values::{Audience, Framework, Item, ItemKind};

/// All sections in the order of the framework.
pub(super) fn sections(scope: &Scope<'_>) -> Vec<Section> {
    match (scope.spec.audience, scope.engagement) {
        (Audience::CpaFirm, Some((_, held))) => {
            let criteria = answered(scope.registers, held).into_iter();
            let section = |criterion: &Item, controls: Vec<&Control<'_>>| {
                let rows = controls.into_iter().map(|control| {
                    let (label, supplements) = scope.label(&criterion.id, control);
                    row(scope, control, (true, Vec::new()), (label, supplements))
                });
                section(scope.lens.reading.from, criterion, rows.collect())
            };
            criteria
                .map(|one| {
                    let ids = one.controls.iter().map(|own| own.control.id.as_str());
                    section(one.criterion, ids.filter_map(|id| scope.controls.get(id)).collect())
                })
                .collect()
        }
        _ => {
            let to = scope.lens.reading.to;
            let items = to.audited(ItemKind::Clause).chain(to.audited(ItemKind::Control));
            items.map(|item| section(to, item, by_item(scope, item))).collect()
        }
    }
}

fn section(framework: &Framework, item: &Item, rows: Vec<Row>) -> Section {
    Section { id: item.id.clone(), title: item.title.clone(), kind: item.kind, group: group(framework, item), rows }
}

/// The name of the series, chapter or theme of an item.
pub(super) fn group(framework: &Framework, item: &Item) -> String {
    let id = item.group.as_deref().unwrap_or_default();
    let group = framework.groups.iter().find(|group| group.id == id);
    group.map_or_else(|| id.to_owned(), |group| group.title.clone())
}

/// The controls that lead to an item of ISO/IEC 27001: by a link of their own, or by a row of a criterion of theirs.
fn by_item(scope: &Scope<'_>, item: &Item) -> Vec<Row> {
    let theirs = scope.controls.values().filter_map(|control| Some((control, control.serves.iso.get(&item.id)?)));
    let rows = theirs.map(|(control, of)| {
        let via = of.via.iter().cloned().collect();
        let supplements = of.supplements.iter().cloned().collect();
        row(scope, control, (!of.direct.is_empty(), via), (of.label, supplements))
    });
    rows.collect()
}

fn row(
    scope: &Scope<'_>,
    control: &Control<'_>,
    (direct, via): (bool, Vec<String>),
    (label, supplements): (Label, Vec<String>),
) -> Row {
    let own = &control.held.control;
    let note = match (control.evidence.is_empty(), control.unexercised, control.restricted.is_empty()) {
        (true, None, true) => Some("no accepted evidence touches these days".to_owned()),
        (true, Some(_), true) => Some("no accepted evidence shows that it was not exercised".to_owned()),
        (true, _, false) => Some("its evidence is restricted and was left out".to_owned()),
        _ => None,
    };
    Row {
        control: own.id.clone(),
        name: own.name.clone(),
        owner: scope.registers.people.controls.get(&own.id).cloned(),
        direct,
        via,
        label,
        supplements,
        evidence: control.evidence.iter().map(|(id, _)| (*id).to_owned()).collect(),
        not_exercised: control.unexercised.map(str::to_owned),
        note,
    }
}
