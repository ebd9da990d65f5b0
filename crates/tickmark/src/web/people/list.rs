//! The list of people: members with their roles, and below it who comes from outside, for what and until when.

use super::{Known, day, known, name, path, role_tags, state_badge, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n};
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, Tab, TableOptions};
use crate::web::visit::Visit;
use app::ask::PeopleAnswer;
use axum::response::Response;
use domain::command::Command;
use domain::registers::people::Member;
use domain::values::{Grant, GrantKind, Membership, Role};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Members on one page of the list.
const PAGE: usize = 100;

/// What a row is made from: the person's id, and the membership.
type Found<'a> = (&'a String, &'a Member);

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = known(&visit)?;
    let (all, people) = (&answer.value, &answer.value.people);
    // Addresses lie in the store, and a search reads all of them.
    let found = tokio::task::block_in_place(|| found(&visit, all));
    let alone = people.members.len() == 1 && people.grants.is_empty();
    let body = html! {
        (ui::heading(
            "People",
            Some("Who takes part in this organisation, as what, and until when. Rights begin when an invitation is accepted and end at once."),
            Some(html! { (days(&visit, &answer.mark)) (offers(&visit)) }),
        ))
        (tabs(&visit, people))
        (filters(&visit))
        (table(&visit, all, &found))
        @if alone && !visit.in_the_past() {
            (ui::empty_state(
                "You are alone here",
                "Rules that keep duties apart need at least two people: one who does and one who approves. Invite the first colleague, or give your auditor dated access.",
                offers(&visit),
            ))
        }
        (ui::section("outside", "Outside access", Some("Consultants and external auditors: dated, for one engagement, never extended by themselves."),
            super::grants::table(&visit, people, answer.mark.on)))
    };
    Ok(visit.page(&answer.mark, "People", "/people", &[Crumb::here("People")], body))
}

/// Buttons for who may use them. Asked of somebody who is not there yet, as everybody is before the invitation.
fn offers(visit: &Visit) -> Markup {
    let invite = Command::InvitePerson { person: String::new(), roles: BTreeSet::new() };
    html! {
        @if !visit.in_the_past() && why_not(visit, &give()).is_none() {
            (ui::quiet_link("Give outside access", &visit.href("/people/outside"), Some(Icon::Key)))
        }
        @if !visit.in_the_past() && why_not(visit, &invite).is_none() {
            (ui::link_button("Invite a person", &visit.href("/people/new"), Some(Icon::People)))
        }
    }
}

/// Outside access for somebody who is not known yet.
pub(super) fn give() -> Command {
    let nobody = String::new;
    let (kind, from, until) = (GrantKind::Consultant, Date::MIN, Date::MIN);
    Command::GiveGrant {
        grant: Grant { person: nobody(), kind, works: false, engagement: nobody(), from, until, reason: nobody() },
    }
}

/// The states that the tabs choose from: its word, its label, and what is in it.
const VIEWS: [(&str, &str); 5] = [
    ("", "Present"),
    ("confirmed", "Confirmed"),
    ("invited", "Invited"),
    ("suspended", "Suspended"),
    ("ended", "Ended"),
];

fn in_view(view: &str, member: &Member) -> bool {
    if view.is_empty() { member.state != Membership::Ended } else { member.state.id() == view }
}

fn tabs(visit: &Visit, people: &PeopleAnswer) -> Markup {
    let view = visit.field("state").unwrap_or_default();
    let tabs = VIEWS.map(|(id, label)| Tab {
        label: label.into(),
        href: visit.with("/people", &[("state", id), ("from", "")]).into(),
        current: id == view,
        count: Some(n(people.members.values().filter(|m| in_view(id, m)).count())),
    });
    ui::tabs("Members by state", &tabs)
}

fn filters(visit: &Visit) -> Markup {
    let chosen = visit.field("role").and_then(|r| Role::parse(&r));
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Any role", chosen.is_none()))
        .chain(Role::MEMBER.into_iter().map(|r| Choice::new(r.id(), r.title(), Some(r) == chosen)))
        .collect();
    let filtered = ["search", "role"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}/people", visit.org),
        html! {
            @for name in ["state", "as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search name or e-mail address", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("role", "Role", &choices))
        },
        filtered.then(|| visit.with("/people", &[("search", ""), ("role", ""), ("from", "")])).as_deref(),
    )
}

