//! From a finding to its control and its evidence, and back (R135).

use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::registers::nonconformity::HeldNonconformity;
use crate::values::EvidenceState;
use crate::values::nonconformity::NonconformitySource as Source;

/// Most items of evidence that are named for one control; the newest are.
const MAX_EVIDENCE: usize = 5;

/// Where a nonconformity leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The own controls that it touches: those it names, and that of the exception or the collector that it came from.
    pub controls: Vec<TouchedControl>,
    /// The evidence that it cites, of earlier rounds as well.
    pub evidence: Vec<CitedEvidence>,
}

/// An own control that a nonconformity touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedControl {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// It follows from what it came from, and nobody named it.
    pub by_source: bool,
    /// The newest evidence that shows it.
    pub evidence: Vec<CitedEvidence>,
}

/// Evidence, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitedEvidence {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where it stands.
    pub state: EvidenceState,
    /// Does it count: neither rejected nor withdrawn nor disposed of?
    pub counts: bool,
}

/// Where a nonconformity leads.
pub fn trace(registers: &Registers, held: &HeldNonconformity) -> Trace {
    let named = held.nonconformity.controls.iter().map(|id| (id.clone(), false));
    let source = of_source(registers, held).into_iter().filter(|id| !held.nonconformity.controls.contains(id));
    let touched = |(id, by_source): (String, bool)| TouchedControl {
        name: registers.controls.get(&id).map(|held| held.control.name.clone()).unwrap_or_default(),
        evidence: newest(registers, &id),
        id,
        by_source,
    };
    let earlier = held.rounds.iter().flat_map(|round| {
        let lines = round.actions.iter().filter_map(|line| line.done.as_ref()).flat_map(|done| &done.evidence);
        lines.chain(&round.judgement.evidence)
    });
    let mut cited: Vec<&String> = held.cited().into_iter().chain(earlier).collect();
    cited.sort_by_key(|id| (id.len(), *id));
    cited.dedup();
    Trace {
        controls: named.chain(source.map(|id| (id, true))).map(touched).collect(),
        evidence: cited.into_iter().filter_map(|id| Some(said(id, registers.evidence.items.get(id)?))).collect(),
    }
}

/// The control of the test whose exception it is, or those for which the collector gathers.
fn of_source(registers: &Registers, held: &HeldNonconformity) -> Vec<String> {
    let found = &held.nonconformity;
    match found.source {
        Source::Exception => registers
            .testing
            .of_exception(&found.reference)
            .map(|(_, control)| control.to_owned())
            .into_iter()
            .collect(),
        Source::Collector => {
            let held = registers.collectors.collectors.get(&found.reference);
            held.iter().flat_map(|held| &held.collector.controls).cloned().collect()
        }
        _ => Vec::new(),
    }
}

/// The engagement that a nonconformity belongs to: that of the exception it came from.
pub fn engagement_of<'a>(registers: &'a Registers, held: &HeldNonconformity) -> Option<&'a str> {
    let found = &held.nonconformity;
    let exception = (found.source == Source::Exception).then_some(&found.reference)?;
    registers.testing.of_exception(exception).map(|(engagement, _)| engagement)
}

fn newest(registers: &Registers, control: &str) -> Vec<CitedEvidence> {
    let shows = registers.evidence.shows.get(control).into_iter().flatten();
    let mut items: Vec<_> = shows.filter_map(|id| Some((id, registers.evidence.items.get(id)?))).collect();
    items.sort_by_key(|(id, held)| (std::cmp::Reverse(held.newest().received_us), (*id).clone()));
    items.into_iter().filter(|(_, held)| held.counts()).take(MAX_EVIDENCE).map(|(id, held)| said(id, held)).collect()
}

fn said(id: &str, held: &HeldEvidence) -> CitedEvidence {
    let title = held.newest().evidence.title.clone();
    CitedEvidence { id: id.to_owned(), title, state: held.state, counts: held.counts() }
}

/// The nonconformities that touch an own control, by id in the order of their numbers.
pub fn about_control(registers: &Registers, control: &str) -> Vec<String> {
    let touches = |held: &HeldNonconformity| {
        held.nonconformity.controls.contains(control) || of_source(registers, held).iter().any(|id| id == control)
    };
    which(registers, touches)
}

/// The nonconformities that cite an item of evidence, or were raised because of it.
pub fn citing(registers: &Registers, evidence: &str) -> Vec<String> {
    which(registers, |held| {
        held.nonconformity.reference == evidence
            || trace(registers, held).evidence.iter().any(|item| item.id == evidence)
    })
}

/// The nonconformities that came from an exception, a collector, a supplier or something else with this id.
pub fn from_reference(registers: &Registers, reference: &str) -> Vec<String> {
    which(registers, |held| held.nonconformity.reference.eq_ignore_ascii_case(reference))
}

fn which(registers: &Registers, wanted: impl Fn(&HeldNonconformity) -> bool) -> Vec<String> {
    let all = registers.nonconformities.in_order().into_iter();
    all.filter(|(_, held)| wanted(held)).map(|(id, _)| id.clone()).collect()
}
