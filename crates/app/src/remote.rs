//! Another installation's API, called from this machine: for a program that hands in evidence from where it was made.

use crate::Fault;
use outgoing::{HostPort, Method, Outgoing, Refused, Request, Rules};
use std::path::Path;
use std::time::Duration;

/// Bytes of a file that are sent at a time.
pub const PIECE: usize = 4 * 1024 * 1024;
/// Most tries of one call.
const TRIES: u32 = 6;
/// The pause after the first try that failed; it doubles each time.
const PAUSE: Duration = Duration::from_millis(500);
/// Longest pause that a server may ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// Time for one call.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server whose API is called with a token.
pub struct Remote {
    client: Outgoing,
    base: String,
    token: String,
}

/// Without the token.
impl std::fmt::Debug for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Remote").field("base", &self.base).finish_non_exhaustive()
    }
}

/// What is asked of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Read.
    Get,
    /// Make something.
    Post,
    /// Send a piece.
    Patch,
}

/// What the server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Remote {
    /// A server by the address that people type, such as `https://tickmark.example.org`; `http` only on this machine,
    /// since the token would be read on the way. It may lie inside the own network: whoever typed it meant it.
    /// `authorities` are files with certificates (PEM) that vouch for it beside the public ones.
    ///
    /// # Errors
    /// [`Fault`] by the user for an address that cannot be called.
    pub fn new(server: &str, token: &str, authorities: &[std::path::PathBuf]) -> Result<Remote, Fault> {
        let wrong = |why: &str| Fault {
            by_user: true,
            ..Fault::new(
                format!("the server `{server}` cannot be called: {why}"),
                "write it like https://tickmark.example.org",
            )
        };
        let base = server.trim().trim_end_matches('/');
        let (scheme, authority) = base.split_once("://").ok_or_else(|| wrong("the address has no scheme"))?;
        if authority.is_empty() || authority.contains(['/', '?', '#', '@']) {
            return Err(wrong("it is not a host, with a port where one is needed"));
        }
        let port = match scheme {
            "https" => 443,
            "http" => 80,
            _ => return Err(wrong("the scheme is neither https nor http")),
        };
        let has_port = authority.rsplit_once(':').is_some_and(|(_, port)| !port.ends_with(']'));
        let named = if has_port { authority.to_owned() } else { format!("{authority}:{port}") };
        let at: HostPort = named.parse().map_err(|e: Refused| wrong(&e.to_string()))?;
        if scheme == "http" && !matches!(at.host().as_str(), "localhost" | "127.0.0.1" | "[::1]") {
            return Err(wrong("plain http would show the token to everybody on the way"));
        }
        let read = |path: &std::path::PathBuf| {
            std::fs::read(path).map_err(|e| Fault {
                by_user: true,
                ..Fault::new(format!("{}: {e}", path.display()), "check the path and its permissions")
            })
        };
        let rules = Rules {
            internal: vec![at],
            timeout: PATIENCE,
            extra_roots: authorities.iter().map(read).collect::<Result<_, _>>()?,
            ..Rules::default()
        };
        let client = Outgoing::new(rules).map_err(|e| wrong(&e.to_string()))?;
        if token.trim().is_empty() {
            let hint = "name one with --token or in TICKMARK_TOKEN";
            return Err(Fault { by_user: true, ..Fault::new("the token is missing", hint) });
        }
        Ok(Remote { client, base: base.to_owned(), token: token.trim().to_owned() })
    }

    /// Calls the API. What the line or a busy server lets fail is tried again, up to six times with longer and longer
    /// pauses; so every call that makes something carries a key or can be asked twice.
    ///
    /// # Errors
    /// [`Fault`] when no answer came.
    pub fn call(&self, verb: Verb, path: &str, headers: &[(&str, String)], body: &[u8]) -> Result<RemoteAnswer, Fault> {
        let mut pause = PAUSE;
        let mut tried = 1;
        loop {
            let method = match verb {
                Verb::Get => Method::Get,
                Verb::Post => Method::Post,
                Verb::Patch => Method::Patch,
            };
            let url = format!("{}{path}", self.base);
            let mut request = Request { method, url, headers: Vec::new(), body: body.to_vec() }
                .header("authorization", &format!("Bearer {}", self.token));
            for (name, value) in headers {
                request = request.header(name, value);
            }
            let (again, asked) = match self.client.send(&request) {
                Ok(answer) if !matches!(answer.status, 429 | 502 | 503 | 504) || tried >= TRIES => {
                    return Ok(RemoteAnswer { status: answer.status, body: answer.body });
                }
                Ok(answer) => {
                    let asked = answer.header("retry-after").and_then(|seconds| seconds.trim().parse().ok());
                    (None, asked.map(Duration::from_secs))
                }
                Err(refused) => (Some(refused), None),
            };
            if let Some(refused) = again
                && (tried >= TRIES || !passing(&refused))
            {
                let sentence = format!("{} gave no answer: {refused}", self.base);
                return Err(Fault::new(sentence, "check the address, the line and the server, then ask again"));
            }
            std::thread::sleep(asked.unwrap_or(pause).min(LONGEST_PAUSE));
            pause *= 2;
            tried += 1;
        }
    }
}

/// Can another try end otherwise?
fn passing(refused: &Refused) -> bool {
    matches!(refused, Refused::Timeout { .. } | Refused::Failed { .. } | Refused::NotResolved { .. })
}

/// Name of a file without its folders.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
