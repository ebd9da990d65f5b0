//! The file of each clause: two marks that are kept apart, what exists, who answers for it, what comes next; and the cycle.

use crate::evidence::{add as hand_in, file, review, running};
use crate::isms;
use crate::library;
use crate::library::Organisation;
use crate::policies;
use crate::policies::{TEXT, access, publish, submit};
use crate::risks;
use domain::reports::clauses::{
    Characteristic, ClausesReport, CycleStep, GovernanceMark, Layer, OTHERS, OperationMark, PaperOnly, Place,
    SubClause, clauses, shared,
};
use domain::values::ItemKind;
use domain::values::isms::RegisterKind;
use domain::values::policy::{MandatoryPiece, Policy};
use domain::values::risk::RatingKind;
use jiff::ToSpan;
use jiff::civil::{Date, date};

fn report(firm: &Organisation) -> ClausesReport {
    on(firm, firm.today())
}

fn on(firm: &Organisation, day: Date) -> ClausesReport {
    clauses(&firm.registers, day).unwrap()
}

fn part(report: &ClausesReport, id: &str) -> SubClause {
    report.parts().find(|part| part.id == id).unwrap().clone()
}

fn marks(firm: &Organisation, id: &str, day: Date) -> (GovernanceMark, OperationMark) {
    let found = part(&on(firm, day), id);
    (found.governance, found.operation)
}

/// A document of `paul`, approved by `mark` and in force.
fn in_force(firm: &mut Organisation, policy: Policy) -> String {
    let id = firm.new_by("paul", policies::write(policy, TEXT));
    firm.by("paul", submit(&id, 1, TEXT));
    firm.by("mark", policies::approve(&id, 1, TEXT));
    let today = firm.today();
    firm.by("paul", publish(&id, 1, TEXT, today));
    id
}

#[test]
fn r60_all_thirty_sub_clauses_stand_in_every_report_from_the_first_day() {
    let firm = Organisation::begun();
    let report = report(&firm);
    let ids: Vec<&str> = report.files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(ids, ["4", "5", "6", "7", "8", "9", "10"]);
    let framework = firm.registers.catalogue.framework("iso27001-2022").unwrap();
    let official: Vec<&str> = framework.audited(ItemKind::Clause).map(|item| item.id.as_str()).collect();
    assert_eq!(report.parts().map(|part| part.id.as_str()).collect::<Vec<_>>(), official);
    assert_eq!(official.len(), 30);
    for part in report.parts() {
        let said = (part.governance, part.operation);
        assert_eq!(said, (GovernanceMark::Absent, OperationMark::Absent), "{}", part.id);
        assert!(!part.asks.is_empty() && part.next().is_some(), "{}: what is asked, and what comes next", part.id);
    }
}

#[test]
fn r87_that_it_is_decided_and_that_it_runs_are_two_marks() {
    let mut firm = running();
    let today = firm.today();
    firm.does(risks::write(domain::values::risk::proposed_method()));
    assert_eq!(marks(&firm, "6.1.2", today), (GovernanceMark::Written, OperationMark::Absent), "written, not approved");
    firm.by("mark", risks::approve_method(1, &domain::values::risk::proposed_method().sha256()));
    assert_eq!(marks(&firm, "6.1.2", today), (GovernanceMark::Decided, OperationMark::Absent), "decided, and no more");
    firm.does(risks::record(risks::described("Billing")));
    firm.does(risks::rate("RI-1", RatingKind::Current, (3, 3)));
    assert_eq!(marks(&firm, "6.1.2", today), (GovernanceMark::Decided, OperationMark::Runs));
    let last = today.saturating_add(12.months()).yesterday().unwrap();
    assert_eq!(marks(&firm, "6.1.2", last).1, OperationMark::Runs, "the last day of twelve months");
    let later = last.tomorrow().unwrap();
    assert_eq!(marks(&firm, "6.1.2", later), (GovernanceMark::Decided, OperationMark::Before), "a record grows old");
}

