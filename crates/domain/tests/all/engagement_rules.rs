//! Engagements: planning, every step with its guard, windows that change, controls in scope, and what customers ask for.

use crate::engagement::*;
use crate::library;
use crate::library::{FIRST, Organisation, control};
use crate::people;
use domain::command::{Command, EngagementCommand};
use domain::event::{EngagementEvent, Event};
use domain::refusal::Refusal;
use domain::registers::engagement::guards::{self, next_step};
use domain::registers::engagement::scope::{controls_in_scope, criteria};
use domain::registers::engagement::unexercised::unexercised as believed;
use domain::rules::access::{Object, allowed};
use domain::rules::engagement::{audited, object_of};
use domain::stamp::Badge;
use domain::values::{
    Action, Artefact, Categories, Engagement, EngagementState as State, Examination, Firm, Frequency, GrantKind,
    InScope, Method, Profile, Role, ServiceFacts, Subservice, Window,
};
use jiff::civil::date;

fn held<'a>(firm: &'a Organisation, id: &str) -> &'a domain::registers::engagement::HeldEngagement {
    &firm.registers.engagements.engagements[id]
}

#[test]
fn r187_security_belongs_to_every_examination_and_four_more_can() {
    let mut firm = firm();
    let with = |categories: &str| Engagement { categories: Categories::parse(categories).unwrap(), ..type2() };
    says(&firm.refuses(plan(with("availability"))), &["common criteria", "security"]);
    says(&firm.refuses(plan(Engagement { categories: Categories::NONE, ..type2() })), &["category"]);
    firm.does(plan(with("all")));
    let all = criteria(&firm.registers, held(&firm, "EN-1")).len();
    firm.does(revise("EN-1", type2(), ""));
    let common = criteria(&firm.registers, held(&firm, "EN-1")).len();
    assert_eq!((all, common), (61, 33));
    // Each of the other four comes by itself, and the common criteria come with each.
    for (category, own) in [("availability", 3), ("processing_integrity", 5), ("confidentiality", 2), ("privacy", 18)] {
        firm.does(revise("EN-1", with(&format!("security,{category}")), ""));
        let found = criteria(&firm.registers, held(&firm, "EN-1"));
        let beside = found.iter().filter(|item| !item.id.starts_with("CC")).count();
        assert_eq!((found.len(), beside), (33 + own, own), "{category}");
    }
}

#[test]
fn r193_r195_r196_scope_and_kind_are_the_engagements_own() {
    let mut firm = firm();
    firm.does(plan(type1(date(2025, 12, 15))));
    firm.does(plan(Engagement { follows: Some("EN-1".into()), ..type2() }));
    assert_eq!(firm.registers.profile.isms_scope, "", "the scope of the ISMS is untouched");
    assert_eq!(held(&firm, "EN-1").engagement.kind, Examination::Type1 { on: date(2025, 12, 15) });
    assert_eq!(held(&firm, "EN-1").window(), None);
    assert_eq!(held(&firm, "EN-2").window(), Some(WINDOW));
    assert_eq!(held(&firm, "EN-2").engagement.services, ["Docs"]);
    assert_eq!(held(&firm, "EN-2").engagement.systems, ["Production"]);
    // One engagement has other services and systems than the next, and the management system has a scope of its own.
    let (services, systems) = (vec!["Billing".to_owned()], vec!["Ledger".to_owned(), "Vault".to_owned()]);
    firm.does(revise("EN-1", Engagement { services, systems, ..type1(date(2025, 12, 15)) }, ""));
    let engaged = firm.registers.engagements.clone();
    let isms_scope = "The whole company, in Gothenburg and in Malm\u{f6}.".to_owned();
    let profile = Profile { isms_scope: isms_scope.clone(), ..firm.registers.profile.clone() };
    firm.does(Command::SetProfile { profile });
    assert_eq!(firm.registers.engagements, engaged, "no engagement changes with it");
    assert_eq!(held(&firm, "EN-1").engagement.systems, ["Ledger", "Vault"]);
    assert_eq!(held(&firm, "EN-2").engagement.services, ["Docs"]);
    firm.does(revise(
        "EN-2",
        Engagement { services: vec!["Tides".into()], follows: Some("EN-1".into()), ..type2() },
        "",
    ));
    assert_eq!(firm.registers.profile.isms_scope, isms_scope);
}

