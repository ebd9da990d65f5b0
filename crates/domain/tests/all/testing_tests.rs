//! Tests and exceptions: who may plan, record and conclude, and what a conclusion has to come after (SoD-3, SoD-4, SoD-14).

use crate::engagement;
use crate::engagement::{says, type1};
use crate::library;
use crate::library::Organisation;
use crate::people::{assign, rests_on};
use crate::testing;
use crate::testing::*;
use domain::command::{Command, EvidenceCommand, OperationCommand, TestingCommand};
use domain::event::{Event, TestingEvent};
use domain::registers::engagement::guards::exceptions_unanswered;
use domain::reports::testing::{Missing, TestStage, changed_since, of_other_controls, stage, testing_report};
use domain::values::testing::{
    ExceptionNote, ExceptionState, TestAttribute, TestConclusion, TestKind, TestMethod, TestOutcome, TestPlan,
};
use domain::values::{Duty, EngagementState, Execution, Operation, Role};
use jiff::civil::date;
use std::collections::BTreeSet;

fn at(firm: &Organisation) -> TestStage {
    stage(&firm.registers, firm.test("TE-1"))
}

#[test]
fn nobody_tests_by_inquiry_alone() {
    let firm = fieldwork();
    let plan_of = |change: &dyn Fn(&mut TestPlan)| {
        let mut test = test(TestKind::Readiness, None);
        change(&mut test);
        firm.refuses(plan(test))
    };
    says(&plan_of(&|t| t.methods = BTreeSet::from([TestMethod::Inquiry])), &["inquiry alone"]);
    says(&plan_of(&|t| t.methods = BTreeSet::new()), &["inquiry alone"]);
    says(&plan_of(&|t| t.attributes = Vec::new()), &["the attributes"]);
    says(&plan_of(&|t| t.attributes[1].id = "A".into()), &["`A` stands twice"]);
    says(&plan_of(&|t| t.attributes[0].id = "a b".into()), &["a b"]);
    says(&plan_of(&|t| t.attributes[0].text = String::new()), &["text of an attribute"]);
    says(&plan_of(&|t| t.attributes = vec![TestAttribute { id: "A".into(), text: "x".into() }; 51]), &["50"]);
    says(&plan_of(&|t| t.control = "GV-9".into()), &["GV-9"]);
    says(&plan_of(&|t| t.engagement = "EN-9".into()), &["EN-9"]);
    says(&plan_of(&|t| t.sample = Some("SA-9".into())), &["SA-9"]);
}

#[test]
fn the_owner_of_a_control_does_not_test_it() {
    let mut firm = fieldwork();
    firm.joins("paul", &[Role::ProgrammeManager, Role::ControlOwner]);
    firm.does(assign(CHANGE, Some("paul")));
    rests_on(&firm.not_by("paul", plan(test(TestKind::Readiness, None))), Duty::AuditsOwnWork);
    says(&firm.not_by("carl", plan(test(TestKind::Readiness, None))), &["test this control"]);
    says(&firm.not_by("eve", plan(test(TestKind::Readiness, None))), &["organisation's own"]);
    firm.by("ivan", plan(test(TestKind::Readiness, None)));
    assert_eq!(firm.test("TE-1").by, "ivan");
}

#[test]
fn an_audit_test_is_planned_recorded_and_concluded_by_the_engagements_auditor() {
    let mut firm = fieldwork();
    firm.frozen(40);
    says(&firm.not_by("otto", plan(test(TestKind::Audit, None))), &["may not test this control"]);
    for other in ["ivan", library::FIRST] {
        rests_on(&firm.not_by(other, plan(test(TestKind::Audit, None))), Duty::AuditorConcludes);
    }
    firm.by("eve", plan(test(TestKind::Audit, None)));
    assert_eq!(at(&firm), TestStage::PopulationValidated);
    says(&firm.not_by("eve", results("TE-1", vec![result("CHG-001", "A", TestOutcome::Met, "", &[])])), &["no sample"]);
    firm.does(draw(by_hash()));
    let take = |sample: &str| command(TestingCommand::TakeSample { id: "TE-1".into(), sample: sample.into() });
    rests_on(&firm.not_by("eve", take("SA-1")), Duty::AuditorConcludes);
    firm.by("eve", draw(by_hash()));
    rests_on(&firm.not_by("ivan", take("SA-2")), Duty::AuditorConcludes);
    firm.by("eve", take("SA-2"));
    says(&firm.not_by("eve", take("SA-2")), &["SA-2"]);
    assert_eq!(at(&firm), TestStage::SampleDrawn);
    let met =
        results("TE-1", vec![result(firm.test("TE-1").items.keys().next().unwrap(), "A", TestOutcome::Met, "", &[])]);
    rests_on(&firm.not_by("ivan", met.clone()), Duty::AuditorConcludes);
    firm.by("eve", met);
    says(&firm.not_by("eve", take("SA-1")), &["has results already"]);
    for other in ["ivan", library::FIRST] {
        rests_on(&firm.not_by(other, conclude("TE-1", TestConclusion::NoException, "x", &[])), Duty::AuditorConcludes);
    }
}

