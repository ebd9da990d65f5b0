//! Both audits over the years of a certification cycle: the certificate with its visits, and between them the periods of SOC 2
//! reports, internal audits, management reviews and what management decides (K7, R219). One list of happenings, which a picture
//! and a table show alike.

mod cycle;
mod governance;
mod work;

use super::Cycle;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::search::FoundKind;
use crate::values::operation::words;
use jiff::civil::{Date, date};

/// Most happenings of one calendar; the earliest are kept.
pub const MAX_HAPPENINGS: usize = 400;
/// Calendar years that are drawn when there is no cycle.
const YEARS_WITHOUT: i16 = 3;

/// What a happening belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// The ISO/IEC 27001 certificate: in force, and what can be done once it ran out.
    Certificate,
    /// Visits of the certification body, and when they are due.
    Visits,
    /// Recertification.
    Recertification,
    /// Periods of SOC 2 reports.
    Soc2,
    /// Internal audits.
    InternalAudits,
    /// Management reviews.
    Reviews,
    /// Statement of Applicability, risks to be assessed, documents to be reviewed.
    Governance,
}

words!(Lane {
    Certificate = "certificate", "Certificate";
    Visits = "visits", "Visits";
    Recertification = "recertification", "Recertification";
    Soc2 = "soc2", "SOC 2 periods";
    InternalAudits = "internal_audits", "Internal audits";
    Reviews = "management_reviews", "Reviews";
    Governance = "governance", "Governance";
});

/// How sure a happening is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// It happened, or has begun.
    Done,
    /// It is recorded as planned, or follows from what is recorded.
    Planned,
    /// Nobody planned it: it would follow if all went on as it does.
    Assumed,
}

words!(Certainty {
    Done = "done", "done";
    Planned = "planned", "planned";
    Assumed = "assumed", "assumed";
});

/// How a happening is told on a day: what is recorded of it, and whether its days are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It is over.
    Done,
    /// It has begun and lasts.
    Running,
    /// It was planned, and nothing says that it happened.
    Passed,
    /// It is planned.
    Planned,
    /// Nobody planned it.
    Assumed,
}

words!(Told {
    Done = "done", "Done";
    Running = "running", "Running";
    Passed = "passed", "Day is over";
    Planned = "planned", "Planned";
    Assumed = "assumed", "Would follow";
});

/// Where a happening is read about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// One object.
    One(FoundKind, String),
    /// All risks.
    Risks,
    /// All documents.
    Documents,
    /// All management reviews.
    Reviews,
    /// All internal audits.
    InternalAudits,
    /// The certification.
    Certification,
}

/// Something that happens on a day, or lasts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Happens {
    /// The first day.
    pub from: Date,
    /// The last day; the first one of what happens on a day.
    pub until: Date,
    /// What it belongs to.
    pub lane: Lane,
    /// Its name, short enough for a bar.
    pub short: String,
    /// What it is, in words, without its days.
    pub what: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Where it is read about.
    pub about: About,
}

impl Happens {
    /// How it is told on a day, by every page, paper and line of a terminal.
    pub fn told(&self, today: Date) -> Told {
        match self.certainty {
            Certainty::Done if self.until < today => Told::Done,
            Certainty::Done => Told::Running,
            Certainty::Planned if self.until < today => Told::Passed,
            Certainty::Planned => Told::Planned,
            Certainty::Assumed => Told::Assumed,
        }
    }
}

/// Where the days of the cycle come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The decision of a certification body, recorded here.
    Decision(Date),
    /// The day on which a decision is planned.
    Planned(Date),
    /// A day that was tried out; nothing is recorded of it.
    Trial(Date),
    /// No decision is recorded, planned or tried.
    None,
}

impl Basis {
    /// The day of the decision.
    pub fn decision(&self) -> Option<Date> {
        match self {
            Basis::Decision(day) | Basis::Planned(day) | Basis::Trial(day) => Some(*day),
            Basis::None => None,
        }
    }

