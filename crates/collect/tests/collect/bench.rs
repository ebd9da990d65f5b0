//! What the tests put at the disposal of a collector.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use collect::{
    Apart, Collected, CommandSpec, Credentials, JudgeLimits, Limits, Means, Outcome, ReadAs, Secret, Spec, Verdict,
    What,
};
use jiff::Timestamp;
use outgoing::{HostPort, Outgoing, Rules};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with what a collector may read and a place for temporary folders.
pub(crate) struct Bench {
    pub(crate) folder: TempDir,
    pub(crate) means: Means,
}

impl Bench {
    /// Programs of the system, one folder, no credentials, no internal targets.
    pub(crate) fn new() -> Self {
        Self::reaching(Vec::new(), Vec::new())
    }

    /// The same with internal targets and additional authorities.
    pub(crate) fn reaching(internal: Vec<HostPort>, extra_roots: Vec<Vec<u8>>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["scratch", "open", "closed"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let means = Means {
            outgoing: Outgoing::new(Rules { internal, extra_roots, ..Rules::default() }).unwrap(),
            credentials: Credentials::default(),
            folders: vec![folder.path().join("open")],
            programs: ["/bin", "/usr/bin", "/usr/local/bin"].map(PathBuf::from).to_vec(),
            scratch: folder.path().join("scratch"),
        };
        Self { folder, means }
    }

    pub(crate) fn with_credential(mut self, name: &str, value: &str) -> Self {
        self.means.credentials.insert(name, Secret::new(value.to_owned()).unwrap());
        self
    }

    /// A path in the folder that may be read.
    pub(crate) fn open(&self, name: &str) -> PathBuf {
        self.folder.path().join("open").join(name)
    }

    pub(crate) fn collect(&self, what: What) -> Collected {
        self.collect_within(what, Limits::default())
    }

    pub(crate) fn collect_within(&self, what: What, limits: Limits) -> Collected {
        let collected = collect::collect(&Spec { what, limits }, &self.means, now());
        let left: Vec<_> = std::fs::read_dir(&self.means.scratch).unwrap().collect();
        assert!(left.is_empty(), "a temporary folder was left behind: {left:?}");
        collected
    }

    /// What was collected, judged by the rule that comes with the check.
    pub(crate) fn judged(&self, what: What) -> (Value, Verdict) {
        let rule = what.default_rule().unwrap();
        let collected = self.collect(what);
        let verdict = judge(&self.means.scratch).judge_collected(&rule, &collected, JudgeLimits::default());
        (collected.found.unwrap_or(Value::Null), verdict)
    }

    /// Runs `sh` with a script as one argument: the tests' way to a program that misbehaves.
    pub(crate) fn script(&self, script: &str, limits: Limits) -> Collected {
        self.collect_within(What::Command(command("sh", &["-c", script])), limits)
    }
}

/// A command that writes lines.
pub(crate) fn command(program: &str, arguments: &[&str]) -> CommandSpec {
    CommandSpec {
        program: program.to_owned(),
        arguments: arguments.iter().map(|word| (*word).to_owned()).collect(),
        working_folder: None,
        environment: std::collections::BTreeMap::new(),
        exits: vec![0],
        read_as: ReadAs::TextLines,
    }
}

/// The process that judges.
pub(crate) fn judge(scratch: &Path) -> Apart {
    Apart {
        program: PathBuf::from(env!("CARGO_BIN_EXE_judge-rule")),
        arguments: Vec::new(),
        scratch: scratch.to_owned(),
    }
}

/// The moment of every test.
pub(crate) fn now() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

pub(crate) fn seconds(seconds: u32) -> Limits {
    Limits { seconds, ..Limits::default() }
}

/// What came of something, and how long it took.
#[expect(clippy::disallowed_methods, reason = "a test of limits measures time")]
pub(crate) fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = run();
    (result, begun.elapsed())
}

pub(crate) fn said(verdict: &Verdict, result: Outcome, part: &str) {
    assert!(verdict.result == result && verdict.reason.contains(part), "{verdict:?}");
}
