//! The receiver that the documentation prints, run as it is printed.

use super::Room;
use super::receiver::certificate_in;
use crate::Delivered;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A child process that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[expect(clippy::disallowed_methods, reason = "only a test asks whether it runs where nothing may be left out")]
fn nothing_may_be_missing() -> bool {
    std::env::var("CI").is_ok_and(|v| v == "true")
}

#[test]
fn the_receiver_of_the_documentation_takes_what_is_ours_and_nothing_else() {
    let page = include_str!("../../../../../docs/webhooks.md");
    let (_, code) = page.split_once("```python\n").unwrap();
    let (code, _) = code.split_once("```").unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("receiver.py"), code).unwrap();
    let root = certificate_in(folder.path());
    let port = free_port();
    let mut room = Room::new(port, &root);
    // The receiver looks at its own clock.
    room.clock = crate::Clock::system();
    room.app.clock = crate::Clock::system();
    let (id, secret) = room.set(&format!("https://127.0.0.1:{port}/"), &[]);
    let start = |secret: &str| {
        let mut command = Command::new("python3");
        command.args(["receiver.py", "--cert", "cert.pem", "--key", "key.pem", "--port", &port.to_string()]);
        command.env("WEBHOOK_SECRET", secret).current_dir(folder.path());
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map(Ends)
    };
    let Ok(mut receiver) = start(&secret) else {
        assert!(!nothing_may_be_missing(), "python3 is missing: apt-get install python3");
        eprintln!("not run: python3 is missing (apt-get install python3)");
        return;
    };
    let mut lines = BufReader::new(receiver.0.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.next().unwrap().starts_with("listening on"));
    room.add("AC-1");
    let entry = room.app.entries("acme").unwrap() - 1;
    assert_eq!(room.deliver(), Delivered::More);
    assert_eq!(lines.next().unwrap(), format!("control_added {entry}"));
    assert!(room.app.test_webhook("acme", &room.who, &id, "http://localhost").unwrap().taken);
    assert_eq!(lines.next().unwrap(), "test None");
    // Signed with another secret, it is refused.
    room.app.new_webhook_secret("acme", &room.who, &id).unwrap();
    let answer = room.app.test_webhook("acme", &room.who, &id, "http://localhost").unwrap();
    assert_eq!((answer.taken, answer.words.as_str()), (false, "answered 401"));
}
