//! People: the ledger knows them by a random id; their names and addresses lie here and can be erased.

mod demonstration;
mod invitation;
mod newcomers;
mod person;
mod staff;
#[cfg(test)]
mod tests;
mod twins;
mod typed;

pub use invitation::{Invited, Opened};
pub use person::Person;
pub(crate) use person::{Called, email_of, name_of};
pub use typed::Within;
