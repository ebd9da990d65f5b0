//! Every reason to refuse something about certification.

use crate::certifications::*;
use crate::evidence::running;
use crate::library::Organisation;
use domain::command::{CertificationCommand, Command};
use domain::reports::certification::{NeedKind, warnings};
use domain::values::certification::{CertificationState as State, *};
use jiff::ToSpan;
use jiff::civil::date;

fn says(firm: &Organisation, command: Command, words: &str) {
    let refusal = firm.not_by("paul", command);
    let said = format!("{refusal} / {}", refusal.hint());
    assert!(said.contains(words), "{said} says {words}");
}

#[test]
fn r224_a_body_that_is_not_accredited_gets_no_stage_1() {
    let mut firm = ready();
    let today = firm.today();
    firm.by("paul", visit(VisitKind::Stage1, today, 1));
    assert_eq!(firm.still_needs(State::Stage1), []);
    let worse = [
        (Accreditation { iso27001: false, ..looked_up(today) }, "is not accredited for ISO/IEC 27001 by UKAS"),
        (Accreditation { valid_until: Some(date(2026, 1, 31)), ..looked_up(today) }, "ended on 2026-01-31"),
        (Accreditation { standards: set("ISO/IEC 17021-1:2015"), ..looked_up(today) }, "does not name ISO/IEC 27006-1"),
    ];
    for (seen, words) in worse {
        firm.by("paul", check(seen));
        assert!(firm.still_needs(State::Stage1).contains(&NeedKind::Accreditation));
        let said = firm.goes_not(State::Stage1);
        assert!(said.contains(words), "{said} says {words}");
        let because = "the body wants to begin".to_owned();
        let step = CertificationMove { because, ..step_on(State::Stage1, today) };
        says(&firm, advance(step), words);
    }
    let mut unseen = built();
    unseen.by("paul", add(accredible()));
    unseen.by("paul", plan(scoped()));
    assert!(unseen.goes_not(State::Stage1).contains("nobody has looked up the accreditation"));
}

#[test]
fn r225_a_market_that_does_not_recognise_the_body_is_a_warning() {
    let mut firm = ready();
    let told = |firm: &Organisation| -> Vec<String> {
        let all = warnings(&firm.registers, firm.ct(), firm.today()).unwrap();
        all.into_iter().map(|one| one.sentence).collect()
    };
    assert_eq!(told(&firm), Vec::<String>::new());
    let project = CertificationProject { markets: set("Japan, germany"), ..scoped() };
    let reason = "a customer in Japan".to_owned();
    let revise = CertificationCommand::ReviseCertification { id: CT.into(), project: Box::new(project), reason };
    firm.by("paul", cmd(revise));
    let all = told(&firm);
    assert!(all.len() == 1 && all[0].starts_with("Japan is not among the markets"), "{all:?}");
    firm.days_pass(400);
    assert!(told(&firm).iter().any(|one| one.contains("looked up on") && one.contains("more than a year ago")));
}

#[test]
fn r227_every_missing_thing_is_listed_with_what_to_do() {
    let mut firm = running();
    firm.engages();
    let said = firm.goes_not(State::GapDone);
    assert!(
        said.contains("30 of 30 clauses were judged by nobody") && said.contains("judge how each is practised"),
        "{said}"
    );
    let all = firm.still_needs(State::Stage1);
    for kind in [
        NeedKind::Clauses,
        NeedKind::Method,
        NeedKind::Risks,
        NeedKind::Statement,
        NeedKind::InternalAudit,
        NeedKind::ManagementReview,
        NeedKind::Documents,
        NeedKind::Visit,
    ] {
        assert!(all.contains(&kind), "{kind:?} in {all:?}");
    }
    let said = firm.goes_not(State::Stage1);
    for words in [
        "things are missing",
        "no risk method is approved",
        "none of 0 risks was assessed",
        "0 of 123 items audited",
        "no management review has approved minutes",
        "no version of the Statement of Applicability is approved",
        "18 pieces of documented information are not there",
        "Stage 1 has no days",
        "if the body went on nevertheless, write why",
    ] {
        assert!(said.contains(words), "{said} says {words}");
    }
}

