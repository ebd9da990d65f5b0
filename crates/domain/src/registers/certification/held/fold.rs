//! How a project folds what happened to it.

use super::{
    HeldCertificate, HeldCertification, HeldChange, HeldFinding, HeldMark, HeldMove, HeldSettled, HeldVisit, Reported,
    Said, at,
};
use crate::event::CertificationEvent as Happened;
use crate::registers::Recorded;
use crate::values::certification::{CertificationProject, CertificationState};
use jiff::civil::Date;

impl HeldCertification {
    pub(in crate::registers::certification) fn new(project: CertificationProject, by: &str, at_us: i64) -> Self {
        HeldCertification {
            project,
            state: CertificationState::Planned,
            moves: Vec::new(),
            visits: Vec::new(),
            findings: Vec::new(),
            certificates: Vec::new(),
            changes: Vec::new(),
            marks: Vec::new(),
            by: by.to_owned(),
            at_us,
        }
    }

    pub(in crate::registers::certification) fn fold(&mut self, recorded: Recorded<'_>, event: Happened) {
        let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
        match event {
            Happened::CertificationRevised { project, .. } => self.project = *project,
            Happened::CertificationAdvanced { step, waived, limit, .. } => {
                let from = self.state_on(step.on);
                self.state = step.to;
                self.moves.push(HeldMove { from, step, waived, limit, by, at_us });
            }
            Happened::CertificateRecorded { decision, expiry, days_without, .. } => {
                self.state = CertificationState::Certified;
                let decision = *decision;
                self.certificates.push(HeldCertificate { decision, expiry, days_without, by, at_us });
            }
            Happened::CertificationFindingRecorded { finding, plan_due, due, nonconformity, .. } => {
                let (finding, settled) = (*finding, Vec::new());
                self.findings.push(HeldFinding { finding, plan_due, due, nonconformity, settled, by, at_us });
            }
            Happened::CertificationFindingSettled { number, settled, due, .. } => {
                if let Some(held) = at(number).and_then(|at| self.findings.get_mut(at)) {
                    held.due = due.or(held.due);
                    held.settled.push(HeldSettled { settled, by, at_us });
                }
            }
            Happened::ScopeChangeNoted { change, .. } => {
                self.changes.push(HeldChange { change, reported: None, by, at_us });
            }
            Happened::ScopeChangeReported { number, on, answer, stage1, .. } => {
                if let Some(held) = at(number).and_then(|at| self.changes.get_mut(at)) {
                    held.reported = Some(Reported { on, answer, stage1, by });
                }
            }
            Happened::UseOfMarksChecked { on, note, .. } => self.marks.push(HeldMark { on, note, by }),
            other => self.fold_visit(&by, at_us, other),
        }
    }

    fn fold_visit(&mut self, by: &str, at_us: i64, event: Happened) {
        let said = |text: String| Said { text, by: by.to_owned(), at_us };
        match event {
            Happened::CertificationVisitPlanned { visit, .. } => {
                let (moved, by) = (Vec::new(), by.to_owned());
                self.visits.push(HeldVisit { visit, moved, cancelled: None, record: None, by, at_us });
            }
            Happened::CertificationVisitMoved { number, first, last, reason, .. } => {
                if let Some(held) = self.visit_mut(number) {
                    held.moved.push(said(moved(held.visit.first, held.visit.last, &reason)));
                    (held.visit.first, held.visit.last) = (first, last);
                }
            }
            Happened::CertificationVisitCancelled { number, reason, .. } => {
                if let Some(held) = self.visit_mut(number) {
                    held.cancelled = Some(said(reason));
                }
            }
            Happened::CertificationVisitRecorded { number, record, .. } => {
                if let Some(held) = self.visit_mut(number) {
                    (held.record, held.by, held.at_us) = (Some(*record), by.to_owned(), at_us);
                }
            }
            _ => {}
        }
    }

    fn visit_mut(&mut self, number: u32) -> Option<&mut HeldVisit> {
        self.visits.get_mut(at(number)?)
    }
}

fn moved(first: Date, last: Date, reason: &str) -> String {
    format!("was {first} to {last}: {reason}")
}
