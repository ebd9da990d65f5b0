//! In the query: what another organisation has is as unknown there as what nobody has, and finds nothing.

use super::assurance::asked;
use super::bodies::document;
use super::{STRANGER, both, entries};
use crate::matrix::changes::address;

/// Words in a query that take an id: what alpha has, and what nobody has.
const WORDS: [(&str, &str, &str); 5] = [
    ("control", "AC-2", "AC-9"),
    ("engagement", "EN-1", "EN-9"),
    ("owner", STRANGER, "demo-dora-memqer"),
    ("person", STRANGER, "demo-dora-memqer"),
    ("programme", "AP-1", "AP-9"),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_another_organisation_has_is_as_unknown_in_a_query_as_what_nobody_has() {
    let (cast, document) = (both(), document());
    let (before, mut wrong, mut seen) = (entries(&cast), Vec::new(), 0);
    for (pattern, item) in document["paths"].as_object().unwrap() {
        let takes = |word: &str| {
            let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
            parameters.into_iter().any(|one| one["in"] == "query" && one["name"] == word)
        };
        for (word, theirs, nobodys) in WORDS.into_iter().filter(|(word, ..)| takes(word)) {
            // Its address names nothing else that is alpha's.
            if !pattern.contains("/o/{organisation}/") {
                continue;
            }
            let path = address(&cast, &pattern.replace("{organisation}", "beta"));
            let also = if path.ends_with("/package-plan") { "for=cpa&" } else { "" };
            let path = |id: &str| format!("{path}?{also}{word}={id}");
            let none = || (String::new(), Vec::new());
            let own = asked(&cast, "GET", &path(theirs), theirs, none()).await;
            let unknown = asked(&cast, "GET", &path(nobodys), nobodys, none()).await;
            seen += 1;
            if own != unknown || own.0 >= 500 {
                wrong.push(format!("GET {}: {own:?}, and of nobody: {unknown:?}", path(theirs)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 15, "only {seen} queries take an id");
    assert_eq!(entries(&cast), before, "reading changed something");
}
