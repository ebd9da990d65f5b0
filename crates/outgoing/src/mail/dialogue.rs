//! The exchange with a relay (RFC 5321), from its greeting to its word that it has taken the letter.

use std::fmt::Display;
use std::io::{self, Read, Write};
use std::sync::Arc;

use lettre::Message;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS, Mechanism};
use lettre::transport::smtp::commands::{Auth, Data, Ehlo, Mail, Quit, Rcpt, Starttls};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter, ServerInfo};
use lettre::transport::smtp::response::Response;
use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};

use super::{MailTls, NotSent, Password, Relay, Step, Taken};
use crate::client::Outgoing;
use crate::disbelief;
use crate::line::Line;
use crate::refused::Refused;
use crate::target::HostPort;

/// The most bytes of one reply, all its lines together.
const REPLY_MAX: usize = 16 * 1024;

/// The most characters of a relay's words that are passed on.
const SAID_MAX: usize = 200;

/// Holds the whole exchange over a line to a checked address.
pub(super) fn hold(
    client: &Outgoing,
    relay: &Relay,
    at: &HostPort,
    line: Line,
    message: &Message,
) -> Result<Taken, NotSent> {
    let mut talk = Dialogue { client, relay, at, stream: Stream::Plain(line), held: Vec::new(), handed_over: false };
    if relay.tls == MailTls::Implicit {
        talk.seal()?;
    }
    talk.reply(Step::Greeting, &[220])?;
    let name = ClientId::Domain(talk.name(message));
    let mut hello = talk.command(Step::Hello, &Ehlo::new(name.clone()), &[250])?;
    if relay.tls == MailTls::StartTls {
        if !talk.offers(&hello)?.supports_feature(Extension::StartTls) {
            return Err(NotSent::NoStartTls { host: at.host() });
        }
        talk.command(Step::StartTls, &Starttls, &[220])?;
        talk.seal()?;
        // What was offered before could have been said by anybody on the way (RFC 3207, section 4.2).
        hello = talk.command(Step::Hello, &Ehlo::new(name), &[250])?;
    }
    if let Some((user, password)) = &relay.sign_in {
        let offers = talk.offers(&hello)?;
        talk.sign_in(&offers, user, password)?;
    }
    let bytes = message.formatted();
    talk.envelope(&hello, message, bytes.len())?;
    let taken = talk.hand_over(&bytes)?;
    talk.bye();
    Ok(Taken { said: talk.printable(&taken) })
}

struct Dialogue<'a> {
    client: &'a Outgoing,
    relay: &'a Relay,
    at: &'a HostPort,
    stream: Stream,
    /// What was read and belongs to no reply yet.
    held: Vec<u8>,
    /// The letter is on its way whole, so that the relay may have taken it.
    handed_over: bool,
}

enum Stream {
    Plain(Line),
    Sealed(Box<StreamOwned<ClientConnection, Line>>),
    /// Between the two; nothing is read or written then.
    Changing,
}

