//! The way back from the provider: what the browser brings is judged, and becomes a session or a link.

use super::{UnderWay, hashed, refused};
use crate::accounts::{Begun, How, Visitor};
use crate::history::Live;
use crate::shelf::{Held, take};
use crate::{App, Failure, Who};
use domain::refusal::Refusal;
use domain::values::SignOn;
use identity::oidc::{self, Callback, Proven};
use store::Expect;

/// A sign-in at a provider came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOnEnded {
    /// The session that began; `None` when the identity was linked to the account that is signed in.
    pub begun: Option<Begun>,
    /// Where the way leads.
    pub to: String,
}

/// What comes back from the provider, and who brings it.
struct WayBack<'a> {
    callback: &'a Callback,
    browser: Option<&'a str>,
    who: Option<&'a Who>,
    visitor: &'a Visitor,
}

impl App {
    /// Ends a sign-in with what the browser brought back to the organisation's own redirect address. `browser` is the secret
    /// of its cookie, `who` the person who is signed in there, if somebody is.
    ///
    /// # Errors
    /// A refusal for everything that does not fit; the attempt is used up then, and noted.
    pub fn finish_sign_on(
        &self,
        slug: &str,
        query: &str,
        browser: Option<&str>,
        who: Option<&Who>,
        visitor: &Visitor,
    ) -> Result<SignOnEnded, Failure> {
        let (live, sign_on) = self.sign_on_of(slug)?;
        let callback = Callback::from_query(query)?;
        let state = callback.state.as_deref().ok_or_else(over)?;
        // What nobody began is not noted: anybody could fill the log with it.
        let held = self.kept::<UnderWay>(&hashed(state))?.ok_or_else(over)?;
        let back = WayBack { callback: &callback, browser, who, visitor };
        let finished = self.judge_way_back(&live, &sign_on, held, &back);
        if let Err(failure) = &finished {
            let person = who.map(Who::id).unwrap_or_default();
            self.note_visit(&live, "sign_on_refused", person, &failure.to_string(), visitor);
        }
        finished
    }

    fn judge_way_back(
        &self,
        live: &Live,
        sign_on: &SignOn,
        held: Held<UnderWay>,
        back: &WayBack<'_>,
    ) -> Result<SignOnEnded, Failure> {
        // Another browser learns nothing and spoils nothing: the one that began can still end it.
        if back.browser.is_none_or(|secret| hashed(secret) != held.value.browser) {
            return Err(refused(
                "this sign-in was begun in another browser",
                "begin again from the sign-in page of this browser",
            )
            .into());
        }
        if !self.shelve(&[take::<UnderWay>(&held.key, Expect::Version(held.version))])? {
            return Err(over().into());
        }
        // Each organisation has a redirect address of its own, so that an answer for one is never taken for another's
        // (mix-up: RFC 9700, 4.4).
        if held.value.log != live.record.id {
            return Err(refused(
                "this sign-in was begun for another organisation",
                "begin again from the sign-in page; if it happens again, tell whoever keeps this installation running",
            )
            .into());
        }
        let UnderWay { pending, redirect_uri, to, link, .. } = held.value;
        let proven = self.proven(live, sign_on, &redirect_uri, pending, back.callback)?;
        if let Some(person) = link {
            self.link(live, back.who, &person, &proven)?;
            return Ok(SignOnEnded { begun: None, to });
        }
        let person = self.person_at(live, sign_on, &proven)?;
        let strong = is_strong(&proven.amr);
        let how = How {
            strong,
            // Fresh is what was proved a moment ago at the provider, not what came back from there a moment ago.
            proved_us: Some(proven.auth_time.unwrap_or_default().saturating_mul(1_000_000)),
            issuer: Some(proven.issuer),
            provider_session: proven.sid,
            words: "single sign-on",
        };
        Ok(SignOnEnded { begun: Some(self.begin_session(&person, back.visitor, how)?), to })
    }

    fn proven(
        &self,
        live: &Live,
        sign_on: &SignOn,
        redirect_uri: &str,
        pending: oidc::Pending,
        callback: &Callback,
    ) -> Result<Proven, Failure> {
        let (provider, mut metadata) = (self.provider(live, sign_on)?, self.published(live, sign_on, false)?);
        let (read_s, now_s) = (metadata.keys_read_s, self.clock.now_us() / 1_000_000);
        let http = |request| self.http(&request);
        let proven = oidc::finish(&http, &mut metadata, &provider, redirect_uri, pending, callback, now_s);
        if metadata.keys_read_s != read_s {
            self.publish(live, &metadata)?;
        }
        Ok(proven?)
    }
}

fn over() -> Refusal {
    refused("this sign-in was not begun here, was used already, or took too long", "begin again from the sign-in page")
}

/// Do these ways of signing in (RFC 8176) make two factors? Either the provider says so, or they are of two kinds: what one
/// knows, what one holds, what one is. A one-time code alone is one factor.
pub(super) fn is_strong(amr: &[String]) -> bool {
    let has = |names: &[&str]| amr.iter().any(|way| names.contains(&way.as_str()));
    let kinds =
        [has(&["pwd", "pin"]), has(&["otp", "hwk", "swk", "sc"]), has(&["fpt", "face", "iris", "retina", "vbm"])];
    has(&["mfa"]) || kinds.into_iter().filter(|kind| *kind).count() > 1
}
