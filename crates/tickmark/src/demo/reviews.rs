//! Management reviews of Fathom Freight: one whose actions are carried over, minutes of a meeting of the board that treat few
//! inputs, and the next review with its agenda, later than the interval allows.

use super::people::{CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, IT, OPERATIONS, PLATFORM, SECURITY_LEAD, Someone};
use super::story::{Act, Moment, working_day};
use domain::command::{Command, ReviewCommand};
use domain::reports::review::ReviewInput;
use domain::values::review::{ActionReport, ActionStatus, DecisionKind, ReviewDecision, ReviewForm, ReviewPlan};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

const FIRST: &str = "RV-1";
const BOARD: &str = "RV-2";
const NEXT: &str = "RV-3";

/// What was said in the first review.
const SAID: [(ReviewInput, &str); 11] = [
    (ReviewInput::Actions, "The first review: there are no earlier actions."),
    (
        ReviewInput::Issues,
        "A large customer now asks for evidence of restores; the move of the warehouse system is over.",
    ),
    (
        ReviewInput::Parties,
        "Two customers ask for a SOC 2 report in the next year. Climate change: no effect on the ISMS was found.",
    ),
    (ReviewInput::Nonconformities, "One is open; its first action has to show that it works."),
    (ReviewInput::Measurements, "The controls began to operate; there is little to see yet."),
    (ReviewInput::Audits, "No internal audit was held yet. It is planned for the summer."),
    (ReviewInput::Objectives, "Restore within eight hours: not measured yet."),
    (ReviewInput::Feedback, "Customers find the questionnaires slow to come back."),
    (ReviewInput::RiskResults, "The first assessment was presented; the three highest risks were gone through."),
    (ReviewInput::PlanStatus, "Plans are being written; none is approved."),
    (ReviewInput::Opportunities, "One place for what customers ask, instead of three mailboxes."),
];

/// Everything that happens with management reviews.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let told = Told { today };
    let mut moments = told.first();
    moments.extend(told.of_the_board());
    moments.extend(told.next());
    moments
}

struct Told {
    today: Date,
}

impl Told {
    fn did(&self, days: i32, by: Someone, wanted: ReviewCommand) -> Moment {
        Moment::new(self.today, days, by.key, Command::Review(wanted))
    }

    fn scheduled(&self, days: i32, title: &str, form: ReviewForm, on: Date) -> Moment {
        let plan = ReviewPlan { title: title.to_owned(), form, on };
        self.did(days, SECURITY_LEAD, ReviewCommand::ScheduleReview { plan })
    }

    fn sent(&self, days: i32, id: &str) -> Moment {
        self.did(days, SECURITY_LEAD, ReviewCommand::SendReviewAgenda { id: id.to_owned() })
    }

    fn held(&self, days: i32, id: &str, on: i32, with: &[(Someone, &str)]) -> Moment {
        let attendance: BTreeMap<String, String> =
            with.iter().map(|(who, part)| (who.id(), (*part).to_owned())).collect();
        let on = working_day(self.today, on);
        self.did(days, SECURITY_LEAD, ReviewCommand::HoldReview { id: id.to_owned(), on, attendance })
    }

    fn noted(&self, days: i32, id: &str, said: &[(ReviewInput, &str)]) -> Moment {
        let notes = said.iter().map(|(input, text)| (*input, (*text).to_owned())).collect();
        self.did(days, SECURITY_LEAD, ReviewCommand::NoteReviewInputs { id: id.to_owned(), notes })
    }

    /// A decision; an action is due so many days before today.
    fn decided(&self, id: &str, kind: DecisionKind, text: &str, action: Option<(Someone, i32)>) -> Moment {
        let owner = action.map(|(owner, _)| owner.id());
        let due = action.map(|(_, due)| working_day(self.today, due));
        let decision = ReviewDecision { kind, text: text.to_owned(), owner, due };
        self.did(205, SECURITY_LEAD, ReviewCommand::DecideInReview { id: id.to_owned(), decision })
    }

    fn reported(&self, days: i32, by: Someone, number: u32, status: ActionStatus, note: &str) -> Moment {
        let on = working_day(self.today, days);
        let report = ActionReport { status, on, note: note.to_owned(), evidence: [].into() };
        self.did(days, by, ReviewCommand::ReportReviewAction { id: FIRST.to_owned(), number, report })
    }

    /// RV-1: approved, with one action done, one on its way and late, one of which nobody says anything.
    fn first(&self) -> Vec<Moment> {
        let with = [
            (CHIEF_EXECUTIVE, "chair"),
            (CHIEF_TECHNOLOGY, ""),
            (SECURITY_LEAD, "keeper of the minutes"),
            (OPERATIONS, ""),
        ];
        let minutes = "The inputs were gone through one by one. The management system is suitable and adequate; whether it is \
            effective will be seen when the controls have run for half a year. The next review is in six months.";
        vec![
            self.did(230, SECURITY_LEAD, ReviewCommand::SetReviewInterval { months: 6 }),
            self.scheduled(230, "First management review", ReviewForm::Meeting, working_day(self.today, 206)),
            self.sent(209, FIRST),
            self.held(205, FIRST, 206, &with),
            self.noted(205, FIRST, &SAID),
            self.decided(FIRST, DecisionKind::Improvement, "One queue for what customers ask", Some((IT, 120))),
            self.decided(
                FIRST,
                DecisionKind::Improvement,
                "A restore of production is tried and timed",
                Some((OPERATIONS, 90)),
            ),
            self.decided(
                FIRST,
                DecisionKind::Resources,
                "A machine of the size of production for restores",
                Some((PLATFORM, 60)),
            ),
            self.decided(FIRST, DecisionKind::Change, "No change: scope and policy stay as they are", None),
            self.did(
                204,
                SECURITY_LEAD,
                ReviewCommand::WriteReviewMinutes { id: FIRST.to_owned(), minutes: minutes.to_owned() },
            ),
            Moment { on: working_day(self.today, 202), by: CHIEF_EXECUTIVE.key, act: Act::ApproveMinutes(FIRST) },
            self.reported(124, IT, 1, ActionStatus::Done, "The three mailboxes lead into one queue."),
            self.reported(
                80,
                OPERATIONS,
                2,
                ActionStatus::InProgress,
                "Tried once; there was no machine to time it on.",
            ),
        ]
    }

    /// RV-2: minutes of the board, which treat three inputs and decide nothing.
    fn of_the_board(&self) -> Vec<Moment> {
        let said = [
            (ReviewInput::RiskResults, "The board saw the three highest risks."),
            (ReviewInput::Feedback, "Two customers wait for the report."),
            (ReviewInput::Audits, "The board asks when the internal audit is held."),
        ];
        vec![
            self.scheduled(100, "Meeting of the board", ReviewForm::Record, working_day(self.today, 104)),
            self.held(100, BOARD, 104, &[(CHIEF_EXECUTIVE, "chair"), (CHIEF_TECHNOLOGY, "")]),
            self.noted(100, BOARD, &said),
        ]
    }

    /// RV-3: planned for two weeks from today, its agenda sent.
    fn next(&self) -> Vec<Moment> {
        let on = self.today.saturating_add(14.days());
        vec![self.scheduled(30, "Second management review", ReviewForm::Meeting, on), self.sent(2, NEXT)]
    }
}
