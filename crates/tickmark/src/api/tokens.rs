//! Tokens of programs: list, issue (the secret is shown once), revoke.

use super::call::{Answered, Body, Call, day, unknown};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, ReceiptWords, TokenWords};
use app::ask::{PartOf, TheDoors};
use axum::routing::get;
use axum::{Json, Router};
use domain::registers::people::HeldToken;
use domain::values::doors::TOKEN_DAYS;
use domain::values::{Action, TokenKind, TokenScope};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/tokens", get(tokens).post(issue_token))
        .route("/api/v1/o/{organisation}/tokens/{token}", get(token).delete(revoke_token))
}

/// A page of tokens.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TokensWords {
    /// Tokens, past ones too, by id; never a secret.
    tokens: Vec<TokenWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One token, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneTokenWords {
    #[serde(flatten)]
    token: TokenWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the tokens: all of them for who may see how programs come in, one's own for everybody else.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/tokens",
    tag = "doors",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The tokens", body = TokensWords), Unanswered)
)]
pub(super) async fn tokens(call: Call) -> Answered<TokensWords> {
    let (tokens, mark, _) = seen(&call, "")?;
    let (page, turn) = call.page(tokens.into_iter().collect(), |(id, _)| id.clone())?;
    let tokens = page.iter().map(|(id, held)| TokenWords::of(&call.names(), id, held, mark.on)).collect();
    Ok(Json(TokensWords { tokens, turn, mark: MarkWords::of(Some(&mark)) }))
}

/// Show one token.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/tokens/{token}",
    tag = "doors",
    params(InOrganisation, ("token" = String, Path, description = "Id of the token"), Moment),
    responses((status = 200, description = "The token", body = OneTokenWords), Unanswered)
)]
pub(super) async fn token(call: Call) -> Told<OneTokenWords> {
    let id = call.part("token");
    let (tokens, mark, version) = seen(&call, &id)?;
    let held = tokens.get(&id).ok_or_else(|| unknown("token", &id, []))?;
    let token = TokenWords::of(&call.names(), &id, held, mark.on);
    Ok(Tagged::of(version, OneTokenWords { token, mark: MarkWords::of(Some(&mark)) }))
}

/// The tokens that the caller may see, and the version of one of them.
fn seen(call: &Call, id: &str) -> Result<(BTreeMap<String, HeldToken>, app::Mark, u64), Problem> {
    if call.doors.app.may(&call.org(), call.who(), Action::ReadDoors, None) {
        let (answer, version) = call.ask_about(&TheDoors, "token", id)?;
        return Ok((answer.value.tokens, answer.mark, version));
    }
    let (answer, version) = call.ask_about(&PartOf(call.who().id().to_owned()), "token", id)?;
    Ok((answer.value.tokens, answer.mark, version))
}

/// A token to be issued.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Nightly export", "kind": "api", "actions": ["read_programme", "read_control"], "until": "2026-12-31"
}))]
pub(super) struct NewToken {
    /// What it is for.
    name: String,
    /// `api` (the default); `collector`, which appends evidence to named controls and does nothing else; `directory`, for
    /// joiners and leavers.
    kind: Option<String>,
    /// Of `api`: what it may do, by the ids of `GET .../roles`; never more than its owner may at the moment.
    #[serde(default)]
    actions: Vec<String>,
    /// Controls that it is bound to; needed for a collector.
    #[serde(default)]
    controls: Vec<String>,
    /// Last day, at most 365 days on; left out, the 90th.
    #[schema(format = Date)]
    until: Option<String>,
}

impl NewToken {
    fn meant(self, today: jiff::civil::Date) -> Result<TokenScope, Problem> {
        let kinds = ["api", "collector", "directory"];
        let kind = self.kind.as_deref().unwrap_or("api");
        let kind = TokenKind::parse(kind).ok_or_else(|| unknown("kind", kind, kinds).of_the_body())?;
        let action = |text: &String| {
            Action::parse(text).ok_or_else(|| unknown("action", text, Action::ALL.map(Action::id)).of_the_body())
        };
        let last = today.saturating_add((TOKEN_DAYS - 1).days());
        Ok(TokenScope {
            name: self.name,
            kind,
            actions: self.actions.iter().map(action).collect::<Result<BTreeSet<Action>, Problem>>()?,
            controls: self.controls.into_iter().collect(),
            until: self.until.as_deref().map_or(Ok(last), |text| day(text, "until"))?,
        })
    }
}

/// A token was issued.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IssuedWords {
    /// Its id.
    id: String,
    /// The secret: shown once, kept nowhere; null when the same request had been made before.
    secret: Option<String>,
    #[serde(flatten)]
    receipt: ReceiptWords,
}

/// Issue a token, which may never do more than the person who issues it may at the moment. No token issues tokens.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/tokens",
    tag = "doors",
    params(InOrganisation, Once),
    request_body = NewToken,
    responses((status = 201, description = "It is issued", body = IssuedWords), Refused)
)]
pub(super) async fn issue_token(call: Call, Body(new): Body<NewToken>) -> Told<IssuedWords> {
    let (app, org, request) = (&call.doors.app, call.org(), call.request(""));
    let scope = new.meant(app.clock().today())?;
    let issue = || app.issue_token(&org, call.who(), request.as_deref(), scope);
    let issued = tokio::task::block_in_place(issue).map_err(|failure| call.judged(failure))?;
    let (id, secret) = (issued.id, Some(issued.secret).filter(|secret| !secret.is_empty()));
    let place = format!("/api/v1/o/{org}/tokens/{id}");
    Ok(call.receipt(issued.receipt).map(|receipt| IssuedWords { id, secret, receipt }).at(place))
}

/// Revoke a token: it ends at once.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/tokens/{token}",
    tag = "doors",
    params(InOrganisation, ("token" = String, Path, description = "Id of the token"), Matching, Once),
    responses((status = 200, description = "It is revoked", body = ReceiptWords), Contested)
)]
pub(super) async fn revoke_token(call: Call) -> Changed {
    let (app, org, id) = (&call.doors.app, call.org(), call.part("token"));
    call.change_by("token", &id, |request| app.revoke_token(&org, call.who(), request, &id))
}
