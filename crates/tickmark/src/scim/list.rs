//! Lists with filter and pages, which attributes are shown, and bodies brought to the names of our own.

use super::attributes::{Attribute, Kind, Named, Shape};
use super::call::{Answered, Call, reply};
use super::filter::Filter;
use super::path::without_schema;
use super::problem::ScimError;
use super::{groups, users};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};

/// Most resources of one page.
pub(super) const MAX_COUNT: usize = 200;
/// Schema of a list.
const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/// What is asked of a list.
struct Wish {
    filter: Option<String>,
    start: usize,
    count: usize,
    shown: Shown,
}

/// Which attributes are shown.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shown {
    only: Vec<String>,
    without: Vec<String>,
}

/// `GET /Users`, `GET /Groups`.
pub(super) fn list(call: &Call, kinds: &[Kind]) -> Answered {
    let number = |name: &str| match call.field(name).map(str::parse::<i64>) {
        None => Ok(None),
        Some(Ok(number)) => Ok(Some(number)),
        Some(Err(_)) => Err(ScimError::value(format!("{name} is no number"))),
    };
    let (start, count) = (number("startIndex")?, number("count")?);
    let filter = call.field("filter").map(str::to_owned);
    answer(call, kinds, &Wish { filter, start: first(start), count: most(count), shown: shown(call) })
}

/// `POST /.search` (RFC 7644, section 3.4.3).
pub(super) fn search(call: &Call, kinds: &[Kind]) -> Answered {
    let body = call.object()?;
    let field = |name: &str| body.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let names = |name: &str| {
        let list = field(name).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let number = |name: &str| field(name).and_then(Value::as_i64);
    let wish = Wish {
        filter: text("filter", field("filter"))?.filter(|filter| !filter.trim().is_empty()),
        start: first(number("startIndex")),
        count: most(number("count")),
        shown: Shown { only: names("attributes"), without: names("excludedAttributes") },
    };
    answer(call, kinds, &wish)
}

/// Counted from 1; what is smaller is 1 (RFC 7644, section 3.4.2.4).
fn first(start: Option<i64>) -> usize {
    usize::try_from(start.unwrap_or(1).max(1)).unwrap_or(usize::MAX)
}

fn most(count: Option<i64>) -> usize {
    count.map_or(MAX_COUNT, |count| usize::try_from(count.max(0)).unwrap_or(MAX_COUNT).min(MAX_COUNT))
}

fn answer(call: &Call, kinds: &[Kind], wish: &Wish) -> Answered {
    let filter = wish.filter.as_deref().map(|text| Filter::parse(text, kinds)).transpose()?;
    let (app, organisation, who) = (&call.doors.app, &call.organisation, &call.who);
    let (mut total, mut page) = (0, Vec::new());
    let mut take = |kind: Kind, resource: Value| {
        if filter.as_ref().is_none_or(|filter| filter.holds(&resource)) {
            total += 1;
            if total >= wish.start && page.len() < wish.count {
                page.push(wish.shown.of(kind, &resource));
            }
        }
    };
    for kind in kinds {
        match kind {
            Kind::User => {
                for held in app.directory_users(organisation, who)? {
                    take(Kind::User, users::words(call, &held));
                }
            }
            Kind::Group => {
                for held in app.directory_groups(organisation, who)? {
                    take(Kind::Group, groups::words(call, &held));
                }
            }
        }
    }
    Ok(reply(StatusCode::OK, &list_of(&page, total, wish.start)))
}

/// A list as it goes out.
pub(super) fn list_of(page: &[Value], total: usize, start: usize) -> Value {
    json!({
        "schemas": [LIST],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": page.len(),
        "Resources": page,
    })
}

fn shown(call: &Call) -> Shown {
    let names = |name: &str| {
        let names = call.field(name).unwrap_or_default().split(',').map(str::trim);
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    Shown { only: names("attributes"), without: names("excludedAttributes") }
}

/// A resource with the attributes that the query asks for.
pub(super) fn shown_as_asked(call: &Call, whole: &Value) -> Value {
    let kind = if whole["meta"]["resourceType"] == "Group" { Kind::Group } else { Kind::User };
    shown(call).of(kind, whole)
}

impl Shown {
    /// `id` and `schemas` are always shown (RFC 7643, section 2.2).
    fn of(&self, kind: Kind, whole: &Value) -> Value {
        let Value::Object(attributes) = whole else {
            return whole.clone();
        };
        if self.only.is_empty() && self.without.is_empty() {
            return whole.clone();
        }
        let mut shown = Map::new();
        for (name, value) in attributes {
            let kept = match (name.as_str(), self.only.is_empty()) {
                ("id" | "schemas", _) => Some(value.clone()),
                (_, false) => only(kind, &self.only, name, value),
                (_, true) => without(kind, &self.without, name, value),
            };
            if let Some(value) = kept {
                shown.insert(name.clone(), value);
            }
        }
        Value::Object(shown)
    }
}

/// The part that a name of a query asks for of this attribute: `Some(None)` for the whole.
fn asked<'a>(kind: Kind, asked: &'a str, attribute: &str) -> Option<Option<&'a str>> {
    let bare = without_schema(kind, asked)?;
    let (name, part) = bare.split_once('.').map_or((bare, None), |(name, part)| (name, Some(part)));
    name.eq_ignore_ascii_case(attribute).then_some(part)
}

