//! The page for everybody: what is held, and a form with which documents are asked for. Nothing else is reached from it.

use super::{TITLE, address, content, documents};
use crate::serve::Doors;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Choice, Field, PageHead, Tone};
use crate::web::visit::theme;
use crate::web::visitor::From;
use app::{AskedDocuments, CONFIDENTIALITY};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use domain::reports::public::PublicPage;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::task::block_in_place;

/// Says that a request came in; it is no more than a word in the address.
const ASKED: &str = "asked";

/// The same whether there is no such organisation or its page is off.
fn nothing() -> Problem {
    Problem::not_found("There is no such page.")
}

fn read(doors: &Doors, slug: &str) -> Result<PublicPage, Problem> {
    block_in_place(|| doors.app.public_page(slug))?.ok_or_else(nothing)
}

pub(super) async fn show(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    query: Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let page = read(&doors, &slug)?;
    let asked = query.contains_key(ASKED);
    Ok(framed(&headers, &slug, &page, body(&slug, &page, &Typed::default(), None, asked)).into_response())
}

pub(super) async fn ask(
    State(doors): State<Arc<Doors>>,
    Path(slug): Path<String>,
    From(visitor): From,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Problem> {
    let page = read(&doors, &slug)?;
    let done = documents(typed.all("documents")).map_err(app::Failure::from).and_then(|documents| {
        let asked = AskedDocuments {
            name: typed.get("name").to_owned(),
            company: typed.get("company").to_owned(),
            email: typed.get("email").to_owned(),
            purpose: typed.get("purpose").to_owned(),
            documents,
            accepted: typed.get("accepted") == "yes",
        };
        block_in_place(|| doors.app.ask_documents(&slug, &asked, &visitor))
    });
    match done {
        Ok(true) => Ok(Redirect::to(&format!("{}?{ASKED}=yes#documents", address(&slug))).into_response()),
        Ok(false) => Err(nothing()),
        Err(app::Failure::Refused(refusal)) => {
            let shown = framed(&headers, &slug, &page, body(&slug, &page, &typed, Some(&refusal), false));
            Ok(told(&refusal, shown))
        }
        Err(other) => Err(other.into()),
    }
}

/// A pause is said in the words of HTTP too.
fn told(refusal: &Refusal, page: Markup) -> Response {
    match refusal {
        Refusal::Paused { seconds: Some(seconds), .. } => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], page).into_response()
        }
        Refusal::Paused { .. } => (StatusCode::TOO_MANY_REQUESTS, page).into_response(),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
    }
}

fn body(slug: &str, page: &PublicPage, typed: &Typed, refusal: Option<&Refusal>, asked: bool) -> Markup {
    let lead = format!("What {} holds, computed from its records on {}.", page.organisation, page.on);
    html! {
        (ui::heading(&page.organisation, Some(&lead), None))
        (refused(refusal))
        (content::held(page))
        @if !page.documents.is_empty() {
            (ui::section("documents", "Documents on request", Some("Somebody there decides, and sends you a link that is good for some days. Each page of a copy bears your name and company."), html! {
                @if asked {
                    (ui::notice(Tone::Good, "Your request came in", html! { "No mail is sent from here: whoever decides writes to you at the address that you gave." }))
                }
                @else { (form(slug, page, typed)) }
            }))
        }
    }
}

fn form(slug: &str, page: &PublicPage, typed: &Typed) -> Markup {
    let wanted: Vec<&str> = typed.all("documents").collect();
    let choices: Vec<Choice<'_>> = page
        .documents
        .iter()
        .map(|(one, title)| {
            let value = one.to_string();
            let chosen = wanted.contains(&value.as_str());
            Choice::new(value, title.as_str(), chosen)
        })
        .collect();
    let field = |name: &'static str, label: &'static str, hint: &'static str| Field {
        name,
        label,
        value: typed.get(name),
        hint,
        required: true,
        ..Field::default()
    };
    let accepted = [Choice::new("yes", CONFIDENTIALITY, typed.get("accepted") == "yes")];
    html! {
        form.form method="post" action=(address(slug)) {
            (ui::checkboxes(&Field { name: "documents", label: "Documents", ..Field::default() }, &choices))
            div.field-row {
                (ui::text(&Field { autocomplete: "name", ..field("name", "Your name", "It stands on each page of your copy.") }))
                (ui::text(&Field { autocomplete: "organization", ..field("company", "Company", "It stands there as well.") }))
            }
            (ui::text(&Field { autocomplete: "email", ..field("email", "E-mail address", "The link is sent to it by hand.") }))
            (ui::textarea(&field("purpose", "What you need them for", "Such as: security review before a contract."), 3))
            (ui::checkboxes(&Field { name: "accepted", label: "Confidentiality", ..Field::default() }, &accepted))
            p.hint { "What you type here is read by the organisation alone, and erased 90 days after nobody decided, or a year after the link ends." }
            div.actions { (ui::button("Ask for the documents")) }
        }
    }
}

fn framed(headers: &HeaderMap, slug: &str, page: &PublicPage, body: Markup) -> Markup {
    let home = address(slug);
    let title = format!("{}: {TITLE}", page.organisation);
    let foot = format!(
        "{} says this of itself, as of {}. No auditor and no certification body speaks here.",
        page.organisation, page.on
    );
    let head = PageHead {
        title: &title,
        organisation: Some(&page.organisation),
        home: &home,
        foot: &foot,
        theme: theme(headers),
        ..PageHead::default()
    };
    ui::page(&head, body)
}
