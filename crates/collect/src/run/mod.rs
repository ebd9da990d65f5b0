//! Running a program: no shell, a clean environment, limits, and an end for all of its children.

mod child;
mod held;
mod program;
mod strays;

use std::fmt;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tempfile::TempDir;

use crate::failure::Failure;
use crate::secret::Credentials;
use crate::spec::Limits;

pub use held::Held;
pub(crate) use program::find;

/// The most bytes of standard error that are kept, from its end.
pub const STDERR_TAIL: usize = 4096;

/// What came of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// When it was started, as the caller's clock has it.
    pub started: Timestamp,
    /// The start and the time that passed.
    pub ended: Timestamp,
    /// How it ended.
    pub exit: Exit,
    /// All of standard output, credentials taken out.
    pub stdout: Vec<u8>,
    /// The end of standard error, credentials taken out, what is no UTF-8 replaced.
    pub stderr_tail: String,
    /// The limit that ended it, if one did.
    pub killed_because: Option<Killed>,
    /// Since when the limits of memory and processor held.
    pub held: Held,
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Exit {
    /// By itself, with this code.
    Code(i32),
    /// By a signal of this number.
    Signal(i32),
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "exit code {code}"),
            Self::Signal(signal) => write!(f, "signal {signal}"),
        }
    }
}

/// The limit that a program went over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Killed {
    /// The time on the clock.
    Time,
    /// The time of a processor.
    Processor,
    /// The bytes of standard output or standard error.
    Output,
}

impl fmt::Display for Killed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Time => "it took longer than its limit `seconds` allows",
            Self::Processor => "it used a processor for longer than its limit `seconds` allows",
            Self::Output => "it wrote more than its limit `output_mib` allows",
        })
    }
}

/// A program to run, its path found and allowed.
pub(crate) struct Order<'a> {
    /// The program as it was declared, for messages.
    pub(crate) name: &'a str,
    /// The program itself.
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<String>,
    /// Where it runs; `None` for the temporary folder.
    pub(crate) folder: Option<PathBuf>,
    /// Variables besides `PATH`, `LANG` and `HOME`.
    pub(crate) environment: Vec<(String, String)>,
    pub(crate) limits: Limits,
    pub(crate) now: Timestamp,
}

/// Runs a program to its end in a temporary folder of its own, which is its `HOME` and is removed afterwards.
pub(crate) fn run(order: &Order<'_>, scratch: &Path, credentials: &Credentials) -> Result<Ran, Failure> {
    run_in(order, temporary(scratch, order.name)?, credentials)
}

/// The same in a temporary folder that was made before, so that something could be put into it.
pub(crate) fn run_in(order: &Order<'_>, home: TempDir, credentials: &Credentials) -> Result<Ran, Failure> {
    let done = child::run(order, home.path());
    // Files that it may have left read-only must not be left lying about unseen.
    if let Err(error) = home.close() {
        tracing::warn!(%error, program = order.name, "the temporary folder of a collector could not be removed");
    }
    let done = done.map_err(|why| Failure::NotRun { program: order.name.to_owned(), why: why.to_string() })?;
    let took = SignedDuration::try_from(done.took).unwrap_or(SignedDuration::MAX);
    let stderr = credentials.taken_out(done.stderr);
    let tail = &stderr[stderr.len().saturating_sub(STDERR_TAIL)..];
    Ok(Ran {
        started: order.now,
        ended: order.now.checked_add(took).unwrap_or(Timestamp::MAX),
        exit: done.exit,
        stdout: credentials.taken_out(done.stdout),
        stderr_tail: String::from_utf8_lossy(tail).into_owned(),
        killed_because: done.killed,
        held: done.held,
    })
}

/// A folder that only this user can look into.
pub(crate) fn temporary(scratch: &Path, name: &str) -> Result<TempDir, Failure> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("collect-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(scratch).map_err(|error| Failure::NotRun {
        program: name.to_owned(),
        why: format!("no temporary folder could be made: {error}"),
    })
}

impl Ran {
    /// Standard output, if the program ended as it should.
    pub(crate) fn output(&self, name: &str, exits: &[i32]) -> Result<&[u8], Failure> {
        let program = name.to_owned();
        if let Some(because) = self.killed_because {
            return Err(Failure::Killed { program, because });
        }
        match self.exit {
            Exit::Code(code) if exits.contains(&code) => Ok(&self.stdout),
            exit => {
                let said = match self.stderr_tail.trim() {
                    "" => "nothing".to_owned(),
                    tail => crate::failure::printable(tail, 500),
                };
                Err(Failure::Exit { program, exit: exit.to_string(), said })
            }
        }
    }
}