#[test]
fn what_is_planned_is_checked_field_by_field() {
    let mut firm = firm();
    let no = |firm: &Organisation, engagement: Engagement, words: &[&str]| says(&firm.refuses(plan(engagement)), words);
    no(&firm, Engagement { title: "  ".into(), ..type2() }, &["the title"]);
    no(&firm, Engagement { title: "EN-7".into(), ..type2() }, &["looks like the id"]);
    let reversed = Window { from: WINDOW.until, until: WINDOW.from };
    no(&firm, Engagement { kind: Examination::Type2 { window: reversed }, ..type2() }, &["reversed"]);
    no(
        &firm,
        Engagement { kind: Examination::Type1 { on: date(20, 1, 1) }, minimum_end: None, ..type2() },
        &["0020-01-01"],
    );
    no(&firm, Engagement { minimum_end: Some(date(2026, 7, 1)), ..type2() }, &["2026-06-30", "2026-07-01"]);
    no(&firm, Engagement { minimum_end: Some(date(2026, 7, 1)), ..type1(date(2026, 1, 1)) }, &["one day"]);
    no(&firm, Engagement { follows: Some("EN-9".into()), ..type2() }, &["EN-9"]);
    no(&firm, Engagement { no_subservice: "none".into(), ..type2() }, &["keep one"]);
    let twice = Subservice { who: "nimbus cloud".into(), method: Method::Inclusive };
    let mut doubled = type2();
    doubled.subservice.push(twice);
    no(&firm, doubled, &["stands twice"]);
    no(&firm, Engagement { services: vec![" ".into()], ..type2() }, &["the service"]);
    no(&firm, Engagement { systems: vec!["x".into(); 201], ..type2() }, &["200 systems"]);
    no(&firm, Engagement { commitments: "x".repeat(8_001), ..type2() }, &["the commitments", "8000"]);
    firm.does(plan(type2()));
    no(&firm, Engagement { title: "soc 2 type ii 2026".into(), ..type2() }, &["EN-1 is called", "title of its own"]);
    says(&firm.refuses(revise("EN-1", Engagement { follows: Some("EN-1".into()), ..type2() }, "")), &["follow itself"]);
    assert!(matches!(firm.refuses(revise("EN-1", type2(), "")), Refusal::NothingToChange { .. }));
    assert!(matches!(firm.refuses(revise("EN-5", type2(), "")), Refusal::Unknown { .. }));
}

#[test]
fn r204_a_firm_with_licence_and_letter_is_there_before_scoping_and_readiness() {
    let mut firm = firm();
    let bare = Engagement {
        services: vec![],
        systems: vec![],
        locations: vec![],
        firm: Firm::default(),
        letter: None,
        commitments: String::new(),
        subservice: vec![],
        ..type2()
    };
    firm.does(plan(bare.clone()));
    let refusal = firm.refuses(to("EN-1", State::Scoping, ""));
    says(&refusal, &["not ready for scoping", "the CPA firm", "licence", "independence"]);
    let named = Engagement { firm: type2().firm, ..bare };
    firm.does(revise("EN-1", named.clone(), ""));
    firm.does(to("EN-1", State::Scoping, "chosen"));
    let refusal = firm.refuses(to("EN-1", State::Readiness, ""));
    let wanted =
        ["services", "systems", "locations", "service commitments", "subservice organisations", "engagement letter"];
    says(&refusal, &wanted);
    // Why there is no subservice organisation is as good as a list of them.
    firm.does(revise(
        "EN-1",
        Engagement { subservice: vec![], no_subservice: "all is run here".into(), ..type2() },
        "",
    ));
    firm.does(to("EN-1", State::Readiness, ""));
    // What let it pass stays there.
    says(&firm.refuses(revise("EN-1", named, "")), &["stands at readiness", "services"]);
    let unnamed = Engagement { firm: Firm::default(), ..type2() };
    says(&firm.refuses(revise("EN-1", unnamed, "")), &["the CPA firm"]);
}

