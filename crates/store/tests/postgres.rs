//! What only a server can do to us: go away in the middle, come back, be newer, be read-only.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod log_by_hand;
mod ordinary_user;
mod postgres_server;
mod records_story;

use log_by_hand::{empty, entries, read_all, request};
use postgres_server::PostgresServer;
use store::{Appended, Location, LogRecord, StoreError, open};

#[test]
fn a_server_goes_away_and_comes_back() {
    let Some(mut server) = PostgresServer::start() else {
        return;
    };
    let shelf = open(&Location::Postgres(server.url())).unwrap();
    let log = LogRecord { id: "log".to_owned(), slug: "slug".to_owned(), created_us: 0 };
    shelf.create_log(&log, &empty("log")).unwrap();
    let (rows, head) = entries(&empty("log"), &["a", "b"]);
    server.stop();
    let unreachable = shelf.append(&empty("log"), &head, &rows, &request("R-1"));
    assert_eq!(unreachable, Err(StoreError::Unavailable));
    assert_eq!(shelf.head("log"), Err(StoreError::Unavailable));
    server.resume();
    assert_eq!(shelf.head("log"), Ok(empty("log")), "a read connects again by itself");
    assert_eq!(shelf.append(&empty("log"), &head, &rows, &request("R-1")), Ok(Appended::Done));
    // Now every idle connection is broken without knowing it.
    server.stop();
    server.resume();
    let before = Ok(Appended::Before { first: 0, last: 1 });
    assert_eq!(shelf.append(&empty("log"), &head, &rows, &request("R-1")), before);
    assert_eq!(read_all(&*shelf, "log", 0..9), rows);
}

#[test]
fn two_processes_share_a_database_and_more_callers_than_connections_wait() {
    let Some(server) = PostgresServer::start() else { return };
    let location = Location::Postgres(server.url());
    let (one, two) = std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(|| open(&location).unwrap()), scope.spawn(|| open(&location).unwrap()));
        (one.join().unwrap(), two.join().unwrap())
    });
    let log = LogRecord { id: "log".to_owned(), slug: "slug".to_owned(), created_us: 0 };
    one.create_log(&log, &empty("log")).unwrap();
    let (rows, head) = entries(&empty("log"), &["a"]);
    let answers = std::thread::scope(|scope| {
        let ask = |number: usize| {
            let shelf = if number.is_multiple_of(2) { &one } else { &two };
            shelf.append(&empty("log"), &head, &rows, &request(&format!("R-{number}")))
        };
        let asked: Vec<_> = (0..40).map(|number| scope.spawn(move || ask(number))).collect();
        asked.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let stale = Err(StoreError::Stale { expected: 0, actual: 1 });
    assert_eq!(answers.iter().filter(|answer| **answer == Ok(Appended::Done)).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|answer| **answer == stale).count(), 39, "{answers:?}");
    assert_eq!(two.head("log"), Ok(head));
}

/// Each of the two is a process of its own as far as the server can see, in a database set to another isolation.
#[test]
fn two_processes_change_records_one_after_the_other() {
    let Some(server) = PostgresServer::start() else { return };
    let mut admin = postgres::Client::connect(&server.url(), postgres::NoTls).unwrap();
    admin.batch_execute("ALTER DATABASE postgres SET default_transaction_isolation TO 'serializable'").unwrap();
    let location = Location::Postgres(server.url());
    let (one, two) = (open(&location).unwrap(), open(&location).unwrap());
    records_story::races::ten_count_together(&*one, &*two);
}

/// A database as the first schema left it, with a log that has no entries yet.
#[test]
fn an_older_schema_is_brought_up_and_keeps_what_it_had() {
    let Some(server) = PostgresServer::start() else { return };
    let mut admin = postgres::Client::connect(&server.url(), postgres::NoTls).unwrap();
    admin.batch_execute("CREATE SCHEMA tickmark; SET search_path TO tickmark").unwrap();
    admin.batch_execute(include_str!("../src/migrations/postgres/0001.sql")).unwrap();
    admin
        .batch_execute(
            "INSERT INTO log (id, slug, created_us, size, last, frontier)
             VALUES ('log', 'slug', 5, 0, decode(repeat('00', 32), 'hex'), '')",
        )
        .unwrap();
    let shelf = open(&Location::Postgres(server.url())).unwrap();
    let (rows, head) = entries(&empty("log"), &["a"]);
    assert_eq!(shelf.append(&empty("log"), &head, &rows, &request("R-1")), Ok(Appended::Done));
    let put = records_story::put("kind", "key", "", records_story::NEVER, b"x", store::Expect::Absent);
    shelf.change_records(&[put]).unwrap();
    assert_eq!(shelf.record("kind", "key").unwrap().map(|record| record.body), Some(b"x".to_vec()));
    let version: i32 = admin.query_one("SELECT version FROM schema_version", &[]).unwrap().get(0);
    assert_eq!(version.unsigned_abs(), store::SCHEMA);
    drop(shelf);
    assert_eq!(open(&Location::Postgres(server.url())).unwrap().head("log"), Ok(head), "and once only");
}

#[test]
fn newer_read_only_and_damaged_are_told_apart() {
    let Some(server) = PostgresServer::start() else { return };
    let location = Location::Postgres(server.url());
    let shelf = open(&location).unwrap();
    let log = LogRecord { id: "log".to_owned(), slug: "slug".to_owned(), created_us: 0 };
    shelf.create_log(&log, &empty("log")).unwrap();
    let (rows, head) = entries(&empty("log"), &["a", "b", "c"]);
    shelf.append(&empty("log"), &head, &rows, &request("R-1")).unwrap();

    let mut admin = postgres::Client::connect(&server.url(), postgres::NoTls).unwrap();
    admin.batch_execute("DELETE FROM tickmark.payload WHERE seq = 1").unwrap();
    let read = shelf.read("log", 0..3, &mut |_| std::ops::ControlFlow::Continue(()));
    assert!(matches!(&read, Err(StoreError::Corrupt { .. })), "{read:?}");

    admin.batch_execute("ALTER DATABASE postgres SET default_transaction_read_only TO on").unwrap();
    let read_only = open(&location).unwrap();
    assert_eq!(read_only.head("log"), Ok(head));
    let put = read_only.put_setting(None, "key", "value");
    assert!(matches!(put, Err(StoreError::ReadOnly { .. })), "{put:?}");
    admin.batch_execute("SET transaction_read_only TO off; ALTER DATABASE postgres RESET ALL").unwrap();

    admin.batch_execute("UPDATE tickmark.schema_version SET version = 3").unwrap();
    let newer = open(&location).map(|_| ());
    assert_eq!(newer, Err(StoreError::Newer { found: 3, known: 2 }));
}

#[test]
fn an_address_that_nobody_answers_is_unavailable() {
    let url = "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1".to_owned();
    assert_eq!(open(&Location::Postgres(url)).map(|_| ()), Err(StoreError::Unavailable));
}
