//! Single sign-on of an organisation (OpenID Connect): show, set, test, take away.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::parameters::{InOrganisation, Matching, Moment, Once};
use super::problem::{Contested, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, ReceiptWords, SignOnWords};
use app::ask::TheDoors;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::values::SignOn;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Kind and id under which versions of the settings are kept.
const SIGN_ON: &str = "sign_on";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/sign-on", get(sign_on).put(set_sign_on).delete(remove_sign_on))
        .route("/api/v1/o/{organisation}/sign-on/test", post(test_sign_on))
}

/// The settings of single sign-on, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneSignOnWords {
    #[serde(flatten)]
    sign_on: SignOnWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show single sign-on; never the client's secret.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/sign-on",
    tag = "doors",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The settings", body = OneSignOnWords), Unanswered)
)]
pub(super) async fn sign_on(call: Call) -> Told<OneSignOnWords> {
    let (answer, version) = call.ask_about(&TheDoors, SIGN_ON, SIGN_ON)?;
    let held = answer.value.sign_on.ok_or_else(|| unknown("single sign-on", &call.org(), []))?;
    let sign_on = SignOnWords::of(&call.names(), &held);
    Ok(Tagged::of(version, OneSignOnWords { sign_on, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Settings of single sign-on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "issuer": "https://id.fathom.example", "client_id": "tickmark", "client_secret": "..." }))]
pub(super) struct SignOnBody {
    /// The issuer, exactly as its discovery document names it.
    issuer: String,
    /// Our id at the issuer.
    client_id: String,
    /// The client's secret, kept sealed and never shown; left out, it stays as it is.
    client_secret: Option<String>,
    /// Members must come this way.
    #[serde(default)]
    enforced: bool,
    /// Id of the one owner who may still come in with a local account; needed when it is enforced.
    break_glass: Option<String>,
    /// A verified e-mail address of this issuer is linked to an account that is here already.
    #[serde(default)]
    link_by_email: bool,
}

/// Set single sign-on.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/sign-on",
    tag = "doors",
    params(InOrganisation, Matching, Once),
    request_body = SignOnBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(super) async fn set_sign_on(call: Call, Body(body): Body<SignOnBody>) -> Changed {
    let SignOnBody { issuer, client_id, client_secret, enforced, break_glass, link_by_email } = body;
    let settings = SignOn { issuer, client_id, enforced, break_glass, link_by_email };
    let (app, org) = (&call.doors.app, call.org());
    call.change_by(SIGN_ON, SIGN_ON, |request| {
        app.set_sign_on(&org, call.who(), request, Some(settings), client_secret.as_deref())
    })
}

/// Take single sign-on away: local accounts only.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/sign-on",
    tag = "doors",
    params(InOrganisation, Matching, Once),
    responses((status = 200, description = "It is gone", body = ReceiptWords), Contested)
)]
pub(super) async fn remove_sign_on(call: Call) -> Changed {
    let (app, org) = (&call.doors.app, call.org());
    call.change_by(SIGN_ON, SIGN_ON, |request| app.set_sign_on(&org, call.who(), request, None, None))
}

/// What the provider said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FoundWords {
    /// In a sentence.
    found: String,
}

/// Ask the provider for what it publishes; changes nothing.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/sign-on/test",
    tag = "doors",
    params(InOrganisation),
    responses((status = 200, description = "What was found", body = FoundWords), Refused)
)]
pub(super) async fn test_sign_on(call: Call) -> Answered<FoundWords> {
    let found = tokio::task::block_in_place(|| call.doors.app.test_sign_on(&call.org(), call.who()))?;
    Ok(Json(FoundWords { found }))
}
