//! The eleven roles as cards, with who holds each here.

use crate::web::people;
use crate::web::reading::n;
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::{Question, Seen};
use domain::refusal::Refusal;
use domain::values::{Action, GrantKind, Role};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Most names on one card; the list of people has them all.
const SHOWN: usize = 12;

/// Asks for nothing but a part in the organisation: the roles and the rights are no secret.
pub(super) struct Anybody;

impl Question for Anybody {
    type Answer = ();

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, _: &Seen<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// The cards, with names for who may see who is a member: those who hold each role on the day, by name.
pub(super) fn view(visit: &Visit, holders: Option<&BTreeMap<Role, Vec<String>>>) -> Markup {
    html! {
        div.card-grid {
            @for role in Role::ALL {
                article.card id=(role.id()) {
                    div.card-head { h2.card-title { (role.title()) } (ui::tag(comes(role))) }
                    p { (role.meaning()) }
                    p.never { strong { "May never: " } (role.never()) "." }
                    @if let Some(held) = holders {
                        @if let Some(people) = held.get(&role) { (names(visit, role, people)) }
                        @else if grant_of(role).is_some() { (names(visit, role, &[])) }
                    }
                }
            }
        }
    }
}

fn names(visit: &Visit, role: Role, people: &[String]) -> Markup {
    let more = people.len().saturating_sub(SHOWN);
    let all = if grant_of(role).is_some() {
        format!("{}#outside", visit.href("/people"))
    } else {
        visit.href(&format!("/people?role={}", role.id()))
    };
    html! {
        p.held {
            @if people.is_empty() { span.hint { "Nobody holds it here." } }
            @else {
                span.hint { "Held by " }
                @for (at, person) in people.iter().take(SHOWN).enumerate() { @if at > 0 { ", " } (people::name(visit, person)) }
                @if more > 0 { " and " a href=(all) { (n(more)) " more" } }
            }
        }
    }
}

fn grant_of(role: Role) -> Option<GrantKind> {
    [GrantKind::Consultant, GrantKind::ExternalAuditor, GrantKind::Support].into_iter().find(|k| k.role() == role)
}

/// How somebody gets the role.
fn comes(role: Role) -> &'static str {
    match role {
        Role::Collector => "by token",
        Role::Visitor => "no portal is published yet",
        Role::Operator => "by two persons, a week at most",
        Role::Consultant | Role::ExternalAuditor => "by dated access",
        _ => "by invitation",
    }
}
