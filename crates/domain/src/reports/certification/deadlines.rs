//! By when what a body found is planned and resolved (K7).

use super::{FIRST_SURVEILLANCE_MONTHS, VERIFICATION_MONTHS, months_after};
use crate::refusal::Refusal;
use crate::registers::certification::{HeldCertification, HeldVisit};
use crate::values::certification::{CertificationBody, FindingKind, VisitKind};
use jiff::civil::Date;

/// The days of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// By when the body wants a plan; `None` for what needs none.
    pub plan: Option<Date>,
    /// By when it is to be resolved; `None` for an opportunity.
    pub due: Option<Date>,
}

/// The deadlines of a finding of a visit. The plan and the closure of a major follow the body's days; a major of Stage 2 is
/// verified within six months of its last day at the latest. A minor is resolved at the next visit, or within a year where
/// none is agreed; an area of concern before Stage 2, where its days are agreed.
///
/// # Errors
/// When a day lies outside the years that are reckoned with.
pub fn deadlines(
    held: &HeldCertification,
    body: &CertificationBody,
    visit: &HeldVisit,
    kind: FindingKind,
) -> Result<Deadlines, Refusal> {
    let last = visit.last();
    let after = |days: u32| last.saturating_add(jiff::Span::new().days(i64::from(days)));
    let next = |wanted: Option<VisitKind>| {
        let coming = held.visits.iter().filter(|one| one.coming() && one.visit.first > last);
        coming.filter(|one| wanted.is_none_or(|kind| one.visit.kind == kind)).map(|one| one.visit.first).min()
    };
    Ok(match kind {
        FindingKind::Opportunity => Deadlines { plan: None, due: None },
        FindingKind::Concern => {
            let due = next(Some(VisitKind::Stage2)).unwrap_or_else(|| after(body.close_days));
            Deadlines { plan: None, due: Some(due) }
        }
        FindingKind::Major => {
            let mut due = after(body.close_days);
            if visit.visit.kind == VisitKind::Stage2 {
                due = due.min(months_after(last, VERIFICATION_MONTHS, "last")?);
            }
            Deadlines { plan: Some(after(body.plan_days).min(due)), due: Some(due) }
        }
        FindingKind::Minor => {
            let year = months_after(last, FIRST_SURVEILLANCE_MONTHS, "last")?;
            Deadlines { plan: Some(after(body.plan_days)), due: Some(next(None).unwrap_or(year)) }
        }
    })
}
