//! What hangs on the body: its accreditation, the days of a visit in the cycle, a suspension (R223, R224, R225).

use super::{Need, NeedKind, Reading};
use crate::refusal::Refusal;
use crate::reports::certification::standing::{cycle_of, overdue_surveillance};
use crate::reports::certification::{RESTORATION_MONTHS, months_after, needs::kept};
use crate::values::certification::{CertificationState as State, SuspensionGround, VisitKind};

impl Reading<'_> {
    /// Accredited for ISO/IEC 27001 by a check that is there and has not ended (R224).
    pub(super) fn accredited(&self, found: &mut Vec<Need>) {
        let id = &self.held.project.body;
        let Some(body) = self.registers.certifications.body(id) else { return };
        let name = &body.body.name;
        let mut say = |sentence: String, remedy: &str| {
            found.push(Need::new(NeedKind::Accreditation, sentence, remedy).about([id.clone()]));
        };
        let Some(check) = body.check().map(|held| &held.accreditation) else {
            return say(
                format!("nobody has looked up the accreditation of {name}"),
                "look it up in the register of the accreditation body and record the check",
            );
        };
        if !check.iso27001 {
            say(
                format!("{name} is not accredited for ISO/IEC 27001 by {} (checked on {})", check.by, check.on),
                "choose a body whose accreditation names it, or check again",
            );
        }
        if check.ended(self.on) {
            let until = check.valid_until.map(|day| day.to_string()).unwrap_or_default();
            say(format!("the accreditation of {name} ended on {until}"), "look it up again and record the check");
        }
        let lacks = check.lacks();
        if !lacks.is_empty() {
            say(
                format!("the accreditation of {name} does not name {}", lacks.join(" and ")),
                "look up what it is accredited to, with the editions, and record the check",
            );
        }
    }

    /// Surveillance and recertification: days are agreed, or it was held in this cycle.
    pub(super) fn visit(&self, to: State, found: &mut Vec<Need>) -> Result<(), Refusal> {
        let kind = match to {
            State::Surveillance1 => VisitKind::Surveillance1,
            State::Surveillance2 => VisitKind::Surveillance2,
            _ => VisitKind::Recertification,
        };
        let Some(certificate) = self.held.certificate() else { return Ok(()) };
        let since = certificate.decision.on;
        let there = self
            .held
            .visits
            .iter()
            .any(|visit| visit.visit.kind == kind && visit.cancelled.is_none() && visit.last() > since);
        if !there {
            let sentence = format!("{} has no days", kind.title());
            found.push(Need::new(NeedKind::Visit, sentence, "agree the days with the body and plan the visit"));
        }
        if to == State::Surveillance2 && !self.surveyed(VisitKind::Surveillance1) {
            let remedy = "record the first surveillance, or say why the body came for the second";
            found.push(Need::new(NeedKind::Record, "the first surveillance of this cycle is not recorded", remedy));
        }
        let limit = months_after(certificate.expiry, RESTORATION_MONTHS, "expiry")?;
        if to == State::Recertification && self.on > limit {
            let sentence = format!("the certificate could be restored until {limit}, and that day is over");
            found.push(Need::new(NeedKind::Limit, sentence, "begin again with Stage 2 at least"));
        }
        Ok(())
    }

    fn surveyed(&self, kind: VisitKind) -> bool {
        let since = self.held.decision();
        self.held.held(kind).is_some_and(|(_, visit)| since.is_none_or(|on| visit.last() > on))
    }

    /// Back to certified: after a surveillance, or out of a suspension.
    pub(super) fn certified_again(&self, from: State, found: &mut Vec<Need>) -> Result<(), Refusal> {
        match from {
            State::Surveillance1 => self.recorded_in_cycle(VisitKind::Surveillance1, found),
            State::Surveillance2 => self.recorded_in_cycle(VisitKind::Surveillance2, found),
            _ => self.restored(found)?,
        }
        found.extend(kept::verified(self.held, self.on)?);
        found.extend(kept::plans(self.held));
        Ok(())
    }

    pub(super) fn recorded_in_cycle(&self, kind: VisitKind, found: &mut Vec<Need>) {
        if !self.surveyed(kind) {
            let sentence = format!("{} is not recorded", kind.title());
            let remedy = "record who came, what was covered and what the body said at the end";
            found.push(Need::new(NeedKind::Record, sentence, remedy));
        }
    }

    fn restored(&self, found: &mut Vec<Need>) -> Result<(), Refusal> {
        let Some(suspension) = self.held.suspension() else { return Ok(()) };
        if let Some(limit) = suspension.limit.filter(|limit| self.on > *limit) {
            let sentence = format!("the suspension was to be solved by {limit}");
            found.push(Need::new(NeedKind::Limit, sentence, "say why the body restores it, or record the withdrawal"));
        }
        if suspension.step.ground == Some(SuspensionGround::OverdueSurveillance) && self.overdue()?.is_some() {
            let remedy = "hold the surveillance and record the visit";
            found.push(Need::new(NeedKind::Record, "the surveillance that was overdue is not recorded", remedy));
        }
        Ok(())
    }

    fn overdue(&self) -> Result<Option<String>, Refusal> {
        match self.held.certificate() {
            Some(certificate) => overdue_surveillance(self.held, &cycle_of(certificate)?, self.on),
            None => Ok(None),
        }
    }

    /// The reason of a suspension shows in the ledger, or the body had its own.
    pub(super) fn suspended(&self, ground: Option<SuspensionGround>, found: &mut Vec<Need>) -> Result<(), Refusal> {
        let wrong = match ground {
            Some(SuspensionGround::OverdueSurveillance) if self.overdue()?.is_none() => {
                "no surveillance is overdue by what is recorded here"
            }
            Some(SuspensionGround::UnresolvedMajor) if kept::open_majors(self.held).next().is_none() => {
                "no major finding of the body is open here"
            }
            _ => return Ok(()),
        };
        let remedy = "record what the body found first, or say why it suspended the certificate";
        found.push(Need::new(NeedKind::Ground, wrong, remedy));
        Ok(())
    }
}
