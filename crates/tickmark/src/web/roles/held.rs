//! The eleven roles as cards, with who holds each here.

use crate::web::people;
use crate::web::reading::n;
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::{Question, Seen};
use domain::refusal::Refusal;
use domain::values::{Action, GrantKind, Membership, Role};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Most names on one card; the list of people has them all.
const SHOWN: usize = 12;

/// Who holds each role on the day, as a member or by outside access in force.
pub(super) struct Holders {
    /// Whoever asks may see who is a member.
    pub(super) sees_people: bool,
}

impl Question for Holders {
    type Answer = Option<BTreeMap<Role, BTreeSet<String>>>;

    fn needs(&self) -> Action {
        if self.sees_people { Action::ReadPeople } else { Action::ReadLibrary }
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        if !self.sees_people {
            return Ok(None);
        }
        let people = &seen.organisation()?.people;
        let mut held: BTreeMap<Role, BTreeSet<String>> = BTreeMap::new();
        for role in Role::MEMBER {
            held.insert(role, people.holders(role).cloned().collect());
        }
        let confirmed = |person: &String| people.members.get(person).is_some_and(|m| m.state == Membership::Confirmed);
        for grant in people.grants.values().filter(|grant| grant.on(seen.on) && confirmed(&grant.grant.person)) {
            held.entry(grant.grant.kind.role()).or_default().insert(grant.grant.person.clone());
        }
        Ok(Some(held))
    }
}

pub(super) fn view(visit: &Visit, holders: &Option<BTreeMap<Role, BTreeSet<String>>>) -> Markup {
    html! {
        div.card-grid {
            @for role in Role::ALL {
                article.card id=(role.id()) {
                    div.card-head { h2.card-title { (role.title()) } (ui::tag(comes(role))) }
                    p { (role.meaning()) }
                    p.never { strong { "May never: " } (role.never()) "." }
                    @if let Some(held) = holders {
                        @if let Some(people) = held.get(&role) { (names(visit, role, people)) }
                        @else if grant_of(role).is_some() { (names(visit, role, &BTreeSet::new())) }
                    }
                }
            }
        }
    }
}

fn names(visit: &Visit, role: Role, people: &BTreeSet<String>) -> Markup {
    let mut by_name: Vec<(String, &String)> =
        people.iter().map(|person| (visit.name_of(person).to_lowercase(), person)).collect();
    by_name.sort();
    let more = by_name.len().saturating_sub(SHOWN);
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
                @for (at, (_, person)) in by_name.iter().take(SHOWN).enumerate() { @if at > 0 { ", " } (people::name(visit, person)) }
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
