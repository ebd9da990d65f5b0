//! The three lists of an engagement: populations, tests, exceptions, control by control.

use super::{exception_badge, list_path, path, plan, stage_badge, tabs};
use crate::web::controls;
use crate::web::problem::Problem;
use crate::web::reading::{counted, n};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Column, Crumb, Row, Stat, TableOptions};
use crate::web::visit::Visit;
use app::ask::{TestingAnswer, TestingOf};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::testing::ControlTesting;
use domain::values::Percent;
use maud::{Markup, html};

pub(super) async fn populations(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, "populations", &Typed::default(), None)
}

pub(super) async fn tests(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, "tests", &Typed::default(), None)
}

pub(super) async fn exceptions(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, "exceptions", &Typed::default(), None)
}

pub(super) fn page(
    visit: &Visit,
    id: &str,
    list: &'static str,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let answer = visit.ask(&TestingOf { engagement: id.to_owned() })?;
    let value = &answer.value;
    let (title, body) = match list {
        "populations" => {
            ("Populations", html! { (plan::record_form(visit, value, typed)) (population_table(visit, value)) })
        }
        "tests" => ("Tests", html! { (plan::plan_form(visit, value, typed)) (test_table(visit, value)) }),
        _ => ("Exceptions", exception_table(visit, value)),
    };
    let design = if value.report.design_only {
        " A Type I looks at the design: there are no populations, and no results of operation."
    } else {
        ""
    };
    let lead = format!("{}. Nothing here is an opinion: that is the auditor's.{design}", value.report.title);
    let body = html! {
        (ui::heading(title, Some(&lead), None))
        (tabs(visit, id, list))
        (refused(refusal))
        (figures(visit, id, value))
        (body)
    };
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(id, visit.href(&format!("/engagements/{id}"))),
        Crumb::here(title),
    ];
    Ok(visit.page(&answer.mark, title, "/engagements", &crumbs, body))
}

fn figures(visit: &Visit, id: &str, value: &TestingAnswer) -> Markup {
    let figures = &value.report.figures;
    let place = |list: &str| visit.href(&list_path(id, list));
    let (populations, tests, exceptions) = (place("populations"), place("tests"), place("exceptions"));
    let (wanted, controls) = (figures.wanted.to_string(), figures.controls.to_string());
    let (received, frozen) = (figures.received.to_string(), figures.frozen.to_string());
    let (concluded, noted) = (figures.concluded.to_string(), figures.exceptions.to_string());
    let unanswered = format!("{} without a response.", figures.unanswered);
    let lists = [
        Stat {
            label: "Populations received",
            figure: &received,
            denominator: &wanted,
            href: &populations,
            share: Some((n(figures.received), n(figures.wanted))),
            ..Stat::default()
        },
        Stat {
            label: "Populations frozen",
            figure: &frozen,
            denominator: &wanted,
            under: "Checked, and fixed for ever.",
            href: &populations,
            share: Some((n(figures.frozen), n(figures.wanted))),
            ..Stat::default()
        },
    ];
    let tested = [
        Stat {
            label: "Controls concluded on",
            figure: &concluded,
            denominator: &controls,
            under: "By the auditor.",
            href: &tests,
            share: Some((n(figures.concluded), n(figures.controls))),
            ..Stat::default()
        },
        Stat { label: "Exceptions", figure: &noted, under: &unanswered, href: &exceptions, ..Stat::default() },
    ];
    // A Type I asks for no populations.
    let lists = lists.into_iter().filter(|_| figures.wanted > 0);
    ui::figures(&lists.chain(tested).collect::<Vec<_>>())
}

fn control_cell(visit: &Visit, one: &ControlTesting) -> Markup {
    ui::named(&one.control, &one.name, &controls::href(visit, &one.control))
}

fn missing_cell(one: &ControlTesting) -> Markup {
    let missing: Vec<&str> = one.missing.iter().map(|missing| missing.title()).collect();
    html! { @if missing.is_empty() { (ui::nothing()) } @else { (missing.join(", ")) } }
}

