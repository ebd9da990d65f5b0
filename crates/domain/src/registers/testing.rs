//! The register of populations, samples, tests and exceptions.

use super::Recorded;
use crate::event::TestingEvent;
use crate::values::SamplingProfile;
use crate::values::testing::{
    DEFAULT_PROFILE, ExceptionNote, ExceptionState, ORGANISATION_WIDE, Population, Sample, TestConclusion, TestOutcome,
    TestPlan, TestResult,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All of populations, samples, tests and exceptions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TestingRegister {
    /// Populations by id.
    #[serde(default)]
    pub populations: BTreeMap<String, HeldPopulation>,
    /// Samples by id.
    #[serde(default)]
    pub samples: BTreeMap<String, HeldSample>,
    /// Tests by id.
    #[serde(default)]
    pub tests: BTreeMap<String, HeldTest>,
    /// Exceptions by id.
    #[serde(default)]
    pub exceptions: BTreeMap<String, HeldException>,
    /// Own tables of sample sizes by id.
    #[serde(default)]
    pub profiles: BTreeMap<String, SamplingProfile>,
    /// The table that is read when a draw names none: by engagement, and for the whole organisation under
    /// [`ORGANISATION_WIDE`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub chosen: BTreeMap<String, String>,
}

/// That something was written, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The words.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A population.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPopulation {
    /// What it is.
    pub population: Population,
    /// How often it was handed in.
    pub versions: u32,
    /// Who handed it in last.
    pub by: String,
    /// When it was received last, microseconds since 1970.
    pub received_us: i64,
    /// That it was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<Frozen>,
}

/// That a population was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// SHA-256 of its list, 64 hex digits.
    pub sha256: String,
    /// Who froze it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// The entry that says so, from 1.
    pub entry: u64,
}

/// A sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSample {
    /// The draw and what it gave.
    pub sample: Sample,
    /// Who drew it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A result, with who recorded it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldResult {
    /// What was found.
    pub outcome: TestOutcome,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The items of evidence that were read.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A conclusion of an auditor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concluded {
    /// The conclusion.
    pub conclusion: TestConclusion,
    /// In the auditor's words.
    pub text: String,
    /// Items of evidence with the version that was read.
    pub cited: BTreeMap<String, u32>,
    /// Which auditor.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// The entry that says so, from 1: later than those of everything cited.
    pub entry: u64,
}

/// A test of a control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldTest {
    /// What is tested, and how.
    pub plan: TestPlan,
    /// The version of the control when it was planned.
    pub version: u32,
    /// What is tested, each with the version of the control that it belongs to; empty as long as a sample is awaited.
    pub items: BTreeMap<String, u32>,
    /// Results by item, then by attribute.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub results: BTreeMap<String, BTreeMap<String, HeldResult>>,
    /// The note that ended a readiness test; the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readiness: Option<Written>,
    /// Conclusions, the oldest first. The last one stands unless results were recorded after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conclusions: Vec<Concluded>,
    /// Who planned it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// When a result was recorded last, microseconds since 1970.
    #[serde(default)]
    pub tested_us: i64,
    /// Conclusion or note were written after the last result.
    #[serde(default)]
    pub ended: bool,
}

/// An exception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldException {
    /// The auditor's words.
    pub note: ExceptionNote,
    /// How many items were tested.
    pub tested: u32,
    /// How many of them deviate.
    pub deviating: u32,
    /// Where it stands.
    pub state: ExceptionState,
    /// Which auditor noted it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Its cause, in the organisation's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Written>,
    /// The control that made up for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub compensating: String,
    /// Why the auditor lets it stand or clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<Written>,
    /// Management's response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Written>,
    /// The corrective action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Written>,
    /// What was seen when it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Written>,
}

impl HeldTest {
    /// The conclusion that stands: no result was recorded after it.
    pub fn conclusion(&self) -> Option<&Concluded> {
        self.conclusions.last().filter(|_| self.ended)
    }

    /// The readiness note that stands.
    pub fn readiness_note(&self) -> Option<&Written> {
        self.readiness.as_ref().filter(|_| self.ended)
    }

