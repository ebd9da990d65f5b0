//! The suppliers on a day: where each stands, what is missing of it, its reports with their gaps, what they ask of us, and
//! the chain below whom we contract with.

mod chain;
mod finding;
mod paper;

pub use chain::{Link, chain};
pub use finding::Finding;
pub use paper::{Carried, CuecStanding, Gap, PaperStanding, PaperState, gap, state};

use crate::registers::Registers;
use crate::registers::supplier::HeldSupplier;
use crate::values::supplier::{Clause, CuecState, SubserviceMethod, Supplier};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One supplier on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplierStanding {
    /// Its id.
    pub id: String,
    /// What is missing or wrong.
    pub findings: Vec<Finding>,
    /// The day of the latest assessment or review of a report.
    pub reviewed: Option<Date>,
}

/// All suppliers on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuppliersReport {
    /// Every supplier, by id.
    pub suppliers: Vec<SupplierStanding>,
    /// Every report of theirs, by id.
    pub papers: Vec<PaperStanding>,
    /// What the current reports ask of us.
    pub cuecs: Vec<CuecStanding>,
    /// What is missing of oversight in general.
    pub overall: Vec<Finding>,
    /// Suppliers in use: the denominator of `lacking`.
    pub in_use: usize,
    /// Of those, the ones under contract with us (tier 1): the denominator of `reviewed` and `agreed`. Whoever stands below
    /// is watched and held to its duties by whoever contracts with it.
    pub contracted: usize,
    /// Of those, the ones assessed or reviewed within a year.
    pub reviewed: usize,
    /// Of those, the ones of which something is missing.
    pub lacking: usize,
    /// Suppliers in use whose contract lacks nothing that is wanted.
    pub agreed: usize,
}

impl SuppliersReport {
    /// One supplier.
    pub fn supplier(&self, id: &str) -> Option<&SupplierStanding> {
        self.suppliers.iter().find(|standing| standing.id == id)
    }

    /// One report.
    pub fn paper(&self, id: &str) -> Option<&PaperStanding> {
        self.papers.iter().find(|standing| standing.id == id)
    }

    /// Controls asked of us that are settled (met or not applicable), and all of them.
    pub fn settled(&self) -> (usize, usize) {
        (self.cuecs.iter().filter(|cuec| cuec.state != CuecState::Open).count(), self.cuecs.len())
    }

    /// Keeps what belongs to these suppliers alone, for who sees no others; the figures are then of those.
    #[must_use]
    pub fn only(self, registers: &Registers, own: &BTreeSet<String>) -> SuppliersReport {
        let mut cut = SuppliersReport {
            suppliers: self.suppliers.into_iter().filter(|one| own.contains(&one.id)).collect(),
            papers: self.papers.into_iter().filter(|one| own.contains(&one.supplier)).collect(),
            cuecs: self.cuecs.into_iter().filter(|one| own.contains(&one.supplier)).collect(),
            ..SuppliersReport::default()
        };
        cut.count(registers);
        cut
    }

    fn count(&mut self, registers: &Registers) {
        for standing in &self.suppliers {
            let Some(held) = registers.suppliers.suppliers.get(&standing.id).filter(|held| held.state.in_use()) else {
                continue;
            };
            self.in_use += 1;
            self.lacking += usize::from(!standing.findings.is_empty());
            if held.supplier.tier > 1 {
                continue;
            }
            self.contracted += 1;
            self.agreed += usize::from(held.supplier.contract.on.is_some() && held.supplier.lacking().is_empty());
            self.reviewed += usize::from(!standing.findings.iter().any(|f| matches!(f, Finding::NotReviewed { .. })));
        }
    }
}

/// Reads the register on a day.
pub fn suppliers(registers: &Registers, on: Date) -> SuppliersReport {
    let register = &registers.suppliers;
    let papers = paper::papers(registers, on);
    let cuecs: Vec<CuecStanding> = papers.iter().filter(|paper| paper.current).flat_map(|p| p.cuecs.clone()).collect();
    let mut theirs: BTreeMap<&str, Vec<&PaperStanding>> = BTreeMap::new();
    for paper in &papers {
        theirs.entry(&paper.supplier).or_default().push(paper);
    }
    let of = |id: &str| theirs.get(id).map_or(&[][..], Vec::as_slice);
    let standings = register.suppliers.iter().map(|(id, held)| standing(id, held, of(id), on));
    let mut report = SuppliersReport { suppliers: standings.collect(), ..SuppliersReport::default() };
    report.count(registers);
    report.overall = overall(registers);
    SuppliersReport { papers, cuecs, ..report }
}

/// What is missing of oversight in general (R232, R235, R236).
fn overall(registers: &Registers) -> Vec<Finding> {
    let register = &registers.suppliers;
    let mut found = Vec::new();
    if register.suppliers.is_empty() {
        return found;
    }
    if register.rules.policy.is_empty() || register.rules.approved.is_none() {
        found.push(Finding::NoPolicy);
    }
    if register.rules.procedure.is_empty() {
        found.push(Finding::NoProcedure);
    }
    let used = || register.suppliers.values().filter(|held| held.state.in_use());
    if used().any(|held| chain_unknown(&held.supplier)) && !used().any(|held| held.supplier.tier > 1) {
        found.push(Finding::OnlyTopTier);
    }
    found
}

