//! Importing a list into a register: choose a file, see what would happen, then all or nothing. One way for every register;
//! each says what it is called and what its list may say.

mod check;
mod choose;

pub(super) use choose::{leftovers, pick, stepper};

use super::people::why_not;
use super::problem::Problem;
use super::staged::{Stage, Upload, Wanted};
use super::typed::or_again;
use super::visit::Visit;
use crate::words::Imported;
use app::Mark;
use app::exchange::{Importable, List};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::rules::Planned;
use std::sync::Arc;

/// What the pages of one register's import say.
#[derive(Debug)]
pub(super) struct Said {
    /// One row, and several: the path and the trail are called by the latter.
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    /// The register in the trail, and one of its rows above a column.
    pub(super) register: &'static str,
    pub(super) row: &'static str,
    /// Where such a list comes from.
    pub(super) lead: &'static str,
    /// By what a row is known again, and what happens to it then.
    pub(super) known: &'static str,
    /// What a list needs, and how several names stand in a cell.
    pub(super) needed: &'static str,
    /// A row that is there already.
    pub(super) same: &'static str,
    /// Where the file is refused or no longer there.
    pub(super) wanted: Wanted,
    /// What a list would do, and what it did.
    pub(super) would: fn(&Imported) -> String,
    pub(super) did: fn(&Imported) -> String,
}

/// A register with pages on which a list comes in.
pub(super) trait ListPages: Importable<Row: Clone> + Sized + 'static {
    /// What they say.
    const SAID: Said;

    /// Its lists, as they are read on this visit.
    fn of(visit: &Visit) -> Self;

    /// The moment of the register that its pages show.
    ///
    /// # Errors
    /// Without the right to see the register.
    fn mark(visit: &Visit) -> Result<Mark, Problem>;

    /// An import of nothing yet, to learn whether it is allowed.
    fn nothing() -> Command;
}

/// A list that was read, and what the rules say of each row.
struct Looked<L: ListPages> {
    list: List<L::Row>,
    lines: Vec<(String, Planned)>,
    done: Imported,
}

/// The path of a register inside the organisation.
fn register<L: ListPages>() -> String {
    format!("/{}", L::SAID.many)
}

/// Its import.
fn place<L: ListPages>() -> String {
    format!("/{}/import", L::SAID.many)
}

pub(super) async fn show<L: ListPages>(visit: Visit) -> Result<Response, Problem> {
    choose::page::<L>(&visit, None)
}

pub(super) async fn upload<L: ListPages>(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    form: Multipart,
) -> Result<Response, Problem> {
    if let Some(missing) = why_not(&visit, &L::nothing()) {
        return Err(missing.into());
    }
    let taken = take::<L>(&visit, &stage, form).await;
    or_again(taken, |refusal| choose::page::<L>(&visit, Some(refusal)))
}

async fn take<L: ListPages>(visit: &Visit, stage: &Stage, form: Multipart) -> Result<Response, Problem> {
    let sent = L::SAID.wanted.read(form, &[]).await?;
    let id = L::SAID.wanted.keep(visit, stage, sent)?;
    Ok(Redirect::to(&format!("/o/{}{}/{id}", visit.org, place::<L>())).into_response())
}

fn look<L: ListPages>(visit: &Visit, upload: &Upload) -> Result<Looked<L>, Problem> {
    let (app, listed) = (&visit.doors.app, L::of(visit));
    let file = (upload.bytes.as_slice(), upload.name.as_str());
    let list = tokio::task::block_in_place(|| app.read_list(&visit.org, &visit.who, &listed, file, None))?;
    let lines = visit.ask(&listed.preview(&list.source, &list.rows))?.value.lines;
    Ok(Looked { done: Imported::of(&list, &lines), lines, list })
}

pub(super) async fn check<L: ListPages>(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = L::SAID.wanted.find(&visit, &stage, &id)?;
    let checked = look::<L>(&visit, &upload).and_then(|looked| check::page(&visit, &upload, &looked, None));
    or_again(checked, |refusal| choose::page::<L>(&visit, Some(refusal)))
}

pub(super) async fn confirm<L: ListPages>(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let upload = L::SAID.wanted.find(&visit, &stage, &id)?;
    let looked = look::<L>(&visit, &upload)?;
    let import = || {
        // The id of the upload is the id of the request: asked twice, it happens once.
        let (app, list) = (&visit.doors.app, looked.list.clone());
        app.import_list(&visit.org, &visit.who, Some(&upload.id), &L::of(&visit), list, &upload.bytes)
    };
    let imported = tokio::task::block_in_place(import)
        .map_err(Problem::from)
        .map(|receipt| visit.went(&(L::SAID.did)(&looked.done), &register::<L>(), &receipt));
    if imported.is_ok() {
        stage.forget(&id);
    }
    or_again(imported, |refusal| check::page(&visit, &upload, &looked, Some(refusal)))
}
