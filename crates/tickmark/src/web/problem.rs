//! When a page cannot be shown, or a form is refused: one sentence, a hint, and nothing was changed.

use super::typed::sentence as words;
use super::ui;
use app::{Failure, Fault};
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::refusal::Refusal;
use maud::html;

/// Marks an answer that waits for a fresh proof: whoever stands before the pages asks for it, and nothing typed is lost.
#[derive(Clone, Debug)]
pub(crate) struct NeedsProof {
    /// What it is asked for.
    pub(crate) sentence: String,
    /// A second factor; otherwise the password is enough for who has none.
    pub(crate) strong: bool,
}

/// Why a page cannot be shown.
#[derive(Debug)]
pub(crate) enum Problem {
    /// Nobody is signed in; where the way led, to go on there afterwards.
    SignIn(String),
    /// The rules say no.
    Refused(Refusal),
    /// To change how one signs in, one proves again who one is.
    Confirm,
    /// Something went wrong; the sentence goes to the log, not to the page.
    Fault(Fault),
    /// There is nothing at this address.
    NotFound(String),
    /// This person begins elsewhere.
    Elsewhere(String),
}

impl Problem {
    /// Nobody is signed in. Only a page is gone on to afterwards: a form that was sent has no page at its address, so that
    /// one begins at the page before it.
    pub(crate) fn sign_in(method: &Method, uri: &Uri) -> Problem {
        let asked = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        let reads = matches!(*method, Method::GET | Method::HEAD);
        let organisation = || uri.path().split('/').nth(2).filter(|_| uri.path().starts_with("/o/"));
        Problem::SignIn(match reads {
            true => asked,
            false => organisation().map_or_else(|| "/".to_owned(), |org| format!("/o/{org}/")),
        })
    }

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

/// Under which status and title a refusal is shown.
fn named(refusal: &Refusal) -> (StatusCode, &'static str) {
    match refusal {
        // Nobody without a part here is told more than of an organisation that does not exist, word for word.
        Refusal::Unknown { .. } | Refusal::NoPart => (StatusCode::NOT_FOUND, "Not found"),
        Refusal::NotAllowed(_) => (StatusCode::FORBIDDEN, "You may not do this"),
        Refusal::StepUp { .. } => (StatusCode::FORBIDDEN, "Confirm that it is you"),
        Refusal::OtherDoor { .. } => (StatusCode::FORBIDDEN, "Come in another way"),
        Refusal::Paused { .. } => (StatusCode::TOO_MANY_REQUESTS, "Wait a moment"),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, "This was refused"),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let needs = match &self {
            Problem::Refused(refusal @ Refusal::StepUp { .. }) => {
                Some(NeedsProof { sentence: refusal.to_string(), strong: true })
            }
            Problem::Confirm => Some(NeedsProof {
                sentence: "to change how you sign in, prove again who you are".to_owned(),
                strong: false,
            }),
            _ => None,
        };
        let way_in = match &self {
            Problem::Refused(Refusal::OtherDoor { organisation, provider: true, .. }) => Some(organisation.clone()),
            _ => None,
        };
        let pause = match &self {
            Problem::Refused(Refusal::Paused { seconds, .. }) => *seconds,
            _ => None,
        };
        let (status, title, sentence, hint) = match self {
            Problem::SignIn(to) => {
                let to = super::reading::encode(&to);
                return Redirect::to(&format!("/sign-in?to={to}")).into_response();
            }
            Problem::Confirm => (
                StatusCode::FORBIDDEN,
                "Confirm that it is you",
                String::new(),
                "confirm, and send it again".to_owned(),
            ),
            Problem::Refused(refusal) => {
                let (status, title) = named(&refusal);
                (status, title, refusal.to_string(), refusal.hint())
            }
            Problem::Elsewhere(to) => return Redirect::to(&to).into_response(),
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
            &words(&sentence),
            ui::Theme::System,
            html! {
                @if !hint.is_empty() { p { (words(&hint)) } }
                @if let Some(organisation) = &way_in { (super::sign_on::way_in(organisation)) }
                p { a href="/" { "Go to the start" } }
            },
        );
        let mut response = (status, page).into_response();
        if let Some(seconds) = pause {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if let Some(needs) = needs {
            response.extensions_mut().insert(needs);
        }
        response
    }
}
