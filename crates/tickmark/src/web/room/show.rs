//! A room: what waits for whom, what was said, and what there is to look at.

use super::{path, rows, scope, tabs, talk};
use crate::web::people::{name as person, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{self, days as day_picker, encode, n};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb, Icon, Stat};
use crate::web::visit::Visit;
use app::ask::{AuditRequests, AuditRequestsAnswer, RoomAnswer, RoomOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, RoomCommand};
use domain::refusal::Refusal;
use domain::values::{RequestState, Subject, SubjectKind};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&RoomOf { engagement: id.to_owned() })?;
    let (room, on) = (&answer.value, answer.mark.on);
    let state = visit.field("state").and_then(|word| RequestState::parse(&word));
    let requests = visit.ask(&AuditRequests { engagement: Some(id.to_owned()), state })?.value;
    let engaged = &room.held.engagement;
    let days = engaged.kind.days();
    let lead = match engaged.kind.window() {
        Some(window) => format!("{id}, SOC 2 {}, {} to {}", engaged.kind.title(), window.from, window.until),
        None => format!("{id}, SOC 2 {}, as of {}", engaged.kind.title(), days.from),
    };
    let about = Subject { kind: SubjectKind::Engagement, id: id.to_owned() };
    let body = html! {
        (ui::heading(&engaged.title, Some(&lead), Some(html! { (day_picker(visit, &answer.mark)) (asking(visit, room)) })))
        (tabs(visit, id, room.auditor, "Room"))
        (refused(refusal))
        (figures(visit, room))
        (requests_section(visit, room, &requests, state, on))
        (ui::columns(
            ui::section("comments", "Said to both sides", Some("Read by the auditors and by the organisation; nothing said here is changed afterwards."),
                talk::thread(visit, &format!("{}/comments", path(id)), id, &about, (&room.comments, room.said), typed)),
            html! { (present(visit, room)) (scope::papers(visit, room)) },
        ))
        (scope::section(visit, room))
    };
    let crumbs = [Crumb::link("Auditor's room", visit.href("/room")), Crumb::here(id)];
    Ok(visit.page(&answer.mark, &format!("Room of {}", engaged.title), "/room", &crumbs, body))
}

/// What would ask for something, to know whether it may be asked.
pub(super) fn nothing_asked(engagement: &str) -> Command {
    let (engagement, source) = (engagement.to_owned(), String::new());
    Command::Room(RoomCommand::AddRequests { engagement, requests: Vec::new(), source })
}

/// Of an engagement that is over nothing is asked any more.
fn asking(visit: &Visit, room: &RoomAnswer) -> Markup {
    let id = &room.engagement;
    let may = !visit.in_the_past() && !room.held.state.over() && why_not(visit, &nothing_asked(id)).is_none();
    html! { @if may { (ui::link_button("New request", &visit.href(&format!("{}/requests/new", path(id))), Some(Icon::Question))) } }
}

fn counted(room: &RoomAnswer, states: &[RequestState]) -> usize {
    states.iter().filter_map(|state| room.requests.get(state)).sum()
}

fn figures(visit: &Visit, room: &RoomAnswer) -> Markup {
    let all: usize = room.requests.iter().filter(|(state, _)| **state != RequestState::Withdrawn).map(|(_, n)| n).sum();
    let waits = counted(room, &[RequestState::Open, RequestState::Returned]);
    let (with, accepted) = (counted(room, &[RequestState::Submitted]), counted(room, &[RequestState::Accepted]));
    let to = |state: &str| format!("{}#requests", visit.with(&path(&room.engagement), &[("state", state)]));
    let (open, submitted, done) = (to("open"), to("submitted"), to("accepted"));
    let tests = visit.href(&format!("/engagements/{}/tests", encode(&room.engagement)));
    let (of, waiting, theirs, taken) = (all.to_string(), waits.to_string(), with.to_string(), accepted.to_string());
    let late = match room.overdue {
        0 => "None of them is overdue.".to_owned(),
        1 => "1 of them is overdue.".to_owned(),
        some => format!("{some} of them are overdue."),
    };
    let returned = match counted(room, &[RequestState::Returned]) {
        0 => String::new(),
        some => format!(" {some} came back."),
    };
    let (late, (concluded, tested)) = (late + &returned, (room.tests.1.to_string(), room.tests.0.to_string()));
    let exceptions = match room.exceptions {
        0 => "No exception is noted.".to_owned(),
        some => format!("{}.", reading::counted(some, "exception is noted", "exceptions are noted")),
    };
    let stat = |label, figure, under, href, count: usize| Stat {
        label,
        figure,
        denominator: &of,
        under,
        href,
        share: Some((n(count), n(all))),
        ..Stat::default()
    };
    ui::figures(&[
        stat("Waiting for the organisation", &waiting, &late, &open, waits),
        stat("With the auditor", &theirs, "Answered, not yet looked at.", &submitted, with),
        stat("Accepted", &taken, "The auditor has what was asked for.", &done, accepted),
        Stat {
            label: "Tests concluded on",
            figure: &concluded,
            denominator: &tested,
            under: &exceptions,
            href: &tests,
            share: Some((n(room.tests.1), n(room.tests.0))),
            ..Stat::default()
        },
    ])
}

