//! What the data propose for an entry (R99): own controls, the crosswalk from SOC 2, inheritance records and treatments. A
//! proposal is shown beside the entry; it is taken by a person, and never over what a person said.

use super::ground::{Answering, Ground, Via};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::statement::HeldStatementVersion;
use crate::values::inheritance::inheritable;
use crate::values::statement::{
    Applicability, Entry, EntryChange, EntryField, Implementation, InclusionReason, Origin, ReferenceKind, SoaReference,
};
use crate::values::{Overlap, Status};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Most own controls that the proposed words name.
const MOST_NAMED: usize = 6;

/// Most own controls that are proposed as references: those that are linked come first.
const MOST_REFERRED: usize = 20;

/// What is proposed for one entry, why, and what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The fields for which something is proposed.
    pub change: EntryChange,
    /// What it rests on, a sentence for each source.
    pub why: Vec<String>,
    /// What is still missing before it can be called implemented.
    pub gaps: Vec<String>,
}

/// What is proposed for a control, whatever stands in its entry.
pub fn proposal(ground: &Ground<'_>, id: &str) -> Proposal {
    let mut made = Proposal::default();
    let risks = ground.risks.get(id);
    let answers = own_or_answers(ground, id);
    let inherited = ground.registers.inheritance.get(id).filter(|_| inheritable(id));
    let mut reasons: BTreeMap<InclusionReason, String> = BTreeMap::new();
    if let Some(risks) = risks {
        let named = joined(risks.iter().map(String::as_str)).unwrap_or_default();
        made.why.push(format!("the treatment of {named} uses it"));
        reasons.insert(InclusionReason::Risk, format!("treats {named}"));
    }
    say_answers(&answers, &mut made, &mut reasons);
    if let Some(record) = inherited {
        made.why.push(format!("{} is recorded as its provider", record.provider));
        reasons.entry(InclusionReason::Baseline).or_insert_with(|| format!("operated by {}", record.provider));
        let missing = record.missing(ground.on);
        made.gaps.extend(missing.into_iter().map(|part| format!("the inheritance lacks {part}")));
    }
    if reasons.is_empty() {
        made.gaps.push("no own control, treatment or provider answers it".to_owned());
        return made;
    }
    made.change.decision = Some(Applicability::Applicable);
    made.change.reasons = Some(reasons);
    let provided = inherited
        .filter(|record| record.missing(ground.on).is_empty() && ground.registers.profile.hosting.has_provider());
    made.change.status = match provided {
        Some(_) => Some(Implementation::Inherited),
        None => status(&answers),
    };
    made.change.how = match provided {
        Some(record) => Some(format!("Operated by {}: {}", record.provider, record.justification.trim())),
        None => how(&answers),
    };
    made.change.references = references(&answers);
    let owners = answers.iter().filter_map(|one| ground.registers.people.controls.get(&one.control.id));
    made.change.owner = owners.into_iter().next().cloned();
    made
}

/// Every control of Annex A with what is proposed for it, in official order.
///
/// # Errors
/// As [`Ground::new`].
pub fn proposals(registers: &Registers, on: Date) -> Result<Vec<(String, Proposal)>, Refusal> {
    let ground = Ground::new(registers, on)?;
    Ok(ground.annex.iter().map(|item| (item.id.clone(), proposal(&ground, &item.id))).collect())
}

/// What taking the proposals would change in a version, by control.
///
/// # Errors
/// As [`Ground::new`].
pub fn proposed_changes(
    registers: &Registers,
    held: &HeldStatementVersion,
    on: Date,
) -> Result<BTreeMap<String, EntryChange>, Refusal> {
    let ground = Ground::new(registers, on)?;
    let each = held.entries.iter().map(|(id, entry)| (id.clone(), open(entry, proposal(&ground, id).change)));
    Ok(each.filter(|(_, change)| !change.fields().is_empty()).collect())
}

/// The fields of a proposal that no person has set and that would say something else than the entry says. Nothing is
/// proposed for what a person excluded.
pub(super) fn open(entry: &Entry, change: EntryChange) -> EntryChange {
    if entry.decision == Applicability::Excluded {
        return EntryChange::default();
    }
    let mut after = entry.clone();
    after.set(&change, Origin::Proposal);
    let differs = |field: EntryField| match field {
        EntryField::Decision => after.decision != entry.decision,
        EntryField::Reasons => after.reasons != entry.reasons,
        EntryField::Exclusion => after.exclusion != entry.exclusion,
        EntryField::Status => after.status != entry.status,
        EntryField::How => after.how != entry.how,
        EntryField::References => after.references != entry.references,
        EntryField::Owner => after.owner != entry.owner,
        EntryField::Note => after.note != entry.note,
    };
    change.without(|field| entry.free(field) && differs(field))
}

