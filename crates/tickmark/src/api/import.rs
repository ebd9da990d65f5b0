//! Importing own controls: a preview on request, else all or nothing; and the mappings of columns that are kept.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::gap::refused;
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Problem, Refused, Unanswered};
use super::upload::{MAX_FORM, Upload};
use crate::serve::Doors;
use crate::words::{ImportWords, MarkWords, ReceiptWords};
use app::ask::{Controls, Documents, PreviewImport, ProfileOf};
use app::exchange::{ControlList, Sides};
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::SHORT_TEXT;
use domain::values::Catalogue;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/o/{organisation}/import", post(import_controls))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/o/{organisation}/columns", get(columns))
        .route("/api/v1/o/{organisation}/columns/{name}", get(columns_of_one).put(save_columns))
        .merge(large)
}

/// A list of controls to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(super) struct ImportForm {
    /// The list: XLSX or CSV.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
    /// Which column says what, such as `id=Ref` or `criteria=F`; may be repeated.
    map: Option<Vec<String>>,
    /// Use the mapping of columns that is kept under this name.
    columns: Option<String>,
    /// Keep this mapping of columns under this name.
    save_columns: Option<String>,
}

/// Import a list of own controls, all or nothing. A control whose id exists is updated, never duplicated.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/import",
    tag = "controls",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = ImportWords), Refused)
)]
pub(super) async fn import_controls(call: Call, upload: Upload) -> Answered<ImportWords> {
    let preview = call.flag("preview")?;
    let list = read(&call, &upload)?;
    let plan = call.ask_organisation(&PreviewImport(&list.controls))?.value;
    let words = ImportWords::of(&list, Some(&plan), None);
    if preview {
        return Ok(Json(words));
    }
    if !words.problems.is_empty() {
        return Err(refused(&words));
    }
    let keep = upload.field("save_columns").map(name_of_columns).transpose()?;
    let request = call.request("");
    let (app, org) = (&call.doors.app, call.org());
    let columns = columns_of(&list);
    let import = || app.import_controls(&org, call.who(), request.as_deref(), list, &upload.bytes);
    let receipt = tokio::task::block_in_place(import).map_err(|failure| call.judged(failure))?;
    if let Some(name) = keep {
        keep_columns(&call, name, columns)?;
    }
    Ok(Json(ImportWords { receipt: Some(ReceiptWords::from(&receipt)), ..words }))
}

/// Reads the list with the organisation's own documents and, if asked, a kept mapping of columns.
fn read(call: &Call, upload: &Upload) -> Result<ControlList, Problem> {
    let profile = call.ask_organisation(&ProfileOf)?.value;
    let mut catalogue = Catalogue::default();
    for document in call.ask_organisation(&Documents)?.value {
        catalogue.insert(document);
    }
    let mut kept = Vec::new();
    if let Some(name) = upload.field("columns") {
        let saved = call.ask_organisation(&Controls::default())?.value.columns;
        let columns = saved
            .get(name)
            .ok_or_else(|| unknown("mapping of columns", name, saved.keys().map(String::as_str)).of_the_body())?;
        kept.extend(columns.iter().map(|(field, heading)| format!("{field}={heading}")));
    }
    let reading = catalogue.reading(&profile.crosswalk).map_err(Refusal::from)?;
    upload.controls(kept, Sides { catalogue: &catalogue, from: &reading.from.id, to: &reading.to.id })
}

/// The name under which columns are to be kept, judged before anything is imported.
fn name_of_columns(name: &str) -> Result<&str, Problem> {
    if name.chars().count() > SHORT_TEXT {
        return Err(Refusal::TooLong { field: "the name of the mapping", max: SHORT_TEXT }.into());
    }
    Ok(name)
}

/// Keeps the columns unless they are kept already: the import has happened by now and must not look refused.
fn keep_columns(call: &Call, name: &str, columns: BTreeMap<String, String>) -> Result<(), Problem> {
    let kept = call.ask_organisation(&Controls::default())?.value.columns;
    if kept.get(name) != Some(&columns) {
        // The same key must not stand for two changes, so this one has a step of its own.
        let (app, org, request) = (&call.doors.app, call.org(), call.request("columns"));
        let save = Command::SaveColumns { name: name.to_owned(), columns };
        tokio::task::block_in_place(|| app.change(&org, call.who(), request.as_deref(), save))?;
    }
    Ok(())
}

fn columns_of(list: &ControlList) -> BTreeMap<String, String> {
    let pairs = list.columns.iter().filter_map(|c| c.split_once('='));
    pairs.map(|(field, heading)| (field.to_owned(), heading.to_owned())).collect()
}

/// The kept mappings of columns.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ColumnsWords {
    /// By name: field to heading.
    columns: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the kept mappings of columns.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/columns",
    tag = "controls",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The mappings", body = ColumnsWords), Unanswered)
)]
pub(super) async fn columns(call: Call) -> Answered<ColumnsWords> {
    let answer = call.ask_organisation(&Controls::default())?;
    let (page, turn) = call.page(answer.value.columns.into_iter().collect(), |(name, _)| name.clone())?;
    Ok(Json(ColumnsWords { columns: page.into_iter().collect(), turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One kept mapping of columns.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MappingWords {
    /// Its name.
    name: String,
    /// Field to heading.
    columns: BTreeMap<String, String>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one kept mapping of columns.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/columns/{name}",
    tag = "controls",
    params(InOrganisation, ("name" = String, Path, description = "Name of the mapping"), Moment),
    responses((status = 200, description = "The mapping", body = MappingWords), Unanswered)
)]
pub(super) async fn columns_of_one(call: Call) -> Told<MappingWords> {
    let name = call.part("name");
    let (answer, version) = call.ask_about(&Controls::default(), "columns", &name)?;
    let mut all = answer.value.columns;
    let columns =
        all.remove(&name).ok_or_else(|| unknown("mapping of columns", &name, all.keys().map(String::as_str)))?;
    Ok(Tagged::of(version, MappingWords { name, columns, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A mapping of columns.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "columns": { "id": "Ref", "name": "Control" } }))]
pub(super) struct ColumnsBody {
    /// Field to heading, such as `{"id": "Ref"}`.
    columns: BTreeMap<String, String>,
}

/// Keep a mapping of columns for the next import.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/columns/{name}",
    tag = "controls",
    params(InOrganisation, ("name" = String, Path, description = "Name of the mapping"), Matching, Once),
    request_body = ColumnsBody,
    responses((status = 200, description = "It is kept", body = ReceiptWords), Contested)
)]
pub(super) async fn save_columns(call: Call, Body(body): Body<ColumnsBody>) -> Changed {
    call.change(Command::SaveColumns { name: call.part("name"), columns: body.columns })
}
