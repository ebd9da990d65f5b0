//! Treatment: the plan, its approval, its lines, and the acceptance of what remains, with every signature that goes stale.

use crate::library::{FIRST, Organisation};
use crate::risks;
use crate::risks::{
    accept, approve, close, countersign, described, plan, rate, reopen, revise, step, treated, with_plan, with_risk,
};
use domain::reports::risk::{RiskProblem, Signature, acceptance, approval, lines, state};
use domain::values::Duty;
use domain::values::risk::{
    Acceptance, LineState, RatingKind, Risk, RiskState, RiskTrigger, Treatment, TreatmentLine, TreatmentOption,
};

fn standing(firm: &Organisation) -> RiskState {
    state(firm.risk("RI-1"), firm.today())
}

fn signed(firm: &Organisation) -> (Signature, Signature) {
    let held = firm.risk("RI-1");
    (approval(held), acceptance(held, firm.today()))
}

#[test]
fn r120_r121_r122_from_the_decision_to_a_risk_that_is_watched() {
    let mut firm = with_risk((4, 4));
    firm.does(plan("RI-1", treated(firm.until(30))));
    assert_eq!(standing(&firm), RiskState::TreatmentSelected);
    assert_eq!(firm.risk("RI-1").plan.as_ref().unwrap().treatment.lines[0].id, "L1");
    firm.approves_plan("RI-1");
    assert_eq!(standing(&firm), RiskState::Treating);
    firm.does(rate("RI-1", RatingKind::Residual, (2, 3)));
    firm.by("carl", accept("RI-1", firm.acceptance("RI-1")));
    assert_eq!(standing(&firm), RiskState::ResidualAccepted);
    firm.does(step("RI-1", "L1", LineState::InProgress));
    firm.does(step("RI-1", "L1", LineState::Done));
    assert_eq!(standing(&firm), RiskState::Monitored);
    firm.by("paul", step("RI-1", "L1", LineState::Verified));
    let held = &firm.risk("RI-1").acceptances[0];
    assert_eq!((held.accepted.by.as_str(), held.above, held.acceptance.plan), ("carl", false, 1));
    assert_eq!(firm.refuses_to_accept("RI-1").code(), "nothing_to_change");
}

impl Organisation {
    fn refuses_to_accept(&self, id: &str) -> domain::refusal::Refusal {
        self.not_by("carl", accept(id, self.acceptance(id)))
    }
}

#[test]
fn what_a_plan_lacks_is_said_when_it_is_written_or_approved() {
    let mut firm = with_risk((4, 4));
    let due = firm.until(30);
    let with = |change: &dyn Fn(&mut Treatment)| {
        let mut plan = treated(due);
        change(&mut plan);
        plan
    };
    let yesterday = firm.today().yesterday().unwrap();
    let written: [(Treatment, String); 7] = [
        (with(&|p| p.lines[0].what.clear()), "what is done is empty".into()),
        (with(&|p| p.lines[0].owner = Some("nobody".into())), "no member is known as `nobody`".into()),
        (with(&|p| p.lines[0].controls = ["XX".into()].into()), "no control is known as `XX`".into()),
        (with(&|p| p.lines[0].id = "L4".into()), "no line of the plan is known as `L4`".into()),
        (with(&|p| p.lines[0].due = Some(yesterday)), format!("{yesterday} is over")),
        (with(&|p| p.lines = vec![p.lines[0].clone(); 51]), "more than 50 lines of one plan".into()),
        (
            with(&|p| p.lines[0].controls = (0..101).map(|n| n.to_string()).collect()),
            "more than 100 controls of one line".into(),
        ),
    ];
    for (treatment, sentence) in written {
        assert_eq!(firm.refuses(plan("RI-1", treatment)).to_string(), sentence);
    }
    let approved: [(Treatment, &str); 5] = [
        (with(&|p| p.lines.clear()), "the plan of RI-1 has no line"),
        (with(&|p| p.reason.clear()), "the plan of RI-1 gives no reason for its option"),
        (with(&|p| p.lines[0].owner = None), "the plan of RI-1 names nobody for L1"),
        (with(&|p| p.lines[0].due = None), "the plan of RI-1 gives no day for L1"),
        (with(&|p| p.lines[0].controls.clear()), "the plan of RI-1 modifies the risk and names no control"),
    ];
    for (treatment, sentence) in approved {
        let mut firm = firm.clone();
        firm.does(plan("RI-1", treatment));
        let held = firm.risk("RI-1").plan.clone().unwrap();
        assert_eq!(firm.not_by("carl", approve("RI-1", 1, &held.sha256)).to_string(), sentence);
    }
    assert_eq!(firm.not_by("carl", approve("RI-1", 1, "00")).to_string(), "nothing is planned about RI-1");
    firm.does(plan("RI-1", treated(due)));
    assert_eq!(
        firm.refuses(plan(
            "RI-1",
            Treatment { lines: firm.risk("RI-1").plan.clone().unwrap().treatment.lines, ..treated(due) }
        ))
        .code(),
        "nothing_to_change"
    );
    let mut twice = firm.risk("RI-1").plan.clone().unwrap().treatment;
    twice.lines.push(twice.lines[0].clone());
    assert_eq!(firm.refuses(plan("RI-1", twice)).to_string(), "line L1 stands twice");
}

