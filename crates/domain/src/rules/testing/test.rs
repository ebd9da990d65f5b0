//! Tests of controls: who plans which, what is recorded, and how it ends (SoD-3, SoD-14).

use super::{Judged, auditor, engagement, event, external, id, in_scope, refused, unknown};
use crate::event::TestingEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::operation::day_of;
use crate::registers::testing::{HeldResult, HeldTest};
use crate::rules::engagement::auditors;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::testing::{
    DESIGN, MAX_ATTRIBUTES, MAX_CITED, MAX_RESULTS, TestAttribute, TestConclusion, TestKind, TestMethod, TestOutcome,
    TestPlan, TestResult,
};
use crate::values::{Duty, Execution, counted};
use std::collections::{BTreeMap, BTreeSet};

/// Longest id of an attribute, in characters.
const MAX_ATTRIBUTE_ID: usize = 20;

pub(super) fn plan(registers: &Registers, plan: TestPlan, stamp: &Stamp) -> Judged {
    let new = id("TE", "tests", registers.testing.tests.len())?;
    let held = engagement(registers, &plan.engagement)?;
    in_scope(registers, held, &plan.control)?;
    may_test(registers, &plan, stamp)?;
    if plan.methods.is_empty() || plan.methods.iter().all(|method| *method == TestMethod::Inquiry) {
        return Err(refused(
            "nobody tests a control by inquiry alone".to_owned(),
            "add observation, inspection or reperformance",
        ));
    }
    let attributes = attributes(&plan.attributes)?;
    let change_controls = optional(&plan.change_controls, "how changes are controlled", LONG_TEXT)?;
    // A Type I looks at the design and at nothing else.
    let design = plan.design || held.window().is_none();
    let plan = TestPlan { attributes, change_controls, design, ..plan };
    let (version, items) = items(registers, held, &plan)?;
    Ok(event(TestingEvent::TestPlanned { id: new, plan: Box::new(plan), version, items }))
}

/// The version of the control in force at the end of the window, and what is tested.
fn items(
    registers: &Registers,
    held: &HeldEngagement,
    plan: &TestPlan,
) -> Result<(u32, BTreeMap<String, u32>), Refusal> {
    let days = held.engagement.kind.days();
    let of = registers.operations.controls.get(&plan.control);
    let version = of.and_then(|of| of.on(days.until).or_else(|| of.newest())).map_or(1, |version| version.number);
    let automated = !plan.change_controls.is_empty();
    let sampled = plan.sample.is_some();
    if [plan.design, automated, sampled].into_iter().filter(|way| *way).count() > 1 {
        let sentence = match held.window() {
            None => format!("{} is a Type I examination: it looks at the design alone", plan.engagement),
            Some(_) => "design, one instance of each version, and a sample do not go together".to_owned(),
        };
        return Err(refused(sentence, "plan one test for each"));
    }
    if let Some(sample) = &plan.sample {
        return Ok((version, sampled_items(registers, plan, sample)?));
    }
    if automated {
        let is = of.and_then(|of| of.operation.execution) == Some(Execution::Automated);
        if !is {
            return Err(refused(
                format!("{} is not said to be automated", plan.control),
                "one instance of each version is enough for an automated control alone; draw a sample, or set how it is carried out",
            ));
        }
        let parts = of.map(|of| of.parts(days)).unwrap_or_default();
        let each = parts.into_iter().map(|(version, _)| (format!("version-{}", version.number), version.number));
        return Ok((version, each.collect()));
    }
    Ok((version, if plan.design { BTreeMap::from([(DESIGN.to_owned(), version)]) } else { BTreeMap::new() }))
}

