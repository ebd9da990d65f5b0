//! Which headers every answer carries: answers, refusals, downloads, what is not there, what was not for us.

use super::cast::Cast;
use super::doors;
use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use tickmark::serve::{Doors, MAX_BODY, Reach, router};
use tower::ServiceExt;

const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; \
    require-trusted-types-for 'script'";
const FILE: &str = "default-src 'none'; sandbox";

/// What is wrong with a head, in words; empty when it is as promised.
fn wrong(path: &str, head: &HeaderMap) -> Vec<String> {
    let of = |name: &str| {
        let all: Vec<_> = head.get_all(name).iter().map(|v| v.to_str().unwrap_or("?")).collect();
        all.join(" | ")
    };
    let mut wrong = Vec::new();
    let mut is = |name: &str, expected: &str| {
        if of(name) != expected {
            wrong.push(format!("{name}: `{}`, expected `{expected}`", of(name)));
        }
    };
    is("content-security-policy", if of("content-disposition").starts_with("attachment") { FILE } else { PAGE });
    is("x-content-type-options", "nosniff");
    is("referrer-policy", "no-referrer");
    is("cross-origin-opener-policy", "same-origin");
    is("cross-origin-resource-policy", "same-origin");
    let asset = path.starts_with("/assets/") && !of("etag").is_empty();
    is("cache-control", if asset { "no-cache" } else { "no-store" });
    for name in ["access-control-allow-origin", "access-control-allow-credentials", "server", "x-powered-by"] {
        is(name, "");
    }
    let off = of("permissions-policy");
    for feature in ["camera", "microphone", "geolocation", "payment", "usb", "display-capture", "serial", "hid"] {
        if !off.split(", ").any(|part| part == format!("{feature}=()")) {
            wrong.push(format!("permissions-policy leaves {feature} on: `{off}`"));
        }
    }
    let kind = of("content-type");
    let shown = kind.is_empty() || !of("content-disposition").is_empty() || !path.contains('.');
    if !shown && ["text/csv", "spreadsheet", "octet-stream"].iter().any(|k| kind.contains(k)) {
        wrong.push(format!("{kind} is not an attachment"));
    }
    for cookie in head.get_all(header::SET_COOKIE) {
        let cookie = cookie.to_str().unwrap_or_default();
        let session = cookie.starts_with("tickmark-session=") || cookie.starts_with("__Host-sid=");
        if session && !(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/")) {
            wrong.push(format!("a cookie that scripts can read: {}", cookie.split_once('=').unwrap_or_default().0));
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_every_door_carries_every_header() {
    let cast = Cast::gathered();
    let (mut found, mut files) = (Vec::new(), 0);
    for who in [None, Some("olga-owner"), Some("bea-beta")] {
        for door in doors(&cast).iter().filter(|door| door.method == "GET" || who != Some("olga-owner")) {
            let mut request = Request::builder()
                .method(door.method.as_str())
                .uri(&door.path)
                .header(header::HOST, "localhost")
                .header("sec-fetch-site", "same-origin")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            if let Some(who) = who {
                let secret = cast.cookies[who].split_once('=').unwrap().1;
                let token = (header::AUTHORIZATION, format!("Bearer {secret}"));
                let cookie = (header::COOKIE, cast.cookies[who].clone());
                let (name, value) = if door.for_programs() { token } else { cookie };
                request = request.header(name, value);
            }
            let request = request.body(Body::from(door.form.clone())).unwrap();
            let answer = cast.router.clone().oneshot(request).await.unwrap();
            files += usize::from(answer.headers().contains_key(header::CONTENT_DISPOSITION));
            for what in wrong(&door.path, answer.headers()) {
                let (method, path, status) = (&door.method, &door.path, answer.status());
                found.push(format!("{method} {path} as {who:?} ({status}): {what}"));
            }
        }
    }
    assert!(files >= 8, "only {files} downloads were seen");
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_at_the_threshold_carries_them_too() {
    let cast = Cast::gathered();
    let asked = |method: &str, path: &str, head: &[(&str, &str)]| {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in head {
            request = request.header(*name, *value);
        }
        cast.router.clone().oneshot(request.body(Body::empty()).unwrap())
    };
    let (local, large) = (("host", "localhost"), (MAX_BODY + 1).to_string());
    let json = ("content-type", "application/json");
    for (method, path, head, status) in [
        ("GET", "/", &[("host", "evil.example")][..], 421),
        ("GET", "/", &[], 421),
        ("POST", "/sign-in", &[local, ("sec-fetch-site", "cross-site")], 403),
        ("POST", "/sign-in", &[local, ("referer", "https://evil.example/a")], 403),
        ("POST", "/sign-in", &[local, ("content-length", &large)], 413),
        ("POST", "/api/v1/organisations", &[local, json, ("content-length", &large)], 413),
        ("DELETE", "/sign-in", &[local], 405),
        ("TRACE", "/", &[local], 405),
        ("OPTIONS", "/api/v1/organisations", &[local, ("origin", "https://evil.example")], 405),
        ("GET", "/o/%00/%ff", &[local], 404),
        ("GET", "/nowhere", &[local], 404),
    ] {
        let answer = asked(method, path, head).await.unwrap();
        assert_eq!(answer.status(), status, "{method} {path} {head:?}");
        assert_eq!(wrong(path, answer.headers()), Vec::<String>::new(), "{method} {path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_is_asked_for_where_it_is_spoken_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    for (public, expected) in
        [(None, None), (Some("https://tickmark.example.org"), Some("max-age=63072000; includeSubDomains"))]
    {
        let app = app::App::open(&app::Config::folder(folder.path()), app::Clock::system()).unwrap();
        let router = router(Doors::new(app, Reach { public: public.map(str::to_owned) }));
        let host = public.map_or("localhost", |p| p.trim_start_matches("https://"));
        for path in ["/sign-in", "/assets/tickmark.css", "/nowhere", "/api/v1/organisations", "/o/alpha"] {
            let request = Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap();
            let answer = router.clone().oneshot(request).await.unwrap();
            let said = answer.headers().get(header::STRICT_TRANSPORT_SECURITY).map(|v| v.to_str().unwrap());
            assert_eq!(said, expected, "{path}");
            assert_eq!(wrong(path, answer.headers()), Vec::<String>::new(), "{path}");
        }
    }
}