#[test]
fn r91_a_file_names_what_exists_who_answers_and_what_comes_next() {
    let mut firm = running();
    let before = part(&report(&firm), "5.2");
    assert_eq!(before.next().unwrap().place, Place::Documents, "{:?}", before.gaps);
    assert!(before.gaps.iter().any(|gap| gap.sentence.contains("Nobody answers")), "{:?}", before.gaps);
    let policy = Policy { pieces: [MandatoryPiece::SecurityPolicy].into(), ..access() };
    let id = in_force(&mut firm, policy);
    let after = part(&report(&firm), "5.2");
    assert_eq!(after.governance, GovernanceMark::Decided);
    let owner = after.owner.unwrap();
    assert_eq!((owner.person.as_str(), &owner.place), ("carl", &Place::Document(id.clone())));
    let documents = &after.kept[0];
    assert_eq!((documents.layer, documents.n, documents.of), (Layer::Governance, 1, 1));
    assert_eq!(documents.items[0].place, Place::Document(id));
    assert!(after.gaps.iter().any(|gap| gap.sentence == "No record shows that it runs"), "{:?}", after.gaps);
    assert_eq!(after.gaps.last().unwrap().place, Place::Judgement("5.2".into()), "a person judges last");
    firm.by("paul", isms::add(RegisterKind::Issues, &["title=New law", "side=external", "owner=tina"]));
    let issues = part(&report(&firm), "4.1");
    assert_eq!(issues.owner.unwrap().person, "tina", "who owns most entries answers where no document does");
    let sentences: Vec<String> = issues.gaps.iter().map(|gap| gap.sentence.clone()).collect();
    assert!(sentences.iter().any(|said| said == "No internal issue is recorded"), "{sentences:?}");
    let refusal = report(&firm).file("11").unwrap_err();
    assert!(refusal.to_string().contains("11"), "{refusal}");
    assert_eq!(report(&firm).file("clause 6.1.2").unwrap().id, "6", "a sub-clause leads to its clause");
    assert!(report(&firm).file("A.5.1").is_err() && report(&firm).file("").is_err());
}

