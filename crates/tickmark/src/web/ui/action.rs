//! What can be done: buttons, links that look like them, and the question before what cannot be undone.

use super::Icon;
use maud::{Markup, html};

/// The main action of a form.
pub(crate) fn button(text: &str) -> Markup {
    html! { button.button.primary type="submit" { (text) } }
}

/// An action that removes or withdraws, as the submit of its own form.
pub(crate) fn danger_button(text: &str) -> Markup {
    html! { button.button.danger type="submit" { (text) } }
}

/// A link that is the main step on a page.
pub(crate) fn link_button(text: &str, href: &str, icon: Option<Icon>) -> Markup {
    html! { a.button.primary href=(href) { @if let Some(icon) = icon { (icon.svg()) } (text) } }
}

/// A link beside the main step.
pub(crate) fn quiet_link(text: &str, href: &str, icon: Option<Icon>) -> Markup {
    html! { a.button.quiet href=(href) { @if let Some(icon) = icon { (icon.svg()) } (text) } }
}

/// A question before an action.
pub(crate) struct Confirm<'a> {
    /// Anchor of the question, unique on the page.
    pub id: &'a str,
    /// What the opening link says: `Remove control`.
    pub open: &'a str,
    /// The question: `Remove AC-3 from this programme?`
    pub title: &'a str,
    /// What will happen, and what will stay.
    pub text: &'a str,
    /// Where the answer is posted.
    pub action: &'a str,
    /// The verb on the button: `Remove`.
    pub yes: &'a str,
    pub danger: bool,
}

/// A link that opens a question, and the question. Without script the link leads to it on the page.
pub(crate) fn confirm(ask: &Confirm<'_>, fields: Markup) -> Markup {
    let title = format!("{}-title", ask.id);
    html! {
        a.button.danger-quiet[ask.danger].quiet[!ask.danger] href={ "#" (ask.id) } data-dialog=(ask.id) { (ask.open) }
        dialog.dialog id=(ask.id) aria-labelledby=(title) {
            form method="post" action=(ask.action) {
                h2 id=(title) { (ask.title) }
                p { (ask.text) }
                (fields)
                div.actions {
                    a.button.quiet href="#main" data-close { "Cancel" }
                    button.button.danger[ask.danger].primary[!ask.danger] type="submit" { (ask.yes) }
                }
            }
        }
    }
}

/// A button that copies `value`; shown only where script can do it.
pub(crate) fn copy(value: &str, what: &str) -> Markup {
    html! {
        button.copy type="button" data-copy=(value) title={ "Copy " (what) } hidden {
            (Icon::Copy.svg()) span.sr-only { "Copy " (what) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_can_be_reached_answered_and_left_without_script() {
        let ask = Confirm {
            id: "remove",
            open: "Remove control",
            title: "Remove AC-3?",
            text: "Its history stays.",
            action: "/controls/AC-3/removal",
            yes: "Remove",
            danger: true,
        };
        let text = confirm(&ask, html! {}).into_string();
        assert!(text.contains(r##"href="#remove""##) && text.contains(r#"id="remove""#));
        assert!(text.contains(r#"method="post" action="/controls/AC-3/removal""#));
        assert!(text.contains("data-close>Cancel</a>"));
    }
}
