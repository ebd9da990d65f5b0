//! What the pages say on which a list of risks comes in.

use crate::web::listed::{ListPages, Parts, Said};
use crate::web::problem::Problem;
use crate::web::staged::Wanted;
use crate::web::visit::Visit;
use crate::words::ListImportWords;
use app::Mark;
use app::ask::RisksOf;
use app::exchange::RiskLists;
use domain::command::{Command, RiskCommand};

impl ListPages for RiskLists {
    fn of(_: &Visit, _: &Parts) -> Result<RiskLists, Problem> {
        Ok(RiskLists)
    }

    fn said(&self) -> Said {
        Said {
            trail: vec![("Risks", "/risks".to_owned())],
            one: "risk",
            many: "risks",
            row: "Risk",
            lead: "From the risk assessment that you already have, such as that of your SOC 2 examination.",
            known: "Risks are known by their id, or else by their title. What the list leaves out stays as it was; a plan that is there is not written over.".to_owned(),
            needed: "Only the title is needed. Levels, state and what is missing follow from the rest and are not read. Several assets, suppliers or controls stand in one cell, with a semicolon between them.",
            same: "The same",
            wanted: Wanted {
                file: "or drop the spreadsheet with the risks",
                smaller: "keep only the sheet with the risks, without pictures",
                done: "imported",
            },
            would: |ListImportWords { new, changed, same, refused, .. }| {
                format!("{new} new, {changed} changed, {same} the same, {refused} refused.")
            },
            did: |ListImportWords { new, changed, same, .. }| format!("Imported: {new} new, {changed} changed, {same} the same."),
        }
    }

    fn mark(visit: &Visit) -> Result<Mark, Problem> {
        Ok(visit.ask(&RisksOf)?.mark)
    }

    fn nothing(&self) -> Command {
        Command::Risk(RiskCommand::ImportRisks { source: String::new(), file: None, rows: Vec::new() })
    }
}
