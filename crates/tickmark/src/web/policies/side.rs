//! Beside the text: what is said of a document, who read it, what its text says against what evidence shows.

use super::state_badge;
use crate::web::reading::{counted, encode, item_href};
use crate::web::ui::{self, Icon, Tone};
use crate::web::visit::Visit;
use crate::words::policy::{left_question, question};
use app::ask::PolicyDetail;
use maud::{Markup, html};

pub(super) fn facts(visit: &Visit, detail: &PolicyDetail) -> Markup {
    let policy = &detail.held.policy;
    let roles: Vec<&str> = policy.distribution.iter().map(|role| role.title()).collect();
    let approvers: Vec<String> =
        policy.approval.people.iter().map(|person| visit.name_of(person).to_string()).collect();
    let approvers: Vec<String> =
        approvers.into_iter().chain(policy.approval.roles.iter().map(|role| role.title().to_owned())).collect();
    ui::card(ui::definition_list(&[
        ("State", state_badge(detail.line.state)),
        ("Id", html! { span.id { (detail.id) } }),
        ("Kind", html! { (policy.kind.title()) ", " (policy.classification.title().to_lowercase()) }),
        (
            "Owner",
            html! { @match &policy.owner { Some(owner) => (visit.name_of(owner)), None => (ui::badge(Tone::Caution, "Nobody")) } },
        ),
        (
            "Review by",
            html! {
                @match detail.line.due { Some(due) => time datetime=(due) { (due) }, None => (ui::nothing()) }
                p.hint { @if policy.review_months > 0 { "Every " (counted(policy.review_months, "month", "months")) } @else { "No cycle" } }
            },
        ),
        (
            "Approved by",
            html! { (policy.approval.count) " of " @if approvers.is_empty() { "those who may approve" } @else { (approvers.join(", ")) } },
        ),
        (
            "For",
            html! { @if roles.is_empty() { @if policy.limited() { "Those who read it" } @else { "Everybody" } } @else { (roles.join(", ")) } },
        ),
        (
            "Read by",
            html! {
                @if policy.limited() { "Whom it is for, its owner and approvers, and owner, programme manager and internal auditor" }
                @else { "Everybody who may read documents" }
            },
        ),
        (
            "Controls",
            html! {
                @if policy.controls.is_empty() { (ui::nothing()) }
                span.ids { @for id in &policy.controls { a.id href=(crate::web::controls::href(visit, id)) { (id) } " " } }
            },
        ),
        (
            "Serves",
            html! {
                @if policy.meets.is_empty() { (ui::nothing()) }
                span.ids { @for id in &policy.meets { a.id href=(item_href(visit, id)) { (id) } " " } }
                @for piece in &policy.pieces { p.hint { (piece.title()) " (" (piece.clause()) ")" } }
            },
        ),
        (
            "Kept",
            html! {
                @match policy.retention_years {
                    0 => (ui::badge(Tone::Caution, "No retention")),
                    years => { (counted(years as usize, "year", "years")) " after a version is not in use any more" },
                }
            },
        ),
    ]))
}

pub(super) fn concerns(detail: &PolicyDetail) -> Markup {
    html! {
        @if !detail.line.concerns.is_empty() {
            (ui::section("concerns", "To look at", None, html! {
                ul.plain-list { @for concern in &detail.line.concerns { li { (concern.title()) } } }
            }))
        }
    }
}

/// Who was asked, who acknowledged it, who is missing.
pub(super) fn readers(visit: &Visit, detail: &PolicyDetail) -> Markup {
    let Some(progress) = &detail.line.progress else { return html! {} };
    let missing: Vec<_> = progress.missing().collect();
    html! {
        (ui::section("readers", "Acknowledged", None, html! {
            p { (progress.done()) " of " (progress.asked()) " for version " (progress.version) ", wanted by " (progress.until) "." }
            @if !missing.is_empty() {
                h3 { "Missing" }
                ul.plain-list { @for reader in missing { li { (visit.name_of(&reader.person)) } } }
            }
            @if progress.done() > 0 {
                details.fold.add {
                    summary { "Who did" }
                    ul.plain-list {
                        @for reader in &progress.readers {
                            @if let Some(at_us) = reader.at_us {
                                li { (visit.name_of(&reader.person)) ", " (app::clock::minute_of(at_us)) @if reader.left { " (has left)" } }
                            }
                        }
                    }
                }
            }
        }))
    }
}

/// What the text says of how often something is done and of what has to be so, as questions; and how much of it is the starter
/// text (R163, R164).
pub(super) fn practice(visit: &Visit, detail: &PolicyDetail) -> Markup {
    html! {
        @if let Some(asked) = detail.left.as_ref().and_then(left_question) {
            (ui::section("starter", "Left as in the starter text", None, html! { p { (ui::badge(Tone::Caution, "Question")) " " (asked) } }))
        }
        @if !detail.practice.is_empty() {
            (ui::section("practice", "What it says, and what evidence shows", None, html! {
                @for one in &detail.practice {
                    p.hint { "Line " (one.line) ": " (one.words) }
                    @match question(one) {
                        Some(asked) => p {
                            (ui::badge(Tone::Caution, "Question")) " " (asked)
                            @if let Some(control) = &one.control {
                                " " a.id href=(visit.href(&format!("/controls/{}", encode(control)))) { (control) }
                            }
                        },
                        None => p { (Icon::Check.svg()) " Evidence shows it." },
                    }
                }
            }))
        }
    }
}
