//! How people and programs come in: single sign-on, the directory, tokens, webhooks. Never a secret.

use super::access::Action;
use super::access::Role;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Longest life of a token, in days.
pub const MAX_TOKEN_DAYS: i32 = 365;
/// Life of a token when nothing is said, in days.
pub const TOKEN_DAYS: i32 = 90;

/// Single sign-on of the organisation (OpenID Connect). The client's secret lies outside the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOn {
    /// Issuer, exactly as its discovery document names it.
    pub issuer: String,
    /// Our id at the issuer.
    pub client_id: String,
    /// Must members come this way? Then local passwords do not open this organisation, except for the sealed account.
    #[serde(default)]
    pub enforced: bool,
    /// The one person who may still come in with a local account; each use is an alarm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub break_glass: Option<String>,
    /// May a verified e-mail address of this issuer be linked to an account that is here already?
    #[serde(default)]
    pub link_by_email: bool,
}

/// Which groups of the directory (SCIM) hold which roles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// Roles by group name; who is in no such group becomes a contributor.
    pub groups: BTreeMap<String, BTreeSet<Role>>,
}

/// What kind of program holds a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// A script that uses the API.
    Api,
    /// A collector that appends evidence to named controls and can do nothing else.
    Collector,
    /// The directory (SCIM).
    Directory,
}

impl TokenKind {
    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            TokenKind::Api => "api",
            TokenKind::Collector => "collector",
            TokenKind::Directory => "directory",
        }
    }

    /// The kind called so.
    pub fn parse(id: &str) -> Option<TokenKind> {
        [TokenKind::Api, TokenKind::Collector, TokenKind::Directory].into_iter().find(|k| k.id() == id.trim())
    }
}

/// What a token may do, on behalf of the person who issued it and never more than that person may at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenScope {
    /// What it is for.
    pub name: String,
    /// Who holds it.
    pub kind: TokenKind,
    /// What it may do.
    pub actions: BTreeSet<Action>,
    /// Controls that it is bound to; empty: none for a collector, all for another.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub controls: BTreeSet<String>,
    /// Last day.
    pub until: Date,
}

/// Where news of this organisation is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// The address; `https` only.
    pub url: String,
    /// Names of events; empty: all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub events: BTreeSet<String>,
    /// Is it in use?
    pub active: bool,
}
