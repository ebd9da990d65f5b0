//! Evidence in the terminal: handed in with files, checked by the twelve rules, judged, kept, saved again; and from elsewhere
//! over the API of a running server.

use crate::cli::{good_in, run_in};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

fn json(at: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

/// An organisation with two controls, and three small files.
fn firm() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    for id in ["AC-1", "AC-2"] {
        good_in(at, &["control", "add", id, "--name", "Access", "--status", "in_place", "--frequency", "quarterly"]);
        good_in(at, &["control", "link", id, "CC6.1", "--reason", "it does"]);
    }
    std::fs::write(at.join("review.csv"), "person,access\nana,read\n").unwrap();
    std::fs::write(at.join("note.txt"), "read and compared\n").unwrap();
    std::fs::write(at.join("minutes.md"), "# Minutes\n").unwrap();
    folder
}

const ADD: [&str; 19] = [
    "evidence",
    "add",
    "review.csv",
    "note.txt",
    "minutes.md",
    "--title",
    "Access review",
    "--kind",
    "access_review",
    "--period",
    "2026-01-01..2026-03-31",
    "--control",
    "AC-1=2026-03-31",
    "--source",
    "Okta",
    "--environment",
    "production",
    "--captured",
    "2026-03-31",
];

/// Where the only copy of a content lies.
fn kept(at: &Path, sha256: &str) -> PathBuf {
    let blobs = at.join("tickmark-data/blobs");
    let log = std::fs::read_dir(blobs).unwrap().next().unwrap().unwrap().path();
    log.join(&sha256[..2]).join(&sha256[2..4]).join(sha256)
}

#[test]
fn r172_r183_an_item_with_three_files_is_checked_by_twelve_rules_and_one_for_the_clock() {
    let folder = firm();
    let at = folder.path();
    let added = json(at, &ADD);
    assert_eq!((&added["evidence"], added["files"].as_array().unwrap().len()), (&"EV-1".into(), 3), "{added}");
    let checks = json(at, &["evidence", "check", "EV-1"]);
    let checks = checks.as_array().unwrap();
    assert_eq!(checks.len(), 13, "{checks:?}");
    for (check, rule) in checks.iter().zip(1..=12) {
        let fields: Vec<&str> = check.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(check["rule"], rule, "{check}");
        assert_eq!(fields.len(), 5, "{check}");
        assert!(check["judged"].is_boolean(), "{check}");
        assert!(check["name"].is_string() && check["ok"].is_boolean() && check["reason"].is_string(), "{check}");
    }
    let last = &checks[12];
    assert_eq!(last["rule"], "late", "{last}");
    assert!(last["ok"].is_boolean() && last["reason"].is_string() && last["days_after_period"].is_i64(), "{last}");
    assert_eq!(last.as_object().unwrap().len(), 4, "{last}");
    assert_eq!(checks[3]["reason"], "3 of 3 files read now and unchanged");
    let all = json(at, &["evidence", "check", "--all"]);
    assert_eq!((&all[0]["evidence"], all[0]["checks"].as_array().unwrap().len()), (&"EV-1".into(), 13), "{all}");
}

#[test]
fn r183_a_file_altered_on_the_disk_is_named_by_rule_4() {
    let folder = firm();
    let at = folder.path();
    let added = json(at, &ADD);
    let path = kept(at, added["files"][1]["sha256"].as_str().unwrap());
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, "never compared....\n").unwrap();
    let ran = run_in(at, &["evidence", "check", "EV-1", "--json"]);
    let checks = ran.json();
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert_eq!((&checks[3]["rule"], &checks[3]["ok"]), (&4.into(), &false.into()), "{checks}");
    assert_eq!(checks[3]["reason"], "note.txt is not what was received");
    let get = run_in(at, &["evidence", "get", "EV-1", "--out", "saved"]);
    assert_eq!(get.code, 1, "{}", get.err);
    assert!(get.err.contains("note.txt is not what was received"), "{}", get.err);
    assert!(!at.join("saved/note.txt").exists());
    assert_eq!(run_in(at, &["verify"]).code, 1);
}

#[test]
fn r171_evidence_that_comes_long_after_its_period_is_marked_with_its_days() {
    let folder = firm();
    let at = folder.path();
    let words =
        ["evidence", "add", "note.txt", "--title", "Old", "--kind", "other", "--period", "2020-01-01..2020-01-31"];
    good_in(at, &words);
    let checks = json(at, &["evidence", "check", "EV-1"]);
    let late = &checks[12];
    assert_eq!(late["ok"], false, "{late}");
    assert!(late["days_after_period"].as_i64().unwrap() > 2_000, "{late}");
    let listed = json(at, &["evidence", "list"]);
    assert_eq!(listed["evidence"][0]["marks"]["late"], true, "{listed}");
}

