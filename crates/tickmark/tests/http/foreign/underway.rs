//! What is under way and belongs to whoever began it: uploads, builds of packages, prints, notes; and what an organisation
//! names itself: columns, positions, profiles. Asked in beta by somebody who belongs to both, with what they have in alpha.

use super::bodies::{body, document};
use super::cast::Cast;
use super::{both, call_of, entries};
use crate::matrix::cast::TODAY;
use app::At;
use app::printed::{Ending, PaperAsked};
use domain::command::Command;
use domain::values::{Grant, GrantKind, Role};
use jiff::civil::date;
use serde_json::{Value, json};
use std::time::Duration;

/// Names in an address that are asked for here.
pub(super) const NAMES: [&str; 7] = ["build", "name", "note", "position", "print", "profile", "upload"];

/// Both organisations, and of alpha's people its programme manager and its external auditor in beta too.
fn shared() -> Cast {
    let cast = both();
    let app = &cast.doors.app;
    let bea = app.demo_actor("bea-beta");
    let person = "demo-paul-programme".to_owned();
    app.change("beta", &bea, None, Command::InvitePerson { person, roles: [Role::ProgrammeManager].into() }).unwrap();
    let grant = Grant {
        person: "demo-eve-external".to_owned(),
        kind: GrantKind::ExternalAuditor,
        works: false,
        engagement: "Type II of the matrix".to_owned(),
        from: TODAY,
        until: date(2026, 5, 1),
        reason: "engaged".to_owned(),
    };
    app.change("beta", &bea, None, Command::GiveGrant { grant }).unwrap();
    for name in ["paul-programme", "eve-external"] {
        app.change("beta", &app.demo_actor(name), None, Command::ConfirmMembership).unwrap();
    }
    cast
}

async fn of(cast: &Cast, who: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let secret = cast.cookies[who].split_once('=').unwrap().1;
    let (status, text) = call_of(cast, secret, method, path, body).await;
    (status, serde_json::from_str(&text).unwrap_or_default())
}

/// The example of the document for an operation.
fn example(cast: &Cast, document: &Value, method: &str, pattern: &str) -> Value {
    serde_json::from_slice(&body(cast, document, method, pattern).1).unwrap()
}

/// Who began it, its address in an organisation but for the id, its id in alpha, one that nobody has, what can be asked.
struct Begun {
    who: &'static str,
    place: &'static str,
    id: String,
    nobody: &'static str,
    asks: &'static [(&'static str, &'static str)],
}

