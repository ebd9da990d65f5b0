//! Signing in with a password, and with the second factor after it.

use super::throttled::Lanes;
use super::{Begun, How, Visitor};
use crate::shelf::{Kept, put, take};
use crate::{App, Failure, Fault, Who, keys};
use domain::refusal::Refusal;
use identity::names::Email;
use identity::token::{Kind, Token};
use identity::{recovery, second_factor};
use serde::{Deserialize, Serialize};
use store::Expect;

/// How long the second factor may take.
const HALF_WAY_US: i64 = 5 * 60_000_000;
/// What has to be typed wrong before a half-way sign-in starts over.
const MOST_CODES: u32 = 5;

/// A password was right and the second factor is awaited; the key is the hash of a secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct HalfWay {
    pub(crate) person: String,
    pub(crate) tried: u32,
}

impl Kept for HalfWay {
    const KIND: &'static str = "half_way";
}

/// How far a sign-in came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// All the way.
    In(Begun),
    /// The second factor is missing; the secret leads on.
    SecondFactor {
        /// Leads on to [`App::second_factor`].
        secret: String,
        /// Can it be a passkey?
        passkey: bool,
    },
}

fn wrong() -> Failure {
    Refusal::NotPossible {
        sentence: "this address and password do not belong together".to_owned(),
        hint: "check both; after several attempts there is a pause".to_owned(),
    }
    .into()
}

impl App {
    /// Signs in with address and password.
    ///
    /// # Errors
    /// One and the same refusal for an unknown address and a wrong password; a pause after several.
    pub fn sign_in(&self, email: &str, password: &str, visitor: &Visitor) -> Result<SignedIn, Failure> {
        let (person, lanes) = self.knocks(email, visitor)?;
        self.attempt(&lanes, visitor)?;
        let account = match &person {
            Some(person) => self.kept::<super::Account>(person)?.map(|held| held.value),
            None => None,
        };
        let hash = account.as_ref().and_then(|a| a.password.as_deref());
        let (Some(person), Some(account), true) = (&person, &account, self.password_is(password, hash)) else {
            self.note_person("sign_in_failed", person.as_deref().unwrap_or_default(), "password", visitor);
            return Err(wrong());
        };
        if hash.is_some_and(identity::password::needs_rehash) {
            let hash = self.hash_password(password)?;
            self.change_account(person, |account| {
                account.password = Some(hash.clone());
                Ok(())
            })?;
        }
        if !account.has_second_factor() {
            self.succeeded(&lanes, 1)?;
            return Ok(SignedIn::In(self.begin_session(person, visitor, How::password())?));
        }
        let secret = Token::mint(Kind::Session, keys::random()?);
        // The attempt stays counted until the second factor was right: otherwise who has the password could guess codes
        // without end, five to each sign-in.
        let half = HalfWay { person: person.clone(), tried: 0 };
        let until = self.clock.now_us() + HALF_WAY_US;
        self.shelve(&[put(&hex::encode(secret.hash()), person, until, &half, Expect::Absent)?])?;
        Ok(SignedIn::SecondFactor { secret: secret.expose().to_owned(), passkey: !account.passkeys.is_empty() })
    }

    /// Whose address this is, and the lanes in which an attempt at it is counted. An address that nobody has is counted in
    /// the same way, in the form in which it would be looked up, so that pauses tell nothing either.
    pub(super) fn knocks(&self, email: &str, visitor: &Visitor) -> Result<(Option<String>, Lanes), Fault> {
        let parsed = Email::parse(email).ok();
        let person = match &parsed {
            Some(email) => self.person_by_email(email)?,
            None => None,
        };
        let nobody = parsed.map_or_else(|| email.trim().to_lowercase(), |email| email.key());
        let lanes = self.lanes(person.as_deref().unwrap_or(&nobody), visitor)?;
        Ok((person, lanes))
    }