#[test]
fn access_that_is_over_ends_the_auditors_work() {
    let mut firm = fieldwork();
    firm.tested(false);
    firm.days_pass(100);
    assert!(
        firm.judges(&domain::stamp::Badge::fresh("eve"), conclude("TE-1", TestConclusion::NoException, "x", &[]))
            .is_err()
    );
    let mut grant = firm.access("eve", domain::values::GrantKind::ExternalAuditor, 30);
    grant.engagement = "another one".into();
    firm.does(Command::GiveGrant { grant });
    let refusal = firm.not_by("eve", conclude("TE-1", TestConclusion::NoException, "x", &[]));
    rests_on(&refusal, Duty::AuditorConcludes);
    says(&refusal, &["not an external auditor of EN-1 today"]);
}

#[test]
fn results_name_items_and_attributes_of_the_test_and_describe_deviations() {
    let mut firm = fieldwork();
    firm.tested(false);
    let no = |one, words: &[&str]| says(&firm.not_by("eve", results("TE-1", vec![one])), words);
    let item = firm.test("TE-1").items.keys().next().unwrap().clone();
    no(result("CHG-999", "A", TestOutcome::Met, "", &[]), &["CHG-999"]);
    no(result(&item, "C", TestOutcome::Met, "", &[]), &["attribute", "`C`"]);
    no(result(&item, "A", TestOutcome::Deviation, " ", &[]), &["not described"]);
    no(result(&item, "A", TestOutcome::Met, "", &["EV-9"]), &["EV-9"]);
    let same = result(&item, "A", TestOutcome::Met, "", &["EV-1"]);
    no(same.clone(), &["every result"]);
    says(&firm.not_by("eve", results("TE-1", vec![same.clone(), same])), &["stands twice"]);
    let many = vec![result(&item, "A", TestOutcome::Met, "", &[]); 10_001];
    says(&firm.not_by("eve", results("TE-1", many)), &["10000"]);
    assert_eq!((firm.test("TE-1").tested(), firm.test("TE-1").open(), at(&firm)), (5, 0, TestStage::Tested));
}

#[test]
fn a_conclusion_is_in_own_words_rests_on_evidence_and_fits_the_results() {
    let mut firm = fieldwork();
    firm.tested(true);
    let no = |firm: &Organisation, conclusion, text: &str, words: &[&str]| {
        says(&firm.not_by("eve", conclude("TE-1", conclusion, text, &[])), words);
    };
    no(&firm, TestConclusion::Exception, "  ", &["the conclusion"]);
    no(&firm, TestConclusion::NoException, "all good", &["1 item of TE-1 deviates"]);
    firm.by("eve", conclude("TE-1", TestConclusion::Exception, "one of five was not approved", &[]));
    let concluded = firm.test("TE-1").conclusion().unwrap().clone();
    assert_eq!((concluded.by.as_str(), concluded.cited["EV-1"]), ("eve", 1));
    assert!(concluded.entry > firm.population("PO-1").frozen.as_ref().unwrap().entry);
    assert_eq!(at(&firm), TestStage::Exception);
}

