//! Populations, samples, tests and exceptions, in the ledger of a release: each kind of event at least once.

use super::engaging::{CHANGE, moves, shows};
use super::{Hand, days, person, reason};
use crate::random::DAY_US;
use app::Who;
use domain::command::{Command, TestingCommand};
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Draw, DrawMethod, ExceptionNote, Population,
    PopulationFile, PopulationItem, PopulationSource, TestAttribute, TestConclusion, TestKind, TestMethod, TestOutcome,
    TestPlan, TestResult,
};
use domain::values::{
    EngagementState, EvidenceType, FileRef, Grant, GrantKind, SampleRule, SamplingFrequency, SamplingProfile,
    SamplingRisk, SamplingRow, Window,
};
use jiff::civil::date;

fn does(hand: &Hand<'_>, who: &Who, command: TestingCommand) -> String {
    hand.does(who, Command::Testing(command))
}

/// The window is over, and the auditor in; at its end every exception is answered.
pub(super) fn testing(hand: &Hand<'_>, founder: &Who, engagement: &str) {
    let dov = auditor(hand, founder, engagement);
    hand.clock.set(hand.clock.now_us() + 11 * DAY_US);
    moves(hand, founder, engagement, &[EngagementState::WindowClosed]);
    let held = &hand.registers(founder).engagements.engagements[engagement];
    let window = held.window().unwrap();
    let evidence = shows(hand, founder, EvidenceType::ChangeRecord, window, &[(CHANGE, date(2026, 10, 2))]);
    let population = frozen(hand, founder, population(engagement, window));
    moves(hand, founder, engagement, &[EngagementState::Fieldwork]);
    does(hand, founder, TestingCommand::SetSamplingProfile { profile: Box::new(profile()) });
    let (of, table) = (Some(engagement.to_owned()), Box::new(profile()));
    does(hand, founder, TestingCommand::ChooseSamplingProfile { engagement: of, profile: table });
    readiness(hand, founder, engagement, &population);
    let test = audited(hand, founder, &dov, (engagement, &population, &evidence));
    exception(hand, founder, &dov, &test);
    let (conclusion, text) = (TestConclusion::Exception, "One of two changes was not approved.".to_owned());
    let evidence = [evidence].into();
    does(hand, &dov, TestingCommand::ConcludeTest { id: test, conclusion, text, evidence });
}

/// The access of the external auditor is given anew, for this engagement.
fn auditor(hand: &Hand<'_>, founder: &Who, engagement: &str) -> Who {
    let (theirs, dov) = (person("dov-katz"), hand.app.demo_actor("dov-katz"));
    let people = hand.registers(founder).people;
    let running = |(id, held): (String, domain::registers::people::HeldGrant)| {
        (held.grant.person == theirs && held.ended.is_none()).then_some(id)
    };
    for id in people.grants.into_iter().filter_map(running) {
        hand.does(founder, Command::EndGrant { id, reason: reason() });
    }
    let [from, until] = days(hand, 60);
    let (kind, engagement) = (GrantKind::ExternalAuditor, engagement.to_owned());
    let grant = Grant { person: theirs.clone(), kind, works: false, engagement, from, until, reason: reason() };
    hand.does(founder, Command::GiveGrant { grant });
    hand.does(&dov, Command::ConfirmMembership);
    dov
}

fn population(engagement: &str, period: Window) -> Population {
    let first = date(2026, 9, 28);
    let item = |at: i8| PopulationItem {
        id: format!("CHG-\u{c4}{at}"),
        on: first.with().day(first.day() - at).build().unwrap(),
        done: (at > 0).then_some(first),
    };
    Population {
        engagement: engagement.to_owned(),
        control: CHANGE.into(),
        title: "Changes to production".into(),
        source: PopulationSource {
            system: "Ticket system".into(),
            query: "type = change AND closed in window".into(),
            extracted_on: period.until,
            extracted_at: "14:05 UTC".into(),
            extracted_by: "Ren\u{e9} Lind".into(),
        },
        period,
        claimed_count: Some(6),
        completeness: Completeness::default(),
        accuracy: Accuracy::default(),
        file: Some(PopulationFile {
            name: "changes.csv".into(),
            file: FileRef { sha256: "ef".repeat(32), size: 612 },
            columns: vec!["id=Nr.".into(), "on=Er\u{f6}ffnet".into()],
        }),
        items: (0..6).map(item).collect(),
    }
}

fn frozen(hand: &Hand<'_>, founder: &Who, population: Population) -> String {
    let record = TestingCommand::RecordPopulation { population: Box::new(population.clone()) };
    let id = does(hand, founder, record);
    let checked = Population {
        completeness: Completeness {
            method: CompletenessMethod::Sequence,
            result: CompletenessResult::Complete,
            note: "numbers follow one another".into(),
        },
        accuracy: Accuracy { checked: 2, matched: 2, note: "first and last".into() },
        ..population
    };
    does(hand, founder, TestingCommand::RevisePopulation { id: id.clone(), population: Box::new(checked) });
    does(hand, founder, TestingCommand::FreezePopulation { id: id.clone() });
    id
}

/// The firm's own table of sizes.
fn profile() -> SamplingProfile {
    let row = |frequency, sizes, rule| SamplingRow {
        frequency,
        typical: "varies".into(),
        sizes: Some(sizes),
        rule,
        source: "Whitfield & L\u{f6}we, plan of 2026".into(),
    };
    let rows = vec![
        row(SamplingFrequency::EventDriven, [2, 3, 4], SampleRule::Table),
        row(SamplingFrequency::Any, [5, 15, 25], SampleRule::TableFrom { all_below: 20 }),
    ];
    SamplingProfile { id: "own".into(), rows }
}

