//! Webhooks: where news of the organisation is sent, signed, and how far each receiver has come.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, ReceiptWords, WebhookWords};
use app::ask::TheDoors;
use app::{LastAnswer, WebhookState};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::values::Webhook;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/webhooks", get(webhooks).post(add_webhook))
        .route("/api/v1/o/{organisation}/webhooks/{webhook}", get(webhook).put(set_webhook).delete(remove_webhook))
        .route("/api/v1/o/{organisation}/webhooks/{webhook}/secret", post(new_webhook_secret))
        .route("/api/v1/o/{organisation}/webhooks/{webhook}/test", post(test_webhook))
        .route("/api/v1/o/{organisation}/webhooks/{webhook}/resumption", post(resume_webhook))
}

/// A page of webhooks.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WebhooksWords {
    /// Webhooks, by id; never a secret.
    webhooks: Vec<WebhookWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One webhook and how far its receiver has come.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneWebhookWords {
    #[serde(flatten)]
    webhook: WebhookWords,
    /// How far its receiver has come today; null for one without a secret.
    deliveries: Option<DeliveriesWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// How far a receiver has come.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeliveriesWords {
    /// The next entry to deliver.
    next_entry: u64,
    /// Entries that are not delivered or passed over yet.
    behind: u64,
    /// How often the next entry was tried in vain.
    failures: u32,
    /// When it is tried again; null when nothing waits.
    due: Option<String>,
    /// Why nothing is tried any more; null while it is.
    paused: Option<String>,
    /// What the receiver last said.
    last: Option<DeliveryWords>,
}

/// What a receiver said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeliveryWords {
    /// When.
    at: String,
    /// Which entry was delivered; null for a test.
    entry: Option<u64>,
    /// Did the receiver take it?
    taken: bool,
    /// In a few words.
    words: String,
}

impl From<LastAnswer> for DeliveryWords {
    fn from(last: LastAnswer) -> DeliveryWords {
        let LastAnswer { at_us, entry, taken, words } = last;
        DeliveryWords { at: app::clock::minute_of(at_us), entry, taken, words }
    }
}

impl From<WebhookState> for DeliveriesWords {
    fn from(state: WebhookState) -> DeliveriesWords {
        DeliveriesWords {
            next_entry: state.next,
            behind: state.behind,
            failures: state.failures,
            due: state.due_us.map(app::clock::minute_of),
            paused: state.paused,
            last: state.last.map(DeliveryWords::from),
        }
    }
}

/// List the webhooks.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/webhooks",
    tag = "doors",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The webhooks", body = WebhooksWords), Unanswered)
)]
pub(super) async fn webhooks(call: Call) -> Answered<WebhooksWords> {
    let answer = call.ask_organisation(&TheDoors)?;
    let (page, turn) = call.page(answer.value.webhooks.into_iter().collect(), |(id, _)| id.clone())?;
    let webhooks = page.iter().map(|(id, held)| WebhookWords::of(id, held)).collect();
    Ok(Json(WebhooksWords { webhooks, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one webhook and how far its receiver has come.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/webhooks/{webhook}",
    tag = "doors",
    params(InOrganisation, ("webhook" = String, Path, description = "Id of the webhook"), Moment),
    responses((status = 200, description = "The webhook", body = OneWebhookWords), Unanswered)
)]
pub(super) async fn webhook(call: Call) -> Told<OneWebhookWords> {
    let (app, id) = (&call.doors.app, call.part("webhook"));
    let (answer, version) = call.ask_about(&TheDoors, "webhook", &id)?;
    let held = answer.value.webhooks.get(&id).ok_or_else(|| unknown("webhook", &id, []))?;
    let mut states = tokio::task::block_in_place(|| app.webhook_states(&call.org(), call.who()))?;
    let deliveries = states.remove(&id).map(DeliveriesWords::from);
    let webhook = WebhookWords::of(&id, held);
    Ok(Tagged::of(version, OneWebhookWords { webhook, deliveries, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A webhook as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "url": "https://news.fathom.example/tickmark", "events": ["control_retired"], "active": true }))]
pub(super) struct WebhookBody {
    /// The address; https only.
    url: String,
    /// Names of events, as the history has them; left out or empty for all.
    #[serde(default)]
    events: Vec<String>,
    /// Is it in use? Yes when left out.
    active: Option<bool>,
}

impl WebhookBody {
    fn meant(self) -> Webhook {
        Webhook { url: self.url, events: self.events.into_iter().collect(), active: self.active.unwrap_or(true) }
    }
}

/// A webhook was added.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WebhookAddedWords {
    /// Its id.
    id: String,
    /// The secret that signs what is sent: shown once; null when the same request had been made before.
    secret: Option<String>,
    #[serde(flatten)]
    receipt: ReceiptWords,
}

/// Add a webhook.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/webhooks",
    tag = "doors",
    params(InOrganisation, Once),
    request_body = WebhookBody,
    responses((status = 201, description = "It is added", body = WebhookAddedWords), Refused)
)]
pub(super) async fn add_webhook(call: Call, Body(body): Body<WebhookBody>) -> Told<WebhookAddedWords> {
    let (app, org, request) = (&call.doors.app, call.org(), call.request(""));
    let set = || app.set_webhook(&org, call.who(), request.as_deref(), None, body.meant());
    let set = tokio::task::block_in_place(set).map_err(|failure| call.judged(failure))?;
    let (id, secret) = (set.receipt.object.clone(), set.secret);
    let place = format!("/api/v1/o/{org}/webhooks/{id}");
    Ok(call.receipt(set.receipt).map(|receipt| WebhookAddedWords { id, secret, receipt }).at(place))
}

