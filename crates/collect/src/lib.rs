//! Collectors: run what somebody declared, take its JSON with all that makes it evidence, and judge it by a rule.
//!
//! What a collector may touch is handed in ([`Means`]) and is nothing unless somebody allowed it: programs, folders,
//! credentials, and the one client for requests that leave this machine. A program runs without a shell, in a clean
//! environment, with limits of time, memory and output, and ends with all its children. A collection that does not come
//! to its end, or a rule that does not, is *unknown*: it never speaks for a control. Nothing here knows what a control
//! is, or changes what a person has set.

mod certificate;
mod collected;
mod failure;
mod file_hash;
mod git;
mod headers;
mod judge;
mod means;
mod run;
mod secret;
mod spec;
mod sql;

pub use collected::{Collected, collect};
pub use failure::Failure;
pub use judge::{
    Apart, DETAILS_MAX, INPUT_MAX, JudgeLimits, Language, Outcome, REASON_MAX, Rule, SOURCE_MAX, Verdict, answer,
};
pub use means::Means;
pub use run::{Exit, Held, Killed, Ran, STDERR_TAIL};
pub use secret::{Credentials, SECRET_MIN, Secret, TooShort};
pub use spec::{
    ARGUMENT_BYTES_MAX, ARGUMENTS_MAX, BadSpec, CommandSpec, ENVIRONMENT_MAX, EXPECT_MAX, Expectation, FileHash,
    GitRepository, Header, HttpHeaders, Limits, MEMORY_MIB_MAX, OUTPUT_MIB_MAX, PERIOD_DAYS_MAX, ROWS_MAX, ReadAs,
    SECONDS_MAX, SQL_BYTES_MAX, Spec, SqlQuery, TRAILERS_MAX, TlsCertificate, WARN_DAYS_MAX, What,
};
