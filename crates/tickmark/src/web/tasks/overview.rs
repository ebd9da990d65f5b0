//! What is due of whoever looks, on the overview.

use crate::web::reading::counted;
use crate::web::ui::{self, Icon};
use crate::web::visit::Visit;
use app::ask::TasksOf;
use domain::reports::tasks::{Task, TaskKind, Urgency};
use maud::{Markup, html};

/// Tasks named on the overview; the page of the tasks has all of them.
const NAMED: usize = 4;

/// The own tasks that press, or nothing at all.
pub(crate) fn on_overview(visit: &Visit) -> Markup {
    let Ok(answer) = visit.ask(&TasksOf { person: Some(visit.who.id().to_owned()) }) else {
        return html! {};
    };
    let tasks = &answer.value.tasks.tasks;
    let presses: Vec<&Task> = tasks.iter().filter(|task| task.urgency != Urgency::Open).collect();
    let judge = tasks.iter().filter(|task| task.kind == TaskKind::Judge).count();
    html! {
        @if !presses.is_empty() || judge > 0 {
            (ui::section("due", "Due", None, html! {
                ul.advice {
                    @for task in presses.iter().take(NAMED) { (line(visit, task)) }
                    @if presses.len() > NAMED {
                        li { a href=(visit.href("/tasks")) {
                            (Icon::List.svg())
                            span { strong { (counted(presses.len() - NAMED, "more task", "more tasks")) } }
                            (Icon::Arrow.svg())
                        } }
                    }
                    @if judge > 0 {
                        li { a href=(format!("{}#open", visit.href("/tasks"))) {
                            (Icon::Check.svg())
                            span { strong { (counted(judge, "item", "items")) " of evidence to judge" } }
                            (Icon::Arrow.svg())
                        } }
                    }
                }
            }))
        }
    }
}

fn line(visit: &Visit, task: &Task) -> Markup {
    let icon = if task.urgency == Urgency::Overdue { Icon::Alert } else { Icon::Calendar };
    html! {
        li { a href=(format!("{}#{}", visit.href("/tasks"), task.urgency.id())) {
            (icon.svg())
            span {
                strong { (task.object) " " (task.title) } br;
                span.hint {
                    (task.what)
                    @if task.more > 0 { " and " (task.more) " more" }
                    @if let Some(day) = task.due { ", due " (day) }
                    @if task.urgency == Urgency::Overdue { ", overdue" }
                }
            }
            (Icon::Arrow.svg())
        } }
    }
}
