//! A new password, by a one-time link that the operator handed over.

use super::super::problem::Problem;
use super::super::typed::refused;
use super::super::ui;
use super::super::visit::theme;
use super::super::visitor::{From, no_cookie};
use super::begin::{new_password, secret_field};
use super::entered::{entered, in_turn};
use super::sign_in::told;
use crate::serve::Doors;
use app::Failure;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/new-password", get(ask).post(set))
}

#[derive(Deserialize)]
struct Typed {
    secret: String,
    password: String,
}

async fn ask(headers: HeaderMap) -> Response {
    page(&headers, "", None).into_response()
}

fn page(headers: &HeaderMap, secret: &str, refusal: Option<&Refusal>) -> Markup {
    let body = html! {
        (refused(refusal))
        form.form method="post" action="/new-password" {
            (secret_field(secret, "What stands behind the # of the link that you were given."))
            (new_password("New password"))
            (ui::button("Set the password"))
        }
    };
    let lead = "The link is good once, for an hour. Every session of this account ends.";
    ui::sign_in("New password", lead, theme(headers), body)
}

async fn set(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    match in_turn(|| doors.app.reset_password(&typed.secret, &typed.password, &visitor)).await {
        Ok(Some(begun)) => entered(&doors, &headers, &begun, "/"),
        Ok(None) => {
            let body = html! { p { a.button.primary href="/sign-in" { "Sign in" } } };
            let lead = "The password is set. Sign in with it and with your second factor.";
            let page = ui::sign_in("New password", lead, theme(&headers), body);
            Ok((AppendHeaders([no_cookie(&doors.reach)]), page).into_response())
        }
        Err(Failure::Refused(refusal)) => Ok(told(&refusal, page(&headers, &typed.secret, Some(&refusal)))),
        Err(other) => Err(other.into()),
    }
}
