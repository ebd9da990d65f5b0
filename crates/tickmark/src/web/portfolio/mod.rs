//! The start page: every organisation in which somebody has a part, where each stands, and what is due. It knows nothing
//! that an ordinary question to the one organisation would not have answered.

mod begin;
mod standing;
mod table;
#[cfg(test)]
mod tests;

use super::me::Me;
use super::problem::Problem;
use super::typed::{Typed, refused};
use super::ui::{self, Crumb, Icon, NavItem, PageHead};
use super::visit::theme;
use crate::serve::Doors;
use app::{OwnPart, Who};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Membership, Role};
use maud::{Markup, html};
use standing::Line;
pub(in crate::web) use standing::Standing;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/", get(start))
        .route("/organisations", get(show).post(begin::begin))
        .route("/organisations/{organisation}/acceptance", post(accept))
        .route("/organisations/{organisation}/refusal", post(decline))
}

/// Who is there, or the way to the sign-in.
fn signed_in(doors: &Doors, headers: &HeaderMap, uri: &Uri) -> Result<Who, Problem> {
    // A form that was sent has no page at its address.
    let page =
        if matches!(uri.path(), "/" | "/organisations") { uri.clone() } else { Uri::from_static("/organisations") };
    doors.who(headers)?.ok_or_else(|| Problem::sign_in(&Method::GET, &page))
}

/// Goes to the only organisation when there is nothing to choose and nothing that waits; else shows all.
async fn start(State(doors): State<Arc<Doors>>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let Some(who) = doors.who(&headers)? else {
        return Ok(Redirect::to("/sign-in").into_response());
    };
    let parts = tokio::task::block_in_place(|| doors.app.own_parts(&who))?;
    if let [only] = parts.as_slice()
        && only.state == Membership::Confirmed
        && (only.closed.is_none() || BEGINS.iter().any(|role| only.roles.contains(role)))
    {
        return Ok(Redirect::to(&home(only)).into_response());
    }
    page(&doors, &headers, &uri, &who, None)
}

async fn show(State(doors): State<Arc<Doors>>, uri: Uri, headers: HeaderMap) -> Result<Response, Problem> {
    let who = signed_in(&doors, &headers, &uri)?;
    page(&doors, &headers, &uri, &who, None)
}

/// Those who have a first page of their own, though the programme is not theirs to read.
const BEGINS: [Role; 2] = [Role::ControlOwner, Role::ExternalAuditor];

/// Where somebody with this part begins: the first page that they may read; an external auditor in the own room.
fn home(part: &OwnPart) -> String {
    let path = match &part.closed {
        None => "/",
        Some(_) if part.roles.contains(&Role::ExternalAuditor) => "/",
        Some(_) if part.roles.contains(&Role::ControlOwner) => "/controls",
        Some(_) => "/roles",
    };
    format!("/o/{}{path}", part.slug)
}

fn page(
    doors: &Doors,
    headers: &HeaderMap,
    uri: &Uri,
    who: &Who,
    again: Option<(&Typed, &Refusal)>,
) -> Result<Response, Problem> {
    let Query(query): Query<BTreeMap<String, String>> = Query::try_from_uri(uri).unwrap_or_default();
    let sort = query.get("sort").map_or("", String::as_str);
    let carried = query.get("scorecard").map(|text| Typed::of([("scorecard", text)]));
    let typed = again.map(|(typed, _)| typed).or(carried.as_ref());
    let draw = || tokio::task::block_in_place(|| body(doors, who, sort, typed, again.map(|(_, refusal)| refusal)));
    let kept = if typed.is_none() && table::ORDERS.contains(&sort) { standpoint(doors, who)? } else { None };
    let body = match kept {
        Some(point) => doors.kept.part(&format!("portfolio {point} {sort}"), draw)?,
        None => draw()?.0,
    };
    Ok(framed(doors, who, headers, body).into_response())
}

/// Everything that what one person sees of all their organisations depends on, besides the hour; none while it depends on more.
pub(super) fn standpoint(doors: &Doors, who: &Who) -> Result<Option<String>, Problem> {
    let (names, day) = (doors.app.people_version(), doors.app.clock().today());
    let point = tokio::task::block_in_place(|| doors.app.standpoint(who))?;
    Ok(point.map(|point| format!("{} {point} {names} {day}", who.id())))
}

