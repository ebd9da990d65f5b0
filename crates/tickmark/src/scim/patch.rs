//! Changes of single attributes (RFC 7644, section 3.5.2), in the spellings that identity providers use: operations in any
//! case, several attributes in one value, paths as names of a value.

use super::attributes::{Attribute, Kind, Named, Shape};
use super::filter::Filter;
use super::path::{Place, parse};
use super::problem::ScimError;
use serde_json::{Map, Value};

/// Most operations of one request.
const MAX_OPERATIONS: usize = 1_000;

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Add,
    Replace,
    Remove,
}

/// Makes the changes of a request to what the directory said: all of them, or none when one is refused.
pub(super) fn apply(
    kind: Kind,
    body: &Map<String, Value>,
    said: &Map<String, Value>,
) -> Result<Map<String, Value>, ScimError> {
    let operations = body.iter().find(|(name, _)| name.eq_ignore_ascii_case("operations")).map(|(_, value)| value);
    let Some(Value::Array(operations)) = operations else {
        return Err(ScimError::syntax("Operations is missing, or no list"));
    };
    if operations.is_empty() || operations.len() > MAX_OPERATIONS {
        return Err(ScimError::syntax(format!("send 1 to {MAX_OPERATIONS} operations")));
    }
    let mut changed = said.clone();
    for operation in operations {
        one(kind, operation, &mut changed)?;
    }
    Ok(changed)
}

fn one(kind: Kind, operation: &Value, said: &mut Map<String, Value>) -> Result<(), ScimError> {
    let verb = match operation["op"].as_str().map(str::to_lowercase).as_deref() {
        Some("add") => Verb::Add,
        Some("replace") => Verb::Replace,
        Some("remove") => Verb::Remove,
        _ => return Err(ScimError::syntax("op is one of add, replace and remove")),
    };
    let value = operation.get("value").unwrap_or(&Value::Null);
    match &operation["path"] {
        Value::String(path) => change(kind, verb, path, value, said),
        Value::Null if verb == Verb::Remove => Err(ScimError::bad("noTarget", "remove needs a path")),
        Value::Null => {
            let Value::Object(parts) = value else {
                return Err(ScimError::value("without a path, value is an object of attributes"));
            };
            for (name, value) in parts {
                // What cannot be set comes along when a provider sends the whole resource.
                if !matches!(kind.named(name), Named::Kept(attribute) if !attribute.writable) {
                    change(kind, verb, name, value, said)?;
                }
            }
            Ok(())
        }
        _ => Err(ScimError::bad("invalidPath", "path is no text")),
    }
}

fn change(kind: Kind, verb: Verb, path: &str, value: &Value, said: &mut Map<String, Value>) -> Result<(), ScimError> {
    let (attribute, filter, part) = match parse(kind, path)? {
        Place::PassedOver => return Ok(()),
        Place::At(attribute, filter, part) => (attribute, filter, part),
    };
    if !attribute.writable {
        return Err(ScimError::bad("mutability", format!("{} cannot be set", attribute.name)));
    }
    let removed = verb == Verb::Remove || value.is_null();
    if removed && attribute.required && part.is_none() {
        return Err(ScimError::bad("mutability", format!("{} cannot be removed", attribute.name)));
    }
    match (attribute.is_list(), part) {
        (true, _) => list(verb, attribute, filter.as_ref(), part, value, said),
        (false, None) if removed => {
            said.remove(attribute.name);
            Ok(())
        }
        (false, None) => match attribute.shape {
            Shape::Parts(_) => merge(attribute, value, said),
            _ => {
                said.insert(attribute.name.to_owned(), value.clone());
                Ok(())
            }
        },
        (false, Some(part)) => {
            let whole = said.entry(attribute.name).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(parts) = whole {
                set(parts, part, if removed { &Value::Null } else { value });
            }
            Ok(())
        }
    }
}

fn set(parts: &mut Map<String, Value>, part: &str, value: &Value) {
    if value.is_null() {
        parts.remove(part);
    } else {
        parts.insert(part.to_owned(), value.clone());
    }
}

/// Sets the named parts and leaves the others.
fn merge(attribute: &Attribute, value: &Value, said: &mut Map<String, Value>) -> Result<(), ScimError> {
    let whole = said.entry(attribute.name).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(parts) = whole {
        for (name, value) in parts_of(attribute, value)? {
            set(parts, &name, &value);
        }
    }
    Ok(())
}