#[test]
fn the_gap_list_by_criterion_is_kept_on_the_way_to_remediation() {
    let mut firm = Organisation::begun();
    firm.on(date(2025, 12, 1));
    firm.engaged(type2(), State::Readiness);
    says(&firm.refuses(to("EN-1", State::Remediation, "")), &["a first own control in scope"]);
    let unowned = control("AC-1", "CC6.1");
    firm.does(Command::AddControl { control: unowned });
    let events = firm.does(to("EN-1", State::Remediation, ""));
    let [Event::Engagement(EngagementEvent::EngagementMoved { gaps, .. })] = &events[..] else { panic!("{events:?}") };
    assert_eq!(gaps.len(), 33);
    assert!(gaps.contains(&"CC6.1: no control with owner and frequency".to_owned()), "{gaps:?}");
    assert!(gaps.contains(&"CC1.1: no control".to_owned()));
    assert_eq!(held(&firm, "EN-1").moves.last().unwrap().gaps.len(), 33);
    let refusal = firm.refuses(to("EN-1", State::WindowOpen, ""));
    says(&refusal, &["not ready for its window", "CC1.1: no control", "and 26 more", "owner and frequency"]);
}

#[test]
fn r198_a_window_opens_on_its_first_day_and_closes_on_its_last() {
    let mut firm = firm();
    firm.engaged(type2(), State::Remediation);
    says(&firm.refuses(to("EN-1", State::WindowOpen, "")), &["first day of the window, 2026-01-01, has not come"]);
    firm.on(WINDOW.from);
    firm.does(to("EN-1", State::WindowOpen, ""));
    firm.on(date(2026, 6, 29));
    says(&firm.refuses(to("EN-1", State::WindowClosed, "")), &["last day of the window, 2026-06-30, has not come"]);
    let step = next_step(&firm.registers, "EN-1", date(2026, 6, 29)).unwrap();
    assert_eq!((step.to, step.missing.len()), (State::WindowClosed, 1));
    firm.on(WINDOW.until);
    let events = firm.does(to("EN-1", State::WindowClosed, ""));
    let [Event::Engagement(EngagementEvent::EngagementMoved { scope: Some(scope), .. })] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!(scope.iter().collect::<Vec<_>>(), [WHOLE]);
}

#[test]
fn every_later_step_names_what_it_lacks() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowClosed);
    says(&firm.refuses(to("EN-1", State::Fieldwork, "")), &["the population of GV-1"]);
    // A control for which nothing happened has an empty population.
    firm.does(shows(WHOLE, WINDOW.until, WINDOW));
    firm.does(unexercised("EN-1", WHOLE, "EV-1"));
    assert_eq!(guards::populations_missing(&firm.registers, "EN-1"), Vec::<String>::new());
    firm.does(to("EN-1", State::Fieldwork, ""));
    firm.does(to("EN-1", State::DraftReport, ""));
    let refusal = firm.refuses(to("EN-1", State::Issued, ""));
    says(&refusal, &["issue of its report", "assertion", "representation letter", "the opinion"]);
    let later = guards::missing(&firm.registers, "EN-1", held(&firm, "EN-1"), State::Superseded, WINDOW.until);
    assert_eq!(later.len(), 1, "a report is superseded by a later one: {later:?}");
}

#[test]
fn a_type1_goes_to_fieldwork_on_its_day_and_has_no_window() {
    let mut firm = firm();
    firm.engaged(type1(date(2025, 12, 15)), State::Remediation);
    says(&firm.refuses(to("EN-1", State::WindowOpen, "")), &["next step is `type1_fieldwork`"]);
    says(&firm.refuses(to("EN-1", State::Type1Fieldwork, "")), &["2025-12-15, has not come"]);
    firm.on(date(2025, 12, 15));
    firm.does(to("EN-1", State::Type1Fieldwork, ""));
    let refusal = firm.refuses(unexercised("EN-1", WHOLE, "EV-1"));
    says(&refusal, &["Type I", "no operation"]);
    firm.does(to("EN-1", State::DraftReport, ""));
    assert!(held(&firm, "EN-1").scope.is_some(), "what was examined stays");
}

