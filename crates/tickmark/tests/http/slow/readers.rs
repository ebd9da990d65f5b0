//! Readers at real sockets: who stops in the middle of a download, who crawls, and who is only slow.

use super::cast::{Cast, TODAY};
use super::senders::{SURELY, answered_meanwhile};
use super::socket::{Listening, now};
use app::evidence::NewEvidence;
use domain::values::{Classification, Environment, Evidence, EvidenceType, Form, Source, Window};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use tickmark::patience::Patience;
use tickmark::serve::patient_router;

/// A reader may be so far behind 64 KiB a second; everything else is waited for long enough.
const BEHIND: Duration = Duration::from_secs(3);
const RATE: u64 = 64 * 1024;
/// Many times what lies between the file and whoever reads it, and too large to be read before it is sent.
const SIZE: u64 = 9 * 1024 * 1024;

fn patience() -> Patience {
    Patience { behind: BEHIND, answer_rate: RATE, head: SURELY, ..Patience::default() }
}

/// A server with a file to download, and the addresses under which it lies.
fn serving() -> (Cast, Listening, [String; 2]) {
    let cast = Cast::gathered();
    let app = &cast.doors.app;
    let who = app.demo_actor("paul-programme");
    let file = app.receive("alpha", &who, "log.txt", "", &mut std::io::repeat(b'a').take(SIZE)).unwrap();
    let evidence = Evidence {
        title: "A long log".to_owned(),
        kind: EvidenceType::AccessLog,
        form: Form::Document,
        period: Window { from: TODAY, until: TODAY },
        captured: Some(TODAY),
        collected: Some(TODAY),
        source: Source {
            system: "Log".to_owned(),
            environment: Environment::Production,
            query: "all of it".to_owned(),
            rows: None,
            completeness: String::new(),
            accuracy: String::new(),
        },
        shows: [].into(),
        collector: None,
        classification: Classification::Internal,
        personal_data: false,
        note: String::new(),
    };
    let new = NewEvidence { evidence, uploads: vec![file.id], controls: [].into(), answers: None };
    let id = app.add_evidence("alpha", &who, None, new).unwrap().object;
    let server = Listening::to(patient_router(cast.doors.clone(), patience()), patience());
    let paths = [format!("/o/alpha/evidence/{id}/files/1/0"), format!("/api/v1/o/alpha/evidence/{id}/files/1")];
    (cast, server, paths)
}

/// A connection on which a path was asked for, whose reader keeps little that it did not take yet.
fn asked(cast: &Cast, server: &Listening, path: &str) -> TcpStream {
    let mut line = server.line_of_little();
    let cookie = &cast.cookies["paul-programme"];
    let secret = cookie.split_once('=').unwrap().1;
    write!(
        line,
        "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookie}\r\nAuthorization: Bearer {secret}\r\n\r\n"
    )
    .unwrap();
    line
}

/// Takes the beginning of an answer.
fn begun(line: &mut TcpStream) {
    let mut bytes = [0; 12];
    line.read_exact(&mut bytes).unwrap();
    assert_eq!(&bytes, b"HTTP/1.1 200");
}

/// Takes pieces with a pause after each until the answer ends or breaks off; how many bytes there were.
fn takes(line: &mut TcpStream, piece: usize, pause: Duration) -> u64 {
    let (mut taken, mut bytes) = (0, vec![0; piece]);
    loop {
        match line.read(&mut bytes) {
            Ok(0) => return taken,
            Ok(read) => taken += read as u64,
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => return taken,
            Err(error) => panic!("the connection stays open: {error}"),
        }
        std::thread::sleep(pause);
    }
}

#[test]
fn who_stops_in_the_middle_is_given_up_and_holds_nobody() {
    let (cast, server, paths) = serving();
    answered_meanwhile(&server);
    let before = server.at_rest();
    let began = now();
    let mut lines: Vec<TcpStream> = (0..20).map(|n| asked(&cast, &server, &paths[n % 2])).collect();
    for line in &mut lines {
        begun(line);
    }
    answered_meanwhile(&server);
    server.calms_down_to(before);
    assert!(began.elapsed() >= BEHIND, "given up after {:?}", began.elapsed());
    // They see that it was not the whole.
    for line in &mut lines {
        let taken = takes(line, 64 * 1024, Duration::ZERO);
        assert!(taken < SIZE, "{taken} bytes after all");
    }
    answered_meanwhile(&server);
}

#[test]
fn who_crawls_is_given_up() {
    let (cast, server, paths) = serving();
    for path in &paths {
        let (mut line, began) = (asked(&cast, &server, path), now());
        begun(&mut line);
        // An eighth of the rate, and never a pause that would be too long.
        let taken = takes(&mut line, 1024, Duration::from_millis(125));
        assert!(taken < SIZE / 2, "GET {path}: {taken} bytes");
        assert!(began.elapsed() >= BEHIND && began.elapsed() < SURELY, "GET {path}: {:?}", began.elapsed());
    }
    answered_meanwhile(&server);
}

#[test]
fn who_is_slow_and_keeps_up_gets_the_whole() {
    let (cast, server, paths) = serving();
    let (mut line, began) = (asked(&cast, &server, &paths[0]), now());
    begun(&mut line);
    // Sixteen times the rate at most, for longer than a reader may stop.
    let taken = takes(&mut line, 32 * 1024, Duration::from_millis(32));
    assert!(taken > SIZE, "{taken} bytes");
    assert!(began.elapsed() > BEHIND * 2, "{:?}", began.elapsed());
}