fn only(kind: Kind, names: &[String], attribute: &str, value: &Value) -> Option<Value> {
    let parts: Vec<Option<&str>> = names.iter().filter_map(|name| asked(kind, name, attribute)).collect();
    match parts.as_slice() {
        [] => None,
        parts if parts.contains(&None) => Some(value.clone()),
        parts => Some(with_parts(value, &|part| parts.iter().flatten().any(|name| name.eq_ignore_ascii_case(part)))),
    }
}

fn without(kind: Kind, names: &[String], attribute: &str, value: &Value) -> Option<Value> {
    let parts: Vec<Option<&str>> = names.iter().filter_map(|name| asked(kind, name, attribute)).collect();
    if parts.contains(&None) {
        return None;
    }
    Some(with_parts(value, &|part| !parts.iter().flatten().any(|name| name.eq_ignore_ascii_case(part))))
}

fn with_parts(value: &Value, kept: &dyn Fn(&str) -> bool) -> Value {
    match value {
        Value::Array(list) => list.iter().map(|one| with_parts(one, kept)).collect(),
        Value::Object(parts) => {
            parts.iter().filter(|(part, _)| kept(part)).map(|(part, value)| (part.clone(), value.clone())).collect()
        }
        plain => plain.clone(),
    }
}

/// A body with the names of attributes and parts as they are written here. What cannot be set, and what is not known, is left
/// out (RFC 7644, section 3.3).
pub(super) fn canonical(kind: Kind, body: &Map<String, Value>) -> Result<Map<String, Value>, ScimError> {
    let schemas = body.iter().find(|(name, _)| name.eq_ignore_ascii_case("schemas")).map(|(_, value)| value);
    if let Some(schemas) = schemas.and_then(Value::as_array) {
        let ours = |schema: &Value| schema.as_str().is_some_and(|s| s.eq_ignore_ascii_case(kind.schema()));
        if !schemas.iter().any(ours) {
            return Err(ScimError::value(format!("schemas does not name {}", kind.schema())));
        }
    }
    let mut known = Map::new();
    for (name, value) in body {
        let bare = without_schema(kind, name).unwrap_or_default();
        if let Named::Kept(attribute) = kind.named(bare)
            && attribute.writable
            && !value.is_null()
        {
            known.insert(attribute.name.to_owned(), canonical_value(attribute, value)?);
        }
    }
    Ok(known)
}

fn canonical_value(attribute: &Attribute, value: &Value) -> Result<Value, ScimError> {
    let parts = |value: &Value| match value {
        Value::Object(parts) => {
            let named = parts.iter().filter_map(|(name, v)| Some((attribute.part(name)?.to_owned(), v.clone())));
            Ok(Value::Object(named.collect()))
        }
        Value::String(_) if attribute.is_list() => Ok(json!({ "value": value })),
        _ => Err(ScimError::value(format!("a value of {} is an object", attribute.name))),
    };
    match (attribute.shape, value) {
        (Shape::One, value) => Ok(value.clone()),
        (Shape::Parts(_), value) => parts(value),
        (Shape::List(_), Value::Array(list)) => list.iter().map(parts).collect(),
        (Shape::List(_), one) => Ok(Value::Array(vec![parts(one)?])),
    }
}

/// A text, or nothing.
pub(super) fn text(name: &str, value: Option<&Value>) -> Result<Option<String>, ScimError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(ScimError::value(format!("{name} is no text"))),
    }
}

/// Yes or no; some providers write it as a text, in any case.
pub(super) fn flag(name: &str, value: Option<&Value>) -> Result<Option<bool>, ScimError> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => Ok(Some(true)),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => Ok(Some(false)),
        Some(_) => Err(ScimError::value(format!("{name} is neither true nor false"))),
    }
}
