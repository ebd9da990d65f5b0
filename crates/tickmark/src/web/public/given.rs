//! Documents by link: the secret stands behind the # of the link, so that it reaches no log; the page sends it as a form.

use crate::serve::Doors;
use crate::web::attachment::attachment;
use crate::web::door::secret_field;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Icon};
use crate::web::visit::theme;
use crate::web::visitor::From;
use app::{Failure, SharedDocuments};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use maud::{Markup, html};
use std::sync::Arc;
use tokio::task::block_in_place;

const TITLE: &str = "Documents for you";

pub(super) async fn ask(headers: HeaderMap) -> Response {
    page(&headers, "", None).into_response()
}

fn page(headers: &HeaderMap, secret: &str, refusal: Option<&Refusal>) -> Markup {
    let body = html! {
        (refused(refusal))
        form.form method="post" action="/shared" {
            (secret_field(secret, "What stands behind the # of the link that you were given."))
            (ui::button("Show the documents"))
        }
    };
    ui::sign_in(TITLE, "You asked for documents, and were given a link.", theme(headers), body)
}

/// Shows what the link leads to; with a document in the form, hands that over.
pub(super) async fn open(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Problem> {
    let (secret, wanted) = (typed.get("secret"), typed.get("document"));
    let done = || -> Result<Response, Failure> {
        if wanted.is_empty() {
            let shared = doors.app.open_documents(secret)?;
            return Ok(list(&headers, secret, &shared).into_response());
        }
        let document = crate::words::public::document(wanted)?;
        let file = doors.app.fetch_document(secret, &document, &visitor)?;
        Ok(attachment("application/pdf", &file.name, file.bytes))
    };
    match block_in_place(done) {
        Err(Failure::Refused(refusal)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&headers, "", Some(&refusal))).into_response())
        }
        other => other.map_err(Problem::from),
    }
}

fn list(headers: &HeaderMap, secret: &str, shared: &SharedDocuments) -> Markup {
    let lead = format!("From {}, until the end of {}.", shared.organisation, shared.until);
    let body = html! {
        @if shared.documents.is_empty() { p { "None of them is in force any more. Ask the organisation for what is." } }
        @for (document, title) in &shared.documents {
            form.form method="post" action="/shared" {
                (ui::hidden("secret", secret))
                (ui::hidden("document", &document.to_string()))
                p { (title) }
                button.button.quiet type="submit" { (Icon::Download.svg()) "Take it as PDF" span.sr-only { ": " (title) } }
            }
        }
        p.hint { "Each page bears: " (shared.mark) ". That a document was taken is noted." }
    };
    ui::sign_in(TITLE, &lead, theme(headers), body)
}
