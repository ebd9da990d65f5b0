//! Whether a declaration can be kept, said before anything is run.

use std::ops::RangeInclusive;
use std::path::Path;

use thiserror::Error;

use super::built_in::{
    EXPECT_MAX, Expectation, FileHash, GitRepository, HttpHeaders, PERIOD_DAYS_MAX, ROWS_MAX, SQL_BYTES_MAX, SqlQuery,
    TRAILERS_MAX, TlsCertificate, WARN_DAYS_MAX,
};
use super::command::{ARGUMENT_BYTES_MAX, ARGUMENTS_MAX, CommandSpec, ENVIRONMENT_MAX};
use super::limits::{Limits, MEMORY_MIB_MAX, MEMORY_MIB_MIN, OUTPUT_MIB_MAX, SECONDS_MAX};
use super::question::no_question;
use super::{Spec, What};

/// The most characters of a name.
const NAME_MAX: usize = 128;

/// The most bytes of a path or an address.
const PATH_MAX: usize = 4096;

/// Variables that the runner sets itself, and those through which a program would be made to load another.
const TAKEN: [&str; 4] = ["PATH", "HOME", "LANG", "IFS"];

/// A field of a declaration that cannot be kept, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: {why}")]
pub struct BadSpec {
    /// The field, as a path from the top, such as `what.sql_query.max_rows`.
    pub field: String,
    /// What is wrong and what would be right.
    pub why: String,
}

impl Spec {
    /// Checks every field against its limits. The first that is wrong is told.
    pub fn check(&self) -> Result<(), BadSpec> {
        self.limits.check()?;
        match &self.what {
            What::Command(command) => command.check(),
            What::GitRepository(git) => git.check(),
            What::TlsCertificate(tls) => tls.check(),
            What::HttpHeaders(headers) => headers.check(),
            What::SqlQuery(sql) => sql.check(),
            What::FileHash(file) => file.check(),
        }
    }
}

impl Limits {
    pub(crate) fn check(&self) -> Result<(), BadSpec> {
        within("limits.seconds", self.seconds, 1..=SECONDS_MAX)?;
        within("limits.memory_mib", self.memory_mib, MEMORY_MIB_MIN..=MEMORY_MIB_MAX)?;
        within("limits.output_mib", self.output_mib, 1..=OUTPUT_MIB_MAX)
    }
}

impl CommandSpec {
    fn check(&self) -> Result<(), BadSpec> {
        let field = |name: &str| format!("what.command.{name}");
        text(&field("program"), &self.program, PATH_MAX)?;
        if self.program.contains('/') {
            absolute(&field("program"), &self.program)?;
        }
        at_most(&field("arguments"), self.arguments.len(), ARGUMENTS_MAX)?;
        for (at, argument) in self.arguments.iter().enumerate() {
            let field = field(&format!("arguments[{at}]"));
            if argument.len() > ARGUMENT_BYTES_MAX || argument.contains('\0') {
                return bad(&field, format!("is text of at most {ARGUMENT_BYTES_MAX} bytes without NUL"));
            }
        }
        if let Some(folder) = &self.working_folder {
            absolute(&field("working_folder"), folder)?;
        }
        at_most(&field("environment"), self.environment.len(), ENVIRONMENT_MAX)?;
        for (variable, credential) in &self.environment {
            let field = field(&format!("environment.{variable}"));
            let plain = variable.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
            if !plain || variable.len() > NAME_MAX || !variable.starts_with(|c: char| c.is_ascii_uppercase()) {
                return bad(&field, "a variable is written in A-Z, 0-9 and _, and begins with a letter");
            }
            let loads = ["LD_", "DYLD_", "GIT_"].iter().any(|start| variable.starts_with(start));
            if loads || TAKEN.contains(&variable.as_str()) {
                return bad(&field, "this variable is not for a credential; take another name");
            }
            text(&field, credential, NAME_MAX)?;
        }
        at_most(&field("exits"), self.exits.len(), 16)?;
        if self.exits.is_empty() || self.exits.iter().any(|code| !(0..=255).contains(code)) {
            return bad(&field("exits"), "names at least one exit code from 0 to 255");
        }
        Ok(())
    }
}

