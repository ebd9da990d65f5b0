//! What a library document must satisfy beyond its shape: ids that can be found again and references that lead somewhere.

mod claims;
mod crosswalk;
mod framework;

use super::problem::{Finding, Path};
use domain::values::{Crosswalk, Framework, LibraryDocument, nearest::nearest};
use std::collections::HashMap;

/// All findings of a document; references into other documents only when those are given.
pub(super) fn all(document: &LibraryDocument, known: Option<&[LibraryDocument]>) -> Vec<Finding> {
    let mut found = Vec::new();
    match document {
        LibraryDocument::Framework(f) => framework::check(f, known, &mut found),
        LibraryDocument::Crosswalk(c) => crosswalk::check(c, known, &mut found),
        LibraryDocument::Claims(c) => claims::check(c, known, &mut found),
    }
    found
}

/// Finds every id that occurs a second time in `list`.
fn duplicates<'a>(list: &str, what: &str, ids: impl Iterator<Item = &'a str>, found: &mut Vec<Finding>) {
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (n, id) in ids.enumerate() {
        if let Some(before) = first.get(id) {
            let path = Path::default().key(list).index(n).key("id");
            let message = format!("the id `{id}` occurs twice");
            found.push(Finding::error(
                path,
                message,
                format!("{list}[{before}] has it already; each {what} needs its own"),
            ));
        } else {
            first.insert(id, n);
        }
    }
}

/// "did you mean `x`?", or `otherwise`.
fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(typed, candidates).map_or_else(|| otherwise.to_owned(), |id| format!("did you mean `{id}`?"))
}

fn frameworks(known: &[LibraryDocument]) -> impl Iterator<Item = &Framework> + Clone {
    known.iter().filter_map(|d| match d {
        LibraryDocument::Framework(f) => Some(f),
        _ => None,
    })
}

fn crosswalks(known: &[LibraryDocument]) -> impl Iterator<Item = &Crosswalk> + Clone {
    known.iter().filter_map(|d| match d {
        LibraryDocument::Crosswalk(c) => Some(c),
        _ => None,
    })
}
