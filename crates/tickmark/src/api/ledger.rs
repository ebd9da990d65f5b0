//! The ledger of an organisation: history, checks, signed checkpoints, export.

use super::call::{Answered, Body, Call};
use super::parameters::{InOrganisation, Moment};
use super::problem::{Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::web::attachment::attachment;
use crate::words::HistoryWords;
use app::CheckedOrganisation;
use app::ask::{PartOf, Question, Seen};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::refusal::Refusal;
use domain::values::Action;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Entries on one page of history, unless the query says otherwise.
const PAGE: u64 = 50;
/// Most entries on one page of history.
const MAX_PAGE: u64 = 500;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/history", get(history))
        .route("/api/v1/o/{organisation}/verification", get(verify).post(verify_against))
        .route("/api/v1/o/{organisation}/checkpoint", post(checkpoint))
        .route("/api/v1/o/{organisation}/export", post(export_ledger))
}

/// Who changed what, newest first, a page at a time.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/history",
    tag = "ledger",
    params(
        InOrganisation,
        ("before" = Option<u64>, Query, description = "Only entries before this one: the `older` of the page before"),
        ("limit" = Option<u64>, Query, description = "How many; 50 when left out, at most 500"),
        ("object" = Option<String>, Query, description = "Only entries about this object: kind and id, such as `control:AC-3` or `statement_entry:A.5.15`"),
        Moment,
    ),
    responses((status = 200, description = "The page", body = HistoryWords), Unanswered)
)]
pub(super) async fn history(call: Call) -> Answered<HistoryWords> {
    let limit = call.most(PAGE, MAX_PAGE)? as u64;
    let mut before = call.number("before")?;
    if call.at.as_of.is_some() {
        let recorded = call.ask_organisation(&PartOf(call.who().id().to_owned()))?.mark.entries;
        before = Some(before.map_or(recorded, |b| b.min(recorded)));
    }
    let app = &call.doors.app;
    if let Some(object) = call.field("object") {
        let about = object.split_once(':').ok_or_else(|| {
            Problem::unreadable(
                format!("object: `{object}` names no object"),
                "write kind and id, such as control:AC-3",
            )
        })?;
        let read = || app.history_about(&call.org(), call.who(), about, before, limit);
        return Ok(Json(HistoryWords::of(&tokio::task::block_in_place(read)?.page, limit)));
    }
    let page = tokio::task::block_in_place(|| app.history(&call.org(), call.who(), before, limit))?;
    Ok(Json(HistoryWords::of(&page, limit)))
}

/// What a check of the ledger and its files found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VerificationWords {
    /// Organisation.
    organisation: String,
    /// Is everything as it should be?
    sound: bool,
    /// Entries checked.
    entries: u64,
    /// Root of the tree over them.
    root: String,
    /// Signed checkpoints that were checked.
    checkpoints: usize,
    /// Files that were read again and are what their names say.
    files: usize,
    /// Everything that is wrong, the first bad entry first.
    faults: Vec<String>,
    /// What is worth a look and no fault.
    remarks: Vec<String>,
}

impl From<CheckedOrganisation> for VerificationWords {
    fn from(checked: CheckedOrganisation) -> VerificationWords {
        VerificationWords {
            organisation: checked.slug,
            sound: checked.faults.is_empty(),
            entries: checked.entries,
            root: checked.root,
            checkpoints: checked.checkpoints,
            files: checked.files,
            faults: checked.faults,
            remarks: checked.remarks,
        }
    }
}

/// Asks for nothing but the right to check the ledger, which the check itself does not know.
struct MayCheck;

impl Question for MayCheck {
    type Answer = ();

    fn needs(&self) -> Action {
        Action::ReadProof
    }

    fn answer(&self, _: &Seen<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Check entries, tree, signatures and files; names the first bad entry.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/verification",
    tag = "ledger",
    params(InOrganisation),
    responses((status = 200, description = "What was found", body = VerificationWords), Unanswered)
)]
pub(super) async fn verify(call: Call) -> Answered<VerificationWords> {
    verified(&call, None)
}

/// A checkpoint that was kept elsewhere.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "checkpoint": "tickmark/...\n42\nroot hash\n\n-- signature\n" }))]
pub(super) struct KeptCheckpoint {
    /// The signed note, as it was given out.
    checkpoint: String,
}

/// Check the ledger, and that it still extends a checkpoint that was kept elsewhere.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/verification",
    tag = "ledger",
    params(InOrganisation),
    request_body = KeptCheckpoint,
    responses((status = 200, description = "What was found", body = VerificationWords), Refused)
)]
pub(super) async fn verify_against(call: Call, Body(body): Body<KeptCheckpoint>) -> Answered<VerificationWords> {
    verified(&call, Some(&body.checkpoint))
}

fn verified(call: &Call, outside: Option<&str>) -> Answered<VerificationWords> {
    let org = call.org();
    call.ask_organisation(&MayCheck)?;
    let checked = tokio::task::block_in_place(|| call.doors.app.verify(Some(&org), outside)).map_err(|fault| {
        if fault.by_user && outside.is_some() && fault.sentence.starts_with("the checkpoint") {
            return Problem::unsound("foreign_checkpoint", fault.sentence, fault.hint, Vec::new());
        }
        Problem::from(fault)
    })?;
    let found = checked.organisations.into_iter().next().ok_or_else(Problem::no_such_address)?;
    Ok(Json(found.into()))
}

/// A signed checkpoint, to be kept elsewhere.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CheckpointWords {
    /// Organisation.
    organisation: String,
    /// The signed note (C2SP tlog-checkpoint).
    checkpoint: String,
    /// The public key with which it is checked.
    key: String,
}

/// Sign the present end of the ledger.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/checkpoint",
    tag = "ledger",
    params(InOrganisation),
    responses((status = 200, description = "The checkpoint", body = CheckpointWords), Refused)
)]
pub(super) async fn checkpoint(call: Call) -> Answered<CheckpointWords> {
    let (app, organisation) = (&call.doors.app, call.org());
    let (checkpoint, key) = tokio::task::block_in_place(|| -> Result<_, app::Failure> {
        Ok((app.checkpoint(&organisation, call.who())?, app.public_key()?))
    })?;
    Ok(Json(CheckpointWords { organisation, checkpoint, key }))
}

/// The whole ledger as a bundle that can be checked without the program. Signs the present end first.
///
/// It takes an approved deed `full_export` whose time has come, and carries it out; where only one person is in the
/// organisation, it is proposed, approved and carried out at once, and marked so.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/export",
    tag = "ledger",
    params(InOrganisation),
    responses((status = 200, description = "The bundle", body = Vec<u8>, content_type = BUNDLE), Refused)
)]
pub(super) async fn export_ledger(call: Call) -> Result<Response, Problem> {
    let org = call.org();
    let mut bytes = Vec::new();
    tokio::task::block_in_place(|| call.doors.app.export_ledger(&org, call.who(), &mut bytes))?;
    Ok(attachment(BUNDLE, &format!("{org}.tickmark-ledger"), bytes))
}

const BUNDLE: &str = "application/octet-stream";
