//! Rules of the doors: single sign-on, the directory, tokens and webhooks.

use super::members::member;
use super::{Judged, days, kept_apart, unknown};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::people::Member;
use crate::rules::{SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::doors::MAX_TOKEN_DAYS;
use crate::values::{Action, Directory, Duty, Membership, Role, SignOn, TokenKind, TokenScope, Webhook};
use std::collections::BTreeSet;

/// Longest address, in characters.
const MAX_URL: usize = 500;
/// Most groups of a directory.
const MAX_GROUPS: usize = 200;
/// Most tokens in force.
const MAX_TOKENS: usize = 1_000;
/// Most webhooks.
const MAX_WEBHOOKS: usize = 20;
/// Most names of events of one webhook.
const MAX_EVENTS: usize = 100;
/// Most controls that a token is bound to.
const MAX_BOUND: usize = 500;

pub(super) fn set_sign_on(registers: &Registers, sign_on: Option<SignOn>) -> Judged {
    let sign_on = match sign_on {
        None => None,
        Some(sign_on) => {
            let issuer = required(&sign_on.issuer, "the issuer", "the address of the identity provider", MAX_URL)?;
            if !is_issuer(&issuer) {
                return Err(Refusal::NotPossible {
                    sentence: format!("the issuer `{issuer}` is not an address that can be asked"),
                    hint: "write it as the provider's discovery document names it, such as https://login.example.org: \
                           without user name, query and fragment"
                        .to_owned(),
                });
            }
            let client_id = required(&sign_on.client_id, "the client id", "our id at the provider", SHORT_TEXT)?;
            match (&sign_on.break_glass, sign_on.enforced) {
                (None, true) => {
                    return Err(Refusal::NotPossible {
                        sentence: "sign-on cannot be enforced without one sealed account".to_owned(),
                        hint: "name one owner who can still come in when the provider is away".to_owned(),
                    });
                }
                (Some(person), _) if !confirmed_owner(member(registers, person)?) => {
                    return Err(Refusal::NotPossible {
                        sentence: "the sealed account must be that of a confirmed owner".to_owned(),
                        hint: "name an owner who has accepted the invitation".to_owned(),
                    });
                }
                _ => {}
            }
            Some(SignOn { issuer, client_id, ..sign_on })
        }
    };
    if sign_on == registers.people.sign_on {
        return Err(Refusal::NothingToChange { what: "single sign-on".to_owned() });
    }
    Ok(vec![Event::SignOnSet { sign_on }])
}

/// Whether an issuer has the form of OpenID Connect Core 1.0, section 1.2: a scheme and a host, no query and no fragment.
/// Whether plain `http` may be called is for the list of internal targets to say, when it is called.
fn is_issuer(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    !host.is_empty()
        && !host.contains('@')
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '\\'))
}

fn confirmed_owner(member: &Member) -> bool {
    member.state == Membership::Confirmed && member.roles.contains(&Role::Owner)
}

pub(super) fn set_directory(registers: &Registers, directory: Option<Directory>) -> Judged {
    for (group, roles) in directory.iter().flat_map(|d| &d.groups) {
        required(group, "the name of a group", "it as the directory has it", SHORT_TEXT)?;
        if let Some(role) = roles.iter().find(|r| !Role::MEMBER.contains(r) || **r == Role::Owner) {
            return Err(kept_apart(
                Duty::OwnRole,
                format!("a directory's group cannot make somebody {}", role.title().to_lowercase()),
                "an owner gives that role, or outside access, in person",
            ));
        }
        if let Some((one, other, duty)) = crate::values::member::conflict(roles) {
            let sentence = format!("the group {group} would be both {} and {}", one.title(), other.title());
            return Err(kept_apart(duty, sentence, "split the group in two"));
        }
    }
    if directory.as_ref().is_some_and(|d| d.groups.len() > MAX_GROUPS) {
        return Err(Refusal::TooMany { what: "groups", max: MAX_GROUPS });
    }
    if directory == registers.people.directory {
        return Err(Refusal::NothingToChange { what: "the directory".to_owned() });
    }
    Ok(vec![Event::DirectorySet { directory }])
}

