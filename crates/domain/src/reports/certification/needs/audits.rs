//! What the two stages of the first audit ask for: the gate of K12, documents, days, records, answers (R226, R227).

use super::kept::concerns;
use super::{Need, NeedKind, Reading, listed};
use crate::refusal::Refusal;
use crate::registers::certification::HeldVisit;
use crate::reports::certification::{GateMissing, gate};
use crate::reports::policy::{PieceLine, pieces};
use crate::values::certification::{CertificationState as State, VisitKind, VisitOutcome};
use crate::values::counted;
use crate::values::policy::PolicyState;

impl Reading<'_> {
    pub(super) fn stage1(&self, found: &mut Vec<Need>) -> Result<(), Refusal> {
        self.accredited(found);
        self.gate(found)?;
        self.documents(found);
        self.agreed(VisitKind::Stage1, State::Stage1, found);
        Ok(())
    }

    pub(super) fn stage1_closed(&self, found: &mut Vec<Need>) {
        self.recorded(VisitKind::Stage1, State::Stage1, found);
        found.extend(concerns(self.held, self.registers));
    }

    pub(super) fn stage2(&self, found: &mut Vec<Need>) -> Result<(), Refusal> {
        self.accredited(found);
        self.gate(found)?;
        found.extend(concerns(self.held, self.registers));
        let refused = |visit: &HeldVisit| {
            visit.record.as_ref().is_some_and(|record| record.outcome == VisitOutcome::NotRecommended)
        };
        if let Some((number, _)) = self.held.held(VisitKind::Stage1).filter(|(_, visit)| refused(visit)) {
            let sentence = format!("at the end of Stage 1 (visit {number}) the body did not recommend to go on");
            let remedy = "hold Stage 1 again, or say why the body goes on";
            found.push(Need::new(NeedKind::Record, sentence, remedy));
        }
        self.agreed(VisitKind::Stage2, State::Stage2, found);
        Ok(())
    }

    pub(super) fn decision_pending(&self, found: &mut Vec<Need>) {
        self.recorded(VisitKind::Stage2, State::Stage2, found);
        let Some((number, visit)) = self.held.held(VisitKind::Stage2) else { return };
        let clean = visit.record.as_ref().is_some_and(|record| record.outcome == VisitOutcome::GoesOn);
        let said = self.held.findings.iter().any(|held| held.finding.visit == number);
        if !clean && !said {
            let sentence = format!("Stage 2 (visit {number}) ended with actions, and no finding of it is recorded");
            found.push(Need::new(NeedKind::Findings, sentence, "record each finding as the body wrote it"));
        }
    }

    /// The gate before a certification audit (K12), beside what [`Reading::prepares`] looks at more closely.
    fn gate(&self, found: &mut Vec<Need>) -> Result<(), Refusal> {
        for missing in gate(self.registers, self.on)?.missing {
            let (kind, names) = match &missing {
                GateMissing::Clauses(ids) => (NeedKind::Clauses, ids.clone()),
                GateMissing::InternalAudit => (NeedKind::InternalAudit, Vec::new()),
                GateMissing::ManagementReview => (NeedKind::ManagementReview, Vec::new()),
                GateMissing::Majors(ids) => (NeedKind::Majors, ids.clone()),
                GateMissing::NoStatement => (NeedKind::Statement, Vec::new()),
                GateMissing::Statement(id, _) => (NeedKind::Statement, vec![id.clone()]),
            };
            // What is said in more detail already is not said again.
            let closer = matches!(kind, NeedKind::InternalAudit | NeedKind::ManagementReview);
            if closer && found.iter().any(|need| need.kind == kind) {
                continue;
            }
            let (sentence, remedy) = told(&missing);
            found.push(Need::new(kind, sentence, remedy).about(names));
        }
        Ok(())
    }

    /// The eighteen pieces of documented information exist, in force where they are documents.
    fn documents(&self, found: &mut Vec<Need>) {
        let all = pieces(self.registers, self.on, |_, _| true);
        let waits = |line: &&PieceLine| !line.there();
        let missing: Vec<String> = all.iter().filter(waits).map(|line| line.piece.title().to_owned()).collect();
        if missing.is_empty() {
            return;
        }
        let drafts =
            all.iter().flat_map(|line| &line.documents).filter(|(_, state)| *state == PolicyState::Draft).count();
        let begun = if drafts > 0 {
            format!("; {}", counted(drafts, "document is a draft", "documents are drafts"))
        } else {
            String::new()
        };
        let sentence =
            format!("{} of {} pieces of documented information are not there{begun}", missing.len(), all.len());
        let remedy = format!("write, approve and publish: {}", listed(&missing));
        found.push(Need::new(NeedKind::Documents, sentence, remedy).about(missing));
    }

    /// The days of a visit are agreed, or it was held since the last step to its state.
    pub(super) fn agreed(&self, kind: VisitKind, to: State, found: &mut Vec<Need>) {
        let since = self.held.moved(to).map(|held| held.step.on);
        let counts = |visit: &HeldVisit| {
            visit.visit.kind == kind
                && (visit.coming() || (visit.record.is_some() && since.is_none_or(|on| visit.last() >= on)))
        };
        if !self.held.visits.iter().any(counts) {
            let sentence = format!("{} has no days", kind.title());
            found.push(Need::new(NeedKind::Visit, sentence, "agree the days with the body and plan the visit"));
        }
    }

    /// A visit was held since the step to its state, and is recorded.
    pub(super) fn recorded(&self, kind: VisitKind, since: State, found: &mut Vec<Need>) {
        let began = self.held.moved(since).map(|held| held.step.on);
        let there = self.held.held(kind).is_some_and(|(_, visit)| began.is_none_or(|on| visit.last() >= on));
        if !there {
            let sentence = format!("{} is not recorded", kind.title());
            let remedy = "record who came, what was covered and what the body said at the end";
            found.push(Need::new(NeedKind::Record, sentence, remedy));
        }
    }
}

fn told(missing: &GateMissing) -> (String, String) {
    match missing {
        GateMissing::Clauses(ids) => (
            counted(
                ids.len(),
                "clause is not started or was judged by nobody",
                "clauses are not started or were judged by nobody",
            ),
            format!("do what each asks and judge how it is practised: {}", listed(ids)),
        ),
        GateMissing::InternalAudit => {
            ("no internal audit was reported (clause 9.2)".to_owned(), "hold and report one".to_owned())
        }
        GateMissing::ManagementReview => (
            "no management review has approved minutes (clause 9.3)".to_owned(),
            "hold one with top management".to_owned(),
        ),
        GateMissing::Majors(ids) => (
            format!(
                "{} open: {}",
                counted(ids.len(), "major nonconformity is", "major nonconformities are"),
                listed(ids)
            ),
            "resolve and close each".to_owned(),
        ),
        GateMissing::NoStatement => (
            "no version of the Statement of Applicability is approved".to_owned(),
            "have a version read through and approved by management".to_owned(),
        ),
        GateMissing::Statement(id, errors) => (
            format!("{id} has {errors} errors of the checks SOA-01 to SOA-08"),
            "mend each error and have the statement approved again".to_owned(),
        ),
    }
}
