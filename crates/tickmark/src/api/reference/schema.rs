//! Shapes of bodies and answers: their fields in a table, their types in words, an example of each.

use crate::web::ui::{self, Column, Row, TableOptions};
use maud::{Markup, html};
use serde_json::{Map, Value};

/// How deep an example goes.
const DEEPEST: usize = 6;

/// What a reference leads to; a value that is no reference is itself.
pub(super) fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let place = value["$ref"].as_str().and_then(|place| place.strip_prefix('#'));
    place.and_then(|place| document.pointer(place)).unwrap_or(value)
}

/// The name of the schema that a reference leads to.
fn name(value: &Value) -> Option<&str> {
    value["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

/// One field of a shape.
struct Field<'a> {
    name: &'a str,
    shape: &'a Value,
    required: bool,
}

/// The fields of a shape, those of everything that it is made of included; required ones first.
fn fields<'a>(document: &'a Value, shape: &'a Value) -> Vec<Field<'a>> {
    let mut found = Vec::new();
    gather(document, shape, &mut found, 0);
    found.sort_by_key(|field| (!field.required, field.name));
    found.dedup_by_key(|field| field.name);
    found
}

fn gather<'a>(document: &'a Value, shape: &'a Value, found: &mut Vec<Field<'a>>, depth: usize) {
    let shape = resolved(document, shape);
    if depth > DEEPEST {
        return;
    }
    for part in shape["allOf"].as_array().into_iter().flatten() {
        gather(document, part, found, depth + 1);
    }
    let required = |name: &str| shape["required"].as_array().is_some_and(|all| all.iter().any(|r| r == name));
    let own = shape["properties"].as_object().into_iter().flatten();
    found.extend(own.map(|(name, shape)| Field { name, shape, required: required(name) }));
}

/// The fields of a shape in a table; a list says of what.
pub(super) fn fields_table(document: &Value, shape: &Value) -> Markup {
    let rows: Vec<Row> = fields(document, shape)
        .iter()
        .map(|field| {
            Row::new(vec![
                html! { code { (field.name) } @if field.required { " " span.hint { "required" } } },
                words(field.shape),
                sentence(meaning(document, field.shape)),
            ])
        })
        .collect();
    let columns = [Column::narrow("Field"), Column::narrow("Type"), Column::text("Meaning")];
    html! {
        @if rows.is_empty() { p { (words(shape)) } }
        @else { (ui::table("Fields", &columns, &rows, TableOptions::default())) }
    }
}

/// What a field means: in its own words, or in those of its schema.
fn meaning<'a>(document: &'a Value, shape: &'a Value) -> &'a str {
    let of_ref = || {
        let one = shape["oneOf"].as_array()?.iter().find(|s| s.get("$ref").is_some())?;
        one["description"].as_str().or_else(|| resolved(document, one)["description"].as_str())
    };
    let own = shape["description"].as_str();
    own.or_else(of_ref).or_else(|| resolved(document, shape)["description"].as_str()).unwrap_or_default()
}

/// A sentence of the document; what stands between backticks is code.
pub(super) fn sentence(text: &str) -> Markup {
    html! { @for (at, part) in text.split('`').enumerate() { @if at % 2 == 1 { code { (part) } } @else { (part) } } }
}

/// The type of a parameter: one that may be left out is not sent as null.
pub(super) fn words_of_parameter(shape: &Value) -> Markup {
    let mut shape = shape.clone();
    if let Some(kinds) = shape["type"].as_array_mut() {
        kinds.retain(|kind| kind != "null");
    }
    words(&shape)
}

/// The type of a value in words, with a link to the schema that it names.
pub(super) fn words(shape: &Value) -> Markup {
    if let Some(name) = name(shape) {
        return html! { a href={ "#schema-" (name) } { (name) } };
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(all) = shape[choice].as_array() {
            return html! { @for (at, one) in all.iter().enumerate() { @if at > 0 { " or " } (words(one)) } };
        }
    }
    let kinds: Vec<&str> = match &shape["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => vec!["any"],
    };
    html! {
        @for (at, kind) in kinds.iter().enumerate() {
            @if at > 0 { " or " }
            @match *kind {
                "array" => { "list of " (words(&shape["items"])) }
                "object" if shape["additionalProperties"].is_object() => {
                    "map to " (words(&shape["additionalProperties"]))
                }
                "string" if shape["format"] == "date" => { "date" }
                "string" if shape["format"] == "binary" => { "file" }
                other => { (other) }
            }
        }
    }
}

/// Every schema by name, folded.
pub(super) fn all(document: &Value) -> Markup {
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    html! {
        div.operations {
            @for (name, shape) in schemas {
                details.operation id={ "schema-" (name) } {
                    summary {
                        span.operation-name {
                            code { (name) }
                            span.hint { (sentence(shape["description"].as_str().unwrap_or_default())) }
                        }
                    }
                    div.operation-body { (fields_table(document, shape)) }
                }
            }
        }
    }
}

/// An example of a shape: the one that the document gives, or one made of its required fields.
pub(super) fn example(document: &Value, shape: &Value) -> Value {
    made(document, shape, 0)
}

fn made(document: &Value, shape: &Value, depth: usize) -> Value {
    let of_ref = resolved(document, shape);
    if let Some(given) = shape.get("example").or_else(|| of_ref.get("example")) {
        return given.clone();
    }
    if let Some(first) = of_ref["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    if let Some(one) = of_ref["oneOf"].as_array().and_then(|all| all.iter().find(|s| s["type"] != "null")) {
        return made(document, one, depth + 1);
    }
    let kind = match &of_ref["type"] {
        Value::Array(kinds) => kinds.iter().find(|k| *k != "null").and_then(Value::as_str).unwrap_or_default(),
        other => other.as_str().unwrap_or_default(),
    };
    match kind {
        _ if depth > DEEPEST => Value::Null,
        "array" => Value::Array(vec![made(document, &of_ref["items"], depth + 1)]),
        "boolean" => true.into(),
        "integer" | "number" => 1.into(),
        "string" if of_ref["format"] == "date" => "2026-03-31".into(),
        "string" => "...".into(),
        _ => {
            let required = fields(document, of_ref).into_iter().filter(|field| field.required);
            let each = required.map(|field| (field.name.to_owned(), made(document, field.shape, depth + 1)));
            Value::Object(each.collect::<Map<String, Value>>())
        }
    }
}