/// Change a webhook: it becomes exactly this. Its secret stays.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/webhooks/{webhook}",
    tag = "doors",
    params(InOrganisation, ("webhook" = String, Path, description = "Id of the webhook"), Matching, Once),
    request_body = WebhookBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(super) async fn set_webhook(call: Call, Body(body): Body<WebhookBody>) -> Changed {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("webhook"));
    call.change_by("webhook", &id, |request| {
        app.set_webhook(&org, call.who(), request, Some(&id), body.meant()).map(|set| set.receipt)
    })
}

/// Remove a webhook, its secret, and what waited for it.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/webhooks/{webhook}",
    tag = "doors",
    params(InOrganisation, ("webhook" = String, Path, description = "Id of the webhook"), Matching, Once),
    responses((status = 200, description = "It is removed", body = ReceiptWords), Contested)
)]
pub(super) async fn remove_webhook(call: Call) -> Changed {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("webhook"));
    call.change_by("webhook", &id, |request| app.remove_webhook(&org, call.who(), request, &id))
}

/// A secret, shown once.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SecretWords {
    /// The secret.
    secret: String,
}

/// Put a new secret in place of the old one, which signs nothing any more. The ledger stays as it is.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/webhooks/{webhook}/secret",
    tag = "doors",
    params(InOrganisation, ("webhook" = String, Path, description = "Id of the webhook")),
    responses((status = 200, description = "The secret", body = SecretWords), Refused)
)]
pub(super) async fn new_webhook_secret(call: Call) -> Answered<SecretWords> {
    let (app, id) = (&call.doors.app, call.part("webhook"));
    let secret = tokio::task::block_in_place(|| app.new_webhook_secret(&call.org(), call.who(), &id))?;
    Ok(Json(SecretWords { secret }))
}

/// Send a test to the receiver; nothing that waits is touched.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/webhooks/{webhook}/test",
    tag = "doors",
    params(InOrganisation, ("webhook" = String, Path, description = "Id of the webhook")),
    responses((status = 200, description = "What the receiver said", body = DeliveryWords), Refused)
)]
pub(super) async fn test_webhook(call: Call) -> Answered<DeliveryWords> {
    let (app, id, base) = (&call.doors.app, call.part("webhook"), call.address(""));
    let answer = tokio::task::block_in_place(|| app.test_webhook(&call.org(), call.who(), &id, &base))?;
    Ok(Json(answer.into()))
}

/// How to go on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "skip": false }))]
pub(super) struct ResumptionBody {
    /// Send only what is recorded from now on, instead of everything that waits.
    #[serde(default)]
    skip: bool,
}

/// Try a paused webhook again.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/webhooks/{webhook}/resumption",
    tag = "doors",
    params(InOrganisation, ("webhook" = String, Path, description = "Id of the webhook")),
    request_body = ResumptionBody,
    responses((status = 200, description = "How far the receiver has come", body = DeliveriesWords), Refused)
)]
pub(super) async fn resume_webhook(call: Call, Body(body): Body<ResumptionBody>) -> Answered<DeliveriesWords> {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("webhook"));
    let mut states = tokio::task::block_in_place(|| {
        app.resume_webhook(&org, call.who(), &id, body.skip)?;
        app.webhook_states(&org, call.who())
    })?;
    let state: Result<WebhookState, Problem> = states.remove(&id).ok_or_else(|| unknown("webhook", &id, []));
    Ok(Json(state?.into()))
}