/// What stands inside of the frame; and whether it is the same all day, as long as nothing is recorded.
fn body(
    doors: &Doors,
    who: &Who,
    sort: &str,
    typed: Option<&Typed>,
    refusal: Option<&Refusal>,
) -> Result<(Markup, bool), Problem> {
    let parts = doors.app.own_parts(who)?;
    let (invited, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|p| p.state == Membership::Invited);
    let mut lines = parts.into_iter().map(|part| standing::line(doors, who, part)).collect::<Result<Vec<_>, _>>()?;
    let installed = if who.is_operator() { doors.app.installed(who)? } else { Vec::new() };
    table::sort(&mut lines, sort);
    let drawn = html! {
        (ui::heading("Organisations", Some(&lead(&lines)), None))
        (refused(refusal))
        (invitations(&invited))
        @if lines.is_empty() && invited.is_empty() && !who.is_operator() { (nothing()) }
        @if !lines.is_empty() { (table::table(&lines, sort)) }
        @if who.is_operator() { (begin::section(&installed, lines.is_empty(), typed)) }
    };
    Ok((drawn, !lines.iter().any(|line| line.of_this_moment)))
}

fn framed(doors: &Doors, who: &Who, headers: &HeaderMap, body: Markup) -> Markup {
    let me = Me::nowhere(doors, who);
    let item =
        |href: &'static str, label, icon, current| NavItem { href: href.into(), label, icon, current, group: "" };
    let nav = [
        item("/organisations", "Organisations", Icon::Layers, true),
        item("/profile", "Your profile", Icon::People, false),
    ];
    let head = PageHead {
        title: "Organisations",
        organisation: Some("All organisations"),
        home: "/organisations",
        nav: &nav,
        crumbs: &[Crumb::here("Organisations")],
        foot: "Each line is answered from its own ledger, with the rights that you have there.",
        theme: theme(headers),
        person: Some(me.signed()),
        ..PageHead::default()
    };
    ui::page(&head, body)
}

fn lead(lines: &[Line]) -> String {
    let due: usize = lines.iter().map(|l| l.due.len()).sum();
    let many = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    match (lines.len(), due) {
        (0, _) => "There is none in which you have a part yet.".to_owned(),
        (n, 0) => format!("You have a part in {}. Nothing is due.", many(n, "organisation", "organisations")),
        (n, due) => format!(
            "You have a part in {}; {} to be looked at.",
            many(n, "organisation", "organisations"),
            many(due, "thing is", "things are")
        ),
    }
}

fn nothing() -> Markup {
    ui::empty_state(
        "You have no part in any organisation here",
        "Ask an owner to invite you with the address that you sign in with. They give you a link; open it in this browser.",
        ui::quiet_link("I have a link", "/invitation", None),
    )
}

/// Invitations that wait, each to be accepted or declined.
fn invitations(parts: &[OwnPart]) -> Markup {
    html! {
        @for part in parts {
            article.card.invitation {
                div.card-head { h2.card-title { (part.name) } (ui::badge(ui::Tone::Accent, "Invitation")) }
                p {
                    (part.invited_by) " invites you as " (roles(part))
                    @if let Some(until) = part.until { ", until " (until) } ". Your rights there begin when you accept."
                }
                div.actions {
                    form method="post" action={ "/organisations/" (part.slug) "/acceptance" } { (ui::button("Accept")) }
                    form method="post" action={ "/organisations/" (part.slug) "/refusal" } { button.button.quiet type="submit" { "Decline" } }
                }
            }
        }
    }
}

fn roles(part: &OwnPart) -> String {
    part.roles.iter().map(|r| r.title().to_lowercase()).collect::<Vec<_>>().join(" and ")
}

async fn accept(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let who = signed_in(&doors, &headers, &uri)?;
    let accepted = tokio::task::block_in_place(|| doors.app.accept_as(&who, &slug));
    match accepted {
        Ok(_) => Ok(Redirect::to("/").into_response()),
        Err(app::Failure::Refused(refusal)) => said(&doors, &headers, &who, &refusal),
        Err(fault) => Err(fault.into()),
    }
}

async fn decline(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let who = signed_in(&doors, &headers, &uri)?;
    let leave =
        Command::EndMembership { person: who.id().to_owned(), reason: "the invitation was declined".to_owned() };
    match tokio::task::block_in_place(|| doors.app.change(&slug, &who, None, leave)) {
        Ok(_) => Ok(Redirect::to("/organisations").into_response()),
        Err(app::Failure::Refused(refusal)) => said(&doors, &headers, &who, &refusal),
        Err(fault) => Err(fault.into()),
    }
}

fn said(doors: &Doors, headers: &HeaderMap, who: &Who, refusal: &Refusal) -> Result<Response, Problem> {
    if matches!(refusal, Refusal::StepUp { .. }) {
        return Err(refusal.clone().into());
    }
    let page = page(doors, headers, &Uri::from_static("/organisations"), who, Some((&Typed::default(), refusal)))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
