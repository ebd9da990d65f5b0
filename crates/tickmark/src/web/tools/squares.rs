//! The buckets of a window as small squares, each with its state in words.

use crate::web::ui::{self, Mark, Part};
use domain::reports::window::WindowFinding;
use domain::values::Bucket;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The states of a bucket, in the order of the legend.
const STATES: [(Mark, &str); 4] = [
    (Mark::Full, "inside the window, with a run"),
    (Mark::None, "inside the window, no run: missing"),
    (Mark::Partial, "partly inside, with a run"),
    (Mark::Suggested, "partly inside, no run: advisory"),
];

/// Every bucket as a square, with a legend that counts each state that occurs.
pub(super) fn squares(buckets: &[Bucket], found: &WindowFinding) -> Markup {
    let missing: BTreeSet<&str> = found.missing.iter().map(String::as_str).collect();
    let advisory: BTreeSet<&str> = found.advisory.iter().map(String::as_str).collect();
    let drawn: Vec<(&Bucket, Mark)> = buckets.iter().map(|b| (b, state(b, &missing, &advisory))).collect();
    let parts: Vec<Part<'_>> = STATES
        .into_iter()
        .map(|(mark, words)| {
            let count = drawn.iter().filter(|(_, m)| *m == mark).count();
            Part::new(mark, u32::try_from(count).unwrap_or(u32::MAX), words)
        })
        .filter(|part| part.value > 0)
        .collect();
    html! {
        (ui::legend(&parts))
        ul.cells { @for (bucket, mark) in &drawn { li { (square(bucket, *mark)) } } }
    }
}

fn state(bucket: &Bucket, missing: &BTreeSet<&str>, advisory: &BTreeSet<&str>) -> Mark {
    let name = bucket.name.as_str();
    match bucket.full {
        true if missing.contains(name) => Mark::None,
        true => Mark::Full,
        false if advisory.contains(name) => Mark::Suggested,
        false => Mark::Partial,
    }
}

fn square(bucket: &Bucket, mark: Mark) -> Markup {
    let words = STATES.into_iter().find(|(m, _)| *m == mark).map_or("", |(_, words)| words);
    // The square has room for the month and day, the week or the quarter; the year stands in its title.
    let short = bucket.name.split_once('-').map_or(bucket.name.as_str(), |(_, rest)| rest);
    let said = format!("{} ({} to {}): {words}", bucket.name, bucket.from, bucket.until);
    html! { span class={ "cell cell-" (mark.name()) } role="img" title=(said) aria-label=(said) { (short) } }
}
