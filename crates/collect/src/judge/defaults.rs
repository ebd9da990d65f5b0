//! The rules that come with the built-in checks: text that can be read, copied and changed.

use super::{Language, Rule};
use crate::spec::What;

impl What {
    /// The rule that comes with a built-in check; a command has none, because only its author knows what it writes.
    #[must_use]
    pub fn default_rule(&self) -> Option<Rule> {
        let source = match self {
            Self::Command(_) => return None,
            Self::GitRepository(_) => include_str!("rules/git_repository.rego"),
            Self::TlsCertificate(_) => include_str!("rules/tls_certificate.rego"),
            Self::HttpHeaders(_) => include_str!("rules/http_headers.rego"),
            Self::SqlQuery(_) => include_str!("rules/sql_query.rego"),
            Self::FileHash(_) => include_str!("rules/file_hash.rego"),
        };
        Some(Rule { language: Language::Rego, source: source.to_owned() })
    }
}
