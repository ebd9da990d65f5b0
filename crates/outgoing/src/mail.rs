//! Letters out: one plain-text message to one address, through the relay that the owners name.
//!
//! The same rules as for every other call hold: the relay's name is looked up once, each address is judged, the
//! connection goes to a checked address, and everything together has one deadline. The messages, commands and replies
//! are those of `lettre`; the connection is ours, because its own looks names up itself, begins its count of time anew
//! with every byte, and reads replies without an end.

mod dialogue;
mod letter;
mod not_sent;

use std::fmt;

use crate::client::Outgoing;
use crate::deadline::Deadline;
use crate::line::Line;
use crate::rules::Rules;
use crate::target::HostPort;

pub use letter::{LINK_MAX, Letter, SUBJECT_MAX, TEXT_MAX};
pub use not_sent::{NotSent, Step};

/// Ports of public relays: relaying, submission (RFC 6409), submission under TLS (RFC 8314), and what many providers
/// offer beside them. Any other port is called only if it stands with its host on the allow-list.
pub const MAIL_PORTS: [u16; 4] = [25, 465, 587, 2525];

/// The most characters of a user name or a password.
pub const SECRET_MAX: usize = 1_000;

/// How the channel to a relay is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTls {
    /// Not at all: for a relay on this very machine, which every address of its name must be.
    NoneOnLoopback,
    /// Secured by `STARTTLS` before anything is said (RFC 3207); a relay that does not offer it is refused.
    StartTls,
    /// Secured from the first byte, usually on port 465 (RFC 8314).
    Implicit,
}

/// A password, which no `Debug`, message or log shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes a password as it is; what cannot be sent is refused when it is to be sent.
    #[must_use]
    pub fn new(password: String) -> Self {
        Self(password)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(..)")
    }
}

/// The relay that takes letters, and as whom they are handed to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Its name or address. Inside the owner's network it has to be on the allow-list with its port.
    pub host: String,
    /// Its port, one of [`MAIL_PORTS`] or one on the allow-list.
    pub port: u16,
    /// How the channel is secured.
    pub tls: MailTls,
    /// User name and password, if it wants them; never sent over a channel that is not secured, loopback excepted.
    pub sign_in: Option<(String, Password)>,
    /// Whom letters are from: `Tickmark <security@acme.example>` or the address alone.
    pub from: String,
}

/// What a relay said when it took a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its words, often with the number under which it keeps the letter; printable, at most 200 characters.
    pub said: String,
}

impl Outgoing {
    /// Hands one letter to a relay. `Ok` means that the relay took it and answers for it from here on, not that somebody
    /// has read it.
    ///
    /// # Errors
    /// [`NotSent`], which says whether to try again ([`NotSent::passing`]) and what to do ([`NotSent::hint`]).
    pub fn send_letter(&self, relay: &Relay, letter: &Letter) -> Result<Taken, NotSent> {
        let at = relay.at(&self.gate().rules)?;
        let message = letter.message(relay)?;
        let deadline = Deadline::after(self.gate().rules.timeout);
        let addresses = self.gate().addresses(&at, deadline)?;
        if relay.tls == MailTls::NoneOnLoopback
            && let Some(other) = addresses.iter().find(|address| !address.ip().is_loopback())
        {
            return Err(NotSent::PlainText { host: at.host(), address: other.ip() });
        }
        let line = Line::connect(&addresses, deadline).map_err(|error| self.refused(&at, error.into()))?;
        dialogue::hold(self, relay, &at, line, &message)
    }
}

impl Relay {
    /// Host and port, if letters may go there, and everything that is written into commands is fit for it.
    fn at(&self, rules: &Rules) -> Result<HostPort, NotSent> {
        let wrong = |field, why: &str| Err(NotSent::Settings { field, why: why.to_owned() });
        let at = HostPort::new(&self.host, self.port)?;
        if !rules.lists(&at) && !MAIL_PORTS.contains(&self.port) {
            return Err(NotSent::Port { host: at.host(), port: self.port });
        }
        if let Some((user, Password(password))) = &self.sign_in {
            for (field, text) in [("user", user), ("password", password)] {
                if text.is_empty() || text.chars().count() > SECRET_MAX || text.chars().any(char::is_control) {
                    return wrong(field, "is empty, has more than 1,000 characters, or has a control character");
                }
            }
        }
        Ok(at)
    }
}
