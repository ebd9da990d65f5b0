//! One person: where they stand, what is missing, what was checked, which access is on record, and the way out.

use super::{answers, checks, day, day_of, leaving, missing, path, record, register, stage_badge, state_badge};
use crate::web::history;
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Column, Crumb, Icon, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::StaffAnswer;
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::staff::{HeldRequest, HeldStaff};
use domain::reports::search::FoundKind;
use domain::reports::staff::{Standing, expected};
use domain::values::StaffCheck;
use domain::values::staff::StaffState;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, person)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &person, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, person: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = register(visit)?;
    let (value, on) = (&answer.value, answer.mark.on);
    let unknown = || Refusal::Unknown { what: "person", id: person.to_owned(), nearest: None };
    let held = value.workforce.people.get(person).ok_or_else(unknown)?;
    let standing = value.standing(person).ok_or_else(unknown)?;
    let who = visit.name_of(person);
    let title = title(value, held);
    let body = html! {
        (ui::heading(&who, Some(title), Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } })))
        (refused(refusal))
        (ui::columns(
            html! {
                @if matches!(held.staff.state, StaffState::Notice | StaffState::Left) {
                    (leaving::section(visit, held, standing))
                }
                (ui::section("missing", "Missing", None, html! { div.card { (missing(visit, &standing.missing)) } }))
                (ui::section("checks", "Checks", Some("What is done once, every year, or for a reason."), html! {
                    (table(visit, held, on))
                    (checks::form(visit, person, typed))
                    (past(visit, person, held))
                }))
                (ui::section("access", "Access", Some("What was asked for, approved by somebody else, and carried out."),
                    access(visit, value, person, standing)))
            },
            html! {
                (card(visit, person, value, held))
                (record::form(visit, value, person, &held.staff, typed))
            },
        ))
    };
    let body = history::with(visit, &answer.mark, (FoundKind::Staff, person), &body);
    let crumbs = [Crumb::link("People at work", visit.href("/staff")), Crumb::here(who.as_str())];
    Ok(visit.page(&answer.mark, &who, "/staff", &crumbs, body))
}

fn title<'a>(answer: &'a StaffAnswer, held: &'a HeldStaff) -> &'a str {
    answer.workforce.positions.get(&held.staff.position).map_or(held.staff.position.as_str(), |p| p.title.as_str())
}

fn card(visit: &Visit, person: &str, answer: &StaffAnswer, held: &HeldStaff) -> Markup {
    let staff = &held.staff;
    let email = tokio::task::block_in_place(|| visit.doors.app.person(person)).ok().flatten().map(|p| p.email);
    let duties = answer.workforce.positions.get(&staff.position).map(|p| p.duties.as_str()).unwrap_or_default();
    ui::card(html! {
        (ui::definition_list(&[
            ("State", state_badge(staff.state)),
            ("Recorded so since", day_of(held.since_us)),
            ("Position", html! { a href=(visit.href(&format!("/staff/positions#{}", staff.position))) { (title(answer, held)) } }),
            ("Duties for information security", html! { @if duties.is_empty() { (ui::nothing()) } @else { (duties) } }),
            ("First day", day(staff.joined)),
            ("Last day", day(staff.leaves)),
            ("Remote working", html! { @if staff.remote { "Yes" } @else { "No" } }),
            ("E-mail", html! { @match email { Some(email) if !email.is_empty() => (email), _ => (ui::nothing()) } }),
            ("Id in the ledger", html! { code { (person) } }),
        ]))
    })
}

