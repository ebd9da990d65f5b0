//! The relay of others that the letters go to.

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};

/// A relay with what it took.
pub(crate) struct Relay {
    child: Child,
    /// Closed with the test, which ends the relay.
    _input: Option<ChildStdin>,
    out: PathBuf,
    _folder: tempfile::TempDir,
    pub(crate) port: u16,
}

impl Drop for Relay {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[expect(clippy::disallowed_methods, reason = "only a test asks where its peers lie, and whether they may be missing")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn python() -> Option<PathBuf> {
    let folder = setting("TICKMARK_PEERS").map(PathBuf::from);
    let exe = std::env::current_exe().unwrap();
    let built = exe.ancestors().nth(3).map(|target| target.join("tools/peers"));
    let has = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    folder.into_iter().chain(built).map(|folder| folder.join("bin/python")).find(has)
}

impl Relay {
    /// Starts one on a free port; `None` where the relay of others is missing, which is said.
    pub(crate) fn start() -> Option<Relay> {
        Relay::at(0, &[])
    }

    /// Starts one on this port, with more arguments.
    pub(crate) fn at(port: u16, arguments: &[&str]) -> Option<Relay> {
        let Some(python) = python() else {
            let missing =
                "aiosmtpd is missing: run ./check, which installs it, or set TICKMARK_PEERS to a venv that has it";
            assert!(setting("CI").as_deref() != Some("true"), "{missing}");
            eprintln!("not run: {missing}");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../outgoing/tests/mail/relay.py");
        let mut command = Command::new(python);
        command.arg(script).args(arguments).arg("--port").arg(port.to_string()).arg("--out").arg(&out);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("the relay says its port");
        let input = child.stdin.take();
        Some(Relay { child, _input: input, out, _folder: folder, port })
    }

    /// What was taken so far.
    pub(crate) fn taken(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(&self.out).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A port on which nobody listens now.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A header of a letter; empty when it has none.
pub(crate) fn header(letter: &Value, name: &str) -> String {
    let headers = letter["headers"].as_array().unwrap();
    let found = headers.iter().find(|pair| pair[0].as_str().is_some_and(|n| n.eq_ignore_ascii_case(name)));
    found.and_then(|pair| pair[1].as_str()).unwrap_or_default().to_owned()
}
