//! An invitation: what it is about, and the way in for somebody new and for somebody who has an account.

use super::super::problem::Problem;
use super::super::typed::refused;
use super::super::ui::{self, Field, Tone};
use super::super::visit::{cookie, theme};
use super::super::visitor::From;
use super::begin::{new_password, secret_field};
use super::entered::{entered, in_turn};
use super::sign_in::told;
use crate::serve::Doors;
use app::{Failure, Opened, Who};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

/// How long a link stays open in the browser of who signs in meanwhile, in seconds.
const LINK_SECONDS: u32 = 1_800;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/invitation", get(ask).post(open))
        .route("/invitation/new", post(accept_as_new))
        .route("/invitation/to/{organisation}", get(waiting).post(accept))
}

async fn ask(headers: HeaderMap) -> Response {
    ask_page(&headers, "", None).into_response()
}

fn ask_page(headers: &HeaderMap, secret: &str, refusal: Option<&Refusal>) -> Markup {
    let body = html! {
        (refused(refusal))
        form.form method="post" action="/invitation" data-send-from-address {
            (secret_field(secret, "What stands behind the # of the link that you were given."))
            (ui::button("Open the invitation"))
        }
    };
    ui::sign_in("Invitation", "You were invited to work on a security programme.", theme(headers), body)
}

#[derive(Deserialize)]
struct Typed {
    secret: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

async fn open(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let who = doors.who(&headers)?;
    match tokio::task::block_in_place(|| doors.app.open_invitation(&typed.secret)) {
        Ok(opened) => {
            let page = opened_page(&doors, &headers, who.as_ref(), &opened, &typed, None);
            // Who has to sign in first finds the invitation open afterwards.
            let keep = if who.is_none() && opened.known { typed.secret.trim() } else { "" };
            Ok(([link_cookie(&doors, keep)], page).into_response())
        }
        Err(Failure::Refused(refusal)) => Ok(told(&refusal, ask_page(&headers, &typed.secret, Some(&refusal)))),
        Err(other) => Err(other.into()),
    }
}

/// Organisation, who invited, roles with what they mean.
fn about(opened: &Opened) -> Markup {
    html! {
        (ui::definition_list(&[
            ("Organisation", html! { strong { (opened.organisation) } }),
            ("Invited by", html! { (opened.by) }),
            ("For", html! { (opened.person.name) @if !opened.person.email.is_empty() { " (" (opened.person.email) ")" } }),
            ("You would be", html! {
                ul.dashes { @for role in &opened.roles { li { strong { (role.title()) } br; (role.meaning()) } } }
            }),
        ]))
        @for grant in &opened.grants {
            (ui::definition_list(&[
                ("Engagement", html! { (grant.engagement) }),
                ("Days", html! { time datetime=(grant.from) { (grant.from) } " to " time datetime=(grant.until) { (grant.until) } }),
                ("Why", html! { (grant.reason) }),
            ]))
        }
    }
}

fn opened_page(
    doors: &Doors,
    headers: &HeaderMap,
    who: Option<&Who>,
    opened: &Opened,
    typed: &Typed,
    refusal: Option<&Refusal>,
) -> Markup {
    let to = format!("/invitation/to/{}", opened.slug);
    let way = match who {
        Some(who) if doors.app.is_meant_for(who, &typed.secret).unwrap_or(false) => {
            html! { (accept_form(&to, &typed.secret)) }
        }
        Some(who) => html! {
            (ui::notice(Tone::Caution, "This invitation is for somebody else", html! {
                "You are signed in as " (doors.app.name_of(who.id())) ". If it is meant for you, sign out and open the link again."
            }))
            form.form method="post" action="/sign-out" { button.button type="submit" { "Sign out" } }
        },
        None if opened.known => html! {
            p { "This address is known here. Sign in as you do elsewhere on this installation, and accept then." }
            p { a.button.primary href=(format!("/sign-in?to={to}")) { "Sign in" } }
            p.hint { "No password yet, or not one that you chose yourself? The operator of the installation can give you a link for a new one." }
        },
        None => html! {
            form.form method="post" action="/invitation/new" {
                (ui::hidden("secret", &typed.secret))
                // A password manager keeps the address beside the password.
                input.sr-only type="email" name="email" value=(opened.person.email) autocomplete="username" readonly tabindex="-1" aria-hidden="true";
                (ui::text(&Field {
                    name: "name",
                    label: "Your name",
                    value: if typed.name.is_empty() { &opened.person.name } else { &typed.name },
                    hint: "As others shall see it.",
                    required: true,
                    autocomplete: "name",
                    ..Field::default()
                }))
                (new_password("Choose a password"))
                (ui::button("Accept and sign in"))
            }
        },
    };
    let body = html! { (about(opened)) (refused(refusal)) div.door-part { (way) } };
    ui::sign_in("Invitation", "Your rights begin when you accept.", theme(headers), body)
}

async fn accept_as_new(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let opened = match tokio::task::block_in_place(|| doors.app.open_invitation(&typed.secret)) {
        Ok(opened) => opened,
        Err(Failure::Refused(refusal)) => {
            return Ok(told(&refusal, ask_page(&headers, "", Some(&refusal))));
        }
        Err(other) => return Err(other.into()),
    };
    match in_turn(|| doors.app.accept_as_new(&typed.secret, &typed.name, &typed.password, &visitor)).await {
        Ok(begun) => entered(&doors, &headers, &begun, &format!("/o/{}/", opened.slug)),
        Err(Failure::Refused(refusal)) => {
            let page = opened_page(&doors, &headers, None, &opened, &typed, Some(&refusal));
            Ok(told(&refusal, page))
        }
        Err(other) => Err(other.into()),
    }
}

fn accept_form(to: &str, secret: &str) -> Markup {
    html! {
        form.form method="post" action=(to) {
            @if !secret.is_empty() { (ui::hidden("secret", secret)) }
            (ui::button("Accept"))
        }
    }
}

/// The cookie that keeps a link open while its holder signs in, or takes it away; no other page is sent it.
fn link_cookie(doors: &Doors, secret: &str) -> (HeaderName, String) {
    let secure = if doors.reach.is_secure() { "; Secure" } else { "" };
    let age = if secret.is_empty() { 0 } else { LINK_SECONDS };
    let name = link_name(doors);
    (header::SET_COOKIE, format!("{name}={secret}; Path=/invitation; HttpOnly; SameSite=Lax; Max-Age={age}{secure}"))
}

fn link_name(doors: &Doors) -> &'static str {
    if doors.reach.is_secure() { "__Secure-invitation" } else { "tickmark-invitation" }
}

