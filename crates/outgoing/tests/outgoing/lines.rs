//! Bare lines to an internal target, as syslog takes them.

use std::io::Read;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use outgoing::{HostPort, LINES_MAX, Outgoing, Refused, Rules};

use crate::names::Told;
use crate::server::{Door, internal, listen, timed};

#[test]
fn lines_arrive_whole_and_in_order() {
    let (told, hear) = mpsc::channel();
    let at = listen(move |mut stream| {
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        told.send(all).unwrap();
    });
    let client = Outgoing::new(Rules { internal: vec![internal(at)], ..Rules::default() }).unwrap();
    let long = vec![b'a'; LINES_MAX];
    for lines in [b"<134>1 first\n<134>1 second\n".as_slice(), &long] {
        client.send_line(&internal(at), lines).unwrap();
        assert_eq!(hear.recv_timeout(Duration::from_secs(10)).unwrap(), lines);
    }
    let refused = client.send_line(&internal(at), &vec![b'a'; LINES_MAX + 1]).unwrap_err();
    assert!(matches!(refused, Refused::BadRequest { .. }), "{refused}");
}

#[test]
fn a_target_that_is_not_on_the_list_gets_no_connection() {
    let door = Door::new();
    let client = Outgoing::new(Rules { internal: vec!["127.0.0.1:1".parse().unwrap()], ..Rules::default() }).unwrap();
    for host in ["127.0.0.1", "localhost"] {
        let target = HostPort::new(host, door.port()).unwrap();
        let refused = client.send_line(&target, b"x\n").unwrap_err();
        assert_eq!(refused, Refused::NotListed { target: target.to_string() });
    }
    let public: HostPort = "93.184.215.14:443".parse().unwrap();
    assert!(matches!(client.send_line(&public, b"x\n"), Err(Refused::NotListed { .. })));
    assert!(!door.knocked());
}

#[test]
fn a_listed_name_that_leads_astray_gets_no_connection() {
    let target: HostPort = "log.corp.test:514".parse().unwrap();
    let rules = Rules { internal: vec![target.clone()], ..Rules::default() };
    let client = Outgoing::with_names(rules, Arc::new(Told::always(&["169.254.169.254"]))).unwrap();
    assert!(matches!(client.send_line(&target, b"x\n"), Err(Refused::Forbidden { range: "link-local", .. })));
}

#[test]
fn a_target_that_is_gone_is_a_failure() {
    let gone: HostPort = format!("127.0.0.1:{}", Door::new().port()).parse().unwrap();
    let client = Outgoing::new(Rules { internal: vec![gone.clone()], ..Rules::default() }).unwrap();
    assert!(matches!(client.send_line(&gone, b"x\n"), Err(Refused::Failed { .. })));
}

#[test]
fn a_target_that_does_not_read_ends_with_the_deadline() {
    let at = listen(|stream| {
        thread::sleep(Duration::from_secs(20));
        drop(stream);
    });
    let timeout = Duration::from_millis(300);
    let client = Outgoing::new(Rules { internal: vec![internal(at)], timeout, ..Rules::default() }).unwrap();
    let (_, took) = timed(|| client.send_line(&internal(at), &vec![b'a'; LINES_MAX]));
    // Whether the system takes a megabyte without a reader is its own affair; waiting for one is not.
    assert!(took < timeout * 50, "{took:?}");
}
