//! An engagement whose window is closed, a control that events ask for, and its auditor.

use crate::engagement::{firm, running, shows, type2};
use crate::library::Organisation;
use crate::people::assign;
use domain::command::{Command, TestingCommand};
use domain::registers::testing::{HeldException, HeldPopulation, HeldSample, HeldTest};
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Draw, ExceptionNote, Population, PopulationItem,
    PopulationSource, TestAttribute, TestConclusion, TestKind, TestMethod, TestOutcome, TestPlan, TestResult,
};
use domain::values::{EngagementState, Frequency, GrantKind, Role, SamplingProfile, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

/// The control that events ask for; `carl` owns it.
pub(crate) const CHANGE: &str = "CH-1";

/// The window of EN-1 is closed on 30 June 2026; `eve` audits it, `otto` another firm's engagement, `ivan` is internal auditor.
pub(crate) fn fieldwork() -> Organisation {
    let mut firm = firm();
    for (person, role) in [("carl", Role::ControlOwner), ("ivan", Role::InternalAuditor), ("mark", Role::Management)] {
        firm.joins(person, &[role]);
    }
    firm.does(Command::AddControl { control: running(CHANGE, "CC8.1", Frequency::EventDriven) });
    firm.does(assign(CHANGE, Some("carl")));
    firm.engaged(type2(), EngagementState::WindowClosed);
    firm.on(date(2026, 7, 1));
    for (person, engagement) in [("eve", "EN-1"), ("otto", "another one")] {
        let mut grant = firm.access(person, GrantKind::ExternalAuditor, 90);
        grant.engagement = engagement.into();
        firm.does(Command::GiveGrant { grant });
        firm.by(person, Command::ConfirmMembership);
    }
    firm
}

/// So many changes, one a day from 1 February 2026, each done the day after.
pub(crate) fn changes(n: i32) -> Vec<PopulationItem> {
    let first = date(2026, 2, 1);
    let item = |at: i32| PopulationItem {
        id: format!("CHG-{:03}", at + 1),
        on: first.saturating_add(at.days()),
        done: Some(first.saturating_add((at + 1).days())),
    };
    (0..n).map(item).collect()
}

/// A population that keeps every rule.
pub(crate) fn population(items: Vec<PopulationItem>) -> Population {
    let looked_up = u32::try_from(items.len().min(2)).unwrap();
    Population {
        engagement: "EN-1".into(),
        control: CHANGE.into(),
        title: "Changes to production".into(),
        source: PopulationSource {
            system: "Ticket system".into(),
            query: "type = change AND closed in window".into(),
            extracted_on: date(2026, 6, 30),
            extracted_at: "14:05 UTC".into(),
            extracted_by: "Carl Nilsson".into(),
        },
        period: Window { from: date(2026, 1, 1), until: date(2026, 6, 30) },
        claimed_count: Some(items.len() as u64),
        completeness: Completeness {
            method: CompletenessMethod::Sequence,
            result: CompletenessResult::Complete,
            note: "numbers follow one another".into(),
        },
        accuracy: Accuracy { checked: looked_up, matched: looked_up, note: String::new() },
        file: None,
        items,
    }
}

pub(crate) fn command(command: TestingCommand) -> Command {
    Command::Testing(command)
}

pub(crate) fn record(population: Population) -> Command {
    command(TestingCommand::RecordPopulation { population: Box::new(population) })
}

pub(crate) fn revise(id: &str, population: Population) -> Command {
    command(TestingCommand::RevisePopulation { id: id.into(), population: Box::new(population) })
}

pub(crate) fn freeze(id: &str) -> Command {
    command(TestingCommand::FreezePopulation { id: id.into() })
}

/// The library's table of that id.
pub(crate) fn table(id: &str) -> SamplingProfile {
    formats::library::sampling::profiles().iter().find(|profile| profile.id == id).unwrap().clone()
}

/// By hash, with the default table and the seed `first`.
pub(crate) fn by_hash() -> Draw {
    Draw {
        population: "PO-1".into(),
        profile: table("default"),
        risk: None,
        size: None,
        reason: String::new(),
        method: Default::default(),
        seed: Some("first".into()),
        named: Vec::new(),
        confidence: String::new(),
        tolerable: String::new(),
    }
}

pub(crate) fn draw(draw: Draw) -> Command {
    command(TestingCommand::DrawSample { draw: Box::new(draw) })
}

/// A test by inspection with two attributes.
pub(crate) fn test(kind: TestKind, sample: Option<&str>) -> TestPlan {
    let attribute = |id: &str, text: &str| TestAttribute { id: id.into(), text: text.into() };
    TestPlan {
        engagement: "EN-1".into(),
        control: CHANGE.into(),
        kind,
        methods: BTreeSet::from([TestMethod::Inspection]),
        sample: sample.map(str::to_owned),
        change_controls: String::new(),
        design: false,
        attributes: vec![attribute("A", "approved before release"), attribute("B", "tested")],
    }
}

pub(crate) fn plan(plan: TestPlan) -> Command {
    command(TestingCommand::PlanTest { plan: Box::new(plan) })
}

pub(crate) fn result(item: &str, attribute: &str, outcome: TestOutcome, note: &str, evidence: &[&str]) -> TestResult {
    TestResult {
        item: item.into(),
        attribute: attribute.into(),
        outcome,
        note: note.into(),
        evidence: evidence.iter().map(|id| (*id).to_owned()).collect(),
    }
}

pub(crate) fn results(id: &str, results: Vec<TestResult>) -> Command {
    command(TestingCommand::RecordResults { id: id.into(), results, reopens: false })
}

pub(crate) fn conclude(id: &str, conclusion: TestConclusion, text: &str, evidence: &[&str]) -> Command {
    let evidence = evidence.iter().map(|id| (*id).to_owned()).collect();
    command(TestingCommand::ConcludeTest { id: id.into(), conclusion, text: text.into(), evidence })
}

pub(crate) fn note(test: &str) -> ExceptionNote {
    ExceptionNote {
        test: test.into(),
        description: "one change was released without approval".into(),
        effect: "CC8.1 asks for approval before release".into(),
        tolerable: "0.05".into(),
    }
}

pub(crate) fn noted(note: ExceptionNote) -> Command {
    command(TestingCommand::NoteException { note: Box::new(note) })
}

pub(crate) fn explain(id: &str, cause: &str) -> Command {
    command(TestingCommand::ExplainException { id: id.into(), cause: cause.into(), compensating: String::new() })
}

pub(crate) fn judge(id: &str, stands: bool, reason: &str) -> Command {
    command(TestingCommand::JudgeException { id: id.into(), stands, reason: reason.into() })
}

pub(crate) fn respond(id: &str, response: &str) -> Command {
    command(TestingCommand::RespondException { id: id.into(), response: response.into() })
}

pub(crate) fn link(id: &str, action: &str) -> Command {
    command(TestingCommand::LinkExceptionAction { id: id.into(), action: action.into() })
}

pub(crate) fn close(id: &str, note: &str) -> Command {
    command(TestingCommand::CloseException { id: id.into(), note: note.into() })
}

impl Organisation {
    /// A frozen population of so many changes, and an item of evidence EV-1 about them.
    pub(crate) fn frozen(&mut self, n: i32) {
        self.does(record(population(changes(n))));
        self.does(freeze("PO-1"));
        let day = date(2026, 6, 30);
        self.does(shows(CHANGE, day, Window { from: date(2026, 1, 1), until: day }));
    }

    /// The auditor's test TE-1 of the sample SA-1 of 40 changes, every result met but one where `deviates`.
    pub(crate) fn tested(&mut self, deviates: bool) {
        self.frozen(40);
        self.by("eve", draw(by_hash()));
        self.by("eve", plan(test(TestKind::Audit, Some("SA-1"))));
        let items: Vec<String> = self.test("TE-1").items.keys().cloned().collect();
        let mut all = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let found = if deviates && at == 0 { TestOutcome::Deviation } else { TestOutcome::Met };
            all.push(result(
                item,
                "A",
                found,
                if found == TestOutcome::Deviation { "no approval" } else { "" },
                &["EV-1"],
            ));
            all.push(result(item, "B", TestOutcome::Met, "", &[]));
        }
        self.by("eve", results("TE-1", all));
    }

    pub(crate) fn population(&self, id: &str) -> &HeldPopulation {
        &self.registers.testing.populations[id]
    }

    pub(crate) fn sample(&self, id: &str) -> &HeldSample {
        &self.registers.testing.samples[id]
    }

    pub(crate) fn test(&self, id: &str) -> &HeldTest {
        &self.registers.testing.tests[id]
    }

    pub(crate) fn exception(&self, id: &str) -> &HeldException {
        &self.registers.testing.exceptions[id]
    }
}

/// A day of the tests.
pub(crate) fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}
