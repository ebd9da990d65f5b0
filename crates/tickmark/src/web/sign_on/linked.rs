//! The providers that are linked to one's own account: a part of the profile.

use super::{base, callback_address, lead_on};
use crate::serve::Doors;
use crate::web::problem::Problem;
use crate::web::ui::{self, Confirm};
use crate::web::visitor::From;
use app::{Fault, Who, clock};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use tokio::task::block_in_place;

/// Where the profile shows them.
const PLACE: &str = "/profile";

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/profile/sign-on", post(link)).route("/profile/sign-on/end", post(unlink))
}

/// Single sign-on in the profile: what is linked, with the way to end it, and what could be linked.
///
/// # Errors
/// [`Fault`] when the store cannot be read.
pub(crate) fn linked(doors: &Doors, who: &Who) -> Result<Markup, Fault> {
    let (theirs, could) =
        block_in_place(|| -> Result<_, Fault> { Ok((doors.app.own_identities(who)?, doors.app.own_providers(who)?)) })?;
    let open: Vec<_> = could.iter().filter(|(.., issuer)| theirs.iter().all(|own| own.issuer != *issuer)).collect();
    Ok(html! {
        @if theirs.is_empty() && open.is_empty() {
            p { "None of your organisations uses single sign-on." }
        }
        @for own in &theirs {
            div.linked {
                p { strong { (own.issuer) } br; "Linked since " (clock::minute_of(own.since_us)) "." }
                @if who.provider().is_none() {
                    (ui::confirm(
                        &Confirm {
                            id: &format!("unlink-{}", own.id),
                            open: "Unlink",
                            title: "Unlink this provider?",
                            text: "You cannot sign in through it any more, and sessions that it began end.",
                            action: "/profile/sign-on/end",
                            yes: "Unlink",
                            danger: true,
                        },
                        ui::hidden("id", &own.id),
                    ))
                }
            }
        }
        @if theirs.is_empty() && !open.is_empty() && who.is_operator() {
            p { "The account that holds this installation is linked to no provider; it signs in with its own password or passkey." }
        }
        @if who.provider().is_none() && !who.is_operator() {
            @for (slug, name, issuer) in open {
                form.form method="post" action="/profile/sign-on" {
                    (ui::hidden("organisation", slug))
                    p { (name) " signs in at " strong { (issuer) } "." }
                    button.button type="submit" { "Link it to my account" }
                }
            }
        }
    })
}

#[derive(Deserialize)]
struct Link {
    organisation: String,
}

async fn link(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Link>,
) -> Result<Response, Problem> {
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(PLACE.to_owned()))?;
    let redirect = callback_address(&base(&doors.reach, &headers), &form.organisation);
    let begun = block_in_place(|| doors.app.begin_link(&form.organisation, &who, &redirect, PLACE, &visitor))?;
    Ok(lead_on(&doors.reach, &headers, &form.organisation, &begun))
}

#[derive(Deserialize)]
struct Unlink {
    id: String,
}

async fn unlink(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Unlink>,
) -> Result<Response, Problem> {
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(PLACE.to_owned()))?;
    block_in_place(|| doors.app.unlink(&who, &form.id, &visitor))?;
    Ok(Redirect::to(PLACE).into_response())
}
