//! Holidays: the list, set as a whole, and taken from a file that is shown before anything is changed.

use super::tabs;
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days};
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::Failure;
use app::ask::HolidaysOf;
use app::exchange::read_holidays;
use axum::extract::Multipart;
use axum::response::Response;
use domain::command::{Command, OperationCommand};
use domain::refusal::Refusal;
use domain::values::Holidays;
use maud::{Markup, html};
use std::collections::BTreeSet;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None, None)
}

/// The page: the list as it is, or as it was typed or read from a file and is not set yet.
fn page(visit: &Visit, draft: Option<&str>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&HolidaysOf)?;
    let (set, mark) = (&answer.value, &answer.mark);
    let missing = why_not(visit, &command(Holidays::new()));
    let offered = !visit.in_the_past() && missing.is_none();
    let lead = "Days without business: a control that runs each business day is not expected to run on them. Weeks, months and longer buckets do not read them.";
    let body = html! {
        (ui::heading("Holidays", Some(lead), Some(html! { @if draft.is_none() { (days(visit, mark)) } })))
        (tabs(visit, "/holidays"))
        (refused(refusal))
        @if let (Some(draft), None) = (draft, refusal) { (changes(set, draft)) }
        @if draft.is_none() { (ui::section("set", "Set", Some(&counted(set.len(), "day", "days")), list(set, offered))) }
        @if offered { (form(visit, set, draft)) }
        @else if let Some(missing) = missing.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
    };
    let crumbs = [Crumb::link("Tasks", visit.href("/tasks")), Crumb::here("Holidays")];
    Ok(visit.page(mark, "Holidays", "/holidays", &crumbs, body))
}

fn command(holidays: Holidays) -> Command {
    Command::Operation(OperationCommand::SetHolidays { holidays })
}

fn list(set: &Holidays, offered: bool) -> Markup {
    let columns = [Column::narrow("Day"), Column::narrow("Weekday"), Column::text("Holiday")];
    let rows: Vec<Row> = set
        .iter()
        .map(|(day, name)| {
            let weekday = day.strftime("%A").to_string();
            Row::new(vec![html! { time datetime=(day) { (day) } }, html! { (weekday) }, html! { (name) }])
        })
        .collect();
    let next = if offered {
        "Type them below, one a line, or take them from a calendar file."
    } else {
        "Until they are set, every day from Monday to Friday is a business day."
    };
    let empty = Some(("No holiday is set", next, html! {}));
    ui::table("Holidays", &columns, &rows, TableOptions { empty, ..TableOptions::default() })
}

/// One a line, as they are typed.
fn lines(holidays: &Holidays) -> String {
    holidays.iter().map(|(day, name)| format!("{day} {name}\n")).collect()
}

fn form(visit: &Visit, set: &Holidays, draft: Option<&str>) -> Markup {
    let value = draft.map_or_else(|| lines(set), str::to_owned);
    html! {
        (ui::section("set-all", "Set all of them", None, ui::form(
            &format!("/o/{}/holidays", visit.org),
            html! {
                (ui::textarea(&Field { name: "list", label: "One day a line", hint: "Day and name, such as 2026-12-25 Christmas Day. What is not in the list is none any more.", value: &value, ..Field::default() }, 12))
                div.actions {
                    (ui::button("Set these holidays"))
                    @if draft.is_some() { (ui::quiet_link("Leave it as it was", &visit.href("/holidays"), None)) }
                }
            },
        )))
        (ui::section("take", "Take them from a file", Some("Nothing is changed before you have seen the list."), ui::upload_form(
            &format!("/o/{}/holidays/file", visit.org),
            html! {
                (ui::file_drop(&Field { name: "file", label: "iCalendar (.ics) or CSV with the columns date and name", hint: "Its days are added to those that are set.", required: true, ..Field::default() }, ".ics,.csv,text/calendar,text/csv"))
                div.actions { button.button type="submit" { "Show what would change" } }
            },
        )))
    }
}

/// What a draft would change.
fn changes(set: &Holidays, draft: &str) -> Markup {
    let Ok(after) = read(draft) else { return html! {} };
    let every: BTreeSet<_> = set.keys().chain(after.keys()).collect();
    let rows: Vec<Row> = every
        .into_iter()
        .filter_map(|day| {
            let (tone, word, name) = match (set.get(day), after.get(day)) {
                (None, Some(name)) => (Tone::Good, "New", name),
                (Some(name), None) => (Tone::Danger, "Gone", name),
                (Some(old), Some(name)) if old != name => (Tone::Caution, "Renamed", name),
                _ => return None,
            };
            Some(Row::new(vec![html! { time datetime=(day) { (day) } }, html! { (name) }, ui::badge(tone, word)]))
        })
        .collect();
    let columns = [Column::narrow("Day"), Column::text("Holiday"), Column::narrow("Change")];
    let empty = Some(("Nothing would change", "Every day of the file is set already.", html! {}));
    ui::section(
        "changes",
        "What would change",
        Some("Nothing is changed yet: look it over, and set the list below."),
        ui::table("What would change", &columns, &rows, TableOptions { empty, ..TableOptions::default() }),
    )
}

/// The list as typed, one day a line.
fn read(text: &str) -> Result<Holidays, Refusal> {
    let mut holidays = Holidays::new();
    let typed = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    for (at, line) in typed {
        let (day, name) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        let wrong = |sentence: String| Refusal::NotPossible {
            sentence: format!("line {}: {sentence}", at + 1),
            hint: "write it like 2026-12-25 Christmas Day".to_owned(),
        };
        let day = day.parse().map_err(|_| wrong(format!("`{day}` is no date")))?;
        if name.trim().is_empty() {
            return Err(wrong("the holiday has no name".to_owned()));
        }
        if holidays.insert(day, name.trim().to_owned()).is_some() {
            return Err(wrong(format!("{day} stands twice")));
        }
    }
    Ok(holidays)
}

pub(super) async fn set(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let list = typed.get("list");
    let set = read(list).map_err(Problem::from).and_then(|holidays| {
        let done = format!("Set {}.", counted(holidays.len(), "holiday", "holidays"));
        visit.change(&done, "/holidays", command(holidays))
    });
    or_again(set, |refusal| page(&visit, Some(list), Some(refusal)))
}

pub(super) async fn preview(visit: Visit, form: Multipart) -> Result<Response, Problem> {
    let read = read_file(&visit, form).await;
    match read {
        Ok(draft) => page(&visit, Some(&draft), None),
        Err(problem) => or_again(Err(problem), |refusal| page(&visit, None, Some(refusal))),
    }
}

/// The holidays that are set with those of the file, one a line.
async fn read_file(visit: &Visit, mut form: Multipart) -> Result<String, Problem> {
    only_today(visit)?;
    if let Some(missing) = why_not(visit, &command(Holidays::new())) {
        return Err(missing.into());
    }
    let broken = |_| Refusal::NotPossible {
        sentence: "the file cannot be taken in".to_owned(),
        hint: "send a list of at most 1 MiB again".to_owned(),
    };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        let found = read_holidays(&bytes, &name).map_err(|failure| match failure {
            Failure::Refused(refusal) => Problem::from(refusal),
            other => other.into(),
        })?;
        let mut all = visit.ask(&HolidaysOf)?.value;
        all.extend(found);
        return Ok(lines(&all));
    }
    Err(Refusal::Empty { field: "the file", wanted: "an iCalendar (.ics) or a CSV" }.into())
}
