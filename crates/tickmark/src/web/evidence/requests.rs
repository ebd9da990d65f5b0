//! Evidence that somebody is asked for: what waits for oneself first, what is overdue, what was answered.

use super::{href, period, tabs};
use crate::web::controls;
use crate::web::people::{self, choices, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode};
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Column, Confirm, Crumb, Field, Icon, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{Controls, EvidenceRequests, PeopleOf, RequestLine};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use domain::values::{Action, EvidenceRequest, Membership, Window};
use maud::{Markup, html};

/// Requests that are over, on the page.
const OVER: usize = 100;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let control = visit.field("control").unwrap_or_default();
    page(&visit, &Typed::of([("control", control.as_str())]), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&EvidenceRequests)?;
    let me = visit.who.id();
    let (open, over): (Vec<&RequestLine>, Vec<&RequestLine>) = answer.value.iter().partition(|line| line.held.open());
    let (mine, others): (Vec<&RequestLine>, Vec<&RequestLine>) =
        open.iter().partition(|line| line.held.request.person == me);
    let asks = ask_form(visit, typed);
    let body = html! {
        (ui::heading("Asked for", Some("Who is asked for which evidence, and by when. Handing it in answers the request."), Some(days(visit, &answer.mark))))
        (tabs(visit, "/evidence/requests"))
        (refused(refusal))
        (overdue(&open))
        @if answer.value.is_empty() {
            (ui::empty_state("Nobody is asked for anything", "Ask the owner of a control for what shows that it ran; the request stands on their list until they hand it in.", html! {}))
        }
        @if !mine.is_empty() { (ui::section("mine", "Asked of you", None, table(visit, &mine, "Asked of you"))) }
        @if !others.is_empty() { (ui::section("open", "Waiting for others", None, table(visit, &others, "Waiting for others"))) }
        (asks)
        @if !over.is_empty() {
            details.fold {
                summary { "Answered or closed (" (over.len()) ")" }
                (table(visit, &over[..over.len().min(OVER)], "Answered or closed"))
            }
        }
    };
    let crumbs = [Crumb::link("Evidence", visit.href("/evidence")), Crumb::here("Asked for")];
    Ok(visit.page(&answer.mark, "Asked for", "/evidence/requests", &crumbs, body))
}

fn overdue(open: &[&RequestLine]) -> Markup {
    let late = open.iter().filter(|line| line.overdue).count();
    html! {
        @if late > 0 {
            (ui::notice(Tone::Caution, &counted(late, "request is past its day", "requests are past their day"), html! { "Of " (counted(open.len(), "request that waits", "requests that wait")) "." }))
        }
    }
}

fn table(visit: &Visit, lines: &[&RequestLine], caption: &str) -> Markup {
    let columns = [
        Column::text("Request"),
        Column::narrow("Control"),
        Column::text("Of whom"),
        Column::narrow("Until"),
        Column::narrow(""),
    ];
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line)).collect();
    ui::table(caption, &columns, &rows, TableOptions::default())
}

fn row(visit: &Visit, line: &RequestLine) -> Row {
    let (held, request) = (&line.held, &line.held.request);
    let cells = vec![
        html! {
            div.item-cell {
                p { span.id { (line.id) } " " (request.wanted) }
                p.hint { "Asked by " (visit.name_of(&held.by)) " on " (super::day_of(held.asked_us)) @if let Some(window) = request.period { ", for " (period(window)) } }
                @if let Some(reason) = &held.closed { p.hint { "Closed: “" (reason) "”" } }
            }
        },
        controls::link(visit, &request.control),
        people::name(visit, &request.person),
        html! {
            div {
                time datetime=(request.due) { (request.due) }
                @if line.overdue { div { (ui::badge(Tone::Caution, "Overdue")) } }
            }
        },
        html! {
            @if held.open() { div.row-actions { (answer(visit, line)) (close_form(visit, line)) } }
            @else if held.answers.is_empty() { (ui::badge(Tone::Neutral, "Closed")) }
            @else { span.ids { @for id in &held.answers { a.id href=(href(visit, id)) { (id) } " " } } }
        },
    ];
    Row { faint: held.closed.is_some(), ..Row::new(cells) }.anchored(&line.id)
}

/// The way to answer, for who may: whoever is asked, and whoever may hand in for the control.
fn answer(visit: &Visit, line: &RequestLine) -> Markup {
    let request = &line.held.request;
    let app = &visit.doors.app;
    let own = request.person == visit.who.id() && app.may_hand_in(&visit.org, &visit.who);
    let may = own || app.may(&visit.org, &visit.who, Action::AppendEvidence, Some(&request.control));
    let to = visit.href(&format!("/evidence/new?answers={}", encode(&line.id)));
    html! { @if may && !visit.in_the_past() { a.button.small href=(to) { (Icon::Upload.svg()) "Hand in" } } }
}

