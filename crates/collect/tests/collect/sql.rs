//! Queries on a real PostgreSQL.

use std::time::Duration;

use collect::{Failure, Limits, Outcome, SqlQuery, What};
use outgoing::HostPort;
use serde_json::json;

use crate::bench::{Bench, said, seconds, timed};
use crate::postgres_server::PostgresServer;

fn what(sql: &str) -> What {
    What::SqlQuery(SqlQuery { credential: "hr".to_owned(), sql: sql.to_owned(), max_rows: 1000 })
}

fn bench(url: &str) -> Bench {
    let port = url.rsplit_once("127.0.0.1:").unwrap().1.split_once('/').unwrap().0.parse().unwrap();
    Bench::reaching(vec![HostPort::new("127.0.0.1", port).unwrap()], Vec::new()).with_credential("hr", url)
}

#[test]
fn queries_on_a_real_database() {
    let Some(server) = PostgresServer::start() else { return };
    let bench = bench(&server.url());
    let mut client = postgres::Client::connect(&server.url(), postgres::NoTls).unwrap();
    client.batch_execute("CREATE TABLE leavers (id int, name text); INSERT INTO leavers VALUES (1, 'Ada')").unwrap();
    types(&bench);
    exceptions(&bench);
    cannot_write(&bench);
    assert_eq!(client.query_one("SELECT count(*) FROM leavers", &[]).unwrap().get::<_, i64>(0), 1);
    let large = client.query_one("SELECT count(*) FROM pg_largeobject_metadata", &[]).unwrap();
    assert_eq!(large.get::<_, i64>(0), 0);
    limits(&bench);
    told(&bench);
}

fn types(bench: &Bench) {
    let sql =
        "SELECT 1::int2 AS a, 9007199254740993::int8 AS b, 1.5::float8 AS c, 12345678901234567890.10::numeric AS d,
        true AS e, NULL::text AS f, 'x\"y'::text AS \"g \"\" h\", date '2026-02-28' AS i,
        timestamptz '2026-03-01 01:00:00+02' AS j, '{\"k\": [1]}'::jsonb AS k, ARRAY[1,2] AS l -- a comment";
    let collected = bench.collect(what(sql));
    let found = collected.found.unwrap();
    let row = json!({
        "a": 1, "b": 9_007_199_254_740_993_i64, "c": 1.5, "d": "12345678901234567890.10", "e": true, "f": null,
        "g \" h": "x\"y", "i": "2026-02-28", "j": "2026-02-28T23:00:00+00:00", "k": { "k": [1] }, "l": [1, 2],
    });
    assert_eq!(found["rows"], json!([row]));
    assert_eq!(found["columns"][3], json!({ "name": "d", "type": "numeric" }));
    assert_eq!((collected.row_count, collected.used.as_str()), (1, sql));
}

fn exceptions(bench: &Bench) {
    said(&bench.judged(what("SELECT * FROM leavers WHERE id > 1")).1, Outcome::Pass, "0 rows");
    let (_, verdict) = bench.judged(what("SELECT name FROM leavers ORDER BY id"));
    said(&verdict, Outcome::Fail, "1 row");
    assert_eq!(verdict.reason, "1 row");
    assert_eq!(verdict.details["first"], json!([{ "name": "Ada" }]));
    let ordered = bench.collect(what("SELECT n FROM generate_series(1, 500) AS n ORDER BY n DESC")).found.unwrap();
    assert_eq!((&ordered["rows"][0]["n"], &ordered["rows"][499]["n"]), (&json!(500), &json!(1)));
}