    /// In answers to machines.
    pub fn id(&self) -> &'static str {
        match self {
            Basis::Decision(_) => "decision",
            Basis::Planned(_) => "planned",
            Basis::Trial(_) => "trial",
            Basis::None => "none",
        }
    }
}

/// What keeps the newest certificate from being in force although its last day has not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The body suspended it.
    Suspended {
        /// The first day.
        since: Date,
        /// The last day by which that is solved, where one was set.
        limit: Option<Date>,
    },
    /// It was withdrawn.
    Withdrawn {
        /// The first day.
        since: Date,
        /// The first day of the suspension that came to that, where it was suspended before.
        suspended: Option<Date>,
    },
}

/// Both audits over the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// Where the days of the cycle come from.
    pub basis: Basis,
    /// The cycle; `None` without a decision.
    pub cycle: Option<Cycle>,
    /// Why the certificate of the decision is not in force; `None` while it is, and where none was given.
    pub stopped: Option<Stopped>,
    /// The first and the last calendar year.
    pub years: (i16, i16),
    /// What happens, the earliest first, at most [`MAX_HAPPENINGS`].
    pub happenings: Vec<Happens>,
    /// How many were left out.
    pub left_out: usize,
}

impl Timeline {
    /// What happens in a lane, the earliest first.
    pub fn lane(&self, lane: Lane) -> impl Iterator<Item = &Happens> {
        self.happenings.iter().filter(move |one| one.lane == lane)
    }
}

/// Both audits over the years of the cycle: of the certificate that is held, else of the decision that is planned, else the
/// present and the two following years. `trial` is a day of decision to be tried out in place of those.
///
/// # Errors
/// [`Refusal::NotPossible`] naming `decision` when that day lies outside the years that are reckoned with.
pub fn timeline(registers: &Registers, trial: Option<Date>, today: Date) -> Result<Timeline, Refusal> {
    let basis = trial.map_or_else(|| cycle::basis(registers, today), Basis::Trial);
    let cycle = cycle::of(registers, &basis, today)?;
    let years = years(registers, cycle.as_ref(), today);
    let mut happenings = Vec::new();
    let stopped = matches!(basis, Basis::Decision(_)).then(|| cycle::stopped(registers, today)).flatten();
    if let Some(cycle) = &cycle {
        let held = matches!(basis, Basis::Decision(_)) && cycle::first_held(registers, cycle, today);
        happenings.extend(cycle::days(cycle, &basis, (held, stopped), today));
    }
    if !matches!(basis, Basis::Trial(_)) {
        happenings.extend(cycle::visits(registers, today));
    }
    happenings.extend(work::periods_of_reports(registers, years, today));
    happenings.extend(work::internal_audits(registers, today));
    happenings.extend(work::reviews(registers, today)?);
    happenings.extend(governance::happenings(registers, today));
    let (first, last) = (date(years.0, 1, 1), date(years.1, 12, 31));
    happenings.retain(|one| one.until >= first && one.from <= last);
    happenings.sort();
    happenings.dedup();
    let left_out = happenings.len().saturating_sub(MAX_HAPPENINGS);
    happenings.truncate(MAX_HAPPENINGS);
    Ok(Timeline { basis, cycle, stopped, years, happenings, left_out })
}

/// From the year of the decision, or of a SOC 2 period that began shortly before it, to the year of the last restoration.
fn years(registers: &Registers, cycle: Option<&Cycle>, today: Date) -> (i16, i16) {
    let Some(cycle) = cycle else {
        // No calendar goes on after the last year that a day can be in.
        return (today.year(), (today.year() + YEARS_WITHOUT - 1).min(Date::MAX.year()));
    };
    let touching = registers.engagements.in_order().into_iter().map(|(_, held)| held.engagement.kind.days());
    let begun =
        touching.filter(|days| days.from < cycle.decision && days.until >= cycle.decision).map(|days| days.from);
    let first = begun.min().unwrap_or(cycle.decision).year().max(cycle.decision.year() - 1);
    (first, cycle.restoration_limit.year())
}