/// Waits for the end of a build in alpha, which records the package.
async fn ended(cast: &Cast, build: &str) {
    let path = format!("/api/v1/o/alpha/package-builds/{build}");
    for _ in 0..600 {
        let (status, build) = of(cast, "paul-programme", "GET", &path, &json!({})).await;
        assert_eq!(status, 200, "{build}");
        if build["state"] != "running" {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the build does not end");
}

/// One of each, begun in alpha.
async fn begun(cast: &Cast, document: &Value) -> [Begun; 4] {
    let file = json!({ "name": "review.csv", "size": 4, "type": "text/csv" });
    let (status, upload) = of(cast, "paul-programme", "POST", "/api/v1/o/alpha/evidence-uploads", &file).await;
    assert_eq!(status, 201, "{upload}");
    let wanted = json!({ "for": "cpa", "engagement": "EN-1", "partial": true });
    let (status, build) = of(cast, "paul-programme", "POST", "/api/v1/o/alpha/packages", &wanted).await;
    assert_eq!(status, 202, "{build}");
    ended(cast, build["id"].as_str().unwrap()).await;
    let pattern = "/api/v1/o/{organisation}/engagements/{engagement}/notes";
    let note = example(cast, document, "POST", pattern);
    let (status, note) = of(cast, "eve-external", "POST", &cast.path(pattern), &note).await;
    assert_eq!(status, 201, "{note}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (app, paper) = (&cast.doors.app, PaperAsked::read("risks", None, None).unwrap());
    let paul = app.demo_actor("paul-programme");
    let print = app.begin_print("alpha", (&paul, At::default()), &paper, Ending::Docx).unwrap();
    [
        Begun {
            who: "paul-programme",
            place: "evidence-uploads",
            id: text(&upload["upload"]),
            nobody: "00000000000000000000000000000000",
            asks: &[("GET", ""), ("POST", "/finish"), ("POST", "/abandonment")],
        },
        Begun {
            who: "paul-programme",
            place: "package-builds",
            id: text(&build["id"]),
            nobody: "none",
            asks: &[("GET", ""), ("POST", "/cancellation")],
        },
        Begun {
            who: "paul-programme",
            place: "paper-prints",
            id: print,
            nobody: "00000000000000000000000000000000",
            asks: &[("GET", ""), ("GET", "/file")],
        },
        Begun {
            who: "eve-external",
            place: "notes",
            id: text(&note["object"]),
            nobody: "NT-99",
            asks: &[("DELETE", "")],
        },
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_began_in_one_organisation_is_not_there_in_another() {
    let (cast, document) = (shared(), document());
    let all = begun(&cast, &document).await;
    let (before, mut wrong) = (entries(&cast), Vec::new());
    for one in &all {
        for who in [one.who, "bea-beta"] {
            for (method, rest) in one.asks {
                let path = |id: &str| format!("/api/v1/o/beta/{}/{id}{rest}", one.place);
                let plain = |value: Value, id: &str| {
                    let mut value: Value = serde_json::from_str(&value.to_string().replace(id, "ID")).unwrap();
                    let _ = value.as_object_mut().map(|object| object.remove("request"));
                    value
                };
                let (status, theirs) = of(&cast, who, method, &path(&one.id), &json!({})).await;
                let (unknown, nobodys) = of(&cast, who, method, &path(one.nobody), &json!({})).await;
                let alike = plain(theirs.clone(), &one.id) == plain(nobodys, one.nobody);
                // A note is nobody else's: who keeps none like it may not even ask.
                let own = who == one.who && one.place != "notes";
                let expected: &[u16] = if own { &[404] } else { &[403, 404] };
                if status != unknown || !alike || !expected.contains(&status) {
                    wrong
                        .push(format!("{method} {} as {who}: {status} (of nobody: {unknown}) {theirs}", path(&one.id)));
                }
            }
        }
    }
    // Nor is it handed in there as evidence.
    let mut evidence = example(&cast, &document, "POST", "/api/v1/o/{organisation}/evidence");
    evidence["uploads"] = json!([all[0].id]);
    evidence["controls"] = json!({});
    let (status, text) = of(&cast, "paul-programme", "POST", "/api/v1/o/beta/evidence", &evidence).await;
    assert!((400..500).contains(&status), "{status} {text}");
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(entries(&cast), before, "something changed");
    // In alpha all of it is as it was: the test can fail.
    for one in &all {
        let (method, rest) = one.asks[0];
        let path = format!("/api/v1/o/alpha/{}/{}{rest}", one.place, one.id);
        let (status, text) = of(&cast, one.who, method, &path, &json!({})).await;
        assert_eq!(status, 200, "{method} {path}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_organisation_names_itself_is_not_there_in_another() {
    let (cast, document) = (shared(), document());
    let mut wrong = Vec::new();
    for (place, name) in [("columns", "name"), ("staff/positions", "position"), ("sampling-profiles", "profile")] {
        let pattern = format!("/api/v1/o/{{organisation}}/{place}/{{{name}}}");
        let mut said = example(&cast, &document, "PUT", &pattern);
        if name == "position" {
            said["reports_to"] = json!("");
        }
        let path = |organisation: &str, id: &str| format!("/api/v1/o/{organisation}/{place}/{id}");
        let (status, text) = of(&cast, "paul-programme", "PUT", &path("alpha", "ofalpha"), &said).await;
        assert!((200..300).contains(&status), "{place}: {status} {text}");
        let there = of(&cast, "paul-programme", "GET", &path("alpha", "ofalpha"), &json!({})).await;
        assert_eq!(there.0, 200, "{place}: {}", there.1);
        for who in ["paul-programme", "bea-beta"] {
            let (theirs, _) = of(&cast, who, "GET", &path("beta", "ofalpha"), &json!({})).await;
            let (nobodys, _) = of(&cast, who, "GET", &path("beta", "ofnobody"), &json!({})).await;
            let (_, all) = of(&cast, who, "GET", &format!("/api/v1/o/beta/{place}"), &json!({})).await;
            if (theirs, nobodys) != (404, 404) || all.to_string().contains("ofalpha") {
                wrong.push(format!("{place} as {who}: {theirs}, of nobody {nobodys}, in a list: {all}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