/// The invitation to one organisation, for who is signed in and has its link, or needs none.
async fn waiting(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let path = format!("/invitation/to/{slug}");
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(path.clone()))?;
    let kept = cookie(&headers, link_name(&doors)).unwrap_or_default();
    let find = || -> Result<Option<(Opened, &str)>, Failure> {
        if !kept.is_empty() && doors.app.is_meant_for(&who, &kept).unwrap_or(false) {
            let opened = doors.app.open_invitation(&kept)?;
            if opened.slug == slug {
                return Ok(Some((opened, &kept)));
            }
        }
        Ok(doors.app.invitation_for(&who, &slug)?.map(|opened| (opened, "")))
    };
    let Some((opened, secret)) = tokio::task::block_in_place(find)? else {
        let refusal = Refusal::NotPossible {
            sentence: "no invitation to it is open in this browser".to_owned(),
            hint: "open the link that you were given once more".to_owned(),
        };
        return Ok((StatusCode::NOT_FOUND, ask_page(&headers, "", Some(&refusal))).into_response());
    };
    let body = html! { (about(&opened)) div.door-part { (accept_form(&path, secret)) } };
    Ok(ui::sign_in("Invitation", "Your rights begin when you accept.", theme(&headers), body).into_response())
}

/// What the button of an invitation sends.
#[derive(Deserialize)]
struct Accepted {
    #[serde(default)]
    secret: String,
}

async fn accept(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(typed): Form<Accepted>,
) -> Result<Response, Problem> {
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(format!("/invitation/to/{slug}")))?;
    tokio::task::block_in_place(|| match typed.secret.trim() {
        "" => doors.app.accept_as(&who, &slug),
        secret => doors.app.accept_by_link(&who, &slug, secret),
    })?;
    Ok(([link_cookie(&doors, "")], Redirect::to(&format!("/o/{slug}/"))).into_response())
}
