//! Recording packages and taking them back: complete or partial on purpose, by those who may, never a lie about itself.

use crate::description;
use crate::engagement::{says, type2};
use crate::packaging::*;
use domain::command::{Command, EvidenceCommand};
use domain::event::{Event, PackageEvent};
use domain::refusal::Refusal;
use domain::rules::access::allowed;
use domain::rules::package::{may_build, to_read};
use domain::stamp::Badge;
use domain::values::{Lack, Package, PackageSpec};

#[test]
fn a_complete_package_is_recorded_and_numbered() {
    let mut firm = whole();
    let package = built(&firm, &firm.for_cpa());
    let events = firm.by("paula", record(package.clone()));
    let expected = PackageEvent::PackageBuilt { id: "PK-1".into(), package: Box::new(package.clone()) };
    assert_eq!(events, [Event::Package(expected)]);
    let held = &firm.registers.packages.packages["PK-1"];
    assert_eq!((held.by.as_str(), held.entry), ("paula", firm.registers.entries - 1));
    assert!(held.package.complete() && held.withdrawn.is_none());
    let partial = Package { spec: PackageSpec { partial: true, ..body() }, ..built(&firm, &firm.for_body()) };
    firm.does(record(partial));
    let register = &firm.registers.packages;
    assert_eq!(register.newest_first().iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["PK-2", "PK-1"]);
    assert!(!register.packages["PK-2"].package.complete());
    assert_eq!(register.gone().count(), 0);
}

#[test]
fn an_incomplete_package_is_refused_unless_a_partial_one_was_asked_for() {
    let firm = stated(type2());
    let plan = firm.for_body();
    let refusal = firm.refuses(record(built(&firm, &plan)));
    let words = format!("the package lacks {} things: ", plan.lacks.len());
    says(&refusal, &[&words, "partial"]);
    assert!(plan.lacks.len() > 10);
    for lack in &plan.lacks {
        assert!(refusal.to_string().contains(&lack.what), "{} is named: {refusal}", lack.what);
        assert_eq!(refusal.to_string().matches(&format!(": {}", lack.why)).count(), 1, "each reason once: {refusal}");
    }
    let many: Vec<Lack> = (1..=203).map(|n| Lack { what: format!("AC-{n}"), why: "no evidence".into() }).collect();
    says(
        &may_build(&cpa(), "2026", &many).unwrap_err(),
        &["lacks 203 things: AC-1, AC-2, ", "AC-200: no evidence; and 3 more"],
    );
    let one = [Lack { what: "AC-3".into(), why: "no evidence".into() }];
    says(&may_build(&cpa(), "2026", &one).unwrap_err(), &["lacks 1 thing: AC-3: no evidence"]);
    assert_eq!(may_build(&PackageSpec { partial: true, ..cpa() }, "2026", &one), Ok(()));
}

#[test]
fn a_package_that_says_it_is_complete_and_is_not_is_refused() {
    let mut firm = whole();
    let package = built(&firm, &firm.for_cpa());
    // The evidence goes while the package is being built.
    let withdraw = EvidenceCommand::WithdrawEvidence { id: "EV-1".into(), reason: "the wrong list".into() };
    firm.does(Command::Evidence(withdraw));
    says(&firm.refuses(record(package.clone())), &["says that it is complete", "1 things are missing: GV-1"]);
    // Nor does leaving the list out make a certification package complete.
    let silent = Package { lacks: Vec::new(), spec: body(), ..package };
    says(&firm.refuses(record(silent)), &["says that it is complete"]);
}

