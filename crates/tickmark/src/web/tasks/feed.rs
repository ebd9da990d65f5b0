//! One's own calendar for other programs: an address that ends in a secret, made and ended on the profile.

use crate::serve::Doors;
use crate::web::kept::OfThisMoment;
use crate::web::me::{own_page, went};
use crate::web::problem::Problem;
use crate::web::ui::{self, Confirm, Crumb, Tone};
use crate::web::visitor::From;
use app::{Who, clock};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::sync::Arc;
use tokio::task::block_in_place;

/// On the profile: whether there is an address, and what can be done with it.
pub(in crate::web) fn section(doors: &Doors, who: &Who) -> Result<Markup, Problem> {
    let made = block_in_place(|| doors.app.own_calendar_feed(who))?;
    Ok(ui::card(html! {
        div.card-head {
            h3.card-title { "Address of your calendar" }
            @match made {
                Some(at) => (ui::badge(Tone::Good, &format!("Made on {}", clock::day_of(at)))),
                None => (ui::badge(Tone::Neutral, "None")),
            }
        }
        p { "Calendar programs subscribe to it and show what is due of you, in every organisation, without signing in. Whoever has the address reads titles and days, and nothing else." }
        div.actions {
            @if made.is_some() {
                (ui::confirm(&Confirm {
                    id: "new-calendar",
                    open: "Make a new one",
                    title: "Make a new address?",
                    text: "The address that you have now shows nothing any more. The new one is shown once.",
                    action: "/profile/calendar",
                    yes: "Make a new one",
                    danger: false,
                }, html! {}))
                (ui::confirm(&Confirm {
                    id: "end-calendar",
                    open: "End it",
                    title: "End the address of your calendar?",
                    text: "Programs that subscribed to it show nothing new any more.",
                    action: "/profile/calendar/end",
                    yes: "End it",
                    danger: true,
                }, html! {}))
            } @else {
                form method="post" action="/profile/calendar" { button.button type="submit" { "Make an address" } }
            }
        }
    }))
}

fn present(doors: &Doors, headers: &HeaderMap) -> Result<Who, Problem> {
    doors.who(headers)?.ok_or_else(|| Problem::SignIn("/profile".to_owned()))
}

pub(super) async fn renew(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers)?;
    let secret = block_in_place(|| doors.app.renew_calendar_feed(&who))?;
    shown(&doors, &who, &headers, &secret)
}

/// The one page on which the address is shown.
fn shown(doors: &Doors, who: &Who, headers: &HeaderMap, secret: &str) -> Result<Response, Problem> {
    let address = format!("{}/calendar/{secret}.ics", doors.reach.address(headers));
    let body = html! {
        (ui::heading("Address of your calendar", Some("It is shown here once and kept nowhere: copy it now into your calendar program."), None))
        (ui::section("address", "Address", None, html! {
            (ui::code_of(&address, "address"))
            p.hint { "In the calendar program: add a calendar by its address, or subscribe to one." }
        }))
        (ui::notice(Tone::Caution, "If the address may have reached somebody else, make a new one", html! {
            "The old one stops working at that moment."
        }))
        div.actions { (ui::quiet_link("To your profile", "/profile#calendar", None)) }
    };
    let crumbs = [Crumb::link("Your profile", "/profile"), Crumb::here("Address of your calendar")];
    let mut response = own_page(doors, who, headers, "Address of your calendar", &crumbs, body)?;
    response.extensions_mut().insert(OfThisMoment);
    Ok(response)
}

pub(super) async fn end(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers)?;
    let ended = block_in_place(|| doors.app.end_calendar_feed(&who))?;
    let said = if ended { "The address of your calendar has ended." } else { "There was no address to end." };
    Ok(went(said, "/profile#calendar"))
}

/// The calendar behind an address, for whoever has it.
pub(super) async fn file(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Problem> {
    let (app, now) = (&doors.app, doors.app.clock().now_us());
    if let Some(seconds) = doors.limits.draw_calendar(&visitor.address, now) {
        let wait = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
        return Ok((StatusCode::TOO_MANY_REQUESTS, wait, "Too many requests; try again later.\n").into_response());
    }
    let base = doors.reach.address(&headers);
    let bytes = match file.strip_suffix(".ics") {
        Some(secret) => block_in_place(|| app.calendar_file(secret, &base))?,
        None => None,
    };
    let bytes = bytes.ok_or_else(|| Problem::not_found("There is no such calendar."))?;
    Ok(super::super::attachment::attachment("text/calendar; charset=utf-8", "tickmark.ics", bytes))
}
