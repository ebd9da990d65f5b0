//! Why a letter was not sent, who has to do something about it, and whether time alone may mend it.

use std::fmt;
use std::net::IpAddr;

use thiserror::Error;

use crate::refused::Refused;

/// Where in the exchange with a relay something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The relay's first words.
    Greeting,
    /// Our name.
    Hello,
    /// Securing the channel.
    StartTls,
    /// User name and password.
    SignIn,
    /// The sender's address.
    Sender,
    /// The recipient's address.
    Recipient,
    /// The letter itself.
    Letter,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Greeting => "the connection",
            Self::Hello => "our greeting",
            Self::StartTls => "a secured channel",
            Self::SignIn => "user name and password",
            Self::Sender => "the sender",
            Self::Recipient => "the recipient",
            Self::Letter => "the letter",
        })
    }
}

/// A letter that no relay has taken. `Display` is one sentence without password, subject or text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotSent {
    /// The relay cannot be called, or the channel to it cannot be secured or broke.
    #[error(transparent)]
    Way(#[from] Refused),
    /// The relay said no.
    #[error("{host} refuses {step}: {code} {said}")]
    Relay {
        /// The relay.
        host: String,
        /// What it refused.
        step: Step,
        /// Its code: 400 to 499 for now, 500 to 599 for good (RFC 5321, section 4.2.1).
        code: u16,
        /// Its words, printable, at most 200 characters; the password is taken out.
        said: String,
    },
    /// A relay outside this machine was to be spoken to without a secured channel.
    #[error("{host} has the address {address}, which is not this machine, and the channel is not secured")]
    PlainText {
        /// The relay.
        host: String,
        /// The first of its addresses that is not this machine.
        address: IpAddr,
    },
    /// The relay does not offer to secure the channel.
    #[error("{host} does not offer STARTTLS")]
    NoStartTls {
        /// The relay.
        host: String,
    },
    /// The relay takes no password in a way that is known here.
    #[error("{host} offers no way to sign in that is known here (PLAIN, LOGIN)")]
    NoSignIn {
        /// The relay.
        host: String,
    },
    /// The port is neither one of [`super::MAIL_PORTS`] nor on the allow-list with this host.
    #[error("port {port} of {host} is no port for letters")]
    Port {
        /// The relay.
        host: String,
        /// The port.
        port: u16,
    },
    /// What answers does not speak SMTP, or not as it should.
    #[error("{host} does not answer as a mail relay does: {why}")]
    NotSmtp {
        /// What answers.
        host: String,
        /// What is wrong with its answer.
        why: String,
    },
    /// A setting of the relay that cannot be used.
    #[error("the setting `{field}` of the mail relay {why}")]
    Settings {
        /// The field of [`super::Relay`].
        field: &'static str,
        /// What is wrong with it, as the rest of the sentence.
        why: String,
    },
    /// A part of the letter that cannot be sent.
    #[error("`{field}` of the letter {why}")]
    Letter {
        /// The field of [`super::Letter`].
        field: &'static str,
        /// What is wrong with it, as the rest of the sentence.
        why: String,
    },
    /// The letter is longer than the relay takes.
    #[error("the letter has {bytes} bytes; {host} takes at most {max}")]
    TooLarge {
        /// The relay.
        host: String,
        /// How long the letter is.
        bytes: usize,
        /// The most that the relay takes.
        max: usize,
    },
    /// The letter was handed over whole, and the answer did not come: it may have been taken.
    #[error("{host} was given the whole letter and did not say whether it takes it: {why}")]
    Unsure {
        /// The relay.
        host: String,
        /// How the exchange ended.
        why: String,
    },
}

impl NotSent {
    /// Whether the same letter may go through later without anybody changing a setting. After [`NotSent::Unsure`] it may
    /// arrive twice, under the same message id.
    #[must_use]
    pub fn passing(&self) -> bool {
        match self {
            Self::Relay { code, .. } => (400..500).contains(code),
            Self::Way(refused) => {
                matches!(refused, Refused::Timeout { .. } | Refused::Failed { .. } | Refused::NotResolved { .. })
            }
            Self::Unsure { .. } => true,
            _ => false,
        }
    }

    /// What somebody can do about it, as one sentence.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Way(refused) => refused.hint(),
            Self::Relay { code: 400..500, .. } => "Wait: the relay refuses for now, and the letter is tried again.",
            Self::Relay { step: Step::SignIn, .. } => {
                "Check user name and password; many providers want a password made for this program alone."
            }
            Self::Relay { step: Step::Sender, .. } => "Use a sender address that the relay lets this user write from.",
            Self::Relay { step: Step::Recipient, .. } => "Check the recipient's address, and that the relay serves it.",
            Self::Relay { .. } => "Ask whoever runs the relay, with the code and the words that it gave.",
            Self::PlainText { .. } => "Choose STARTTLS or implicit TLS; without either only this machine is spoken to.",
            Self::NoStartTls { .. } => {
                "Choose implicit TLS (usually port 465), or have STARTTLS switched on at the relay."
            }
            Self::NoSignIn { .. } => {
                "Leave user name and password out, or use the port on which the relay lets users in."
            }
            Self::Port { .. } => {
                "Use port 587 or 465, or have whoever runs this installation add host and port to the internal targets."
            }
            Self::NotSmtp { .. } => {
                "Check host and port, and whether they want implicit TLS (usually port 465) or STARTTLS."
            }
            Self::Settings { .. } => "Correct this setting of the mail relay.",
            Self::Letter { .. } => "Change what the sentence names; nothing was sent.",
            Self::TooLarge { .. } => "Shorten the letter, or send a link in place of its content.",
            Self::Unsure { .. } => "Look at the relay's log for the message id before sending it again.",
        }
    }
}
