//! What reports of suppliers ask of us, and how each of it is met.

use super::{chosen, cuec_badge, known, members, or_dash, paper_path, path, person, register, tabs};
use crate::web::controls;
use crate::web::people::{choices, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode};
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::SuppliersAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, SupplierCommand};
use domain::reports::supplier::{CuecStanding, PaperStanding};
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
    Row::new(vec![
        html! {
            @if linked { a.id href=(at) { (cuec.asked.id) } } @else { span.id { (cuec.asked.id) } }
            " " (cuec.asked.text)
            @if linked { p.hint { a href=(visit.href(&path(&cuec.supplier))) { (answer.name(&cuec.supplier)) } ", " (cuec.report) } }
        },
        html! { (cuec_badge(cuec.state)) @if cuec.retired { p.hint { "open again: the control is retired" } } },
        html! {
            @if let Some(control) = &cuec.answer.control { a.id href=(controls::href(visit, control)) { (control) } " " (answer.controls.get(control).map_or("", String::as_str)) }
            @if !cuec.answer.reason.is_empty() { p.hint { (cuec.answer.reason) } }
            @if cuec.answer.control.is_none() && cuec.answer.reason.is_empty() { (or_dash("")) }
        },
        person(visit, cuec.answer.owner.as_ref()),
    ])
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
        "cuecs",
        "Asked of us",
        Some(lead),
        html! {
            (table(visit, answer, &found, false))
            @for cuec in &paper.cuecs { (form(visit, answer, &members, cuec, typed)) }
        },
    )
}

fn form(visit: &Visit, answer: &SuppliersAnswer, members: &[String], cuec: &CuecStanding, typed: &Typed) -> Markup {
    let (report, id) = (cuec.report.clone(), cuec.asked.id.clone());
    let command = SupplierCommand::AnswerCuec { report, cuec: id, answer: CuecAnswer::default() };
    if visit.in_the_past() || why_not(visit, &Command::Supplier(command)).is_some() {
        return html! {};
    }
    let again = typed.get("cuec") == cuec.asked.id;
    let held = &cuec.answer;
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
            summary { "Say how " (cuec.asked.id) " is met" }
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