/// The own controls behind an entry: those that answer a control of Annex A, or the own control itself.
fn own_or_answers<'g, 'a>(ground: &'g Ground<'a>, id: &str) -> Cow<'g, [Answering<'a>]> {
    let answers = ground.answers(id);
    let itself = || {
        let held = ground.registers.controls.get(id).filter(|held| held.control.status != Status::Retired)?;
        Some(Answering { control: &held.control, via: Via::Direct, extent: Overlap::Full, supplement: None })
    };
    if answers.is_empty() { Cow::Owned(itself().into_iter().collect()) } else { Cow::Borrowed(answers) }
}

fn say_answers(answers: &[Answering<'_>], made: &mut Proposal, reasons: &mut BTreeMap<InclusionReason, String>) {
    let direct = joined(answers.iter().filter(|one| one.via == Via::Direct).map(|one| one.control.id.as_str()));
    if let Some(direct) = direct {
        made.why.push(format!("answered by {direct}"));
        reasons.insert(InclusionReason::Baseline, format!("answered by {direct}"));
    }
    let criteria: BTreeSet<&str> = answers
        .iter()
        .filter_map(|one| match one.via {
            Via::Criterion(criterion) => Some(criterion),
            Via::Direct => None,
        })
        .collect();
    let mapped: Vec<&str> =
        answers.iter().filter(|one| one.via != Via::Direct).map(|one| one.control.id.as_str()).collect();
    let meet = if mapped.len() == 1 { "meets" } else { "meet" };
    if let (Some(criteria), Some(mapped)) = (joined(criteria.into_iter()), joined(mapped.into_iter())) {
        made.why.push(format!("{mapped} {meet} {criteria} of SOC 2, whose rows of the crosswalk name it"));
        reasons.insert(InclusionReason::BusinessNeed, format!("the SOC 2 examination asks for {criteria}"));
    }
    let supplements: BTreeSet<&str> = answers.iter().filter_map(|one| one.supplement).collect();
    made.gaps.extend(supplements.into_iter().map(|supplement| format!("the crosswalk asks besides for: {supplement}")));
    if !answers.is_empty() && answers.iter().all(|one| one.via != Via::Direct) {
        made.gaps.push("no own control is linked to it: a mapping is no readiness".to_owned());
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    listed(&words.collect::<Vec<_>>(), ", ")
}

/// The first of them, and how many more there are; `None` of nothing.
fn listed(words: &[&str], between: &str) -> Option<String> {
    let named = words.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(between);
    match words.len() {
        0 => None,
        len if len > MOST_NAMED => Some(format!("{named} and {} more", len - MOST_NAMED)),
        _ => Some(named),
    }
}

/// How far the own controls carry. The crosswalk alone never makes anything implemented: it says that evidence can serve
/// twice, not that somebody has looked.
fn status(answers: &[Answering<'_>]) -> Option<Implementation> {
    let each = answers.iter().map(|one| match one.control.status {
        Status::InPlace if one.via == Via::Direct && one.extent == Overlap::Full => Implementation::Implemented,
        Status::InPlace | Status::PartlyInPlace => Implementation::Partial,
        Status::Planned => Implementation::Planned,
        Status::NotInPlace | Status::Retired => Implementation::NotStarted,
    });
    each.max()
}

fn how(answers: &[Answering<'_>]) -> Option<String> {
    let all: Vec<String> = answers.iter().map(|one| format!("{} {}", one.control.id, one.control.name)).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    listed(&all, "; ").map(|named| format!("By {named}."))
}

fn references(answers: &[Answering<'_>]) -> Option<BTreeSet<SoaReference>> {
    let mut all = BTreeSet::new();
    for control in answers.iter().map(|one| one.control).take(MOST_REFERRED) {
        all.insert(SoaReference { kind: ReferenceKind::Control, to: control.id.clone() });
        let policy = control.policy.trim();
        if !policy.is_empty() {
            all.insert(SoaReference { kind: ReferenceKind::Text, to: policy.to_owned() });
        }
    }
    (!all.is_empty()).then_some(all)
}
