//! What is said, noted, read and seen in the room of an engagement's auditors.

use crate::engagement::{WHOLE, plan, says, shows, to, type1};
use crate::library;
use crate::library::{FIRST, Organisation};
use crate::people::rests_on;
use crate::room::*;
use crate::testing;
use crate::testing::{CHANGE, changes, day, fieldwork, freeze, population, record};
use domain::command::{Command, RoomCommand};
use domain::event::{Event, RoomEvent};
use domain::registers::Recorded;
use domain::registers::engagement::scope::{controls_in_scope, in_scope};
use domain::registers::room::{MOST_NAMED, MOST_READ};
use domain::rules::access::{Object, allowed};
use domain::rules::engagement::is_to_examine;
use domain::rules::evidence::Examined;
use domain::rules::room::{MAX_READINGS, read_of, watched};
use domain::rules::supplier::own as own_suppliers;
use domain::stamp::Badge;
use domain::values::supplier::Supplier;
use domain::values::{
    Action, Duty, EngagementState, GrantKind, Reading, RequestAnswer, SubjectKind, Subservice, Window,
};
use jiff::civil::date;

#[test]
fn both_sides_comment_and_no_comment_changes() {
    let mut firm = fieldwork();
    firm.by("eve", ask(vec![wanted("Changes")]));
    firm.by("eve", comment(SubjectKind::Engagement, "EN-1", "Kick-off on Monday?"));
    firm.does(comment(SubjectKind::Engagement, "EN-1", "Monday is fine."));
    firm.by("mark", comment(SubjectKind::Criterion, "CC6.1", "We changed the provider in May."));
    firm.by("carl", comment(SubjectKind::Request, "AQ-1", "By Friday."));
    firm.by("carl", comment(SubjectKind::Control, CHANGE, "Two kinds of changes."));
    let said: Vec<&str> = firm.registers.room.comments.values().map(|held| held.by.as_str()).collect();
    assert_eq!(said, ["eve", FIRST, "mark", "carl", "carl"]);
    assert_eq!(firm.not_by("otto", comment(SubjectKind::Engagement, "EN-1", "hello")).code(), "not_allowed");
    assert_eq!(firm.not_by("carl", comment(SubjectKind::Engagement, "EN-1", "hello")).code(), "not_allowed");
    assert_eq!(firm.not_by("ivan", comment(SubjectKind::Engagement, "EN-1", "hello")).code(), "not_allowed");
    says(&firm.refuses(comment(SubjectKind::Engagement, "EN-1", " ")), &["the comment is empty"]);
    says(&firm.refuses(comment(SubjectKind::Engagement, "EN-1", &"x".repeat(4_001))), &["4000"]);
    firm.does(to("EN-1", EngagementState::Withdrawn, "another firm"));
    says(&firm.refuses(comment(SubjectKind::Engagement, "EN-1", "hello")), &["was withdrawn"]);
}

#[test]
fn a_comment_is_about_something_of_the_engagement() {
    let mut firm = fieldwork();
    firm.tested(true);
    firm.by("eve", testing::noted(testing::note("TE-1")));
    firm.does(plan(type1(day(8, 1))));
    firm.does(shows(WHOLE, date(2025, 12, 20), Window { from: date(2025, 12, 1), until: date(2025, 12, 31) }));
    for (kind, id) in [
        (SubjectKind::Engagement, "EN-2"),
        (SubjectKind::Description, "EN-2"),
        (SubjectKind::Statement, "promise"),
        (SubjectKind::Criterion, "CC9.9"),
        (SubjectKind::Control, "ZZ-1"),
        (SubjectKind::Evidence, "EV-2"),
        (SubjectKind::File, "EV-1/00"),
        (SubjectKind::File, "EV-1"),
        (SubjectKind::Population, "PO-9"),
        (SubjectKind::Sample, "SA-9"),
        (SubjectKind::Test, "TE-9"),
        (SubjectKind::Exception, "EX-9"),
        (SubjectKind::Supplier, "SU-9"),
        (SubjectKind::Request, "AQ-9"),
        (SubjectKind::Package, "PK-9"),
    ] {
        let refusal = firm.refuses(comment(kind, id, "what is this?"));
        assert_eq!(refusal.code(), "unknown", "{id}: {refusal}");
    }
    for (kind, id) in [
        (SubjectKind::Description, "EN-1"),
        (SubjectKind::Statement, "assertion"),
        (SubjectKind::Evidence, "EV-1"),
        (SubjectKind::Population, "PO-1"),
        (SubjectKind::Sample, "SA-1"),
        (SubjectKind::Test, "TE-1"),
        (SubjectKind::Exception, "EX-1"),
    ] {
        firm.by("eve", comment(kind, id, "noted"));
    }
}

