//! One risk: the scenario, what is wrong, ratings over time, the plan with its lines, signatures and what they are bound to.

use super::{
    controls, day, fields, level_badge, line_badge, or_dash, person, picture, plan, quantity, rating, signing,
    state_badge, tabs,
};
use crate::web::history;
use crate::web::people::not_offered;
use crate::web::problem::Problem;
use crate::web::reading::{days, encode};
use crate::web::typed::{Typed, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{RiskDetail, RiskOf};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::risk::overdue;
use domain::reports::search::FoundKind;
use domain::values::risk::{LineState, Property, RiskState};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&RiskOf(id.to_owned()))?;
    let value = &answer.value;
    let risk = &value.held.risk;
    let body = html! {
        (ui::heading(&format!("{id} {}", risk.title), Some(&risk.event), Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } })))
        (tabs(visit, ""))
        (refused(refusal))
        (ui::columns(
            html! {
                (wrong(value))
                (scenario(value))
                (ui::section("ratings", "Ratings", Some("Each rating keeps the version of the method that it was made by."), html! {
                    (picture::ratings(&value.held, value.method.as_ref().map(|(_, method)| method), answer.mark.on))
                    (ratings(visit, value))
                    (rating::form(visit, id, value, typed))
                }))
                (ui::section("treatment", "Treatment", treatment_lead(value).as_deref(), html! {
                    (lines(visit, value, answer.mark.on))
                    (plan::forms(visit, id, value, typed))
                }))
                (ui::section("signatures", "Signatures", Some("The owner approves the plan and accepts what remains; each signature names what it was given for."), html! {
                    (signing::signatures(visit, value, answer.mark.on))
                    (signing::forms(visit, id, value, typed))
                }))
                (past(visit, value))
            },
            html! {
                (card(visit, value, id))
                (quantity::card(visit, id, value, typed))
                (fields::form(visit, id, value, typed))
                (rating::turning_points(visit, id, value, typed))
            },
        ))
    };
    let crumbs = [Crumb::link("Risks", visit.href("/risks")), Crumb::here(risk.title.as_str())];
    let body = history::with(visit, &answer.mark, (FoundKind::Risk, id), &body);
    Ok(visit.page(&answer.mark, &risk.title, "/risks", &crumbs, body))
}

fn wrong(value: &RiskDetail) -> Markup {
    ui::section(
        "wrong",
        "What is wrong",
        None,
        html! { div.card {
            @if value.line.state == RiskState::Closed { p.hint { "It is closed." } }
            @else if value.wrong.is_empty() { span.nothing-missing { (ui::Icon::Check.svg()) "Nothing" } }
            @else {
                ul.missing { @for one in &value.wrong { li { span { (sentence(&one.sentence)) } span.hint { (sentence(&one.hint)) } } } }
            }
        } },
    )
}

fn scenario(value: &RiskDetail) -> Markup {
    let risk = &value.held.risk;
    let properties: Vec<&str> =
        Property::ALL.into_iter().filter(|p| risk.properties.contains(p)).map(Property::title).collect();
    ui::section(
        "scenario",
        "Scenario",
        None,
        ui::card(ui::definition_list(&[
            ("What could bring it about", or_dash(&risk.cause)),
            ("What would happen", or_dash(&risk.event)),
            ("What would follow", or_dash(&risk.consequence)),
            ("What information would lose", or_dash(&properties.join(", "))),
        ])),
    )
}

fn card(visit: &Visit, value: &RiskDetail, id: &str) -> Markup {
    let (line, risk) = (&value.line, &value.held.risk);
    let top = value.method.as_ref().map(|(_, method)| method.levels.len());
    let suppliers = html! {
        @if risk.suppliers.is_empty() { (ui::nothing()) }
        @for supplier in &risk.suppliers { a href=(visit.href(&format!("/suppliers/{}", encode(supplier)))) { (supplier) } " " }
    };
    let names =
        |names: &std::collections::BTreeSet<String>| or_dash(&names.iter().cloned().collect::<Vec<_>>().join(", "));
    ui::card(ui::definition_list(&[
        ("State", state_badge(line.state)),
        ("Inherent", level_badge(line.inherent.as_ref(), top)),
        ("Current", level_badge(line.current.as_ref(), top)),
        ("Residual", level_badge(line.residual.as_ref(), top)),
        ("Owner", person(visit, risk.owner.as_ref())),
        ("Kind", html! { (risk.category.title()) }),
        (
            "Next assessment",
            html! { (day(risk.next_review)) @if line.overdue && risk.next_review.is_some() { " " strong { "overdue" } } },
        ),
        (
            "Held down by",
            html! {
                (controls(visit, &risk.controls))
            },
        ),
        ("Assets", names(&risk.assets)),
        ("Suppliers", suppliers),
        ("Hangs together with", names(&risk.links)),
        ("Where it was found", or_dash(&risk.source)),
        ("Enterprise register", or_dash(&risk.enterprise)),
        ("Missing for ISO/IEC 27001", or_dash(&line.missing.join("; "))),
        ("Id", html! { code { (id) } }),
    ]))
}