#[test]
fn the_owner_approves_exactly_the_plan_that_was_read() {
    let mut firm = with_risk((4, 4));
    firm.does(plan("RI-1", treated(firm.until(30))));
    let first = firm.risk("RI-1").plan.clone().unwrap();
    firm.does(plan("RI-1", Treatment { reason: "Another reason.".into(), ..first.treatment.clone() }));
    assert_eq!(firm.not_by("carl", approve("RI-1", 1, &first.sha256)).code(), "outdated");
    let second = firm.risk("RI-1").plan.clone().unwrap();
    assert_eq!(second.version, 2);
    assert_eq!(firm.not_by("carl", approve("RI-1", 2, &first.sha256)).code(), "outdated");
    assert_eq!(firm.not_by("mark", approve("RI-1", 2, &second.sha256)).code(), "not_allowed", "carl owns it");
    assert_eq!(firm.refuses(approve("RI-1", 2, &second.sha256)).code(), "not_allowed");
    firm.by("carl", approve("RI-1", 2, &second.sha256));
    assert_eq!(firm.not_by("carl", approve("RI-1", 2, &second.sha256)).code(), "nothing_to_change");
    let mut unrated = risks::with_method();
    unrated.does(risks::record(described("Billing")));
    unrated.does(plan("RI-1", treated(unrated.until(30))));
    let sha256 = unrated.risk("RI-1").plan.clone().unwrap().sha256;
    assert_eq!(unrated.not_by("carl", approve("RI-1", 1, &sha256)).to_string(), "RI-1 is not rated as it is today");
}

#[test]
fn an_approval_goes_stale_when_the_rating_moves_and_not_when_it_is_confirmed() {
    let mut firm = with_plan((2, 3));
    firm.days_pass(1);
    firm.does(rate("RI-1", RatingKind::Current, (4, 4)));
    assert_eq!(signed(&firm).0, Signature::InForce, "the same grades say nothing new");
    firm.does(rate("RI-1", RatingKind::Current, (5, 4)));
    assert_eq!(signed(&firm).0, Signature::RatedAgain);
    assert!(firm.wrong_with(Some("RI-1")).contains(&RiskProblem::ApprovalStale));
    firm.approves_plan("RI-1");
    assert_eq!(signed(&firm).0, Signature::InForce);
    firm.does(reopen("RI-1", RiskTrigger::Incident));
    assert_eq!(signed(&firm).0, Signature::Reopened);
}

