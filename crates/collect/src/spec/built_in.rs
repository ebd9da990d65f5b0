//! The checks that are built in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most names of trailers.
pub const TRAILERS_MAX: usize = 16;

/// The most expectations of headers.
pub const EXPECT_MAX: usize = 64;

/// The most rows of a query.
pub const ROWS_MAX: u32 = 100_000;

/// The most bytes of a query.
pub const SQL_BYTES_MAX: usize = 64 * 1024;

/// The longest period, in days: three years of a certificate's cycle and one before.
pub const PERIOD_DAYS_MAX: i32 = 4 * 366;

/// The most days before the end of a certificate that can be asked for.
pub const WARN_DAYS_MAX: u32 = 3650;

/// Commits of a branch in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GitRepository {
    /// The folder of the repository, with or without a work tree; an absolute path.
    pub path: String,
    /// A branch, or a whole reference that begins with `refs/`.
    pub branch: String,
    /// The first day, UTC, by the day on which a commit was made.
    pub since: Date,
    /// The last day, UTC.
    pub until: Date,
    /// Names of trailers of which a commit needs one, such as `Reviewed-by`, with the address of somebody who is not its
    /// author. None: no trailer is needed.
    #[serde(default)]
    pub trailers: Vec<String>,
    /// Only the commits that were put on the branch itself, not those that a merge brought along.
    #[serde(default)]
    pub first_parent: bool,
    /// A JSON or YAML file in the repository that declares the protection of the branch.
    #[serde(default)]
    pub protection_file: Option<String>,
    /// Whether each commit needs a good signature.
    #[serde(default)]
    pub require_signed: bool,
    /// A file of `ssh-keygen` with the signers whose SSH signatures are good; an absolute path.
    #[serde(default)]
    pub allowed_signers: Option<String>,
    /// A home folder of GnuPG with the keys whose signatures are good; an absolute path.
    #[serde(default)]
    pub gnupg_home: Option<String>,
}

/// The certificates that a machine presents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsCertificate {
    /// A name or an address.
    pub host: String,
    /// The port; left out, 443.
    #[serde(default = "https")]
    pub port: u16,
    /// How many days before its end a certificate is to be renewed; left out, 30.
    #[serde(default = "a_month")]
    pub warn_days: u32,
}

/// The headers of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpHeaders {
    /// Where: `https://host/path`. A redirection is not followed.
    pub url: String,
    /// What is expected of the headers.
    pub expect: Vec<Header>,
}

/// What is expected of one header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its name, in any case.
    pub name: String,
    /// What is expected.
    pub is: Expectation,
}

/// What is expected of a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expectation {
    /// It is there, with any value.
    Present,
    /// It is not there.
    Absent,
    /// It is there once, with exactly this value.
    Equals(String),
    /// One of its values contains this text, in any case.
    Contains(String),
}

/// The rows of one SELECT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SqlQuery {
    /// The name of the credential that holds the connection string, `postgresql://user:password@host:5432/database`.
    pub credential: String,
    /// One SELECT, VALUES or WITH, without a semicolon.
    pub sql: String,
    /// The most rows, 1 to [`ROWS_MAX`]; more is a failure, so that no population is cut unseen. Left out, 10 000.
    #[serde(default = "ten_thousand")]
    pub max_rows: u32,
}

/// The SHA-256 of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileHash {
    /// An absolute path.
    pub path: String,
    /// The hash that it is expected to have, as 64 hexadecimal digits.
    #[serde(default)]
    pub expect: Option<String>,
}

fn https() -> u16 {
    443
}

fn a_month() -> u32 {
    30
}

fn ten_thousand() -> u32 {
    10_000
}
