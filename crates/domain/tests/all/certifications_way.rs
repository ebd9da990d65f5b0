//! From a plan to a certificate, its surveillance and its renewal: what happens, and what each step needs.

use crate::certifications::*;
use crate::engagement;
use crate::library::Organisation;
use crate::nonconformities;
use domain::command::{CertificationCommand, Command};
use domain::reports::certification::{
    FindingStanding, Lane, NeedKind, Stopped, cycle_of, due, finding_lines, lapsed, next_due, next_needs, timeline,
    visited, warnings, yearly,
};
use domain::values::certification::{CertificationState as State, *};
use domain::values::nonconformity::{NonconformityClass, NonconformitySource, NonconformityState};
use jiff::ToSpan;
use jiff::civil::Date;

fn kinds(firm: &Organisation) -> Vec<String> {
    warnings(&firm.registers, firm.ct(), firm.today())
        .unwrap()
        .into_iter()
        .map(|one| one.kind.id().to_owned())
        .collect()
}

#[test]
fn r227_a_step_is_possible_when_nothing_of_the_ledger_is_missing() {
    let mut firm = ready();
    assert_eq!(firm.ct_state(), State::Planned);
    for to in
        [State::GapDone, State::IsmsBuilt, State::Operating, State::InternalAuditDone, State::ManagementReviewDone]
    {
        assert_eq!(firm.still_needs(to), [], "{to:?}");
        firm.goes(to);
        assert_eq!(firm.ct_state(), to);
    }
    assert_eq!(firm.still_needs(State::Stage1), [NeedKind::Visit]);
    firm.holds_stage1(0);
    assert_eq!(firm.ct().moves.len(), 6);
    assert_eq!(firm.ct().planned_days(), (2, 5));
}

#[test]
fn r156_r226_open_areas_of_concern_are_nonconformities_and_block_stage_2() {
    let mut firm = ready();
    firm.holds_stage1(2);
    let nc = firm.ct().finding(1).unwrap().nonconformity.clone().unwrap();
    let raised = firm.nc(&nc).nonconformity.clone();
    assert_eq!((raised.source, raised.class), (NonconformitySource::Audit, NonconformityClass::Minor));
    assert_eq!((raised.reference.as_str(), raised.against.len()), (CT, 1));
    let said = firm.goes_not(State::Stage1Closed);
    assert!(said.contains("2 areas of concern of Stage 1 are not answered: 1 (NC-1), 2 (NC-2)"), "{said}");
    // Not even with the body's word that it goes on.
    let step = CertificationMove { because: "the body goes on".into(), ..step_on(State::Stage1Closed, firm.today()) };
    assert!(firm.not_by("paul", advance(step)).to_string().contains("are not answered"));
    let today = firm.today();
    assert!(firm.not_by("paul", settle(1, Settlement::Verified, today)).to_string().contains("not carried out"));
    firm.acts_on(1);
    firm.by("paul", settle(1, Settlement::Verified, today));
    assert!(firm.goes_not(State::Stage1Closed).contains("1 area of concern"));
    // The other one is answered because its nonconformity is closed.
    let nc = firm.ct().finding(2).unwrap().nonconformity.clone().unwrap();
    firm.by("carl", nonconformities::correct(&nc, today, ""));
    firm.by("carl", nonconformities::cause(&nc));
    firm.by("carl", nonconformities::similar(&nc));
    firm.acts_on(2);
    let proof = firm.proof();
    firm.days_pass(31);
    let today = firm.today();
    firm.by(
        "ivan",
        nonconformities::judge(&nc, domain::values::nonconformity::Effectiveness::Effective, today, &proof),
    );
    firm.by("mark", nonconformities::close(&nc));
    let lines = finding_lines(&firm.registers, firm.ct(), today).unwrap();
    assert_eq!(lines[0].standing, FindingStanding::Verified);
    assert_eq!(lines[1].standing, FindingStanding::Answered);
    assert_eq!(lines[1].nonconformity, Some((nc, NonconformityState::Closed)));
    firm.goes(State::Stage1Closed);
}

