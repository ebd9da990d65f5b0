//! Bad input: one clear sentence, a hint, exit code 2 for what the person can mend, and nothing changed.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the file can be written");
    path.display().to_string()
}

#[test]
fn unknown_words_are_refused_with_the_nearest_right_one() {
    let f = folder();
    let run = |words: &[&str]| run_in(f.path(), words);
    run(&["coverage", "--categories", "securty"]).refused("no category is known as `securty`", "`security`");
    run(&["coverage", "--mode", "broadly"]).refused("no mode is known as `broadly`", "`broad`");
    run(&["coverage", "--crosswalk", "truvo-2026-5"]).refused("no crosswalk is known as", "`truvo-2026-05`");
    run(&["explain", "A.5.77"]).refused("`A.5.77`", "A.5.7");
    run(&["explain", "CC6.11"]).refused("`CC6.11`", "CC6.1");
    run(&["library", "show", "iso27001-2020"]).refused("no library document is known as", "iso27001-2022");
    run(&["gap", "--hosting", "clod"]).refused("no hosting is known as `clod`", "`cloud`");
    run(&["coverage", "--categories", ","]).refused("no trust services category is in scope", "security");
    run(&["coverage", "--as-of", "2026-03-31"]).refused("--as-of", "--org");
    run(&["coverage", "--without", "CC77.1"]).refused("no criterion is known as", "CC7.1");
}

#[test]
fn words_that_no_command_has_are_refused_by_name() {
    let f = folder();
    let ran = run_in(f.path(), &["covrage"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("coverage"), "{}", ran.err);
}

#[test]
fn spreadsheets_that_cannot_be_read_are_refused_clearly() {
    let f = folder();
    let gap = |name: &str, bytes: &[u8], said: &str| {
        let path = write(f.path(), name, bytes);
        let ran = run_in(f.path(), &["gap", "--controls", &path]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.err);
        assert!(ran.err.contains(name) && ran.err.contains(said), "{name}: {}", ran.err);
        assert!(ran.err.contains("hint"), "{name}: {}", ran.err);
    };
    gap("empty.xlsx", b"", "empty");
    gap("cut.xlsx", b"PK\x03\x04 cut off here", "");
    gap("really.xlsx", b"%PDF-1.7 a paper", "PDF");
    gap("headings.csv", b"one,two\n1,2\n", "column");
    let mut encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    encrypted.resize(2048, 0);
    gap("locked.xlsx", &encrypted, "password");
    run_in(f.path(), &["gap", "--xlsx", "gap.csv"]).refused("gap.csv does not end in .xlsx", ".xlsx");
    let help = good_in(f.path(), &["gap", "--help"]).out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("with neither of the crosswalk alone"), "{help}");
    let missing = run_in(f.path(), &["gap", "--controls", "nowhere.xlsx"]);
    missing.refused("nowhere.xlsx", "path");
}

#[test]
fn unknown_criteria_are_listed_with_row_and_nearest_right_id() {
    let f = folder();
    let rows = "Control ID,Control name,In place,SOC 2 criteria\nAC-1,One,Yes,CC6.1\nAC-2,Two,Yes,\"CC6.19, CC6.2\"\n";
    let path = write(f.path(), "controls.csv", rows);
    let ran = run_in(f.path(), &["gap", "--controls", &path]);
    ran.refused("1 problem, listed above", "--ignore-unknown");
    assert!(ran.err.contains("row 3") && ran.err.contains("CC6.19") && ran.err.contains("CC6.1"), "{}", ran.err);
    good_in(f.path(), &["gap", "--controls", &path, "--ignore-unknown"]);
}

#[test]
fn a_refused_import_changes_nothing() {
    let f = folder();
    good_in(f.path(), &["init", "Acme", "--categories", "security"]);
    let rows = "Control ID,Control name,In place,SOC 2 criteria\nAC-1,One,Yes,CC6.1\nAC-2,Two,Perhaps,CC6.2\n";
    let path = write(f.path(), "controls.csv", rows);
    let before = good_in(f.path(), &["history", "--json"]).json()["of"].clone();
    let ran = run_in(f.path(), &["import", &path]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("Perhaps") && ran.out.contains("Nothing was imported"), "{}", ran.out);
    assert_eq!(good_in(f.path(), &["history", "--json"]).json()["of"], before);
    assert_eq!(good_in(f.path(), &["control", "list", "--json"]).json()["of"], 0);
}

#[test]
fn formulas_and_hostile_text_stay_text() {
    let f = folder();
    good_in(f.path(), &["init", "Acme", "--categories", "security"]);
    let rows = "Control ID,Control name,In place,SOC 2 criteria\nAC-1,\"=HYPERLINK(\"\"x\"\")\",Yes,CC6.1\n";
    let path = write(f.path(), "controls.csv", rows);
    good_in(f.path(), &["import", &path]);
    let csv = good_in(f.path(), &["control", "list", "--csv"]).out;
    assert!(csv.contains("'=HYPERLINK"), "{csv}");
}

