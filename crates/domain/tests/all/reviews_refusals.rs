//! Every reason to refuse something about management reviews.

use crate::evidence::running;
use crate::library::Organisation;
use crate::people;
use crate::reviews::*;
use domain::command::{Command, ReviewCommand};
use domain::reports::review::ReviewInput;
use domain::values::review::{ActionReport, ActionStatus, DecisionKind, ReviewDecision, ReviewForm, ReviewPlan};
use jiff::ToSpan;
use jiff::civil::date;

fn says(firm: &Organisation, command: Command, words: &str) {
    let refusal = firm.not_by("paul", command).to_string();
    assert!(refusal.contains(words), "{refusal} says {words}");
}

#[test]
fn what_is_wrong_with_a_plan_is_said() {
    let mut firm = running();
    let today = firm.today();
    let untitled = ReviewPlan { title: " ".into(), form: ReviewForm::Meeting, on: today };
    says(&firm, cmd(ReviewCommand::ScheduleReview { plan: untitled }), "the title is empty");
    says(&firm, schedule(today.saturating_sub(1.days())), "is over");
    says(&firm, schedule(date(9000, 1, 1)), "outside the years");
    says(&firm, schedule_as(ReviewForm::Record, firm.in_a_month()), "lies in the future");
    for months in [0, 121] {
        says(&firm, interval(months), "no interval");
    }
    firm.does(interval(6));
    says(&firm, interval(6), "the interval");
    says(&firm, send("RV-1"), "no management review is known as `RV-1`");
    firm.by("paul", schedule(today));
    says(&firm, shift("RV-1", today), "the day of RV-1");
    says(
        &firm,
        cmd(ReviewCommand::MoveReview { id: "RV-1".into(), on: firm.in_a_month(), reason: String::new() }),
        "the reason is empty",
    );
    says(&firm, cmd(ReviewCommand::CancelReview { id: "RV-1".into(), reason: String::new() }), "the reason is empty");
    firm.not_by("carl", send("RV-1"));
    firm.not_by("mark", schedule(today));
}

#[test]
fn what_is_wrong_with_a_meeting_is_said() {
    let mut firm = running();
    let today = firm.today();
    let id = firm.new_by("paul", schedule(today));
    says(&firm, hold(&id, today, &["mark"]), "the agenda of RV-1 was not sent");
    says(&firm, minutes(&id, "Words"), "was not held yet");
    says(&firm, decide(&id, decision(DecisionKind::Change, None)), "was not held yet");
    says(&firm, note(&id, ReviewInput::Issues, "  "), "what is said of the inputs");
    says(&firm, note(&id, ReviewInput::Issues, &"x".repeat(8_001)), "longer than 8");
    firm.days_pass(3);
    let (today, before) = (firm.today(), today);
    firm.by("paul", send(&id));
    says(&firm, hold(&id, before, &["mark"]), "lies before the day on which the agenda was sent");
    says(&firm, hold(&id, firm.in_a_month(), &["mark"]), "lies in the future");
    says(&firm, hold(&id, today, &[]), "the attendance is empty");
    says(&firm, hold(&id, today, &["nobody"]), "no member is known as `nobody`");
    firm.by("paul", hold(&id, today, &["mark"]));
    says(&firm, hold(&id, today, &["mark"]), "that RV-1 was held");
    says(&firm, minutes(&id, " "), "the minutes is empty");
    says(&firm, cite(&id, "EV-9"), "no evidence is known as `EV-9`");
    says(
        &firm,
        cmd(ReviewCommand::CiteReviewEvidence { id: id.clone(), evidence: [].into() }),
        "the evidence is empty",
    );
    says(&firm, shift(&id, firm.in_a_month()), "was held on");
    says(&firm, cancel(&id), "was held on");
    says(&firm, close(&id), "are not approved");
    firm.by("paul", minutes(&id, "Words"));
    says(&firm, minutes(&id, "Words"), "the minutes of RV-1");
}

#[test]
fn what_is_wrong_with_a_decision_or_a_report_is_said() {
    let mut firm = running();
    let id = firm.mr_held();
    let today = firm.today();
    let fine = decision(DecisionKind::Resources, Some(("carl", firm.in_a_month())));
    let cases = [
        (ReviewDecision { text: " ".into(), ..fine.clone() }, "the decision is empty"),
        (ReviewDecision { owner: None, ..fine.clone() }, "the owner is empty"),
        (ReviewDecision { due: None, ..fine.clone() }, "the day is empty"),
        (ReviewDecision { owner: Some("nobody".into()), ..fine.clone() }, "no member is known as `nobody`"),
        (
            ReviewDecision { due: Some(today.saturating_sub(1.days())), ..fine.clone() },
            "lies before the day of the review",
        ),
    ];
    for (wrong, words) in cases {
        says(&firm, decide(&id, wrong), words);
    }
    firm.by("olga", people::end("tina"));
    says(&firm, decide(&id, decision(DecisionKind::Resources, Some(("tina", today)))), "has ended");
    says(&firm, remove(&id, 9), "no decision is known as `9`");
    says(&firm, report(&id, 1, ActionStatus::Done, today), "are not approved");
    let hash = firm.mr(&id).sha256.clone();
    firm.by("mark", approve(&id, &hash));
    assert!(
        firm.not_by("mark", approve(&id, &hash)).to_string().contains("nobody can "),
        "it waits for nobody any more"
    );
    says(&firm, report(&id, 2, ActionStatus::Done, today), "is no action");
    says(&firm, report(&id, 7, ActionStatus::Done, today), "no decision is known as `7`");
    says(&firm, report(&id, 1, ActionStatus::Done, firm.in_a_month()), "lies in the future");
    says(
        &firm,
        report(&id, 1, ActionStatus::Done, today.saturating_sub(1.days())),
        "lies before the day of the review",
    );
    let silent = ActionReport { status: ActionStatus::Dropped, on: today, note: String::new(), evidence: [].into() };
    let silent = |status| {
        let report = ActionReport { status, ..silent.clone() };
        cmd(ReviewCommand::ReportReviewAction { id: id.clone(), number: 1, report })
    };
    says(&firm, silent(ActionStatus::Dropped), "the note is empty");
    says(&firm, silent(ActionStatus::InProgress), "the note is empty");
    firm.by("paul", silent(ActionStatus::Done));
    says(&firm, silent(ActionStatus::Done), "action 1 of RV-1");
    firm.by("paul", close(&id));
    says(&firm, close(&id), "that RV-1 is closed");
    says(&firm, report(&id, 1, ActionStatus::InProgress, today), "is closed");
    let other = firm.new_by("paul", schedule(today));
    firm.by("paul", cancel(&other));
    says(&firm, close(&other), "is cancelled");
    says(&firm, note(&other, ReviewInput::Issues, "Words"), "is cancelled");
    says(&firm, send(&other), "is cancelled");
}
