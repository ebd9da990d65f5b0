//! An invitation: what it is about, and the way in for somebody new and for somebody who has an account.

use super::super::problem::Problem;
use super::super::typed::refused;
use super::super::ui::{self, Field, Tone};
use super::super::visit::theme;
use super::super::visitor::From;
use super::begin::{new_password, secret_field};
use super::entered::{entered, in_turn};
use super::sign_in::status;
use crate::serve::Doors;
use app::{Failure, Opened, Who};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::refusal::Refusal;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

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
        Ok(opened) => Ok(opened_page(&doors, &headers, who.as_ref(), &opened, &typed, None).into_response()),
        Err(Failure::Refused(refusal)) => {
            Ok((status(&refusal), ask_page(&headers, &typed.secret, Some(&refusal))).into_response())
        }
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
        Some(who) if doors.app.is_invited(who, opened) => html! {
            form.form method="post" action=(to) { (ui::button("Accept")) }
        },
        Some(who) => html! {
            (ui::notice(Tone::Caution, "This invitation is for somebody else", html! {
                "You are signed in as " (doors.app.name_of(who.id())) ". If it is meant for you, sign out and open the link again."
            }))
            form.form method="post" action="/sign-out" { button.button type="submit" { "Sign out" } }
        },
        None if opened.has_account => html! {
            p { "There is an account with this address. Sign in with it, and accept there." }
            p { a.button.primary href=(format!("/sign-in?to={to}")) { "Sign in" } }
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
            return Ok((status(&refusal), ask_page(&headers, "", Some(&refusal))).into_response());
        }
        Err(other) => return Err(other.into()),
    };
    match in_turn(|| doors.app.accept_as_new(&typed.secret, &typed.name, &typed.password, &visitor)).await {
        Ok(begun) => entered(&doors, &headers, &begun, &format!("/o/{}/", opened.slug)),
        Err(Failure::Refused(refusal)) => {
            let page = opened_page(&doors, &headers, None, &opened, &typed, Some(&refusal));
            Ok((status(&refusal), page).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The invitation to one organisation, for who is signed in.
async fn waiting(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let path = format!("/invitation/to/{slug}");
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(path.clone()))?;
    let invited = tokio::task::block_in_place(|| doors.app.invitations_for(&who))?;
    let opened = invited.iter().find(|one| one.slug == slug);
    let opened = opened.ok_or_else(|| Problem::not_found("No invitation to it waits for you."))?;
    let body = html! {
        (about(opened))
        div.door-part { form.form method="post" action=(path) { (ui::button("Accept")) } }
    };
    Ok(ui::sign_in("Invitation", "Your rights begin when you accept.", theme(&headers), body).into_response())
}

async fn accept(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let who = doors.who(&headers)?.ok_or_else(|| Problem::SignIn(format!("/invitation/to/{slug}")))?;
    tokio::task::block_in_place(|| doors.app.accept_as(&who, &slug))?;
    Ok(Redirect::to(&format!("/o/{slug}/")).into_response())
}
