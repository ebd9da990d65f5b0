//! One's own address: asked for on the profile, changed by the link that a letter to the new address brings.

use super::{Again, again, present};
use crate::serve::Doors;
use crate::web::me::{own_page, went};
use crate::web::problem::Problem;
use crate::web::typed::refused;
use crate::web::ui::{self, Crumb, Field};
use crate::web::visitor::From;
use app::{Failure, Person, Who};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use tokio::task::block_in_place;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/profile/address", post(ask)).route("/profile/address/{secret}", get(open).post(take))
}

/// The address, and how it is changed; or why it cannot be changed here.
pub(super) fn shown(
    doors: &Doors,
    who: &Who,
    person: &Person,
    has_account: bool,
    again: Option<&Again<'_>>,
) -> Result<Markup, Problem> {
    let may = has_account && block_in_place(|| doors.app.changes_address(who))?;
    let email = &person.email;
    Ok(html! {
        @if email.is_empty() { (ui::nothing()) } @else { (email) }
        @if person.is_proved() { " " (ui::badge(ui::Tone::Good, "Confirmed by a letter")) }
        @if may && !person.is_proved() {
            form.form method="post" action="/profile/address" {
                (ui::hidden("confirm", "yes"))
                p.hint { "Not confirmed yet. Once it is, invitations of other organisations show without their links." }
                div.actions { button.button.quiet type="submit" { "Send me a link to confirm it" } }
            }
        }
        @if may {
            details.fold open[again.is_some()] {
                summary { "Change it" }
                (refused(again.map(|a| a.refusal)))
                form.form method="post" action="/profile/address" {
                    (ui::text(&Field {
                        name: "email",
                        label: "New address",
                        value: again.map(|a| a.typed).unwrap_or_default(),
                        hint: "A letter goes there with a link that is good once and for an hour. The old address is told.",
                        required: true,
                        autocomplete: "email",
                        ..Field::default()
                    }))
                    div.actions { (ui::button("Send the link")) }
                }
            }
        } @else if !email.is_empty() {
            br; span.hint { (why_not(doors, who)) }
        }
    })
}

fn why_not(doors: &Doors, who: &Who) -> &'static str {
    if doors.app.sends_mail() {
        "It comes from your directory; have it changed there."
    } else if who.is_operator() {
        "The first account began with it. It can be changed here once the server is started with a mail relay."
    } else {
        "No mail relay is set here, so a new address cannot be confirmed: an owner can invite the new one instead."
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    email: String,
    /// The address that one has is to be confirmed.
    #[serde(default)]
    confirm: String,
}

async fn ask(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    Form(form): Form<Asked>,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    if doors.app.sends_mail() {
        super::proved(&doors, &who)?;
    }
    let base = doors.reach.address(&headers);
    let asked = block_in_place(|| match form.confirm.as_str() {
        "yes" => doors.app.ask_address_proof(&who, &base),
        _ => doors.app.ask_new_address(&who, &form.email, &base),
    });
    match asked {
        Ok(()) => Ok(went("A letter with a link is on its way.", "/profile")),
        Err(Failure::Refused(refusal)) => {
            again(&doors, &who, &headers, &Again { form: "address", typed: &form.email, refusal: &refusal })
        }
        Err(other) => Err(other.into()),
    }
}

async fn open(
    State(doors): State<Arc<Doors>>,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let path = format!("/profile/address/{secret}");
    let who = present(&doors, &headers, &path)?;
    let change = block_in_place(|| doors.app.open_new_address(&who, &secret))?;
    if change.before == change.email {
        let body = html! {
            (ui::heading("Confirm your address", Some("It is shown to be yours from then on."), None))
            (ui::card(html! {
                p { strong { (change.email) } }
                form.form method="post" action=(path) { div.actions {
                    (ui::button("It is mine"))
                    (ui::quiet_link("Leave it as it is", "/profile", None))
                } }
            }))
        };
        let crumbs = [Crumb::link("Your profile", "/profile"), Crumb::here("Confirm your address")];
        return own_page(&doors, &who, &headers, "Confirm your address", &crumbs, body);
    }
    let body = html! {
        (ui::heading("Your new address", Some("You sign in with it from then on, and reminders go to it."), None))
        (ui::card(html! {
            (ui::definition_list(&[("Now", html! { (change.before) }), ("From then on", html! { strong { (change.email) } })]))
            form.form method="post" action=(path) { div.actions {
                (ui::button("Make it my address"))
                (ui::quiet_link("Leave it as it is", "/profile", None))
            } }
        }))
    };
    let crumbs = [Crumb::link("Your profile", "/profile"), Crumb::here("Your new address")];
    own_page(&doors, &who, &headers, "Your new address", &crumbs, body)
}

async fn take(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let who = present(&doors, &headers, &format!("/profile/address/{secret}"))?;
    let change = block_in_place(|| doors.app.take_new_address(&who, &secret, &visitor))?;
    Ok(went(&format!("Your address is {}.", change.email), "/profile"))
}