fn ratings(visit: &Visit, value: &RiskDetail) -> Markup {
    let mut rows: Vec<Row> = value
        .held
        .ratings
        .iter()
        .zip(1_u32..)
        .map(|(held, number)| {
            let rating = &held.rating;
            let method = value.methods.get(&rating.method);
            let word = |grades: Option<&Vec<domain::values::risk::Grade>>, grade: u8| {
                let found = grades.and_then(|grades| grades.get(usize::from(grade).checked_sub(1)?));
                found.map(|grade| format!(" {}", grade.word)).unwrap_or_default()
            };
            let (likelihood, impact) = (method.map(|m| &m.likelihood), method.map(|m| &m.impact));
            Row::new(vec![
                html! { (number) " " (rating.kind.title()) },
                html! {
                    (rating.likelihood) (word(likelihood, rating.likelihood)) " \u{d7} "
                    (rating.impact) (word(impact, rating.impact))
                },
                html! { strong { (rating.word) } },
                html! { (day(Some(rating.on))) p.hint { (visit.name_of(&held.made.by)) ", method " (rating.method) } },
                or_dash(&rating.reason),
            ])
        })
        .collect();
    rows.reverse();
    let columns = [
        Column::narrow("Rating"),
        Column::text("Likelihood \u{d7} impact"),
        Column::narrow("Level"),
        Column::narrow("Made"),
        Column::text("Why"),
    ];
    let empty = ("Not rated yet", "Rate it as if there were no controls, and as it is today.", html! {});
    ui::table("Ratings", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn treatment_lead(value: &RiskDetail) -> Option<String> {
    let plan = value.held.plan.as_ref()?;
    let reason = &plan.treatment.reason;
    let reason = if reason.is_empty() { "No reason is given.".to_owned() } else { sentence(reason) };
    Some(format!("{}, version {} of the plan. {reason}", plan.treatment.option.title(), plan.version))
}

fn lines(visit: &Visit, value: &RiskDetail, on: Date) -> Markup {
    let Some(held) = &value.held.plan else {
        return ui::empty_state(
            "Nothing is decided yet",
            "Choose whether the risk is modified, retained, shared or avoided, and say what is done by whom and by when.",
            html! {},
        );
    };
    let late: Vec<&str> = overdue(&value.held, on).map(|line| line.id.as_str()).collect();
    let rows: Vec<Row> = held
        .treatment
        .lines
        .iter()
        .map(|line| {
            let progress = held.progress.get(&line.id);
            let steps = progress.map(|progress| progress.steps.as_slice()).unwrap_or_default();
            Row::new(vec![
                html! { span.id { (line.id) } " " (line.what) },
                controls(visit, &line.controls),
                person(visit, line.owner.as_ref()),
                html! { (day(line.due)) @if late.contains(&line.id.as_str()) { p.hint { strong { "overdue" } } } },
                html! {
                    (line_badge(progress.map_or(LineState::Planned, |progress| progress.state)))
                    @if let Some((step, signed)) = steps.last() {
                        p.hint {
                            (step.note) @if !step.note.is_empty() { ", " } (visit.name_of(&signed.by))
                            @for item in &step.evidence { " " a href=(visit.href(&format!("/evidence/{}", encode(item)))) { (item) } }
                        }
                    }
                },
            ])
            .anchored(line.id.clone())
        })
        .collect();
    let columns = [
        Column::text("What is done"),
        Column::narrow("Controls"),
        Column::narrow("Who"),
        Column::narrow("By"),
        Column::text("State"),
    ];
    let empty = ("The plan has no line", "To retain a risk, none is needed.", html! {});
    ui::table("Lines of the plan", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

/// Openings and closings, the latest last.
fn past(visit: &Visit, value: &RiskDetail) -> Markup {
    let opened = value.held.reopenings.iter().map(|one| {
        (one.opened.entry, &one.opened, format!("Opened again: {}", one.trigger.title().to_lowercase()), &one.note)
    });
    let closed = value.held.closings.iter().map(|(reason, signed)| (signed.entry, signed, "Closed".to_owned(), reason));
    let mut all: Vec<_> = opened.chain(closed).collect();
    all.sort_by_key(|(entry, ..)| *entry);
    let rows: Vec<Row> = all
        .into_iter()
        .map(|(_, signed, what, why)| {
            let on = app::clock::day_of(signed.at_us);
            Row::new(vec![day(Some(on)), html! { (what) }, html! { (why) }, html! { (visit.name_of(&signed.by)) }])
        })
        .collect();
    let columns = [Column::narrow("Day"), Column::narrow("What"), Column::text("Why"), Column::narrow("By")];
    html! {
        @if !rows.is_empty() {
            (ui::section("openings", "Opened again and closed", None, ui::table("Opened again and closed", &columns, &rows, TableOptions::default())))
        }
    }
}

/// Why something is not offered, or the form.
pub(super) fn either(offered: Option<Result<(), Refusal>>, form: impl FnOnce() -> Markup) -> Markup {
    match offered {
        None => html! {},
        Some(Err(missing)) => not_offered(&missing),
        Some(Ok(())) => form(),
    }
}