#[test]
fn library_files_are_refused_with_line_and_field() {
    let f = folder();
    let check = |name: &str, text: &str, said: &str| {
        let path = write(f.path(), name, text);
        let ran = run_in(f.path(), &["library", "check", &path]);
        assert_eq!(ran.code, 2, "{name}: {} {}", ran.out, ran.err);
        assert!(ran.out.contains(&format!("{name}:")) && ran.out.contains(said), "{name}: {}", ran.out);
    };
    let head = "framework/1:\n  id: own\n  title: Own\n  version: '1'\n  outcome: own\n  source:\n    publication: Own\n  items:\n";
    check("no-title.yaml", &format!("{head}    - id: X.1\n      kind: control\n      summary: one\n"), "title");
    let twice = "    - {id: X.1, kind: control, title: One, summary: one}\n";
    check("twice.yaml", &format!("{head}{twice}{twice}"), "X.1");
    let crosswalk = "crosswalk/1:\n  id: mine\n  title: Mine\n  version: '1'\n  from: soc2-tsc-2017\n  to: iso27001-2022\n  \
        grain: criterion\n  source:\n    publication: Own\n  rows:\n    - {id: CC6.1, criteria: [CC6.1], written: A.5.99, \
        references: [A.5.99], overlap: full}\n";
    check("nowhere.yaml", crosswalk, "A.5.99");
    let bomb = (1..12).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |mut text, n| {
        let before = n - 1;
        text.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{before}"); 9].join(", ")));
        text
    });
    check("bomb.yaml", &bomb, "");
}

