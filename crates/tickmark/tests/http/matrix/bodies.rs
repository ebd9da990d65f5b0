//! A body for each operation of the API that changes something, made from the schema that the document gives it.

use super::cast::Cast;
use serde_json::{Map, Value, json};
use std::path::Path;

/// The document of the API.
pub(crate) fn document() -> Value {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Content type and body of an operation; both empty for one that takes none.
pub(crate) fn body(cast: &Cast, document: &Value, method: &str, pattern: &str) -> (String, Vec<u8>) {
    let content = &document["paths"][pattern][method.to_lowercase()]["requestBody"]["content"];
    let Some((media, told)) = content.as_object().and_then(|content| content.iter().next()) else {
        return (String::new(), Vec::new());
    };
    match media.as_str() {
        "application/json" => {
            let mut value = sample(cast, document, &told["schema"], "");
            for (_, field, own) in INSTEAD.iter().filter(|(ending, ..)| pattern.ends_with(ending)) {
                value[field] = serde_json::from_str(own).unwrap();
            }
            // The example of the document was written on another day than that of the tests.
            (media.clone(), value.to_string().replace("2026-03-31", "2026-02-27").into_bytes())
        }
        "multipart/form-data" => {
            // A list of requests has columns of its own.
            let requests = pattern.ends_with("/audit-request-imports");
            let file = if requests {
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n\
                        Title,Due\nOne,2026-03-20\n\r\n--part--\r\n"
            } else {
                "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n\
                        id,name,status,criteria\nAC-9,Nine,planned,CC6.1\n\r\n--part--\r\n"
            };
            ("multipart/form-data; boundary=part".to_owned(), file.as_bytes().to_vec())
        }
        _ => (media.clone(), b"format: 1\n".to_vec()),
    }
}

/// Where the example of the document speaks of something that the cast has not, or of an auditor's right.
const INSTEAD: [(&str, &str, &str); 12] = [
    ("/policies/{policy}/return", "reason", "\"\""),
    ("/audit-programmes/{programme}", "title", "\"\""),
    ("/internal-audits/{audit}", "title", "\"\""),
    ("/cancelling", "reason", "\"\""),
    ("/risks/{risk}/closing", "reason", "\"\""),
    ("/risks/{risk}/reopening", "note", "\"\""),
    ("/risks/{risk}", "owner", "\"demo-carl-control\""),
    // Without its reason nothing is rejected, so that the rest can be asked too.
    ("/rejection", "reason", r#""""#),
    ("/people", "email", r#""pia@example.org""#),
    ("/grants", "email", r#""gus@example.org""#),
    ("/tests", "kind", r#""readiness""#),
    ("/evidence/{evidence}", "keep", "[]"),
];

/// Are they of the same kind?
fn like(own: &Value, other: &Value) -> bool {
    (own.is_string(), own.is_array(), own.is_object()) == (other.is_string(), other.is_array(), other.is_object())
}

/// The first word that a description quotes where it lists words or gives an example: "`open`, `met` or ...".
fn quoted(schema: &Value) -> Option<&str> {
    let told = schema["description"].as_str()?;
    let lists = told.starts_with('`') || told.contains("such as `");
    told.split('`').nth(1).filter(|_| lists)
}

/// The least value that a schema takes; ids are those of the cast.
fn sample(cast: &Cast, document: &Value, schema: &Value, name: &str) -> Value {
    if let Some(known) = known(cast, name) {
        return known;
    }
    if let Some(path) = schema["$ref"].as_str() {
        return sample(cast, document, document.pointer(&path[1..]).unwrap(), name);
    }
    if let Some(example) = schema.get("example") {
        let own = |(field, value): (&String, &Value)| {
            (field.clone(), known(cast, field).filter(|own| like(own, value)).unwrap_or(value.clone()))
        };
        return example.as_object().map_or_else(|| example.clone(), |all| Value::Object(all.iter().map(own).collect()));
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let real = choices.iter().find(|choice| choice["type"] != "null").unwrap();
            return sample(cast, document, real, name);
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let values = parts.iter().map(|part| sample(cast, document, part, name));
        let objects = values.filter_map(|value| value.as_object().cloned());
        return Value::Object(objects.fold(Map::new(), |all, one| all.into_iter().chain(one).collect()));
    }
    if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    let kind = schema["type"].as_str().or_else(|| schema["type"].as_array().and_then(|all| all[0].as_str()));
    match kind {
        Some("object") => {
            let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            required
                .map(|field| (field.to_owned(), sample(cast, document, &schema["properties"][field], field)))
                .collect()
        }
        Some("array") if schema["minItems"].as_u64().unwrap_or_default() == 0 => json!([]),
        Some("array") => json!([sample(cast, document, &schema["items"], name)]),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("boolean") => json!(true),
        _ if quoted(schema).is_some() => json!(quoted(schema)),
        _ if schema["format"] == "date" => json!("2026-03-10"),
        _ => json!("words"),
    }
}

/// What a field of this name holds in the tests.
fn known(cast: &Cast, name: &str) -> Option<Value> {
    Some(match name {
        "engagement" | "population" | "sample" | "test" | "supplier" => json!(cast.ids[name]),
        "control" => json!("AC-2"),
        "controls" => json!(["AC-2"]),
        "person" | "deputy" | "principal" => json!("demo-dora-member"),
        "sha256" => json!("ab".repeat(32)),
        "url" | "issuer" => json!("https://hooks.example.org/c"),
        "until" => json!("2026-04-10"),
        _ => return None,
    })
}
