//! The client: judge, connect, send, read, each within the same deadline and up to a named size.

use std::io::Read;
use std::sync::Arc;

use rustls::ClientConfig;
use ureq::config::AutoHeaderValue;
use ureq::{Agent, Body, http};

use crate::channel::Channels;
use crate::deadline::Deadline;
use crate::disbelief;
use crate::gate::Gate;
use crate::line::Line;
use crate::message::{Request, Response};
use crate::names::{LookUp, Names, SystemNames};
use crate::presented::{self, Presented};
use crate::refused::Refused;
use crate::rules::{BadRules, Rules};
use crate::target::{HostPort, Target};

/// The most bytes of the head of an answer, status line and headers.
pub const HEAD_MAX: usize = 32 * 1024;

/// The most bytes that one call of [`Outgoing::send_line`] hands over: 1 MiB.
pub const LINES_MAX: usize = 1024 * 1024;

/// Who calls, as the target reads it.
const USER_AGENT: &str = concat!("tickmark/", env!("CARGO_PKG_VERSION"));

/// The most characters of where a redirection points to.
const REDIRECT_SHOWN: usize = 200;

/// The only way out of this machine. Cheap to clone; blocks the thread that calls, for no longer than the rules allow.
#[derive(Clone, Debug)]
pub struct Outgoing {
    gate: Arc<Gate>,
    tls: Arc<ClientConfig>,
    agent: Agent,
}

impl Outgoing {
    /// A client under these rules that asks the operating system for the addresses of names.
    pub fn new(rules: Rules) -> Result<Self, BadRules> {
        Self::with_names(rules, Arc::new(SystemNames))
    }

    /// A client under these rules that asks somebody else for the addresses of names.
    pub fn with_names(rules: Rules, names: Arc<dyn Names>) -> Result<Self, BadRules> {
        let tls = crate::trust::client(&rules.extra_roots)?;
        Self::build(Gate { rules, look_up: LookUp::new(names) }, tls)
    }

    /// The same client under other rules, such as those of another organisation. The number of names that are looked up
    /// at a time is counted over all of them.
    pub fn with_rules(&self, rules: Rules) -> Result<Self, BadRules> {
        let same = rules.extra_roots == self.gate.rules.extra_roots;
        let tls = if same { Arc::clone(&self.tls) } else { crate::trust::client(&rules.extra_roots)? };
        Self::build(Gate { rules, look_up: self.gate.look_up.clone() }, tls)
    }

    /// The same client with less time for an exchange; more than its rules allow is not given.
    pub fn within(&self, span: std::time::Duration) -> Result<Self, BadRules> {
        let timeout = span.min(self.gate.rules.timeout);
        self.with_rules(Rules { timeout, ..self.gate.rules.clone() })
    }

