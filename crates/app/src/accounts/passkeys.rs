//! Passkeys of an account: set up, named, taken away.

use super::Visitor;
use super::account::Passkey;
use super::factors::fresh_codes;
use crate::shelf::{Kept, put, take};
use crate::{App, Failure, Who, keys};
use domain::refusal::Refusal;
use identity::passkey::{Begun, PasskeyProblem, Relying};
use identity::token::{Kind, Token};
use serde::{Deserialize, Serialize};
use store::Expect;

/// How long a ceremony may take.
const LIFE_US: i64 = 5 * 60_000_000;
/// Longest name of a passkey, in characters.
const MAX_NAME: usize = 60;

/// How browsers reach this installation: what passkeys are bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The host without its port, such as `tickmark.example.org` or `localhost`.
    pub domain: String,
    /// Scheme, host and port as browsers see them.
    pub origin: String,
}

/// A ceremony that has begun.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyAsked {
    /// JSON for the browser (WebAuthn level 3, `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON`).
    pub options: String,
    /// The secret that ends the ceremony; good once and for five minutes.
    pub ceremony: String,
}

impl std::fmt::Debug for PasskeyAsked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasskeyAsked").field("options", &self.options).finish_non_exhaustive()
    }
}

/// What a ceremony is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Aim {
    /// A new passkey, in the session of this key.
    Add(String),
    /// Signing in; after a password, with the key of the half-way record.
    SignIn(Option<String>),
    /// Proving again, in the session of this key.
    Prove(String),
}

/// A ceremony under way; the key is the hash of its secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Ceremony {
    /// Whose passkey; nobody's when a stranger's address was typed.
    pub(super) person: Option<String>,
    pub(super) aim: Aim,
    /// What the library keeps between its two steps.
    pub(super) state: String,
}

impl Kept for Ceremony {
    const KIND: &'static str = "ceremony";
}

/// Why a ceremony is refused, for people.
pub(super) fn refused(problem: &PasskeyProblem) -> Refusal {
    let text = problem.to_string();
    let hint = match problem {
        PasskeyProblem::IpAddress(_) => "open Tickmark under its name; on this machine that is http://localhost",
        PasskeyProblem::TooMany => "take one away that you no longer use",
        PasskeyProblem::Unverified => "use a device that asks for finger, face or PIN",
        PasskeyProblem::Copied => "take this passkey away in your profile and set up a new one",
        _ => "try again; if it stays so, use another way to sign in",
    };
    Refusal::NotPossible { sentence: text.trim_end_matches('.').to_owned(), hint: hint.to_owned() }
}

pub(super) fn relying(site: &Site) -> Result<Relying, Refusal> {
    Relying::new(&site.domain, &site.origin, "Tickmark").map_err(|problem| refused(&problem))
}

pub(super) fn took_too_long() -> Refusal {
    Refusal::NotPossible {
        sentence: "this took too long, or was answered already".to_owned(),
        hint: "begin again".to_owned(),
    }
}

impl App {
    pub(super) fn keep_ceremony(&self, person: Option<&str>, aim: Aim, begun: Begun) -> Result<PasskeyAsked, Failure> {
        let secret = Token::mint(Kind::Session, keys::random()?);
        let ceremony = Ceremony { person: person.map(str::to_owned), aim, state: begun.state };
        let until = self.clock.now_us() + LIFE_US;
        let owner = person.unwrap_or_default();
        self.shelve(&[put(&hex::encode(secret.hash()), owner, until, &ceremony, Expect::Absent)?])?;
        Ok(PasskeyAsked { options: begun.options, ceremony: secret.expose().to_owned() })
    }

    /// The ceremony of this secret, which is used up by that.
    pub(super) fn take_ceremony(&self, secret: &str) -> Result<Ceremony, Failure> {
        let token = Token::parse_kind(secret, Kind::Session).map_err(|_| took_too_long())?;
        let held = self.kept::<Ceremony>(&hex::encode(token.hash()))?.ok_or_else(took_too_long)?;
        if !self.shelve(&[take::<Ceremony>(&held.key, Expect::Version(held.version))])? {
            return Err(took_too_long().into());
        }
        Ok(held.value)
    }