#[test]
fn notes_are_the_auditors_alone() {
    let mut firm = fieldwork();
    for person in [FIRST, "mark", "ivan", "carl"] {
        rests_on(&firm.not_by(person, keep(SubjectKind::Control, CHANGE)), Duty::AuditeeChangesFinding);
    }
    assert_eq!(firm.not_by("otto", keep(SubjectKind::Control, CHANGE)).code(), "not_allowed");
    firm.by("eve", keep(SubjectKind::Control, CHANGE));
    says(&firm.not_by("eve", keep(SubjectKind::Control, "CH-9")), &["CH-9"]);
    for bad in ["A1".repeat(32), "a1".repeat(31), "g1".repeat(32), String::new()] {
        let subject = about(SubjectKind::Engagement, "EN-1");
        let command = RoomCommand::KeepNote { engagement: "EN-1".into(), subject, sha256: bad };
        assert_eq!(firm.not_by("eve", Command::Room(command)).code(), "bad_id");
    }
    let mut grant = firm.access("emma", GrantKind::ExternalAuditor, 90);
    grant.engagement = "SOC 2 Type II 2026".into();
    firm.does(Command::GiveGrant { grant });
    firm.by("emma", Command::ConfirmMembership);
    assert_eq!(firm.not_by("emma", drop_note("NT-1")).code(), "not_allowed", "another auditor's note");
    rests_on(&firm.refuses(drop_note("NT-1")), Duty::AuditeeChangesFinding);
    firm.by("eve", drop_note("NT-1"));
    says(&firm.not_by("eve", drop_note("NT-1")), &["so already"]);
    assert_eq!(firm.not_by("eve", drop_note("NT-9")).code(), "not_allowed", "nothing is told of what is not theirs");
    let held = &firm.registers.room.notes["NT-1"];
    assert!(held.dropped_us.is_some() && held.sha256 == "a1".repeat(32), "the hash stays");
    // A grant that is over keeps nothing more.
    firm.on(day(11, 1));
    assert_eq!(firm.not_by("eve", keep(SubjectKind::Control, CHANGE)).code(), "not_allowed");
}

#[test]
fn what_auditors_read_is_noted_by_themselves_only() {
    let mut firm = fieldwork();
    let (now, item) = (firm.clock_us, || vec![reading(SubjectKind::Evidence, "EV-1")]);
    for person in [FIRST, "mark", "ivan"] {
        rests_on(&firm.not_by(person, read(now - 5, now, item())), Duty::OutsideAccess);
    }
    assert_eq!(firm.not_by("otto", read(now - 5, now, item())).code(), "not_allowed");
    says(&firm.not_by("eve", read(now - 5, now, Vec::new())), &["what was read is empty"]);
    says(&firm.not_by("eve", read(now, now - 5, item())), &["before"]);
    says(&firm.not_by("eve", read(now, now + 5, item())), &["future"]);
    let many = (0..=MAX_READINGS).map(|n| reading(SubjectKind::Evidence, &format!("EV-{n}"))).collect();
    says(&firm.not_by("eve", read(now - 5, now, many)), &["500"]);
    says(&firm.not_by("eve", read(now - 5, now, [item(), item()].concat())), &["counted twice"]);
    says(&firm.not_by("eve", read(now - 5, now, vec![Reading { times: 0, ..item()[0].clone() }])), &["not at all"]);
    assert_eq!(firm.not_by("eve", read(now - 5, now, vec![reading(SubjectKind::File, "")])).code(), "bad_id");
    assert_eq!(
        firm.not_by("eve", read(now - 5, now, vec![reading(SubjectKind::File, &"x".repeat(201))])).code(),
        "bad_id"
    );
    firm.by("eve", read(now - 5, now, item()));
    let held = firm.registers.room.readings.back().unwrap();
    assert_eq!((held.by.as_str(), held.from_us, held.readings.len()), ("eve", now - 5, 1));
}

#[test]
fn only_the_newest_readings_are_kept_at_hand() {
    let mut firm = fieldwork();
    let entry = |n: usize| {
        let readings = (0..n).map(|one| reading(SubjectKind::Evidence, &format!("EV-{one}"))).collect();
        Event::Room(RoomEvent::AuditorRead { engagement: "EN-1".into(), from_us: 1, until_us: 2, readings, more: 0 })
    };
    let recorded = Recorded { at_us: firm.clock_us, by: "eve" };
    for _ in 0..MOST_READ + 3 {
        firm.registers.apply(recorded, entry(1));
    }
    assert_eq!((firm.registers.room.readings.len(), firm.registers.room.read), (MOST_READ, MOST_READ as u64 + 3));
    for _ in 0..250 {
        firm.registers.apply(recorded, entry(500));
    }
    let named: usize = firm.registers.room.readings.iter().map(|held| held.readings.len()).sum();
    assert!(named <= MOST_NAMED && named == firm.registers.room.named);
}

