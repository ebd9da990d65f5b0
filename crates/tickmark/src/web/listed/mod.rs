//! Importing a list into a register: choose a file, see what would happen, then all or nothing. One way for every register;
//! each says what it is called and what its list may say.

mod check;
mod choose;

pub(super) use choose::{leftovers, pick, spreadsheet, stepper};

use super::people::why_not;
use super::problem::Problem;
use super::staged::{Stage, Upload, Wanted};
use super::typed::or_again;
use super::ui::Crumb;
use super::visit::Visit;
use crate::words::ListImportWords;
use app::Mark;
use app::exchange::{Importable, List};
use axum::Extension;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::rules::Planned;
use maud::Markup;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the pages of one register's import say.
#[derive(Debug)]
pub(super) struct Said {
    /// The trail to the register, with paths inside the organisation; the first stands in the navigation.
    pub(super) trail: Vec<(&'static str, String)>,
    /// One row, and several.
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    /// One row above a column.
    pub(super) row: &'static str,
    /// Where such a list comes from.
    pub(super) lead: &'static str,
    /// By what a row is known again, and what happens to it then.
    pub(super) known: String,
    /// What a list needs, and how several names stand in a cell.
    pub(super) needed: &'static str,
    /// A row that is there already.
    pub(super) same: &'static str,
    /// Where the file is refused or no longer there.
    pub(super) wanted: Wanted,
    /// What a list would do, and what it did.
    pub(super) would: fn(&ListImportWords) -> String,
    pub(super) did: fn(&ListImportWords) -> String,
}

/// A register with pages on which a list comes in.
pub(super) trait ListPages: Importable<Row: Clone> + Send + Sync + Sized + 'static {
    /// Its lists, as they are read on this visit; `parts` are those of the address.
    ///
    /// # Errors
    /// Where the address names no register.
    fn of(visit: &Visit, parts: &Parts) -> Result<Self, Problem>;

    /// What the pages say.
    fn said(&self) -> Said;

    /// The moment of the register that its pages show.
    ///
    /// # Errors
    /// Without the right to see the register.
    fn mark(visit: &Visit) -> Result<Mark, Problem>;

    /// An import of nothing yet, to learn whether it is allowed.
    fn nothing(&self) -> Command;
}

/// The parts of an address by their names.
pub(super) type Parts = BTreeMap<String, String>;

impl Said {
    /// The register: its name, and its path inside the organisation.
    fn register(&self) -> (&'static str, &str) {
        self.trail.last().map_or(("", ""), |(name, path)| (name, path))
    }

    /// The path of the import inside the organisation.
    fn place(&self) -> String {
        format!("{}/import", self.register().1)
    }

    /// A page of the import, with the way to it.
    fn page(&self, visit: &Visit, mark: &Mark, title: &str, body: Markup) -> Response {
        let above = self.trail.iter().map(|(name, path)| Crumb::link(*name, visit.href(path)));
        let crumbs: Vec<Crumb<'_>> = above.chain([Crumb::here("Import")]).collect();
        visit.page(mark, title, self.trail.first().map_or("", |(_, path)| path), &crumbs, body)
    }
}

/// A list that was read, and what the rules say of each row.
struct Looked<L: ListPages> {
    list: List<L::Row>,
    lines: Vec<(String, Planned)>,
    done: ListImportWords,
}

/// The upload that the address names.
fn find(visit: &Visit, said: &Said, stage: &Stage, parts: &Parts) -> Result<Arc<Upload>, Problem> {
    said.wanted.find(visit, stage, parts.get("upload").map_or("", String::as_str))
}

pub(super) async fn show<L: ListPages>(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, Problem> {
    choose::page(&visit, &L::of(&visit, &parts)?, None)
}

pub(super) async fn upload<L: ListPages>(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path(parts): Path<Parts>,
    form: Multipart,
) -> Result<Response, Problem> {
    let listed = L::of(&visit, &parts)?;
    if let Some(missing) = why_not(&visit, &listed.nothing()) {
        return Err(missing.into());
    }
    let taken = take(&visit, &listed.said(), &stage, form).await;
    or_again(taken, |refusal| choose::page(&visit, &listed, Some(refusal)))
}

async fn take(visit: &Visit, said: &Said, stage: &Stage, form: Multipart) -> Result<Response, Problem> {
    let sent = said.wanted.read(form, &[]).await?;
    let id = said.wanted.keep(visit, stage, sent)?;
    Ok(Redirect::to(&format!("/o/{}{}/{id}", visit.org, said.place())).into_response())
}

fn look<L: ListPages>(visit: &Visit, listed: &L, upload: &Upload) -> Result<Looked<L>, Problem> {
    let app = &visit.doors.app;
    let file = (upload.bytes.as_slice(), upload.name.as_str());
    let list = tokio::task::block_in_place(|| app.read_list(&visit.org, &visit.who, listed, file, None))?;
    let lines = visit.ask(&listed.preview(&list.source, &list.rows))?.value.lines;
    Ok(Looked { done: ListImportWords::of(&list, &lines), lines, list })
}

pub(super) async fn check<L: ListPages>(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path(parts): Path<Parts>,
) -> Result<Response, Problem> {
    let listed = L::of(&visit, &parts)?;
    let said = listed.said();
    let upload = find(&visit, &said, &stage, &parts)?;
    let checked = look(&visit, &listed, &upload).and_then(|looked| check::page(&visit, &said, &upload, &looked, None));
    or_again(checked, |refusal| choose::page(&visit, &listed, Some(refusal)))
}

pub(super) async fn confirm<L: ListPages>(
    visit: Visit,
    Extension(stage): Extension<Arc<Stage>>,
    Path(parts): Path<Parts>,
) -> Result<Response, Problem> {
    let listed = L::of(&visit, &parts)?;
    let said = listed.said();
    let upload = find(&visit, &said, &stage, &parts)?;
    let looked = look(&visit, &listed, &upload)?;
    let import = || {
        // The id of the upload is the id of the request: asked twice, it happens once.
        let (app, list) = (&visit.doors.app, looked.list.clone());
        app.import_list(&visit.org, &visit.who, Some(&upload.id), &listed, list, &upload.bytes)
    };
    let imported = tokio::task::block_in_place(import)
        .map_err(Problem::from)
        .map(|receipt| visit.went(&(said.did)(&looked.done), said.register().1, &receipt));
    if imported.is_ok() {
        stage.forget(&upload.id);
    }
    or_again(imported, |refusal| check::page(&visit, &said, &upload, &looked, Some(refusal)))
}
