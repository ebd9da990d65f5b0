//! What can be wrong with a data folder: each is one clear sentence, and nothing is changed.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod log_by_hand;
mod ordinary_user;

use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;
use std::process::Stdio;

use ledger::Head;
use log_by_hand::{empty, entries, entry, read_all, request};
use ordinary_user::{as_ordinary_user, is_root, nobody};
use store::files::Files;
use store::{Expect, Location, LogRecord, Move, Store, StoreError, open};

/// Tells a test that runs as a second process which folder to use.
const FOLDER: &str = "TICKMARK_TEST_FOLDER";

/// A folder with a log of three entries, closed again; and its head.
fn folder() -> (tempfile::TempDir, Head) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = open(&Location::Folder(folder.path().to_owned())).unwrap();
    let head = begin(&*shelf);
    shelf.change_records(&[put("p", i64::MAX, "Ada")]).unwrap();
    (folder, head)
}

fn begin(shelf: &dyn Store) -> Head {
    let log = LogRecord { id: "log".to_owned(), slug: "slug".to_owned(), created_us: 0 };
    shelf.create_log(&log, &empty("log")).unwrap();
    let (rows, head) = entries(&empty("log"), &["a", "b", "c"]);
    shelf.append(&empty("log"), &head, &rows, &request("R-1")).unwrap();
    head
}

/// A record of kind `person`.
fn put(key: &str, until_us: i64, body: &str) -> Move {
    let (kind, key, owner, body) = ("person".to_owned(), key.to_owned(), "org".to_owned(), body.into());
    Move::Put { kind, key, owner, until_us, body, expect: Expect::Any }
}

fn body(shelf: &dyn Store, key: &str) -> Option<String> {
    shelf.record("person", key).unwrap().map(|record| String::from_utf8(record.body).unwrap())
}

fn refusal(location: Location) -> StoreError {
    open(&location).map(|_| ()).unwrap_err()
}

