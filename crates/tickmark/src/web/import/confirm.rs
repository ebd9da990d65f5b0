//! The third step: all or nothing. The file is kept beside the entry; a second click imports nothing twice.

use super::columns::{Chosen, Reading};
use super::{WANTED, check};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::staged::{Stage, Upload};
use crate::web::typed::{Typed, or_again};
use crate::web::visit::Visit;
use app::{Failure, Receipt};
use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::refusal::Refusal;
use std::sync::Arc;

pub(super) async fn confirm(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let upload = WANTED.find(&visit, &stage, &id)?;
    let chosen = Chosen::typed(&typed);
    let imported = tokio::task::block_in_place(|| import(&visit, &upload, &chosen, typed.get("save").trim()));
    if imported.is_ok() {
        stage.forget(&id);
    }
    or_again(imported, |refusal| check::page(&visit, &upload, &chosen, Some(refusal)))
}

pub(super) async fn discard(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    if WANTED.find(&visit, &stage, &id).is_ok() {
        stage.forget(&id);
    }
    Ok(Redirect::to(&visit.href("/import")).into_response())
}

fn import(visit: &Visit, upload: &Upload, chosen: &Chosen, save: &str) -> Result<Response, Problem> {
    let (list, plan) = visit.ask(&Reading { upload, chosen })?.value?.list?;
    let (new, changed, same, _) = plan.counts();
    let columns: Vec<String> = list.columns.clone();
    // The id of the upload is the id of the request: asked twice, it happens once.
    let doors = &visit.doors;
    let mut receipt = doors.app.import_controls(&visit.org, &visit.who, Some(&upload.id), list, &upload.bytes)?;
    if !save.is_empty() {
        receipt.last = keep(visit, save, &columns)?.map_or(receipt.last, |kept| kept.last);
    }
    let done = format!(
        "Imported {}: {new} new, {changed} changed, {same} the same.",
        counted(new + changed + same, "control", "controls")
    );
    Ok(visit.went(&done, "/controls", &receipt))
}

/// Keeps what was read from which heading; that it is kept already is no problem.
fn keep(visit: &Visit, name: &str, columns: &[String]) -> Result<Option<Receipt>, Problem> {
    let pairs = columns.iter().filter_map(|c| c.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned()));
    // A name has a longest length; what lies beyond it is cut, because the import itself is done by now.
    let name = name.chars().take(domain::rules::SHORT_TEXT).collect();
    let command = Command::SaveColumns { name, columns: pairs.collect() };
    match visit.doors.app.change(&visit.org, &visit.who, None, command) {
        Ok(receipt) => Ok(Some(receipt)),
        Err(Failure::Refused(Refusal::NothingToChange { .. })) => Ok(None),
        Err(other) => Err(other.into()),
    }
}