#[test]
fn what_is_recorded_of_a_package_has_to_be_there() {
    let firm = whole();
    let good = || built(&firm, &firm.for_cpa());
    let refused = |package: Package, words: &[&str]| says(&firm.refuses(record(package)), words);
    refused(Package { title: " ".into(), ..good() }, &["title"]);
    refused(Package { title: "SOC 2 certification".into(), ..good() }, &["title of the package", "SOC 2 examination"]);
    refused(Package { sha256: "AB".repeat(32), ..good() }, &["file of the package", "build it again"]);
    refused(Package { size: 0, ..good() }, &["file of the package"]);
    refused(Package { tree_size: 0, ..good() }, &["its checkpoint speaks of 0 entries"]);
    refused(Package { tree_size: firm.registers.entries + 1, ..good() }, &["its checkpoint speaks of"]);
    let many = vec![Lack { what: "x".into(), why: "y".into() }; 10_001];
    let spec = PackageSpec { partial: true, ..cpa() };
    let refusal = firm.refuses(record(Package { lacks: many, spec, ..good() }));
    assert!(matches!(refusal, Refusal::TooMany { max: 10_000, .. }), "{refusal}");
    refused(Package { spec: PackageSpec { engagement: Some("EN-9".into()), ..cpa() }, ..good() }, &["EN-9"]);
}

/// Two are built at once: the second names itself by the id that the first was recorded under.
#[test]
fn a_package_whose_id_was_taken_meanwhile_is_refused() {
    let mut firm = whole();
    let both = [built(&firm, &firm.for_cpa()), built(&firm, &firm.for_cpa())];
    let [first, second] = both;
    firm.does(record(first));
    let words = ["PK-1 was recorded while this package was built", "build it again"];
    says(&firm.refuses(record(second.clone())), &words);
    firm.does(withdraw("PK-1", "sent to the wrong firm"));
    says(&firm.refuses(record(second)), &words);
    firm.does(record(built(&firm, &firm.for_cpa())));
    assert!(firm.registers.packages.packages.contains_key("PK-2"));
}

#[test]
fn a_package_is_taken_back_once_with_a_reason() {
    let mut firm = whole();
    firm.does(record(built(&firm, &firm.for_cpa())));
    says(&firm.refuses(withdraw("PK-2", "old")), &["PK-2", "PK-1"]);
    assert!(matches!(firm.refuses(withdraw("PK-1", " ")), Refusal::Empty { .. }));
    assert!(matches!(firm.refuses(withdraw("PK-1", &"x".repeat(1_001))), Refusal::TooLong { max: 1_000, .. }));
    firm.does(withdraw("PK-1", " sent to the wrong firm "));
    let held = &firm.registers.packages.packages["PK-1"];
    assert_eq!(held.withdrawn.as_ref().unwrap().reason, "sent to the wrong firm");
    assert_eq!(firm.registers.packages.gone().collect::<Vec<_>>(), ["ab".repeat(32)]);
    assert_eq!(firm.refuses(withdraw("PK-1", "again")).to_string(), "that PK-1 is withdrawn is so already");
    // The same bytes in a package that stands stay.
    firm.does(record(built(&firm, &firm.for_cpa())));
    assert_eq!(firm.registers.packages.gone().count(), 0);
}

#[test]
fn the_programme_builds_and_the_auditors_of_the_engagement_read() {
    let mut firm = whole();
    description::auditor(&mut firm, "EN-1");
    let package = built(&firm, &firm.for_cpa());
    for nobody in ["mark", "eve"] {
        assert!(matches!(firm.not_by(nobody, record(package.clone())), Refusal::NotAllowed(_)), "{nobody}");
    }
    firm.by("paula", record(package));
    firm.does(record(Package { spec: PackageSpec { partial: true, ..body() }, ..built(&firm, &firm.for_body()) }));
    let reads = |person: &str, id: &str| {
        let (action, object) = to_read(&firm.registers, id, firm.today());
        allowed(&firm.registers, &Badge::fresh(person), action, &object, firm.today()).is_ok()
    };
    assert!(reads("eve", "PK-1") && !reads("eve", "PK-2"), "one for a certification body has no engagement");
    assert!(reads("mark", "PK-1") && reads("mark", "PK-2") && reads("paula", "PK-2"));
    assert!(matches!(firm.not_by("eve", withdraw("PK-1", "mine")), Refusal::NotAllowed(_)));
    assert!(!reads("nobody", "PK-1"));
}
