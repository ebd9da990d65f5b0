//! The window of an engagement: figures, the map of controls by months, and the same as a table.

use super::{path, status_badge};
use crate::web::controls;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days as day_picker, encode, item_href, n, share};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Column, Crumb, Row, Stat, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{OtherWindow, WindowAnswer, WindowOf};
use app::printed::pictures::letter;
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::engagement::{Cell, CellState, ControlFinding, CriterionState, RunFinding, Status, WhatIf};
use domain::values::{Frequency, Window};
use maud::{Markup, html};

/// The columns that a map can have.
const GRAINS: [(Frequency, &str); 3] =
    [(Frequency::Monthly, "Months"), (Frequency::Quarterly, "Quarters"), (Frequency::Weekly, "Weeks")];

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let wanted = visit.field("columns").unwrap_or_default();
    let grain = GRAINS.into_iter().map(|(grain, _)| grain).find(|grain| grain.id() == wanted);
    let grain = grain.unwrap_or(Frequency::Monthly);
    let answer = visit.ask(&WindowOf { id: id.clone(), grain })?;
    let value = &answer.value;
    let other = other_window(&visit, &id)?;
    let so_far = if value.report.so_far { " So far: the window is not over." } else { "" };
    let lead = format!("{}: {}.{so_far}", value.title, value.report.scope);
    let status = visit.field("status").and_then(|word| Status::ALL.into_iter().find(|s| s.id() == word));
    let body = html! {
        (ui::heading("The window", Some(&lead), Some(day_picker(&visit, &answer.mark))))
        (figures(&visit, &id, value))
        (clean(&visit, value))
        (filters(&visit, &id, grain, status))
        @if value.report.controls.is_empty() {
            (ui::empty_state("No control is in scope", "Link own controls to the criteria in scope, or name them on the page of the engagement.",
                ui::link_button("The engagement", &visit.href(&path(&id)), None)))
        } @else {
            (ui::section("map", "Control by control", Some("Each cell says why it is as it is, and leads to its evidence."), map(&visit, value, status)))
            (ui::section("table", "In words", None, table(&visit, value, status)))
            (ui::section("criteria", "By criterion", None, criteria(&visit, value)))
        }
        (what_if(&visit, &id, other.as_ref()))
    };
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(id.as_str(), visit.href(&path(&id))),
        Crumb::here("The window"),
    ];
    Ok(visit.page(&answer.mark, "The window", "/engagements", &crumbs, body))
}

fn figures(visit: &Visit, id: &str, value: &WindowAnswer) -> Markup {
    let figures = &value.report.figures;
    let place = format!("{}/window", path(id));
    let of = figures.in_scope.to_string();
    let counted = |status: Status| figures.of(status).to_string();
    let (complete, gap, wanted) = (counted(Status::Complete), counted(Status::Gap), counted(Status::PopulationWanted));
    let whole = share(figures.of(Status::Complete), figures.in_scope);
    let (only, criteria) = (figures.only_gaps.to_string(), figures.criteria.to_string());
    let late =
        format!("{} with evidence that came late, {} changed inside the window.", figures.came_late, figures.changed);
    let to = |status: Status| visit.with(&place, &[("status", status.id())]);
    let (complete_href, gap_href, wanted_href) = (to(Status::Complete), to(Status::Gap), to(Status::PopulationWanted));
    let criteria_href = format!("{}#criteria", visit.href(&place));
    let stat = |label, figure, percent, under, href, count: usize| Stat {
        label,
        figure,
        denominator: &of,
        percent,
        under,
        href,
        share: Some((n(count), n(figures.in_scope))),
        ..Stat::default()
    };
    ui::figures(&[
        stat("Complete", &complete, &whole, &late, &complete_href, figures.of(Status::Complete)),
        stat("Gap", &gap, "", "A stretch that is over has no run.", &gap_href, figures.of(Status::Gap)),
        stat(
            "Population wanted",
            &wanted,
            "",
            "They run on events.",
            &wanted_href,
            figures.of(Status::PopulationWanted),
        ),
        Stat {
            label: "Criteria with only gaps",
            figure: &only,
            denominator: &criteria,
            under: "Each control that answers them has a gap.",
            href: &criteria_href,
            share: Some((n(figures.only_gaps), n(figures.criteria))),
            ..Stat::default()
        },
    ])
}

fn clean(visit: &Visit, value: &WindowAnswer) -> Markup {
    let Some(clean) = &value.clean else {
        return html! {};
    };
    let held = clean.held_back.first();
    let title = match clean.from {
        Some(from) => format!("Had the window begun on {from}, it would show no gap"),
        None if value.report.so_far => format!("A window without a gap begins on {} at the earliest", value.report.on),
        None => "No later first day would leave the window without a gap".to_owned(),
    };
    ui::notice(
        Tone::Neutral,
        &title,
        html! {
            @match held {
                Some(held) => { a.id href=(controls::href(visit, &held.control)) { (held.control) } " holds it back: " (held.why) "." },
                None => "No control holds it back.",
            }
            " Looked at: " time { (clean.reach.from) } " to " time { (clean.reach.until) } "."
            @if !clean.unjudged.is_empty() { " " (counted(clean.unjudged.len(), "control runs on events without a population and is", "controls run on events without a population and are")) " not judged here." }
        },
    )
}