/// The parts of a value by their own names; those that are passed over are left out.
fn parts_of(attribute: &Attribute, value: &Value) -> Result<Map<String, Value>, ScimError> {
    let given = match value {
        Value::Object(given) => given.clone(),
        // Some write a list of plain values.
        Value::String(_) if attribute.is_list() => Map::from_iter([("value".to_owned(), value.clone())]),
        _ => return Err(ScimError::value(format!("a value of {} is an object", attribute.name))),
    };
    let named = given.into_iter().filter_map(|(name, value)| Some((attribute.part(&name)?.to_owned(), value)));
    Ok(named.collect())
}

fn values_of(attribute: &Attribute, value: &Value) -> Result<Vec<Value>, ScimError> {
    let each: &[Value] = match value {
        Value::Null => &[],
        Value::Array(list) => list,
        one => std::slice::from_ref(one),
    };
    each.iter().map(|one| Ok(Value::Object(parts_of(attribute, one)?))).collect()
}

fn list(
    verb: Verb,
    attribute: &Attribute,
    filter: Option<&Filter>,
    part: Option<&'static str>,
    value: &Value,
    said: &mut Map<String, Value>,
) -> Result<(), ScimError> {
    let mut values = match said.remove(attribute.name) {
        Some(Value::Array(values)) => values,
        _ => Vec::new(),
    };
    let chosen = |one: &Value| filter.is_none_or(|filter| filter.holds(one));
    match (verb, part, filter) {
        (Verb::Remove, Some(part), _) => {
            for one in values.iter_mut().filter(|one| chosen(one)) {
                one.as_object_mut().map(|parts| parts.remove(part));
            }
        }
        // Some name the values to remove in a value, where the standard has a path.
        (Verb::Remove, None, None) if !value.is_null() => {
            let gone = values_of(attribute, value)?;
            values.retain(|one| !gone.iter().any(|gone| gone["value"] == one["value"]));
        }
        (Verb::Remove, None, _) => values.retain(|one| !chosen(one)),
        (Verb::Replace, None, None) => values = values_of(attribute, value)?,
        (Verb::Add, None, None) => {
            for new in values_of(attribute, value)? {
                add(&mut values, new);
            }
        }
        (_, _, filter) => {
            let new = match part {
                Some(part) => Map::from_iter([(part.to_owned(), value.clone())]),
                None => parts_of(attribute, value)?,
            };
            into_chosen(attribute, &mut values, filter, new)?;
        }
    }
    if !values.is_empty() {
        said.insert(attribute.name.to_owned(), Value::Array(values));
    }
    Ok(())
}

/// Sets parts of the chosen values. When none is chosen, `emails[type eq "work"].value` makes one, as providers expect who
/// never read whether it was there.
fn into_chosen(
    attribute: &Attribute,
    values: &mut Vec<Value>,
    filter: Option<&Filter>,
    new: Map<String, Value>,
) -> Result<(), ScimError> {
    let mut found = false;
    for one in values.iter_mut().filter(|one| filter.is_none_or(|filter| filter.holds(one))) {
        found = true;
        if let Value::Object(parts) = one {
            new.iter().for_each(|(name, value)| set(parts, name, value));
        }
    }
    if found {
        return Ok(());
    }
    let mut made = Map::new();
    match filter.map(Filter::equals) {
        Some(Some((name, wanted))) => {
            made.insert(name.to_owned(), wanted.clone());
        }
        Some(None) => {
            let detail = format!("no value of {} fits the filter of the path", attribute.name);
            return Err(ScimError::bad("noTarget", detail));
        }
        None => {}
    }
    made.extend(new);
    add(values, Value::Object(made));
    Ok(())
}

/// Adds a value that is not there yet; a new primary one takes the place of the former.
fn add(values: &mut Vec<Value>, new: Value) {
    if new["primary"] == Value::Bool(true) {
        for one in values.iter_mut().filter(|one| one["primary"] == Value::Bool(true)) {
            one["primary"] = Value::Bool(false);
        }
    }
    match values.iter_mut().find(|one| one["value"] == new["value"] && one["type"] == new["type"]) {
        Some(same) => *same = new,
        None => values.push(new),
    }
}
