//! The roadmap as JSON.

use super::cost::FigureWords;
use super::pair;
use domain::reports::plan::{Against, Beside, FactOf, PlannedStep, Roadmap, TaskState};
use domain::values::plan::StepKind;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A published figure that is shown beside what was reckoned.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BesideWords {
    /// The claim.
    pub claim: String,
    /// What it says.
    pub text: String,
    /// The figure.
    pub range: [u64; 2],
    /// Where it stands.
    pub source: String,
}

impl From<&Beside> for BesideWords {
    fn from(one: &Beside) -> BesideWords {
        let (claim, text) = (one.claim.clone(), one.text.clone());
        BesideWords { claim, text, range: pair(one.range), source: one.told.words() }
    }
}

/// A task of a step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanTaskWords {
    /// What is done.
    pub title: String,
    /// What shows that it is done; null while it is open.
    pub shown_by: Option<String>,
    /// Kind of the object that shows it; null for a list.
    pub kind: Option<&'static str>,
    /// Id of that object; null for a list.
    pub id: Option<String>,
    /// Of controls: how many are in place, and of how many.
    pub controls: Option<[usize; 2]>,
    /// Why it counts twice within its step, with the source; null for a task that counts once.
    pub counts_twice: Option<String>,
}

impl From<&TaskState> for PlanTaskWords {
    fn from(task: &TaskState) -> PlanTaskWords {
        let about = task.done.as_ref().and_then(|shown| match &shown.of {
            FactOf::One(kind, id) => Some((kind.id(), id.clone())),
            FactOf::Page(_) => None,
        });
        PlanTaskWords {
            title: task.title.clone(),
            shown_by: task.done.as_ref().map(|shown| shown.says.clone()),
            kind: about.as_ref().map(|(kind, _)| *kind),
            id: about.map(|(_, id)| id),
            controls: task.controls.map(|(there, of)| [there, of]),
            counts_twice: task.heavy.clone(),
        }
    }
}

/// A step on the calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanStepWords {
    /// Track and step, such as `extension/foundation`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `readiness`, `window`, `build`, `lead`, `audit` or `report`.
    pub kind: &'static str,
    /// `soc2` or `iso27001`.
    pub framework: &'static str,
    /// First day, with the least lengths.
    #[schema(value_type = String, format = Date)]
    pub start: Date,
    /// Last day, with the least lengths.
    #[schema(value_type = String, format = Date)]
    pub end: Date,
    /// First day, with the greatest lengths.
    #[schema(value_type = String, format = Date)]
    pub start_late: Date,
    /// Last day, with the greatest lengths.
    #[schema(value_type = String, format = Date)]
    pub end_late: Date,
    /// Days that are left, least and greatest.
    pub days: [u64; 2],
    /// Days as they were published or chosen, least and greatest.
    pub published_days: [u64; 2],
    /// How those were reckoned.
    pub reckoned: String,
    /// The figures.
    pub figures: Vec<FigureWords>,
    /// Its tasks.
    pub tasks: Vec<PlanTaskWords>,
    /// Roles whose work it is, with the members who hold them by id.
    pub people: Vec<PlanPeopleWords>,
    /// Who takes part from outside.
    pub others: Vec<String>,
    /// Its part of the internal effort, in tenths of a full-time month.
    pub effort_tenths: Option<[u64; 2]>,
    /// Holidays that made it longer.
    pub holidays: u32,
    /// The day on which it really began.
    #[schema(value_type = Option<String>, format = Date)]
    pub started: Option<Date>,
    /// The day on which it really ended.
    #[schema(value_type = Option<String>, format = Date)]
    pub ended: Option<Date>,
    /// A day more of it is a day more of the whole.
    pub critical: bool,
    /// Days by which it can be late before the whole is.
    pub slack_days: u64,
    /// Its last day is over, and no end was recorded.
    pub overdue: bool,
    /// Nothing of it is left.
    pub done: bool,
}

/// A role and who holds it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanPeopleWords {
    /// The role.
    pub role: &'static str,
    /// The members, by id.
    pub people: Vec<String>,
}

impl From<&PlannedStep> for PlanStepWords {
    fn from(step: &PlannedStep) -> PlanStepWords {
        PlanStepWords {
            id: step.id.clone(),
            title: step.title.clone(),
            kind: step.kind.id(),
            framework: step.framework.id(),
            start: step.early.from,
            end: step.early.until,
            start_late: step.late.from,
            end_late: step.late.until,
            days: pair(step.days),
            published_days: pair(step.lengths.days),
            reckoned: step.lengths.says.clone(),
            figures: step.lengths.figures.iter().map(FigureWords::from).collect(),
            tasks: step.tasks.iter().map(PlanTaskWords::from).collect(),
            people: step
                .people
                .iter()
                .map(|at| PlanPeopleWords { role: at.role.id(), people: at.people.clone() })
                .collect(),
            others: step.others.clone(),
            effort_tenths: step.effort.map(pair),
            holidays: step.holidays,
            started: step.actual.started,
            ended: step.actual.ended,
            critical: step.critical,
            slack_days: step.slack_days,
            overdue: step.overdue,
            done: step.done(),
        }
    }
}

