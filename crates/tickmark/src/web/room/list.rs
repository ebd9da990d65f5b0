//! The rooms that somebody may enter, and the requests that ask them; an auditor of one engagement goes straight in.

use super::{path, rows, sees_all};
use crate::web::people::name as person;
use crate::web::problem::Problem;
use crate::web::reading::days as day_picker;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{AuditRequests, RoomLine, Rooms};
use axum::response::Response;
use domain::values::RequestState;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Rooms)?;
    let rooms = &answer.value;
    let audits: Vec<&RoomLine> = rooms.iter().filter(|room| room.auditor).collect();
    if let ([only], false) = (audits.as_slice(), sees_all(&visit)) {
        return Err(Problem::Elsewhere(visit.href(&path(&only.engagement))));
    }
    let outside = visit.doors.app.is_watched(&visit.org, &visit.who);
    let asked = if rooms.is_empty() && !outside {
        own_requests(&visit, answer.mark.on)?
    } else {
        html! {}
    };
    let body = html! {
        (ui::heading("Auditor's room", Some("Where external auditors and the organisation meet: one room for each engagement."), Some(day_picker(&visit, &answer.mark))))
        @if outside && rooms.is_empty() { (no_room()) }
        @else if rooms.is_empty() { (asked) }
        @else { (table(&visit, rooms)) }
    };
    Ok(visit.page(&answer.mark, "Auditor's room", "/room", &[Crumb::here("Auditor's room")], body))
}

/// The access of an auditor that names no engagement which is kept here.
fn no_room() -> Markup {
    ui::empty_state(
        "Your access opens no room yet",
        "It names an engagement that is not kept here under that name. Ask whoever invited you, an owner or the programme manager, to give access to the engagement that you examine.",
        html! {},
    )
}

fn table(visit: &Visit, rooms: &[RoomLine]) -> Markup {
    let columns = [
        Column::text("Engagement"),
        Column::text("External auditors"),
        Column::number("With the organisation"),
        Column::number("With the auditor"),
        Column::number("Accepted"),
        Column::narrow("Overdue"),
    ];
    let rows: Vec<Row> = rooms
        .iter()
        .map(|room| {
            let engaged = &room.held.engagement;
            let days = engaged.kind.days();
            let count = |states: &[RequestState]| {
                let found: usize = states.iter().filter_map(|state| room.requests.get(state)).sum();
                html! { @if found == 0 { (ui::nothing()) } @else { (found) } }
            };
            let cells = vec![
                html! {
                    (ui::named(&room.engagement, &engaged.title, &visit.href(&path(&room.engagement))))
                    div.hint { time { (days.from) } @if engaged.kind.window().is_some() { " to " time { (days.until) } } }
                },
                html! {
                    @if room.auditors.is_empty() { (ui::nothing()) }
                    @for (at, auditor) in room.auditors.iter().enumerate() { @if at > 0 { ", " } (person(visit, auditor)) }
                },
                count(&[RequestState::Open, RequestState::Returned]),
                count(&[RequestState::Submitted]),
                count(&[RequestState::Accepted]),
                html! { @if room.overdue == 0 { (ui::nothing()) } @else { (ui::badge(Tone::Danger, &room.overdue.to_string())) } },
            ];
            Row { faint: room.held.state.over(), ..Row::new(cells) }
        })
        .collect();
    ui::table("Rooms", &columns, &rows, TableOptions::default())
}

/// What is asked of somebody who sees no room as a whole.
fn own_requests(visit: &Visit, on: jiff::civil::Date) -> Result<Markup, Problem> {
    let lines = visit.ask(&AuditRequests::default())?.value.lines;
    let plans = sees_all(visit);
    let empty = if plans {
        (
            "No engagement yet",
            "Plan the examination first: its room is there with it, and can be prepared before the auditor comes.",
        )
    } else {
        ("No auditor asks you for anything", "Requests that name you, or a control of yours, stand here.")
    };
    let action = html! { @if plans { (ui::link_button("Engagements", &visit.href("/engagements"), None)) } };
    Ok(rows::table(visit, &lines, on, (empty.0, empty.1, action)))
}
