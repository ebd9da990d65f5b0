//! Signing in, and proving again, with a passkey. A passkey asks for finger, face or PIN, so that it alone is two factors.

use super::passkeys::{Aim, Ceremony, refused, relying, session_of, took_too_long};
use super::sign_in::HalfWay;
use super::throttled::address_lane;
use super::{Begun, How, PasskeyAsked, Site, Visitor};
use crate::shelf::take;
use crate::{App, Failure, Fault, Who, keys};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::refusal::Refusal;
use identity::names::Email;
use identity::passkey;
use store::Expect;

/// Milliseconds that the library gives a browser for its answer; a decoy says the same.
const PATIENCE_MS: u32 = 300_000;

fn not_accepted() -> Failure {
    Refusal::NotPossible {
        sentence: "this passkey does not open an account with this address".to_owned(),
        hint: "check the address, or sign in with your password".to_owned(),
    }
    .into()
}

impl App {
    /// Begins a sign-in with a passkey of whoever has this address. A stranger's address gets an answer of the same shape.
    ///
    /// # Errors
    /// A pause after many begun and not ended; a refusal when this server was reached by a number.
    pub fn begin_passkey_sign_in(&self, email: &str, site: &Site, visitor: &Visitor) -> Result<PasskeyAsked, Failure> {
        let relying = relying(site)?;
        // Counted by address only, and taken back when it ends well: a ceremony is a record on the shelf.
        self.attempt(&address_lane(visitor), visitor)?;
        let (person, _) = self.knocks(email, visitor)?;
        let kept = self.passkeys_of(person.as_deref())?;
        let begun = match kept.as_slice() {
            [] => self.decoy(email, site)?,
            kept => relying.begin_sign_in(kept).map_err(|problem| refused(&problem))?,
        };
        let person = person.filter(|_| !kept.is_empty());
        self.keep_ceremony(person.as_deref(), Aim::SignIn(None), begun)
    }

    /// Begins the second half of a sign-in whose password was right, with a passkey in place of a code.
    ///
    /// # Errors
    /// A refusal when the first half is over, or the person has no passkey.
    pub fn begin_passkey_second(&self, secret: &str, site: &Site) -> Result<PasskeyAsked, Failure> {
        let half = self.half_way(secret)?;
        let kept = self.passkeys_of(Some(&half.value.person))?;
        let begun = relying(site)?.begin_sign_in(&kept).map_err(|problem| refused(&problem))?;
        self.keep_ceremony(Some(&half.value.person), Aim::SignIn(Some(half.key)), begun)
    }

    /// Ends a sign-in with the browser's answer.
    ///
    /// # Errors
    /// One and the same refusal for an answer that does not fit and for an address that nobody has.
    pub fn finish_passkey_sign_in(
        &self,
        ceremony: &str,
        response: &str,
        site: &Site,
        visitor: &Visitor,
    ) -> Result<Begun, Failure> {
        let held = self.take_ceremony(ceremony)?;
        let Aim::SignIn(half_way) = held.aim.clone() else {
            return Err(took_too_long().into());
        };
        let person = held.person.clone();
        let (Some(person), true) = (&person, self.is_passkey(&held, response, site, visitor)?) else {
            return Err(not_accepted());
        };
        let lanes = self.lanes(person, visitor)?;
        self.succeeded(&lanes, 1)?;
        if let Some(half) = half_way {
            self.shelve(&[take::<HalfWay>(&half, Expect::Any)])?;
        }
        self.begin_session(person, visitor, How::strong("passkey"))
    }

    /// Begins to prove again, with a passkey, who one is.
    ///
    /// # Errors
    /// A refusal when there is none.
    pub fn begin_passkey_proof(&self, who: &Who, site: &Site) -> Result<PasskeyAsked, Failure> {
        let kept = self.passkeys_of(Some(who.id()))?;
        let begun = relying(site)?.begin_sign_in(&kept).map_err(|problem| refused(&problem))?;
        self.keep_ceremony(Some(who.id()), Aim::Prove(session_of(who)?), begun)
    }

    /// Ends it; answers the session's new secret.
    ///
    /// # Errors
    /// A refusal when the answer does not fit, or was begun in another session.
    pub fn prove_by_passkey(
        &self,
        who: &Who,
        ceremony: &str,
        response: &str,
        site: &Site,
        visitor: &Visitor,
    ) -> Result<String, Failure> {
        let held = self.take_ceremony(ceremony)?;
        if held.person.as_deref() != Some(who.id()) || held.aim != Aim::Prove(session_of(who)?) {
            return Err(took_too_long().into());
        }
        if !self.is_passkey(&held, response, site, visitor)? {
            return Err(not_accepted());
        }
        self.proved_again(who)
    }

    fn passkeys_of(&self, person: Option<&str>) -> Result<Vec<String>, Fault> {
        let account = match person {
            Some(person) => self.kept::<super::Account>(person)?,
            None => None,
        };
        Ok(account.map(|a| a.value.passkeys.into_iter().map(|p| p.data).collect()).unwrap_or_default())
    }

    /// Is it an answer of one of the person's passkeys? Its counter is kept in the same step.
    fn is_passkey(&self, held: &Ceremony, response: &str, site: &Site, visitor: &Visitor) -> Result<bool, Failure> {
        let Some(person) = held.person.as_deref() else {
            self.note_person("sign_in_failed", "", "passkey", visitor);
            return Ok(false);
        };
        let (relying, now) = (relying(site)?, self.clock.now_us());
        let mut problem = None;
        self.change_account(person, |account| {
            let kept: Vec<String> = account.passkeys.iter().map(|p| p.data.clone()).collect();
            match relying.finish_sign_in(&held.state, response, &kept) {
                Ok(signed) => {
                    problem = None;
                    let passkey = &mut account.passkeys[signed.index];
                    passkey.used_us = Some(now);
                    passkey.data = signed.updated.unwrap_or_else(|| passkey.data.clone());
                }
                Err(other) => problem = Some(other),
            }
            Ok(())
        })?;
        if let Some(problem) = &problem {
            self.note_person("second_factor_failed", person, &format!("passkey: {problem}"), visitor);
        }
        Ok(problem.is_none())
    }

    /// The beginning of a sign-in for an address that has no passkey here: always the same made-up key for one address, so
    /// that nothing tells it from an account's. Its ceremony ends well for nobody.
    fn decoy(&self, email: &str, site: &Site) -> Result<passkey::Begun, Fault> {
        let key = Email::parse(email).map_or_else(|_| email.trim().to_lowercase(), |email| email.key());
        let mut seed = self.sealing_key()?.expose().to_vec();
        seed.extend_from_slice(b"tickmark decoy passkey ");
        seed.extend_from_slice(key.as_bytes());
        let id = URL_SAFE_NO_PAD.encode(ledger::Hash::of(&seed).0);
        let challenge = URL_SAFE_NO_PAD.encode(keys::random::<32>()?);
        let options = serde_json::json!({ "publicKey": {
            "challenge": challenge,
            "timeout": PATIENCE_MS,
            "rpId": site.domain,
            "allowCredentials": [{ "type": "public-key", "id": id }],
            "userVerification": "required",
        }});
        Ok(passkey::Begun { options: options.to_string(), state: String::new() })
    }
}
