//! One collection from its declaration to its JSON, with what makes it evidence.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::means::Means;
use crate::run::{self, Order, Ran};
use crate::spec::{CommandSpec, ReadAs, Spec, What};
use crate::{certificate, file_hash, git, headers, sql};

/// What came of a collection.
#[derive(Clone, Debug, PartialEq)]
pub struct Collected {
    /// When it began, as the caller's clock has it.
    pub started: Timestamp,
    /// The beginning and the time that passed.
    pub ended: Timestamp,
    /// The query or command that was used, with the names of credentials and never with their values.
    pub used: String,
    /// How many rows, commits, certificates, expectations or lines came back: the population.
    pub row_count: u64,
    /// The JSON, or why there is none.
    pub found: Result<Value, Failure>,
    /// How the program of a command went; `None` for what is built in.
    pub ran: Option<Ran>,
}

/// What a built-in check or a command brings back.
pub(crate) struct Found {
    pub(crate) json: Value,
    pub(crate) row_count: u64,
}

/// Runs a collector. Never fails: what went wrong stands in [`Collected::found`], and its verdict is *unknown*.
#[must_use]
pub fn collect(spec: &Spec, means: &Means, now: Timestamp) -> Collected {
    let begun = instant();
    let mut ran = None;
    let found = spec.check().map_err(Failure::from).and_then(|()| match &spec.what {
        What::Command(command) => run_command(command, spec, means, now, &mut ran),
        What::GitRepository(repository) => git::collect(repository, spec.limits, means, now),
        What::TlsCertificate(certificate) => certificate::collect(certificate, spec.limits, means, now),
        What::HttpHeaders(expected) => headers::collect(expected, spec.limits, means),
        What::SqlQuery(query) => sql::collect(query, spec.limits, means),
        What::FileHash(file) => file_hash::collect(file, spec.limits, means),
    });
    let took = SignedDuration::try_from(begun.elapsed()).unwrap_or(SignedDuration::MAX);
    let row_count = found.as_ref().map_or(0, |found| found.row_count);
    Collected {
        started: now,
        ended: now.checked_add(took).unwrap_or(Timestamp::MAX),
        used: used(&spec.what),
        row_count,
        found: found.map(|found| found.json),
        ran,
    }
}

/// Runs a command and reads its output.
fn run_command(
    command: &CommandSpec,
    spec: &Spec,
    means: &Means,
    now: Timestamp,
    kept: &mut Option<Ran>,
) -> Result<Found, Failure> {
    let program = run::find(&command.program)?;
    means.may_run(&program)?;
    let folder = command.working_folder.as_deref().map(|folder| means.readable(folder)).transpose()?;
    let mut environment = Vec::new();
    for (variable, name) in &command.environment {
        let secret = means.credentials.get(name).ok_or_else(|| Failure::NoCredential { name: name.clone() })?;
        environment.push((variable.clone(), secret.reveal().to_owned()));
    }
    let arguments = command.arguments.clone();
    let order = Order { name: &command.program, program, arguments, folder, environment, limits: spec.limits, now };
    let ran = kept.insert(run::run(&order, &means.scratch, &means.credentials)?);
    let output = read(ran.output(&command.program, &command.exits)?, command.read_as)?;
    let row_count = output.as_array().map_or(1, |rows| rows.len() as u64);
    let code = if let run::Exit::Code(code) = ran.exit { code } else { 0 };
    Ok(Found { json: json!({ "exit": code, "output": output }), row_count })
}

fn read(bytes: &[u8], read_as: ReadAs) -> Result<Value, Failure> {
    let unreadable = |why: String| Failure::Unreadable { what: "the output".to_owned(), why };
    let text = std::str::from_utf8(bytes)
        .map_err(|error| unreadable(format!("byte {} is no UTF-8; write UTF-8", error.valid_up_to() + 1)))?;
    match read_as {
        ReadAs::Json => serde_json::from_str(text)
            .map_err(|error| unreadable(format!("it is not one JSON document: {error}; or read it as lines"))),
        ReadAs::TextLines => Ok(text.lines().collect()),
        ReadAs::JsonLines => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            let read = |(at, line): (usize, &str)| {
                serde_json::from_str::<Value>(line)
                    .map_err(|error| unreadable(format!("line {} is not one JSON document: {error}", at + 1)))
            };
            lines.map(read).collect()
        }
    }
}

/// The query or command as evidence names it.
fn used(what: &What) -> String {
    match what {
        What::Command(command) => {
            let words = std::iter::once(&command.program).chain(&command.arguments);
            words.map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
        }
        What::GitRepository(git) => {
            format!("git log {} of {} from {} to {} (UTC)", git.branch, git.path, git.since, git.until)
        }
        What::TlsCertificate(tls) => format!("TLS handshake with {}:{}", tls.host, tls.port),
        What::HttpHeaders(headers) => format!("GET {}", headers.url),
        What::SqlQuery(query) => query.sql.clone(),
        What::FileHash(file) => format!("SHA-256 of {}", file.path),
    }
}

/// A word as a shell would need it, so that a reader can run it again and sees where each argument ends.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[expect(clippy::disallowed_methods, reason = "it measures how long a collection takes; the caller's clock tells when")]
fn instant() -> std::time::Instant {
    std::time::Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_so_that_arguments_can_be_told_apart() {
        assert_eq!(quoted("a b; rm $(x)"), "'a b; rm $(x)'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted("--from=2026-01-01"), "--from=2026-01-01");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn output_is_read_as_declared_and_told_where_it_breaks() {
        assert_eq!(read(b"{\"a\":1}", ReadAs::Json), Ok(json!({ "a": 1 })));
        assert_eq!(read(b"{\"a\":1}\n\n2\n", ReadAs::JsonLines), Ok(json!([{ "a": 1 }, 2])));
        assert_eq!(read(b"a\nb c\n", ReadAs::TextLines), Ok(json!(["a", "b c"])));
        for (bytes, read_as, where_) in [
            (b"{}{}".as_slice(), ReadAs::Json, "line 1 column 3"),
            (b"{}\n{", ReadAs::JsonLines, "line 2 "),
            (b"ok\xff", ReadAs::TextLines, "byte 3 "),
            (b"", ReadAs::Json, "not one JSON document"),
        ] {
            let told = read(bytes, read_as).unwrap_err().to_string();
            assert!(told.contains(where_), "{told}");
        }
    }
}
