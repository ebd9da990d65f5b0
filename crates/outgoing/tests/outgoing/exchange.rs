//! What is sent, what comes back, and what is never done with it.

use outgoing::{HEADERS_MAX, Method, Outgoing, REQUEST_BODY_MAX, Refused, Request, Rules};

use crate::server::{Door, Server, internal};

const OK: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Twice: a\r\nX-Twice: b\r\nContent-Length: 5\r\n\r\nhello";

#[test]
fn a_listed_target_is_asked_and_its_answer_comes_back() {
    let server = Server::saying(OK);
    let request =
        Request::get(&server.url("/a/b?c=d#fragment")).header("X-One", "1").header("Authorization", "Bearer t");
    let response = server.client().send(&request).unwrap();
    assert_eq!((response.status, response.body.as_slice()), (200, b"hello".as_slice()));
    assert_eq!(response.header("content-type"), Some("text/plain"));
    let twice: Vec<_> = response.headers.iter().filter(|(name, _)| name == "x-twice").map(|(_, value)| value).collect();
    assert_eq!(twice, ["a", "b"]);
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    let asked = asked[0].to_lowercase();
    assert!(asked.starts_with("get /a/b?c=d http/1.1\r\n"), "{asked}");
    for line in ["x-one: 1", "authorization: bearer t", "accept-encoding: identity", &format!("host: {}", server.at)] {
        assert!(asked.contains(&format!("\r\n{line}\r\n")), "{line} in {asked}");
    }
    assert!(asked.contains("\r\nuser-agent: tickmark/"), "{asked}");
}

#[test]
fn bodies_are_handed_over_whole() {
    let server = Server::saying(OK);
    let client = server.client();
    let request = Request::post(&server.url("/hook"), "application/json", b"{\"a\":1}".to_vec());
    assert!(client.send(&request).unwrap().is_success());
    for method in [Method::Put, Method::Patch] {
        assert!(client.send(&Request { method, ..request.clone() }).unwrap().is_success());
    }
    assert!(client.send(&Request { body: Vec::new(), ..request.clone() }).unwrap().is_success());
    let asked = server.asked();
    for (asked, (method, length, body)) in asked.iter().zip([
        ("POST", 7, "{\"a\":1}"),
        ("PUT", 7, "{\"a\":1}"),
        ("PATCH", 7, "{\"a\":1}"),
        ("POST", 0, ""),
    ]) {
        assert!(asked.starts_with(&format!("{method} /hook HTTP/1.1\r\n")), "{asked}");
        assert!(asked.to_lowercase().contains(&format!("content-length: {length}\r\n")), "{asked}");
        assert!(asked.ends_with(&format!("\r\n\r\n{body}")), "{asked}");
    }
    assert_eq!(asked.len(), 4);
}

#[test]
fn answers_without_a_body_have_none() {
    for (method, answer, status) in [
        (Method::Head, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", 200),
        (Method::Delete, "HTTP/1.1 204 No Content\r\n\r\n", 204),
        (Method::Get, "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n", 304),
        (Method::Get, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200),
    ] {
        let server = Server::saying(answer);
        let request = Request { method, ..Request::get(&server.url("/")) };
        let response = server.client().send(&request).unwrap();
        assert_eq!((response.status, response.body.len()), (status, 0), "{answer}");
    }
}

#[test]
fn a_status_is_an_answer_and_no_failure() {
    for status in [400, 401, 403, 404, 409, 429, 500, 503] {
        let server = Server::saying(format!("HTTP/1.1 {status} X\r\nContent-Length: 3\r\n\r\nwhy"));
        let response = server.client().send(&Request::get(&server.url("/"))).unwrap();
        assert_eq!((response.status, response.body.as_slice()), (status, b"why".as_slice()));
        assert!(!response.is_success());
    }
}

#[test]
fn a_redirection_is_told_and_never_followed() {
    let door = Door::new();
    for status in [300, 301, 302, 303, 307, 308] {
        let to = format!("http://127.0.0.1:{}/secret", door.port());
        let server = Server::saying(format!("HTTP/1.1 {status} X\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"));
        // Even a target that could be called itself is not called by way of another.
        let both = vec![internal(server.at), internal(([127, 0, 0, 1], door.port()).into())];
        let client = Outgoing::new(Rules { internal: both, ..Rules::default() }).unwrap();
        for request in [Request::get(&server.url("/")), Request::post(&server.url("/"), "text/plain", b"x".to_vec())] {
            assert_eq!(client.send(&request), Err(Refused::Redirect { status, to: to.clone() }));
        }
        assert_eq!(server.asked().len(), 2);
    }
    assert!(!door.knocked());
}

#[test]
fn where_a_redirection_points_to_is_shown_with_care() {
    let long = "a".repeat(1000);
    for (location, shown) in [
        (format!("Location: \u{202e}https://x/{long}\r\n"), format!("https://x/{}", "a".repeat(190))),
        (String::new(), String::new()),
    ] {
        let server = Server::saying(format!("HTTP/1.1 302 X\r\n{location}Content-Length: 0\r\n\r\n"));
        let refused = server.client().send(&Request::get(&server.url("/"))).unwrap_err();
        assert_eq!(refused, Refused::Redirect { status: 302, to: shown });
    }
}

#[test]
fn nothing_is_unpacked() {
    // The head of a gzip stream that claims to be one; it comes back as it came.
    let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3];
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 13\r\n\r\n".to_vec();
    answer.extend(packed);
    let server = Server::saying(answer);
    let response = server.client().send(&Request::get(&server.url("/"))).unwrap();
    assert_eq!(response.body, packed);
    assert_eq!(response.header("content-encoding"), Some("gzip"));
}

