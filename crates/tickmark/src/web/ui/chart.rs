//! Small pictures of numbers, as SVG with widths in attributes. Each says its numbers in words as well.

use super::Mark;
use app::printed::pictures;
use maud::{Markup, PreEscaped, html};
use std::borrow::Cow;

/// One part of a whole.
pub(crate) struct Part<'a> {
    pub label: Cow<'a, str>,
    pub value: u32,
    pub mark: Mark,
    /// Where the list of these is; empty for no link.
    pub href: Cow<'a, str>,
}

impl<'a> Part<'a> {
    /// A part without a link.
    pub(crate) fn new(mark: Mark, value: u32, label: impl Into<Cow<'a, str>>) -> Part<'a> {
        Part { label: label.into(), value, mark, href: Cow::Borrowed("") }
    }

    /// The same part, leading to the list of what it counts.
    pub(crate) fn to(mut self, href: impl Into<Cow<'a, str>>) -> Part<'a> {
        self.href = href.into();
        self
    }
}

/// A bar of `value` out of `of`, with the numbers as its name. An empty whole draws an empty bar.
pub(crate) fn bar(value: u32, of: u32, label: &str) -> Markup {
    html! {
        svg.bar role="img" aria-label={ (label) ": " (value) " of " (of) } viewBox="0 0 1000 10" width="100%" height="8"
            preserveAspectRatio="none" {
            rect.bar-rest width="1000" height="10" {}
            rect.bar-part width=(share(value, of, 1000.0)) height="10" {}
        }
    }
}

/// A label, `value of of · percent`, and the bar under them: one line of a by-theme list.
pub(crate) fn meter(label: &str, value: u32, of: u32, percent: &str, href: &str) -> Markup {
    html! {
        div.meter {
            p.meter-line {
                @if href.is_empty() { span.meter-label { (label) } } @else { a.meter-label href=(href) { (label) } }
                span.meter-figure { strong { (value) } " of " (of) @if !percent.is_empty() { " · " (percent) } }
            }
            (bar(value, of, label))
        }
    }
}

/// The parts of a whole in one bar, with a legend that counts each. `label` names the whole.
pub(crate) fn stacked_bar(label: &str, parts: &[Part<'_>]) -> Markup {
    let slice = |part: &Part<'_>| {
        pictures::Slice::new(part.label.as_ref(), usize::try_from(part.value).unwrap_or(usize::MAX), part.mark.fill())
    };
    let slices: Vec<pictures::Slice> = parts.iter().map(slice).collect();
    html! {
        div.stacked {
            (PreEscaped(pictures::bar(label, &slices).svg))
            (legend(parts))
        }
    }
}

/// The legend of parts: glyph, word, count.
pub(crate) fn legend(parts: &[Part<'_>]) -> Markup {
    html! {
        ul.legend {
            @for part in parts {
                li class={ "key key-" (part.mark.name()) } {
                    (part.mark.glyph())
                    @if part.href.is_empty() { span { (part.label) } } @else { a href=(part.href) { (part.label) } }
                    strong { (part.value) }
                }
            }
        }
    }
}

/// A ring of the parts with a figure in its middle, such as `65.6 %`.
pub(crate) fn donut(label: &str, figure: &str, under: &str, parts: &[Part<'_>]) -> Markup {
    // The circumference is set to 1000 by the radius, so that a part's length is its share in thousandths.
    let of: u32 = parts.iter().map(|part| part.value).sum();
    html! {
        svg.donut role="img" aria-label={ (figure) " " (under) ". " (sentence(label, parts)) } viewBox="0 0 400 400"
            width="176" height="176" {
            circle.donut-rest cx="200" cy="200" r="159.155" fill="none" stroke-width="34" {}
            @for (part, (start, length)) in parts.iter().zip(spans(parts, of)) {
                @if part.value > 0 && part.mark != Mark::None {
                    circle class={ "stroke-" (part.mark.name()) } cx="200" cy="200" r="159.155" fill="none"
                        stroke-width="34" stroke-dasharray={ ((length - 4.0).max(1.0)) " 1000" }
                        stroke-dashoffset=(-start) transform="rotate(-90 200 200)" {}
                }
            }
            text.donut-figure x="200" y="212" text-anchor="middle" font-size="68" { (figure) }
            text.donut-under x="200" y="256" text-anchor="middle" font-size="28" { (under) }
        }
    }
}

/// A line of values over time, oldest first, without axes; `label` says what they are.
pub(crate) fn sparkline(values: &[f64], label: &str) -> Markup {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    let step = if values.len() > 1 { 96.0 / (values.len() - 1) as f64 } else { 0.0 };
    let point = |(i, value): (usize, &f64)| (round(2.0 + step * i as f64), round(22.0 - 20.0 * (value - low) / span));
    let points: Vec<(f64, f64)> = values.iter().enumerate().map(point).collect();
    let line = points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    html! {
        svg.sparkline role="img" aria-label=(label) viewBox="0 0 100 24" width="100" height="24" {
            polyline points=(line) fill="none" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round" {}
            @if let Some((x, y)) = points.last() { circle cx=(x) cy=(y) r="2" {} }
        }
    }
}

/// `value / of` of `length`, zero when there is nothing to share.
fn share(value: u32, of: u32, length: f64) -> f64 {
    if of == 0 { 0.0 } else { round(f64::from(value.min(of)) / f64::from(of) * length) }
}

/// Where each part starts and how long it is, in thousandths of the whole.
fn spans(parts: &[Part<'_>], of: u32) -> Vec<(f64, f64)> {
    let lengths = parts.iter().map(|part| share(part.value, of, 1000.0));
    lengths
        .scan(0.0, |at, length| {
            let start = *at;
            *at = round(start + length);
            Some((start, length))
        })
        .collect()
}

/// Two decimals are finer than any screen and keep the page small.
fn round(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

fn sentence(label: &str, parts: &[Part<'_>]) -> String {
    let words: Vec<String> = parts.iter().map(|part| format!("{} {}", part.value, part.label)).collect();
    format!("{label}: {}", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_wide_as_its_share_and_an_empty_whole_is_empty() {
        assert!(bar(61, 93, "Annex A").into_string().contains(r#"width="655.91""#));
        assert!(bar(0, 0, "None").into_string().contains(r#"<rect class="bar-part" width="0""#));
        assert!(bar(61, 93, "Annex A").into_string().contains(r#"aria-label="Annex A: 61 of 93""#));
    }

    #[test]
    fn the_parts_of_a_stacked_bar_stand_one_after_the_other() {
        let parts = [Part::new(Mark::Full, 1, "full"), Part::new(Mark::Partial, 3, "partial")];
        let text = stacked_bar("Four", &parts).into_string();
        assert!(text.contains(r#"class="fill-full" x="0" width="250""#), "{text}");
        assert!(text.contains(r#"class="fill-partial" x="250" width="750""#), "{text}");
        assert!(text.contains("Four: 1 full, 3 partial"));
    }

    #[test]
    fn a_sparkline_of_one_value_or_none_still_draws() {
        assert!(sparkline(&[3.0], "one").into_string().contains("<circle"));
        assert!(!sparkline(&[], "none").into_string().contains("NaN"));
    }
}