    /// Goes the second half of the way with a code of the authenticator app or a recovery code.
    ///
    /// # Errors
    /// A refusal for a wrong code; after five, or five minutes, the sign-in starts over.
    pub fn second_factor(&self, secret: &str, code: &str, visitor: &Visitor) -> Result<Begun, Failure> {
        let held = self.half_way(secret)?;
        let person = held.value.person.clone();
        let tried = HalfWay { tried: held.value.tried + 1, ..held.value.clone() };
        let until = self.clock.now_us() + HALF_WAY_US;
        let counted = match tried.tried {
            MOST_CODES.. => take::<HalfWay>(&held.key, Expect::Version(held.version)),
            _ => put(&held.key, &person, until, &tried, Expect::Version(held.version))?,
        };
        if !self.shelve(&[counted])? {
            return Err(over());
        }
        let lanes = self.lanes(&person, visitor)?;
        self.attempt(&lanes, visitor)?;
        let words = self.spend_code(&person, code, visitor)?;
        self.succeeded(&lanes, tried.tried + 1)?;
        self.shelve(&[take::<HalfWay>(&held.key, Expect::Any)])?;
        self.begin_session(&person, visitor, How::strong(words))
    }

    /// Does a sign-in still wait for its second factor under this secret?
    pub fn is_half_way(&self, secret: &str) -> bool {
        self.half_way(secret).is_ok()
    }

    pub(crate) fn half_way(&self, secret: &str) -> Result<crate::shelf::Held<HalfWay>, Failure> {
        let token = Token::parse_kind(secret, Kind::Session).map_err(|_| over())?;
        self.kept::<HalfWay>(&hex::encode(token.hash()))?.ok_or_else(over)
    }

    /// Is the code right? Each is good once. Answers in words which it was.
    pub(crate) fn spend_code(&self, person: &str, code: &str, visitor: &Visitor) -> Result<&'static str, Failure> {
        let now_s = u64::try_from(self.clock.now_us() / 1_000_000).unwrap_or_default();
        let sealed = self.account(person)?.value.totp;
        let secret: Option<[u8; second_factor::SECRET]> = match sealed {
            Some(sealed) => self.unsealed("totp", person, &sealed)?.expose().as_slice().try_into().ok(),
            None => None,
        };
        let spent = self.change_account(person, |account| {
            if let Some(step) = secret.as_ref().and_then(|s| second_factor::verify(s, code, now_s, account.totp_step)) {
                account.totp_step = Some(step);
                return Ok(Some("password and authenticator app"));
            }
            match recovery::spend(person, code, &account.recovery) {
                Some(index) => {
                    account.recovery.remove(index);
                    Ok(Some("password and recovery code"))
                }
                None => Ok(None),
            }
        })?;
        match spent {
            Some(words) => {
                if words.contains("recovery") {
                    self.note_person("recovery_code_used", person, "", visitor);
                }
                Ok(words)
            }
            None => {
                self.note_person("second_factor_failed", person, "", visitor);
                Err(Refusal::NotPossible {
                    sentence: "this code is not right, or was used already".to_owned(),
                    hint: "wait for the next one, or use a recovery code".to_owned(),
                }
                .into())
            }
        }
    }

    /// Proves again, with a code, who one is; answers the session's new secret.
    ///
    /// # Errors
    /// A refusal for a wrong code, or when there is no second factor yet.
    pub fn prove_again(&self, who: &Who, code: &str, visitor: &Visitor) -> Result<String, Failure> {
        let account = self.account(who.id())?.value;
        if !account.has_second_factor() {
            return Err(Refusal::NotPossible {
                sentence: "there is no second factor to prove it with".to_owned(),
                hint: "set up an authenticator app or a passkey in your profile first".to_owned(),
            }
            .into());
        }
        let lanes = self.lanes(who.id(), visitor)?;
        self.attempt(&lanes, visitor)?;
        self.spend_code(who.id(), code, visitor)?;
        self.succeeded(&lanes, 1)?;
        self.proved_again(who)
    }
}

pub(crate) fn over() -> Failure {
    Refusal::NotPossible {
        sentence: "this sign-in took too long, or too many codes were wrong".to_owned(),
        hint: "sign in again".to_owned(),
    }
    .into()
}

impl From<identity::token::TokenProblem> for Fault {
    fn from(problem: identity::token::TokenProblem) -> Fault {
        Fault { by_user: true, ..Fault::new(problem.to_string(), "copy it again, whole") }
    }
}
