//! Lines of entries: results, steps of a timeline, accounts of an access review.

use super::keeping::{Sent, typed};
use super::read::{entry, kind};
use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Problem};
use crate::words::ReceiptWords;
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::values::isms::Fields;
use serde::Deserialize;
use utoipa::ToSchema;

/// What a line says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "fields": { "on": "2026-03-31", "value": 97, "met": true } }))]
pub(in crate::api) struct EntryLineBody {
    /// Values by the ids of the fields that the register declares for its lines.
    #[schema(value_type = Object)]
    fields: Sent,
}

fn fields(call: &Call, sent: Sent) -> Result<Fields, Problem> {
    let register = kind(call)?;
    let Some(lines) = register.declared().lines else {
        let sentence = format!("the register {} keeps no lines", register.id());
        return Err(Refusal::NotPossible { sentence, hint: "change the fields of the entry".to_owned() }.into());
    };
    Ok(typed(call, lines.fields, sent)?.0)
}

/// Add a line to an entry: a result of a measurement, a step of the timeline of an incident, an account of an access review.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/registers/{register}/{record}/lines",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `objectives`"),
        ("record" = String, Path, description = "Id of the entry, such as `OBJ-1`"),
        Matching,
        Once,
    ),
    request_body = EntryLineBody,
    responses((status = 200, description = "It is added", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn add_entry_line(call: Call, Body(body): Body<EntryLineBody>) -> Changed {
    let (id, fields) = (entry(&call)?, fields(&call, body.fields)?);
    call.change(Command::Isms(IsmsCommand::AddEntryLine { id, fields }))
}

/// Change a line: it says exactly this now.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/registers/{register}/{record}/lines/{number}",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `objectives`"),
        ("record" = String, Path, description = "Id of the entry, such as `OBJ-1`"),
        ("number" = u32, Path, description = "Number of the line, from 1"),
        Matching,
        Once,
    ),
    request_body = EntryLineBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn change_entry_line(call: Call, Body(body): Body<EntryLineBody>) -> Changed {
    let (id, fields) = (entry(&call)?, fields(&call, body.fields)?);
    let number = call.part("number");
    let number = number
        .parse()
        .map_err(|_| Problem::unreadable(format!("`{number}` is no number of a line"), "lines are counted from 1"))?;
    call.change(Command::Isms(IsmsCommand::ChangeEntryLine { id, number, fields }))
}
