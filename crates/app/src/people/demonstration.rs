//! The invented people of a demonstration: kept like anybody else, under ids that no real person ever has.

use super::person::Person;
use super::{email_of, name_of};
use crate::access::DEMO;
use crate::{App, Failure};
use domain::refusal::Refusal;

impl App {
    /// Keeps name and address of an invented person, whose id is that of [`App::demo_actor`].
    ///
    /// # Errors
    /// A refusal for a name or address that cannot be one, for an id that is not of a demonstration, and for an address
    /// that is somebody else's.
    pub fn put_demo_person(&self, id: &str, name: &str, email: &str) -> Result<(), Failure> {
        if !id.starts_with(DEMO) {
            return Err(Refusal::BadId { what: "person of a demonstration", id: id.to_owned() }.into());
        }
        let (name, email) = (name_of(name)?, email_of(email)?);
        let person = Person {
            name,
            email: email.as_str().to_owned(),
            since_us: self.clock.now_us(),
            operator: false,
            invited_as: Default::default(),
            proved: None,
        };
        if !self.put_person(id, &person, &email)? {
            return Err(Refusal::NotPossible {
                sentence: format!("{} belongs to somebody else", email.as_str()),
                hint: "tell the demonstration in an empty folder".to_owned(),
            }
            .into());
        }
        Ok(())
    }
}
