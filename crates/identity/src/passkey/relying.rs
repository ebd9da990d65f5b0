//! The side that asks for passkeys: one domain, one origin, one name.

use std::net::IpAddr;

use webauthn_rs::prelude::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

use super::PasskeyProblem;

/// What passkeys are bound to: the installation's domain and the origin under which browsers reach it.
#[derive(Clone, Debug)]
pub struct Relying {
    pub(super) webauthn: Webauthn,
}

impl Relying {
    /// `id` is the domain, such as `tickmark.example.org`; changing it later makes all passkeys useless. `origin` is scheme,
    /// host and port as browsers see them; its host is the domain or lies within it. `name` is what devices show.
    pub fn new(id: &str, origin: &str, name: &str) -> Result<Self, PasskeyProblem> {
        if is_ip(id) {
            return Err(PasskeyProblem::IpAddress(id.to_owned()));
        }
        let is_name = idna::domain_to_ascii_strict(id).is_ok_and(|ascii| ascii == id && !id.is_empty());
        if !is_name {
            return Err(PasskeyProblem::Domain(id.to_owned()));
        }
        let wrong = || PasskeyProblem::Origin(origin.to_owned());
        let url = Url::parse(origin).map_err(|_| wrong())?;
        let host = url.host_str().ok_or_else(wrong)?;
        if is_ip(host) {
            return Err(PasskeyProblem::IpAddress(host.to_owned()));
        }
        let local = host == "localhost" || host.ends_with(".localhost");
        let safe = url.scheme() == "https" || (url.scheme() == "http" && local);
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !safe || !bare {
            return Err(wrong());
        }
        let builder = WebauthnBuilder::new(id, &url).map_err(|_| wrong())?;
        let webauthn = builder.rp_name(name).build().map_err(|_| wrong())?;
        Ok(Self { webauthn })
    }
}

fn is_ip(host: &str) -> bool {
    host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok()
}
