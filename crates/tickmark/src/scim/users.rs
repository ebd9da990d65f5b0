//! `/Users`: people who come from the directory.

use super::attributes::Kind;
use super::call::{Answered, Call, reply_resource};
use super::list::shown_as_asked;
use super::problem::ScimError;
use super::{list, patch};
use app::{HeldUser, Mail, UserSaid};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::{Map, Value, json};

/// How often a change is made again because somebody was faster.
const ATTEMPTS: usize = 5;

pub(super) fn add(call: &Call) -> Answered {
    let said = said(&list::canonical(Kind::User, &call.object()?)?)?;
    let held = call.doors.app.add_directory_user(&call.organisation, &call.who, said)?;
    let whole = words(call, &held);
    Ok(reply_resource(StatusCode::CREATED, &shown_as_asked(call, &whole), &whole))
}

pub(super) fn get(call: &Call, id: &str) -> Answered {
    let held = call.doors.app.directory_user(&call.organisation, &call.who, id)?;
    let whole = words(call, &held);
    if call.knows(&held.version) {
        return Ok(reply_resource(StatusCode::NOT_MODIFIED, &Value::Null, &whole));
    }
    Ok(reply_resource(StatusCode::OK, &shown_as_asked(call, &whole), &whole))
}

pub(super) fn put(call: &Call, id: &str) -> Answered {
    let body = list::canonical(Kind::User, &call.object()?)?;
    revise(call, id, |_| Ok(body.clone()))
}

pub(super) fn patch(call: &Call, id: &str) -> Answered {
    let body = call.object()?;
    revise(call, id, |was| patch::apply(Kind::User, &body, was))
}

pub(super) fn delete(call: &Call, id: &str) -> Answered {
    let version = if_named(call, || Ok(call.doors.app.directory_user(&call.organisation, &call.who, id)?.version))?;
    call.doors.app.remove_directory_user(&call.organisation, &call.who, id, version.as_deref())?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The version that a call names, when it names the present one; refused when it names another.
pub(super) fn if_named(
    call: &Call,
    present: impl Fn() -> Result<String, ScimError>,
) -> Result<Option<String>, ScimError> {
    if call.expects("").is_none() {
        return Ok(None);
    }
    let version = present()?;
    match call.expects(&version) {
        Some(false) => Err(ScimError::stale()),
        _ => Ok(Some(version)),
    }
}

fn revise(
    call: &Call,
    id: &str,
    change: impl Fn(&Map<String, Value>) -> Result<Map<String, Value>, ScimError>,
) -> Answered {
    let (app, organisation, who) = (&call.doors.app, &call.organisation, &call.who);
    for _ in 0..ATTEMPTS {
        let was = app.directory_user(organisation, who, id)?;
        if call.expects(&was.version) == Some(false) {
            return Err(ScimError::stale());
        }
        let said = said(&change(&own_words(&was.said))?)?;
        match app.put_directory_user(organisation, who, id, Some(&was.version), said) {
            Err(app::NotTaken::Stale) if call.expects(&was.version).is_none() => {}
            other => {
                let whole = words(call, &other?);
                return Ok(reply_resource(StatusCode::OK, &shown_as_asked(call, &whole), &whole));
            }
        }
    }
    Err(ScimError::stale())
}

/// A user as the directory reads it back.
pub(super) fn words(call: &Call, held: &HeldUser) -> Value {
    let mut user = own_words(&held.said);
    user.insert("schemas".to_owned(), json!([Kind::User.schema()]));
    user.insert("id".to_owned(), held.id.clone().into());
    if !held.groups.is_empty() {
        let group = |(id, name): &(String, String)| json!({ "value": id, "$ref": call.location(&format!("Groups/{id}")), "display": name, "type": "direct" });
        user.insert("groups".to_owned(), held.groups.iter().map(group).collect());
    }
    let place = call.location(&format!("Users/{}", held.id));
    user.insert("meta".to_owned(), meta("User", held.created_us, held.changed_us, &place, &held.version));
    Value::Object(user)
}

pub(super) fn meta(kind: &str, created_us: i64, changed_us: i64, place: &str, version: &str) -> Value {
    json!({
        "resourceType": kind,
        "created": instant(created_us),
        "lastModified": instant(changed_us),
        "location": place,
        "version": format!("W/\"{version}\""),
    })
}

/// A time as RFC 3339 writes it.
fn instant(us: i64) -> String {
    jiff::Timestamp::from_microsecond(us).map(|time| time.to_string()).unwrap_or_default()
}

/// What the directory can set of a user.
fn own_words(said: &UserSaid) -> Map<String, Value> {
    let mut user = Map::new();
    user.insert("userName".to_owned(), said.user_name.clone().into());
    user.insert("active".to_owned(), said.active.into());
    let mut name = Map::new();
    for (to, key, text) in [
        (false, "externalId", &said.external_id),
        (false, "displayName", &said.display_name),
        (true, "formatted", &said.formatted),
        (true, "familyName", &said.family_name),
        (true, "givenName", &said.given_name),
    ] {
        if let Some(text) = text {
            if to { &mut name } else { &mut user }.insert(key.to_owned(), text.clone().into());
        }
    }
    if !name.is_empty() {
        user.insert("name".to_owned(), name.into());
    }
    if !said.emails.is_empty() {
        user.insert("emails".to_owned(), said.emails.iter().map(|mail| json!(mail)).collect());
    }
    user
}

/// What was said of a user, from its attributes by their own names.
fn said(user: &Map<String, Value>) -> Result<UserSaid, ScimError> {
    let name = user.get("name").unwrap_or(&Value::Null);
    let part = |part: &str| list::text(&format!("name.{part}"), name.get(part));
    let mut emails = Vec::new();
    for mail in user.get("emails").and_then(Value::as_array).into_iter().flatten() {
        emails.push(Mail {
            value: list::text("emails.value", mail.get("value"))?.unwrap_or_default(),
            kind: list::text("emails.type", mail.get("type"))?,
            primary: list::flag("emails.primary", mail.get("primary"))?,
        });
    }
    // An address without a value is none.
    emails.retain(|mail| !mail.value.is_empty());
    Ok(UserSaid {
        user_name: list::text("userName", user.get("userName"))?.unwrap_or_default(),
        external_id: list::text("externalId", user.get("externalId"))?,
        active: list::flag("active", user.get("active"))?.unwrap_or(true),
        display_name: list::text("displayName", user.get("displayName"))?,
        formatted: part("formatted")?,
        family_name: part("familyName")?,
        given_name: part("givenName")?,
        emails,
    })
}
