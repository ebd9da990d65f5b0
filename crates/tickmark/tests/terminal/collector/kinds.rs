//! Each kind of check through the whole product: run, judged apart, handed in as evidence, recorded.

use super::firm::{Firm, PASSES, command, every, said};
use super::servers;
use crate::postgres_server::PostgresServer;
use domain::values::{EvidenceState, Form, Rhythm, RunOutcome, Window};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::Command;

const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

#[test]
fn r185_the_hash_of_a_file_becomes_evidence_of_its_controls() {
    let firm = Firm::new();
    std::fs::write(firm.open("config"), "hello").unwrap();
    let what = json!({ "file_hash": { "path": firm.open("config"), "expect": HELLO } });
    let id = firm.approved(said("Configuration of the gateway", &what));
    let ran = firm.run(&id);
    assert_eq!((ran.run.outcome, ran.run.by_hand), (RunOutcome::Pass, true), "{}", ran.run.reason);
    let item = ran.run.evidence.unwrap();
    let held = firm.item(&item);
    assert_eq!(held.state, EvidenceState::Collected, "a pass accepts nothing");
    assert_eq!(held.controls.keys().collect::<Vec<_>>(), ["AC-1"]);
    let newest = held.newest();
    assert_eq!(newest.evidence.title, "Configuration of the gateway, 2026-11-20");
    assert_eq!((newest.evidence.collector.as_deref(), newest.by.as_str()), (Some("CO-1"), firm.owner.id()));
    assert_eq!(newest.evidence.period.from, newest.evidence.period.until);
    assert_eq!(newest.evidence.source.rows, Some(1));
    assert_eq!(newest.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["result.json"]);
    let result = firm.result(&item);
    assert_eq!((&result["outcome"], &result["collected"]["sha256"]), (&json!("pass"), &json!(HELLO)));
    assert_eq!(result["declaration"], firm.line(&id).held.declaration);
    std::fs::write(firm.open("config"), "changed").unwrap();
    let ran = firm.run(&id);
    assert_eq!(ran.run.outcome, RunOutcome::Fail);
    assert_eq!(firm.line(&id).held.last().unwrap().run, ran.run);
    assert!(firm.app.verify(None, None).unwrap().is_clean());
}

