//! Management reviews as JSON: the list with the programme, one with its agenda, decisions and checks.

mod agenda;
mod shapes;
mod sheet;

pub use agenda::ManagementReviewAgendaWords;
pub use shapes::{ShapeOfActionReport, ShapeOfReviewDecision, ShapeOfReviewPlan};
pub(crate) use sheet::review_sheets;

use super::NamedWords;
use app::Within;
use app::ask::{ReviewActionLine, ReviewDetail};
use app::clock::minute_of;
use domain::registers::review::{HeldDecision, HeldReview, Said};
use domain::reports::review::{Programme, ReviewFinding, ReviewLine};
use domain::values::review::{OTHER_MINUTES_IN_PART, SOC2_ASKS_FOR_NONE};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that is wrong with a review.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagementReviewFindingWords {
    /// `MR-01` to `MR-06`.
    pub check: &'static str,
    /// The input that it names, of `MR-01`.
    pub input: Option<&'static str>,
    /// What is wrong.
    pub sentence: String,
    /// It stands in the way of approving the minutes.
    pub blocks: bool,
}

impl From<&ReviewFinding> for ManagementReviewFindingWords {
    fn from(found: &ReviewFinding) -> ManagementReviewFindingWords {
        ManagementReviewFindingWords {
            check: found.check.id(),
            input: found.input.map(|input| input.id()),
            sentence: found.sentence(),
            blocks: found.blocks(),
        }
    }
}

/// A review as the list shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagementReviewLineWords {
    /// Id, such as `RV-3`.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `meeting`, or `record` for minutes of another meeting.
    pub form: &'static str,
    /// The day for which it is planned.
    pub on: String,
    /// The day on which it was held.
    pub held_on: Option<String>,
    /// `scheduled`, `agenda_sent`, `held`, `minutes_approved`, `actions_open`, `closed` or `cancelled`.
    pub state: &'static str,
    /// What is wrong with it.
    pub findings: Vec<ManagementReviewFindingWords>,
    /// Inputs that were treated.
    pub inputs_treated: usize,
    /// Inputs that the clause asks for.
    pub inputs: usize,
    /// Its actions.
    pub actions: usize,
    /// Of these, those that are neither done nor dropped.
    pub actions_open: usize,
    /// Of these, those whose day is over.
    pub actions_overdue: usize,
    /// Its day is over, and it was neither held nor cancelled.
    pub overdue: bool,
}

impl ManagementReviewLineWords {
    /// The words of one.
    pub fn of(held: &HeldReview, line: &ReviewLine) -> ManagementReviewLineWords {
        ManagementReviewLineWords {
            id: line.id.clone(),
            title: held.plan.title.clone(),
            form: held.plan.form.id(),
            on: held.plan.on.to_string(),
            held_on: held.meeting.as_ref().map(|meeting| meeting.on.to_string()),
            state: line.state.id(),
            findings: line.findings.iter().map(ManagementReviewFindingWords::from).collect(),
            inputs_treated: line.treated,
            inputs: line.inputs,
            actions: line.actions,
            actions_open: line.actions_open,
            actions_overdue: line.actions_overdue,
            overdue: line.overdue,
        }
    }
}

/// Where the programme of reviews stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewProgrammeWords {
    /// Months from one review to the next.
    pub interval_months: u32,
    /// The last review whose minutes are approved.
    pub last: Option<String>,
    /// Its day.
    pub last_on: Option<String>,
    /// The last day on which the next one is in time; null before the first.
    pub due: Option<String>,
    /// That day is over.
    pub overdue: bool,
    /// The next one that has a day.
    pub scheduled: Option<String>,
    /// That day.
    pub scheduled_on: Option<String>,
    /// That day lies after the last one.
    pub too_late: bool,
}

impl From<&Programme> for ReviewProgrammeWords {
    fn from(programme: &Programme) -> ReviewProgrammeWords {
        let (last, last_on) = programme.last.clone().unzip();
        let (scheduled, scheduled_on) = programme.scheduled.clone().unzip();
        ReviewProgrammeWords {
            interval_months: programme.interval_months,
            last,
            last_on: last_on.map(|day| day.to_string()),
            due: programme.due.map(|day| day.to_string()),
            overdue: programme.overdue,
            scheduled,
            scheduled_on: scheduled_on.map(|day| day.to_string()),
            too_late: programme.too_late,
        }
    }
}

/// A text with who said it and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagementReviewSaidWords {
    /// The text.
    pub text: String,
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl ManagementReviewSaidWords {
    fn of(app: &Within<'_>, said: &Said) -> ManagementReviewSaidWords {
        let Said { text, by, at_us } = said;
        ManagementReviewSaidWords { text: text.clone(), by: NamedWords::of(app, by), at: minute_of(*at_us) }
    }
}

/// What was reported of an action.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewActionReportWords {
    /// `in_progress`, `done` or `dropped`.
    pub status: &'static str,
    /// As of which day.
    pub on: String,
    /// What was done, or why it is dropped.
    pub note: String,
    /// Evidence of it.
    pub evidence: Vec<String>,
    /// Who reported it.
    pub by: NamedWords,
}

