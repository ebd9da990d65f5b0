//! What the owners of an installation allow: where to, how long, how much, and whom to trust.

use std::net::IpAddr;
use std::time::Duration;

use thiserror::Error;

use crate::deadline::Deadline;
use crate::target::HostPort;

/// Ports of public targets. Any other port is called only if it stands with its host on the allow-list.
pub const PUBLIC_PORTS: [u16; 2] = [443, 8443];

/// The most targets on the allow-list.
pub const INTERNAL_MAX: usize = 256;

/// What may be called, and how far an exchange may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The allow-list: targets inside the owner's network, each as host and port. Plain `http`, ports outside
    /// [`PUBLIC_PORTS`] and addresses in private ranges are for these alone.
    pub internal: Vec<HostPort>,
    /// Addresses of this machine's own network interfaces, which are refused like private ones even if public.
    pub own_addresses: Vec<IpAddr>,
    /// The time for one whole exchange, look-up of the name included; at most five minutes.
    pub timeout: Duration,
    /// The most bytes of the body of an answer.
    pub max_body: usize,
    /// Certificates of additional authorities, each DER, or PEM with one or more.
    pub extra_roots: Vec<Vec<u8>>,
}

impl Default for Rules {
    /// Public targets only; 10 seconds, 10 MiB, the public authorities.
    fn default() -> Self {
        Self {
            internal: Vec::new(),
            own_addresses: Vec::new(),
            timeout: Duration::from_secs(10),
            max_body: 10 * 1024 * 1024,
            extra_roots: Vec::new(),
        }
    }
}

impl Rules {
    /// Whether the allow-list names this host with this port.
    pub(crate) fn lists(&self, at: &HostPort) -> bool {
        self.internal.contains(at)
    }

    pub(crate) fn check(&self) -> Result<(), BadRules> {
        if self.internal.len() > INTERNAL_MAX {
            return Err(BadRules::TooMany { max: INTERNAL_MAX });
        }
        if self.timeout.is_zero() || self.timeout > Deadline::LONGEST {
            return Err(BadRules::Timeout { max: Deadline::LONGEST });
        }
        Ok(())
    }
}

/// Rules that cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadRules {
    /// The allow-list is longer than [`INTERNAL_MAX`].
    #[error("the list of internal targets has more than {max} entries")]
    TooMany {
        /// The most entries.
        max: usize,
    },
    /// The time for an exchange is zero or too long.
    #[error("the time for one exchange is more than 0 and at most {} seconds", .max.as_secs())]
    Timeout {
        /// The longest time.
        max: Duration,
    },
    /// An additional authority cannot be read.
    #[error("certificate {number} of the additional authorities cannot be read: {why}")]
    Root {
        /// Which one, counted from 1.
        number: usize,
        /// What is wrong with it.
        why: String,
    },
}
