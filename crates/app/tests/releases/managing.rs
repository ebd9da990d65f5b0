//! Risks, the Statement of Applicability and nonconformities, in the ledger of a release: each kind of event at least once.

use super::{Hand, days, person, reason};
use app::Who;
use domain::command::{Command, NonconformityCommand, RiskCommand, StatementCommand};
use domain::values::nonconformity::{
    CorrectiveAction, Effectiveness, Nonconformity, NonconformityClass, NonconformityRow, NonconformityRules,
    NonconformitySource,
};
use domain::values::risk::{
    Acceptance, Estimate, Exposure, LineState, LineStep, Property, Quantity, RatingKind, Risk, RiskCategory, RiskRow,
    RiskTrigger, Simulation, Treatment, TreatmentLine, TreatmentOption, proposed_method,
};
use domain::values::statement::{
    Applicability, EntryChange, Implementation, InclusionReason, ReferenceKind, SoaReference,
};
use domain::values::{FileRef, Role};
use std::collections::BTreeSet;

pub(super) fn managing(hand: &Hand<'_>, founder: &Who) {
    let (mia, ida) = (hand.app.demo_actor("mia-koch"), hand.app.demo_actor("ida-falk"));
    for (who, role) in [(&mia, Role::ProgrammeManager), (&ida, Role::Management)] {
        hand.does(founder, Command::InvitePerson { person: who.id().to_owned(), roles: [role].into() });
        hand.does(who, Command::ConfirmMembership);
    }
    risks(hand, founder, &mia, &ida);
    statement(hand, founder);
    nonconformities(hand, founder, &ida);
}

fn risk(hand: &Hand<'_>, who: &Who, command: RiskCommand) -> String {
    hand.does(who, Command::Risk(command))
}

fn leaver() -> Risk {
    Risk {
        title: "Access of a leaver stays \u{2013} L\u{f6}we".into(),
        cause: "Nobody tells the team".into(),
        event: "An account is used after its owner left".into(),
        consequence: "Customers' files are read".into(),
        properties: [Property::Confidentiality].into(),
        source: "workshop".into(),
        category: RiskCategory::Fraud,
        owner: Some(person("ana-lind")),
        assets: ["Portal".to_owned()].into(),
        controls: ["AC-3".to_owned()].into(),
        enterprise: "ERM-12".into(),
        ..Risk::default()
    }
}