/// Does a supplier of technology that we contract with leave open whom it uses below it?
fn chain_unknown(supplier: &Supplier) -> bool {
    supplier.ict && supplier.tier == 1 && supplier.chain.is_empty() && !supplier.no_chain
}

fn standing(id: &str, held: &HeldSupplier, papers: &[&PaperStanding], on: Date) -> SupplierStanding {
    let assessed = held.assessments.iter().map(|(assessment, _)| assessment.on);
    let reviewed = assessed.chain(papers.iter().filter_map(|paper| paper.reviewed)).filter(|day| *day <= on).max();
    let mut findings = Vec::new();
    if held.state.in_use() {
        agreed(held, on, &mut findings);
        watched(held, reviewed, on, &mut findings);
        subservice(&held.supplier, papers, &mut findings);
        for paper in papers.iter().filter(|paper| paper.current) {
            paper::findings(paper, on, &mut findings);
        }
    }
    SupplierStanding { id: id.to_owned(), findings, reviewed }
}

/// What was agreed with it (R234, R237, R238).
fn agreed(held: &HeldSupplier, on: Date, findings: &mut Vec<Finding>) {
    let supplier = &held.supplier;
    // Whom we do not contract with stands under the contract of whoever does.
    if supplier.tier > 1 {
        return;
    }
    if supplier.contract.on.is_none() {
        findings.push(Finding::NoContract);
    }
    if let Some(until) = supplier.contract.until.filter(|until| *until < on) {
        findings.push(Finding::ContractOver { until });
    }
    let mut lacking = supplier.lacking();
    if lacking.remove(&Clause::SecurityRequirements) {
        findings.push(Finding::NoSecurityRequirements);
    }
    let privacy = [Clause::PrivacyCommitments, Clause::BreachNotice];
    let (personal, other): (Vec<Clause>, Vec<Clause>) = lacking.into_iter().partition(|c| privacy.contains(c));
    findings.extend(personal.into_iter().map(Finding::NoPrivacy));
    if !other.is_empty() {
        findings.push(Finding::ClausesLacking(other));
    }
}

/// Who answers for it, how it is watched, when it was reviewed (R233, R236, R237).
fn watched(held: &HeldSupplier, reviewed: Option<Date>, on: Date, findings: &mut Vec<Finding>) {
    let supplier = &held.supplier;
    if supplier.owner.is_none() {
        findings.push(Finding::NoOwner);
    }
    if chain_unknown(supplier) {
        findings.push(Finding::ChainUnknown);
    }
    if supplier.tier > 1 {
        return;
    }
    if supplier.monitoring.is_empty() {
        findings.push(Finding::NotMonitored);
    }
    if reviewed.is_none_or(|day| day.saturating_add(1.year()) < on) {
        findings.push(Finding::NotReviewed { last: reviewed });
    } else if let Some(due) = held.next_review.filter(|due| *due < on && reviewed < Some(*due)) {
        findings.push(Finding::ReviewOverdue { due });
    }
}

/// The test of a subservice organisation, and what its method asks for (workflows, section 3).
fn subservice(supplier: &Supplier, papers: &[&PaperStanding], findings: &mut Vec<Finding>) {
    let Some(subservice) = &supplier.subservice else {
        if supplier.needed == Some(true) {
            findings.push(Finding::NeededNotMarked);
        }
        return;
    };
    match supplier.needed {
        Some(true) => {}
        Some(false) => findings.push(Finding::MarkedNotNeeded),
        None => findings.push(Finding::TestNotAsked),
    }
    match subservice.method {
        SubserviceMethod::CarveOut => {
            if subservice.csocs.is_empty() {
                findings.push(Finding::NoCsoc);
            }
            if !papers.iter().any(|paper| paper.state.relied_on()) {
                findings.push(Finding::NoReport);
            }
        }
        SubserviceMethod::Inclusive => {
            if subservice.tests.is_empty() {
                findings.push(Finding::NoTests);
            }
            if subservice.assertion.is_none() {
                findings.push(Finding::NoAssertion);
            }
        }
    }
}

/// The supplier that a provider of inherited controls is, and where its newest report stands (R251, R256).
pub fn of_provider(registers: &Registers, provider: &str, on: Date) -> Option<(String, Option<PaperStanding>)> {
    let (id, _) = registers.suppliers.named(provider)?;
    let papers = paper::papers(registers, on);
    let newest = registers.suppliers.reports_of(id).into_iter().find(|(_, held)| held.report.is_some());
    let paper = newest.and_then(|(id, _)| papers.into_iter().find(|paper| paper.id == *id));
    Some((id.clone(), paper))
}
