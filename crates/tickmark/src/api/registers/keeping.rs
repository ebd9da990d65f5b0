//! Adding, changing, moving and ending entries.

use super::read::{entry, kind};
use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Problem, Refused};
use crate::words::ReceiptWords;
use app::exchange::People;
use domain::command::{Command, IsmsCommand};
use domain::refusal::Refusal;
use domain::values::isms::{Field, FieldKind, Fields, read};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Values by the ids of fields.
pub(super) type Sent = BTreeMap<String, Value>;

/// What was sent, read against the declaration: values, and fields that are taken away by null.
pub(super) fn typed(
    call: &Call,
    declared: &'static [Field],
    sent: Sent,
) -> Result<(Fields, BTreeSet<String>), Problem> {
    let (mut fields, mut cleared) = (Fields::new(), BTreeSet::new());
    let mut people: Option<People> = None;
    for (id, value) in sent {
        let Some(field) = declared.iter().find(|field| field.id == id) else {
            let ids: Vec<&str> = declared.iter().map(|field| field.id).collect();
            let hint = format!("its fields are {}", ids.join(", "));
            return Err(Refusal::NotPossible { sentence: format!("there is no field `{id}` here"), hint }.into());
        };
        if matches!(field.kind, FieldKind::Person | FieldKind::Anybody) && people.is_none() {
            let app = &call.doors.app;
            let named = tokio::task::block_in_place(|| app.persons_by_word(&call.org(), call.who()));
            people = Some(named.map_err(|failure| call.judged(failure))?);
        }
        // An id is judged by the rules, after the right; an address has to be known here.
        let by_id = |typed: &str| (!typed.contains('@')).then(|| typed.to_owned());
        let person = |typed: &str| people.as_ref()?.find(typed).or_else(|| by_id(typed));
        let wrong =
            |what: String, hint: String| Refusal::NotPossible { sentence: format!("{}: {what}", field.title), hint };
        let text = text(&value).ok_or_else(|| {
            wrong(
                "the value is of another kind".to_owned(),
                "send words, a number, true or false, or a list of ids".to_owned(),
            )
        })?;
        match read(field, &text, &person) {
            Ok(Some(held)) => {
                fields.insert(id, held);
            }
            Ok(None) => {
                cleared.insert(id);
            }
            Err(error) => return Err(wrong(error.what, error.hint).into()),
        }
    }
    Ok((fields, cleared))
}

/// A value as it would be typed; `None` for an object.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(all) => all.iter().map(text).collect::<Option<Vec<_>>>().map(|all| all.join(";")),
        Value::Object(_) => None,
    }
}

/// What a new entry says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "fields": { "title": "Leavers lose access in a day", "measure": "days", "target": "1 at most" } }))]
pub(in crate::api) struct RegisterEntryBody {
    /// Values by the ids of the fields that the register declares.
    #[schema(value_type = Object)]
    fields: Sent,
}

/// Add an entry to a register. Everybody who works here can report an incident; entries of other registers are added by
/// the programme manager, and by whoever they name as owner.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/registers/{register}",
    tag = "registers",
    params(InOrganisation, ("register" = String, Path, description = "The register, such as `assets`"), Once),
    request_body = RegisterEntryBody,
    responses((status = 201, description = "It is added", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn add_register_entry(call: Call, Body(body): Body<RegisterEntryBody>) -> Changed {
    let register = kind(&call)?;
    let (fields, _) = typed(&call, register.declared().fields, body.fields)?;
    let added = call.change(Command::Isms(IsmsCommand::AddRegisterEntry { register, fields }))?;
    let place = format!("/api/v1/o/{}/registers/{}/{}", call.org(), register.id(), escaped(&added.body.object));
    Ok(added.at(place))
}

/// What an entry says now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "fields": { "resources": "two people", "unit": null }, "reason": "decided in March" }))]
pub(in crate::api) struct RegisterChangeBody {
    /// Values by field; what is not named stays, null takes a field away.
    #[schema(value_type = Object)]
    fields: Sent,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// Change what an entry says. What is not named stays as it is; null takes a field away.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/registers/{register}/{record}",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("record" = String, Path, description = "Id of the entry, such as `AST-3`"),
        Matching,
        Once,
    ),
    request_body = RegisterChangeBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn change_register_entry(call: Call, Body(body): Body<RegisterChangeBody>) -> Changed {
    let (register, id) = (kind(&call)?, entry(&call)?);
    let (fields, cleared) = typed(&call, register.declared().fields, body.fields)?;
    call.change(Command::Isms(IsmsCommand::ChangeRegisterEntry { id, fields, cleared, reason: body.reason }))
}

/// The state that an entry enters.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "state": "measured", "reason": "first result" }))]
pub(in crate::api) struct RegisterMoveBody {
    /// The state.
    state: String,
    /// Why.
    #[serde(default)]
    reason: String,
}

/// Move an entry to another state, when what the state needs is there.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/registers/{register}/{record}/state",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("record" = String, Path, description = "Id of the entry, such as `AST-3`"),
        Matching,
        Once,
    ),
    request_body = RegisterMoveBody,
    responses((status = 200, description = "It is moved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn move_register_entry(call: Call, Body(body): Body<RegisterMoveBody>) -> Changed {
    let (id, RegisterMoveBody { state, reason }) = (entry(&call)?, body);
    call.change(Command::Isms(IsmsCommand::MoveRegisterEntry { id, state, reason }))
}

/// Why an entry ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "recorded twice" }))]
pub(in crate::api) struct RegisterEndBody {
    /// Why.
    reason: String,
}

/// End an entry that should not be there, or applies no longer. It stays to be read.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/registers/{register}/{record}/ending",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("record" = String, Path, description = "Id of the entry, such as `AST-3`"),
        Matching,
        Once,
    ),
    request_body = RegisterEndBody,
    responses((status = 200, description = "It has ended", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn end_register_entry(call: Call, Body(body): Body<RegisterEndBody>) -> Changed {
    let (id, reason) = (entry(&call)?, body.reason);
    call.change(Command::Isms(IsmsCommand::EndRegisterEntry { id, reason }))
}
