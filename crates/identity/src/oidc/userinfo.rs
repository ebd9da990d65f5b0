//! Name, e-mail address and groups from the provider's user information, where the ID token is silent about them.

use super::claims::Claims;
use super::http::{Http, HttpRequest, ask_ok};
use super::problem::OidcProblem;

/// Asks for the person's claims. They are believed only for the subject of the ID token (Core 1.0, 5.3.2).
pub(super) fn read(http: Http<'_>, url: &str, access_token: &str, subject: &str) -> Result<Claims, OidcProblem> {
    let what = "user information";
    // A token that could not stand in a header would be split into two of them by a careless client.
    if !access_token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(OidcProblem::Unreadable { what: "token reply", why: "its access token is no header".to_owned() });
    }
    let request = HttpRequest::get(url).with("authorization", format!("Bearer {access_token}"));
    let claims = Claims::new(what, ask_ok(http, what, request)?);
    match claims.subject()? {
        Some(found) if found == subject => Ok(claims),
        _ => Err(OidcProblem::UserinfoSubject),
    }
}
