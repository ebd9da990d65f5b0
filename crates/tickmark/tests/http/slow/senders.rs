//! Senders at real sockets: who trickles, who stops, and who is only slow.

use super::cast::Cast;
use super::socket::{Answer, Listening, now, trickle};
use std::io::Write;
use std::time::Duration;
use tickmark::patience::Patience;
use tickmark::serve::patient_router;

/// As the real one, with shorter times and a smaller start.
const PATIENCE: Patience = Patience {
    head: Duration::from_millis(700),
    pause: Duration::from_millis(500),
    whole: Duration::from_millis(1_200),
    start: 64 * 1024,
    rate: 64 * 1024,
    behind: Duration::from_secs(60),
    answer_rate: 8 * 1024,
};
/// Long enough for hundreds to gather, also on a machine that does other work.
const GATHERING: Patience = Patience {
    head: Duration::from_secs(12),
    pause: Duration::from_secs(12),
    whole: Duration::from_secs(12),
    ..PATIENCE
};
/// Long enough for somebody who does nothing wrong, on a machine that now and then does other work for a while.
const UPLOADING: Patience = Patience { pause: Duration::from_secs(2), whole: Duration::from_millis(1_500), ..PATIENCE };
/// Between two parts of what trickles.
const STEP: Duration = Duration::from_millis(60);
/// A caller who does nothing wrong is answered within this, whoever else is there: sooner than anybody is given up for whom
/// the server waits longest here.
const SOON: Duration = Duration::from_secs(10);
/// Longest for something to happen that has to, on a machine that does other work.
pub(crate) const SURELY: Duration = Duration::from_secs(60);

fn serving(cast: &Cast, patience: Patience) -> Listening {
    Listening::to(patient_router(cast.doors.clone(), patience), patience)
}

fn head(cast: &Cast, method: &str, path: &str, kind: &str, length: usize, more: &str) -> String {
    let (cookie, secret) = (&cast.cookies["paul-programme"], cast.cookies["paul-programme"].split_once('=').unwrap().1);
    format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
         Authorization: Bearer {secret}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{more}\r\n"
    )
}

