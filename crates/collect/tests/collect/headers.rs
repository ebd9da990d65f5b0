//! Headers of a real HTTP server.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread;

use collect::{Expectation, Header, HttpHeaders, Outcome, What};
use outgoing::HostPort;
use serde_json::json;

use crate::bench::{Bench, said};

const GOOD: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nStrict-Transport-Security: Max-Age=63072000\r\n\
    X-Content-Type-Options: nosniff\r\nSet-Cookie: sid=geheim-1234; Secure; HttpOnly\r\n\
    Set-Cookie: b=geheim-5678\r\n\r\nok";

fn serve(answer: &str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let answer = answer.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut asked = [0; 4096];
            let _ = stream.read(&mut asked);
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    at
}

fn what(at: SocketAddr, expect: &[(&str, Expectation)]) -> What {
    let expect = expect.iter().map(|(name, is)| Header { name: (*name).to_owned(), is: is.clone() }).collect();
    What::HttpHeaders(HttpHeaders { url: format!("http://{at}/"), expect })
}

fn bench(at: SocketAddr) -> Bench {
    Bench::reaching(vec![HostPort::new("127.0.0.1", at.port()).unwrap()], Vec::new())
}

fn contains(text: &str) -> Expectation {
    Expectation::Contains(text.to_owned())
}

#[test]
fn met_expectations_pass_and_cookies_are_not_kept() {
    let at = serve(GOOD);
    let equals = Expectation::Equals("nosniff".to_owned());
    let (found, verdict) = bench(at).judged(what(
        at,
        &[
            ("Strict-Transport-Security", contains("max-age=63072000")),
            ("x-content-type-options", equals),
            ("Set-Cookie", contains("httponly")),
            ("server", Expectation::Absent),
            ("content-length", Expectation::Present),
        ],
    ));
    said(&verdict, Outcome::Pass, "5 expectations are met");
    assert_eq!((&found["status"], &found["unmet"]), (&json!(200), &json!(0)));
    let cookies = json!(["sid=[not kept]; Secure; HttpOnly", "b=[not kept]"]);
    assert_eq!(found["headers"]["set-cookie"], cookies);
    assert!(!found.to_string().contains("geheim"), "{found}");
    let (_, verdict) = bench(at).judged(what(at, &[("server", Expectation::Absent)]));
    assert_eq!((verdict.result, verdict.reason.as_str()), (Outcome::Pass, "1 expectation is met"));
}

#[test]
fn each_unmet_expectation_is_named() {
    let at = serve(GOOD);
    let (found, verdict) = bench(at).judged(what(
        at,
        &[
            ("Content-Security-Policy", Expectation::Present),
            ("x-content-type-options", Expectation::Equals("NOSNIFF".to_owned())),
            ("set-cookie", Expectation::Equals("b=geheim-5678".to_owned())),
            ("content-length", Expectation::Absent),
            ("content-length", Expectation::Present),
        ],
    ));
    assert_eq!(found["unmet"], 4);
    said(&verdict, Outcome::Fail, "content-security-policy: not present");
    said(&verdict, Outcome::Fail, "content-length: not absent");
}

#[test]
fn an_error_page_a_redirection_and_silence_are_unknown() {
    let expect = [("content-length", Expectation::Present)];
    let error = serve("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
    said(&bench(error).judged(what(error, &expect)).1, Outcome::Unknown, "status 503");
    let moved = serve("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.test/\r\nContent-Length: 0\r\n\r\n");
    said(&bench(moved).judged(what(moved, &expect)).1, Outcome::Unknown, "points elsewhere");
    let silent = serve("");
    said(&bench(silent).judged(what(silent, &expect)).1, Outcome::Unknown, "nothing was collected");
    said(&Bench::new().judged(what(error, &expect)).1, Outcome::Unknown, "nothing was collected");
}