#[test]
fn steps_are_taken_one_after_the_other_and_back_from_a_hold() {
    let mut firm = firm();
    firm.engaged(type2(), State::Scoping);
    says(&firm.refuses(to("EN-1", State::WindowOpen, "")), &["does not go from scoping to window open", "`readiness`"]);
    assert!(matches!(firm.refuses(to("EN-1", State::Scoping, "")), Refusal::NothingToChange { .. }));
    assert!(matches!(firm.refuses(to("EN-1", State::OnHold, " ")), Refusal::Empty { .. }), "a hold has a reason");
    firm.does(to("EN-1", State::OnHold, "the firm merges"));
    assert_eq!(held(&firm, "EN-1").stage(), State::Scoping);
    says(&firm.refuses(to("EN-1", State::Readiness, "")), &["next step is `scoping`"]);
    assert_eq!(next_step(&firm.registers, "EN-1", date(2025, 12, 2)).unwrap().to, State::Scoping);
    firm.does(to("EN-1", State::Scoping, "it goes on"));
    assert_eq!(held(&firm, "EN-1").held_at, None);
    firm.does(to("EN-1", State::Withdrawn, "another firm"));
    says(&firm.refuses(revise("EN-1", Engagement { title: "x".into(), ..type2() }, "")), &["is over: withdrawn"]);
    says(&firm.refuses(to("EN-1", State::OnHold, "why")), &["is over"]);
    says(&firm.refuses(to("EN-1", State::Scoping, "")), &["does not go from withdrawn"]);
    assert_eq!(next_step(&firm.registers, "EN-1", date(2025, 12, 2)), None);
    assert!(matches!(firm.refuses(to("EN-8", State::Scoping, "")), Refusal::Unknown { .. }));
}

#[test]
fn r197_the_end_moves_never_before_what_was_agreed_and_every_window_is_kept() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowOpen);
    let until = |until, minimum_end| Engagement {
        kind: Examination::Type2 { window: Window { until, ..WINDOW } },
        minimum_end,
        ..type2()
    };
    let agreed = Some(date(2026, 5, 31));
    says(&firm.refuses(revise("EN-1", until(date(2026, 4, 30), agreed), "")), &["2026-04-30", "2026-05-31 as agreed"]);
    // Taking the agreed end away, or lowering it, takes the firm's word.
    says(&firm.refuses(revise("EN-1", until(date(2026, 4, 30), None), " ")), &["2026-05-31", "where the firm agreed"]);
    let lower = Some(date(2026, 4, 30));
    says(&firm.refuses(revise("EN-1", until(date(2026, 4, 30), lower), "")), &["where the firm agreed"]);
    firm.does(revise("EN-1", until(date(2026, 12, 31), agreed), ""));
    firm.does(revise("EN-1", until(date(2026, 4, 30), lower), "mail of 3 February, Ms Lowe"));
    let windows = &held(&firm, "EN-1").windows;
    let ends: Vec<_> = windows.iter().map(|set| (set.kind.days().until, set.while_open)).collect();
    let expected = [(date(2026, 6, 30), false), (date(2026, 12, 31), true), (date(2026, 4, 30), true)];
    assert_eq!(ends, expected);
    assert_eq!(windows[2].agreement, "mail of 3 February, Ms Lowe");
    let moved = Engagement {
        kind: Examination::Type2 { window: Window { from: date(2026, 2, 1), until: date(2026, 6, 30) } },
        ..until(date(2026, 6, 30), lower)
    };
    says(&firm.refuses(revise("EN-1", moved, "")), &["opened on 2026-01-01"]);
    let other = type1(date(2026, 1, 5));
    says(&firm.refuses(revise("EN-1", other, "agreed")), &["Type II examination and has begun"]);
    firm.on(date(2026, 4, 30));
    firm.does(to("EN-1", State::WindowClosed, ""));
    says(&firm.refuses(revise("EN-1", until(date(2026, 6, 30), lower), "")), &["window of EN-1 is closed"]);
    let wider = Engagement { categories: Categories::ALL, ..until(date(2026, 4, 30), lower) };
    says(&firm.refuses(revise("EN-1", wider, "")), &["closed", "categories"]);
}

