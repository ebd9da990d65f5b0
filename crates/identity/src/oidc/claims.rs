//! What a token says, read with the right type or refused, and the checks that every kind of token must pass.

use serde_json::{Map, Value};

use super::problem::{OidcProblem, clip};
use super::{LEEWAY_S, Provider};

/// The longest subject identifier, in bytes (Core 1.0, 2).
const MAX_SUBJECT: usize = 255;

pub(super) struct Claims {
    what: &'static str,
    all: Map<String, Value>,
}

impl Claims {
    pub(super) fn new(what: &'static str, all: Map<String, Value>) -> Claims {
        Claims { what, all }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    pub(super) fn object(&self, name: &str) -> Option<&Map<String, Value>> {
        self.all.get(name)?.as_object()
    }

    /// A text, or none where the claim is absent, null or empty.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<String>, OidcProblem> {
        match self.all.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone()).filter(|text| !text.is_empty())),
            Some(_) => Err(self.odd(name, "text")),
        }
    }

    /// A list of texts; a single text is a list of one, an absent claim is none.
    pub(super) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, OidcProblem> {
        let text = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(|| self.odd(name, "texts"));
        match self.all.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Array(list)) => list.iter().map(text).collect::<Result<_, _>>().map(Some),
            Some(value) => Ok(Some(vec![text(value)?])),
        }
    }

    /// A moment in seconds since 1970; parts of a second are dropped.
    pub(super) fn seconds(&self, name: &'static str) -> Result<Option<i64>, OidcProblem> {
        let Some(value) = self.all.get(name).filter(|value| !value.is_null()) else { return Ok(None) };
        let whole = value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64));
        // Beyond the year 9999 lies no token but an attempt to overflow somebody's calendar.
        let sane = whole.filter(|seconds| (0..=253_402_300_799).contains(seconds));
        sane.map(Some).ok_or_else(|| self.odd(name, "a moment"))
    }

    /// True only for the JSON word `true`: a provider that writes `"true"` has not said it in the agreed language.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.all.get(name) == Some(&Value::Bool(true))
    }

    /// Issuer, audience and authorised party (Core 1.0, 3.1.3.7, steps 2 to 5). They are judged before the signature,
    /// so that a stranger's token never makes us ask anybody for keys.
    pub(super) fn check_parties(&self, provider: &Provider) -> Result<(), OidcProblem> {
        let issuer = self.text("iss")?.ok_or_else(|| self.missing("iss"))?;
        if issuer != provider.issuer {
            return Err(OidcProblem::TokenIssuer { expected: provider.issuer.clone(), found: clip(&issuer) });
        }
        let audiences = self.texts("aud")?.ok_or_else(|| self.missing("aud"))?;
        if !audiences.contains(&provider.client_id) {
            let found = clip(&audiences.join(", "));
            return Err(OidcProblem::Audience { expected: provider.client_id.clone(), found });
        }
        match self.text("azp")? {
            Some(party) if party != provider.client_id => {
                Err(OidcProblem::AuthorisedParty { expected: provider.client_id.clone(), found: clip(&party) })
            }
            None if audiences.len() > 1 => Err(OidcProblem::AuthorisedPartyMissing { audiences: audiences.len() }),
            _ => Ok(()),
        }
    }

    /// Expiry, time of issue and earliest use (steps 9 and 10), with [`LEEWAY_S`]. Answers the expiry.
    pub(super) fn check_times(&self, now_s: i64) -> Result<i64, OidcProblem> {
        let expires = self.seconds("exp")?.ok_or_else(|| self.missing("exp"))?;
        let issued = self.seconds("iat")?.ok_or_else(|| self.missing("iat"))?;
        if now_s >= expires.saturating_add(LEEWAY_S) {
            return Err(OidcProblem::Expired { what: self.what, ago_s: now_s.saturating_sub(expires) });
        }
        let earliest = self.seconds("nbf")?.map_or(issued, |earliest| earliest.max(issued));
        if earliest > now_s.saturating_add(LEEWAY_S) {
            return Err(OidcProblem::FromTheFuture { what: self.what, by_s: earliest.saturating_sub(now_s) });
        }
        Ok(expires)
    }

    /// The person's identifier at the provider: never empty, never longer than the standard allows.
    pub(super) fn subject(&self) -> Result<Option<String>, OidcProblem> {
        let Some(subject) = self.text("sub")? else { return Ok(None) };
        let fine = subject.len() <= MAX_SUBJECT && subject.chars().all(|char| !char.is_control());
        if fine { Ok(Some(subject)) } else { Err(self.odd("sub", "an identifier of at most 255 letters")) }
    }

    pub(super) fn missing(&self, name: &'static str) -> OidcProblem {
        OidcProblem::ClaimMissing { what: self.what, name }
    }

    fn odd(&self, name: &str, wanted: &'static str) -> OidcProblem {
        OidcProblem::ClaimUnreadable { what: self.what, name: name.to_owned(), wanted }
    }
}
