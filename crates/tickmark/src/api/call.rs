//! One call: the token is checked, calls are counted, and what was typed in the address, the query and the headers becomes
//! what is meant.

use super::change::key;
use super::document_query::allowed_query;
use super::limit::{ADDRESS, PERSON, TOKEN};
use super::problem::Problem;
use crate::serve::Doors;
use crate::web::visitor;
use app::ask::{Answer, At, Question};
use app::{Mark, Who, Within, library};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, FromRequest, FromRequestParts, MatchedPath, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::values::nearest::nearest;
use domain::values::{Catalogue, Categories, Category, Hosting, Mode, Reference};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

/// What every operation answers.
pub(super) type Answered<T> = Result<Json<T>, Problem>;

/// A call whose token was right.
#[derive(Debug)]
pub(super) struct Call {
    /// The installation.
    pub(super) doors: Arc<Doors>,
    /// Who asks.
    who: Who,
    /// As of when.
    pub(super) at: At,
    parts: BTreeMap<String, String>,
    query: BTreeMap<String, String>,
    key: Option<String>,
    if_match: Option<String>,
    host: String,
}

impl FromRequestParts<Arc<Doors>> for Call {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, doors: &Arc<Doors>) -> Result<Call, Problem> {
        let who = admitted(parts, doors)?;
        let unreadable = |_| Problem::unreadable("the address cannot be read", "write its parts percent-encoded UTF-8");
        let Path(names) =
            Path::<BTreeMap<String, String>>::from_request_parts(parts, doors).await.map_err(unreadable)?;
        let matched = MatchedPath::from_request_parts(parts, doors).await.map_err(|_| Problem::no_such_address())?;
        let allowed = allowed_query(parts.method.as_str(), matched.as_str());
        let query = query(&parts.uri, allowed)?;
        let day = |name: &str| query.get(name).map(|text| day(text, name)).transpose();
        Ok(Call {
            doors: doors.clone(),
            who,
            at: At { as_of: day("as-of")?, on: day("on")? },
            parts: names,
            key: key(parts.headers.get("idempotency-key"))?,
            if_match: if_match(&parts.headers)?,
            host: parts.headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default().to_owned(),
            query,
        })
    }
}

/// Who shows a good token, or the session of a person in its place, as long as they have calls left.
fn admitted(parts: &Parts, doors: &Doors) -> Result<Who, Problem> {
    let (app, now) = (&doors.app, doors.app.clock().now_us());
    let shown = bearer(&parts.headers);
    let who = match shown {
        Some(key) if doors.is_key(key) => Some(app.local_operator("api")?),
        Some(secret) => match app.who_by_token(secret)? {
            Some(who) => Some(who),
            None => app.who_by_session(secret)?.map(Who::by_api),
        },
        None => None,
    };
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let visitor = visitor(&parts.headers, peer, &doors.reach);
    if let (Some(who), Some(secret)) = (who, shown) {
        let token: String = Sha256::digest(secret).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        doors.limits.draw(&[(token, TOKEN), (format!("person {}", who.id()), PERSON)], now)?;
        if who.is_directory() {
            let hint = "call it under /scim/v2/o/ORGANISATION; for this API issue a token of kind `api`";
            let detail = "a token of the directory opens SCIM and nothing else";
            return Err(Problem::new(StatusCode::FORBIDDEN, "directory_token", detail, hint));
        }
        return Ok(who.from(visitor));
    }
    doors.limits.draw(&[(format!("address {}", visitor.address), ADDRESS)], now)?;
    let hint = "send `Authorization: Bearer TOKEN` with a token that was issued under Tokens";
    Err(Problem::new(StatusCode::UNAUTHORIZED, "no_token", "the token is missing or not valid", hint))
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

/// `If-Match` as it was sent.
fn if_match(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let text = headers.get_all(header::IF_MATCH).iter().map(|v| v.to_str());
    let text: Vec<&str> = text.collect::<Result<_, _>>().map_err(|_| {
        Problem::unreadable("If-Match cannot be read", "send one ETag as it was given, such as `\"3\"`, or `*`")
    })?;
    Ok((!text.is_empty()).then(|| text.join(", ")))
}

/// A day as typed; `field` says where.
pub(super) fn day(text: &str, field: &str) -> Result<Date, Problem> {
    text.trim()
        .parse()
        .map_err(|_| Problem::unreadable(format!("{field}: `{text}` is no date"), "write it like 2026-03-31"))
}

impl Call {
    /// The installation with the names of people as they are shown in the organisation of the address.
    pub(super) fn names(&self) -> Within<'_> {
        self.doors.app.within(self.parts.get("organisation").map_or("", String::as_str))
    }

    /// A part of the address.
    pub(super) fn part(&self, name: &str) -> String {
        self.parts.get(name).cloned().unwrap_or_default()
    }

    /// An item's id in the address, in any usual spelling: versions are kept under the canonical one.
    pub(super) fn canonical(&self, name: &str) -> String {
        let typed = self.part(name);
        match Reference::parse(&typed) {
            Ok(Reference::Item(id) | Reference::Clause(id)) => id,
            _ => typed,
        }
    }

    /// The organisation of the address.
    pub(super) fn org(&self) -> String {
        self.part("organisation")
    }

    /// Does the library alone speak, since the address names no organisation?
    pub(super) fn of_library(&self) -> bool {
        !self.parts.contains_key("organisation")
    }

    /// An address of this server as browsers reach it.
    pub(super) fn address(&self, path: &str) -> String {
        match &self.doors.reach.public {
            Some(public) => format!("{}{path}", public.trim_end_matches('/')),
            None => format!("http://{}{path}", self.host),
        }
    }

    /// All parts of the address.
    pub(super) fn parts(&self) -> impl Iterator<Item = &String> {
        self.parts.values()
    }

    /// The idempotency key, if one was sent.
    pub(super) fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// `If-Match`, if it was sent.
    pub(super) fn if_match(&self) -> Option<&str> {
        self.if_match.as_deref()
    }

    /// Who is asking.
    pub(super) fn who(&self) -> &Who {
        &self.who
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
        let answer = if blocks { tokio::task::block_in_place(ask) } else { ask() }?;
        crate::request::rests_on(&answer.mark);
        Ok(answer)
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
