//! Tasks, the calendar, and the address of one's own calendar.

use crate::api::call::{Answered, Call, unknown};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::words::MarkWords;
use crate::words::tasks::{MonthWords, TaskFiguresWords, TaskWords};
use app::ask::{CalendarOf, TasksOf};
use axum::Json;
use domain::reports::tasks::{TaskKind, Urgency};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of tasks, with the figures of the controls looked at.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TaskPageWords {
    /// Figures, each with its whole.
    figures: TaskFiguresWords,
    /// Tasks of this page, the most pressing first.
    tasks: Vec<TaskWords>,
    /// Tasks that were left out of the answer because there are too many.
    left_out: usize,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Whose: those of the query, or everybody's; the caller's own with `me`.
fn person(call: &Call) -> Option<String> {
    let typed = call.field("person")?;
    Some(if typed == "me" { call.who().id().to_owned() } else { typed.to_owned() })
}

/// List what is to be done: runs of controls, evidence asked for, evidence to judge.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/tasks",
    tag = "tasks",
    params(
        InOrganisation,
        ("person" = Option<String>, Query, description = "Only those of this person, or `me`; left out, everybody's"),
        ("kind" = Option<String>, Query, description = "Only `run`, `request`, `audit_request`, `judge`, `correct`, `act` or `verify`"),
        ("urgency" = Option<String>, Query, description = "Only `overdue`, `soon` or `open`"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The tasks", body = TaskPageWords), Unanswered)
)]
pub(in crate::api) async fn tasks(call: Call) -> Answered<TaskPageWords> {
    let kind = word(&call, "kind", &TaskKind::ALL.map(TaskKind::id))?;
    let urgency = word(&call, "urgency", &Urgency::ALL.map(Urgency::id))?;
    let answer = call.ask_organisation(&TasksOf { person: person(&call) })?;
    let mut all = TaskWords::all(&call.names(), &answer.value);
    all.retain(|task| kind.is_none_or(|kind| task.kind == kind) && urgency.is_none_or(|u| task.urgency == u));
    let (tasks, turn) =
        call.page(all, |task| format!("{}.{}.{}", task.object, task.kind, task.due.as_deref().unwrap_or("")))?;
    Ok(Json(TaskPageWords {
        figures: TaskFiguresWords::of(&answer.value),
        tasks,
        left_out: answer.value.tasks.left_out,
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// A word of the query that has to be one of those known.
fn word(call: &Call, name: &'static str, known: &[&'static str]) -> Result<Option<&'static str>, Problem> {
    let find = |typed: &str| {
        known
            .iter()
            .copied()
            .find(|word| *word == typed)
            .ok_or_else(|| unknown(name, typed, known.iter().copied()).of_the_body())
    };
    call.field(name).map(find).transpose()
}

/// A month, day by day: what has to have run, what was asked for, holidays.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/calendar",
    tag = "tasks",
    params(
        InOrganisation,
        ("month" = Option<String>, Query, description = "The month, such as 2026-11; left out, that of the day judged"),
        ("person" = Option<String>, Query, description = "Only what is due of this person, or `me`; left out, everybody's"),
        Moment,
    ),
    responses((status = 200, description = "The month", body = MonthWords), Unanswered)
)]
pub(in crate::api) async fn calendar(call: Call) -> Answered<MonthWords> {
    let month = |text: &str| {
        let wrong = || Problem::unreadable(format!("month: `{text}` is no month"), "write it like 2026-11");
        format!("{text}-01").parse().map_err(|_| wrong())
    };
    let question = CalendarOf { month: call.field("month").map(month).transpose()?, person: person(&call) };
    let answer = call.ask_organisation(&question)?;
    Ok(Json(MonthWords::of(&call.names(), &answer.value, MarkWords::of(Some(&answer.mark)))))
}

/// The address of one's own calendar.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CalendarFeedWords {
    /// The address, which ends in a secret; told this once. Null after it was ended.
    address: Option<String>,
    /// There was one before; it works no longer.
    before: bool,
}

/// Make the address of one's own calendar: an iCalendar of what is due of the caller, in every organisation. It is told this
/// once; the one before ends. A token cannot make one.
#[utoipa::path(
    post,
    path = "/api/v1/me/calendar-feed",
    tag = "tasks",
    responses((status = 200, description = "The address", body = CalendarFeedWords), Refused)
)]
pub(in crate::api) async fn renew_calendar_feed(call: Call) -> Answered<CalendarFeedWords> {
    let app = &call.doors.app;
    let (before, secret) = tokio::task::block_in_place(|| {
        Ok::<_, app::Failure>((app.own_calendar_feed(call.who())?.is_some(), app.renew_calendar_feed(call.who())?))
    })?;
    Ok(Json(CalendarFeedWords { address: Some(call.address(&format!("/calendar/{secret}.ics"))), before }))
}

/// End the address of one's own calendar, at once.
#[utoipa::path(
    post,
    path = "/api/v1/me/calendar-feed/end",
    tag = "tasks",
    responses((status = 200, description = "It has ended", body = CalendarFeedWords), Refused)
)]
pub(in crate::api) async fn end_calendar_feed(call: Call) -> Answered<CalendarFeedWords> {
    let before = tokio::task::block_in_place(|| call.doors.app.end_calendar_feed(call.who()))?;
    Ok(Json(CalendarFeedWords { address: None, before }))
}
