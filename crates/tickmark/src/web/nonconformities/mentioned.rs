//! Nonconformities on other pages: those that point at what the page is about, and the link that raises one from it.

use super::{path, state_badge};
use crate::web::people::why_not;
use crate::web::reading::encode;
use crate::web::ui;
use crate::web::visit::Visit;
use app::ask::NonconformitiesAbout;
use domain::values::nonconformity::NonconformitySource;
use maud::{Markup, html};

/// What the form is filled with when one is raised from another page.
pub(in crate::web) struct Raise<'a> {
    /// Where it was found.
    pub source: NonconformitySource,
    /// What it came from.
    pub reference: &'a str,
    /// What it could be called.
    pub title: &'a str,
    /// Own controls that it touches.
    pub controls: Vec<&'a str>,
}

/// The nonconformities that point at something, and the link that raises another; nothing where there is neither.
pub(in crate::web) fn about(visit: &Visit, question: &NonconformitiesAbout, raise: Option<&Raise<'_>>) -> Markup {
    let found = visit.ask(question).map(|answer| answer.value).unwrap_or_default();
    let raise = raise.filter(|_| !visit.in_the_past() && why_not(visit, &super::fields::another()).is_none());
    html! {
        @if !found.is_empty() || raise.is_some() {
            (ui::section("nonconformities", "Nonconformities", None, html! {
                @if !found.is_empty() {
                    ul.plain-list {
                        @for (id, held) in &found {
                            li { (ui::named(id, &held.nonconformity.title, &visit.href(&path(id)))) " " (state_badge(held.state())) }
                        }
                    }
                }
                @if let Some(raise) = raise { p { a href=(link(visit, raise)) { "Raise a nonconformity from this" } } }
            }))
        }
    }
}

fn link(visit: &Visit, raise: &Raise<'_>) -> String {
    let controls = raise.controls.join(", ");
    let fields = [
        ("source", raise.source.id()),
        ("reference", raise.reference),
        ("title", raise.title),
        ("controls", controls.as_str()),
    ];
    let query: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    visit.href(&format!("/nonconformities/new?{}", query.join("&")))
}