#[test]
fn what_the_body_went_on_without_stays_on_the_project() {
    let mut firm = built();
    firm.engages();
    let today = firm.today();
    firm.by("paul", visit(VisitKind::Stage1, today, 1));
    assert!(firm.goes_not(State::Stage1).contains("no management review"));
    let because = "The body saw the plan of the internal audit and begins".to_owned();
    firm.by("paul", advance(CertificationMove { because: because.clone(), ..step_on(State::Stage1, today) }));
    let held = firm.ct().moves.last().unwrap();
    assert_eq!((held.step.because.clone(), held.from), (because.clone(), State::Planned));
    assert!(held.waived.iter().any(|one| one.contains("no management review")), "{:?}", held.waived);
    // A reason where nothing is missing would be a false record; and own steps are nobody's to waive.
    firm.by("paul", record(1, held_on(today, today, VisitOutcome::GoesOn)));
    says(&firm, advance(CertificationMove { because, ..step_on(State::Stage1Closed, today) }), "nothing is missing");
    let mut own = built();
    own.engages();
    let step = CertificationMove { because: "we are sure".into(), ..step_on(State::InternalAuditDone, own.today()) };
    says(&own, advance(step), "the body does not decide that CT-1 is internal audit done");
}

#[test]
fn auditors_with_a_part_in_what_they_audited_are_named() {
    let mut firm = built();
    firm.audits_everything("carl");
    firm.engages();
    assert_eq!(firm.still_needs(State::InternalAuditDone), [NeedKind::Independence]);
    assert!(firm.goes_not(State::InternalAuditDone).contains("carl has a part in"));
}

#[test]
fn what_is_wrong_with_a_body_is_said() {
    let mut firm = running();
    let today = firm.today();
    let cases = [
        (CertificationBody { name: " ".into(), ..accredible() }, "the name is empty"),
        (CertificationBody { country: String::new(), ..accredible() }, "the country is empty"),
        (CertificationBody { markets: [" ".to_owned()].into(), ..accredible() }, "a market is empty"),
        (CertificationBody { plan_days: 0, ..accredible() }, "plan_days: 0 days are not possible"),
        (CertificationBody { close_days: 185, ..accredible() }, "close_days: 185 days are not possible"),
        (CertificationBody { plan_days: 60, close_days: 30, ..accredible() }, "comes later than the closure"),
        (CertificationBody { name: "x".repeat(201), ..accredible() }, "longer than 200"),
        (CertificationBody { markets: (0..61).map(|n| format!("M{n}")).collect(), ..accredible() }, "60"),
    ];
    for (wrong, words) in cases {
        says(&firm, add(wrong), words);
    }
    firm.by("paul", add(accredible()));
    says(&firm, add(accredible()), "is there already, as CB-1");
    let revise = |body, reason: &str| {
        cmd(CertificationCommand::ReviseCertificationBody { id: "CB-1".into(), body, reason: reason.into() })
    };
    says(&firm, revise(accredible(), "as before"), "what is said of CB-1");
    let moved = CertificationBody { country: "Ireland".into(), ..accredible() };
    says(&firm, revise(moved.clone(), " "), "the reason is empty");
    firm.by("paul", revise(moved, "it moved"));
    let cases = [
        (Accreditation { by: String::new(), ..looked_up(today) }, "the accreditation body is empty"),
        (Accreditation { number: String::new(), ..looked_up(today) }, "the number of the accreditation is empty"),
        (Accreditation { source: String::new(), ..looked_up(today) }, "where it was looked up is empty"),
        (Accreditation { standards: [].into(), ..looked_up(today) }, "the standards is empty"),
        (Accreditation { standards: set("ISO/IEC 17021-1"), ..looked_up(today) }, "names no edition"),
        (Accreditation { standards: (0..21).map(|n| format!("S{n}:2015")).collect(), ..looked_up(today) }, "20"),
        (Accreditation { on: today.saturating_add(1.days()), ..looked_up(today) }, "lies in the future"),
        (Accreditation { valid_until: Some(date(9000, 1, 1)), ..looked_up(today) }, "outside the years"),
    ];
    for (wrong, words) in cases {
        says(&firm, check(wrong), words);
    }
    firm.by("paul", check(looked_up(today)));
    says(&firm, check(looked_up(today)), "the check of the accreditation of CB-1");
    let nobody = cmd(CertificationCommand::CheckAccreditation { id: "CB-9".into(), accreditation: looked_up(today) });
    says(&firm, nobody, "no certification body is known as `CB-9`");
}

