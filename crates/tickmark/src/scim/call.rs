//! One call of the directory: whose token it is, what it asks for, and which version it read.

use super::problem::{SCIM_JSON, ScimError};
use crate::serve::Doors;
use crate::web::visitor;
use app::Who;
use axum::body::to_bytes;
use axum::extract::{ConnectInfo, FromRequestParts, Path, Query, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

/// Largest body, in bytes.
const MAX_BODY: usize = 256 * 1024;

/// What every operation answers.
pub(super) type Answered = Result<Response, ScimError>;

/// A call whose token was right.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) doors: Arc<Doors>,
    pub(super) who: Who,
    /// Short name of the organisation, as in the address.
    pub(super) organisation: String,
    pub(super) method: Method,
    /// What follows the organisation in the address, part by part.
    pub(super) rest: Vec<String>,
    /// Where this directory lies, for `meta.location`.
    base: String,
    query: BTreeMap<String, String>,
    if_match: Option<String>,
    if_none_match: Option<String>,
    body: Vec<u8>,
}

impl Call {
    /// Reads a request, and refuses it before its body is read when the token is not right.
    pub(super) async fn read(doors: Arc<Doors>, request: Request) -> Result<Call, ScimError> {
        let (mut parts, body) = request.into_parts();
        let who = match bearer(&parts.headers) {
            Some(token) => doors.app.who_by_directory_token(token).map_err(app::NotTaken::from)?,
            None => None,
        };
        let Some(who) = who else {
            let detail = "the token is missing or not valid; an owner issues one of kind directory";
            return Err(ScimError::plain(StatusCode::UNAUTHORIZED, detail));
        };
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let who = who.from(visitor(&parts.headers, peer, &doors.reach));
        let Ok(Path(mut names)) = Path::<BTreeMap<String, String>>::from_request_parts(&mut parts, &doors).await else {
            return Err(ScimError::syntax("the address cannot be read"));
        };
        let Ok(Query(query)) = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri) else {
            return Err(ScimError::syntax("the query cannot be read"));
        };
        let changes = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH);
        let kind = text(&parts.headers, &header::CONTENT_TYPE).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
        if changes && !matches!(kind.as_str(), "" | SCIM_JSON | "application/json") {
            let detail = format!("send {SCIM_JSON}");
            return Err(ScimError::plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let Ok(body) = to_bytes(body, MAX_BODY).await else {
            let detail = format!("the body is larger than {MAX_BODY} bytes, or was cut off");
            return Err(ScimError::plain(StatusCode::PAYLOAD_TOO_LARGE, detail));
        };
        let organisation = names.remove("organisation").unwrap_or_default();
        let rest = names.remove("rest").unwrap_or_default();
        Ok(Call {
            base: format!("{}/scim/v2/o/{organisation}", origin(&doors, &parts.headers)),
            who,
            organisation,
            method: parts.method,
            rest: rest.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect(),
            query: query.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect(),
            if_match: text(&parts.headers, &header::IF_MATCH),
            if_none_match: text(&parts.headers, &header::IF_NONE_MATCH),
            body: body.to_vec(),
            doors,
        })
    }

    /// A field of the query, if it is there and not empty; the case of its name does not matter.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.query.get(&name.to_lowercase()).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// The body, which is an object.
    pub(super) fn object(&self) -> Result<Map<String, Value>, ScimError> {
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) => Err(ScimError::syntax("the body is no object of JSON")),
            Err(e) => Err(ScimError::syntax(format!("the body cannot be read as JSON: {e}"))),
        }
    }

    /// Where something of this directory lies.
    pub(super) fn location(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    pub(super) fn only_get(&self) -> Result<(), ScimError> {
        if self.method != Method::GET {
            return Err(ScimError::no_such_method("GET"));
        }
        // RFC 7644, section 4: what is the same for all is not searched.
        if self.field("filter").is_some() {
            return Err(ScimError::plain(StatusCode::FORBIDDEN, "this list takes no filter"));
        }
        Ok(())
    }

    /// Must the version be checked, and is it this one? `None` when the call names no version.
    pub(super) fn expects(&self, version: &str) -> Option<bool> {
        self.if_match.as_deref().filter(|tags| tags.trim() != "*").map(|tags| names(tags, version))
    }

    /// Has the caller this version already?
    pub(super) fn knows(&self, version: &str) -> bool {
        self.if_none_match.as_deref().is_some_and(|tags| tags.trim() == "*" || names(tags, version))
    }
}

/// Does a list of entity tags name this version? Compared weakly (RFC 9110, section 8.8.3.2).
fn names(tags: &str, version: &str) -> bool {
    tags.split(',').map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"')).any(|tag| tag == version)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// The address that people type, or that of this machine: the name was checked before.
fn origin(doors: &Doors, headers: &HeaderMap) -> String {
    match &doors.reach.public {
        Some(public) => public.trim_end_matches('/').to_owned(),
        None => format!("http://{}", text(headers, &header::HOST).unwrap_or_default()),
    }
}

/// An answer with a body.
pub(super) fn reply(status: StatusCode, body: &Value) -> Response {
    let mut response = (status, axum::Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(SCIM_JSON));
    response
}

/// An answer with one user or group, its version, and its place when it is new.
pub(super) fn reply_resource(status: StatusCode, body: &Value, whole: &Value) -> Response {
    let mut response = reply(status, body);
    let header_of = |text: &Value| text.as_str().and_then(|text| HeaderValue::from_str(text).ok());
    let headers = response.headers_mut();
    if let Some(version) = header_of(&whole["meta"]["version"]) {
        headers.insert(header::ETAG, version);
    }
    if let Some(place) = header_of(&whole["meta"]["location"]) {
        let name = if status == StatusCode::CREATED { header::LOCATION } else { header::CONTENT_LOCATION };
        headers.insert(name, place);
    }
    response
}
