//! Questions about risks: the method, the register, heat, trend, what is wrong, what hangs together, what it could cost.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::risk::{HeldMethod, HeldRisk};
use domain::reports::burndown::{Burndown, of_treatment};
use domain::reports::risk::{
    ChainReport, Heat, MonthOfRisk, NoteOnDelta, Quantified, RiskFinding, RiskLine, Served, chain, heat, line, lines,
    notes_on_delta, quantified, served, trend, wrong,
};
use domain::rules::ImportPlan;
use domain::rules::risk::{own, plan};
use domain::values::Action;
use domain::values::risk::{RiskMethod, RiskRow, Simulation, proposed_method};
use std::collections::{BTreeMap, BTreeSet};

/// The method: every version, and the proposal to start from.
#[derive(Clone, Copy, Debug)]
pub struct RiskMethodOf;

/// The method in all its versions.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskMethodAnswer {
    /// Versions, the first one first; the number of each is its place from 1.
    pub versions: Vec<HeldMethod>,
    /// The version in force.
    pub in_force: Option<u32>,
    /// The version that waits for approval.
    pub draft: Option<u32>,
    /// The shipped proposal.
    pub proposal: RiskMethod,
    /// Ratings in force that were made by another version than the one in force: risk, kind of rating, version.
    pub by_other_versions: Vec<RiskFinding>,
    /// What others say of the size of the step from SOC 2, with their sources.
    pub notes: Vec<NoteOnDelta>,
    /// What the method and its outputs serve in both frameworks.
    pub served: Vec<Served>,
    /// How the simulation is run.
    pub simulation: Simulation,
    /// The version of the object `risk_method`, for a change that names what it read; 0 before the first draft.
    pub version: u64,
    /// The version of the object `risk_simulation`.
    pub simulation_version: u64,
}

impl Question for RiskMethodOf {
    type Answer = RiskMethodAnswer;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<RiskMethodAnswer, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.risks;
        let theirs = theirs(registers, seen);
        let mut found = wrong(registers, seen.on);
        found.retain(|finding| finding.risk.as_ref().is_none_or(|risk| sees(theirs.as_ref(), risk)));
        Ok(RiskMethodAnswer {
            versions: register.methods.clone(),
            in_force: register.in_force().map(|(version, _)| version),
            draft: register.draft().map(|(version, _)| version),
            proposal: proposed_method(),
            by_other_versions: found.into_iter().filter(RiskFinding::is_other_method).collect(),
            notes: notes_on_delta(&registers.catalogue),
            served: served(&registers.catalogue),
            simulation: register.simulation.clone(),
            version: registers.version_of("risk_method", "method"),
            simulation_version: registers.version_of("risk_simulation", "simulation"),
        })
    }
}

/// The register of risks; cut to what is theirs for who sees no more.
#[derive(Clone, Copy, Debug)]
pub struct RisksOf;

/// The register.
#[derive(Clone, Debug, PartialEq)]
pub struct RisksAnswer {
    /// One line for each risk, the highest current level first.
    pub lines: Vec<RiskLine>,
    /// The method in force, with its version.
    pub method: Option<(u32, RiskMethod)>,
    /// Only a part is seen.
    pub part: bool,
    /// Versions of the object `risk`, by id.
    pub versions: BTreeMap<String, u64>,
}

impl Question for RisksOf {
    type Answer = RisksAnswer;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<RisksAnswer, Refusal> {
        let registers = seen.organisation()?;
        let theirs = theirs(registers, seen);
        let mut lines = lines(registers, seen.on);
        lines.retain(|line| sees(theirs.as_ref(), &line.id));
        let versions = lines.iter().map(|line| (line.id.clone(), registers.version_of("risk", &line.id))).collect();
        let method = registers.risks.in_force().map(|(version, held)| (version, held.method.clone()));
        Ok(RisksAnswer { lines, method, part: seen.only.is_some(), versions })
    }
}

/// One risk, with all that was recorded of it.
#[derive(Clone, Debug)]
pub struct RiskOf(pub String);

/// One risk.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskDetail {
    /// Its line in the register.
    pub line: RiskLine,
    /// What was recorded.
    pub held: HeldRisk,
    /// The versions of the method that its ratings were made by, by number.
    pub methods: BTreeMap<u32, RiskMethod>,
    /// The method in force, with its version.
    pub method: Option<(u32, RiskMethod)>,
    /// What is wrong with it.
    pub wrong: Vec<RiskFinding>,
    /// Names of the controls that it or its plan names, by id; one that is not known has none.
    pub controls: BTreeMap<String, String>,
    /// The version of the object `risk`, for a change that names what it read.
    pub version: u64,
}

