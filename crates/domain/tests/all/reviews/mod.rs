//! A firm with management reviews, and the commands about them.

use crate::library::Organisation;
use domain::command::{Command, ReviewCommand};
use domain::registers::review::HeldReview;
use domain::reports::review::{ReviewInput, findings};
use domain::values::review::{
    ActionReport, ActionStatus, DecisionKind, ReviewDecision, ReviewForm, ReviewPlan, ReviewState,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(crate) fn cmd(wanted: ReviewCommand) -> Command {
    Command::Review(wanted)
}

pub(crate) fn schedule(on: Date) -> Command {
    schedule_as(ReviewForm::Meeting, on)
}

pub(crate) fn schedule_as(form: ReviewForm, on: Date) -> Command {
    cmd(ReviewCommand::ScheduleReview { plan: ReviewPlan { title: "Management review".into(), form, on } })
}

pub(crate) fn shift(id: &str, on: Date) -> Command {
    cmd(ReviewCommand::MoveReview { id: id.into(), on, reason: "the board is away".into() })
}

pub(crate) fn cancel(id: &str) -> Command {
    cmd(ReviewCommand::CancelReview { id: id.into(), reason: "merged with the next".into() })
}

pub(crate) fn send(id: &str) -> Command {
    cmd(ReviewCommand::SendReviewAgenda { id: id.into() })
}

pub(crate) fn note(id: &str, input: ReviewInput, text: &str) -> Command {
    cmd(ReviewCommand::NoteReviewInputs { id: id.into(), notes: [(input, text.to_owned())].into() })
}

/// Words on every input.
pub(crate) fn note_all(id: &str) -> Command {
    let notes = ReviewInput::ALL.into_iter().map(|input| (input, format!("Taken note of {}", input.id()))).collect();
    cmd(ReviewCommand::NoteReviewInputs { id: id.into(), notes })
}

pub(crate) fn hold(id: &str, on: Date, people: &[&str]) -> Command {
    let attendance: BTreeMap<String, String> = people.iter().map(|who| ((*who).to_owned(), String::new())).collect();
    cmd(ReviewCommand::HoldReview { id: id.into(), on, attendance })
}

pub(crate) fn decision(kind: DecisionKind, action: Option<(&str, Date)>) -> ReviewDecision {
    let (owner, due) = action.map_or((None, None), |(owner, due)| (Some(owner.to_owned()), Some(due)));
    ReviewDecision { kind, text: format!("About {}", kind.id()), owner, due }
}

pub(crate) fn decide(id: &str, decision: ReviewDecision) -> Command {
    cmd(ReviewCommand::DecideInReview { id: id.into(), decision })
}

pub(crate) fn remove(id: &str, number: u32) -> Command {
    cmd(ReviewCommand::RemoveReviewDecision { id: id.into(), number })
}

pub(crate) fn minutes(id: &str, text: &str) -> Command {
    cmd(ReviewCommand::WriteReviewMinutes { id: id.into(), minutes: text.into() })
}

pub(crate) fn cite(id: &str, evidence: &str) -> Command {
    cmd(ReviewCommand::CiteReviewEvidence { id: id.into(), evidence: [evidence.to_owned()].into() })
}

pub(crate) fn approve(id: &str, sha256: &str) -> Command {
    cmd(ReviewCommand::ApproveReviewMinutes { id: id.into(), sha256: sha256.into() })
}

pub(crate) fn report(id: &str, number: u32, status: ActionStatus, on: Date) -> Command {
    let report = ActionReport { status, on, note: "as agreed".into(), evidence: [].into() };
    cmd(ReviewCommand::ReportReviewAction { id: id.into(), number, report })
}

pub(crate) fn close(id: &str) -> Command {
    cmd(ReviewCommand::CloseReview { id: id.into(), note: String::new() })
}

pub(crate) fn interval(months: u32) -> Command {
    cmd(ReviewCommand::SetReviewInterval { months })
}

impl Organisation {
    pub(crate) fn mr(&self, id: &str) -> &HeldReview {
        self.registers.reviews.review(id).unwrap()
    }

    pub(crate) fn mr_stands(&self, id: &str) -> ReviewState {
        self.mr(id).state()
    }

    /// What is wrong with a review, such as `MR-01 b`.
    pub(crate) fn mr_wrong(&self, id: &str) -> Vec<String> {
        let found = findings(&self.registers, id, self.mr(id), self.today()).unwrap();
        let told = found.iter().map(|one| match one.input {
            Some(input) => format!("{} {}", one.check.id(), input.id()),
            None => one.check.id().to_owned(),
        });
        told.collect()
    }

    /// A review that `paul` prepared, that was held today with `mark`, with everything but an approval. `carl` has an action.
    pub(crate) fn mr_held(&mut self) -> String {
        let today = self.today();
        let id = self.new_by("paul", schedule(today));
        self.by("paul", send(&id));
        self.by("paul", note_all(&id));
        self.by("paul", hold(&id, today, &["mark", "paul"]));
        let due = self.in_a_month();
        self.by("paul", decide(&id, decision(DecisionKind::Improvement, Some(("carl", due)))));
        self.by("paul", decide(&id, decision(DecisionKind::Change, None)));
        self.by("paul", minutes(&id, "Everything was gone through."));
        id
    }

    /// That, approved by `mark`.
    pub(crate) fn mr_approved(&mut self) -> String {
        let id = self.mr_held();
        let hash = self.mr(&id).sha256.clone();
        self.by("mark", approve(&id, &hash));
        id
    }

    pub(crate) fn in_a_month(&self) -> Date {
        self.today().saturating_add(jiff::ToSpan::days(30))
    }
}
