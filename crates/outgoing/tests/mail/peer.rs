//! The relay of others that the tests send to, and the certificates it shows.

use std::io::{BufRead, BufReader};
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Arc;

use outgoing::{HostPort, Letter, MailTls, Names, Outgoing, Password, Relay, Rules};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::Value;

/// The name that the tests call; it leads to this machine.
pub(crate) const HOST: &str = "relay.test";

/// A relay with what it took.
pub(crate) struct Peer {
    child: Child,
    /// Closed with the test, which ends the relay.
    _input: Option<ChildStdin>,
    folder: tempfile::TempDir,
    pub(crate) port: u16,
    root: Vec<u8>,
}

impl Drop for Peer {
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

/// The Python that has `aiosmtpd`: where `./check` put it.
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

impl Peer {
    /// Starts a relay whose certificate is for this name; `None` where the relay of others is missing, which is said.
    pub(crate) fn start(name: &str, arguments: &[&str]) -> Option<Self> {
        let Some(python) = python() else {
            let missing =
                "aiosmtpd is missing: run ./check, which installs it, or set TICKMARK_PEERS to a venv that has it";
            assert!(setting("CI").as_deref() != Some("true"), "{missing}");
            eprintln!("not run: {missing}");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
        let file = |name: &str| folder.path().join(name);
        std::fs::write(file("cert.pem"), certificate.pem()).unwrap();
        std::fs::write(file("key.pem"), key.serialize_pem()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/relay.py");
        let mut command = Command::new(python);
        command.arg(script).args(arguments);
        command.arg("--cert").arg(file("cert.pem")).arg("--key").arg(file("key.pem")).arg("--out").arg(file("out"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().parse().expect("the relay says its port");
        let input = child.stdin.take();
        Some(Self { child, _input: input, folder, port, root: authority.der().to_vec() })
    }

    /// A client that has this relay on its allow-list and believes its authority.
    pub(crate) fn client(&self) -> Outgoing {
        client(self.port, vec![self.root.clone()])
    }

    /// What was taken so far.
    pub(crate) fn taken(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.path().join("out")).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

struct Here;

impl Names for Here {
    fn addresses(&self, _: &str) -> std::io::Result<Vec<IpAddr>> {
        Ok(vec!["127.0.0.1".parse().unwrap()])
    }
}

/// A client for which every name is this machine, and [`HOST`] with this port is on the allow-list.
pub(crate) fn client(port: u16, extra_roots: Vec<Vec<u8>>) -> Outgoing {
    let rules = Rules { internal: vec![HostPort::new(HOST, port).unwrap()], extra_roots, ..Rules::default() };
    Outgoing::with_names(rules, Arc::new(Here)).unwrap()
}

/// The settings for a relay on [`HOST`].
pub(crate) fn relay(port: u16, tls: MailTls, sign_in: Option<(&str, &str)>) -> Relay {
    Relay {
        host: HOST.to_owned(),
        port,
        tls,
        sign_in: sign_in.map(|(user, password)| (user.to_owned(), Password::new(password.to_owned()))),
        from: "Tickmark <security@acme.example>".to_owned(),
    }
}

/// A letter that every relay takes.
pub(crate) fn letter() -> Letter {
    Letter {
        to: "Ada Example <ada@acme.example>".to_owned(),
        subject: "Two reviews are due".to_owned(),
        text: "Dear Ada,\nplease look.\n".to_owned(),
        reply_to: None,
        message_id: "r-17@acme.example".to_owned(),
        list_unsubscribe: None,
        date: "2026-11-21T16:00:00Z".parse().unwrap(),
    }
}