#[test]
fn r124_lines_go_forward_after_the_approval_and_are_verified_by_another() {
    let mut firm = with_risk((4, 4));
    firm.does(plan("RI-1", treated(firm.until(30))));
    let early = firm.refuses(step("RI-1", "L1", LineState::InProgress));
    assert_eq!(early.to_string(), "version 1 of the plan of RI-1 is not approved");
    firm.approves_plan("RI-1");
    assert_eq!(firm.refuses(step("RI-1", "L9", LineState::Done)).to_string(), "no line of the plan is known as `L9`");
    let skip = firm.refuses(step("RI-1", "L1", LineState::Verified));
    assert_eq!(skip.to_string(), "L1 cannot go from approved to verified");
    firm.days_pass(40);
    let line = &lines(&firm.registers, firm.today())[0];
    assert_eq!(line.open_lines, (1, 1), "open and overdue");
    assert!(firm.wrong_with(Some("RI-1")).contains(&RiskProblem::LineOverdue));
    firm.does(step("RI-1", "L1", LineState::Done));
    assert_eq!(lines(&firm.registers, firm.today())[0].open_lines, (0, 0));
    assert_eq!(firm.refuses(step("RI-1", "L1", LineState::Done)).code(), "nothing_to_change");
    firm.kept_from(FIRST, step("RI-1", "L1", LineState::Verified), Duty::ImplementerVerifies);
    firm.by("paul", step("RI-1", "L1", LineState::Verified));
    let bare = |evidence: &[&str]| {
        let evidence = evidence.iter().map(|id| (*id).to_owned()).collect();
        let step = domain::values::risk::LineStep { to: LineState::Done, note: String::new(), evidence };
        domain::command::Command::Risk(domain::command::RiskCommand::MoveTreatmentLine {
            id: "RI-1".into(),
            line: "L1".into(),
            step,
        })
    };
    firm.does(step("RI-1", "L1", LineState::InProgress));
    assert_eq!(firm.refuses(bare(&[])).to_string(), "the note is empty");
    assert_eq!(firm.refuses(bare(&["EV-9"])).to_string(), "no evidence is known as `EV-9`");
}

#[test]
fn a_waiver_lets_a_small_firm_verify_its_own_line() {
    let mut firm = with_plan((2, 3));
    firm.does(step("RI-1", "L1", LineState::Done));
    firm.waived(Duty::ImplementerVerifies, FIRST);
    firm.does(step("RI-1", "L1", LineState::Verified));
}

#[test]
fn a_new_version_keeps_what_was_done_on_the_lines_that_say_the_same() {
    let mut firm = with_plan((2, 3));
    firm.does(step("RI-1", "L1", LineState::InProgress));
    let mut next = firm.risk("RI-1").plan.clone().unwrap().treatment;
    next.lines.push(TreatmentLine {
        id: String::new(),
        what: "Look at it each month.".into(),
        ..next.lines[0].clone()
    });
    firm.does(plan("RI-1", next.clone()));
    let states = |firm: &Organisation| {
        firm.risk("RI-1")
            .plan
            .as_ref()
            .unwrap()
            .progress
            .iter()
            .map(|(id, p)| (id.clone(), p.state))
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&firm), [("L1".into(), LineState::InProgress), ("L2".into(), LineState::Planned)]);
    assert_eq!(signed(&firm).0, Signature::Missing, "another version is approved anew");
    firm.does(plan("RI-1", Treatment { lines: next.lines[..1].to_vec(), ..next.clone() }));
    firm.does(plan("RI-1", next));
    assert_eq!(states(&firm).last().unwrap().0, "L3", "no id is used twice");
    let mut other = firm.risk("RI-1").plan.clone().unwrap().treatment;
    other.lines[0].what = "Something else.".into();
    firm.does(plan("RI-1", other));
    assert_eq!(states(&firm)[0].1, LineState::Planned, "another action begins anew");
}

#[test]
fn r122_whoever_rated_what_remains_does_not_accept_it() {
    let mut firm = with_plan((2, 3));
    firm.by("carl", rate("RI-1", RatingKind::Residual, (2, 2)));
    let refusal = firm.kept_from("carl", accept("RI-1", firm.acceptance("RI-1")), Duty::AssessorAccepts);
    assert_eq!(refusal.code(), "kept_apart");
    assert_eq!(
        firm.refuses(accept("RI-1", firm.acceptance("RI-1"))).code(),
        "not_allowed",
        "nor does anybody but the owner"
    );
    assert_eq!(firm.not_by("mark", accept("RI-1", firm.acceptance("RI-1"))).code(), "not_allowed");
    firm.waived(Duty::AssessorAccepts, "carl");
    firm.by("carl", accept("RI-1", firm.acceptance("RI-1")));
}