pub(super) fn issue_token(registers: &Registers, scope: TokenScope, stamp: &Stamp) -> Judged {
    let name = required(&scope.name, "the name of the token", "what it is for", SHORT_TEXT)?;
    days(stamp.today, scope.until, MAX_TOKEN_DAYS, "a token", stamp.today)?;
    let in_force = registers.people.tokens.values().filter(|t| !t.revoked && t.scope.until >= stamp.today).count();
    if in_force >= MAX_TOKENS {
        return Err(Refusal::TooMany { what: "tokens in force", max: MAX_TOKENS });
    }
    if scope.controls.len() > MAX_BOUND {
        return Err(Refusal::TooMany { what: "controls of one token", max: MAX_BOUND });
    }
    if let Some(id) = scope.controls.iter().find(|id| !registers.controls.contains_key(*id)) {
        return Err(unknown("control", id));
    }
    let actions: BTreeSet<Action> = match scope.kind {
        TokenKind::Collector if scope.controls.is_empty() => {
            return Err(Refusal::Empty { field: "the list of controls", wanted: "the controls it observes" });
        }
        TokenKind::Collector => [Action::AppendEvidence].into(),
        TokenKind::Directory => {
            let owner = registers.people.members.get(&stamp.by.person);
            if !owner.is_some_and(confirmed_owner) {
                let hint = "let an owner issue it";
                return Err(kept_apart(Duty::OwnRole, "only an owner connects a directory", hint));
            }
            Action::ALL.into_iter().filter(|action| action.by_directory()).collect()
        }
        TokenKind::Api => {
            if let Some(action) = scope.actions.iter().find(|a| !a.in_tokens()) {
                return Err(Refusal::NotPossible {
                    sentence: format!("no token can {}", action.words()),
                    hint: "only a person can mean that".to_owned(),
                });
            }
            if scope.actions.is_empty() {
                return Err(Refusal::Empty { field: "the list of actions", wanted: "what the token may do" });
            }
            scope.actions
        }
    };
    let scope = TokenScope { name, actions, ..scope };
    Ok(vec![Event::TokenIssued { id: format!("token-{}", stamp.fresh), scope }])
}

pub(super) fn revoke_token(registers: &Registers, id: String) -> Judged {
    if !registers.people.tokens.contains_key(&id) {
        return Err(unknown("token", &id));
    }
    Ok(vec![Event::TokenRevoked { id }])
}

pub(super) fn set_webhook(registers: &Registers, id: Option<String>, webhook: Webhook, stamp: &Stamp) -> Judged {
    let url = required(&webhook.url, "the address", "an https address that you own", MAX_URL)?;
    if !url.to_lowercase().starts_with("https://") {
        return Err(Refusal::NotPossible {
            sentence: "news of an organisation is sent over https only".to_owned(),
            hint: "give an address that begins with https://".to_owned(),
        });
    }
    if webhook.events.len() > MAX_EVENTS {
        return Err(Refusal::TooMany { what: "names of events", max: MAX_EVENTS });
    }
    for event in &webhook.events {
        required(event, "the name of an event", "it as the history has it", SHORT_TEXT)?;
    }
    let known = &registers.people.webhooks;
    let id = match id {
        Some(id) if known.contains_key(&id) => id,
        Some(id) => return Err(unknown("webhook", &id)),
        None if known.len() >= MAX_WEBHOOKS => {
            return Err(Refusal::TooMany { what: "webhooks", max: MAX_WEBHOOKS });
        }
        None => format!("webhook-{}", stamp.fresh),
    };
    let webhook = Webhook { url, ..webhook };
    if known.get(&id) == Some(&webhook) {
        return Err(Refusal::NothingToChange { what: "the webhook".to_owned() });
    }
    Ok(vec![Event::WebhookSet { id, webhook }])
}

pub(super) fn remove_webhook(registers: &Registers, id: String) -> Judged {
    if !registers.people.webhooks.contains_key(&id) {
        return Err(unknown("webhook", &id));
    }
    Ok(vec![Event::WebhookRemoved { id }])
}
