//! A firm with an approved method and risks, and the commands about them.

use crate::library::Organisation;
use crate::people::firm;
use domain::command::{Command, RiskCommand};
use domain::registers::risk::HeldRisk;
use domain::reports::risk::{RiskProblem, wrong};
use domain::values::risk::{
    Acceptance, Estimate, Exposure, LineState, LineStep, Property, Quantity, RatingKind, Risk, RiskCategory,
    RiskMethod, RiskRow, RiskTrigger, Treatment, TreatmentLine, TreatmentOption, proposed_method,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(crate) fn write(method: RiskMethod) -> Command {
    Command::Risk(RiskCommand::WriteRiskMethod { method: Box::new(method) })
}

pub(crate) fn approve_method(version: u32, sha256: &str) -> Command {
    Command::Risk(RiskCommand::ApproveRiskMethod { version, sha256: sha256.into() })
}

pub(crate) fn record(risk: Risk) -> Command {
    Command::Risk(RiskCommand::RecordRisk { risk: Box::new(risk) })
}

pub(crate) fn revise(id: &str, risk: Risk) -> Command {
    Command::Risk(RiskCommand::ReviseRisk { id: id.into(), risk: Box::new(risk) })
}

pub(crate) fn rate(id: &str, kind: RatingKind, (likelihood, impact): (u8, u8)) -> Command {
    let reason = "As seen in the last two years.".into();
    let id = id.into();
    Command::Risk(RiskCommand::RateRisk { id, kind, likelihood, impact, reason, next_review: None })
}

pub(crate) fn plan(id: &str, treatment: Treatment) -> Command {
    Command::Risk(RiskCommand::PlanTreatment { id: id.into(), treatment: Box::new(treatment) })
}

pub(crate) fn approve(id: &str, version: u32, sha256: &str) -> Command {
    Command::Risk(RiskCommand::ApproveTreatment { id: id.into(), version, sha256: sha256.into() })
}

pub(crate) fn step(id: &str, line: &str, to: LineState) -> Command {
    let step = LineStep { to, note: "Done and looked at.".into(), evidence: BTreeSet::new() };
    Command::Risk(RiskCommand::MoveTreatmentLine { id: id.into(), line: line.into(), step })
}

pub(crate) fn accept(id: &str, acceptance: Acceptance) -> Command {
    Command::Risk(RiskCommand::AcceptRisk { id: id.into(), acceptance })
}

pub(crate) fn countersign(id: &str, acceptance: u32) -> Command {
    Command::Risk(RiskCommand::CountersignRisk { id: id.into(), acceptance, note: "For a quarter.".into() })
}

pub(crate) fn reopen(id: &str, trigger: RiskTrigger) -> Command {
    Command::Risk(RiskCommand::ReopenRisk { id: id.into(), trigger, note: "INC-12 of this week".into() })
}

pub(crate) fn close(id: &str) -> Command {
    Command::Risk(RiskCommand::CloseRisk { id: id.into(), reason: "The service was shut down.".into() })
}

pub(crate) fn quantify(id: &str, quantity: Option<Quantity>) -> Command {
    Command::Risk(RiskCommand::QuantifyRisk { id: id.into(), quantity: quantity.map(Box::new) })
}

pub(crate) fn import(rows: Vec<RiskRow>) -> Command {
    Command::Risk(RiskCommand::ImportRisks { source: "risks.csv".into(), file: None, rows })
}

/// A risk that carl owns, with all that it needs.
pub(crate) fn described(title: &str) -> Risk {
    Risk {
        title: title.into(),
        cause: format!("An administrator of {title} keeps rights after leaving."),
        event: "Somebody signs in with them and copies the customer database.".into(),
        consequence: "Customers have to be told; two contracts end.".into(),
        properties: [Property::Confidentiality].into(),
        source: "Workshop of October".into(),
        category: RiskCategory::Access,
        owner: Some("carl".into()),
        assets: ["Customer database".to_owned()].into(),
        controls: ["AC-1".to_owned()].into(),
        enterprise: "ER-4".into(),
        ..Risk::default()
    }
}

/// A plan that modifies a risk with one line.
pub(crate) fn treated(due: Date) -> Treatment {
    let line = TreatmentLine {
        id: String::new(),
        what: "Switch accounts off on the last day, from the list of leavers.".into(),
        controls: ["AC-2".to_owned(), "A.5.18".to_owned()].into(),
        owner: Some("tina".into()),
        due: Some(due),
    };
    let reason = "Cheap, and it takes most of the risk away.".into();
    Treatment { option: TreatmentOption::Modify, reason, lines: vec![line] }
}

/// A range in which every value is the most likely one times a factor.
pub(crate) fn range(min: u64, likely: u64, max: u64) -> Estimate {
    Estimate { min, likely, max }
}

/// Once in four years 100,000 on average; with treatment half as often.
pub(crate) fn costly() -> Quantity {
    let loss = range(50_000, 100_000, 150_000);
    Quantity {
        today: Exposure { frequency: range(100, 250, 400), loss },
        treated: Some(Exposure { frequency: range(50, 125, 200), loss }),
        cost: 5_000,
        basis: "Claims of the last ten years in our trade.".into(),
    }
}

/// The firm with the proposal as its method, approved by mark.
pub(crate) fn with_method() -> Organisation {
    let mut firm = firm();
    firm.does(write(proposed_method()));
    let sha256 = proposed_method().sha256();
    firm.by("mark", approve_method(1, &sha256));
    firm
}

/// The firm with RI-1, rated as it is today.
pub(crate) fn with_risk(grades: (u8, u8)) -> Organisation {
    let mut firm = with_method();
    firm.does(record(described("Billing")));
    firm.does(rate("RI-1", RatingKind::Current, grades));
    firm
}

/// The firm with RI-1 likely and major, its plan approved by carl, and what remains rated by [`FIRST`].
pub(crate) fn with_plan(residual: (u8, u8)) -> Organisation {
    let mut firm = with_risk((4, 4));
    firm.does(plan("RI-1", treated(firm.until(30))));
    firm.approves_plan("RI-1");
    firm.does(rate("RI-1", RatingKind::Residual, residual));
    firm
}

impl Organisation {
    pub(crate) fn risk(&self, id: &str) -> &HeldRisk {
        &self.registers.risks.risks[id]
    }

    /// The owner approves the plan as it stands.
    pub(crate) fn approves_plan(&mut self, id: &str) {
        let held = self.risk(id).plan.clone().unwrap();
        let owner = self.risk(id).risk.owner.clone().unwrap();
        self.by(&owner, approve(id, held.version, &held.sha256));
    }

    /// An acceptance of what remains as it stands.
    pub(crate) fn acceptance(&self, id: &str) -> Acceptance {
        let held = self.risk(id);
        let (rating, _) = held.rating(RatingKind::Residual).unwrap();
        Acceptance { plan: held.plan.as_ref().unwrap().version, rating, reason: String::new(), until: None }
    }

    /// The same above the appetite, for so many days.
    pub(crate) fn acceptance_above(&self, id: &str, days: i64) -> Acceptance {
        let until = Some(self.today().saturating_add(days.days()));
        Acceptance { reason: "The new system comes in spring.".into(), until, ..self.acceptance(id) }
    }

    /// Kinds of what is wrong today with a risk, or with all of them.
    pub(crate) fn wrong_with(&self, id: Option<&str>) -> Vec<RiskProblem> {
        let found = wrong(&self.registers, self.today());
        found.into_iter().filter(|finding| finding.risk.as_deref() == id).map(|finding| finding.problem).collect()
    }
}

/// A row of a list.
pub(crate) fn row(title: &str) -> RiskRow {
    RiskRow { title: title.into(), ..RiskRow::default() }
}
