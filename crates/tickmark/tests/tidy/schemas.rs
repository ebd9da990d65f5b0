//! One name, one shape: the document of the API keeps one schema of a name, and a second type would take its place unseen.

use super::offences::Offences;
use super::source::{code, names};
use super::tree::{File, under};
use std::collections::BTreeMap;

#[test]
fn no_two_shapes_of_the_api_have_one_name() {
    let mut offences = Offences::default();
    let sources = under("crates/", ".rs");
    let shapes: Vec<Shape> = sources.iter().flat_map(|file| shapes(file)).collect();
    if shapes.len() < 200 {
        offences.file("crates/tickmark/src", "declares hardly a shape of the API; this check reads them wrongly");
    }
    for (again, first) in again(&shapes) {
        let what = format!("`{}` stands in {} too; begin its name with the noun", again.name, first.path);
        offences.at(&again.path, again.line, what);
    }
    offences.none_or_fail("every shape of the API has a name of its own");
}

/// A type that stands in the document of the API, by the name that it has there.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    name: String,
    path: String,
    line: usize,
}

/// The types of a file that derive `ToSchema`.
fn shapes(file: &File) -> Vec<Shape> {
    let mut found = Vec::new();
    // What stands above a type: is it a shape, and under which name.
    let (mut derives, mut shape, mut named) = (false, false, None);
    for (line, text) in code(file) {
        derives = derives || text.contains("#[derive(");
        shape = shape || (derives && names(&text, "ToSchema"));
        derives = derives && !text.contains(")]");
        named = text.split_once("schema(as = ").map(|(_, name)| word(name)).or(named);
        let declared = ["struct ", "enum "].iter().find_map(|kind| text.split_once(kind)).map(|(_, name)| word(name));
        if let Some(declared) = declared.filter(|_| !text.trim_start().starts_with("#[")) {
            let name = named.take().unwrap_or(declared);
            if std::mem::take(&mut shape) && !name.is_empty() {
                found.push(Shape { name, path: file.path.clone(), line });
            }
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Every shape whose name another has already, with that other.
fn again(shapes: &[Shape]) -> Vec<(&Shape, &Shape)> {
    let mut first: BTreeMap<&str, &Shape> = BTreeMap::new();
    shapes.iter().filter_map(|shape| Some((shape, first.insert(&shape.name, shape)?))).collect()
}

#[test]
fn a_second_shape_of_a_name_would_be_noticed() {
    let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    let one = file(
        "crates/a/src/one.rs",
        "/// Said.\n#[derive(Clone, Serialize, ToSchema)]\n#[serde(tag = \"kind\")]\npub struct TaskWords {\n}\n\
         #[derive(Clone)]\nstruct Kept;\n#[derive(\n    Serialize,\n    ToSchema,\n)]\n/// Which.\npub(crate) enum DutyWords<'a> {}\n",
    );
    let other = file(
        "crates/a/src/other.rs",
        "use utoipa::ToSchema;\n// #[derive(ToSchema)]\nstruct Kept;\n#[derive(ToSchema)]\n#[schema(as = OtherTaskWords)]\n\
         struct TaskWords;\n#[derive(ToSchema)]\n#[schema(as = DutyWords)]\nstruct Another {}\n",
    );
    let found: Vec<Shape> = [&one, &other].into_iter().flat_map(shapes).collect();
    let read: Vec<(&str, usize)> = found.iter().map(|shape| (shape.name.as_str(), shape.line)).collect();
    assert_eq!(read, [("TaskWords", 4), ("DutyWords", 13), ("OtherTaskWords", 6), ("DutyWords", 9)]);
    let twice: Vec<(&str, usize, &str)> = again(&found)
        .into_iter()
        .map(|(again, first)| (again.path.as_str(), again.line, first.path.as_str()))
        .collect();
    assert_eq!(twice, [("crates/a/src/other.rs", 9, "crates/a/src/one.rs")]);
}
