//! The schemas of users and groups, with the attributes that are kept here and no others (RFC 7643, section 7).

use super::attributes::Kind;
use super::call::Call;
use serde_json::{Value, json};

const SCHEMA: &str = "urn:ietf:params:scim:schemas:core:2.0:Schema";

pub(super) fn schema_of(call: &Call, kind: Kind) -> Value {
    let (description, attributes) = match kind {
        Kind::User => ("A person of the organisation", user()),
        Kind::Group => ("A group of the directory", group()),
    };
    json!({
        "schemas": [SCHEMA],
        "id": kind.schema(),
        "name": kind.name(),
        "description": description,
        "attributes": attributes,
        "meta": { "resourceType": "Schema", "location": call.location(&format!("Schemas/{}", kind.schema())) },
    })
}

fn user() -> Vec<Value> {
    let name =
        [text("formatted", "The whole name."), text("familyName", "Family name."), text("givenName", "Given name.")];
    let mail = [
        required(text("value", "The address.")),
        text("type", "Such as work or home."),
        flag("primary", "Is it the first to use?"),
    ];
    let groups = [
        read_only(exact(text("value", "Id of the group."))),
        read_only(reference("$ref", "Place of the group.", "Group")),
        read_only(text("display", "Name of the group.")),
        read_only(text("type", "Always direct: groups are not nested here.")),
    ];
    vec![
        unique(required(text("userName", "Name by which the directory knows the user; unique whatever the case."))),
        required(flag("active", "Does the user belong to the organisation at present? True when left out.")),
        text("displayName", "Name to show."),
        parts("name", "The name in parts.", &name),
        many(required(parts("emails", "Addresses; the primary one is that under which the person comes in.", &mail))),
        many(read_only(parts("groups", "The groups that name the user.", &groups))),
    ]
}

fn group() -> Vec<Value> {
    let members = [
        required(immutable(exact(text("value", "Id of the user.")))),
        immutable(reference("$ref", "Place of the user.", "User")),
        immutable(choice("type", "Always User.", &["User"])),
    ];
    vec![
        unique(required(text("displayName", "Name of the group, by which an owner gave it roles."))),
        many(parts("members", "The users in it.", &members)),
    ]
}

fn attribute(name: &str, description: &str, kind: &str) -> Value {
    json!({
        "name": name,
        "type": kind,
        "multiValued": false,
        "description": description,
        "required": false,
        "mutability": "readWrite",
        "returned": "default",
    })
}

fn with(mut attribute: Value, name: &str, value: impl Into<Value>) -> Value {
    attribute[name] = value.into();
    attribute
}

fn text(name: &str, description: &str) -> Value {
    with(with(attribute(name, description, "string"), "caseExact", false), "uniqueness", "none")
}

fn choice(name: &str, description: &str, words: &[&str]) -> Value {
    with(text(name, description), "canonicalValues", json!(words))
}

fn flag(name: &str, description: &str) -> Value {
    attribute(name, description, "boolean")
}

fn reference(name: &str, description: &str, to: &str) -> Value {
    let reference = with(attribute(name, description, "reference"), "referenceTypes", json!([to]));
    with(with(reference, "caseExact", true), "uniqueness", "none")
}

fn parts(name: &str, description: &str, parts: &[Value]) -> Value {
    with(attribute(name, description, "complex"), "subAttributes", json!(parts))
}

fn many(attribute: Value) -> Value {
    with(attribute, "multiValued", true)
}

fn required(attribute: Value) -> Value {
    with(attribute, "required", true)
}

fn unique(attribute: Value) -> Value {
    with(attribute, "uniqueness", "server")
}

fn exact(attribute: Value) -> Value {
    with(attribute, "caseExact", true)
}

fn read_only(attribute: Value) -> Value {
    with(attribute, "mutability", "readOnly")
}

fn immutable(attribute: Value) -> Value {
    with(attribute, "mutability", "immutable")
}
