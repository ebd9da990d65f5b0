//! What a planner hears: categories, requests of customers, how windows join, how long it takes.

use crate::engagement::*;
use crate::library::Organisation;
use crate::public_statement::certified;
use domain::command::{Command, EngagementCommand};
use domain::refusal::Refusal;
use domain::registers::engagement::scope::{controls_in_scope, gaps};
use domain::reports::engagement::{
    Advice, AdviceKind, Overlap, advice, asked_advice, continuity, forecast, length, next_period, path, timeline,
};
use domain::values::certification::CertificationState;
use domain::values::{
    Artefact, Categories, Engagement, EngagementState as State, Examination, Firm, Frequency, ServiceFacts, Window,
};
use jiff::civil::{Date, date};

const DAY: Date = date(2026, 2, 2);

fn heard(firm: &Organisation, kind: AdviceKind) -> Vec<Advice> {
    advice(&firm.registers, "EN-1", DAY).unwrap().into_iter().filter(|one| one.kind == kind).collect()
}

fn facts(facts: ServiceFacts) -> Command {
    Command::Engagement(EngagementCommand::SetServiceFacts { facts })
}

#[test]
fn r188_r189_r190_r191_what_the_services_do_suggests_categories() {
    let mut firm = firm();
    firm.does(plan(type2()));
    assert!(heard(&firm, AdviceKind::CategorySuggested).is_empty());
    let cases = [
        (ServiceFacts { sla: true, ..ServiceFacts::default() }, "availability", "uptime"),
        (ServiceFacts { transactions: true, ..ServiceFacts::default() }, "processing_integrity", "transactions"),
        (ServiceFacts { confidential_business_data: true, ..ServiceFacts::default() }, "confidentiality", "secrets"),
        (
            ServiceFacts { personal_data: true, ..ServiceFacts::default() },
            "privacy",
            "no check of any data protection law",
        ),
    ];
    for (said, category, word) in cases {
        firm.does(facts(said));
        let all = heard(&firm, AdviceKind::CategorySuggested);
        assert_eq!(all.iter().map(|one| one.about.as_str()).collect::<Vec<_>>(), [category]);
        assert!(all[0].sentence.contains(word), "{}", all[0].sentence);
    }
    firm.does(revise("EN-1", Engagement { categories: Categories::ALL, ..type2() }, ""));
    assert!(heard(&firm, AdviceKind::CategorySuggested).is_empty(), "what is in scope is not suggested");
}

#[test]
fn r192_a_category_that_nobody_asks_for_is_said() {
    let mut firm = firm();
    let wide = Categories::parse("security,availability,privacy").unwrap();
    firm.does(plan(Engagement { categories: wide, ..type2() }));
    assert!(heard(&firm, AdviceKind::CategoryUnasked).is_empty(), "without a request on file nobody knows");
    firm.does(asked(asks("Kestrel", Artefact::Soc2Type2, "security,availability,confidentiality", date(2025, 11, 3))));
    let unasked = heard(&firm, AdviceKind::CategoryUnasked);
    assert_eq!(unasked.iter().map(|one| one.about.as_str()).collect::<Vec<_>>(), ["privacy"]);
    let wanted = heard(&firm, AdviceKind::CategoryAsked);
    assert_eq!(wanted.iter().map(|one| one.about.as_str()).collect::<Vec<_>>(), ["confidentiality"]);
}

#[test]
fn r194_every_control_names_a_service_or_system_in_scope() {
    let mut firm = firm();
    firm.does(Command::AddControl { control: running("AC-1", "CC6.1", Frequency::Monthly) });
    firm.does(plan(type2()));
    assert_eq!(heard(&firm, AdviceKind::NoSystem)[0].controls, ["AC-1", WHOLE], "nobody said where they operate");
    firm.operates_on("AC-1", "production", date(2025, 12, 1));
    firm.operates_on(WHOLE, "Payroll", date(2025, 12, 1));
    let without = heard(&firm, AdviceKind::NoSystem);
    assert_eq!(without.iter().map(|one| one.about.as_str()).collect::<Vec<_>>(), [WHOLE]);
    assert!(without[0].hint.contains("no credit"), "{}", without[0].hint);
    assert_eq!(without[0].controls, [WHOLE]);
    // Said once, however many controls it is about.
    firm.operates_on("AC-1", "Payroll", date(2025, 12, 1));
    let without = heard(&firm, AdviceKind::NoSystem);
    assert_eq!((without.len(), without[0].about.as_str()), (1, "EN-1"));
    assert_eq!(without[0].sentence, "2 of 2 controls in scope name no service or system in scope");
    assert_eq!(without[0].controls, ["AC-1", WHOLE]);
    // A service in scope is as good as a system.
    firm.operates_on("AC-1", "docs", date(2025, 12, 1));
    firm.operates_on(WHOLE, "Production", date(2025, 12, 1));
    assert!(heard(&firm, AdviceKind::NoSystem).is_empty());
}

