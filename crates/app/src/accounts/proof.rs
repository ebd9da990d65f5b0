//! Proving again who one is, before something weighty; and a refused form that waits meanwhile.

use super::session::FRESH_US;
use super::{Account, Visitor};
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;

/// How long a refused form can be taken up again.
const FORM_US: i64 = 15 * 60_000_000;
/// Largest form that is kept so, in bytes.
const MAX_FORM: usize = 60 * 1024;

impl App {
    /// Agrees that how somebody signs in may be changed: after a second factor, if there is one, else after the password,
    /// within the last five minutes.
    pub(crate) fn proved_for_account(&self, who: &Who) -> Result<(), Failure> {
        crate::sign_on::by_own_means(who)?;
        let account = self.account(who.id())?.value;
        if self.is_proved_for_account(who, &account)? {
            return Ok(());
        }
        Err(Refusal::NotPossible {
            sentence: "to change how you sign in, prove again who you are".to_owned(),
            hint: "confirm in your profile; it counts for five minutes".to_owned(),
        }
        .into())
    }

    pub(super) fn is_proved_for_account(&self, who: &Who, account: &Account) -> Result<bool, Fault> {
        if account.has_second_factor() {
            return Ok(who.is_fresh());
        }
        let Some(session) = &who.session else {
            return Ok(who.is_fresh());
        };
        let now = self.clock.now_us();
        let typed = self.session(&session.key)?.map_or(0, |s| s.typed_us.unwrap_or_default().max(s.began_us));
        // Who has neither password nor second factor came through a provider or a link, and can prove no more than that.
        Ok(account.password.is_none() || who.is_fresh() || now - typed <= FRESH_US)
    }

    /// Proves again with the password who one is, where there is no second factor; answers the session's new secret. It is
    /// enough to set up a first second factor, and for nothing that an organisation guards.
    ///
    /// # Errors
    /// A refusal for a wrong password, or when there is a second factor to be used.
    pub fn prove_by_password(&self, who: &Who, password: &str, visitor: &Visitor) -> Result<String, Failure> {
        let account = self.account(who.id())?.value;
        if account.has_second_factor() {
            return Err(Refusal::NotPossible {
                sentence: "the password is not enough for this".to_owned(),
                hint: "confirm with your second factor or passkey".to_owned(),
            }
            .into());
        }
        let lanes = self.lanes(who.id(), visitor)?;
        self.attempt(&lanes, visitor)?;
        if !self.password_is(password, account.password.as_deref()) {
            self.note_person("second_factor_failed", who.id(), "password typed again", visitor);
            return Err(Refusal::NotPossible {
                sentence: "this is not your password".to_owned(),
                hint: "type the one that you signed in with".to_owned(),
            }
            .into());
        }
        self.succeeded(&lanes, 1)?;
        self.typed_again(who)
    }

    /// Should a second factor be offered to this person now? Once, and only to who has none.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be written.
    pub fn offers_second_factor(&self, who: &Who) -> Result<bool, Failure> {
        // A provider asks for what it likes; a factor here is set up with one's own means.
        let Some(held) = self.kept::<Account>(who.id())?.filter(|_| who.provider().is_none()) else {
            return Ok(false);
        };
        if held.value.offered || held.value.has_second_factor() {
            return Ok(false);
        }
        self.change_account(who.id(), |account| {
            account.offered = true;
            Ok(())
        })?;
        Ok(true)
    }

    /// Seals a form that waits for a fresh proof, for this person and this address, so that nothing typed is lost or shown.
    ///
    /// # Errors
    /// A refusal for a form that is too large.
    pub fn hold_form(&self, who: &Who, path: &str, form: &[u8]) -> Result<String, Failure> {
        if form.len() > MAX_FORM {
            return Err(Refusal::TooLong { field: "the form", max: MAX_FORM }.into());
        }
        let mut held = self.clock.now_us().to_be_bytes().to_vec();
        held.extend_from_slice(form);
        Ok(self.sealed("held_form", &format!("{} {path}", who.id()), &held)?)
    }

    /// Opens what [`App::hold_form`] sealed; `None` when it is somebody else's, another address's, or too old.
    pub fn held_form(&self, who: &Who, path: &str, held: &str) -> Option<Vec<u8>> {
        let opened = self.unsealed("held_form", &format!("{} {path}", who.id()), held).ok()?;
        let (at, form) = opened.expose().split_first_chunk::<8>()?;
        let age = self.clock.now_us().checked_sub(i64::from_be_bytes(*at))?;
        (0..=FORM_US).contains(&age).then(|| form.to_vec())
    }
}
