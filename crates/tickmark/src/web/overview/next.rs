//! "Next for you": at most five lines, the most pressing first, each a link to where it is done.

use crate::web::reading::{counted, encode};
use crate::web::search::page_of;
use crate::web::tasks;
use crate::web::ui::{self, Icon};
use crate::web::visit::Visit;
use app::ask::NextOf;
use domain::reports::home::{Leads, Next, NextSteps};
use domain::reports::search::Thing;
use domain::reports::tasks::Urgency;
use domain::values::Action;
use jiff::civil::Date;
use maud::{Markup, html};

/// The block; who may not read tasks has none, and an earlier day asks for nothing.
pub(super) fn block(visit: &Visit) -> Markup {
    if visit.in_the_past() {
        return html! { p.aside { "What was to be done then is past. Today's tasks are on today's page." } };
    }
    let Ok(answer) = visit.ask(&NextOf { person: visit.who.id().to_owned() }) else { return html! {} };
    let (found, today) = (&answer.value, answer.mark.on);
    ui::section(
        "next",
        "Next for you",
        lead(found).as_deref(),
        html! {
            @if found.lines.is_empty() { (nothing(visit)) } @else {
                ol.advice.next-list { @for one in &found.lines { (line(visit, one, today)) } }
                @if found.left_out > 0 || found.tasks > 0 {
                    p { a.with-icon href=(visit.href("/tasks")) { "All your tasks" (Icon::Arrow.svg()) } }
                }
            }
        },
    )
}

fn lead(found: &NextSteps) -> Option<String> {
    let tasks = counted(found.tasks, "task is yours", "tasks are yours");
    match (found.tasks, found.overdue) {
        (0, _) => None,
        (_, 0) => Some(format!("{tasks}, none of them overdue.")),
        (all, overdue) => Some(format!("{tasks}, {overdue} of {all} overdue.")),
    }
}

fn line(visit: &Visit, one: &Next, today: Date) -> Markup {
    let icon = match (one.urgency, &one.leads) {
        (Urgency::Overdue, _) => Icon::Alert,
        (_, Leads::Task(..) | Leads::Tasks(_)) => Icon::Calendar,
        (_, Leads::One(..)) => Icon::Check,
        (_, Leads::Page(_)) => Icon::Info,
    };
    html! {
        li { a href=(href(visit, &one.leads)) {
            (icon.svg())
            span { strong { (one.what) } br; span.hint { (one.why) } }
            @if let Some(day) = one.due {
                time.next-when.late[day < today] datetime=(day) title=(day) { (distance(day, today)) }
            }
            (Icon::Arrow.svg())
        } }
    }
}

/// How far away a day is, in words that need no calendar.
pub(super) fn distance(day: Date, today: Date) -> String {
    let days = today.until(day).map_or(0, |span| span.get_days());
    let count = counted(days.unsigned_abs(), "day", "days");
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        ..0 => format!("{count} late"),
        _ => format!("in {count}"),
    }
}

fn href(visit: &Visit, leads: &Leads) -> String {
    match leads {
        Leads::Task(kind, id) => tasks::page_of_task(visit, *kind, id),
        Leads::Tasks(urgency) => format!("{}#{}", visit.href("/tasks"), urgency.id()),
        Leads::One(kind, id) => visit.href(&page_of(&Thing::new(*kind, id, "", ""))),
        Leads::Page(page) => visit.href(&match *page {
            "risk-method" => "/risks/method".to_owned(),
            "audit-programmes" => "/internal-audits".to_owned(),
            "clauses" => "/assessments".to_owned(),
            "criteria" | "duplicates" => "/controls".to_owned(),
            other => format!("/{}", encode(other)),
        }),
    }
}

/// Nothing presses: where to look, by what the person may.
fn nothing(visit: &Visit) -> Markup {
    let may = |action| visit.doors.app.may(&visit.org, &visit.who, action, None);
    let (title, text, to, label, icon) = if may(Action::AddControl) {
        (
            "Nothing presses",
            "Nobody waits for you, and nothing is late. The gap analysis says what is left.",
            "/gap",
            "Gap analysis",
            Icon::List,
        )
    } else if may(Action::ReadProgramme) {
        (
            "Nothing waits for you",
            "You may read the programme; the gap analysis says where it stands.",
            "/gap",
            "Gap analysis",
            Icon::List,
        )
    } else {
        (
            "Nothing is asked of you",
            "When a control is given to you, or somebody asks you for evidence, it stands here with its day.",
            "/calendar",
            "Your calendar",
            Icon::Calendar,
        )
    };
    ui::empty_state(title, text, ui::link_button(label, &visit.href(to), Some(icon)))
}
