//! What is missing before Stage 1 and Stage 2, the balance of both layers, and that no clause can be taken away.

use crate::evidence::running;
use crate::library::Organisation;
use crate::nonconformities::{found, raise};
use crate::reviews;
use crate::statement;
use crate::statement::{SA, begun, decided, excluded, included, put_in, set, set_many};
use domain::command::{Command, PolicyCommand};
use domain::reports::audit::whole;
use domain::reports::certification::gate;
use domain::reports::clauses::readiness::{AuditStage, Checked, Readiness, ReadinessLine, readiness};
use domain::reports::clauses::{ANNEX_ADVANCED, CLAUSES_HALF, clauses};
use domain::reports::review::agenda;
use domain::values::nonconformity::{Nonconformity, NonconformityClass};
use domain::values::policy::{MandatoryPiece, Policy, text_sha256};
use domain::values::statement::{EntryChange, Implementation};
use domain::values::{Assessment, Inheritance, ItemKind, Practice};

fn ready(firm: &Organisation) -> Readiness {
    readiness(&firm.registers, firm.today()).unwrap()
}

fn line(firm: &Organisation, id: &str) -> ReadinessLine {
    let found = ready(firm);
    let mut lines = found.stages.iter().flat_map(|list| &list.lines);
    lines.find(|line| line.id == id).unwrap_or_else(|| panic!("no line {id}")).clone()
}

fn thirty(firm: &Organisation) -> Vec<String> {
    let framework = firm.registers.catalogue.framework("iso27001-2022").unwrap();
    framework.audited(ItemKind::Clause).map(|item| item.id.clone()).collect()
}

#[test]
fn r88_no_clause_can_be_marked_not_applicable_by_any_way() {
    let mut firm = decided();
    let clauses_of = thirty(&firm);
    assert_eq!(clauses_of.len(), 30);
    for clause in &clauses_of {
        let refusal = firm.not_by("paul", set(SA, &format!("clause {clause}"), excluded("we are too small for it")));
        assert!(!refusal.hint().is_empty(), "{clause}: {refusal}");
        firm.not_by("paul", put_in(SA, &format!("clause {clause}")));
        let record =
            Inheritance { provider: "Cloud".into(), justification: "they do it".into(), report: None, review: None };
        firm.refuses(Command::RecordInheritance { control: format!("clause {clause}"), record });
    }
    for word in ["not_applicable", "n/a", "excluded", "out of scope"] {
        assert_eq!(Practice::parse(word), None, "no judgement is called `{word}`");
    }
    for clause in &clauses_of {
        let assessment = Assessment { practice: Practice::NotStarted, ..Assessment::default() };
        firm.does(Command::AssessItem { item: format!("clause {clause}"), assessment });
    }
    let today = firm.today();
    assert_eq!(gate(&firm.registers, today).unwrap().clauses_of, 30, "the gate still counts every one");
    assert_eq!(clauses(&firm.registers, today).unwrap().parts().count(), 30);
    let audited: Vec<String> = whole(&firm.registers).into_iter().filter(|i| i.clause).map(|i| i.id).collect();
    assert_eq!(audited, clauses_of, "an internal audit reaches all of them");
}

/// A draft in which every control of Annex A is called implemented.
fn all_implemented() -> Organisation {
    let mut firm = begun();
    let change = EntryChange { status: Some(Implementation::Implemented), ..included() };
    firm.by("paul", set_many(SA, firm.annex_ids(), change));
    firm
}

#[test]
fn r61_a_full_score_of_annex_a_alone_is_never_ready() {
    let firm = all_implemented();
    let found = ready(&firm);
    assert_eq!((found.gate.controls, found.gate.controls_of), (93, 93), "every control is implemented");
    assert_eq!((found.gate.clauses, found.gate.clauses_of), (0, 30), "and no clause is: the two are counted apart");
    assert!(!found.gate.missing.is_empty());
    assert_eq!(line(&firm, "clauses").state, Checked::Missing);
    for list in &found.stages {
        assert!(list.count(Checked::There) < list.checkable(), "{}", list.sentence());
        assert!(!list.sentence().to_lowercase().contains("ready"), "{}", list.sentence());
    }
}

#[test]
fn r82_clause_work_that_lags_behind_annex_a_is_warned_of_with_its_thresholds() {
    assert_eq!((CLAUSES_HALF, ANNEX_ADVANCED), (50, 60));
    let mut firm = all_implemented();
    let balance = |firm: &Organisation| clauses(&firm.registers, firm.today()).unwrap().balance;
    let first = balance(&firm);
    assert!(first.underestimated, "{first:?}");
    assert!(first.started < 15 && first.sentence().contains("of 30 sub-clauses"), "{}", first.sentence());
    let of_some =
        |count: usize| -> std::collections::BTreeSet<String> { firm.annex_ids().into_iter().take(count).collect() };
    // 55 of 93 are 59.1 %, 56 are 60.2 %.
    let (back, last) = (of_some(93 - 55), of_some(93 - 56));
    let planned = || EntryChange { status: Some(Implementation::Planned), ..EntryChange::default() };
    let mut at_56 = firm.clone();
    at_56.by("paul", set_many(SA, last, planned()));
    assert_eq!((balance(&at_56).there, balance(&at_56).underestimated), (56, true));
    firm.by("paul", set_many(SA, back, planned()));
    assert_eq!((balance(&firm).there, balance(&firm).underestimated), (55, false), "Annex A is not well advanced yet");
    assert!(!balance(&running()).underestimated, "nothing is far anywhere");
}

