//! The register of certification bodies and projects.

mod held;

pub use held::{
    HeldAccreditation, HeldBody, HeldCertificate, HeldCertification, HeldChange, HeldFinding, HeldMark, HeldMove,
    HeldSettled, HeldVisit, Reported, Said,
};

use super::Recorded;
use crate::event::CertificationEvent as Happened;
use crate::values::certification::CertificationState;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Years of a certification cycle.
const CYCLE_YEARS: i32 = 3;

/// Certification bodies, the projects with them, visits, findings and decisions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CertificationRegister {
    /// Bodies by number: `CB-3` is 3.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub bodies: BTreeMap<u32, HeldBody>,
    /// Projects by number: `CT-3` is 3.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub projects: BTreeMap<u32, HeldCertification>,
}

/// The number in `CT-n` or `CB-n`.
pub fn number(prefix: &str, id: &str) -> Option<u32> {
    let upper = id.trim().to_ascii_uppercase();
    let digits = upper.strip_prefix(prefix)?;
    digits.parse().ok().filter(|number: &u32| number.to_string() == digits)
}

impl CertificationRegister {
    /// A body by its id.
    pub fn body(&self, id: &str) -> Option<&HeldBody> {
        self.bodies.get(&number("CB-", id)?)
    }

    /// A project by its id.
    pub fn project(&self, id: &str) -> Option<&HeldCertification> {
        self.projects.get(&number("CT-", id)?)
    }

    /// The bodies with their ids, the oldest first.
    pub fn each_body(&self) -> impl DoubleEndedIterator<Item = (String, &HeldBody)> {
        self.bodies.iter().map(|(number, held)| (format!("CB-{number}"), held))
    }

    /// The projects with their ids, the oldest first.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (String, &HeldCertification)> {
        self.projects.iter().map(|(number, held)| (format!("CT-{number}"), held))
    }

    /// The project that people look at first on a day: the newest that is neither withdrawn nor expired, or else the newest.
    pub fn current(&self, on: Date) -> Option<(String, &HeldCertification)> {
        let over = |held: &HeldCertification| {
            matches!(held.state_on(on), CertificationState::Withdrawn | CertificationState::Expired)
        };
        self.each().rev().find(|(_, held)| !over(held)).or_else(|| self.each().next_back())
    }

    /// The last day of the certification cycle that evidence of a day was collected for: that of the first certificate
    /// that had not run out on it, decided on at most a cycle later. `None` where no such certificate was recorded.
    pub fn cycle_end(&self, day: Date) -> Option<Date> {
        let certificates = self.projects.values().flat_map(|held| &held.certificates);
        let of = certificates.filter(|held| held.decision.on <= day.saturating_add(CYCLE_YEARS.years()));
        of.map(|held| held.expiry).filter(|expiry| day <= *expiry).min()
    }

    /// The id of the next body.
    pub fn next_body(&self) -> String {
        format!("CB-{}", self.bodies.len() + 1)
    }

    /// The id of the next project.
    pub fn next(&self) -> String {
        format!("CT-{}", self.projects.len() + 1)
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut CertificationRegister, recorded: Recorded<'_>, _entry: u64, event: Happened) {
    match event {
        Happened::CertificationBodyAdded { id, body } => {
            if let Some(number) = number("CB-", &id) {
                let held = HeldBody { body, checks: Vec::new(), by: recorded.by.to_owned(), at_us: recorded.at_us };
                register.bodies.insert(number, held);
            }
        }
        Happened::CertificationBodyRevised { id, body, .. } => {
            if let Some(held) = number("CB-", &id).and_then(|number| register.bodies.get_mut(&number)) {
                held.body = body;
            }
        }
        Happened::AccreditationChecked { id, accreditation } => {
            if let Some(held) = number("CB-", &id).and_then(|number| register.bodies.get_mut(&number)) {
                let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
                held.checks.push(HeldAccreditation { accreditation, by, at_us });
            }
        }
        Happened::CertificationPlanned { id, project } => {
            if let Some(number) = number("CT-", &id) {
                register.projects.insert(number, HeldCertification::new(*project, recorded.by, recorded.at_us));
            }
        }
        other => {
            let id = other.object().1.to_owned();
            if let Some(held) = number("CT-", &id).and_then(|number| register.projects.get_mut(&number)) {
                held.fold(recorded, other);
            }
        }
    }
}
