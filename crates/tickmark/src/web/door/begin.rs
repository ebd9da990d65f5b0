//! The first account, from the link that is printed at the first start.

use super::super::problem::Problem;
use super::super::reading::encode;
use super::super::scorecard::of_carried;
use super::super::typed::refused;
use super::super::ui::{self, Field};
use super::super::visit::theme;
use super::super::visitor::From;
use super::entered::{entered, in_turn};
use super::sign_in::told;
use crate::serve::Doors;
use app::Failure;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Form, Router};
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

/// What a good password is, in a sentence, beside every field in which one is chosen.
pub(crate) const PASSWORD_HINT: &str = "At least 12 characters; 15 or more are better as long as there is no second factor. A few unrelated words do well.";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/begin", get(ask).post(begin))
}

/// Answers to the scorecard that were given before there was an account.
#[derive(Default, Deserialize)]
struct Carried {
    #[serde(default)]
    scorecard: String,
}

/// What was typed; the password is never shown again.
#[derive(Default, Deserialize)]
struct Typed {
    secret: String,
    name: String,
    email: String,
    password: String,
    #[serde(default)]
    scorecard: String,
}

async fn ask(Query(carried): Query<Carried>, headers: HeaderMap) -> Response {
    page(&headers, &Typed { scorecard: carried.scorecard, ..Typed::default() }, None).into_response()
}

/// Answers as they are carried on, if they can be read; what cannot is left behind and stops nobody.
fn carried(text: &str) -> Option<&str> {
    let text = text.trim();
    of_carried(text).ok().flatten().map(|_| text)
}

/// Where the way goes on: with answers, to the form that begins an organisation with them.
fn onward(scorecard: &str) -> String {
    carried(scorecard).map_or_else(|| "/".to_owned(), |text| format!("/organisations?scorecard={}", encode(text)))
}

/// The secret of a link: handed over by script from behind the hash, or typed.
pub(crate) fn secret_field(value: &str, hint: &str) -> Markup {
    html! {
        div data-secret-from-address="secret" hidden {}
        (ui::text(&Field { name: "secret", label: "Code of the link", value, hint, required: true, ..Field::default() }))
    }
}

/// A field in which a password is chosen.
pub(super) fn new_password(label: &str) -> Markup {
    ui::password(&Field {
        name: "password",
        label,
        hint: PASSWORD_HINT,
        required: true,
        autocomplete: "new-password",
        ..Field::default()
    })
}

fn page(headers: &HeaderMap, typed: &Typed, refusal: Option<&Refusal>) -> Markup {
    let body = html! {
        (refused(refusal))
        form.form method="post" action="/begin" {
            (secret_field(&typed.secret, "What stands behind the # of the link in the terminal."))
            (ui::text(&Field { name: "name", label: "Your name", value: &typed.name, required: true, autocomplete: "name", ..Field::default() }))
            (ui::text(&Field { name: "email", label: "E-mail address", value: &typed.email, hint: "You sign in with it.", required: true, autocomplete: "username", ..Field::default() }))
            (new_password("Password"))
            @if let Some(scorecard) = carried(&typed.scorecard) {
                (ui::hidden("scorecard", scorecard))
                p.hint { "Your answers to the readiness scorecard go with you: the next page begins an organisation with them." }
            }
            (ui::button("Begin"))
        }
    };
    let lead = "You hold this installation. Make its first account; everybody else is invited.";
    ui::sign_in("Welcome", lead, theme(headers), body)
}

async fn begin(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let begin = || doors.app.begin_first(&typed.secret, &typed.name, &typed.email, &typed.password, &visitor);
    match in_turn(begin).await {
        Ok(begun) => entered(&doors, &headers, &begun, &onward(&typed.scorecard)),
        Err(Failure::Refused(refusal)) => Ok(told(&refusal, page(&headers, &typed, Some(&refusal)))),
        Err(other) => Err(other.into()),
    }
}
