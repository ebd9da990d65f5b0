//! Fields that are chosen: one of several, any number of several, one of a few in sight.

use super::Field;
use super::frame::{described, error, framed, hint, id, invalid};
use maud::{Markup, html};
use std::borrow::Cow;

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

/// Any number of several.
pub(crate) fn checkboxes(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    boxes(field, choices, false)
}

/// Any number of many: with script a search stands above them, and what is ticked stays in sight.
pub(crate) fn picks(field: &Field<'_>, choices: &[Choice<'_>]) -> Markup {
    boxes(field, choices, true)
}

fn boxes(field: &Field<'_>, choices: &[Choice<'_>], searched: bool) -> Markup {
    html! {
        fieldset.field.checks aria-describedby=[described(field)] {
            legend { (field.label) }
            (hint(field))
            div.check-list data-picks[searched] {
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

fn options(choices: &[Choice<'_>]) -> Markup {
    html! { @for choice in choices { option value=(choice.value) selected[choice.chosen] { (choice.label) } } }
}
