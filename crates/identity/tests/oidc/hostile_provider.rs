//! A provider that answers exactly what a test tells it to, over real sockets, and remembers what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// A request as the provider saw it.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
}

/// Status, content type and body.
pub(crate) type Answer = (u16, &'static str, Vec<u8>);

type Room = Box<dyn FnMut(&Asked) -> Answer + Send>;

#[derive(Default)]
struct House {
    rooms: HashMap<&'static str, Room>,
    asked: Vec<Asked>,
}

/// The running provider.
pub(crate) struct HostileProvider {
    /// Its address, which is its issuer as long as it is honest about that.
    pub(crate) issuer: String,
    house: Arc<Mutex<House>>,
}

impl HostileProvider {
    /// Starts it with an honest discovery document and these keys.
    pub(crate) fn start(keys: &[Value]) -> HostileProvider {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let house = Arc::new(Mutex::new(House::default()));
        let provider = HostileProvider { issuer, house: Arc::clone(&house) };
        provider.says(DISCOVERY, provider.document());
        provider.says("/keys", json!({ "keys": keys }));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let _ = answer(stream.unwrap(), &house);
            }
        });
        provider
    }

    /// An honest discovery document, to be spoilt by the test.
    pub(crate) fn document(&self) -> Value {
        let at = |path: &str| format!("{}{path}", self.issuer);
        json!({
            "issuer": self.issuer, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
            "jwks_uri": at("/keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
        })
    }

    /// From now on this path answers 200 with this JSON.
    pub(crate) fn says(&self, path: &'static str, value: Value) {
        self.answers(path, (200, "application/json", value.to_string().into_bytes()));
    }

    /// From now on this path answers so.
    pub(crate) fn answers(&self, path: &'static str, answer: Answer) {
        self.does(path, move |_| answer.clone());
    }

    /// From now on this path does this.
    pub(crate) fn does(&self, path: &'static str, room: impl FnMut(&Asked) -> Answer + Send + 'static) {
        self.house.lock().unwrap().rooms.insert(path, Box::new(room));
    }

    /// What was asked at this path so far.
    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        self.house.lock().unwrap().asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }
}

/// Where the discovery document lies.
pub(crate) const DISCOVERY: &str = "/.well-known/openid-configuration";

fn answer(stream: TcpStream, house: &Mutex<House>) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let body = match headers.get("content-length").and_then(|length| length.parse().ok()) {
        None if headers.contains_key("transfer-encoding") => chunks(&mut lines)?,
        length => exactly(&mut lines, length.unwrap_or(0))?,
    };
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let asked = Asked { path, headers, body: String::from_utf8_lossy(&body).into_owned() };
    let mut house = house.lock().unwrap();
    house.asked.push(asked.clone());
    let nothing = (404, "text/plain", b"nothing here".to_vec());
    let (status, kind, body) = house.rooms.get_mut(asked.path.as_str()).map_or(nothing, |room| room(&asked));
    write!(&stream, "HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\nconnection: close\r\n\r\n")?;
    (&stream).write_all(&body)
}

fn exactly(from: &mut impl Read, length: usize) -> std::io::Result<Vec<u8>> {
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    Ok(body)
}

fn chunks(from: &mut impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        from.read_line(&mut line)?;
        let length = usize::from_str_radix(line.trim_end(), 16).map_err(std::io::Error::other)?;
        body.extend(exactly(from, length)?);
        from.read_line(&mut line)?;
        if length == 0 {
            return Ok(body);
        }
    }
}
