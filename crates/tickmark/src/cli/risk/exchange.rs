//! Importing a list of risks, and writing one.

use crate::cli::args::PlaceArgs;
use crate::cli::people::Here;
use crate::cli::{Done, listed};
use crate::words::ListImportWords;
use app::exchange::{RiskLists, RisksToWrite, risk_sheet};
use std::path::Path;

pub(super) fn import(place: &PlaceArgs, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let counts = |done: &ListImportWords| {
        let ListImportWords { new, changed, same, refused, .. } = done;
        format!("New {new}, changed {changed}, same {same}, refused {refused}")
    };
    listed::import(place, (path, sheet), preview, |_| RiskLists, counts, |done| done)
}

pub(super) fn export(place: &PlaceArgs, path: &Path) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&RisksToWrite)?;
    let written = listed::Written { title: "Risks", subject: "Register of risks", one: "risk", many: "risks" };
    listed::export(place, &here.app, path, &written, risk_sheet(&here.app, &answer))
}
