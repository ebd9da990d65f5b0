//! The page holds every operation, leads nowhere that is not there, and brings no script or style of its own.

use super::{METHODS, body, said, tags};
use std::collections::BTreeSet;

fn page() -> String {
    body(said(), "http://localhost:7390").into_string()
}

#[test]
fn every_operation_is_on_the_page_once() {
    let page = page();
    let mut count = 0;
    for (path, item) in said()["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(METHODS.contains(&method.as_str()), "{path}: the page knows no {method}");
            let id = operation["operationId"].as_str().unwrap();
            assert_eq!(page.matches(&format!("id=\"op-{id}\"")).count(), 1, "{path} {id}");
            let tag = operation["tags"][0].as_str().unwrap();
            assert!(tags(said()).any(|(name, _)| name == tag), "{path}: the tag {tag} is not described");
            count += 1;
        }
    }
    assert!(page.contains(&format!("{count} operations under")));
}

#[test]
fn every_link_on_the_page_leads_somewhere() {
    let page = page();
    let anchors: BTreeSet<&str> = page.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    for place in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(anchors.contains(place), "#{place}");
    }
}

#[test]
fn the_page_keeps_the_content_security_policy() {
    let page = page();
    assert!(!page.contains("<script") && !page.contains(" style=") && !page.contains("<style"));
    for leads in ["href=\"http", "src=", "url("] {
        assert!(!page.contains(leads), "nothing is fetched from elsewhere, and nothing leads there: {leads}");
    }
}

#[test]
fn every_operation_can_be_tried() {
    let page = page();
    assert!(page.contains("curl -X PUT &quot;http://localhost:7390/api/v1/o/$ORGANISATION/people/$PERSON/roles&quot;"));
    assert!(page.contains("-H &quot;If-Match: $ETAG&quot;") && page.contains("Idempotency-Key: $(uuidgen)"));
    assert!(!page.contains("-d '{}'"), "an example that says nothing");
}