#[test]
fn data_folders_that_cannot_be_used_are_refused() {
    let f = folder();
    run_in(f.path(), &["control", "list"]).refused("there is no data folder", "tickmark init");
    good_in(f.path(), &["init", "Acme", "--categories", "security"]);
    run_in(f.path(), &["init", "Acme", "--categories", "security"]).refused("exists already", "another short name");
    run_in(f.path(), &["control", "list", "--org", "acme-inc"]).refused("no organisation is known as", "organisations");
    run_in(f.path(), &["control", "show", "AC-1"]).refused("no control is known as", "");
    // A file where the folder should be.
    let path = write(f.path(), "a-file", "not a folder");
    let ran = run_in(f.path(), &["init", "Other", "--data", &path]);
    assert_ne!(ran.code, 0);
    assert!(ran.err.starts_with("error: ") && !ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn a_damaged_ledger_is_named_and_the_exit_code_is_not_zero() {
    let f = folder();
    good_in(f.path(), &["init", "Acme", "--categories", "security"]);
    good_in(f.path(), &["control", "add", "AC-1", "--name", "One"]);
    good_in(f.path(), &["verify"]);
    let note = good_in(f.path(), &["checkpoint"]).out;
    let kept = write(f.path(), "checkpoint.txt", &note);
    good_in(f.path(), &["verify", "--checkpoint", &kept]);
    // An entry is changed behind the program's back, by another program.
    let alter = "import sqlite3; c = sqlite3.connect('tickmark-data/tickmark.db'); c.execute(\"update entry set leaf = \
        cast(replace(cast(leaf as text), 'control_added', 'control_added_') as blob)\"); c.commit()";
    let altered = std::process::Command::new("python3").current_dir(f.path()).args(["-c", alter]).status();
    assert!(altered.is_ok_and(|s| s.success()), "python3 with sqlite3 alters the entry");
    let ran = run_in(f.path(), &["verify"]);
    assert_eq!(ran.code, 1, "{} {}", ran.out, ran.err);
    assert!(ran.out.contains("DAMAGED") && ran.out.contains("entry 9"), "{}", ran.out);
}

#[test]
fn a_ledger_that_lost_its_end_is_found_by_a_checkpoint_kept_elsewhere() {
    let f = folder();
    good_in(f.path(), &["init", "Acme", "--categories", "security"]);
    let earlier = f.path().join("earlier");
    std::fs::create_dir(&earlier).expect("a folder");
    let copy = |from: &Path, to: &Path| {
        for file in std::fs::read_dir(from).expect("a folder") {
            let path = file.expect("a file").path();
            std::fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
        }
    };
    copy(&f.path().join("tickmark-data"), &earlier);
    good_in(f.path(), &["control", "add", "AC-1", "--name", "One"]);
    let note = good_in(f.path(), &["checkpoint"]).out;
    let kept = write(f.path(), "checkpoint.txt", note);
    good_in(f.path(), &["verify", "--checkpoint", &kept]);
    // The folder is set back to before the control was added: by itself it is sound, against the checkpoint it is not.
    std::fs::copy(f.path().join("tickmark-data/signing.key"), earlier.join("signing.key")).expect("the key");
    let data = earlier.display().to_string();
    let ran = run_in(f.path(), &["verify", "--data", &data, "--checkpoint", &kept]);
    assert_eq!(ran.code, 1, "{} {}", ran.out, ran.err);
    assert!(ran.out.contains("DAMAGED"), "{}", ran.out);
}

/// A folder with an organisation, and what is tried there in vain.
struct Vain(TempDir);

impl Vain {
    fn new() -> Vain {
        let f = folder();
        good_in(f.path(), &["init", "Acme", "--categories", "security"]);
        good_in(f.path(), &["person", "invite", "Ana Lind", "ana@acme.example", "--role", "contributor"]);
        Vain(f)
    }

    /// Refused with that sentence and hint, and nothing changed: no entry, and nobody more who is known.
    #[track_caller]
    fn refused(&self, words: &[&str], sentence: &str, hint: &str) {
        let state = || {
            let of = good_in(self.0.path(), &["history", "--json"]).json()["of"].clone();
            (of, good_in(self.0.path(), &["person", "list", "--json"]).json()["people"].clone())
        };
        let before = state();
        run_in(self.0.path(), words).refused(sentence, hint);
        assert_eq!(state(), before, "{words:?}");
    }
}

#[test]
fn hostile_names_and_addresses_are_refused() {
    let f = Vain::new();
    let long = "x".repeat(121);
    let long_address = format!("{}@acme.example", "x".repeat(250));
    let names = ["", "   ", "Bo\u{7}Berg", "Bo\nBerg", "\u{202e}greB oB", "\u{200b}\u{200b}", &long];
    for name in names {
        f.refused(
            &["person", "invite", name, "bo@acme.example", "--role", "contributor"],
            "the name",
            "120 characters",
        );
    }
    let addresses = [
        "",
        "bo",
        "bo@",
        "@acme.example",
        "bo@@acme.example",
        "b o@acme.example",
        "bo@acme.example\u{202e}",
        &long_address,
    ];
    for address in addresses {
        f.refused(
            &["person", "invite", "Bo", address, "--role", "contributor"],
            "the e-mail address",
            "name@example.com",
        );
    }
    // What looks like a program or a formula is a name like any other, and stays text in a sheet.
    let hostile = "=HYPERLINK(x) <script>alert(1)</script>";
    good_in(f.0.path(), &["person", "invite", hostile, "bo@acme.example", "--role", "contributor"]);
    let csv = good_in(f.0.path(), &["person", "list", "--csv"]).out;
    assert!(csv.contains("'=HYPERLINK"), "{csv}");
}

#[test]
fn twin_names_are_taken_and_pointed_out() {
    let f = Vain::new();
    // The first letter is Cyrillic.
    good_in(f.0.path(), &["person", "invite", "\u{410}na Lind", "other@acme.example", "--role", "contributor"]);
    let list = good_in(f.0.path(), &["person", "list"]).out;
    assert!(list.contains("Take care") && list.contains("looks like"), "{list}");
    let twice = ["person", "invite", "Ana Lind", "ANA@acme.example", "--role", "contributor"];
    f.refused(&twice, "this person is invited already", "set the roles");
}

#[test]
fn roles_that_cannot_be_are_refused() {
    let f = Vain::new();
    let invite = |role: &'static str| ["person", "invite", "Bo", "bo@acme.example", "--role", role];
    f.refused(&invite("ownr"), "no role is known as `ownr`", "`owner`");
    f.refused(&invite("consultant"), "consultant is not a role that a member holds", "dated grant");
    f.refused(&invite("internal_auditor,control_owner"), "not both internal auditor and control owner", "waiver");
    f.refused(&["person", "roles", "me", "--role", "contributor", "--reason", "x"], "SoD-7", "");
    f.refused(&["person", "end", "me", "--reason", "x"], "the last owner", "make somebody else an owner first");
    f.refused(&["person", "suspend", "nobody@acme.example", "--reason", "x"], "no member is known as", "");
    f.refused(&["person", "end", "anna@acme.example", "--reason", "x"], "no member is known as", "`ana@acme.example`");
    f.refused(&["person", "end", "ana@acme.example", "--reason", " "], "the reason is empty", "write why");
    f.refused(&["person", "list", "--state", "invted"], "no state is known as `invted`", "`invited`");
    f.refused(&["person", "reset-password", "nobody@acme.example"], "no address is known as", "");
    f.refused(&["control", "assign", "AC-9", "me"], "no control is known as `AC-9`", "");
    f.refused(&["directory", "set", "Security"], "names no roles", "security=programme_manager");
    f.refused(&["directory", "set", "Bosses=owner"], "cannot make somebody owner", "in person");
    f.refused(&["rights", "--role", "god"], "no role is known as `god`", "");
    f.refused(&["rights", "--action", "fly"], "no action is known as `fly`", "");
}

#[test]
fn dates_of_access_that_cannot_be_are_refused() {
    let f = Vain::new();
    let give = |kind: &'static str, from: &'static str, until: &'static str| {
        let who = ["grant", "give", "Dov", "dov@cpa.example", "--engagement", "Type II", "--reason", "examination"];
        [&who[..], &["--kind", kind, "--from", from, "--until", until]].concat()
    };
    let auditor = "external_auditor";
    f.refused(&give(auditor, "2099-02-30", "2099-03-01"), "--from: `2099-02-30` is no date", "2026-03-31");
    f.refused(&give(auditor, "2099-03-01", "soon"), "--until: `soon` is no date", "2026-03-31");
    f.refused(&give(auditor, "2099-03-02", "2099-03-01"), "the last day lies before the first day", "give another day");
    f.refused(&give(auditor, "2020-01-01", "2020-02-01"), "would be over already", "last day from");
    f.refused(&give(auditor, "2099-01-01", "2099-04-01"), "lasts at most 90 days", "2099-03-31");
    f.refused(&give("suport", "2099-01-01", "2099-01-02"), "no kind of outside access is known as", "consultant");
    f.refused(&give("support", "2099-01-01", "2099-01-02"), "not given by one person", "propose support access");
    f.refused(&["grant", "end", "grant-none", "--reason", "x"], "no grant is known as `grant-none`", "");
    let deputy = ["deputy", "name", "me", "me", "--until", "2099-01-01", "--reason", "x"];
    f.refused(&deputy, "a deputy's time lasts at most 90 days", "");
    let waive = |rule: &'static str, from: &'static str, until: &'static str| {
        ["waiver", "propose", rule, "ana@acme.example", "--from", from, "--until", until, "--reason", "small firm"]
    };
    f.refused(&waive("SoD-99", "2099-01-01", "2099-02-01"), "no rule of separation of duty is known as", "SoD-1");
    f.refused(&waive("SoD-7", "2099-01-01", "2099-02-01"), "SoD-7 cannot be waived", "protects the record");
    f.refused(&waive("SoD-1", "2020-01-01", "2099-01-01"), "a waiver does not reach back", "or later");
    f.refused(&waive("SoD-1", "2099-01-01", "2100-06-01"), "a waiver lasts at most 366 days", "");
    f.refused(&["deed", "propose", "fly", "--reason", "x"], "no deed of two persons is known as `fly`", "");
    let erase = ["deed", "propose", "erase_person", "--person", "ana@acme.example", "--reason", "asked"];
    f.refused(&erase, "not erased while the membership lasts", "end the membership first");
    f.refused(&["deed", "carry-out", "deed-none"], "no deed is known as `deed-none`", "");
}

