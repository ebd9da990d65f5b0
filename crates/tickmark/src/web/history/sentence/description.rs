//! What happened in the noun `description`, as a sentence without its subject.

use crate::web::reading::encode;
use crate::web::visit::Visit;
use domain::event::DescriptionEvent;
use domain::values::description::StatementKind;
use maud::{Markup, html};

/// Characters of a hash that are enough to compare by eye.
const SHORT: usize = 12;

pub(super) fn what(visit: &Visit, event: &DescriptionEvent) -> Markup {
    let of = |id: &str| html! { a.id href=(visit.href(&format!("/engagements/{}/description", encode(id)))) { (id) } };
    let papers =
        |id: &str| html! { a.id href=(visit.href(&format!("/engagements/{}/statements", encode(id)))) { (id) } };
    let letter = |id: &str| html! { a.id href=(visit.href(&format!("/bridge-letters/{}", encode(id)))) { (id) } };
    let hash = |sha256: &str| html! { ", SHA-256 " code { (sha256.get(..SHORT).unwrap_or(sha256)) } };
    let said = |kind: &StatementKind| match kind {
        StatementKind::Assertion => "management's assertion",
        StatementKind::Representation => "the representation letter",
    };
    match event {
        DescriptionEvent::DescriptionWritten { engagement, sections, sha256 } => html! {
            "wrote the description of " (of(engagement)) ", " (sections.len()) " of 9 sections" (hash(sha256))
        },
        DescriptionEvent::DescriptionSubmitted { engagement, sha256 } => {
            html! { "handed the description of " (of(engagement)) " to review" (hash(sha256)) }
        }
        DescriptionEvent::DescriptionApproved { engagement, sha256 } => {
            html! { "approved the description of " (of(engagement)) " as management" (hash(sha256)) }
        }
        DescriptionEvent::DescriptionCommented { engagement, text, .. } => {
            html! { "commented on the description of " (of(engagement)) " as its auditor: " (text) }
        }
        DescriptionEvent::DescriptionFinalised { engagement, sha256 } => {
            html! { "made the description of " (of(engagement)) " final" (hash(sha256)) }
        }
        DescriptionEvent::StatementWritten { engagement, kind, sha256, .. } => {
            html! { "wrote " (said(kind)) " of " (papers(engagement)) (hash(sha256)) }
        }
        DescriptionEvent::StatementSigned { engagement, kind, sha256, on } => {
            html! { "signed " (said(kind)) " of " (papers(engagement)) ", dated " (on) (hash(sha256)) }
        }
        DescriptionEvent::OpinionRecorded { engagement, opinion } => html! {
            "recorded the opinion on " (papers(engagement)) " of " (opinion.dated) ": "
            strong { (opinion.kind.title().to_lowercase()) }
        },
        DescriptionEvent::BridgeLetterWritten { id, letter: written, sha256 } => html! {
            "wrote the bridge letter " (letter(id)) " from " (papers(&written.engagement)) " up to " (written.until)
            (hash(sha256))
        },
        DescriptionEvent::BridgeLetterSigned { id, sha256, on } => {
            html! { "signed the bridge letter " (letter(id)) ", dated " (on) (hash(sha256)) }
        }
        DescriptionEvent::BridgeLetterSent { id, to, on } => {
            html! { "recorded that the bridge letter " (letter(id)) " was sent to " strong { (to) } " on " (on) }
        }
        DescriptionEvent::OwnCuecRecorded { id, cuec } => {
            html! { "recorded " (id) ", which customers have to do: " (cuec.text) }
        }
        DescriptionEvent::OwnCuecWithdrawn { id, reason } => {
            html! { "withdrew " (id) ", which customers had to do: " (reason) }
        }
    }
}