#[test]
fn controls_are_all_that_are_linked_or_those_that_are_named_and_stay_when_the_window_closes() {
    let mut firm = firm();
    firm.does(Command::AddControl { control: running("AV-1", "A1.2", Frequency::Quarterly) });
    firm.does(Command::AddControl { control: running("AC-1", "CC6.1", Frequency::Quarterly) });
    firm.engaged(type2(), State::WindowOpen);
    let scope = |firm: &Organisation| -> Vec<String> {
        controls_in_scope(&firm.registers, held(firm, "EN-1")).into_iter().map(|own| own.control.id.clone()).collect()
    };
    assert_eq!(scope(&firm), ["AC-1", WHOLE], "A1.2 is no criterion of Security");
    firm.does(name("EN-1", named(&[WHOLE, "AV-1"])));
    assert_eq!(scope(&firm), ["AV-1", WHOLE]);
    assert!(matches!(firm.refuses(name("EN-1", named(&[WHOLE, "AV-1"]))), Refusal::NothingToChange { .. }));
    assert!(matches!(firm.refuses(name("EN-1", named(&[]))), Refusal::Empty { .. }));
    says(&firm.refuses(name("EN-1", named(&["AC-9"]))), &["AC-9"]);
    firm.does(name("EN-1", InScope::Linked));
    firm.on(WINDOW.until);
    firm.does(to("EN-1", State::WindowClosed, ""));
    firm.does(Command::RetireControl { id: "AC-1".into(), reason: "no longer".into() });
    assert_eq!(scope(&firm), ["AC-1", WHOLE], "retired afterwards, it was examined all the same");
    says(&firm.refuses(name("EN-1", named(&[WHOLE]))), &["closed", "stay as they were"]);
}

#[test]
fn evidence_is_after_the_close_for_ever() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowClosed);
    let closed = held(&firm, "EN-1").closed_us.unwrap();
    let register = &firm.registers.engagements;
    let march = Window { from: date(2026, 3, 1), until: date(2026, 3, 31) };
    let late = |us, period| register.after_close([WHOLE].into_iter(), us, period);
    assert_eq!(late(closed + 1, march), ["EN-1"]);
    assert!(late(closed, march).is_empty(), "it came at the same moment");
    assert!(late(closed + 1, Window { from: date(2026, 7, 1), until: date(2026, 7, 31) }).is_empty());
    assert!(register.after_close(["XX-1"].into_iter(), closed + 1, march).is_empty());
    assert_eq!(register.last_window_end(march), Some(WINDOW.until));
    assert_eq!(register.last_window_end(Window { from: date(2025, 1, 1), until: date(2025, 2, 1) }), None);
    assert_eq!(register.closed_before(closed + 1).collect::<Vec<_>>(), ["EN-1"]);
}

#[test]
fn proof_of_an_empty_population_is_evidence_of_the_window() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowOpen);
    let refusal = firm.refuses(unexercised("EN-1", WHOLE, "EV-1"));
    says(&refusal, &["evidence that counts", "EV-1"]);
    let before = Window { from: date(2025, 11, 1), until: date(2025, 11, 30) };
    firm.does(shows(WHOLE, before.until, before));
    says(&firm.refuses(unexercised("EN-1", WHOLE, "EV-1")), &["no day of the window"]);
    says(&firm.refuses(unexercised("EN-1", "XX-1", "EV-1")), &["control in scope", "XX-1"]);
    firm.on(date(2026, 2, 1));
    firm.does(shows(WHOLE, date(2026, 1, 31), Window { from: date(2026, 1, 1), until: date(2026, 1, 31) }));
    firm.does(unexercised("EN-1", WHOLE, "EV-2"));
    assert!(matches!(firm.refuses(unexercised("EN-1", WHOLE, "EV-2")), Refusal::NothingToChange { .. }));
    let stands = |firm: &Organisation| believed(&firm.registers, "EN-1", held(firm, "EN-1"), WHOLE).is_some();
    assert!(stands(&firm), "the proof is no run");
    let february = Window { from: date(2026, 2, 1), until: date(2026, 2, 28) };
    firm.does(shows(WHOLE, date(2026, 2, 1), february));
    let other = firm.refuses(unexercised("EN-1", WHOLE, "EV-3"));
    assert_eq!(other.to_string(), format!("{WHOLE} was exercised in the window: EV-2 shows that it ran on 2026-01-31"));
    assert!(!stands(&firm), "EV-3 shows a run");
}