#[test]
fn a_certificate_comes_when_majors_are_verified_and_minors_are_planned() {
    let mut firm = ready();
    firm.holds_stage1(0);
    firm.goes(State::Stage1Closed);
    firm.holds_stage2(&[FindingKind::Major, FindingKind::Minor, FindingKind::Opportunity]);
    firm.goes(State::DecisionPending);
    let (today, last) = (firm.today(), firm.today());
    let held = firm.ct();
    assert_eq!(held.finding(1).unwrap().plan_due, Some(last.saturating_add(30.days())));
    assert_eq!(held.finding(1).unwrap().due, Some(last.saturating_add(90.days())));
    assert_eq!(held.finding(2).unwrap().due, Some(last.saturating_add(12.months())));
    assert_eq!((held.finding(3).unwrap().due, held.finding(3).unwrap().nonconformity.clone()), (None, None));
    let said = firm.not_by("paul", decide(certificate(today))).to_string();
    assert!(
        said.contains("1 major finding was not verified") && said.contains("1 minor finding has no plan"),
        "{said}"
    );
    assert!(firm.not_by("paul", settle(2, Settlement::PlanAccepted, today)).to_string().contains("no planned action"));
    firm.acts_on(1);
    firm.acts_on(2);
    firm.by("paul", settle(1, Settlement::PlanAccepted, today));
    firm.by("paul", settle(1, Settlement::Verified, today));
    firm.by("paul", settle(2, Settlement::PlanAccepted, today));
    assert_eq!(next_needs(&firm.registers, firm.ct(), today).unwrap(), Some((State::Certified, vec![])));
    firm.by("paul", decide(certificate(today)));
    assert_eq!(firm.ct_state(), State::Certified);
    let held = firm.ct().certificate().unwrap();
    assert_eq!(held.expiry, today.saturating_add(36.months()).yesterday().unwrap());
    assert_eq!(held.decision.statement, "ST-1");
    let standing: Vec<_> =
        finding_lines(&firm.registers, firm.ct(), today).unwrap().iter().map(|line| line.standing).collect();
    assert_eq!(standing, [FindingStanding::Verified, FindingStanding::Planned, FindingStanding::Noted]);
}

#[test]
fn a_major_that_the_body_makes_a_minor_one_is_a_minor_nonconformity_too() {
    let mut firm = ready();
    firm.holds_stage1(0);
    firm.goes(State::Stage1Closed);
    firm.holds_stage2(&[FindingKind::Major, FindingKind::Minor]);
    let today = firm.today();
    firm.by("paul", settle(1, Settlement::Downgraded, today));
    assert_eq!(firm.ct().finding(1).unwrap().kind(), FindingKind::Minor);
    assert_eq!(firm.nc("NC-1").nonconformity.class, NonconformityClass::Minor);
    firm.by("paul", settle(2, Settlement::Withdrawn, today));
    let lines = finding_lines(&firm.registers, firm.ct(), today).unwrap();
    assert_eq!(lines[1].standing, FindingStanding::TakenBack);
}

#[test]
fn a_major_of_stage_2_that_is_not_verified_within_six_months_needs_a_new_stage_2() {
    let mut firm = ready();
    firm.holds_stage1(0);
    firm.goes(State::Stage1Closed);
    firm.holds_stage2(&[FindingKind::Major]);
    firm.goes(State::DecisionPending);
    firm.acts_on(1);
    firm.days_pass(200);
    let today = firm.today();
    firm.by("paul", settle(1, Settlement::Verified, today));
    let said = firm.not_by("paul", decide(certificate(today))).to_string();
    assert!(said.contains("six months after Stage 2"), "{said}");
    firm.by("paul", visit(VisitKind::Stage2, today, 1));
    assert!(
        firm.goes_not(State::Stage2).contains("1 major nonconformity is open: NC-1"),
        "its effect was not judged yet"
    );
    let because = "the body holds it again and looks at NC-1 there".to_owned();
    firm.by("paul", advance(CertificationMove { because, ..step_on(State::Stage2, today) }));
    firm.by("paul", record(3, held_on(today, today, VisitOutcome::AfterActions)));
    firm.by("paul", finding(found(3, FindingKind::Opportunity, today)));
    firm.goes(State::DecisionPending);
    firm.by("paul", decide(certificate(today)));
    assert_eq!(firm.ct_state(), State::Certified);
}

