//! One change: the version that it is based on (`If-Match`), the key under which it happens once (`Idempotency-Key`), and
//! the receipt with the new version (`ETag`).

use super::call::Call;
use super::problem::Problem;
use crate::words::ReceiptWords;
use app::ask::{Answer, Question, Seen, VersionOf};
use app::{Failure, Receipt};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::room::request_id;
use domain::values::{Action, reference};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Longest idempotency key, in characters.
const MAX_KEY: usize = 128;

/// An answer with the version of what it is about, and the address of something new.
#[derive(Debug)]
pub(super) struct Tagged<T> {
    /// Version, for the header `ETag`; none where it is not known for certain.
    pub(super) version: Option<u64>,
    /// Where something new stands: the answer is then 201 with a `Location`.
    pub(super) place: Option<String>,
    /// The answer itself.
    pub(super) body: T,
}

/// What a change answers.
pub(super) type Changed = Result<Tagged<ReceiptWords>, Problem>;
/// What a question about one object answers.
pub(super) type Told<T> = Result<Tagged<T>, Problem>;

impl<T> Tagged<T> {
    /// An answer about an object at this version.
    pub(super) fn of(version: u64, body: T) -> Tagged<T> {
        Tagged { version: Some(version), place: None, body }
    }

    /// The same about another body.
    pub(super) fn map<U>(self, words: impl FnOnce(T) -> U) -> Tagged<U> {
        Tagged { version: self.version, place: self.place, body: words(self.body) }
    }