#[test]
fn what_is_wrong_with_a_project_is_said() {
    let mut firm = running();
    says(&firm, plan(scoped()), "no certification body is known as `CB-1`");
    firm.by("paul", add(accredible()));
    let cases = [
        (CertificationProject { title: String::new(), ..scoped() }, "the title is empty"),
        (CertificationProject { scope: " ".into(), ..scoped() }, "the scope is empty"),
        (CertificationProject { standard: "ISO/IEC 27001:2013".into(), ..scoped() }, "certifies nobody any more"),
        (
            CertificationProject { standard: "ISO 9001:2015".into(), ..scoped() },
            "standard: `ISO 9001:2015` is not ISO/IEC 27001",
        ),
        (CertificationProject { stage1_days: 201, ..scoped() }, "stage1_days: 201 audit days are not possible"),
        (CertificationProject { stage2_days: 900, ..scoped() }, "stage2_days: 900 audit days are not possible"),
        (CertificationProject { people: Some(0), ..scoped() }, "people: 0 people are not possible"),
        (CertificationProject { owner: Some("nobody".into()), ..scoped() }, "no member is known as `nobody`"),
        (CertificationProject { engagement: Some("EN-9".into()), ..scoped() }, "no engagement is known as `EN-9`"),
        (CertificationProject { combined: "Same week".into(), ..scoped() }, "the engagement is empty"),
    ];
    for (wrong, words) in cases {
        says(&firm, plan(wrong), words);
    }
    firm.by("paul", plan(scoped()));
    let revise = |project, reason: &str| {
        let (project, reason) = (Box::new(project), reason.into());
        cmd(CertificationCommand::ReviseCertification { id: CT.into(), project, reason })
    };
    let same = CertificationProject { standard: DEFAULT_STANDARD.into(), ..scoped() };
    says(&firm, revise(same, "as before"), "what is said of CT-1");
    let bigger = CertificationProject { stage2_days: 6, ..scoped() };
    says(&firm, revise(bigger, ""), "the reason is empty");
    says(&firm, advance(step_on(State::GapDone, firm.today().saturating_add(1.days()))), "lies in the future");
    says(&firm, advance(step_on(State::Stage2, firm.today())), "Stage 2 does not follow Planned");
    says(&firm, advance(step_on(State::Planned, firm.today())), "where CT-1 stands");
    let unknown = cmd(CertificationCommand::AdvanceCertification {
        id: "CT-7".into(),
        step: step_on(State::Stage1, firm.today()),
    });
    says(&firm, unknown, "no certification is known as `CT-7`");
    let silent = CertificationMove { note: String::new(), ..step_on(State::Withdrawn, firm.today()) };
    says(&firm, advance(silent), "the note is empty");
    firm.goes(State::Withdrawn);
    says(&firm, visit(VisitKind::Stage1, firm.today(), 1), "CT-1 is withdrawn");
    for person in ["carl", "tina", "ivan"] {
        firm.not_by(person, add(CertificationBody { name: "Other".into(), ..accredible() }));
    }
}

