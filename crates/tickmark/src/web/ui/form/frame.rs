//! What stands around a field: its label above, its hint below, the error that speaks of it.

use super::Field;
use crate::web::ui::Icon;
use maud::{Markup, html};

pub(super) fn framed(field: &Field<'_>, control: Markup) -> Markup {
    html! {
        div.field.has-error[!field.error.is_empty()] {
            label.field-label for=(id(field)) { (field.label) (required(field)) }
            (hint(field))
            (control)
            (error(field))
        }
    }
}

pub(super) fn required(field: &Field<'_>) -> Markup {
    html! { @if field.required { span.required { " (required)" } } }
}

pub(super) fn hint(field: &Field<'_>) -> Markup {
    html! { @if !field.hint.is_empty() { p.hint id={ (id(field)) "-hint" } { (field.hint) } } }
}

pub(super) fn error(field: &Field<'_>) -> Markup {
    html! {
        @if !field.error.is_empty() {
            p.error id={ (id(field)) "-error" } { (Icon::Alert.svg()) span { (field.error) } }
        }
    }
}

pub(super) fn id<'a>(field: &Field<'a>) -> &'a str {
    if field.id.is_empty() { field.name } else { field.id }
}

pub(super) fn invalid(field: &Field<'_>) -> Option<&'static str> {
    (!field.error.is_empty()).then_some("true")
}

pub(super) fn described(field: &Field<'_>) -> Option<String> {
    let mut ids = Vec::new();
    if !field.hint.is_empty() {
        ids.push(format!("{}-hint", id(field)));
    }
    if !field.error.is_empty() {
        ids.push(format!("{}-error", id(field)));
    }
    (!ids.is_empty()).then(|| ids.join(" "))
}
