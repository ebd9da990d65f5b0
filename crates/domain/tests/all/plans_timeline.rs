//! Roadmaps on the calendar (K2, K13), against worked examples.

use crate::audits;
use crate::evidence::running;
use crate::people::firm;
use crate::plans::*;
use domain::command::{Command, OperationCommand, PlanCommand};
use domain::refusal::Refusal;
use domain::reports::plan::timeline::{ReportFacts, parts, phases, report_days};
use domain::reports::plan::{against, baseline};
use domain::values::Unit;
use domain::values::plan::{Choices, FigureUnit, OwnFigure, StepKind, TrackFramework};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

fn days(step: &domain::reports::plan::PlannedStep) -> (String, String) {
    (step.early.from.to_string(), step.late.until.to_string())
}

#[test]
fn r287_r288_r289_r290_r291_r292_the_phases_of_the_extension_fall_on_days_and_overlap() {
    let road = bare("extension");
    let told: Vec<(String, String, String)> = road
        .steps
        .iter()
        .map(|step| {
            let (from, until) = days(step);
            (step.title.clone(), from, until)
        })
        .collect();
    let expected = [
        ("Gap analysis", "2026-09-07", "2026-10-04"),
        ("ISMS foundation", "2026-10-05", "2026-11-15"),
        ("Gap remediation", "2026-10-26", "2026-12-27"),
        ("Pre-certification", "2026-12-07", "2027-01-24"),
        ("Certification audit", "2027-01-18", "2027-02-21"),
    ];
    let expected = expected.map(|(title, from, until)| (title.to_owned(), from.to_owned(), until.to_owned()));
    assert_eq!(told, expected);
    assert_eq!(road.overlap_weeks, [8, 9, 10, 14, 15, 16, 20]);
    assert_eq!((road.days, road.ends.1), (range(168, 168), date(2027, 2, 21)));
    let tasks: Vec<usize> = road.steps.iter().map(|step| step.tasks.len()).collect();
    assert_eq!(tasks, [2, 6, 5, 5, 2], "six tasks of the foundation, five families, five before certification");
    let sources: Vec<Option<&str>> = road.steps.iter().map(|step| step.lengths.figures[0].told.claim()).collect();
    assert_eq!(sources, ["PC026", "PC030", "PC031", "PC032", "PC033"].map(Some));
}

#[test]
fn r288_r289_r290_r291_the_tasks_of_the_phases_are_those_of_their_source() {
    let steps = &tables().track("extension").unwrap().steps;
    let tasks = |id: &str| &steps.iter().find(|step| step.id == id).unwrap().tasks;
    for (step, words) in [
        (
            "foundation",
            [
                "Scope, context and interested parties",
                "Risk method and risk assessment",
                "Statement of Applicability",
                "Document control",
                "Programme of internal audits",
                "Design of the management review",
            ]
            .as_slice(),
        ),
        (
            "pre_certification",
            &[
                "Internal audit",
                "Management review",
                "Findings corrected",
                "certification body",
                "Evidence put in order",
            ],
        ),
        ("certification_audit", &["Stage 1", "Stage 2"]),
    ] {
        let titles: Vec<&str> = tasks(step).iter().map(|task| task.title.as_str()).collect();
        assert_eq!(titles.len(), words.len(), "{step}");
        assert!(titles.iter().zip(words).all(|(title, word)| title.contains(word)), "{step}: {titles:?}");
    }
    let families: Vec<_> =
        tasks("remediation").iter().map(|task| (task.title.clone(), task.controls.clone())).collect();
    let expected = [
        ("Asset management", "A.5", 9..=14),
        ("Physical security", "A.7", 1..=14),
        ("Supplier management", "A.5", 19..=23),
        ("Cryptography", "A.8", 24..=24),
        ("Compliance", "A.5", 31..=36),
    ];
    let expected = expected.map(|(title, theme, numbers)| {
        let controls: Vec<String> = numbers.map(|number| format!("{theme}.{number}")).collect();
        (title.to_owned(), controls)
    });
    assert_eq!(families, expected);
}

