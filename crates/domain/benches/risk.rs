//! How long 200 risks over 100,000 years take (aim: below 1 s on 2 cores), and the X-ray of 500 risks, 300 controls and 5,000
//! items of evidence: what is wrong with the risks, the chain from them to the evidence, and what is wrong with the Statement
//! that states their controls (aim: below 30 ms together).
//!
//! `cargo bench -p domain --bench risk`

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]

use criterion::Criterion;
use domain::event::{Event, EvidenceEvent, RiskEvent, StatementEvent};
use domain::registers::{Recorded, Registers};
use domain::reports::risk::{chain, heat, lines, play, trend, wrong};
use domain::reports::statement::{annex, findings, proposed_changes};
use domain::values::risk::{
    Estimate, Exposure, LineState, LineStep, MAX_TRIALS, Quantity, Rating, RatingKind, Risk, Simulation, Treatment,
    TreatmentLine, TreatmentOption, proposed_method,
};
use domain::values::{Control, Evidence, EvidenceType, Frequency, Link, Overlap, Profile, Status, Target, Window};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

const RISKS: usize = 500;
const CONTROLS: usize = 300;
const ITEMS: usize = 5_000;
const ON: Date = date(2026, 12, 1);
const STATEMENT: &str = "ST-1";

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(5))
        .without_plots()
        .configure_from_args();
    let quantities: Vec<(String, Quantity)> = (0..200).map(|n| (format!("RI-{n}"), ranges(n))).collect();
    let plays: Vec<(&str, &Quantity)> = quantities.iter().map(|(id, quantity)| (id.as_str(), quantity)).collect();
    let simulation = Simulation { seed: 1, trials: MAX_TRIALS, currency: "EUR".into() };
    assert_eq!(play(&plays, &simulation).0, MAX_TRIALS, "all years are played");
    criterion.bench_function("200 risks over 100,000 years", |b| b.iter(|| play(black_box(&plays), &simulation)));
    let registers = treated();
    let (stated, report) = (registers.statements.version(STATEMENT).unwrap(), chain(&registers, ON));
    assert_eq!(report.statement.as_deref(), Some(STATEMENT), "the chain meets the Statement");
    assert!(report.links.iter().all(|link| link.evidence.is_some()), "and the evidence");
    println!("{} links, {} breaks", report.links.len(), report.broken.len());
    criterion.bench_function("X-ray of 500 risks, 300 controls and 5,000 items of evidence", |b| {
        b.iter(|| {
            let registers = black_box(&registers);
            (wrong(registers, ON), chain(registers, ON), findings(registers, stated, ON).unwrap())
        });
    });
    criterion.bench_function("chain of 500 risks", |b| b.iter(|| chain(black_box(&registers), ON)));
    criterion.bench_function("register of 500 risks", |b| b.iter(|| lines(black_box(&registers), ON)));
    criterion.bench_function("what is wrong with 500 risks", |b| b.iter(|| wrong(black_box(&registers), ON)));
    criterion.bench_function("heat map of 500 risks", |b| b.iter(|| heat(black_box(&registers), |_| true)));
    criterion.bench_function("trend of 500 risks", |b| b.iter(|| trend(black_box(&registers), ON, |_| true)));
    criterion.final_summary();
}

/// Between once in twenty years and twice a year.
fn ranges(n: u64) -> Quantity {
    let often = 50 + (n * 37) % 1_000;
    let exposure = |share: u64| Exposure {
        frequency: Estimate { min: often / share, likely: often * 2 / share, max: often * 3 / share },
        loss: Estimate { min: 1_000 * (n + 1), likely: 4_000 * (n + 1), max: 20_000 * (n + 1) },
    };
    Quantity { today: exposure(1), treated: Some(exposure(2)), cost: 1_000, basis: "benchmark".into() }
}

/// An organisation with risks, each with an approved plan of two lines that are done and name two controls each, and a Statement
/// that takes what is proposed for it.
fn treated() -> Registers {
    let mut registers = Registers::default();
    let at_us = date(2026, 1, 5).at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp().as_microsecond();
    let at = Recorded { at_us, by: "person-1" };
    registers.apply(at, Event::OrganisationCreated { name: "Acme".into() });
    for document in formats::library::builtin::all() {
        registers.apply(at, Event::DocumentAdopted { document: Box::new(document) });
    }
    registers.apply(at, Event::ProfileSet { profile: Profile::default() });
    let items: Vec<String> = annex(&registers).unwrap().iter().map(|item| item.id.clone()).collect();
    for n in 0..CONTROLS {
        let target = Target { framework: "iso27001-2022".into(), item: items[n % items.len()].clone() };
        let control = Control {
            id: format!("C-{n}"),
            name: format!("Control {n}"),
            status: Status::InPlace,
            frequency: Some(Frequency::Monthly),
            links: BTreeMap::from([(target.key(), Link { reason: "it does".into(), extent: Overlap::Full })]),
            ..Control::default()
        };
        registers.apply(at, Event::ControlAdded { control });
    }
    for n in 0..ITEMS {
        let control = format!("C-{}", n % CONTROLS);
        let from = date(2026, i8::try_from(n % 11 + 1).unwrap(), 1);
        show(&mut registers, at, &format!("EV-{}", n + 1), &control, from);
    }
    let method = proposed_method();
    let sha256 = method.sha256();
    let written = RiskEvent::RiskMethodWritten { version: 1, method: Box::new(method.clone()), sha256: sha256.clone() };
    registers.apply(at, Event::Risk(written));
    registers.apply(at, Event::Risk(RiskEvent::RiskMethodApproved { version: 1, sha256 }));
    for n in 0..RISKS {
        risk(&mut registers, at, n);
    }
    state(&mut registers, at, items);
    registers
}

