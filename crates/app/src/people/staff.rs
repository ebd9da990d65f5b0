//! One who works here gets a person's record with name and address, whether or not they ever have an account.

use super::newcomers::MadeKnown;
use crate::ask::{At, PreviewStaff};
use crate::exchange::StaffLine;
use crate::{App, Failure, Receipt, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::{ImportPlan, Planned};
use domain::values::{Staff, StaffRow};

/// Rows that a refusal names; its count speaks of all.
const SHOWN_PROBLEMS: usize = 20;

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

    /// Imports a list of those who work here, all or nothing. Whoever is new gets a person's record with name and address first,
    /// all of them in one unit; a list that is refused leaves none behind.
    pub(crate) fn import_staff(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        source: String,
        lines: Vec<StaffLine>,
    ) -> Result<Receipt, Failure> {
        let rows = lines.iter().map(|line| line.row.clone()).collect();
        // What would be refused makes nobody known.
        let plan = self.ask(slug, who, At::default(), &PreviewStaff(rows))?.value;
        sound(&plan)?;
        let (made, rows) = self.with_newcomers(slug, lines)?;
        let taken = self.change(slug, who, request, Command::ImportStaff { source, rows });
        if taken.is_err() {
            self.unmake_known(made)?;
        }
        taken
    }

    /// The rows with an id for everybody, and who was made known for that.
    fn with_newcomers(&self, slug: &str, lines: Vec<StaffLine>) -> Result<(MadeKnown, Vec<StaffRow>), Failure> {
        let called: Vec<(String, String)> = lines.iter().filter_map(|line| line.newcomer.clone()).collect();
        let made = self.make_known(slug, &called)?;
        let mut ids = made.ids.iter();
        let rows = lines.into_iter().map(|StaffLine { row, newcomer }| match newcomer.and_then(|_| ids.next()) {
            Some(id) => StaffRow { person: id.clone(), ..row },
            None => row,
        });
        let rows = rows.collect();
        Ok((made, rows))
    }
}

/// Refuses a list of which the rules refuse a row.
fn sound(plan: &ImportPlan) -> Result<(), Refusal> {
    let refused = plan.lines.iter().enumerate().filter_map(|(at, (name, line))| match line {
        // Sheets count their rows from the headings, which are row 1.
        Planned::Refused(refusal) => Some(format!("row {} {name}: {refusal}", at + 2)),
        _ => None,
    });
    let problems: Vec<String> = refused.collect();
    match problems.len() {
        0 => Ok(()),
        rows => Err(Refusal::ImportRefused { rows, problems: problems.into_iter().take(SHOWN_PROBLEMS).collect() }),
    }
}
