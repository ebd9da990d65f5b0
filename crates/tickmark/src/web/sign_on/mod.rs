//! Single sign-on at the door: the way to an organisation's provider, the way back, and the provider's word that somebody
//! signed out there.

mod linked;
#[cfg(test)]
mod tests;

pub(crate) use linked::linked;

use super::door::{entered, local};
use super::problem::Problem;
use super::typed::sentence;
use super::ui::{self, Field};
use super::visit::{cookie, theme};
use super::visitor::From;
use crate::serve::{Doors, Reach};
use app::{Failure, Fault, SignOnBegun, Who};
use axum::extract::{DefaultBodyLimit, Path, Query, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use tokio::task::block_in_place;

/// Cookie by which the sign-in page remembers the organisation of this browser.
const ORGANISATION: &str = "tickmark-organisation";
/// Longest body of a provider's sign-out, in bytes: one token and its name.
const MAX_LOGOUT: usize = 96 * 1024;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/sign-on", get(ask).post(begin))
        .route("/sign-on/{organisation}/callback", get(come_back))
        .route("/sign-on/{organisation}/logout", post(signed_out).layer(DefaultBodyLimit::max(MAX_LOGOUT)))
        .merge(linked::routes())
}

/// The address under which a browser reached this server, without a slash at its end.
pub(crate) fn base(reach: &Reach, headers: &HeaderMap) -> String {
    // Only a name of ours comes this far: `own_host_only` refused every other.
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    reach.public.as_deref().map_or_else(|| format!("http://{host}"), |url| url.trim_end_matches('/').to_owned())
}

/// Where an organisation's provider sends browsers back to; to be registered there.
pub(crate) fn callback_address(base: &str, organisation: &str) -> String {
    format!("{base}/sign-on/{organisation}/callback")
}

/// Where an organisation's provider tells us that somebody signed out there; to be registered there.
pub(crate) fn logout_address(base: &str, organisation: &str) -> String {
    format!("{base}/sign-on/{organisation}/logout")
}

/// The offer of single sign-on for the sign-in page: the short name of the organisation, the one that this browser used
/// last filled in. `to` is where the way leads afterwards.
pub(crate) fn offer(headers: &HeaderMap, to: &str) -> Markup {
    let known = cookie(headers, ORGANISATION).filter(|name| is_short_name(name)).unwrap_or_default();
    offer_with(&known, to, "")
}

/// The button that leads to the provider of one organisation, and back to its first page; for who came in another way.
pub(crate) fn way_in(organisation: &str) -> Markup {
    html! {
        form.form method="post" action="/sign-on" {
            (ui::hidden("organisation", organisation))
            (ui::hidden("to", &format!("/o/{organisation}/")))
            (ui::button("Sign in at your identity provider"))
        }
    }
}

fn offer_with(organisation: &str, to: &str, error: &str) -> Markup {
    let field = Field {
        name: "organisation",
        label: "Organisation",
        value: organisation,
        hint: "Its short name, as in the address of its pages.",
        error,
        required: true,
        ..Field::default()
    };
    html! {
        form.form method="post" action="/sign-on" {
            (ui::hidden("to", to))
            (ui::text(&field))
            (ui::button("Use single sign-on"))
        }
    }
}

/// For a session that a provider began: the offer to prove there anew who one is, for what wants a fresh proof. `None` for
/// whoever came in by their own means.
///
/// # Errors
/// [`Fault`] when the store cannot be read.
pub(crate) fn prove_anew(doors: &Doors, who: &Who, to: &str) -> Result<Option<Markup>, Fault> {
    let Some(issuer) = who.provider() else {
        return Ok(None);
    };
    let organisations = block_in_place(|| doors.app.own_providers(who))?;
    let organisation = organisations.into_iter().find(|(.., own)| own == issuer).map(|(slug, ..)| slug);
    Ok(organisation.map(|organisation| {
        html! {
            form.form method="post" action="/sign-on" {
                (ui::hidden("organisation", &organisation))
                (ui::hidden("to", to))
                (ui::hidden("anew", "yes"))
                button.button type="submit" { "Confirm at your provider" }
                p.hint { "It asks you again who you are, and you come back here. A form that waits on this page is lost." }
            }
        }
    }))
}

#[derive(Deserialize)]
struct Way {
    #[serde(default)]
    to: String,
}

async fn ask(headers: HeaderMap, Query(way): Query<Way>) -> Response {
    let body = html! { (offer(&headers, local(&way.to))) p { a href="/sign-in" { "Sign in with a password" } } };
    ui::sign_in("Single sign-on", LEAD, theme(&headers), body).into_response()
}

const LEAD: &str = "You sign in where your organisation keeps its accounts, and come back here.";

#[derive(Deserialize)]
struct Wanted {
    organisation: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    anew: String,
}

