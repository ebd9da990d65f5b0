//! How long the page of a Statement of Applicability takes in the domain: 93 rows, 200 risks, 300 own controls, 2,000 items
//! of evidence (aim: below 5 ms).
//!
//! `cargo bench -p domain --bench statement`

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]

use criterion::Criterion;
use domain::event::{Event, EvidenceEvent, RiskEvent, StatementEvent};
use domain::registers::{Recorded, Registers};
use domain::reports::statement::{annex, chains, findings, progress, proposed_changes, rows};
use domain::values::risk::{Risk, Treatment, TreatmentLine, TreatmentOption};
use domain::values::{Control, Evidence, EvidenceType, Frequency, Link, Overlap, Profile, Status, Target, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;
use std::time::Duration;

const CONTROLS: usize = 300;
const RISKS: usize = 200;
const ITEMS: usize = 2_000;
const ON: Date = date(2026, 11, 21);
const BY: Recorded<'_> = Recorded { at_us: 1_795_262_400_000_000, by: "person-1" };

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .without_plots()
        .configure_from_args();
    let registers = stated();
    let held = registers.statements.version("ST-1").unwrap();
    let (all, found) = rows(&registers, held, ON).unwrap();
    println!("{} rows, {} findings", all.len(), found.len());
    criterion.bench_function("rows of a statement with 200 risks", |b| {
        b.iter(|| {
            let (all, found) = rows(black_box(&registers), held, ON).unwrap();
            progress(&all, &found)
        });
    });
    criterion.bench_function("what is wrong with it", |b| {
        b.iter(|| findings(black_box(&registers), held, ON).unwrap());
    });
    criterion.bench_function("what is proposed for it", |b| {
        b.iter(|| proposed_changes(black_box(&registers), held, ON).unwrap());
    });
    criterion.bench_function("its chains from risk to evidence", |b| b.iter(|| chains(&registers, black_box(&all))));
    criterion.final_summary();
}

/// A draft whose proposals were taken, over a programme of that size.
fn stated() -> Registers {
    let mut registers = Registers::default();
    registers.apply(BY, Event::OrganisationCreated { name: "Acme Cloud".into() });
    for document in formats::library::builtin::all() {
        registers.apply(BY, Event::DocumentAdopted { document: Box::new(document) });
    }
    registers.apply(BY, Event::ProfileSet { profile: Profile::default() });
    let items: Vec<String> = annex(&registers).unwrap().iter().map(|item| item.id.clone()).collect();
    for number in 0..CONTROLS {
        registers.apply(BY, Event::ControlAdded { control: control(number, &items[number % items.len()]) });
    }
    for number in 0..ITEMS {
        registers.apply(BY, Event::Evidence(shown(number)));
        let judged = EvidenceEvent::EvidenceJudged {
            id: format!("EV-{}", number + 1),
            version: 1,
            accepted: true,
            note: String::new(),
        };
        registers.apply(BY, Event::Evidence(judged));
    }
    for number in 0..RISKS {
        for event in risk(number, &items) {
            registers.apply(BY, Event::Risk(event));
        }
    }
    let id = "ST-1".to_owned();
    let begun =
        StatementEvent::StatementBegun { id: id.clone(), copy_of: None, undecided: items.into_iter().collect() };
    registers.apply(BY, Event::Statement(begun));
    let changes = proposed_changes(&registers, registers.statements.version("ST-1").unwrap(), ON).unwrap();
    registers.apply(BY, Event::Statement(StatementEvent::StatementProposalsTaken { id, changes }));
    registers
}

fn control(number: usize, item: &str) -> Control {
    let link = Link { reason: "it does what is asked".into(), extent: Overlap::Full };
    let to = |framework: &str, item: &str| Target { framework: framework.into(), item: item.into() }.key();
    let criterion = format!("CC{}.1", number % 9 + 1);
    Control {
        id: format!("C-{number:03}"),
        name: format!("Control {number}"),
        status: Status::InPlace,
        frequency: Some(Frequency::Quarterly),
        links: BTreeMap::from([(to("iso27001-2022", item), link.clone()), (to("soc2-tsc-2017", &criterion), link)]),
        ..Control::default()
    }
}

fn shown(number: usize) -> EvidenceEvent {
    let ran = date(2026, 1, 15).saturating_add(i32::try_from(number % 300).unwrap().days());
    let evidence = Evidence {
        title: format!("Record {number}"),
        kind: EvidenceType::AccessReview,
        form: Default::default(),
        period: Window { from: ran, until: ran },
        captured: Some(ran),
        collected: Some(ran),
        source: Default::default(),
        shows: BTreeSet::new(),
        collector: None,
        classification: Default::default(),
        personal_data: false,
        note: String::new(),
    };
    let controls = BTreeMap::from([(format!("C-{:03}", number % CONTROLS), ran)]);
    EvidenceEvent::EvidenceAdded {
        id: format!("EV-{}", number + 1),
        evidence,
        files: Vec::new(),
        controls,
        answers: None,
    }
}

fn risk(number: usize, items: &[String]) -> [RiskEvent; 2] {
    let id = format!("RI-{}", number + 1);
    let named = [items[number % items.len()].clone(), format!("C-{:03}", number % CONTROLS)];
    let line = TreatmentLine { what: "do it".into(), controls: BTreeSet::from(named), ..TreatmentLine::default() };
    let treatment = Treatment { option: TreatmentOption::Modify, reason: String::new(), lines: vec![line] };
    let sha256 = treatment.sha256(&id);
    let risk = Box::new(Risk { title: format!("Risk {number}"), ..Risk::default() });
    [
        RiskEvent::RiskRecorded { id: id.clone(), risk },
        RiskEvent::TreatmentPlanned { id, version: 1, treatment: Box::new(treatment), sha256 },
    ]
}
