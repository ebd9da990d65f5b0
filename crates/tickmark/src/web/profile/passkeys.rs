//! Passkeys of one's own: added, named, removed.

use super::super::door::{passkey_fields, passkey_starter, site};
use super::super::me::{own_page, went};
use super::super::problem::Problem;
use super::super::typed::refused;
use super::super::ui::{self, Crumb, Field};
use super::super::visitor::From;
use super::{present, proved, recovery};
use crate::serve::Doors;
use app::{Failure, Who};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::refusal::Refusal;
use maud::html;
use serde::Deserialize;
use std::sync::Arc;
use tokio::task::block_in_place;

const PLACE: &str = "/profile/passkeys/new";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route(PLACE, get(ask).post(add))
        .route("/profile/passkeys/{id}/name", post(rename))
        .route("/profile/passkeys/{id}/removal", post(remove))
}

async fn ask(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers, PLACE)?;
    proved(&doors, &who)?;
    page(&doors, &who, &headers, "", None)
}

fn page(
    doors: &Doors,
    who: &Who,
    headers: &HeaderMap,
    name: &str,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let body = html! {
        (ui::heading("Add a passkey", Some("This device, a phone or a security key keeps it, and opens it by finger, face or PIN."), None))
        (refused(refusal))
        form.form.passkey method="post" action=(PLACE) data-passkey="add" {
            (ui::text(&Field { name: "name", label: "Name", value: name, hint: "By which you know it again, such as \u{201c}Office laptop\u{201d}.", ..Field::default() }))
            (passkey_fields())
            div.actions { (passkey_starter("Add this passkey", true)) (ui::quiet_link("Not now", "/profile", None)) }
        }
    };
    let crumbs = [Crumb::link("Your profile", "/profile"), Crumb::here("Add a passkey")];
    own_page(doors, who, headers, "Add a passkey", &crumbs, body)
}

#[derive(Deserialize)]
struct Answered {
    #[serde(default)]
    name: String,
    ceremony: String,
    response: String,
}

async fn add(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Answered>,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, PLACE)?;
    proved(&doors, &who)?;
    let site = site(&doors.reach, &headers);
    let add = || doors.app.finish_passkey(&who, &site, &form.ceremony, &form.response, &form.name, &visitor);
    match block_in_place(add) {
        Ok(codes) if codes.is_empty() => Ok(went("The passkey is added.", "/profile#signing-in")),
        Ok(codes) => recovery::shown(&doors, &who, &headers, "The passkey is added", &codes),
        Err(Failure::Refused(refusal)) => {
            let page = page(&doors, &who, &headers, &form.name, Some(&refusal))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

async fn rename(
    State(doors): State<Arc<Doors>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Name>,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    block_in_place(|| doors.app.rename_passkey(&who, &id, &form.name))?;
    Ok(went("The passkey has its new name.", "/profile#signing-in"))
}

async fn remove(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    proved(&doors, &who)?;
    block_in_place(|| doors.app.remove_passkey(&who, &id, &visitor))?;
    Ok(went("The passkey is removed.", "/profile#signing-in"))
}
