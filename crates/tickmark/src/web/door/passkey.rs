//! Passkeys at the door: script asks here for what the browser shows its owner, and sends the answer as a plain form.

use super::super::problem::Problem;
use super::super::typed::sentence;
use super::super::ui;
use super::super::visitor::From;
use super::entered::entered;
use super::sign_in;
use crate::serve::{Doors, Reach};
use app::{Failure, Site};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Form, Json, Router};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/passkey", post(begin)).route("/passkey/sign-in", post(finish))
}

/// A form whose button script brings to life; without script, or in a browser without passkeys, only words stand there.
pub(crate) fn form(aim: &str, action: &str, button: &str, carried: Markup) -> Markup {
    html! {
        form.form.passkey method="post" action=(action) data-passkey=(aim) {
            (carried)
            (fields())
            (starter(button, aim == "confirm"))
        }
    }
}

/// The hidden fields into which script puts the browser's answer.
pub(crate) fn fields() -> Markup {
    html! { (ui::hidden("ceremony", "")) (ui::hidden("response", "")) }
}

/// The button, what stands in its place where it cannot work, and the line for what went wrong.
pub(crate) fn starter(button: &str, primary: bool) -> Markup {
    html! {
        button.button.primary[primary] type="button" data-passkey-start hidden { (ui::Icon::Key.svg()) (button) }
        p.hint data-passkey-missing { "Passkeys need script and a browser that knows them." }
        p.error role="alert" data-passkey-error hidden {}
        script type="module" src="/assets/passkey.js" {}
    }
}

/// How a browser reached this server: what passkeys are bound to.
pub(crate) fn site(reach: &Reach, headers: &HeaderMap) -> Site {
    let said = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let (host, scheme) = match reach.host() {
        Some(host) => (host, "https"),
        None => (said, "http"),
    };
    let host = host.to_ascii_lowercase();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => &host,
    };
    Site { domain: name.to_owned(), origin: format!("{scheme}://{host}") }
}

/// What script asks for.
#[derive(Deserialize)]
struct Asked {
    aim: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    secret: String,
}

async fn begin(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Problem> {
    let (app, site) = (&doors.app, site(&doors.reach, &headers));
    let who = doors.who(&headers)?;
    let begun = tokio::task::block_in_place(|| match (asked.aim.as_str(), &who) {
        ("sign-in", _) => app.begin_passkey_sign_in(&asked.email, &site, &visitor),
        ("second", _) => app.begin_passkey_second(&asked.secret, &site),
        ("confirm", Some(who)) => app.begin_passkey_proof(who, &site),
        ("add", Some(who)) => app.begin_passkey(who, &site),
        _ => Err(domain::refusal::Refusal::NotPossible {
            sentence: "nobody is signed in any more".to_owned(),
            hint: "sign in again".to_owned(),
        }
        .into()),
    });
    match begun {
        Ok(begun) => {
            let options: serde_json::Value = serde_json::from_str(&begun.options)
                .map_err(|e| app::Fault::new(format!("the passkey's options: {e}"), "ask again"))?;
            Ok(Json(serde_json::json!({ "options": options, "ceremony": begun.ceremony })).into_response())
        }
        Err(Failure::Refused(refusal)) => {
            let text = format!("{} {}", sentence(&refusal.to_string()), sentence(&refusal.hint()));
            Ok(sign_in::told(&refusal, Json(serde_json::json!({ "sentence": text }))))
        }
        Err(other) => Err(other.into()),
    }
}

/// The browser's answer at a sign-in.
#[derive(Deserialize)]
struct Answered {
    ceremony: String,
    response: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    to: String,
}

async fn finish(
    State(doors): State<Arc<Doors>>,
    From(visitor): From,
    headers: HeaderMap,
    Form(form): Form<Answered>,
) -> Result<Response, Problem> {
    let site = site(&doors.reach, &headers);
    let done = tokio::task::block_in_place(|| {
        doors.app.finish_passkey_sign_in(&form.ceremony, &form.response, &site, &visitor)
    });
    match done {
        Ok(begun) => entered(&doors, &headers, &begun, &form.to),
        Err(Failure::Refused(refusal)) => {
            let page = sign_in::page(&headers, &form.email, &form.to, Some(&refusal));
            Ok(sign_in::told(&refusal, page))
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn passkeys_are_bound_to_the_public_name_or_to_the_name_on_this_machine() {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("localhost:4711"));
        let here = site(&Reach::default(), &headers);
        assert_eq!((here.domain.as_str(), here.origin.as_str()), ("localhost", "http://localhost:4711"));
        let reach = Reach { public: Some("https://Tickmark.example.org:8443/".to_owned()) };
        let there = site(&reach, &headers);
        assert_eq!(there.domain, "tickmark.example.org");
        assert_eq!(there.origin, "https://tickmark.example.org:8443");
    }
}
