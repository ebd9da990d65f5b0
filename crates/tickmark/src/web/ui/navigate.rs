//! Ways from page to page: crumbs, tabs, pages of a list, steps of a task, and the scope toggles of what-if.

use super::Icon;
use maud::{Markup, html};
use std::borrow::Cow;

/// One step of the way here; the last has no address.
pub(crate) struct Crumb<'a> {
    pub label: Cow<'a, str>,
    pub href: Option<Cow<'a, str>>,
}

impl<'a> Crumb<'a> {
    /// A page on the way.
    pub(crate) fn link(label: impl Into<Cow<'a, str>>, href: impl Into<Cow<'a, str>>) -> Crumb<'a> {
        Crumb { label: label.into(), href: Some(href.into()) }
    }

    /// The page itself.
    pub(crate) fn here(label: impl Into<Cow<'a, str>>) -> Crumb<'a> {
        Crumb { label: label.into(), href: None }
    }
}

/// The way here. Draws nothing when there is none.
pub(crate) fn breadcrumbs(crumbs: &[Crumb<'_>]) -> Markup {
    html! {
        nav.crumbs aria-label="Breadcrumbs" {
            ol {
                @for crumb in crumbs {
                    li {
                        @match &crumb.href {
                            Some(href) => a href=(href) { (crumb.label) },
                            None => span aria-current="page" { (crumb.label) },
                        }
                    }
                }
            }
        }
    }
}

/// One view of the same thing.
pub(crate) struct Tab<'a> {
    pub label: Cow<'a, str>,
    pub href: Cow<'a, str>,
    pub current: bool,
    /// How many there are in it.
    pub count: Option<u32>,
}

/// Views of the same thing, each with an address of its own.
pub(crate) fn tabs(label: &str, tabs: &[Tab<'_>]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            ul {
                @for tab in tabs {
                    li {
                        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                            (tab.label) @if let Some(count) = tab.count { span.count { (count) } }
                        }
                    }
                }
            }
        }
    }
}

/// Pages of a long list: `from` to `to` of `total`, counted from one.
pub(crate) fn pager(from: u32, to: u32, total: u32, previous: Option<&str>, next: Option<&str>) -> Markup {
    html! {
        nav.pager aria-label="Pages of this list" {
            p { strong { (from) "–" (to) } " of " (total) }
            div.actions {
                @match previous {
                    Some(href) => a.button.quiet rel="prev" href=(href) { "Previous" },
                    None => span.button.quiet.off aria-disabled="true" { "Previous" },
                }
                @match next {
                    Some(href) => a.button.quiet rel="next" href=(href) { "Next" },
                    None => span.button.quiet.off aria-disabled="true" { "Next" },
                }
            }
        }
    }
}

/// One step of a task.
pub(crate) struct Step<'a> {
    pub label: &'a str,
    /// One line under it; empty for none.
    pub under: &'a str,
}

/// The steps of a task, the one at `current` (counted from zero) being on this page.
pub(crate) fn stepper(label: &str, steps: &[Step<'_>], current: usize) -> Markup {
    html! {
        ol.stepper aria-label=(label) {
            @for (at, step) in steps.iter().enumerate() {
                li.done[at < current] aria-current=[(at == current).then_some("step")] {
                    span.step-mark aria-hidden="true" { @if at < current { (Icon::Check.svg()) } @else { (at + 1) } }
                    span.step-label {
                        (step.label)
                        @if at < current { span.sr-only { " (done)" } }
                        @if !step.under.is_empty() { small { (step.under) } }
                    }
                }
            }
        }
    }
}

/// One category that is in scope or could be.
pub(crate) struct Chip<'a> {
    pub label: Cow<'a, str>,
    /// The same page with this one toggled.
    pub href: Cow<'a, str>,
    pub on: bool,
    /// What toggling changes: `+4 controls`; empty when unknown.
    pub effect: Cow<'a, str>,
    /// A chip that cannot be taken away (Security, the common criteria) says why and is no link.
    pub fixed: Option<Cow<'a, str>>,
}

/// Toggles of a scope, each a link to the page as it would be.
pub(crate) fn what_if(label: &str, chips: &[Chip<'_>]) -> Markup {
    html! {
        ul.chips aria-label=(label) {
            @for chip in chips {
                li {
                    @match &chip.fixed {
                        Some(why) => span.chip.on.fixed title=(why) {
                            (Icon::Check.svg()) (chip.label) span.sr-only { " (in scope; " (why) ")" }
                        },
                        None => a.chip.on[chip.on] href=(chip.href) {
                            @if chip.on { (Icon::Check.svg()) } @else { span.plus aria-hidden="true" { "+" } }
                            span.sr-only { @if chip.on { "Remove " } @else { "Add " } }
                            (chip.label)
                            @if !chip.effect.is_empty() { span.effect { (chip.effect) } }
                        },
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_before_the_current_are_done_and_only_one_is_current() {
        let steps = ["Choose", "Map", "Preview", "Done"].map(|label| Step { label, under: "" });
        let text = stepper("Import", &steps, 2).into_string();
        assert_eq!(text.matches(r#"class="done""#).count(), 2);
        assert_eq!(text.matches(r#"aria-current="step""#).count(), 1);
    }

    #[test]
    fn the_ends_of_a_list_offer_no_way_beyond_them() {
        let text = pager(1, 50, 120, None, Some("?page=2")).into_string();
        assert!(!text.contains(r#"rel="prev""#) && text.contains(r#"rel="next" href="?page=2""#));
        assert!(text.contains("1–50</strong> of 120"));
    }

    #[test]
    fn a_fixed_category_is_no_link() {
        let chip = Chip {
            label: "Security".into(),
            href: "/x".into(),
            on: true,
            effect: "".into(),
            fixed: Some("always in scope".into()),
        };
        assert!(!what_if("Categories", &[chip]).into_string().contains("<a "));
    }
}