#[test]
fn r221_r222_a_surveillance_covers_a_part_and_its_list_is_made_of_what_is_there() {
    let mut firm = ready();
    firm.gets_certified();
    let (kind, day) = next_due(firm.ct(), &cycle_of(firm.ct().certificate().unwrap()).unwrap());
    assert_eq!((kind, day), (VisitKind::Surveillance1, firm.today().saturating_add(12.months())));
    assert!(firm.goes_not(State::Surveillance1).contains("First surveillance has no days"));
    firm.days_pass(330);
    firm.mr_approved();
    let today = firm.today();
    let list = yearly(&firm.registers, firm.ct(), today).unwrap();
    let shown = |topic| list.iter().find(|line| line.topic == topic).unwrap().shown;
    assert_eq!(shown(SurveillanceTopic::InternalAudit), Some(true));
    assert_eq!(shown(SurveillanceTopic::ManagementReview), Some(true));
    assert_eq!(shown(SurveillanceTopic::CorrectiveActions), Some(true));
    assert_eq!(shown(SurveillanceTopic::Marks), Some(false));
    firm.by("paul", cmd(CertificationCommand::CheckUseOfMarks { id: CT.into(), on: today, note: "Web site".into() }));
    let list = yearly(&firm.registers, firm.ct(), today).unwrap();
    assert_eq!(list.iter().find(|line| line.topic == SurveillanceTopic::Marks).unwrap().shown, Some(true));
    firm.by("paul", visit(VisitKind::Surveillance1, today, 1));
    firm.goes(State::Surveillance1);
    assert!(firm.goes_not(State::Certified).contains("First surveillance is not recorded"));
    let topics = [SurveillanceTopic::Marks, SurveillanceTopic::Controls].into();
    let shown = VisitRecord { topics, covered: set("9.2.2, A.8.1"), ..held_on(today, today, VisitOutcome::GoesOn) };
    firm.by("paul", record(3, shown));
    let matrix = visited(&firm.registers, firm.ct(), today).unwrap();
    assert_eq!(matrix.visits, [1, 2, 3]);
    assert_eq!(matrix.covered(), 5);
    assert!(
        matrix.sentence().starts_with("5 of 122 items covered by 3 visits: 30 clauses, and 92 controls"),
        "{}",
        matrix.sentence()
    );
    assert!(matrix.unvisited_controls().all(|row| row.item.id != "A.8.1"));
    firm.goes(State::Certified);
    assert_eq!(next_due(firm.ct(), &cycle_of(firm.ct().certificate().unwrap()).unwrap()).0, VisitKind::Surveillance2);
}

#[test]
fn r223_a_certificate_is_suspended_restored_withdrawn_and_runs_out() {
    let mut firm = ready();
    firm.gets_certified();
    let suspend = |firm: &Organisation, ground| {
        advance(CertificationMove { ground: Some(ground), ..step_on(State::Suspended, firm.today()) })
    };
    let said = firm.not_by("paul", suspend(&firm, SuspensionGround::OverdueSurveillance)).to_string();
    assert!(said.contains("no surveillance is overdue"), "{said}");
    assert!(firm.not_by("paul", suspend(&firm, SuspensionGround::UnresolvedMajor)).to_string().contains("no major"));
    firm.days_pass(370);
    assert!(kinds(&firm).contains(&"surveillance".to_owned()));
    firm.by("paul", suspend(&firm, SuspensionGround::OverdueSurveillance));
    let limit = firm.ct().suspension().unwrap().limit.unwrap();
    assert_eq!(limit, firm.today().saturating_add(6.months()));
    assert!(kinds(&firm).contains(&"suspension".to_owned()));
    let drawn = timeline(&firm.registers, None, firm.today()).unwrap();
    assert_eq!(drawn.stopped, Some(Stopped::Suspended { since: firm.today(), limit: Some(limit) }));
    let bars: Vec<(&str, Date, Date)> =
        drawn.lane(Lane::Certificate).map(|one| (one.short.as_str(), one.from, one.until)).collect();
    assert!(bars.contains(&("suspended", firm.today(), limit)), "{bars:?}");
    assert!(bars.iter().any(|bar| bar.0 == "in force" && bar.2 == firm.today().yesterday().unwrap()), "{bars:?}");
    assert!(firm.goes_not(State::Certified).contains("the surveillance that was overdue is not recorded"));
    let today = firm.today();
    firm.by("paul", visit(VisitKind::Surveillance1, today, 1));
    firm.by("paul", record(3, held_on(today, today, VisitOutcome::GoesOn)));
    firm.goes(State::Certified);
    assert_eq!(firm.ct_state(), State::Certified);
    assert_eq!(timeline(&firm.registers, None, firm.today()).unwrap().stopped, None);
    let mut other = firm.clone();
    other.by("paul", suspend(&other, SuspensionGround::OwnRequest));
    other.goes(State::Withdrawn);
    assert_eq!(other.ct_state(), State::Withdrawn);
    let drawn = timeline(&other.registers, None, other.today()).unwrap();
    let since = other.today();
    assert_eq!(drawn.stopped, Some(Stopped::Withdrawn { since, suspended: Some(since) }), "suspended the same day");
    let in_force = drawn.lane(Lane::Certificate).find(|one| one.short == "in force").unwrap();
    assert_eq!(
        (in_force.until, in_force.what.ends_with("before it was suspended")),
        (since.yesterday().unwrap(), true)
    );
    assert_eq!(drawn.lane(Lane::Recertification).count(), 0, "nothing is asked for after it");
    assert!(drawn.lane(Lane::Certificate).all(|one| one.from <= other.today() && one.until <= other.today()));
    assert!(
        other.goes_not(State::Certified).contains("nobody can ")
            || other.goes_not(State::Certified).contains("is withdrawn")
    );
    firm.days_pass(1_000);
    assert_eq!(firm.ct_state(), State::Expired, "without any step");
}

