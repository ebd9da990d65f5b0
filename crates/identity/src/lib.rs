//! Proofs of who somebody is: passwords, second factors, passkeys, single sign-on. It keeps nothing and decides no right.

pub mod names;
pub mod oidc;
pub mod passkey;
pub mod password;
pub mod recovery;
pub mod sealed;
pub mod second_factor;
pub mod throttle;
pub mod token;
