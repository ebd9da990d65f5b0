//! The auditor's first tests of the Type II window: the review of accounts without exception, infrastructure changes with
//! one exception that management answered.

use super::people::{CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, CPA, SECURITY_LEAD};
use super::story::{Act, Moment, working_day};
use domain::command::{Command, TestingCommand};
use domain::reports::sample;
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Draw, DrawMethod, ExceptionNote, Population,
    PopulationItem, PopulationSource, TestAttribute, TestConclusion, TestKind, TestMethod, TestOutcome, TestPlan,
    TestResult,
};
use domain::values::{SamplingFrequency, SamplingProfile, SamplingRisk, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

/// The Type II.
const ENGAGEMENT: &str = "EN-2";
/// Days before today on which its window opened.
const OPENED: i32 = 210;
/// Days before today on which the lists were extracted.
const EXTRACTED: i32 = 19;
/// Agreed in the first call with the auditor.
const SEED: &str = "Fathom Freight, Type II, first visit";

/// Everything of it, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let (reviews, changes) = (reviews(today), changes(today));
    let first = drawn(&reviews, SamplingFrequency::Quarterly);
    let second = drawn(&changes, SamplingFrequency::EventDriven);
    let say = |days, by: &'static str, command| Moment::new(today, days, by, Command::Testing(command));
    let (noor, eye) = (SECURITY_LEAD.key, CPA.key);
    let hand_in = |control, title, query, items| TestingCommand::RecordPopulation {
        population: Box::new(population(today, control, title, query, items)),
    };
    let freeze = |id: &str| TestingCommand::FreezePopulation { id: id.to_owned() };
    let results = |id: &str, results| TestingCommand::RecordResults { id: id.to_owned(), results, reopens: false };
    let mut moments = vec![
        say(19, noor, hand_in("AC-04", "Reviews of accounts", "calendar: review of accounts, done", reviews)),
        say(19, noor, hand_in("CH-01", "Infrastructure changes", "label:infrastructure is:merged", changes)),
        say(18, noor, freeze("PO-1")),
        say(18, noor, freeze("PO-2")),
        say(15, eye, draw("PO-1")),
        say(15, eye, draw("PO-2")),
        say(
            15,
            eye,
            plan("AC-04", "SA-1", &[("A", "The list of accounts is whole"), ("B", "Each account is decided on")]),
        ),
        say(
            15,
            eye,
            plan("CH-01", "SA-2", &[("A", "Approved before it was applied"), ("B", "The way back is written")]),
        ),
        say(13, eye, results("TE-1", found(&first, false))),
        say(13, eye, results("TE-2", found(&second, true))),
    ];
    moments.push(Moment { on: working_day(today, 12), by: eye, act: Act::UponEvidence("review 2", concluded) });
    moments.extend(exception(today));
    moments
}

fn exception(today: Date) -> Vec<Moment> {
    let id = || "EX-1".to_owned();
    let say = |days, by: &'static str, command| Moment::new(today, days, by, Command::Testing(command));
    let note = ExceptionNote {
        test: "TE-2".to_owned(),
        description: "One change was applied before it was approved; the approval is dated a day later.".to_owned(),
        effect: "CC8.1: changes are authorised before they are implemented.".to_owned(),
        tolerable: "0.05".to_owned(),
    };
    let cause = "The link to the provider was down, and the change brought it back.".to_owned();
    let compensating = "Emergency changes are read afterwards (CH-03); this one was, on the next day.".to_owned();
    let reason = "The reading afterwards is no approval beforehand.".to_owned();
    let response = "We agree. Emergency changes have a way of their own since, with an approval by telephone that is \
                    written down at once."
        .to_owned();
    vec![
        say(12, CPA.key, TestingCommand::NoteException { note: Box::new(note) }),
        say(8, CHIEF_TECHNOLOGY.key, TestingCommand::ExplainException { id: id(), cause, compensating }),
        say(6, CPA.key, TestingCommand::JudgeException { id: id(), stands: true, reason }),
        say(4, CHIEF_EXECUTIVE.key, TestingCommand::RespondException { id: id(), response }),
    ]
}

fn concluded(evidence: String) -> Box<Command> {
    Box::new(Command::Testing(TestingCommand::ConcludeTest {
        id: "TE-1".to_owned(),
        conclusion: TestConclusion::NoException,
        text:
            "Inspected the reviews in the sample: the lists were whole, contractors included, and each account has a \
               decision."
                .to_owned(),
        evidence: BTreeSet::from([evidence]),
    }))
}