/// Every check that is expected or was ever done, with the last time.
pub(super) fn table(visit: &Visit, held: &HeldStaff, on: Date) -> Markup {
    let shown = StaffCheck::ALL
        .into_iter()
        .filter(|c| expected(held, *c, on) || held.checks.get(c).is_some_and(|t| !t.is_empty()));
    let rows: Vec<Row> = shown.map(|check| row(visit, held, check, on)).collect();
    let columns = [
        Column::text("Check"),
        Column::narrow("Last done"),
        Column::text("Where it can be seen"),
        Column::narrow("Again"),
    ];
    let empty = ("Nothing is expected", "Nothing was recorded either.", html! {});
    ui::table("Checks", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn row(visit: &Visit, held: &HeldStaff, check: StaffCheck, on: Date) -> Row {
    let last = held.last(check);
    // What is not expected any more, as of who has left, is not due again.
    let yearly = check.again_after().filter(|_| expected(held, check, on));
    let again =
        last.filter(|done| !done.not_needed).zip(yearly).map(|(done, days)| done.on.saturating_add(days.days()));
    Row::new(vec![
        html! { div.who { span { (check.title()) } (answers(visit, check.answers())) } },
        html! {
            @match last {
                None => span.hint { "Never" },
                Some(done) if done.not_needed => { (day(Some(done.on))) div.hint { "not needed" } },
                Some(done) => (day(Some(done.on))),
            }
        },
        html! { @match last { Some(done) if !done.note.is_empty() => (done.note), _ => (ui::nothing()) } },
        html! { @if again.is_some() { span { "by " (day(again)) } } @else if yearly.is_some() { "every year" } @else { (ui::nothing()) } },
    ])
}

/// Everything that was recorded, the newest first, with the way to take the last record of a check back.
fn past(visit: &Visit, person: &str, held: &HeldStaff) -> Markup {
    let mut times: Vec<(StaffCheck, usize, &domain::values::CheckDone)> = held
        .checks
        .iter()
        .flat_map(|(check, times)| times.iter().enumerate().map(|(at, done)| (*check, times.len() - at, done)))
        .collect();
    times.sort_by_key(|(check, from_last, done)| (std::cmp::Reverse(done.on), *check, *from_last));
    let columns = [Column::narrow("Day"), Column::text("Check"), Column::text("Note"), Column::narrow("")];
    let rows: Vec<Row> = times
        .iter()
        .map(|(check, from_last, done)| {
            Row::new(vec![
                day(Some(done.on)),
                html! { (check.title()) @if done.not_needed { span.hint { " not needed" } } },
                html! { @if done.note.is_empty() { (ui::nothing()) } @else { (done.note) } },
                html! { @if *from_last == 1 { (checks::take_back_form(visit, person, *check)) } },
            ])
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            details.fold {
                summary { "All that was recorded (" (rows.len()) ")" }
                (ui::table("All checks that were recorded", &columns, &rows, TableOptions::default()))
            }
        }
    }
}

fn access(visit: &Visit, answer: &StaffAnswer, person: &str, standing: &Standing) -> Markup {
    let requests: Vec<(&String, &HeldRequest)> =
        answer.workforce.requests_by_urgency().into_iter().filter(|(_, held)| held.request.person == person).collect();
    let works = answer.workforce.people.get(person).is_some_and(|held| held.staff.state.works());
    let removal = (!standing.access.is_empty()).then_some("Ask for its removal");
    let label = if works { Some("Ask for access") } else { removal };
    let (kind, id) = (if works { "grant" } else { "remove" }, path(person));
    let ask = visit.href(&format!("/staff/access?kind={kind}&for={}", id.trim_start_matches("/staff/"))) + "#ask";
    html! {
        (on_record(&standing.access))
        @if !requests.is_empty() { (asked(visit, person, &requests)) }
        @if let Some(label) = label && !visit.in_the_past() && why_not(visit, &super::ask::about(person)).is_none() {
            p { (ui::quiet_link(label, &ask, Some(Icon::Key))) }
        }
    }
}

/// Systems with the level there.
pub(super) fn on_record(access: &[(String, String)]) -> Markup {
    html! {
        @if access.is_empty() { p.hint { "No access is on record." } }
        @else { ul.systems { @for (system, level) in access { li { strong { (system) } span { (level) } } } } }
    }
}

/// Requests as a table: what, where it stands, why.
pub(super) fn asked(visit: &Visit, person: &str, requests: &[(&String, &HeldRequest)]) -> Markup {
    let columns = [
        Column::text("Request"),
        Column::narrow("Asked"),
        Column::narrow("Stands"),
        Column::text("Reason and decision"),
    ];
    let rows: Vec<Row> = requests
        .iter()
        .map(|(_, held)| {
            Row::new(vec![
                html! {
                    (super::access::wanted(&held.request))
                    @if held.request.person != person { div.hint { "for " (visit.name_of(&held.request.person)) } }
                },
                day_of(held.asked_us),
                html! { (stage_badge(held.stage)) @if held.done_on.is_some() { div.hint { "on " (day(held.done_on)) } } },
                html! { (held.request.reason) @if !held.decision.is_empty() { p.hint { "Decided: " (held.decision) } } },
            ])
        })
        .collect();
    ui::table("Requests", &columns, &rows, TableOptions::default())
}
