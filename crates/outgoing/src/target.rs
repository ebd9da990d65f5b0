//! Where a request goes, read once and without doubt: what is checked is what is called.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use url::{Host, Url};

use crate::refused::Refused;

/// The longest address that is read, in bytes.
pub const URL_MAX: usize = 8 * 1024;

/// A host and a port, such as `10.0.0.5:8443`, `sso.corp.local:443` or `[fd00::1]:514`. The host is kept as it is
/// looked up: lower case, Punycode, no trailing dot, and every spelling of one IP address alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HostPort {
    host: Host<String>,
    port: u16,
}

impl HostPort {
    /// Reads a host (a name, an IPv4 address, an IPv6 address with or without brackets) and takes a port other than 0.
    pub fn new(host: &str, port: u16) -> Result<Self, Refused> {
        if host.chars().any(doubtful) {
            return Err(bad("the host has a space, a control character or a backslash"));
        }
        let host = match host.parse::<IpAddr>() {
            Ok(IpAddr::V6(address)) => Host::Ipv6(address),
            _ => Host::parse(host).map_err(|error| bad(&error.to_string()))?,
        };
        if port == 0 { Err(bad("port 0 cannot be called")) } else { Ok(Self { host: plain(host)?, port }) }
    }

    /// The host as it is looked up; an IPv6 address stands in brackets.
    #[must_use]
    pub fn host(&self) -> String {
        self.host.to_string()
    }

    /// The port, 1 to 65535.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address if the host is one, which needs no look-up.
    pub(crate) fn literal(&self) -> Option<IpAddr> {
        match self.host {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
        }
    }
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl FromStr for HostPort {
    type Err = Refused;

    /// Reads `host:port`; the port is never left out.
    fn from_str(text: &str) -> Result<Self, Refused> {
        let (host, port) = text.rsplit_once(':').ok_or_else(|| bad("the port is missing; write host:port"))?;
        if host.contains(':') && !host.starts_with('[') {
            return Err(bad("an IPv6 address before a port stands in brackets"));
        }
        if port.is_empty() || !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad("the port is a number from 1 to 65535"));
        }
        Self::new(host, port.parse().map_err(|_| bad("the port is a number from 1 to 65535"))?)
    }
}

/// An address that can be called.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// Host and port.
    pub(crate) at: HostPort,
    /// Whether the channel is secured, which is whether the scheme is `https`.
    pub(crate) tls: bool,
    /// The address in its one spelling.
    pub(crate) url: String,
}

impl Target {
    /// Reads an `http` or `https` address, stricter than a browser: what two readers could understand in two ways is
    /// refused rather than repaired.
    pub(crate) fn read(text: &str) -> Result<Self, Refused> {
        if text.len() > URL_MAX {
            return Err(bad("it has more than 8192 bytes"));
        }
        if text.chars().any(doubtful) {
            return Err(bad("it has a space, a control character or a backslash"));
        }
        let (scheme, rest) = text.split_once(':').ok_or_else(|| bad("it does not begin with https://"))?;
        let tls = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(Refused::NotHttps { scheme: scheme.chars().take(20).collect() }),
        };
        let authority = rest.strip_prefix("//").ok_or_else(|| bad("two slashes are missing after the scheme"))?;
        let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(Refused::CredentialsInUrl);
        }
        if authority.is_empty() {
            return Err(bad("the host is missing"));
        }
        Self::canonical(text, tls)
    }

    fn canonical(text: &str, tls: bool) -> Result<Self, Refused> {
        let mut url = Url::parse(text).map_err(|error| bad(&error.to_string()))?;
        let host = plain(url.host().ok_or_else(|| bad("the host is missing"))?.to_owned())?;
        let port = url.port_or_known_default().filter(|port| *port != 0);
        let port = port.ok_or_else(|| bad("port 0 cannot be called"))?;
        url.set_host(Some(&host.to_string())).map_err(|error| bad(&error.to_string()))?;
        Ok(Self { at: HostPort { host, port }, tls, url: url.into() })
    }
}

/// A host without the dot that a complete name may end with, and with labels as name servers take them (RFC 1035).
fn plain(host: Host<String>) -> Result<Host<String>, Refused> {
    let Host::Domain(name) = host else { return Ok(host) };
    let name = name.strip_suffix('.').unwrap_or(&name);
    if name.len() > 253 || name.split('.').any(|label| label.is_empty() || label.len() > 63) {
        return Err(bad("the host is no name: labels have 1 to 63 characters, all of it at most 253"));
    }
    // Read again, because a name that ends in a number without its dot is an address to some readers.
    Host::parse(name).map_err(|error| bad(&error.to_string()))
}

fn doubtful(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\\'
}

fn bad(why: &str) -> Refused {
    Refused::BadUrl { why: why.to_owned() }
}
