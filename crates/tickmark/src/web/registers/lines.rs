//! Lines of an entry: the table with a form for another one, and a page to change one.

use super::fields::{inputs, meant, typed_of};
use super::{action, belongs, keep, kind_of, one, path, register_path, said};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::EntryOf;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::registers::isms::HeldEntry;
use domain::values::isms::{Field, Lines, RegisterKind};
use maud::{Markup, html};

/// The lines of an entry, with the form for another one where that is possible.
pub(super) fn table(visit: &Visit, held: &HeldEntry, typed: &Typed, open: bool) -> Markup {
    let Some(lines) = held.declared().lines else { return html! {} };
    let columns: Vec<Column<'_>> = std::iter::once(Column::number("No"))
        .chain(lines.fields.iter().map(|field| Column::text(field.title)))
        .collect();
    let rows: Vec<Row> = (1..)
        .zip(&held.lines)
        .map(|(number, line): (usize, _)| {
            let cell = |field: &'static Field| match line.fields.get(field.id) {
                Some(value) => said(visit, field, value),
                None => ui::nothing(),
            };
            let first = html! {
                @if open { a href=(visit.href(&format!("{}/lines/{number}", path(&held.id)))) { (number) } } @else { (number) }
            };
            Row::new(std::iter::once(first).chain(lines.fields.iter().map(cell)).collect())
        })
        .collect();
    let sent = typed.get("form") == "lines";
    let blank = Typed::default();
    html! {
        (ui::section("lines", lines.title, None, html! {
            @if held.lines.is_empty() { p.hint { "None is recorded yet." } }
            @else { (ui::table(lines.title, &columns, &rows, TableOptions { wide: true, ..TableOptions::default() })) }
            @if let Some(trend) = trend(held) { p.hint { (trend) } }
            @if open {
                details.fold.add open[sent] {
                    summary { "Add " (super::list::article(lines.noun)) }
                    (ui::form(&action(visit, &held.id, "lines"), html! {
                        (ui::hidden("form", "lines"))
                        (inputs(visit, lines.fields, if sent { typed } else { &blank }))
                        div.actions { (ui::button("Add")) }
                    }))
                }
            }
        }))
    }
}

/// How the last measured value stands to the one before.
fn trend(held: &HeldEntry) -> Option<String> {
    let measured = |line: &domain::registers::isms::HeldLine| {
        Some((line.fields.get("on")?.day()?, line.fields.get("value")?.number()?))
    };
    let mut values: Vec<_> = held.lines.iter().filter_map(measured).collect();
    values.sort_unstable();
    let [.., (_, before), (_, now)] = values.as_slice() else { return None };
    Some(match now.cmp(before) {
        std::cmp::Ordering::Less => format!("The last value is {now}, lower than the {before} before it."),
        std::cmp::Ordering::Equal => format!("The last value is {now}, as the one before it."),
        std::cmp::Ordering::Greater => format!("The last value is {now}, higher than the {before} before it."),
    })
}

fn lines_of(kind: RegisterKind) -> Result<Lines, Refusal> {
    kind.declared().lines.ok_or_else(|| Refusal::NotPossible {
        sentence: format!("the register {} keeps no lines", kind.id()),
        hint: "change the fields of the entry".to_owned(),
    })
}

pub(super) async fn add(
    visit: Visit,
    Path((_, register, id)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let kind = kind_of(&register)?;
    belongs(kind, &id)?;
    let lines = lines_of(kind)?;
    let added = meant(&visit, lines.fields, &typed).and_then(|(fields, _)| {
        let command = IsmsCommand::AddEntryLine { id: id.clone(), fields };
        visit.change(&format!("Added to {id}."), &path(&id), Command::Isms(command))
    });
    or_again(added, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn edit(
    visit: Visit,
    Path((_, register, id, number)): Path<(String, String, String, u32)>,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    belongs(kind_of(&register)?, &id)?;
    let held = visit.ask(&EntryOf(id.clone()))?.value.held;
    let at = usize::try_from(number).unwrap_or_default().checked_sub(1);
    let Some(line) = at.and_then(|at| held.lines.get(at)) else {
        return Err(Problem::NotFound(format!("{id} has no line {number}.")));
    };
    page(&visit, &id, number, &typed_of(&line.fields), None)
}

fn page(visit: &Visit, id: &str, number: u32, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&EntryOf(id.to_owned()))?;
    let held = &answer.value.held;
    let lines = lines_of(held.register)?;
    let missing = why_not(visit, &keep(id));
    let title = format!("{id}, {} {number}", lines.noun);
    let body = html! {
        (ui::heading(&title, Some(held.title()), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&action(visit, id, &format!("lines/{number}")), html! {
                (inputs(visit, lines.fields, typed))
                div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            }))
        }
    };
    let crumbs = [
        Crumb::link("Registers", visit.href("/registers")),
        Crumb::link(held.register.title(), visit.href(&register_path(held.register))),
        Crumb::link(id.to_owned(), visit.href(&path(id))),
        Crumb::here(format!("{} {number}", lines.noun)),
    ];
    Ok(form_page(visit.page(&answer.mark, &title, "/registers", &crumbs, body), missing.as_ref()))
}

pub(super) async fn change(
    visit: Visit,
    Path((_, register, id, number)): Path<(String, String, String, u32)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let kind = kind_of(&register)?;
    belongs(kind, &id)?;
    let lines = lines_of(kind)?;
    let changed = meant(&visit, lines.fields, &typed).and_then(|(fields, _)| {
        let command = IsmsCommand::ChangeEntryLine { id: id.clone(), number, fields };
        visit.change(&format!("Changed {} {number} of {id}.", lines.noun), &path(&id), Command::Isms(command))
    });
    or_again(changed, |refusal| page(&visit, &id, number, &typed, Some(refusal)))
}
