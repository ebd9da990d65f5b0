//! One's own profile: name, the ways of signing in, sessions, and what one is where.

mod address;
mod authenticator;
mod passkeys;
mod recovery;
mod sessions;
mod shown;

use super::door::in_turn;
use super::me::went;
use super::problem::Problem;
use super::visitor::From;
use crate::serve::Doors;
use app::{AccountFacts, Failure, Who};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::refusal::Refusal;
use serde::Deserialize;
use std::sync::Arc;
use tokio::task::block_in_place;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/profile", get(show))
        .route("/profile/name", post(rename))
        .route("/profile/password", post(change_password))
        .merge(address::routes())
        .merge(authenticator::routes())
        .merge(passkeys::routes())
        .merge(recovery::routes())
        .merge(sessions::routes())
}

/// Who is signed in, or the way to the door.
fn present(doors: &Doors, headers: &HeaderMap, path: &str) -> Result<Who, Problem> {
    doors.who(headers)?.ok_or_else(|| Problem::SignIn(path.to_owned()))
}

/// What there is of the account, once it was proved again that it is theirs; otherwise the way to that proof.
fn proved(doors: &Doors, who: &Who) -> Result<AccountFacts, Problem> {
    let facts = block_in_place(|| doors.app.own_account(who))?;
    if !facts.exists {
        return Err(Problem::not_found("There is no account here whose way of signing in could be changed."));
    }
    if facts.confirmed { Ok(facts) } else { Err(Problem::Confirm) }
}

/// A refused form of the profile: which one, what was typed, and why it was refused.
struct Again<'a> {
    form: &'static str,
    typed: &'a str,
    refusal: &'a Refusal,
}

async fn show(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    // Once for all that is read: each time costs a hand-over between threads.
    block_in_place(|| shown::page(&doors, &who, &headers, None))
}

/// The profile again, with the refusal beside the form that it speaks of.
fn again(doors: &Doors, who: &Who, headers: &HeaderMap, again: &Again<'_>) -> Result<Response, Problem> {
    let page = shown::page(doors, who, headers, Some(again))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn rename(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    Form(form): Form<Name>,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    match block_in_place(|| doors.app.rename_self(&who, &form.name)) {
        Ok(()) => Ok(went("Your name is changed.", "/profile")),
        Err(Failure::Refused(refusal)) => {
            again(&doors, &who, &headers, &Again { form: "name", typed: &form.name, refusal: &refusal })
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Deserialize)]
struct Passwords {
    old: String,
    password: String,
}

async fn change_password(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Passwords>,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    match in_turn(|| doors.app.change_password(&who, &form.old, &form.password, &visitor)).await {
        Ok(()) => Ok(went("Your password is changed. Every other session has ended.", "/profile#signing-in")),
        Err(Failure::Refused(refusal)) => {
            again(&doors, &who, &headers, &Again { form: "password", typed: "", refusal: &refusal })
        }
        Err(other) => Err(other.into()),
    }
}
