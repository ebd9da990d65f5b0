//! Every control of an engagement with its populations, samples, tests and exceptions, and what is missing.

use crate::refusal::Refusal;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::engagement::unexercised::unexercised;
use crate::registers::testing::{Concluded, HeldTest};
use crate::registers::{Held, Registers};
use crate::values::engagement::CRITERIA;
use crate::values::operation::words;
use crate::values::testing::{TestConclusion, TestKind};
use crate::values::{Life, Percent};
use std::collections::BTreeSet;

/// Where a test stands (workflows, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TestStage {
    /// It is planned.
    Planned,
    /// A population of its control was handed in.
    PopulationReceived,
    /// One was checked and frozen.
    PopulationValidated,
    /// It has what it tests.
    SampleDrawn,
    /// Every result is recorded.
    Tested,
    /// The auditor concluded: no exception.
    NoException,
    /// The auditor concluded: an exception.
    Exception,
    /// A readiness test has its note.
    Noted,
}

words!(TestStage {
    Planned = "planned", "Planned";
    PopulationReceived = "population_received", "Population received";
    PopulationValidated = "population_validated", "Population validated";
    SampleDrawn = "sample_drawn", "Sample drawn";
    Tested = "tested", "Tested";
    NoException = "no_exception", "Concluded, no exception";
    Exception = "exception", "Concluded, exception";
    Noted = "readiness_noted", "Readiness noted";
});

/// Where a test stands, from what is there.
pub fn stage(registers: &Registers, held: &HeldTest) -> TestStage {
    if let Some(concluded) = held.conclusion() {
        return match concluded.conclusion {
            TestConclusion::NoException => TestStage::NoException,
            TestConclusion::Exception => TestStage::Exception,
        };
    }
    if held.readiness_note().is_some() {
        return TestStage::Noted;
    }
    if !held.items.is_empty() {
        return if held.open() == 0 { TestStage::Tested } else { TestStage::SampleDrawn };
    }
    match registers.testing.speaking(&held.plan.engagement, &held.plan.control) {
        None => TestStage::Planned,
        Some((_, population)) if population.frozen.is_some() => TestStage::PopulationValidated,
        Some(_) => TestStage::PopulationReceived,
    }
}

/// Items that a conclusion cites and that have a later version now, or no longer count: evidence changed since (SoD-14).
pub fn changed_since(registers: &Registers, concluded: &Concluded) -> Vec<String> {
    let items = &registers.evidence.items;
    let same = |id: &str, version: u32| items.get(id).is_some_and(|item| item.counts() && item.version() == version);
    concluded.cited.iter().filter(|(id, version)| !same(id, **version)).map(|(id, _)| id.clone()).collect()
}

/// Items that the results of a test or the conclusion that stands cite and that are not linked to the control that is tested,
/// by id. Whether they show anything of it is the auditor's judgement; that they are recorded as evidence of something else
/// is said beside it.
pub fn of_other_controls(registers: &Registers, held: &HeldTest) -> Vec<String> {
    let items = &registers.evidence.items;
    let other = |id: &&String| items.get(*id).is_some_and(|item| !item.controls.contains_key(&held.plan.control));
    let concluded = held.conclusion().into_iter().flat_map(|concluded| concluded.cited.keys());
    let all: BTreeSet<&String> = held.cited().into_iter().chain(concluded).collect();
    all.into_iter().filter(other).cloned().collect()
}

/// What is missing of a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A population of an operating control.
    Population,
    /// One that is checked and frozen.
    Frozen,
    /// A sample.
    Sample,
    /// A test of the auditor.
    Test,
    /// Results of one.
    Results,
    /// A conclusion.
    Conclusion,
    /// A new look: evidence that a conclusion cites changed.
    EvidenceChanged,
    /// Evidence of this control: a conclusion rests on that of others alone.
    OwnEvidence,
    /// Management's response to an exception.
    Response,
}