#[test]
fn what_is_not_on_the_list_is_refused_before_a_byte_is_sent() {
    let door = Door::new();
    let port = door.port();
    let client = Outgoing::new(Rules::default()).unwrap();
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("https://localhost:{port}/"),
        format!("https://2130706433:{port}/"),
    ] {
        assert!(client.send(&Request::get(&url)).is_err(), "{url}");
        assert!(!door.knocked(), "{url}");
    }
    // The same door with the neighbouring port on the list, and then with its own.
    let list = |port| Rules { internal: vec![internal(([127, 0, 0, 1], port).into())], ..Rules::default() };
    let other = client.with_rules(list(port.wrapping_add(1).max(1))).unwrap();
    assert!(other.send(&Request::get(&format!("http://127.0.0.1:{port}/"))).is_err());
    assert!(!door.knocked());
    let timeout = std::time::Duration::from_secs(2);
    let listed = client.with_rules(Rules { timeout, ..list(port) }).unwrap();
    assert_eq!(
        listed.send(&Request::get(&format!("http://127.0.0.1:{port}/"))),
        Err(Refused::Timeout { after: timeout })
    );
    assert!(door.knocked(), "so the door does see who comes");
}

#[test]
fn a_request_that_would_break_its_frame_is_not_sent() {
    let door = Door::new();
    let at = ([127, 0, 0, 1], door.port()).into();
    let client = Outgoing::new(Rules { internal: vec![internal(at)], ..Rules::default() }).unwrap();
    let get = || Request::get(&format!("http://{at}/"));
    let mut bad = vec![
        get().header("X-A", "b\r\nX-C: d"),
        get().header("X-A", "b\nc"),
        get().header("X-A", "b\u{0}"),
        get().header("X A", "b"),
        get().header("X-A\r\nX-B", "b"),
        get().header("", "b"),
        get().header("Host", "evil.test"),
        get().header("CONTENT-LENGTH", "5"),
        get().header("Transfer-Encoding", "chunked"),
        get().header("Connection", "upgrade"),
        get().header("Expect", "100-continue"),
        get().header("Accept-Encoding", "gzip"),
        Request { body: b"x".to_vec(), ..get() },
        Request { body: vec![0; REQUEST_BODY_MAX + 1], method: Method::Post, ..get() },
    ];
    bad.push((0..=HEADERS_MAX).fold(get(), |request, number| request.header(&format!("x-{number}"), "v")));
    for request in bad {
        assert!(matches!(client.send(&request), Err(Refused::BadRequest { .. })), "{request:?}");
    }
    assert!(!door.knocked());
}

#[test]
fn what_is_shown_of_a_message_has_no_secret() {
    let request = Request::post("https://example.org/token?code=hush", "text/plain", b"hush".to_vec());
    let request = request.header("Authorization", "hush");
    let shown = format!("{request:?}");
    assert!(!shown.contains("hush") && shown.contains("https://example.org/token") && shown.contains("Authorization"));
    let server = Server::saying("HTTP/1.1 200 OK\r\nSet-Cookie: hush\r\nContent-Length: 4\r\n\r\nhush");
    let shown = format!("{:?}", server.client().send(&Request::get(&server.url("/"))).unwrap());
    assert!(!shown.contains("hush") && shown.contains("set-cookie"), "{shown}");
}

#[test]
fn what_is_no_answer_is_a_failure() {
    for answer in ["", "SSH-2.0-OpenSSH_9.9\r\n", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"]
    {
        let server = Server::saying(answer);
        let refused = server.client().send(&Request::get(&server.url("/"))).unwrap_err();
        assert!(matches!(refused, Refused::Failed { .. }), "{answer:?}: {refused}");
    }
    let gone = Door::new().port();
    let client =
        Outgoing::new(Rules { internal: vec![internal(([127, 0, 0, 1], gone).into())], ..Rules::default() }).unwrap();
    let refused = client.send(&Request::get(&format!("http://127.0.0.1:{gone}/"))).unwrap_err();
    assert!(matches!(refused, Refused::Failed { .. }), "{refused}");
}
