//! A firm with a Statement of Applicability: commands about it, and a draft that can be approved.

use crate::evidence::{accept, add, file, review, running};
use crate::library::Organisation;
use domain::command::{Command, StatementCommand};
use domain::event::{Event, RiskEvent};
use domain::registers::Recorded;
use domain::registers::statement::HeldStatementVersion;
use domain::reports::statement::{SoaFinding, StatementRow, findings, rows};
use domain::values::risk::{Risk, Treatment, TreatmentLine, TreatmentOption};
use domain::values::statement::{
    Applicability, EntryChange, Implementation, InclusionReason, ReferenceKind, SoaReference,
};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

/// The first version.
pub(crate) const SA: &str = "ST-1";

pub(crate) fn does(command: StatementCommand) -> Command {
    Command::Statement(command)
}

pub(crate) fn begin() -> Command {
    does(StatementCommand::BeginStatement)
}

pub(crate) fn set(id: &str, control: &str, change: EntryChange) -> Command {
    does(StatementCommand::SetStatementEntry { id: id.into(), control: control.into(), change: Box::new(change) })
}

pub(crate) fn names(controls: &[&str]) -> BTreeSet<String> {
    controls.iter().map(|id| (*id).to_owned()).collect()
}

pub(crate) fn set_many(id: &str, controls: BTreeSet<String>, change: EntryChange) -> Command {
    does(StatementCommand::SetStatementEntries { id: id.into(), controls, change: Box::new(change) })
}

pub(crate) fn take(id: &str, controls: &[&str]) -> Command {
    does(StatementCommand::TakeStatementProposals { id: id.into(), controls: names(controls) })
}

pub(crate) fn put_in(id: &str, control: &str) -> Command {
    does(StatementCommand::AddStatementControl { id: id.into(), control: control.into() })
}

pub(crate) fn take_out(id: &str, control: &str) -> Command {
    does(StatementCommand::RemoveStatementControl { id: id.into(), control: control.into() })
}

pub(crate) fn read_through(id: &str, sha256: &str) -> Command {
    does(StatementCommand::ReviewStatement { id: id.into(), sha256: sha256.into() })
}

pub(crate) fn approve(id: &str, sha256: &str) -> Command {
    does(StatementCommand::ApproveStatement { id: id.into(), sha256: sha256.into() })
}

pub(crate) fn enforce(id: &str, from: Date) -> Command {
    does(StatementCommand::EnforceStatement { id: id.into(), from })
}

pub(crate) fn withdraw(id: &str, reason: &str) -> Command {
    does(StatementCommand::WithdrawStatement { id: id.into(), reason: reason.into() })
}

pub(crate) fn refers(kind: ReferenceKind, to: &str) -> SoaReference {
    SoaReference { kind, to: to.into() }
}

/// Applicable by the baseline, and planned.
pub(crate) fn included() -> EntryChange {
    EntryChange {
        decision: Some(Applicability::Applicable),
        reasons: Some(BTreeMap::from([(InclusionReason::Baseline, String::new())])),
        status: Some(Implementation::Planned),
        ..EntryChange::default()
    }
}

/// Excluded, for a reason that names what is missing.
pub(crate) fn excluded(reason: &str) -> EntryChange {
    EntryChange { decision: Some(Applicability::Excluded), exclusion: Some(reason.into()), ..EntryChange::default() }
}

pub(crate) fn status(status: Implementation) -> EntryChange {
    EntryChange { status: Some(status), ..EntryChange::default() }
}

/// A firm with a draft in which nothing is decided.
pub(crate) fn begun() -> Organisation {
    let mut firm = running();
    firm.does(begin());
    firm
}

/// A draft of `paul` in which everything applies but outsourced development.
pub(crate) fn decided() -> Organisation {
    let mut firm = begun();
    firm.by("paul", set_many(SA, firm.annex_ids(), included()));
    firm.by("paul", set(SA, "A.8.30", excluded("no development is given to suppliers")));
    firm
}

/// That draft, read through, approved by `mark` and in force.
pub(crate) fn in_force() -> Organisation {
    let mut firm = decided();
    firm.goes_through(SA);
    firm
}

impl Organisation {
    pub(crate) fn version(&self, id: &str) -> &HeldStatementVersion {
        self.registers.statements.version(id).unwrap()
    }

    pub(crate) fn hash(&self, id: &str) -> String {
        self.version(id).sha256.clone()
    }

    pub(crate) fn annex_ids(&self) -> BTreeSet<String> {
        let annex = domain::reports::statement::annex(&self.registers).unwrap();
        annex.into_iter().map(|item| item.id.clone()).collect()
    }

    /// Read through, approved and put in force today.
    pub(crate) fn goes_through(&mut self, id: &str) {
        self.by("paul", read_through(id, &self.hash(id)));
        self.by("mark", approve(id, &self.hash(id)));
        self.by("paul", enforce(id, self.today()));
    }

    pub(crate) fn wrong(&self, id: &str) -> Vec<SoaFinding> {
        findings(&self.registers, self.version(id), self.today()).unwrap()
    }

    /// `SOA-05 A.8.30`, for each thing that is wrong.
    pub(crate) fn wrong_words(&self, id: &str) -> Vec<String> {
        self.wrong(id).iter().map(|one| format!("{} {}", one.check.id(), one.control)).collect()
    }

    pub(crate) fn row(&self, id: &str, control: &str) -> StatementRow {
        let (rows, _) = rows(&self.registers, self.version(id), self.today()).unwrap();
        rows.into_iter().find(|row| row.control == control).unwrap()
    }

    /// The risk `RI-n` with a plan whose only line names controls, as its events leave it.
    pub(crate) fn treats(&mut self, risk: &str, controls: &[&str]) {
        let line = TreatmentLine { what: "do it".into(), controls: names(controls), ..TreatmentLine::default() };
        let treatment = Treatment { option: TreatmentOption::Modify, reason: String::new(), lines: vec![line] };
        let recorded = RiskEvent::RiskRecorded {
            id: risk.into(),
            risk: Box::new(Risk { title: format!("Risk {risk}"), ..Risk::default() }),
        };
        let sha256 = treatment.sha256(risk);
        let planned =
            RiskEvent::TreatmentPlanned { id: risk.into(), version: 1, treatment: Box::new(treatment), sha256 };
        for event in [recorded, planned] {
            self.registers.apply(Recorded { at_us: self.clock_us, by: "paul" }, Event::Risk(event));
        }
    }

    /// The id of the only line of a plan.
    pub(crate) fn only_line(&self, risk: &str) -> String {
        self.registers.risks.risks[risk].plan.as_ref().unwrap().treatment.lines[0].id.clone()
    }

    /// Evidence of AC-1 in the third quarter, accepted by `paul`.
    pub(crate) fn evidenced(&mut self) -> String {
        let item = self.new_by("carl", add(review(), &[file("review.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
        self.by("paul", accept(&item, 1));
        item
    }
}
