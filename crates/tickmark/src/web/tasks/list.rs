//! Tasks: one's own first, everybody's for those who see the programme, with the figures that they come from.

use super::{answer, everybody, evidence, hand_in, tabs, urgency_badge, whose};
use crate::web::controls;
use crate::web::people::name;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode, n, share};
use crate::web::ui::{self, Column, Crumb, Icon, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{TasksAnswer, TasksOf};
use axum::response::Response;
use domain::reports::tasks::{Task, TaskKind, Urgency};
use domain::values::Action;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&TasksOf { person: whose(&visit) })?;
    let (value, all) = (&answer.value, everybody(&visit));
    let lead = if all {
        "What everybody has to do: runs of controls, what was asked for, evidence to judge."
    } else {
        "What you have to do: your controls to run and show, what you were asked for, evidence to judge."
    };
    let body = html! {
        (ui::heading("Tasks", Some(lead), Some(days(&visit, &answer.mark))))
        (tabs(&visit, "/tasks"))
        @if !value.stands_in_for.is_empty() {
            (ui::notice(Tone::Neutral, "You stand in for others", html! {
                "Their tasks are among yours: "
                @for (at, person) in value.stands_in_for.iter().enumerate() { @if at > 0 { ", " } (name(&visit, person)) }
                "."
            }))
        }
        @if value.tasks.controls > 0 { (figures(&visit, value)) }
        @if value.tasks.tasks.is_empty() { (nothing(&visit, value, all)) }
        @for urgency in Urgency::ALL { (section(&visit, value, urgency, all)) }
        @if value.tasks.left_out > 0 {
            p.hint { (counted(value.tasks.left_out, "task", "tasks")) " more are not shown." }
        }
    };
    let crumbs = [Crumb::here("Tasks")];
    Ok(visit.page(&answer.mark, "Tasks", "/tasks", &crumbs, body))
}

fn nothing(visit: &Visit, answer: &TasksAnswer, all: bool) -> Markup {
    let sees = visit.doors.app.may(&visit.org, &visit.who, Action::ReadControl, None);
    html! {
        @if answer.tasks.controls == 0 {
            (ui::empty_state(
                if all { "No control operates yet" } else { "No control of yours operates yet" },
                "A control has tasks from the day on which it is recorded as operating, by its frequency.",
                html! { @if sees { (ui::link_button("To the controls", &visit.href("/controls"), Some(Icon::Control))) } },
            ))
        } @else {
            (ui::empty_state("Nothing is due", "Everything that was due has a run, and nobody waits for evidence.",
                ui::link_button("See the calendar", &visit.href("/calendar"), Some(Icon::Calendar))))
        }
    }
}

