//! Why a control has its grade: criterion, overlap, the evidence that serves both, and what is still to be added.

use super::badge::mark;
use super::{Icon, Mark};
use maud::{Markup, html};
use std::borrow::Cow;

/// One crosswalk row that bears on a control or a criterion.
pub(crate) struct ExplainRow<'a> {
    /// The other side: `CC6.1`.
    pub id: Cow<'a, str>,
    pub title: Cow<'a, str>,
    pub href: Cow<'a, str>,
    pub overlap: Mark,
    /// The reference as the source wrote it, when it is a range or broad; empty otherwise.
    pub as_written: Cow<'a, str>,
    /// Evidence that can be used for both.
    pub evidence: Vec<Cow<'a, str>>,
    /// What is needed besides; empty when nothing is.
    pub supplement: Cow<'a, str>,
    pub note: Cow<'a, str>,
    /// False for a row that is shown but counts nothing: out of scope, additive, broad in literal mode.
    pub counts: bool,
    /// Why it does not count; empty when it does.
    pub why_not: Cow<'a, str>,
}

/// One row: criterion, overlap, evidence, supplement.
pub(crate) fn explain_row(row: &ExplainRow<'_>) -> Markup {
    html! {
        article.explain-row.off[!row.counts] {
            header {
                a.named href=(row.href) { span.id { (row.id) } " " span.named-title { (row.title) } }
                (mark(row.overlap, ""))
            }
            @if !row.counts { p.explain-off { (Icon::Info.svg()) span { "Does not count: " (row.why_not) } } }
            dl.explain-parts {
                div {
                    dt { "Evidence that serves both" }
                    dd {
                        @if row.evidence.is_empty() { "The row names none." }
                        @else { ul { @for item in &row.evidence { li { (item) } } } }
                    }
                }
                div {
                    dt { "Still needed" }
                    dd { @if row.supplement.is_empty() { "The row asks for nothing more." } @else { (row.supplement) } }
                }
                @if !row.as_written.is_empty() { div { dt { "As written" } dd { (row.as_written) } } }
                @if !row.note.is_empty() { div { dt { "Note" } dd { (row.note) } } }
            }
        }
    }
}

/// Two things side by side, such as what was published and what the rows give.
pub(crate) fn compare(left_title: &str, left: Markup, right_title: &str, right: Markup) -> Markup {
    html! {
        div.compare {
            section { h3 { (left_title) } (left) }
            section { h3 { (right_title) } (right) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_does_not_count_says_why() {
        let row = ExplainRow {
            id: "P4.1".into(),
            title: "Use of personal information".into(),
            href: "/criteria/P4.1".into(),
            overlap: Mark::Partial,
            as_written: "A.5.34".into(),
            evidence: vec!["Privacy notice".into()],
            supplement: "".into(),
            note: "".into(),
            counts: false,
            why_not: "Privacy is not in scope.".into(),
        };
        let text = explain_row(&row).into_string();
        assert!(text.contains("Does not count: Privacy is not in scope."));
        assert!(text.contains("Partial overlap") && text.contains("<li>Privacy notice</li>"));
    }
}