fn filters(visit: &Visit, id: &str, grain: Frequency, status: Option<Status>) -> Markup {
    let columns = GRAINS.map(|(one, label)| Choice::new(one.id(), label, one == grain));
    let statuses: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Any status", status.is_none()))
        .chain(Status::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == status)))
        .collect();
    let place = format!("{}/window", path(id));
    ui::filter_bar(
        &format!("/o/{}{place}", visit.org),
        html! {
            @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::inline_select("columns", "Columns", &columns))
            (ui::inline_select("status", "Status", &statuses))
        },
        status.map(|_| visit.href(&place)).as_deref(),
    )
}

fn map(visit: &Visit, value: &WindowAnswer, status: Option<Status>) -> Markup {
    let shown = value.report.controls.iter().zip(&value.heat.rows).filter(|(one, _)| kept(one, status));
    let used = |state: CellState| value.heat.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.state == state);
    html! {
        ul.heat-legend aria-label="Legend" {
            @for state in CellState::ALL.into_iter().filter(|state| used(*state)) {
                li { span class={ "heat heat-" (state.id()) } aria-hidden="true" { (letter(state)) } (state.title()) }
            }
        }
        div.heat-map tabindex="0" role="region" aria-label="Map of the window" {
            table {
                caption.sr-only { "Controls by columns of the calendar" }
                thead { tr { th scope="col" { "Control" } @for column in &value.heat.columns { th scope="col" { (column.name) } } } }
                tbody {
                    @for (one, row) in shown {
                        tr {
                            th scope="row" { a.id href=(controls::href(visit, &one.control)) title=(one.name) { (one.control) } }
                            @for (cell, column) in row.cells.iter().zip(&value.heat.columns) {
                                td { (square(visit, &one.control, &column.name, cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn kept(one: &ControlFinding, status: Option<Status>) -> bool {
    status.is_none_or(|status| one.status == status)
}

fn square(visit: &Visit, control: &str, column: &str, cell: &Cell) -> Markup {
    let said = format!("{control}, {column}: {}; {}", cell.state.title(), cell.why);
    let class = format!("heat heat-{}", cell.state.id());
    html! {
        @match cell.evidence.first() {
            Some(item) => a class=(class) href=(visit.href(&format!("/evidence/{}", encode(item)))) title=(said) aria-label=(said) { (letter(cell.state)) },
            None => a class=(class) href={ "#in-words-" (encode(control)) } title=(said) aria-label=(said) { (letter(cell.state)) },
        }
    }
}

/// The same in words, for who does not see the map, and for print.
fn table(visit: &Visit, value: &WindowAnswer, status: Option<Status>) -> Markup {
    let columns = [
        Column::text("Control"),
        Column::narrow("Status"),
        Column::text("Missing"),
        Column::narrow("Due by"),
        Column::narrow("Runs and their evidence"),
        Column::text("Versions"),
    ];
    let shown = value.report.controls.iter().filter(|one| kept(one, status));
    let rows: Vec<Row> = shown.map(|one| row(visit, one)).collect();
    let empty = ("No control stands so", "Choose another status.", html! {});
    let options = TableOptions { wide: true, empty: Some(empty), ..TableOptions::default() };
    ui::table("The window in words", &columns, &rows, options)
}

fn row(visit: &Visit, one: &ControlFinding) -> Row {
    let list = |all: &[String]| html! { @if all.len() > 6 { details.fold { summary { (all.len()) " in all" } (all.join(", ")) } } @else { (all.join(", ")) } };
    Row::new(vec![
        html! {
            (ui::named(&one.control, &one.name, &controls::href(visit, &one.control)))
            @if let Some(every) = one.frequency { div.hint { (every.title()) } }
        },
        html! { (status_badge(one.status)) @if let Some(proof) = &one.proof { div.hint { "Empty population: " a href=(visit.href(&format!("/evidence/{}", encode(&proof.evidence)))) { (proof.evidence) } @if !proof.covers { ", which does not cover it all" } } } },
        html! {
            @if one.missing.is_empty() && one.advisory.is_empty() && one.late_events.is_empty() { (ui::nothing()) }
            (list(&one.missing))
            @if !one.late_events.is_empty() { div.hint { "Answered after the limit: " (list(&one.late_events)) } }
            @if !one.advisory.is_empty() { div.hint { "Advisory: " (list(&one.advisory)) } }
        },
        html! {
            @match &one.due {
                Some(due) => {
                    (due.by)
                    @if due.bucket != due.by.to_string() || !due.full {
                        div.hint { "for " (due.bucket) @if !due.full { ", in part" } }
                    }
                },
                None => (ui::nothing()),
            }
        },
        runs(visit, one),
        versions(one),
    ])
    .anchored(format!("in-words-{}", encode(&one.control)))
}

/// The days on which it was not in force, and its versions behind a fold.
fn versions(one: &ControlFinding) -> Markup {
    html! {
        @for (from, until) in &one.not_in_force { div.hint { "Not in force " (from) " to " (until) } }
        @if one.parts.len() > 1 {
            details.fold {
                summary { (counted(one.parts.len(), "version", "versions")) }
                ul.plain-list {
                    @for part in &one.parts {
                        li { "Version " (part.version) ", " (part.window.from) " to " (part.window.until) ": " (part.status.title().to_lowercase())
                            @if !part.changed.is_empty() { span.hint { " (" (part.changed.join(", ")) " changed" @if part.recorded_afterwards { ", recorded afterwards" } ")" } } }
                    }
                }
            }
        } @else if one.not_in_force.is_empty() { (ui::nothing()) }
    }
}

fn runs(visit: &Visit, one: &ControlFinding) -> Markup {
    let (runs, days) = (&one.runs, one.days_run());
    let item = |run: &RunFinding| {
        let marks = [(run.late, "late"), (run.back_dated, "back-dated"), (run.after_close, "after the close")];
        let marks: Vec<&str> = marks.into_iter().filter(|(so, _)| *so).map(|(_, word)| word).collect();
        html! {
            li {
                (run.on) " " a.id href=(visit.href(&format!("/evidence/{}", encode(&run.evidence)))) { (run.evidence) }
                @if !run.accepted { span.hint { " not accepted" } }
                @if !marks.is_empty() { " " (ui::badge(Tone::Caution, &marks.join(", "))) }
            }
        }
    };
    let list = html! { ul.plain-list { @for run in runs { (item(run)) } } };
    html! {
        @if runs.is_empty() { (ui::nothing()) }
        @else if runs.len() > 3 { details.fold { summary {
            (counted(days, "run", "runs"))
            @if days < runs.len() { ", shown by " (counted(runs.len(), "item", "items")) }
        } (list) } }
        @else { (list) }
    }
}

fn criteria(visit: &Visit, value: &WindowAnswer) -> Markup {
    let columns =
        [Column::narrow("Criterion"), Column::text("Title"), Column::narrow("Stands"), Column::text("Controls")];
    let tone = |state| match state {
        CriterionState::NoControl | CriterionState::OnlyGaps => Tone::Danger,
        CriterionState::SomeGaps => Tone::Caution,
        CriterionState::NoGap => Tone::Good,
    };
    let rows: Vec<Row> = value
        .report
        .criteria
        .iter()
        .map(|one| {
            Row::new(vec![
                html! { a.id href=(item_href(visit, &one.id)) { (one.id) } },
                html! { (one.title) },
                ui::badge(tone(one.state), one.state.title()),
                html! { @for (control, status) in &one.controls { a.id href=(controls::href(visit, control)) title=(status.title()) { (control) } " " } },
            ])
        })
        .collect();
    ui::table("Criteria", &columns, &rows, TableOptions::default())
}

/// The other window that the query asks about.
fn other_window(visit: &Visit, id: &str) -> Result<Option<WhatIf>, Problem> {
    let day = |name: &str| -> Result<Option<jiff::civil::Date>, Refusal> {
        let read = |text: String| {
            text.parse().map_err(|_| Refusal::NotPossible {
                sentence: format!("`{text}` is no date"),
                hint: "write it like 2026-03-31".to_owned(),
            })
        };
        visit.field(name).map(read).transpose()
    };
    let (Some(from), Some(until)) = (day("from")?, day("until")?) else {
        return Ok(None);
    };
    let window = Window::new(from, until).map_err(Refusal::from)?;
    Ok(Some(visit.ask(&OtherWindow { id: id.to_owned(), window })?.value))
}

fn what_if(visit: &Visit, id: &str, what: Option<&WhatIf>) -> Markup {
    let typed = |name: &str| visit.field(name).unwrap_or_default();
    let (from, until) = (typed("from"), typed("until"));
    ui::section(
        "what-if",
        "Another window",
        Some("What a longer or shorter one would do, with the same evidence."),
        html! {
            form.form method="get" action={ "/o/" (visit.org) (path(id)) "/window" } {
                div.field-row {
                    (ui::date_field(&ui::Field { name: "from", label: "First day", value: &from, required: true, ..ui::Field::default() }))
                    (ui::date_field(&ui::Field { name: "until", label: "Last day", value: &until, required: true, ..ui::Field::default() }))
                }
                div.actions { (ui::button("Compare")) }
            }
            @if let Some(what) = what {
                p {
                    "From " (what.other.from) " to " (what.other.until) ": "
                    strong { (what.after.of(Status::Gap)) } " of " (counted(what.after.in_scope, "control", "controls")) " with a gap, now " (what.before.of(Status::Gap)) "; "
                    strong { (what.after.of(Status::Complete)) } " complete, now " (what.before.of(Status::Complete)) "."
                }
                @if !what.changes.is_empty() {
                    ul.plain-list { @for one in &what.changes {
                        li { a.id href=(controls::href(visit, &one.control)) { (one.control) } ": "
                            @if let Some(before) = one.before { (before.title()) " to " } (sentence(one.after.title()))
                            span.hint { " missing " (one.missing_before) " to " (one.missing_after) } }
                    } }
                } @else { p { "No control would stand otherwise." } }
            }
        },
    )
}