#[test]
fn an_acceptance_names_the_plan_and_the_rating_that_stand() {
    let mut firm = with_risk((4, 4));
    firm.does(plan("RI-1", treated(firm.until(30))));
    let any = Acceptance { plan: 1, rating: 1, reason: String::new(), until: None };
    let unapproved = firm.not_by("carl", accept("RI-1", any.clone()));
    assert_eq!(unapproved.to_string(), "the plan of RI-1 is not approved as it stands");
    firm.approves_plan("RI-1");
    assert_eq!(firm.not_by("carl", accept("RI-1", any.clone())).to_string(), "what remains of RI-1 is not rated");
    firm.does(rate("RI-1", RatingKind::Residual, (2, 3)));
    assert_eq!(firm.not_by("carl", accept("RI-1", any)).code(), "outdated", "rating 1 is the current one");
    let right = firm.acceptance("RI-1");
    assert_eq!(firm.not_by("carl", accept("RI-1", Acceptance { plan: 2, ..right.clone() })).code(), "outdated");
    let over = Acceptance { until: Some(firm.today()), ..right.clone() };
    assert!(firm.not_by("carl", accept("RI-1", over)).to_string().starts_with("the acceptance cannot end on"));
    firm.by("carl", accept("RI-1", right));
    let other = domain::values::risk::RiskMethod { review_months: 6, ..domain::values::risk::proposed_method() };
    firm.does(risks::write(other.clone()));
    firm.by("mark", risks::approve_method(2, &other.sha256()));
    firm.does(reopen("RI-1", RiskTrigger::Project));
    firm.does(rate("RI-1", RatingKind::Current, (4, 4)));
    firm.approves_plan("RI-1");
    assert_eq!(
        firm.refuses_to_accept("RI-1").to_string(),
        "what remains of RI-1 is not rated",
        "not since it was opened"
    );
}

#[test]
fn what_remains_is_accepted_by_the_method_in_force() {
    let mut firm = with_plan((2, 3));
    let other = domain::values::risk::RiskMethod { review_months: 6, ..domain::values::risk::proposed_method() };
    firm.does(risks::write(other.clone()));
    firm.by("mark", risks::approve_method(2, &other.sha256()));
    let old = firm.refuses_to_accept("RI-1");
    assert_eq!(old.to_string(), "what remains of RI-1 was rated by version 1 of the method");
}

#[test]
fn r123_above_the_appetite_only_with_reason_last_day_and_the_next_level() {
    let mut firm = with_plan((4, 4));
    let plain = firm.acceptance("RI-1");
    assert_eq!(firm.not_by("carl", accept("RI-1", plain.clone())).to_string(), "the reason is empty");
    let endless = Acceptance { reason: "For now.".into(), ..plain };
    let said = firm.not_by("carl", accept("RI-1", endless)).to_string();
    assert_eq!(said, "what remains is high, above the appetite, and the acceptance has no last day");
    let far = firm.not_by("carl", accept("RI-1", firm.acceptance_above("RI-1", 400)));
    assert!(far.to_string().starts_with("the acceptance cannot end on"), "{far}");
    assert_eq!(firm.not_by("mark", countersign("RI-1", 1)).to_string(), "nobody accepted what remains of RI-1");
    firm.by("carl", accept("RI-1", firm.acceptance_above("RI-1", 60)));
    assert_eq!(signed(&firm).1, Signature::Waiting);
    assert_eq!(standing(&firm), RiskState::Treating, "one signature is not enough");
    assert!(firm.wrong_with(Some("RI-1")).contains(&RiskProblem::WaitsForNextLevel));
    assert_eq!(firm.not_by("carl", countersign("RI-1", 1)).code(), "not_allowed");
    assert_eq!(firm.not_by("mark", countersign("RI-1", 2)).code(), "outdated");
    firm.by("mark", countersign("RI-1", 1));
    assert_eq!((signed(&firm).1, standing(&firm)), (Signature::InForce, RiskState::ResidualAccepted));
    assert_eq!(firm.not_by("mark", countersign("RI-1", 1)).code(), "nothing_to_change");
    firm.days_pass(61);
    assert_eq!(signed(&firm).1, Signature::Expired);
    assert!(firm.wrong_with(Some("RI-1")).contains(&RiskProblem::AcceptanceStale));
    let late = firm.not_by("mark", countersign("RI-1", 1));
    assert_eq!(late.to_string(), "the acceptance of RI-1 holds no more: expired");
}