#[test]
fn r220_a_recertification_renews_from_the_old_expiry_and_restores_within_six_months() {
    let mut firm = ready();
    firm.gets_certified();
    let old = firm.ct().certificate().unwrap().expiry;
    firm.days_pass(1_100);
    assert_eq!(firm.ct_state(), State::Expired);
    let today = firm.today();
    firm.by("paul", visit(VisitKind::Recertification, today, 1));
    firm.goes(State::Recertification);
    assert!(firm.not_by("paul", decide(certificate(today))).to_string().contains("Recertification is not recorded"));
    firm.by("paul", record(3, held_on(today, today, VisitOutcome::GoesOn)));
    let mut late = firm.clone();
    firm.by("paul", decide(certificate(today)));
    let held = firm.ct().certificate().unwrap();
    assert_eq!(held.expiry, old.saturating_add(36.months()));
    assert_eq!(held.days_without, 4, "between the last day and the day of the decision, both left out");
    assert_eq!(firm.ct_state(), State::Certified);
    late.days_pass(190);
    let said = late.not_by("paul", decide(certificate(late.today()))).to_string();
    assert!(said.contains("could be restored until"), "{said}");
    assert!(late.goes_not(State::Surveillance1).contains("does not follow Expired"));
}

#[test]
fn a_change_goes_to_the_body_and_can_bring_stage_1_back() {
    let mut firm = ready();
    firm.gets_certified();
    let today = firm.today();
    let change = ScopeChange { kind: ScopeChangeKind::Site, what: "A second site in Lyon".into(), on: today };
    let noted = cmd(CertificationCommand::NoteScopeChange { id: CT.into(), change });
    firm.by("paul", noted.clone());
    assert!(firm.not_by("paul", noted).to_string().contains("is noted"));
    assert!(kinds(&firm).contains(&"change".to_owned()));
    assert!(due(&firm.registers, firm.ct(), today).unwrap().iter().any(|one| one.what.contains("Lyon")));
    firm.days_pass(1_000);
    let tell = |firm: &Organisation| -> Command {
        let (on, answer) = (firm.today(), "Looks at it with Stage 1".into());
        cmd(CertificationCommand::ReportScopeChange { id: CT.into(), number: 1, on, answer, stage1: true })
    };
    firm.by("paul", tell(&firm));
    assert!(firm.not_by("paul", tell(&firm)).to_string().contains("was told of change 1"));
    let today = firm.today();
    firm.by("paul", visit(VisitKind::Recertification, today, 1));
    firm.goes(State::Recertification);
    firm.by("paul", record(3, held_on(today, today, VisitOutcome::GoesOn)));
    assert!(
        firm.not_by("paul", decide(certificate(today))).to_string().contains("wants a Stage 1 because of change 1")
    );
    firm.by("paul", visit(VisitKind::Stage1, today, 1));
    firm.by("paul", record(4, held_on(today, today, VisitOutcome::GoesOn)));
    firm.by("paul", decide(certificate(today)));
    assert_eq!(firm.ct().certificates.len(), 2);
}

