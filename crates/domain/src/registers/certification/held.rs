//! What is held of bodies and projects, and how a project folds what happened to it.

mod fold;

use crate::values::certification::{
    Accreditation, CertificationBody, CertificationDecision, CertificationFinding, CertificationMove,
    CertificationProject, CertificationState, CertificationVisit, FindingKind, ScopeChange, Settled, Settlement,
    VisitKind, VisitRecord,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A text with who said it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A body with all that was seen of its accreditation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBody {
    /// What is said of it.
    pub body: CertificationBody,
    /// The checks of its accreditation, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<HeldAccreditation>,
    /// Who added it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A check of an accreditation, and who made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAccreditation {
    /// What was seen.
    pub accreditation: Accreditation,
    /// Who looked.
    pub by: String,
    /// When it was recorded, microseconds since 1970.
    pub at_us: i64,
}

impl HeldBody {
    /// The newest check.
    pub fn check(&self) -> Option<&HeldAccreditation> {
        self.checks.last()
    }
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldMove {
    /// From where.
    pub from: CertificationState,
    /// Where to, and when.
    pub step: CertificationMove,
    /// What was missing when the body went on nevertheless.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waived: Vec<String>,
    /// Of a suspension: the last day by which it is solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Date>,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldVisit {
    /// As it is agreed.
    pub visit: CertificationVisit,
    /// Why it was given other days, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Said>,
    /// Why it does not take place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Said>,
    /// What is recorded of it, once it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<VisitRecord>,
    /// Who recorded it last.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl HeldVisit {
    /// Its first day: held, or else agreed.
    pub fn first(&self) -> Date {
        self.record.as_ref().map_or(self.visit.first, |record| record.first)
    }

    /// Its last day: held, or else agreed.
    pub fn last(&self) -> Date {
        self.record.as_ref().map_or(self.visit.last, |record| record.last)
    }

    /// Agreed, neither held nor cancelled?
    pub fn coming(&self) -> bool {
        self.record.is_none() && self.cancelled.is_none()
    }
}

/// What the body said of a finding, and who recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSettled {
    /// What it said.
    pub settled: Settled,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A finding of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldFinding {
    /// What was found.
    pub finding: CertificationFinding,
    /// By when the body wants a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_due: Option<Date>,
    /// By when it is to be resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The nonconformity that it led to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonconformity: Option<String>,
    /// What the body said of it, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<HeldSettled>,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl HeldFinding {
    /// Did the body say this of it?
    pub fn said(&self, how: Settlement) -> Option<&Settled> {
        self.settled.iter().map(|held| &held.settled).find(|settled| settled.how == how)
    }

    /// Its kind now: the body may have made a minor one of a major one.
    pub fn kind(&self) -> FindingKind {
        match self.said(Settlement::Downgraded) {
            Some(_) => FindingKind::Minor,
            None => self.finding.kind,
        }
    }

    /// Did the body verify it, or take it back?
    pub fn resolved(&self) -> bool {
        self.said(Settlement::Verified).or_else(|| self.said(Settlement::Withdrawn)).is_some()
    }

    /// Is there a plan that the body accepted, or no need of one any more?
    pub fn planned(&self) -> bool {
        self.resolved() || self.said(Settlement::PlanAccepted).is_some()
    }
}

/// A certificate: what the body decided, and until when it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldCertificate {
    /// Day, number, scope, statement.
    pub decision: CertificationDecision,
    /// Its last day.
    pub expiry: Date,
    /// Days without a certificate before it.
    #[serde(default)]
    pub days_without: u32,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// That the body was told of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The day on which it was told.
    pub on: Date,
    /// What it answered.
    pub answer: String,
    /// It wants a Stage 1 before the next recertification.
    pub stage1: bool,
    /// Who recorded it.
    pub by: String,
}

/// A change of what is certified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldChange {
    /// What changes.
    pub change: ScopeChange,
    /// That the body was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<Reported>,
    /// Who noted it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A look at the use of marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldMark {
    /// On which day.
    pub on: Date,
    /// What was seen.
    pub note: String,
    /// Who looked.
    pub by: String,
}