#[test]
fn what_is_wrong_with_a_visit_is_said() {
    let mut firm = ready();
    let today = firm.today();
    says(&firm, visit(VisitKind::Stage1, today, 0), "lies before");
    says(&firm, visit(VisitKind::Stage1, today, 250), "is too long");
    says(&firm, visit(VisitKind::Stage1, date(9000, 1, 1), 1), "outside the years");
    says(&firm, visit(VisitKind::Surveillance1, today, 1), "comes after the decision");
    firm.by("paul", visit(VisitKind::Stage1, today, 1));
    says(&firm, visit(VisitKind::Stage1, today, 1), "has its days already, as visit 1");
    let shift = |first: jiff::civil::Date, reason: &str| {
        let (id, last, reason) = (CT.into(), first, reason.into());
        cmd(CertificationCommand::MoveCertificationVisit { id, number: 1, first, last, reason })
    };
    says(&firm, shift(today, "the same"), "the days of visit 1");
    let later = today.saturating_add(3.days());
    says(&firm, shift(later, ""), "the reason is empty");
    firm.by("paul", shift(later, "the auditor is ill"));
    assert_eq!(firm.ct().visit(1).unwrap().visit.first, later);
    firm.by("paul", shift(today, "the auditor is well"));
    let fine = held_on(today, today, VisitOutcome::GoesOn);
    says(&firm, record(1, fine.clone()), "take the step to Stage 1 first");
    says(&firm, record(2, fine.clone()), "no visit is known as `2`");
    firm.goes(State::Stage1);
    let cases = [
        (VisitRecord { last: later, ..fine.clone() }, "lies in the future"),
        (VisitRecord { first: later, ..fine.clone() }, "lies before"),
        (VisitRecord { auditors: [].into(), ..fine.clone() }, "the auditors is empty"),
        (VisitRecord { covered: [].into(), ..fine.clone() }, "what was covered is empty"),
        (VisitRecord { covered: set("A.9.99"), ..fine.clone() }, "no clause or control is known as `A.9.99`"),
        (VisitRecord { followed: set("RI-1/L9"), ..fine.clone() }, "RI-1/L9"),
        (VisitRecord { topics: [SurveillanceTopic::Marks].into(), ..fine.clone() }, "topics: they belong to"),
        (VisitRecord { summary: String::new(), ..fine.clone() }, "the summary is empty"),
    ];
    for (wrong, words) in cases {
        says(&firm, record(1, wrong), words);
    }
    firm.by("paul", record(1, fine.clone()));
    says(&firm, record(1, fine), "the record of visit 1");
    says(&firm, shift(later, "again"), "visit 1 was held");
    firm.by("paul", visit(VisitKind::Special, later, 1));
    let cancel = |reason: &str| {
        cmd(CertificationCommand::CancelCertificationVisit { id: CT.into(), number: 2, reason: reason.into() })
    };
    says(&firm, cancel(" "), "the reason is empty");
    firm.by("paul", cancel("not needed"));
    says(&firm, cancel("twice"), "visit 2 is cancelled");
    says(&firm, finding(found(2, FindingKind::Minor, today)), "visit 2 is cancelled");
    says(&firm, record(2, held_on(today, today, VisitOutcome::GoesOn)), "visit 2 is cancelled");
}

#[test]
fn what_is_wrong_with_a_finding_or_an_answer_is_said() {
    let mut firm = ready();
    firm.holds_stage1(1);
    let today = firm.today();
    let fine = found(1, FindingKind::Concern, today);
    let cases = [
        (CertificationFinding { visit: 9, ..fine.clone() }, "no visit is known as `9`"),
        (
            CertificationFinding { kind: FindingKind::Major, ..fine.clone() },
            "Stage 1 (visit 1) ends in areas of concern",
        ),
        (CertificationFinding { title: " ".into(), ..fine.clone() }, "the title is empty"),
        (CertificationFinding { statement: " ".into(), ..fine.clone() }, "the statement is empty"),
        (CertificationFinding { item: "A.9.99".into(), ..fine.clone() }, "no clause or control is known"),
        (CertificationFinding { owner: Some("nobody".into()), ..fine.clone() }, "no member is known as `nobody`"),
        (CertificationFinding { on: today.saturating_add(1.days()), ..fine.clone() }, "lies in the future"),
        (CertificationFinding { on: today.saturating_sub(1.days()), ..fine.clone() }, "lies before"),
    ];
    for (wrong, words) in cases {
        says(&firm, finding(wrong), words);
    }
    let named = |nc: &str| {
        let (id, nonconformity) = (CT.into(), Some(nc.to_owned()));
        cmd(CertificationCommand::RecordCertificationFinding { id, finding: Box::new(fine.clone()), nonconformity })
    };
    says(&firm, named("NC-9"), "no nonconformity is known as `NC-9`");
    firm.by("paul", named("nc-1"));
    assert_eq!(firm.ct().finding(2).unwrap().nonconformity.as_deref(), Some("NC-1"));
    says(&firm, settle(9, Settlement::Verified, today), "no finding is known as `9`");
    says(&firm, settle(1, Settlement::PlanAccepted, today), "record that the body accepted the answer");
    says(&firm, settle(1, Settlement::Downgraded, today), "is nothing that is said of");
    firm.acts_on(1);
    says(&firm, settle(1, Settlement::Verified, today.saturating_add(1.days())), "lies in the future");
    says(&firm, settle(1, Settlement::Verified, today.saturating_sub(1.days())), "lies before");
    let silent = Settled { how: Settlement::Verified, on: today, note: String::new() };
    let silent = CertificationCommand::SettleCertificationFinding { id: CT.into(), number: 1, settled: silent };
    says(&firm, cmd(silent), "the note is empty");
    firm.by("paul", settle(1, Settlement::Verified, today));
    says(&firm, settle(1, Settlement::Withdrawn, today), "finding 1 is settled");
    firm.by("paul", settle(2, Settlement::Verified, today));
    firm.by("paul", finding(found(1, FindingKind::Opportunity, today)));
    says(&firm, settle(3, Settlement::Verified, today), "an opportunity asks for nothing");
    firm.goes(State::Stage1Closed);
    firm.holds_stage2(&[]);
    says(&firm, finding(found(2, FindingKind::Concern, today)), "areas of concern belong to Stage 1");
    assert!(firm.goes_not(State::DecisionPending).contains("no finding of it is recorded"));
}

