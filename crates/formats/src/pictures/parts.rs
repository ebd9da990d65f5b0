//! The parts of a whole: a bar, with its legend where nothing beside it says the same.

use super::svg::{Area, Fill, INK, Look, Svg, escaped, n};
use domain::reports::evidence::ReuseRatio;
use domain::reports::gap::{Gap, Grade};
use press::Chart;

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// What it is.
    pub label: String,
    /// How much.
    pub value: usize,
    /// What that means.
    pub fill: Fill,
}

impl Slice {
    /// A part.
    pub fn new(label: impl Into<String>, value: usize, fill: Fill) -> Slice {
        Slice { label: label.into(), value, fill }
    }
}

/// The controls of Annex A by grade.
pub fn of_gap(gap: &Gap) -> Vec<Slice> {
    let fill = |grade| match grade {
        Grade::Fully => Fill::Full,
        Grade::Partially => Fill::Partial,
        Grade::InheritedDocumented => Fill::Inherited,
        Grade::NotAddressed => Fill::None,
    };
    let slice = |grade: Grade| Slice::new(grade.title().to_lowercase(), gap.count(grade), fill(grade));
    Grade::ALL.into_iter().map(slice).collect()
}

/// The controls of Annex A by what evidence for SOC 2 serves.
pub fn of_reuse(ratio: &ReuseRatio) -> Vec<Slice> {
    let (full, partial) = ratio.annex_a_served;
    vec![
        Slice::new("reused as it is", full, Fill::Full),
        Slice::new("reused with a supplement", partial, Fill::Partial),
        Slice::new("not served yet", ratio.annex_a.saturating_sub(full + partial), Fill::None),
    ]
}

/// Where each part begins and ends in a bar of `wide`.
fn segments(slices: &[Slice], wide: i64) -> Vec<(i64, i64)> {
    let of: usize = slices.iter().map(|slice| slice.value).sum();
    let mut until = 0;
    let segment = |slice: &Slice| {
        let from = until;
        until += slice.value;
        (wide * n(from) / n(of).max(1), wide * n(until) / n(of).max(1))
    };
    slices.iter().map(segment).collect()
}

fn said(name: &str, slices: &[Slice]) -> String {
    let told: Vec<String> = slices.iter().map(|slice| format!("{} {}", slice.value, slice.label)).collect();
    format!("{name}: {}", told.join(", "))
}

/// The parts of a whole in one bar without words, for a page that sets its legend under it.
pub fn bar(name: &str, slices: &[Slice]) -> Chart {
    let alt = said(name, slices);
    let mut svg = format!(
        "<svg class=\"bar bar-stacked\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 1000 10\" width=\"100%\" height=\"14\" \
         preserveAspectRatio=\"none\"><rect class=\"bar-rest\" width=\"1000\" height=\"10\"></rect>",
        escaped(&alt)
    );
    for (slice, (from, until)) in slices.iter().zip(segments(slices, 1_000)) {
        svg.push_str(&format!(
            "<rect class=\"fill-{}\" x=\"{from}\" width=\"{}\" height=\"10\"></rect>",
            slice.fill.name(),
            until - from
        ));
    }
    svg.push_str("</svg>");
    Chart { svg, alt, width: 100 }
}

const WIDE: i64 = 720;
const LINE: i64 = 17;
/// A part that is narrower has no number in it.
const ROOM: i64 = 26;

/// The parts of a whole in one bar, with a legend that counts each.
pub fn stacked(name: &str, slices: &[Slice]) -> Chart {
    let of: usize = slices.iter().map(|slice| slice.value).sum();
    let mut svg = Svg::new(WIDE, 34 + LINE * n(slices.len()));
    let area = |x, y, wide, high, round| Area { x, y, wide, high, round };
    svg.rect(Look("bar-rest", "fill=\"#eef2f0\""), area(0, 0, WIDE, 20, 2), "");
    for (slice, (from, until)) in slices.iter().zip(segments(slices, WIDE)).filter(|(slice, _)| slice.value > 0) {
        let place = area(from, 0, (until - from - 2).max(1), 20, 0);
        svg.filled("", slice.fill, place, "");
        if slice.fill.striped() {
            svg.stripes(place);
        }
        if place.wide > ROOM {
            let ink = format!("fill=\"{}\" font-size=\"11\"", slice.fill.ink());
            if slice.fill.striped() {
                // A number is read on a plain ground.
                svg.filled("", slice.fill, area(from + 3, 3, 22, 14, 2), "");
            }
            svg.text(Look("picture-on", &ink), (from + 6, 14), &slice.value.to_string());
        }
    }
    for (at, slice) in slices.iter().enumerate() {
        let y = 32 + LINE * n(at);
        let sample = area(0, y, 10, 10, 0);
        svg.filled("", slice.fill, sample, "");
        if slice.fill.striped() {
            svg.stripes(sample);
        }
        let words = format!("{}: {} of {of}", slice.label, slice.value);
        svg.text(Look("picture-word", &format!("fill=\"{INK}\" font-size=\"11.5\"")), (17, y + 9), &words);
    }
    let told: Vec<String> = slices.iter().map(|slice| format!("{} {}", slice.value, slice.label)).collect();
    svg.told(format!("{name}: of {of}, {}.", told.join(", ")), 100)
}
