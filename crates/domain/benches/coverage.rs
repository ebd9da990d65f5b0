//! How long one report takes: coverage (aim: at most 50 µs), gap, claims, an organisation with 2,000 controls.
//!
//! `cargo bench -p domain`

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]

use criterion::Criterion;
use domain::command::Command;
use domain::registers::{Recorded, Registers};
use domain::reports::claims::claims;
use domain::reports::coverage::coverage;
use domain::reports::duplicates::duplicates;
use domain::reports::explain::explain;
use domain::reports::gap::{GapInput, gap};
use domain::reports::lens::Lens;
use domain::reports::programme::{self, View};
use domain::rules::{decide, plan};
use domain::stamp::{Badge, Stamp};
use domain::values::{Catalogue, Categories, Control, Link, Mode, Overlap, Profile, Status, Target};
use jiff::civil::{Date, date};
use std::hint::black_box;
use std::time::Duration;

const TODAY: Date = date(2026, 11, 21);

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
        .without_plots()
        .configure_from_args();
    library(&mut criterion);
    organisation(&mut criterion, "organisation of 118 controls", 118);
    organisation(&mut criterion, "organisation of 2,000 controls", 2_000);
    criterion.final_summary();
}

/// The mapping alone.
fn library(criterion: &mut Criterion) {
    let mut catalogue = Catalogue::default();
    for document in formats::library::builtin::all() {
        catalogue.insert(document);
    }
    let reading = catalogue.reading("truvo-2026-05").unwrap();
    let lens = |categories, mode| Lens::new(reading, categories, mode);
    let mut group = criterion.benchmark_group("library");
    group.bench_function("coverage, Security, literal", |b| {
        b.iter(|| coverage(black_box(&lens(Categories::SECURITY, Mode::Literal))));
    });
    group.bench_function("coverage, all five, broad", |b| {
        b.iter(|| coverage(black_box(&lens(Categories::ALL, Mode::Broad))));
    });
    group.bench_function("gap, Security", |b| {
        b.iter(|| gap(reading, coverage(black_box(&lens(Categories::SECURITY, Mode::Literal))), &GapInput::default()));
    });
    group.bench_function("claims", |b| b.iter(|| claims(black_box(&catalogue), None, Mode::Literal).unwrap()));
    group.bench_function("explain A.5.4", |b| {
        b.iter(|| {
            explain(black_box(&catalogue), "truvo-2026-05", "A.5.4", Categories::SECURITY, Mode::Literal).unwrap()
        });
    });
    group.finish();
}

/// An organisation with so many controls, each linked to a criterion and to a control of Annex A.
fn organisation(criterion: &mut Criterion, title: &str, controls: usize) {
    let list = own_controls(controls);
    let registers = begun(&list);
    let mut group = criterion.benchmark_group(title);
    group.bench_function("gap", |b| {
        b.iter(|| programme::organisation_gap(black_box(&registers), &View::default(), TODAY).unwrap());
    });
    group.bench_function("advice", |b| b.iter(|| programme::advice(black_box(&registers), TODAY).unwrap()));
    group.bench_function("plan of the same list again", |b| b.iter(|| plan(black_box(&registers), &list)));
    group.bench_function("duplicates", |b| b.iter(|| duplicates(black_box(&registers))));
    group.finish();
}

/// Names as different from each other as those of a real list.
fn own_controls(n: usize) -> Vec<Control> {
    let whats =
        ["Access", "Backup", "Change", "Vendor", "Incident", "Encryption", "Logging", "Training", "Asset", "Network"];
    let hows = [
        "review",
        "approval",
        "test",
        "policy",
        "register",
        "monitoring",
        "procedure",
        "report",
        "training",
        "segregation",
    ];
    let iso = formats::library::builtin::framework("iso27001-2022").unwrap();
    let soc2 = formats::library::builtin::framework("soc2-tsc-2017").unwrap();
    let annex_a: Vec<_> = iso.items.iter().filter(|i| i.id.starts_with("A.")).collect();
    let criteria: Vec<_> = soc2.items.iter().filter(|i| !i.heading).collect();
    let key = |framework: &str, item: &str| Target { framework: framework.into(), item: item.into() }.key();
    let link = || Link { reason: "it does what the item asks".into(), extent: Overlap::Full };
    (0..n)
        .map(|i| Control {
            id: format!("C-{i:04}"),
            name: format!(
                "{} {} of {} {}",
                whats[i % 10],
                hows[i / 10 % 10],
                annex_a[i * 7 % annex_a.len()].title,
                i / 100
            ),
            activity: "The owner checks the list against the source each quarter and signs the result".into(),
            status: Status::InPlace,
            links: [
                (key("soc2-tsc-2017", &criteria[i % criteria.len()].id), link()),
                (key("iso27001-2022", &annex_a[i % annex_a.len()].id), link()),
            ]
            .into(),
            ..Control::default()
        })
        .collect()
}

fn begun(controls: &[Control]) -> Registers {
    let stamp = Stamp { at_us: 0, today: TODAY, by: Badge::fresh("person-1"), fresh: "0a".into() };
    let mut registers = Registers::default();
    let documents = formats::library::builtin::all();
    let create = Command::CreateOrganisation { name: "Acme".into(), documents, profile: Profile::default() };
    let import = Command::ImportControls { source: "list.csv".into(), file: None, controls: controls.to_vec() };
    for command in [create, import] {
        for event in decide(&registers, command, &stamp).unwrap() {
            registers.apply(Recorded { at_us: 0, by: "person-1" }, event);
        }
    }
    registers
}