#[test]
fn one_process_holds_a_folder_and_others_may_read_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made").join("when absent");
    let held = open(&Location::Folder(path.clone())).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    let refused = refusal(Location::Folder(path.clone()));
    assert_eq!(refused, StoreError::Locked { path: path.clone() });
    assert_eq!(refused.to_string(), format!("another tickmark process uses this folder: {}", path.display()));
    let beside = open(&Location::FolderReadOnly(path.clone())).unwrap();
    let head = begin(&*held);
    assert_eq!(beside.head("log"), Ok(head), "what was appended after it was opened is seen");
    held.change_records(&[put("p", i64::MAX, "Ada")]).unwrap();
    assert_eq!(body(&*beside, "p").as_deref(), Some("Ada"));
    assert_eq!(beside.records("person", Some("org")).unwrap().len(), 1);
    assert_eq!(beside.records_before("person", None, None, 9).unwrap().len(), 1);
    let refused = [
        beside.put_setting(None, "key", "value"),
        beside.change_records(&[put("p", i64::MAX, "Bob")]),
        beside.sweep_records(0).map(drop),
        beside.scour(),
    ];
    for refused in refused {
        assert!(matches!(refused, Err(StoreError::ReadOnly { .. })), "{refused:?}");
    }
    assert_eq!(body(&*held, "p").as_deref(), Some("Ada"));
    drop(held);
    open(&Location::Folder(path)).unwrap();
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let (folder, _) = folder();
    let file = folder.path().join("tickmark.db");
    let database = rusqlite::Connection::open(&file).unwrap();
    database.pragma_update(None, "user_version", 7).unwrap();
    drop(database);
    let bytes = fs::read(&file).unwrap();
    for location in [Location::Folder(folder.path().to_owned()), Location::FolderReadOnly(folder.path().to_owned())] {
        let refused = refusal(location);
        assert_eq!(refused, StoreError::Newer { found: 7, known: 2 });
        let sentence = "data folder was written by a newer version (schema 7, this program knows 2)";
        assert_eq!(refused.to_string(), sentence);
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

/// A folder as the first schema left it, with a log that has no entries yet.
#[test]
fn an_older_schema_is_brought_up_and_keeps_what_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tickmark.db");
    let database = rusqlite::Connection::open(&file).unwrap();
    database.execute_batch(include_str!("../src/migrations/sqlite/0001.sql")).unwrap();
    database
        .execute_batch(
            "INSERT INTO log (id, slug, created_us, size, last, frontier)
             VALUES ('log', 'slug', 5, 0, zeroblob(32), x'');
             INSERT INTO setting VALUES ('log', 'key', 'value');
             PRAGMA application_id = 0x5469636B; PRAGMA user_version = 1",
        )
        .unwrap();
    drop(database);
    let bytes = fs::read(&file).unwrap();
    let refused = refusal(Location::FolderReadOnly(folder.path().to_owned())).to_string();
    assert!(refused.ends_with("has schema 1: open it once for writing to bring it to schema 2"), "{refused}");
    assert_eq!(fs::read(&file).unwrap(), bytes, "who may only read leaves it as it is");

    let shelf = open(&Location::Folder(folder.path().to_owned())).unwrap();
    let log = LogRecord { id: "log".to_owned(), slug: "slug".to_owned(), created_us: 5 };
    assert_eq!(shelf.logs(), Ok(vec![log]));
    assert_eq!(shelf.setting(Some("log"), "key"), Ok(Some("value".to_owned())));
    let (rows, head) = entries(&empty("log"), &["a"]);
    shelf.append(&empty("log"), &head, &rows, &request("R-1")).unwrap();
    shelf.change_records(&[put("p", i64::MAX, "Ada")]).unwrap();
    drop(shelf);
    let shelf = open(&Location::FolderReadOnly(folder.path().to_owned())).unwrap();
    assert_eq!(shelf.head("log"), Ok(head));
    assert_eq!(body(&*shelf, "p").as_deref(), Some("Ada"));
    drop(shelf);
    // The same tables and indices as in a folder that is made today.
    let fresh = tempfile::tempdir().unwrap();
    drop(open(&Location::Folder(fresh.path().to_owned())).unwrap());
    assert_eq!(schema_of(&file), schema_of(&fresh.path().join("tickmark.db")));
}

fn schema_of(file: &Path) -> Vec<String> {
    let database = rusqlite::Connection::open(file).unwrap();
    let version = database.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0)).unwrap().to_string();
    let mut statement =
        database.prepare("SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name").unwrap();
    let objects = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap);
    objects.chain([version]).collect()
}

#[test]
fn damage_is_said_to_be_damage() {
    let (folder, _) = folder();
    let here = Location::Folder(folder.path().to_owned());
    let file = folder.path().join("tickmark.db");
    let whole = fs::read(&file).unwrap();
    // Not a database at all; a database cut short; another program's database.
    fs::write(&file, "this was a database once, and then somebody saved a letter over it").unwrap();
    assert!(matches!(refusal(here.clone()), StoreError::Corrupt { .. }));
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let cut = open(&here).and_then(|shelf| shelf.read("log", 0..9, &mut |_| std::ops::ControlFlow::Continue(())));
    assert!(matches!(cut, Err(StoreError::Corrupt { .. })), "{cut:?}");
    fs::remove_file(&file).unwrap();
    rusqlite::Connection::open(&file).unwrap().execute_batch("CREATE TABLE recipe (name)").unwrap();
    let foreign = refusal(here.clone()).to_string();
    assert!(foreign.ends_with("tickmark.db is damaged: it is a database of another program"), "{foreign}");
    // A row that is gone, and a head that was set back: what SQLite cannot notice.
    fs::write(&file, &whole).unwrap();
    let database = rusqlite::Connection::open(&file).unwrap();
    database.execute_batch("DELETE FROM payload WHERE seq = 1").unwrap();
    drop(database);
    let shelf = open(&here).unwrap();
    let mut seen = 0;
    let read = shelf.read_payloads("log", 0..9, &mut |_, _, _| {
        seen += 1;
        std::ops::ControlFlow::Continue(())
    });
    assert!(matches!(read, Err(StoreError::Corrupt { .. })), "{read:?}");
    assert_eq!(seen, 1, "what stands before the gap is shown, nothing after");
}