words!(Missing {
    Population = "population", "population";
    Frozen = "frozen", "population frozen";
    Sample = "sample", "sample";
    Test = "test", "test";
    Results = "results", "results";
    Conclusion = "conclusion", "conclusion";
    EvidenceChanged = "evidence_changed", "evidence changed since the conclusion";
    OwnEvidence = "own_evidence", "evidence of this control under the conclusion";
    Response = "response", "response to an exception";
});

/// A control with all that its test has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlTesting {
    /// Its id.
    pub control: String,
    /// Its name.
    pub name: String,
    /// The criteria that it answers.
    pub criteria: Vec<String>,
    /// It operates.
    pub operating: bool,
    /// Nothing happened that it could have answered, as was recorded in the engagement.
    pub unexercised: bool,
    /// Its populations, the newest first, with their number of items and whether they are frozen.
    pub populations: Vec<(String, usize, bool)>,
    /// Its samples, with their number of items.
    pub samples: Vec<(String, usize)>,
    /// Its tests.
    pub tests: Vec<(String, TestKind, TestStage)>,
    /// Its exceptions.
    pub exceptions: Vec<String>,
    /// What is missing.
    pub missing: Vec<Missing>,
}

/// How many controls stand how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestingFigures {
    /// Controls in scope.
    pub controls: usize,
    /// Of those, operating ones that need a population: not those of which it is recorded that nothing happened.
    pub wanted: usize,
    /// With a population.
    pub received: usize,
    /// With a frozen one.
    pub frozen: usize,
    /// Controls with a conclusion of the auditor.
    pub concluded: usize,
    /// Exceptions that are not cleared.
    pub exceptions: usize,
    /// Exceptions without a response.
    pub unanswered: usize,
}

impl TestingFigures {
    /// Concluded controls as a share of those in scope (K1).
    pub fn concluded_percent(&self) -> Percent {
        Percent::of(self.concluded, self.controls)
    }
}

/// The tests of an engagement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestingReport {
    /// Its id.
    pub engagement: String,
    /// Its title.
    pub title: String,
    /// A Type I: tests of the design, and no results of operation (R195).
    pub design_only: bool,
    /// Controls in scope, by id.
    pub controls: Vec<ControlTesting>,
    /// Figures.
    pub figures: TestingFigures,
}

/// The tests of an engagement, control by control.
///
/// # Errors
/// [`Refusal::Unknown`] for no engagement.
pub fn testing_report(registers: &Registers, id: &str) -> Result<TestingReport, Refusal> {
    let unknown = || Refusal::Unknown { what: "engagement", id: id.to_owned(), nearest: None };
    let held = registers.engagements.engagements.get(id).ok_or_else(unknown)?;
    let all = controls_in_scope(registers, held);
    let controls: Vec<ControlTesting> = all.into_iter().map(|own| control(registers, id, held, own)).collect();
    let figures = figures(registers, held.window().is_some(), &controls);
    Ok(TestingReport {
        engagement: id.to_owned(),
        title: held.engagement.title.clone(),
        design_only: held.window().is_none(),
        controls,
        figures,
    })
}

fn control(registers: &Registers, engagement: &str, held: &HeldEngagement, own: &Held) -> ControlTesting {
    let register = &registers.testing;
    let id = &own.control.id;
    let populations: Vec<(String, usize, bool)> = register
        .populations_of(engagement, id)
        .map(|(po, held)| (po.clone(), held.population.items.len(), held.frozen.is_some()))
        .collect();
    let theirs = |population: &str| populations.iter().any(|(po, ..)| po == population);
    let drawn = register.samples.iter().filter(|(_, held)| theirs(&held.sample.population));
    let planned = register.tests.iter();
    let planned = planned.filter(|(_, test)| test.plan.engagement == engagement && test.plan.control == *id);
    let tests: Vec<(&String, &HeldTest)> = planned.collect();
    let of = |test: &str| tests.iter().any(|(te, _)| *te == test);
    let exceptions = register.exceptions.iter().filter(|(_, exception)| of(&exception.note.test));
    let mut found = ControlTesting {
        control: id.clone(),
        name: own.control.name.clone(),
        criteria: own.control.linked(CRITERIA).map(|(item, _)| item.to_owned()).collect(),
        operating: registers.operations.life(own) == Life::Operating,
        unexercised: unexercised(registers, engagement, held, id).is_some(),
        samples: drawn.map(|(sa, held)| (sa.clone(), held.sample.items.len())).collect(),
        tests: tests.iter().map(|(te, test)| ((*te).clone(), test.plan.kind, stage(registers, test))).collect(),
        exceptions: exceptions.map(|(ex, _)| ex.clone()).collect(),
        populations,
        missing: Vec::new(),
    };
    found.missing = missing(registers, held, &found);
    found
}

