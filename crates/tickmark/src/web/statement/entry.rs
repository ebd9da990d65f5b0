//! The page of one entry: what bears on it beside a form that saves it and goes on to the next.

use super::{
    PLACE, TITLE, asked, change_if, decision_badge, editable, entry_facts, entry_form, entry_path, path, permitted,
    seen, writing,
};
use crate::web::history;
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::ask::{Answer, StatementAnswer};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::StatementCommand;
use domain::event::STATEMENT_ENTRY;
use domain::refusal::Refusal;
use domain::reports::statement::StatementRow;
use domain::values::nearest::nearest;
use domain::values::reference::canonical;
use maud::{Markup, html};

/// The end of the address of an entry that is come to by "Save and go on": script puts the cursor where its form begins.
const BY_KEYBOARD: &str = "#go-on";

pub(super) async fn show(
    visit: Visit,
    Path((_, soa, item)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let at = place(&answer.value, &item)?;
    let mut typed = entry_form::typed(&answer.value.rows[at]);
    // The keys `a` and `e` on the statement open the form with the decision made.
    if let Some(decision) = visit.field("decide") {
        typed = entry_form::decided(typed, &decision);
    }
    Ok(page(&visit, &answer, at, &typed, None))
}

/// Where a control stands among the rows, in any usual spelling.
fn place(answer: &StatementAnswer, item: &str) -> Result<usize, Refusal> {
    let known = |row: &StatementRow| row.control == item || row.control == canonical(item);
    answer.rows.iter().position(known).ok_or_else(|| Refusal::Unknown {
        what: "control",
        id: item.to_owned(),
        nearest: nearest(&canonical(item), answer.rows.iter().map(|row| row.control.as_str())).map(str::to_owned),
    })
}

fn page(
    visit: &Visit,
    answer: &Answer<StatementAnswer>,
    at: usize,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Response {
    let (value, row) = (&answer.value, &answer.value.rows[at]);
    let (before, after) = (at.checked_sub(1).and_then(|at| value.rows.get(at)), value.rows.get(at + 1));
    let missing = why_not(visit, &writing(&value.id)).filter(|_| !visit.in_the_past());
    let open = editable(value.held.state) && !visit.in_the_past();
    let title = format!("{} {}", row.control, row.title);
    let body = html! {
        (ui::heading(&title, Some(&row.summary), Some(ways(visit, &value.id, before, after))))
        p.soa-version { a href=(visit.href(&path(&value.id, ""))) { (value.id) } " " (decision_badge(row.entry.decision)) }
        (refused(refusal))
        (ui::columns(
            html! {
                @if open && missing.is_none() {
                    div data-entry { (entry_form::form(visit, &value.id, row, typed)) }
                    script type="module" src="/assets/statement.js" {}
                } @else {
                    (entry_facts::decided(visit, row))
                    @if let (true, Some(missing)) = (open, &missing) { (not_offered(missing)) }
                    @else if !editable(value.held.state) {
                        p.hint { (value.id) " is " (value.held.state.title().to_lowercase()) "; it is read here and not changed." }
                    }
                }
            },
            entry_facts::beside(visit, &value.id, row, open && missing.is_none()),
        ))
        (history::of_part(visit, &answer.mark, (STATEMENT_ENTRY, row.control.as_str())))
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here(row.control.clone()),
    ];
    visit.page(&answer.mark, &title, PLACE, &crumbs, body)
}

/// To the entries before and after.
fn ways(visit: &Visit, soa: &str, before: Option<&StatementRow>, after: Option<&StatementRow>) -> Markup {
    let to = |row: &StatementRow| visit.href(&entry_path(soa, &row.control));
    html! {
        @if let Some(row) = before { a.button.quiet rel="prev" href=(to(row)) { "Before: " (row.control) } }
        @if let Some(row) = after { a.button.quiet rel="next" href=(to(row)) { "Next: " (row.control) } }
    }
}

pub(super) async fn set(
    visit: Visit,
    Path((_, soa, item)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let at = place(&answer.value, &item)?;
    let set = save(&visit, &answer, at, &typed);
    or_again(set, |refusal| Ok(page(&visit, &answer, at, &typed, Some(refusal))))
}

fn save(visit: &Visit, answer: &Answer<StatementAnswer>, at: usize, typed: &Typed) -> Result<Response, Problem> {
    let (value, row) = (&answer.value, &answer.value.rows[at]);
    let (id, control) = (value.id.clone(), row.control.clone());
    permitted(visit, &id)?;
    // Other entries may have changed meanwhile; this one may not.
    if typed.get("seen") != seen(&control, &row.entry) {
        return Err(Refusal::Outdated { what: "entry", id: control }.into());
    }
    let next = value.rows.get(at + 1).filter(|_| typed.get("then") == "next");
    let to = next.map_or_else(
        || format!("{}#{control}", path(&id, "")),
        |row| format!("{}{BY_KEYBOARD}", entry_path(&id, &row.control)),
    );
    let change = entry_form::change(row, typed)?;
    if change.fields().is_empty() {
        return Ok(Redirect::to(&format!("/o/{}{to}", visit.org)).into_response());
    }
    let done = format!("Saved {control}.");
    let command = StatementCommand::SetStatementEntry { id, control, change: Box::new(change) };
    change_if(visit, &done, &to, value.version, command)
}
