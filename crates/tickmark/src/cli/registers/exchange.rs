//! Importing a list into a register, and writing one.

use super::read::filter;
use crate::cli::args::{EntryChoice, PlaceArgs};
use crate::cli::people::Here;
use crate::cli::{Done, listed};
use crate::words::ListImportWords;
use crate::words::registers::{RegisterImportWords, register_kind};
use app::ask::RegisterOf;
use app::exchange::register_sheet;
use std::path::Path;

pub(super) fn import(place: &PlaceArgs, register: &str, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let kind = register_kind(register)?;
    let counts = |done: &ListImportWords| {
        let ListImportWords { new, changed, same, refused, .. } = done;
        format!("New {new}, changed {changed}, as they were {same}, refused {refused}")
    };
    listed::import(place, (path, sheet), preview, |_| kind, counts, |done| RegisterImportWords::of(kind, done))
}

pub(super) fn export(place: &PlaceArgs, register: &str, path: &Path, typed: &EntryChoice) -> Done {
    let here = Here::read(place)?;
    let kind = register_kind(register)?;
    let (answer, _) = here.ask(&RegisterOf { kind, filter: filter(&here, typed)? })?;
    let written = listed::Written { title: kind.title(), subject: kind.title(), one: "entry", many: "entries" };
    listed::export(place, &here.app, path, &written, register_sheet(&here.app, &answer))
}
