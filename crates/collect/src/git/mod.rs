//! Commits of a branch in a period, read with the `git` program.
//!
//! A repository is the work of others, and its own configuration can name programs: file watchers, pagers, verifiers of
//! signatures, fetchers of what is missing. Each of them is switched off or set here.

mod log;
mod protection;

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::collected::Found;
use crate::failure::Failure;
use crate::means::Means;
use crate::run::{self, Order};
use crate::spec::{GitRepository, Limits};

/// The most commits of a period.
const COMMITS_MAX: usize = 100_000;

/// Settings that overrule those of the repository. The windows keep large packs inside the memory limit.
const SETTINGS: [&str; 14] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.packedGitWindowSize=32m",
    "core.packedGitLimit=128m",
    "core.useReplaceRefs=false",
    "gpg.program=gpg",
    "gpg.openpgp.program=gpg",
    "gpg.ssh.program=ssh-keygen",
    "gpg.x509.program=gpgsm",
    "log.showSignature=false",
    "log.mailmap=false",
    "protocol.allow=never",
    "trailer.separators=:",
];

/// Variables that keep out the configuration of the machine, other repositories, and requests for missing objects.
const ENVIRONMENT: [(&str, &str); 9] = [
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_LITERAL_PATHSPECS", "1"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("TZ", "UTC"),
];

/// Reads the branch: see `docs/collectors.md` for the members.
pub(crate) fn collect(spec: &GitRepository, limits: Limits, means: &Means, now: Timestamp) -> Result<Found, Failure> {
    let git = Git::open(spec, limits, means, now)?;
    let shallow = git.line(&["rev-parse", "--is-shallow-repository"])? == "true";
    let reference =
        if spec.branch.starts_with("refs/") { spec.branch.clone() } else { format!("refs/heads/{}", spec.branch) };
    let tip = git.line(&["rev-parse", "--verify", "--end-of-options", &format!("{reference}^{{commit}}")])?;
    let commits = log::read(&git, spec, &tip)?;
    let protection = spec.protection_file.as_ref().map(|file| protection::read(&git, &tip, file, &spec.branch));
    let ids = |wanted: &dyn Fn(&log::Commit) -> bool| -> Vec<&str> {
        commits.iter().filter(|commit| wanted(commit)).map(|commit| commit.id.as_str()).collect()
    };
    let needed = !spec.trailers.is_empty();
    let without = ids(&|commit| needed && !commit.reviewed);
    let own_only = ids(&|commit| needed && commit.reviewed && !commit.reviewed_by_other);
    let unsigned = ids(&|commit| commit.signature != "good");
    let json = json!({
        "path": spec.path,
        "branch": spec.branch,
        "tip": tip,
        "since": spec.since.to_string(),
        "until": spec.until.to_string(),
        "shallow": shallow,
        "first_parent": spec.first_parent,
        "trailers": spec.trailers,
        "require_signed": spec.require_signed,
        "commit_count": commits.len(),
        "merge_count": commits.iter().filter(|commit| commit.parents.len() > 1).count(),
        "without_trailer": without,
        "trailer_of_author_only": own_only,
        "without_good_signature": unsigned,
        "commits": commits.iter().map(log::Commit::json).collect::<Vec<Value>>(),
        "protection": protection.transpose()?,
    });
    Ok(Found { json, row_count: commits.len() as u64 })
}

/// One repository, and how `git` is called on it.
pub(super) struct Git<'a> {
    program: PathBuf,
    folder: PathBuf,
    settings: Vec<String>,
    environment: Vec<(String, String)>,
    limits: Limits,
    means: &'a Means,
    now: Timestamp,
    until: std::time::Instant,
}

impl<'a> Git<'a> {
    fn open(spec: &GitRepository, limits: Limits, means: &'a Means, now: Timestamp) -> Result<Self, Failure> {
        let folder = means.readable(&spec.path)?;
        let mut settings: Vec<String> = SETTINGS.iter().map(|setting| (*setting).to_owned()).collect();
        // The operator allowed the folder; whose files they are is then no reason to refuse.
        settings.push(format!("safe.directory={}", folder.display()));
        let mut environment: Vec<(String, String)> =
            ENVIRONMENT.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        // A folder that is no repository must not lead to one above it.
        let above = folder.parent().unwrap_or(Path::new("/")).display().to_string();
        environment.push(("GIT_CEILING_DIRECTORIES".to_owned(), above));
        if let Some(file) = &spec.allowed_signers {
            settings.push(format!("gpg.ssh.allowedSignersFile={}", means.readable(file)?.display()));
        }
        if let Some(home) = &spec.gnupg_home {
            environment.push(("GNUPGHOME".to_owned(), means.readable(home)?.display().to_string()));
        }
        let until = instant() + limits.span();
        let git = Self { program: run::find("git")?, folder, settings, environment, limits, means, now, until };
        // A work tree can point to a repository elsewhere, which nobody allowed.
        means.readable(&git.line(&["rev-parse", "--path-format=absolute", "--git-common-dir"])?)?;
        Ok(git)
    }

    /// What `git` writes, as bytes. All calls for one collection share its time.
    fn output(&self, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
        let left = self.until.saturating_duration_since(instant()).as_secs();
        if left == 0 {
            return Err(Failure::TooSlow { seconds: self.limits.seconds });
        }
        let seconds = u32::try_from(left).unwrap_or(self.limits.seconds).min(self.limits.seconds);
        let mut words = vec!["--no-pager".to_owned(), "--no-optional-locks".to_owned()];
        for setting in &self.settings {
            words.extend(["-c".to_owned(), setting.clone()]);
        }
        words.extend(arguments.iter().map(|word| (*word).to_owned()));
        let order = Order {
            name: "git",
            program: self.program.clone(),
            arguments: words,
            folder: Some(self.folder.clone()),
            environment: self.environment.clone(),
            limits: Limits { seconds, ..self.limits },
            now: self.now,
        };
        let ran = run::run(&order, &self.means.scratch, &self.means.credentials)?;
        ran.output("git", &[0]).map(<[u8]>::to_vec)
    }

    /// The one line that `git` writes.
    fn line(&self, arguments: &[&str]) -> Result<String, Failure> {
        let output = self.output(arguments)?;
        Ok(String::from_utf8_lossy(&output).trim_end_matches('\n').to_owned())
    }
}

#[expect(clippy::disallowed_methods, reason = "it measures how long the calls of one collection may take together")]
fn instant() -> std::time::Instant {
    std::time::Instant::now()
}