#[test]
fn r194_neither_a_certificate_nor_a_control_of_annex_a_alone_answers_a_criterion() {
    let mut firm = firm();
    firm.does(Command::AddControl { control: running("IS-1", "A.5.15,A.5.29,A.8.14", Frequency::Monthly) });
    let wide = Categories::parse("security,availability").unwrap();
    firm.does(plan(Engagement { categories: wide, ..type2() }));
    let stands = |firm: &Organisation| {
        let held = &firm.registers.engagements.engagements["EN-1"];
        let scope: Vec<String> =
            controls_in_scope(&firm.registers, held).into_iter().map(|own| own.control.id.clone()).collect();
        (gaps(&firm.registers, held), scope, heard(firm, AdviceKind::NoSystem))
    };
    let before = stands(&firm);
    assert_eq!(before.0, ["A1.1: no control", "A1.2: no control", "A1.3: no control"]);
    assert_eq!((before.1.clone(), before.2[0].controls.clone()), (vec![WHOLE.to_owned()], vec![WHOLE.to_owned()]));
    firm.registers.certifications.projects.insert(1, certified(CertificationState::Certified, "2029-01-31"));
    assert!(firm.registers.certifications.projects[&1].in_force(DAY).is_some());
    assert_eq!(stands(&firm), before, "a certificate in force changes nothing here");
}

#[test]
fn r198_r197_the_earliest_report_follows_from_the_window() {
    let way = timeline(WINDOW, 4, 3).unwrap();
    assert_eq!((way.fieldwork_until, way.report), (date(2026, 7, 28), date(2026, 8, 18)));
    for (months, until) in [(3, date(2026, 3, 31)), (6, date(2026, 6, 30)), (12, date(2026, 12, 31))] {
        let found = length(Window { from: date(2026, 1, 1), until });
        assert_eq!((found.months, found.days), (months, 0));
    }
    assert_eq!(length(Window { from: date(2026, 1, 1), until: date(2026, 2, 10) }).days, 10);
    assert_eq!(length(Window { from: date(2026, 1, 1), until: date(2026, 1, 1) }).all_days, 1);
    assert!(matches!(timeline(WINDOW, 105, 0), Err(Refusal::TooMany { .. })));
}

#[test]
fn a_title_that_stands_on_packages_and_letters_is_worded_as_the_trade_words_it() {
    let firm = firm();
    says(
        &firm.refuses(plan(Engagement { title: "SOC 2 certification 2026".into(), ..type2() })),
        &["soc 2 certification", "the title, line 1", "SOC 2 examination"],
    );
}

#[test]
fn no_report_is_forecast_for_a_day_that_is_over() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowOpen);
    let told = |firm: &Organisation, on| {
        let held = &firm.registers.engagements.engagements["EN-1"];
        let way = forecast(held, on, 4, 3).unwrap();
        (way.map(|way| (way.report, way.missed)), path(&firm.registers, "EN-1", on, 4, 3).unwrap()[1].note.clone())
    };
    let last = date(2026, 8, 18);
    assert_eq!(told(&firm, last).0, Some((last, None)));
    let late = date(2026, 11, 21);
    let (way, note) = told(&firm, late);
    assert_eq!(way, Some((late, Some(last))));
    assert!(note.contains("could have come on 2026-08-18, and comes on 2026-11-21 at the earliest"), "{note}");
    let held = firm.registers.engagements.engagements.get_mut("EN-1").unwrap();
    held.state = State::Issued;
    assert_eq!(told(&firm, late), (None, "its report is issued".to_owned()), "nothing is left to forecast");
}

