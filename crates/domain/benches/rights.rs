//! How long the decision on a right takes (aim: at most 2 µs), in an organisation of 1,000 people, 50 grants, 20 deputies.
//!
//! `cargo bench -p domain --bench rights`

#![allow(clippy::unwrap_used, reason = "a measurement that meets a surprise has failed")]

use criterion::Criterion;
use domain::event::Event;
use domain::registers::{Recorded, Registers};
use domain::rules::access::{Object, allowed};
use domain::stamp::{Badge, Limits};
use domain::values::{Action, Control, Deputy, Grant, GrantKind, Role, State, Status};
use jiff::civil::{Date, date};
use std::hint::black_box;
use std::time::Duration;

const TODAY: Date = date(2026, 11, 21);
/// Three roles of their own.
const MEMBER: &str = "p-0500";
/// Three roles of their own, and the deputy of two.
const DEPUTY: &str = "p-0001";

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(50)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .without_plots()
        .configure_from_args();
    let registers = organisation();
    permitted(&mut criterion, &registers);
    refused(&mut criterion, &registers);
    criterion.final_summary();
}

fn permitted(criterion: &mut Criterion, registers: &Registers) {
    let mut group = criterion.benchmark_group("allowed");
    let control = Object::control(registers, "AC-1");
    let plain = Object::plain(State::Live);
    let mut decide = |name: &str, badge: Badge, action: Action, object: &Object| {
        allowed(registers, &badge, action, object, TODAY).unwrap();
        group.bench_function(name, |b| {
            b.iter(|| allowed(black_box(registers), black_box(&badge), black_box(action), black_box(object), TODAY));
        });
    };
    decide("member of three roles reads", Badge::fresh(MEMBER), Action::ReadProgramme, &plain);
    decide("member of three roles changes a control", Badge::fresh(MEMBER), Action::ReviseControl, &control);
    decide("deputy of two changes a control", Badge::fresh(DEPUTY), Action::ReviseControl, &control);
    decide("external auditor reads", Badge::fresh("p-0100"), Action::ReadLibrary, &plain);
    let controls = (0..500).map(|i| format!("AC-{i}")).collect();
    let limits = Limits { actions: Action::ALL.into_iter().collect(), controls, collector: false, directory: false };
    let token = Badge { limits: Some(limits), ..Badge::fresh(MEMBER) };
    decide("token of 500 controls changes one", token, Action::ReviseControl, &control);
    group.bench_function("what a command is about, and the decision", |b| {
        let badge = Badge::fresh(MEMBER);
        b.iter(|| {
            let object = Object::control(black_box(registers), "AC-1");
            allowed(registers, &badge, Action::ReviseControl, &object, TODAY)
        });
    });
    group.finish();
}

/// A refusal looks for people who could do it instead; the worst case is that there is none among all members.
fn refused(criterion: &mut Criterion, registers: &Registers) {
    let mut group = criterion.benchmark_group("refused");
    let mut refuse = |name: &str, person: &str, action: Action, state: State| {
        let (badge, object) = (Badge::fresh(person), Object::plain(state));
        allowed(registers, &badge, action, &object, TODAY).unwrap_err();
        group.bench_function(name, |b| {
            b.iter(|| allowed(black_box(registers), black_box(&badge), black_box(action), black_box(&object), TODAY));
        });
    };
    refuse("no part", "nobody", Action::ReadProgramme, State::Live);
    refuse("three people could", "p-0100", Action::SetScope, State::Live);
    refuse("one of 1,000 could", MEMBER, Action::SetWebhook, State::Live);
    refuse("none of 1,000 could", MEMBER, Action::ApproveDeed, State::Ended);
    group.finish();
}

/// The first owner, 899 members of three roles, 50 external auditors, 50 contributors; 20 deputies.
fn organisation() -> Registers {
    let mut registers = Registers::default();
    let mut apply = |by: &str, event| registers.apply(Recorded { at_us: 0, by }, event);
    apply("zoe", Event::OrganisationCreated { name: "Acme".into() });
    let control = Control { id: "AC-1".into(), name: "Review".into(), status: Status::InPlace, ..Control::default() };
    apply("zoe", Event::ControlAdded { control });
    let three = [Role::ProgrammeManager, Role::ControlOwner, Role::Contributor];
    for i in 0..999 {
        let person = format!("p-{i:04}");
        match i {
            100..150 => {
                let (kind, engagement) = (GrantKind::ExternalAuditor, "2026".to_owned());
                let (from, until, reason) = (date(2026, 11, 1), date(2027, 1, 1), "engaged".to_owned());
                let grant = Grant { person: person.clone(), kind, works: false, engagement, from, until, reason };
                apply("zoe", Event::GrantGiven { id: format!("grant-{i}"), grant });
            }
            150..200 => {
                apply("zoe", Event::PersonInvited { person: person.clone(), roles: [Role::Contributor].into() });
            }
            _ => apply("zoe", Event::PersonInvited { person: person.clone(), roles: three.into() }),
        }
        apply(&person, Event::MembershipConfirmed { person: person.clone() });
    }
    for i in 0..20 {
        let (principal, deputy) = (format!("p-{:04}", 200 + i), format!("p-{:04}", i / 2 + 1));
        let (from, until, reason) = (date(2026, 11, 1), date(2027, 1, 1), "leave".to_owned());
        let deputy = Deputy { principal, deputy, from, until, reason };
        apply("zoe", Event::DeputyNamed { id: format!("deputy-{i}"), deputy });
    }
    registers
}
