//! What every way in ends with: the old session of this browser ends, the new one's cookies are set, and the way goes on.

use super::super::problem::Problem;
use super::super::reading::encode;
use super::super::visitor::cookies;
use crate::serve::Doors;
use app::Begun;
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use tokio::sync::Semaphore;

/// Passwords that are hashed or waited for at the same time; the others wait without holding a thread.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Does something that hashes a password, when it is its turn.
pub(crate) async fn in_turn<T>(work: impl FnOnce() -> T) -> T {
    // The semaphore is never closed; without a turn the work would still be right, only not held back.
    let _turn = TURNS.acquire().await;
    tokio::task::block_in_place(work)
}

/// Where the way led, if that is a place on this server; else the start. Everything that a browser could read as another
/// host is turned down, so that a link to the door cannot send anybody elsewhere.
pub(crate) fn local(to: &str) -> &str {
    let plain = to.bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'\\');
    let ours = to.starts_with('/') && !to.starts_with("//");
    // A way that goes through the door again would never end.
    let through = ["/sign-in", "/sign-out", "/confirm", "/passkey"].iter().any(|door| to.starts_with(door));
    if plain && ours && !through && to.len() <= 2000 { to } else { "/" }
}

/// A session began: off to where the way led, by way of the page that offers a second factor once.
pub(crate) fn entered(doors: &Doors, headers: &HeaderMap, begun: &Begun, to: &str) -> Result<Response, Problem> {
    tokio::task::block_in_place(|| {
        // Whoever sat here before is out, so that no secret from before the sign-in goes on.
        if let Some(before) = doors.who(headers)? {
            doors.app.sign_out(&before)?;
        }
        let offers = match doors.app.who_by_session(&begun.session)? {
            Some(who) => doors.app.offers_second_factor(&who)?,
            None => false,
        };
        let to = local(to);
        let next = if offers { format!("/protect?to={}", encode(to)) } else { to.to_owned() };
        Ok((AppendHeaders(cookies(&doors.reach, begun)), Redirect::to(&next)).into_response())
    })
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_a_place_on_this_server_is_gone_to() {
        for fine in ["/", "/o/acme/gap?view=clauses", "/profile", "/o/a/controls/Q%2F1"] {
            assert_eq!(local(fine), fine);
        }
        for elsewhere in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/ /evil",
            "javascript:alert(1)",
            "/sign-in?to=/",
            "/sign-out",
            "/o/\u{e4}",
            "o/acme",
            "/a\r\nSet-Cookie: x=y",
        ] {
            assert_eq!(local(elsewhere), "/", "{elsewhere:?}");
        }
    }
}