#[test]
fn the_next_level_is_somebody_else_than_the_owner() {
    let mut firm = with_plan((4, 4));
    firm.does(revise("RI-1", Risk { owner: Some("mark".into()), ..firm.risk("RI-1").risk.clone() }));
    let plan = firm.risk("RI-1").plan.clone().unwrap();
    let early = firm.not_by("mark", accept("RI-1", firm.acceptance_above("RI-1", 60)));
    assert_eq!(early.to_string(), "the plan of RI-1 is not approved as it stands", "it was approved by carl");
    assert_eq!(signed(&firm).0, Signature::OtherOwner);
    assert!(firm.wrong_with(Some("RI-1")).contains(&RiskProblem::ApprovalStale));
    firm.by("mark", approve("RI-1", plan.version, &plan.sha256));
    assert_eq!(signed(&firm).0, Signature::InForce);
    firm.by("mark", accept("RI-1", firm.acceptance_above("RI-1", 60)));
    firm.kept_from("mark", countersign("RI-1", 1), Duty::ApprovalIsBound);
    firm.joins("mary", &[domain::values::Role::Management]);
    firm.by("mary", countersign("RI-1", 1));
    assert_eq!(signed(&firm).1, Signature::InForce);
}

#[test]
fn an_acceptance_goes_stale_when_rating_plan_or_owner_moves_or_the_risk_is_opened() {
    let accepted = || {
        let mut firm = with_plan((2, 3));
        firm.by("carl", accept("RI-1", firm.acceptance("RI-1")));
        assert_eq!(signed(&firm).1, Signature::InForce);
        firm
    };
    let cases: [(domain::command::Command, Signature); 4] = [
        (rate("RI-1", RatingKind::Residual, (3, 3)), Signature::RatedAgain),
        (
            plan("RI-1", Treatment { option: TreatmentOption::Retain, reason: "x".into(), lines: Vec::new() }),
            Signature::Replanned,
        ),
        (reopen("RI-1", RiskTrigger::SystemChange), Signature::Reopened),
        (
            revise("RI-1", Risk { owner: Some("olga".into()), ..with_plan((2, 3)).risk("RI-1").risk.clone() }),
            Signature::OtherOwner,
        ),
    ];
    for (command, stale) in cases {
        let mut firm = accepted();
        firm.does(command);
        assert_eq!(signed(&firm).1, stale);
        assert!(stale.is_stale() && firm.wrong_with(Some("RI-1")).contains(&RiskProblem::AcceptanceStale), "{stale:?}");
    }
}

#[test]
fn two_who_sign_at_once_sign_one_acceptance() {
    let mut firm = with_plan((4, 4));
    firm.joins("mary", &[domain::values::Role::Management]);
    firm.by("carl", accept("RI-1", firm.acceptance_above("RI-1", 60)));
    let both = countersign("RI-1", 1);
    firm.by("mary", both.clone());
    assert_eq!(firm.not_by("mark", both).code(), "nothing_to_change");
}

#[test]
fn r123_above_the_appetite_without_treatment_or_acceptance_is_told() {
    let mut firm = with_risk((4, 4));
    let told = |firm: &Organisation| firm.wrong_with(Some("RI-1")).contains(&RiskProblem::AboveAppetite);
    assert!(told(&firm));
    firm.does(plan("RI-1", treated(firm.until(30))));
    assert!(told(&firm), "a plan that nobody approved treats nothing");
    firm.approves_plan("RI-1");
    assert!(!told(&firm));
    let retain = Treatment { option: TreatmentOption::Retain, reason: "It ends in spring.".into(), lines: Vec::new() };
    firm.does(plan("RI-1", retain));
    firm.approves_plan("RI-1");
    assert!(told(&firm), "to retain it takes an acceptance");
    firm.does(rate("RI-1", RatingKind::Residual, (4, 4)));
    firm.by("carl", accept("RI-1", firm.acceptance_above("RI-1", 60)));
    assert!(told(&firm), "and both signatures");
    firm.by("mark", countersign("RI-1", 1));
    assert!(!told(&firm));
    firm.does(close("RI-1"));
    assert!(firm.wrong_with(Some("RI-1")).is_empty(), "a closed risk is no risk");
}

#[test]
fn a_deputy_of_the_assessor_does_not_accept_either() {
    let mut firm = with_plan((2, 3));
    firm.by("carl", rate("RI-1", RatingKind::Residual, (2, 2)));
    let deputy = firm.deputy("carl", "mark", 20);
    firm.does(deputy);
    firm.kept_from("mark", accept("RI-1", firm.acceptance("RI-1")), Duty::AssessorAccepts);
}