fn missing(registers: &Registers, held: &HeldEngagement, found: &ControlTesting) -> Vec<Missing> {
    let mut missing = Vec::new();
    let operation = held.window().is_some() && found.operating && !found.unexercised;
    let empty = found.populations.first().is_some_and(|(_, items, _)| *items == 0);
    if operation {
        match (found.populations.is_empty(), found.populations.iter().any(|(.., frozen)| *frozen)) {
            (true, _) => missing.push(Missing::Population),
            (false, false) => missing.push(Missing::Frozen),
            (false, true) if found.samples.is_empty() && !empty => missing.push(Missing::Sample),
            _ => {}
        }
    }
    let audits: Vec<&(String, TestKind, TestStage)> =
        found.tests.iter().filter(|(_, kind, _)| *kind == TestKind::Audit).collect();
    if audits.is_empty() && !empty && !found.unexercised {
        missing.push(Missing::Test);
    }
    if audits.iter().any(|(.., stage)| *stage < TestStage::Tested) {
        missing.push(Missing::Results);
    }
    if audits.iter().any(|(.., stage)| *stage == TestStage::Tested) {
        missing.push(Missing::Conclusion);
    }
    let tests = &registers.testing.tests;
    let concluded = || audits.iter().filter_map(|(id, ..)| tests.get(id).filter(|test| test.conclusion().is_some()));
    let changed = |test: &HeldTest| test.conclusion().is_some_and(|one| !changed_since(registers, one).is_empty());
    if concluded().any(changed) {
        missing.push(Missing::EvidenceChanged);
    }
    if concluded().any(|test| rests_on_others(registers, test)) {
        missing.push(Missing::OwnEvidence);
    }
    let exceptions = found.exceptions.iter().filter_map(|id| registers.testing.exceptions.get(id));
    if exceptions.into_iter().any(|exception| exception.unanswered()) {
        missing.push(Missing::Response);
    }
    missing
}

/// Is nothing that the conclusion cites linked to the control that is tested?
fn rests_on_others(registers: &Registers, held: &HeldTest) -> bool {
    let others = of_other_controls(registers, held);
    held.conclusion().is_some_and(|concluded| concluded.cited.keys().all(|id| others.contains(id)))
}

fn figures(registers: &Registers, window: bool, controls: &[ControlTesting]) -> TestingFigures {
    let count = |which: &dyn Fn(&ControlTesting) -> bool| controls.iter().filter(|one| which(one)).count();
    let wants = |one: &ControlTesting| window && one.operating && !one.unexercised;
    let concluded = |one: &ControlTesting| {
        one.tests.iter().any(|(.., stage)| matches!(stage, TestStage::NoException | TestStage::Exception))
    };
    let exceptions: Vec<_> =
        controls.iter().flat_map(|one| &one.exceptions).filter_map(|id| registers.testing.exceptions.get(id)).collect();
    TestingFigures {
        controls: controls.len(),
        wanted: count(&wants),
        received: count(&|one| wants(one) && !one.populations.is_empty()),
        frozen: count(&|one| wants(one) && one.populations.iter().any(|(.., frozen)| *frozen)),
        concluded: count(&concluded),
        exceptions: exceptions.iter().filter(|exception| !exception.cleared()).count(),
        unanswered: exceptions.iter().filter(|exception| exception.unanswered()).count(),
    }
}
