//! The program itself: the relay from the command line, a test letter, a preview, and a server that reminds.

use super::relay::{Relay, free_port, header};
use crate::cli::{good_in, run_in};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A child process that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const FROM: &str = "Tickmark <tickmark@acme.example>";

#[test]
fn a_test_letter_says_what_the_relay_answered() {
    let Some(relay) = Relay::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (at, url) = (folder.path(), format!("smtp-plain://127.0.0.1:{}", relay.port));
    let sent = good_in(at, &["mail", "test", "--to", "ada@acme.example", "--smtp", &url, "--smtp-from", FROM]);
    assert!(sent.out.contains("kept as 4711"), "{}", sent.out);
    assert_eq!(relay.taken()[0]["to"][0], "ada@acme.example");
    let run = |words: &[&str]| run_in(at, &[&["mail", "test", "--to"], words].concat());
    run(&["nobody@acme.example", "--smtp", &url, "--smtp-from", FROM]).refused("550 5.1.1", "Check the recipient");
    let down = format!("smtp-plain://127.0.0.1:{}", free_port());
    run(&["ada@acme.example", "--smtp", &down, "--smtp-from", FROM]).refused("127.0.0.1", "");
    run(&["ada@acme.example"]).refused("no mail relay is named", "--smtp");
    run(&["ada@acme.example", "--smtp", "smtp://u:geheim@mail.acme.example", "--smtp-from", FROM])
        .refused("a password does not belong", "TICKMARK_SMTP_PASSWORD");
    run(&["ada@acme.example\r\nBcc: x@y.example", "--smtp", &url, "--smtp-from", FROM]).refused("`to`", "");
    assert_eq!(relay.taken().len(), 1);
    assert!(!at.join("tickmark-data").exists(), "no data folder is needed or made");
}

/// An organisation whose quarterly AC-1, a year behind, is Carl's; his account is not needed.
fn firm(at: &Path) {
    good_in(at, &["init", "Acme Cloud"]);
    let add = ["control", "add", "AC-1", "--name", "Access review", "--activity", "The owner reviews access and signs"];
    good_in(at, &[&add[..], &["--status", "in_place", "--frequency", "quarterly"]].concat());
    good_in(at, &["control", "assign", "AC-1", "me"]);
    good_in(at, &["control", "life", "AC-1", "operating", "--on", "2025-01-01"]);
}

#[test]
fn a_server_with_a_relay_reminds_and_the_preview_says_the_same() {
    let Some(relay) = Relay::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (at, url) = (folder.path(), format!("smtp-plain://127.0.0.1:{}", relay.port));
    firm(at);
    let shown = good_in(at, &["mail", "preview", "--person", "me", "--json"]).json();
    assert!(shown["letter"]["text"].as_str().unwrap().contains("AC-1 Access review"), "{shown}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.current_dir(at).args(["serve", "--port", "0", "--smtp", &url, "--reminders-at", "00:00"]);
    command.args(["--smtp-from", FROM]).stdout(Stdio::piped()).stderr(Stdio::null());
    let app = app::App::open(&app::Config::folder(at.join("tickmark-data")), app::Clock::system()).unwrap();
    let first = app.first_link().unwrap().unwrap();
    let visitor = app::Visitor::default();
    app.begin_first(&first, "Carl Diaz", "carl@acme.example", "correct horse battery staple 47", &visitor).unwrap();
    drop(app);
    for round in 0..2 {
        let mut server = Ends(command.spawn().unwrap());
        let mut out = BufReader::new(server.0.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        // At most a minute and a half.
        for _ in 0..900 {
            if !relay.taken().is_empty() {
                break;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        if round == 1 {
            std::thread::sleep(Duration::from_secs(2));
        }
        assert_eq!(relay.taken().len(), 1, "one letter, and none from a server that starts again");
    }
    let letter = relay.taken().remove(0);
    assert_eq!(header(&letter, "To"), "Carl Diaz <carl@acme.example>");
    assert!(header(&letter, "Subject").starts_with("Tickmark: ") && header(&letter, "Subject").ends_with("Acme Cloud"));
    assert!(letter["text"].as_str().unwrap().contains("http://localhost:"), "{letter}");
    assert_eq!(header(&letter, "List-Unsubscribe"), "", "no https address, so no header of one");
    let status = good_in(at, &["mail", "status", "--json"]).json();
    assert!(status["people"][0]["sent"].is_string(), "{status}");
}