#[test]
fn weeks_of_a_plan_are_seven_days_each() {
    let weeks = [(1, 4), (5, 10), (8, 16), (14, 20), (20, 24)].map(|(a, b)| (format!("{a}"), range(a, b)));
    let found = phases(START, &weeks).unwrap();
    assert_eq!((found.overlap_weeks, found.total_weeks), (vec![8, 9, 10, 14, 15, 16, 20], 24));
    assert_eq!((found.phases[4].start, found.phases[4].end), (date(2027, 1, 18), date(2027, 2, 21)));
    for (low, high) in [(0, 4), (5, 4), (1, 521)] {
        let refusal = phases(START, &[("One".to_owned(), range(low, high))]).unwrap_err();
        assert!(refusal.to_string().starts_with("One: weeks"), "{refusal}");
    }
    assert!(phases(date(2999, 12, 1), &weeks).unwrap_err().to_string().starts_with("start: "));
}

#[test]
fn r294_parts_are_added_and_both_readings_are_shown() {
    let found = parts(&[range(6, 8), range(4, 4), range(4, 8)]).unwrap();
    assert_eq!(found, (range(14, 20), range(98, 140)));
    assert!(parts(&[range(6, 8), range(4, 3)]).unwrap_err().to_string().starts_with("parts_weeks[1]"));
    assert!(parts(&[range(500, 600)]).unwrap_err().to_string().contains("520"));
    let other = bare("extension").other.unwrap();
    let each: Vec<_> = other.parts.iter().map(|(_, figure, _)| (figure.range, figure.told.claim().unwrap())).collect();
    assert_eq!(each, [(range(6, 8), "PC066"), (range(4, 4), "PC067"), (range(4, 8), "PC068")]);
    let titles: Vec<&str> = other.parts.iter().map(|(title, ..)| title.as_str()).collect();
    assert_eq!(titles, ["Artefacts of the ISMS", "Internal audit", "Stage 1 and Stage 2, with the lead of the body"]);
    assert_eq!(other.days, range(98, 140));
    assert_eq!(other.ends, (date(2026, 12, 13), date(2027, 1, 24)));
}

#[test]
fn r295_a_type_2_report_waits_for_preparation_window_fieldwork_and_report() {
    let facts = ReportFacts {
        preparation_end: date(2026, 12, 31),
        window_start: Some(date(2027, 1, 1)),
        window_months: 6,
        fieldwork_weeks: 4,
        report_weeks: 3,
    };
    let found = report_days(&facts).unwrap();
    assert_eq!((found.window_end, found.report_date), (date(2027, 6, 30), date(2027, 8, 18)));
    let found = report_days(&ReportFacts { window_start: None, ..facts }).unwrap();
    assert_eq!(found.window_start, date(2027, 1, 1));
    let clamped = ReportFacts { window_start: Some(date(2027, 8, 31)), ..facts };
    assert_eq!(report_days(&clamped).unwrap().window_end, date(2028, 2, 28), "August 31 and six months is February 29");
    let early = ReportFacts { window_start: Some(date(2026, 12, 1)), ..facts };
    assert_eq!(report_days(&early), Err(Refusal::DatesReversed { from: "preparation_end", until: "window_start" }));
    for months in [0, 37] {
        let refusal = report_days(&ReportFacts { window_months: months, ..facts }).unwrap_err();
        assert!(refusal.to_string().starts_with("window_months"), "{refusal}");
    }
    let road = bare("type2");
    let kinds: Vec<StepKind> = road.steps.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [StepKind::Readiness, StepKind::Window, StepKind::Audit, StepKind::Report]);
    let preparation = &road.steps[0].lengths;
    // Two to five months are 61 and 152 days; seven weeks of fieldwork and report are 49.
    assert_eq!(preparation.days, range(12, 103));
}

#[test]
fn r293_r295_published_lengths_stand_beside_each_way_as_ranges_with_their_source() {
    let iso = [("PC062", (9, 12)), ("PC010", (6, 12)), ("PC101", (6, 18)), ("PC019", (6, 12))];
    let type2 = [("PC100", (6, 12)), ("PC021", (6, 12))];
    let whole = [("PC109", (15, 25))];
    for (route, published) in [
        ("extension", vec![("PC061", (4, 6)), ("PC011", (4, 6)), ("PC001", (3, 9))]),
        ("iso", iso.to_vec()),
        ("type1", vec![("PC099", (2, 5)), ("PC006", (8, 12)), ("PC020", (3, 6))]),
        ("type2", type2.to_vec()),
        ("both", [&whole[..], &type2, &[iso[0], iso[1], iso[3], iso[2]]].concat()),
    ] {
        let road = bare(route);
        let told: Vec<_> =
            road.beside.iter().map(|one| (one.claim.as_str(), (one.range.low, one.range.high))).collect();
        assert_eq!(told, published, "{route}");
        for one in &road.beside {
            let known = claims().find(|claim| claim.id == one.claim).unwrap();
            assert!(one.told.words().starts_with(&format!("{}: {}", known.id, known.source)), "{one:?}");
            let unit = if one.claim == "PC006" { Unit::Weeks } else { Unit::Months };
            assert_eq!(one.unit, unit, "{one:?}");
        }
    }
}