/// A decision; with an owner and a day it is an action.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagementReviewDecisionWords {
    /// The review.
    pub review: String,
    /// Its number, from 1.
    pub number: u32,
    /// `improvement`, `change` or `resources`.
    pub kind: &'static str,
    /// What was decided.
    pub text: String,
    /// Who carries it out; null for what is no action.
    pub owner: Option<NamedWords>,
    /// By when; null for what is no action.
    pub due: Option<String>,
    /// It is an action that is neither done nor dropped.
    pub open: bool,
    /// What was reported of it, the oldest first.
    pub reports: Vec<ReviewActionReportWords>,
}

impl ManagementReviewDecisionWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, review: &str, number: u32, held: &HeldDecision) -> ManagementReviewDecisionWords {
        let report = |one: &domain::registers::review::HeldReport| ReviewActionReportWords {
            status: one.report.status.id(),
            on: one.report.on.to_string(),
            note: one.report.note.clone(),
            evidence: one.report.evidence.iter().cloned().collect(),
            by: NamedWords::of(app, &one.by),
        };
        ManagementReviewDecisionWords {
            review: review.to_owned(),
            number,
            kind: held.decision.kind.id(),
            text: held.decision.text.clone(),
            owner: held.decision.owner.as_ref().map(|owner| NamedWords::of(app, owner)),
            due: held.decision.due.map(|due| due.to_string()),
            open: held.open(),
            reports: held.reports.iter().map(report).collect(),
        }
    }

    /// The words of an action in the list.
    pub fn of_line(app: &Within<'_>, line: &ReviewActionLine) -> ManagementReviewDecisionWords {
        ManagementReviewDecisionWords::of(app, &line.review, line.number, &line.held)
    }
}

/// Somebody who attended.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewAttendantWords {
    /// The person.
    pub person: NamedWords,
    /// In which part.
    pub part: String,
    /// The person belonged to top management.
    pub top_management: bool,
}

/// That the minutes are approved.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewApprovalWords {
    /// SHA-256 of what was approved.
    pub sha256: String,
    /// It was held after the planned interval.
    pub late: bool,
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

/// What was said of an input.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewNoteWords {
    /// The input: `a` to `g`.
    pub input: &'static str,
    /// What was said.
    #[serde(flatten)]
    pub said: ManagementReviewSaidWords,
}

/// One review.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagementReviewWords {
    /// As the list shows it.
    #[serde(flatten)]
    pub line: ManagementReviewLineWords,
    /// The agenda that was sent; before that, what it would show.
    pub agenda: ManagementReviewAgendaWords,
    /// When it was sent, and by whom; null before.
    pub agenda_sent: Option<ManagementReviewSaidWords>,
    /// What was said of inputs.
    pub notes: Vec<ReviewNoteWords>,
    /// Who attended.
    pub attendance: Vec<ReviewAttendantWords>,
    /// What was decided.
    pub decisions: Vec<ManagementReviewDecisionWords>,
    /// Actions of earlier reviews that it has to look at.
    pub earlier_actions: Vec<ManagementReviewDecisionWords>,
    /// The minutes.
    pub minutes: Option<ManagementReviewSaidWords>,
    /// Items of evidence.
    pub evidence: Vec<String>,
    /// SHA-256 of what an approval would name.
    pub sha256: String,
    /// That the minutes are approved.
    pub approved: Option<ReviewApprovalWords>,
    /// That it was closed.
    pub closed: Option<ManagementReviewSaidWords>,
    /// Why it does not take place.
    pub cancelled: Option<ManagementReviewSaidWords>,
    /// What has to be said beside it (R148, R150).
    pub remarks: [&'static str; 2],
}

impl ManagementReviewWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, detail: &ReviewDetail) -> ManagementReviewWords {
        let (held, id) = (&detail.held, detail.line.id.as_str());
        let said = |said: &Said| ManagementReviewSaidWords::of(app, said);
        let attendance = held.meeting.iter().flat_map(|meeting| &meeting.attendance);
        let decision = |(number, held)| ManagementReviewDecisionWords::of(app, id, number, held);
        ManagementReviewWords {
            line: ManagementReviewLineWords::of(held, &detail.line),
            agenda: ManagementReviewAgendaWords::from(&detail.agenda),
            agenda_sent: held.agenda.as_ref().map(|sent| ManagementReviewSaidWords {
                text: format!("As of entry {}", sent.agenda.entry.saturating_sub(1)),
                by: NamedWords::of(app, &sent.by),
                at: minute_of(sent.at_us),
            }),
            notes: held
                .notes
                .iter()
                .map(|(input, one)| ReviewNoteWords { input: input.id(), said: said(one) })
                .collect(),
            attendance: attendance
                .map(|(person, one)| ReviewAttendantWords {
                    person: NamedWords::of(app, person),
                    part: one.part.clone(),
                    top_management: one.top_management,
                })
                .collect(),
            decisions: held.decided().map(decision).collect(),
            earlier_actions: detail
                .earlier
                .iter()
                .map(|one| ManagementReviewDecisionWords::of(app, &one.review, one.number, &one.held))
                .collect(),
            minutes: held.minutes.as_ref().map(said),
            evidence: held.evidence.iter().cloned().collect(),
            sha256: held.sha256.clone(),
            approved: held.approved.as_ref().map(|one| ReviewApprovalWords {
                sha256: one.sha256.clone(),
                late: one.late,
                by: NamedWords::of(app, &one.by),
                at: minute_of(one.at_us),
            }),
            closed: held.closed.as_ref().map(said),
            cancelled: held.cancelled.as_ref().map(said),
            remarks: [OTHER_MINUTES_IN_PART, SOC2_ASKS_FOR_NONE],
        }
    }
}
