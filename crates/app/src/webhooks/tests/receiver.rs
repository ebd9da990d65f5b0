//! A receiver of webhooks: a real server that speaks TLS under an authority of its own, in a thread.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What arrived: the headers, names in lower case, and the body.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrived {
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Arrived {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A receiver whose answer can be changed while it runs.
pub(super) struct Receiver {
    pub(super) port: u16,
    /// The certificate of its authority, PEM.
    pub(super) root: Vec<u8>,
    pub(super) answer: Arc<AtomicU16>,
    pub(super) arrived: Arc<Mutex<Vec<Arrived>>>,
    /// Most exchanges that were under way at the same time.
    pub(super) most_at_once: Arc<AtomicUsize>,
    pub(super) connections: Arc<AtomicUsize>,
}

/// A certificate for 127.0.0.1, its key, and the authority's certificate, all as PEM.
fn certificate() -> (String, String, String) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
    (own.pem(), key.serialize_pem(), authority.pem())
}

/// Writes certificate and key where another program reads them; answers the authority's certificate.
pub(super) fn certificate_in(folder: &Path) -> Vec<u8> {
    let (own, key, root) = certificate();
    std::fs::write(folder.join("cert.pem"), own).unwrap();
    std::fs::write(folder.join("key.pem"), key).unwrap();
    root.into_bytes()
}

impl Receiver {
    /// Listens; each exchange takes at least `slow`.
    pub(super) fn listen(slow: Duration) -> Receiver {
        let (own, key, root) = certificate();
        let certificate = CertificateDer::from_pem_slice(own.as_bytes()).unwrap();
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let receiver = Receiver {
            port: listener.local_addr().unwrap().port(),
            root: root.into_bytes(),
            answer: Arc::new(AtomicU16::new(204)),
            arrived: Arc::default(),
            most_at_once: Arc::default(),
            connections: Arc::default(),
        };
        let (config, now) = (Arc::new(config), Arc::new(AtomicUsize::new(0)));
        let (answer, arrived) = (receiver.answer.clone(), receiver.arrived.clone());
        let (most, connections) = (receiver.most_at_once.clone(), receiver.connections.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (config, answer, arrived) = (config.clone(), answer.clone(), arrived.clone());
                let (now, most, connections) = (now.clone(), most.clone(), connections.clone());
                std::thread::spawn(move || {
                    connections.fetch_add(1, Ordering::SeqCst);
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let connection = ServerConnection::new(config).unwrap();
                    let mut stream = StreamOwned::new(connection, stream.unwrap());
                    if let Some(one) = read(&mut stream) {
                        std::thread::sleep(slow);
                        arrived.lock().unwrap().push(one);
                        // Counted down before the answer, so that the next exchange is never counted into this one.
                        now.fetch_sub(1, Ordering::SeqCst);
                        say(&mut stream, answer.load(Ordering::SeqCst));
                    } else {
                        now.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        receiver
    }

    pub(super) fn url(&self) -> String {
        format!("https://127.0.0.1:{}/hook?secret=in-the-path", self.port)
    }

    pub(super) fn answers(&self, status: u16) {
        self.answer.store(status, Ordering::SeqCst);
    }

    /// Everything that arrived since the last call.
    pub(super) fn take(&self) -> Vec<Arrived> {
        std::mem::take(&mut *self.arrived.lock().unwrap())
    }
}

fn read(stream: &mut StreamOwned<ServerConnection, TcpStream>) -> Option<Arrived> {
    let mut reader = BufReader::new(stream);
    let mut arrived = Arrived::default();
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
    loop {
        line.clear();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            break;
        };
        arrived.headers.push((name.to_lowercase(), value.to_owned()));
    }
    arrived.body = vec![0; arrived.header("content-length").parse().unwrap_or(0)];
    reader.read_exact(&mut arrived.body).ok()?;
    Some(arrived)
}

fn say(stream: &mut StreamOwned<ServerConnection, TcpStream>, status: u16) {
    let head = format!("HTTP/1.1 {status} Word\r\nlocation: https://elsewhere.example/\r\ncontent-length: 0\r\n\r\n");
    // Who hung up has no use for the answer.
    let _ = stream.write_all(head.as_bytes());
    stream.conn.send_close_notify();
    let _ = stream.flush();
    let _ = stream.read(&mut [0; 1]);
}
