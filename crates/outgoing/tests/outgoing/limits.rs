//! One deadline and one size for a whole exchange, whatever the other side does.

use std::io::Write;
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use outgoing::{HEAD_MAX, Outgoing, Refused, Request, Rules};

use crate::server::{Server, internal, listen, timed};

const PATIENCE: u64 = 400;

/// Writes bytes one at a time for as long as anyone listens, each well within any time for a single read.
fn drip(stream: &mut TcpStream, bytes: impl Iterator<Item = u8>) {
    for byte in bytes {
        if stream.write_all(&[byte]).is_err() {
            return;
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Sends and holds against the deadline: neither much earlier nor much later.
fn ends_in_time(client: &Outgoing, request: &Request) {
    let (result, took) = timed(|| client.send(request));
    assert_eq!(result, Err(Refused::Timeout { after: Duration::from_millis(PATIENCE) }));
    assert!(took >= Duration::from_millis(PATIENCE - 50) && took < Duration::from_millis(PATIENCE * 20), "{took:?}");
}

#[test]
fn a_silent_server_ends_with_the_deadline() {
    let server = Server::with(|stream| {
        thread::sleep(Duration::from_secs(20));
        drop(stream);
    });
    ends_in_time(&server.hurried_client(PATIENCE), &Request::get(&server.url("/")));
}

#[test]
fn a_slow_head_ends_with_the_deadline() {
    let server =
        Server::with(|mut stream| drip(&mut stream, b"HTTP/1.1 200 OK\r\nX-A: ".iter().copied().chain([b'a'; 500])));
    ends_in_time(&server.hurried_client(PATIENCE), &Request::get(&server.url("/")));
}

#[test]
fn a_slow_body_ends_with_the_deadline() {
    for head in ["Content-Length: 500", "Transfer-Encoding: chunked", "Connection: close"] {
        let server = Server::with(move |mut stream| {
            write!(stream, "HTTP/1.1 200 OK\r\n{head}\r\n\r\n").unwrap();
            drip(&mut stream, b"1\r\na\r\n".iter().copied().cycle().take(500));
        });
        ends_in_time(&server.hurried_client(PATIENCE), &Request::get(&server.url("/")));
    }
}

#[test]
fn interim_answers_without_end_end_with_the_deadline() {
    let server = Server::with(|mut stream| {
        while stream.write_all(b"HTTP/1.1 103 Early Hints\r\n\r\n").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    });
    let client = server.hurried_client(PATIENCE);
    let (result, took) = timed(|| client.send(&Request::get(&server.url("/"))));
    assert!(matches!(result, Err(Refused::Timeout { .. } | Refused::Failed { .. })), "{result:?}");
    assert!(took < Duration::from_millis(PATIENCE * 20), "{took:?}");
}

#[test]
fn a_server_that_reads_slowly_ends_with_the_deadline() {
    // It takes a little now and then, so that no single write waits for long.
    let at = listen(|mut stream| {
        let mut some = [0; 4096];
        while std::io::Read::read(&mut stream, &mut some).is_ok_and(|read| read > 0) {
            thread::sleep(Duration::from_millis(20));
        }
    });
    let timeout = Duration::from_millis(PATIENCE);
    let client = Outgoing::new(Rules { internal: vec![internal(at)], timeout, ..Rules::default() }).unwrap();
    let body = vec![b'a'; outgoing::REQUEST_BODY_MAX];
    ends_in_time(&client, &Request::post(&format!("http://{at}/"), "text/plain", body));
}

#[test]
fn a_handshake_that_never_comes_ends_with_the_deadline() {
    let at = listen(|stream| {
        thread::sleep(Duration::from_secs(20));
        drop(stream);
    });
    let timeout = Duration::from_millis(PATIENCE);
    let client = Outgoing::new(Rules { internal: vec![internal(at)], timeout, ..Rules::default() }).unwrap();
    ends_in_time(&client, &Request::get(&format!("https://{at}/")));
}

#[test]
fn a_handshake_that_drips_ends_with_the_deadline() {
    // The head of a record of 16 KiB of a handshake; what follows never fills it in time.
    let record = [0x16, 0x03, 0x03, 0x40, 0x00, 0x02, 0x00, 0x3f, 0xfc];
    let at = listen(move |mut stream| drip(&mut stream, record.into_iter().chain([0; 500])));
    let timeout = Duration::from_millis(PATIENCE);
    let client = Outgoing::new(Rules { internal: vec![internal(at)], timeout, ..Rules::default() }).unwrap();
    ends_in_time(&client, &Request::get(&format!("https://{at}/")));
}

/// A client that takes bodies of up to 1000 bytes.
fn small(server: &Server) -> Outgoing {
    Outgoing::new(Rules { internal: vec![internal(server.at)], max_body: 1000, ..Rules::default() }).unwrap()
}

/// A body of so many bytes, framed in each of the three ways of HTTP/1.1.
fn framed(length: usize) -> [String; 3] {
    let body = "a".repeat(length);
    [
        format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}"),
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"),
    ]
}

#[test]
fn a_body_up_to_the_cap_is_taken_and_a_longer_one_refused() {
    for answer in framed(1000) {
        let server = Server::saying(answer.clone());
        assert_eq!(small(&server).send(&Request::get(&server.url("/"))).unwrap().body.len(), 1000, "{answer}");
    }
    for answer in framed(1001).into_iter().chain(framed(100_000)) {
        let server = Server::saying(answer);
        let refused = small(&server).send(&Request::get(&server.url("/"))).unwrap_err();
        assert_eq!(refused, Refused::TooLarge { max: 1000 });
    }
}

#[test]
fn a_body_without_end_is_cut_at_the_cap() {
    let server = Server::with(|mut stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").unwrap();
        while stream.write_all(b"5\r\nhello\r\n").is_ok() {}
    });
    let (result, took) = timed(|| small(&server).send(&Request::get(&server.url("/"))));
    assert_eq!(result, Err(Refused::TooLarge { max: 1000 }));
    assert!(took < Duration::from_secs(15), "{took:?}");
}

#[test]
fn a_body_that_only_claims_to_be_long_is_refused_at_its_head() {
    let server = Server::with(|mut stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n").unwrap();
        thread::sleep(Duration::from_secs(20));
    });
    let (result, took) = timed(|| small(&server).send(&Request::get(&server.url("/"))));
    assert_eq!(result, Err(Refused::TooLarge { max: 1000 }));
    assert!(took < Duration::from_secs(15), "{took:?}");
}

#[test]
fn a_head_over_the_cap_is_refused() {
    let value = "a".repeat(HEAD_MAX);
    let one = format!("HTTP/1.1 200 OK\r\nX-A: {value}\r\nContent-Length: 0\r\n\r\n");
    let server = Server::saying(one);
    let refused = server.client().send(&Request::get(&server.url("/"))).unwrap_err();
    assert_eq!(refused, Refused::TooLarge { max: HEAD_MAX });
    let endless = Server::with(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream.write_all(b"X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n").is_ok() {}
    });
    let refused = endless.client().send(&Request::get(&endless.url("/"))).unwrap_err();
    assert!(matches!(refused, Refused::TooLarge { max: HEAD_MAX } | Refused::Failed { .. }), "{refused}");
    let value = "a".repeat(HEAD_MAX - 100);
    let fits = Server::saying(format!("HTTP/1.1 200 OK\r\nX-A: {value}\r\nContent-Length: 0\r\n\r\n"));
    assert_eq!(fits.client().send(&Request::get(&fits.url("/"))).unwrap().header("x-a"), Some(value.as_str()));
}
