//! How long the window report of 150 controls over twelve months takes (aim: below 5 ms), and its map.
//!
//! `cargo bench -p domain --bench engagement`

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]

use criterion::Criterion;
use domain::event::{EngagementEvent, Event, EvidenceEvent};
use domain::registers::{Recorded, Registers};
use domain::reports::engagement::{advice, earliest_clean_start, heat, window_report};
use domain::reports::window::buckets;
use domain::values::{
    Categories, Control, Engagement, Evidence, EvidenceType, Examination, Firm, Frequency, Holidays, LibraryDocument,
    Link, Overlap, Status, Target, Window,
};
use jiff::civil::date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

const CONTROLS: usize = 150;
const WINDOW: Window = Window { from: date(2026, 1, 1), until: date(2026, 12, 31) };

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .without_plots()
        .configure_from_args();
    let registers = examined();
    let on = date(2027, 1, 15);
    let report = window_report(&registers, "EN-1", on).unwrap();
    let runs: usize = report.controls.iter().map(|one| one.runs.len()).sum();
    println!("{} controls, {runs} runs", report.controls.len());
    criterion.bench_function("window report of 150 controls", |b| {
        b.iter(|| window_report(black_box(&registers), "EN-1", on).unwrap());
    });
    criterion.bench_function("its map by months", |b| {
        b.iter(|| heat(black_box(&registers), &report, Frequency::Monthly).unwrap());
    });
    criterion.bench_function("its earliest clean start", |b| {
        b.iter(|| earliest_clean_start(black_box(&registers), "EN-1", WINDOW, on).unwrap());
    });
    criterion.bench_function("advice on the engagement", |b| {
        b.iter(|| advice(black_box(&registers), "EN-1", on).unwrap());
    });
    criterion.final_summary();
}

/// 150 controls of mixed frequency, each with evidence for eight of nine of its buckets.
fn examined() -> Registers {
    let mut registers = Registers::default();
    let at_us = date(2025, 12, 1).at(9, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp().as_microsecond();
    let at = Recorded { at_us, by: "person-1" };
    let framework = formats::library::builtin::framework("soc2-tsc-2017").unwrap().clone();
    let criteria: Vec<String> = framework
        .items
        .iter()
        .filter(|item| item.id.starts_with("CC") && !item.heading)
        .map(|i| i.id.clone())
        .collect();
    registers.apply(at, Event::OrganisationCreated { name: "Acme".into() });
    let document = Box::new(LibraryDocument::Framework(framework));
    registers.apply(at, Event::DocumentAdopted { document });
    let mut items = 0;
    for n in 0..CONTROLS {
        let id = format!("C-{n}");
        let frequency = Frequency::ALL[n % Frequency::ALL.len()];
        let target = Target { framework: "soc2-tsc-2017".into(), item: criteria[n % criteria.len()].clone() };
        let control = Control {
            id: id.clone(),
            name: format!("Control {n}"),
            status: Status::InPlace,
            frequency: Some(frequency),
            links: BTreeMap::from([(target.key(), Link { reason: "it does".into(), extent: Overlap::Full })]),
            ..Control::default()
        };
        registers.apply(at, Event::ControlAdded { control });
        // What is continuous is shown by a file of each month.
        let shown = if frequency == Frequency::Continuous { Frequency::Monthly } else { frequency };
        for (nth, bucket) in buckets(shown, WINDOW, &Holidays::new()).into_iter().enumerate() {
            if (nth + n) % 9 == 0 {
                continue;
            }
            items += 1;
            let evidence = Evidence {
                title: format!("{id} {}", bucket.name),
                kind: EvidenceType::AccessReview,
                form: Default::default(),
                period: Window { from: bucket.from, until: bucket.until },
                captured: None,
                collected: None,
                source: Default::default(),
                shows: Default::default(),
                collector: None,
                classification: Default::default(),
                personal_data: false,
                note: String::new(),
            };
            let controls = BTreeMap::from([(id.clone(), bucket.until)]);
            let event = EvidenceEvent::EvidenceAdded {
                id: format!("EV-{items}"),
                evidence,
                files: Vec::new(),
                controls,
                answers: None,
            };
            registers.apply(at, Event::Evidence(event));
        }
    }
    let engagement = Box::new(planned());
    registers.apply(at, Event::Engagement(EngagementEvent::EngagementPlanned { id: "EN-1".into(), engagement }));
    registers
}

/// A Type II of the common criteria over the window.
fn planned() -> Engagement {
    Engagement {
        title: "Type II".into(),
        kind: Examination::Type2 { window: WINDOW },
        categories: Categories::SECURITY,
        services: Vec::new(),
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Firm::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    }
}