#[test]
fn a_conclusion_without_evidence_or_with_open_results_is_refused() {
    let mut firm = fieldwork();
    firm.frozen(3);
    firm.by("eve", draw(by_hash()));
    firm.by("eve", plan(test(TestKind::Audit, Some("SA-1"))));
    let done = |evidence: &[&str]| conclude("TE-1", TestConclusion::NoException, "as described", evidence);
    says(&firm.not_by("eve", done(&["EV-1"])), &["6 results of TE-1 are open"]);
    let all =
        ["CHG-001", "CHG-002", "CHG-003"].map(|item| ["A", "B"].map(|a| result(item, a, TestOutcome::Met, "", &[])));
    firm.by("eve", results("TE-1", all.into_iter().flatten().collect()));
    says(&firm.not_by("eve", done(&[])), &["the evidence"]);
    says(&firm.not_by("eve", done(&["EV-7"])), &["EV-7"]);
    says(
        &firm.not_by("eve", conclude("TE-1", TestConclusion::Exception, "x", &["EV-1"])),
        &["no item of TE-1 deviates"],
    );
    firm.by("eve", done(&["EV-1"]));
    assert_eq!(at(&firm), TestStage::NoException);
}

#[test]
fn sod_14_a_conclusion_comes_after_the_evidence_and_later_evidence_marks_it() {
    let mut firm = fieldwork();
    firm.tested(false);
    let evidence = firm.registers.evidence.items["EV-1"].newest().evidence.clone();
    let again = |note: &str| {
        let mut evidence = evidence.clone();
        evidence.note = note.into();
        let files = vec![engagement::paper(note)];
        Command::Evidence(EvidenceCommand::ReviseEvidence { id: "EV-1".into(), evidence, files })
    };
    let done = conclude("TE-1", TestConclusion::NoException, "as described", &[]);
    firm.does(again("the whole list"));
    let refusal = firm.not_by("eve", done.clone());
    rests_on(&refusal, Duty::AuditorConcludes);
    says(&refusal, &["came in after it"]);
    let look = firm.test("TE-1").items.keys().map(|item| result(item, "A", TestOutcome::Met, "", &["EV-1"])).collect();
    firm.by("eve", results("TE-1", look));
    firm.by("eve", done);
    let concluded = firm.test("TE-1").conclusion().unwrap().clone();
    assert_eq!(concluded.cited["EV-1"], 2);
    assert!(changed_since(&firm.registers, &concluded).is_empty());
    firm.does(again("once more"));
    assert_eq!(changed_since(&firm.registers, &concluded), ["EV-1"]);
    let report = testing_report(&firm.registers, "EN-1").unwrap();
    let control = report.controls.iter().find(|one| one.control == CHANGE).unwrap();
    assert!(control.missing.contains(&Missing::EvidenceChanged));
}

#[test]
fn a_result_after_the_conclusion_takes_it_back_knowingly_or_is_refused() {
    let mut firm = fieldwork();
    firm.tested(false);
    firm.by("eve", conclude("TE-1", TestConclusion::NoException, "as described", &[]));
    let item = firm.test("TE-1").items.keys().next().unwrap().clone();
    let late = vec![result(&item, "B", TestOutcome::Deviation, "no test record", &[])];
    let refusal = firm.not_by("eve", results("TE-1", late.clone()));
    says(&refusal, &["TE-1 is concluded", "take the conclusion back"]);
    assert!(firm.test("TE-1").conclusion().is_some(), "it stands");
    firm.by("eve", command(TestingCommand::RecordResults { id: "TE-1".into(), results: late, reopens: true }));
    assert_eq!((at(&firm), firm.test("TE-1").conclusions.len()), (TestStage::Tested, 1));
    assert!(firm.test("TE-1").conclusion().is_none(), "the old one does not stand any more, and stays in the record");
}

#[test]
fn r195_a_type_1_is_tested_by_its_design_alone() {
    let mut firm = fieldwork();
    firm.does(engagement::plan(type1(date(2026, 7, 1))));
    let of = |sample: Option<&str>| TestPlan { engagement: "EN-2".into(), ..test(TestKind::Readiness, sample) };
    firm.frozen(40);
    firm.does(draw(by_hash()));
    says(&firm.refuses(plan(of(Some("SA-1")))), &["Type I", "design alone"]);
    firm.does(plan(of(None)));
    assert_eq!(firm.test("TE-1").items.keys().collect::<Vec<_>>(), ["design"]);
    let report = testing_report(&firm.registers, "EN-2").unwrap();
    assert!(report.design_only);
    assert_eq!(report.figures.wanted, 0, "no population is wanted of a Type I");
}

