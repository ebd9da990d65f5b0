//! A real repository, made with the git program.

use std::path::{Path, PathBuf};
use std::process::Command;

use collect::{GitRepository, Outcome, What};
use serde_json::{Value, json};

use crate::bench::{Bench, said};

/// A repository in the folder that may be read.
struct Repository(PathBuf);

impl Repository {
    fn new(bench: &Bench) -> Self {
        let repository = Self(bench.open("repository"));
        std::fs::create_dir(&repository.0).unwrap();
        repository.git(&["init", "--quiet", "--initial-branch=main"], "2026-01-01");
        repository
    }

    /// Runs git as Ada on a day.
    fn git(&self, words: &[&str], day: &str) -> String {
        let date = format!("{day}T10:00:00Z");
        let output = Command::new("git")
            .arg("-C")
            .arg(&self.0)
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
            .args(words)
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .unwrap();
        assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// A commit without a file; gives its hash.
    fn commit(&self, day: &str, message: &str) -> String {
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message], day);
        self.git(&["rev-parse", "HEAD"], day)
    }

    fn spec(&self) -> GitRepository {
        GitRepository {
            path: self.0.to_str().unwrap().to_owned(),
            branch: "main".to_owned(),
            since: "2026-03-01".parse().unwrap(),
            until: "2026-03-31".parse().unwrap(),
            trailers: vec!["Reviewed-by".to_owned(), "Approved-by".to_owned()],
            first_parent: false,
            protection_file: None,
            require_signed: false,
            allowed_signers: None,
            gnupg_home: None,
        }
    }
}

fn judged(bench: &Bench, spec: GitRepository) -> (Value, collect::Verdict) {
    bench.judged(What::GitRepository(spec))
}

const REVIEWED: &str = "Change\n\nWhy.\n\nReviewed-by: Bo <bo@example.org>";

#[test]
fn commits_of_the_period_are_listed_and_those_without_a_review_named() {
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    repository.commit("2026-02-28", "Before the period");
    let reviewed = repository.commit("2026-03-01", REVIEWED);
    let bare = repository.commit("2026-03-15", "No review; `rm` $(x) \"quoted\"");
    let own = repository.commit("2026-03-31", "Own\n\nApproved-by: Ada <ada@example.org>");
    repository.commit("2026-04-01", "After the period");
    let (found, verdict) = judged(&bench, repository.spec());
    let ids: Vec<&str> = found["commits"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [own.as_str(), &bare, &reviewed]);
    assert_eq!((&found["without_trailer"], &found["trailer_of_author_only"]), (&json!([bare]), &json!([own])));
    let first = &found["commits"][2];
    assert_eq!(first["author"], json!({ "name": "Ada", "email": "ada@example.org" }));
    assert_eq!(first["committed"], "2026-03-01T10:00:00Z");
    assert_eq!(first["trailers"], json!([{ "key": "Reviewed-by", "value": "Bo <bo@example.org>" }]));
    assert_eq!(first["signature"], "none");
    assert_eq!(found["commits"][1]["subject"], "No review; `rm` $(x) \"quoted\"");
    assert_eq!(found["tip"], repository.git(&["rev-parse", "main"], "2026-04-01"));
    said(&verdict, Outcome::Fail, "1 commit has none of the trailers");
    said(&verdict, Outcome::Fail, "1 commit has a trailer that names the author alone");
    assert_eq!(verdict.details["without_trailer"], json!([bare]));
}

#[test]
fn a_period_of_reviewed_commits_passes_and_an_empty_one_is_unknown() {
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    repository.commit("2026-03-02", REVIEWED);
    let (_, verdict) = judged(&bench, repository.spec());
    said(&verdict, Outcome::Pass, "1 commit");
    let mut empty = repository.spec();
    empty.since = "2026-03-10".parse().unwrap();
    said(&judged(&bench, empty).1, Outcome::Unknown, "no commit in the period");
    let mut nothing = repository.spec();
    nothing.trailers.clear();
    said(&judged(&bench, nothing).1, Outcome::Unknown, "neither trailers nor signatures");
}

#[test]
fn merges_are_marked_and_what_they_brought_can_be_left_out() {
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    repository.commit("2026-03-01", REVIEWED);
    repository.git(&["switch", "--quiet", "-c", "topic"], "2026-03-02");
    let inside = repository.commit("2026-03-02", "On the topic, no review of its own");
    repository.git(&["switch", "--quiet", "main"], "2026-03-03");
    repository.git(&["merge", "--quiet", "--no-ff", "-m", REVIEWED, "topic"], "2026-03-03");
    let (found, verdict) = judged(&bench, repository.spec());
    assert_eq!((&found["commit_count"], &found["merge_count"]), (&json!(3), &json!(1)));
    assert_eq!((&found["commits"][0]["merge"], &found["without_trailer"]), (&json!(true), &json!([inside])));
    assert_eq!(verdict.result, Outcome::Fail);
    let spec = GitRepository { first_parent: true, ..repository.spec() };
    let (found, verdict) = judged(&bench, spec);
    assert_eq!(found["commit_count"], 2);
    assert_eq!(verdict.result, Outcome::Pass, "{verdict:?}");
}

