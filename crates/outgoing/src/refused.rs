//! Why nothing was sent, or why an answer was not taken: one reason for each thing that somebody can act on.

use std::net::IpAddr;
use std::time::Duration;

use thiserror::Error;

use crate::target::HostPort;

/// A request that was not sent, or whose answer was not taken. `Display` is one sentence without secrets: no path,
/// query, header or body of the request is in it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// The scheme is neither `https` nor `http`.
    #[error("addresses that begin with {scheme}: are not called")]
    NotHttps {
        /// The scheme that was given.
        scheme: String,
    },
    /// The scheme is `http`, and the target is not on the allow-list.
    #[error("addresses that begin with http: are not called")]
    PlainHttp {
        /// The target that would have to be on the list.
        at: HostPort,
    },
    /// The address cannot be read without doubt.
    #[error("the address cannot be read: {why}")]
    BadUrl {
        /// What is wrong with it.
        why: String,
    },
    /// The address carries `user:password@`.
    #[error("the address carries a user name or password")]
    CredentialsInUrl,
    /// The port is neither one of [`crate::PUBLIC_PORTS`] nor on the allow-list with this host.
    #[error("port {} of {} is not called", .at.port(), .at.host())]
    Port {
        /// The target that would have to be on the list.
        at: HostPort,
    },
    /// A raw connection was asked for to a target that is not on the allow-list.
    #[error("{target} is not on the list of internal targets")]
    NotListed {
        /// Host and port.
        target: String,
    },
    /// The host is, or has among its addresses, one that no request goes to.
    #[error("{host} has the address {address}, which is not called: {range}")]
    Forbidden {
        /// The host as it was looked up.
        host: String,
        /// The first of its addresses that is forbidden.
        address: IpAddr,
        /// The name of the address range, such as `private` or `link-local`.
        range: &'static str,
    },
    /// The name has no address, or its name server could not be asked.
    #[error("no address was found for {host}")]
    NotResolved {
        /// The name.
        host: String,
    },
    /// The request itself cannot be sent as it stands.
    #[error("the request cannot be sent: {why}")]
    BadRequest {
        /// What is wrong with it.
        why: String,
    },
    /// The whole exchange, look-up of the name included, took longer than allowed.
    #[error("there was no complete answer within {} ms", .after.as_millis())]
    Timeout {
        /// The time that was allowed.
        after: Duration,
    },
    /// The head or the body of the answer has more bytes than are taken.
    #[error("the answer has more than {max} bytes")]
    TooLarge {
        /// The most bytes that are taken of the part that was too long.
        max: usize,
    },
    /// The answer points elsewhere. It is never followed.
    #[error("the answer {status} points elsewhere, to \"{to}\"")]
    Redirect {
        /// The status, 300 to 399.
        status: u16,
        /// Where to, as it was said, printable characters only and cut to 200.
        to: String,
    },
    /// No secure channel to the right machine could be made: certificate, name, expiry or protocol.
    #[error("there is no secure channel to {host}: {why}")]
    Tls {
        /// The host that was to prove itself.
        host: String,
        /// What the handshake ended with.
        why: String,
    },
    /// The connection was refused or broke, or the answer is not HTTP.
    #[error("the call to {host} failed: {why}")]
    Failed {
        /// The host that was called.
        host: String,
        /// What the machine said.
        why: String,
    },
}

impl Refused {
    /// What somebody can do about it, as one sentence.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotHttps { .. } | Self::PlainHttp { .. } => {
                "Use https; http is for targets on the list of internal targets."
            }
            Self::BadUrl { .. } => {
                "Write an address as https://host/path and a target as host:port, without spaces or backslashes."
            }
            Self::CredentialsInUrl => "Take them out of the address and keep the secret in its own field.",
            Self::Port { .. } => {
                "Use port 443 or 8443, or have whoever runs this installation add host and port to the internal targets."
            }
            Self::NotListed { .. } => {
                "Have whoever runs this installation add host and port to the list of internal targets."
            }
            Self::Forbidden { range, .. } if crate::ranges::can_be_opened(range) => {
                "If this is a machine of yours, have whoever runs this installation add host and port to the internal targets."
            }
            Self::Forbidden { .. } => {
                "No service lies in this range, and the list of internal targets does not open it."
            }
            Self::NotResolved { .. } => "Check the spelling, and that this machine's name server knows the name.",
            Self::BadRequest { .. } => "This is for whoever set the request up: change what the sentence names.",
            Self::Timeout { .. } => "Check that the target is up and not slow, and try again.",
            Self::TooLarge { .. } => "Check that the address is the one that the documentation of the target names.",
            Self::Redirect { .. } => "If you trust it, set up the address that it points to; it is never followed.",
            Self::Tls { .. } => {
                "Check the certificate of the target; for a company's own authority, add its certificate."
            }
            Self::Failed { .. } => "Check that the target is up and that a firewall lets this machine reach it.",
        }
    }
}