/// A project with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldCertification {
    /// What is to be certified.
    pub project: CertificationProject,
    /// Where the last step led; [`HeldCertification::state_on`] knows that a certificate runs out by itself.
    pub state: CertificationState,
    /// The steps, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<HeldMove>,
    /// The visits by their number, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<HeldVisit>,
    /// The findings by their number, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<HeldFinding>,
    /// The certificates, the oldest first; the last one counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<HeldCertificate>,
    /// Changes of scope by their number, from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<HeldChange>,
    /// Looks at the use of marks, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<HeldMark>,
    /// Who planned it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

fn at(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

/// Things with their numbers, from 1.
fn numbered<T>(things: &[T]) -> impl DoubleEndedIterator<Item = (u32, &T)> + Clone {
    things.iter().enumerate().map(|(at, thing)| (u32::try_from(at + 1).unwrap_or(u32::MAX), thing))
}

impl HeldCertification {
    /// Where it stands on a day: a certificate whose last day is over has expired, whatever step was taken last.
    pub fn state_on(&self, on: Date) -> CertificationState {
        let counts = self.state.certified() || self.state == CertificationState::Suspended;
        match self.certificate() {
            Some(held) if counts && held.expiry < on => CertificationState::Expired,
            _ => self.state,
        }
    }

    /// The certificate that counts.
    pub fn certificate(&self) -> Option<&HeldCertificate> {
        self.certificates.last()
    }

    /// The certificate that is in force on a day: none that is suspended, withdrawn or over, or was decided on later.
    pub fn in_force(&self, on: Date) -> Option<&HeldCertificate> {
        let decided = self.certificates.iter().rev().find(|held| held.decision.on <= on && on <= held.expiry);
        decided.filter(|_| self.state_on(on).certified())
    }

    /// The day of the decision that began the certificate that counts.
    pub fn decision(&self) -> Option<Date> {
        self.certificate().map(|held| held.decision.on)
    }

    /// The audit days of Stage 1 and of Stage 2 as agreed; 0 while nothing is agreed.
    pub fn planned_days(&self) -> (u32, u32) {
        (self.project.stage1_days, self.project.stage2_days)
    }

    /// A visit by its number.
    pub fn visit(&self, number: u32) -> Option<&HeldVisit> {
        self.visits.get(at(number)?)
    }

    /// The visits with their numbers.
    pub fn each_visit(&self) -> impl DoubleEndedIterator<Item = (u32, &HeldVisit)> + Clone {
        numbered(&self.visits)
    }

    /// The newest visit of a kind that was held.
    pub fn held(&self, kind: VisitKind) -> Option<(u32, &HeldVisit)> {
        let of = |(_, visit): &(u32, &HeldVisit)| visit.record.is_some() && visit.visit.kind == kind;
        self.each_visit().filter(of).max_by_key(|(number, visit)| (visit.last(), *number))
    }

    /// The visit that is agreed and comes next.
    pub fn next_visit(&self) -> Option<(u32, &HeldVisit)> {
        self.each_visit().filter(|(_, visit)| visit.coming()).min_by_key(|(number, visit)| (visit.visit.first, *number))
    }

    /// A finding by its number.
    pub fn finding(&self, number: u32) -> Option<&HeldFinding> {
        self.findings.get(at(number)?)
    }

    /// The findings with their numbers.
    pub fn each_finding(&self) -> impl DoubleEndedIterator<Item = (u32, &HeldFinding)> + Clone {
        numbered(&self.findings)
    }

    /// A change of scope by its number.
    pub fn change(&self, number: u32) -> Option<&HeldChange> {
        self.changes.get(at(number)?)
    }

    /// The changes of scope with their numbers.
    pub fn each_change(&self) -> impl DoubleEndedIterator<Item = (u32, &HeldChange)> + Clone {
        numbered(&self.changes)
    }

    /// The suspension in force.
    pub fn suspension(&self) -> Option<&HeldMove> {
        let last = self.moves.last().filter(|_| self.state == CertificationState::Suspended);
        last.filter(|held| held.step.to == CertificationState::Suspended)
    }

    /// The newest step to a state.
    pub fn moved(&self, to: CertificationState) -> Option<&HeldMove> {
        self.moves.iter().rev().find(|held| held.step.to == to)
    }
}
