//! The code is changed for tokens at the provider's token endpoint, with our secret and the PKCE verifier.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openidconnect::url::form_urlencoded::{Serializer, byte_serialize};
use serde_json::{Map, Value};

use super::Provider;
use super::begin::Pending;
use super::http::{Http, HttpRequest, ask};
use super::metadata::Metadata;
use super::problem::{OidcProblem, clip};

const WHAT: &str = "token reply";

/// What the token endpoint gave for the code.
pub(super) struct Reply {
    pub(super) id_token: String,
    /// Only needed to ask for user information.
    pub(super) access_token: Option<String>,
}

/// Changes the code for tokens (RFC 6749, 4.1.3; RFC 7636, 4.5).
pub(super) fn exchange(
    http: Http<'_>,
    metadata: &Metadata,
    provider: &Provider,
    redirect_uri: &str,
    pending: &Pending,
    code: &str,
) -> Result<Reply, OidcProblem> {
    let mut form = Serializer::new(String::new());
    form.append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("code_verifier", &pending.pkce_verifier);
    let basic = match &provider.client_secret {
        None => {
            form.append_pair("client_id", &provider.client_id);
            None
        }
        Some(secret) if in_form(metadata)? => {
            form.append_pair("client_id", &provider.client_id).append_pair("client_secret", secret);
            None
        }
        Some(secret) => Some(basic(&provider.client_id, secret)),
    };
    let request = HttpRequest::post_form(&metadata.token_endpoint, form.finish());
    let request = match basic {
        Some(value) => request.with("authorization", value),
        None => request,
    };
    match ask(http, WHAT, request)? {
        (200, reply) => tokens(&reply),
        (status, reply) => Err(refusal(status, &reply)),
    }
}

/// Whether the secret goes into the form. Basic is preferred, and is meant where the provider is silent (Discovery
/// 1.0, 3).
fn in_form(metadata: &Metadata) -> Result<bool, OidcProblem> {
    let ways = &metadata.client_authentication;
    let has = |way: &str| ways.iter().any(|name| name == way);
    if ways.is_empty() || has("client_secret_basic") {
        Ok(false)
    } else if has("client_secret_post") {
        Ok(true)
    } else {
        Err(OidcProblem::NoClientAuthentication { found: clip(&ways.join(", ")) })
    }
}

/// RFC 6749, 2.3.1: both halves are form-encoded before they are joined, so that a colon in the secret stays one.
fn basic(client_id: &str, secret: &str) -> String {
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(client_id), encoded(secret))))
}

fn tokens(reply: &Map<String, Value>) -> Result<Reply, OidcProblem> {
    let text = |name: &str| reply.get(name).and_then(Value::as_str).map(str::to_owned);
    // An access token of another type than bearer could not be used as we use it (RFC 6749, 7.1).
    let bearer = text("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"));
    let id_token = text("id_token").ok_or(OidcProblem::IdTokenMissing)?;
    Ok(Reply { id_token, access_token: text("access_token").filter(|_| bearer) })
}

fn refusal(status: u16, reply: &Map<String, Value>) -> OidcProblem {
    match reply.get("error").and_then(Value::as_str) {
        None => OidcProblem::Status { what: WHAT, status },
        Some("invalid_grant") => OidcProblem::CodeRefused,
        Some("invalid_client" | "unauthorized_client") => OidcProblem::ClientRefused,
        Some(error) => OidcProblem::TokenRefused { error: clip(error) },
    }
}