fn risks(hand: &Hand<'_>, founder: &Who, mia: &Who, ida: &Who) {
    let ana = hand.app.demo_actor("ana-lind");
    let [_, later] = days(hand, 90);
    let method = proposed_method();
    let sha256 = method.sha256();
    risk(hand, mia, RiskCommand::WriteRiskMethod { method: Box::new(method) });
    risk(hand, &ana, RiskCommand::ApproveRiskMethod { version: 1, sha256 });
    let simulation = Simulation { seed: 7, trials: 20_000, currency: "SEK".into() };
    risk(hand, mia, RiskCommand::SetSimulation { simulation });
    let id = risk(hand, mia, RiskCommand::RecordRisk { risk: Box::new(leaver()) });
    let revised = Risk { source: "workshop of autumn".into(), ..leaver() };
    risk(hand, mia, RiskCommand::ReviseRisk { id: id.clone(), risk: Box::new(revised) });
    for (kind, likelihood, impact) in
        [(RatingKind::Inherent, 5, 5), (RatingKind::Current, 4, 5), (RatingKind::Residual, 4, 4)]
    {
        let rate =
            RiskCommand::RateRisk { id: id.clone(), kind, likelihood, impact, reason: reason(), next_review: None };
        risk(hand, mia, rate);
    }
    let treatment = Treatment {
        option: TreatmentOption::Modify,
        reason: "the cheapest way".into(),
        lines: vec![TreatmentLine {
            id: String::new(),
            what: "Tell the team of each leaver".into(),
            controls: ["AC-3".to_owned(), "A.5.18".to_owned()].into(),
            owner: Some(person("ana-lind")),
            due: Some(later),
        }],
    };
    risk(hand, mia, RiskCommand::PlanTreatment { id: id.clone(), treatment: Box::new(treatment) });
    let plan = hand.registers(founder).risks.risks[&id].plan.clone().unwrap();
    let approve = RiskCommand::ApproveTreatment { id: id.clone(), version: plan.version, sha256: plan.sha256 };
    risk(hand, &ana, approve);
    let step = LineStep { to: LineState::Done, note: "A form tells them".into(), evidence: BTreeSet::new() };
    risk(hand, &ana, RiskCommand::MoveTreatmentLine { id: id.clone(), line: "L1".into(), step });
    let acceptance = Acceptance { plan: 1, rating: 3, reason: reason(), until: Some(later) };
    risk(hand, &ana, RiskCommand::AcceptRisk { id: id.clone(), acceptance });
    risk(
        hand,
        ida,
        RiskCommand::CountersignRisk { id: id.clone(), acceptance: 1, note: "until the form is in use".into() },
    );
    let frequency = Estimate { min: 100, likely: 500, max: 2_000 };
    let loss = Estimate { min: 1_000, likely: 20_000, max: 900_000 };
    let today = Exposure { frequency, loss };
    let quantity = Box::new(Quantity { today, treated: None, cost: 4_000, basis: "three cases in two years".into() });
    risk(hand, mia, RiskCommand::QuantifyRisk { id: id.clone(), quantity: Some(quantity) });
    risk(
        hand,
        mia,
        RiskCommand::ReopenRisk { id, trigger: RiskTrigger::VendorChange, note: "another directory".into() },
    );
    let row = RiskRow { title: "Flood in K\u{f6}ln".into(), source: "old list".into(), ..RiskRow::default() };
    let file = Some(FileRef { sha256: "ab".repeat(32), size: 1_234 });
    risk(hand, mia, RiskCommand::ImportRisks { source: "risks.xlsx".into(), file, rows: vec![row] });
    risk(hand, mia, RiskCommand::CloseRisk { id: "RI-2".into(), reason: reason() });
}

fn statement(hand: &Hand<'_>, founder: &Who) {
    let ana = hand.app.demo_actor("ana-lind");
    let does = |who: &Who, command| hand.does(who, Command::Statement(command));
    let id = does(founder, StatementCommand::BeginStatement);
    does(founder, StatementCommand::TakeStatementProposals { id: id.clone(), controls: BTreeSet::new() });
    does(founder, StatementCommand::AddStatementControl { id: id.clone(), control: "AC-3".into() });
    does(founder, StatementCommand::RemoveStatementControl { id: id.clone(), control: "AC-3".into() });
    does(founder, StatementCommand::AddStatementControl { id: id.clone(), control: "AC-3".into() });
    let excluded = EntryChange {
        decision: Some(Applicability::Excluded),
        exclusion: Some("There are no premises: everybody works from home".into()),
        ..EntryChange::default()
    };
    let one = |control: &str, change| StatementCommand::SetStatementEntry {
        id: id.clone(),
        control: control.to_owned(),
        change: Box::new(change),
    };
    does(founder, one("A.7.5", excluded));
    let planned = EntryChange {
        decision: Some(Applicability::Applicable),
        reasons: Some([(InclusionReason::Law, "Records of processing".to_owned())].into()),
        status: Some(Implementation::Planned),
        how: Some("By the list of systems \u{e9}".into()),
        references: Some([SoaReference { kind: ReferenceKind::Text, to: "POL-04".into() }].into()),
        ..EntryChange::default()
    };
    let controls = ["A.5.9", "A.5.18", "A.8.15", "AC-3"].map(str::to_owned).into();
    let many = StatementCommand::SetStatementEntries { id: id.clone(), controls, change: Box::new(planned) };
    does(founder, many);
    let sha256 = hand.registers(founder).statements.version(&id).unwrap().sha256.clone();
    does(founder, StatementCommand::ReviewStatement { id: id.clone(), sha256: sha256.clone() });
    does(&ana, StatementCommand::ApproveStatement { id: id.clone(), sha256 });
    let [today, _] = days(hand, 0);
    does(founder, StatementCommand::EnforceStatement { id, from: today });
    let next = does(founder, StatementCommand::BeginStatement);
    does(founder, StatementCommand::WithdrawStatement { id: next, reason: reason() });
}

