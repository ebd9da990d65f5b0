//! What reports of suppliers ask of us, and how each of it is met.

use super::{chosen, cuec_badge, known, members, or_dash, paper_path, path, person, register, tabs};
use crate::web::controls;
use crate::web::people::{choices, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode};
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::Receipt;
use app::ask::SuppliersAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, SupplierCommand};
use domain::refusal::Refusal;
use domain::reports::supplier::{Carried, CuecStanding, PaperStanding};
use domain::values::supplier::{CuecAnswer, CuecState};
use maud::{Markup, html};

/// Rows that the page lists at most; the figures speak of all.
const SHOWN: usize = 500;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = register(&visit)?;
    let value = &answer.value;
    let wanted = CuecState::parse(&visit.field("state").unwrap_or_default());
    let all = &value.report.cuecs;
    let found: Vec<&CuecStanding> = all.iter().filter(|cuec| wanted.is_none_or(|state| cuec.state == state)).collect();
    let (settled, asked) = value.report.settled();
    let lead = format!(
        "Controls that the current reports of suppliers ask of whoever uses them (user-entity controls): {settled} of {asked} are settled."
    );
    let states: Vec<Choice<'_>> = std::iter::once(Choice::new("", format!("All ({asked})"), wanted.is_none()))
        .chain(CuecState::ALL.map(|state| {
            let count = all.iter().filter(|cuec| cuec.state == state).count();
            Choice::new(state.id(), format!("{} ({count})", state.title()), wanted == Some(state))
        }))
        .collect();
    let body = html! {
        (ui::heading("Asked of us", Some(&lead), Some(days(&visit, &answer.mark))))
        (tabs(&visit, value, "/cuecs"))
        @if all.is_empty() {
            (ui::empty_state("No report asks anything of us yet", "When a supplier's report is recorded, the controls that it asks of us are listed here, each to be met by one of our own.",
                ui::link_button("To the suppliers", &visit.href("/suppliers"), None)))
        } @else {
            (ui::filter_bar(&format!("/o/{}/cuecs", visit.org), html! {
                @for name in ["as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
                (ui::inline_select("state", "Show", &states))
            }, wanted.map(|_| visit.href("/cuecs")).as_deref()))
            p.count-line { (counted(found.len(), "control", "controls")) }
            (table(&visit, value, &found, true))
            @if found.len() > SHOWN { p.hint { "The first " (SHOWN) " are listed; choose a state to see fewer." } }
        }
    };
    let crumbs = [Crumb::link("Suppliers", visit.href("/suppliers")), Crumb::here("Asked of us")];
    Ok(visit.page(&answer.mark, "Asked of us", "/suppliers", &crumbs, body))
}

fn table(visit: &Visit, answer: &SuppliersAnswer, found: &[&CuecStanding], linked: bool) -> Markup {
    let rows: Vec<Row> = found.iter().take(SHOWN).map(|cuec| row(visit, answer, cuec, linked)).collect();
    let columns = [
        Column::text("Asked of us"),
        Column::narrow("State"),
        Column::text("Met by"),
        Column::narrow("Answers for it"),
    ];
    ui::table("Asked of us", &columns, &rows, TableOptions::default())
}

fn row(visit: &Visit, answer: &SuppliersAnswer, cuec: &CuecStanding, linked: bool) -> Row {
    let at = format!("{}#{}", visit.href(&paper_path(&cuec.report)), anchor(&cuec.asked.id));
    let held = shown(cuec);
    Row::new(vec![
        html! {
            @if linked { a.id href=(at) { (cuec.asked.id) } } @else { span.id { (cuec.asked.id) } }
            " " (cuec.asked.text)
            @if linked { p.hint { a href=(visit.href(&path(&cuec.supplier))) { (answer.name(&cuec.supplier)) } ", " (cuec.report) } }
        },
        html! {
            (cuec_badge(cuec.state))
            @if cuec.retired { p.hint { "open again: the control is retired" } }
            @if cuec.carried.is_some() { p.hint { "carried over, to be confirmed" } }
        },
        html! {
            @if let Some(control) = &held.control { a.id href=(controls::href(visit, control)) { (control) } " " (answer.controls.get(control).map_or("", String::as_str)) }
            @if !held.reason.is_empty() { p.hint { (held.reason) } }
            @if held.control.is_none() && held.reason.is_empty() { (or_dash("")) }
            @if let Some(carried) = &cuec.carried { (from(visit, carried)) }
        },
        person(visit, held.owner.as_ref()),
    ])
}

