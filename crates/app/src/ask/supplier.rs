//! Questions about suppliers, their reports and what they ask of us.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::supplier::SupplierRegister;
use domain::reports::supplier::{Link, PaperStanding, SuppliersReport, chain, of_provider, suppliers};
use domain::rules::ImportPlan;
use domain::rules::supplier::{own, plan};
use domain::values::supplier::SupplierRow;
use domain::values::{Action, SubjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// The register of suppliers, with what is missing; cut to what is theirs for who sees no more.
#[derive(Clone, Copy, Debug)]
pub struct SuppliersOf;

/// The register and its reading on the day.
#[derive(Clone, Debug, PartialEq)]
pub struct SuppliersAnswer {
    /// Suppliers, reports, incidents, policy and procedure.
    pub register: SupplierRegister,
    /// What is missing, and the figures.
    pub report: SuppliersReport,
    /// Suppliers of technology with the chain below them; empty for who sees a part alone.
    pub chain: Vec<Link>,
    /// Names and states of own controls that could meet what is asked of us, live ones alone.
    pub controls: BTreeMap<String, String>,
    /// Only a part is seen.
    pub part: bool,
    versions: BTreeMap<(&'static str, String), u64>,
}

impl SuppliersAnswer {
    /// The version of a `supplier`, `supplier_report`, `supplier_incident` or of the `supplier_rules`; 0 if it was never
    /// there.
    pub fn version(&self, kind: &'static str, id: &str) -> u64 {
        self.versions.get(&(kind, id.to_owned())).copied().unwrap_or_default()
    }

    /// The name of a supplier; its id where it is not seen.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.register.suppliers.get(id).map_or(id, |held| &held.supplier.name)
    }
}

impl Question for SuppliersOf {
    type Answer = SuppliersAnswer;

    fn needs(&self) -> Action {
        Action::ReadSuppliers
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<SuppliersAnswer, Refusal> {
        let registers = seen.organisation()?;
        let mut register = registers.suppliers.clone();
        let mut report = suppliers(registers, seen.on);
        let mut links = Vec::new();
        match seen.only {
            None => links = chain(registers),
            Some(persons) => {
                let theirs = own(registers, persons, seen.on);
                report = report.only(registers, &theirs);
                cut(&mut register, &theirs);
            }
        }
        let versions = versions(registers, &register);
        let live = registers.live_controls().filter(|held| seen.sees(registers, &held.control.id));
        let controls = live.map(|held| (held.control.id.clone(), held.control.name.clone())).collect();
        Ok(SuppliersAnswer { register, report, chain: links, controls, part: seen.only.is_some(), versions })
    }
}

/// One supplier, with its reports: the register as it is seen, of which this one is read. The id is that of the supplier.
#[derive(Clone, Debug)]
pub struct SupplierOf(pub String);

impl Question for SupplierOf {
    type Answer = SuppliersAnswer;

    fn needs(&self) -> Action {
        SuppliersOf.needs()
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Supplier, self.0.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<SuppliersAnswer, Refusal> {
        let answer = SuppliersOf.answer(seen)?;
        let unknown = || Refusal::Unknown { what: "supplier", id: self.0.clone(), nearest: None };
        answer.register.suppliers.contains_key(&self.0).then_some(()).ok_or_else(unknown)?;
        Ok(answer)
    }
}

/// Keeps what belongs to these suppliers.
fn cut(register: &mut SupplierRegister, own: &BTreeSet<String>) {
    register.suppliers.retain(|id, _| own.contains(id));
    register.names.retain(|_, id| own.contains(id));
    register.reports.retain(|_, held| own.contains(&held.supplier));
    register.incidents.retain(|_, held| own.contains(&held.incident.supplier));
}

fn versions(registers: &Registers, register: &SupplierRegister) -> BTreeMap<(&'static str, String), u64> {
    let suppliers = register.suppliers.keys().map(|id| ("supplier", id.clone()));
    let reports = register.reports.keys().map(|id| ("supplier_report", id.clone()));
    let incidents = register.incidents.keys().map(|id| ("supplier_incident", id.clone()));
    let rules = std::iter::once(("supplier_rules", "suppliers".to_owned()));
    let all = suppliers.chain(reports).chain(incidents).chain(rules);
    all.map(|(kind, id)| ((kind, id.clone()), registers.version_of(kind, &id))).collect()
}

/// What importing a list of suppliers would do.
#[derive(Clone, Copy, Debug)]
pub struct PreviewSuppliers<'a>(pub &'a [SupplierRow]);

impl Question for PreviewSuppliers<'_> {
    type Answer = ImportPlan;

    fn needs(&self) -> Action {
        Action::SetSupplier
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ImportPlan, Refusal> {
        Ok(plan(seen.organisation()?, self.0))
    }
}

/// The suppliers that are the providers of these names, each with where its newest report stands.
#[derive(Clone, Debug)]
pub struct ProvidersOf(pub Vec<String>);

impl Question for ProvidersOf {
    type Answer = BTreeMap<String, (String, Option<PaperStanding>)>;

    fn needs(&self) -> Action {
        Action::ReadSuppliers
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let found = |name: &String| Some((name.clone(), of_provider(registers, name, seen.on)?));
        Ok(self.0.iter().filter_map(found).collect())
    }
}