#[test]
fn r199_the_path_shares_the_type1_while_the_window_runs() {
    let mut firm = firm();
    firm.does(plan(type1(date(2025, 12, 15))));
    firm.does(plan(Engagement { follows: Some("EN-1".into()), ..type2() }));
    for id in ["EN-1", "EN-2"] {
        let steps = path(&firm.registers, id, DAY, 4, 3).unwrap();
        let of: Vec<_> = steps.iter().map(|step| (step.title, step.engagement.as_deref())).collect();
        let expected = [
            ("SOC 2 Type I report", Some("EN-1")),
            ("SOC 2 Type II report", Some("EN-2")),
            ("ISO/IEC 27001 certificate", None),
        ];
        assert_eq!(of, expected);
        assert!(steps[0].note.contains("shared while the window of the Type II runs, until 2026-08-18"), "{steps:?}");
        assert!(steps[1].note.contains("cannot be compressed"), "{steps:?}");
    }
    assert!(path(&firm.registers, "EN-9", DAY, 4, 3).is_err());
}

#[test]
fn r199_a_step_of_the_path_is_done_when_its_report_is_issued_or_its_certificate_in_force() {
    let mut firm = firm();
    firm.does(plan(type1(date(2025, 12, 15))));
    firm.does(plan(Engagement { follows: Some("EN-1".into()), ..type2() }));
    let told = |firm: &Organisation| -> Vec<(bool, String)> {
        let steps = path(&firm.registers, "EN-2", DAY, 4, 3).unwrap();
        steps.into_iter().map(|step| (step.done, step.note)).collect()
    };
    assert_eq!(told(&firm)[2], (false, "no scope of a management system is set".to_owned()));
    let issued = |firm: &mut Organisation, id: &str| {
        firm.registers.engagements.engagements.get_mut(id).unwrap().state = State::Issued;
    };
    issued(&mut firm, "EN-1");
    let shared = "its report can be shared until the Type II report, 2026-08-18 at the earliest";
    assert_eq!(told(&firm)[0], (true, shared.to_owned()));
    assert_eq!((told(&firm)[1].0, told(&firm)[2].0), (false, false), "one report is not the other");
    issued(&mut firm, "EN-2");
    assert_eq!((told(&firm)[1].0, told(&firm)[2].0), (true, false), "a report is no certificate");
    let mut holds = |state, expiry| {
        firm.registers.certifications.projects.insert(1, certified(state, expiry));
        told(&firm)[2].clone()
    };
    let there = (true, "a certificate is in force until 2029-01-31".to_owned());
    assert_eq!(holds(CertificationState::Certified, "2029-01-31"), there);
    assert!(!holds(CertificationState::Suspended, "2029-01-31").0);
    assert!(holds(CertificationState::Surveillance1, "2026-02-02").0, "its last day counts");
    assert!(!holds(CertificationState::Surveillance1, "2026-02-01").0, "and the day after it does not");
}

#[test]
fn r200_straight_to_type2_is_allowed_and_says_what_it_means() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowOpen);
    let direct = heard(&firm, AdviceKind::Direct);
    assert!(direct[0].sentence.contains("2026-06-30"), "{direct:?}");
    let steps = path(&firm.registers, "EN-1", DAY, 4, 3).unwrap();
    assert!(
        steps[0].note.contains("first report that can be shared is the Type II report, on 2026-08-18"),
        "{steps:?}"
    );
}

#[test]
fn r200_straight_to_type2_is_not_said_where_another_report_comes_before() {
    let direct = |firm: &Organisation, id| {
        let all = advice(&firm.registers, id, DAY).unwrap();
        all.into_iter().any(|one| one.kind == AdviceKind::Direct)
    };
    let mut firm = firm();
    firm.does(plan(type2()));
    assert!(direct(&firm, "EN-1"));
    let window = Window { from: date(2026, 7, 1), until: date(2027, 6, 30) };
    let kind = Examination::Type2 { window };
    firm.does(plan(Engagement { title: "SOC 2 Type II 2027".into(), kind, minimum_end: None, ..type2() }));
    assert!(direct(&firm, "EN-1") && !direct(&firm, "EN-2"), "the report of the first window can be shared");
    firm.does(plan(type1(date(2026, 3, 15))));
    assert!(!direct(&firm, "EN-1"), "a Type I is planned while the window runs");
    firm.does(to("EN-3", State::Withdrawn, "the firm has no time"));
    assert!(direct(&firm, "EN-1"));
}

