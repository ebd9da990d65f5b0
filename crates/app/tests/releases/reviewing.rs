//! Management reviews, in the ledger of a release: each kind of event at least once. Who is `mia-koch` prepares them and
//! `ida-falk` is top management: both are members before.

use super::{DAY_US, Hand, ORG, days, person, reason};
use app::ask::ReviewOf;
use app::{At, Who};
use domain::command::{Command, ReviewCommand};
use domain::reports::review::ReviewInput;
use domain::values::review::{ActionReport, ActionStatus, DecisionKind, ReviewDecision, ReviewForm, ReviewPlan};

fn does(hand: &Hand<'_>, who: &Who, command: ReviewCommand) -> String {
    hand.does(who, Command::Review(command))
}

/// `evidence` is an item that is there.
pub(super) fn reviewing(hand: &Hand<'_>, evidence: &str) {
    let (mia, ida) = (hand.app.demo_actor("mia-koch"), hand.app.demo_actor("ida-falk"));
    // The day of the next change, which takes place an hour later.
    let today = || app::clock::day_of(hand.clock.now_us() + DAY_US / 24);
    let [_, later] = days(hand, 60);
    does(hand, &mia, ReviewCommand::SetReviewInterval { months: 6 });
    let plan =
        |title: &str, form, on| ReviewCommand::ScheduleReview { plan: ReviewPlan { title: title.into(), form, on } };
    let id = does(hand, &mia, plan("Review \u{2013} L\u{f6}we", ReviewForm::Meeting, later));
    does(hand, &mia, ReviewCommand::MoveReview { id: id.clone(), on: days(hand, 50)[1], reason: reason() });
    does(hand, &mia, ReviewCommand::SendReviewAgenda { id: id.clone() });
    let attendance = [(person("ida-falk"), "chair".to_owned()), (person("mia-koch"), String::new())].into();
    does(hand, &mia, ReviewCommand::HoldReview { id: id.clone(), on: today(), attendance });
    let notes = ReviewInput::ALL.into_iter().map(|input| (input, format!("Taken note of {}", input.id()))).collect();
    does(hand, &mia, ReviewCommand::NoteReviewInputs { id: id.clone(), notes });
    let decision = |kind, owner: Option<&str>| ReviewDecision {
        kind,
        text: "As was said".into(),
        owner: owner.map(person),
        due: owner.map(|_| later),
    };
    for decision in [
        decision(DecisionKind::Improvement, Some("mia-koch")),
        decision(DecisionKind::Change, None),
        decision(DecisionKind::Resources, None),
    ] {
        does(hand, &mia, ReviewCommand::DecideInReview { id: id.clone(), decision });
    }
    does(hand, &mia, ReviewCommand::RemoveReviewDecision { id: id.clone(), number: 3 });
    does(hand, &mia, ReviewCommand::WriteReviewMinutes { id: id.clone(), minutes: "All was gone through".into() });
    does(hand, &mia, ReviewCommand::CiteReviewEvidence { id: id.clone(), evidence: [evidence.to_owned()].into() });
    let asked = hand.app.ask(ORG, &ida, At::default(), &ReviewOf(id.clone()));
    let sha256 = asked.expect("top management reads it").value.held.sha256;
    does(hand, &ida, ReviewCommand::ApproveReviewMinutes { id: id.clone(), sha256 });
    let report = ActionReport { status: ActionStatus::Done, on: today(), note: "done".into(), evidence: [].into() };
    does(hand, &mia, ReviewCommand::ReportReviewAction { id: id.clone(), number: 1, report });
    does(hand, &mia, ReviewCommand::CloseReview { id, note: "closed".into() });
    let record = does(hand, &mia, plan("Meeting of the board", ReviewForm::Record, today()));
    does(hand, &mia, ReviewCommand::CancelReview { id: record, reason: reason() });
}
