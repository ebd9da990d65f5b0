//! Why a call of the directory was not answered: the error body of SCIM (RFC 7644, section 3.12), the same everywhere.

use app::{Failure, Fault, NotTaken};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use serde_json::json;

/// Media type of everything here (RFC 7644, section 8.1).
pub(super) const SCIM_JSON: &str = "application/scim+json";
/// Schema of an error.
const ERROR: &str = "urn:ietf:params:scim:api:messages:2.0:Error";

/// A refusal on its way to the directory. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScimError {
    pub(super) status: StatusCode,
    /// The word of RFC 7644, table 9, for a request that is wrong in itself.
    pub(super) kind: Option<&'static str>,
    pub(super) detail: String,
    /// Methods that would be answered, for 405.
    allow: Option<&'static str>,
    /// A fault of the server, for its log.
    fault: Option<Fault>,
}

impl ScimError {
    pub(super) fn plain(status: StatusCode, detail: impl Into<String>) -> ScimError {
        ScimError { status, kind: None, detail: detail.into(), allow: None, fault: None }
    }

    /// Status 400 with its word.
    pub(super) fn bad(kind: &'static str, detail: impl Into<String>) -> ScimError {
        ScimError { kind: Some(kind), ..ScimError::plain(StatusCode::BAD_REQUEST, detail) }
    }

    /// A value that cannot be taken.
    pub(super) fn value(detail: impl Into<String>) -> ScimError {
        ScimError::bad("invalidValue", detail)
    }

    /// A body that cannot be read.
    pub(super) fn syntax(detail: impl Into<String>) -> ScimError {
        ScimError::bad("invalidSyntax", detail)
    }

    pub(super) fn not_offered(detail: &str) -> ScimError {
        ScimError::plain(StatusCode::NOT_IMPLEMENTED, detail)
    }

    pub(super) fn no_such_method(allow: &'static str) -> ScimError {
        let detail = format!("this address answers to {allow} only");
        ScimError { allow: Some(allow), ..ScimError::plain(StatusCode::METHOD_NOT_ALLOWED, detail) }
    }

    pub(super) fn stale() -> ScimError {
        ScimError::plain(StatusCode::PRECONDITION_FAILED, "it has changed since it was read; read it again")
    }

    fn fault(fault: Fault) -> ScimError {
        ScimError { fault: Some(fault), ..ScimError::plain(StatusCode::INTERNAL_SERVER_ERROR, "") }
    }

    /// What is told: of a fault the id under which its sentence stands in the log.
    fn told(&self) -> String {
        let Some(fault) = &self.fault else {
            return self.detail.clone();
        };
        let id = crate::request::id();
        tracing::error!(%fault, hint = %fault.hint, request = %id, "internal error");
        format!("an internal error was written to the log under {id}; ask again")
    }
}

/// A panic is a fault like any other: logged under an id, told without detail.
pub(super) fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    let sentence = format!("a call of the directory panicked: {}", words.unwrap_or("no words"));
    ScimError::fault(Fault::new(sentence, "report this")).into_response()
}

impl From<NotTaken> for ScimError {
    fn from(why: NotTaken) -> ScimError {
        let said = why.to_string();
        match why {
            NotTaken::Taken(_) => {
                ScimError { kind: Some("uniqueness"), ..ScimError::plain(StatusCode::CONFLICT, said) }
            }
            NotTaken::Invalid(_) => ScimError::value(said),
            NotTaken::Stale => ScimError::stale(),
            NotTaken::NotThere(..) => ScimError::plain(StatusCode::NOT_FOUND, said),
            NotTaken::Failed(Failure::Refused(refusal)) => refused(&refusal),
            NotTaken::Failed(Failure::Fault(fault)) => {
                if fault.by_user && fault.sentence.starts_with("no organisation is known") {
                    return ScimError::plain(StatusCode::NOT_FOUND, "there is no such organisation for this token");
                }
                if fault.by_user {
                    let detail = format!("{}; {}", fault.sentence, fault.hint);
                    return ScimError::plain(StatusCode::SERVICE_UNAVAILABLE, detail);
                }
                ScimError::fault(fault)
            }
        }
    }
}

fn refused(refusal: &Refusal) -> ScimError {
    let status = match refusal {
        Refusal::NoPart => {
            return ScimError::plain(StatusCode::NOT_FOUND, "there is no such organisation for this token");
        }
        Refusal::NotAllowed(_) | Refusal::StepUp { .. } | Refusal::KeptApart { .. } | Refusal::OtherDoor { .. } => {
            StatusCode::FORBIDDEN
        }
        Refusal::TooMany { .. } => StatusCode::FORBIDDEN,
        Refusal::Unknown { .. } => StatusCode::NOT_FOUND,
        Refusal::Outdated { .. } => StatusCode::PRECONDITION_FAILED,
        Refusal::NothingToChange { .. } | Refusal::MemberExists { .. } => StatusCode::CONFLICT,
        _ => return ScimError::value(format!("{refusal}; {}", refusal.hint())),
    };
    ScimError::plain(status, format!("{refusal}; {}", refusal.hint()))
}

impl IntoResponse for ScimError {
    fn into_response(self) -> Response {
        let status = self.status.as_u16().to_string();
        let mut body = json!({ "schemas": [ERROR], "status": status, "detail": self.told() });
        if let Some(kind) = self.kind {
            body["scimType"] = kind.into();
        }
        let mut response = (self.status, axum::Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(SCIM_JSON));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"tickmark\""));
        }
        if let Some(allow) = self.allow {
            headers.insert(header::ALLOW, HeaderValue::from_static(allow));
        }
        response
    }
}