async fn begin(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Problem> {
    let (organisation, to) = (wanted.organisation.trim().to_lowercase(), local(&wanted.to).to_owned());
    let redirect = callback_address(&base(&doors.reach, &headers), &organisation);
    let anew = wanted.anew == "yes";
    let begun = block_in_place(|| doors.app.begin_sign_on(&organisation, &redirect, &to, anew, &visitor));
    match begun {
        Ok(begun) => Ok(lead_on(&doors.reach, &headers, &organisation, &begun)),
        Err(Failure::Refused(refusal)) => {
            let error = format!("{} {}", sentence(&refusal.to_string()), sentence(&refusal.hint()));
            let body = html! {
                (offer_with(&organisation, &to, &error))
                p { a href="/sign-in" { "Sign in with a password" } }
            };
            let page = ui::sign_in("Single sign-on", LEAD, theme(&headers), body);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Leads on to the provider. Not by a redirect: the policy lets a form end on this server only, and browsers hold a
/// redirect after it to that as well.
fn lead_on(reach: &Reach, headers: &HeaderMap, organisation: &str, begun: &SignOnBegun) -> Response {
    let host = begun.url.split("://").nth(1).and_then(|rest| rest.split(['/', '?']).next()).unwrap_or_default();
    let body = html! {
        p { "If nothing happens, go on by yourself." }
        p { a.button.primary href=(begun.url) rel="noreferrer" { "Go on to " (host) } }
    };
    let page = ui::sign_in("On the way", "Your organisation's provider asks who you are.", theme(headers), body);
    let secure = if reach.is_secure() { "; Secure" } else { "" };
    let (name, secret) = (pre_login(reach), &begun.browser);
    let own = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600{secure}");
    let last = format!("{ORGANISATION}={organisation}; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000{secure}");
    let mut response = (AppendHeaders([(header::SET_COOKIE, own), (header::SET_COOKIE, last)]), page).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={}", begun.url)) {
        response.headers_mut().insert(HeaderName::from_static("refresh"), value);
    }
    response
}

async fn come_back(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    Path(organisation): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (browser, before) = (cookie(&headers, pre_login(&doors.reach)), doors.who(&headers)?);
    let query = query.unwrap_or_default();
    let finish = || doors.app.finish_sign_on(&organisation, &query, browser.as_deref(), before.as_ref(), &visitor);
    let ended = match block_in_place(finish) {
        Ok(ended) => ended,
        Err(Failure::Refused(refusal)) => return Ok(not_signed_in(&headers, &organisation, &refusal)),
        Err(fault) => return Err(fault.into()),
    };
    let response = match &ended.begun {
        Some(begun) => entered(&doors, &headers, begun, &ended.to)?,
        None => Redirect::to(local(&ended.to)).into_response(),
    };
    Ok((AppendHeaders([no_pre_login(&doors.reach)]), response).into_response())
}

fn not_signed_in(headers: &HeaderMap, organisation: &str, refusal: &Refusal) -> Response {
    let body = html! {
        p { (sentence(&refusal.hint())) }
        @if is_short_name(organisation) { (offer_with(organisation, "", "")) }
        p { a href="/sign-in" { "Go to the sign-in page" } }
    };
    let page = ui::sign_in("You are not signed in", &sentence(&refusal.to_string()), theme(headers), body);
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

#[derive(Deserialize)]
struct SignedOut {
    #[serde(default)]
    logout_token: String,
}

/// The provider's own server speaks here, without cookie and without Origin: only its signature counts (OpenID Connect
/// Back-Channel Logout 1.0, 2.5 to 2.8).
async fn signed_out(
    State(doors): State<Arc<Doors>>,
    Path(organisation): Path<String>,
    Form(form): Form<SignedOut>,
) -> Response {
    match block_in_place(|| doors.app.end_by_provider(&organisation, &form.logout_token)) {
        Ok(_) => StatusCode::OK.into_response(),
        Err(Failure::Refused(refusal)) => {
            // Who asks is unknown: which provider an organisation has is told to the log alone.
            tracing::warn!(%refusal, "a provider's sign-out was not taken");
            let said = serde_json::json!({ "error": "invalid_request", "error_description": "the logout token was not taken" });
            (StatusCode::BAD_REQUEST, Json(said)).into_response()
        }
        Err(Failure::Fault(fault)) => {
            tracing::error!(%fault, "a provider's sign-out could not be carried out");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Cookie of the one browser that began, until it comes back.
fn pre_login(reach: &Reach) -> &'static str {
    if reach.is_secure() { "__Host-sign-on" } else { "tickmark-sign-on" }
}

fn no_pre_login(reach: &Reach) -> (HeaderName, String) {
    let secure = if reach.is_secure() { "; Secure" } else { "" };
    (header::SET_COOKIE, format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", pre_login(reach)))
}

fn is_short_name(text: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 40 && text.chars().all(good)
}
