//! In the address and in the body: evidence, engagements, suppliers, collectors, risks, statements, nonconformities,
//! documents, registers, internal audits and management reviews.

use super::bodies::{body, document};
use super::cast::Cast;
use super::{both, entries};
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use serde_json::Value;
use tower::ServiceExt;

/// Names in an address, and an id that nobody has.
pub(super) const OBJECTS: [(&str, &str); 27] = [
    ("answer", "AN-99"),
    ("asked", "CR-99"),
    ("audit", "IA-99"),
    ("certification", "CT-99"),
    ("certification_body", "CB-99"),
    ("collector", "CO-99"),
    ("engagement", "EN-99"),
    ("evidence", "EV-99"),
    ("exception", "EX-99"),
    ("incident", "SI-99"),
    ("letter", "BL-99"),
    ("management_review", "RV-99"),
    ("nonconformity", "NC-99"),
    ("own_cuec", "CU-99"),
    ("package", "PK-99"),
    ("policy", "PL-99"),
    ("population", "PO-99"),
    ("programme", "AP-99"),
    ("questionnaire", "QN-99"),
    ("record", "OBJ-99"),
    ("risk", "RI-99"),
    ("review", "SR-99"),
    ("sample", "SA-99"),
    ("scorecard", "SC-99"),
    ("soa", "SOA-99"),
    ("supplier", "SU-99"),
    ("test", "TE-99"),
];

/// Method, path, and the name in it with an id that nobody has.
type Operation = (String, String, Option<(&'static str, &'static str)>);

/// Operations of an organisation with the name in their address that stands for such an object, if there is one.
fn operations(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    for (pattern, item) in document["paths"].as_object().unwrap() {
        let object = OBJECTS.into_iter().find(|(name, _)| pattern.contains(&format!("{{{name}}}")));
        let methods = ["get", "post", "put", "patch", "delete"].into_iter().filter(|method| item.get(method).is_some());
        let inside = pattern.contains("/o/{organisation}/");
        found.extend(methods.filter(|_| inside).map(|method| (method.to_uppercase(), pattern.clone(), object)));
    }
    found
}

/// What beta's founder is answered with, without what differs by itself.
pub(super) async fn asked(
    cast: &Cast,
    method: &str,
    path: &str,
    id: &str,
    (media, body): (String, Vec<u8>),
) -> (u16, String) {
    let secret = cast.cookies["bea-beta"].split_once('=').unwrap().1;
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::IF_MATCH, "*")
        .header(header::AUTHORIZATION, format!("Bearer {secret}"))
        .header(header::CONTENT_TYPE, media)
        .body(Body::from(body))
        .unwrap();
    let answer = cast.router.clone().oneshot(request).await.unwrap();
    let status = answer.status().as_u16();
    let text = to_bytes(answer.into_body(), 32 * 1024 * 1024).await.unwrap();
    let text = String::from_utf8_lossy(&text).replace(id, "ID");
    let plain = serde_json::from_str(&text).map_or(text, |mut value: Value| {
        let _ = value.as_object_mut().map(|object| object.remove("request"));
        value.to_string()
    });
    (status, plain)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_organisation_has_is_as_unknown_in_an_address_as_what_nobody_has() {
    let (cast, document) = (both(), document());
    let (before, mut wrong, mut seen) = (entries(&cast), Vec::new(), 0);
    for (method, pattern, object) in operations(&document) {
        let Some((name, nobody)) = object else { continue };
        let with = |id: &str| cast.path(&pattern.replace("{organisation}", "beta").replace(&format!("{{{name}}}"), id));
        let theirs = cast.ids[name].as_str();
        let told = body(&cast, &document, &method, &pattern);
        let (status, text) = asked(&cast, &method, &with(theirs), theirs, told.clone()).await;
        let unknown = asked(&cast, &method, &with(nobody), nobody, told).await;
        seen += 1;
        if !(400..500).contains(&status) || (status, &text) != (unknown.0, &unknown.1) {
            wrong.push(format!("{method} {pattern}: {status} {text}\n    and of nobody: {} {}", unknown.0, unknown.1));
        }
        if entries(&cast) != before {
            wrong.push(format!("{method} {pattern}: something changed"));
            break;
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 180, "only {seen} operations take such an id");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_organisation_has_is_not_taken_in_a_body() {
    let (cast, document) = (both(), document());
    let (before, mut wrong, mut seen) = (entries(&cast), Vec::new(), 0);
    for (method, pattern, object) in operations(&document) {
        let (media, told) = body(&cast, &document, &method, &pattern);
        let text = String::from_utf8_lossy(&told).into_owned();
        // `AC-2` is a control of alpha; the others are numbered by each organisation, and beta has none yet.
        let names = OBJECTS.iter().any(|(name, _)| text.contains(&format!("\"{}\"", cast.ids[name])));
        // A try keeps nothing, and the engagement of an access is a title in words.
        let words = pattern.ends_with("/collectors/try") || pattern.ends_with("/grants");
        if words || method == "GET" || object.is_some() || !(names || text.contains("\"AC-2\"")) {
            continue;
        }
        let path = cast.path(&pattern.replace("{organisation}", "beta"));
        let (status, answer) = asked(&cast, &method, &path, "no id", (media, told)).await;
        seen += 1;
        if !(400..500).contains(&status) {
            wrong.push(format!("{method} {pattern} with {text}: {status} {answer}"));
        }
        if entries(&cast) != before {
            wrong.push(format!("{method} {pattern} with {text}: something changed"));
            break;
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 3, "only {seen} bodies name such an id");
}
