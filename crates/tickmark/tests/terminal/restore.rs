//! A backup restored from end to end, on both shelves: exported, agreed on by two, put in place, opened, verified.

use super::cli::{Ran, good_in, run_in};
use super::postgres_server::PostgresServer;
use app::evidence::NewEvidence;
use app::{App, Clock, Config, Who};
use domain::command::Command;
use domain::values::{Classification, Control, Evidence, EvidenceType, Form, Profile, Role, Source, Window};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const DAY: i64 = 24 * 3600 * 1_000_000;

/// A firm that was begun twelve days ago, with a backup of ten days ago.
struct Backed {
    folder: TempDir,
    database: Option<String>,
    clock: Clock,
    now: i64,
}

impl Backed {
    fn new(database: Option<String>) -> Backed {
        let now = Clock::system().now_us();
        let backed =
            Backed { folder: tempfile::tempdir().unwrap(), database, clock: Clock::by_hand(now - 12 * DAY), now };
        let bundle = backed.at("acme.tickmark");
        backed.inside(|app, who| {
            let documents = app::library::documents(app::library::STARTING);
            app.create("acme", who, "Acme Cloud", documents, Profile::default()).unwrap();
            adds(app, who, "AC-1");
            hands_in(app, who);
            app.export_ledger("acme", who, &mut std::fs::File::create(&bundle).unwrap()).unwrap();
        });
        let key = backed.json(&["checkpoint"]);
        std::fs::write(backed.at("key.txt"), key["key"].as_str().unwrap()).unwrap();
        // A backup of the files, and one of them is lost here.
        copy(&backed.at("tickmark-data/blobs"), &backed.at("backup/blobs"));
        std::fs::remove_dir_all(backed.at("tickmark-data/blobs")).unwrap();
        backed.clock.set(now - 9 * DAY);
        backed.inside(|app, who| {
            adds(app, who, "AC-2");
            app.put_demo_person("demo-bo-berg", "Bo Berg", "bo@acme.example").unwrap();
            let roles = [Role::Management].into();
            does(app, who, Command::InvitePerson { person: "demo-bo-berg".to_owned(), roles });
            does(app, &app.demo_actor("bo-berg"), Command::ConfirmMembership);
        });
        backed
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn open(&self) -> App {
        let config = Config { database: self.database.clone(), ..Config::folder(self.at("tickmark-data")) };
        App::open(&config, self.clock.clone()).unwrap()
    }

    /// In process, at the hour of the clock: nobody waits a day for a test.
    fn inside(&self, act: impl FnOnce(&App, &Who)) {
        let app = self.open();
        act(&app, &app.local_operator("cli").unwrap());
    }

    fn run(&self, words: &[&str]) -> Ran {
        let mut all = words.to_vec();
        if let Some(url) = &self.database {
            all.extend(["--database", url]);
        }
        run_in(self.folder.path(), &all)
    }

    fn good(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.code, 0, "{words:?}: {}\n{}", ran.out, ran.err);
        ran.out
    }

    fn json(&self, words: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.good(&[words, &["--json"]].concat())).unwrap()
    }

    /// Proposed and approved two days ago; answers the id.
    fn agreed(&self, digest: &str) -> String {
        self.clock.set(self.now - 2 * DAY);
        let mut id = String::new();
        self.inside(|app, who| {
            let deed = domain::values::Deed::Restore { backup: digest.to_owned() };
            id = does(app, who, Command::ProposeDeed { deed, reason: "the import went wrong".to_owned() });
            does(app, &app.demo_actor("bo-berg"), Command::ApproveDeed { id: id.clone() });
        });
        id
    }
}

fn does(app: &App, who: &Who, command: Command) -> String {
    app.change("acme", who, None, command).unwrap().object
}

fn adds(app: &App, who: &Who, id: &str) {
    let control = Control { id: id.to_owned(), name: format!("Control {id}"), ..Control::default() };
    does(app, who, Command::AddControl { control });
}

fn hands_in(app: &App, who: &Who) {
    let received = app.receive("acme", who, "review.csv", "", &mut &b"person,access\nana,read\n"[..]).unwrap();
    let evidence = Evidence {
        title: "Access review".to_owned(),
        kind: EvidenceType::AccessReview,
        form: Form::Document,
        period: Window { from: date(2026, 2, 1), until: date(2026, 2, 28) },
        captured: Some(date(2026, 2, 28)),
        collected: None,
        source: Source { system: "Okta".to_owned(), ..Source::default() },
        shows: BTreeSet::new(),
        collector: None,
        classification: Classification::Confidential,
        personal_data: false,
        note: String::new(),
    };
    let controls = BTreeMap::from([("AC-1".to_owned(), date(2026, 2, 28))]);
    let new = NewEvidence { evidence, uploads: vec![received.id], controls, answers: None };
    app.add_evidence("acme", who, None, new).unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for item in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(item.file_name());
        match item.file_type().unwrap().is_dir() {
            true => copy(&item.path(), &target),
            false => drop(std::fs::copy(item.path(), target).unwrap()),
        }
    }
}