#[test]
fn tokens_and_webhooks_that_cannot_be_are_refused() {
    let f = Vain::new();
    let issue = |more: &[&'static str]| [&["token", "issue", "Figures"], more].concat();
    f.refused(&issue(&["--action", "read_programe"]), "no action is known as", "`read_programme`");
    f.refused(&issue(&["--action", "set_sign_on"]), "no token can set single sign-on", "only a person");
    f.refused(&issue(&[]), "the list of actions is empty", "what the token may do");
    f.refused(&issue(&["--kind", "collector"]), "the list of controls is empty", "controls it observes");
    f.refused(&issue(&["--kind", "robot"]), "no kind of token is known as `robot`", "");
    f.refused(&issue(&["--action", "read_programme", "--until", "2099-01-01"]), "a token lasts at most 365 days", "");
    f.refused(&["token", "revoke", "token-none"], "no token is known as `token-none`", "");
    f.refused(&["webhook", "set", "http://hooks.acme.example/"], "https", "");
    for inside in ["https://127.0.0.1/", "https://169.254.169.254/latest", "https://[::1]/", "https://2130706433/"] {
        let ran = run_in(f.0.path(), &["webhook", "set", inside]);
        assert_eq!(ran.code, 2, "{inside}: {}{}", ran.out, ran.err);
    }
    let set = ["sign-on", "set", "https://id.acme.example", "--client-id", "tickmark"];
    let enforced = run_in(f.0.path(), &[&set[..], &["--enforced"]].concat());
    assert!(enforced.code == 2 && enforced.err.contains("--break-glass"), "{}", enforced.err);
    f.refused(&[&set[..], &["--secret-file", "nowhere.txt"]].concat(), "nowhere.txt", "a file that holds the secret");
    assert!(good_in(f.0.path(), &["sign-on", "show", "--json"]).json()["sign_on"].is_null());
}