fn close_form(visit: &Visit, line: &RequestLine) -> Markup {
    let command = EvidenceCommand::CloseRequest { id: line.id.clone(), reason: String::new() };
    if visit.in_the_past() || why_not(visit, &Command::Evidence(command)).is_some() {
        return html! {};
    }
    let (id, field) = (format!("close-{}", line.id), format!("reason-{}", line.id));
    let ask = Confirm {
        id: &id,
        open: "Close",
        title: &format!("Close {}?", line.id),
        text: "Nobody is asked for it any more. The request stays in the history.",
        action: &format!("/o/{}/evidence/requests/{}/close", visit.org, encode(&line.id)),
        yes: "Close it",
        danger: false,
    };
    let reason =
        Field { name: "reason", id: &field, label: "Why it is no longer needed", required: true, ..Field::default() };
    ui::confirm(&ask, ui::textarea(&reason, 2))
}

/// The controls for which whoever looks may ask.
fn asked_of(visit: &Visit) -> Vec<(String, String)> {
    let known = visit.ask(&Controls::default()).map(|answer| answer.value.controls).unwrap_or_default();
    let app = &visit.doors.app;
    known
        .into_iter()
        .map(|held| (held.control.id, held.control.name))
        .filter(|(id, _)| app.may(&visit.org, &visit.who, Action::AskEvidence, Some(id)))
        .collect()
}

fn ask_form(visit: &Visit, typed: &Typed) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    let controls = asked_of(visit);
    let Ok(people) = visit.ask(&PeopleOf) else {
        return html! {};
    };
    if controls.is_empty() {
        return html! {};
    }
    let members = people.value.members;
    let there = members.iter().filter(|(_, m)| m.state == Membership::Confirmed).map(|(person, _)| person);
    let held = typed.get("control");
    let of: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Choose a control", held.is_empty()))
        .chain(controls.iter().map(|(id, name)| Choice::new(id.as_str(), format!("{id} {name}"), id == held)))
        .collect();
    let wanted = Field {
        name: "wanted",
        label: "What is wanted",
        hint: "What it has to show, so that nobody has to ask back.",
        value: typed.get("wanted"),
        required: true,
        ..Field::default()
    };
    let day = |name: &'static str, label: &'static str, hint: &'static str, required: bool| {
        ui::date_field(&Field { name, label, hint, value: typed.get(name), required, ..Field::default() })
    };
    html! {
        details.fold.add id="ask" open[!held.is_empty()] {
            summary { "Ask somebody for evidence" }
            (ui::form(&format!("/o/{}/evidence/requests", visit.org), html! {
                div.field-row {
                    (ui::select(&Field { name: "control", label: "Control", required: true, ..Field::default() }, &of))
                    (ui::select(&Field { name: "person", label: "Of whom", required: true, ..Field::default() }, &choices(visit, there, "Choose a person", typed.get("person"))))
                }
                (ui::textarea(&wanted, 2))
                div.field-row {
                    (day("from", "Period from", "Left empty for any period.", false))
                    (day("until", "Period until", "", false))
                    (day("due", "Needed by", "", true))
                }
                div.actions { (ui::button("Ask")) }
            }))
        }
    }
}

fn meant(typed: &Typed) -> Result<EvidenceRequest, Refusal> {
    let empty = |name: &str| typed.get(name).trim().is_empty();
    let period = match (empty("from"), empty("until")) {
        (true, true) => None,
        _ => Some(Window {
            from: typed.day("from", "the first day of the period")?,
            until: typed.day("until", "the last day of the period")?,
        }),
    };
    Ok(EvidenceRequest {
        control: typed.get("control").to_owned(),
        person: typed.get("person").to_owned(),
        wanted: typed.get("wanted").to_owned(),
        period,
        due: typed.day("due", "the day by which it is needed")?,
    })
}

pub(super) async fn ask(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let asked = only_today(&visit).and_then(|()| meant(&typed)).map_err(Problem::from).and_then(|request| {
        let done = format!("Asked {} for evidence of {}.", visit.name_of(&request.person), request.control);
        let command = EvidenceCommand::AskEvidence { request };
        visit.change(&done, "/evidence/requests", Command::Evidence(command))
    });
    or_again(asked, |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn close(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let command = EvidenceCommand::CloseRequest { id: id.clone(), reason: typed.get("reason").to_owned() };
    let closed = visit.change(&format!("Closed {id}."), "/evidence/requests", Command::Evidence(command));
    or_again(closed, |refusal| page(&visit, &Typed::default(), Some(refusal)))
}
