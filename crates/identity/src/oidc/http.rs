//! Requests and replies as plain values: the caller's one outgoing client carries them, with its rules for addresses.

use serde_json::{Map, Value};

use super::problem::OidcProblem;
use super::strict;

/// The longest reply of a provider that is read, in bytes: discovery, keys, tokens and user information alike.
pub const MAX_REPLY_BYTES: usize = 256 * 1024;

/// Sends one request and answers with the reply, or says in one sentence why there is none. It must not follow
/// redirects.
pub type Http<'a> = &'a dyn Fn(HttpRequest) -> Result<HttpResponse, String>;

/// A request to the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// Empty for `GET`, a form for `POST`.
    pub body: Vec<u8>,
}

/// What the provider answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status, such as 200.
    pub status: u16,
    /// Names in any case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body, already freed of any transfer coding.
    pub body: Vec<u8>,
}

impl HttpRequest {
    pub(super) fn get(url: &str) -> HttpRequest {
        HttpRequest { method: "GET", url: url.to_owned(), headers: vec![accept()], body: Vec::new() }
    }

    pub(super) fn post_form(url: &str, form: String) -> HttpRequest {
        let kind = ("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned());
        HttpRequest { method: "POST", url: url.to_owned(), headers: vec![accept(), kind], body: form.into_bytes() }
    }

    pub(super) fn with(mut self, name: &str, value: String) -> HttpRequest {
        self.headers.push((name.to_owned(), value));
        self
    }
}

fn accept() -> (String, String) {
    ("accept".to_owned(), "application/json".to_owned())
}

/// Sends the request and reads the reply as one JSON object, whatever its status.
pub(super) fn ask(
    http: Http<'_>,
    what: &'static str,
    request: HttpRequest,
) -> Result<(u16, Map<String, Value>), OidcProblem> {
    let reply = http(request).map_err(|why| OidcProblem::Unreachable { what, why })?;
    if reply.body.len() > MAX_REPLY_BYTES {
        return Err(OidcProblem::TooLarge { what, max: MAX_REPLY_BYTES });
    }
    match object(what, &reply) {
        Ok(object) => Ok((reply.status, object)),
        // A proxy's page in place of an answer is better told by its status than by its lack of JSON.
        Err(_) if reply.status != 200 => Err(OidcProblem::Status { what, status: reply.status }),
        Err(problem) => Err(problem),
    }
}

/// As [`ask`], and any status but 200 is a problem.
pub(super) fn ask_ok(
    http: Http<'_>,
    what: &'static str,
    request: HttpRequest,
) -> Result<Map<String, Value>, OidcProblem> {
    match ask(http, what, request)? {
        (200, object) => Ok(object),
        (status, _) => Err(OidcProblem::Status { what, status }),
    }
}

fn object(what: &'static str, reply: &HttpResponse) -> Result<Map<String, Value>, OidcProblem> {
    let kind = reply.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
    let kind = kind.map(|(_, value)| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase());
    if let Some(kind) = kind.filter(|kind| kind != "application/json" && !kind.ends_with("+json")) {
        return Err(OidcProblem::Unreadable { what, why: format!("its type is {kind}, not JSON") });
    }
    strict::object(&reply.body).map_err(|why| OidcProblem::Unreadable { what, why })
}