fn figures(visit: &Visit, answer: &TasksAnswer) -> Markup {
    let (found, since) = (&answer.tasks.figures, answer.tasks.since);
    let operate = counted(answer.tasks.controls, "control", "controls");
    let on_time = format!("of the occurrences due since {since}, of {operate}");
    let cards = [
        ("on-time", "Runs on time", found.on_time, found.due, on_time.as_str()),
        ("overdue", "Overdue", found.overdue, found.due, "of the same occurrences: nothing shows that the control ran"),
        ("rejected", "Rejected", found.rejected, found.overdue, "of the overdue ones: their evidence was rejected"),
        (
            "late",
            "Shown late",
            found.shown_late,
            found.on_time,
            "of the runs on time: evidence came more than 30 days after its period",
        ),
    ];
    let texts = cards.map(|(show, _, count, of, _)| {
        let why = visit.with("/tasks/counted", &[("show", show)]);
        [count.to_string(), of.to_string(), if of == 0 { String::new() } else { share(count, of) }, why]
    });
    let stats: Vec<Stat<'_>> = cards
        .iter()
        .zip(&texts)
        .map(|((_, label, count, of, under), [figure, denominator, percent, href])| Stat {
            label,
            figure,
            denominator,
            percent,
            under,
            href,
            share: (*of > 0).then(|| (n(*count), n(*of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn section(visit: &Visit, found: &TasksAnswer, urgency: Urgency, all: bool) -> Markup {
    let tasks: Vec<&Task> = found.tasks.tasks.iter().filter(|task| task.urgency == urgency).collect();
    let mut columns = vec![Column::text("What"), Column::text("About"), Column::narrow("Due")];
    if all {
        columns.push(Column::text("Of"));
    }
    columns.push(Column::narrow("Next"));
    let rows: Vec<Row> = tasks.iter().map(|task| row(visit, task, all)).collect();
    html! {
        @if !tasks.is_empty() {
            (ui::section(urgency.id(), urgency.title(), None, html! {
                (ui::table(urgency.title(), &columns, &rows, TableOptions { filter: rows.len() > 20, ..TableOptions::default() }))
            }))
        }
    }
}

/// The page of a request of the auditor.
fn auditor(visit: &Visit, task: &Task) -> String {
    visit.href(&format!("/requests/{}", encode(&task.object)))
}

/// The page of a nonconformity.
fn nonconformity(visit: &Visit, task: &Task) -> String {
    visit.href(&format!("/nonconformities/{}", encode(&task.object)))
}

/// Who carries out an action finds it among their own on the page of all reviews.
pub(super) fn review(visit: &Visit, kind: TaskKind, id: &str) -> String {
    match kind {
        TaskKind::ReviewAction => format!("{}#actions", visit.href("/management-reviews")),
        TaskKind::InternalAudit => visit.href(&format!("/internal-audits/{}", encode(id))),
        TaskKind::Certify => visit.href(&format!("/certification/projects/{}", encode(id))),
        TaskKind::Acknowledge | TaskKind::ApproveDocument | TaskKind::ReviewDocument => {
            visit.href(&format!("/policies/{}", encode(id)))
        }
        TaskKind::Keep => visit.href(&crate::web::registers::path(id)),
        _ => visit.href(&format!("/management-reviews/{}", encode(id))),
    }
}

/// The page of a risk.
fn risk(visit: &Visit, task: &Task) -> String {
    visit.href(&format!("/risks/{}", encode(&task.object)))
}

/// The page on which a task is looked at.
pub(in crate::web) fn page_of_task(visit: &Visit, kind: TaskKind, object: &str) -> String {
    let of = |folder: &str| visit.href(&format!("/{folder}/{}", encode(object)));
    match kind {
        TaskKind::Run => controls::href(visit, object),
        TaskKind::Request => visit.href("/evidence/requests"),
        TaskKind::Audit => of("requests"),
        TaskKind::Judge | TaskKind::HandInAgain => evidence(visit, object),
        TaskKind::Correct | TaskKind::Act | TaskKind::Verify => of("nonconformities"),
        TaskKind::Treat | TaskKind::Reassess => of("risks"),
        _ => review(visit, kind, object),
    }
}

fn row(visit: &Visit, task: &Task, all: bool) -> Row {
    let href = page_of_task(visit, task.kind, &task.object);
    let what = html! {
        (ui::named(&task.object, &task.title, &href))
        div.hint { (task.kind.title()) }
    };
    let about = html! {
        @if task.what.is_empty() { (ui::nothing()) } @else { (task.what) }
        @if task.more > 0 { div.hint { "and " (counted(task.more, "bucket", "buckets")) " after it" } }
        @for id in &task.rejected { div.hint { a href=(evidence(visit, id)) { (id) } " was rejected" } }
    };
    let due = html! {
        @if let Some(day) = task.due { time datetime=(day) { (day) } div { (urgency_badge(task.urgency)) } } @else { (ui::nothing()) }
    };
    let mut cells = vec![what, about, due];
    if all {
        cells.push(html! {
            @match &task.person {
                Some(person) => (name(visit, person)),
                None if task.kind == TaskKind::Run => (ui::badge(Tone::Caution, "No owner")),
                None => (ui::nothing()),
            }
        });
    }
    cells.push(next(visit, task));
    Row::new(cells)
}

fn next(visit: &Visit, task: &Task) -> Markup {
    let mine = task.person.as_deref() == Some(visit.who.id());
    html! {
        @if visit.in_the_past() { (ui::nothing()) } @else {
            @match task.kind {
                TaskKind::Run if mine => a.button.small href=(hand_in(visit, &task.object)) { "Hand in evidence" },
                TaskKind::Request if mine => a.button.small href=(answer(visit, &task.object)) { "Answer" },
                TaskKind::Audit => a.button.small href=(auditor(visit, task)) { @if mine { "Answer" } @else { "Look" } },
                TaskKind::Judge => a.button.small href=(evidence(visit, &task.object)) { "Judge" },
                TaskKind::HandInAgain => a.button.small href=(evidence(visit, &task.object)) { "Look" },
                TaskKind::Verify => a.button.small href=(nonconformity(visit, task)) { "Judge" },
                TaskKind::ReviewAction if mine => a.button.small href=(review(visit, task.kind, &task.object)) { "Report" },
                TaskKind::Review | TaskKind::InternalAudit | TaskKind::Certify | TaskKind::Keep => a.button.small href=(review(visit, task.kind, &task.object)) { "Go on" },
                TaskKind::Acknowledge if mine => a.button.small href=(review(visit, task.kind, &task.object)) { "Read" },
                TaskKind::ApproveDocument | TaskKind::ReviewDocument => a.button.small href=(review(visit, task.kind, &task.object)) { "Look" },
                TaskKind::Correct | TaskKind::Act if mine => a.button.small href=(nonconformity(visit, task)) { "Go on" },
                TaskKind::Treat if mine => a.button.small href=(risk(visit, task)) { "Go on" },
                TaskKind::Reassess if mine => a.button.small href=(risk(visit, task)) { "Assess" },
                _ => (ui::nothing()),
            }
        }
    }
}