#[test]
fn items_are_listed_shown_linked_revised_and_saved_again() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &ADD);
    good_in(at, &["evidence", "link", "EV-1", "AC-2", "--ran", "2026-02-01"]);
    good_in(at, &["evidence", "unlink", "EV-1", "AC-1"]);
    std::fs::write(at.join("more.txt"), "more\n").unwrap();
    good_in(at, &["evidence", "revise", "EV-1", "more.txt", "--without", "note.txt", "--title", "Access review, Q1"]);
    let shown = json(at, &["evidence", "show", "EV-1"]);
    let newest = &shown["evidence"]["versions"][1];
    assert_eq!((&newest["said"]["title"], newest["files"].as_array().unwrap().len()), (&"Access review, Q1".into(), 3));
    assert_eq!(shown["evidence"]["controls"][0]["control"], "AC-2", "{shown}");
    let page = json(at, &["evidence", "list", "--control", "AC-2", "--words", "okta"]);
    assert_eq!((&page["matching"], &page["evidence"][0]["id"]), (&1.into(), &"EV-1".into()), "{page}");
    assert!(good_in(at, &["evidence", "list", "--csv"]).out.contains("EV-1,\"Access review, Q1\",AC-2"));
    good_in(at, &["evidence", "get", "EV-1", "--out", "saved"]);
    assert_eq!(std::fs::read_to_string(at.join("saved/review.csv")).unwrap(), "person,access\nana,read\n");
    run_in(at, &["evidence", "get", "EV-1", "--out", "saved"]).refused("is there already", "another folder");
    good_in(at, &["evidence", "get", "EV-1", "--out", "first", "--version", "1"]);
    assert!(at.join("first/note.txt").exists());
    good_in(at, &["evidence", "withdraw", "EV-1", "--reason", "of another quarter"]);
    assert_eq!(json(at, &["evidence", "list", "--state", "withdrawn"])["matching"], 1);
}

#[test]
fn whoever_handed_it_in_does_not_accept_it() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &ADD);
    run_in(at, &["evidence", "accept", "EV-1", "--version", "1"]).refused("SoD-2", "");
    run_in(at, &["evidence", "reject", "EV-1", "--version", "1", "--reason", "x"]).refused("SoD-2", "");
    assert_eq!(json(at, &["evidence", "list"])["evidence"][0]["state"], "collected");
}

#[test]
fn evidence_is_asked_for_answered_and_closed() {
    let folder = firm();
    let at = folder.path();
    let asked = json(at, &["evidence", "ask", "AC-1", "me", "--wanted", "The review of Q1", "--due", "2099-01-01"]);
    assert_eq!(asked["request"], "RQ-1", "{asked}");
    let answer: Vec<&str> = ADD.iter().copied().chain(["--answers", "RQ-1"]).collect();
    good_in(at, &answer);
    let requests = json(at, &["evidence", "requests"]);
    assert_eq!(requests["requests"][0]["answers"][0], "EV-1", "{requests}");
    good_in(at, &["evidence", "ask", "AC-2", "me", "--wanted", "More", "--due", "2099-01-01"]);
    good_in(at, &["evidence", "close", "RQ-2", "--reason", "no longer needed"]);
    assert_eq!(json(at, &["evidence", "requests", "--open"])["requests"].as_array().unwrap().len(), 0);
}

#[test]
fn r168_holds_and_retention_keep_an_item_from_being_disposed_of() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &ADD);
    good_in(at, &["evidence", "hold", "EV-1", "--reason", "a claim"]);
    run_in(at, &["evidence", "dispose", "EV-1", "--reason", "over"])
        .refused("under legal hold", "after the hold was ended");
    good_in(at, &["evidence", "release", "EV-1", "--reason", "settled"]);
    run_in(at, &["evidence", "dispose", "EV-1", "--reason", "over"]).refused("is kept until", "after that day");
    good_in(at, &["evidence", "retention", "soc2-tsc-2017", "--months", "84"]);
    run_in(at, &["evidence", "retention", "soc2-tsc-2017", "--months", "6"])
        .refused("two persons", "shorten retention");
    let old =
        ["evidence", "add", "note.txt", "--title", "Old", "--kind", "other", "--period", "2015-01-01..2015-01-31"];
    let added = json(at, &old);
    let path = kept(at, added["files"][0]["sha256"].as_str().unwrap());
    good_in(at, &["evidence", "dispose", "EV-2", "--reason", "its time is over"]);
    assert!(path.exists(), "EV-1 has the same file");
}

