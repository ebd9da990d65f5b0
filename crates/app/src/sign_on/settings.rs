//! The settings of an organisation's single sign-on, and what its provider publishes.

use super::{ClientSecret, Published, Unreadable, no_sign_on, refused, told, transport};
use crate::history::Live;
use crate::shelf::{FOR_EVER, put, take};
use crate::{App, Failure, Fault, Receipt, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::{Action, SignOn, State};
use identity::oidc::{self, Metadata, Provider};
use outgoing::Refused;
use store::Expect;

/// How long a provider that could not be read is left alone.
const REST_US: i64 = 10 * 1_000_000;
/// Longest secret of a client, in bytes.
const MAX_SECRET: usize = 1_000;

impl App {
    /// Sets single sign-on; `secret` replaces the client's secret at the provider, `None` leaves it as it is. With another
    /// issuer or client the old secret is forgotten.
    ///
    /// # Errors
    /// A refusal by the rules of the doors, and for a provider that this installation never calls.
    pub fn set_sign_on(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        sign_on: Option<SignOn>,
        secret: Option<&str>,
    ) -> Result<Receipt, Failure> {
        let secret = secret.map(str::trim).filter(|s| !s.is_empty());
        if secret.is_some_and(|s| s.len() > MAX_SECRET) {
            return Err(Refusal::TooLong { field: "the client secret", max: MAX_SECRET }.into());
        }
        if let Some(wanted) = &sign_on {
            self.could_call(slug, who, wanted.issuer.trim())?;
        }
        let receipt = match self.change(slug, who, request, Command::SetSignOn { sign_on }) {
            // A new secret alone is a change too, though the ledger never sees it.
            Err(Failure::Refused(Refusal::NothingToChange { .. })) if secret.is_some() => {
                self.unchanged(&*self.live(slug)?, who)?
            }
            other => other?,
        };
        let live = self.live(slug)?;
        let (log, state) = (&live.record.id, live.state());
        let mut moves = vec![take::<Published>(log, Expect::Any), take::<Unreadable>(log, Expect::Any)];
        match (&state.registers.people.sign_on, secret) {
            (Some(now), Some(secret)) => {
                let sealed = self.sealed("oidc_client", log, secret.as_bytes())?;
                let (issuer, client_id) = (now.issuer.clone(), now.client_id.clone());
                moves.push(put(log, log, FOR_EVER, &ClientSecret { sealed, issuer, client_id }, Expect::Any)?);
            }
            (Some(now), None) => {
                if self.kept::<ClientSecret>(log)?.is_some_and(|held| !held.value.is_for(now)) {
                    moves.push(take::<ClientSecret>(log, Expect::Any));
                }
            }
            (None, _) => moves.push(take::<ClientSecret>(log, Expect::Any)),
        }
        self.shelve(&moves)?;
        self.store.scour()?;
        self.note_in(&live, who, "sign_on_set", if secret.is_some() { "with a new secret" } else { "" });
        Ok(receipt)
    }

    /// A provider that would never be called is refused here, and not when somebody wants to sign in. One that is set already
    /// stays, so that the rest of the settings can be changed when the operator's list has become shorter.
    fn could_call(&self, slug: &str, who: &Who, issuer: &str) -> Result<(), Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        if state.registers.people.sign_on.as_ref().is_some_and(|s| s.issuer == issuer) {
            return Ok(());
        }
        // What is no address at all is refused by the rule of the settings, in its own words.
        let (target, why) = match self.outgoing.lets_out(issuer) {
            Err(Refused::PlainHttp { at }) => (at, "plain http goes to internal targets only"),
            Err(Refused::Port { at }) => (at, "another port than 443 and 8443 is called of internal targets only"),
            _ => return Ok(()),
        };
        self.authorize(&live, &state.registers, who, Action::SetSignOn, &Object::plain(State::Live))?;
        let hint = format!(
            "give the provider's public https address; for one inside your own network, whoever runs the installation gives \
             `--allow-internal {target}` to `tickmark serve`, and to `tickmark sign-on set` too"
        );
        Err(refused(format!("the issuer `{issuer}` would never be called: {why}"), hint).into())
    }

    fn unchanged(&self, live: &Live, who: &Who) -> Result<Receipt, Failure> {
        let state = live.state();
        self.authorize(live, &state.registers, who, Action::SetSignOn, &Object::plain(State::Live))?;
        let last = state.head.size.saturating_sub(1);
        Ok(Receipt {
            first: last,
            last,
            entries: state.head.size,
            root: hex::encode(state.head.root().0),
            at_us: state.registers.last_us,
            kind: "sign_on",
            object: "sign_on".to_owned(),
            repeated: true,
        })
    }

    /// Asks the provider for what it publishes, and says what was found.
    ///
    /// # Errors
    /// A refusal that says what is wrong with the settings or the provider.
    pub fn test_sign_on(&self, slug: &str, who: &Who) -> Result<String, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        self.authorize(&live, &state.registers, who, Action::SetSignOn, &Object::plain(State::Live))?;
        let sign_on = state.registers.people.sign_on.clone().ok_or_else(|| no_sign_on(slug))?;
        let metadata = self.published(&live, &sign_on, true)?;
        let logout = match metadata.backchannel_logout {
            true => "it tells us when somebody signs out there",
            false => "it does not tell us when somebody signs out there",
        };
        Ok(format!("{} answers, with its keys; {logout}", metadata.issuer))
    }

    /// The organisation and its settings, for who is not signed in yet: an unknown name is as one without.
    pub(super) fn sign_on_of(&self, slug: &str) -> Result<(std::sync::Arc<Live>, SignOn), Refusal> {
        let live = self.live(slug).map_err(|_| no_sign_on(slug))?;
        let sign_on = live.state().registers.people.sign_on.clone();
        Ok((live, sign_on.ok_or_else(|| no_sign_on(slug))?))
    }

    pub(super) fn provider(&self, live: &Live, sign_on: &SignOn) -> Result<Provider, Fault> {
        let log = &live.record.id;
        let secret = match self.kept::<ClientSecret>(log)?.filter(|held| held.value.is_for(sign_on)) {
            Some(held) => {
                let opened = self.unsealed("oidc_client", log, &held.value.sealed)?;
                Some(String::from_utf8_lossy(opened.expose()).into_owned())
            }
            None => None,
        };
        Ok(Provider { client_secret: secret, ..Provider::new(&sign_on.issuer, &sign_on.client_id) })
    }

    /// What the provider publishes, asked again after a day, or `anew` at once.
    pub(super) fn published(&self, live: &Live, sign_on: &SignOn, anew: bool) -> Result<Metadata, Failure> {
        let (log, now_us) = (&live.record.id, self.clock.now_us());
        let now_s = now_us / 1_000_000;
        let kept = self.kept::<Published>(log)?.map(|held| held.value.metadata);
        if let Some(metadata) = kept.filter(|m| !anew && m.issuer == sign_on.issuer && !m.is_stale(now_s)) {
            return Ok(metadata);
        }
        let resting = self.kept::<Unreadable>(log)?.map(|held| held.value);
        if let Some(rest) = resting.filter(|r| !anew && r.issuer == sign_on.issuer) {
            return Err(refused(rest.sentence, rest.hint).into());
        }
        let http = |request| self.http(&request);
        match oidc::discover(&http, &sign_on.issuer, transport(&sign_on.issuer), now_s) {
            Ok(metadata) => {
                self.publish(live, &metadata)?;
                Ok(metadata)
            }
            Err(problem) => {
                let (issuer, sentence, hint) = (sign_on.issuer.clone(), problem.to_string(), problem.hint().to_owned());
                let rest = Unreadable { issuer, sentence, hint };
                self.shelve(&[put(log, log, now_us + REST_US, &rest, Expect::Any)?])?;
                Err(told(&problem).into())
            }
        }
    }

    pub(super) fn publish(&self, live: &Live, metadata: &Metadata) -> Result<(), Fault> {
        let published = Published { metadata: metadata.clone() };
        let log = &live.record.id;
        self.shelve(&[put(log, log, FOR_EVER, &published, Expect::Any)?]).map(|_| ())
    }
}

impl ClientSecret {
    fn is_for(&self, sign_on: &SignOn) -> bool {
        self.issuer == sign_on.issuer && self.client_id == sign_on.client_id
    }
}
