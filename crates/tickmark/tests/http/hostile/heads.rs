//! Heads of requests that are too much: refused by their status, and the next caller is answered.

use super::cast::Cast;
use super::socket::Listening;
use tickmark::connections::{MAX_HEAD, MAX_HEADERS};
use tickmark::patience::Patience;

const START: &str = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n";

fn get(path: &str, more: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\n{START}{more}\r\n").into_bytes()
}

fn headers(number: usize) -> String {
    (0..number).map(|n| format!("X-{n}: a\r\n")).collect()
}

#[test]
fn heads_that_are_too_much_are_refused_and_hold_nobody() {
    let cast = Cast::gathered();
    let server = Listening::to(cast.router.clone(), Patience::default());
    let cookie = &cast.cookies["paul-programme"];
    let signed = format!("Cookie: {cookie}\r\n");
    let bearer = format!("Authorization: Bearer {}\r\n", cookie.split_once('=').unwrap().1);
    let (kib, pairs) = (1024, (0..10_000).map(|n| format!("q{}=a&", n % 7)).collect::<String>());
    let before = cast.entries();
    for (what, sent, expected) in [
        ("1,000 headers", get("/sign-in", &headers(1_000)), &[431][..]),
        ("one header too many", get("/sign-in", &headers(MAX_HEADERS)), &[431]),
        ("a header of 100 KiB", get("/sign-in", &format!("X-Long: {}\r\n", "x".repeat(100 * kib))), &[431]),
        ("a header's name of 70 KiB", get("/sign-in", &format!("{}: x\r\n", "x".repeat(70 * kib))), &[400, 431]),
        ("an address of 100 KiB", get(&format!("/{}", "a".repeat(100 * kib)), ""), &[414, 431]),
        ("a query of 100 KiB", get(&format!("/o/alpha/controls?q={}", "a".repeat(100 * kib)), &signed), &[414, 431]),
        ("a cookie of 64 KiB", get("/", &format!("Cookie: a={}\r\n", "x".repeat(MAX_HEAD))), &[431]),
        (
            "a bearer of 64 KiB",
            get("/api/v1/me", &format!("Authorization: Bearer {}\r\n", "x".repeat(MAX_HEAD))),
            &[431],
        ),
        ("no head at all", b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n".to_vec(), &[400]),
        ("two lengths", get("/sign-in", "Content-Length: 5\r\nContent-Length: 6\r\n"), &[400]),
        (
            "length and chunks",
            b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\
            Transfer-Encoding: chunked, x\r\nConnection: close\r\n\r\n0\r\n\r\n"
                .to_vec(),
            &[400],
        ),
        // As much as is taken: what is asked is answered, or said to be unknown.
        ("many headers", get("/sign-in", &headers(90)), &[200]),
        ("a cookie of 60 KiB", get("/", &format!("Cookie: a={}\r\n", "x".repeat(60 * kib))), &[303]),
        (
            "a bearer of 60 KiB",
            get("/api/v1/me", &format!("Authorization: Bearer {}\r\n", "x".repeat(60 * kib))),
            &[401],
        ),
        ("an id of 60 KiB", get(&format!("/o/alpha/controls/{}", "a".repeat(60 * kib)), &signed), &[404]),
        ("an id of 60 KiB", get(&format!("/api/v1/o/alpha/controls/{}", "a".repeat(60 * kib)), &bearer), &[404]),
        ("10,000 pairs", get(&format!("/o/alpha/controls?{pairs}"), &signed), &[200, 400]),
        ("10,000 pairs", get(&format!("/api/v1/o/alpha/controls?{pairs}"), &bearer), &[200, 400]),
        ("10,000 pairs", get(&format!("/sign-in?{pairs}"), ""), &[200, 400]),
    ] {
        let answer = server.answer(&sent);
        assert!(
            expected.contains(&answer.status),
            "{what}: {} instead of {expected:?}: {}",
            answer.status,
            answer.head
        );
        assert!(answer.head.len() < 8 * kib && answer.body.len() < 2 * kib * kib, "{what}: it is repeated at length");
        let next = server.answer(&get("/sign-in", ""));
        assert_eq!(next.status, 200, "after {what}: {next:?}");
    }
    assert_eq!(cast.entries(), before);
}
