//! Numbers, shares, marks and words as every page of figures shows them.

use super::super::ui;
use domain::reports::gap::Grade;
use domain::values::{Overlap, Percent};
use maud::Markup;

/// A count as the pictures take it.
pub(crate) fn n(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `65.6 %`.
pub(crate) fn percent(percent: Percent) -> String {
    format!("{percent} %")
}

/// `n` of `of` as `65.6 %`.
pub(crate) fn share(count: usize, of: usize) -> String {
    percent(Percent::of(count, of))
}

/// The mark of a row's overlap.
pub(crate) fn overlap(overlap: Overlap) -> ui::Mark {
    match overlap {
        Overlap::Full => ui::Mark::Full,
        Overlap::Partial => ui::Mark::Partial,
        Overlap::Unrated => ui::Mark::Unrated,
        Overlap::IsoOnly => ui::Mark::IsoOnly,
        Overlap::Soc2Only => ui::Mark::Soc2Only,
    }
}

/// The mark of a best or worst overlap.
pub(crate) fn best(best: Option<Overlap>) -> Markup {
    best.map_or_else(ui::nothing, |o| ui::mark(overlap(o), ""))
}

/// The mark of a grade.
pub(crate) fn grade(grade: Grade) -> ui::Mark {
    match grade {
        Grade::Fully => ui::Mark::Full,
        Grade::Partially => ui::Mark::Partial,
        Grade::InheritedDocumented => ui::Mark::Inherited,
        Grade::NotAddressed => ui::Mark::None,
    }
}

/// A reason as a sentence of its own.
pub(crate) fn sentence(reason: &str) -> String {
    let mut chars = reason.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let stop = if reason.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

/// The place of an id in the official order: `A.5.9` before `A.5.10`.
pub(crate) fn official(id: &str) -> Vec<u32> {
    id.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}