fn draw(population: &str, method: DrawMethod) -> Draw {
    Draw {
        population: population.to_owned(),
        profile: profile(),
        risk: Some(SamplingRisk::Moderate),
        size: None,
        reason: String::new(),
        method,
        seed: Some("erste Ziehung \u{2014} 1".into()),
        named: Vec::new(),
        confidence: String::new(),
        tolerable: String::new(),
    }
}

fn plan(engagement: &str, kind: TestKind, sample: Option<String>) -> Box<TestPlan> {
    let attribute = |id: &str, text: &str| TestAttribute { id: id.into(), text: text.into() };
    Box::new(TestPlan {
        engagement: engagement.to_owned(),
        control: CHANGE.into(),
        kind,
        methods: [TestMethod::Inquiry, TestMethod::Inspection].into(),
        sample,
        change_controls: String::new(),
        design: false,
        attributes: vec![attribute("A", "approved before release"), attribute("B", "tested")],
    })
}

/// The organisation looks for itself, at a sample that is drawn after the test was planned.
fn readiness(hand: &Hand<'_>, founder: &Who, engagement: &str, population: &str) {
    let id = does(hand, founder, TestingCommand::PlanTest { plan: plan(engagement, TestKind::Readiness, None) });
    let by_hash = Box::new(draw(population, DrawMethod::HashOrder));
    let sample = does(hand, founder, TestingCommand::DrawSample { draw: by_hash });
    does(hand, founder, TestingCommand::TakeSample { id: id.clone(), sample });
    let met = |item: &String, attribute: &str, outcome| TestResult {
        item: item.clone(),
        attribute: attribute.into(),
        outcome,
        note: String::new(),
        evidence: [].into(),
    };
    let items = &hand.registers(founder).testing.tests[&id].items;
    let of = |item| [met(item, "A", TestOutcome::Met), met(item, "B", TestOutcome::NotApplicable)];
    let results = items.keys().flat_map(of).collect();
    does(hand, founder, TestingCommand::RecordResults { id: id.clone(), results, reopens: false });
    does(hand, founder, TestingCommand::NoteReadiness { id, text: "All of them are in order; go on so.".into() });
    let (confidence, tolerable) = ("0.95".to_owned(), "0.05".to_owned());
    let statistical = Draw { confidence, tolerable, ..draw(population, DrawMethod::Statistical) };
    does(hand, founder, TestingCommand::DrawSample { draw: Box::new(statistical) });
}

/// The auditor's own test, of two items that the auditor names; the first one deviates.
fn audited(
    hand: &Hand<'_>,
    founder: &Who,
    dov: &Who,
    (engagement, population, evidence): (&str, &str, &str),
) -> String {
    let named = [0, 3].map(|at| format!("CHG-\u{c4}{at}")).to_vec();
    let (seed, reason) = (None, "the two largest ones".to_owned());
    let by_hand = Draw { named: named.clone(), seed, reason, ..draw(population, DrawMethod::Named) };
    let sample = does(hand, dov, TestingCommand::DrawSample { draw: Box::new(by_hand) });
    let id = does(hand, dov, TestingCommand::PlanTest { plan: plan(engagement, TestKind::Audit, Some(sample)) });
    let result = |item: &String, attribute: &str| {
        let deviates = *item == named[0] && attribute == "A";
        TestResult {
            item: item.clone(),
            attribute: attribute.into(),
            outcome: if deviates { TestOutcome::Deviation } else { TestOutcome::Met },
            note: if deviates { "no approval is on record".into() } else { String::new() },
            evidence: [evidence.to_owned()].into(),
        }
    };
    let items = &hand.registers(founder).testing.tests[&id].items;
    let results = items.keys().flat_map(|item| [result(item, "A"), result(item, "B")]).collect();
    does(hand, dov, TestingCommand::RecordResults { id: id.clone(), results, reopens: false });
    id
}

fn exception(hand: &Hand<'_>, founder: &Who, dov: &Who, test: &str) {
    let ana = hand.app.demo_actor("ana-lind");
    let note = ExceptionNote {
        test: test.to_owned(),
        description: "One change was released without approval".into(),
        effect: "CC7.2 asks that anomalies are seen before they do harm".into(),
        tolerable: "0.05".into(),
    };
    let id = does(hand, dov, TestingCommand::NoteException { note: Box::new(note) });
    let (cause, compensating) = ("an emergency at night".to_owned(), "looked at on the next day".to_owned());
    does(hand, founder, TestingCommand::ExplainException { id: id.clone(), cause, compensating });
    let judged = "no approval came afterwards either".to_owned();
    does(hand, dov, TestingCommand::JudgeException { id: id.clone(), stands: true, reason: judged });
    let response = "We agree; the gate is closed since \u{201e}November\u{201c}".to_owned();
    does(hand, &ana, TestingCommand::RespondException { id: id.clone(), response });
    let action = "release gate, Ren\u{e9} Lind, 31 January 2027".to_owned();
    does(hand, &ana, TestingCommand::LinkExceptionAction { id: id.clone(), action });
    does(hand, dov, TestingCommand::CloseException { id, note: "the gate was seen".into() });
}
