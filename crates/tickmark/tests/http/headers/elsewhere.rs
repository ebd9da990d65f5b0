//! A page elsewhere makes a browser send a request with the cookie of whoever is signed in: nothing changes by it.

use super::cast::Cast;
use super::doors;
use axum::body::Body;
use axum::http::{Request, header};
use tower::ServiceExt;

/// How a browser tells that the page was another's.
const ELSEWHERE: [&[(&str, &str)]; 6] = [
    &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site"), ("origin", "http://other.localhost")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("referer", "https://evil.example/page?x=http://localhost/")],
];

/// Signed in is whoever may change most; a change is refused to them for where it comes from alone.
const SIGNED_IN: &str = "paul-programme";

async fn status(cast: &Cast, method: &str, path: &str, form: &str, head: &[(&str, &str)]) -> u16 {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::COOKIE, &cast.cookies[SIGNED_IN])
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in head {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(form.to_owned())).unwrap();
    cast.router.clone().oneshot(request).await.unwrap().status().as_u16()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_change_can_be_asked_for_by_a_page_elsewhere() {
    let cast = Cast::gathered();
    let before = cast.entries();
    let mut wrong = Vec::new();
    for door in doors(&cast).iter().filter(|door| door.method != "GET") {
        for head in ELSEWHERE {
            let status = status(&cast, &door.method, &door.path, &door.form, head).await;
            if status != 403 {
                wrong.push(format!("{} {} {head:?}: {status}, expected 403", door.method, door.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(cast.entries(), before, "a page elsewhere changed something");
    // The same forms from a page of our own are not refused for where they come from.
    for head in [&[("sec-fetch-site", "same-origin")][..], &[("origin", "http://localhost")], &[]] {
        let status = status(&cast, "POST", "/o/alpha/controls", "id=OWN-1&name=Own&status=planned", head).await;
        assert_ne!(status, 403, "{head:?}");
    }
    assert_eq!(cast.entries(), before + 1, "the first of three equal forms made the control");
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_changes_nothing() {
    let cast = Cast::gathered();
    let before = cast.entries();
    for door in doors(&cast).iter().filter(|door| door.method == "GET") {
        for (method, query) in [("HEAD", ""), ("GET", &door.form)] {
            let path = format!("{}?{query}", door.path);
            status(&cast, method, &path, "", &[("sec-fetch-site", "none")]).await;
        }
    }
    // The forms of changes, sent as questions.
    for door in doors(&cast).iter().filter(|door| door.method == "POST" && !door.form.starts_with("--")) {
        status(&cast, "GET", &format!("{}?{}", door.path, door.form), "", &[("sec-fetch-site", "none")]).await;
    }
    assert_eq!(cast.entries(), before);
}