fn links<'a>(visit: &Visit, ids: impl Iterator<Item = (&'a String, String)>) -> Markup {
    let mut ids = ids.peekable();
    if ids.peek().is_none() {
        return ui::nothing();
    }
    html! { ul.plain-list { @for (id, more) in ids { li { a.id href=(visit.href(&path(id))) { (id) } " " (more) } } } }
}

fn population_table(visit: &Visit, value: &TestingAnswer) -> Markup {
    let rows: Vec<Row> = value
        .report
        .controls
        .iter()
        .map(|one| {
            let lists = one.populations.iter().map(|(id, items, frozen)| {
                (id, format!("{}{}", counted(*items, "item", "items"), if *frozen { ", frozen" } else { "" }))
            });
            let samples = one.samples.iter().map(|(id, items)| (id, counted(*items, "item", "items")));
            Row::new(vec![control_cell(visit, one), links(visit, lists), links(visit, samples), missing_cell(one)])
        })
        .collect();
    let columns =
        [Column::text("Control"), Column::text("Populations"), Column::text("Samples"), Column::text("Missing")];
    ui::table(
        "Populations by control",
        &columns,
        &rows,
        TableOptions { empty: Some(none(visit)), ..TableOptions::default() },
    )
}

fn test_table(visit: &Visit, value: &TestingAnswer) -> Markup {
    let rows: Vec<Row> = value
        .report
        .controls
        .iter()
        .map(|one| {
            let tests = html! {
                @if one.tests.is_empty() { (ui::nothing()) } @else {
                    ul.plain-list {
                        @for (id, kind, stage) in &one.tests {
                            li { a.id href=(visit.href(&path(id))) { (id) } " " (kind.title()) " " (stage_badge(*stage)) }
                        }
                    }
                }
            };
            let exceptions = links(visit, one.exceptions.iter().map(|id| (id, String::new())));
            Row::new(vec![
                control_cell(visit, one),
                html! { (one.criteria.join(", ")) },
                tests,
                exceptions,
                missing_cell(one),
            ])
        })
        .collect();
    let columns = ["Control", "Criteria", "Tests", "Exceptions", "Missing"].map(Column::text);
    ui::table("Tests by control", &columns, &rows, TableOptions { empty: Some(none(visit)), ..TableOptions::default() })
}

fn exception_table(visit: &Visit, value: &TestingAnswer) -> Markup {
    let rows: Vec<Row> = value
        .exceptions
        .iter()
        .map(|line| {
            let held = &line.held;
            let rate = Percent::of(held.deviating as usize, held.tested as usize);
            let response = held.response.as_ref().map_or("None yet", |response| response.text.as_str());
            let tolerable = if held.note.tolerable.is_empty() { "not stated" } else { &held.note.tolerable };
            Row::new(vec![
                html! { a.id href=(visit.href(&path(&line.id))) { (line.id) } " " (exception_badge(held.state)) },
                html! { a.id href=(controls::href(visit, &line.control)) { (line.control) } },
                html! { (held.deviating) " of " (held.tested) " (" (rate) " %)" br; span.hint { "tolerable: " (tolerable) } },
                html! { (held.note.description) },
                html! { (response) },
            ])
        })
        .collect();
    let columns =
        ["Exception", "Control", "Deviating", "In the auditor's words", "Management's response"].map(Column::text);
    let empty = (
        "No exception is noted",
        "The auditor notes exceptions on the page of a test whose results deviate.",
        html! {},
    );
    ui::table("Exceptions", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn none(visit: &Visit) -> (&'static str, &'static str, Markup) {
    let action = ui::link_button("Engagements", &visit.href("/engagements"), None);
    (
        "No control is in scope",
        "Link own controls to the criteria in scope, or name them on the page of the engagement.",
        action,
    )
}
