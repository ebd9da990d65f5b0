//! How much of the certification audit the evidence collected for SOC 2 serves already, and what each missing item would
//! unlock (R177).

use super::serves::{Label, of_controls};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::programme::{View, lens};
use crate::values::{EvidenceState, ItemKind, Percent};
use std::collections::{BTreeMap, BTreeSet};

/// How far the evidence for SOC 2 reaches into the other audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReuseRatio {
    /// The crosswalk that it is read by.
    pub crosswalk: String,
    /// Controls of Annex A: the denominator.
    pub annex_a: usize,
    /// Auditable clauses: a denominator of their own, since clauses never count as Annex A (K3).
    pub clauses: usize,
    /// Controls of Annex A with accepted evidence that serves SOC 2 too: as it is, with a supplement.
    pub annex_a_served: (usize, usize),
    /// Clauses likewise.
    pub clauses_served: (usize, usize),
    /// Criteria in scope, and how many of them have accepted evidence.
    pub criteria: (usize, usize),
    /// Criteria without accepted evidence, those that would unlock most first.
    pub missing: Vec<Missing>,
}

impl ReuseRatio {
    /// Share of Annex A that is served, of all controls of Annex A.
    pub fn annex_a_share(&self) -> Percent {
        Percent::of(self.annex_a_served.0 + self.annex_a_served.1, self.annex_a)
    }
}

/// A criterion without accepted evidence, and what evidence for it would unlock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The criterion.
    pub criterion: String,
    /// Own controls that are linked to it; empty: a control has to come first.
    pub controls: BTreeSet<String>,
    /// Controls and clauses of ISO/IEC 27001 that would be served and are not yet.
    pub unlocks: BTreeSet<String>,
}

/// The ratio over accepted evidence.
///
/// # Errors
/// As [`lens`].
pub fn reuse_ratio(registers: &Registers, view: &View) -> Result<ReuseRatio, Refusal> {
    let lens = lens(registers, view)?;
    let reading = lens.reading;
    let accepted = registers.evidence.items.values().filter(|held| held.state == EvidenceState::Accepted);
    let shown: BTreeSet<&str> = accepted.flat_map(|held| held.controls.keys().map(String::as_str)).collect();
    let serves = of_controls(registers, &lens, shown.iter().copied());
    let clause = |id: &str| reading.to.item(id).is_some_and(|item| item.kind == ItemKind::Clause);
    let count = |clauses: bool, wanted: Label| {
        let both = serves.iso.values().filter(|of| !of.via.is_empty() || !serves.criteria.is_empty());
        both.filter(|of| of.label == wanted && clause(&of.item) == clauses).count()
    };
    let of_kind = |kind: ItemKind| reading.to.audited(kind).count();
    let scope: Vec<&str> = reading
        .from
        .items
        .iter()
        .filter(|i| !i.heading && i.category.is_some_and(|c| lens.categories.contains(c)))
        .map(|i| i.id.as_str())
        .collect();
    let mut missing = Vec::new();
    for criterion in scope.iter().filter(|id| !serves.criteria.contains(**id)) {
        let linked =
            registers.live_controls().filter(|h| h.control.linked(&reading.from.id).any(|(i, _)| i == *criterion));
        let controls: BTreeSet<String> = linked.map(|h| h.control.id.clone()).collect();
        let unlocks = unlocked(&lens, criterion, &serves.iso);
        missing.push(Missing { criterion: (*criterion).to_owned(), controls, unlocks });
    }
    missing.sort_by_key(|m| (std::cmp::Reverse(m.unlocks.len()), m.criterion.clone()));
    Ok(ReuseRatio {
        crosswalk: reading.crosswalk.id.clone(),
        annex_a: of_kind(ItemKind::Control),
        clauses: of_kind(ItemKind::Clause),
        annex_a_served: (count(false, Label::Reused), count(false, Label::Supplemented)),
        clauses_served: (count(true, Label::Reused), count(true, Label::Supplemented)),
        criteria: (scope.len(), scope.len() - missing.len()),
        missing,
    })
}

/// What the rows of a criterion name and nothing serves yet.
fn unlocked(
    lens: &crate::reports::lens::Lens<'_>,
    criterion: &str,
    served: &BTreeMap<String, super::serves::IsoUse>,
) -> BTreeSet<String> {
    let reading = lens.reading;
    let rows = reading.crosswalk.rows.iter().zip(&reading.expanded.rows).filter(|(row, expanded)| {
        row.overlap.counts()
            && expanded.condition.is_none_or(|c| lens.categories.contains(c))
            && expanded.criteria.iter().any(|(i, _)| reading.from.items[*i].id == criterion)
    });
    let named = rows.flat_map(|(_, expanded)| {
        let literal = expanded.named.iter().filter(|n| !n.broad || lens.mode != crate::values::Mode::Literal);
        literal.map(|n| n.item).chain(expanded.clauses.iter().copied())
    });
    named.map(|i| reading.to.items[i].id.clone()).filter(|id| !served.contains_key(id)).collect()
}
