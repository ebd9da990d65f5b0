//! Signing in with a password or a passkey, the second factor after a password, and signing out.

use super::super::problem::Problem;
use super::super::reading::encode;
use super::super::typed::{refused, sentence};
use super::super::ui::{self, Field};
use super::super::visit::theme;
use super::super::visitor::{From, no_cookie};
use super::entered::{entered, in_turn, local};
use super::passkey;
use crate::serve::Doors;
use app::{Failure, SignedIn};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/sign-in", get(ask).post(sign_in))
        .route("/sign-in/second-factor", post(second_factor))
        .route("/sign-out", post(sign_out))
}

/// Where the way led.
#[derive(Default, Deserialize)]
pub(super) struct Way {
    #[serde(default)]
    pub(super) to: String,
}

async fn ask(State(doors): State<Arc<Doors>>, Query(way): Query<Way>, headers: HeaderMap) -> Result<Response, Problem> {
    if doors.who(&headers)?.is_some() {
        return Ok(Redirect::to(local(&way.to)).into_response());
    }
    Ok(page(&headers, "", &way.to, None).into_response())
}

/// The page at the door; a refusal stands above what was typed.
pub(super) fn page(headers: &HeaderMap, email: &str, to: &str, refusal: Option<&Refusal>) -> Markup {
    let body = html! {
        (refused(refusal))
        form.form method="post" action="/sign-in" {
            (ui::hidden("to", local(to)))
            (ui::text(&Field { name: "email", label: "E-mail address", value: email, required: true, autocomplete: "username", ..Field::default() }))
            (ui::password(&Field { name: "password", label: "Password", required: true, autocomplete: "current-password", ..Field::default() }))
            (ui::button("Sign in"))
        }
        p.door-or { span { "or" } }
        (passkey::form("sign-in", "/passkey/sign-in", "Sign in with a passkey", html! { (ui::hidden("email", "")) (ui::hidden("to", local(to))) }))
        p.door-link { a href=(format!("/sign-on?to={}", encode(local(to)))) { "Sign in through your organisation's identity provider" } }
        p.door-link {
            "Without an account: " a href="/which-first" { "which framework first" } " and the " a href="/scorecard" { "readiness scorecard" } "."
        }
        details.fold.door-help {
            summary { "I cannot sign in" }
            p.hint { "Whoever runs this installation can make a link for a new password, and whoever invited you can send the invitation again. With a lost phone, use one of your recovery codes in place of its code." }
        }
    };
    ui::sign_in("Sign in", "To your organisation's security programme.", theme(headers), body)
}

/// A refusal at the door with its page: a pause is said in the words of HTTP too (RFC 6585, section 4; RFC 9110, section
/// 10.2.3).
pub(super) fn told(refusal: &Refusal, page: impl IntoResponse) -> Response {
    match refusal {
        Refusal::Paused { seconds: Some(seconds), .. } => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], page).into_response()
        }
        Refusal::Paused { .. } => (StatusCode::TOO_MANY_REQUESTS, page).into_response(),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
    }
}

#[derive(Deserialize)]
struct Typed {
    email: String,
    password: String,
    #[serde(default)]
    to: String,
}

async fn sign_in(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Typed>,
) -> Result<Response, Problem> {
    match in_turn(|| doors.app.sign_in(&form.email, &form.password, &visitor)).await {
        Ok(SignedIn::In(begun)) => entered(&doors, &headers, &begun, &form.to),
        Ok(SignedIn::SecondFactor { secret, passkey }) => {
            Ok(second_page(&headers, &secret, passkey, &form.to, None).into_response())
        }
        Err(Failure::Refused(refusal)) => Ok(told(&refusal, page(&headers, &form.email, &form.to, Some(&refusal)))),
        Err(other) => Err(other.into()),
    }
}

fn second_page(headers: &HeaderMap, secret: &str, passkey: bool, to: &str, refusal: Option<&Refusal>) -> Markup {
    let error = refusal.map(|r| format!("{} {}", sentence(&r.to_string()), sentence(&r.hint()))).unwrap_or_default();
    let carried = html! { (ui::hidden("secret", secret)) (ui::hidden("to", local(to))) (ui::hidden("passkey", if passkey { "yes" } else { "" })) };
    let body = html! {
        form.form method="post" action="/sign-in/second-factor" {
            (carried)
            (ui::text(&Field {
                name: "code",
                label: "Code",
                hint: "Six digits from your authenticator app, or one of your recovery codes.",
                error: &error,
                required: true,
                autocomplete: "one-time-code",
                ..Field::default()
            }))
            (ui::button("Go on"))
        }
        @if passkey { (passkey::form("second", "/passkey/sign-in", "Use a passkey instead", carried)) }
        p.door-link { a href="/sign-in" { "Start over" } }
    };
    ui::sign_in("One more step", "Your password was right. Now show your second factor.", theme(headers), body)
}

#[derive(Deserialize)]
struct Second {
    secret: String,
    code: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    passkey: String,
}

async fn second_factor(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Second>,
) -> Result<Response, Problem> {
    let done = tokio::task::block_in_place(|| doors.app.second_factor(&form.secret, &form.code, &visitor));
    match done {
        Ok(begun) => entered(&doors, &headers, &begun, &form.to),
        Err(Failure::Refused(refusal)) => {
            // After too many codes, or too much time, the way begins anew.
            let page = if doors.app.is_half_way(&form.secret) {
                second_page(&headers, &form.secret, form.passkey == "yes", &form.to, Some(&refusal))
            } else {
                page(&headers, "", &form.to, Some(&refusal))
            };
            Ok(told(&refusal, page))
        }
        Err(other) => Err(other.into()),
    }
}

async fn sign_out(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(who) = doors.who(&headers)? {
        tokio::task::block_in_place(|| doors.app.sign_out(&who))?;
    }
    Ok((AppendHeaders([no_cookie(&doors.reach)]), Redirect::to("/sign-in")).into_response())
}
