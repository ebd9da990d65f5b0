//! What is to be done by when as JSON: occurrences, tasks, months, how a control operates, holidays.

use super::{MarkWords, NamedWords};
use app::Within;
use app::ask::{CalendarAnswer, OperationAnswer, TasksAnswer};
use domain::reports::tasks::{Corrective, DayOfMonth, Figures, Occurrence, RiskDue, Standing, Task};
use domain::values::{ControlVersion, Holidays, LifeStep, counted};
use serde::Serialize;
use utoipa::ToSchema;

/// One bucket in which a control is expected to run once, and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OccurrenceWords {
    /// Id of the control.
    pub control: String,
    /// The bucket: `2026-05-07`, `2026-W14`, `2026-04`, `2026-Q1`, `2026-H1` or `2026`.
    pub bucket: String,
    /// How often the control runs.
    pub frequency: &'static str,
    /// Version of the control, from 1.
    pub version: u32,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// The last day on which it is not overdue: its own last day, and for a control that runs all the time 30 days later.
    #[schema(format = Date)]
    pub due: String,
    /// The version was in force in the whole bucket; one that was not decides nothing.
    pub full: bool,
    /// Who owns the control now; null for nobody.
    pub owner: Option<NamedWords>,
    /// `done`, `due`, `overdue`, `later`, `advisory` or `not_in_force`.
    pub state: &'static str,
    /// The item of evidence that shows the run.
    pub evidence: Option<String>,
    /// The day of the run.
    #[schema(format = Date)]
    pub ran: Option<String>,
    /// Somebody else accepted the item; null without a run.
    pub accepted: Option<bool>,
    /// The item came in more than 30 days after the end of its period; null without a run.
    pub late: Option<bool>,
    /// Evidence of it that was rejected.
    pub rejected: Vec<String>,
}

impl OccurrenceWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, one: &Occurrence) -> OccurrenceWords {
        let done = match &one.standing {
            Standing::Done { evidence, on, accepted, late } => Some((evidence.clone(), *on, *accepted, *late)),
            _ => None,
        };
        OccurrenceWords {
            control: one.control.clone(),
            bucket: one.bucket.clone(),
            frequency: one.frequency.id(),
            version: one.version,
            from: one.from.to_string(),
            due: one.due.to_string(),
            full: one.full,
            owner: one.owner.as_ref().map(|id| NamedWords::of(app, id)),
            state: one.standing.id(),
            evidence: done.as_ref().map(|(evidence, ..)| evidence.clone()),
            ran: done.as_ref().map(|(_, on, ..)| on.to_string()),
            accepted: done.as_ref().map(|(_, _, accepted, _)| *accepted),
            late: done.as_ref().map(|(.., late)| *late),
            rejected: one.rejected.clone(),
        }
    }
}

/// One task.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TaskWords {
    /// `run`, `request`, `audit_request`, `judge`, `hand_in_again` (evidence was rejected, and no run asks for it), `correct`,
    /// `act`, `verify`, `review_action`, `review`, `internal_audit`, `certify`, `acknowledge`, `approve_document`,
    /// `review_document`, `keep` (an entry of a register is due), `treat` or `reassess`.
    pub kind: &'static str,
    /// Id of the control, the request, the item of evidence, the nonconformity or the management review.
    pub object: String,
    /// Its name.
    pub title: String,
    /// The bucket of a run, or what is wanted; empty for a judgement.
    pub what: String,
    /// The control, where there is one.
    pub control: Option<String>,
    /// Whose it is; null for a control without an owner, and for a judgement.
    pub person: Option<NamedWords>,
    /// By which day; null for a judgement.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// `overdue`, `soon` (within 7 days) or `open`.
    pub urgency: &'static str,
    /// Further occurrences of the same control that are overdue.
    pub more: usize,
    /// Evidence of it that was rejected.
    pub rejected: Vec<String>,
}

impl TaskWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, task: &Task) -> TaskWords {
        TaskWords {
            kind: task.kind.id(),
            object: task.object.clone(),
            title: task.title.clone(),
            what: task.what.clone(),
            control: task.control.clone(),
            person: task.person.as_ref().map(|id| NamedWords::of(app, id)),
            due: task.due.map(|day| day.to_string()),
            urgency: task.urgency.id(),
            more: task.more,
            rejected: task.rejected.clone(),
        }
    }

    /// All of an answer.
    pub fn all(app: &Within<'_>, answer: &TasksAnswer) -> Vec<TaskWords> {
        answer.tasks.tasks.iter().map(|task| TaskWords::of(app, task)).collect()
    }
}

/// Figures, each with its whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TaskFiguresWords {
    /// The first day looked at.
    #[schema(format = Date)]
    pub since: String,
    /// Controls that operate and were looked at.
    pub controls: usize,
    /// Occurrences whose time is over, in whole buckets.
    pub due: usize,
    /// Of these, with a run in their bucket.
    pub on_time: usize,
    /// Of these, without one.
    pub overdue: usize,
    /// Of `on_time`, shown by evidence that came in more than 30 days after its period.
    pub shown_late: usize,
    /// Of `overdue`, with evidence that was rejected.
    pub rejected: usize,
    /// Of `overdue`, of a control without an owner.
    pub without_owner: usize,
}

