//! What the pages say on which a list of those who work here comes in.

use crate::web::listed::{ListPages, Parts, Said};
use crate::web::problem::Problem;
use crate::web::staged::Wanted;
use crate::web::visit::Visit;
use crate::words::ListImportWords;
use app::Mark;
use app::ask::StaffOf;
use app::exchange::StaffLists;
use domain::command::Command;

impl ListPages for StaffLists {
    fn of(_: &Visit, _: &Parts) -> Result<StaffLists, Problem> {
        Ok(StaffLists)
    }

    fn said(&self) -> Said {
        Said {
            trail: vec![("People at work", "/staff".to_owned())],
            one: "person",
            many: "people",
            row: "Person",
            lead: "From the list that you already have, such as one of your personnel office.",
            known: "People are known by their id, or else by their e-mail address. What the list leaves out stays as it was, nobody's name or address is changed by it, and checks are recorded one by one. The file itself is not kept.".to_owned(),
            needed: "Everybody needs an address; who is new also a name, a position and a first day. A position goes by its short name or its title.",
            same: "The same",
            wanted: Wanted {
                file: "or drop the spreadsheet with the people",
                smaller: "keep only the sheet with the people, without pictures",
                done: "imported",
            },
            would: |ListImportWords { new, changed, same, refused, .. }| {
                format!("{new} new, {changed} changed, {same} the same, {refused} refused.")
            },
            did: |ListImportWords { new, changed, same, .. }| format!("Imported: {new} new, {changed} changed, {same} the same."),
        }
    }

    fn mark(visit: &Visit) -> Result<Mark, Problem> {
        Ok(visit.ask(&StaffOf)?.mark)
    }

    fn nothing(&self) -> Command {
        Command::ImportStaff { source: String::new(), rows: Vec::new() }
    }
}
