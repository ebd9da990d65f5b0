//! Registers on other pages: the entries that name what the page is about, and the registers that are evidence for an item.

use super::{path, register_path};
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::EntriesNaming;
use domain::reports::isms::serving;
use domain::values::Action;
use maud::{Markup, html};

/// The entries that name an object; nothing where there is none, or none that may be seen.
pub(in crate::web) fn naming(visit: &Visit, id: &str) -> Markup {
    let found = visit.ask(&EntriesNaming(id.to_owned())).map(|answer| answer.value).unwrap_or_default();
    html! {
        @if !found.is_empty() {
            (ui::section("registers", "In registers", None, html! {
                ul.plain-list { @for (id, title) in &found { li { (ui::named(id, title, &visit.href(&path(id)))) } } }
            }))
        }
    }
}

/// The registers that are evidence for a clause, a control of Annex A or a criterion.
pub(in crate::web) fn evidence_for(visit: &Visit, item: &str) -> Markup {
    let may = visit.doors.app.may(&visit.org, &visit.who, Action::ReadIsms, None);
    let kinds = if may { serving(item) } else { Vec::new() };
    html! {
        @if !kinds.is_empty() {
            (ui::section("registers", "Registers that are evidence for it", None, html! {
                ul.plain-list { @for kind in kinds { li { a href=(visit.href(&register_path(kind))) { (kind.title()) } " " span.hint { (kind.declared().purpose) } } } }
            }))
        }
    }
}