impl Question for RiskOf {
    type Answer = RiskDetail;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<RiskDetail, Refusal> {
        let registers = seen.organisation()?;
        let unknown = || Refusal::Unknown { what: "risk", id: self.0.clone(), nearest: None };
        let found = registers.risks.risks.get(&self.0).filter(|_| sees(theirs(registers, seen).as_ref(), &self.0));
        let held = found.ok_or_else(unknown)?.clone();
        let line = line(&registers.risks, &self.0, &held, seen.on);
        let made_by: BTreeSet<u32> = held.ratings.iter().map(|held| held.rating.method).collect();
        let method = |version: u32| Some((version, registers.risks.method(version)?.method.clone()));
        let mut wrong = wrong(registers, seen.on);
        wrong.retain(|finding| finding.risk.as_ref() == Some(&self.0));
        Ok(RiskDetail {
            methods: made_by.into_iter().filter_map(method).collect(),
            method: registers.risks.in_force().map(|(version, held)| (version, held.method.clone())),
            wrong,
            controls: names(registers, &held),
            version: registers.version_of("risk", &self.0),
            line,
            held,
        })
    }
}

/// Counts by likelihood and impact, on the scales of the method in force.
#[derive(Clone, Copy, Debug)]
pub struct RiskHeat;

impl Question for RiskHeat {
    type Answer = Option<Heat>;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Option<Heat>, Refusal> {
        let registers = seen.organisation()?;
        let theirs = theirs(registers, seen);
        Ok(heat(registers, |id| sees(theirs.as_ref(), id)))
    }
}

/// Open risks by level at the end of each month.
#[derive(Clone, Copy, Debug)]
pub struct RiskTrend;

impl Question for RiskTrend {
    type Answer = Vec<MonthOfRisk>;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<MonthOfRisk>, Refusal> {
        let registers = seen.organisation()?;
        let theirs = theirs(registers, seen);
        Ok(trend(registers, seen.on, |id| sees(theirs.as_ref(), id)))
    }
}

/// How the lines of the treatment plans burn down; `None` without lines, of the risks that may be seen.
#[derive(Clone, Copy, Debug)]
pub struct RiskBurndown;

impl Question for RiskBurndown {
    type Answer = Option<Burndown>;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Option<Burndown>, Refusal> {
        let registers = seen.organisation()?;
        let theirs = theirs(registers, seen);
        let risks = registers.risks.risks.iter().filter(|(id, _)| sees(theirs.as_ref(), id));
        Ok(of_treatment(risks.map(|(_, held)| held), seen.on))
    }
}

/// What is wrong with the risks, the plans and the signatures.
#[derive(Clone, Copy, Debug)]
pub struct WrongRisks;

impl Question for WrongRisks {
    type Answer = Vec<RiskFinding>;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<RiskFinding>, Refusal> {
        let registers = seen.organisation()?;
        let mut found = wrong(registers, seen.on);
        if let Some(theirs) = theirs(registers, seen) {
            found.retain(|finding| finding.risk.as_ref().is_some_and(|risk| theirs.contains(risk)));
        }
        Ok(found)
    }
}

/// Whether risk, treatment, control, Statement of Applicability and evidence agree.
#[derive(Clone, Copy, Debug)]
pub struct RiskChain;

impl Question for RiskChain {
    type Answer = ChainReport;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ChainReport, Refusal> {
        Ok(chain(seen.organisation()?, seen.on))
    }
}

/// What the risks could cost in a year.
#[derive(Clone, Copy, Debug)]
pub struct RiskExposure;

impl Question for RiskExposure {
    type Answer = Quantified;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Quantified, Refusal> {
        let registers = seen.organisation()?;
        let theirs = theirs(registers, seen);
        Ok(quantified(&registers.risks, |id| sees(theirs.as_ref(), id)))
    }
}

/// What importing a list of risks would do.
#[derive(Clone, Copy, Debug)]
pub struct PreviewRisks<'a> {
    /// The name of the file.
    pub source: &'a str,
    /// The rows.
    pub rows: &'a [RiskRow],
}

impl Question for PreviewRisks<'_> {
    type Answer = ImportPlan;

    fn needs(&self) -> Action {
        Action::RecordRisk
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, self.source, self.rows, seen.on))
    }
}

/// The risks that the asker sees; `None` for all.
fn theirs(registers: &Registers, seen: &Seen<'_>) -> Option<BTreeSet<String>> {
    seen.only.map(|persons| own(registers, persons))
}

fn sees(theirs: Option<&BTreeSet<String>>, id: &str) -> bool {
    theirs.is_none_or(|theirs| theirs.contains(id))
}

/// Names of own controls and of controls of Annex A.
fn names(registers: &Registers, held: &HeldRisk) -> BTreeMap<String, String> {
    let lines = held.plan.iter().flat_map(|plan| &plan.treatment.lines).flat_map(|line| &line.controls);
    let annex = registers.catalogue.framework("iso27001-2022").ok();
    let name = |id: &String| {
        let own = registers.controls.get(id).map(|held| held.control.name.clone());
        let name = own.or_else(|| Some(annex?.item(id)?.title.clone()))?;
        Some((id.clone(), name))
    };
    held.risk.controls.iter().chain(lines).filter_map(name).collect()
}
