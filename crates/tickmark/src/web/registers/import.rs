//! What the pages say on which a list for a register comes in.

use super::{kind_of, register_path};
use crate::web::listed::{ListPages, Parts, Said};
use crate::web::problem::Problem;
use crate::web::staged::Wanted;
use crate::web::visit::Visit;
use crate::words::ListImportWords;
use app::Mark;
use app::ask::RegistersOf;
use domain::command::{Command, IsmsCommand};
use domain::values::isms::{EntryList, RegisterKind};

impl ListPages for RegisterKind {
    fn of(_: &Visit, parts: &Parts) -> Result<RegisterKind, Problem> {
        kind_of(parts.get("register").map_or("", String::as_str))
    }

    fn said(&self) -> Said {
        let title = self.declared().title().title;
        Said {
            trail: vec![("Registers", "/registers".to_owned()), (self.title(), register_path(*self))],
            one: "entry",
            many: "entries",
            row: "Entry",
            lead: "From the list that you already have.",
            known: format!(
                "An entry is known by its id, or else by \u{201c}{title}\u{201d}. Where the list says something else, the entry is changed; an empty cell changes nothing, and states are reached by steps."
            ),
            needed: "People stand by e-mail address, days like 2026-03-31, several ids with a semicolon between them.",
            same: "As it was",
            wanted: Wanted {
                file: "or drop the spreadsheet with the entries",
                smaller: "keep only the sheet with the entries, without pictures",
                done: "imported",
            },
            would: |ListImportWords { new, changed, same, refused, .. }| {
                format!("{new} new, {changed} changed, {same} as they were, {refused} refused.")
            },
            did: |ListImportWords { new, changed, same, .. }| {
                format!("Imported: {new} added, {changed} changed, {same} as they were.")
            },
        }
    }

    fn mark(visit: &Visit) -> Result<Mark, Problem> {
        Ok(visit.ask(&RegistersOf)?.mark)
    }

    fn nothing(&self) -> Command {
        let list = EntryList { register: *self, source: String::new(), file: None, rows: Vec::new() };
        Command::Isms(IsmsCommand::ImportRegisterEntries { list: Box::new(list) })
    }
}
