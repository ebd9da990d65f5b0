//! What the query of each operation may hold, read from the document.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};

/// The names that the query of an operation may hold.
pub(super) fn allowed_query(method: &str, path: &str) -> &'static [String] {
    static ALLOWED: OnceLock<BTreeMap<(String, &'static str), Vec<String>>> = OnceLock::new();
    let allowed = ALLOWED.get_or_init(|| {
        let paths = super::document::paths();
        paths.into_iter().flat_map(|(path, item)| named(&path, item)).collect()
    });
    let method = if method == "HEAD" { "GET" } else { method };
    let known = METHODS.into_iter().find(|m| *m == method);
    known.and_then(|m| allowed.get(&(path.to_owned(), m))).map_or(&[], Vec::as_slice)
}

const METHODS: [&str; 4] = ["GET", "POST", "PUT", "DELETE"];

fn named(path: &str, item: PathItem) -> Vec<((String, &'static str), Vec<String>)> {
    let query = |operation: Operation| -> Vec<String> {
        let parameters = operation.parameters.unwrap_or_default().into_iter();
        let in_query = |parameter: RefOr<Parameter>| match parameter {
            RefOr::T(p) if p.parameter_in == ParameterIn::Query => Some(p.name),
            _ => None,
        };
        parameters.filter_map(in_query).collect()
    };
    let operations = METHODS.into_iter().zip([item.get, item.post, item.put, item.delete]);
    operations.filter_map(|(method, o)| Some(((path.to_owned(), method), query(o?)))).collect()
}
