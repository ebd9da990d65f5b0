//! What was typed, as the JSON of a question: pages, terminal and API have one reader and refuse in the same words.

use super::{mark, shown};
use crate::web::problem::Problem;
use crate::web::typed::refused;
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use crate::words::calc::Misread;
use axum::response::Response;
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde_json::Value;

/// What a page with one calculation says around it.
pub(super) struct Tool {
    pub title: &'static str,
    pub path: &'static str,
    pub lead: &'static str,
    /// What to do while nothing is asked.
    pub next: &'static str,
    /// The address of an example, inside the organisation.
    pub example: &'static str,
    /// How the answer comes about, sentence by sentence.
    pub how: &'static [&'static str],
}

/// A field as typed; null when it is empty.
pub(super) fn text(visit: &Visit, name: &str) -> Value {
    visit.field(name).map_or(Value::Null, Value::String)
}

/// A field with a whole number; what is none goes to the reader as it is, which names the field.
pub(super) fn number(visit: &Visit, name: &str) -> Value {
    match visit.field(name) {
        None => Value::Null,
        Some(typed) => typed.parse::<u64>().map_or_else(|_| Value::String(typed), Value::from),
    }
}

/// The words of a field that holds a list, apart by blanks, commas or lines.
pub(super) fn words(visit: &Visit, name: &str) -> Value {
    let text = visit.field(name).unwrap_or_default();
    text.split([' ', ',', ';', '\n', '\r', '\t']).filter(|word| !word.is_empty()).collect()
}

/// Is a box ticked?
pub(super) fn ticked(visit: &Visit, name: &str, value: &str) -> bool {
    visit.field(name).is_some_and(|all| all.split(',').any(|one| one == value))
}

/// The lines of a field, each in its parts.
pub(super) fn lines(visit: &Visit, name: &str) -> Vec<Vec<String>> {
    let text = visit.field(name).unwrap_or_default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| line.split(';').map(|part| part.trim().to_owned()).collect()).collect()
}

/// Part of a line; null when it is empty, left out or a dash.
pub(super) fn column(line: &[String], at: usize) -> Value {
    line.get(at).filter(|part| !part.is_empty() && *part != "-").map_or(Value::Null, |part| Value::String(part.clone()))
}

/// Part of a line that holds a list, apart by commas.
pub(super) fn listed(line: &[String], at: usize) -> Value {
    let part = line.get(at).map_or("", String::as_str);
    part.split(',').map(str::trim).filter(|word| !word.is_empty() && *word != "-").collect()
}

/// The answer of the reader that every door has.
pub(super) fn answer<T>(question: &Value, read: fn(&[u8]) -> Result<T, Misread>) -> Result<T, Refusal> {
    read(question.to_string().as_bytes()).map_err(Refusal::from)
}

/// The form of a page that has one.
pub(super) fn question(form: Markup) -> Markup {
    ui::section("question", "The question", None, form)
}

/// The page of a tool: what was refused, the form, the answer or what to do next, and how it is read.
pub(super) fn page(
    visit: &Visit,
    tool: &Tool,
    form: &Markup,
    found: Option<Result<Markup, Refusal>>,
) -> Result<Response, Problem> {
    let mark = mark(visit)?;
    let (answer, refusal) = match found {
        None => (None, None),
        Some(Ok(answer)) => (Some(answer), None),
        Some(Err(refusal)) => (None, Some(refusal)),
    };
    let body = html! {
        (ui::heading(tool.title, Some(tool.lead), None))
        (refused(refusal.as_ref()))
        @if let Some(answer) = &answer {
            (ui::section("result", "The answer", None, answer.clone()))
        } @else if refusal.is_none() {
            (ui::empty_state("Nothing asked yet", tool.next, ui::quiet_link("Try an example", &visit.href(tool.example), None)))
        }
        (form)
        (ui::section("how", "How it is read", None, html! { ul.lines { @for line in tool.how { li { (line) } } } }))
    };
    let crumbs = [Crumb::here(tool.title)];
    Ok(shown(visit.page(&mark, tool.title, tool.path, &crumbs, body), refusal.is_some()))
}
