//! Holding a proof against the account: a passkey, a code, a password.

use super::super::entered::in_turn;
use super::super::passkey;
use super::Proof;
use crate::serve::Doors;
use app::{Failure, Visitor, Who};
use axum::http::HeaderMap;

/// Proves again; answers the session's new secret, or none where a fresh proof was there already.
pub(super) async fn prove(
    doors: &Doors,
    headers: &HeaderMap,
    who: &Who,
    proof: &Proof,
    visitor: &Visitor,
) -> Result<Option<String>, Failure> {
    let app = &doors.app;
    if !proof.ceremony.is_empty() {
        let site = passkey::site(&doors.reach, headers);
        let prove = || app.prove_by_passkey(who, &proof.ceremony, &proof.response, &site, visitor);
        return tokio::task::block_in_place(prove).map(Some);
    }
    if !proof.demonstration.is_empty() && doors.is_demonstration() {
        return tokio::task::block_in_place(|| app.prove_in_demonstration(who)).map(Some);
    }
    if !proof.password.is_empty() {
        return in_turn(|| app.prove_by_password(who, &proof.password, visitor)).await.map(Some);
    }
    if proof.code.is_empty() && who.is_fresh() {
        return Ok(None);
    }
    tokio::task::block_in_place(|| app.prove_again(who, &proof.code, visitor)).map(Some)
}