    /// Items of which every attribute has a result.
    pub fn tested(&self) -> u32 {
        count(self.items.keys().filter(|item| self.open_of(item) == 0))
    }

    /// Attributes of an item that have no result yet.
    pub fn open_of(&self, item: &str) -> usize {
        let has = |attribute: &str| self.results.get(item).is_some_and(|row| row.contains_key(attribute));
        self.plan.attributes.iter().filter(|attribute| !has(&attribute.id)).count()
    }

    /// Cells without a result.
    pub fn open(&self) -> usize {
        self.items.keys().map(|item| self.open_of(item)).sum()
    }

    /// Items with at least one deviation.
    pub fn deviating(&self) -> u32 {
        let deviates = |row: &&BTreeMap<String, HeldResult>| row.values().any(|r| r.outcome == TestOutcome::Deviation);
        count(self.results.values().filter(deviates))
    }

    /// The items of evidence that its results cite.
    pub fn cited(&self) -> BTreeSet<&String> {
        self.results.values().flat_map(BTreeMap::values).flat_map(|result| &result.evidence).collect()
    }
}

impl HeldException {
    /// Did the auditor clear it? One that was cleared and then closed never had a response.
    pub fn cleared(&self) -> bool {
        self.state == ExceptionState::Cleared || (self.state == ExceptionState::Closed && self.response.is_none())
    }

    /// Does it wait for a response of management?
    pub fn unanswered(&self) -> bool {
        matches!(self.state, ExceptionState::Noted | ExceptionState::Explained | ExceptionState::AcceptedAsException)
    }
}

fn count<T>(all: impl Iterator<Item = T>) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}

impl TestingRegister {
    /// The populations of a control in an engagement, the newest first.
    pub fn populations_of<'a>(
        &'a self,
        engagement: &'a str,
        control: &'a str,
    ) -> impl Iterator<Item = (&'a String, &'a HeldPopulation)> {
        let mut all: Vec<_> = self.populations.iter().collect();
        all.retain(|(_, held)| held.population.engagement == engagement && held.population.control == control);
        all.sort_by_key(|(id, held)| std::cmp::Reverse((held.received_us, id.len(), (*id).clone())));
        all.into_iter()
    }

    /// The population that speaks for a control: the newest frozen one, or else the newest.
    pub fn speaking(&self, engagement: &str, control: &str) -> Option<(&String, &HeldPopulation)> {
        let mut all: Vec<_> = self.populations.iter().collect();
        all.retain(|(_, held)| held.population.engagement == engagement && held.population.control == control);
        all.into_iter().max_by_key(|(id, held)| (held.frozen.is_some(), held.received_us, id.len(), (*id).clone()))
    }

    /// The id of the table that is read when a draw for this engagement names none.
    pub fn chosen_profile(&self, engagement: &str) -> &str {
        let chosen = self.chosen.get(engagement).or_else(|| self.chosen.get(ORGANISATION_WIDE));
        chosen.map_or(DEFAULT_PROFILE, String::as_str)
    }

    /// The engagement and control of an exception.
    pub fn of_exception(&self, id: &str) -> Option<(&str, &str)> {
        let test = self.tests.get(&self.exceptions.get(id)?.note.test)?;
        Some((&test.plan.engagement, &test.plan.control))
    }

    /// The id of the next one of a list.
    pub fn next(prefix: &str, so_far: usize) -> String {
        format!("{prefix}-{}", so_far + 1)
    }
}

