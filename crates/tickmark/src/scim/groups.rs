//! `/Groups`: groups of the directory, some of which hold roles here.

use super::attributes::Kind;
use super::call::{Answered, Call, reply_resource};
use super::list::shown_as_asked;
use super::problem::ScimError;
use super::users::{if_named, meta};
use super::{list, patch};
use app::{GroupSaid, HeldGroup};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};

/// How often a change is made again because somebody was faster.
const ATTEMPTS: usize = 5;

pub(super) fn add(call: &Call) -> Answered {
    let said = said(&list::canonical(Kind::Group, &call.object()?)?)?;
    let held = call.doors.app.add_directory_group(&call.organisation, &call.who, said)?;
    let whole = words(call, &held);
    Ok(reply_resource(StatusCode::CREATED, &shown_as_asked(call, &whole), &whole))
}

pub(super) fn get(call: &Call, id: &str) -> Answered {
    let held = call.doors.app.directory_group(&call.organisation, &call.who, id)?;
    let whole = words(call, &held);
    if call.knows(&held.version) {
        return Ok(reply_resource(StatusCode::NOT_MODIFIED, &Value::Null, &whole));
    }
    Ok(reply_resource(StatusCode::OK, &shown_as_asked(call, &whole), &whole))
}

pub(super) fn put(call: &Call, id: &str) -> Answered {
    let body = list::canonical(Kind::Group, &call.object()?)?;
    revise(call, id, |_| Ok(body.clone()))
}

pub(super) fn patch(call: &Call, id: &str) -> Answered {
    let body = call.object()?;
    revise(call, id, |was| patch::apply(Kind::Group, &body, was))
}

pub(super) fn delete(call: &Call, id: &str) -> Answered {
    let version = if_named(call, || Ok(call.doors.app.directory_group(&call.organisation, &call.who, id)?.version))?;
    call.doors.app.remove_directory_group(&call.organisation, &call.who, id, version.as_deref())?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn revise(
    call: &Call,
    id: &str,
    change: impl Fn(&Map<String, Value>) -> Result<Map<String, Value>, ScimError>,
) -> Answered {
    let (app, organisation, who) = (&call.doors.app, &call.organisation, &call.who);
    for _ in 0..ATTEMPTS {
        let was = app.directory_group(organisation, who, id)?;
        if call.expects(&was.version) == Some(false) {
            return Err(ScimError::stale());
        }
        let said = said(&change(&own_words(&was.said))?)?;
        match app.put_directory_group(organisation, who, id, Some(&was.version), said) {
            Err(app::NotTaken::Stale) if call.expects(&was.version).is_none() => {}
            other => {
                let whole = words(call, &other?);
                return Ok(reply_resource(StatusCode::OK, &shown_as_asked(call, &whole), &whole));
            }
        }
    }
    Err(ScimError::stale())
}

/// A group as the directory reads it back.
pub(super) fn words(call: &Call, held: &HeldGroup) -> Value {
    let mut group = own_words(&held.said);
    group.insert("schemas".to_owned(), json!([Kind::Group.schema()]));
    group.insert("id".to_owned(), held.id.clone().into());
    if let Some(Value::Array(members)) = group.get_mut("members") {
        for member in members {
            let place = call.location(&format!("Users/{}", member["value"].as_str().unwrap_or_default()));
            member["$ref"] = place.into();
            member["type"] = "User".into();
        }
    }
    let place = call.location(&format!("Groups/{}", held.id));
    group.insert("meta".to_owned(), meta("Group", held.created_us, held.changed_us, &place, &held.version));
    Value::Object(group)
}

/// What the directory can set of a group.
fn own_words(said: &GroupSaid) -> Map<String, Value> {
    let mut group = Map::new();
    group.insert("displayName".to_owned(), said.display_name.clone().into());
    if let Some(external) = &said.external_id {
        group.insert("externalId".to_owned(), external.clone().into());
    }
    if !said.members.is_empty() {
        group.insert("members".to_owned(), said.members.iter().map(|id| json!({ "value": id })).collect());
    }
    group
}

/// What was said of a group, from its attributes by their own names.
fn said(group: &Map<String, Value>) -> Result<GroupSaid, ScimError> {
    let mut said = GroupSaid {
        display_name: list::text("displayName", group.get("displayName"))?.unwrap_or_default(),
        external_id: list::text("externalId", group.get("externalId"))?,
        ..GroupSaid::default()
    };
    for member in group.get("members").and_then(Value::as_array).into_iter().flatten() {
        let kind = list::text("members.type", member.get("type"))?;
        if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("group")) {
            return Err(ScimError::value(
                "members: a group within a group is not supported; send the users themselves",
            ));
        }
        match list::text("members.value", member.get("value"))? {
            Some(id) if !id.is_empty() => said.members.insert(id),
            _ => return Err(ScimError::value("members: a member has no value")),
        };
    }
    Ok(said)
}
