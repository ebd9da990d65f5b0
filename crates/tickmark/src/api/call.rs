//! One call: the token is checked, and what was typed in the address, the query and the headers becomes what is meant.

use super::document::allowed_query;
use super::problem::Problem;
use crate::serve::Doors;
use app::ask::{Answer, At, Question};
use app::{Failure, Mark, Receipt, Who, library};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::values::nearest::nearest;
use domain::values::{Catalogue, Categories, Category, Hosting, Mode, reference};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Longest idempotency key, in characters.
const MAX_KEY: usize = 128;

/// What every operation answers.
pub(super) type Answered<T> = Result<Json<T>, Problem>;

/// A call whose token was right.
#[derive(Debug)]
pub(super) struct Call {
    /// The installation.
    pub(super) doors: Arc<Doors>,
    /// As of when.
    pub(super) at: At,
    parts: BTreeMap<String, String>,
    query: BTreeMap<String, String>,
    key: Option<String>,
}

impl FromRequestParts<Arc<Doors>> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Arc<Doors>) -> Result<Call, Problem> {
        if !bearer(&parts.headers).is_some_and(|token| doors.is_token(token)) {
            let hint = "send `Authorization: Bearer TOKEN` with the token that was printed when the server started";
            return Err(Problem::new(StatusCode::UNAUTHORIZED, "no_token", "the token is missing or wrong", hint));
        }
        let unreadable = |_| Problem::unreadable("the address cannot be read", "write its parts percent-encoded UTF-8");
        let Path(names) =
            Path::<BTreeMap<String, String>>::from_request_parts(parts, doors).await.map_err(unreadable)?;
        let matched = MatchedPath::from_request_parts(parts, doors).await.map_err(|_| Problem::no_such_address())?;
        let allowed = allowed_query(parts.method.as_str(), matched.as_str());
        let query = query(&parts.uri, allowed)?;
        let day = |name: &str| query.get(name).map(|text| day(text, name)).transpose();
        Ok(Call {
            doors: doors.clone(),
            at: At { as_of: day("as-of")?, on: day("on")? },
            parts: names,
            key: key(&parts.headers)?,
            query,
        })
    }
}

/// The token of `Authorization: Bearer ...` (RFC 6750, section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The query; a name that the operation does not know is refused, since a typing error would change a figure unseen.
fn query(uri: &axum::http::Uri, allowed: &[String]) -> Result<BTreeMap<String, String>, Problem> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri)
        .map_err(|e| Problem::unreadable(format!("the query cannot be read: {e}"), "write it like `?mode=literal`"))?;
    let mut query = BTreeMap::new();
    for (name, value) in pairs {
        if !allowed.contains(&name) {
            let hint = match nearest(&name, allowed.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None if allowed.is_empty() => "this operation takes no query".to_owned(),
                None => format!("it knows {}", allowed.join(", ")),
            };
            return Err(Problem::unreadable(format!("this operation knows no `{name}` in the query"), hint));
        }
        if query.insert(name.clone(), value.trim().to_owned()).is_some() {
            return Err(Problem::unreadable(format!("`{name}` stands twice in the query"), "name it once"));
        }
    }
    query.retain(|_, value| !value.is_empty());
    Ok(query)
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    match value.to_str().map(str::trim) {
        Ok(key) if !key.is_empty() && key.len() <= MAX_KEY => Ok(Some(key.to_owned())),
        _ => Err(Problem::unreadable(
            "the Idempotency-Key cannot be read",
            format!("send 1 to {MAX_KEY} visible ASCII characters, such as a UUID"),
        )),
    }
}

/// A day as typed; `field` says where.
pub(super) fn day(text: &str, field: &str) -> Result<Date, Problem> {
    text.trim()
        .parse()
        .map_err(|_| Problem::unreadable(format!("{field}: `{text}` is no date"), "write it like 2026-03-31"))
}

impl Call {
    /// A part of the address.
    pub(super) fn part(&self, name: &str) -> String {
        self.parts.get(name).cloned().unwrap_or_default()
    }

    /// The organisation of the address.
    pub(super) fn org(&self) -> String {
        self.part("organisation")
    }

    /// Does the library alone speak, since the address names no organisation?
    pub(super) fn of_library(&self) -> bool {
        !self.parts.contains_key("organisation")
    }

    /// Who is asking.
    pub(super) fn who(&self) -> &Who {
        &self.doors.machine
    }