/// Somebody who does nothing wrong is answered meanwhile.
pub(crate) fn answered_meanwhile(server: &Listening) {
    let began = now();
    let answer = server.answer(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(began.elapsed() < SOON, "answered after {:?}", began.elapsed());
}

fn given_up(answer: &Answer, kind: &str) {
    assert_eq!(answer.status, 408, "{answer:?}");
    assert!(answer.head.contains("connection: close"), "{answer:?}");
    assert!(answer.head.contains(&format!("content-type: {kind}")), "{answer:?}");
    assert!(answer.body.contains("came too slowly"), "{answer:?}");
    assert!(answer.head.contains("content-security-policy") && answer.head.contains("x-request-id"), "{answer:?}");
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

#[test]
fn a_head_that_trickles_ends_its_connection() {
    let cast = Cast::gathered();
    let server = serving(&cast, PATIENCE);
    let text = format!("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-Long: {}\r\n\r\n", "x".repeat(2_000));
    let (answer, took) = trickle(&mut server.line(), text.as_bytes(), 1, STEP);
    assert!([0, 408].contains(&answer.status), "{answer:?}");
    assert!(took >= PATIENCE.head && took < SURELY, "{took:?}");
    // A connection on which nothing comes at all, also after an answer, is no different.
    for first in ["", "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n"] {
        let mut line = server.line();
        line.write_all(first.as_bytes()).unwrap();
        let answer = Answer::read(&mut line);
        assert_eq!(answer.status, if first.is_empty() { 0 } else { 200 }, "{answer:?}");
    }
    answered_meanwhile(&server);
}

#[test]
fn a_body_that_trickles_is_given_up_at_every_door() {
    let cast = Cast::gathered();
    let server = serving(&cast, PATIENCE);
    let before = cast.entries();
    for (path, kind, answered) in [
        ("/sign-in", FORM, "text/html"),
        ("/o/alpha/controls", FORM, "text/html"),
        ("/api/v1/o/alpha/controls", JSON, "application/problem+json"),
    ] {
        let mut line = server.line();
        line.write_all(head(&cast, "POST", path, kind, 4_000, "").as_bytes()).unwrap();
        let (answer, took) = trickle(&mut line, &[b'a'; 4_000], 1, STEP);
        given_up(&answer, answered);
        assert!(took >= PATIENCE.whole && took < SURELY, "POST {path}: {took:?}");
        assert_eq!(answer.body.contains("\"code\":\"too_slow\""), path.starts_with("/api/"), "{answer:?}");
    }
    answered_meanwhile(&server);
    assert_eq!(cast.entries(), before);
}

#[test]
fn a_body_that_stops_is_given_up_after_the_pause() {
    let cast = Cast::gathered();
    let server = serving(&cast, PATIENCE);
    for (sent, more) in [("id=AC-9&name=", ""), ("", "Expect: 100-continue\r\n")] {
        let mut line = server.line();
        let began = now();
        line.write_all(head(&cast, "POST", "/o/alpha/controls", FORM, 500, more).as_bytes()).unwrap();
        line.write_all(sent.as_bytes()).unwrap();
        let mut answer = Answer::read(&mut line);
        if answer.status == 100 {
            // The answer after the one that asked for the body.
            let (head, body) = answer.body.split_once("\r\n\r\n").unwrap();
            let status = head.split(' ').nth(1).unwrap().parse().unwrap();
            answer = Answer { status, head: head.to_lowercase(), body: body.to_owned() };
        }
        given_up(&answer, "text/html");
        assert!(began.elapsed() >= PATIENCE.pause && began.elapsed() < SURELY, "{:?}", began.elapsed());
    }
}

/// An upload of the browser and a piece of one through the API: neither is cut off while it comes well.
#[test]
fn an_upload_may_take_longer_than_a_form_and_may_not_stop() {
    let cast = Cast::gathered();
    let server = serving(&cast, UPLOADING);
    let before = cast.entries();
    let begin = format!("{{\"name\":\"log.txt\",\"size\":{}}}", 600 * 1024);
    let uploads = "/api/v1/o/alpha/evidence-uploads";
    let begun = server.answer(
        &[head(&cast, "POST", uploads, JSON, begin.len(), "Connection: close\r\n"), begin].concat().into_bytes(),
    );
    assert_eq!(begun.status, 201, "{begun:?}");
    let id = begun.body.split("\"upload\":\"").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("{uploads}/{id}");
    let opening = |offset: usize| {
        let more = format!("Upload-Offset: {offset}\r\nConnection: close\r\n");
        head(&cast, "PATCH", &address, "application/octet-stream", 600 * 1024 - offset, &more)
    };
    // The start comes at once and the rest stops, or comes far below the rate.
    for (size, pause) in [(0, STEP), (512, STEP)] {
        let mut line = server.line();
        line.write_all(opening(0).as_bytes()).unwrap();
        line.write_all(&[b'a'; 70 * 1024]).unwrap();
        let rest = vec![b'a'; if size == 0 { 0 } else { 200 * 1024 }];
        let (answer, took) = trickle(&mut line, &rest, size.max(1), pause);
        given_up(&answer, "application/problem+json");
        assert!(took < SURELY, "{took:?}");
    }
    // More than twice the rate, for several times as long as an ordinary body may take.
    let mut line = server.line();
    line.write_all(opening(0).as_bytes()).unwrap();
    let (answer, took) = trickle(&mut line, &vec![b'a'; 600 * 1024], 16 * 1024, Duration::from_millis(100));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(took > UPLOADING.whole * 2, "{took:?}");
    // The form of the page with its files, which stops within a file.
    let part = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n";
    let mut line = server.line();
    let kind = "multipart/form-data; boundary=part";
    line.write_all(head(&cast, "POST", "/o/alpha/evidence", kind, 900_000, "").as_bytes()).unwrap();
    line.write_all(&[part.as_bytes(), &[b'a'; 80 * 1024]].concat()).unwrap();
    given_up(&Answer::read(&mut line), "text/html");
    answered_meanwhile(&server);
    assert_eq!(cast.entries(), before, "what broke off was recorded");
}

#[test]
fn two_hundred_slow_senders_hold_nobody_and_leave_nothing() {
    let cast = Cast::gathered();
    let server = serving(&cast, GATHERING);
    answered_meanwhile(&server);
    let before = server.at_rest();
    let lines: Vec<_> = (0..200)
        .map(|n| {
            let mut line = server.line();
            let all = head(&cast, "POST", "/o/alpha/controls", FORM, 100_000, "");
            let sent = if n % 2 == 0 { &all[..40] } else { all.as_str() };
            line.write_all(sent.as_bytes()).unwrap();
            line
        })
        .collect();
    // A machine that does other work takes them up later.
    let most = (0..800).map(|_| {
        std::thread::sleep(Duration::from_millis(5));
        server.tasks()
    });
    let most = most.into_iter().find(|tasks| *tasks >= 100);
    assert!(most.is_some(), "there were never 100 at once");
    for _ in 0..5 {
        answered_meanwhile(&server);
    }
    for mut line in lines {
        let answer = Answer::read(&mut line);
        assert!([0, 408].contains(&answer.status), "{answer:?}");
    }
    server.calms_down_to(before);
}
