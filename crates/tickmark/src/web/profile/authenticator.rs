//! Setting up an authenticator app, and taking it away.

use super::super::me::{own_page, went};
use super::super::problem::Problem;
use super::super::typed::sentence;
use super::super::ui::{self, Crumb, Field};
use super::super::visitor::From;
use super::{present, proved, recovery};
use crate::serve::Doors;
use app::{Failure, NewSecondFactor, Who};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::refusal::Refusal;
use maud::{PreEscaped, html};
use serde::Deserialize;
use std::sync::Arc;
use tokio::task::block_in_place;

const PLACE: &str = "/profile/authenticator";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route(PLACE, get(begin).post(confirm)).route("/profile/authenticator/removal", post(remove))
}

async fn begin(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers, PLACE)?;
    proved(&doors, &who)?;
    let new = block_in_place(|| doors.app.begin_second_factor(&who))?;
    page(&doors, &who, &headers, &new, None)
}

fn page(
    doors: &Doors,
    who: &Who,
    headers: &HeaderMap,
    new: &NewSecondFactor,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let error = refusal.map(|r| format!("{} {}", sentence(&r.to_string()), sentence(&r.hint()))).unwrap_or_default();
    let body = html! {
        (ui::heading("Authenticator app", Some("Any app for one-time codes will do: those of your phone's maker, of your password manager, or a free one."), None))
        div.card.setup {
            div.setup-picture {
                // Drawn by this program from the secret: black on white, without any foreign text.
                @if new.picture.is_empty() { p.hint { "The picture cannot be drawn; type the secret." } } @else { (PreEscaped(&new.picture)) }
            }
            div.setup-steps {
                h2 { "1. Scan the picture with the app" }
                details.fold {
                    summary { "Or type the secret" }
                    p { code.secret { (new.typed) } " " (ui::copy(&new.typed.replace(' ', ""), "secret")) }
                    p.hint { "Time-based, six digits, 30 seconds." }
                }
                h2 { "2. Type the code that it shows" }
                form.form method="post" action=(PLACE) {
                    (ui::hidden("sealed", &new.sealed))
                    (ui::text(&Field { name: "code", label: "Code", error: &error, required: true, autocomplete: "one-time-code", ..Field::default() }))
                    div.actions { (ui::button("Set it up")) (ui::quiet_link("Not now", "/profile", None)) }
                }
            }
        }
    };
    let crumbs = [Crumb::link("Your profile", "/profile"), Crumb::here("Authenticator app")];
    own_page(doors, who, headers, "Authenticator app", &crumbs, body)
}

#[derive(Deserialize)]
struct Typed {
    sealed: String,
    code: String,
}

async fn confirm(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, PLACE)?;
    proved(&doors, &who)?;
    match block_in_place(|| doors.app.confirm_second_factor(&who, &typed.sealed, &typed.code, &visitor)) {
        Ok(codes) => recovery::shown(&doors, &who, &headers, "The app is set up", &codes),
        Err(Failure::Refused(refusal)) => {
            let same = block_in_place(|| doors.app.same_second_factor(&who, &typed.sealed))?;
            let page = page(&doors, &who, &headers, &same, Some(&refusal))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn remove(State(doors): State<Arc<Doors>>, From(visitor): From, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    proved(&doors, &who)?;
    block_in_place(|| doors.app.remove_second_factor(&who, &visitor))?;
    Ok(went("The authenticator app is taken away.", "/profile#signing-in"))
}
