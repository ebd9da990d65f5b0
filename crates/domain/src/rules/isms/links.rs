//! What a field points at is there, and no entry is a part of itself.

use super::fields::Place;
use super::refused;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::isms::{Field, FieldKind, Fields, LinkTo, RegisterKind, Value};
use std::collections::BTreeSet;

/// The id of what is there, as it is written there.
pub(super) fn there(
    registers: &Registers,
    place: &Place,
    field: &Field,
    to: LinkTo,
    typed: &str,
) -> Result<String, Refusal> {
    let upper = typed.trim().to_ascii_uppercase();
    let found = match to {
        LinkTo::Control => return control(registers, place, field, typed.trim()),
        LinkTo::Risk => registers.risks.risks.contains_key(&upper),
        LinkTo::Supplier => registers.suppliers.suppliers.contains_key(&upper),
        LinkTo::Evidence => registers.evidence.items.contains_key(&upper),
        LinkTo::Nonconformity => registers.nonconformities.nonconformities.contains_key(&upper),
        LinkTo::Engagement => registers.engagements.engagements.contains_key(&upper),
        LinkTo::Entry(kind) => {
            let of = registers.isms.entry(&upper).filter(|held| held.register == kind);
            of.is_some_and(|held| held.there())
        }
        LinkTo::Policy => registers.policies.policies.contains_key(&upper),
    };
    let like = match to {
        LinkTo::Entry(kind) => format!("{}-1, of the register {}", kind.declared().prefix, kind.id()),
        other => format!("one of the list of {}", plural(other)),
    };
    if found {
        Ok(upper)
    } else {
        Err(place.wrong(field, &format!("no {} is known as `{typed}`", to.noun()), format!("name {like}")))
    }
}

fn plural(to: LinkTo) -> &'static str {
    match to {
        LinkTo::Risk => "risks",
        LinkTo::Policy => "policies",
        LinkTo::Supplier => "suppliers",
        LinkTo::Nonconformity => "nonconformities",
        LinkTo::Engagement => "engagements",
        _ => "evidence",
    }
}

/// Ids of own controls are as the organisation writes them.
fn control(registers: &Registers, place: &Place, field: &Field, typed: &str) -> Result<String, Refusal> {
    let found = registers.controls.keys().find(|id| id.eq_ignore_ascii_case(typed));
    let wrong = || place.wrong(field, &format!("no control is known as `{typed}`"), "name one of the list of controls");
    found.cloned().ok_or_else(wrong)
}

/// Following the links of an entry to entries of its own register never leads back to it. `of` says what an entry says by then:
/// in the registers, or in the list that changes several at once.
pub(super) fn no_circle<'a>(
    kind: RegisterKind,
    id: &str,
    fields: &'a Fields,
    of: impl Fn(&str) -> Option<&'a Fields>,
) -> Result<(), Refusal> {
    let own = |field: &&'static Field| field.kind == FieldKind::Links(LinkTo::Entry(kind));
    for field in kind.declared().fields.iter().filter(own) {
        let mut next: Vec<&String> = fields.get(field.id).into_iter().flat_map(Value::links).collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = next.pop() {
            if at == id {
                let sentence = format!("{id}: {}: it would be a part of itself", field.title);
                return Err(refused(sentence, "leave out the link that leads back to it"));
            }
            if seen.insert(at) {
                let links = of(at).and_then(|fields| fields.get(field.id));
                next.extend(links.into_iter().flat_map(Value::links));
            }
        }
    }
    Ok(())
}