#[test]
fn an_empty_place_is_not_taken_for_a_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    let refused = refusal(Location::FolderReadOnly(nowhere.clone())).to_string();
    assert!(refused.contains("is this a tickmark data folder?"), "{refused}");
    assert!(!nowhere.exists());
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(refusal(Location::Folder(file)), StoreError::Fault(_)));
}

#[test]
fn what_is_erased_is_gone_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = open(&Location::Folder(folder.path().to_owned())).unwrap();
    let log = LogRecord { id: "log".to_owned(), slug: "slug".to_owned(), created_us: 0 };
    shelf.create_log(&log, &empty("log")).unwrap();
    let (rows, head) = entries(&empty("log"), &["a", "Ada Lovelace, 12 St James's Square", "c"]);
    shelf.append(&empty("log"), &head, &rows, &request("R-1")).unwrap();
    let on_disk = || {
        let files = fs::read_dir(folder.path()).unwrap().map(|item| fs::read(item.unwrap().path()).unwrap());
        files.filter(|bytes| bytes.windows(12).any(|window| window == b"Ada Lovelace")).count()
    };
    assert!(on_disk() > 0);
    shelf.redact("log", 1).unwrap();
    assert_eq!(on_disk(), 0);
}

/// Erased, replaced by something shorter, and swept: small ones that lie in a page with others, and large ones that fill
/// pages of their own.
#[test]
fn what_is_erased_of_a_record_is_gone_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = open(&Location::Folder(folder.path().to_owned())).unwrap();
    let on_disk = |needle: &str| {
        let files = fs::read_dir(folder.path()).unwrap().map(|item| fs::read(item.unwrap().path()).unwrap());
        files
            .map(|bytes| bytes.windows(needle.len()).filter(|window| *window == needle.as_bytes()).count())
            .sum::<usize>()
    };
    let neighbours: Vec<Move> = (0..500).map(|number| put(&format!("n{number}"), i64::MAX, "neighbour")).collect();
    shelf.change_records(&neighbours).unwrap();
    let large = "Ada Lovelace ".repeat(20_000);
    let all = [
        put("small", i64::MAX, "Ada Lovelace"),
        put("large", i64::MAX, &large),
        put("replaced", i64::MAX, "Ada Lovelace, 12 St James's Square"),
        put("shrunk", i64::MAX, &large),
        put("swept Ada Lovelace", 5, &large),
    ];
    shelf.change_records(&all).unwrap();
    shelf.scour().unwrap();
    assert!(on_disk("Ada Lovelace") > 59_000, "nothing that is kept is scoured away");
    let take = |key: &str| Move::Take { kind: "person".to_owned(), key: key.to_owned(), expect: Expect::Any };
    let gone = [take("small"), take("large"), put("replaced", i64::MAX, "-"), put("shrunk", i64::MAX, "-")];
    shelf.change_records(&gone).unwrap();
    shelf.scour().unwrap();
    assert_eq!(on_disk("swept Ada Lovelace"), 3, "the row and its two indices");
    assert_eq!(shelf.sweep_records(5), Ok(1));
    assert_eq!(on_disk("Ada Lovelace"), 0);
    assert_eq!(shelf.records("person", None).unwrap().len(), 502);
    assert!(on_disk("neighbour") >= 500);
}