#[test]
fn a_backup_is_restored_from_end_to_end() {
    from_end_to_end(&Backed::new(None));
}

#[test]
fn a_backup_is_restored_from_end_to_end_in_postgresql() {
    let Some(server) = PostgresServer::start() else { return };
    from_end_to_end(&Backed::new(Some(server.url())));
}

fn from_end_to_end(backed: &Backed) {
    let restore = ["restore", "acme.tickmark", "--key", "key.txt"];
    let digest = run_in(backed.folder.path(), &["restore", "acme.tickmark", "--digest"]).out.trim().to_owned();
    assert!(digest.len() == 71 && digest.starts_with("sha256:"), "{digest}");
    let none = backed.good(&[&restore[..], &["--preview"]].concat());
    assert!(none.contains("1 MISSING") && none.contains(&format!("restore --what {digest}")), "{none}");
    backed.run(&restore).refused("two persons have not agreed", "tickmark deed propose restore");
    let wrong = ["deed", "propose", "restore", "--what", "last Friday", "--reason", "x"];
    backed.run(&wrong).refused("does not say which file", "tickmark restore FILE --digest");
    let deed = backed.agreed(&digest);
    backed.run(&["deed", "carry-out", &deed]).refused("at the terminal", &format!("--agreed {deed}"));
    let agreed = [&restore[..], &["--agreed", &deed]].concat();
    backed.run(&agreed).refused("1 file", "--files");
    let files = [&agreed[..], &["--files", "backup"]].concat();
    let looked = backed.json(&[&restore[..], &["--preview", "--files", "backup"]].concat());
    assert_eq!((&looked["restored"], &looked["files"]["copied"]), (&false.into(), &1.into()));
    assert_eq!(looked["here"]["deeds"][0]["stands"], "can be carried out");
    // A database can be open elsewhere, though it should not: what is known there of the old ledger is given up.
    let beside = backed.database.as_ref().map(|_| backed.open());
    let known = beside.as_ref().map(|app| app.entries("acme").unwrap());
    let done = backed.json(&files);
    assert_eq!((&done["restored"], &done["files"]["missing"]), (&true.into(), &serde_json::json!([])));
    let aside = done["here"]["moved_aside"].as_str().unwrap().to_owned();
    if let Some(app) = &beside {
        assert_ne!(known, done["entries"].as_u64());
        assert_eq!(app.entries("acme").ok(), done["entries"].as_u64());
    }
    drop(beside);

    // It is the organisation that commands mean, without what came after the backup.
    let controls = backed.json(&["control", "list"]);
    let ids: Vec<&str> = controls["controls"].as_array().unwrap().iter().filter_map(|c| c["id"].as_str()).collect();
    assert_eq!(ids, ["AC-1"]);
    let newest = &backed.json(&["history"])["entries"][0];
    assert_eq!(newest["event"], "backup_restored");
    let told = backed.good(&["deed", "list"]);
    assert!(told.contains("Restored on ") && told.contains(&digest) && told.contains(&aside), "{told}");
    assert!(told.contains("agreed by Local operator and Bo Berg"), "{told}");
    let kept = backed.json(&["history", "--org", &aside]);
    assert_eq!(kept["entries"][0]["event"], "deed_done");
    let retire = ["control", "retire", "AC-2", "--reason", "x", "--org", &aside];
    backed.run(&retire).refused("moved aside when a backup was restored", "took its place");
    let verified = backed.good(&["verify"]);
    assert!(verified.contains("acme: sound") && verified.contains(&format!("{aside}: sound")), "{verified}");
    backed.good(&["control", "add", "AC-3", "--name", "Work goes on"]);
    backed.run(&files).refused("is so already", "nothing has to be done");

    // Into a new folder it goes by the operator alone, who is an owner there.
    let elsewhere = tempfile::tempdir().unwrap();
    for name in ["acme.tickmark", "key.txt"] {
        std::fs::copy(backed.at(name), elsewhere.path().join(name)).unwrap();
    }
    copy(&backed.at("backup/blobs"), &elsewhere.path().join("files"));
    let alone = good_in(elsewhere.path(), &[&restore[..], &["--files", "files", "--org", "acme"]].concat()).out;
    assert!(alone.contains("Restored Acme Cloud (`acme`)") && alone.contains("You are an owner here"), "{alone}");
    assert!(good_in(elsewhere.path(), &["verify"]).out.contains("acme: sound"));
    assert!(good_in(elsewhere.path(), &["deed", "list"]).out.contains("by Local operator alone"));
}

#[test]
fn a_folder_that_is_held_by_another_process_is_not_restored_into() {
    let backed = Backed::new(None);
    let deed = backed.agreed(&run_in(backed.folder.path(), &["restore", "acme.tickmark", "--digest"]).out);
    let words = ["restore", "acme.tickmark", "--key", "key.txt", "--files", "backup", "--agreed", &deed];
    backed.inside(|_, _| backed.run(&words).refused("uses this folder", "stop the other process"));
}
