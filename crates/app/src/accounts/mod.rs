//! Accounts: how a person proves who they are, and the sessions that follow from it. None of this is history.

mod account;
mod factors;
mod first;
mod invited;
mod own_sessions;
mod passkey_sign_in;
mod passkeys;
mod password;
mod proof;
mod rotation;
mod session;
mod sign_in;
mod throttled;

pub(crate) use account::Account;
pub use account::AccountFacts;
pub use factors::NewSecondFactor;
pub(crate) use invited::{awaiting, grants_awaiting};
pub use own_sessions::SessionFacts;
pub use passkeys::{PasskeyAsked, Site};
pub(crate) use rotation::whose_rights;
pub use session::Begun;
pub(crate) use session::{How, Session};
pub use sign_in::SignedIn;
pub(crate) use throttled::asking_lane;

/// Who knocks: what a door knows of them before they prove anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// Network address; for IPv6 its /64.
    pub address: String,
    /// What their browser calls itself, cut to a sensible length by the door.
    pub agent: String,
    /// The secret of a device that signed in before.
    pub device: Option<String>,
}