#[test]
fn r76_clause_8_shows_that_planned_processes_run() {
    let mut firm = running();
    let ran = |firm: &Organisation| {
        let part = part(&report(firm), "8.1");
        let kept = part.kept.iter().find(|kept| kept.title == "Controls that ran").unwrap().clone();
        (kept.n, kept.of, part.operation)
    };
    assert_eq!(ran(&firm), (0, 2, OperationMark::Absent));
    firm.new_by("carl", hand_in(review(), &[file("review.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    assert_eq!(ran(&firm), (1, 2, OperationMark::Runs), "one of two controls has evidence of the last twelve months");
    let planned = part(&report(&firm), "8.1");
    let planned = planned.kept.iter().find(|kept| kept.title == "Controls planned").unwrap();
    assert_eq!((planned.n, planned.of), (1, 2), "AC-2 has a frequency and no owner");
}

#[test]
fn r78_lines_of_treatment_plans_are_counted_and_overdue_ones_are_told() {
    let mut firm = risks::with_plan((1, 1));
    let due = firm.risk("RI-1").plan.as_ref().unwrap().treatment.lines[0].due.unwrap();
    let treated = |firm: &Organisation, day: Date| {
        let part = part(&on(firm, day), "8.3");
        let kept = part.kept.iter().find(|kept| kept.title == "Actions of treatment plans").unwrap().clone();
        let late = part.gaps.iter().any(|gap| gap.sentence == "RI-1: action overdue");
        (kept.n, kept.of, late, part.operation)
    };
    assert_eq!(treated(&firm, due), (0, 1, false, OperationMark::Absent), "the last day is in time");
    assert_eq!(treated(&firm, due.tomorrow().unwrap()), (0, 1, true, OperationMark::Absent));
    firm.by("carl", risks::step("RI-1", "L1", domain::values::risk::LineState::Done));
    let today = firm.today();
    assert_eq!(treated(&firm, today), (1, 1, false, OperationMark::Runs));
}

#[test]
fn r81_the_governance_cycle_has_an_owner_a_last_and_a_next_day_for_each_step() {
    let mut firm = risks::with_risk((3, 3));
    let (today, next) = (firm.today(), firm.risk("RI-1").risk.next_review.unwrap());
    let roles = ["title=Head of security", "duty=both", "owner=carl"];
    firm.by("paul", isms::add(RegisterKind::Roles, &roles));
    let line = |firm: &Organisation, step: CycleStep, day: Date| {
        on(firm, day).cycle.into_iter().find(|line| line.step == step).unwrap()
    };
    let steps: Vec<CycleStep> = report(&firm).cycle.iter().map(|line| line.step).collect();
    assert_eq!(steps, CycleStep::ALL, "assessment, audit, review, correction, improvement");
    let assessed = line(&firm, CycleStep::RiskAssessment, today);
    assert_eq!((assessed.last, assessed.next, assessed.overdue), (Some(today), Some(next), false));
    assert_eq!(assessed.owner.as_deref(), Some("carl"), "who ensures conformity answers where nobody else does");
    assert!(line(&firm, CycleStep::RiskAssessment, next.tomorrow().unwrap()).overdue);
    let audit = line(&firm, CycleStep::InternalAudit, today);
    assert_eq!((audit.last, audit.next, audit.overdue), (None, None, false));
    assert!(audit.why.contains("no further audit is planned"), "{}", audit.why);
    let objective = ["title=Restore in four hours", "set_on=2026-11-01", "every=quarterly", "owner=carl"];
    firm.by("paul", isms::add(RegisterKind::Objectives, &objective));
    let better = line(&firm, CycleStep::Improvement, today);
    assert_eq!(better.next, Some(date(2026, 11, 1).saturating_add(92.days())), "an objective is measured next");
}

#[test]
fn r83_a_document_with_nothing_done_by_it_is_told_until_a_record_is_there() {
    let mut firm = running();
    let id = in_force(&mut firm, access());
    let told = |firm: &Organisation| -> Vec<String> {
        report(firm).paper_only.into_iter().map(|one: PaperOnly| one.item).collect()
    };
    assert_eq!(told(&firm), ["AC-1", "A.5.18"], "the own control, and the control of Annex A that the text names");
    assert_eq!(report(&firm).paper_only[0].documents, [id]);
    firm.new_by("carl", hand_in(review(), &[file("review.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    assert!(told(&firm).is_empty(), "a run of the control shows both");
    let clause =
        Policy { number: "POL-09".into(), title: "Competence".into(), meets: policies::ids("clause 7.2"), ..access() };
    in_force(&mut firm, clause);
    assert_eq!(told(&firm), ["7.2"], "a clause too");
    let late = on(&firm, date(2028, 1, 1)).paper_only;
    assert!(
        late.iter().any(|one| one.item == "AC-1" && one.last == Some(date(2026, 9, 28))),
        "records grow old: {late:?}"
    );
}

#[test]
fn r84_the_harmonised_structure_names_the_same_clause_in_other_standards() {
    let firm = Organisation::begun();
    let report = report(&firm);
    let own: Vec<&str> = report.parts().filter(|part| !part.shared.common()).map(|part| part.id.as_str()).collect();
    assert_eq!(own, ["6.1.2", "6.1.3", "8.2", "8.3"], "assessment and treatment are of information security alone");
    for part in report.parts().filter(|part| part.shared.common()) {
        let numbers = part.shared.elsewhere.unwrap();
        let clause = part.id.split('.').next();
        assert!(numbers.iter().all(|number| number.split('.').next() == clause), "{}: {numbers:?}", part.id);
        assert!(OTHERS.iter().all(|of| part.shared.sentence().contains(of)), "{}", part.shared.sentence());
    }
    assert_eq!(shared("10.2").elsewhere, Some(["10.2", "10.1", "10.2"]), "ISO 22301 has the two the other way round");
}

#[test]
fn r85_continuity_items_name_what_they_serve_in_iso_22301() {
    let mut firm = running();
    firm.does(domain::command::Command::AddControl { control: library::control("BC-1", "A.5.30, A1.3") });
    let linked = |firm: &Organisation| {
        let lines = report(firm).continuity.lines;
        lines.into_iter().find(|line| line.item == "A.5.30").unwrap()
    };
    let line = linked(&firm);
    assert_eq!(
        (line.serves, line.controls.as_slice(), line.last),
        ("8.2, 8.3, 8.5", ["BC-1".to_owned()].as_slice(), None)
    );
    firm.new_by("paul", hand_in(review(), &[file("exercise.pdf", 2)], &[("BC-1", date(2026, 9, 20))]));
    assert_eq!((linked(&firm).last, linked(&firm).recent), (Some(date(2026, 9, 20)), true));
    let all: Vec<&str> = report(&firm).continuity.lines.iter().map(|line| line.item).collect();
    assert_eq!(all, ["A.5.29", "A.5.30", "A.8.13", "A.8.14"]);
    assert!(report(&firm).continuity.risks.is_empty());
}

#[test]
fn r89_each_characteristic_has_the_lesser_mark_of_its_clauses() {
    let mut firm = risks::with_risk((3, 3));
    let of = |firm: &Organisation, what: Characteristic| {
        let lines = report(firm).characteristics;
        let line = *lines.iter().find(|line| line.what == what).unwrap();
        (line.governance, line.operation)
    };
    assert_eq!(report(&firm).characteristics.len(), 6);
    assert_eq!(of(&firm, Characteristic::RiskMethod), (GovernanceMark::Decided, OperationMark::Runs));
    let given = ["title=Budget", "kind=resources", "on=2026-11-02", "owner=mark", "resources=two people"];
    firm.by("paul", isms::add(RegisterKind::Leadership, &given));
    let leads = of(&firm, Characteristic::Leadership);
    assert_eq!(leads, (GovernanceMark::Absent, OperationMark::Absent), "5.1 has something, 5.3 nothing");
    let roles = ["title=Head of security", "duty=both", "owner=carl", "reviewed_on=2026-11-03"];
    firm.by("paul", isms::add(RegisterKind::Roles, &roles));
    assert_eq!(of(&firm, Characteristic::Leadership), (GovernanceMark::Decided, OperationMark::Runs));
}

#[test]
fn r90_soc_2_draws_on_the_record_of_the_management_system() {
    let firm = Organisation::begun();
    let report = report(&firm);
    let drawing = report.parts().filter(|part| !part.criteria.is_empty()).count();
    assert!(drawing >= 20, "{drawing} of 30");
    assert!(part(&report, "6.1.2").criteria.contains(&"CC3.2".to_owned()));
    let soc = firm.registers.catalogue.framework("soc2-tsc-2017").unwrap();
    for id in report.parts().flat_map(|part| &part.criteria) {
        assert!(soc.item(id).is_some(), "{id} is a criterion");
    }
}
