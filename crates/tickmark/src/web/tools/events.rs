//! A control that runs on events: the whole population held against its limit (K5).

use super::{form, one_day, typed};
use crate::web::ui::{self, Column, Field, Row, TableOptions};
use crate::web::visit::Visit;
use crate::words::calc::MAX_EVENTS;
use domain::refusal::Refusal;
use domain::reports::window::{EventCase, EventFinding, MAX_LIMIT_DAYS, each_once, events};
use maud::{Markup, html};

/// What the population shows, if one was typed.
pub(super) fn found(visit: &Visit) -> Option<Result<EventFinding, Refusal>> {
    let text = visit.field("events")?;
    Some(of_text(visit, &text))
}

fn of_text(visit: &Visit, text: &str) -> Result<EventFinding, Refusal> {
    let limit = typed(visit, "limit");
    let limit = limit.parse().ok().filter(|days| *days <= MAX_LIMIT_DAYS).ok_or_else(|| Refusal::NotPossible {
        sentence: format!("limit: `{limit}` is no number of days"),
        hint: format!("write a whole number from 0 to {MAX_LIMIT_DAYS}"),
    })?;
    let judged = visit.field("judged").map(|day| one_day(&day, "judged on")).transpose()?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let cases: Vec<EventCase> = lines.clone().take(MAX_EVENTS).map(case).collect::<Result<_, _>>()?;
    if lines.count() > MAX_EVENTS {
        return Err(Refusal::TooMany { what: "events", max: MAX_EVENTS });
    }
    each_once(&cases)?;
    Ok(events(limit, &cases, judged))
}

/// A line: id, day of the event, day on which it was done or nothing.
fn case(line: &str) -> Result<EventCase, Refusal> {
    let words: Vec<&str> = line.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty()).collect();
    let (id, due_from, done) = match words.as_slice() {
        [id, due_from] => (id, due_from, None),
        [id, due_from, done] => (id, due_from, Some(done)),
        _ => {
            return Err(Refusal::NotPossible {
                sentence: format!("events: `{}` is no line of an event", line.chars().take(60).collect::<String>()),
                hint: "write id, day of the event, and the day on which it was done if it was".to_owned(),
            });
        }
    };
    Ok(EventCase {
        id: (*id).to_owned(),
        due_from: one_day(due_from, "events")?,
        done: done.map(|day| one_day(day, "events")).transpose()?,
    })
}

/// The form, and under it what the population shows.
pub(super) fn section(visit: &Visit, path: &str, found: Option<&EventFinding>) -> Markup {
    let (limit, events, judged) = (typed(visit, "limit"), typed(visit, "events"), typed(visit, "judged"));
    let field = |name, label, value, hint| Field { name, label, value, hint, ..Field::default() };
    let lines = "One item a line: id, day of the event, day on which it was done. L-1 2026-03-02 2026-03-03";
    let judge =
        "Items without evidence whose limit has not passed by then are pending. Empty: all of them are missing.";
    ui::section(
        "by-events",
        "A control that runs on events",
        Some("Every item of the population is held against the limit."),
        html! {
            (form(visit, path, html! {
                (ui::text(&Field { required: true, ..field("limit", "Limit in days after the event", limit.as_str(), "") }))
                (ui::textarea(&Field { required: true, ..field("events", "Population", events.as_str(), lines) }, 5))
                (ui::date_field(&field("judged", "Judged on", judged.as_str(), judge)))
            }))
            @if let Some(found) = found { (table(found)) }
        },
    )
}

fn table(found: &EventFinding) -> Markup {
    let lists =
        [("On time", &found.on_time), ("Late", &found.late), ("Missing", &found.missing), ("Pending", &found.pending)];
    let row = |(state, ids): &(&str, &Vec<String>)| {
        Row::new(vec![html! { (state) }, html! { (ids.len()) " of " (found.population) }, html! { (ids.join(", ")) }])
    };
    let rows: Vec<Row> = lists.iter().map(row).collect();
    let columns = [Column::narrow("State"), Column::number("Items"), Column::text("Which")];
    ui::table("The population by state", &columns, &rows, TableOptions::default())
}