fn requests_section(
    visit: &Visit,
    room: &RoomAnswer,
    requests: &AuditRequestsAnswer,
    state: Option<RequestState>,
    on: Date,
) -> Markup {
    let id = &room.engagement;
    let place = path(id);
    let missing = why_not(visit, &nothing_asked(id)).filter(|_| !visit.in_the_past());
    let may = missing.is_none() && !visit.in_the_past();
    let all = room.requests.values().sum::<usize>();
    let nothing = if all > 0 {
        ("No request stands so", "Choose another state.")
    } else if room.auditor {
        (
            "You have asked for nothing yet",
            "Write the first request, or import your list: each row becomes a request with its day.",
        )
    } else {
        (
            "Nothing is asked for yet",
            "The auditor asks here. The list of last year can be prepared before: the auditor finds it answered.",
        )
    };
    let import = format!("{place}/requests/import");
    let ways = html! {
        @if may { (ui::quiet_link("Import a list", &visit.href(&import), Some(Icon::Import))) }
        @if all > 0 {
            (ui::export_link("CSV", &visit.href(&format!("{place}/requests/export.csv"))))
            (ui::export_link("XLSX", &visit.href(&format!("{place}/requests/export.xlsx"))))
        }
    };
    ui::section(
        "requests",
        "Requests",
        None,
        html! {
            @if all > 0 { (chips(visit, room, state)) }
            (rows::table(visit, &requests.lines, on, (nothing.0, nothing.1, html! { @if all == 0 { (ways) } })))
            @if all > 0 { div.actions { (ways) } }
            @if let Some(missing) = &missing { (not_offered(missing)) }
        },
    )
}

/// The states to choose from, each with its number.
fn chips(visit: &Visit, room: &RoomAnswer, state: Option<RequestState>) -> Markup {
    let all = room.requests.values().sum::<usize>();
    let there = RequestState::ALL.into_iter().filter_map(|one| Some((one, *room.requests.get(&one)?)));
    html! {
        ul.chips.by-state aria-label="States" {
            @for (one, count) in there {
                @let on = state == Some(one);
                @let to = visit.with(&path(&room.engagement), &[("state", if on { "" } else { one.id() })]);
                li {
                    a.chip.on[on] href={ (to) "#requests" } aria-current=[on.then_some("true")] {
                        (rows::state_word(one)) span.effect { (count) " of " (all) }
                    }
                }
            }
        }
    }
}

/// Who examines, and for whom.
fn present(visit: &Visit, room: &RoomAnswer) -> Markup {
    let engaged = &room.held.engagement;
    let auditors = html! {
        @if room.auditors.is_empty() {
            "None yet. " a href=(visit.href("/people/outside")) { "Give outside access" }
        }
        @for auditor in &room.auditors { div { (person(visit, auditor)) } }
    };
    let list = |all: &[String]| html! { @if all.is_empty() { (ui::nothing()) } @else { (all.join(", ")) } };
    let days = engaged.kind.days();
    ui::card(ui::definition_list(&[
        ("External auditors", auditors),
        ("CPA firm", html! { @if engaged.firm.name.is_empty() { (ui::nothing()) } @else { (engaged.firm.name) } }),
        (
            if engaged.kind.window().is_some() { "Window" } else { "Day" },
            html! { time { (days.from) } @if engaged.kind.window().is_some() { " to " time { (days.until) } } },
        ),
        ("Categories", html! { (engaged.categories.names()) }),
        ("Services", list(&engaged.services)),
        ("Systems", list(&engaged.systems)),
        ("Locations", list(&engaged.locations)),
        ("State", html! { (room.held.state.title()) }),
    ]))
}