/// Whether a program is there; where `CI=true` its absence is a failure.
#[expect(clippy::disallowed_methods, reason = "whether a program must be there is the machine's setting")]
fn present(program: &str) -> bool {
    let there = Command::new(program).arg("-?").output().is_ok();
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(there || !ci, "{program} is not installed");
    if !there {
        eprintln!("skipped: {program} is not installed");
    }
    there
}

/// Makes a commit with an SSH signature of Ada's; gives the file that allows her.
fn signed_by_ada(bench: &Bench, repository: &Repository) -> PathBuf {
    let key = bench.open("key");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f"]).arg(&key).status();
    assert!(made.unwrap().success());
    let sign = format!("user.signingkey={}", key.display());
    let words = ["-c", "gpg.format=ssh", "-c", &sign, "commit", "--quiet", "--allow-empty", "-S", "-m", REVIEWED];
    repository.git(&words, "2026-03-05");
    let signers = bench.open("signers");
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    std::fs::write(&signers, format!("ada@example.org {public}")).unwrap();
    signers
}

#[test]
fn signatures_are_good_if_the_signer_is_allowed() {
    if !present("ssh-keygen") {
        return;
    }
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    let signers = signed_by_ada(&bench, &repository);
    let unsigned = repository.commit("2026-03-06", REVIEWED);
    let signed = |file: Option<&Path>| GitRepository {
        require_signed: true,
        allowed_signers: file.map(|file| file.to_str().unwrap().to_owned()),
        ..repository.spec()
    };
    let (found, verdict) = judged(&bench, signed(Some(&signers)));
    assert_eq!(found["commits"][1]["signature"], "good", "{found}");
    assert_eq!(found["without_good_signature"], json!([unsigned]));
    said(&verdict, Outcome::Fail, "1 commit has no good signature");
    let (found, _) = judged(&bench, signed(None));
    assert_eq!(found["without_good_signature"].as_array().unwrap().len(), 2, "nobody is known, so none is good");
    repository.git(&["reset", "--quiet", "--hard", "HEAD~1"], "2026-03-06");
    said(&judged(&bench, signed(Some(&signers))).1, Outcome::Pass, "1 commit");
}

