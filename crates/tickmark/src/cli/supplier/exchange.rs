//! Importing a list of suppliers, and writing one.

use crate::cli::args::PlaceArgs;
use crate::cli::people::Here;
use crate::cli::{Done, listed};
use crate::words::ListImportWords;
use app::ask::SuppliersOf;
use app::exchange::{SupplierLists, supplier_sheet};
use std::path::Path;

pub(super) fn import(place: &PlaceArgs, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let counts = |done: &ListImportWords| {
        let ListImportWords { new, changed, same, refused, .. } = done;
        format!("New {new}, changed {changed}, same {same}, refused {refused}")
    };
    listed::import(place, (path, sheet), preview, |_| SupplierLists, counts, |done| done)
}

pub(super) fn export(place: &PlaceArgs, path: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&SuppliersOf)?;
    let written =
        listed::Written { title: "Suppliers", subject: "Register of suppliers", one: "supplier", many: "suppliers" };
    listed::export(place, &here.app, path, &written, supplier_sheet(&here.app, &answer))
}
