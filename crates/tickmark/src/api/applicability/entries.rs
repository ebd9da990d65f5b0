//! Entries of a draft: setting one or many, seeing before what it would do, taking proposals, own controls.

use super::version;
use crate::api::call::{Answered, Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::statement::{SoaChange, SoaDifferenceWords, spelled};
use crate::words::{MarkWords, ReceiptWords};
use app::Mark;
use app::ask::{StatementPreview, StatementPreviewAnswer, StatementProposals};
use axum::Json;
use domain::command::{Command, StatementCommand};
use domain::values::statement::EntryChange;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What is set in which entries.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "entries": ["A.5.15"], "change": { "decision": "applicable", "reasons": { "law": "access to personal data" } }
}))]
pub(in crate::api) struct SoaEntriesBody {
    /// Controls of Annex A in any usual spelling, and own ones that stand in the version; at most 200.
    #[schema(min_items = 1, max_items = 200)]
    entries: BTreeSet<String>,
    /// What is set in each of them.
    change: SoaChange,
}

impl SoaEntriesBody {
    fn meant(self) -> Result<(BTreeSet<String>, EntryChange), Problem> {
        let change = self.change.meant().map_err(|refusal| Problem::from(refusal).of_the_body())?;
        Ok((self.entries, change))
    }
}

/// Set fields of one or many entries of a draft; fields that are not given stay. A version that was read through is a draft
/// again afterwards.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/entries",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Matching, Once),
    request_body = SoaEntriesBody,
    responses((status = 200, description = "They are set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_soa_entries(call: Call, Body(body): Body<SoaEntriesBody>) -> Changed {
    let (id, (controls, change)) = (version(&call), body.meant()?);
    let change = Box::new(change);
    let command = match controls.first().filter(|_| controls.len() == 1) {
        Some(one) => StatementCommand::SetStatementEntry { id, control: one.clone(), change },
        None => StatementCommand::SetStatementEntries { id, controls, change },
    };
    call.change(Command::Statement(command))
}

/// What would be otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct SoaPreviewWords {
    /// The version.
    id: String,
    /// The entries that would differ, field by field.
    differences: Vec<SoaDifferenceWords>,
    /// Version of this object, as `If-Match` names it.
    version: u64,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

impl SoaPreviewWords {
    fn of(call: &Call, answer: &StatementPreviewAnswer, mark: &Mark) -> SoaPreviewWords {
        let names = call.names();
        let differences = tokio::task::block_in_place(|| {
            answer.entries.iter().map(|one| SoaDifferenceWords::of(&names, one)).collect()
        });
        SoaPreviewWords { id: answer.id.clone(), differences, version: answer.version, mark: MarkWords::of(Some(mark)) }
    }
}

/// See what setting these fields would change; nothing is changed.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/entries/preview",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version")),
    request_body = SoaEntriesBody,
    responses((status = 200, description = "What would be otherwise", body = SoaPreviewWords), Refused)
)]
pub(in crate::api) async fn preview_soa_entries(
    call: Call,
    Body(body): Body<SoaEntriesBody>,
) -> Answered<SoaPreviewWords> {
    let (controls, change) = body.meant()?;
    let controls = spelled(controls);
    let answer = call.ask_organisation(&StatementPreview { id: Some(version(&call)), controls, change })?;
    Ok(Json(SoaPreviewWords::of(&call, &answer.value, &answer.mark)))
}

/// See what taking the proposals would change: what own controls, the crosswalk, providers and treatments say, wherever no
/// person has said something else.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/statements/{soa}/proposals",
    tag = "statement of applicability",
    params(
        InOrganisation,
        ("soa" = String, Path, description = "Id of the version"),
        ("entries" = Option<String>, Query, description = "Only these controls, comma-separated"),
        Moment
    ),
    responses((status = 200, description = "What would be otherwise", body = SoaPreviewWords), Unanswered)
)]
pub(in crate::api) async fn soa_proposals(call: Call) -> Answered<SoaPreviewWords> {
    let controls = spelled(call.list("entries"));
    let answer = call.ask_organisation(&StatementProposals { id: Some(version(&call)), controls })?;
    Ok(Json(SoaPreviewWords::of(&call, &answer.value, &answer.mark)))
}

/// Which proposals are taken.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "entries": ["A.5.15", "A.8.15"] }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SoaTakeBody {
    /// The controls; all of them when empty.
    #[serde(default)]
    #[schema(max_items = 200)]
    entries: BTreeSet<String>,
}

/// Take what is proposed, wherever no person has said something else.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/proposals",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Matching, Once),
    request_body = SoaTakeBody,
    responses((status = 200, description = "They are taken", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn take_soa_proposals(call: Call, Body(body): Body<SoaTakeBody>) -> Changed {
    let command = StatementCommand::TakeStatementProposals { id: version(&call), controls: body.entries };
    call.change(Command::Statement(command))
}

/// A necessary control of own design.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({ "control": "AC-01" }))]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SoaControlBody {
    /// Id of the own control.
    control: String,
}

/// Put a necessary control from outside Annex A into a draft.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/statements/{soa}/own-controls",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Matching, Once),
    request_body = SoaControlBody,
    responses((status = 200, description = "It stands in the version", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn add_soa_control(call: Call, Body(body): Body<SoaControlBody>) -> Changed {
    let command = StatementCommand::AddStatementControl { id: version(&call), control: body.control };
    call.change(Command::Statement(command))
}

/// Take a control of own design out of a draft again.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/statements/{soa}/own-controls/{control}",
    tag = "statement of applicability",
    params(
        InOrganisation,
        ("soa" = String, Path, description = "Id of the version"),
        ("control" = String, Path, description = "Id of the own control"),
        Matching,
        Once
    ),
    responses((status = 200, description = "It is taken out", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn remove_soa_control(call: Call) -> Changed {
    let command = StatementCommand::RemoveStatementControl { id: version(&call), control: call.part("control") };
    call.change(Command::Statement(command))
}