#[test]
fn signatures_of_gnupg_are_good_if_the_key_is_in_the_home() {
    if !present("gpg") {
        return;
    }
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    let home = bench.open("gnupg");
    std::fs::create_dir(&home).unwrap();
    std::fs::set_permissions(&home, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let gpg = |words: &[&str]| {
        let done = Command::new("gpg").arg("--homedir").arg(&home).args(["--batch", "--quiet"]).args(words).output();
        let done = done.unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    gpg(&["--passphrase", "", "--quick-generate-key", "Ada <ada@example.org>", "ed25519", "sign", "never"]);
    let signer = bench.open("gpg");
    std::fs::write(&signer, format!("#!/bin/sh\nexec gpg --homedir {} \"$@\"\n", home.display())).unwrap();
    std::fs::set_permissions(&signer, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let program = format!("gpg.program={}", signer.display());
    let words = ["-c", &program, "-c", "user.signingkey=ada@example.org", "commit", "--quiet", "--allow-empty", "-S"];
    repository.git(&[&words[..], &["-m", REVIEWED]].concat(), "2026-03-05");
    let ended = Command::new("gpgconf").arg("--homedir").arg(&home).args(["--kill", "all"]).status().unwrap();
    assert!(ended.success());
    let signed = |home: Option<&Path>| GitRepository {
        require_signed: true,
        gnupg_home: home.map(|home| home.to_str().unwrap().to_owned()),
        ..repository.spec()
    };
    let (found, verdict) = judged(&bench, signed(Some(&home)));
    assert_eq!(found["commits"][0]["signature"], "good", "{found}");
    assert_eq!(verdict.result, Outcome::Pass);
    let (found, verdict) = judged(&bench, signed(None));
    assert_eq!(found["commits"][0]["signature"], "cannot be checked");
    said(&verdict, Outcome::Fail, "1 commit has no good signature");
}

#[test]
fn the_declared_protection_is_read_from_the_tip() {
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    let protected = |name: &str, text: &str| {
        std::fs::create_dir_all(repository.0.join(".github")).unwrap();
        std::fs::write(repository.0.join(".github").join(name), text).unwrap();
        repository.git(&["add", "."], "2026-03-03");
        repository.git(&["commit", "--quiet", "-m", REVIEWED], "2026-03-03");
        let file = Some(format!(".github/{name}"));
        judged(&bench, GitRepository { protection_file: file, ..repository.spec() })
    };
    let good = "branches:\n  - name: main\n    protection:\n      required_pull_request_reviews:\n        \
        required_approving_review_count: 1\n      enforce_admins: true\n";
    let (found, verdict) = protected("settings.yml", good);
    assert_eq!(found["protection"]["declared"]["reviews"], 1);
    assert_eq!(verdict.result, Outcome::Pass, "{verdict:?}");
    let (_, verdict) = protected("bad.json", r#"{"required_pull_request_reviews":null,"allow_force_pushes":true}"#);
    said(&verdict, Outcome::Fail, "asks for no review");
    said(&verdict, Outcome::Fail, "lets history be overwritten");
    let missing = GitRepository { protection_file: Some("none.json".to_owned()), ..repository.spec() };
    said(&judged(&bench, missing).1, Outcome::Fail, "is not in the repository");
    let (_, verdict) = protected("broken.json", "{");
    said(&verdict, Outcome::Unknown, "broken.json cannot be read");
}

#[test]
fn a_repository_cannot_make_us_run_its_programs() {
    if !present("ssh-keygen") {
        return;
    }
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    let signers = signed_by_ada(&bench, &repository);
    let trap = bench.open("trap");
    let sprung = bench.open("sprung");
    std::fs::write(&trap, format!("#!/bin/sh\necho $0 >>{}\n", sprung.display())).unwrap();
    std::fs::set_permissions(&trap, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let trap = trap.to_str().unwrap();
    for setting in ["core.fsmonitor", "core.pager", "pager.log", "gpg.program", "gpg.ssh.program", "core.sshCommand"] {
        repository.git(&["config", setting, trap], "2026-03-02");
    }
    repository.git(&["config", "log.showSignature", "true"], "2026-03-02");
    // The trap is set: git by itself steps into it.
    let allowed = format!("gpg.ssh.allowedSignersFile={}", signers.display());
    let stepped =
        Command::new("git").arg("-C").arg(&repository.0).args(["-c", &allowed, "log", "--format=%G?"]).output();
    assert!(stepped.is_ok());
    assert!(sprung.exists());
    std::fs::remove_file(&sprung).unwrap();
    let allowed_signers = Some(signers.to_str().unwrap().to_owned());
    let spec = GitRepository { require_signed: true, allowed_signers, ..repository.spec() };
    assert_eq!(judged(&bench, spec).0["commits"][0]["signature"], "good");
    assert!(!sprung.exists(), "a program of the repository was run");
}

#[test]
fn what_is_no_repository_or_lacks_the_branch_or_is_cut_is_unknown() {
    let bench = Bench::new();
    let repository = Repository::new(&bench);
    repository.commit("2026-03-02", "Change\n\nReviewed-by: Bo <bo@example.org>");
    repository.commit("2026-03-03", REVIEWED);
    let lacks = GitRepository { branch: "release".to_owned(), ..repository.spec() };
    said(&judged(&bench, lacks).1, Outcome::Unknown, "nothing was collected: git ended with exit code 128");
    std::fs::create_dir(repository.0.join("inside")).unwrap();
    let inside = repository.0.join("inside").to_str().unwrap().to_owned();
    said(
        &judged(&bench, GitRepository { path: inside, ..repository.spec() }).1,
        Outcome::Unknown,
        "not a git repository",
    );
    let from = format!("file://{}", repository.0.display());
    let shallow = bench.open("shallow");
    repository.git(&["clone", "--quiet", "--depth=1", &from, shallow.to_str().unwrap()], "2026-03-03");
    let path = shallow.to_str().unwrap().to_owned();
    let (found, verdict) = judged(&bench, GitRepository { path, ..repository.spec() });
    assert_eq!(found["shallow"], true);
    said(&verdict, Outcome::Unknown, "shallow");
    // A work tree that points to a repository which nobody allowed.
    let hidden = bench.folder.path().join("closed/repository");
    let to = hidden.to_str().unwrap();
    repository.git(&["clone", "--quiet", &from, to], "2026-03-03");
    let away = bench.open("away");
    std::fs::create_dir(&away).unwrap();
    std::fs::write(away.join(".git"), format!("gitdir: {to}/.git\n")).unwrap();
    let path = away.to_str().unwrap().to_owned();
    said(&judged(&bench, GitRepository { path, ..repository.spec() }).1, Outcome::Unknown, "list of folders");
}