    /// A field of the query, if it is there and not empty.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str)
    }

    /// A number of the query.
    pub(super) fn number(&self, name: &str) -> Result<Option<u64>, Problem> {
        let number = |text: &str| {
            text.parse().map_err(|_| Problem::unreadable(format!("{name}: `{text}` is no number"), "write it like 50"))
        };
        self.field(name).map(number).transpose()
    }

    /// Yes or no of the query; no when it is left out.
    pub(super) fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.field(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => {
                Err(Problem::unreadable(format!("{name}: `{other}` is neither true nor false"), "write true or false"))
            }
        }
    }

    /// Words of the query, separated by commas.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let words = self.field(name).unwrap_or_default().split(',').map(str::trim);
        words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
    }

    /// How the query wants a crosswalk read; what it leaves out comes from the organisation's scope.
    pub(super) fn view(&self) -> Result<View, Problem> {
        Ok(View {
            crosswalk: self.field("crosswalk").map(str::to_owned),
            categories: self.field("categories").map(categories).transpose()?,
            mode: self.field("mode").map(mode).transpose()?,
            ..View::default()
        })
    }

    /// Asks the organisation of the address, or the library alone when the address names none.
    pub(super) fn ask<Q: Question>(&self, question: &Q) -> Result<(Q::Answer, Option<Mark>), Problem> {
        if self.of_library() {
            let today = self.doors.app.clock().today();
            return Ok((library::ask(whole_library(), today, question)?, None));
        }
        let answer = self.ask_organisation(question)?;
        Ok((answer.value, Some(answer.mark)))
    }

    /// Asks the organisation of the address.
    pub(super) fn ask_organisation<Q: Question>(&self, question: &Q) -> Result<Answer<Q::Answer>, Problem> {
        let app = &self.doors.app;
        let ask = || app.ask(&self.org(), self.who(), self.at, question);
        // Today is answered from memory where one process owns the ledger; anything else reads a disk or a network.
        let blocks = self.at.as_of.is_some() || app.store_kind() != "sqlite";
        Ok(if blocks { tokio::task::block_in_place(ask) } else { ask() }?)
    }

    /// Makes a change in the organisation of the address.
    pub(super) fn change(&self, command: Command) -> Result<Receipt, Problem> {
        let body = serde_json::to_vec(&command)
            .map_err(|e| Problem::from(app::Fault::new(format!("the change cannot be written: {e}"), "report this")))?;
        let request = self.request(&[&body]);
        let changed =
            tokio::task::block_in_place(|| self.doors.app.change(&self.org(), self.who(), request.as_deref(), command));
        changed.map_err(|failure| self.judged(failure))
    }

    /// The request id of a change: the key and what was asked, hashed. Asked twice it happens once; a key that comes back
    /// with another change cannot swallow that change; and no free text of a caller enters the ledger.
    pub(super) fn request(&self, asked: &[&[u8]]) -> Option<String> {
        let key = self.key.as_ref()?;
        let mut hash = Sha256::new();
        for part in std::iter::once(key.as_bytes()).chain(asked.iter().copied()) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let hex = hash.finalize().iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        Some(format!("api-{hex}"))
    }

    /// A failed change as a problem: an id that the address does not hold stood in the body.
    pub(super) fn judged(&self, failure: Failure) -> Problem {
        let stood_in_body = match &failure {
            Failure::Refused(Refusal::Unknown { id, .. }) => !self
                .parts
                .values()
                .any(|p| id == p || *id == reference::canonical(p) || id.ends_with(&format!("/{p}"))),
            _ => false,
        };
        let problem = Problem::from(failure);
        if stood_in_body { problem.of_the_body() } else { problem }
    }
}

/// The built-in library, gathered once.
pub(super) fn whole_library() -> &'static Catalogue {
    static ALL: OnceLock<Catalogue> = OnceLock::new();
    ALL.get_or_init(library::catalogue)
}

/// A word that is none of those known.
pub(super) fn unknown<'a>(what: &'static str, typed: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let near = nearest(typed, known).map(str::to_owned);
    Refusal::Unknown { what, id: typed.to_owned(), nearest: near }.into()
}

/// Categories as typed.
pub(super) fn categories(text: &str) -> Result<Categories, Problem> {
    let set = Categories::parse(text).map_err(|word| unknown("category", &word, Category::ALL.map(Category::id)))?;
    if set.is_empty() { Err(Refusal::NoCategory.into()) } else { Ok(set) }
}

/// A mode as typed.
pub(super) fn mode(text: &str) -> Result<Mode, Problem> {
    Mode::parse(text).ok_or_else(|| unknown("mode", text, ["literal", "broad"]))
}

/// Hosting as typed.
pub(super) fn hosting(text: &str) -> Result<Hosting, Problem> {
    Hosting::parse(text).ok_or_else(|| unknown("hosting", text, ["cloud", "hybrid", "own_premises"]))
}

/// A body in JSON.
#[derive(Debug)]
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Arc<Doors>> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, doors: &Arc<Doors>) -> Result<Body<T>, Problem> {
        let Json(body) = Json::<T>::from_request(request, doors).await.map_err(|rejection| match rejection {
            JsonRejection::MissingJsonContentType(_) => Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "not_json",
                "the body is not declared as JSON",
                "send `Content-Type: application/json`",
            ),
            other => unread_body(other.status(), &other.body_text()),
        })?;
        Ok(Body(body))
    }
}

/// A body that could not be taken in: too large, broken off, or not of the shape that the operation takes.
pub(super) fn unread_body(status: StatusCode, why: &str) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        let hint = "split it; docs/api.md names the largest bodies";
        return Problem::new(status, "too_large", "the body is larger than this operation takes", hint);
    }
    Problem::unreadable(why, "GET /api/v1/openapi.json describes the body")
}
