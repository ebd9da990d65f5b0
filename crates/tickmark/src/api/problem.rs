//! Why a call was not answered: problem details by RFC 9457, the same for every route.

use app::{Failure, Fault};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response as Described, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

/// Media type of every refusal (RFC 9457, section 6.1).
pub(super) const PROBLEM_JSON: &str = "application/problem+json";

/// Why a call was not answered (RFC 9457). Nothing was changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ProblemDetails {
    /// Always `about:blank`: the status says the kind, `code` the reason.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What is wrong, in one sentence. For a fault of the server: where to look in its log.
    detail: String,
    /// What could be done about it; may be empty.
    hint: String,
    /// A stable word for machines, such as `unknown` or `control_exists`.
    code: &'static str,
    /// Under which id a fault of the server stands in its log.
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<String>,
    /// Everything that is wrong in a file that was sent, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    problems: Vec<serde_json::Value>,
}

/// A refusal or a fault on its way out.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    hint: String,
    request: Option<String>,
    problems: Vec<serde_json::Value>,
}

impl Problem {
    /// A problem of the request itself.
    pub(super) fn new(
        status: StatusCode,
        code: &'static str,
        detail: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        Problem { status, code, detail: detail.into(), hint: hint.into(), request: None, problems: Vec::new() }
    }

    /// What was sent cannot be read.
    pub(super) fn unreadable(detail: impl Into<String>, hint: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, "unreadable", detail, hint)
    }

    /// What was sent can be read and is wrong inside.
    pub(super) fn unsound(
        code: &'static str,
        detail: impl Into<String>,
        hint: impl Into<String>,
        problems: Vec<serde_json::Value>,
    ) -> Problem {
        Problem { problems, ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail, hint) }
    }

    /// Nothing answers at this address.
    pub(super) fn no_such_address() -> Problem {
        let hint = "GET /api/v1/openapi.json lists every address";
        Problem::new(StatusCode::NOT_FOUND, "no_such_address", "nothing answers at this address", hint)
    }

    /// The id stood in the body, so that the address itself is right.
    pub(super) fn of_the_body(self) -> Problem {
        match self.status {
            StatusCode::NOT_FOUND => Problem { status: StatusCode::UNPROCESSABLE_ENTITY, ..self },
            _ => self,
        }
    }

    /// A fault of the server: its sentence goes to the log, only the id of that line goes out.
    fn fault(fault: &Fault) -> Problem {
        let id = app::new_token().unwrap_or_default().get(..12).unwrap_or_default().to_owned();
        tracing::error!(%fault, hint = %fault.hint, request = %id, "internal error");
        Problem::internal(id)
    }

    fn internal(id: String) -> Problem {
        let detail = format!("an internal error was written to the log under {id}; nothing is half done");
        let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", detail, "");
        Problem { request: Some(id), ..problem }
    }
}

/// A panic is a fault like any other: logged under an id, told without detail.
pub(super) fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    Problem::fault(&Fault::new(format!("a call panicked: {}", words.unwrap_or("no words")), "report this"))
        .into_response()
}

/// Words out of a short list are no ids: the address is right and the word is not.
const WORDS: [&str; 7] = ["category", "mode", "hosting", "status", "frequency", "practice", "extent"];

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Problem {
        let status = match &refusal {
            Refusal::Unknown { what, .. } if WORDS.contains(what) => StatusCode::UNPROCESSABLE_ENTITY,
            Refusal::Unknown { .. } | Refusal::NoOrganisation => StatusCode::NOT_FOUND,
            Refusal::OrganisationExists
            | Refusal::ControlExists { .. }
            | Refusal::ControlRetired { .. }
            | Refusal::NothingToChange { .. } => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Problem::new(status, refusal.code(), refusal.to_string(), refusal.hint())
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        if fault.by_user && fault.sentence.starts_with("no organisation is known") {
            let hint = "GET /api/v1/organisations lists them";
            return Problem::new(StatusCode::NOT_FOUND, "unknown", fault.sentence, hint);
        }
        if fault.by_user {
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", fault.sentence, fault.hint);
        }
        Problem::fault(&fault)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Problem {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::Fault(fault) => fault.into(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let details = ProblemDetails {
            kind: "about:blank",
            title: self.status.canonical_reason().unwrap_or("Refused"),
            status: self.status.as_u16(),
            detail: self.detail,
            hint: self.hint,
            code: self.code,
            request: self.request,
            problems: self.problems,
        };
        let mut response = (self.status, axum::Json(details)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(PROBLEM_JSON));
        if self.status == StatusCode::UNAUTHORIZED {
            let bearer = header::HeaderValue::from_static("Bearer realm=\"tickmark\"");
            headers.insert(header::WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

/// Status, name among the components, and meaning of each way to be refused.
const KINDS: [(&str, &str, &str); 9] = [
    ("400", "BadRequest", "The query, a header or the body cannot be read."),
    ("401", "Unauthorized", "No token, or not the token of this start."),
    ("404", "NotFound", "Something in the address or the query is not known; the hint names the nearest."),
    ("409", "Conflict", "It is so already, or an id is taken."),
    ("413", "ContentTooLarge", "The body is larger than its named maximum."),
    ("415", "UnsupportedMediaType", "The body is of another type than the operation takes."),
    ("422", "UnprocessableContent", "It was understood and is refused; nothing was changed."),
    ("500", "InternalServerError", "A fault of the server; the log has the detail under the id in `request`."),
    ("503", "ServiceUnavailable", "It cannot be done now, such as on a full disk; nothing was changed."),
];

/// The answers that the document lists once and every operation refers to.
pub(super) fn components() -> impl Iterator<Item = (String, RefOr<Described>)> {
    KINDS.into_iter().map(|(_, name, meaning)| {
        let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDetails"))).build();
        let response = ResponseBuilder::new().description(meaning).content(PROBLEM_JSON, body).build();
        (name.to_owned(), response.into())
    })
}

fn described(statuses: &[&str]) -> BTreeMap<String, RefOr<Described>> {
    let kinds = KINDS.into_iter().filter(|(status, ..)| statuses.contains(status));
    kinds.map(|(status, name, _)| (status.to_owned(), RefOr::Ref(Ref::from_response_name(name)))).collect()
}

/// How a reading call can be refused.
#[derive(Debug)]
pub(super) struct Unanswered;

impl IntoResponses for Unanswered {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&["400", "401", "404", "422", "500", "503"])
    }
}

/// How a call with a body, or a change, can be refused.
#[derive(Debug)]
pub(super) struct Refused;

impl IntoResponses for Refused {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&["400", "401", "404", "409", "413", "415", "422", "500", "503"])
    }
}
