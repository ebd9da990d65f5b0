//! The door: the token printed at start opens a session; the start page leads to an organisation.

use super::problem::Problem;
use super::ui::{self, Field};
use super::visit::{SESSION, cookie, theme};
use crate::serve::Doors;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::values::Profile;
use maud::html;
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/", get(start))
        .route("/organisations", post(begin))
        .route("/sign-in", get(ask_for_token).post(sign_in))
        .route("/sign-out", post(sign_out))
}

/// Goes to the only organisation, or lists them.
async fn start(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    if !cookie(&headers, SESSION).is_some_and(|s| doors.is_session(&s)) {
        return Err(Problem::SignIn);
    }
    let list = tokio::task::block_in_place(|| doors.app.organisations(&doors.browser))?;
    if let [only] = list.as_slice() {
        return Ok(Redirect::to(&format!("/o/{}/", only.slug)).into_response());
    }
    let lead = if list.is_empty() { "There is no organisation yet." } else { "Which organisation?" };
    let body = html! {
        @if list.is_empty() {
            (ui::form("/organisations", html! {
                (ui::text(&Field {
                    name: "name",
                    label: "Name of the organisation",
                    hint: "It begins with the Security category; its scope can be set afterwards.",
                    required: true,
                    ..Field::default()
                }))
                (ui::button("Begin"))
            }))
        }
        ul { @for o in &list { li { a href=(format!("/o/{}/", o.slug)) { (o.name) } } } }
    };
    Ok(ui::sign_in("Organisations", lead, theme(&headers), body).into_response())
}

#[derive(Deserialize)]
struct Begin {
    name: String,
}

/// Begins an organisation from the built-in library and goes to its scope.
async fn begin(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    Form(form): Form<Begin>,
) -> Result<Response, Problem> {
    if !cookie(&headers, SESSION).is_some_and(|s| doors.is_session(&s)) {
        return Err(Problem::SignIn);
    }
    let slug = app::slug_of(&form.name);
    let documents = app::library::documents(app::library::STARTING);
    let create = || doors.app.create(&slug, &doors.browser, &form.name, documents, Profile::default());
    tokio::task::block_in_place(create)?;
    Ok(Redirect::to(&format!("/o/{slug}/scope")).into_response())
}

async fn ask_for_token(headers: HeaderMap) -> Response {
    door(&headers, None).into_response()
}

fn door(headers: &HeaderMap, error: Option<&str>) -> maud::Markup {
    let field = Field {
        name: "token",
        label: "Token",
        hint: "It was printed in the terminal when the server started.",
        error: error.unwrap_or_default(),
        required: true,
        ..Field::default()
    };
    let body =
        ui::form("/sign-in", html! { div data-token-from-address {} (ui::password(&field)) (ui::button("Open")) });
    ui::sign_in("Tickmark", "This server speaks with this machine only.", theme(headers), body)
}

#[derive(Deserialize)]
struct Token {
    token: String,
}

async fn sign_in(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    Form(form): Form<Token>,
) -> Result<Response, Problem> {
    if !doors.is_token(&form.token) {
        // A pause makes guessing pointless; the token has 256 bits in any case.
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let page = door(&headers, Some("This is not the token of this start."));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let secret = doors.begin_session()?;
    let cookie = format!("{SESSION}={secret}; Path=/; HttpOnly; SameSite=Lax");
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

async fn sign_out(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Response {
    if let Some(secret) = cookie(&headers, SESSION) {
        doors.end_session(&secret);
    }
    let gone = format!("{SESSION}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    ([(header::SET_COOKIE, gone)], Redirect::to("/sign-in")).into_response()
}