/// The same way told by its parts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OtherReadingWords {
    /// What it is called.
    pub title: String,
    /// Days of all parts, least and greatest.
    pub days: [u64; 2],
    /// The last day, with the least and with the greatest lengths.
    pub ends: [String; 2],
    /// The parts with their figures.
    pub parts: Vec<FigureWords>,
}

/// A route on the calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoadmapWords {
    /// Title of the route.
    pub title: String,
    /// The last day, with the least and with the greatest lengths.
    pub ends: [String; 2],
    /// Days from the first to the last, least and greatest.
    pub days: [u64; 2],
    /// Weeks of the plan in which two steps of one track run.
    pub overlap_weeks: Vec<u64>,
    /// What binds it: `readiness`, `window`, `build`, `lead`, `audit` or `report`; null when nothing is left.
    pub binding: Option<&'static str>,
    /// Why it binds.
    pub binding_reason: String,
    /// Day by which the certification body is asked; null without one.
    #[schema(value_type = Option<String>, format = Date)]
    pub book_by: Option<Date>,
    /// Days of the audit itself.
    pub audit_days: Vec<FigureWords>,
    /// The steps.
    pub steps: Vec<PlanStepWords>,
    /// The same way by its parts; null where sources tell it in one manner.
    pub other_reading: Option<OtherReadingWords>,
    /// Published figures of the whole way, then of each of its parts.
    pub published: Vec<BesideWords>,
    /// What is odd about the choices.
    pub notes: Vec<String>,
}

impl From<&Roadmap> for RoadmapWords {
    fn from(road: &Roadmap) -> RoadmapWords {
        let ends = |(low, high): (Date, Date)| [low.to_string(), high.to_string()];
        RoadmapWords {
            title: road.title.clone(),
            ends: ends(road.ends),
            days: pair(road.days),
            overlap_weeks: road.overlap_weeks.clone(),
            binding: road.binding.kind.map(StepKind::id),
            binding_reason: road.binding.says.clone(),
            book_by: road.book_by.as_ref().map(|(day, _)| *day),
            audit_days: road.audit_days.iter().map(FigureWords::from).collect(),
            steps: road.steps.iter().map(PlanStepWords::from).collect(),
            other_reading: road.other.as_ref().map(|other| OtherReadingWords {
                title: other.title.clone(),
                days: pair(other.days),
                ends: ends(other.ends),
                parts: other.parts.iter().map(|(_, figure, _)| FigureWords::from(figure)).collect(),
            }),
            published: road.beside.iter().map(BesideWords::from).collect(),
            notes: road.notes.clone(),
        }
    }
}

/// A step of a baseline beside the same step today.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgainstStepWords {
    /// Track and step.
    pub id: String,
    /// Its title then.
    pub title: String,
    /// Its last day then, with the greatest lengths.
    #[schema(value_type = String, format = Date)]
    pub planned: Date,
    /// Its last day today; null when the route has no such step any more.
    #[schema(value_type = Option<String>, format = Date)]
    pub now: Option<Date>,
    /// It has ended.
    pub ended: bool,
    /// Days by which it is later; negative when it is earlier.
    pub late_days: Option<i64>,
}

/// A baseline beside the roadmap of today.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgainstWords {
    /// Its number, from 1.
    pub baseline: usize,
    /// Why it was kept.
    pub reason: String,
    /// When.
    #[schema(value_type = String, format = Date)]
    pub kept: Date,
    /// Days by which the end is later; negative when it is earlier.
    pub late_days: i64,
    /// Step by step.
    pub steps: Vec<AgainstStepWords>,
}

impl From<&Against> for AgainstWords {
    fn from(one: &Against) -> AgainstWords {
        let step = |step: &domain::reports::plan::AgainstStep| AgainstStepWords {
            id: step.then.id.clone(),
            title: step.then.title.clone(),
            planned: step.then.until_late,
            now: step.now,
            ended: step.ended,
            late_days: step.late_days,
        };
        AgainstWords {
            baseline: one.number,
            reason: one.reason.clone(),
            kept: one.kept,
            late_days: one.late_days,
            steps: one.steps.iter().map(step).collect(),
        }
    }
}