#[test]
fn a_reading_belongs_to_the_engagement_of_what_was_read() {
    let mut firm = fieldwork();
    firm.does(record(population(changes(3))));
    firm.does(freeze("PO-1"));
    let of = |firm: &Organisation, person: &str, kind, id: &str| read_of(&firm.registers, person, day(7, 1), kind, id);
    assert_eq!(of(&firm, "eve", SubjectKind::Population, "PO-1"), ["EN-1"]);
    assert_eq!(of(&firm, "eve", SubjectKind::Supplier, "all"), ["EN-1"]);
    assert_eq!(of(&firm, "eve", SubjectKind::Exception, "EX-1/NC-1"), ["EN-1"]);
    assert_eq!(of(&firm, "carl", SubjectKind::Population, "PO-1"), [""; 0]);
    assert_eq!(of(&firm, FIRST, SubjectKind::Engagement, "EN-1"), [""; 0]);
    assert_eq!(of(&firm, "otto", SubjectKind::Engagement, "EN-1"), [""; 0], "otto's engagement is not here");
    assert!(watched(&firm.registers, "otto", day(7, 1)) && !watched(&firm.registers, "eve", day(11, 1)));
    // Nobody examines two engagements at a time; what is not of theirs counts for theirs.
    firm.does(plan(type1(day(8, 1))));
    firm.does(shows(CHANGE, day(6, 30), Window { from: day(6, 1), until: day(6, 30) }));
    assert_eq!(of(&firm, "eve", SubjectKind::Evidence, "EV-1"), ["EN-1"]);
    assert_eq!(of(&firm, "eve", SubjectKind::File, "EV-1/00"), ["EN-1"]);
    assert_eq!(of(&firm, "eve", SubjectKind::Evidence, "EV-9"), ["EN-1"]);
}

#[test]
fn auditors_see_the_evidence_of_their_engagement_and_what_is_named_to_them() {
    let mut firm = fieldwork();
    let days = |from, until| Window { from, until };
    firm.does(library_control("ISO-1"));
    firm.does(shows(CHANGE, day(6, 30), days(day(6, 1), day(6, 30))));
    firm.does(shows(CHANGE, date(2025, 12, 30), days(date(2025, 12, 1), date(2025, 12, 31))));
    firm.does(shows(CHANGE, day(7, 1), days(day(7, 1), day(7, 1))));
    firm.does(shows("ISO-1", day(6, 30), days(day(6, 1), day(6, 30))));
    firm.does(shows(CHANGE, date(2025, 12, 30), days(date(2025, 12, 15), day(1, 1))));
    let sees = |firm: &Organisation, engagement: &str| -> Vec<String> {
        let examined = Examined::of(&firm.registers, [engagement]);
        let all = firm.registers.evidence.items.iter().filter(|(id, held)| examined.sees(id, held));
        all.map(|(id, _)| id.clone()).collect()
    };
    assert_eq!(sees(&firm, "EN-1"), ["EV-1", "EV-5"], "in scope, and touching the window");
    assert_eq!(sees(&firm, "EN-9"), [""; 0]);
    firm.by("eve", ask(vec![wanted("Changes")]));
    firm.does(submit("AQ-1", RequestAnswer { evidence: vec!["EV-3".into(), "EV-4".into()], ..Default::default() }));
    assert_eq!(sees(&firm, "EN-1"), ["EV-1", "EV-3", "EV-4", "EV-5"]);
    firm.does(plan(type1(day(8, 1))));
    assert_eq!(sees(&firm, "EN-2"), [""; 0], "what was named in one engagement is not named in another");
}

/// A control that answers no criterion.
fn library_control(id: &str) -> Command {
    Command::AddControl { control: library::control(id, "A.5.18") }
}

