//! Declarations as they are written, and what is told of one that cannot be kept.

use collect::Spec;
use serde_json::{Value, json};

fn read(text: Value) -> Result<Spec, String> {
    let spec: Spec = serde_json::from_value(text).map_err(|error| error.to_string())?;
    spec.check().map_err(|bad| bad.to_string())?;
    Ok(spec)
}

#[test]
fn each_kind_is_read_with_its_defaults_and_written_back() {
    for what in [
        json!({ "command": { "program": "uname" } }),
        json!({ "git_repository": { "path": "/srv/a.git", "branch": "main", "since": "2026-01-01", "until": "2026-12-31" } }),
        json!({ "tls_certificate": { "host": "example.org" } }),
        json!({ "http_headers": { "url": "https://example.org/", "expect": [{ "name": "Server", "is": "absent" },
            { "name": "Strict-Transport-Security", "is": { "contains": "max-age" } }] } }),
        json!({ "sql_query": { "credential": "hr", "sql": "SELECT 1 AS one" } }),
        json!({ "file_hash": { "path": "/etc/hostname" } }),
    ] {
        let kind = what.as_object().unwrap().keys().next().unwrap().clone();
        let spec = read(json!({ "what": what })).unwrap();
        assert_eq!(spec.what.kind(), kind);
        assert_eq!((spec.limits.seconds, spec.limits.memory_mib, spec.limits.output_mib), (60, 512, 16));
        assert_eq!(spec.what.default_rule().is_none(), kind == "command");
        assert_eq!(read(serde_json::to_value(&spec).unwrap()), Ok(spec));
    }
}

#[test]
fn what_cannot_be_kept_is_told_with_its_field_and_what_would_be_right() {
    let git = |field: &str, value: Value| {
        let mut git = json!({ "path": "/srv/a", "branch": "main", "since": "2026-01-01", "until": "2026-12-31" });
        git[field] = value;
        json!({ "what": { "git_repository": git } })
    };
    let command = |field: &str, value: Value| {
        let mut command = json!({ "program": "env" });
        command[field] = value;
        json!({ "what": { "command": command } })
    };
    let limits = |limits: Value| json!({ "what": { "command": { "program": "env" } }, "limits": limits });
    let sql =
        |sql: &str, rows: u32| json!({ "what": { "sql_query": { "credential": "a", "sql": sql, "max_rows": rows } } });
    for (text, part) in [
        (json!({ "what": { "command": { "program": "env", "shell": true } } }), "unknown field `shell`"),
        (json!({ "what": { "script": {} } }), "unknown variant `script`"),
        (limits(json!({ "seconds": 0 })), "limits.seconds: is 0; from 1 to 3600"),
        (limits(json!({ "seconds": 3601 })), "from 1 to 3600"),
        (limits(json!({ "memory_mib": 15 })), "limits.memory_mib: is 15; from 16"),
        (limits(json!({ "output_mib": 65 })), "limits.output_mib: is 65; from 1 to 64"),
        (limits(json!({ "minutes": 1 })), "unknown field `minutes`"),
        (command("program", json!("bin/env")), "program: is an absolute path"),
        (command("program", json!("/bin/../env")), "without `..`"),
        (command("program", json!(" ")), "program: is text"),
        (command("arguments", json!(vec!["a"; 257])), "has 257 entries; at most 256"),
        (command("arguments", json!(["a\0b"])), "arguments[0]: is text"),
        (command("working_folder", json!("here")), "working_folder: is an absolute path"),
        (command("environment", json!({ "PATH": "a" })), "environment.PATH: this variable"),
        (command("environment", json!({ "LD_PRELOAD": "a" })), "take another name"),
        (command("environment", json!({ "a-b": "a" })), "A-Z, 0-9 and _"),
        (command("exits", json!([])), "exits: names at least one"),
        (command("exits", json!([256])), "from 0 to 255"),
        (git("path", json!("srv/a")), "path: is an absolute path"),
        (git("branch", json!("--output=/etc/passwd")), "branch: is the name of a branch"),
        (git("branch", json!("a..b")), "branch: is the name of a branch"),
        (git("until", json!("2025-12-31")), "until: is before since"),
        (git("until", json!("2031-01-01")), "at most 1464 days"),
        (git("until", json!("2026-02-30")), "day"),
        (git("trailers", json!(["Reviewed by"])), "trailers[0]: is written in letters"),
        (git("protection_file", json!("../p.json")), "protection_file: is a path from the top"),
        (git("protection_file", json!("p.toml")), ".json, .yml or .yaml"),
        (git("allowed_signers", json!("signers")), "allowed_signers: is an absolute path"),
        (json!({ "what": { "tls_certificate": { "host": "a b" } } }), "tls_certificate.host: "),
        (json!({ "what": { "tls_certificate": { "host": "a", "port": 0 } } }), "tls_certificate.host: "),
        (json!({ "what": { "tls_certificate": { "host": "a", "warn_days": 3651 } } }), "warn_days: is 3651"),
        (json!({ "what": { "http_headers": { "url": "ftp://a", "expect": [] } } }), "url: begins with https://"),
        (json!({ "what": { "http_headers": { "url": "https://a", "expect": [] } } }), "at least one header"),
        (
            json!({ "what": { "http_headers": { "url": "https://a", "expect": [{ "name": "a b", "is": "present" }] } } }),
            "expect[0].name: is the name of a header",
        ),
        (sql(" ", 1), "sql_query.sql: is one SELECT"),
        (
            sql("DELETE FROM leavers RETURNING id", 1),
            "sql_query.sql: has to be one SELECT, VALUES or WITH that only reads; `DELETE` does not",
        ),
        (sql("WITH a AS (UPDATE t SET b = 1 RETURNING b) SELECT b FROM a", 1), "`UPDATE` does not"),
        (sql("SELECT 1", 0), "max_rows: is 0; from 1 to 100000"),
        (json!({ "what": { "file_hash": { "path": "/a", "expect": "abc" } } }), "expect: is a SHA-256"),
    ] {
        let told = read(text.clone()).unwrap_err();
        assert!(told.contains(part), "{told:?} for {text}");
    }
}