fn cannot_write(bench: &Bench) {
    for sql in [
        "INSERT INTO leavers VALUES (2, 'Bo') RETURNING id",
        "WITH gone AS (DELETE FROM leavers RETURNING id) SELECT * FROM gone",
        "SELECT 1; DELETE FROM leavers",
        "SELECT 1) AS asked; COMMIT; DELETE FROM leavers; SELECT * FROM (SELECT 1",
        "COMMIT",
        "COPY leavers TO PROGRAM 'cat'",
        "SELECT nextval('pg_catalog.nothing')",
        "SELECT set_config('transaction_read_only', 'off', false)",
    ] {
        let told = bench.collect(what(sql)).found.unwrap_err();
        assert!(matches!(told, Failure::Database { .. } | Failure::Spec(_)), "{told} for {sql}");
    }
    // Older servers let this through in a transaction that only reads; nothing of it is ever committed.
    let _ = bench.collect(what("SELECT lo_create(0)"));
}

fn limits(bench: &Bench) {
    let (slow, took) = timed(|| bench.collect_within(what("SELECT pg_sleep(30)::text AS slept"), seconds(1)));
    assert!(slow.found.is_err() && took < Duration::from_secs(25), "{took:?} {:?}", slow.found);
    let many = bench.collect(what("SELECT n FROM generate_series(1, 1001) AS n")).found.unwrap_err();
    assert_eq!(many.to_string(), "the answer has more than 1000 rows; narrow it, or raise the limit");
    let long = bench.collect(what("SELECT repeat('a', 300000) AS a")).found.unwrap_err();
    assert_eq!(long.to_string(), "row 1 has more than 262144 bytes; narrow it, or raise the limit");
    let small = Limits { output_mib: 1, ..Limits::default() };
    let much = bench.collect_within(what("SELECT repeat('a', 200000) AS a FROM generate_series(1, 9)"), small);
    assert_eq!(much.found.unwrap_err().to_string(), "the answer has more than 1 MiB; narrow it, or raise the limit");
}

fn told(bench: &Bench) {
    let wrong = |sql: &str| bench.collect(what(sql)).found.unwrap_err().to_string();
    assert!(wrong("SELECT * FROM nowhere").contains("\"nowhere\" does not exist (42P01)"));
    assert!(wrong("SELECT 1 AS a, 2 AS a").contains("two columns are called \"a\""));
    assert!(wrong("SELECT 1 +").contains("syntax error"));
}

#[test]
fn a_connection_goes_only_where_it_may() {
    let url = "postgresql://tickmark:geheim-1234@127.0.0.1:1/postgres";
    let listed = bench(url);
    let refused = listed.collect(what("SELECT 1 AS a"));
    assert!(matches!(refused.found, Err(Failure::Database { .. })), "{refused:?}");
    assert!(!format!("{refused:?}").contains("geheim"), "the password shows");
    let unlisted = Bench::new().with_credential("hr", url).collect(what("SELECT 1 AS a")).found.unwrap_err();
    assert_eq!(unlisted.to_string(), "127.0.0.1:1 is not on the list of internal targets");
    for (url, part) in [
        ("host=/run/postgresql user=tickmark", "exactly one host"),
        ("host=127.0.0.1,127.0.0.2 user=tickmark", "exactly one host"),
        ("host=127.0.0.1 hostaddr=10.0.0.1 user=a", "no hostaddr"),
        ("host=127.0.0.1 options='-c search_path=a' user=a", "no options"),
        ("geheim-and-no-connection-string=1", "is not understood"),
    ] {
        let told =
            Bench::new().with_credential("hr", url).collect(what("SELECT 1 AS a")).found.unwrap_err().to_string();
        assert!(told.contains(part) && !told.contains("geheim"), "{told}");
    }
    let none = Bench::new().collect(what("SELECT 1 AS a")).found.unwrap_err();
    assert_eq!(none, Failure::NoCredential { name: "hr".to_owned() });
    let far = HostPort::new("10.1.2.3", 5432).unwrap();
    let far = Bench::reaching(vec![far], Vec::new()).with_credential("hr", "postgresql://a:geheim@10.1.2.3/b");
    assert!(far.collect(what("SELECT 1 AS a")).found.unwrap_err().to_string().contains("sslmode=disable"));
}
