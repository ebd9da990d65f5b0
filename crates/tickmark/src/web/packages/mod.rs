//! Audit packages in the browser: those that were built, choosing one with a look at what it would hold and lack, its build
//! while it goes on, and the file with the two ways to check it.

mod asked;
mod choose;
mod job;
mod lacks;
mod list;
mod one;
mod plan;
#[cfg(test)]
mod tests;

use super::people::why_not;
use super::reading::{counted, encode};
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::command::{Command, PackageCommand};
use domain::refusal::Refusal;
use domain::reports::evidence::Label;
use domain::values::{Audience, Package, Window};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/packages", get(list::show).post(job::start))
        .route("/o/{organisation}/packages/new", get(choose::show))
        .route("/o/{organisation}/packages/builds/{build}", get(job::show))
        .route("/o/{organisation}/packages/builds/{build}/cancellation", post(job::cancel))
        .route("/o/{organisation}/packages/{package}", get(one::show))
        .route("/o/{organisation}/packages/{package}/file", get(one::download))
        .route("/o/{organisation}/packages/{package}/withdrawal", post(one::withdraw))
}

/// The path of a package's page inside the organisation.
fn path(id: &str) -> String {
    format!("/packages/{}", encode(id))
}

/// The path of a build's page inside the organisation.
fn build_path(id: &str) -> String {
    format!("/packages/builds/{}", encode(id))
}

/// Why whoever visits may not build packages; `None`: they may.
fn barred(visit: &Visit) -> Option<Refusal> {
    let (id, reason) = (String::new(), String::new());
    why_not(visit, &Command::Package(PackageCommand::WithdrawPackage { id, reason }))
}

/// Who may not build packages is told so before what was typed is read.
fn only_who_may(visit: &Visit) -> Result<(), super::problem::Problem> {
    barred(visit).map_or(Ok(()), |missing| Err(missing.into()))
}

/// For whom, inside a sentence.
fn whom(audience: Audience) -> &'static str {
    match audience {
        Audience::CpaFirm => "the CPA firm",
        Audience::CertificationBody => "the certification body",
    }
}

/// Complete, partial, or taken back.
fn state_badge(package: &Package, withdrawn: bool) -> Markup {
    match (withdrawn, package.complete()) {
        (true, _) => ui::badge(Tone::Neutral, "Withdrawn"),
        (false, true) => ui::badge(Tone::Good, "Complete"),
        (false, false) => ui::badge(Tone::Caution, "Partial"),
    }
}

fn label_badge(label: Label) -> Markup {
    let tone = match label {
        Label::Reused => Tone::Good,
        Label::Supplemented => Tone::Caution,
        Label::FrameworkOnly => Tone::Neutral,
    };
    ui::badge(tone, label.title())
}

fn days(window: Window) -> Markup {
    html! {
        time datetime=(window.from) { (window.from) }
        @if window.from != window.until { " to " time datetime=(window.until) { (window.until) } }
    }
}

/// Bytes, as people read them.
fn size(bytes: u64) -> String {
    const UNITS: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];
    match UNITS.iter().find(|(_, unit)| bytes >= *unit) {
        None => counted(bytes, "byte", "bytes"),
        Some((name, unit)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
    }
}
