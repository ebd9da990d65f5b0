//! One person: where the membership stands, roles, outside access, deputies and controls, and what can be done about them.

use super::facts::{Facts, PersonOf};
use super::grants::{end_form, kind_words, left};
use super::list::{email, give, looks_like};
use super::{deputies, invite, membership, name, path, role_tags, state_badge, why_not};
use crate::web::controls;
use crate::web::history;
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Column, Crumb, Icon, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::PeopleOf;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::{Action, Membership};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;

pub(super) async fn show(visit: Visit, Path((_, person)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &person, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, person: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let may = |action| visit.doors.app.may(&visit.org, &visit.who, action, None);
    let (own, sees_people) = (person == visit.who.id(), may(Action::ReadPeople));
    let answer = visit.ask(&PersonOf { person: person.to_owned(), own, sees_people })?;
    let (facts, on) = (&answer.value, answer.mark.on);
    let who = visit.name_of(person);
    let lead = own.then_some("This is you.");
    let body = html! {
        (ui::heading(&who, lead, Some(html! {
            @if refusal.is_none() { (days(visit, &answer.mark)) }
            @if own { (ui::quiet_link("Your profile", "/profile", None)) }
            @if may(Action::ReadHistory) {
                (ui::quiet_link("History", &visit.href(&format!("{}/history", path(person))), Some(Icon::History)))
            }
        })))
        (refused(refusal))
        (ui::columns(
            html! {
                (ui::section("roles", "Roles", None, html! {
                    (roles(facts))
                    (membership::roles_form(visit, person, facts, typed))
                }))
                @if !facts.grants.is_empty() {
                    (ui::section("grants", "Outside access", None, grants(visit, facts, on, typed)))
                }
                (ui::section("deputies", "Deputies", None, deputies::section(visit, person, facts, on, typed)))
                (ui::section("controls", "Controls owned", None, owned(visit, facts)))
            },
            html! {
                (card(visit, person, facts))
                div.person-actions {
                    (again(visit, person, facts))
                    (membership::actions(visit, person, &facts.member, typed))
                }
            },
        ))
    };
    let people = if sees_people { Crumb::link("People", visit.href("/people")) } else { Crumb::here("People") };
    let body = history::with(visit, &answer.mark, (FoundKind::Member, person), &body);
    Ok(visit.page(&answer.mark, &who, "/people", &[people, Crumb::here(who.as_str())], body))
}

fn card(visit: &Visit, person: &str, facts: &Facts) -> Markup {
    let (member, email) = (&facts.member, tokio::task::block_in_place(|| email(visit, person)));
    let alike = if facts.candidates.is_empty() { Vec::new() } else { alike(visit, person) };
    let since = app::clock::minute_of(member.since_us);
    ui::card(html! {
        (ui::definition_list(&[
            ("State", state_badge(member.state)),
            ("Since", html! { (since) }),
            ("E-mail", html! { @if email.is_empty() { (ui::nothing()) } @else { (email) } }),
            ("Invited by", html! { @if member.invited_by == person { "Nobody: began the organisation" } @else { (name(visit, &member.invited_by)) } }),
            ("Id in the ledger", html! { code { (person) } }),
        ]))
        @for other in &alike { (looks_like(visit, other)) }
    })
}

/// Others in this organisation whose name looks like this one.
fn alike(visit: &Visit, person: &str) -> Vec<String> {
    let Ok(people) = visit.ask(&PeopleOf) else {
        return Vec::new();
    };
    let members = people.value.members;
    visit.doors.app.look_alikes(&visit.org, members.keys().map(String::as_str)).remove(person).unwrap_or_default()
}

fn roles(facts: &Facts) -> Markup {
    let member = &facts.member;
    let besides: BTreeSet<_> = facts.in_force.difference(&member.roles).copied().collect();
    let sleeping = member.state != Membership::Confirmed && !member.roles.is_empty();
    html! {
        div.role-list {
            @for role in &member.roles {
                div { strong { (role.title()) } span.hint { (role.meaning()) } }
            }
            @if member.roles.is_empty() { p.hint { "No role of a member." } }
        }
        @if sleeping {
            p.hint {
                @match member.state {
                    Membership::Invited => "They begin when the invitation is accepted.",
                    Membership::Suspended => "None is in force while the membership is suspended.",
                    _ => "None is in force any more.",
                }
            }
        }
        @if !besides.is_empty() {
            div.besides { span.hint { "In force besides, by outside access or as a deputy:" } (role_tags(&besides)) }
        }
    }
}

fn grants(visit: &Visit, facts: &Facts, on: Date, typed: &Typed) -> Markup {
    let columns = [
        Column::text("Access"),
        Column::text("Engagement"),
        Column::narrow("Days"),
        Column::narrow("Left"),
        Column::text("Given by"),
        Column::narrow(""),
    ];
    let rows: Vec<Row> = facts
        .grants
        .iter()
        .map(|(id, held)| {
            let grant = &held.grant;
            let over = held.ended.is_some() || grant.until < on;
            let cells = vec![
                html! { (kind_words(grant)) },
                html! {
                    div {
                        (grant.engagement)
                        p.hint { (grant.reason) @if let Some(ended) = &held.ended { " Ended: " (ended) } }
                    }
                },
                html! { div { time datetime=(grant.from) { (grant.from) } br; time datetime=(grant.until) { (grant.until) } } },
                left(held, on),
                name(visit, &held.given_by),
                html! { @if !over { (end_form(visit, id, held, typed)) } },
            ];
            Row { faint: over, ..Row::new(cells) }
        })
        .collect();
    ui::table("Outside access", &columns, &rows, TableOptions::default())
}

fn owned(visit: &Visit, facts: &Facts) -> Markup {
    html! {
        @if facts.controls.is_empty() { p.hint { "None. A control's page says who owns it." } }
        @else {
            ul.lines {
                @for (id, title) in &facts.controls { li { (ui::named(id, title, &controls::href(visit, id))) } }
            }
        }
    }
}

/// A new link for who is invited, a new invitation for who left, and new access for who came from outside.
fn again(visit: &Visit, person: &str, facts: &Facts) -> Markup {
    let (invite, give) = (Command::InvitePerson { person: person.to_owned(), roles: BTreeSet::new() }, give());
    let open = !visit.in_the_past() && !facts.own;
    let may_invite = open && why_not(visit, &invite).is_none();
    let from_outside = membership::outsider(&facts.member);
    html! {
        @if may_invite && facts.member.state == Membership::Invited {
            form method="post" action={ "/o/" (visit.org) (path(person)) "/invitation" } {
                button.button.primary type="submit" { "Make a new link" }
            }
        }
        @if may_invite && facts.member.state == Membership::Ended {
            (ui::link_button("Invite again", &invite::again_href(visit, person), None))
        }
        @if open && from_outside && why_not(visit, &give).is_none() {
            (ui::quiet_link("Give access again", &visit.href(&format!("/people/outside?person={person}")), None))
        }
    }
}
