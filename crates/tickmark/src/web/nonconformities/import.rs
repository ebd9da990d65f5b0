//! What the pages say on which a list of nonconformities comes in.

use crate::web::listed::{ListPages, Parts, Said};
use crate::web::problem::Problem;
use crate::web::staged::Wanted;
use crate::web::visit::Visit;
use crate::words::ListImportWords;
use app::Mark;
use app::ask::NonconformitiesOf;
use app::exchange::NonconformityLists;
use domain::command::{Command, NonconformityCommand};

impl ListPages for NonconformityLists {
    fn of(visit: &Visit, _: &Parts) -> Result<NonconformityLists, Problem> {
        Ok(NonconformityLists { today: visit.doors.app.clock().today() })
    }

    fn said(&self) -> Said {
        Said {
            trail: vec![("Nonconformities", "/nonconformities".to_owned())],
            one: "nonconformity",
            many: "nonconformities",
            row: "Nonconformity",
            lead: "From the list that you already have.",
            known: "Each is known by its id, by source and reference, or else by title and day. What is known stays as it is; states are reached by steps.".to_owned(),
            needed: "Title and description are needed. Several clauses or controls stand in one cell, with a semicolon between them.",
            same: "Known already",
            wanted: Wanted {
                file: "or drop the spreadsheet with the nonconformities",
                smaller: "keep only the sheet with the nonconformities, without pictures",
                done: "imported",
            },
            would: |ListImportWords { new, same, refused, .. }| format!("{new} new, {same} known already, {refused} refused."),
            did: |ListImportWords { new, same, .. }| format!("Imported: {new} raised, {same} known already."),
        }
    }

    fn mark(visit: &Visit) -> Result<Mark, Problem> {
        Ok(visit.ask(&NonconformitiesOf::default())?.mark)
    }

    fn nothing(&self) -> Command {
        Command::Nonconformity(NonconformityCommand::ImportNonconformities {
            source: String::new(),
            file: None,
            rows: Vec::new(),
        })
    }
}
