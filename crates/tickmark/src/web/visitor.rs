//! Who knocks, as far as the connection tells: address and browser, for the throttle and the security log.

use super::visit::cookie;
use crate::serve::{Doors, Reach};
use app::{Begun, Visitor};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Cookie by which a browser that signed in before is known again; it opens nothing, it only spares its owner the pauses
/// that strangers cause.
fn device_cookie(reach: &Reach) -> &'static str {
    if reach.is_secure() { "__Host-device" } else { "tickmark-device" }
}
/// Longest name of a browser that is kept, in characters.
const MAX_AGENT: usize = 200;

/// The visitor of a request.
pub(crate) struct From(pub(crate) Visitor);

impl FromRequestParts<Arc<Doors>> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, doors: &Arc<Doors>) -> Result<From, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
        Ok(From(visitor(&parts.headers, peer, &doors.reach)))
    }
}

/// What the headers and the connection tell of a visitor.
pub(crate) fn visitor(headers: &HeaderMap, peer: Option<IpAddr>, reach: &Reach) -> Visitor {
    let text = |name| headers.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    // Only a proxy of ours speaks for others, and only the last hop is the one that it saw itself.
    let said = text(header::HeaderName::from_static("x-forwarded-for"));
    let forwarded = said.filter(|_| reach.is_secure()).and_then(|v| v.rsplit(',').next()?.trim().parse().ok());
    Visitor {
        address: forwarded.or(peer).map(near).unwrap_or_default(),
        agent: text(header::USER_AGENT).unwrap_or_default().chars().take(MAX_AGENT).collect(),
        device: cookie(headers, device_cookie(reach)),
    }
}

/// An address as it is counted: for IPv6 its /64, since one subscriber has them all.
fn near(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// The cookies of a session that has begun.
pub(crate) fn cookies(reach: &Reach, begun: &Begun) -> [(header::HeaderName, String); 2] {
    let secure = if reach.is_secure() { "; Secure" } else { "" };
    let name = reach.session_cookie();
    let session = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax{secure}", begun.session);
    let known = device_cookie(reach);
    let device = format!("{known}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000{secure}", begun.device);
    [(header::SET_COOKIE, session), (header::SET_COOKIE, device)]
}

/// The cookie of a session that goes on under a new secret.
pub(crate) fn session_cookie(reach: &Reach, secret: &str) -> (header::HeaderName, String) {
    let secure = if reach.is_secure() { "; Secure" } else { "" };
    (header::SET_COOKIE, format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax{secure}", reach.session_cookie()))
}

/// Takes the session's cookie away.
pub(crate) fn no_cookie(reach: &Reach) -> (header::HeaderName, String) {
    let secure = if reach.is_secure() { "; Secure" } else { "" };
    (header::SET_COOKIE, format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", reach.session_cookie()))
}
