//! A letter before it is sent: read once, refused if a line of its head could become two.

use std::fmt;

use jiff::Timestamp;
use lettre::Address;
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};

use super::{NotSent, Relay};

/// The most characters of a subject.
pub const SUBJECT_MAX: usize = 500;

/// The most bytes of the text: 1 MiB.
pub const TEXT_MAX: usize = 1024 * 1024;

/// The most characters of a message id, an address, or the address for unsubscribing; a line of mail ends at 998.
pub const LINK_MAX: usize = 900;

/// A plain-text letter to one person. `Debug` leaves out the text, which may hold links that open doors.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// The recipient: `Ada Example <ada@acme.example>` or the address alone; one only.
    pub to: String,
    /// One line, at most [`SUBJECT_MAX`] characters.
    pub subject: String,
    /// Plain text in any language, at most [`TEXT_MAX`] bytes.
    pub text: String,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
    /// Unique over all letters, `id@domain` without its angle brackets. The same again if the same letter is sent again,
    /// so that the recipient's side can tell (RFC 5322, section 3.6.4).
    pub message_id: String,
    /// An `https` address or `mailto:` by which letters of this kind are stopped (RFC 2369); an `https`
    /// address takes a `POST` as well, without a page between (RFC 8058).
    pub list_unsubscribe: Option<String>,
    /// When it was written.
    pub date: Timestamp,
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Letter");
        shown.field("to", &self.to).field("subject", &self.subject).field("message_id", &self.message_id);
        shown.field("text", &self.text.len()).finish_non_exhaustive()
    }
}

impl Letter {
    /// The message as it goes over the line.
    pub(super) fn message(&self, relay: &Relay) -> Result<Message, NotSent> {
        let from = mailbox("from", &relay.from).map_err(|why| NotSent::Settings { field: "from", why })?;
        self.check()?;
        let to = mailbox("to", &self.to).map_err(|why| NotSent::Letter { field: "to", why })?;
        let mut message = Message::builder()
            .from(from)
            .to(to)
            .date(self.date.into())
            .subject(self.subject.clone())
            .message_id(Some(format!("<{}>", self.message_id)))
            // No holiday notice is to answer it (RFC 3834).
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .header(ContentType::TEXT_PLAIN);
        if let Some(reply_to) = &self.reply_to {
            let reply_to = mailbox("reply_to", reply_to).map_err(|why| NotSent::Letter { field: "reply_to", why })?;
            message = message.reply_to(reply_to);
        }
        if let Some(link) = &self.list_unsubscribe {
            message = message.raw_header(header("List-Unsubscribe", &format!("<{link}>")));
            if link.starts_with("https://") {
                // The recipient's program may ask it with one press (RFC 8058).
                message = message.raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
            }
        }
        let lines: Vec<&str> = self.text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
        let refused = |error: lettre::error::Error| NotSent::Letter { field: "text", why: error.to_string() };
        message.body(lines.join("\r\n")).map_err(refused)
    }

    fn check(&self) -> Result<(), NotSent> {
        let wrong = |field, why: &str| Err(NotSent::Letter { field, why: why.to_owned() });
        if self.subject.chars().any(char::is_control) {
            return wrong("subject", "has a line end or another control character");
        }
        if self.subject.trim().is_empty() || self.subject.chars().count() > SUBJECT_MAX {
            return wrong("subject", "is empty or has more than 500 characters");
        }
        if self.text.len() > TEXT_MAX {
            return wrong("text", "has more than 1 MiB");
        }
        if self.text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return wrong("text", "has a control character");
        }
        let (left, right) = self.message_id.split_once('@').unwrap_or_default();
        if left.is_empty() || right.is_empty() || !plain(&self.message_id) || right.contains('@') {
            return wrong("message_id", "is not of the form id@domain in ASCII, without brackets or blanks");
        }
        if let Some(link) = &self.list_unsubscribe {
            let known = ["https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme));
            if !known || !plain(link) {
                return wrong(
                    "list_unsubscribe",
                    "is no https: or mailto: address in ASCII, without brackets or blanks",
                );
            }
        }
        Ok(())
    }
}

/// Reads one address, with or without a name, into the spelling that every relay takes.
fn mailbox(field: &str, text: &str) -> Result<Mailbox, String> {
    if text.chars().any(char::is_control) {
        return Err("has a line end or another control character".to_owned());
    }
    if text.chars().count() > LINK_MAX {
        return Err(format!("has more than {LINK_MAX} characters"));
    }
    let Mailbox { name, email, .. } = text
        .trim()
        .parse::<Mailbox>()
        .map_err(|_| format!("is not one address such as `{field}@acme.example` or `Acme <{field}@acme.example>`"))?;
    if !email.user().is_ascii() {
        return Err("has letters before the @ that not every relay takes; use an address of ASCII letters".to_owned());
    }
    let domain = url::Host::parse(email.domain()).map_err(|error| format!("has no readable domain: {error}"))?;
    let email = Address::new(email.user(), domain.to_string()).map_err(|error| format!("is no address: {error}"))?;
    Ok(Mailbox::new(name, email))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Visible ASCII without what parts one thing from the next in a head.
fn plain(text: &str) -> bool {
    text.len() <= LINK_MAX && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>,;\"\\".contains(&byte))
}