#[test]
fn an_automated_control_is_tested_once_for_each_version() {
    let mut firm = fieldwork();
    let once = TestPlan { change_controls: "every change is reviewed".into(), ..test(TestKind::Readiness, None) };
    says(&firm.refuses(plan(once.clone())), &["not said to be automated"]);
    firm.frozen(40);
    firm.does(draw(by_hash()));
    says(&firm.refuses(plan(TestPlan { sample: Some("SA-1".into()), ..once.clone() })), &["do not go together"]);
    let operation = Operation {
        execution: Some(Execution::Automated),
        systems: ["Build".to_owned()].into(),
        ..Operation::default()
    };
    let set = OperationCommand::SetOperation { control: CHANGE.into(), operation, from: date(2026, 3, 1) };
    firm.does(Command::Operation(set));
    firm.does(plan(once));
    let items: Vec<&String> = firm.test("TE-1").items.keys().collect();
    assert_eq!(items.len(), firm.registers.operations.controls[CHANGE].versions.len(), "{items:?}");
    assert!(items.iter().all(|item| item.starts_with("version-")));
    let take = command(TestingCommand::TakeSample { id: "TE-1".into(), sample: "SA-1".into() });
    says(&firm.refuses(take), &["not tested by sample"]);
}

#[test]
fn each_item_belongs_to_the_version_of_the_control_in_force_on_its_day() {
    let mut firm = fieldwork();
    firm.frozen(40);
    let before = u32::try_from(firm.registers.operations.controls[CHANGE].versions.len()).unwrap();
    let operation = Operation { systems: ["Build".to_owned()].into(), ..Operation::default() };
    let set = OperationCommand::SetOperation { control: CHANGE.into(), operation, from: day(2, 21) };
    firm.does(Command::Operation(set));
    let mut ask = by_hash();
    (ask.size, ask.reason) = (Some(40), "all of them".into());
    firm.by("eve", draw(ask));
    firm.by("eve", plan(test(TestKind::Audit, Some("SA-1"))));
    let items = &firm.test("TE-1").items;
    assert_eq!(items.values().filter(|version| **version == before).count(), 20, "1 to 20 February");
    assert_eq!(items.values().filter(|version| **version == before + 1).count(), 20, "from 21 February on");
}

#[test]
fn a_readiness_test_ends_in_a_note_and_never_in_a_conclusion() {
    let mut firm = fieldwork();
    firm.frozen(3);
    firm.by("ivan", draw(by_hash()));
    firm.by("ivan", plan(test(TestKind::Readiness, Some("SA-1"))));
    let note = |text: &str| command(TestingCommand::NoteReadiness { id: "TE-1".into(), text: text.into() });
    says(&firm.not_by("ivan", note("ready")), &["results of TE-1 are open"]);
    let all =
        ["CHG-001", "CHG-002", "CHG-003"].map(|item| ["A", "B"].map(|a| result(item, a, TestOutcome::Met, "", &[])));
    firm.by("ivan", results("TE-1", all.into_iter().flatten().collect()));
    says(&firm.not_by("ivan", note("")), &["the readiness note"]);
    firm.by("ivan", note("three of three are in order"));
    says(&firm.not_by("ivan", note("three of three are in order")), &["TE-1"]);
    assert_eq!((at(&firm), firm.test("TE-1").conclusions.len()), (TestStage::Noted, 0));
    says(&firm.not_by("eve", conclude("TE-1", TestConclusion::NoException, "x", &["EV-1"])), &["readiness note"]);
    says(&firm.not_by("eve", noted(testing::note("TE-1"))), &["readiness test"]);
}