#[test]
fn r228_controls_that_lapse_after_the_audit_are_named() {
    let mut firm = ready();
    assert_eq!(lapsed(&firm.registers, firm.ct(), firm.today()), None, "no visit yet");
    firm.gets_certified();
    let (since, none) = lapsed(&firm.registers, firm.ct(), firm.today()).unwrap();
    assert_eq!((since, none), (firm.today(), vec![]));
    firm.days_pass(40);
    let (_, weeks) = lapsed(&firm.registers, firm.ct(), firm.today()).unwrap();
    assert!(weeks.iter().any(|one| one.control == "AC-2") && weeks.iter().all(|one| one.due > since), "{weeks:?}");
}

#[test]
fn what_is_due_is_in_the_calendar_of_the_owner() {
    let mut firm = ready();
    firm.gets_certified();
    let today = firm.today();
    let all = due(&firm.registers, firm.ct(), today).unwrap();
    let what: Vec<&str> = all.iter().map(|one| one.what.as_str()).collect();
    assert!(what.iter().any(|what| what.starts_with("First surveillance: agree its days")), "{what:?}");
    assert!(what.iter().any(|what| what.starts_with("Finding 1 needs verification")), "{what:?}");
    assert!(what.iter().any(|what| what.starts_with("The accreditation of the body ends")), "{what:?}");
    assert!(all.iter().any(|one| one.person.as_deref() == Some("carl")), "the finding is of its owner");
    assert!(all.is_sorted_by_key(|one| one.due));
    let day = today.saturating_add(300.days());
    firm.by("paul", visit(VisitKind::Surveillance1, day, 2));
    let all = due(&firm.registers, firm.ct(), today).unwrap();
    assert!(all.iter().any(|one| one.due == day && one.what.contains("visit 3")));
    assert!(!all.iter().any(|one| one.what.contains("agree its days")), "they are agreed");
}

#[test]
fn r216_r217_the_days_of_both_stages_and_whether_from_afar_are_held() {
    let mut firm = ready();
    assert_eq!(firm.ct().planned_days(), (2, 5));
    firm.holds_stage1(0);
    let held = firm.ct().visit(1).unwrap();
    assert!(held.visit.remote, "Stage 1 may be held from afar");
    assert_eq!((held.first(), held.last()), (firm.today(), firm.today()));
}

#[test]
fn r229_a_combined_audit_names_its_engagement_and_how_both_are_held() {
    let mut firm = ready();
    let engaged = firm.new_by("paul", engagement::plan(engagement::type2()));
    let project = |combined: &str| CertificationProject {
        engagement: Some(engaged.to_lowercase()),
        combined: combined.into(),
        ..scoped()
    };
    assert!(firm.not_by("paul", plan(project(" "))).to_string().contains("the plan of the combined audit is empty"));
    let id = firm.new_by("paul", plan(project("The same week in June; interviews serve both")));
    let held = firm.registers.certifications.project(&id).unwrap();
    assert_eq!(held.project.engagement.as_deref(), Some(engaged.as_str()));
}

#[test]
fn r230_the_lines_of_treatment_plans_that_were_followed_are_held() {
    let mut firm = ready();
    firm.holds_stage1(0);
    firm.goes(State::Stage1Closed);
    firm.holds_stage2(&[FindingKind::Opportunity]);
    assert_eq!(firm.ct().visit(2).unwrap().record.as_ref().unwrap().followed, set("RI-1/L1"));
    assert!(!kinds(&firm).contains(&"followed".to_owned()));
    let today = firm.today();
    firm.by("paul", record(2, held_on(today, today, VisitOutcome::AfterActions)));
    assert!(kinds(&firm).contains(&"followed".to_owned()), "that none was followed is said");
}

#[test]
fn stage_1_that_lies_far_back_and_another_statement_are_warnings() {
    let mut firm = ready();
    firm.holds_stage1(0);
    firm.goes(State::Stage1Closed);
    assert!(!kinds(&firm).contains(&"stage1_old".to_owned()));
    firm.days_pass(181);
    assert!(kinds(&firm).contains(&"stage1_old".to_owned()));
}

#[test]
fn r127_where_no_programme_runs_the_cycle_of_internal_audits_is_that_of_the_certificate() {
    let mut firm = ready();
    firm.gets_certified();
    let (decided, expiry) = (firm.today(), firm.ct().certificate().unwrap().expiry);
    assert!(firm.registers.audits.programmes.is_empty());
    let cycle = domain::reports::audit::coverage(&firm.registers, None, expiry).cycle;
    assert_eq!((cycle.from, cycle.until), (decided, expiry));
}
