//! Every list of the API comes a page at a time: a cursor leads through all of it, and nobody is given more than the cap.

use super::bodies::document;
use super::cast::{Cast, HOLDERS};
use super::changes::call_with;
use super::expected::{What, may};
use super::operations::API;
use domain::command::Command;
use domain::values::{Control, Status};
use serde_json::Value;
use std::collections::BTreeMap;

/// Most things on one page, as docs/api.md promises.
const CAP: usize = 2_000;
/// Pages that are turned of one list.
const TURNED: usize = 12;

/// Does the document say that an operation takes this word in its query?
fn takes(document: &Value, pattern: &str, name: &str) -> bool {
    let parameters = document["paths"][pattern]["get"]["parameters"].as_array();
    parameters.is_some_and(|all| all.iter().any(|one| one["name"] == name))
}

async fn read(cast: &Cast, document: &Value, who: &str, pattern: &str, query: &str) -> (u16, Value) {
    let path = cast.path(pattern);
    let path = format!("{path}{}{query}", if path.contains('?') { '&' } else { '?' });
    let (status, text) = call_with(cast, document, who, ("GET", pattern), &path, &[]).await;
    (status, serde_json::from_str(&text).unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_leads_through_every_list() {
    let (cast, document) = (Cast::gathered(), document());
    let (mut wrong, mut turned, mut lists) = (Vec::new(), 0, 0);
    let inside = |pattern: &str| pattern.contains("/o/{organisation}/") && takes(&document, pattern, "after");
    let there = |what: &What| !matches!(what, What::Gone(..));
    let asked = |(method, pattern, what): &&(&str, &str, What)| *method == "GET" && inside(pattern) && there(what);
    for (_, pattern, what) in API.iter().filter(asked) {
        let who = HOLDERS.iter().find(|held| may(held, *what)).map_or("paul-programme", |held| held.name);
        let (mut query, mut pages) = ("limit=1".to_owned(), Vec::new());
        let (status, first) = read(&cast, &document, who, pattern, &query).await;
        if status != 200 || first["matching"].as_u64().is_none() {
            wrong.push(format!("GET {pattern} as {who}: {status} {first}"));
            continue;
        }
        lists += 1;
        let (matching, mut page) = (first["matching"].as_u64().unwrap() as usize, first);
        while pages.len() < TURNED {
            let next = page["next"].as_str().map(str::to_owned);
            pages.push(page);
            let Some(next) = next else { break };
            query = format!("limit=1&after={}", next.replace('%', "%25").replace('&', "%26").replace(' ', "%20"));
            page = read(&cast, &document, who, pattern, &query).await.1;
            turned += 1;
        }
        let all = pages.windows(2).all(|two| two[0] != two[1]);
        if pages.len() != matching.clamp(1, TURNED) || !all {
            wrong.push(format!("GET {pattern} as {who}: {} pages of {matching}", pages.len()));
        }
    }
    assert!(wrong.is_empty(), "{} of {lists}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(lists > 40 && turned > 40, "{lists} lists, {turned} pages turned");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_given_more_at_once_than_the_cap() {
    let (cast, document) = (Cast::gathered(), document());
    let control = |n: usize| Control {
        id: format!("MANY-{n:05}"),
        name: "One of many".to_owned(),
        activity: String::new(),
        owner: String::new(),
        kind: String::new(),
        policy: String::new(),
        status: Status::Planned,
        frequency: None,
        links: BTreeMap::new(),
    };
    let controls = (0..=CAP).map(control).collect();
    let many = Command::ImportControls { source: "many.csv".to_owned(), file: None, controls };
    let founder = cast.doors.app.local_operator("cli").unwrap();
    cast.doors.app.change("alpha", &founder, None, many).unwrap();
    let pattern = "/api/v1/o/{organisation}/controls";
    for (limit, expected) in [("", 500), ("limit=1000000000", CAP), ("limit=0", 1)] {
        let (status, page) = read(&cast, &document, "paul-programme", pattern, limit).await;
        let given = page["controls"].as_array().map_or(0, Vec::len);
        assert_eq!((status, given, page["next"].is_string()), (200, expected, true), "{limit}");
        assert!(page["matching"].as_u64().unwrap() as usize > CAP, "{limit}");
    }
}