/// Where a carried answer comes from, and whether the question changed since.
fn from(visit: &Visit, carried: &Carried) -> Markup {
    html! {
        p.hint {
            (carried.answer.state.title()) " in " a href=(visit.href(&paper_path(&carried.from))) { (carried.from) }
            @if carried.reworded { ", where it was asked in other words: read it again" }
        }
    }
}

/// What was said, or else what is carried over from the report before.
fn shown(cuec: &CuecStanding) -> &CuecAnswer {
    cuec.carried.as_ref().map_or(&cuec.answer, |carried| &carried.answer)
}

fn anchor(cuec: &str) -> String {
    let plain: String = cuec.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("cuec-{plain}")
}

/// What one report asks of us, with a form for each, on the page of the report.
pub(super) fn of_report(visit: &Visit, answer: &SuppliersAnswer, paper: &PaperStanding, typed: &Typed) -> Markup {
    if paper.cuecs.is_empty() {
        return html! {};
    }
    let found: Vec<&CuecStanding> = paper.cuecs.iter().collect();
    let lead = "Each is met by an own control that is live, or does not concern us for a reason.";
    let members = members(visit);
    ui::section(
        "asked-of-us",
        "Asked of us",
        Some(lead),
        html! {
            (table(visit, answer, &found, false))
            (confirm_all(visit, paper))
            @for cuec in &paper.cuecs { (form(visit, answer, &members, cuec, typed)) }
        },
    )
}

/// The carried answers whose words are the same as before.
fn unchanged(paper: &PaperStanding) -> impl Iterator<Item = (&CuecStanding, &Carried)> {
    let carried = paper.cuecs.iter().filter_map(|cuec| Some((cuec, cuec.carried.as_ref()?)));
    carried.filter(|(_, carried)| !carried.reworded && carried.answer.state != CuecState::Open)
}

/// One click for what was said before and is asked in the same words; the rest is confirmed one by one.
fn confirm_all(visit: &Visit, paper: &PaperStanding) -> Markup {
    let count = unchanged(paper).count();
    let command =
        SupplierCommand::AnswerCuec { report: paper.id.clone(), cuec: String::new(), answer: CuecAnswer::default() };
    if count == 0 || visit.in_the_past() || why_not(visit, &Command::Supplier(command)).is_some() {
        return html! {};
    }
    let title = format!("{} carried over", counted(count, "answer is", "answers are"));
    html! {
        (ui::notice(Tone::Accent, &title, html! {
            p { "The report before asked the same. Nothing of it counts before somebody confirms that it still holds." }
            form method="post" action=(format!("/o/{}/cuecs/{}", visit.org, encode(&paper.id))) {
                (ui::button(&format!("Confirm {}", counted(count, "answer", "answers"))))
            }
        }))
    }
}

/// Confirms every carried answer whose words are the same; one entry for each.
pub(super) async fn confirm(visit: Visit, Path((_, report)): Path<(String, String)>) -> Result<Response, Problem> {
    let done = confirmed(&visit, &report);
    or_again(done, |refusal| super::paper::page(&visit, &report, &Typed::default(), Some(refusal)))
}