#[test]
fn r293_the_length_from_scratch_is_a_parameter_with_a_source() {
    let mut firm = firm();
    let on = firm.today();
    let figure = OwnFigure { range: range(6, 12), source: "Another publication".into(), on, note: String::new() };
    let key = "iso.scratch".to_owned();
    firm.by("paul", Command::Plan(PlanCommand::SetPlanFigure { key, unit: FigureUnit::Months, figure }));
    let road = firm.road(&choices("iso"));
    // Six and twelve months of a year of 365 days, half up.
    assert_eq!(road.days, range(183, 365));
    let used = &road.steps[1].lengths.figures[0];
    assert_eq!(used.instead_of, Some(range(9, 12)));
    assert!(used.told.words().ends_with("Another publication"), "{used:?}");
}

#[test]
fn r293_r309_from_scratch_is_nine_to_twelve_months_by_its_source() {
    let road = bare("iso");
    // Nine and twelve months of a year of 365 days.
    assert_eq!(road.days, range(274, 365));
    let titles: Vec<&str> = road.steps.iter().map(|step| step.title.as_str()).collect();
    let parts = [
        "Scope, risk assessment and artefacts of the ISMS",
        "Controls put in place",
        "Internal audit and management review",
        "Two-stage audit, with the lead of the body",
    ];
    assert_eq!(titles, parts);
    let tasks = |at: usize| road.steps[at].tasks.iter().map(|task| task.title.as_str()).collect::<Vec<_>>();
    assert!(tasks(0)[0].starts_with("Scope") && tasks(0)[1].contains("risk assessment"), "{:?}", tasks(0));
    assert_eq!(tasks(1).len(), 4, "one for each theme of Annex A");
    assert!(tasks(2)[0].starts_with("Internal audit"), "{:?}", tasks(2));
    assert!(road.steps[1].lengths.says.starts_with("what ISO/IEC 27001 from scratch leaves"), "{:?}", road.steps[1]);
    let whole = &road.steps[1].lengths.figures[0];
    assert_eq!((whole.range, whole.unit, whole.told.claim()), (range(9, 12), FigureUnit::Months, Some("PC062")));
}

#[test]
fn r297_what_binds_is_found_on_the_critical_path() {
    let binds = |route: &str| bare(route).binding.kind.unwrap();
    assert_eq!(binds("type1"), StepKind::Readiness);
    assert_eq!(binds("type2"), StepKind::Window);
    assert_eq!(binds("extension"), StepKind::Build);
    let both = bare("both");
    let slack = |framework| both.steps.iter().find(|step| step.framework == framework).unwrap().slack_days;
    assert_eq!(slack(TrackFramework::Iso27001), 0, "the longer of two tracks is critical");
    assert!(slack(TrackFramework::Soc2) > 0);
    assert!(both.steps.iter().filter(|step| step.framework == TrackFramework::Soc2).all(|step| !step.critical));
}

#[test]
fn r298_the_audit_takes_days_and_the_body_is_asked_before() {
    let road = bare("extension");
    let audit: Vec<_> = road.audit_days.iter().map(|days| (days.range, days.told.claim().unwrap())).collect();
    assert_eq!(audit, [(range(1, 2), "PC034"), (range(3, 8), "PC035")]);
    let prepared = road.steps.iter().filter(|step| step.kind != StepKind::Audit).map(|step| step.late.until).max();
    assert_eq!(prepared, Some(date(2027, 1, 24)), "twenty weeks of preparation against at most ten days of audit");
    let (day, lead) = road.book_by.unwrap();
    assert_eq!((day, lead.range), (date(2026, 11, 23), range(4, 8)), "eight weeks before the audit begins");
}

#[test]
fn r296_maturity_is_a_parameter_and_never_touches_the_window() {
    let slow = bare_as(&Choices { maturity_percent: 150, maturity_reason: "no team".into(), ..choices("type2") });
    let usual = bare("type2");
    assert_eq!(slow.steps[0].days, range(18, 155));
    for unchanged in 1..4 {
        assert_eq!(slow.steps[unchanged].days, usual.steps[unchanged].days, "window, fieldwork and report");
    }
    let quick = bare_as(&Choices { maturity_percent: 50, maturity_reason: "run for years".into(), ..choices("type2") });
    assert_eq!((quick.steps[0].days, quick.steps[1].days), (range(6, 52), usual.steps[1].days));
    assert!(slow.ends.1 > usual.ends.1 && quick.ends.1 < usual.ends.1);
    assert_eq!(slow.notes, ["preparation and build take 150 % of what was published: no team"]);
}

