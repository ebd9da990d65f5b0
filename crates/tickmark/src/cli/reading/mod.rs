//! Commands that read a crosswalk, one file each, and the lines that say how each was read.

mod claims;
mod compare;
mod coverage;
mod explain;
mod gap;
mod privacy;
mod reuse;
mod what_if;

pub(crate) use claims::claims;
pub(crate) use compare::compare;
pub(crate) use coverage::coverage;
pub(crate) use explain::explain;
pub(crate) use gap::gap;
pub(crate) use privacy::privacy;
pub(crate) use reuse::reuse;
pub(crate) use what_if::what_if;

use super::args::ReadArgs;
use crate::words::citation;
use app::Mark;
use app::ask::{DEFAULT_CROSSWALK, Read};
use domain::values::Overlap;

/// The lines that say how an answer was read.
pub(in crate::cli) fn head(title: &str, read: &Read, mark: Option<&Mark>) -> Vec<String> {
    let mut lines = vec![title.to_owned()];
    if let Some(m) = mark {
        lines.push(format!(
            "{} as recorded by {}, judged on {} (entry {}, root {}...)",
            m.name,
            m.as_of,
            m.on,
            m.entry(),
            m.root.get(..12).unwrap_or_default()
        ));
    }
    let basis = if read.organisation { "controls in place" } else { "crosswalk alone" };
    lines.push(format!(
        "Mapping {} | scope {} | mode {} | basis {basis}",
        read.crosswalk,
        read.categories.names(),
        read.mode.id()
    ));
    lines.push(format!("Source {}", citation(&read.source)));
    lines
}

pub(super) fn best(overlap: Option<Overlap>) -> String {
    overlap.map_or("-", Overlap::id).to_owned()
}

pub(super) fn list(ids: &[String]) -> String {
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

pub(super) fn crosswalk_of(read: &ReadArgs) -> Option<&str> {
    Some(read.crosswalk.as_deref().unwrap_or(DEFAULT_CROSSWALK))
}
