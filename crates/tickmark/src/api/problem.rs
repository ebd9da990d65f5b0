//! Why a call was not answered: problem details by RFC 9457, the same for every route.

use super::call::unread_body;
use super::limit::Rate;
use app::{Failure, Fault};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ContentBuilder, Object, Ref, RefOr, Response as Described, ResponseBuilder};
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
    /// Id of the request, as in the header `X-Request-Id`; a fault of the server stands in its log under it.
    request: String,
    /// Everything that is wrong in a file that was sent, one by one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    problems: Vec<serde_json::Value>,
}

/// Why somebody may not do something, and who could.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Barred {
    #[serde(flatten)]
    problem: ProblemDetails,
    /// The rule of separation of duty that says no, such as `SoD-7`; null when no right allows it.
    rule: Option<String>,
    /// Roles that could do it.
    could: Vec<&'static str>,
    /// People to ask, by name.
    ask: Vec<String>,
}

/// A refusal or a fault on its way out.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: &'static str,
    detail: String,
    hint: String,
    problems: Vec<serde_json::Value>,
    who_could: Box<WhoCould>,
    /// Seconds after which it is worth another try.
    retry_after: Option<u64>,
}

/// What a refused right says besides.
#[derive(Debug, Default)]
struct WhoCould {
    rule: Option<String>,
    could: Vec<&'static str>,
    ask: Vec<String>,
}

impl Problem {
    /// A problem of the request itself.
    pub(super) fn new(
        status: StatusCode,
        code: &'static str,
        detail: impl Into<String>,
        hint: impl Into<String>,
    ) -> Problem {
        Problem {
            status,
            code,
            detail: detail.into(),
            hint: hint.into(),
            problems: Vec::new(),
            who_could: Box::default(),
            retry_after: None,
        }
    }