/// The items of a sample, each with the version of the control in force on its day: both versions are tested for their part.
fn sampled_items(registers: &Registers, plan: &TestPlan, sample: &str) -> Result<BTreeMap<String, u32>, Refusal> {
    let drawn = registers.testing.samples.get(sample).ok_or_else(|| unknown("sample", sample))?;
    let population = &drawn.sample.population;
    let population = registers.testing.populations.get(population).ok_or_else(|| unknown("population", population))?;
    let of = (&population.population.engagement, &population.population.control);
    if of != (&plan.engagement, &plan.control) {
        return Err(refused(
            format!("{sample} is a sample of {} in {}", of.1, of.0),
            format!("take one of {} in {}", plan.control, plan.engagement),
        ));
    }
    // Whoever is examined does not choose what the auditor looks at.
    let theirs = auditors(registers, &plan.engagement, day_of(drawn.at_us));
    if plan.kind == TestKind::Audit && !theirs.contains(&drawn.by) {
        return Err(Refusal::KeptApart {
            duty: Duty::AuditorConcludes,
            sentence: format!("{sample} was not drawn by an auditor of {}", plan.engagement),
            hint: "draw a sample of your own from the frozen population".to_owned(),
        });
    }
    let versions = registers.operations.controls.get(&plan.control);
    let days: BTreeMap<&str, _> = population.population.items.iter().map(|item| (item.id.as_str(), item.on)).collect();
    let version = |id: &str| {
        let on = days.get(id).and_then(|day| versions?.on(*day).or_else(|| versions?.versions.first()));
        on.map_or(1, |version| version.number)
    };
    Ok(drawn.sample.items.iter().map(|id| (id.clone(), version(id))).collect())
}

fn attributes(all: &[TestAttribute]) -> Result<Vec<TestAttribute>, Refusal> {
    if all.is_empty() {
        return Err(Refusal::Empty { field: "the attributes", wanted: "what is looked at for each item" });
    }
    if all.len() > MAX_ATTRIBUTES {
        return Err(Refusal::TooMany { what: "attributes of one test", max: MAX_ATTRIBUTES });
    }
    let mut seen = BTreeSet::new();
    let read = all.iter().map(|one| {
        let id = required(&one.id, "the id of an attribute", "a letter, such as A", MAX_ATTRIBUTE_ID)?;
        let text = required(&one.text, "the text of an attribute", "what has to be so", LONG_TEXT)?;
        let sound = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        match (sound, seen.insert(id.clone())) {
            (true, true) => Ok(TestAttribute { id, text }),
            (false, _) => Err(Refusal::BadId { what: "attribute", id }),
            (_, false) => Err(refused(format!("the attribute `{id}` stands twice"), "give each an id of its own")),
        }
    });
    read.collect()
}

/// The auditor's tests are the auditor's; the organisation's own are of somebody who does not own the control (SoD-3).
fn may_test(registers: &Registers, plan: &TestPlan, stamp: &Stamp) -> Result<(), Refusal> {
    let outside = external(registers, &plan.engagement, stamp)?;
    match (plan.kind, outside) {
        (TestKind::Audit, true) => return Ok(()),
        (TestKind::Audit, false) => return auditor(registers, &plan.engagement, stamp),
        (TestKind::Readiness, true) => {
            return Err(refused(
                "a readiness test is the organisation's own".to_owned(),
                "plan a test of the kind audit",
            ));
        }
        (TestKind::Readiness, false) => {}
    }
    let hats = registers.people.hats(&stamp.by.person, stamp.today);
    let owner = registers.people.controls.get(&plan.control);
    match owner.is_some_and(|owner| hats.selves.contains(owner) || hats.tied.contains(owner)) {
        false => Ok(()),
        true => Err(Refusal::KeptApart {
            duty: Duty::AuditsOwnWork,
            sentence: format!("you own {}", plan.control),
            hint: "let another programme manager or an internal auditor test it".to_owned(),
        }),
    }
}

fn known<'a>(registers: &'a Registers, id: &str, stamp: &Stamp) -> Result<&'a HeldTest, Refusal> {
    let held = registers.testing.tests.get(id).ok_or_else(|| unknown("test", id))?;
    engagement(registers, &held.plan.engagement)?;
    may_test(registers, &held.plan, stamp)?;
    Ok(held)
}