fn confirmed(visit: &Visit, report: &str) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let paper = answer.value.report.paper(report).ok_or_else(|| super::unknown("supplier report", report))?;
    let (app, mut receipts) = (&visit.doors.app, Vec::new());
    for (cuec, carried) in unchanged(paper) {
        let (report, cuec, answer) = (report.to_owned(), cuec.asked.id.clone(), carried.answer.clone());
        let command = Command::Supplier(SupplierCommand::AnswerCuec { report, cuec, answer });
        receipts.push(tokio::task::block_in_place(|| app.change(&visit.org, &visit.who, None, command))?);
    }
    let count = counted(receipts.len(), "answer", "answers");
    let (Some(first), Some(last)) = (receipts.first().map(|receipt| receipt.first), receipts.pop()) else {
        return Err(Refusal::NothingToChange { what: format!("what {report} asks of us") }.into());
    };
    Ok(visit.went(&format!("Confirmed {count}."), &paper_path(report), &Receipt { first, ..last }))
}

fn form(visit: &Visit, answer: &SuppliersAnswer, members: &[String], cuec: &CuecStanding, typed: &Typed) -> Markup {
    let (report, id) = (cuec.report.clone(), cuec.asked.id.clone());
    let command = SupplierCommand::AnswerCuec { report, cuec: id, answer: CuecAnswer::default() };
    if visit.in_the_past() || why_not(visit, &Command::Supplier(command)).is_some() {
        return html! {};
    }
    let again = typed.get("cuec") == cuec.asked.id;
    let held = shown(cuec);
    let word = |name: &str, now: &str| if again { typed.get(name).to_owned() } else { now.to_owned() };
    let (state, owner) = (word("state", held.state.id()), word("owner", held.owner.as_deref().unwrap_or_default()));
    let (control, reason) =
        (word("control", held.control.as_deref().unwrap_or_default()), word("reason", &held.reason));
    let states = CuecState::ALL.map(|s| Choice::new(s.id(), s.title(), s.id() == state));
    let controls: Vec<Choice<'_>> = std::iter::once(Choice::new("", "No control", control.is_empty()))
        .chain(
            answer.controls.iter().map(|(id, name)| Choice::new(id.as_str(), format!("{id} {name}"), *id == control)),
        )
        .collect();
    let anchor = anchor(&cuec.asked.id);
    let field_id = |name: &str| format!("{anchor}-{name}");
    let ids = ["state", "control", "owner", "reason"].map(field_id);
    html! {
        details.fold.add id=(anchor) open[again] {
            summary {
                @if cuec.carried.is_some() { "Confirm or change how " }
                @else if cuec.state == CuecState::Open { "Say how " }
                @else { "Change how " }
                (cuec.asked.id) " is met"
            }
            (ui::form(&format!("/o/{}/cuecs/{}/{}", visit.org, encode(&cuec.report), encode(&cuec.asked.id)), html! {
                (ui::hidden("cuec", &cuec.asked.id))
                p.hint { (cuec.asked.text) }
                div.field-row {
                    (ui::select(&Field { name: "state", id: &ids[0], label: "State", ..Field::default() }, &states))
                    (ui::select(&Field { name: "control", id: &ids[1], label: "Own control", ..Field::default() }, &controls))
                    (ui::select(&Field { name: "owner", id: &ids[2], label: "Who answers for it", ..Field::default() }, &choices(visit, members.iter(), "Nobody yet", &owner)))
                }
                (ui::textarea(&Field { name: "reason", id: &ids[3], label: "Reason", hint: "Why it does not concern us, or how the control meets it.", value: &reason, ..Field::default() }, 2))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

pub(super) async fn answer(
    visit: Visit,
    Path((_, report, cuec)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let answered = known("state", typed.get("state"), CuecState::parse).map_err(Problem::from).and_then(|state| {
        let (owner, control) = (chosen(&typed, "owner"), chosen(&typed, "control"));
        let answer = CuecAnswer { state, owner, control, reason: typed.get("reason").to_owned() };
        let command = SupplierCommand::AnswerCuec { report: report.clone(), cuec: cuec.clone(), answer };
        visit.change(&format!("Recorded how {cuec} is met."), &paper_path(&report), Command::Supplier(command))
    });
    or_again(answered, |refusal| super::paper::page(&visit, &report, &typed, Some(refusal)))
}