fn git(at: &Path, words: &[&str], day: &str) {
    let date = format!("{day}T10:00:00Z");
    let output = Command::new("git")
        .arg("-C")
        .arg(at)
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(words)
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn r185_commits_of_the_month_before_are_a_list_for_that_month() {
    let firm = Firm::new();
    let at = firm.open("repository");
    std::fs::create_dir(&at).unwrap();
    git(&at, &["init", "--quiet", "--initial-branch=main"], "2026-09-01");
    for (day, words) in [
        ("2026-09-30", "Before the month"),
        ("2026-10-05", "Change\n\nReviewed-by: Bo <bo@example.org>"),
        ("2026-11-02", "After the month"),
    ] {
        git(&at, &["commit", "--quiet", "--allow-empty", "-m", words], day);
    }
    let what = json!({ "git_repository": {
        "path": at, "branch": "main", "since": "$from", "until": "$until", "trailers": ["Reviewed-by"],
    }});
    let id = firm.approved(every(Rhythm::Monthly, 60, said("Reviewed changes", &what)));
    let ran = firm.run(&id);
    assert_eq!(ran.run.outcome, RunOutcome::Pass, "{}", ran.run.reason);
    let held = firm.item(&ran.run.evidence.clone().unwrap());
    let evidence = &held.newest().evidence;
    let month = Window { from: "2026-10-01".parse().unwrap(), until: "2026-10-31".parse().unwrap() };
    assert_eq!((evidence.period, evidence.form, evidence.source.rows), (month, Form::List, Some(1)));
    assert_eq!(held.controls["AC-1"].ran, month.until);
    assert!(evidence.personal_data, "names and addresses stand in every commit");
    assert!(!evidence.source.completeness.is_empty() && !evidence.source.accuracy.is_empty());
    assert!(evidence.source.query.contains("from 2026-10-01 to 2026-10-31"), "{}", evidence.source.query);
    // A branch that is gone: nothing is known, and nothing is handed in.
    std::fs::remove_dir_all(&at).unwrap();
    let gone = firm.run(&id).run;
    assert_eq!((gone.outcome, gone.evidence), (RunOutcome::Unknown, None));
    assert!(gone.reason.starts_with("nothing was collected: "), "{}", gone.reason);
}

#[test]
fn r185_a_certificate_is_looked_at_and_silence_is_unknown() {
    let (at, authority) = servers::tls(2126);
    let firm = Firm::reaching(&[at.to_string()], &[&authority]);
    let what = json!({ "tls_certificate": { "host": "127.0.0.1", "port": at.port() } });
    let id = firm.approved(said("Certificate of the door", &what));
    let ran = firm.run(&id).run;
    assert_eq!(ran.outcome, RunOutcome::Pass, "{}", ran.reason);
    let result = firm.result(&ran.evidence.unwrap());
    assert_eq!(result["collected"]["trusted"], true);
    let elsewhere = json!({ "tls_certificate": { "host": "127.0.0.1", "port": 443 } });
    let silent = firm.approved(said("Another door", &elsewhere));
    let ran = firm.run(&silent).run;
    assert_eq!((ran.outcome, ran.evidence), (RunOutcome::Unknown, None));
    assert!(ran.reason.starts_with("nothing was collected: "), "{}", ran.reason);
}

#[test]
fn r185_headers_are_held_against_what_is_expected() {
    let at = servers::http("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Content-Type-Options: nosniff\r\n\r\nok");
    let firm = Firm::reaching(&[at.to_string()], &[]);
    let what = |name: &str| json!({ "http_headers": { "url": format!("http://{at}/"), "expect": [{ "name": name, "is": "present" }] } });
    let there = firm.approved(said("Options", &what("X-Content-Type-Options")));
    assert_eq!(firm.run(&there).run.outcome, RunOutcome::Pass);
    let missing = firm.approved(said("Policy", &what("Content-Security-Policy")));
    let ran = firm.run(&missing).run;
    assert_eq!(ran.outcome, RunOutcome::Fail);
    assert!(ran.reason.contains("content-security-policy"), "{}", ran.reason);
    assert!(ran.evidence.is_some(), "a failure is evidence as well");
}

#[test]
fn r185_rows_of_a_query_are_exceptions() {
    let Some(server) = PostgresServer::start() else { return };
    let url = server.url();
    let target = url.split_once('@').unwrap().1.split_once('/').unwrap().0.to_owned();
    let firm = Firm::reaching(&[target], &[]);
    let what = |sql: &str| json!({ "sql_query": { "credential": "hr", "sql": sql } });
    let id = firm.approved(said("Leavers with access", &what("SELECT 'ada' AS login")));
    let bare = firm.run(&id).run;
    assert_eq!(bare.outcome, RunOutcome::Unknown);
    assert!(bare.reason.contains("Give it to the collector"), "{}", bare.reason);
    firm.app.set_collector_credential(super::firm::ORG, &firm.owner, &id, "hr", &url).unwrap();
    let ran = firm.run(&id).run;
    assert_eq!(ran.outcome, RunOutcome::Fail, "{}", ran.reason);
    let item = ran.evidence.unwrap();
    assert_eq!(firm.result(&item)["collected"]["rows"], json!([{ "login": "ada" }]));
    assert!(!String::from_utf8(firm.file(&item, 0)).unwrap().contains(&url));
    let none = firm.approved(said("No leavers", &what("SELECT 'ada' AS login WHERE false")));
    firm.app.set_collector_credential(super::firm::ORG, &firm.owner, &none, "hr", &url).unwrap();
    assert_eq!(firm.run(&none).run.outcome, RunOutcome::Pass);
}

#[test]
fn r185_a_command_hands_in_its_output_and_has_no_rule_of_its_own() {
    let firm = Firm::new();
    let id = firm.approved(command("echo", &["one line"], &json!({}), PASSES));
    let ran = firm.run(&id).run;
    assert_eq!((ran.outcome, ran.reason.as_str()), (RunOutcome::Pass, "it wrote lines"));
    let item = ran.evidence.unwrap();
    let names: Vec<String> = firm.item(&item).newest().files.iter().map(|f| f.name.clone()).collect();
    assert_eq!(names, ["result.json", "stdout.txt"]);
    assert_eq!(firm.file(&item, 1), b"one line\n");
    assert_eq!(hex(&Sha256::digest(b"one line\n")), firm.item(&item).newest().files[1].file.sha256);
    let silent =
        firm.approved(app::collectors::Declared { name: "No rule".into(), ..command("echo", &["x"], &json!({}), "") });
    let ran = firm.run(&silent).run;
    assert_eq!(ran.outcome, RunOutcome::Unknown);
    assert_eq!(ran.reason, "there is no rule that judges what was collected");
    assert!(ran.evidence.is_some(), "what was collected is evidence, whatever a rule can say of it");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

#[test]
fn what_the_operator_did_not_allow_is_unknown_and_says_what_to_do() {
    let mut firm = Firm::new();
    (firm.config.collect_folders, firm.config.collect_programs) = (Vec::new(), Vec::new());
    let firm = firm.reopened();
    let file = firm.approved(said("A file", &json!({ "file_hash": { "path": "/etc/hosts" } })));
    let reason = firm.run(&file).run.reason;
    assert!(reason.contains("--collect-folder FOLDER"), "{reason}");
    let program = firm.approved(command("echo", &["x"], &json!({}), PASSES));
    let ran = firm.run(&program).run;
    assert_eq!((ran.outcome, ran.evidence), (RunOutcome::Unknown, None));
    assert!(ran.reason.contains("--collect-program PATH"), "{}", ran.reason);
    let allowed = firm.app.collectors_allowed();
    assert!(allowed.folders.is_empty() && allowed.programs.is_empty());
}

#[test]
fn a_rule_that_fails_takes_nothing_with_it_and_passes_nothing() {
    let firm = Firm::new();
    for (at, (rule, part)) in [
        ("package check\nresult := ", "cannot be read"),
        ("package other\nresult := \"pass\"", "begins with `package check`"),
        ("package check\nresult := \"ok\"", "neither"),
        ("package check\nx := numbers.range(1, 1000000000)\nresult := \"pass\" if count(x) > 0", "memory"),
    ]
    .into_iter()
    .enumerate()
    {
        let said =
            app::collectors::Declared { name: format!("Rule {at}"), ..command("echo", &["x"], &json!({}), rule) };
        let id = firm.approved(said);
        let ran = firm.run(&id).run;
        assert_eq!(ran.outcome, RunOutcome::Unknown, "{rule}");
        assert!(ran.reason.contains(part), "{rule}: {}", ran.reason);
        assert!(ran.evidence.is_some());
    }
}
