//! Relays that hang, drip, cut off, shout or speak out of turn: sockets that say byte for byte what a test wants.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use outgoing::{MailTls, NotSent, Outgoing, Refused, Relay, Rules, Step};

use crate::peer::{client, letter, relay};

/// Answers each line that comes with the next of these; after the last it holds the connection, or closes it.
fn saying(answers: &'static [&'static str], hold: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || say(stream.unwrap(), answers, hold));
        }
    });
    port
}

fn say(mut stream: TcpStream, answers: &[&str], hold: bool) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    for (at, answer) in answers.iter().enumerate() {
        // The greeting comes unasked, and the answer to a letter after its end.
        let end = |line: &str| !answers[at - 1].starts_with("354") || line == ".";
        if at > 0 && !lines.by_ref().map_while(Result::ok).any(|line| end(&line)) {
            return;
        }
        // The client may have hung up, which the test then sees.
        let _ = stream.write_all(answer.as_bytes());
    }
    if hold {
        lines.map_while(Result::ok).for_each(drop);
    }
}

/// For a relay that hangs: long enough for everything before that.
fn hurried(port: u16) -> Outgoing {
    within(port, Duration::from_secs(2))
}

/// For a relay that answers, on a machine that does much else.
fn patient(port: u16) -> Outgoing {
    within(port, Duration::from_secs(30))
}

fn within(port: u16, timeout: Duration) -> Outgoing {
    let client = client(port, Vec::new());
    let internal = vec![outgoing::HostPort::new(crate::peer::HOST, port).unwrap()];
    client.with_rules(Rules { internal, timeout, ..Rules::default() }).unwrap()
}

fn plain(port: u16) -> Relay {
    relay(port, MailTls::NoneOnLoopback, None)
}

fn refused(answers: &'static [&'static str], hold: bool) -> NotSent {
    let port = saying(answers, hold);
    let client = if hold { hurried(port) } else { patient(port) };
    client.send_letter(&plain(port), &letter()).unwrap_err()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test of deadlines measures time")]
fn a_relay_that_hangs_costs_one_deadline_wherever_it_hangs() {
    let steps: [&'static [&'static str]; 3] =
        [&[], &["220 here\r\n"], &["220 here\r\n", "250 here\r\n", "250 ok\r\n", "250 ok\r\n"]];
    for answers in steps {
        let begun = Instant::now();
        let refused = refused(answers, true);
        assert!(matches!(refused, NotSent::Way(Refused::Timeout { .. })), "{answers:?}: {refused:?}");
        assert!(refused.passing() && begun.elapsed() < Duration::from_secs(30));
    }
}

#[test]
fn a_relay_that_drips_shares_the_same_deadline() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        while stream.write_all(b"2").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    });
    let refused = hurried(port).send_letter(&plain(port), &letter()).unwrap_err();
    assert!(matches!(refused, NotSent::Way(Refused::Timeout { .. })), "{refused:?}");
}

#[test]
fn whether_a_letter_was_taken_is_left_open_only_after_it_was_handed_over() {
    const UNTIL_DATA: &[&str] = &["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 go\r\n"];
    for hold in [true, false] {
        let refused = refused(UNTIL_DATA, hold);
        assert!(matches!(refused, NotSent::Unsure { .. }), "{refused:?}");
        assert!(refused.passing());
    }
    let before = refused(&["220 a\r\n", "250 a\r\n", "250 a\r\n"], false);
    assert!(matches!(before, NotSent::Way(Refused::Failed { .. })), "{before:?}");
    let after = refused(&["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 go\r\n", "554 no\r\n"], false);
    assert!(matches!(after, NotSent::Relay { step: Step::Letter, code: 554, .. }), "{after:?}");
    let port = saying(&["220 a\r\n", "250 a\r\n", "250 a\r\n", "250 a\r\n", "354 go\r\n", "250 kept\r\n"], false);
    assert_eq!(patient(port).send_letter(&plain(port), &letter()).unwrap().said, "kept", "without a goodbye");
}

#[test]
fn answers_that_are_none_are_named() {
    for answers in [
        &["HTTP/1.1 400 Bad Request\r\n\r\n"] as &'static [&'static str],
        &["SSH-2.0-x\r\n"],
        &["220 a\r\n250 b\r\n"],
        &["220-a\r\n250 b\r\n"],
        &["\r\n"],
        &["999 a\r\n"],
    ] {
        let port = saying(answers, true);
        let refused = patient(port).send_letter(&plain(port), &letter()).unwrap_err();
        assert!(matches!(refused, NotSent::NotSmtp { .. }), "{answers:?}: {refused:?}");
    }
    let busy = refused(&["421 too \u{1b}[31mbusy\r\n"], false);
    assert!(matches!(&busy, NotSent::Relay { code: 421, said, .. } if said == "too  [31mbusy"), "{busy:?}");
    assert!(busy.passing());
}

#[test]
fn an_answer_without_an_end_is_cut_off() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        while stream.write_all("220-a\r\n".repeat(1000).as_bytes()).is_ok() {}
    });
    let refused = patient(port).send_letter(&plain(port), &letter()).unwrap_err();
    assert!(matches!(&refused, NotSent::NotSmtp { why, .. } if why == "its answer has no end"), "{refused:?}");
}

#[test]
fn what_is_said_before_the_channel_is_secured_is_not_carried_into_it() {
    let injected = &["220 a\r\n", "250-a\r\n250 STARTTLS\r\n", "220 go\r\n250 injected\r\n"];
    let port = saying(injected, true);
    let refused = patient(port).send_letter(&relay(port, MailTls::StartTls, Some(("a", "b"))), &letter()).unwrap_err();
    assert!(matches!(&refused, NotSent::NotSmtp { why, .. } if why == "it speaks out of turn"), "{refused:?}");
}