#[test]
fn a_short_window_is_said_in_its_months() {
    let noted = |window_months| bare_as(&Choices { window_months, ..choices("type2") }).notes.join(" ");
    assert!(noted(1).starts_with("a window of 1 month is shorter than the 3"), "{}", noted(1));
    assert!(noted(2).starts_with("a window of 2 months is shorter than the 3"), "{}", noted(2));
}

#[test]
fn r313_both_start_states_have_a_route() {
    let first = |route: &str| bare(route).steps.first().unwrap().framework;
    assert_eq!(first("soc2_then_iso"), TrackFramework::Soc2);
    assert_eq!(first("iso_then_soc2"), TrackFramework::Iso27001);
    let road = bare("iso_then_soc2");
    let second = road.steps.iter().find(|step| step.track == "type2_after_iso").unwrap();
    // Up to 40 per cent faster: 12 days less 40 per cent, and 103 less nothing.
    assert_eq!(second.lengths.days, range(7, 103));
    let before = road.steps.iter().filter(|step| step.track == "iso_scratch").map(|step| step.late.until).max();
    assert_eq!(second.late.from, before.unwrap().tomorrow().unwrap());
}

#[test]
fn r317_people_stand_at_every_step() {
    let firm = firm();
    let road = firm.road(&choices("extension"));
    assert!(road.steps.iter().all(|step| !step.people.is_empty()));
    let audit = road.steps.iter().find(|step| step.id == "extension/pre_certification").unwrap();
    assert_eq!(audit.people[0].people, ["ivan"], "the internal auditor");
    let sum = road.steps.iter().filter_map(|step| step.effort).fold(range(0, 0), domain::values::plan::Range::plus);
    assert_eq!(sum, range(20, 40), "two to four months, in tenths");
}

#[test]
fn what_the_registers_show_done_shortens_the_plan_and_says_which_fact() {
    let mut firm = running();
    let before = firm.road(&choices("extension"));
    let step =
        |road: &domain::reports::plan::Roadmap, id: &str| road.steps.iter().find(|s| s.id == id).unwrap().clone();
    let id = "extension/foundation";
    assert_eq!(step(&before, id).facts().count(), 0);
    let today = firm.today();
    firm.by("paul", crate::reviews::schedule(today));
    let after = firm.road(&choices("extension"));
    let found = step(&after, id);
    let facts: Vec<&str> = found.facts().map(|task| task.done.as_ref().unwrap().says.as_str()).collect();
    assert_eq!(facts, [format!("RV-1 is scheduled for {today}")]);
    assert_eq!((found.days, found.shortened()), (range(36, 36), 6), "one of seven parts: the risk method counts twice");
    assert!(after.ends.1 < before.ends.1);
}

#[test]
fn r119_the_risk_method_weighs_more_than_any_other_task_of_the_way_from_soc_2() {
    let road = bare("extension");
    let heavy: Vec<_> = road.steps.iter().flat_map(|step| &step.tasks).filter(|task| task.weight() > 1).collect();
    assert_eq!(heavy.len(), 1, "{heavy:?}");
    let why = heavy[0].heavy.as_deref().unwrap();
    assert!(heavy[0].title.starts_with("Risk method") && why.contains("most time") && why.contains("Agency"), "{why}");
    let firm = crate::risks::with_risk((3, 3));
    let road = firm.road(&choices("extension"));
    let step = road.steps.iter().find(|step| step.id == "extension/foundation").unwrap();
    let done: Vec<&str> = step.facts().map(|task| task.title.as_str()).collect();
    assert_eq!(done, ["Risk method and risk assessment (6.1.2)"]);
    assert_eq!((step.days, step.shortened()), (range(30, 30), 12), "two of seven parts of 42 days");
}

#[test]
fn an_internal_audit_that_was_reported_is_a_fact_of_the_plan() {
    let (mut firm, id) = audits::in_fieldwork("9.1");
    firm.answers_all("ivan", &id);
    let today = firm.today();
    firm.by("ivan", audits::report(&id, today, "mark"));
    let road = firm.road(&choices("extension"));
    let step = road.steps.iter().find(|step| step.id == "extension/pre_certification").unwrap();
    let facts: Vec<&str> = step.facts().map(|task| task.title.as_str()).collect();
    assert!(facts.contains(&"Internal audit of the whole scope (9.2)"), "{facts:?}");
}

