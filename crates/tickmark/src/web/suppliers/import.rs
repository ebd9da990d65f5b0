//! What the pages say on which a list of suppliers comes in.

use crate::web::listed::{ListPages, Parts, Said};
use crate::web::problem::Problem;
use crate::web::staged::Wanted;
use crate::web::visit::Visit;
use crate::words::ListImportWords;
use app::Mark;
use app::ask::SuppliersOf;
use app::exchange::SupplierLists;
use domain::command::{Command, SupplierCommand};

impl ListPages for SupplierLists {
    fn of(_: &Visit, _: &Parts) -> Result<SupplierLists, Problem> {
        Ok(SupplierLists)
    }

    fn said(&self) -> Said {
        Said {
            trail: vec![("Suppliers", "/suppliers".to_owned())],
            one: "supplier",
            many: "suppliers",
            row: "Supplier",
            lead: "From the list that you already have.",
            known: "Suppliers are known by their id, or else by their name. What the list leaves out stays as it was; states are reached by steps.".to_owned(),
            needed: "Only the name is needed. Several names, clauses or systems stand in one cell, with a semicolon between them.",
            same: "The same",
            wanted: Wanted {
                file: "or drop the spreadsheet with the suppliers",
                smaller: "keep only the sheet with the suppliers, without pictures",
                done: "imported",
            },
            would: |ListImportWords { new, changed, same, refused, .. }| {
                format!("{new} new, {changed} changed, {same} the same, {refused} refused.")
            },
            did: |ListImportWords { new, changed, same, .. }| format!("Imported: {new} new, {changed} changed, {same} the same."),
        }
    }

    fn mark(visit: &Visit) -> Result<Mark, Problem> {
        Ok(visit.ask(&SuppliersOf)?.mark)
    }

    fn nothing(&self) -> Command {
        Command::Supplier(SupplierCommand::ImportSuppliers { source: String::new(), file: None, rows: Vec::new() })
    }
}
