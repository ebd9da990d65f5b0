//! The days that a certification brings, for tasks and calendars.

use super::findings::finding_lines;
use super::standing::{cycle_of, next_due};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::HeldCertification;
use crate::values::certification::{CertificationState as State, VisitKind};
use jiff::civil::Date;

/// A day on which something of a certification is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificationDue {
    /// What is due.
    pub what: String,
    /// The day.
    pub due: Date,
    /// Whose it is, where it is somebody's.
    pub person: Option<String>,
}

/// What is due of a project, the earliest first.
///
/// # Errors
/// When a day lies outside the years that are reckoned with.
pub fn due(registers: &Registers, held: &HeldCertification, on: Date) -> Result<Vec<CertificationDue>, Refusal> {
    let state = held.state_on(on);
    if state == State::Withdrawn {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let mut say = |what: String, due: Date, person: Option<String>| {
        found.push(CertificationDue { what, due, person: person.or_else(|| held.project.owner.clone()) });
    };
    for (number, visit) in held.each_visit().filter(|(_, visit)| visit.coming()) {
        say(format!("{} by the body, visit {number}", visit.visit.kind.title()), visit.visit.first, None);
    }
    for line in finding_lines(registers, held, on)?.into_iter().filter(|line| line.standing.open()) {
        let Some(one) = held.finding(line.number) else { continue };
        let what = format!("Finding {} needs {}: {}", line.number, line.next, one.finding.title);
        if let Some(day) = line.due {
            say(what, day, one.finding.owner.clone());
        }
    }
    if let Some(until) =
        registers.certifications.body(&held.project.body).and_then(|body| body.check()?.accreditation.valid_until)
    {
        say("The accreditation of the body ends: look it up again".to_owned(), until, None);
    }
    for (number, change) in held.each_change().filter(|(_, one)| one.reported.is_none()) {
        let day = held.next_visit().map_or(change.change.on, |(_, visit)| visit.visit.first);
        say(format!("Tell the body of change {number}: {}", change.change.what), day, None);
    }
    if let Some(limit) = held.suspension().and_then(|held| held.limit) {
        say("The suspension is to be solved".to_owned(), limit, None);
    }
    if let Some(certificate) = held.certificate().filter(|_| state.certified()) {
        let cycle = cycle_of(certificate)?;
        let (kind, day) = next_due(held, &cycle);
        let agreed = held.visits.iter().any(|visit| visit.coming() && visit.visit.kind == kind);
        match kind {
            _ if agreed => {}
            VisitKind::Recertification => {
                say("Agree the days of recertification".to_owned(), cycle.recertification_opens, None)
            }
            kind => say(format!("{}: agree its days with the body", kind.title()), day, None),
        }
    }
    found.sort_by(|a, b| (a.due, &a.what).cmp(&(b.due, &b.what)));
    Ok(found)
}