#[test]
fn r210_what_customers_ask_for_is_held_with_what_they_were_sent() {
    let mut firm = firm();
    let day = date(2025, 11, 28);
    let refusal = firm.refuses(asked(asks("Kestrel", Artefact::Soc2Type2, "", date(2025, 12, 2))));
    assert!(matches!(refusal, Refusal::InTheFuture { .. }));
    assert!(matches!(firm.refuses(asked(asks(" ", Artefact::Soc2Type2, "", day))), Refusal::Empty { .. }));
    let mut early = asks("Kestrel", Artefact::Soc2Type2, "", day);
    early.due = Some(date(2025, 11, 27));
    assert!(matches!(firm.refuses(asked(early)), Refusal::DatesReversed { .. }));
    firm.does(asked(asks("Kestrel", Artefact::Soc2Type2, "security", day)));
    assert!(matches!(
        firm.refuses(answer("AS-1", Artefact::Soc2Type2, date(2025, 12, 9))),
        Refusal::InTheFuture { .. }
    ));
    let before = firm.refuses(answer("AS-1", Artefact::Soc2Type2, date(2025, 11, 1)));
    assert!(matches!(before, Refusal::DatesReversed { .. }));
    assert!(matches!(firm.refuses(answer("AS-7", Artefact::Soc2Type2, day)), Refusal::Unknown { .. }));
    firm.does(answer("AS-1", Artefact::IsoCertificate, day));
    let request = &firm.registers.engagements.asked["AS-1"];
    assert_eq!((request.other_sent(), request.open()), (Some(Artefact::IsoCertificate), true));
    firm.does(answer("AS-1", Artefact::Soc2Type2, day));
    let request = &firm.registers.engagements.asked["AS-1"];
    assert_eq!((request.other_sent(), request.open(), request.answers.len()), (None, false, 2));
    assert!(matches!(firm.refuses(answer("AS-1", Artefact::Soc2Type2, day)), Refusal::NothingToChange { .. }));
    firm.does(asked(asks("Osprey", Artefact::BridgeLetter, "", day)));
    let close =
        |reason: &str| Command::Engagement(EngagementCommand::CloseAsked { id: "AS-2".into(), reason: reason.into() });
    assert!(matches!(firm.refuses(close("")), Refusal::Empty { .. }));
    firm.does(close("the deal fell through"));
    assert!(!firm.registers.engagements.asked["AS-2"].open());
}

#[test]
fn what_the_services_do_is_said_once() {
    let mut firm = firm();
    let facts = ServiceFacts { sla: true, ..ServiceFacts::default() };
    let set = || Command::Engagement(EngagementCommand::SetServiceFacts { facts });
    firm.does(set());
    assert!(matches!(firm.refuses(set()), Refusal::NothingToChange { .. }));
}

#[test]
fn an_engagement_is_its_auditors_and_the_owners_of_its_controls_to_read() {
    let mut firm = people::firm();
    firm.does(Command::LinkControl {
        id: "AC-1".into(),
        target: library::soc2("CC6.1"),
        reason: "reviews access".into(),
        extent: domain::values::Overlap::Full,
    });
    let day = firm.today();
    let engagement = Engagement { title: "2026 Examination".into(), ..type2() };
    firm.by("paul", plan(engagement));
    let object = object_of(&firm.registers, "EN-1", day);
    assert_eq!(object.of, ["carl", "eve"]);
    assert_eq!(audited(&firm.registers, "EN-1", day).of, ["eve"], "outside access names it by title, in any case");
    let may = |firm: &Organisation, person: &str, object: &Object| {
        allowed(&firm.registers, &Badge::fresh(person), Action::ReadEngagement, object, firm.today()).is_ok()
    };
    for (person, reads) in [("eve", true), ("carl", true), ("paul", true), ("cleo", true), ("tina", false)] {
        assert_eq!(may(&firm, person, &object), reads, "{person}");
    }
    firm.by("paul", plan(Engagement { title: "another".into(), ..type2() }));
    firm.by("paul", name("EN-2", named(&["AC-2"])));
    let other = object_of(&firm.registers, "EN-2", day);
    assert!(!may(&firm, "eve", &other) && !may(&firm, "carl", &other), "{other:?}");
    let mut grant = firm.access("emil", GrantKind::ExternalAuditor, 5);
    grant.engagement = " en-2 ".into();
    firm.does(Command::GiveGrant { grant });
    assert_eq!(audited(&firm.registers, "EN-2", day).of, ["emil"]);
    firm.days_pass(6);
    assert!(audited(&firm.registers, "EN-2", firm.today()).of.is_empty(), "access is over");
    // Nobody but a programme manager sets an engagement up.
    for person in ["eve", "carl", "mark", "ivan", "olga"] {
        firm.not_by(person, plan(Engagement { title: "third".into(), ..type2() }));
    }
    assert!(firm.registers.people.hats(FIRST, day).roles.contains(&Role::ProgrammeManager));
}
