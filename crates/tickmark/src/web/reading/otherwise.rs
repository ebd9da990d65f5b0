//! The same page read otherwise: categories as toggles, crosswalk and mode as choices, all of it in the address.

use super::super::ui::{self, Chip, Choice};
use super::super::visit::Visit;
use super::{READING, again};
use app::ask::Read;
use domain::values::{Category, Mode};
use maud::{Markup, html};

/// Categories as toggles, crosswalk and mode as choices: the same page read otherwise, by its address.
/// `effects` says what toggling a category changes; `path` is the page.
pub(crate) fn read_otherwise(
    visit: &Visit,
    path: &str,
    read: &Read,
    shelf: &[(String, String)],
    keep: &[(&str, &str)],
    effects: &[(Category, String)],
) -> Markup {
    let chips: Vec<Chip<'_>> =
        Category::ALL.into_iter().map(|c| category_chip(visit, path, read, c, keep, effects)).collect();
    let crosswalks: Vec<Choice<'_>> =
        shelf.iter().map(|(id, title)| Choice::new(id.as_str(), title.as_str(), *id == read.crosswalk)).collect();
    let modes = [
        Choice::new("literal", "Literal: only what a row names", read.mode == Mode::Literal),
        Choice::new("broad", "Broad: \u{201c}A 8.x broadly\u{201d} counts its theme", read.mode == Mode::Broad),
    ];
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    html! {
        div.read-otherwise {
            div {
                p.label { "Categories in scope of the examination" }
                (ui::what_if("Categories in scope of the examination", &chips))
            }
            (ui::filter_bar(&format!("/o/{}{path}", visit.org), html! {
                @if let Some(categories) = visit.field("categories") { (ui::hidden("categories", &categories)) }
                @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
                @for (name, value) in keep { @if !value.is_empty() { (ui::hidden(name, value)) } }
                (ui::inline_select("crosswalk", "Crosswalk", &crosswalks))
                (ui::inline_select("mode", "Broad references", &modes))
            }, READING.iter().any(|n| visit.field(n).is_some()).then(|| visit.href(path)).as_deref()))
        }
    }
}

fn category_chip<'a>(
    visit: &Visit,
    path: &str,
    read: &Read,
    category: Category,
    keep: &[(&str, &str)],
    effects: &[(Category, String)],
) -> Chip<'a> {
    let on = read.categories.contains(category);
    let toggled = if on { read.categories.without(category) } else { read.categories.with(category) };
    let ids = toggled.ids();
    let set: Vec<(&str, &str)> = keep.iter().copied().chain([("categories", ids.as_str())]).collect();
    let effect = effects.iter().find(|(c, _)| *c == category).map(|(_, e)| e.clone()).unwrap_or_default();
    let fixed = category == Category::Security && on;
    Chip {
        label: category.name().into(),
        href: again(visit, path, &set).into(),
        on,
        effect: effect.into(),
        fixed: fixed.then(|| "the common criteria are part of every examination".into()),
    }
}