/// Root can write anywhere, so the folder is looked at by a second process without privileges.
#[test]
fn a_read_only_folder_can_be_read_and_says_so_when_written() {
    let (folder, _) = folder();
    Files::open(folder.path()).unwrap().put("log", &mut &b"evidence"[..], 99).unwrap();
    let copy = copy_of_this_program(folder.path());
    if is_root() {
        let (user, group) = nobody();
        own(folder.path(), user, group);
    }
    set_modes(folder.path(), 0o500, 0o400);
    let output = as_ordinary_user(copy)
        .args(["--exact", "as_an_ordinary_user", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    set_modes(folder.path(), 0o700, 0o600);
    let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "run by a_read_only_folder_can_be_read_and_says_so_when_written"]
fn as_an_ordinary_user() {
    let path = given_folder();
    let refused = refusal(Location::Folder(path.clone()));
    assert_eq!(refused, StoreError::ReadOnly { path: path.clone() });
    assert_eq!(refused.to_string(), format!("{} is read-only", path.display()));
    let shelf = open(&Location::FolderReadOnly(path.clone())).unwrap();
    assert_eq!(read_all(&*shelf, "log", 0..9), entries(&empty("log"), &["a", "b", "c"]).0);
    assert_eq!(shelf.last_before("log", i64::MAX), Ok(3));
    assert_eq!(body(&*shelf, "p").as_deref(), Some("Ada"));
    let files = Files::open(&path).unwrap();
    let refused = files.put("log", &mut &b"more"[..], 99);
    assert!(matches!(refused, Err(StoreError::ReadOnly { .. })), "{refused:?}");
    assert!(files.scrub("log").unwrap().all(|file| file.state == Ok(8)));
}

/// A process that appends is killed in the middle. Whatever it acknowledged is there, and the log has no gap.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "append_until_killed", "--ignored", "--nocapture"])
        .env(FOLDER, folder.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(writer.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut acknowledged = 0;
    for line in lines {
        if let Some(size) = line.strip_prefix("acknowledged ") {
            acknowledged = size.parse().unwrap();
            if acknowledged == 60 {
                writer.kill().unwrap();
            }
        }
    }
    writer.wait().unwrap();
    assert!(acknowledged >= 60);
    let shelf = open(&Location::Folder(folder.path().to_owned())).unwrap();
    let head = shelf.head("log").unwrap();
    assert!(head.size >= acknowledged, "{} of {acknowledged}", head.size);
    let all = read_all(&*shelf, "log", 0..u64::MAX);
    let mut again = empty("log");
    for sealed in &all {
        let (wanted, next) = entry(&again, 0, std::str::from_utf8(sealed.payload.as_deref().unwrap()).unwrap());
        assert_eq!(*sealed, wanted);
        again = next;
    }
    assert_eq!(again, head);
}

#[test]
#[ignore = "run by what_was_acknowledged_survives_a_kill"]
fn append_until_killed() {
    let shelf = open(&Location::Folder(given_folder())).unwrap();
    let mut head = empty("log");
    shelf.create_log(&LogRecord { id: "log".to_owned(), slug: "slug".to_owned(), created_us: 0 }, &head).unwrap();
    for number in 0..100_000 {
        let (row, next) = entry(&head, 0, &format!("payload {number}"));
        shelf.append(&head, &next, &[row], &request(&number.to_string())).unwrap();
        head = next;
        println!("\nacknowledged {}", head.size);
    }
}

#[expect(clippy::disallowed_methods, reason = "how the first process of a test tells the second")]
fn given_folder() -> std::path::PathBuf {
    std::env::var_os(FOLDER).expect("run by another test").into()
}

/// Where this program lies, others may not enter; beside the folder they may.
fn copy_of_this_program(folder: &Path) -> std::path::PathBuf {
    let copy = folder.join("program");
    fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    copy
}

fn own(path: &Path, user: u32, group: u32) {
    chown(path, Some(user), Some(group)).unwrap();
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|item| own(&item.unwrap().path(), user, group));
    }
}

fn set_modes(path: &Path, folders: u32, files: u32) {
    if path.is_dir() {
        fs::set_permissions(path, Permissions::from_mode(0o700)).unwrap();
        fs::read_dir(path).unwrap().for_each(|item| set_modes(&item.unwrap().path(), folders, files));
        fs::set_permissions(path, Permissions::from_mode(folders)).unwrap();
    } else {
        let mode = if path.ends_with("program") { 0o500 } else { files };
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }
}