#[test]
fn r211_a_plan_that_ends_at_type1_while_type2_is_asked_for_is_said() {
    let mut firm = firm();
    firm.does(plan(type1(date(2025, 12, 15))));
    assert!(heard(&firm, AdviceKind::EndsAtType1).is_empty());
    firm.does(asked(asks("Kestrel", Artefact::Soc2Type2, "", date(2025, 11, 3))));
    assert!(heard(&firm, AdviceKind::EndsAtType1)[0].sentence.contains("Kestrel ask for Type II"));
    firm.does(plan(type2()));
    assert!(heard(&firm, AdviceKind::EndsAtType1).is_empty());
}

#[test]
fn r210_who_was_sent_something_else_is_said_until_the_right_one_goes_out() {
    let mut firm = firm();
    let day = date(2025, 11, 3);
    let mut wants = asks("Kestrel", Artefact::Soc2Type2, "", day);
    wants.due = Some(date(2025, 12, 20));
    firm.does(asked(wants));
    firm.does(answer("AS-1", Artefact::IsoCertificate, date(2025, 12, 1)));
    let kinds = |firm: &Organisation, on| -> Vec<AdviceKind> {
        asked_advice(&firm.registers, on).into_iter().map(|one| one.kind).collect()
    };
    assert_eq!(kinds(&firm, date(2025, 12, 20)), [AdviceKind::OtherSent]);
    assert_eq!(kinds(&firm, date(2025, 12, 21)), [AdviceKind::OtherSent, AdviceKind::Overdue]);
    let said = &asked_advice(&firm.registers, DAY)[0].sentence;
    assert_eq!(said, "Kestrel asked for: SOC 2 Type II report; and was sent: ISO/IEC 27001 certificate");
    firm.does(answer("AS-1", Artefact::Soc2Type2, date(2025, 12, 1)));
    assert!(asked_advice(&firm.registers, DAY).is_empty());
}

#[test]
fn r207_the_next_window_starts_the_day_after_the_last() {
    let mut firm = firm();
    firm.does(plan(type2()));
    let next = next_period(&firm.registers.engagements.engagements["EN-1"]).unwrap();
    assert_eq!(next, Window { from: date(2026, 7, 1), until: date(2027, 6, 30) });
    // From then on a year each: the next report comes a year after the one before it.
    firm.does(revise("EN-1", Engagement { kind: Examination::Type2 { window: next }, ..type2() }, ""));
    let after = next_period(&firm.registers.engagements.engagements["EN-1"]).unwrap();
    assert_eq!(after, Window { from: date(2027, 7, 1), until: date(2028, 6, 30) });
    let report = |window| timeline(window, 4, 3).unwrap().report;
    assert_eq!((report(next), report(after)), (date(2027, 8, 18), date(2028, 8, 18)));
    firm.does(plan(type1(date(2026, 1, 5))));
    assert_eq!(next_period(&firm.registers.engagements.engagements["EN-2"]), None);
}

#[test]
fn r207_a_window_that_begins_before_the_last_one_ends_is_said() {
    let mut firm = firm();
    firm.does(plan(type2()));
    let window = |from| Examination::Type2 { window: Window { from, until: date(2027, 6, 30) } };
    let next = |from| Engagement {
        title: "SOC 2 Type II 2027".into(),
        kind: window(from),
        minimum_end: None,
        follows: Some("EN-1".into()),
        ..type2()
    };
    firm.does(plan(next(date(2026, 6, 1))));
    let found = continuity(&firm.registers, DAY);
    let (first, second) = ("EN-1".to_owned(), "EN-2".to_owned());
    let both = Overlap { first, second, from: date(2026, 6, 1), until: date(2026, 6, 30) };
    assert_eq!((found.overlaps, found.breaks.len()), (vec![both], 0));
    for id in ["EN-1", "EN-2"] {
        let all = advice(&firm.registers, id, DAY).unwrap();
        let said = all.iter().find(|one| one.kind == AdviceKind::Overlap).unwrap();
        let sentence = "the windows of EN-1 and EN-2 both hold the days from 2026-06-01 to 2026-06-30";
        assert_eq!((said.sentence.as_str(), said.kind.id()), (sentence, "overlap"));
    }
    firm.does(revise("EN-2", next(date(2026, 7, 1)), ""));
    assert!(continuity(&firm.registers, DAY).overlaps.is_empty() && heard(&firm, AdviceKind::Overlap).is_empty());
}