    fn build(gate: Gate, tls: Arc<ClientConfig>) -> Result<Self, BadRules> {
        gate.rules.check()?;
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(gate.rules.timeout))
            .max_response_header_size(HEAD_MAX)
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .user_agent(USER_AGENT)
            .accept_encoding(AutoHeaderValue::Provided(Arc::new("identity".to_owned())))
            .build();
        let agent = Agent::with_parts(config, Channels { tls: Arc::clone(&tls) }, gate.clone());
        Ok(Self { gate: Arc::new(gate), tls, agent })
    }

    /// Whether a request to this address could be let out as it is written: its scheme, host and port. Looks no name up, so
    /// that it can be asked while somebody waits.
    pub fn lets_out(&self, url: &str) -> Result<(), Refused> {
        self.gate.way(&Target::read(url)?)
    }

    /// Whether a request to this address would be let out now: its scheme, port, host and all addresses of the host.
    /// Looks the name up and sends nothing.
    pub fn check(&self, url: &str) -> Result<(), Refused> {
        let target = Target::read(url)?;
        self.gate.way(&target)?;
        self.gate.addresses(&target.at, Deadline::after(self.gate.rules.timeout)).map(drop)
    }

    /// The addresses of an internal target at which another protocol than HTTP may be spoken to it, such as that of a
    /// database: checked now, so that the caller connects to one of these and never looks the name up again.
    pub fn internal_addresses(&self, at: &HostPort) -> Result<Vec<std::net::SocketAddr>, Refused> {
        if !self.gate.rules.lists(at) {
            return Err(Refused::NotListed { target: at.to_string() });
        }
        self.gate.addresses(at, Deadline::after(self.gate.rules.timeout))
    }

    /// The certificates that the machine at this host and port presents, believed or not. Under the same rules as a
    /// request to `https://host:port/`; nothing is sent after the handshake.
    pub fn certificates(&self, at: &HostPort) -> Result<Presented, Refused> {
        self.gate.way(&Target::read(&format!("https://{at}/"))?)?;
        let deadline = Deadline::after(self.gate.rules.timeout);
        let addresses = self.gate.addresses(at, deadline)?;
        presented::meet(at, &addresses, &self.gate.rules.extra_roots, deadline).map_err(|error| self.refused(at, error))
    }

    /// Sends a request and reads the whole answer. An answer of any status but a redirection is `Ok`.
    pub fn send(&self, request: &Request) -> Result<Response, Refused> {
        let target = Target::read(&request.url)?;
        self.gate.way(&target)?;
        let head = request.head(&target)?;
        let answer = if request.method.has_body() {
            self.agent.run(head.map(|()| request.body.as_slice()))
        } else {
            self.agent.run(head)
        };
        let (head, mut body) = answer.map_err(|error| self.refused(&target.at, error))?.into_parts();
        let status = head.status.as_u16();
        if (300..400).contains(&status) && status != 304 {
            return Err(Refused::Redirect { status, to: printable(head.headers.get(http::header::LOCATION)) });
        }
        let body = self.read(&target.at, &mut body)?;
        let headers = head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        Ok(Response { status, headers, body })
    }

    /// Hands bytes over to an internal target through a bare TCP connection, for syslog (RFC 6587): to targets on the
    /// allow-list only, at most [`LINES_MAX`] bytes, framed by the caller. Such a target confirms nothing; `Ok` means
    /// that it took the connection and this machine sent everything.
    pub fn send_line(&self, target: &HostPort, lines: &[u8]) -> Result<(), Refused> {
        if !self.gate.rules.lists(target) {
            return Err(Refused::NotListed { target: target.to_string() });
        }
        if lines.len() > LINES_MAX {
            return Err(Refused::BadRequest { why: format!("it has more than {LINES_MAX} bytes") });
        }
        let deadline = Deadline::after(self.gate.rules.timeout);
        let addresses = self.gate.addresses(target, deadline)?;
        let hand_over = || {
            let mut line = Line::connect(&addresses, deadline)?;
            std::io::Write::write_all(&mut line, lines)?;
            line.finish()
        };
        hand_over().map_err(|error| self.refused(target, ureq::Error::Io(error)))
    }

    /// Reads a body up to the cap, and one byte on to know that it was longer.
    fn read(&self, at: &HostPort, body: &mut Body) -> Result<Vec<u8>, Refused> {
        let max = self.gate.rules.max_body;
        let cap = u64::try_from(max).unwrap_or(u64::MAX);
        if body.content_length().is_some_and(|length| length > cap) {
            return Err(Refused::TooLarge { max });
        }
        let mut bytes = Vec::new();
        let mut reader = body.with_config().limit(u64::MAX).reader().take(cap.saturating_add(1));
        reader.read_to_end(&mut bytes).map_err(|error| self.refused(at, error.into()))?;
        if bytes.len() > max { Err(Refused::TooLarge { max }) } else { Ok(bytes) }
    }

    /// The decision where to, for what is no HTTP.
    pub(crate) fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Whom to believe, for what is no HTTP.
    pub(crate) fn tls(&self) -> &Arc<ClientConfig> {
        &self.tls
    }

    /// What went wrong, in our words.
    pub(crate) fn refused(&self, at: &HostPort, error: ureq::Error) -> Refused {
        let host = at.host();
        match error {
            ureq::Error::Timeout(_) => Refused::Timeout { after: self.gate.rules.timeout },
            ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
                Refused::Timeout { after: self.gate.rules.timeout }
            }
            ureq::Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
                Some(tls) => Refused::Tls { host, why: disbelief::why(tls) },
                None => Refused::Failed { host, why: ureq::Error::Io(error).to_string() },
            },
            ureq::Error::Other(error) => match error.downcast::<Refused>() {
                Ok(refused) => *refused,
                Err(error) => {
                    let why = error.downcast_ref::<rustls::Error>().map(disbelief::why);
                    Refused::Tls { host, why: why.unwrap_or_else(|| error.to_string()) }
                }
            },
            ureq::Error::HostNotFound => Refused::NotResolved { host },
            ureq::Error::LargeResponseHeader(..) => Refused::TooLarge { max: HEAD_MAX },
            error => Refused::Failed { host, why: error.to_string() },
        }
    }
}

fn text(value: &http::HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}

/// Where a redirection points to, as it can be shown to a person.
fn printable(location: Option<&http::HeaderValue>) -> String {
    let location = location.map(text).unwrap_or_default();
    location.chars().filter(|c| c.is_ascii_graphic()).take(REDIRECT_SHOWN).collect()
}