#[test]
fn what_is_wrong_with_a_decision_is_said() {
    let mut firm = ready();
    let today = firm.today();
    says(&firm, decide(certificate(today)), "nothing waits for a decision of the body");
    let marks = cmd(CertificationCommand::CheckUseOfMarks { id: CT.into(), on: today, note: "Web site".into() });
    says(&firm, marks, "has no certificate");
    firm.holds_stage1(0);
    firm.goes(State::Stage1Closed);
    firm.holds_stage2(&[FindingKind::Opportunity]);
    firm.goes(State::DecisionPending);
    says(&firm, advance(step_on(State::Certified, today)), "record the certificate");
    let fine = certificate(today);
    let cases = [
        (CertificationDecision { on: today.saturating_add(1.days()), ..fine.clone() }, "lies in the future"),
        (CertificationDecision { on: today.saturating_sub(1.days()), ..fine.clone() }, "lies before"),
        (CertificationDecision { number: " ".into(), ..fine.clone() }, "the number is empty"),
        (CertificationDecision { scope: " ".into(), ..fine.clone() }, "the scope is empty"),
        (CertificationDecision { statement: " ".into(), ..fine.clone() }, "the statement is empty"),
        (
            CertificationDecision { statement: "ST-9".into(), ..fine.clone() },
            "no statement of applicability is known as `ST-9`",
        ),
    ];
    for (wrong, words) in cases {
        says(&firm, decide(wrong), words);
    }
    let gone = CertificationDecision { statement: "ST-9".into(), ..fine.clone() };
    let hint = firm.not_by("paul", decide(gone)).hint();
    assert!(hint.contains("`tickmark soa list`"), "{hint}");
    firm.by("paul", decide(fine));
    let suspend = step_on(State::Suspended, today);
    says(&firm, advance(suspend), "the ground is empty");
    let odd = CertificationMove { ground: Some(SuspensionGround::OwnRequest), ..step_on(State::Surveillance1, today) };
    says(&firm, advance(odd), "ground: First surveillance has no ground");
    says(&firm, record(2, held_on(today, today, VisitOutcome::GoesOn)), "the body decided on what visit 2 showed");
    let change = ScopeChange { kind: ScopeChangeKind::Other, what: " ".into(), on: today };
    says(&firm, cmd(CertificationCommand::NoteScopeChange { id: CT.into(), change }), "the change is empty");
    let answer = String::new();
    let told = CertificationCommand::ReportScopeChange { id: CT.into(), number: 1, on: today, answer, stage1: false };
    says(&firm, cmd(told), "no change of scope is known as `1`");
    for (on, note, words) in
        [(today.saturating_add(1.days()), "x", "lies in the future"), (today, " ", "the note is empty")]
    {
        says(&firm, cmd(CertificationCommand::CheckUseOfMarks { id: CT.into(), on, note: note.into() }), words);
    }
    let other = CertificationBody { name: "Other".into(), ..accredible() };
    firm.by("paul", add(other));
    let project = Box::new(CertificationProject { body: "CB-2".into(), ..scoped() });
    let revise = CertificationCommand::ReviseCertification { id: CT.into(), project, reason: "cheaper".into() };
    says(&firm, cmd(revise), "CB-1 audits CT-1 since Stage 1 began");
}