/// Members in the chosen state, with the chosen role, whose name or address has every word; by name.
fn found<'a>(visit: &Visit, all: &'a Known) -> Vec<Found<'a>> {
    let view = visit.field("state").unwrap_or_default();
    let role = visit.field("role").and_then(|r| Role::parse(&r));
    let search = visit.field("search").unwrap_or_default().to_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let says = |person: &String| {
        let mut text = visit.name_of(person).to_lowercase();
        if !words.is_empty() {
            text.push(' ');
            text.push_str(&email(visit, person).to_lowercase());
        }
        words.iter().all(|word| text.contains(word))
    };
    let fits = |(person, m): &&(String, Member)| {
        in_view(&view, m) && role.is_none_or(|r| m.roles.contains(&r)) && (words.is_empty() || says(person))
    };
    all.by_name.iter().filter(fits).map(|(person, member)| (person, member)).collect()
}

/// The address of a person; empty for who has none.
pub(super) fn email(visit: &Visit, person: &str) -> String {
    visit.doors.app.email_of(person)
}

fn table(visit: &Visit, all: &Known, found: &[Found<'_>]) -> Markup {
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(found.len());
    let shown = &found[from..found.len().min(from + PAGE)];
    let columns = [
        Column::text("Person"),
        Column::text("Roles"),
        Column::narrow("State"),
        Column::narrow("Since"),
        Column::narrow("Controls"),
        Column::text("Deputy"),
    ];
    let drawn = |one: &Found<'_>| all.row(visit, one.0, || ui::row(&columns, &row(visit, all, *one)));
    let rows: Vec<Arc<str>> = tokio::task::block_in_place(|| shown.iter().map(drawn).collect());
    let empty = ("Nobody is like that", "Take a filter away, or look under another state.", html! {});
    let page = |at: usize| visit.with("/people", &[("from", &at.to_string())]);
    let next = (from + PAGE < found.len()).then(|| page(from + PAGE));
    let previous = (from > 0).then(|| page(from.saturating_sub(PAGE)));
    html! {
        (ui::table_of("Members", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if next.is_some() || previous.is_some() {
            (ui::pager(n(from + 1), n(from + shown.len()), n(found.len()), previous.as_deref(), next.as_deref()))
        }
    }
}

fn row(visit: &Visit, all: &Known, (person, member): Found<'_>) -> Row {
    let email = email(visit, person);
    let owned = all.people.controls.get(person).map_or(0, Vec::len);
    let deputies = all.deputies.get(person).map(Vec::as_slice).unwrap_or_default();
    let outside = super::membership::outsider(member);
    let cells = vec![
        html! {
            div.who {
                span { (name(visit, person)) }
                @if !email.is_empty() { span.hint { (email) } }
                @for other in all.alike.get(person).into_iter().flatten() { (looks_like(visit, other)) }
            }
        },
        html! { @if outside { a.hint href="#outside" { "outside access" } } @else { (role_tags(&member.roles)) } },
        state_badge(member.state),
        day(member.since_us),
        html! {
            @if owned == 0 { (ui::nothing()) }
            @else { a href=(visit.href(&format!("{}#controls", path(person)))) { (counted(owned, "control", "controls")) } }
        },
        html! {
            @if deputies.is_empty() { (ui::nothing()) }
            @for (at, deputy) in deputies.iter().enumerate() { @if at > 0 { ", " } (name(visit, deputy)) }
        },
    ];
    Row { faint: member.state == Membership::Ended, ..Row::new(cells) }
}

/// Says that a name could be taken for another.
pub(super) fn looks_like(visit: &Visit, other: &str) -> Markup {
    let words = format!("Looks like {}", visit.name_of(other));
    let email = email(visit, other);
    html! {
        (ui::badge(ui::Tone::Caution, &words))
        @if !email.is_empty() { span.hint { "the other one is " (email) } }
    }
}
