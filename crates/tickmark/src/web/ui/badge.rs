//! Marks and badges: a state said with a glyph and a word, coloured besides.

use app::printed::pictures::Fill;
use maud::{Markup, html};

/// What a cell, a row or a legend can say about one requirement. The glyph differs, so that grey print keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Full,
    Partial,
    Unrated,
    Inherited,
    Suggested,
    IsoOnly,
    Soc2Only,
    None,
}

impl Mark {
    /// Name used in class names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Mark::Full => "full",
            Mark::Partial => "partial",
            Mark::Unrated => "unrated",
            Mark::Inherited => "inherited",
            Mark::Suggested => "suggested",
            Mark::IsoOnly => "iso-only",
            Mark::Soc2Only => "soc2-only",
            Mark::None => "none",
        }
    }

    /// How it is filled in a picture.
    pub(crate) fn fill(self) -> Fill {
        match self {
            Mark::Full => Fill::Full,
            Mark::Partial => Fill::Partial,
            Mark::Unrated => Fill::Unrated,
            Mark::Inherited => Fill::Inherited,
            Mark::Suggested => Fill::Suggested,
            Mark::IsoOnly => Fill::IsoOnly,
            Mark::Soc2Only => Fill::Soc2Only,
            Mark::None => Fill::None,
        }
    }

    /// The word shown when the page has no better one.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Mark::Full => "Full overlap",
            Mark::Partial => "Partial overlap",
            Mark::Unrated => "Named, not rated",
            Mark::Inherited => "Inherited, documented",
            Mark::Suggested => "Suggested only",
            Mark::IsoOnly => "ISO only",
            Mark::Soc2Only => "SOC 2 only",
            Mark::None => "Not addressed",
        }
    }

    /// The glyph alone, hidden from screen readers; a word must stand beside it.
    pub(crate) fn glyph(self) -> Markup {
        html! {
            svg class={ "glyph glyph-" (self.name()) } viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"
                focusable="false" {
                @if !matches!(self, Mark::IsoOnly | Mark::Soc2Only) { (self.sheet()) }
                path d=(self.stroke()) fill=(if self == Mark::Partial { "currentColor" } else { "none" })
                    stroke="currentColor" stroke-width="1.4" stroke-linecap="round" {}
            }
        }
    }

    /// The small sheet that a mark is drawn on: filled, outlined or dashed.
    fn sheet(self) -> Markup {
        let fill = if self == Mark::Full { "currentColor" } else { "none" };
        let dashes = (self == Mark::Suggested).then_some("2 1.6");
        html! {
            rect x="0.75" y="0.75" width="10.5" height="10.5" rx="2.3" fill=(fill) stroke="currentColor"
                stroke-width="1.3" stroke-dasharray=[dashes] {}
        }
    }

    /// What is drawn on the sheet, or in its place.
    fn stroke(self) -> &'static str {
        match self {
            Mark::Full | Mark::Suggested | Mark::None => "",
            Mark::Partial => "M1.6 8.6V2.8a1.2 1.2 0 0 1 1.2-1.2h5.8z",
            Mark::Unrated => "M5.7 6h.6",
            Mark::Inherited => "M2.4 4.4h7.2M2.4 7.6h7.2",
            Mark::IsoOnly => "M6 1.8v8.4M1.8 6h8.4",
            Mark::Soc2Only => "M1.8 6h8.4",
        }
    }
}

/// The voice of a badge, a notice or a flash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    #[default]
    Neutral,
    Accent,
    Good,
    Caution,
    Danger,
}

impl Tone {
    /// Name used in class names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Accent => "accent",
            Tone::Good => "good",
            Tone::Caution => "caution",
            Tone::Danger => "danger",
        }
    }
}

/// A mark with its word: overlap of a row, grade of a control. `text` empty takes [`Mark::word`].
pub(crate) fn mark(mark: Mark, text: &str) -> Markup {
    let word = if text.is_empty() { mark.word() } else { text };
    html! { span class={ "mark mark-" (mark.name()) } { (mark.glyph()) span { (word) } } }
}

/// A status or a type in a pill: `badge(Tone::Good, "In place")`.
pub(crate) fn badge(tone: Tone, text: &str) -> Markup {
    let glyph = match tone {
        Tone::Neutral => "M3 6h6",
        Tone::Accent => "M6 2.5 9.5 6 6 9.5 2.5 6z",
        Tone::Good => "M2.5 6.5 5 9l4.5-6",
        Tone::Caution => "M6 2v5M6 9.7v.1",
        Tone::Danger => "M3 3l6 6M9 3 3 9",
    };
    html! {
        span class={ "badge tone-" (tone.name()) } {
            svg.glyph viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false" {
                path d=(glyph) fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"
                    stroke-linejoin="round" {}
            }
            (text)
        }
    }
}

/// A plain word in a box, for attributes that carry no judgement: `Preventive`, `Availability`.
pub(crate) fn tag(text: &str) -> Markup {
    html! { span.tag { (text) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_has_its_own_word_and_its_own_glyph() {
        let all = [
            Mark::Full,
            Mark::Partial,
            Mark::Unrated,
            Mark::Inherited,
            Mark::Suggested,
            Mark::IsoOnly,
            Mark::Soc2Only,
            Mark::None,
        ];
        let words: std::collections::BTreeSet<_> = all.iter().map(|m| m.word()).collect();
        let shapes: std::collections::BTreeSet<_> =
            all.iter().map(|m| m.glyph().into_string().split_once('>').map(|(_, shape)| shape.to_owned())).collect();
        assert_eq!((words.len(), shapes.len()), (all.len(), all.len()));
    }
}
