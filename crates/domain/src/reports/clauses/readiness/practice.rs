//! What both stages look at, gathered once: the chain of the risks, the statement and its errors, controls with evidence,
//! obligations, objectives.

use crate::refusal::Refusal;
use crate::registers::isms::HeldEntry;
use crate::reports::clauses::entries::{said, worked};
use crate::reports::clauses::look::Look;
use crate::reports::risk::{Break, ChainReport, chain};
use crate::reports::statement::{SoaCheck, SoaFinding, findings};
use crate::values::Life;
use crate::values::isms::RegisterKind;
use crate::values::statement::{Applicability, StatementState};

/// Things counted: those that count, of all.
pub(super) type Share = (usize, usize);

pub(super) struct Seen {
    pub(super) chain: ChainReport,
    /// The version that was approved, or else the newest; whether it is approved, and what is wrong with it.
    pub(super) statement: Option<(String, bool, Vec<SoaFinding>)>,
    /// Controls that operate and have evidence of a run in the last period, of those that operate.
    pub(super) ran: Share,
    /// Entries that apply and say that they are implemented in whole, with evidence in date, of these entries.
    pub(super) shown: Share,
    /// Entries that are excluded.
    pub(super) excluded: usize,
    /// Obligations that were assessed, of all; and those that are not met.
    pub(super) assessed: Share,
    pub(super) not_met: Vec<String>,
    /// Objectives with a result of the last period, of those set.
    pub(super) measured: Share,
}

impl Seen {
    pub(super) fn new(look: &Look<'_>) -> Result<Seen, Refusal> {
        let registers = look.registers;
        let approved = |state| matches!(state, StatementState::Approved | StatementState::Effective);
        let found = registers.statements.each().rev().find(|(_, held)| approved(held.state));
        let held = found.or_else(|| registers.statements.current());
        let statement = match &held {
            Some((id, held)) => Some((id.clone(), approved(held.state), findings(registers, held, look.on)?)),
            None => None,
        };
        let entries = || held.iter().flat_map(|(_, held)| held.entries.values());
        let unshown =
            statement.iter().flat_map(|(_, _, found)| found).filter(|one| one.check == SoaCheck::NoEvidence).count();
        let implemented = entries()
            .filter(|entry| entry.decision == Applicability::Applicable)
            .filter(|entry| entry.status == Some(crate::values::statement::Implementation::Implemented))
            .count();
        let obligations: Vec<&HeldEntry> = said(look, RegisterKind::Obligations).collect();
        let objectives: Vec<&HeldEntry> = said(look, RegisterKind::Objectives).collect();
        let result = |held: &&&HeldEntry| worked(held, look.on).is_some_and(|day| look.recent(day));
        let operating = registers.live_controls().filter(|held| registers.operations.life(held) == Life::Operating);
        let operating: Vec<bool> =
            operating.map(|held| look.last_run(&held.control.id).is_some_and(|day| look.recent(day))).collect();
        Ok(Seen {
            chain: chain(registers, look.on),
            ran: (operating.iter().filter(|ran| **ran).count(), operating.len()),
            shown: (implemented.saturating_sub(unshown), implemented),
            excluded: entries().filter(|entry| entry.decision == Applicability::Excluded).count(),
            assessed: (obligations.iter().filter(|held| held.state != "identified").count(), obligations.len()),
            not_met: obligations.iter().filter(|held| held.state == "not_met").map(|held| held.id.clone()).collect(),
            measured: (objectives.iter().filter(result).count(), objectives.len()),
            statement,
        })
    }

    /// Errors of the statement that are among these.
    pub(super) fn errors(&self, among: &[SoaCheck]) -> usize {
        let found = self.statement.iter().flat_map(|(_, _, found)| found);
        found.filter(|one| among.contains(&one.check)).count()
    }

    /// Breaks of the chain between risks, plans and the statement.
    pub(super) fn disagreements(&self) -> usize {
        let of =
            |what: Break| matches!(what, Break::Excluded | Break::NotStated | Break::NoControl | Break::ControlGone);
        self.chain.broken.iter().filter(|one| of(one.what)).count()
    }
}
