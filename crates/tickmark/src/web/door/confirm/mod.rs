//! Proving again who one is. What was refused for want of a fresh proof is not lost: its form travels sealed with the
//! question, and is sent again as it was when the proof is there.

mod guard;
mod held;
mod page;
mod prove;

pub(crate) use guard::guard;

use super::super::problem::Problem;
use super::super::visitor::{From, session_cookie};
use super::entered::local;
use super::sign_in::{Way, told};
use crate::serve::Doors;
use app::Failure;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use page::page;
use prove::prove;
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/confirm", get(ask).post(confirm))
}

/// The proof that was typed or shown.
#[derive(Default, Deserialize)]
struct Proof {
    #[serde(default, rename = "held-form")]
    held: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    ceremony: String,
    #[serde(default)]
    response: String,
    #[serde(default)]
    demonstration: String,
}

/// What a page of this kind is about.
struct Question<'a> {
    action: &'a str,
    /// What it is asked for; empty when the way led here by itself.
    reason: &'a str,
    /// Must it be a second factor, or is the password enough for who has none?
    strong: bool,
    held: &'a str,
    to: &'a str,
}

async fn ask(State(doors): State<Arc<Doors>>, Query(way): Query<Way>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(local(&way.to).to_owned()))?;
    // Only the account itself is content with a password; everything in an organisation asks for more.
    let strong = !way.to.starts_with("/profile");
    let question = Question { action: "/confirm", reason: "", strong, held: "", to: &way.to };
    Ok(page(&doors, &headers, &who, &question, None)?.into_response())
}

async fn confirm(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(proof): Form<Proof>,
) -> Result<Response, Problem> {
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(local(&proof.to).to_owned()))?;
    match prove(&doors, &headers, &who, &proof, &visitor).await {
        Ok(secret) => {
            let cookie = secret.map(|secret| session_cookie(&doors.reach, &secret));
            Ok((AppendHeaders(cookie), Redirect::to(local(&proof.to))).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let strong = !proof.to.starts_with("/profile");
            let question = Question { action: "/confirm", reason: "", strong, held: "", to: &proof.to };
            Ok(told(&refusal, page(&doors, &headers, &who, &question, Some(&refusal))?))
        }
        Err(other) => Err(other.into()),
    }
}
