//! Importing a list of nonconformities, and writing one.

use super::read::filter;
use crate::cli::args::{NonconformityFilter, PlaceArgs};
use crate::cli::people::Here;
use crate::cli::{Done, listed};
use crate::words::ListImportWords;
use crate::words::nonconformity::NonconformityImportWords;
use app::ask::NonconformitiesOf;
use app::exchange::{NonconformityLists, nonconformity_sheet};
use std::path::Path;

pub(super) fn import(place: &PlaceArgs, path: &Path, sheet: Option<&str>, preview: bool) -> Done {
    let lists = |app: &app::App| NonconformityLists { today: app.clock().today() };
    let counts =
        |done: &ListImportWords| format!("New {}, known already {}, refused {}", done.new, done.same, done.refused);
    listed::import(place, (path, sheet), preview, lists, counts, NonconformityImportWords::from)
}

pub(super) fn export(place: &PlaceArgs, path: &Path, typed: &NonconformityFilter) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&NonconformitiesOf { filter: filter(&here, typed)? })?;
    let written = listed::Written {
        title: "Nonconformities",
        subject: "Log of corrective action",
        one: "nonconformity",
        many: "nonconformities",
    };
    listed::export(place, &here.app, path, &written, nonconformity_sheet(&here.app, &answer))
}