pub(super) fn apply(register: &mut TestingRegister, recorded: Recorded<'_>, entry: u64, event: TestingEvent) {
    match event {
        TestingEvent::PopulationRecorded { id, population } => {
            let held = HeldPopulation {
                population: *population,
                versions: 1,
                by: recorded.by.to_owned(),
                received_us: recorded.at_us,
                frozen: None,
            };
            register.populations.insert(id, held);
        }
        TestingEvent::PopulationRevised { id, population } => {
            if let Some(held) = register.populations.get_mut(&id) {
                (held.population, held.received_us) = (*population, recorded.at_us);
                recorded.by.clone_into(&mut held.by);
                held.versions += 1;
            }
        }
        TestingEvent::PopulationFrozen { id, sha256, .. } => {
            if let Some(held) = register.populations.get_mut(&id) {
                held.frozen = Some(Frozen { sha256, by: recorded.by.to_owned(), at_us: recorded.at_us, entry });
            }
        }
        TestingEvent::SampleDrawn { id, sample } => {
            let held = HeldSample { sample: *sample, by: recorded.by.to_owned(), at_us: recorded.at_us };
            register.samples.insert(id, held);
        }
        TestingEvent::SamplingProfileSet { profile } => {
            register.profiles.insert(profile.id.clone(), *profile);
        }
        TestingEvent::SamplingProfileChosen { engagement, profile } => {
            register.chosen.insert(engagement.unwrap_or_else(|| ORGANISATION_WIDE.to_owned()), profile);
        }
        TestingEvent::TestPlanned { .. }
        | TestingEvent::SampleTaken { .. }
        | TestingEvent::ResultsRecorded { .. }
        | TestingEvent::ReadinessNoted { .. }
        | TestingEvent::TestConcluded { .. } => test(register, recorded, entry, event),
        other => exception(register, recorded, other),
    }
}

fn test(register: &mut TestingRegister, recorded: Recorded<'_>, entry: u64, event: TestingEvent) {
    if let TestingEvent::TestPlanned { id, plan, version, items } = event {
        let held = HeldTest {
            plan: *plan,
            version,
            items,
            results: BTreeMap::new(),
            readiness: None,
            conclusions: Vec::new(),
            by: recorded.by.to_owned(),
            at_us: recorded.at_us,
            tested_us: 0,
            ended: false,
        };
        register.tests.insert(id, held);
        return;
    }
    let id = event.object().1.to_owned();
    let Some(held) = register.tests.get_mut(&id) else {
        return;
    };
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        TestingEvent::SampleTaken { sample, items, .. } => (held.plan.sample, held.items) = (Some(sample), items),
        TestingEvent::ResultsRecorded { results, .. } => {
            (held.tested_us, held.ended) = (at_us, false);
            for TestResult { item, attribute, outcome, note, evidence } in results {
                let result = HeldResult { outcome, note, evidence, by: by.clone(), at_us };
                held.results.entry(item).or_default().insert(attribute, result);
            }
        }
        TestingEvent::ReadinessNoted { text, .. } => {
            (held.readiness, held.ended) = (Some(Written { text, by, at_us }), true);
        }
        TestingEvent::TestConcluded { conclusion, text, cited, .. } => {
            held.ended = true;
            held.conclusions.push(Concluded { conclusion, text, cited, by, at_us, entry });
        }
        _ => {}
    }
}

fn exception(register: &mut TestingRegister, recorded: Recorded<'_>, event: TestingEvent) {
    let written = |text: String| Some(Written { text, by: recorded.by.to_owned(), at_us: recorded.at_us });
    if let TestingEvent::ExceptionNoted { id, note, tested, deviating } = event {
        let held = HeldException {
            note: *note,
            tested,
            deviating,
            state: ExceptionState::Noted,
            by: recorded.by.to_owned(),
            at_us: recorded.at_us,
            cause: None,
            compensating: String::new(),
            judged: None,
            response: None,
            action: None,
            closed: None,
        };
        register.exceptions.insert(id, held);
        return;
    }
    let id = event.object().1.to_owned();
    let Some(held) = register.exceptions.get_mut(&id) else {
        return;
    };
    match event {
        TestingEvent::ExceptionExplained { cause, compensating, .. } => {
            (held.cause, held.compensating) = (written(cause), compensating);
            held.state = ExceptionState::Explained;
        }
        TestingEvent::ExceptionJudged { stands, reason, .. } => {
            held.judged = written(reason);
            held.state = if stands { ExceptionState::AcceptedAsException } else { ExceptionState::Cleared };
        }
        TestingEvent::ExceptionAnswered { response, .. } => {
            (held.response, held.state) = (written(response), ExceptionState::ResponseWritten);
        }
        TestingEvent::ExceptionLinked { action, .. } => {
            (held.action, held.state) = (written(action), ExceptionState::LinkedToAction);
        }
        TestingEvent::ExceptionClosed { note, .. } => {
            (held.closed, held.state) = (written(note), ExceptionState::Closed);
        }
        _ => {}
    }
}