impl TaskFiguresWords {
    /// The words of the figures.
    pub fn of(answer: &TasksAnswer) -> TaskFiguresWords {
        let Figures { due, on_time, overdue, shown_late, rejected, without_owner } = answer.tasks.figures;
        let (since, controls) = (answer.tasks.since.to_string(), answer.tasks.controls);
        TaskFiguresWords { since, controls, due, on_time, overdue, shown_late, rejected, without_owner }
    }

    /// In a sentence.
    pub fn sentence(&self) -> String {
        format!(
            "Runs on time: {} of {} due since {}. Overdue: {}, of these {} with rejected evidence and {} without \
             an owner. Shown late: {} of {}.",
            self.on_time,
            counted(self.due, "occurrence", "occurrences"),
            self.since,
            self.overdue,
            self.rejected,
            self.without_owner,
            self.shown_late,
            self.on_time
        )
    }
}

/// Tasks with their figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TasksWords {
    /// Figures of the controls looked at.
    pub figures: TaskFiguresWords,
    /// The tasks, the most pressing first.
    pub tasks: Vec<TaskWords>,
    /// Tasks that were left out because there are too many.
    pub left_out: usize,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

/// Somebody is asked for evidence by a day of the month.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AskedByDayWords {
    /// Id of the request.
    pub request: String,
    /// The control.
    pub control: String,
    /// What is wanted.
    pub wanted: String,
    /// Of whom.
    pub person: NamedWords,
    /// It was answered.
    pub answered: bool,
}

/// An external auditor wants something by a day of the month.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditByDayWords {
    /// Id of the request.
    pub request: String,
    /// Id of the engagement.
    pub engagement: String,
    /// What is wanted, in a line.
    pub title: String,
    /// Of whom; null for a request that names nobody.
    pub person: Option<NamedWords>,
    /// `open`, `submitted`, `accepted` or `returned`.
    pub state: &'static str,
}

/// What is to be done about a nonconformity by a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CorrectiveByDayWords {
    /// `correct`: its next step; `act`: a line of action; `verify`: the judgement whether it worked; `review_action`: an action
    /// of a management review; `review`: a management review.
    pub kind: &'static str,
    /// The nonconformity; of the last two kinds the management review.
    pub nonconformity: String,
    /// Its title.
    pub title: String,
    /// What is next, or what the line says.
    pub what: String,
    /// Whose it is; null where nobody answers for it, and for a judgement.
    pub person: Option<NamedWords>,
}

impl CorrectiveByDayWords {
    fn of(app: &Within<'_>, one: &Corrective) -> CorrectiveByDayWords {
        CorrectiveByDayWords {
            kind: one.kind.id(),
            nonconformity: one.id.clone(),
            title: one.title.clone(),
            what: one.what.clone(),
            person: one.person.as_ref().map(|id| NamedWords::of(app, id)),
        }
    }
}

/// What is to be done about a risk by a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskByDayWords {
    /// `treat`: a line of its plan; `reassess`: its next assessment.
    pub kind: &'static str,
    /// The risk.
    pub risk: String,
    /// Its title.
    pub title: String,
    /// What the line says, with its id; or that the risk is assessed again.
    pub what: String,
    /// Whose it is; null where nobody answers for it.
    pub person: Option<NamedWords>,
}

impl RiskByDayWords {
    fn of(app: &Within<'_>, one: &RiskDue) -> RiskByDayWords {
        RiskByDayWords {
            kind: one.kind.id(),
            risk: one.id.clone(),
            title: one.title.clone(),
            what: one.what.clone(),
            person: one.person.as_ref().map(|id| NamedWords::of(app, id)),
        }
    }
}

/// A day of a month.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DayWords {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// The name of the holiday that it is.
    pub holiday: Option<String>,
    /// What has to have run by this day.
    pub runs: Vec<OccurrenceWords>,
    /// Evidence that was asked for by this day.
    pub requests: Vec<AskedByDayWords>,
    /// What an external auditor wants by this day.
    pub audit_requests: Vec<AuditByDayWords>,
    /// What is to be done about nonconformities by this day.
    pub corrective: Vec<CorrectiveByDayWords>,
    /// What is to be done about risks by this day.
    pub risks: Vec<RiskByDayWords>,
}

