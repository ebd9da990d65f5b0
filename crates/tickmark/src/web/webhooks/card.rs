//! One webhook: its address, what it is told, how far it has come, and what can be done with it.

use super::events;
use crate::web::reading::{counted, encode};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Confirm, Field, Tone};
use crate::web::visit::Visit;
use app::clock::minute_of;
use app::{LastAnswer, WebhookState};
use domain::values::Webhook;
use maud::{Markup, html};

/// `can`: may whoever looks change it.
pub(super) fn card(
    visit: &Visit,
    id: &str,
    webhook: &Webhook,
    state: Option<&WebhookState>,
    entries: u64,
    can: bool,
) -> Markup {
    let (host, path) = parts(&webhook.url);
    html! {
        article.card id=(id) {
            div.card-head {
                h2.card-title { (host) @if !path.is_empty() { span.hint { (path) } } }
                (badge(webhook, state))
            }
            @if let Some(why) = state.and_then(|s| s.paused.as_deref()) {
                (ui::notice(Tone::Danger, "Paused", html! {
                    (sentence(why)) " Nothing is sent until somebody says to go on; nothing is lost meanwhile."
                }))
            }
            @if state.is_none() {
                (ui::notice(Tone::Caution, "No secret", html! {
                    "Nothing can be signed, so nothing is sent. Make a secret and give it to the receiver."
                }))
            }
            (ui::definition_list(&[
                ("Told of", events::chosen(&webhook.events)),
                ("Next entry", next(visit, webhook, state, entries)),
                ("Last answer", last(visit, state.and_then(|s| s.last.as_ref()))),
            ]))
            @if can { (actions(visit, id, &host, state)) }
        }
    }
}

/// The host and the rest of an address.
fn parts(url: &str) -> (String, String) {
    let rest = url.strip_prefix("https://").unwrap_or(url);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    (rest[..end].to_owned(), rest[end..].to_owned())
}

fn badge(webhook: &Webhook, state: Option<&WebhookState>) -> Markup {
    match state {
        _ if !webhook.active => ui::badge(Tone::Neutral, "Not in use"),
        None => ui::badge(Tone::Caution, "No secret"),
        Some(s) if s.paused.is_some() => ui::badge(Tone::Danger, "Paused"),
        Some(s) if s.failures > 0 => ui::badge(Tone::Caution, "Being tried again"),
        Some(_) => ui::badge(Tone::Good, "In use"),
    }
}

fn next(visit: &Visit, webhook: &Webhook, state: Option<&WebhookState>, entries: u64) -> Markup {
    let Some(state) = state else {
        return ui::nothing();
    };
    let number = html! {
        @if state.next < entries { a href=(visit.href(&format!("/history/{}", state.next))) { "entry " (state.next) } }
        @else { "entry " (state.next) ", not recorded yet" }
    };
    html! {
        (number)
        @if !webhook.active && state.behind > 0 {
            ". " (counted(usize::try_from(state.behind).unwrap_or(usize::MAX), "entry waits", "entries wait")) " until it is in use"
        } @else if state.failures > 0 {
            ", tried in vain " (counted(state.failures as usize, "time", "times"))
            @if let Some(due) = state.due_us { "; again at " (minute_of(due)) }
        } @else if state.behind > 0 { ", within seconds" }
    }
}

fn last(visit: &Visit, answer: Option<&LastAnswer>) -> Markup {
    html! {
        @match answer {
            None => { "nothing was sent yet" }
            Some(answer) => {
                @if answer.taken { "took " } @else { "did not take " }
                @match answer.entry {
                    Some(entry) => a href=(visit.href(&format!("/history/{entry}"))) { "entry " (entry) },
                    None => { "a test" },
                }
                ", " (minute_of(answer.at_us)) ": " (answer.words)
            }
        }
    }
}

fn actions(visit: &Visit, id: &str, host: &str, state: Option<&WebhookState>) -> Markup {
    let at = |verb: &str| format!("/o/{}/webhooks/{}/{verb}", visit.org, encode(id));
    let paused = state.is_some_and(|s| s.paused.is_some() || s.failures > 0);
    let secret = Confirm {
        id: &format!("secret-{id}"),
        open: if state.is_some() { "New secret" } else { "Make a secret" },
        title: "Make a new secret?",
        text: "The present one signs nothing from that moment on. Have the receiver at hand.",
        action: &at("secret"),
        yes: "Make a new secret",
        danger: false,
    };
    let removal = Confirm {
        id: &format!("remove-{id}"),
        open: "Remove",
        title: &format!("Remove the webhook to {host}?"),
        text: "Nothing is sent there any more, and its secret is erased. What it was told of stays in the history.",
        action: &at("removal"),
        yes: "Remove",
        danger: true,
    };
    html! {
        @if paused {
            form.inline-form method="post" action=(at("resumption")) {
                (ui::inline_select("from", "Try again", &[
                    Choice::new("here", "from the entry that was not taken", true),
                    Choice::new("now", "with what is recorded from now on", false),
                ]))
                button.button.primary type="submit" { "Go on" }
            }
        }
        div.actions {
            @if state.is_some() {
                form method="post" action=(at("test")) { button.button type="submit" { "Deliver a test now" } }
            }
            (ui::quiet_link("Change", &visit.href(&format!("/webhooks/{}/change", encode(id))), None))
            (ui::confirm(&secret, html! {}))
            (ui::confirm(&removal, html! {}))
        }
    }
}

/// The fields of a webhook's form.
pub(super) fn fields(url: &str, active: bool, chosen: &dyn Fn(&str) -> bool) -> Markup {
    let address = Field {
        name: "url",
        label: "Address",
        value: url,
        hint: "It begins with https:// and answers from outside, on port 443 or 8443. A target inside your own network has to be allowed by whoever runs this installation.",
        required: true,
        ..Field::default()
    };
    let use_it = Field { name: "active", label: "Use", ..Field::default() };
    html! {
        (ui::text(&address))
        (ui::radios(&use_it, &[
            Choice::new("yes", "In use", active),
            Choice::new("no", "Not in use", !active),
        ]))
        (events::boxes(chosen))
    }
}