#[test]
fn r208_a_break_between_windows_and_missed_runs_are_found() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowOpen);
    let then = date(2026, 8, 1);
    let open = continuity(&firm.registers, then);
    assert_eq!((open.breaks.len(), open.breaks[0].from, open.breaks[0].until), (1, date(2026, 7, 1), None));
    assert_eq!(open.missed.len(), 1);
    assert_eq!((open.missed[0].controls.clone(), open.missed[0].in_scope), (vec![WHOLE.to_owned()], 1));
    let window = |from, until| Examination::Type2 { window: Window { from, until } };
    let later = Engagement {
        title: "SOC 2 Type II 2027".into(),
        kind: window(date(2026, 8, 15), date(2027, 6, 30)),
        minimum_end: None,
        ..type2()
    };
    firm.does(plan(later.clone()));
    let found = continuity(&firm.registers, then).breaks;
    assert_eq!((found.len(), found[0].until, found[0].before.as_deref()), (1, Some(date(2026, 8, 14)), Some("EN-2")));
    assert_eq!(heard(&firm, AdviceKind::Break).len(), 1);
    assert_eq!(heard(&firm, AdviceKind::Missed)[0].sentence, "of 1 control in scope, 1 missed a run");
    firm.does(revise("EN-2", Engagement { kind: window(date(2026, 7, 1), date(2027, 6, 30)), ..later }, ""));
    assert!(continuity(&firm.registers, then).breaks.is_empty());
}

#[test]
fn r208_a_window_that_nobody_opened_while_a_certificate_was_prepared_is_named() {
    let mut firm = firm();
    firm.engaged(type2(), State::WindowOpen);
    firm.ran(WHOLE, &[1, 2, 3, 4, 5, 6].map(|month| date(2026, month, 8)));
    let window = Window { from: date(2026, 7, 1), until: date(2027, 6, 30) };
    let kind = Examination::Type2 { window };
    firm.does(plan(Engagement { title: "SOC 2 Type II 2027".into(), kind, minimum_end: None, ..type2() }));
    let mut project = certified(CertificationState::Stage1, "2029-01-31");
    project.certificates.clear();
    firm.registers.certifications.projects.insert(1, project);
    assert_eq!(continuity(&firm.registers, date(2026, 6, 30)), Default::default(), "the first was kept up");
    let later = date(2026, 9, 2);
    let found = continuity(&firm.registers, later);
    assert_eq!((found.breaks.len(), found.missed.len()), (0, 1), "{found:?}");
    assert_eq!((found.missed[0].engagement.as_str(), found.missed[0].controls.clone()), ("EN-2", vec![WHOLE.into()]));
    let all = advice(&firm.registers, "EN-2", later).unwrap();
    let said = all.iter().find(|one| one.kind == AdviceKind::Missed).unwrap();
    let sentence = "the window began on 2026-07-01 and nobody opened it: of 1 control in scope, 1 missed a run";
    assert_eq!(said.sentence, sentence);
    firm.does(to("EN-2", State::OnHold, "the firm merges"));
    assert!(continuity(&firm.registers, later).missed.is_empty(), "somebody decided on that, with a reason");
}

#[test]
fn r204_an_engagement_without_firm_or_letter_says_so() {
    let mut firm = firm();
    firm.does(plan(Engagement { firm: Firm::default(), ..type2() }));
    assert!(heard(&firm, AdviceKind::Firm)[0].sentence.contains("only a licensed CPA firm"));
    firm.does(revise("EN-1", type2(), ""));
    assert!(heard(&firm, AdviceKind::Firm).is_empty());
    firm.does(to("EN-1", State::Withdrawn, "not now"));
    assert!(advice(&firm.registers, "EN-1", DAY).unwrap().is_empty(), "what is over is not advised on");
}
