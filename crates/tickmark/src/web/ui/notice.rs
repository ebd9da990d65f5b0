//! What the product says in sentences: notices, the empty page, the source of a statement, the scope that it holds for.

use super::{Icon, Tone};
use maud::{Markup, html};

/// A sentence that must be read, such as that coverage is not readiness. `title` may be empty.
pub(crate) fn notice(tone: Tone, title: &str, body: Markup) -> Markup {
    html! {
        div class={ "notice tone-" (tone.name()) } role="note" {
            (tone_icon(tone).svg())
            div {
                @if !title.is_empty() { p.notice-title { (title) } }
                div.notice-text { (body) }
            }
        }
    }
}

/// Nothing is here yet: what it would be, what to do next, and the way to do it.
pub(crate) fn empty_state(title: &str, next: &str, action: Markup) -> Markup {
    html! {
        div.empty {
            svg.empty-picture viewBox="0 0 120 72" width="120" height="72" aria-hidden="true" focusable="false" {
                rect.empty-sheet x="22" y="6" width="76" height="60" rx="6" {}
                path.empty-rule d="M34 24h34M34 36h44M34 48h26" fill="none" stroke-width="3" stroke-linecap="round" {}
                path.empty-tick d="M76 47 l6 6 12-15" fill="none" stroke-width="3.5" stroke-linecap="round"
                    stroke-linejoin="round" {}
            }
            p.empty-title { (title) }
            p.empty-next { (next) }
            div.actions { (action) }
        }
    }
}

/// Where a statement comes from, who has looked at it, and how old that is.
#[derive(Default)]
pub(crate) struct Source<'a> {
    /// Name of the publication.
    pub publication: &'a str,
    /// Empty when it is not on the web.
    pub href: &'a str,
    /// Who reviewed it; empty when nobody did, which is said.
    pub reviewer: &'a str,
    /// The day of the review, for people.
    pub reviewed_on: &'a str,
    /// `7 months ago`.
    pub age: &'a str,
}

/// The source of a crosswalk, a row or a claim, on one line.
pub(crate) fn source(source: &Source<'_>) -> Markup {
    html! {
        p.source {
            span.source-label { "Source" }
            @if source.href.is_empty() {
                cite { (source.publication) }
            } @else {
                a href=(source.href) rel="noreferrer" { cite { (source.publication) } (Icon::External.svg()) }
            }
            @if source.reviewer.is_empty() {
                span {
                    @if source.reviewed_on.is_empty() { "not reviewed by a named person" }
                    @else { "reviewed " (source.reviewed_on) ", by no named person" }
                    @if !source.age.is_empty() { " (" (source.age) ")" }
                }
            } @else {
                span {
                    "reviewed by " (source.reviewer)
                    @if !source.reviewed_on.is_empty() { ", " (source.reviewed_on) }
                    @if !source.age.is_empty() { " (" (source.age) ")" }
                }
            }
        }
    }
}

/// What somebody else wrote, marked as theirs.
pub(crate) fn quote(text: &str, from: &Source<'_>) -> Markup {
    html! { figure.quote { blockquote { p { (text) } } figcaption { (source(from)) } } }
}

/// What the figures of a page hold for, as pairs: crosswalk, categories, mode, day.
pub(crate) fn scope_line(pairs: &[(&str, &str)]) -> Markup {
    html! {
        dl.scope { @for (name, value) in pairs { div { dt { (name) } dd { (value) } } } }
    }
}

/// The icon that goes with a voice.
pub(super) fn tone_icon(tone: Tone) -> Icon {
    match tone {
        Tone::Neutral | Tone::Accent => Icon::Info,
        Tone::Good => Icon::Check,
        Tone::Caution | Tone::Danger => Icon::Alert,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_nobody_reviewed_says_so() {
        let unreviewed = Source { publication: "Domain map", ..Source::default() };
        assert!(source(&unreviewed).into_string().contains("not reviewed by a named person"));
        let reviewed = Source { reviewer: "E. Marsh", reviewed_on: "4 May 2026", age: "6 months ago", ..unreviewed };
        assert!(source(&reviewed).into_string().contains("reviewed by E. Marsh, 4 May 2026 (6 months ago)"));
    }
}