/// Begins a Statement and takes what the data propose for it.
fn state(registers: &mut Registers, at: Recorded<'_>, items: Vec<String>) {
    let id = STATEMENT.to_owned();
    let begun =
        StatementEvent::StatementBegun { id: id.clone(), copy_of: None, undecided: items.into_iter().collect() };
    registers.apply(at, Event::Statement(begun));
    let changes = proposed_changes(registers, registers.statements.version(STATEMENT).unwrap(), ON).unwrap();
    registers.apply(at, Event::Statement(StatementEvent::StatementProposalsTaken { id, changes }));
}

fn risk(registers: &mut Registers, at: Recorded<'_>, n: usize) {
    let id = format!("RI-{}", n + 1);
    let text = |what: &str| format!("{what} number {n} that says what would happen here");
    let risk = Risk {
        title: format!("Risk {n}"),
        cause: text("Cause"),
        event: text("Event"),
        consequence: text("Consequence"),
        owner: Some("person-1".into()),
        ..Risk::default()
    };
    registers.apply(at, Event::Risk(RiskEvent::RiskRecorded { id: id.clone(), risk: Box::new(risk) }));
    let (likelihood, impact) = (u8::try_from(n % 5 + 1).unwrap(), u8::try_from(n / 5 % 5 + 1).unwrap());
    for kind in RatingKind::ALL {
        let level = proposed_method().level(likelihood, impact).unwrap();
        let (word, on, reason) = (String::new(), date(2026, 1, 5), String::new());
        let rating = Rating { kind, likelihood, impact, level, word, method: 1, on, reason };
        let rated = RiskEvent::RiskRated { id: id.clone(), rating, next_review: date(2027, 1, 5) };
        registers.apply(at, Event::Risk(rated));
    }
    let line = |nth: usize| TreatmentLine {
        id: format!("L{}", nth + 1),
        what: "Do it".into(),
        controls: [0, 1].map(|more| format!("C-{}", (n * 7 + nth * 3 + more) % CONTROLS)).into(),
        owner: Some("person-1".into()),
        due: Some(date(2026, 6, 30)),
    };
    let lines = vec![line(0), line(1)];
    let treatment = Box::new(Treatment { option: TreatmentOption::Modify, reason: "It helps".into(), lines });
    let sha256 = treatment.sha256(&id);
    let planned = RiskEvent::TreatmentPlanned { id: id.clone(), version: 1, treatment, sha256: sha256.clone() };
    registers.apply(at, Event::Risk(planned));
    registers.apply(at, Event::Risk(RiskEvent::TreatmentApproved { id: id.clone(), version: 1, sha256 }));
    for line in ["L1", "L2"] {
        let step = LineStep { to: LineState::Done, note: "It is done".into(), evidence: Default::default() };
        registers.apply(at, Event::Risk(RiskEvent::TreatmentLineMoved { id: id.clone(), line: line.into(), step }));
    }
}

fn show(registers: &mut Registers, at: Recorded<'_>, id: &str, control: &str, from: Date) {
    let until = from.last_of_month();
    let evidence = Evidence {
        title: format!("{control} {from}"),
        kind: EvidenceType::AccessReview,
        form: Default::default(),
        period: Window { from, until },
        captured: None,
        collected: None,
        source: Default::default(),
        shows: Default::default(),
        collector: None,
        classification: Default::default(),
        personal_data: false,
        note: String::new(),
    };
    let controls = BTreeMap::from([(control.to_owned(), until)]);
    let added = EvidenceEvent::EvidenceAdded { id: id.into(), evidence, files: Vec::new(), controls, answers: None };
    registers.apply(at, Event::Evidence(added));
    let judged = EvidenceEvent::EvidenceJudged { id: id.into(), version: 1, accepted: true, note: String::new() };
    registers.apply(at, Event::Evidence(judged));
}
