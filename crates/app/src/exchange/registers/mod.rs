//! Registers of the management system coming in and going out: headings are the titles of the declared fields, and what goes
//! out comes in again without changing anything.

mod out;
#[cfg(test)]
mod tests;

pub use out::register_sheet;

use super::list::{Importable, Listed, People, RowReading, plain};
use crate::access::Who;
use crate::ask::{At, EntryPersons, PeopleOf, PreviewEntries, Question};
use crate::{App, Failure};
use domain::command::{Command, IsmsCommand};
use domain::rules::ImportPlan;
use domain::values::isms::{EntryList, EntryRow, Fields, MAX_ENTRY_ROWS, Need, RegisterKind, read};
use domain::values::{Action, FileRef};

/// The heading of an entry's id.
const ID: &str = "Id";

/// Headings that are written and not read: a state is reached by steps, not by a list.
const NOT_READ: [&str; 4] = ["State", "Due", "Overdue", "Missing now"];

impl Listed for RegisterKind {
    type Row = EntryRow;

    fn headings(&self) -> Vec<&str> {
        let titles = self.declared().fields.iter().map(|field| field.title);
        std::iter::once(ID).chain(titles).chain(NOT_READ).collect()
    }

    fn not_read(&self) -> Vec<&str> {
        NOT_READ.to_vec()
    }

    fn needed(&self) -> Vec<(&str, &str)> {
        let fields = self.declared().fields.iter();
        let needed = fields.filter(|field| field.need == Need::Required && field.when.is_none());
        needed.map(|field| (field.title, "name the column so; the export shows all headings")).collect()
    }

    /// A column may be called by the id of its field, as programs call it; a title goes before.
    fn usual(&self, word: &str) -> Option<&str> {
        let fields = self.declared().fields;
        let titled = fields.iter().any(|field| plain(field.title) == word);
        fields.iter().find(|field| !titled && plain(field.id) == word).map(|field| field.title)
    }

    fn most(&self) -> (usize, &'static str) {
        (MAX_ENTRY_ROWS, "entries in one import")
    }

    fn row(&self, row: &mut RowReading<'_>) -> Option<EntryRow> {
        let (mut fields, people) = (Fields::new(), row.people());
        for field in self.declared().fields {
            match read(field, row.cell(field.title), &|typed| people.find(typed)) {
                Ok(value) => fields.extend(value.map(|value| (field.id.to_owned(), value))),
                Err(wrong) => row.wrong(field.title, wrong.what, wrong.hint),
            }
        }
        Some(EntryRow { id: row.cell(ID).to_ascii_uppercase(), fields })
    }
}

impl Importable for RegisterKind {
    fn action(&self) -> Action {
        Action::KeepIsms
    }

    fn people(&self, app: &App, slug: &str, who: &Who) -> Result<People, Failure> {
        app.persons_by_word(slug, who)
    }

    fn preview<'a>(&'a self, _: &'a str, rows: &'a [EntryRow]) -> impl Question<Answer = ImportPlan> + 'a {
        PreviewEntries { kind: *self, rows }
    }

    fn command(&self, source: String, file: Option<FileRef>, rows: Vec<EntryRow>) -> Command {
        let list = Box::new(EntryList { register: *self, source, file, rows });
        Command::Isms(IsmsCommand::ImportRegisterEntries { list })
    }
}

impl App {
    /// Who can be named in an entry, by id and by e-mail address; `me` is whoever asks. Who may not see others can name
    /// themselves.
    ///
    /// # Errors
    /// When people cannot be read.
    pub fn persons_by_word(&self, slug: &str, who: &Who) -> Result<People, Failure> {
        let mut named: Vec<String> = match self.ask(slug, who, At::default(), &EntryPersons) {
            Ok(answer) => answer.value.all.into_iter().collect(),
            Err(Failure::Refused(_)) => {
                let members = self.ask(slug, who, At::default(), &PeopleOf);
                members.map(|answer| answer.value.members.into_keys().collect()).unwrap_or_default()
            }
            Err(fault) => return Err(fault),
        };
        named.push(who.id().to_owned());
        let mut people = self.people_in_lists(named.iter())?;
        people.add(who.id(), "me");
        Ok(people)
    }
}
