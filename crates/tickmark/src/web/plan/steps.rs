//! The steps of a roadmap as a table, what shows their tasks done, and the form in which their days are reported.

use super::{ends, road, sourced};
use crate::web::people::{name, not_offered};
use crate::web::search::page_of;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Column, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::PlanAnswer;
use domain::reports::plan::{FactOf, PlannedStep, Roadmap, Shown};
use domain::reports::search::Thing;
use domain::values::counted;
use jiff::civil::Date;
use maud::{Markup, html};

/// Most members that one cell names.
const MOST_NAMED: usize = 2;

pub(super) fn table(visit: &Visit, road: &Roadmap) -> Markup {
    let columns = [
        Column::text("Step"),
        Column::narrow("First day"),
        Column::narrow("Last day"),
        Column::text("Days left"),
        Column::text("Who"),
        Column::text("How long, by whom"),
    ];
    let rows: Vec<Row> = road.steps.iter().map(|step| row(visit, step)).collect();
    let lead = "First day with the least lengths, last day with the least and with the greatest.";
    ui::section("steps", "Step by step", Some(lead), ui::table("Steps", &columns, &rows, TableOptions::default()))
}

fn row(visit: &Visit, step: &PlannedStep) -> Row {
    let state = match (step.done(), step.overdue, step.critical) {
        (true, ..) => Some((Tone::Good, "Done")),
        (_, true, _) => Some((Tone::Danger, "Day is over")),
        (_, _, true) => Some((Tone::Accent, "Critical")),
        _ => None,
    };
    let shortened = step.shortened();
    Row::new(vec![
        html! {
            strong { (step.title) } " "
            @if let Some((tone, word)) = state { (ui::badge(tone, word)) }
            @if step.clauses { div.hint { "Work on clauses 4 to 10 is in it." } }
            @if step.slack_days > 0 { div.hint { "Can be " (step.slack_days) " days late before the whole is." } }
        },
        html! { time datetime=(step.early.from) { (step.early.from) } @if let Some(day) = step.actual.started { div.hint { "began " (day) } } },
        html! {
            time datetime=(step.early.until) { (step.early.until) }
            @if step.late.until != step.early.until { div.hint { "or " (step.late.until) } }
            @if let Some(day) = step.actual.ended { div.hint { "ended " (day) } }
        },
        html! {
            (ends(step.days))
            @if shortened > 0 { div.hint { (shortened) " days less than published" } }
            @if shortened < 0 { div.hint { (-shortened) " days more than published" } }
            @if step.holidays > 0 { div.hint { (step.holidays) " for holidays" } }
        },
        html! { (people(visit, step)) (road::effort(step)) },
        html! {
            (step.lengths.says)
            @if !step.lengths.figures.is_empty() { details.fold {
                summary { (counted(step.lengths.figures.len(), "source", "sources")) }
                @for figure in &step.lengths.figures { div.hint { (figure.title) ": " (sourced(visit, figure)) } }
            } }
        },
    ])
    .anchored(step.id.replace('/', "-"))
}

fn people(visit: &Visit, step: &PlannedStep) -> Markup {
    html! {
        @for at in &step.people {
            div {
                (at.role.title())
                @if at.people.is_empty() { " " span.hint { "nobody yet" } }
                @else if visit.sees_people() {
                    ": "
                    @for (n, person) in at.people.iter().take(MOST_NAMED).enumerate() { @if n > 0 { ", " } (name(visit, person)) }
                    @if at.people.len() > MOST_NAMED { " and " (at.people.len() - MOST_NAMED) " more" }
                }
            }
        }
        @for other in &step.others { div.hint { (other) } }
    }
}

/// Tasks with what shows them done.
pub(super) fn shown(visit: &Visit, road: &Roadmap) -> Markup {
    let columns = [Column::text("Task"), Column::text("Step"), Column::text("By the registers")];
    let tasks = road.steps.iter().flat_map(|step| step.tasks.iter().map(move |task| (step, task)));
    let rows: Vec<Row> = tasks
        .map(|(step, task)| {
            let said = match (&task.done, task.controls) {
                (Some(shown), _) => {
                    html! { (ui::badge(Tone::Good, "Done")) " " a href=(href(visit, shown)) { (shown.says) } }
                }
                (None, Some((there, of))) => {
                    html! { "open: " (there) " of " (of) " controls in place, inherited or excluded" }
                }
                (None, None) => html! { "open" },
            };
            let title = html! { (task.title) @if let Some(why) = &task.heavy { p.hint { "Counts twice: " (why) } } };
            Row::new(vec![title, html! { (step.title) }, said])
        })
        .collect();
    let lead = "A task that is done shortens its step by its share of the tasks; each counts alike where nothing else is said, because no source says how long one takes.";
    ui::section(
        "shown",
        "What is done already",
        Some(lead),
        ui::table("Tasks", &columns, &rows, TableOptions::default()),
    )
}

fn href(visit: &Visit, shown: &Shown) -> String {
    match &shown.of {
        FactOf::One(kind, id) => visit.href(&page_of(&Thing::new(*kind, id, "", ""))),
        FactOf::Page(page) => visit.href(&format!("/{page}")),
    }
}

/// The form in which it is said when a step began and ended.
pub(super) fn report_form(visit: &Visit, value: &PlanAnswer, typed: &Typed, today: Date) -> Markup {
    if value.trial || visit.in_the_past() {
        return html! {};
    }
    let missing = super::kept_from(visit, today);
    let choices: Vec<Choice<'_>> = value
        .roadmap
        .steps
        .iter()
        .map(|step| Choice::new(step.id.as_str(), step.title.as_str(), typed.get("step") == step.id))
        .collect();
    let date =
        |name, label, hint| ui::date_field(&Field { name, label, hint, value: typed.get(name), ..Field::default() });
    ui::section(
        "report",
        "Report a step",
        Some("When it really began and ended: the steps after it move along."),
        html! {
            @match &missing {
                Some(missing) => (not_offered(missing)),
                None => (ui::form(&format!("/o/{}/plan/steps", visit.org), html! {
                    (ui::select(&Field { name: "step", label: "Step", required: true, ..Field::default() }, &choices))
                    (date("started", "Began on", "Empty takes the report back."))
                    (date("ended", "Ended on", "Empty while it goes on."))
                    (ui::text(&Field { name: "note", label: "Note", value: typed.get("note"), ..Field::default() }))
                    div.actions { (ui::button("Record")) }
                })),
            }
        },
    )
}
