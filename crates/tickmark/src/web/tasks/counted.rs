//! The occurrences behind the figures, one by one.

use super::{everybody, evidence, tabs, whose};
use crate::web::controls;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::TasksOf;
use axum::response::Response;
use domain::reports::tasks::{MAX_COUNTED, Occurrence, Standing};
use maud::html;

/// What can be shown: the word of the query, the title, and which occurrences.
type Choice = (&'static str, &'static str, fn(&Occurrence) -> bool);

const CHOICES: [Choice; 5] = [
    ("", "Occurrences whose time is over", |_| true),
    ("on-time", "Runs on time", |one| matches!(one.standing, Standing::Done { .. })),
    ("overdue", "Overdue", |one| one.standing == Standing::Overdue),
    ("rejected", "Overdue, with rejected evidence", |one| !one.rejected.is_empty()),
    ("late", "On time, shown late", |one| matches!(one.standing, Standing::Done { late: true, .. })),
];

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&TasksOf { person: whose(&visit) })?;
    let wanted = visit.field("show").unwrap_or_default();
    let (_, title, fits) = *CHOICES.iter().find(|(word, ..)| *word == wanted).unwrap_or(&CHOICES[0]);
    let tasks = &answer.value.tasks;
    let rows: Vec<Row> = tasks.counted.iter().filter(|one| fits(one)).map(|one| row(&visit, one)).collect();
    let lead = format!(
        "{} of {} since {}. A run counts on the day on which the control ran.",
        rows.len(),
        counted(tasks.figures.due, "occurrence", "occurrences"),
        tasks.since
    );
    let columns = [
        Column::narrow("Control"),
        Column::narrow("Bucket"),
        Column::narrow("Due"),
        Column::narrow("State"),
        Column::narrow("Ran"),
        Column::text("Evidence"),
    ];
    let empty = Some(("None is like that", "Look at all of them, or go back to the tasks.", html! {}));
    let body = html! {
        (ui::heading(title, Some(&lead), Some(days(&visit, &answer.mark))))
        (tabs(&visit, "/tasks/counted"))
        (ui::table(title, &columns, &rows, TableOptions { filter: rows.len() > 20, empty, ..TableOptions::default() }))
        @if tasks.figures.due > MAX_COUNTED { p.hint { "At most " (MAX_COUNTED) " are listed, what is overdue first." } }
    };
    let back = if everybody(&visit) { "/tasks?of=everybody" } else { "/tasks" };
    let crumbs = [Crumb::link("Tasks", visit.href(back)), Crumb::here(title)];
    Ok(visit.page(&answer.mark, title, "/tasks", &crumbs, body))
}

fn row(visit: &Visit, one: &Occurrence) -> Row {
    let tone = if one.standing == Standing::Overdue { Tone::Danger } else { Tone::Good };
    let (ran, items) = match &one.standing {
        Standing::Done { evidence: item, on, accepted, late } => {
            let said = match (*accepted, *late) {
                (true, false) => "accepted",
                (true, true) => "accepted, came late",
                (false, false) => "not accepted yet",
                (false, true) => "not accepted yet, came late",
            };
            let link = html! { a href=(evidence(visit, item)) { (item) } span.hint { " " (said) } };
            (html! { time datetime=(on) { (on) } }, link)
        }
        _ if one.rejected.is_empty() => (ui::nothing(), ui::nothing()),
        _ => {
            let links = html! { @for id in &one.rejected { a href=(evidence(visit, id)) { (id) } span.hint { " rejected" } " " } };
            (ui::nothing(), links)
        }
    };
    // What ran says when its time was over, what did not since when it is late.
    let day = if matches!(one.standing, Standing::Done { .. }) { one.until } else { one.due };
    Row::new(vec![
        html! { a.id href=(controls::href(visit, &one.control)) { (one.control) } },
        html! { (one.bucket) },
        html! { time datetime=(day) { (day) } },
        ui::badge(tone, one.standing.title()),
        ran,
        items,
    ])
}
