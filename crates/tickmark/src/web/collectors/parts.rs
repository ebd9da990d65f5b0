//! Fields of the form as they are used most.

use crate::web::typed::Typed;
use crate::web::ui::{self, Field};
use maud::Markup;

pub(super) fn text(typed: &Typed, name: &str, label: &str, hint: &str, required: bool) -> Markup {
    ui::text(&Field { name, label, hint, value: typed.get(name), required, ..Field::default() })
}

pub(super) fn lines(typed: &Typed, name: &str, label: &str, hint: &str, rows: u8, required: bool) -> Markup {
    ui::textarea(&Field { name, label, hint, value: typed.get(name), required, ..Field::default() }, rows)
}

pub(super) fn day(typed: &Typed, name: &str, label: &str, hint: &str) -> Markup {
    ui::date_field(&Field { name, label, hint, value: typed.get(name), ..Field::default() })
}
