//! The lanes of the certificate itself.

use super::{About, Basis, Certainty, Happens, Lane, Stopped};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::certification::{Cycle, Happening, cycle, cycle_of};
use crate::values::certification::{CertificationState, VisitKind};
use jiff::civil::Date;

/// Where the days of the cycle come from, of what is recorded: the decision under which the newest certificate is held, or
/// else the last day of Stage 2 as it is agreed with the body, before which nothing can be decided.
pub(super) fn basis(registers: &Registers, today: Date) -> Basis {
    let Some((_, project)) = registers.certifications.current(today) else { return Basis::None };
    if let Some(decision) = project.decision() {
        return Basis::Decision(decision);
    }
    let stage2 = project.visits.iter().filter(|held| held.cancelled.is_none() && held.visit.kind == VisitKind::Stage2);
    stage2.map(|held| held.last()).max().map_or(Basis::None, Basis::Planned)
}

/// The cycle of a basis. A certificate that was renewed runs out 36 months after the one before it, whenever that was decided.
pub(super) fn of(registers: &Registers, basis: &Basis, today: Date) -> Result<Option<Cycle>, Refusal> {
    let Some(decision) = basis.decision() else { return Ok(None) };
    let current = registers.certifications.current(today);
    let held = current.as_ref().and_then(|(_, project)| project.certificate());
    match held.filter(|_| matches!(basis, Basis::Decision(_))) {
        Some(held) => cycle_of(held).map(Some),
        None => cycle(decision).map(Some),
    }
}

/// Why the newest certificate is not in force on a day before its last one.
pub(super) fn stopped(registers: &Registers, today: Date) -> Option<Stopped> {
    let (_, project) = registers.certifications.current(today)?;
    let suspended = project.moved(CertificationState::Suspended);
    match project.state_on(today) {
        CertificationState::Suspended => {
            suspended.map(|held| Stopped::Suspended { since: held.step.on, limit: held.limit })
        }
        CertificationState::Withdrawn => project.moved(CertificationState::Withdrawn).map(|held| {
            let before = suspended.filter(|_| held.from == CertificationState::Suspended);
            Stopped::Withdrawn { since: held.step.on, suspended: before.map(|held| held.step.on) }
        }),
        _ => None,
    }
}

/// What happened and is agreed with the certification body: its visits, and the steps by which a certificate was suspended.
pub(super) fn visits(registers: &Registers, today: Date) -> Vec<Happens> {
    let Some((id, project)) = registers.certifications.current(today) else { return Vec::new() };
    let there = project.visits.iter().filter(|held| held.cancelled.is_none());
    let visits = there.map(|held| {
        let kind = held.visit.kind;
        let certainty = if held.record.is_some() { Certainty::Done } else { Certainty::Planned };
        let lane = if kind == VisitKind::Recertification { Lane::Recertification } else { Lane::Visits };
        Happens {
            from: held.first(),
            until: held.last(),
            lane,
            short: kind.title().to_owned(),
            what: match certainty {
                Certainty::Done => format!("{} of {id}, held by the certification body", kind.title()),
                _ => format!("{} of {id}, agreed with the certification body", kind.title()),
            },
            certainty,
            about: About::Certification,
        }
    });
    let limits = project.suspension().and_then(|held| held.limit).map(|day| Happens {
        from: day,
        until: day,
        lane: Lane::Certificate,
        short: "limit".to_owned(),
        what: format!("Last day by which the suspension of {id} is solved"),
        certainty: Certainty::Planned,
        about: About::Certification,
    });
    visits.chain(limits).collect()
}

/// Was a surveillance held in time, by what is recorded of the decision?
pub(super) fn first_held(registers: &Registers, cycle: &Cycle, today: Date) -> bool {
    let current = registers.certifications.current(today);
    let visits = current.iter().flat_map(|(_, project)| &project.visits);
    let in_time = cycle.decision..=cycle.first_surveillance_due;
    visits
        .into_iter()
        .any(|held| held.record.is_some() && held.visit.kind.surveillance() && in_time.contains(&held.last()))
}