#[test]
fn auditors_see_the_suppliers_that_their_engagement_names() {
    let mut firm = fieldwork();
    let add = |name: &str| {
        let supplier = Supplier {
            name: name.into(),
            services: "hosting".into(),
            tier: 1,
            subservice: Some(Default::default()),
            needed: Some(true),
            ..Supplier::default()
        };
        Command::Supplier(domain::command::SupplierCommand::AddSupplier { supplier: Box::new(supplier) })
    };
    firm.does(add("Nimbus Cloud"));
    firm.does(add("Second Cloud"));
    let own = |firm: &Organisation, person: &str| own_suppliers(&firm.registers, &[person.to_owned()], day(7, 1));
    assert_eq!(own(&firm, "eve").into_iter().collect::<Vec<_>>(), ["SU-1"], "EN-1 names Nimbus Cloud by its name");
    assert!(own(&firm, "otto").is_empty(), "another engagement's");
    let second = Subservice { who: "SU-2".into(), method: domain::values::Method::CarveOut };
    let mut engaged = type1(day(8, 1));
    engaged.subservice = vec![second];
    firm.does(plan(engaged));
    let mut grant = firm.access("emma", GrantKind::ExternalAuditor, 90);
    grant.engagement = "EN-2".into();
    firm.does(Command::GiveGrant { grant });
    firm.by("emma", Command::ConfirmMembership);
    assert_eq!(own(&firm, "emma").into_iter().collect::<Vec<_>>(), ["SU-2"]);
    assert_eq!(own(&firm, "eve").into_iter().collect::<Vec<_>>(), ["SU-1"]);
}

#[test]
fn r206_each_criterion_leads_to_the_tests_of_its_controls_and_their_results() {
    let mut firm = fieldwork();
    firm.tested(true);
    firm.by("eve", testing::noted(testing::note("TE-1")));
    let report = domain::reports::testing::testing_report(&firm.registers, "EN-1").unwrap();
    let of = |criterion: &str| -> Vec<&str> {
        let answers = report.controls.iter().filter(|one| one.criteria.iter().any(|item| item == criterion));
        answers.flat_map(|one| &one.tests).map(|(test, ..)| test.as_str()).collect()
    };
    assert_eq!((of("CC8.1"), of("CC1.1").len()), (vec!["TE-1"], 0), "each criterion has the tests of its own controls");
    let control = report.controls.iter().find(|one| one.control == CHANGE).unwrap();
    assert_eq!((control.exceptions.len(), control.samples[0].1), (1, 5));
    let results = &firm.test("TE-1").results;
    assert_eq!(results.len(), 5, "item by item");
    let deviates = |outcome| outcome == domain::values::testing::TestOutcome::Deviation;
    let found = results.values().flat_map(|row| row.values()).filter(|one| deviates(one.outcome));
    assert_eq!(found.map(|one| one.note.as_str()).collect::<Vec<_>>(), ["no approval"]);
}

#[test]
fn sod_9_an_external_auditor_may_read_what_the_engagement_examines_and_a_certification_body_the_statement() {
    let mut firm = fieldwork();
    let today = firm.today();
    firm.does(Command::AddControl { control: library::control("XX-1", "") });
    let mut access = firm.access("cara", GrantKind::ExternalAuditor, 30);
    access.engagement = "ISO/IEC 27001 stage 2".into();
    firm.does(Command::GiveGrant { grant: access });
    firm.by("cara", Command::ConfirmMembership);
    let may = |person: &str, action: Action, control: Option<&str>| {
        let object = Object::asked(&firm.registers, person, action, control, today);
        allowed(&firm.registers, &Badge::fresh(person), action, &object, today).is_ok()
    };
    // Eve examines EN-1, Otto something that is not here.
    assert!(may("eve", Action::ReadControl, Some(CHANGE)));
    for person in ["eve", "otto", "cara"] {
        assert!(!may(person, Action::ReadControl, Some("XX-1")) && !may(person, Action::ReadControl, Some("ZZ-1")));
        assert!(!may(person, Action::ReadControl, None), "the list is cut, never whole");
        for action in [Action::ReadProgramme, Action::ReadRisks, Action::ReadNonconformities, Action::ReadEngagement] {
            assert!(!may(person, action, None), "{person} {action:?}");
        }
        assert_eq!(may(person, Action::ReadStatement, None), person == "cara", "{person}");
        assert!(may(person, Action::ReadLibrary, None) && may(person, Action::ReadProof, None));
    }
    assert!(!may("otto", Action::ReadControl, Some(CHANGE)) && !may("cara", Action::ReadControl, Some(CHANGE)));
    // Nobody changes anything by having it to examine.
    assert!(!may("eve", Action::ReviseControl, Some(CHANGE)) && !may("cara", Action::WriteStatement, None));
    // In scope one at a time as in the list of the scope.
    let held = &firm.registers.engagements.engagements["EN-1"];
    let listed: Vec<&str> =
        controls_in_scope(&firm.registers, held).into_iter().map(|own| own.control.id.as_str()).collect();
    let alone = firm.registers.controls.keys().map(String::as_str).filter(|id| in_scope(&firm.registers, held, id));
    assert_eq!(alone.collect::<Vec<_>>(), listed);
    firm.days_pass(31);
    let later = firm.today();
    assert!(!is_to_examine(&firm.registers, "cara", Action::ReadStatement, None, later), "the access is over");
}
