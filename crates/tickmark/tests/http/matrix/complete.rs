//! No route without a line in the matrix, no line without a route.

use super::operations::API;
use super::routes::PAGES;
use std::collections::BTreeSet;
use std::path::Path;

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// Method and path of every `.route("...", get(..).post(..))` under a folder of the source.
fn routed(folder: &str) -> BTreeSet<(String, String)> {
    let mut texts = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder), &mut texts);
    let mut found = BTreeSet::new();
    for text in texts {
        for part in text.split(".route(").skip(1) {
            let Some((path, rest)) = part.trim_start().strip_prefix('"').and_then(|p| p.split_once('"')) else {
                continue;
            };
            // What belongs to this route ends where its brackets close.
            let mut depth = 1;
            let own: String = rest
                .chars()
                .take_while(|c| {
                    depth += i32::from(*c == '(') - i32::from(*c == ')');
                    depth > 0
                })
                .collect();
            for method in ["get", "post", "put", "delete", "patch", "any"] {
                let called = |at: usize| {
                    let before = own[..at].chars().next_back();
                    before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
                };
                if own.match_indices(&format!("{method}(")).any(|(at, _)| called(at)) {
                    found.insert((method.to_uppercase(), path.to_owned()));
                }
            }
        }
    }
    found
}

#[test]
fn every_page_has_a_line() {
    let routed = routed("web");
    assert!(routed.len() > 100, "the source could not be read: {routed:?}");
    let listed: BTreeSet<(String, String)> =
        PAGES.iter().map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned())).collect();
    let missing: Vec<_> = routed.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&routed).collect();
    assert!(missing.is_empty() && gone.is_empty(), "without a line: {missing:#?}\nwithout a route: {gone:#?}");
}

#[test]
fn every_operation_of_the_api_has_a_line() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json")).unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in
            item.as_object().unwrap().keys().filter(|m| ["get", "post", "put", "patch", "delete"].contains(&m.as_str()))
        {
            documented.insert((method.to_uppercase(), path.clone()));
        }
    }
    let listed: BTreeSet<(String, String)> =
        API.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    let missing: Vec<_> = documented.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&documented).collect();
    assert!(missing.is_empty() && gone.is_empty(), "without a line: {missing:#?}\nwithout an operation: {gone:#?}");
}
