//! What happened to audit packages, as a sentence without its subject.

use crate::web::reading::counted;
use crate::web::visit::Visit;
use domain::event::PackageEvent;
use maud::{Markup, html};

/// Characters of a hash that are enough to compare by eye.
const SHORT: usize = 12;

pub(super) fn what(visit: &Visit, event: &PackageEvent) -> Markup {
    let to = |id: &str| html! { a.id href=(visit.href(&format!("/packages#{id}"))) { (id) } };
    match event {
        PackageEvent::PackageBuilt { id, package } => html! {
            "built the " @if package.complete() { "complete" } @else { "partial" } " package " (to(id)) " "
            (package.title) ", " (counted(package.files, "file", "files")) ", SHA-256 "
            code { (package.sha256.get(..SHORT).unwrap_or(&package.sha256)) }
        },
        PackageEvent::PackageWithdrawn { id, reason } => html! { "took the package " (to(id)) " back: " (reason) },
    }
}
