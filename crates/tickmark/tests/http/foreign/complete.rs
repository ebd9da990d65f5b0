//! No name in an address without a test: each is asked for as another organisation's, or is named here with the reason why
//! it is not.

use super::bodies::document;
use super::routes::PAGES;
use super::{assurance, paths, underway};
use std::collections::{BTreeMap, BTreeSet};

/// Names that stand for a part of something that is asked for by its own name in the same address.
const PARTS: [&str; 11] =
    ["act", "check", "cuec", "file", "line", "number", "page", "row", "statement", "step", "version"];

/// Names that stand for nothing that one organisation has and another has not, and why.
const REASONS: [(&str, &str); 19] = [
    ("organisation", "the organisation itself: canaries.rs asks every door of it as a stranger"),
    ("ask", "a number: each organisation counts what visitors ask it from 1, and looks under its own ledger alone"),
    ("clause", "of ISO/IEC 27001, which everybody has"),
    ("document", "of the library; one that is adopted goes by the id that stands in it, in each organisation its own"),
    ("entry", "a number: each ledger counts its own from 0, and canaries.rs looks that no other is read"),
    ("figure", "one of the figures that the planner reads, which everybody has"),
    ("framework", "of the library, or adopted as documents are"),
    ("id", "in pages: of a control, a crosswalk, a framework, an item, a deed or a waiver, each asked for by the API"),
    ("item", "a criterion, clause or control of a framework; in pages of evidence an item, asked for by the API"),
    ("kind", "of an object; the id beside it is asked for in its own address"),
    ("layer", "of the library"),
    ("object", "in pages: a population, sample, test or exception, each asked for by the API"),
    ("paper", "one of the papers, which everybody has; what it is about is asked for by the question behind it"),
    ("register", "one of the kinds of registers, which everybody has"),
    ("report", "in pages: a review of a supplier, asked for by the API"),
    ("suggestion", "of the library"),
    ("track", "of the tables of time and cost, which everybody has"),
    ("phase", "of the tables of time and cost, which everybody has"),
    ("key", "of the tables of time and cost, which everybody has"),
];

/// The names in an address.
fn names(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// The names in addresses of an organisation, each with the addresses: of the API, and of pages.
fn named() -> BTreeMap<String, BTreeSet<String>> {
    let document = document();
    let documented = document["paths"].as_object().unwrap().keys().map(String::as_str);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for pattern in documented.chain(PAGES.iter().map(|(_, path, ..)| *path)) {
        for name in names(pattern).filter(|_| pattern.contains("/o/{organisation}")) {
            found.entry(name.to_owned()).or_default().insert(pattern.to_owned());
        }
    }
    found
}

#[test]
fn every_name_in_an_address_is_asked_for_or_has_a_reason() {
    let asked: BTreeSet<&str> =
        assurance::OBJECTS.iter().chain(&paths::OBJECTS).map(|(name, _)| *name).chain(underway::NAMES).collect();
    let reasons: BTreeMap<&str, &str> = REASONS.into();
    let (named, mut wrong) = (named(), Vec::new());
    assert!(named.len() > 50 && named["organisation"].len() > 600, "the addresses could not be read: {named:?}");
    for (name, patterns) in &named {
        let name = name.as_str();
        let ways = [asked.contains(name), PARTS.contains(&name), reasons.contains_key(name)];
        match ways.into_iter().filter(|way| *way).count() {
            0 => wrong.push(format!("{{{name}}} is asked for nowhere, and has no reason: {patterns:?}")),
            1 => {}
            _ => wrong.push(format!("{{{name}}} stands in two lists")),
        }
        // A part is asked for with the whole; the whole is something else than a part.
        let whole = |pattern: &&String| {
            names(pattern).any(|other| other != "organisation" && !PARTS.contains(&other) && named.contains_key(other))
        };
        if PARTS.contains(&name) && !patterns.iter().all(|pattern| whole(&pattern)) {
            wrong.push(format!("{{{name}}} is no part of anything else in {patterns:?}"));
        }
    }
    let known = asked.iter().chain(&PARTS).chain(reasons.keys());
    wrong.extend(
        known.filter(|name| !named.contains_key(**name)).map(|name| format!("{{{name}}} stands in no address")),
    );
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
