//! What the organisation itself has to have done: the steps before the body's first audit.

use super::{Need, NeedKind, Reading, listed};
use crate::refusal::Refusal;
use crate::reports::audit::{conflicts_of, coverage};
use crate::reports::review::programme;
use crate::values::certification::CertificationState as State;
use crate::values::statement::ANNEX_A;
use crate::values::{Duty, ItemKind, Life, counted};

impl Reading<'_> {
    pub(super) fn prepares(&self, state: State, found: &mut Vec<Need>) -> Result<(), Refusal> {
        match state {
            State::GapDone => self.gap_done(found),
            State::IsmsBuilt => self.built(found),
            State::Operating => self.operating(found),
            State::InternalAuditDone => self.audited(found),
            State::ManagementReviewDone => self.reviewed(found)?,
            _ => {}
        }
        Ok(())
    }

    fn gap_done(&self, found: &mut Vec<Need>) {
        let iso = self.registers.catalogue.frameworks().find(|framework| framework.id == ANNEX_A);
        let clauses = iso.into_iter().flat_map(|framework| framework.audited(ItemKind::Clause));
        let all: Vec<String> = clauses.map(|item| item.id.clone()).collect();
        let open: Vec<String> =
            all.iter().filter(|id| !self.registers.assessments.contains_key(*id)).cloned().collect();
        if !open.is_empty() || all.is_empty() {
            let sentence = format!("{} of {} clauses were judged by nobody", open.len(), all.len());
            let remedy = format!("judge how each is practised: {}", listed(&open));
            found.push(Need::new(NeedKind::Clauses, sentence, remedy).about(open));
        }
    }

    fn built(&self, found: &mut Vec<Need>) {
        let risks = &self.registers.risks;
        if risks.in_force().is_none() {
            found.push(Need::new(
                NeedKind::Method,
                "no risk method is approved (clause 6.1.2)",
                "write the method and let management approve it",
            ));
        }
        let assessed = |held: &&crate::registers::risk::HeldRisk| !held.ratings.is_empty();
        if !risks.risks.values().any(|held| assessed(&held)) {
            let sentence = format!("none of {} was assessed", counted(risks.risks.len(), "risk", "risks"));
            found.push(Need::new(NeedKind::Risks, sentence, "record the risks and rate them by the method"));
        }
        if self.registers.statements.versions.is_empty() {
            found.push(Need::new(
                NeedKind::Statement,
                "no Statement of Applicability was begun (clause 6.1.3 d)",
                "begin a version and decide each control of Annex A",
            ));
        }
    }

    fn operating(&self, found: &mut Vec<Need>) {
        let live: Vec<_> = self.registers.live_controls().collect();
        let runs = live.iter().filter(|held| self.registers.operations.life(held) == Life::Operating).count();
        if runs == 0 {
            let sentence = format!("none of {} operates", counted(live.len(), "own control", "own controls"));
            found.push(Need::new(NeedKind::Operating, sentence, "record from which day each control operates"));
        }
    }

    /// The whole scope audited, reported, by auditors who have no part in it (R132).
    fn audited(&self, found: &mut Vec<Need>) {
        let matrix = coverage(self.registers, None, self.on);
        if !matrix.full() {
            let open: Vec<String> =
                matrix.rows.iter().filter(|row| !row.covered()).map(|row| row.item.id.clone()).collect();
            let remedy = format!("audit and report what is left: {}", listed(&open));
            found.push(Need::new(NeedKind::InternalAudit, matrix.sentence(), remedy).about(open));
        }
        let mut tied = Vec::new();
        for (id, audit) in self.registers.audits.in_order() {
            let Some(report) = audit.report.as_ref().filter(|_| matrix.audits.contains(id)) else { continue };
            let day = report.report.on;
            let waived = |person: &str| self.registers.people.waived(Duty::AuditsOwnWork, person, day);
            // To have carried out this audit is no part in what it audited.
            let itself = format!("carried out {id}");
            let conflicts = conflicts_of(self.registers, audit, day).into_iter();
            let conflicts = conflicts.filter(|one| !waived(&one.person) && !one.because.ends_with(&itself));
            tied.extend(
                conflicts.map(|one| format!("{id}: {} has a part in {} ({})", one.person, one.item, one.because)),
            );
        }
        if !tied.is_empty() {
            let sentence = format!("auditors had a part in what they audited: {}", listed(&tied));
            let remedy = "let somebody else audit those items again, or have the rule waived for a named reason";
            found.push(Need::new(NeedKind::Independence, sentence, remedy).about(tied));
        }
    }

    fn reviewed(&self, found: &mut Vec<Need>) -> Result<(), Refusal> {
        let standing = programme(self.registers, self.on)?;
        let (sentence, remedy) = match (standing.last, standing.due) {
            (None, _) => (
                "no management review has approved minutes (clause 9.3)".to_owned(),
                "hold one with top management, treat every input, and have the minutes approved",
            ),
            (Some((id, day)), Some(due)) if standing.overdue => (
                format!(
                    "the last management review, {id} of {day}, is older than the interval: the next was due by {due}"
                ),
                "hold the next review",
            ),
            _ => return Ok(()),
        };
        found.push(Need::new(NeedKind::ManagementReview, sentence, remedy));
        Ok(())
    }
}
