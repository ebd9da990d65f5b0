//! One clause or control on one page: what it asks, how it stands, and on to the next.

use super::{Half, Judged, href, steps};
use crate::web::problem::Problem;
use crate::web::reading::{days, grade, item_href};
use crate::web::typed::{Typed, or_again, refused, sentence};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::ExplainOf;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::values::{Assessment, Item, Practice};
use maud::{Markup, html};

/// The three questions that SOC 2 and ISO/IEC 27001 ask differently (R42): field, question, who asks.
const QUESTIONS: [(&str, &str, &str); 3] = [
    ("working", "Is it working?", "What a SOC 2 examination asks."),
    ("managed", "Is it part of the managed system?", "In scope of the ISMS, with an owner and an objective."),
    ("kept", "Is there a process that keeps it working?", "What ISO/IEC 27001 asks."),
];

pub(super) async fn show(visit: Visit, Path((_, item)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &item, None, None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(
    visit: &Visit,
    id: &str,
    typed: Option<&Typed>,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let item = visit.ask(&ExplainOf { view: View::default(), id: id.to_owned() })?.value.explanation.item;
    let judged = Judged::ask(visit)?;
    let lines = judged.lines(Half::of(&item.id));
    let Some(at) = lines.iter().position(|l| l.id == item.id) else {
        return Err(Problem::not_found("Only clauses and controls of ISO/IEC 27001 are judged here."));
    };
    let line = &lines[at];
    let kept = line.found.and_then(|f| f.assessment.clone());
    let shown = typed.cloned().unwrap_or_else(|| typed_of(&kept.clone().unwrap_or_default()));
    let graded = judged.gap.controls.iter().find(|c| c.id == item.id);
    let list = visit.href(&format!("/assessments?kind={}", Half::of(&item.id).id()));
    let neighbour = |to: Option<usize>| to.and_then(|n| lines.get(n)).map(|l| l.id);
    let (before, after) = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
    let body = html! {
        (ui::heading(&format!("{} {}", item.id, item.title), Some(&item.summary), Some(html! {
            (days(visit, &judged.mark))
            @if let Some(before) = before { (ui::quiet_link("Previous", &href(visit, before), None)) }
            @if let Some(after) = after { (ui::quiet_link("Next", &href(visit, after), None)) }
        })))
        (refused(refusal))
        (ui::columns(
            html! {
                @if visit.in_the_past() { (facts(kept.as_ref())) } @else { (form(visit, &item.id, &shown, after)) }
                @if line.covered {
                    (steps::section(visit, &item.id, line.found.map_or(&[], |f| f.steps.as_slice()), judged.mark.on))
                }
            },
            html! {
                @if let Some(graded) = graded {
                    (ui::card(html! {
                        h3 { "In the gap analysis" }
                        p { (ui::mark(grade(graded.grade), graded.grade.title())) }
                        p.hint { (sentence(&graded.reason)) }
                    }))
                }
                (asks(visit, &item))
            },
        ))
    };
    let crumbs = [Crumb::link("Clauses and steps", list), Crumb::here(item.id.as_str())];
    Ok(visit.page(&judged.mark, &format!("{} {}", item.id, item.title), "/assessments", &crumbs, body))
}

fn form(visit: &Visit, id: &str, typed: &Typed, after: Option<&str>) -> Markup {
    let practices = Practice::ALL.map(|p| Choice::new(p.id(), p.title(), p.id() == typed.get("practice")));
    let note = Field {
        name: "note",
        label: "Note",
        value: typed.get("note"),
        hint: "What you saw, and what is missing.",
        ..Field::default()
    };
    ui::form(
        &href(visit, id),
        html! {
            (ui::radios(&Field { name: "practice", label: "How it stands", ..Field::default() }, &practices))
            @for (name, question, hint) in QUESTIONS {
                @let answer = typed.get(name);
                (ui::radios(&Field { name, label: question, hint, ..Field::default() }, &[
                    Choice::new("yes", "Yes", answer == "yes"),
                    Choice::new("no", "No", answer == "no"),
                    Choice::new("", "Not answered", answer.is_empty()),
                ]))
            }
            (ui::textarea(&note, 3))
            div.actions {
                @if let Some(after) = after {
                    button.button.primary type="submit" name="then" value=(after) { "Save, then " (after) }
                    button.button type="submit" { "Save" }
                } @else { (ui::button("Save")) }
            }
        },
    )
}

fn facts(kept: Option<&Assessment>) -> Markup {
    let Some(a) = kept else {
        return html! { p.hint { "Nobody had judged it by then." } };
    };
    let answer = |answer: Option<bool>| html! { (match answer { Some(true) => "Yes", Some(false) => "No", None => "Not answered" }) };
    let [(_, working, _), (_, managed, _), (_, kept_so, _)] = QUESTIONS;
    ui::card(ui::definition_list(&[
        ("How it stands", super::badge(a.practice)),
        (working, answer(a.working)),
        (managed, answer(a.managed)),
        (kept_so, answer(a.kept)),
        ("Note", html! { (a.note) }),
    ]))
}

/// What auditors look for, beside the form.
fn asks(visit: &Visit, item: &Item) -> Markup {
    let papers: Vec<&str> = item.documented_information.iter().map(|d| d.name.as_str()).collect();
    let parts = [("An auditor looks for", &item.look_for), ("Stage 1", &item.stage1), ("Stage 2", &item.stage2)];
    ui::card(html! {
        h3 { "What is asked" }
        @for (label, text) in parts { @if let Some(text) = text { p.aside-part { strong { (label) } " " (text) } } }
        @if !papers.is_empty() { p.aside-part { strong { "Documents and records" } " " (papers.join(", ")) } }
        @if !item.evidence.is_empty() { p.aside-part { strong { "Typical evidence" } " " (item.evidence.join(", ")) } }
        p.aside-part { a href=(item_href(visit, &item.id)) { "Everything that bears on it" } }
    })
}

fn typed_of(a: &Assessment) -> Typed {
    let answer = |answer: Option<bool>| match answer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    Typed::of([
        ("practice", a.practice.id()),
        ("working", answer(a.working)),
        ("managed", answer(a.managed)),
        ("kept", answer(a.kept)),
        ("note", &a.note),
    ])
}

fn assessment_of(typed: &Typed) -> Assessment {
    let answer = |name: &str| match typed.get(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Assessment {
        practice: Practice::parse(typed.get("practice")).unwrap_or_default(),
        working: answer("working"),
        managed: answer("managed"),
        kept: answer("kept"),
        note: typed.get("note").to_owned(),
    }
}

pub(super) async fn assess(
    visit: Visit,
    Path((_, item)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let then = if typed.get("then").is_empty() { item.as_str() } else { typed.get("then") };
    let to = super::path(then);
    let command = Command::AssessItem { item: item.clone(), assessment: assessment_of(&typed) };
    let assessed = match visit.change(&format!("Judged {item}."), &to, command) {
        // Nothing was changed on the page, and the reader wants to go on.
        Err(Problem::Refused(Refusal::NothingToChange { .. })) => {
            Ok(Redirect::to(&format!("/o/{}{to}", visit.org)).into_response())
        }
        other => other,
    };
    or_again(assessed, |refusal| page(&visit, &item, Some(&typed), Some(refusal)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r42_the_three_answers_come_back_as_they_were_given() {
        let judged = Assessment {
            practice: Practice::Informal,
            working: Some(true),
            managed: Some(false),
            kept: None,
            note: "Seen in the stand-up".to_owned(),
        };
        assert_eq!(assessment_of(&typed_of(&judged)), judged);
        assert_eq!(assessment_of(&Typed::default()), Assessment::default());
    }
}
