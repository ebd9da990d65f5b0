//! What is kept of an account: only hashes and sealed secrets.

use super::super::people::Person;
use crate::shelf::{FOR_EVER, Held, Kept, put};
use crate::{App, Failure, Fault, Who, keys};
use domain::refusal::Refusal;
use identity::password::{self, Context};
use identity::sealed::{self, Owner, Secret};
use serde::{Deserialize, Serialize};
use store::Expect;

/// The account of a person; its key is the person's id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Account {
    /// Password, as an Argon2id string; `None` for who comes by single sign-on or passkey only.
    pub(crate) password: Option<String>,
    /// Secret of the second factor, sealed, hex.
    pub(crate) totp: Option<String>,
    /// Last step of the second factor that was accepted: each is good once.
    pub(crate) totp_step: Option<u64>,
    /// Passkeys.
    #[serde(default)]
    pub(crate) passkeys: Vec<Passkey>,
    /// Hashes of recovery codes that were not used yet.
    #[serde(default)]
    pub(crate) recovery: Vec<String>,
    /// When the password was set, microseconds since 1970.
    pub(crate) password_us: i64,
    /// By what passkeys know the person: random hex, for devices show it to others.
    #[serde(default)]
    pub(crate) handle: Option<String>,
    /// Was a second factor offered once?
    #[serde(default)]
    pub(crate) offered: bool,
}

/// A passkey of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Passkey {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) data: String,
    pub(crate) added_us: i64,
    pub(crate) used_us: Option<i64>,
}

impl Kept for Account {
    const KIND: &'static str = "account";
}

/// What a person sees of their own account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountFacts {
    /// Is there a password?
    pub password: bool,
    /// When it was set, microseconds since 1970.
    pub password_us: i64,
    /// Is there an authenticator app?
    pub authenticator: bool,
    /// Id, name, added, last used of each passkey.
    pub passkeys: Vec<(String, String, i64, Option<i64>)>,
    /// Recovery codes left.
    pub recovery_left: usize,
    /// Is there an account at all? In a demonstration there is none.
    pub exists: bool,
    /// May the way of signing in be changed now, without proving again who one is?
    pub confirmed: bool,
}

impl AccountFacts {
    /// Is there anything beside the password?
    pub fn second_factor(&self) -> bool {
        self.authenticator || !self.passkeys.is_empty()
    }
}

impl Account {
    /// Is there anything beside the password?
    pub(crate) fn has_second_factor(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }
}

/// A password that cannot be taken.
pub(crate) fn weak(problem: password::PasswordProblem) -> Refusal {
    let text = problem.to_string();
    Refusal::NotPossible { sentence: text.trim_end_matches('.').to_owned(), hint: problem.hint().to_owned() }
}

impl App {
    /// A new account with a password that keeps the rules.
    pub(crate) fn new_account(&self, person: &Person, password: &str) -> Result<Account, Failure> {
        let context = Context { name: &person.name, email: &person.email, organisation: "" };
        password::check(password, &context).map_err(weak)?;
        let hash = self.hash_password(password)?;
        Ok(Account { password: Some(hash), password_us: self.clock.now_us(), ..Account::default() })
    }

    pub(crate) fn hash_password(&self, password: &str) -> Result<String, Fault> {
        let salt: [u8; 16] = keys::random()?;
        let _turn = self.hashing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(password::hash(password, salt))
    }

    /// Is this the password of that hash? An unknown account costs the same time.
    pub(crate) fn password_is(&self, password: &str, hash: Option<&str>) -> bool {
        // One at a time: each takes 64 MiB, and a flood must not take them all at once.
        let _turn = self.hashing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let right = password::verify(password, hash.unwrap_or(password::DUMMY));
        right && hash.is_some()
    }

    pub(crate) fn has_account(&self, person: &str) -> Result<bool, Fault> {
        Ok(self.kept::<Account>(person)?.is_some())
    }

    pub(crate) fn account(&self, person: &str) -> Result<Held<Account>, Failure> {
        let found = self.kept::<Account>(person)?;
        Ok(found.ok_or_else(|| Refusal::NotPossible {
            sentence: "you have no account on this installation".to_owned(),
            hint: "sign in through your organisation's identity provider, or ask for an invitation".to_owned(),
        })?)
    }

    /// Changes an account as it stands; tried again when somebody was faster.
    pub(crate) fn change_account<T>(
        &self,
        person: &str,
        mut change: impl FnMut(&mut Account) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        for _ in 0..8 {
            let held = self.account(person)?;
            let mut account = held.value;
            let done = change(&mut account)?;
            if self.shelve(&[put(person, person, FOR_EVER, &account, Expect::Version(held.version))?])? {
                return Ok(done);
            }
        }
        Err(Fault::new("the account is being changed elsewhere", "ask again").into())
    }

    /// What a person sees of their own account.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn own_account(&self, who: &Who) -> Result<AccountFacts, Fault> {
        let Some(held) = self.kept::<Account>(who.id())? else {
            return Ok(AccountFacts::default());
        };
        let account = held.value;
        Ok(AccountFacts {
            password: account.password.is_some(),
            password_us: account.password_us,
            authenticator: account.totp.is_some(),
            passkeys: account.passkeys.iter().map(|p| (p.id.clone(), p.name.clone(), p.added_us, p.used_us)).collect(),
            recovery_left: account.recovery.len(),
            exists: true,
            confirmed: self.is_proved_for_account(who, &account)?,
        })
    }

    /// Seals a secret for its owner with this installation's key.
    pub(crate) fn sealed(&self, kind: &str, id: &str, secret: &[u8]) -> Result<String, Fault> {
        let key = self.sealing_key()?;
        let sealed = sealed::seal(&key, keys::random()?, Owner { kind, id }, secret)
            .map_err(|e| Fault::new(format!("a secret cannot be sealed: {e}"), "shorten it"))?;
        Ok(hex::encode(sealed))
    }

    /// Opens what [`App::sealed`] made.
    pub(crate) fn unsealed(&self, kind: &str, id: &str, sealed: &str) -> Result<Secret<Vec<u8>>, Fault> {
        let damaged =
            |what: String| Fault::new(format!("a sealed secret: {what}"), "restore sealing.key from a backup");
        let bytes = hex::decode(sealed).map_err(|e| damaged(e.to_string()))?;
        sealed::open(&self.sealing_key()?, Owner { kind, id }, &bytes).map_err(|e| damaged(e.to_string()))
    }
}