fn found(hand: &Hand<'_>, title: &str, class: NonconformityClass) -> Nonconformity {
    let [today, _] = days(hand, 0);
    Nonconformity {
        title: title.to_owned(),
        description: "Two leavers had access for a month".into(),
        source: NonconformitySource::Incident,
        reference: String::new(),
        class,
        against: ["A.5.18".to_owned()].into(),
        controls: ["AC-3".to_owned()].into(),
        owner: Some(person("ana-lind")),
        found: today,
        agreed: None,
    }
}

fn nonconformities(hand: &Hand<'_>, founder: &Who, ida: &Who) {
    let does = |who: &Who, command| hand.does(who, Command::Nonconformity(command));
    let rules = NonconformityRules { wait_days: 0, opportunity_days: 365, ..NonconformityRules::default() };
    does(founder, NonconformityCommand::SetNonconformityRules { rules });
    let raised = found(hand, "Leavers \u{2013} K\u{f6}ln", NonconformityClass::Minor);
    let raise = |nonconformity| NonconformityCommand::RaiseNonconformity { nonconformity: Box::new(nonconformity) };
    let id = does(founder, raise(raised.clone()));
    let revised = Box::new(Nonconformity { class: NonconformityClass::Major, ..raised });
    does(
        founder,
        NonconformityCommand::ReviseNonconformity { id: id.clone(), nonconformity: revised, reason: reason() },
    );
    let [today, later] = days(hand, 20);
    let evidence: BTreeSet<String> = ["EV-4".to_owned()].into();
    let none = BTreeSet::new;
    let correction = "The accounts were closed".to_owned();
    does(
        founder,
        NonconformityCommand::CorrectNonconformity { id: id.clone(), correction, on: today, evidence: none() },
    );
    let (cause, method) = ("Nobody told the team".to_owned(), "five whys".to_owned());
    does(founder, NonconformityCommand::FindNonconformityCause { id: id.clone(), cause, method });
    let similar = "None among 40 accounts".to_owned();
    does(founder, NonconformityCommand::SeekSimilarNonconformities { id: id.clone(), similar });
    let line = |what: &str| NonconformityCommand::PlanNonconformityAction {
        id: id.clone(),
        action: CorrectiveAction { what: what.to_owned(), owner: person("ana-lind"), due: later },
    };
    does(founder, line("A poster"));
    does(founder, NonconformityCommand::DropNonconformityAction { id: id.clone(), number: 1, reason: reason() });
    does(founder, NonconformityCommand::NeedNoNonconformityAction { id: id.clone(), reason: "it cannot recur".into() });
    does(founder, line("A form that tells the team"));
    let finish = NonconformityCommand::FinishNonconformityAction {
        id: id.clone(),
        number: 2,
        on: today,
        note: "in use".into(),
        evidence: none(),
    };
    does(founder, finish);
    does(founder, NonconformityCommand::CiteNonconformityEvidence { id: id.clone(), evidence });
    let judged = NonconformityCommand::JudgeNonconformityEffectiveness {
        id: id.clone(),
        result: Effectiveness::Effective,
        on: today,
        note: "no case since".into(),
        evidence: none(),
    };
    does(ida, judged);
    does(ida, NonconformityCommand::CloseNonconformity { id, note: "as agreed".into() });
    let other = does(ida, raise(found(hand, "A mistake", NonconformityClass::Opportunity)));
    does(ida, NonconformityCommand::RejectNonconformity { id: other, reason: reason() });
    let row = NonconformityRow {
        id: String::new(),
        nonconformity: found(hand, "From the old list", NonconformityClass::Minor),
        correction: String::new(),
        cause: String::new(),
        similar: String::new(),
    };
    let import = NonconformityCommand::ImportNonconformities { source: "list.csv".into(), file: None, rows: vec![row] };
    does(founder, import);
}
