//! One who works here gets a person's record with name and address, whether or not they ever have an account.

use crate::{App, Failure, Receipt, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::Staff;

impl App {
    /// Records somebody new in the register of those who work here, by name and address. Who is known by that address
    /// already, as a member or otherwise, is the same person.
    ///
    /// # Errors
    /// A refusal for a bad name or address, for who is in the register already, or by its rules; nothing is half done.
    pub fn record_new_staff(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        name: &str,
        email: &str,
        staff: Staff,
    ) -> Result<(String, Receipt), Failure> {
        let log = self.live(slug)?.record.id.clone();
        let (person, new) = self.person_for(&log, name, email)?;
        let typed = self.type_name(slug, &person, name)?;
        let command = Command::RecordStaff { person: person.clone(), staff };
        // Version 0: nobody is in the register twice, and a record that is there is not overwritten unseen.
        match self.change_if(slug, who, request, 0, command) {
            Ok(receipt) => Ok((person, receipt)),
            Err(failure) => {
                self.untype_name(typed, new)?;
                Err(match failure {
                    Failure::Refused(Refusal::Outdated { .. }) => Refusal::NotPossible {
                        sentence: format!("{} is in the register already", self.name_at(&log, &person)),
                        hint: "open the record of that person and change it there".to_owned(),
                    }
                    .into(),
                    other => other,
                })
            }
        }
    }
}