    /// Begins to set up a passkey.
    ///
    /// # Errors
    /// A refusal for who must prove again who they are, has too many, or reached this server by a number.
    pub fn begin_passkey(&self, who: &Who, site: &Site) -> Result<PasskeyAsked, Failure> {
        self.proved_for_account(who)?;
        let relying = relying(site)?;
        let fresh: [u8; 16] = keys::random()?;
        let (handle, kept) = self.change_account(who.id(), |account| {
            let handle = account.handle.get_or_insert_with(|| hex::encode(fresh)).clone();
            Ok((handle, account.passkeys.iter().map(|p| p.data.clone()).collect::<Vec<_>>()))
        })?;
        let handle: [u8; 16] =
            hex::decode(handle).ok().and_then(|bytes| bytes.try_into().ok()).ok_or_else(took_too_long)?;
        let email = self.person(who.id())?.map(|p| p.email).unwrap_or_default();
        let begun = relying
            .begin_registration(handle, &email, &self.name_of(who.id()), &kept)
            .map_err(|problem| refused(&problem))?;
        self.keep_ceremony(Some(who.id()), Aim::Add(session_of(who)?), begun)
    }

    /// Ends it; answers recovery codes, shown once, if there were none.
    ///
    /// # Errors
    /// A refusal when the browser's answer does not fit; the ceremony is used up then.
    pub fn finish_passkey(
        &self,
        who: &Who,
        site: &Site,
        ceremony: &str,
        response: &str,
        name: &str,
        visitor: &Visitor,
    ) -> Result<Vec<String>, Failure> {
        self.proved_for_account(who)?;
        let name = named(name)?;
        let held = self.take_ceremony(ceremony)?;
        if held.person.as_deref() != Some(who.id()) || held.aim != Aim::Add(session_of(who)?) {
            return Err(took_too_long().into());
        }
        let made = relying(site)?.finish_registration(&held.state, response).map_err(|problem| refused(&problem))?;
        let accounts = self.all_kept::<super::Account>(None)?;
        if accounts.iter().flat_map(|a| &a.value.passkeys).any(|p| p.id == made.id) {
            return Err(Refusal::NotPossible {
                sentence: "this passkey is set up already".to_owned(),
                hint: "use another device or another key".to_owned(),
            }
            .into());
        }
        let (codes, stored) = fresh_codes(who.id())?;
        let added_us = self.clock.now_us();
        let passkey = Passkey { id: made.id, name: name.clone(), data: made.passkey, added_us, used_us: None };
        let shown = self.change_account(who.id(), |account| {
            account.passkeys.push(passkey.clone());
            let first = account.recovery.is_empty();
            if first {
                account.recovery.clone_from(&stored);
            }
            Ok(first)
        })?;
        self.note_person("second_factor_added", who.id(), "passkey", visitor);
        Ok(if shown { codes } else { Vec::new() })
    }

    /// Gives a passkey another name.
    ///
    /// # Errors
    /// A refusal for an unknown passkey or a name that is none.
    pub fn rename_passkey(&self, who: &Who, id: &str, name: &str) -> Result<(), Failure> {
        let name = named(name)?;
        self.change_account(who.id(), |account| {
            let unknown = || Refusal::Unknown { what: "passkey", id: id.to_owned(), nearest: None };
            let passkey = account.passkeys.iter_mut().find(|p| p.id == id).ok_or_else(unknown)?;
            passkey.name.clone_from(&name);
            Ok(())
        })
    }

    /// Takes a passkey away.
    ///
    /// # Errors
    /// A refusal for an unknown passkey, without a fresh proof, or when nothing would be left to sign in with.
    pub fn remove_passkey(&self, who: &Who, id: &str, visitor: &Visitor) -> Result<(), Failure> {
        self.proved_for_account(who)?;
        self.change_account(who.id(), |account| {
            let before = account.passkeys.len();
            account.passkeys.retain(|p| p.id != id);
            if account.passkeys.len() == before {
                return Err(Refusal::Unknown { what: "passkey", id: id.to_owned(), nearest: None }.into());
            }
            if account.passkeys.is_empty() && account.password.is_none() {
                return Err(Refusal::NotPossible {
                    sentence: "this passkey is the only way in".to_owned(),
                    hint: "set up another one first".to_owned(),
                }
                .into());
            }
            if !account.has_second_factor() {
                account.recovery.clear();
            }
            Ok(())
        })?;
        self.note_person("second_factor_removed", who.id(), "passkey", visitor);
        Ok(())
    }
}

pub(super) fn session_of(who: &Who) -> Result<String, Refusal> {
    who.session.as_ref().map(|s| s.key.clone()).ok_or_else(took_too_long)
}

fn named(typed: &str) -> Result<String, Refusal> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { "Passkey".to_owned() } else { name };
    if name.chars().count() > MAX_NAME {
        return Err(Refusal::TooLong { field: "the name", max: MAX_NAME });
    }
    crate::people::name_of(&name)
}