pub(super) fn take(registers: &Registers, id: String, sample: String, stamp: &Stamp) -> Judged {
    let held = known(registers, &id, stamp)?;
    if held.plan.sample.as_ref() == Some(&sample) {
        return Err(Refusal::NothingToChange { what: format!("that {id} uses {sample}") });
    }
    if !held.results.is_empty() {
        return Err(refused(format!("{id} has results already"), "plan another test for another sample"));
    }
    if held.plan.design || !held.plan.change_controls.is_empty() {
        return Err(refused(format!("{id} is not tested by sample"), "plan another test for the sample"));
    }
    let items = sampled_items(registers, &held.plan, &sample)?;
    Ok(event(TestingEvent::SampleTaken { id, sample, items }))
}

pub(super) fn results(
    registers: &Registers,
    id: String,
    results: Vec<TestResult>,
    reopens: bool,
    stamp: &Stamp,
) -> Judged {
    let held = known(registers, &id, stamp)?;
    if held.items.is_empty() {
        return Err(refused(format!("{id} has no sample yet"), "draw one and let the test use it"));
    }
    if results.len() > MAX_RESULTS {
        return Err(Refusal::TooMany { what: "results at once", max: MAX_RESULTS });
    }
    let mut seen = BTreeSet::new();
    let mut changed = Vec::new();
    for result in results {
        if !seen.insert((result.item.clone(), result.attribute.clone())) {
            return Err(refused(
                format!("item {}, attribute {} stands twice", result.item, result.attribute),
                "record one result for each",
            ));
        }
        let result = result_of(registers, held, result)?;
        let before = held.results.get(&result.item).and_then(|row| row.get(&result.attribute));
        let same = |was: &HeldResult| {
            (was.outcome, &was.note, &was.evidence) == (result.outcome, &result.note, &result.evidence)
        };
        if !before.is_some_and(|was| same(was) && !stale(registers, was)) {
            changed.push(result);
        }
    }
    if changed.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("every result of {id}") });
    }
    // What a conclusion rests on does not change under it (SoD-14).
    if held.conclusion().is_some() && !reopens {
        return Err(refused(
            format!("{id} is concluded, and the conclusion rests on the results as they are"),
            "take the conclusion back with the new results, say so, and conclude again",
        ));
    }
    Ok(event(TestingEvent::ResultsRecorded { id, results: changed }))
}

/// Was a version of evidence that it cites received after it was recorded?
fn stale(registers: &Registers, result: &HeldResult) -> bool {
    let items = result.evidence.iter().filter_map(|id| registers.evidence.items.get(id));
    items.into_iter().any(|item| item.newest().received_us > result.at_us)
}

fn result_of(registers: &Registers, held: &HeldTest, result: TestResult) -> Result<TestResult, Refusal> {
    if !held.items.contains_key(&result.item) {
        return Err(unknown("item of the test", &result.item));
    }
    if !held.plan.attributes.iter().any(|attribute| attribute.id == result.attribute) {
        return Err(unknown("attribute of the test", &result.attribute));
    }
    cited(registers, &result.evidence)?;
    let note = optional(&result.note, "the note of a result", LONG_TEXT)?;
    if result.outcome == TestOutcome::Deviation && note.is_empty() {
        return Err(refused(
            format!("item {}, attribute {}: the deviation is not described", result.item, result.attribute),
            "write in the note what deviates",
        ));
    }
    Ok(TestResult { note, ..result })
}

/// Evidence that is there and counts.
fn cited(registers: &Registers, evidence: &BTreeSet<String>) -> Result<(), Refusal> {
    if evidence.len() > MAX_CITED {
        return Err(Refusal::TooMany { what: "items of evidence cited at once", max: MAX_CITED });
    }
    let counts = |id: &&String| registers.evidence.items.get(*id).is_some_and(|item| item.counts());
    match evidence.iter().find(|id| !counts(id)) {
        None => Ok(()),
        Some(id) => Err(unknown("evidence that counts", id)),
    }
}

fn whole(id: &str, held: &HeldTest) -> Result<(), Refusal> {
    if held.items.is_empty() {
        return Err(refused(format!("{id} has no sample yet"), "draw one, let the test use it, and record results"));
    }
    match held.open() {
        0 => Ok(()),
        open => Err(refused(
            counted(open, &format!("result of {id} is open"), &format!("results of {id} are open")),
            "record every item and attribute first",
        )),
    }
}

