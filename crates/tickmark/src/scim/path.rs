//! A path to an attribute (RFC 7644, figure 7): `name.familyName`, `emails[type eq "work"].value`, with or without the schema
//! before it.

use super::attributes::{Attribute, Kind, Named};
use super::filter::Filter;
use super::problem::ScimError;

/// Longest path, in characters.
const MAX_PATH: usize = 500;

/// What a path leads to.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// An attribute that is kept, the values of a list that a filter chooses, and a part.
    At(&'static Attribute, Option<Filter>, Option<&'static str>),
    /// Something known that is passed over.
    PassedOver,
}

/// The name without the schema before it; `None` for an attribute of another schema.
pub(super) fn without_schema(kind: Kind, text: &str) -> Option<&str> {
    if !text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("urn:")) {
        return Some(text);
    }
    let schema = kind.schema();
    let (start, rest) = (text.get(..schema.len())?, text.get(schema.len()..)?);
    let ours = start.eq_ignore_ascii_case(schema);
    ours.then(|| rest.strip_prefix(':')).flatten()
}

/// Reads a path of a change.
pub(super) fn parse(kind: Kind, text: &str) -> Result<Place, ScimError> {
    let unfit = |why: &str| ScimError::bad("invalidPath", format!("the path `{text}` {why}"));
    if text.len() > MAX_PATH {
        return Err(ScimError::bad("invalidPath", format!("a path has at most {MAX_PATH} characters")));
    }
    let Some(inner) = without_schema(kind, text.trim()) else {
        return Ok(Place::PassedOver);
    };
    let end = inner.find(['[', '.']).unwrap_or(inner.len());
    let (name, mut rest) = inner.split_at(end);
    let attribute = match kind.named(name) {
        Named::Kept(attribute) => attribute,
        Named::PassedOver => return Ok(Place::PassedOver),
        Named::Unknown => return Err(unfit("names no attribute that is known")),
    };
    let mut filter = None;
    if let Some(after) = rest.strip_prefix('[') {
        let close = closing(after).ok_or_else(|| unfit("has a [ without its ]"))?;
        if !attribute.is_list() {
            return Err(unfit("chooses among values of an attribute that has one"));
        }
        filter = Some(Filter::within(attribute, &after[..close])?);
        rest = &after[close + 1..];
    }
    let part = match rest.strip_prefix('.') {
        Some(part) => match attribute.part(part) {
            Some(part) => Some(part),
            None if attribute.passes_over(part) => return Ok(Place::PassedOver),
            None => return Err(unfit("names no part that is known")),
        },
        None if rest.is_empty() => None,
        None => return Err(unfit("cannot be read")),
    };
    Ok(Place::At(attribute, filter, part))
}

/// Where the bracket closes that was opened before `text`; brackets inside quotes do not count.
fn closing(text: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ']' if !quoted => return Some(at),
            _ => {}
        }
    }
    None
}
