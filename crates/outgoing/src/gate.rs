//! The one decision whether a target may be called, and the addresses it may be called at.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};

use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

use crate::deadline::Deadline;
use crate::names::LookUp;
use crate::ranges::{OWN, Reach, range_of};
use crate::refused::Refused;
use crate::rules::{PUBLIC_PORTS, Rules};
use crate::target::{HostPort, Target};

/// The most addresses of one host that a connection is tried to. All of them are judged.
const TRIED_MAX: usize = 8;

/// The rules together with who knows the names.
#[derive(Clone)]
pub(crate) struct Gate {
    pub(crate) rules: Rules,
    pub(crate) look_up: LookUp,
}

impl Gate {
    /// Judges a target before its name is looked up: scheme and port.
    pub(crate) fn way(&self, target: &Target) -> Result<(), Refused> {
        if self.rules.lists(&target.at) {
            return Ok(());
        }
        if !target.tls {
            return Err(Refused::PlainHttp { at: target.at.clone() });
        }
        if !PUBLIC_PORTS.contains(&target.at.port()) {
            return Err(Refused::Port { at: target.at.clone() });
        }
        Ok(())
    }

    /// Looks a host up, once, and judges every address it has: one that is forbidden closes the host, because whoever
    /// mixes a good address with a bad one wants the bad one called.
    pub(crate) fn addresses(&self, at: &HostPort, deadline: Deadline) -> Result<Vec<SocketAddr>, Refused> {
        let host = at.host();
        let addresses = match at.literal() {
            Some(address) => vec![address],
            None => self.look_up.addresses(&host, deadline).map_err(|error| self.unresolved(&host, &error))?,
        };
        if addresses.is_empty() {
            return Err(Refused::NotResolved { host });
        }
        let listed = self.rules.lists(at);
        for address in &addresses {
            if let Some(range) = self.forbidden(*address, listed) {
                tracing::warn!(%host, port = at.port(), %address, range, "outgoing request refused");
                return Err(Refused::Forbidden { host, address: *address, range });
            }
        }
        if listed {
            tracing::info!(%host, port = at.port(), address = %addresses[0], "outgoing request to an internal target");
        }
        Ok(addresses.into_iter().take(TRIED_MAX).map(|address| SocketAddr::new(address, at.port())).collect())
    }

    fn forbidden(&self, address: IpAddr, listed: bool) -> Option<&'static str> {
        let registered = range_of(address);
        let own = || {
            let is_own = self.rules.own_addresses.iter().any(|own| own.to_canonical() == address.to_canonical());
            is_own.then_some((OWN, Reach::Internal))
        };
        let (name, reach) = registered.or_else(own)?;
        (reach == Reach::Nowhere || !listed).then_some(name)
    }

    fn unresolved(&self, host: &str, error: &io::Error) -> Refused {
        match error.kind() {
            io::ErrorKind::TimedOut => Refused::Timeout { after: self.rules.timeout },
            io::ErrorKind::ResourceBusy => Refused::Failed { host: host.to_owned(), why: error.to_string() },
            _ => {
                tracing::warn!(host, %error, "a name could not be looked up");
                Refused::NotResolved { host: host.to_owned() }
            }
        }
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gate").field("rules", &self.rules).finish_non_exhaustive()
    }
}

/// The gate stands where the client asks for addresses, so that no connection can be made past it.
impl Resolver for Gate {
    fn resolve(
        &self,
        uri: &Uri,
        _: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let pass = || {
            let target = Target::read(&uri.to_string())?;
            self.way(&target)?;
            self.addresses(&target.at, Deadline::after(*timeout.after))
        };
        let passed: Result<_, Refused> = pass();
        let mut resolved = self.empty();
        for address in passed.map_err(|refused| ureq::Error::Other(Box::new(refused)))? {
            resolved.push(address);
        }
        Ok(resolved)
    }
}