impl GitRepository {
    fn check(&self) -> Result<(), BadSpec> {
        let field = |name: &str| format!("what.git_repository.{name}");
        absolute(&field("path"), &self.path)?;
        text(&field("branch"), &self.branch, NAME_MAX)?;
        let odd = |c: char| c.is_control() || " ~^:?*[\\@{".contains(c);
        if self.branch.starts_with(['-', '/']) || self.branch.contains("..") || self.branch.contains(odd) {
            return bad(
                &field("branch"),
                "is the name of a branch such as main, or a reference such as refs/heads/main",
            );
        }
        if self.until < self.since {
            return bad(&field("until"), format!("is before since; the first day is {}", self.since));
        }
        let days = self.since.until(self.until).map_or(i32::MAX, |span| span.get_days());
        if days >= PERIOD_DAYS_MAX {
            return bad(&field("until"), format!("the period has at most {PERIOD_DAYS_MAX} days"));
        }
        at_most(&field("trailers"), self.trailers.len(), TRAILERS_MAX)?;
        for (at, name) in self.trailers.iter().enumerate() {
            let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            if name.is_empty() || name.len() > NAME_MAX || !plain {
                return bad(
                    &field(&format!("trailers[{at}]")),
                    "is written in letters, digits and hyphens: Reviewed-by",
                );
            }
        }
        if let Some(file) = &self.protection_file {
            text(&field("protection_file"), file, PATH_MAX)?;
            let ends = [".json", ".yml", ".yaml"].iter().any(|end| file.ends_with(end));
            if !ends || file.starts_with('/') || file.split('/').any(|part| part == ".." || part.is_empty()) {
                let why = "is a path from the top of the repository that ends in .json, .yml or .yaml";
                return bad(&field("protection_file"), why);
            }
        }
        for (name, path) in [("allowed_signers", &self.allowed_signers), ("gnupg_home", &self.gnupg_home)] {
            path.as_ref().map_or(Ok(()), |path| absolute(&field(name), path))?;
        }
        Ok(())
    }
}

impl TlsCertificate {
    fn check(&self) -> Result<(), BadSpec> {
        outgoing::HostPort::new(&self.host, self.port)
            .map_err(|refused| BadSpec { field: "what.tls_certificate.host".to_owned(), why: refused.to_string() })?;
        within("what.tls_certificate.warn_days", self.warn_days, 0..=WARN_DAYS_MAX)
    }
}

impl HttpHeaders {
    fn check(&self) -> Result<(), BadSpec> {
        let field = |name: &str| format!("what.http_headers.{name}");
        text(&field("url"), &self.url, PATH_MAX)?;
        if !self.url.starts_with("https://") && !self.url.starts_with("http://") {
            return bad(&field("url"), "begins with https://");
        }
        if self.expect.is_empty() {
            return bad(&field("expect"), "names at least one header");
        }
        at_most(&field("expect"), self.expect.len(), EXPECT_MAX)?;
        for (at, header) in self.expect.iter().enumerate() {
            let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
            if header.name.is_empty() || header.name.len() > NAME_MAX || !header.name.chars().all(token) {
                return bad(&field(&format!("expect[{at}].name")), "is the name of a header (RFC 9110, section 5.6.2)");
            }
            if let Expectation::Equals(value) | Expectation::Contains(value) = &header.is {
                text(&field(&format!("expect[{at}].is")), value, PATH_MAX)?;
            }
        }
        Ok(())
    }
}

impl SqlQuery {
    fn check(&self) -> Result<(), BadSpec> {
        text("what.sql_query.credential", &self.credential, NAME_MAX)?;
        if self.sql.trim().is_empty() || self.sql.len() > SQL_BYTES_MAX || self.sql.contains('\0') {
            return bad("what.sql_query.sql", format!("is one SELECT of at most {SQL_BYTES_MAX} bytes"));
        }
        if let Some(why) = no_question(&self.sql) {
            return bad("what.sql_query.sql", why);
        }
        within("what.sql_query.max_rows", self.max_rows, 1..=ROWS_MAX)
    }
}

impl FileHash {
    fn check(&self) -> Result<(), BadSpec> {
        absolute("what.file_hash.path", &self.path)?;
        let digits = |hash: &String| hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit());
        if self.expect.as_ref().is_some_and(|hash| !digits(hash)) {
            return bad("what.file_hash.expect", "is a SHA-256 as 64 hexadecimal digits");
        }
        Ok(())
    }
}

fn bad(field: &str, why: impl Into<String>) -> Result<(), BadSpec> {
    Err(BadSpec { field: field.to_owned(), why: why.into() })
}

fn within(field: &str, value: u32, range: RangeInclusive<u32>) -> Result<(), BadSpec> {
    if range.contains(&value) {
        return Ok(());
    }
    bad(field, format!("is {value}; from {} to {} is possible", range.start(), range.end()))
}

fn at_most(field: &str, count: usize, max: usize) -> Result<(), BadSpec> {
    if count > max { bad(field, format!("has {count} entries; at most {max} are possible")) } else { Ok(()) }
}

fn text(field: &str, value: &str, max: usize) -> Result<(), BadSpec> {
    if value.trim().is_empty() || value.len() > max || value.chars().any(char::is_control) {
        return bad(field, format!("is text of 1 to {max} bytes without control characters"));
    }
    Ok(())
}

fn absolute(field: &str, path: &str) -> Result<(), BadSpec> {
    text(field, path, PATH_MAX)?;
    if !Path::new(path).is_absolute() || path.split('/').any(|part| part == "..") {
        return bad(field, "is an absolute path without `..`");
    }
    Ok(())
}
