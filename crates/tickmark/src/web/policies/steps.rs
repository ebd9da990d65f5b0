//! The steps of the version that waits for something, and what is to be done about the one in force.

use super::action;
use crate::web::people::{not_offered, why_not};
use crate::web::typed::Typed;
use crate::web::ui::{self, Field, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::PolicyDetail;
use app::clock::minute_of;
use domain::command::{Command, PolicyCommand};
use domain::registers::policy::HeldPolicyVersion;
use domain::values::counted;
use domain::values::policy::PolicyState;
use maud::{Markup, html};

pub(super) fn steps(visit: &Visit, detail: &PolicyDetail, typed: &Typed) -> Markup {
    if detail.held.retired.is_some() || visit.in_the_past() {
        return html! {};
    }
    html! {
        (acknowledge(visit, detail))
        @if let Some(open) = detail.held.open() { (waiting(visit, detail, open, typed)) }
        @if detail.line.current.is_some() { (in_force(visit, detail, typed)) }
    }
}

/// A form of one button that names version and hash, or why there is none.
fn offered(visit: &Visit, id: &str, noun: &str, wanted: PolicyCommand, fields: Markup, button: &str) -> Markup {
    let version = match &wanted {
        PolicyCommand::SubmitPolicy { version, sha256, .. }
        | PolicyCommand::ApprovePolicy { version, sha256, .. }
        | PolicyCommand::PublishPolicy { version, sha256, .. }
        | PolicyCommand::AcknowledgePolicy { version, sha256, .. } => Some((*version, sha256.clone())),
        PolicyCommand::ReturnPolicy { version, .. } | PolicyCommand::ReviewPolicy { version, .. } => {
            Some((*version, String::new()))
        }
        _ => None,
    };
    match why_not(visit, &Command::Policy(wanted)) {
        Some(missing) => not_offered(&missing),
        None => ui::form(
            &action(visit, id, noun),
            html! {
                @if let Some((version, sha256)) = version {
                    (ui::hidden("version", &version.to_string()))
                    (ui::hidden("sha256", &sha256))
                }
                (fields)
                div.actions { (ui::button(button)) }
            },
        ),
    }
}

fn waiting(visit: &Visit, detail: &PolicyDetail, open: &HeldPolicyVersion, typed: &Typed) -> Markup {
    let (id, version, sha256) = (detail.id.clone(), open.number, open.sha256.clone());
    let needed = detail.held.policy.approval.count as usize;
    let state = open.open().unwrap_or(PolicyState::Draft);
    let today = visit.doors.app.clock().today();
    let from = if typed.get("from").is_empty() { today.to_string() } else { typed.get("from").to_owned() };
    html! {
        (ui::section("steps", &format!("Version {version}: {}", state.title().to_lowercase()), None, html! {
            @for step in &open.approvals {
                p { (Icon::Check.svg()) " Approved by " (visit.name_of(&step.by)) ", " (minute_of(step.at_us)) }
            }
            @for said in &open.returned {
                (ui::notice(Tone::Caution, &format!("Sent back by {}", visit.name_of(&said.by)), html! { (said.text) }))
            }
            @match state {
                PolicyState::Draft => {
                    p.hint { "Approved by " (needed) " other" @if needed > 1 { "s" } " than who wrote it." }
                    (offered(visit, &detail.id, "submission", PolicyCommand::SubmitPolicy { id, version, sha256 }, html! {}, "Hand it on for approval"))
                },
                PolicyState::InReview => {
                    p { (open.approvals.len()) " of " (needed) " approvals. They hold for this very text, by its hash." }
                    (offered(visit, &detail.id, "approval", PolicyCommand::ApprovePolicy { id: id.clone(), version, sha256 }, html! {}, "Approve this text"))
                    (back(visit, &detail.id, version))
                },
                _ => {
                    (offered(visit, &detail.id, "publication", PolicyCommand::PublishPolicy { id, version, sha256, from: today },
                        ui::date_field(&Field { name: "from", label: "In force from", value: &from, required: true, ..Field::default() }), "Publish"))
                    (back(visit, &detail.id, version))
                },
            }
        }))
    }
}

fn back(visit: &Visit, id: &str, version: u32) -> Markup {
    let wanted = PolicyCommand::ReturnPolicy { id: id.to_owned(), version, reason: String::new() };
    let reason =
        Field { name: "reason", id: "back-reason", label: "What is wrong with it", required: true, ..Field::default() };
    html! {
        @if why_not(visit, &Command::Policy(wanted.clone())).is_none() {
            details.fold.add { summary { "Send it back" } (offered(visit, id, "return", wanted, ui::textarea(&reason, 2), "Send back")) }
        }
    }
}

/// What is to be done about the version in force, for who may do it.
fn in_force(visit: &Visit, detail: &PolicyDetail, typed: &Typed) -> Markup {
    let (id, version) = (detail.id.clone(), detail.line.current.unwrap_or_default());
    let review = PolicyCommand::ReviewPolicy { id: id.clone(), version, note: String::new() };
    if why_not(visit, &Command::Policy(review.clone())).is_some() {
        return html! {};
    }
    let ask = PolicyCommand::AskAcknowledgement { id, until: visit.doors.app.clock().today() };
    let overdue = detail.line.state == PolicyState::DueForReview;
    let note = Field {
        name: "note",
        label: "What was looked at",
        hint: "The owner confirms that it says how things are really done.",
        value: typed.get("note"),
        required: true,
        ..Field::default()
    };
    let until = Field {
        name: "until",
        label: "Acknowledged by",
        value: typed.get("until"),
        required: true,
        ..Field::default()
    };
    html! {
        details.fold.add open[overdue] {
            summary { "Confirm version " (version) " as it stands" }
            (offered(visit, &detail.id, "review", review, ui::textarea(&note, 2), "Confirm"))
        }
        details.fold.add {
            summary { "Ask for acknowledgement" }
            (offered(visit, &detail.id, "round", ask, html! {
                (ui::date_field(&until))
                p.hint { "It is for " (counted(detail.readers.len(), "person", "people")) "; who acknowledged it already is not asked again." }
            }, "Ask them"))
        }
    }
}

/// For who has to acknowledge it: the button; for who did: when.
fn acknowledge(visit: &Visit, detail: &PolicyDetail) -> Markup {
    let me = visit.who.id();
    let current = detail.line.current.and_then(|number| detail.held.version(number));
    let Some(current) = current.filter(|_| detail.readers.contains(me)) else { return html! {} };
    let done = detail.held.acknowledged.get(me).and_then(|versions| versions.get(&current.number));
    let asked = detail.line.progress.as_ref().filter(|one| one.missing().any(|reader| reader.person == me));
    let wanted = PolicyCommand::AcknowledgePolicy {
        id: detail.id.clone(),
        version: current.number,
        sha256: current.sha256.clone(),
    };
    let read = html! { a href=(visit.href(&format!("{}?version={}#text", super::path(&detail.id), current.number))) { "version " (current.number) } };
    html! {
        @match (done, asked) {
            (Some(at_us), _) => p.hint { (Icon::Check.svg()) " You acknowledged version " (current.number) " on " (minute_of(*at_us)) "." },
            (None, Some(progress)) => (ui::notice(Tone::Accent, &format!("You are asked to read and acknowledge it by {}", progress.until), html! {
                p { "By this you say that you have read " (read) " and will act by it." }
                (offered(visit, &detail.id, "acknowledgement", wanted, html! {}, "I have read it"))
            })),
            (None, None) => details.fold.add {
                summary { "Acknowledge version " (current.number) }
                (offered(visit, &detail.id, "acknowledgement", wanted, html! {}, "I have read it"))
            },
        }
    }
}
