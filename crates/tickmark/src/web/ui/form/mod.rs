//! Forms that work as plain HTML: a label above, a hint below it, an error under the field that it speaks of.

mod choice;
mod frame;
mod input;

pub(crate) use choice::{Choice, checkboxes, inline_select, picks, radios, select};
pub(crate) use input::{date_field, file_drop, hidden, password, search_field, text, textarea};

use maud::{Markup, html};

/// One field of a form. Only `name` and `label` are needed.
#[derive(Default)]
pub(crate) struct Field<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub value: &'a str,
    /// Anchor of the field where two forms on one page have a field of the same name; empty takes the name.
    pub id: &'a str,
    /// What to write, said before it is written.
    pub hint: &'a str,
    /// What is wrong, said after.
    pub error: &'a str,
    pub required: bool,
    /// What the browser may fill in by itself, in the words of HTML, such as `current-password`; empty for nothing.
    pub autocomplete: &'a str,
}

/// A form that posts to `action`. With script, leaving it half filled asks first.
pub(crate) fn form(action: &str, body: Markup) -> Markup {
    html! { form.form method="post" action=(action) data-guard { (body) } }
}

/// A form that posts files to `action`.
pub(crate) fn upload_form(action: &str, body: Markup) -> Markup {
    html! { form.form method="post" action=(action) enctype="multipart/form-data" data-guard { (body) } }
}

/// A form that asks by its address, so that every filtered list can be linked to and bookmarked.
pub(crate) fn filter_bar(action: &str, fields: Markup, clear_href: Option<&str>) -> Markup {
    html! {
        form.filter-bar method="get" action=(action) role="search" data-auto-submit {
            (fields)
            div.filter-actions {
                button.button type="submit" { "Apply" }
                @if let Some(href) = clear_href { a.button.quiet href=(href) { "Clear" } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_tied_to_its_label_its_hint_and_its_error() {
        let field = Field { name: "owner", label: "Owner", hint: "A person.", error: "Nobody.", ..Field::default() };
        let html = text(&field).into_string();
        assert!(html.contains(r#"<label class="field-label" for="owner">"#));
        assert!(html.contains(r#"aria-describedby="owner-hint owner-error" aria-invalid="true""#));
        assert!(html.contains(r#"id="owner-hint""#) && html.contains(r#"id="owner-error""#));
    }

    #[test]
    fn a_secret_is_never_written_back() {
        let field = Field { name: "token", label: "Token", value: "s3cret", ..Field::default() };
        assert!(!password(&field).into_string().contains("s3cret"));
    }

    #[test]
    fn what_was_typed_comes_back_as_words_not_as_markup() {
        let field = Field { name: "n", label: "N", value: "\"><script>", ..Field::default() };
        for html in [text(&field), textarea(&field, 3)] {
            assert!(!html.into_string().contains("<script>"));
        }
    }
}
