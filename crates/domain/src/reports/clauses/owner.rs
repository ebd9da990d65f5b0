//! Who answers for a clause: whoever owns a document in force about it, or most entries about it, or else holds the role that
//! ensures that the management system conforms (clause 5.3 a).

use super::entries::said;
use super::kept::Kept;
use super::look::Look;
use super::place::Place;
use crate::values::isms::RegisterKind;
use std::collections::BTreeMap;

/// Who answers for a clause, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseOwner {
    /// The person, by id.
    pub person: String,
    /// By what: a document, entries of a register, the role.
    pub by: String,
    /// Where that stands.
    pub place: Place,
}

pub(super) fn owner(look: &Look<'_>, clause: &str, kept: &[Kept]) -> Option<ClauseOwner> {
    let documents = look.about(clause).filter(|(line, _)| line.state.in_force());
    let mut owned = documents.filter_map(|(line, held)| Some((line, held.policy.owner.as_ref()?)));
    let by_document = owned.next().map(|(line, person)| ClauseOwner {
        person: person.clone(),
        by: format!("owns {}", line.id),
        place: Place::Document(line.id.clone()),
    });
    by_document.or_else(|| by_entries(look, kept)).or_else(|| by_role(look))
}

/// The owner of most entries of the registers about the clause; of several the first by id.
fn by_entries(look: &Look<'_>, kept: &[Kept]) -> Option<ClauseOwner> {
    let kinds = kept.iter().filter_map(|one| match &one.place {
        Place::Register(kind) => Some(*kind),
        _ => None,
    });
    let mut kinds: Vec<RegisterKind> = kinds.collect();
    kinds.dedup();
    let kind = *kinds.first()?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for person in said(look, kind).filter_map(|held| held.owner()) {
        *counts.entry(person).or_default() += 1;
    }
    let (person, _) = counts.into_iter().max_by_key(|(person, count)| (*count, std::cmp::Reverse(*person)))?;
    let by = format!("owns most of: {}", crate::values::within_sentence(kind.title()));
    Some(ClauseOwner { person: person.to_owned(), by, place: Place::Register(kind) })
}

/// The holder of the duty that the management system conforms.
fn by_role(look: &Look<'_>) -> Option<ClauseOwner> {
    let duty = |word: Option<&str>| matches!(word, Some("conformity" | "both"));
    let held = said(look, RegisterKind::Roles).find(|held| duty(held.word("duty")) && held.owner().is_some())?;
    let by = format!("ensures that the management system conforms ({})", held.id);
    Some(ClauseOwner {
        person: held.owner()?.to_owned(),
        by,
        place: Place::Entry(RegisterKind::Roles, held.id.clone()),
    })
}
