//! How the findings of a body stand on a day; each follows its nonconformity.

use super::needs::open_concerns;
use super::stage2_major;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::{HeldCertification, HeldFinding};
use crate::values::certification::{FindingKind, Settlement, VisitKind};
use crate::values::nonconformity::NonconformityState;
use crate::values::operation::words;
use jiff::civil::Date;

/// Where a finding stands with the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingStanding {
    /// Something is to be done.
    Open,
    /// The body accepted a plan.
    Planned,
    /// An area of concern is answered.
    Answered,
    /// The body verified it.
    Verified,
    /// The body took it back.
    TakenBack,
    /// An opportunity, which asks for nothing.
    Noted,
}

words!(FindingStanding {
    Open = "open", "Open";
    Planned = "planned", "Plan accepted";
    Answered = "answered", "Answered";
    Verified = "verified", "Verified";
    TakenBack = "taken_back", "Taken back";
    Noted = "noted", "Noted";
});

impl FindingStanding {
    /// Is something still to be done?
    pub fn open(self) -> bool {
        matches!(self, FindingStanding::Open | FindingStanding::Planned)
    }
}

/// A finding on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    /// Its number, from 1.
    pub number: u32,
    /// Its kind now.
    pub kind: FindingKind,
    /// Where it stands.
    pub standing: FindingStanding,
    /// By when it needs something next: a plan, or what was found resolved; `None` when nothing is to be done.
    pub due: Option<Date>,
    /// What is needed by then.
    pub next: &'static str,
    /// That day is over.
    pub overdue: bool,
    /// Its nonconformity and where that stands.
    pub nonconformity: Option<(String, NonconformityState)>,
    /// Of a major of Stage 2 that is not verified: the hard limit, six months after the last day (K7).
    pub limit: Option<Date>,
}

/// The findings of a project on a day, in the order of their numbers.
///
/// # Errors
/// When a day lies outside the years that are reckoned with.
pub fn finding_lines(registers: &Registers, held: &HeldCertification, on: Date) -> Result<Vec<FindingLine>, Refusal> {
    let concerns: Vec<u32> = open_concerns(held, registers).map(|(number, _)| number).collect();
    held.each_finding().map(|(number, one)| line(registers, held, (number, one), &concerns, on)).collect()
}

fn line(
    registers: &Registers,
    held: &HeldCertification,
    (number, one): (u32, &HeldFinding),
    concerns: &[u32],
    on: Date,
) -> Result<FindingLine, Refusal> {
    let kind = one.kind();
    let standing = match kind {
        _ if one.said(Settlement::Withdrawn).is_some() => FindingStanding::TakenBack,
        FindingKind::Opportunity => FindingStanding::Noted,
        _ if one.said(Settlement::Verified).is_some() => FindingStanding::Verified,
        FindingKind::Concern if !concerns.contains(&number) => FindingStanding::Answered,
        _ if one.said(Settlement::PlanAccepted).is_some() => FindingStanding::Planned,
        _ => FindingStanding::Open,
    };
    let (due, next) = match standing {
        FindingStanding::Open if kind == FindingKind::Concern => (one.due, "an answer"),
        FindingStanding::Open if one.plan_due.is_some() => (one.plan_due, "a plan for the body"),
        FindingStanding::Open | FindingStanding::Planned => (one.due, "verification by the body"),
        _ => (None, ""),
    };
    let visit = held.visit(one.finding.visit).filter(|visit| visit.visit.kind == VisitKind::Stage2);
    let limit = match visit {
        Some(visit) if kind == FindingKind::Major && standing.open() => {
            Some(stage2_major(visit.last(), None, on.max(visit.last()))?.limit)
        }
        _ => None,
    };
    let nc = one.nonconformity.as_ref();
    let nonconformity =
        nc.and_then(|id| Some((id.clone(), registers.nonconformities.nonconformities.get(id)?.state())));
    Ok(FindingLine {
        number,
        kind,
        standing,
        overdue: due.is_some_and(|due| due < on),
        due,
        next,
        nonconformity,
        limit,
    })
}
