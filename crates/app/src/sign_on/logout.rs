//! The provider's word that somebody has signed out there ends the sessions here, at once.

use super::{Identity, Used, hashed, identity_key};
use crate::accounts::Session;
use crate::shelf::{put, take};
use crate::{App, Failure};
use domain::refusal::Refusal;
use identity::oidc;
use store::Expect;

impl App {
    /// Ends the sessions that a provider says are over (OpenID Connect Back-Channel Logout 1.0); answers how many.
    ///
    /// # Errors
    /// A refusal for a token that is not the provider's, is too old, or was used before.
    pub fn end_by_provider(&self, slug: &str, token: &str) -> Result<usize, Failure> {
        let (live, sign_on) = self.sign_on_of(slug)?;
        let (provider, mut metadata) = (self.provider(&live, &sign_on)?, self.published(&live, &sign_on, false)?);
        let (read_s, now_s) = (metadata.keys_read_s, self.clock.now_us() / 1_000_000);
        let http = |request| self.http(&request);
        let judged = oidc::logout_token(&http, &mut metadata, &provider, token, now_s);
        if metadata.keys_read_s != read_s {
            self.publish(&live, &metadata)?;
        }
        let claims = judged?;
        let person = match &claims.subject {
            Some(subject) => match self.kept::<Identity>(&identity_key(&claims.issuer, subject))? {
                Some(held) => Some(held.value.person),
                // Nobody here is that person there; a session named beside would be somebody else's.
                None => return Ok(0),
            },
            None => None,
        };
        let mut ended: Vec<String> = Vec::new();
        for held in self.all_kept::<Session>(person.as_deref())? {
            let session = &held.value;
            let theirs = session.issuer.as_deref() == Some(claims.issuer.as_str());
            let named = claims.sid.is_none() || session.provider_session == claims.sid;
            if theirs && named {
                ended.push(held.key);
            }
        }
        // The token is used up and the sessions end in one step: a fault in between would leave a token that is refused and
        // sessions that live on.
        let name = hashed(&format!("{}\n{}\n{}", claims.issuer.len(), claims.issuer, claims.jti));
        let until_us = claims.expires_s.saturating_mul(1_000_000);
        let mut moves = vec![put(&name, "", until_us, &Used {}, Expect::Absent)?];
        moves.extend(ended.iter().map(|key| take::<Session>(key, Expect::Any)));
        if !self.shelve(&moves)? {
            return Err(Refusal::NothingToChange { what: "the sign-out".to_owned() }.into());
        }
        for key in &ended {
            self.drop_session(key)?;
        }
        Ok(ended.len())
    }
}