#[test]
fn r177_reuse_is_told_with_its_denominators_and_what_is_there_twice_is_told() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &ADD);
    good_in(at, &ADD);
    let reuse = json(at, &["evidence", "reuse"]);
    assert_eq!(
        (&reuse["reuse"]["annex_a"], &reuse["reuse"]["criteria_with_evidence"]),
        (&93.into(), &0.into()),
        "{reuse}"
    );
    assert_eq!((&reuse["reuse"]["mode"], &reuse["reuse"]["basis"]), (&"literal".into(), &"organisation".into()));
    assert!(reuse["reuse"]["categories"].as_array().is_some_and(|all| !all.is_empty()), "{reuse}");
    let told = good_in(at, &["evidence", "reuse"]).out;
    assert!(told.contains("| mode literal | basis controls in place"), "{told}");
    let twice = json(at, &["evidence", "twice"]);
    assert_eq!(
        (&twice["twice"][0]["first"], &twice["twice"][0]["second"]),
        (&"EV-1".into(), &"EV-2".into()),
        "{twice}"
    );
    let wrong = json(at, &["evidence", "wrong"]);
    assert_eq!(wrong["items"], 2, "{wrong}");
}

#[test]
fn r168_r184_the_plan_says_what_is_expected_for_each_item_of_both_frameworks() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &["control", "operation", "AC-1", "--evidence", "access_review"]);
    let plan = json(at, &["evidence", "plan"]);
    let items = plan["items"].as_array().unwrap();
    let of = |item: &str| items.iter().find(|one| one["item"] == item).unwrap().clone();
    let first = of("CC6.1");
    assert_eq!(first["types"][0]["type"], "access_review", "{first}");
    assert_eq!((&first["types"][0]["accepted"], &first["unsaid"][0]), (&0.into(), &"AC-2".into()), "{first}");
    let iso = items.iter().filter(|one| one["framework"] == "iso27001-2022");
    assert_eq!(iso.clone().count(), 123, "93 controls and 30 clauses");
    assert!(iso.clone().any(|one| one["types"][0]["type"] == "access_review"), "rows of the crosswalk carry it over");
    assert!(good_in(at, &["evidence", "plan"]).out.contains("kept for"));
    assert_eq!((&plan["frameworks"][1]["of"], &plan["packs"][0]["id"]), (&123.into(), &"access".into()), "{plan}");
    let review = &plan["packs"][0]["parts"][1];
    assert_eq!((&review["id"], &review["types"][0]), (&"review".into(), &"access_review".into()), "{review}");
    assert!(good_in(at, &["evidence", "plan"]).out.contains("Multi-factor authentication is"));
}

#[test]
fn what_is_mistyped_is_refused_with_what_would_be_right() {
    let folder = firm();
    let at = folder.path();
    let with = |more: &[&str]| {
        let words: Vec<&str> = ["evidence", "add", "--title", "T"].iter().chain(more).copied().collect();
        run_in(at, &words)
    };
    with(&["--kind", "access_revew", "--period", "2026-01-01..2026-03-31"]).refused("access_revew", "access_review");
    with(&["--kind", "other"]).refused("--period is missing", "FROM..UNTIL");
    with(&["--kind", "other", "--period", "2026-01-01 to 2026-03-31"]).refused("is no date", "2026-03-31");
    with(&["--kind", "other", "--period", "2026-03-31..2026-01-01"]).refused("period", "");
    let period = ["--kind", "other", "--period", "2026-01-01..2026-03-31"];
    with(&[&period[..], &["--control", "AC-1"]].concat()).refused("on which day", "AC-1=2026-09-28");
    with(&[&period[..], &["--control", "AC-9=2026-02-01"]].concat())
        .refused("no control is known as `AC-9`", "tickmark control list");
    with(&[&period[..], &["--control", "AC-1=2026-05-01"]].concat()).refused("cannot have run on", "inside the period");
    with(&[&period[..], &["none.txt"]].concat()).refused("none.txt", "check the path");
    with(&period).refused("the item has no file", "add a file first");
    with(&["--kind", "qqq", "--period", "2026-01-01"])
        .refused("no kind is known as `qqq`", "write one of system_configuration,");
    std::fs::File::create(at.join("large.bin")).unwrap().set_len((1 << 30) + 1).unwrap();
    with(&[&period[..], &["large.bin"]].concat()).refused("large.bin has 1073741825 bytes", "divide it");
    with(&[&period[..], &["--server", "http://example.org", "--token", "x", "--org", "acme"]].concat())
        .refused("plain http", "https://");
    run_in(at, &["evidence", "show", "EV-9"]).refused("EV-9", "");
}

