//! When a page cannot be shown, or a form is refused: one sentence, a hint, and nothing was changed.

use super::ui;
use app::{Failure, Fault};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use maud::html;

/// Why a page cannot be shown.
#[derive(Debug)]
pub(crate) enum Problem {
    /// Nobody is signed in.
    SignIn,
    /// The rules say no.
    Refused(Refusal),
    /// Something went wrong; the sentence goes to the log, not to the page.
    Fault(Fault),
    /// There is nothing at this address.
    NotFound(String),
}

impl Problem {
    /// There is nothing at this address.
    pub(crate) fn not_found(sentence: &str) -> Problem {
        Problem::NotFound(sentence.to_owned())
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Problem {
        match failure {
            Failure::Refused(refusal) => Problem::Refused(refusal),
            Failure::Fault(fault) => fault.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        Problem::Refused(refusal)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        if fault.by_user && fault.sentence.starts_with("no organisation is known") {
            return Problem::NotFound(fault.sentence);
        }
        Problem::Fault(fault)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, title, sentence, hint) = match self {
            Problem::SignIn => return Redirect::to("/sign-in").into_response(),
            Problem::Refused(Refusal::Unknown { what, id, nearest }) => {
                let refusal = Refusal::Unknown { what, id, nearest };
                (StatusCode::NOT_FOUND, "Not found", refusal.to_string(), refusal.hint())
            }
            Problem::Refused(refusal) => {
                (StatusCode::UNPROCESSABLE_ENTITY, "This was refused", refusal.to_string(), refusal.hint())
            }
            Problem::NotFound(sentence) => (StatusCode::NOT_FOUND, "Not found", sentence, String::new()),
            Problem::Fault(fault) if fault.by_user => {
                (StatusCode::SERVICE_UNAVAILABLE, "This cannot be done now", fault.sentence, fault.hint)
            }
            Problem::Fault(fault) => {
                let id = app::new_token().unwrap_or_default();
                let id = id.get(..12).unwrap_or_default().to_owned();
                tracing::error!(%fault, hint = %fault.hint, request = %id, "internal error");
                let sentence = format!("An internal error was written to the log under {id}. Nothing is half done.");
                (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong", sentence, String::new())
            }
        };
        let page = ui::sign_in(
            title,
            &sentence,
            ui::Theme::System,
            html! {
                @if !hint.is_empty() { p { (hint) } }
                p { a href="/" { "Go to the start" } }
            },
        );
        (status, page).into_response()
    }
}
