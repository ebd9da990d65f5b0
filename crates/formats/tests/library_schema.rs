//! The published schemas, the built-in files and the examples of the documentation agree.

use domain::values::LibraryDocument;
use formats::library::{self, builtin};
use serde_json::Value;

fn schema(kind: &str) -> Value {
    let path = format!("{}/../../docs/formats/{kind}.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("the schema is there")).expect("the schema is JSON")
}

#[test]
fn the_schemas_accept_every_built_in_file() {
    for (id, kind) in builtin::ids() {
        let (file, text) = builtin::source(id).unwrap();
        let value: Value = serde_saphyr::from_str(text).unwrap();
        let validator = jsonschema::validator_for(&schema(kind.id())).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{file}: {e}")).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn the_schemas_accept_what_the_types_write() {
    for (id, kind) in builtin::ids() {
        let value: Value = serde_json::from_str(&library::write(builtin::document(id).unwrap())).unwrap();
        assert!(jsonschema::validator_for(&schema(kind.id())).unwrap().is_valid(&value), "{id}");
    }
}

#[test]
fn every_reference_inside_a_schema_leads_somewhere() {
    for kind in ["framework", "crosswalk", "claims"] {
        let schema = schema(kind);
        let mut open = vec![&schema];
        let mut references = 0;
        while let Some(value) = open.pop() {
            if let Some(pointer) = value["$ref"].as_str() {
                references += 1;
                assert!(schema.pointer(&pointer[1..]).is_some(), "{kind}: {pointer}");
            }
            open.extend(value.as_object().into_iter().flat_map(|o| o.values()));
        }
        assert!(references >= 2, "{kind}");
    }
}

fn examples() -> Vec<String> {
    let path = format!("{}/../../docs/formats/library.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the page is there");
    let blocks = text.split("```yaml\n").skip(1);
    blocks.map(|b| b.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_examples_of_the_documentation_are_sound_and_fit_together() {
    let examples = examples();
    assert_eq!(examples.len(), 2);
    let mut known = builtin::all();
    for (text, kind) in examples.iter().zip(["framework", "crosswalk"]) {
        let examined = library::examine(text.as_bytes(), "library.md", &known);
        assert_eq!(examined.problems, []);
        assert!(examined.is_sound());
        let value: Value = serde_saphyr::from_str(text).unwrap();
        assert!(jsonschema::validator_for(&schema(kind)).unwrap().is_valid(&value), "{kind}");
        known.extend(examined.document);
    }
    let last = known.last().unwrap();
    assert!(matches!(last, LibraryDocument::Crosswalk(c) if c.rows.len() == 2 && c.from == "acme-baseline"));
}
