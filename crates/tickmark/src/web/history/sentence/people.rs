//! What happened to people and their rights, as a sentence without its subject.

use crate::web::controls;
use crate::web::visit::Visit;
use domain::event::Event;
use domain::values::Role;
use maud::{Markup, html};

pub(super) fn what(visit: &Visit, event: &Event) -> Markup {
    let name = |id: &str| html! { strong { (visit.name_of(id)) } };
    match event {
        Event::ControlAssigned { id, person: Some(person) } => html! {
            "made " (name(person)) " the owner of " a.id href=(controls::href(visit, id)) { (id) }
        },
        Event::ControlAssigned { id, person: None } => {
            html! { "took " a.id href=(controls::href(visit, id)) { (id) } " from its owner" }
        }
        Event::PersonInvited { person, roles } => html! { "invited " (name(person)) " as " (listed(roles)) },
        Event::MembershipConfirmed { .. } => html! { "accepted the invitation" },
        Event::RolesSet { person, roles, .. } => html! { "set the roles of " (name(person)) ": " (listed(roles)) },
        Event::MemberSuspended { person, .. } => html! { "suspended " (name(person)) },
        Event::MemberResumed { person } => html! { "ended the suspension of " (name(person)) },
        Event::MembershipEnded { person, .. } => html! { "ended the membership of " (name(person)) },
        Event::GrantGiven { grant, .. } => html! {
            "gave " (name(&grant.person)) " access as " (grant.kind.role().title().to_lowercase())
            " for " (grant.engagement) ", " (grant.from) " to " (grant.until)
        },
        Event::GrantEnded { id, .. } => html! { "ended the access " span.id { (id) } },
        Event::DeputyNamed { deputy, .. } => html! {
            "named " (name(&deputy.deputy)) " as deputy of " (name(&deputy.principal))
            ", " (deputy.from) " to " (deputy.until)
        },
        Event::DeputyEnded { id } => html! { "ended the deputy's time " span.id { (id) } },
        other => governance(visit, other),
    }
}

fn governance(visit: &Visit, event: &Event) -> Markup {
    let name = |id: &str| html! { strong { (visit.name_of(id)) } };
    match event {
        Event::WaiverProposed { waiver, .. } => html! {
            "proposed to waive " (waiver.duty.id()) " for " (name(&waiver.person)) " until " (waiver.until)
        },
        Event::WaiverApproved { id, alone } => {
            html! { "approved the waiver " span.id { (id) } @if *alone { ", with nobody else there to approve it" } }
        }
        Event::WaiverEnded { id, .. } => html! { "ended the waiver " span.id { (id) } },
        Event::DeedProposed { deed, .. } => html! { "proposed: " (deed.title()) },
        Event::DeedApproved { id, alone } => {
            html! { "approved " span.id { (id) } @if *alone { ", with nobody else there to approve it" } }
        }
        Event::DeedWithdrawn { id, .. } => html! { "stopped " span.id { (id) } },
        Event::DeedDone { id } => html! { "carried out " span.id { (id) } },
        Event::BackupRestored { restored } => html! {
            "put a backup in place: " (restored.entries) " entries of " span.id.breaks { (restored.bundle) }
            @if let [first, rest @ ..] = restored.agreed_by.as_slice() {
                ", agreed by " (name(first)) @for other in rest { " and " (name(other)) }
            }
            @if restored.alone { ", alone" }
            @if let Some(aside) = &restored.moved_aside { "; what was here before is kept as " span.id { (aside) } }
        },
        Event::SignOnSet { sign_on: Some(sign_on) } => html! {
            "set single sign-on with " (sign_on.issuer) @if sign_on.enforced { ", enforced" }
        },
        Event::SignOnSet { sign_on: None } => html! { "took single sign-on away" },
        Event::DirectorySet { directory } => {
            html! { @if directory.is_some() { "set the groups of the directory" } @else { "disconnected the directory" } }
        }
        Event::TokenIssued { scope, .. } => html! {
            "issued the " (scope.kind.id()) " token " strong { (scope.name) } " until " (scope.until)
        },
        Event::TokenRevoked { id } => html! { "revoked the token " span.id { (id) } },
        Event::WebhookSet { webhook, .. } => html! {
            "set a webhook to " (webhook.url) @if !webhook.active { ", not in use" }
        },
        Event::WebhookRemoved { id } => html! { "removed the webhook " span.id { (id) } },
        other => crate::web::staff::what(visit, other),
    }
}

fn listed(roles: &std::collections::BTreeSet<Role>) -> String {
    roles.iter().map(|r| r.title().to_lowercase()).collect::<Vec<_>>().join(", ")
}