#[test]
fn holidays_make_work_longer_and_leave_windows_alone() {
    let mut firm = firm();
    let holidays = [(date(2026, 9, 8), "A Tuesday".to_owned()), (date(2026, 9, 12), "A Saturday".to_owned())];
    firm.by("paul", Command::Operation(OperationCommand::SetHolidays { holidays: holidays.into_iter().collect() }));
    let road = firm.road(&choices("extension"));
    assert_eq!((road.steps[0].late.until, road.steps[0].holidays), (date(2026, 10, 5), 1));
    let window = |road: domain::reports::plan::Roadmap| road.steps[1].clone();
    let with = window(firm.road(&choices("type2")));
    assert_eq!(with.holidays, 0);
}

#[test]
fn a_baseline_is_held_against_what_happens() {
    let mut firm = firm();
    let choices = Choices { start: firm.today().saturating_sub(60.days()), ..choices("extension") };
    firm.by("paul", set(choices.clone()));
    let then = firm.road(&choices);
    let kept = baseline(&then, "approved by the board");
    let (started, ended) = (choices.start, choices.start.saturating_add(30.days()));
    firm.by("paul", report("extension/gap_analysis", Some(started), Some(ended)));
    let now = firm.road(&choices);
    let found = against(1, &kept, firm.today(), &now);
    assert_eq!((found.steps[0].ended, found.steps[0].late_days), (true, Some(3)), "four weeks end on the 28th day");
    assert_eq!(found.late_days, 3);
    assert!(now.steps[0].done() && !now.steps[0].overdue && then.steps[0].overdue);
}

#[test]
fn what_is_not_begun_never_begins_before_the_start_whatever_was_reported() {
    let mut firm = firm();
    let chosen = Choices { start: firm.today().saturating_sub(60.days()), ..choices("extension") };
    firm.by("paul", set(chosen.clone()));
    let ended = chosen.start.saturating_add(20.days());
    firm.by("paul", report("extension/gap_analysis", Some(chosen.start), Some(ended)));
    let now = firm.road(&chosen);
    assert_eq!(now.steps[1].early.from, ended.tomorrow().unwrap(), "the next step follows the one that ended");
    let later = Choices { start: chosen.start.saturating_add(90.days()), ..chosen.clone() };
    let road = firm.road(&later);
    assert_eq!((road.steps[0].early.from, road.steps[0].late.until), (chosen.start, ended), "reported days stay");
    assert_eq!(road.steps[1].early.from, later.start);
    assert!(road.steps.iter().skip(1).all(|step| step.early.from >= later.start && step.late.from >= later.start));
    // What is left takes as long as it did, from the new start on: 20 weeks of the 24.
    assert_eq!((road.days, road.ends.1), (range(140, 140), later.start.saturating_add(139.days())));
    // One that began stays where it began, and what follows it waits for the start.
    let begun = ended.saturating_add(5.days());
    firm.by("paul", report("extension/foundation", Some(begun), Some(begun.saturating_add(9.days()))));
    let road = firm.road(&later);
    assert_eq!((road.steps[1].early.from, road.steps[2].early.from), (begun, later.start));
}

#[test]
fn a_route_that_is_not_known_is_refused_with_the_nearest() {
    let refusal =
        domain::reports::plan::roadmap(&domain::registers::Registers::default(), &book(), &choices("extention"), START)
            .unwrap_err();
    assert_eq!(refusal.hint(), "did you mean `extension`?");
}

proptest! {
    #[test]
    fn steps_never_run_backwards(days in 0_i64..4000, months in 1_u32..=36, percent in 50_u32..=300, route in 0_usize..7) {
        let route = &tables().routes[route];
        let start = START.saturating_add(days.days());
        let road = bare_as(&Choices {
            start, window_months: months, maturity_percent: percent, maturity_reason: "as tried".into(), ..choices(&route.id)
        });
        for step in &road.steps {
            prop_assert!(step.early.from <= step.early.until && step.late.from <= step.late.until);
            prop_assert!(step.early.from >= start && step.early.from <= step.late.from && step.early.until <= step.late.until);
            prop_assert!(step.late.until <= road.ends.1);
        }
        prop_assert!(road.steps.iter().any(|step| step.critical && step.late.until == road.ends.1));
    }
}
