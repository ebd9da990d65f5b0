//! Questions about those who work here.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::staff::Workforce;
use domain::reports::staff::{StaffReport, Standing, staff};
use domain::rules::ImportPlan;
use domain::rules::staff::plan;
use domain::values::{Action, StaffRow};
use std::collections::{BTreeMap, BTreeSet};

/// The register of those who work here, with what is missing.
#[derive(Clone, Copy, Debug)]
pub struct StaffOf;

/// The register and its reading on the day.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffAnswer {
    /// People, positions, access requests.
    pub workforce: Workforce,
    /// What is missing, and the figures.
    pub report: StaffReport,
    /// Version of each person, position and request, for a change that must name it.
    pub versions: Versions,
}

/// Versions by kind of object (`staff`, `position`, `access`) and id.
pub type Versions = BTreeMap<(&'static str, String), u64>;

impl StaffAnswer {
    /// The version of an object; 0 if it was never there.
    pub fn version(&self, kind: &'static str, id: &str) -> u64 {
        self.versions.get(&(kind, id.to_owned())).copied().unwrap_or_default()
    }

    /// How one person stands on the day.
    pub fn standing(&self, person: &str) -> Option<&Standing> {
        self.report.people.iter().find(|standing| standing.person == person)
    }
}

impl Question for StaffOf {
    type Answer = StaffAnswer;

    fn needs(&self) -> Action {
        Action::ReadStaff
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<StaffAnswer, Refusal> {
        let registers = seen.organisation()?;
        let workforce = registers.workforce.clone();
        Ok(StaffAnswer { report: staff(registers, seen.on), versions: versions(registers, &workforce), workforce })
    }
}

/// What the register says of one person, for that person.
#[derive(Clone, Debug)]
pub struct OwnStaff(pub String);

/// One's own part of the register: oneself, what one asked for or what was asked for oneself, and all positions.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnStaffAnswer {
    /// Oneself, positions, own requests.
    pub workforce: Workforce,
    /// How one stands; `None` for who is not in the register.
    pub standing: Option<Standing>,
    /// Version of each own request, for a change that must name it.
    pub versions: Versions,
}

impl Question for OwnStaff {
    type Answer = OwnStaffAnswer;

    fn of_person(&self) -> Option<(&str, Action)> {
        Some((&self.0, Action::ReadStaff))
    }

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<OwnStaffAnswer, Refusal> {
        let registers = seen.organisation()?;
        let mut own = registers.workforce.clone();
        own.people.retain(|person, _| *person == self.0);
        own.requests.retain(|_, held| held.request.person == self.0 || held.asked_by == self.0);
        if seen.only.is_some() {
            own.positions.clear();
        }
        let standing = staff(registers, seen.on).people.into_iter().find(|standing| standing.person == self.0);
        Ok(OwnStaffAnswer { versions: versions(registers, &own), workforce: own, standing })
    }
}

fn versions(registers: &Registers, workforce: &Workforce) -> Versions {
    let people = workforce.people.keys().map(|id| ("staff", id));
    let positions = workforce.positions.keys().map(|id| ("position", id));
    let requests = workforce.requests.keys().map(|id| ("access", id));
    let all = people.chain(positions).chain(requests);
    all.map(|(kind, id)| ((kind, id.clone()), registers.version_of(kind, id))).collect()
}

/// Is somebody known here: in the register, or as a member? Only of them can a record be made by id alone.
#[derive(Clone, Debug)]
pub struct KnownHere(pub String);

impl Question for KnownHere {
    type Answer = bool;

    fn needs(&self) -> Action {
        Action::RecordStaff
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<bool, Refusal> {
        let registers = seen.organisation()?;
        Ok(registers.workforce.people.contains_key(&self.0) || registers.people.members.contains_key(&self.0))
    }
}

/// Everybody who is known here, by id: in the register, or as a member. A list of people may speak of them.
#[derive(Clone, Copy, Debug)]
pub struct StaffKnown;

impl Question for StaffKnown {
    type Answer = BTreeSet<String>;

    fn needs(&self) -> Action {
        Action::RecordStaff
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<BTreeSet<String>, Refusal> {
        let registers = seen.organisation()?;
        Ok(registers.workforce.people.keys().chain(registers.people.members.keys()).cloned().collect())
    }
}

/// What importing a list of those who work here would do.
#[derive(Clone, Debug)]
pub struct PreviewStaff(pub Vec<StaffRow>);

impl Question for PreviewStaff {
    type Answer = ImportPlan;

    fn needs(&self) -> Action {
        Action::RecordStaff
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, &self.0, seen.on))
    }
}
