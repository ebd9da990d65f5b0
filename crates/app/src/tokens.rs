//! Tokens of programs: shown once, kept as a hash, bound to one organisation and a set of actions, and never more than the
//! person who issued them may at the moment.

use crate::shelf::{Kept, put, take};
use crate::{App, Failure, Fault, Receipt, Who, keys};
use domain::command::Command;
use domain::stamp::{Badge, Proof};
use domain::values::{TokenKind, TokenScope};
use identity::token::{Kind, Token};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Expect;

/// Where a token belongs; the key is its hash.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Bound {
    pub(crate) log: String,
    pub(crate) token: String,
}

impl Kept for Bound {
    const KIND: &'static str = "token";
}

/// A token was issued.
#[derive(Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its id.
    pub id: String,
    /// The secret; shown once, kept nowhere, and empty when the same request had been made before.
    pub secret: String,
    /// Where it stands in the ledger.
    pub receipt: Receipt,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issued").field("id", &self.id).finish_non_exhaustive()
    }
}

fn end_of(day: Date) -> i64 {
    crate::clock::end_of(day)
}

impl App {
    /// Issues a token.
    ///
    /// # Errors
    /// A refusal by the rules of tokens.
    pub fn issue_token(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        scope: TokenScope,
    ) -> Result<Issued, Failure> {
        let kind = match scope.kind {
            TokenKind::Api => Kind::Api,
            TokenKind::Collector => Kind::Collector,
            TokenKind::Directory => Kind::Scim,
        };
        let until = end_of(scope.until);
        let receipt = self.change(slug, who, request, Command::IssueToken { scope })?;
        let live = self.live(slug)?;
        let id = receipt.object.clone();
        if receipt.repeated {
            return Ok(Issued { id, secret: String::new(), receipt });
        }
        let secret = Token::mint(kind, keys::random()?);
        let bound = Bound { log: live.record.id.clone(), token: id.clone() };
        self.shelve(&[put(&hex::encode(secret.hash()), &id, until, &bound, Expect::Absent)?])?;
        Ok(Issued { id, secret: secret.expose().to_owned(), receipt })
    }

    /// Revokes a token, at once.
    ///
    /// # Errors
    /// A refusal when it is not known, or not one's own.
    pub fn revoke_token(&self, slug: &str, who: &Who, request: Option<&str>, id: &str) -> Result<Receipt, Failure> {
        let receipt = self.change(slug, who, request, Command::RevokeToken { id: id.to_owned() })?;
        for held in self.all_kept::<Bound>(Some(id))? {
            self.shelve(&[take::<Bound>(&held.key, Expect::Any)])?;
        }
        Ok(receipt)
    }

    /// Who holds a token, with its limits; `None` when it is over, revoked or never was.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn who_by_token(&self, secret: &str) -> Result<Option<Who>, Fault> {
        let Ok(token) = Token::parse(secret) else {
            return Ok(None);
        };
        let via = match token.kind() {
            Kind::Api => "token",
            Kind::Collector => "collector",
            Kind::Scim => "directory",
            _ => return Ok(None),
        };
        let key = hex::encode(token.hash());
        let Some(bound) = self.kept::<Bound>(&key)?.map(|held| held.value) else {
            return Ok(None);
        };
        let live = self.live_by_log(&bound.log)?;
        let state = live.state();
        let held = state.registers.people.tokens.get(&bound.token);
        let Some(held) = held.filter(|t| t.on(self.clock.today())) else {
            return Ok(None);
        };
        let limits = held.limits();
        Ok(Some(Who {
            badge: Badge { person: held.owner.clone(), limits: Some(limits), proof: Proof::Strong },
            via,
            bound: Some(bound.log),
            session: None,
            operator: false,
            came: None,
            link: None,
            token: Some(bound.token),
        }))
    }
}
