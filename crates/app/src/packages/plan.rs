//! What a package would hold and lack, before it is built.

use crate::ask::{Answer, At, Question, Seen};
use crate::history::Live;
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::reports::evidence::Integrity;
use domain::reports::package::{PackageAsk, PackagePlan, plan, resolve};
use domain::values::{Action, PackageSpec};
use std::collections::BTreeMap;

/// What a package would hold.
struct PlanOf<'a> {
    ask: &'a PackageAsk,
    files: BTreeMap<String, Integrity>,
}

impl Question for PlanOf<'_> {
    type Answer = PackagePlan;

    fn needs(&self) -> Action {
        Action::BuildPackage
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PackagePlan, Refusal> {
        let registers = seen.organisation()?;
        plan(registers, &resolve(registers, self.ask)?, &self.files)
    }
}

impl App {
    /// What a package would hold and lack, for whoever may build it. Of the files it is known whether they are where they
    /// were kept; every byte of them is checked when the package is built.
    ///
    /// # Errors
    /// A refusal without the right, or for what fits no package; [`Fault`] when the store cannot be read.
    pub fn plan_package(&self, slug: &str, who: &Who, ask: &PackageAsk) -> Result<Answer<PackagePlan>, Failure> {
        let mut question = PlanOf { ask, files: BTreeMap::new() };
        let first = self.ask(slug, who, At::default(), &question)?;
        question.files = self.gone_from(&*self.live(slug)?, &first.value)?;
        if question.files.is_empty() { Ok(first) } else { self.ask(slug, who, At::default(), &question) }
    }

    /// The plan on these registers, after a look whether its files are there.
    pub(super) fn planned(
        &self,
        live: &Live,
        registers: &Registers,
        spec: &PackageSpec,
    ) -> Result<PackagePlan, Failure> {
        let first = plan(registers, spec, &BTreeMap::new())?;
        let gone = self.gone_from(live, &first)?;
        if gone.is_empty() { Ok(first) } else { Ok(plan(registers, spec, &gone)?) }
    }

    fn gone_from(&self, live: &Live, plan: &PackagePlan) -> Result<BTreeMap<String, Integrity>, Fault> {
        let mut gone = BTreeMap::new();
        for file in &plan.files {
            if !self.files.exists(&live.record.id, &file.sha256)? {
                gone.insert(file.sha256.clone(), Integrity::Missing);
            }
        }
        Ok(gone)
    }
}