#[test]
fn evidence_that_is_linked_to_other_controls_alone_is_marked_where_a_test_cites_it() {
    let mut firm = fieldwork();
    firm.tested(false);
    firm.does(engagement::shows(engagement::WHOLE, day(6, 30), engagement::WINDOW));
    let marked = |firm: &Organisation| of_other_controls(&firm.registers, firm.test("TE-1"));
    let missing = |firm: &Organisation| {
        let report = testing_report(&firm.registers, "EN-1").unwrap();
        report.controls.into_iter().find(|one| one.control == CHANGE).unwrap().missing
    };
    assert!(marked(&firm).is_empty(), "EV-1 shows the control that is tested");
    let item = firm.test("TE-1").items.keys().next().unwrap().clone();
    firm.by("eve", results("TE-1", vec![result(&item, "A", TestOutcome::Met, "", &["EV-1", "EV-2"])]));
    assert_eq!(marked(&firm), ["EV-2"]);
    firm.by("eve", conclude("TE-1", TestConclusion::NoException, "all of them approved", &[]));
    assert_eq!(marked(&firm), ["EV-2"]);
    assert!(!missing(&firm).contains(&Missing::OwnEvidence), "it rests on evidence of the control as well");
    // A conclusion that rests on evidence of another control alone stands, as the auditor's judgement, and is listed.
    let mut firm = fieldwork();
    firm.frozen(2);
    firm.does(engagement::shows(engagement::WHOLE, day(6, 30), engagement::WINDOW));
    firm.by("eve", draw(by_hash()));
    firm.by("eve", plan(test(TestKind::Audit, Some("SA-1"))));
    let items: Vec<String> = firm.test("TE-1").items.keys().cloned().collect();
    let all = items.iter().flat_map(|item| ["A", "B"].map(|a| result(item, a, TestOutcome::Met, "", &["EV-2"])));
    firm.by("eve", results("TE-1", all.collect()));
    assert!(!missing(&firm).contains(&Missing::OwnEvidence), "nothing is concluded yet");
    firm.by("eve", conclude("TE-1", TestConclusion::NoException, "all of them approved", &[]));
    assert_eq!((marked(&firm), missing(&firm)), (vec!["EV-2".to_owned()], vec![Missing::OwnEvidence]));
    let id = "EV-2".to_owned();
    let link = EvidenceCommand::LinkEvidence { id, control: CHANGE.into(), ran: day(6, 30) };
    firm.does(Command::Evidence(link));
    assert!(marked(&firm).is_empty() && missing(&firm).is_empty(), "linked, it shows this control too");
}

#[test]
fn a_readiness_note_is_not_for_the_auditors_test() {
    let mut firm = fieldwork();
    firm.tested(false);
    let note = command(TestingCommand::NoteReadiness { id: "TE-1".into(), text: "ready".into() });
    says(&firm.not_by("eve", note), &["test of the auditor"]);
}

#[test]
fn r201_an_exception_is_noted_explained_judged_answered_and_closed_each_by_whom_it_belongs_to() {
    let mut firm = fieldwork();
    firm.tested(true);
    rests_on(&firm.not_by(library::FIRST, noted(note("TE-1"))), Duty::AuditeeChangesFinding);
    says(&firm.not_by("eve", noted(ExceptionNote { effect: String::new(), ..note("TE-1") })), &["the effect"]);
    says(
        &firm.not_by("eve", noted(ExceptionNote { description: String::new(), ..note("TE-1") })),
        &["the description"],
    );
    says(&firm.not_by("eve", noted(ExceptionNote { tolerable: "5%".into(), ..note("TE-1") })), &["tolerable rate"]);
    says(&firm.not_by("eve", noted(note("TE-9"))), &["may not note an exception"]);
    let events = firm.by("eve", noted(note("TE-1")));
    let expected =
        |event: &Event| matches!(event, Event::Testing(TestingEvent::ExceptionNoted { tested: 5, deviating: 1, .. }));
    assert!(expected(&events[0]), "{events:?}");
    assert_eq!(exceptions_unanswered(&firm.registers, "EN-1"), ["the response to EX-1"]);
    says(&firm.not_by("mark", respond("EX-1", "we agree")), &["noted", "accepted as exception"]);
    says(&firm.not_by("carl", explain("EX-1", "")), &["the cause"]);
    let certified = explain("EX-1", "our SOC 2 certification was new");
    says(&firm.not_by("carl", certified), &["soc 2 certification", "the cause"]);
    firm.by("carl", explain("EX-1", "an emergency release"));
    says(&firm.not_by("carl", explain("EX-1", "an emergency release")), &["EX-1"]);
    rests_on(&firm.not_by("mark", judge("EX-1", false, "no harm")), Duty::AuditeeChangesFinding);
    says(&firm.not_by("eve", judge("EX-1", true, "")), &["the reason"]);
    firm.by("eve", judge("EX-1", true, "no approval afterwards either"));
    says(&firm.not_by("eve", judge("EX-1", true, "again")), &["EX-1"]);
    says(&firm.not_by("mark", link("EX-1", "a gate")), &["cannot be linked"]);
    says(&firm.not_by("mark", respond("EX-1", "We passed SOC 2 all the same.")), &["passed soc 2", "the response"]);
    firm.by("mark", respond("EX-1", "we agree; the gate is closed since March"));
    assert!(exceptions_unanswered(&firm.registers, "EN-1").is_empty());
    says(&firm.not_by("mark", respond("EX-1", " ")), &["the response"]);
    says(&firm.not_by("eve", close("EX-1", "seen")), &["response written", "closed"]);
    firm.by("mark", link("EX-1", "release gate, Carl Nilsson, 31 August 2026"));
    says(&firm.not_by("mark", link("EX-1", "")), &["the action"]);
    rests_on(&firm.not_by("mark", close("EX-1", "done")), Duty::AuditeeChangesFinding);
    says(&firm.not_by("eve", close("EX-1", "")), &["the note"]);
    firm.by("eve", close("EX-1", "the gate works"));
    let held = firm.exception("EX-1");
    assert_eq!((held.state, held.cleared(), held.by.as_str()), (ExceptionState::Closed, false, "eve"));
    assert_eq!(held.note, note("TE-1"), "nobody changed the auditor's words");
    assert_eq!(held.cause.as_ref().unwrap().by, "carl");
    says(&firm.not_by("carl", explain("EX-1", "later")), &["closed"]);
}

