//! Forms that work as plain HTML: a label above, a hint below it, an error under the field that it speaks of.

use super::Icon;
use maud::{Markup, html};
use std::borrow::Cow;

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
}

/// One choice of a select or a group of boxes.
pub(crate) struct Choice<'a> {
    pub value: Cow<'a, str>,
    pub label: Cow<'a, str>,
    pub chosen: bool,
}

impl<'a> Choice<'a> {
    /// A choice, chosen or not.
    pub(crate) fn new(value: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>, chosen: bool) -> Choice<'a> {
        Choice { value: value.into(), label: label.into(), chosen }
    }
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

/// A line of text.
pub(crate) fn text(field: &Field<'_>) -> Markup {
    input(field, "text")
}

/// A secret; never filled again from the server.
pub(crate) fn password(field: &Field<'_>) -> Markup {
    input(&Field { value: "", ..Field { ..*field } }, "password")
}

/// A day.
pub(crate) fn date_field(field: &Field<'_>) -> Markup {
    input(field, "date")
}

/// Some lines of text.
pub(crate) fn textarea(field: &Field<'_>, rows: u8) -> Markup {
    framed(
        field,
        html! {
            textarea id=(id(field)) name=(field.name) rows=(rows) required[field.required]
                aria-describedby=[described(field)] aria-invalid=[invalid(field)] { (field.value) }
        },
    )
}

/// One of several.
pub(crate) fn select(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    framed(
        field,
        html! {
            select id=(id(field)) name=(field.name) required[field.required] aria-describedby=[described(field)]
                aria-invalid=[invalid(field)] { (options(choices)) }
        },
    )
}

/// One of several, in a filter bar or a table cell, where the label stands inside the line.
pub(crate) fn inline_select(name: &str, label: &str, choices: &[Choice<'_>]) -> Markup {
    html! { label.inline-field { span { (label) } select name=(name) { (options(choices)) } } }
}

/// A search in a filter bar; `/` leads to it.
pub(crate) fn search_field(name: &str, label: &str, value: &str) -> Markup {
    html! {
        label.search {
            (Icon::Search.svg())
            span.sr-only { (label) }
            input type="search" name=(name) value=(value) placeholder=(label) autocomplete="off" data-search;
        }
    }
}

/// Any number of several.
pub(crate) fn checkboxes(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    html! {
        fieldset.field.checks aria-describedby=[described(field)] {
            legend { (field.label) }
            (hint(field))
            div.check-list {
                @for choice in choices {
                    label.check {
                        input type="checkbox" name=(field.name) value=(choice.value) checked[choice.chosen];
                        span { (choice.label) }
                    }
                }
            }
            (error(field))
        }
    }
}

/// One of a few, side by side, all in sight; quick with the arrow keys.
pub(crate) fn radios(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    html! {
        fieldset.field.checks aria-describedby=[described(field)] {
            legend { (field.label) }
            (hint(field))
            div.segments {
                @for choice in choices {
                    label.segment {
                        input type="radio" name=(field.name) value=(choice.value) checked[choice.chosen];
                        span { (choice.label) }
                    }
                }
            }
            (error(field))
        }
    }
}

/// A file, chosen or dropped. `accept` lists the endings: `.xlsx,.csv`.
pub(crate) fn file_drop(field: &Field<'_>, accept: &str) -> Markup {
    html! {
        div.field.has-error[!field.error.is_empty()] {
            label.field-label for=(id(field)) { (field.label) (required(field)) }
            div.drop data-drop {
                (Icon::Upload.svg())
                p.drop-name data-drop-name aria-live="polite" { "Choose a file, or drop it here." }
                @if !field.hint.is_empty() { p.hint id={ (id(field)) "-hint" } { (field.hint) } }
                input id=(id(field)) name=(field.name) type="file" accept=(accept) required[field.required]
                    aria-describedby=[described(field)] aria-invalid=[invalid(field)];
            }
            (error(field))
        }
    }
}

/// A value that travels with the form.
pub(crate) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

fn input(field: &Field<'_>, kind: &str) -> Markup {
    framed(
        field,
        html! {
            input id=(id(field)) name=(field.name) type=(kind) value=(field.value) required[field.required]
                autocomplete="off" aria-describedby=[described(field)] aria-invalid=[invalid(field)];
        },
    )
}

fn framed(field: &Field<'_>, control: Markup) -> Markup {
    html! {
        div.field.has-error[!field.error.is_empty()] {
            label.field-label for=(id(field)) { (field.label) (required(field)) }
            (hint(field))
            (control)
            (error(field))
        }
    }
}

fn required(field: &Field<'_>) -> Markup {
    html! { @if field.required { span.required { " (required)" } } }
}

fn hint(field: &Field<'_>) -> Markup {
    html! { @if !field.hint.is_empty() { p.hint id={ (id(field)) "-hint" } { (field.hint) } } }
}

fn error(field: &Field<'_>) -> Markup {
    html! {
        @if !field.error.is_empty() {
            p.error id={ (id(field)) "-error" } { (Icon::Alert.svg()) span { (field.error) } }
        }
    }
}

fn options(choices: &[Choice<'_>]) -> Markup {
    html! { @for choice in choices { option value=(choice.value) selected[choice.chosen] { (choice.label) } } }
}

fn id<'a>(field: &Field<'a>) -> &'a str {
    if field.id.is_empty() { field.name } else { field.id }
}

fn invalid(field: &Field<'_>) -> Option<&'static str> {
    (!field.error.is_empty()).then_some("true")
}

fn described(field: &Field<'_>) -> Option<String> {
    let mut ids = Vec::new();
    if !field.hint.is_empty() {
        ids.push(format!("{}-hint", id(field)));
    }
    if !field.error.is_empty() {
        ids.push(format!("{}-error", id(field)));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
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
