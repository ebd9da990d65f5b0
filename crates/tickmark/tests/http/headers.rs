//! The head of every answer of every door, and requests that a page elsewhere made a browser send.

#![allow(clippy::disallowed_methods, reason = "the path of the manifest says where the API's document lies")]

mod elsewhere;
mod every;

use crate::matrix::cast;
use crate::matrix::routes;
use cast::Cast;
use routes::PAGES;
use std::path::Path;

/// A door, as it is asked.
pub(crate) struct Door {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) form: String,
}

impl Door {
    /// Is it one for programs, which show a token instead of a cookie?
    pub(crate) fn for_programs(&self) -> bool {
        self.path.starts_with("/api/") || self.path.starts_with("/scim/")
    }
}

/// Every door, with a form that it would take, and some that are not there.
pub(crate) fn doors(cast: &Cast) -> Vec<Door> {
    let door = |method: &str, path: &str, form: &str| Door {
        method: method.to_uppercase(),
        path: cast.path(path),
        form: form.to_owned(),
    };
    let mut all: Vec<Door> = PAGES.iter().map(|(method, path, _, form)| door(method, path, form)).collect();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let document: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        let methods = item
            .as_object()
            .unwrap()
            .keys()
            .filter(|m| ["get", "post", "put", "patch", "delete"].contains(&m.as_str()));
        all.extend(methods.map(|method| door(method, path, "{}")));
    }
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        for path in ["/scim/v2/o/alpha", "/scim/v2/o/alpha/Users", "/scim/v2/o/alpha/Groups/x", "/nowhere", "/api/v1/x"]
        {
            all.push(door(method, path, "{}"));
        }
    }
    for name in ["tickmark.css", "tickmark.js", "nothing.js"] {
        all.push(door("GET", &format!("/assets/{name}"), ""));
    }
    assert!(all.len() > 280, "only {} doors", all.len());
    all
}
