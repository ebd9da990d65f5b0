//! Where a certificate stands in its cycle: the next surveillance, what is overdue, until when a suspension is to be solved.

use super::{CYCLE_MONTHS, Cycle, cycle, months_after};
use crate::refusal::Refusal;
use crate::registers::certification::{HeldCertificate, HeldCertification, HeldVisit};
use crate::values::certification::{CertificationState, VisitKind};
use jiff::civil::Date;

/// Months within which a suspension is usually solved, or the certificate withdrawn (ISO/IEC 17021-1).
pub const SUSPENSION_MONTHS: i32 = 6;

/// The cycle of a certificate. One that was renewed runs from the end of the one before, whenever the body decided (K7).
///
/// # Errors
/// When the day lies outside the years that are reckoned with.
pub fn cycle_of(certificate: &HeldCertificate) -> Result<Cycle, Refusal> {
    let own = cycle(certificate.decision.on)?;
    if own.expiry == certificate.expiry {
        return Ok(own);
    }
    let end = certificate.expiry.tomorrow().unwrap_or(certificate.expiry);
    cycle(months_after(end, -CYCLE_MONTHS, "expiry")?)
}

/// The surveillance visits that were held in a cycle, the earliest first.
pub fn surveillance<'a>(held: &'a HeldCertification, cycle: &Cycle) -> Vec<(u32, &'a HeldVisit)> {
    let within = |visit: &HeldVisit| visit.last() > cycle.decision && visit.last() <= cycle.expiry;
    let of =
        |(_, visit): &(u32, &HeldVisit)| visit.record.is_some() && visit.visit.kind.surveillance() && within(visit);
    let mut found: Vec<_> = held.each_visit().filter(of).collect();
    found.sort_by_key(|(number, visit)| (visit.last(), *number));
    found
}

/// Which surveillance or recertification is next in a cycle, and the last day on which it is in time.
pub fn next_due(held: &HeldCertification, cycle: &Cycle) -> (VisitKind, Date) {
    let done = surveillance(held, cycle);
    let has = |kind| done.iter().any(|(_, visit)| visit.visit.kind == kind);
    if !has(VisitKind::Surveillance1) && !has(VisitKind::Surveillance2) {
        (VisitKind::Surveillance1, cycle.first_surveillance_due)
    } else if !has(VisitKind::Surveillance2) {
        (VisitKind::Surveillance2, cycle.second_surveillance_target)
    } else {
        (VisitKind::Recertification, cycle.expiry)
    }
}

/// The step that comes next of a certificate that is kept.
pub(super) fn next_kept(held: &HeldCertification) -> CertificationState {
    let next = held.certificate().and_then(|one| cycle_of(one).ok()).map(|cycle| next_due(held, &cycle).0);
    match next {
        Some(VisitKind::Surveillance1) => CertificationState::Surveillance1,
        Some(VisitKind::Surveillance2) => CertificationState::Surveillance2,
        _ => CertificationState::Recertification,
    }
}

/// Why surveillance is overdue on a day: the first is late, or a calendar year has ended without one (K7).
///
/// # Errors
/// When the days of the visits lie outside the cycle.
pub fn overdue_surveillance(held: &HeldCertification, cycle: &Cycle, on: Date) -> Result<Option<String>, Refusal> {
    let days: Vec<Date> =
        surveillance(held, cycle).into_iter().map(|(_, visit)| visit.last()).filter(|day| *day <= on).collect();
    let shown = cycle.visits(&days)?;
    if days.is_empty() && on > cycle.first_surveillance_due {
        return Ok(Some(format!("the first surveillance was due by {}", cycle.first_surveillance_due)));
    }
    let missed = shown.years_missing.into_iter().find(|year| *year < on.year());
    Ok(missed.map(|year| format!("no surveillance was held in {year}")))
}

/// The last day by which a suspension is usually solved.
///
/// # Errors
/// When the day lies outside the years that are reckoned with.
pub fn suspension_limit(on: Date) -> Result<Date, Refusal> {
    months_after(on, SUSPENSION_MONTHS, "on")
}