#[test]
fn r231_each_stage_has_its_own_list_with_sums_that_say_what_they_leave_out() {
    let found = ready(&running());
    let [one, two] = &found.stages;
    assert_eq!((one.stage, two.stage), (AuditStage::One, AuditStage::Two));
    for list in &found.stages {
        let ids: std::collections::BTreeSet<&str> = list.lines.iter().map(|line| line.id.as_str()).collect();
        assert_eq!(ids.len(), list.lines.len(), "each line has an id of its own");
        assert!(list.count(Checked::AskAPerson) >= 2, "a machine does not answer everything");
        let whole = list.count(Checked::There) + list.count(Checked::Missing) + list.count(Checked::AskAPerson);
        assert_eq!(whole, list.lines.len());
        let said = format!("{} of {} things", list.count(Checked::There), list.checkable());
        assert!(
            list.sentence().starts_with(&said) && list.sentence().contains("asked of a person"),
            "{}",
            list.sentence()
        );
        assert!(list.lines.iter().all(|line| !line.why.is_empty() && !line.looks.is_empty()));
    }
    let documents = one.lines.iter().filter(|line| line.id.starts_with("document-")).count();
    assert_eq!(documents, 18, "the pieces of documented information");
    assert!(two.lines.iter().all(|line| !line.id.starts_with("document-")));
}

#[test]
fn r214_stage_1_looks_at_documents_statement_method_audit_and_review() {
    let mut firm = running();
    let state = |firm: &Organisation, id: &str| line(firm, id).state;
    for id in ["document-security-policy", "risk-method", "statement", "audit-programme", "management-review", "dates"]
    {
        assert_eq!(state(&firm, id), Checked::Missing, "{id}: {}", line(&firm, id).why);
    }
    assert_eq!(state(&firm, "scope-fits"), Checked::AskAPerson);
    assert_eq!(state(&firm, "majors"), Checked::There);
    let text = "# Policy\n\nWe protect what is given to us.\n";
    let policy = Policy {
        number: "POL-01".into(),
        title: "Security".into(),
        pieces: [MandatoryPiece::SecurityPolicy].into(),
        ..Policy::default()
    };
    let wanted = PolicyCommand::WritePolicy { policy: Box::new(policy), text: text.into() };
    let id = firm.new_by("paul", Command::Policy(wanted));
    assert_eq!(state(&firm, "document-security-policy"), Checked::Missing, "a draft is not in force");
    assert!(line(&firm, "document-security-policy").why.contains("not in force"));
    let sha256 = text_sha256(text);
    let step = |one: PolicyCommand| Command::Policy(one);
    firm.by("paul", step(PolicyCommand::SubmitPolicy { id: id.clone(), version: 1, sha256: sha256.clone() }));
    firm.by("mark", step(PolicyCommand::ApprovePolicy { id: id.clone(), version: 1, sha256: sha256.clone() }));
    let from = firm.today();
    firm.by("paul", step(PolicyCommand::PublishPolicy { id, version: 1, sha256, from }));
    assert_eq!(state(&firm, "document-security-policy"), Checked::There);
    firm.mr_approved();
    assert_eq!(state(&firm, "management-review"), Checked::There);
    assert_eq!(state(&firm, "document-management-reviews"), Checked::There, "its record is kept by the review itself");
    let firm = statement::in_force();
    for id in ["statement-decided", "statement-reasons", "statement-used", "statement-approved"] {
        assert_eq!(state(&firm, id), Checked::There, "{id}: {}", line(&firm, id).why);
    }
}

#[test]
fn r215_stage_2_looks_at_practice_and_leaves_interviews_and_observation_to_people() {
    let mut firm = running();
    for id in ["top-management", "reality", "scores-repeated", "exclusions", "observed", "interviews"] {
        assert_eq!(line(&firm, id).state, Checked::AskAPerson, "{id}");
    }
    for id in ["control-records", "treatment-followed", "corrective-action", "objectives", "compliance"] {
        assert_eq!(line(&firm, id).state, Checked::Missing, "{id}: {}", line(&firm, id).why);
    }
    assert!(
        line(&firm, "control-records").why.starts_with("0 of 2 controls"),
        "{}",
        line(&firm, "control-records").why
    );
    firm.reviewed();
    assert!(
        line(&firm, "control-records").why.starts_with("1 of 2 controls"),
        "{}",
        line(&firm, "control-records").why
    );
    let today = firm.today();
    firm.new_by("paul", raise(Nonconformity { class: NonconformityClass::Major, ..found(today) }));
    assert_eq!(line(&firm, "majors").state, Checked::Missing);
}

#[test]
fn r80_an_opportunity_is_in_the_improvement_log_and_feeds_the_review() {
    let mut firm = running();
    let today = firm.today();
    let idea = Nonconformity { class: NonconformityClass::Opportunity, owner: Some("carl".into()), ..found(today) };
    let id = firm.new_by("paul", raise(idea));
    let part = clauses(&firm.registers, today).unwrap().parts().find(|part| part.id == "10.1").unwrap().clone();
    let log = part.kept.iter().find(|kept| kept.title == "Opportunities").unwrap();
    assert_eq!((log.n, log.of), (1, 1), "it has an owner");
    assert!(log.items[0].title.starts_with(&id), "{:?}", log.items);
    let review = firm.new_by("paul", reviews::schedule(firm.in_a_month()));
    let point = &agenda(&firm.registers, &review, today).points[&domain::reports::review::ReviewInput::Opportunities];
    assert!(point.lines.iter().any(|line| line.items.iter().any(|item| item.id == id)), "input g names it: {point:?}");
}
