//! Lines of syslog at a real listener, and a queue that never keeps anybody waiting.

use super::{Forwarder, enqueue, line};
use crate::{App, Clock, Config, Failure, Note, Visitor};
use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::sync::mpsc::sync_channel;

fn note(what: &str, agent: &str) -> Note {
    Note {
        at_us: 1_795_262_400_000_001,
        what: what.to_owned(),
        person: "person-1".to_owned(),
        log: None,
        detail: "wrong \u{1f511} password".to_owned(),
        address: "203.0.113.7".to_owned(),
        agent: agent.to_owned(),
    }
}

#[test]
fn a_note_is_one_line_of_ascii_whatever_a_browser_calls_itself() {
    let hostile = "x\n<0>1 - - forged - - -\r\u{7f}\u{202e}";
    let text = line(&note("sign_in_failed", hostile));
    assert!(text.starts_with("<84>1 2026-11-21T12:00:00.000001Z - tickmark - sign_in_failed - {"), "{text}");
    assert!(text.chars().all(|c| c.is_ascii_graphic() || c == ' '), "{text}");
    let json: serde_json::Value =
        serde_json::from_str(text.split_once(" - {").map(|(_, j)| format!("{{{j}")).unwrap().as_str()).unwrap();
    assert_eq!((json["agent"].as_str(), json["alarm"].as_bool()), (Some(hostile), Some(true)));
    assert_eq!(json["detail"], "wrong \u{1f511} password");
    assert!(line(&note("signed_in", "")).starts_with("<86>1 "));
    assert!(line(&note("two words\n", "")).contains(" - twowords - "));
}

#[test]
fn notes_arrive_at_the_target_in_their_order() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&Config::folder(folder.path()), Clock::by_hand(1_795_262_400_000_000)).unwrap();
    let target = listener.local_addr().unwrap().to_string();
    app.forward_security(&target).unwrap();
    assert!(matches!(app.forward_security(&target), Err(Failure::Refused(_))), "one target");
    for n in 0..5 {
        app.note_person("sign_in_failed", &format!("person-{n}"), "wrong password", &Visitor::default());
    }
    let mut got = Vec::new();
    while got.len() < 5 {
        let (stream, _) = listener.accept().unwrap();
        got.extend(BufReader::new(stream).lines().map_while(Result::ok));
    }
    for (n, line) in got.iter().enumerate() {
        assert!(line.contains(&format!("\"person\":\"person-{n}\"")), "{line}");
    }
}

#[test]
fn what_finds_no_room_is_counted_and_nobody_waits() {
    let shared = Forwarder::default();
    let (send, receive) = sync_channel(3);
    for n in 0..10 {
        enqueue(&send, &shared, format!("line {n}"));
    }
    assert_eq!(shared.facts().dropped, 7);
    assert_eq!(receive.try_iter().count(), 3);
    drop(receive);
    enqueue(&send, &shared, String::new());
    assert_eq!(shared.facts().dropped, 8, "a forwarder that has ended drops, too");
}

#[test]
fn a_target_that_is_away_is_told_later_what_it_has_not_had() {
    // A port that nobody listens on yet.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&Config::folder(folder.path()), Clock::by_hand(1_795_262_400_000_000)).unwrap();
    app.forward_security(&format!("127.0.0.1:{port}")).unwrap();
    app.note_person("signed_in", "person-1", "", &Visitor::default());
    for _ in 0..3_000 {
        if !app.forwarding().unwrap().trouble.is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!app.forwarding().unwrap().trouble.is_empty());
    app.forwarder.get().unwrap().dropped.store(7, std::sync::atomic::Ordering::Relaxed);
    let listener = TcpListener::bind(("127.0.0.1", port)).unwrap();
    let (mut stream, _) = listener.accept().unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.contains("signed_in") && text.contains("notes_dropped") && text.contains("\"count\":7"), "{text}");
}