#[test]
fn an_empty_file_is_named_and_what_was_typed_steers_no_terminal() {
    let folder = firm();
    let at = folder.path();
    std::fs::write(at.join("empty.txt"), b"").unwrap();
    let title = "plain\u{1b}[31mred\u{202e}turned";
    let said =
        good_in(at, &["evidence", "add", "--title", title, "--kind", "other", "--period", "2026-01-01", "empty.txt"]);
    assert!(said.out.contains("it is empty"), "{}", said.out);
    let list = good_in(at, &["evidence", "list"]).out;
    assert!(list.contains("plain\u{fffd}[31m") && !list.contains(['\u{1b}', '\u{202e}']), "{list:?}");
    assert_eq!(json(at, &["evidence", "list"])["evidence"][0]["title"], title);
}

/// A running server on a free port.
struct Served {
    child: Child,
    address: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn served(at: &Path) -> Served {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.current_dir(at).args(["serve", "--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit(' ').next().unwrap().to_owned();
    Served { child, address }
}

/// What a tool found, sent to a server for the control of the token and for no other.
fn findings_from_elsewhere(at: &Path, address: &str, token: &str) {
    let file = real("lynis-report.dat");
    let import = |more: &[&str]| {
        let words = ["collect", "import", &file, "--org", "acme-cloud", "--server", address, "--token", token];
        run_in(at, &[&words[..], more].concat())
    };
    import(&[]).refused("which own control", "--control AC-1");
    import(&["--criterion", "CC6.1"]).refused("--criterion does not go with --server", "--control");
    import(&["--control", "AC-1", "--rows", "3"]).refused("--rows does not go with --server", "leave it out");
    import(&["--control", "AC-2"]).refused("the server refused", "");
    let found = import(&["--control", "AC-1", "--json"]);
    assert_eq!(found.code, 0, "{}", found.err);
    assert_eq!(found.json()["receipt"]["object"], "EV-2", "{}", found.out);
}

#[test]
fn r178_a_collector_hands_in_from_elsewhere_for_its_control_and_no_other() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &["control", "assign", "AC-1", "me"]);
    let issued =
        json(at, &["token", "issue", "ci", "--kind", "collector", "--action", "append_evidence", "--control", "AC-1"]);
    let token = issued["secret"].as_str().unwrap();
    // More than one piece.
    let log: Vec<u8> = (0..9_000_000_u32).map(|n| b'a' + (n % 23) as u8).collect();
    std::fs::write(at.join("log.txt"), &log).unwrap();
    let server = served(at);
    let send = |control: &str| {
        let words = [
            "evidence",
            "add",
            "log.txt",
            "note.txt",
            "--title",
            "Nightly log",
            "--kind",
            "collector_result",
            "--period",
            "2026-01-01..2026-03-31",
            "--control",
            control,
            "--collector",
            "nightly",
            "--org",
            "acme-cloud",
            "--server",
            &server.address,
            "--token",
            token,
            "--json",
        ];
        run_in(at, &words)
    };
    let sent = send("AC-1=2026-02-01");
    assert_eq!(sent.code, 0, "{}", sent.err);
    assert_eq!(sent.json()["files"][0]["size"], 9_000_000, "{}", sent.out);
    send("AC-2=2026-02-01").refused("the server refused", "");
    run_in(
        at,
        &[
            "evidence",
            "add",
            "--title",
            "T",
            "--kind",
            "other",
            "--period",
            "2026-01-01..2026-03-31",
            "--org",
            "acme-cloud",
            "--server",
            &server.address,
            "--token",
            "wrong",
        ],
    )
    .refused("the token is missing or not valid", "");
    findings_from_elsewhere(at, &server.address, token);
    let locked = run_in(at, &ADD);
    assert_ne!(locked.code, 0, "the folder belongs to the server: {}", locked.out);
    drop(server);
    let shown = json(at, &["evidence", "show", "EV-1"]);
    assert_eq!(shown["evidence"]["versions"][0]["said"]["collector"], "nightly", "{shown}");
    assert_eq!(json(at, &["evidence", "check", "EV-1"])[3]["ok"], true);
    good_in(at, &["evidence", "get", "EV-1", "--out", "saved"]);
    assert_eq!(std::fs::read(at.join("saved/log.txt")).unwrap(), log);
}

/// A file that a real tool wrote.
fn real(name: &str) -> String {
    format!("{}/../formats/tests/findings/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn r185_findings_of_a_scanner_are_previewed_and_imported_for_the_controls_of_a_criterion() {
    let folder = firm();
    let at = folder.path();
    let file = real("oscap-small.xml");
    let shown = good_in(at, &["collect", "import", &file, "--preview"]);
    for words in [
        "oscap-small.xml, XCCDF: OpenSCAP 1.3.7 on host.example",
        "All 4",
        "Preview only",
        "https://ncp.nist.gov/cce CCE-00001-1",
    ] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    let preview = json(at, &["collect", "import", &file, "--preview"]);
    assert_eq!((&preview["counts"]["pass"], &preview["counts"]["unknown"]), (&1.into(), &1.into()), "{preview}");
    assert_eq!(json(at, &["evidence", "list"])["matching"], 0, "a preview hands in nothing");
    let period = ["--period", "2026-01-01..2026-03-31"];
    let words = ["collect", "import", &file, "--criterion", "CC6.1", "--control", "AC-2=2026-03-01"];
    let words: Vec<&str> =
        words.into_iter().chain(period).chain(["--environment", "production", "--title", "Hardening"]).collect();
    let done = json(at, &words);
    assert_eq!(done["receipt"]["object"], "EV-1", "{done}");
    let item = json(at, &["evidence", "show", "EV-1"])["evidence"].clone();
    let ran: Vec<String> = item["controls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| format!("{} {}", c["control"], c["ran"]).replace('"', ""))
        .collect();
    assert_eq!(ran, ["AC-1 2026-03-31", "AC-2 2026-03-01"], "{item}");
    assert_eq!(item["serves"]["criteria"][0], "CC6.1", "{item}");
    assert!(!item["serves"]["iso"].as_array().unwrap().is_empty(), "the same item serves the certification: {item}");
    let said = &item["versions"][0]["said"];
    assert_eq!(
        (&said["title"], &said["kind"], &said["source"]["rows"]),
        (&"Hardening".into(), &"system_configuration".into(), &4.into())
    );
    assert_eq!(said["captured"], "2026-11-21", "the file's own claim");
    good_in(at, &["evidence", "get", "EV-1", "--out", "saved"]);
    assert_eq!(std::fs::read(at.join("saved/oscap-small.xml")).unwrap(), std::fs::read(&file).unwrap(), "as it came");
    let summary = std::fs::read_to_string(at.join("saved/summary-oscap-small.xml.txt")).unwrap();
    assert!(summary.contains("Findings: 4 (1 pass, 1 fail, 1 unknown, 1 informational)"), "{summary}");
}

#[test]
fn findings_that_cannot_be_imported_are_named_with_what_would_be_right() {
    let folder = firm();
    let at = folder.path();
    run_in(at, &["collect", "import", "note.txt"]).refused("note.txt looks like none of the formats", "SARIF");
    run_in(at, &["collect", "import", "absent.json"]).refused("absent.json", "check the path");
    let whole = std::fs::read(real("semgrep.sarif")).unwrap();
    std::fs::write(at.join("cut.sarif"), &whole[..whole.len() / 3]).unwrap();
    run_in(at, &["collect", "import", "cut.sarif"]).refused("cut.sarif: SARIF: line ", "copied whole");
    let file = real("lynis-report.dat");
    run_in(at, &["collect", "import", &file, "--criterion", "CC9.9"])
        .refused("no control in place is linked to CC9.9", "--control");
    run_in(at, &["collect", "import", &file, "--control", "AC-1=soon"]).refused("`soon` is no date", "2026-03-31");
    run_in(at, &["collect", "import", &file, "--control", "AC-1", "--control", "AC-1"])
        .refused("AC-1 stands twice", "one day");
    run_in(at, &["collect", "import", &file]).refused("which own control", "--control AC-1");
    let bare = br#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Odd"}},"results":[]}]}"#;
    std::fs::write(at.join("bare.sarif"), bare).unwrap();
    run_in(at, &["collect", "import", "bare.sarif"])
        .refused("bare.sarif does not say on which day the tool ran", "first and last");
    assert_eq!(json(at, &["evidence", "list"])["matching"], 0);
}
