//! No proxy of the environment gets between.

use std::process::Command;

use outgoing::{Outgoing, Request, Rules};

use crate::server::{Door, Server};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

#[test]
fn proxies_of_the_environment_are_not_asked() {
    let (server, proxy) = (Server::saying(OK), Door::new());
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "proxy::one_call_in_a_process_of_its_own", "--ignored", "--nocapture"]);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        child.env(name, format!("http://127.0.0.1:{}", proxy.port()));
    }
    child.env("NO_PROXY", "").env("CALL", server.at.to_string());
    let output = child.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"), "the child found its test");
    assert_eq!(server.asked().len(), 1);
    assert!(server.asked()[0].starts_with("GET /direct HTTP/1.1\r\n"), "{}", server.asked()[0]);
    assert!(!proxy.knocked());
}

/// Called by the test above, because the environment of a process is set before it starts.
#[test]
#[ignore = "runs inside proxies_of_the_environment_are_not_asked"]
#[expect(clippy::disallowed_methods, reason = "the test above hands the address over in the environment")]
fn one_call_in_a_process_of_its_own() {
    let at = std::env::var("CALL").unwrap();
    let client = Outgoing::new(Rules { internal: vec![at.parse().unwrap()], ..Rules::default() }).unwrap();
    assert_eq!(client.send(&Request::get(&format!("http://{at}/direct"))).unwrap().body, b"ok");
}
