//! Never two runs of one collector, never more than two at once; tries keep nothing; declarations are refused by field.

use super::firm::{Firm, ORG, PASSES, START, command, every, said};
use app::collectors::Declared;
use domain::command::{CollectorCommand, Command};
use domain::values::{Rhythm, RunOutcome};
use serde_json::json;
use std::thread;
use std::time::Duration;

/// Runs a collector on a thread of its own, and answers when it is under way.
fn under_way(firm: &Firm, id: &str) -> thread::JoinHandle<RunOutcome> {
    let (app, who, run) = (firm.app.clone(), firm.owner.clone(), id.to_owned());
    let thread = thread::spawn(move || app.run_collector(ORG, &who, &run).unwrap().run.outcome);
    for _ in 0..6_000 {
        if firm.app.collector_states(ORG, &firm.owner).unwrap()[id].running_since_us == Some(START) {
            return thread;
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("{id} does not run");
}

/// One that runs until [`ends`] is said.
fn slow(firm: &Firm, name: &str) -> String {
    let wait = format!("while [ ! -e '{}' ]; do sleep 0.05; done", firm.open("go").display());
    firm.approved(Declared { name: name.into(), ..command("sh", &["-c", &wait], &json!({}), PASSES) })
}

fn ends(firm: &Firm) {
    std::fs::write(firm.open("go"), "").unwrap();
}

#[test]
fn a_collector_never_runs_twice_at_once_and_never_more_than_two_run() {
    let firm = Firm::new();
    let (one, two, three) = (slow(&firm, "One"), slow(&firm, "Two"), slow(&firm, "Three"));
    let first = under_way(&firm, &one);
    assert_eq!(firm.run_refused(&one), format!("{one} runs at the moment, and never twice at once"));
    let said: Declared = firm.line(&one).held.collector.into();
    assert!(firm.tries(Some(&one), said).unwrap_err().to_string().contains("never twice at once"));
    let second = under_way(&firm, &two);
    assert_eq!(firm.run_refused(&three), "2 collectors run at the moment, and never more at once");
    ends(&firm);
    assert_eq!([first.join().unwrap(), second.join().unwrap()], [RunOutcome::Pass, RunOutcome::Pass]);
    assert_eq!(firm.run(&three).run.outcome, RunOutcome::Pass);
    let states = firm.app.collector_states(ORG, &firm.owner).unwrap();
    assert!(states.values().all(|state| state.running_since_us.is_none() && state.trouble.is_none()));
}

#[test]
fn what_is_changed_while_it_runs_leaves_nothing() {
    let firm = Firm::new();
    let id = slow(&firm, "One");
    let (app, who, run) = (firm.app.clone(), firm.owner.clone(), id.clone());
    let thread = thread::spawn(move || app.run_collector(ORG, &who, &run).unwrap_err().to_string());
    while firm.app.collector_states(ORG, &firm.owner).unwrap()[&id].running_since_us.is_none() {
        thread::sleep(Duration::from_millis(10));
    }
    let other = Declared { name: "One".into(), ..command("sleep", &["1"], &json!({}), PASSES) };
    firm.app.set_collector(ORG, &firm.owner, None, None, Some(&id), other).unwrap();
    ends(&firm);
    assert_eq!(thread.join().unwrap(), format!("{id} was changed while it ran, and nothing of the run was kept"));
    assert_eq!(firm.line(&id).held.total, 0);
    assert_eq!(firm.app.entries(ORG).unwrap(), firm.line(&id).version, "the last entry is the change");
}

#[test]
fn a_try_keeps_nothing_and_needs_no_approval() {
    let firm = Firm::new();
    std::fs::write(firm.open("config"), "hello").unwrap();
    let what = json!({ "file_hash": { "path": firm.open("config"), "expect": "0".repeat(64) } });
    let before = firm.app.entries(ORG).unwrap();
    let tried = firm.tries(None, said("New", &what)).unwrap();
    assert_eq!(tried.outcome, RunOutcome::Fail);
    assert!(tried.collected.contains("\"matches\": false") && !tried.is_cut, "{}", tried.collected);
    assert_eq!(tried.files.len(), 1);
    assert_eq!(tried.files[0].0, "result.json");
    let id = firm.set(said("New", &what));
    assert_eq!(firm.run_refused(&id), format!("what {id} runs was not approved yet"));
    let said: Declared = firm.line(&id).held.collector.into();
    assert_eq!(firm.tries(Some(&id), said.clone()).unwrap().outcome, RunOutcome::Fail);
    assert_eq!((firm.app.entries(ORG).unwrap(), firm.line(&id).held.total), (before + 1, 0));
    let refused = firm.app.try_collector(ORG, &firm.mark, None, said).unwrap_err();
    assert!(refused.to_string().contains("you may not set this collector"), "{refused}");
    let noted = firm.app.security_log(ORG, &firm.owner, None, 20).unwrap().notes;
    assert_eq!(noted.iter().filter(|note| note.what == "collector_tried").count(), 2);
}

#[test]
fn a_declaration_is_refused_by_the_name_of_its_field() {
    let firm = Firm::new();
    let refused = |check: &str, rhythm| {
        let said = every(rhythm, 0, Declared { check: check.to_owned(), ..said("New", &json!({})) });
        firm.app.set_collector(ORG, &firm.owner, None, None, None, said).unwrap_err().to_string()
    };
    let git = |since: &str, until: &str| {
        format!(
            r#"{{"what":{{"git_repository":{{"path":"/srv/a","branch":"main","since":"{since}","until":"{until}"}}}}}}"#
        )
    };
    for (check, part) in [
        ("{".to_owned(), "check: is no JSON: EOF while parsing an object at line 1 column 1"),
        ("{}".to_owned(), "check: missing field `what`"),
        (r#"{"what":{"file_hash":{"path":"/a","hash":"x"}}}"#.to_owned(), "unknown field `hash`"),
        (r#"{"what":{"file_hash":{"path":"a"}}}"#.to_owned(), "what.file_hash.path: is an absolute path"),
        (r#"{"what":{"file_hash":{"path":"/a"}},"limits":{"seconds":0}}"#.to_owned(), "limits.seconds: is 0; from 1"),
        (r#"{"what":{"tls_certificate":{"host":"a b"}}}"#.to_owned(), "what.tls_certificate.host: "),
        (git("2026-01-02", "2026-01-01"), "what.git_repository.until: is before since"),
        (git("$from", "2026-01-01"), "what.git_repository.until: `$from` and `$until` stand together"),
        (" ".repeat(200_000), "the check is longer than"),
    ] {
        let said = refused(&check, Rhythm::Daily);
        assert!(said.contains(part), "{check}: {said}");
    }
    let moving = refused(&git("$from", "$until"), Rhythm::ByHand);
    assert_eq!(
        moving,
        "what.git_repository.since: `$from` and `$until` are the interval of a schedule; set one, or name both days"
    );
}

#[test]
fn what_is_kept_is_written_in_one_way_with_its_rule() {
    let firm = Firm::new();
    let what = json!({ "file_hash": { "path": "/etc/hosts" } });
    let id = firm.set(said("Hosts", &what));
    let held = firm.line(&id).held;
    let limits = r#""limits":{"memory_mib":512,"output_mib":16,"seconds":60}"#;
    assert_eq!(held.collector.check, format!(r#"{{{limits},"what":{{"file_hash":{{"path":"/etc/hosts"}}}}}}"#));
    assert!(held.collector.rule.contains("package check"), "what is approved is the text that judges");
    assert_eq!((held.collector.kind.as_str(), firm.line(&id).rule), ("file_hash", app::collectors::RuleOf::Kind));
    // Left out or written out, it is the same declaration.
    let same =
        Declared { check: held.collector.check.clone(), rule: held.collector.rule.clone(), ..said("Hosts", &what) };
    let again = firm.app.set_collector(ORG, &firm.owner, None, None, Some(&id), same).unwrap_err();
    assert_eq!(again.to_string(), format!("{id} is so already"));
    let version = firm.line(&id).version;
    let renamed = || Declared { name: "Others".into(), ..said("Hosts", &what) };
    let stale = firm.app.set_collector(ORG, &firm.owner, None, Some(version - 1), Some(&id), renamed()).unwrap_err();
    assert!(stale.to_string().contains("has changed since you read it"), "{stale}");
    firm.app.set_collector(ORG, &firm.owner, None, Some(version), Some(&id), renamed()).unwrap();
    let removed = firm.app.remove_collector(ORG, &firm.mark, None, None, &id, "x").unwrap_err();
    assert!(removed.to_string().contains("you may not set this collector"), "{removed}");
    let approve = CollectorCommand::ApproveCollector { id: id.clone(), declaration: held.declaration };
    let own = firm.app.change(ORG, &firm.owner, None, Command::Collector(approve)).unwrap_err();
    assert!(own.to_string().contains("SoD-1"), "{own}");
}

#[test]
fn collectors_are_let_into_no_folder_that_holds_the_keys() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let open = |path: &std::path::Path| {
        let config = app::Config { collect_folders: vec![path.to_owned()], ..app::Config::folder(&data) };
        app::App::open(&config, app::Clock::by_hand(START)).map(|_| ())
    };
    for (path, part) in [
        (folder.path().to_owned(), "the data folder with its keys lies in it"),
        (data.clone(), "the data folder with its keys lies in it"),
        ("/".into(), "the data folder with its keys lies in it"),
        ("srv/git".into(), "the path is not absolute"),
    ] {
        let fault = open(&path).unwrap_err();
        assert!(fault.by_user && !fault.hint.is_empty(), "{fault:?}");
        assert!(fault.sentence.contains(part), "{path:?}: {fault}");
    }
    open(&data.join("watched")).unwrap();
}
