//! Fields that are written or filled: a line, a secret, a day, some lines, a search, a file.

use super::Field;
use super::frame::{described, error, framed, id, invalid, required};
use crate::web::ui::Icon;
use maud::{Markup, html};

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
                autocomplete=(if field.autocomplete.is_empty() { "off" } else { field.autocomplete })
                aria-describedby=[described(field)] aria-invalid=[invalid(field)];
        },
    )
}