fn population(today: Date, control: &str, title: &str, query: &str, items: Vec<PopulationItem>) -> Population {
    let looked_up = u32::try_from(items.len().min(5)).unwrap_or_default();
    Population {
        engagement: ENGAGEMENT.to_owned(),
        control: control.to_owned(),
        title: title.to_owned(),
        source: PopulationSource {
            system: "Code host and calendar".to_owned(),
            query: query.to_owned(),
            extracted_on: working_day(today, EXTRACTED),
            extracted_at: "09:40 UTC".to_owned(),
            extracted_by: SECURITY_LEAD.name.to_owned(),
        },
        period: Window { from: working_day(today, OPENED), until: working_day(today, EXTRACTED) },
        claimed_count: Some(items.len() as u64),
        completeness: Completeness {
            method: CompletenessMethod::Reconciliation,
            result: CompletenessResult::Complete,
            note: "Held against the release notes and the calendar of the platform team.".to_owned(),
        },
        accuracy: Accuracy { checked: looked_up, matched: looked_up, note: String::new() },
        file: None,
        items,
    }
}

/// The ends of quarters in the window.
fn reviews(today: Date) -> Vec<PopulationItem> {
    let (from, until) = (working_day(today, OPENED), working_day(today, EXTRACTED));
    let mut items = Vec::new();
    let mut end = date(today.year(), (today.month() - 1) / 3 * 3 + 1, 1).saturating_sub(1.day());
    while end >= from {
        if end <= until {
            let id = format!("{}-Q{}", end.year(), end.month() / 3);
            items.push(PopulationItem { id, on: end, done: Some(end.saturating_add(9.days())) });
        }
        end = date(end.year(), end.month() - 2, 1).saturating_sub(1.day());
    }
    items.reverse();
    items
}

/// A change each five days.
fn changes(today: Date) -> Vec<PopulationItem> {
    let days = (EXTRACTED + 2..OPENED - 1).rev().step_by(5);
    let item = |(at, days): (usize, i32)| {
        let on = today.saturating_sub(days.days());
        PopulationItem { id: format!("INF-{}", 301 + at), on, done: Some(on) }
    };
    days.enumerate().map(item).collect()
}

fn table() -> SamplingProfile {
    app::library::sampling_profile("default").cloned().unwrap_or_else(|_| unreachable!("it is built in"))
}

fn draw(population: &str) -> TestingCommand {
    TestingCommand::DrawSample {
        draw: Box::new(Draw {
            population: population.to_owned(),
            profile: table(),
            risk: Some(SamplingRisk::Moderate),
            size: None,
            reason: String::new(),
            method: DrawMethod::HashOrder,
            seed: Some(SEED.to_owned()),
            named: Vec::new(),
            confidence: String::new(),
            tolerable: String::new(),
        }),
    }
}

/// What the draw gives, as anybody could work out.
fn drawn(items: &[PopulationItem], frequency: SamplingFrequency) -> Vec<String> {
    let ids: Vec<String> = items.iter().map(|item| item.id.clone()).collect();
    let of = u32::try_from(ids.len()).unwrap_or_default();
    let size = sample::size(&table(), frequency, of, Some(SamplingRisk::Moderate)).map_or(0, |found| found.size);
    sample::draw(SEED, &ids, size as usize).unwrap_or_default()
}

fn plan(control: &str, sample: &str, attributes: &[(&str, &str)]) -> TestingCommand {
    let attribute = |(id, text): &(&str, &str)| TestAttribute { id: (*id).to_owned(), text: (*text).to_owned() };
    TestingCommand::PlanTest {
        plan: Box::new(TestPlan {
            engagement: ENGAGEMENT.to_owned(),
            control: control.to_owned(),
            kind: TestKind::Audit,
            methods: BTreeSet::from([TestMethod::Inquiry, TestMethod::Inspection]),
            sample: Some(sample.to_owned()),
            change_controls: String::new(),
            design: false,
            attributes: attributes.iter().map(attribute).collect(),
        }),
    }
}

fn found(items: &[String], deviates: bool) -> Vec<TestResult> {
    let mut results = Vec::new();
    for (at, item) in items.iter().enumerate() {
        for attribute in ["A", "B"] {
            let deviation = deviates && at == 0 && attribute == "A";
            results.push(TestResult {
                item: item.clone(),
                attribute: attribute.to_owned(),
                outcome: if deviation { TestOutcome::Deviation } else { TestOutcome::Met },
                note: if deviation { "Applied a day before it was approved.".to_owned() } else { String::new() },
                evidence: BTreeSet::new(),
            });
        }
    }
    results
}