impl DayWords {
    fn of(app: &Within<'_>, day: &DayOfMonth) -> DayWords {
        let asked = day.requests.iter().map(|(id, held)| AskedByDayWords {
            request: id.clone(),
            control: held.request.control.clone(),
            wanted: held.request.wanted.clone(),
            person: NamedWords::of(app, &held.request.person),
            answered: !held.answers.is_empty(),
        });
        let audits = day.audit_requests.iter().map(|(id, held)| AuditByDayWords {
            request: id.clone(),
            engagement: held.request.engagement.clone(),
            title: held.request.title.clone(),
            person: (!held.request.to.is_empty()).then(|| NamedWords::of(app, &held.request.to)),
            state: held.state.id(),
        });
        DayWords {
            day: day.day.to_string(),
            holiday: day.holiday.clone(),
            runs: day.runs.iter().map(|one| OccurrenceWords::of(app, one)).collect(),
            requests: asked.collect(),
            audit_requests: audits.collect(),
            corrective: day.corrective.iter().map(|one| CorrectiveByDayWords::of(app, one)).collect(),
            risks: day.risks.iter().map(|one| RiskByDayWords::of(app, one)).collect(),
        }
    }
}

/// A month, day by day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MonthWords {
    /// The month: `2026-11`.
    pub month: String,
    /// All of its days.
    pub days: Vec<DayWords>,
    /// Items that were left out because there are too many.
    pub left_out: usize,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl MonthWords {
    /// The words of a month.
    pub fn of(app: &Within<'_>, answer: &CalendarAnswer, mark: MarkWords) -> MonthWords {
        let month = &answer.month;
        MonthWords {
            month: month.first.strftime("%Y-%m").to_string(),
            days: month.days.iter().map(|day| DayWords::of(app, day)).collect(),
            left_out: month.left_out,
            mark,
        }
    }
}

/// A version of a control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ControlVersionWords {
    /// From 1.
    pub number: u32,
    /// First day on which it is in force.
    #[schema(format = Date)]
    pub from: String,
    /// When that was recorded.
    pub recorded: String,
    /// Who recorded it.
    pub by: NamedWords,
    /// Name.
    pub name: String,
    /// Who does what, how often, and what shows it.
    pub activity: String,
    /// The owner.
    pub owner: NamedWords,
    /// How often it runs.
    pub frequency: Option<&'static str>,
    /// On what it operates.
    pub systems: Vec<String>,
    /// Days to the limit.
    pub limit_days: Option<u32>,
}

impl ControlVersionWords {
    fn of(app: &Within<'_>, version: &ControlVersion) -> ControlVersionWords {
        ControlVersionWords {
            number: version.number,
            from: version.from.to_string(),
            recorded: app::clock::minute_of(version.recorded_us),
            by: NamedWords::of(app, &version.by),
            name: version.name.clone(),
            activity: version.activity.clone(),
            owner: NamedWords::of(app, &version.owner),
            frequency: version.frequency.map(domain::values::Frequency::id),
            systems: version.systems.iter().cloned().collect(),
            limit_days: version.limit_days,
        }
    }
}

/// A step in the life of a control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LifeStepWords {
    /// `designed`, `implemented` or `operating`.
    pub step: &'static str,
    /// On which day; null where none was recorded.
    #[schema(format = Date)]
    pub on: Option<String>,
}

/// How a control operates.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OperationWords {
    /// Id of the control.
    pub control: String,
    /// Its name.
    pub name: String,
    /// `draft`, `designed`, `implemented`, `operating` or `retired`.
    pub life: &'static str,
    /// The steps of its life.
    pub steps: Vec<LifeStepWords>,
    /// `preventive`, `detective` or `corrective`.
    pub nature: Option<&'static str>,
    /// `manual`, `automated` or `it_dependent`.
    pub execution: Option<&'static str>,
    /// The examination rests on it.
    pub key: bool,
    /// In-scope services and systems on which it operates.
    pub systems: Vec<String>,
    /// Days from the event to the limit, for a control that an event asks for.
    pub limit_days: Option<u32>,
    /// Types of evidence that show it.
    pub evidence: Vec<&'static str>,
    /// What it said, version by version.
    pub versions: Vec<ControlVersionWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl OperationWords {
    /// The words of an answer.
    pub fn of(app: &Within<'_>, control: &str, answer: &OperationAnswer, mark: MarkWords) -> OperationWords {
        let (held, operation) = (&answer.held, &answer.held.operation);
        let steps = LifeStep::ALL
            .map(|step| LifeStepWords { step: step.id(), on: held.life.get(&step).map(ToString::to_string) });
        OperationWords {
            control: control.to_owned(),
            name: answer.name.clone(),
            life: answer.life.id(),
            steps: steps.into(),
            nature: operation.nature.map(domain::values::Nature::id),
            execution: operation.execution.map(domain::values::Execution::id),
            key: operation.key,
            systems: operation.systems.iter().cloned().collect(),
            limit_days: operation.limit_days,
            evidence: operation.evidence.iter().map(|kind| kind.id()).collect(),
            versions: held.versions.iter().map(|version| ControlVersionWords::of(app, version)).collect(),
            mark,
        }
    }
}

/// A day without business.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HolidayWords {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// Its name.
    pub name: String,
}

impl HolidayWords {
    /// All of them, the earliest first.
    pub fn all(holidays: &Holidays) -> Vec<HolidayWords> {
        holidays.iter().map(|(day, name)| HolidayWords { day: day.to_string(), name: name.clone() }).collect()
    }
}
