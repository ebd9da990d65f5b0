//! Requests as a table, states as badges, and the way to whatever a request, comment, note or reading is about.

use super::{path, request_path};
use crate::web::controls;
use crate::web::people::name as person;
use crate::web::reading::{counted, encode, item_href};
use crate::web::ui::{self, Column, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::AuditRequestLine;
use domain::registers::room::HeldRequest;
use domain::values::description::StatementKind;
use domain::values::{RequestState, Subject, SubjectKind};
use jiff::civil::Date;
use maud::{Markup, html};

/// Where a request stands.
pub(super) fn state_badge(held: &HeldRequest) -> Markup {
    let tone = match held.state {
        RequestState::Open => Tone::Neutral,
        RequestState::Submitted => Tone::Accent,
        RequestState::Returned => Tone::Caution,
        RequestState::Accepted => Tone::Good,
        RequestState::Withdrawn => Tone::Neutral,
    };
    ui::badge(tone, state_word(held.state))
}

/// The state as both sides read it: what was submitted lies with the auditor.
pub(super) fn state_word(state: RequestState) -> &'static str {
    match state {
        RequestState::Submitted => "With the auditor",
        other => other.title(),
    }
}

/// The day that stands, how it lies to today, and the other day that was asked for.
pub(super) fn due(held: &HeldRequest, overdue: bool, on: Date) -> Markup {
    let days = held.request.due.duration_since(on).as_hours() / 24;
    // One piece, so that a cell of a narrow table does not take it apart.
    html! {
        div {
            time datetime=(held.request.due) { (held.request.due) }
            @if overdue { div { (ui::badge(Tone::Danger, &format!("{} overdue", counted(-days, "day", "days")))) } }
            @else if held.waits_for_audited() && (0..=7).contains(&days) {
                div.hint { @if days == 0 { "today" } @else { "in " (counted(days, "day", "days")) } }
            }
            @if let Some(proposed) = &held.proposed { div.hint { (proposed.due) " asked for" } }
        }
    }
}

/// The page of what something is about; `None` for what has none, and for a control that whoever looks may not read.
pub(super) fn subject_href(visit: &Visit, kind: SubjectKind, id: &str) -> Option<String> {
    let whole = id.split('/').next().unwrap_or(id);
    let code = encode(whole);
    Some(match kind {
        SubjectKind::Engagement => visit.href(&path(whole)),
        SubjectKind::Criterion => item_href(visit, id),
        SubjectKind::Control if !controls::reads(visit, id) => return None,
        SubjectKind::Control => controls::href(visit, id),
        SubjectKind::Evidence | SubjectKind::File => visit.href(&format!("/evidence/{code}")),
        SubjectKind::Exception if id.contains('/') => {
            let came_of_it = id.split('/').next_back().unwrap_or(id);
            visit.href(&format!("/nonconformities/{}", encode(came_of_it)))
        }
        SubjectKind::Population | SubjectKind::Sample | SubjectKind::Test | SubjectKind::Exception => {
            visit.href(&format!("/testing/{code}"))
        }
        SubjectKind::Description => visit.href(&format!("/engagements/{code}/description")),
        // What was said about a statement names its kind alone; a reading names the engagement.
        SubjectKind::Statement if StatementKind::parse(id).is_some() => return None,
        SubjectKind::Statement => visit.href(&format!("/engagements/{code}/statements")),
        // Up to 0.4.0 a reading of any supplier was written down as one of all.
        SubjectKind::Supplier if id == "all" => visit.href("/suppliers"),
        SubjectKind::Supplier => visit.href(&format!("/suppliers/{code}")),
        SubjectKind::Request => visit.href(&request_path(whole)),
        SubjectKind::Package => visit.href(&format!("/packages/{code}")),
    })
}

/// What something is about, as a link.
pub(super) fn about(visit: &Visit, subject: &Subject) -> Markup {
    html! {
        @if subject.kind == SubjectKind::Engagement { "The engagement" } @else {
            span {
                (subject.kind.title()) " "
                @match subject_href(visit, subject.kind, &subject.id) {
                    Some(href) => a.id href=(href) { (subject.id) },
                    None => span.id { (subject.id) },
                }
            }
        }
    }
}

/// Who is asked; nobody named: the programme manager.
pub(super) fn asked(visit: &Visit, held: &HeldRequest) -> Markup {
    html! { @if held.request.to.is_empty() { "Programme manager" } @else { (person(visit, &held.request.to)) } }
}

/// The requests, what waits first.
pub(super) fn table(visit: &Visit, lines: &[AuditRequestLine], on: Date, empty: (&str, &str, Markup)) -> Markup {
    let columns = [
        Column::text("Request"),
        Column::narrow("State"),
        Column::narrow("Wanted by"),
        Column::text("About"),
        Column::text("Asked of"),
    ];
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line, on)).collect();
    ui::table("Requests", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn row(visit: &Visit, line: &AuditRequestLine, on: Date) -> Row {
    let held = &line.held;
    let about = html! { @match &held.request.subject { Some(one) => (about(visit, one)), None => (ui::nothing()) } };
    let cells = vec![
        html! { div {
            (ui::named(&line.id, &held.request.title, &visit.href(&request_path(&line.id))))
            @if !held.request.reference.is_empty() { div.hint { (held.request.reference) } }
            @if held.prepared { div.hint { "Prepared by the organisation" } }
        } },
        state_badge(held),
        due(held, line.overdue, on),
        about,
        asked(visit, held),
    ];
    let row = Row { faint: !held.state.is_open(), ..Row::new(cells) };
    row.anchored(&line.id)
}
