//! The door: every way in and out, the proof that is asked for again, and the eyes of a demonstration.

mod begin;
mod confirm;
mod demo;
mod entered;
mod invitation;
mod new_password;
mod passkey;
mod protect;
mod sign_in;
#[cfg(test)]
mod tests;

pub(crate) use begin::{PASSWORD_HINT, secret_field};
pub(crate) use confirm::guard;
pub(crate) use entered::{entered, in_turn, local};
pub(crate) use passkey::{fields as passkey_fields, site, starter as passkey_starter};

use crate::serve::Doors;
use axum::Router;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .merge(sign_in::routes())
        .merge(passkey::routes())
        .merge(begin::routes())
        .merge(invitation::routes())
        .merge(new_password::routes())
        .merge(protect::routes())
        .merge(confirm::routes())
        .merge(demo::routes())
}
