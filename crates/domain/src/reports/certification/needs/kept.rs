//! What the body found and what became of it: concerns answered, majors verified, minors planned; and the decision.

use super::{Need, NeedKind, Reading, listed};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::{HeldCertification, HeldFinding};
use crate::reports::certification::stage2_major;
use crate::values::certification::{CertificationState as State, FindingKind, Settlement, VisitKind};
use crate::values::nonconformity::NonconformityState;
use jiff::civil::Date;

/// Is an area of concern answered: by the body's word, or because its nonconformity is closed? That the organisation rejects
/// what the body found answers nothing.
fn answered(registers: &Registers, held: &HeldFinding) -> bool {
    let nonconformity = held.nonconformity.as_ref().and_then(|id| registers.nonconformities.nonconformities.get(id));
    held.resolved() || nonconformity.is_some_and(|nc| nc.state() == NonconformityState::Closed)
}

/// Areas of concern that are not answered, by number.
pub fn open_concerns<'a>(
    held: &'a HeldCertification,
    registers: &'a Registers,
) -> impl Iterator<Item = (u32, &'a HeldFinding)> {
    let of = |held: &HeldFinding| held.kind() == FindingKind::Concern;
    held.each_finding().filter(move |(_, one)| of(one) && !answered(registers, one))
}

/// Major findings that the body has neither verified nor taken back, by number.
pub fn open_majors(held: &HeldCertification) -> impl Iterator<Item = (u32, &HeldFinding)> {
    held.each_finding().filter(|(_, one)| one.kind() == FindingKind::Major && !one.resolved())
}

/// Minor findings without a plan that the body accepted, by number.
pub fn unplanned(held: &HeldCertification) -> impl Iterator<Item = (u32, &HeldFinding)> {
    held.each_finding().filter(|(_, one)| one.kind() == FindingKind::Minor && !one.planned())
}

fn named(number: u32, held: &HeldFinding) -> String {
    match &held.nonconformity {
        Some(nc) => format!("{number} ({nc})"),
        None => number.to_string(),
    }
}

pub(super) fn concerns(held: &HeldCertification, registers: &Registers) -> Option<Need> {
    let open: Vec<String> = open_concerns(held, registers).map(|(number, one)| named(number, one)).collect();
    let sentence = match open.len() {
        0 => return None,
        1 => format!("1 area of concern of Stage 1 is not answered: {}", listed(&open)),
        many => format!("{many} areas of concern of Stage 1 are not answered: {}", listed(&open)),
    };
    let remedy = "carry out the action and close the nonconformity, or record that the body accepted the answer";
    Some(Need::new(NeedKind::Concerns, sentence, remedy).about(open))
}

pub(super) fn plans(held: &HeldCertification) -> Option<Need> {
    let open: Vec<String> = unplanned(held).map(|(number, one)| named(number, one)).collect();
    let sentence = match open.len() {
        0 => return None,
        1 => format!("1 minor finding has no plan that the body accepted: {}", listed(&open)),
        many => format!("{many} minor findings have no plan that the body accepted: {}", listed(&open)),
    };
    let remedy = "send the plan of each nonconformity to the body and record that it accepted it";
    Some(Need::new(NeedKind::Plans, sentence, remedy).about(open))
}

/// Majors that are not verified; of Stage 2 those too whose limit of six months has passed, verified or not (K7).
pub(super) fn verified(held: &HeldCertification, on: Date) -> Result<Vec<Need>, Refusal> {
    let mut needs = Vec::new();
    let open: Vec<String> = open_majors(held).map(|(number, one)| named(number, one)).collect();
    if !open.is_empty() {
        let sentence = match open.len() {
            1 => format!("1 major finding was not verified by the body: {}", listed(&open)),
            many => format!("{many} major findings were not verified by the body: {}", listed(&open)),
        };
        let remedy = "carry out the corrective action and record that the body verified it";
        needs.push(Need::new(NeedKind::Verified, sentence, remedy).about(open));
    }
    let Some((number, visit)) = held.held(VisitKind::Stage2).filter(|(_, visit)| visit.last() <= on) else {
        return Ok(needs);
    };
    // A certificate that was given since settled them.
    if held.decision().is_some_and(|decided| decided >= visit.last()) {
        return Ok(needs);
    }
    for (at, one) in
        held.each_finding().filter(|(_, one)| one.finding.visit == number && one.kind() == FindingKind::Major)
    {
        if one.said(Settlement::Withdrawn).is_some() {
            continue;
        }
        let verified = one.said(Settlement::Verified).map(|said| said.on.max(visit.last()));
        let judged = stage2_major(visit.last(), verified.filter(|day| *day <= on), on)?;
        if judged.overdue {
            let sentence = format!("finding {at} was to be verified by {}, six months after Stage 2", judged.limit);
            let remedy = "go back to Stage 2: the body holds it again";
            needs.push(Need::new(NeedKind::Verified, sentence, remedy).about([at.to_string()]));
        }
    }
    Ok(needs)
}

impl Reading<'_> {
    /// The body decides to certify: the audit is recorded, majors are verified, minors have an accepted plan.
    pub(super) fn decision(&self, found: &mut Vec<Need>) -> Result<(), Refusal> {
        self.accredited(found);
        if self.held.state == State::Recertification {
            self.recorded_in_cycle(VisitKind::Recertification, found);
            self.stage1_again(found);
        } else {
            self.recorded(VisitKind::Stage2, State::Stage2, found);
        }
        found.extend(verified(self.held, self.on)?);
        found.extend(plans(self.held));
        Ok(())
    }

    /// After a significant change the body may have asked for Stage 1 before it certifies again.
    fn stage1_again(&self, found: &mut Vec<Need>) {
        let since = self.held.decision();
        for (number, held) in self.held.each_change() {
            let Some(told) = held.reported.as_ref().filter(|told| told.stage1) else { continue };
            let before = since.is_some_and(|on| told.on <= on);
            let done = self.held.held(VisitKind::Stage1).is_some_and(|(_, visit)| visit.last() >= told.on);
            if !before && !done {
                let sentence =
                    format!("the body wants a Stage 1 because of change {number}, and none is recorded since");
                found.push(Need::new(NeedKind::Record, sentence, "agree its days, and record it"));
            }
        }
    }
}
