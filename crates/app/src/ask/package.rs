//! Questions about audit packages that were built.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::package::HeldPackage;
use domain::reports::package::{PackagePlan, plan};
use domain::rules::engagement::{certifies, examined_by};
use domain::rules::package::known;
use domain::values::Action;
use domain::values::package::Audience;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// All packages, the newest first; external auditors see those of their engagements.
#[derive(Clone, Copy, Debug)]
pub struct Packages;

/// What a package that was built holds by what is recorded now, for its index.
#[derive(Clone, Debug)]
pub struct PackageIndexOf(pub String);

/// A package with its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageIndex {
    /// The package.
    pub line: PackageLine,
    /// What it holds.
    pub plan: PackagePlan,
}

/// One package by id.
#[derive(Clone, Debug)]
pub struct PackageOf(pub String);

/// A package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageLine {
    /// Its id.
    pub id: String,
    /// The package.
    pub held: HeldPackage,
    /// Its version, for a change that must name it.
    pub version: u64,
}

/// What packages for a certification body are called among what may be seen.
const CERTIFICATION: &str = "audience/certification";

/// The engagements whose auditors these persons are; and for who audits for a certification body, its packages.
fn own(registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
    let certifies = selves.iter().any(|person| certifies(registers, person, today));
    let mine = examined_by(registers, selves, today).into_iter().cloned();
    mine.chain(certifies.then(|| CERTIFICATION.to_owned())).collect()
}

fn sees(seen: &Seen<'_>, held: &HeldPackage) -> bool {
    let spec = &held.package.spec;
    seen.only.is_none_or(|only| match &spec.engagement {
        Some(engagement) => only.contains(engagement),
        None => spec.audience == Audience::CertificationBody && only.iter().any(|own| own == CERTIFICATION),
    })
}

fn line(registers: &Registers, id: &str, held: &HeldPackage) -> PackageLine {
    PackageLine { id: id.to_owned(), held: held.clone(), version: registers.version_of("package", id) }
}

impl Question for Packages {
    type Answer = Vec<PackageLine>;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<PackageLine>, Refusal> {
        let registers = seen.organisation()?;
        let all = registers.packages.newest_first().into_iter().filter(|(_, held)| sees(seen, held));
        Ok(all.map(|(id, held)| line(registers, id, held)).collect())
    }
}

impl Question for PackageOf {
    type Answer = PackageLine;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PackageLine, Refusal> {
        let registers = seen.organisation()?;
        let held = known(registers, &self.0)?;
        if !sees(seen, held) {
            return Err(Refusal::Unknown { what: "package", id: self.0.clone(), nearest: None });
        }
        Ok(line(registers, &self.0, held))
    }
}

impl Question for PackageIndexOf {
    type Answer = PackageIndex;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PackageIndex, Refusal> {
        let line = PackageOf(self.0.clone()).answer(seen)?;
        let plan = plan(seen.organisation()?, &line.held.package.spec, &BTreeMap::new())?;
        Ok(PackageIndex { line, plan })
    }
}
