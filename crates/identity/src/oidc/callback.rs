//! The way back: what the browser brings is judged before anything is sent anywhere.

use openidconnect::url::form_urlencoded;
use sha2::{Digest, Sha256};

use super::Provider;
use super::begin::Pending;
use super::metadata::Metadata;
use super::problem::{OidcProblem, clip};

/// What the browser brought to the redirect address.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Callback {
    /// The code to be changed for tokens.
    pub code: Option<String>,
    /// What we sent along.
    pub state: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
    /// The provider's sentence about it.
    pub error_description: Option<String>,
}

impl std::fmt::Debug for Callback {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Callback").field("iss", &self.iss).field("error", &self.error).finish_non_exhaustive()
    }
}

impl Callback {
    /// Reads the query of the callback. A parameter that comes twice is refused (RFC 6749, 3.1); unknown ones are
    /// ignored.
    pub fn from_query(query: &str) -> Result<Callback, OidcProblem> {
        let mut callback = Callback::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let (name, field) = match name.as_ref() {
                "code" => ("code", &mut callback.code),
                "state" => ("state", &mut callback.state),
                "iss" => ("iss", &mut callback.iss),
                "error" => ("error", &mut callback.error),
                "error_description" => ("error_description", &mut callback.error_description),
                _ => continue,
            };
            if field.replace(value.into_owned()).is_some() {
                return Err(OidcProblem::RepeatedParameter { name });
            }
        }
        Ok(callback)
    }

    /// The code, if this callback answers this question. An error is believed only from the provider that was asked.
    pub(super) fn code_for(&self, pending: &Pending, metadata: &Metadata) -> Result<&str, OidcProblem> {
        let state = self.state.as_deref().ok_or(OidcProblem::StateMissing)?;
        if !same(state, &pending.state) {
            return Err(OidcProblem::StateWrong);
        }
        match &self.iss {
            Some(iss) if *iss != metadata.issuer => {
                return Err(OidcProblem::CallbackIssuer { expected: metadata.issuer.clone(), found: clip(iss) });
            }
            None if metadata.callback_names_issuer => return Err(OidcProblem::CallbackIssuerMissing),
            _ => {}
        }
        if let Some(error) = &self.error {
            let description = self.error_description.as_deref().map(clip);
            return Err(OidcProblem::SignInRefused { error: clip(error), description });
        }
        self.code.as_deref().filter(|code| !code.is_empty()).ok_or(OidcProblem::CodeMissing)
    }
}

/// Settings, metadata and the sign-in under way must all speak of one provider.
pub(super) fn same_sign_in(pending: &Pending, metadata: &Metadata, provider: &Provider) -> Result<(), OidcProblem> {
    same_provider(metadata, provider)?;
    if pending.issuer != provider.issuer || pending.client_id != provider.client_id {
        return Err(OidcProblem::OtherProvider { expected: provider.issuer.clone(), found: pending.issuer.clone() });
    }
    Ok(())
}

pub(super) fn same_provider(metadata: &Metadata, provider: &Provider) -> Result<(), OidcProblem> {
    if metadata.issuer == provider.issuer {
        return Ok(());
    }
    Err(OidcProblem::OtherProvider { expected: provider.issuer.clone(), found: metadata.issuer.clone() })
}

/// Compares two secrets by their hashes, so that the time it takes tells nothing of either.
pub(super) fn same(one: &str, other: &str) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}
