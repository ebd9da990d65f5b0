//! Webhooks: where news of the organisation is sent, how far each receiver has come, and what it last said.

mod card;
mod events;
mod form;
#[cfg(test)]
mod tests;

use super::kept::OfThisMoment;
use super::people::{not_offered, why_not};
use super::problem::Problem;
use super::typed::{or_again, refused};
use super::ui::{self, Crumb, Icon, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::TheDoors;
use axum::Router;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::Webhook;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/webhooks", get(show).post(form::add))
        .route("/o/{organisation}/webhooks/new", get(form::begin))
        .route("/o/{organisation}/webhooks/{webhook}/change", get(form::change).post(form::save))
        .route("/o/{organisation}/webhooks/{webhook}/removal", post(remove))
        .route("/o/{organisation}/webhooks/{webhook}/test", post(test))
        .route("/o/{organisation}/webhooks/{webhook}/resumption", post(resume))
        .route("/o/{organisation}/webhooks/{webhook}/secret", post(new_secret))
}

/// What stands in the way of setting webhooks at all.
fn missing(visit: &Visit) -> Option<Refusal> {
    let webhook = Webhook { url: String::new(), events: Default::default(), active: true };
    why_not(visit, &Command::SetWebhook { id: None, webhook })
}

/// What was just done, said on the page itself: no entry of the ledger speaks of it.
enum Said<'a> {
    Nothing,
    Refused(&'a Refusal),
    Done(Tone, &'a str, &'a str),
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, &Said::Nothing)
}

fn page(visit: &Visit, said: &Said<'_>) -> Result<Response, Problem> {
    let answer = visit.ask(&TheDoors)?;
    let webhooks = &answer.value.webhooks;
    let states = tokio::task::block_in_place(|| visit.doors.app.webhook_states(&visit.org, &visit.who))?;
    let missing = missing(visit);
    let can = missing.is_none() && !visit.in_the_past();
    let add = || ui::link_button("New webhook", &visit.href("/webhooks/new"), Some(Icon::Export));
    let body = html! {
        (ui::heading(
            "Webhooks",
            Some("News of this organisation for a program of yours: one signed message for each entry of the ledger, in its order. It says what happened to which object, and holds no name and no text of anybody."),
            Some(html! { @if can && !webhooks.is_empty() { (add()) } }),
        ))
        @match said {
            Said::Nothing => {}
            Said::Refused(refusal) => (refused(Some(refusal))),
            Said::Done(tone, title, text) => div role="status" { (ui::notice(*tone, title, html! { (text) })) },
        }
        @if let Some(missing) = missing.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
        @if webhooks.is_empty() {
            (ui::empty_state(
                "No webhook yet",
                "Name an https address of yours. What is recorded from then on is sent there within seconds.",
                html! { @if can { (add()) } },
            ))
        }
        div.stack { @for (id, webhook) in webhooks { (card::card(visit, id, webhook, states.get(id), answer.mark.entries, can)) } }
    };
    Ok(live(visit.page(&answer.mark, "Webhooks", "/webhooks", &[Crumb::here("Webhooks")], body)))
}

/// A page of how deliveries stand is another one a moment later.
fn live(mut response: Response) -> Response {
    response.extensions_mut().insert(OfThisMoment);
    response
}

/// The page on which a secret is shown once.
fn secret_page(visit: &Visit, id: &str, secret: &str, new: bool) -> Result<Response, Problem> {
    let answer = visit.ask(&TheDoors)?;
    let url = answer.value.webhooks.get(id).map(|w| w.url.clone()).unwrap_or_default();
    let title = if new { "Webhook set" } else { "New secret" };
    let body = html! {
        (ui::heading(title, Some("The secret is shown here once. With it the receiver knows that a message is ours."), None))
        (ui::section("secret", "Secret", None, html! {
            (ui::code_of(secret, "secret"))
            @if !new { p.hint { "The old one signs nothing any more: exchange it at the receiver now, or deliveries fail until you do." } }
        }))
        (ui::section("next", "What the receiver does", None, html! {
            p { "Each message goes to " code { (url) } " with three headers after Standard Webhooks, for which there are ready libraries:" }
            (headers_table())
            p { "Answer with any status from 200 to 299 within ten seconds. Everything else is tried again, after a minute at first and half a day at most, for three days." }
        }))
        div.actions { (ui::quiet_link("To the webhooks, and a test", &visit.href("/webhooks"), None)) }
    };
    let crumbs = [Crumb::link("Webhooks", visit.href("/webhooks")), Crumb::here("Secret")];
    Ok(live(visit.page(&answer.mark, title, "/webhooks", &crumbs, body)))
}

fn headers_table() -> Markup {
    ui::card(ui::definition_list(&[
        ("webhook-id", html! { "The same for every attempt; a receiver that had it answers 200 and does nothing." }),
        ("webhook-timestamp", html! { "Seconds since 1970 of this attempt. Refuse what is older than five minutes." }),
        (
            "webhook-signature",
            html! { "v1, a comma, and the base64 of HMAC-SHA256 over id, full stop, timestamp, full stop, body; the key is the base64 after whsec_." },
        ),
    ]))
}

async fn remove(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let removed = tokio::task::block_in_place(|| visit.doors.app.remove_webhook(&visit.org, &visit.who, None, &id));
    let done = removed.map(|receipt| visit.went("Removed the webhook.", "/webhooks", &receipt)).map_err(Problem::from);
    or_again(done, |refusal| page(&visit, &Said::Refused(refusal)))
}

async fn test(visit: Visit, Path((_, id)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, Problem> {
    let base = visit.doors.reach.address(&headers);
    let answer = tokio::task::block_in_place(|| visit.doors.app.test_webhook(&visit.org, &visit.who, &id, &base));
    let shown = match answer {
        Ok(answer) if answer.taken => {
            let text = format!("It {}. A signed test message was delivered.", answer.words);
            page(&visit, &Said::Done(Tone::Good, "The receiver took the test", &text))
        }
        Ok(answer) => {
            let text = format!("What came of it: {}.", answer.words);
            page(&visit, &Said::Done(Tone::Caution, "The receiver did not take the test", &text))
        }
        Err(failure) => Err(failure.into()),
    };
    or_again(shown, |refusal| page(&visit, &Said::Refused(refusal)))
}

async fn resume(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: super::typed::Typed,
) -> Result<Response, Problem> {
    let skip = typed.get("from") == "now";
    let resumed = tokio::task::block_in_place(|| visit.doors.app.resume_webhook(&visit.org, &visit.who, &id, skip));
    let text = if skip {
        "Only what is recorded from now on is sent. What was left out stands in the history."
    } else {
        "It goes on with the entry that was not taken."
    };
    let shown =
        resumed.map_err(Problem::from).and_then(|()| page(&visit, &Said::Done(Tone::Good, "Deliveries go on", text)));
    or_again(shown, |refusal| page(&visit, &Said::Refused(refusal)))
}

async fn new_secret(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let secret = tokio::task::block_in_place(|| visit.doors.app.new_webhook_secret(&visit.org, &visit.who, &id));
    let shown = secret.map_err(Problem::from).and_then(|secret| secret_page(&visit, &id, &secret, false));
    or_again(shown, |refusal| page(&visit, &Said::Refused(refusal)))
}