#[test]
fn r201_a_report_keeps_its_exceptions_and_waits_for_the_response_to_each() {
    let mut firm = fieldwork();
    firm.tested(true);
    firm.by("eve", noted(note("TE-1")));
    firm.by("eve", judge("EX-1", true, "no approval afterwards either"));
    firm.by("eve", conclude("TE-1", TestConclusion::Exception, "one of five was not approved", &[]));
    firm.does(engagement::shows(engagement::WHOLE, day(6, 30), engagement::WINDOW));
    firm.does(engagement::unexercised("EN-1", engagement::WHOLE, "EV-2"));
    says(&firm.refuses(engagement::unexercised("EN-1", CHANGE, "EV-2")), &["PO-1 is frozen and not empty"]);
    let step = |to| engagement::to("EN-1", to, "");
    firm.does(step(EngagementState::Fieldwork));
    says(&firm.refuses(step(EngagementState::DraftReport)), &["the response to EX-1"]);
    let words = "we agree; the gate is closed since March";
    firm.by("mark", respond("EX-1", words));
    firm.does(step(EngagementState::DraftReport));
    // It stands in the report with what management says to it: a response takes no exception away.
    let held = firm.exception("EX-1");
    let response = held.response.as_ref().unwrap();
    assert_eq!((response.text.as_str(), response.by.as_str()), (words, "mark"));
    assert_eq!((held.state, held.cleared()), (ExceptionState::ResponseWritten, false));
    let report = testing_report(&firm.registers, "EN-1").unwrap();
    let control = report.controls.iter().find(|one| one.control == CHANGE).unwrap();
    assert_eq!((report.figures.exceptions, control.exceptions.clone()), (1, vec!["EX-1".to_owned()]));
    assert!(control.missing.is_empty(), "{:?}", control.missing);
}

#[test]
fn a_cleared_exception_lets_the_test_end_without_one() {
    let mut firm = fieldwork();
    firm.tested(true);
    firm.by("eve", noted(note("TE-1")));
    says(&firm.not_by("eve", conclude("TE-1", TestConclusion::NoException, "x", &[])), &["deviate"]);
    firm.by("eve", judge("EX-1", false, "the approval was found in the archive"));
    assert!(exceptions_unanswered(&firm.registers, "EN-1").is_empty());
    firm.by("eve", conclude("TE-1", TestConclusion::NoException, "approved in the archive", &[]));
    firm.by("eve", close("EX-1", "nothing is left"));
    assert!(firm.exception("EX-1").cleared());
    assert_eq!(testing_report(&firm.registers, "EN-1").unwrap().figures.exceptions, 0);
}

#[test]
fn without_deviation_there_is_no_exception() {
    let mut firm = fieldwork();
    firm.tested(false);
    says(&firm.not_by("eve", noted(note("TE-1"))), &["no item of TE-1 deviates"]);
    says(&firm.not_by("otto", noted(note("TE-1"))), &["may not note an exception"]);
}

#[test]
fn whoever_has_no_part_in_it_learns_nothing_of_it() {
    let firm = fieldwork();
    says(&firm.not_by("otto", freeze("PO-9")), &["hand in a population"]);
    says(&firm.refuses(freeze("PO-9")), &["PO-9"]);
    says(&firm.refuses(explain("EX-9", "x")), &["EX-9"]);
}
