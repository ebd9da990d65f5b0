//! Setting up and taking away second factors and recovery codes.

use super::Visitor;
use crate::{App, Failure, Fault, Who, keys};
use domain::refusal::Refusal;
use identity::{recovery, second_factor};

/// A new second factor, to be confirmed with a first code.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSecondFactor {
    /// Picture to be scanned, as SVG.
    pub picture: String,
    /// The same to be typed.
    pub typed: String,
    /// The same, sealed: goes with the form and comes back with the first code.
    pub sealed: String,
}

impl std::fmt::Debug for NewSecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSecondFactor").finish_non_exhaustive()
    }
}

/// Ten recovery codes to show once, and what is kept of them.
pub(super) fn fresh_codes(person: &str) -> Result<(Vec<String>, Vec<String>), Fault> {
    let codes = recovery::codes(&keys::random()?);
    let stored = codes.iter().filter_map(|code| recovery::stored(person, code)).collect();
    Ok((codes.to_vec(), stored))
}

impl App {
    /// Begins to set up an authenticator app; nothing is kept until its first code was right.
    ///
    /// # Errors
    /// A refusal for who has no account or must prove again who they are.
    pub fn begin_second_factor(&self, who: &Who) -> Result<NewSecondFactor, Failure> {
        self.proved_for_account(who)?;
        let secret: [u8; second_factor::SECRET] = keys::random()?;
        let sealed = self.sealed("new_totp", who.id(), &secret)?;
        self.shown_second_factor(who, &secret, sealed)
    }

    /// The same new authenticator app once more, after a code that did not fit: what was scanned stays good.
    ///
    /// # Errors
    /// As [`App::begin_second_factor`], and a refusal for what was not made by it.
    pub fn same_second_factor(&self, who: &Who, sealed: &str) -> Result<NewSecondFactor, Failure> {
        self.proved_for_account(who)?;
        let secret = self.new_secret(who, sealed)?;
        self.shown_second_factor(who, &secret, sealed.to_owned())
    }

    fn shown_second_factor(
        &self,
        who: &Who,
        secret: &[u8; second_factor::SECRET],
        sealed: String,
    ) -> Result<NewSecondFactor, Failure> {
        let email = self.person(who.id())?.map(|p| p.email).unwrap_or_default();
        let uri = second_factor::uri(secret, "Tickmark", &email);
        let picture = second_factor::qr_svg(&uri).unwrap_or_default();
        Ok(NewSecondFactor { picture, typed: second_factor::typed_secret(secret), sealed })
    }

    fn new_secret(&self, who: &Who, sealed: &str) -> Result<[u8; second_factor::SECRET], Failure> {
        let over = || Refusal::NotPossible {
            sentence: "this set-up is not known".to_owned(),
            hint: "begin it again in your profile".to_owned(),
        };
        let opened = self.unsealed("new_totp", who.id(), sealed).map_err(|_| over())?;
        Ok(opened.expose().as_slice().try_into().map_err(|_| over())?)
    }

    /// Confirms a new authenticator app with its first code; answers the recovery codes, shown once. An account that has a
    /// second factor already must have proved it freshly, any other its password.
    ///
    /// # Errors
    /// A refusal for a wrong code.
    pub fn confirm_second_factor(
        &self,
        who: &Who,
        sealed: &str,
        code: &str,
        visitor: &Visitor,
    ) -> Result<Vec<String>, Failure> {
        self.proved_for_account(who)?;
        let secret = self.new_secret(who, sealed)?;
        let now_s = u64::try_from(self.clock.now_us() / 1_000_000).unwrap_or_default();
        let Some(step) = second_factor::verify(&secret, code, now_s, None) else {
            return Err(Refusal::NotPossible {
                sentence: "this code does not fit the picture".to_owned(),
                hint: "check that the clock of the device is right, and type the code that it shows now".to_owned(),
            }
            .into());
        };
        let kept = self.sealed("totp", who.id(), &secret)?;
        let (codes, stored) = fresh_codes(who.id())?;
        self.change_account(who.id(), |account| {
            (account.totp, account.totp_step) = (Some(kept.clone()), Some(step));
            account.recovery.clone_from(&stored);
            Ok(())
        })?;
        self.note_person("second_factor_added", who.id(), "authenticator app", visitor);
        Ok(codes)
    }

    /// Takes the authenticator app away.
    ///
    /// # Errors
    /// A refusal without a fresh proof.
    pub fn remove_second_factor(&self, who: &Who, visitor: &Visitor) -> Result<(), Failure> {
        self.proved_for_account(who)?;
        self.change_account(who.id(), |account| {
            (account.totp, account.totp_step) = (None, None);
            if account.passkeys.is_empty() {
                account.recovery.clear();
            }
            Ok(())
        })?;
        self.note_person("second_factor_removed", who.id(), "authenticator app", visitor);
        Ok(())
    }

    /// New recovery codes in place of all old ones; shown once.
    ///
    /// # Errors
    /// A refusal without a fresh proof.
    pub fn new_recovery_codes(&self, who: &Who, visitor: &Visitor) -> Result<Vec<String>, Failure> {
        self.proved_for_account(who)?;
        let (codes, stored) = fresh_codes(who.id())?;
        self.change_account(who.id(), |account| {
            account.recovery.clone_from(&stored);
            Ok(())
        })?;
        self.note_person("recovery_codes_made", who.id(), "", visitor);
        Ok(codes)
    }
}