    /// Has it this status?
    pub(super) fn is(&self, status: StatusCode) -> bool {
        self.status == status
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

    /// The id stood in the body, so that the address itself is right; an organisation never stands in a body.
    pub(super) fn of_the_body(self) -> Problem {
        match self.status {
            StatusCode::NOT_FOUND if !self.detail.starts_with("no organisation is known") => {
                Problem { status: StatusCode::UNPROCESSABLE_ENTITY, ..self }
            }
            _ => self,
        }
    }

    /// The caller has no calls left.
    pub(super) fn too_many_calls(seconds: u64, rate: Rate) -> Problem {
        let hint = format!(
            "wait {seconds} {}; {} calls at once and {} a second in the long run are answered",
            if seconds == 1 { "second" } else { "seconds" },
            rate.at_once,
            rate.a_second
        );
        let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_calls", "too many calls", hint);
        Problem { retry_after: Some(seconds), ..problem }
    }

    /// A fault of the server: its sentence goes to the log, only the id of that line goes out.
    fn fault(fault: &Fault) -> Problem {
        let id = crate::request::id();
        tracing::error!(%fault, hint = %fault.hint, request = %id, "internal error");
        let detail = format!("an internal error was written to the log under {id}; nothing is half done");
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", detail, "")
    }
}

/// What was refused before the API was reached (another host, another origin, a body beyond all limits), told in the words
/// of the API to who called it.
pub(crate) async fn in_problem_details(request: Request, next: Next) -> Response {
    let of_the_api = request.uri().path().starts_with("/api/");
    let response = next.run(request).await;
    if !of_the_api || response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM_JSON) {
        return response;
    }
    let problem = match response.status() {
        StatusCode::MISDIRECTED_REQUEST => {
            let hint = "use the address that was printed at start, or that of --public-url";
            Problem::new(response.status(), "other_host", "this server does not answer to that name", hint)
        }
        StatusCode::FORBIDDEN => {
            let hint = "call the API from a program, not from a page";
            Problem::new(response.status(), "other_origin", "a page from elsewhere sent this", hint)
        }
        StatusCode::PAYLOAD_TOO_LARGE => unread_body(response.status(), ""),
        _ => return response,
    };
    problem.into_response()
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
            | Refusal::MemberExists { .. }
            | Refusal::NothingToChange { .. } => StatusCode::CONFLICT,
            Refusal::Paused { .. } => StatusCode::TOO_MANY_REQUESTS,
            Refusal::NoPart => StatusCode::NOT_FOUND,
            Refusal::NotAllowed(_) | Refusal::StepUp { .. } | Refusal::KeptApart { .. } | Refusal::OtherDoor { .. } => {
                StatusCode::FORBIDDEN
            }
            Refusal::Outdated { .. } => StatusCode::PRECONDITION_FAILED,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let who_could = match &refusal {
            Refusal::NotAllowed(missing) => WhoCould {
                rule: missing.duty.map(|d| d.id()),
                could: missing.could.iter().map(|r| r.id()).collect(),
                ask: missing.people.clone(),
            },
            Refusal::KeptApart { duty, .. } => WhoCould { rule: Some(duty.id()), ..WhoCould::default() },
            _ => WhoCould::default(),
        };
        let retry_after = if let Refusal::Paused { seconds, .. } = &refusal { *seconds } else { None };
        let problem = Problem::new(status, refusal.code(), refusal.to_string(), refusal.hint());
        Problem { who_could: Box::new(who_could), retry_after, ..problem }
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Problem {
        if fault.by_user && fault.sentence.starts_with("no organisation is known") {
            let hint = "GET /api/v1/organisations lists them";
            return Problem::new(StatusCode::NOT_FOUND, "unknown", fault.sentence, hint);
        }
        if fault.by_user && fault.sentence.starts_with("this request id was already used") {
            let (detail, hint) = ("the Idempotency-Key was used for another change", "use a new key for a new change");
            return Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "key_reused", detail, hint);
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
            request: crate::request::id(),
            problems: self.problems,
        };
        let mut response = if self.status == StatusCode::FORBIDDEN {
            let WhoCould { rule, could, ask } = *self.who_could;
            (self.status, axum::Json(Barred { problem: details, rule, could, ask })).into_response()
        } else {
            (self.status, axum::Json(details)).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(PROBLEM_JSON));
        if self.status == StatusCode::UNAUTHORIZED {
            let bearer = header::HeaderValue::from_static("Bearer realm=\"tickmark\"");
            headers.insert(header::WWW_AUTHENTICATE, bearer);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// Status, name among the components, schema of the body, and meaning of each way to be refused.
const KINDS: [(&str, &str, &str, &str); 15] = [
    ("400", "BadRequest", PLAIN, "The query, a header or the body cannot be read."),
    ("401", "Unauthorized", PLAIN, "No token, or one that is over, revoked or unknown."),
    ("403", "Forbidden", "Barred", "Who calls may not do this; `rule`, `could` and `ask` say why and who could."),
    ("404", "NotFound", PLAIN, "Something in the address or the query is not known, or the caller has no part in it."),
    ("408", "RequestTimeout", PLAIN, "The body stopped in the middle, or came too slowly; the connection is closed."),
    ("409", "Conflict", PLAIN, "It is so already, or an id is taken."),
    ("412", "PreconditionFailed", PLAIN, "It was changed since the version that `If-Match` names."),
    ("413", "ContentTooLarge", PLAIN, "The body is larger than its named maximum."),
    ("415", "UnsupportedMediaType", PLAIN, "The body is of another type than the operation takes."),
    ("421", "MisdirectedRequest", PLAIN, "The server does not answer to that `Host`."),
    ("422", "UnprocessableContent", PLAIN, "It was understood and is refused; nothing was changed."),
    ("428", "PreconditionRequired", PLAIN, "The change does not say which version it is based on."),
    ("429", "TooManyRequests", PLAIN, "The caller has no calls left; `Retry-After` says in how many seconds."),
    ("500", "InternalServerError", PLAIN, "A fault of the server; its log has the detail under `request`."),
    ("503", "ServiceUnavailable", PLAIN, "It cannot be done now, such as on a full disk; nothing was changed."),
];
const PLAIN: &str = "ProblemDetails";

/// The answers that the document lists once and every operation refers to.
pub(super) fn components() -> impl Iterator<Item = (String, RefOr<Described>)> {
    KINDS.into_iter().map(|(status, name, schema, meaning)| {
        let body = ContentBuilder::new().schema(Some(Ref::from_schema_name(schema))).build();
        let mut response = ResponseBuilder::new().description(meaning).content(PROBLEM_JSON, body);
        if status == "429" {
            let seconds =
                HeaderBuilder::new().schema(Some(Object::with_type(Type::Integer))).description(Some("Seconds"));
            response = response.header("Retry-After", seconds.build());
        }
        (name.to_owned(), response.build().into())
    })
}

fn described(statuses: &[&str]) -> BTreeMap<String, RefOr<Described>> {
    let kinds = KINDS.into_iter().filter(|(status, ..)| statuses.contains(status));
    kinds.map(|(status, name, ..)| (status.to_owned(), RefOr::Ref(Ref::from_response_name(name)))).collect()
}

/// How a reading call can be refused.
#[derive(Debug)]
pub(super) struct Unanswered;

impl IntoResponses for Unanswered {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&["400", "401", "403", "404", "413", "421", "422", "429", "500", "503"])
    }
}

/// How a call with a body, or one that makes something new, can be refused.
#[derive(Debug)]
pub(super) struct Refused;

impl IntoResponses for Refused {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        described(&["400", "401", "403", "404", "408", "409", "413", "415", "421", "422", "429", "500", "503"])
    }
}

/// How a change of something that exists can be refused.
#[derive(Debug)]
pub(super) struct Contested;

impl IntoResponses for Contested {
    fn responses() -> BTreeMap<String, RefOr<Described>> {
        let mut all = Refused::responses();
        all.extend(described(&["412", "428"]));
        all
    }
}
