//! The way to the provider: what is remembered until the browser comes back.

use super::{UnderWay, by_own_means, hashed, no_sign_on, refused};
use crate::history::Live;
use crate::shelf::put;
use crate::{App, Failure, Visitor, Who, keys};
use domain::refusal::Refusal;
use domain::values::{Action, Membership, SignOn};
use identity::oidc::{self, Provider};
use store::Expect;

/// How long the way to the provider and back may take.
const UNDER_WAY_US: i64 = 10 * 60_000_000;
/// Most sign-ins under way from one address.
const MOST_UNDER_WAY: usize = 200;
/// The age in seconds of the sign-in at the provider when who one is has to be proved anew.
const ANEW_S: u32 = 1;

/// A sign-in began: where to send the browser, and the secret of its cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct SignOnBegun {
    /// Address of the provider's page.
    pub url: String,
    /// For a cookie of this one browser, until it comes back.
    pub browser: String,
}

impl std::fmt::Debug for SignOnBegun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignOnBegun").finish_non_exhaustive()
    }
}

/// What a sign-in is for.
struct Aim<'a> {
    redirect_uri: &'a str,
    to: &'a str,
    anew: bool,
    link: Option<&'a str>,
}

impl App {
    /// Begins a sign-in at an organisation's provider; `to` is where the way leads afterwards. `anew` has the provider ask
    /// for the person again, however lately they signed in there: for what wants a fresh proof.
    ///
    /// # Errors
    /// A refusal when the organisation has none, or the provider cannot be reached.
    pub fn begin_sign_on(
        &self,
        slug: &str,
        redirect_uri: &str,
        to: &str,
        anew: bool,
        visitor: &Visitor,
    ) -> Result<SignOnBegun, Failure> {
        let (live, sign_on) = self.sign_on_of(slug)?;
        self.set_out(&live, &sign_on, visitor, &Aim { redirect_uri, to, anew, link: None })
    }

    /// Begins to link one's account to an identity at an organisation's provider; it is linked when the browser comes back.
    ///
    /// # Errors
    /// A refusal for who takes no part there, for the operator, without a fresh proof by the account's own means, or when
    /// there is a link to this provider already.
    pub fn begin_link(
        &self,
        slug: &str,
        who: &Who,
        redirect_uri: &str,
        to: &str,
        visitor: &Visitor,
    ) -> Result<SignOnBegun, Failure> {
        let (live, sign_on) = self.sign_on_of(slug)?;
        let member = live.state().registers.people.members.get(who.id()).map(|m| m.state);
        if !matches!(member, Some(Membership::Invited | Membership::Confirmed)) {
            return Err(no_sign_on(slug).into());
        }
        self.may_link(who, &sign_on.issuer)?;
        if !who.is_fresh() {
            return Err(Refusal::StepUp { action: Action::SetSignOn }.into());
        }
        self.set_out(&live, &sign_on, visitor, &Aim { redirect_uri, to, anew: false, link: Some(who.id()) })
    }

    /// May this account be linked to a provider at all?
    pub(super) fn may_link(&self, who: &Who, issuer: &str) -> Result<(), Failure> {
        if who.session.is_none() || who.is_token() {
            return Err(refused("an account is linked from its own profile", "sign in with a browser").into());
        }
        by_own_means(who)?;
        if self.person(who.id())?.is_some_and(|p| p.operator) || who.is_operator() {
            return Err(refused(
                "the operator's account is not linked to a provider: it opens more than one organisation's doors",
                "keep its password and second factor; take part in the organisation with another address",
            )
            .into());
        }
        if self.identities_of(who.id())?.iter().any(|held| held.value.issuer == issuer) {
            return Err(refused(
                "your account is linked to this provider already",
                "unlink it first, if you have become somebody else there",
            )
            .into());
        }
        Ok(())
    }

    fn set_out(&self, live: &Live, sign_on: &SignOn, visitor: &Visitor, aim: &Aim<'_>) -> Result<SignOnBegun, Failure> {
        let address = hashed(&visitor.address);
        if self.all_kept::<UnderWay>(Some(&address))?.len() >= MOST_UNDER_WAY {
            return Err(refused(
                "too many sign-ins were begun from this address and not ended",
                "wait ten minutes and begin again",
            )
            .into());
        }
        let metadata = self.published(live, sign_on, false)?;
        let provider = Provider { max_age_s: aim.anew.then_some(ANEW_S), ..self.provider(live, sign_on)? };
        let begun = oidc::begin(&metadata, &provider, aim.redirect_uri, &keys::random()?)?;
        let browser = keys::random_hex(32)?;
        let key = hashed(&begun.pending.state);
        let under_way = UnderWay {
            log: live.record.id.clone(),
            pending: begun.pending,
            redirect_uri: aim.redirect_uri.to_owned(),
            browser: hashed(&browser),
            to: aim.to.to_owned(),
            link: aim.link.map(str::to_owned),
        };
        let until = self.clock.now_us() + UNDER_WAY_US;
        self.shelve(&[put(&key, &address, until, &under_way, Expect::Absent)?])?;
        Ok(SignOnBegun { url: begun.url, browser })
    }
}
