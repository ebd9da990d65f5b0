//! After the first sign-in with one factor: a calm page that offers a second one, once, and says what will ask for it.

use super::super::problem::Problem;
use super::super::ui;
use super::super::visit::theme;
use super::entered::local;
use super::sign_in::Way;
use crate::serve::Doors;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::html;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/protect", get(offer))
}

async fn offer(
    State(doors): State<Arc<Doors>>,
    Query(way): Query<Way>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    doors.who(&headers)?.ok_or_else(|| Problem::SignIn("/protect".to_owned()))?;
    let body = html! {
        p { "Some acts ask you to prove again who you are: inviting people, changing roles, giving outside access, issuing tokens, and whatever needs two persons. They need a second factor." }
        div.choices {
            a.choice href="/profile/passkeys/new" {
                (ui::Icon::Key.svg())
                span { strong { "Passkey" } small { "This device, your phone or a security key; opened by finger, face or PIN." } }
                (ui::Icon::Arrow.svg())
            }
            a.choice href="/profile/authenticator" {
                (ui::Icon::Check.svg())
                span { strong { "Authenticator app" } small { "Six digits that an app on your phone shows anew every half minute." } }
                (ui::Icon::Arrow.svg())
            }
        }
        p.door-link { a href=(local(&way.to)) { "Later; it waits in your profile" } }
    };
    Ok(ui::sign_in("Add a second factor", "It takes a minute, and it can be done now.", theme(&headers), body)
        .into_response())
}