impl Dialogue<'_> {
    /// Who we say we are: the domain that letters come from.
    fn name(&self, message: &Message) -> String {
        message.envelope().from().map_or_else(|| self.at.host(), |from| from.domain().to_owned())
    }

    fn offers(&self, hello: &Response) -> Result<ServerInfo, NotSent> {
        ServerInfo::from_response(hello).map_err(|error| self.not_smtp(&error.to_string()))
    }

    fn sign_in(&mut self, offers: &ServerInfo, user: &str, password: &Password) -> Result<(), NotSent> {
        let Some(mechanism) = offers.get_auth_mechanism(DEFAULT_MECHANISMS) else {
            return Err(NotSent::NoSignIn { host: self.at.host() });
        };
        let credentials = Credentials::new(user.to_owned(), password.0.clone());
        let refused =
            |talk: &Self| talk.not_smtp("its question for user name or password is not one of the known ones");
        let first = Auth::new(mechanism, credentials.clone(), None).map_err(|_| refused(self))?;
        let mut answer = self.command(Step::SignIn, &first, &[235, 334])?;
        // LOGIN asks for the name, then for the password; nobody asks for more.
        for _ in 0..2 {
            if !answer.has_code(334) {
                break;
            }
            let next = Auth::new_from_response(mechanism, credentials.clone(), &answer).map_err(|_| refused(self))?;
            answer = self.command(Step::SignIn, &next, &[235, 334])?;
        }
        if answer.has_code(235) { Ok(()) } else { Err(refused(self)) }
    }

    fn envelope(&mut self, hello: &Response, message: &Message, bytes: usize) -> Result<(), NotSent> {
        let size = hello.message().find_map(|line| {
            let mut words = line.split_whitespace();
            let is_size = words.next()?.eq_ignore_ascii_case("SIZE");
            // Without a number, or with 0, there is no known limit (RFC 1870).
            is_size.then(|| words.next().and_then(|max| max.parse().ok()).unwrap_or(0_usize))
        });
        if let Some(max) = size.filter(|max| *max > 0 && *max < bytes) {
            return Err(NotSent::TooLarge { host: self.at.host(), bytes, max });
        }
        let parameters = size.map(|_| MailParameter::Size(bytes)).into_iter().collect();
        self.command(Step::Sender, &Mail::new(message.envelope().from().cloned(), parameters), &[250])?;
        for to in message.envelope().to() {
            self.command(Step::Recipient, &Rcpt::new(to.clone(), Vec::new()), &[250, 251])?;
        }
        Ok(())
    }

    /// The letter, in which no line of its own can be taken for its end (RFC 5321, section 4.5.2).
    fn hand_over(&mut self, bytes: &[u8]) -> Result<Response, NotSent> {
        self.command(Step::Letter, &Data, &[354])?;
        let mut out = Vec::with_capacity(bytes.len() + 64);
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if line.starts_with(b".") {
                out.push(b'.');
            }
            out.extend_from_slice(line);
        }
        if !out.ends_with(b"\r\n") {
            out.extend_from_slice(b"\r\n");
        }
        self.write(&out)?;
        self.handed_over = true;
        self.write(b".\r\n")?;
        let taken = self.reply(Step::Letter, &[250])?;
        self.handed_over = false;
        Ok(taken)
    }

    /// Says goodbye and does not wait for the answer: the letter is taken, whatever comes now.
    fn bye(&mut self) {
        if self.write(Quit.to_string().as_bytes()).is_ok()
            && let Stream::Sealed(stream) = &mut self.stream
        {
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    }

    /// Sends a command and reads its answer.
    fn command(&mut self, step: Step, command: &impl Display, wanted: &[u16]) -> Result<Response, NotSent> {
        self.write(command.to_string().as_bytes())?;
        self.reply(step, wanted)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), NotSent> {
        let written = match &mut self.stream {
            Stream::Plain(line) => line.write_all(bytes),
            Stream::Sealed(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
            Stream::Changing => Err(io::ErrorKind::NotConnected.into()),
        };
        written.map_err(|error| self.broken(error))
    }

    /// Reads one reply, of one line or several. More than one at a time is out of turn: it was not an answer to us.
    fn reply(&mut self, step: Step, wanted: &[u16]) -> Result<Response, NotSent> {
        let mut chunk = [0; 1024];
        let end = loop {
            if let Some(end) = end_of_reply(&self.held) {
                break end;
            }
            if self.held.len() > REPLY_MAX {
                return Err(self.not_smtp("its answer has no end"));
            }
            let read = match &mut self.stream {
                Stream::Plain(line) => line.read(&mut chunk),
                Stream::Sealed(stream) => stream.read(&mut chunk),
                Stream::Changing => Err(io::ErrorKind::NotConnected.into()),
            };
            match read.map_err(|error| self.broken(error))? {
                0 => return Err(self.broken(io::Error::other("the connection was closed"))),
                read => self.held.extend_from_slice(&chunk[..read]),
            }
        };
        if self.held.len() > end {
            return Err(self.not_smtp("it speaks out of turn"));
        }
        let text = String::from_utf8_lossy(&std::mem::take(&mut self.held)).into_owned();
        let response = well_formed(&text).parse::<Response>();
        let response = response.map_err(|_| self.not_smtp("its answer does not begin with a code of three digits"))?;
        let code = u16::from(response.code());
        if wanted.contains(&code) {
            return Ok(response);
        }
        self.handed_over = false;
        Err(NotSent::Relay { host: self.at.host(), step, code, said: self.printable(&response) })
    }

    /// From here on everything is secured, and the other side has proved to be the relay.
    fn seal(&mut self) -> Result<(), NotSent> {
        let tls = |why: String| NotSent::Way(Refused::Tls { host: self.at.host(), why });
        let name = match self.at.literal() {
            Some(address) => ServerName::from(address),
            None => ServerName::try_from(self.at.host()).map_err(|error| tls(error.to_string()))?,
        };
        let mut config = self.client.tls().as_ref().clone();
        config.alpn_protocols = Vec::new();
        let connection = ClientConnection::new(Arc::new(config), name).map_err(|error| tls(disbelief::why(&error)))?;
        let Stream::Plain(line) = std::mem::replace(&mut self.stream, Stream::Changing) else {
            return Err(tls("the channel is secured already".to_owned()));
        };
        let mut stream = StreamOwned::new(connection, line);
        let met = stream.conn.complete_io(&mut stream.sock).and_then(|_| stream.sock.same_peer());
        met.map_err(|error| self.broken(error))?;
        self.stream = Stream::Sealed(Box::new(stream));
        Ok(())
    }

    fn broken(&self, error: io::Error) -> NotSent {
        let refused = self.client.refused(self.at, error.into());
        if self.handed_over {
            NotSent::Unsure { host: self.at.host(), why: refused.to_string() }
        } else {
            refused.into()
        }
    }

    fn not_smtp(&self, why: &str) -> NotSent {
        let (host, why) = (self.at.host(), why.to_owned());
        if self.handed_over { NotSent::Unsure { host, why } } else { NotSent::NotSmtp { host, why } }
    }

    /// A relay's words as a person can read them. One that repeats what it was told repeats no password.
    fn printable(&self, response: &Response) -> String {
        let said = response.message().collect::<Vec<_>>().join(" ");
        let mut said: String = said.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        for secret in self.secrets() {
            said = said.replace(&secret, "(taken out)");
        }
        said.chars().take(SAID_MAX).collect::<String>().trim().to_owned()
    }

    /// The password in each spelling in which it was sent.
    fn secrets(&self) -> Vec<String> {
        let Some((user, Password(password))) = &self.relay.sign_in else { return Vec::new() };
        let credentials = || Credentials::new(user.clone(), password.clone());
        let plain = Auth::new(Mechanism::Plain, credentials(), None);
        let login = Auth::new(Mechanism::Login, credentials(), Some("Password:".to_owned()));
        let encoded = [plain, login].into_iter().flatten();
        let encoded = encoded.filter_map(|auth| auth.to_string().split_whitespace().last().map(str::to_owned));
        encoded.chain([password.clone()]).filter(|secret| !secret.is_empty()).collect()
    }
}

/// Where the first whole reply ends: after the first line that does not begin with a code and a hyphen.
fn end_of_reply(bytes: &[u8]) -> Option<usize> {
    let mut end = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if !line.ends_with(b"\n") {
            return None;
        }
        end += line.len();
        let code = line.iter().take(3).all(u8::is_ascii_digit);
        if !code || line.get(3) != Some(&b'-') {
            return Some(end);
        }
    }
    None
}

/// With CRLF line ends, and a blank after a code that stands alone: both are left out by relays and missed by readers.
fn well_formed(text: &str) -> String {
    text.lines().map(|line| if line.len() == 3 { format!("{line} \r\n") } else { format!("{line}\r\n") }).collect()
}