/// What follows from the decision (K7). The last day of a first surveillance that was held in time is kept; a certificate
/// that was renewed is drawn from its own decision on, though its cycle begins where the one before it ends. One that is
/// suspended or withdrawn is in force to the day before; nothing that a certificate asks for comes after a withdrawal.
pub(super) fn days(
    cycle: &Cycle,
    basis: &Basis,
    (first_held, stopped): (bool, Option<Stopped>),
    today: Date,
) -> Vec<Happens> {
    let decided = matches!(basis, Basis::Decision(_));
    let begins = basis.decision().unwrap_or(cycle.decision);
    let sure = |day: Date| if decided && day <= today { Certainty::Done } else { Certainty::Planned };
    let after = cycle.expiry.tomorrow().unwrap_or(cycle.expiry);
    let day = |lane: Lane, of: Happening, day: Date, what: &str| {
        // A limit never happens; what it is a limit of is drawn by itself.
        one(lane, day, day, of.title(), what, Certainty::Planned)
    };
    let mut all = in_force(cycle, (begins, sure(begins)), stopped);
    let asked = vec![
        one(
            Lane::Certificate,
            after,
            cycle.restoration_limit,
            "can be restored",
            "A certificate that ran out can still be restored; later, Stage 2 at least is done again",
            Certainty::Assumed,
        ),
        one(
            Lane::Visits,
            cycle.first_surveillance_due,
            cycle.first_surveillance_due,
            Happening::FirstSurveillance.title(),
            "Last day on which the first surveillance is in time",
            if first_held { Certainty::Done } else { Certainty::Planned },
        ),
        day(
            Lane::Visits,
            Happening::SecondSurveillance,
            cycle.second_surveillance_target,
            "Target of the second surveillance",
        ),
        one(
            Lane::Recertification,
            cycle.recertification_opens,
            cycle.expiry,
            "open",
            "Recertification is open, to be decided before the last day of the certificate",
            sure(cycle.recertification_opens),
        ),
    ];
    let over = |from: Date| matches!(stopped, Some(Stopped::Withdrawn { since, .. }) if from >= since);
    all.extend(asked.into_iter().filter(|one| !over(one.from)));
    all
}

/// The days on which the certificate is in force, and those of a suspension or withdrawal.
fn in_force(cycle: &Cycle, (begins, certainty): (Date, Certainty), stopped: Option<Stopped>) -> Vec<Happens> {
    let before = |since: Date| since.yesterday().unwrap_or(since).max(begins);
    let (until, to) = match stopped {
        None => (cycle.expiry, "to its last day"),
        Some(Stopped::Suspended { since, .. } | Stopped::Withdrawn { suspended: Some(since), .. }) => {
            (before(since), "to the day before it was suspended")
        }
        Some(Stopped::Withdrawn { since, .. }) => (before(since), "to the day before it was withdrawn"),
    };
    let what = format!("The certificate is in force, from the decision {to}");
    let mut all = vec![one(Lane::Certificate, begins, until, "in force", &what, certainty)];
    match stopped {
        None => {}
        Some(Stopped::Suspended { since, limit }) => {
            let until = limit.unwrap_or(cycle.expiry).max(since);
            let what = "The certificate is suspended: it is not in force until the body restores it";
            all.push(one(Lane::Certificate, since, until, "suspended", what, Certainty::Done));
        }
        Some(Stopped::Withdrawn { since, suspended }) => {
            all.extend(suspended.map(|first| {
                let what = "The certificate is suspended, until it was withdrawn";
                one(Lane::Certificate, first, before(since).max(first), "suspended", what, Certainty::Done)
            }));
            let what = "The certificate is withdrawn: it is not in force any more";
            all.push(one(Lane::Certificate, since, since, "withdrawn", what, Certainty::Done));
        }
    }
    all
}

/// Something of the certification, in a few words.
fn one(lane: Lane, from: Date, until: Date, short: &str, what: &str, certainty: Certainty) -> Happens {
    Happens {
        from,
        until,
        lane,
        short: short.to_owned(),
        what: what.to_owned(),
        certainty,
        about: About::Certification,
    }
}