pub(super) fn note(registers: &Registers, id: String, text: &str, stamp: &Stamp) -> Judged {
    let held = known(registers, &id, stamp)?;
    if held.plan.kind == TestKind::Audit {
        return Err(refused(format!("{id} is a test of the auditor"), "the auditor concludes on it"));
    }
    whole(&id, held)?;
    let text = required(text, "the readiness note", "what was seen, and what is left to do", LONG_TEXT)?;
    if held.readiness_note().is_some_and(|written| written.text == text) {
        return Err(Refusal::NothingToChange { what: format!("the note of {id}") });
    }
    Ok(event(TestingEvent::ReadinessNoted { id, text }))
}

pub(super) fn conclude(
    registers: &Registers,
    id: String,
    (conclusion, text, evidence): (TestConclusion, &str, BTreeSet<String>),
    stamp: &Stamp,
) -> Judged {
    let held = registers.testing.tests.get(&id).ok_or_else(|| unknown("test", &id))?;
    engagement(registers, &held.plan.engagement)?;
    auditor(registers, &held.plan.engagement, stamp)?;
    if held.plan.kind == TestKind::Readiness {
        return Err(refused(
            format!("{id} is a readiness test: it ends in a readiness note"),
            "plan a test of the kind audit",
        ));
    }
    whole(&id, held)?;
    let text = required(text, "the conclusion", "what you conclude, in your own words", LONG_TEXT)?;
    fits(registers, &id, held, conclusion)?;
    let all: BTreeSet<String> = evidence.iter().chain(held.cited()).cloned().collect();
    if all.is_empty() {
        return Err(Refusal::Empty { field: "the evidence", wanted: "at least one item that the conclusion rests on" });
    }
    cited(registers, &evidence)?;
    let cited = after_evidence(registers, held, &all, stamp)?;
    Ok(event(TestingEvent::TestConcluded { id, conclusion, text, cited }))
}

/// A conclusion says what results and exceptions say; it is compared, never written, by a machine.
fn fits(registers: &Registers, id: &str, held: &HeldTest, conclusion: TestConclusion) -> Result<(), Refusal> {
    let noted: Vec<_> = registers.testing.exceptions.values().filter(|exception| exception.note.test == id).collect();
    let cleared = !noted.is_empty() && noted.iter().all(|exception| exception.cleared());
    match (conclusion, held.deviating()) {
        (TestConclusion::NoException, deviating) if deviating > 0 && !cleared => Err(refused(
            counted(deviating, &format!("item of {id} deviates"), &format!("items of {id} deviate")),
            "note the exception, and clear it with a reason if it is none",
        )),
        (TestConclusion::Exception, 0) => {
            Err(refused(format!("no item of {id} deviates"), "record the deviation first"))
        }
        _ => Ok(()),
    }
}

/// Every item that is cited with the version that is read now, none received after the result that cites it (SoD-14).
fn after_evidence(
    registers: &Registers,
    held: &HeldTest,
    all: &BTreeSet<String>,
    stamp: &Stamp,
) -> Result<BTreeMap<String, u32>, Refusal> {
    let too_early = |sentence: String| Refusal::KeptApart {
        duty: Duty::AuditorConcludes,
        sentence,
        hint: "look at the newest version, record the result again, and conclude then".to_owned(),
    };
    let cells = held
        .results
        .iter()
        .flat_map(|(item, row)| row.iter().map(move |(attribute, result)| (item, attribute, result)));
    for (item, attribute, result) in cells {
        if stale(registers, result) {
            return Err(too_early(format!("item {item}, attribute {attribute} cites evidence that came in after it")));
        }
    }
    let mut versions = BTreeMap::new();
    for id in all {
        let item = registers.evidence.items.get(id).filter(|item| item.counts());
        let item = item.ok_or_else(|| unknown("evidence that counts", id))?;
        if item.newest().received_us > stamp.at_us {
            return Err(too_early(format!("{id} was received after this moment")));
        }
        versions.insert(id.clone(), item.version());
    }
    Ok(versions)
}
