//! Runs the program as a person would: words in, words and an exit code out.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a run gave.
pub(crate) struct Ran {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("no JSON ({e}): {}\n{}", self.out, self.err))
    }

    /// Asserts that the run was refused in one clear sentence with a hint, with exit code 2.
    #[track_caller]
    pub(crate) fn refused(&self, sentence: &str, hint: &str) {
        assert_eq!(self.code, 2, "exit code; out: {} err: {}", self.out, self.err);
        assert!(self.err.contains(sentence), "`{sentence}` is not said in: {}", self.err);
        assert!(self.err.contains(hint), "the hint `{hint}` is not given in: {}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
    }
}

/// Runs the program with `words` in `folder`.
pub(crate) fn run_in(folder: &Path, words: &[&str]) -> Ran {
    let program = env!("CARGO_BIN_EXE_tickmark");
    let mut command = Command::new(program);
    command.current_dir(folder).args(words).env_remove("TICKMARK_ORG").env_remove("TICKMARK_DATA");
    let output: Output = command.output().unwrap_or_else(|e| panic!("{program}: {e}"));
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs the program anywhere, and asserts that it succeeds.
#[track_caller]
pub(crate) fn good(words: &[&str]) -> Ran {
    good_in(&std::env::temp_dir(), words)
}

/// Runs the program in `folder`, and asserts that it succeeds.
#[track_caller]
pub(crate) fn good_in(folder: &Path, words: &[&str]) -> Ran {
    let ran = run_in(folder, words);
    assert_eq!(ran.code, 0, "{words:?}: {}\n{}", ran.out, ran.err);
    ran
}

/// The folder above the workspace's own, where shared example data may lie.
pub(crate) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_owned).unwrap_or_default()
}

/// A list of strings in JSON.
#[track_caller]
pub(crate) fn strings(value: &Value) -> Vec<&str> {
    let list = value.as_array().unwrap_or_else(|| panic!("no list: {value}"));
    list.iter().map(|v| v.as_str().unwrap_or_else(|| panic!("no text: {v}"))).collect()
}
