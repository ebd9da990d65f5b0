//! What is to be collected, as a person or a file declares it.

mod built_in;
mod check;
mod command;
mod limits;
mod question;

pub use built_in::{
    EXPECT_MAX, Expectation, FileHash, GitRepository, Header, HttpHeaders, PERIOD_DAYS_MAX, ROWS_MAX, SQL_BYTES_MAX,
    SqlQuery, TRAILERS_MAX, TlsCertificate, WARN_DAYS_MAX,
};
pub use check::BadSpec;
pub use command::{ARGUMENT_BYTES_MAX, ARGUMENTS_MAX, CommandSpec, ENVIRONMENT_MAX, ReadAs};
pub use limits::{Limits, MEMORY_MIB_MAX, OUTPUT_MIB_MAX, SECONDS_MAX};

use serde::{Deserialize, Serialize};

/// A collector: what it runs and how far that may go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// What is run.
    pub what: What,
    /// How far it may go.
    #[serde(default)]
    pub limits: Limits,
}

/// A command that somebody declared, or one of the checks that are built in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A program of the operator's that writes JSON or lines.
    Command(CommandSpec),
    /// Commits of a branch in a period, their trailers and signatures, and the declared protection of the branch.
    GitRepository(GitRepository),
    /// The certificates that a machine presents.
    TlsCertificate(TlsCertificate),
    /// The headers of an answer to one GET request.
    HttpHeaders(HttpHeaders),
    /// The rows of one SELECT on a PostgreSQL database.
    SqlQuery(SqlQuery),
    /// The SHA-256 of a file.
    FileHash(FileHash),
}

impl What {
    /// The name of the kind, as it stands in the declaration.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Command(_) => "command",
            Self::GitRepository(_) => "git_repository",
            Self::TlsCertificate(_) => "tls_certificate",
            Self::HttpHeaders(_) => "http_headers",
            Self::SqlQuery(_) => "sql_query",
            Self::FileHash(_) => "file_hash",
        }
    }
}