    /// Something new was made, and this is where it stands.
    pub(super) fn at(self, place: String) -> Tagged<T> {
        Tagged { place: Some(place), ..self }
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let status = if self.place.is_some() { StatusCode::CREATED } else { StatusCode::OK };
        let mut response = (status, Json(self.body)).into_response();
        let named = [
            (header::ETAG, self.version.filter(|v| *v > 0).map(|v| format!("\"{v}\""))),
            (header::LOCATION, self.place),
        ];
        for (name, value) in named {
            if let Some(value) = value.and_then(|v| HeaderValue::from_str(&v).ok()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// What `If-Match` wants (RFC 9110, section 13.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// Whatever it is.
    Any,
    /// Nothing was said: it must not be there yet.
    Absent,
    /// Exactly this version.
    Version(u64),
}

/// A question, and in the same moment the version of the object that it is about.
struct WithVersion<'a, Q> {
    question: &'a Q,
    of: (&'static str, String),
}

impl<Q: Question> Question for WithVersion<'_, Q> {
    type Answer = (Q::Answer, u64);

    fn needs(&self) -> Action {
        self.question.needs()
    }

    fn rights(&self) -> Vec<Action> {
        self.question.rights()
    }

    fn control(&self) -> Option<&str> {
        self.question.control()
    }

    fn of_person(&self) -> Option<(&str, Action)> {
        self.question.of_person()
    }

    fn reads(&self, registers: &domain::registers::Registers) -> Option<(domain::values::SubjectKind, String)> {
        self.question.reads(registers)
    }

    fn lists_own(&self) -> bool {
        self.question.lists_own()
    }

    fn own(
        &self,
        registers: &domain::registers::Registers,
        selves: &[String],
        today: jiff::civil::Date,
    ) -> Vec<String> {
        self.question.own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let answer = self.question.answer(seen)?;
        Ok((answer, seen.organisation()?.version_of(self.of.0, &self.of.1)))
    }
}

impl Call {
    /// Asks about one object, with its version.
    pub(super) fn ask_about<Q: Question>(
        &self,
        question: &Q,
        kind: &'static str,
        id: &str,
    ) -> Result<(Answer<Q::Answer>, u64), Problem> {
        let answer = self.ask_organisation(&WithVersion { question, of: (kind, id.to_owned()) })?;
        let (value, version) = answer.value;
        Ok((Answer { value, mark: answer.mark }, version))
    }

    /// Makes a change in the organisation of the address. What changes something that exists must say which version.
    pub(super) fn change(&self, command: Command) -> Changed {
        let (app, org, request) = (&self.doors.app, self.org(), self.request(""));
        let wanted = if command.touches().is_some() { self.wanted()? } else { Match::Any };
        let changed = tokio::task::block_in_place(|| match wanted {
            Match::Any => app.change(&org, self.who(), request.as_deref(), command),
            Match::Absent => app.change_if(&org, self.who(), request.as_deref(), 0, command),
            Match::Version(version) => app.change_if(&org, self.who(), request.as_deref(), version, command),
        });
        match changed {
            Ok(receipt) => Ok(self.receipt(receipt)),
            Err(Failure::Refused(Refusal::Outdated { .. })) if wanted == Match::Absent => Err(no_version()),
            Err(failure) => Err(self.judged(failure)),
        }
    }

    /// Makes a change by a way of its own that knows no versions: the version is looked at before. What it changes goes one
    /// way only (revoked, carried out), so that nothing is lost when somebody else is faster.
    pub(super) fn change_by(
        &self,
        kind: &'static str,
        id: &str,
        change: impl FnOnce(Option<&str>) -> Result<Receipt, Failure>,
    ) -> Changed {
        let wanted = self.wanted()?;
        if wanted != Match::Any {
            let now = self.ask_organisation(&VersionOf(kind, id.to_owned()))?.value;
            match wanted {
                Match::Absent if now != 0 => return Err(no_version()),
                // What there is one of is not unknown where it was not set yet: it has another version than any.
                Match::Version(version) if version != now && (now != 0 || kind == id) => {
                    return Err(Refusal::Outdated { what: kind, id: id.to_owned() }.into());
                }
                _ => {}
            }
        }
        let receipt = tokio::task::block_in_place(|| change(self.request("").as_deref()));
        Ok(self.receipt(receipt.map_err(|failure| self.judged(failure))?))
    }

    /// The receipt of a change, with the version of what it was about as long as nothing else has happened since.
    pub(super) fn receipt(&self, receipt: Receipt) -> Tagged<ReceiptWords> {
        let version = self.doors.app.version_made(&self.org(), &receipt);
        Tagged { version, place: None, body: ReceiptWords::from(&receipt) }
    }

    /// The problem of a change that named no version, when there is something to name one of.
    pub(super) fn unversioned(&self, version: Option<u64>, problem: Problem) -> Problem {
        let unnamed = version == Some(0) && self.if_match().is_none();
        if unnamed && problem.is(StatusCode::PRECONDITION_FAILED) { no_version() } else { problem }
    }

    /// The version that `If-Match` names. Without it the change is good for what is not there yet.
    pub(super) fn wanted(&self) -> Result<Match, Problem> {
        let Some(text) = self.if_match() else {
            return Ok(Match::Absent);
        };
        match matching(text) {
            Some(wanted) => Ok(wanted),
            None => Err(Problem::unreadable(
                "If-Match cannot be read",
                "send one ETag as it was given, such as `\"3\"`, or `*` for whatever it is now",
            )),
        }
    }

    /// The request id of a change: a hash of who asks and the key that they sent, so that no free text of a caller enters the
    /// ledger and nobody meets the key of somebody else. The ledger belongs to the organisation, and so does the id. A call
    /// that makes more than one change names its `step`.
    pub(super) fn request(&self, step: &str) -> Option<String> {
        let key = self.key()?;
        let mut hash = Sha256::new();
        for part in [self.who().id(), key, step] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let hex = hash.finalize().iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        Some(format!("api-{hex}"))
    }

    /// A failed change as a problem: an id that the address does not hold stood in the body.
    pub(super) fn judged(&self, failure: Failure) -> Problem {
        let stood_in_body = match &failure {
            Failure::Refused(Refusal::Unknown { id, .. }) => !self.parts().any(|p| {
                id == p || *id == reference::canonical(p) || *id == request_id(p) || id.ends_with(&format!("/{p}"))
            }),
            _ => false,
        };
        let problem = Problem::from(failure);
        if stood_in_body { problem.of_the_body() } else { problem }
    }
}

/// Something is there, and the change does not say on which version of it it is based.
fn no_version() -> Problem {
    Problem::new(
        StatusCode::PRECONDITION_REQUIRED,
        "precondition_required",
        "the change does not say which version it is based on",
        "send the ETag of what you read as `If-Match`, or `If-Match: *` for whatever it is now",
    )
}

/// One entity tag or `*`; a tag that is well formed and none of ours matches nothing. Weak tags never match (RFC 9110,
/// section 8.8.3.2).
fn matching(text: &str) -> Option<Match> {
    let text = text.trim();
    if text == "*" {
        return Some(Match::Any);
    }
    let tag = text.strip_prefix('"')?.strip_suffix('"')?;
    if tag.contains('"') {
        return None;
    }
    // Only as it is written by us: `"03"` is not `"3"`.
    let version = tag.parse().ok().filter(|v: &u64| v.to_string() == tag);
    Some(Match::Version(version.unwrap_or(u64::MAX)))
}

/// The key of `Idempotency-Key`.
pub(super) fn key(value: Option<&HeaderValue>) -> Result<Option<String>, Problem> {
    let Some(value) = value else {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entity_tags_are_read_as_they_are_written() {
        assert_eq!(matching(" * "), Some(Match::Any));
        assert_eq!(matching("\"17\""), Some(Match::Version(17)));
        for foreign in ["\"\"", "\"017\"", "\"+17\"", "\"abc\"", "\"99999999999999999999\""] {
            assert_eq!(matching(foreign), Some(Match::Version(u64::MAX)), "{foreign}");
        }
        for bad in ["", "17", "W/\"17\"", "\"1\", \"2\"", "\"", "**"] {
            assert_eq!(matching(bad), None, "{bad}");
        }
    }
}
