//! The reference of the API as a page, made from the OpenAPI document: every operation with its parameters, bodies, answers
//! and a line to try it with.

mod operation;
mod schema;
#[cfg(test)]
mod tests;

use super::document;
use super::limit::{ADDRESS, PERSON, TOKEN};
use super::problem::Problem;
use crate::serve::Doors;
use crate::web::me::Me;
use crate::web::theme;
use crate::web::ui::{self, Crumb, Icon, NavItem, PageHead};
use app::Who;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{Markup, html};
use serde_json::Value;
use std::sync::{Arc, OnceLock};

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/api/v1/", get(page)).route("/api/v1", get(|| async { Redirect::permanent("/api/v1/") }))
}

/// The methods that operations answer to, as the document names them.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// One operation of the document.
struct Operation<'a> {
    path: &'a str,
    method: &'static str,
    /// What the document says of it.
    said: &'a Value,
}

/// The document as a value, read once.
fn said() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::from_str(document::text()).unwrap_or_default())
}

/// The operations of a tag, in the order of the document.
fn operations<'a>(document: &'a Value, tag: &'a str) -> impl Iterator<Item = Operation<'a>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let each = paths.flat_map(|(path, item)| {
        METHODS.into_iter().filter_map(move |method| Some(Operation { path, method, said: item.get(method)? }))
    });
    each.filter(move |operation| operation.said["tags"][0] == tag)
}

async fn page(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    let Some(who) = doors.who(&headers)? else {
        return Ok(Redirect::to("/sign-in?to=%2Fapi%2Fv1%2F").into_response());
    };
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let base = doors.reach.public.as_ref().map_or_else(|| format!("http://{host}"), Clone::clone);
    let body = body(said(), base.trim_end_matches('/'));
    Ok(tokio::task::block_in_place(|| framed(&doors, &who, &headers, body)).into_response())
}

fn tags(document: &Value) -> impl Iterator<Item = (&str, &str)> {
    let tags = document["tags"].as_array().into_iter().flatten();
    tags.map(|tag| (tag["name"].as_str().unwrap_or_default(), tag["description"].as_str().unwrap_or_default()))
}

/// `doors` as a heading: `Doors`.
fn heading(tag: &str) -> String {
    let mut letters = tag.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn framed(doors: &Doors, who: &Who, headers: &HeaderMap, body: Markup) -> Markup {
    let me = Me::nowhere(doors, who);
    let item = |id: &str, label, group| NavItem {
        href: format!("#{id}").into(),
        label,
        icon: Icon::List,
        current: false,
        group,
    };
    let names: Vec<(&str, String)> = tags(said()).map(|(tag, _)| (tag, heading(tag))).collect();
    let mut nav = vec![item("calling", "How to call", "")];
    nav.extend(names.iter().map(|(tag, name)| item(tag, name, "Operations")));
    nav.push(item("schemas", "All schemas", "Schemas"));
    let head = PageHead {
        title: "HTTP API",
        organisation: Some("HTTP API"),
        home: "/",
        nav: &nav,
        crumbs: &[Crumb::here("HTTP API")],
        foot: "Made from the OpenAPI document of this version.",
        theme: theme(headers),
        person: Some(me.signed()),
        ..PageHead::default()
    };
    ui::page(&head, body)
}

fn body(document: &Value, base: &str) -> Markup {
    let count = tags(document).map(|(tag, _)| operations(document, tag).count()).sum::<usize>();
    let lead = format!("{count} operations under {base}/api/v1, judged by the same rights and rules as the pages.");
    html! {
        (ui::heading("HTTP API", Some(&lead), Some(html! {
            a.button.quiet href="/api/v1/openapi.json" download="tickmark-openapi.json" { (Icon::Download.svg()) "OpenAPI 3.1" }
        })))
        (ui::section("calling", "How to call", None, calling(base)))
        @for (tag, description) in tags(document) {
            (ui::section(tag, &heading(tag), Some(description), html! {
                div.operations {
                    @for one in operations(document, tag) { (operation::shown(document, &one, base)) }
                }
            }))
        }
        (ui::section("schemas", "Schemas", Some("The shapes of bodies and answers, by name."), schema::all(document)))
    }
}

fn calling(base: &str) -> Markup {
    let rate = |rate: super::limit::Rate| {
        format!("{} calls at once, {} a second in the long run", rate.at_once, rate.a_second)
    };
    html! {
        (ui::code(&format!("curl -H \"Authorization: Bearer $TOKEN\" '{base}/api/v1/me'")))
        (ui::card(ui::definition_list(&[
            ("Token", html! {
                "Issued under Tokens, shown once, bound to one organisation and to what it names. It never does more than its "
                "owner may at the moment. What only a person can mean takes the secret of their own session in its place."
            }),
            ("Versions", html! {
                "What can be changed answers with an " code { "ETag" } ". Send it back as " code { "If-Match" }
                " with the change: 412 says that somebody was faster, 428 that it was left out. " code { "If-Match: *" }
                " means whatever it is now."
            }),
            ("Once", html! {
                "A change sent again with the same " code { "Idempotency-Key" } " happens once and answers with its first receipt. "
                "The key with another change is refused."
            }),
            ("Pages", html! {
                "A list answers with " code { "next" } "; send it as " code { "after" } ". History and the security log go "
                "backwards: " code { "older" } " as " code { "before" } "."
            }),
            ("Refusals", html! {
                "Problem details (RFC 9457): " code { "code" } " for machines, " code { "detail" } " and " code { "hint" }
                " for people. A 403 names the " code { "rule" } ", the roles that " code { "could" } ", and whom to "
                code { "ask" } ". Every answer carries " code { "X-Request-Id" } "."
            }),
            ("Limits", html! {
                "A token: " (rate(TOKEN)) ". All of one person: " (rate(PERSON)) ". An address without a good token: "
                (rate(ADDRESS)) ". Beyond that 429 with " code { "Retry-After" } "."
            }),
        ])))
    }
}
