//! An examination whose window is open, with evidence that was handed in and accepted by somebody else.

use crate::description::{at, sign, state_it};
use crate::engagement::{WINDOW, noon, type2};
use crate::evidence::{accept, add, file, review};
use crate::library::Organisation;
use domain::command::{Command, PackageCommand};
use domain::reports::package::{PackagePlan, plan};
use domain::values::description::StatementKind;
use domain::values::{
    Audience, Classification, Engagement, EngagementState as State, Evidence, EvidenceType, Lack, Package, PackageSpec,
    Window,
};
use jiff::civil::date;
use std::collections::BTreeMap;

/// A month of the window.
pub(crate) fn march() -> Window {
    Window { from: date(2026, 3, 1), until: date(2026, 3, 31) }
}

/// Management's approval and signature are there; evidence is not.
pub(crate) fn stated(engagement: Engagement) -> Organisation {
    let mut firm = at(engagement, State::WindowClosed);
    firm.clock_us = noon(date(2026, 7, 14));
    firm.approves();
    firm.does(state_it(StatementKind::Assertion, &firm.proposed(StatementKind::Assertion)));
    let (today, sha256) = (firm.today(), firm.stated(StatementKind::Assertion));
    firm.by("mark", sign(StatementKind::Assertion, &sha256, today));
    firm
}

/// The examination of the tests, with one accepted item for its only control: nothing is missing.
pub(crate) fn whole() -> Organisation {
    let mut firm = stated(type2());
    firm.accepted("GV-1", 1, |_| ());
    firm
}

impl Organisation {
    /// Hands in an item of March with a file of that content, which `paula` accepts; answers its id.
    pub(crate) fn accepted(&mut self, control: &str, byte: u8, change: impl FnOnce(&mut Evidence)) -> String {
        let id = self.handed_in(control, byte, change);
        self.by("paula", accept(&id, 1));
        id
    }

    /// Hands in an item of March; nobody judged it.
    pub(crate) fn handed_in(&mut self, control: &str, byte: u8, change: impl FnOnce(&mut Evidence)) -> String {
        let mut evidence = Evidence {
            kind: EvidenceType::AccessReview,
            period: march(),
            captured: Some(march().until),
            collected: Some(march().until),
            ..review()
        };
        change(&mut evidence);
        let ran = evidence.period.until;
        let name = format!("review-{byte}.pdf");
        self.does(add(evidence, &[file(&name, byte)], &[(control, ran)])).last().unwrap().object().1.to_owned()
    }

    /// The plan for the CPA firm.
    pub(crate) fn for_cpa(&self) -> PackagePlan {
        plan(&self.registers, &cpa(), &BTreeMap::new()).unwrap()
    }

    /// The plan for the certification body.
    pub(crate) fn for_body(&self) -> PackagePlan {
        plan(&self.registers, &body(), &BTreeMap::new()).unwrap()
    }
}

/// What a CPA firm gets.
pub(crate) fn cpa() -> PackageSpec {
    PackageSpec {
        audience: Audience::CpaFirm,
        engagement: Some("EN-1".into()),
        window: WINDOW,
        partial: false,
        restricted: false,
    }
}

/// What a certification body gets.
pub(crate) fn body() -> PackageSpec {
    PackageSpec { audience: Audience::CertificationBody, engagement: None, ..cpa() }
}

pub(crate) fn restricted(evidence: &mut Evidence) {
    evidence.classification = Classification::Restricted;
}

/// What is missing, by its name.
pub(crate) fn why<'a>(lacks: &'a [Lack], what: &str) -> Vec<&'a str> {
    lacks.iter().filter(|lack| lack.what == what).map(|lack| lack.why.as_str()).collect()
}

/// A package that was built from this plan.
pub(crate) fn built(firm: &Organisation, plan: &PackagePlan) -> Package {
    Package {
        spec: plan.spec.clone(),
        title: plan.title.clone(),
        lacks: plan.lacks.clone(),
        left_out: plan.left_out.clone(),
        sha256: "ab".repeat(32),
        size: 4_454,
        files: plan.files.len() as u64,
        entries: 12,
        tree_size: firm.registers.entries,
    }
}

pub(crate) fn record(package: Package) -> Command {
    Command::Package(PackageCommand::RecordPackage { package: Box::new(package) })
}

pub(crate) fn withdraw(id: &str, reason: &str) -> Command {
    Command::Package(PackageCommand::WithdrawPackage { id: id.into(), reason: reason.into() })
}
