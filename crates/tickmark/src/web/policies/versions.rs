//! The versions of a document beside its text: where each stands, how long it is kept, and the way to dispose of its text (R161).

use super::one::{shown, visit_day};
use super::{action, path, state_badge};
use crate::web::people::why_not;
use crate::web::ui::{self, Confirm, Field};
use crate::web::visit::Visit;
use app::ask::PolicyDetail;
use app::clock::day_of;
use domain::command::{Command, PolicyCommand};
use domain::registers::policy::HeldPolicyVersion;
use maud::{Markup, html};

pub(super) fn versions(visit: &Visit, detail: &PolicyDetail) -> Markup {
    html! {
        (ui::section("versions", "Versions", None, html! {
            ul.plain-list { @for version in detail.held.versions.iter().rev() { li { (one(visit, detail, version)) } } }
            @for (other, why) in &detail.same {
                p.hint { a.id href=(visit.href(&path(other))) { (other) } " may be for the same topic: " (why) "." }
            }
        }))
    }
}

fn one(visit: &Visit, detail: &PolicyDetail, version: &HeldPolicyVersion) -> Markup {
    let now = shown(visit, detail).map(|version| version.number);
    let before = version.number.checked_sub(1).and_then(|number| detail.held.version(number));
    let compared = version.disposed.is_none() && before.is_some_and(|before| before.disposed.is_none());
    html! {
        @if now == Some(version.number) { strong { "Version " (version.number) } }
        @else { a href=(visit.href(&format!("{}?version={}", path(&detail.id), version.number))) { "Version " (version.number) } }
        " " (state_badge(detail.held.state_of(version, visit_day(visit))))
        @if !version.note.is_empty() { p.hint { (version.note) } }
        p.hint {
            "Written by "
            @for (at, author) in version.authors.iter().enumerate() { @if at > 0 { ", " } (visit.name_of(author)) }
            @for step in &version.approvals { ", approved by " (visit.name_of(&step.by)) }
        }
        (kept(visit, detail, version))
        @if compared {
            a href=(visit.href(&format!("{}/difference?from={}&to={}", path(&detail.id), version.number - 1, version.number))) { "What changed" }
        }
    }
}

/// How long it is kept, or since when it is not.
fn kept(visit: &Visit, detail: &PolicyDetail, version: &HeldPolicyVersion) -> Markup {
    let day = visit_day(visit);
    if let Some(said) = &version.disposed {
        return html! { p.hint { "Disposed of on " (day_of(said.at_us)) " by " (visit.name_of(&said.by)) ": " (said.text) } };
    }
    if detail.held.ended(version, day).is_none() {
        return html! {};
    }
    html! {
        p.hint {
            @match detail.held.kept_until(version, day) {
                Some(until) => { "Kept until " time datetime=(until) { (until) } @if detail.line.ripe.contains(&version.number) { ", which is over" } },
                None => "No retention is set, so it is kept",
            }
        }
        @if detail.line.ripe.contains(&version.number) && !visit.in_the_past() { (dispose(visit, detail, version.number)) }
    }
}

/// The question before the text of a version goes, for who may write the document.
fn dispose(visit: &Visit, detail: &PolicyDetail, number: u32) -> Markup {
    let wanted = PolicyCommand::DisposePolicyVersion { id: detail.id.clone(), version: number, reason: String::new() };
    if why_not(visit, &Command::Policy(wanted)).is_some() {
        return html! {};
    }
    let (id, field) = (format!("dispose-{number}"), format!("dispose-{number}-reason"));
    let title = format!("Dispose of version {number} of {}?", detail.held.policy.number);
    let ask = Confirm {
        id: &id,
        open: "Dispose of it",
        title: &title,
        text: "Its text goes from every page and answer, and does not come back. Its hash, its days, its approvals and who \
               acknowledged it stay, and so does the entry of the ledger that brought the text.",
        action: &action(visit, &detail.id, &format!("versions/{number}/disposal")),
        yes: "Dispose of it",
        danger: true,
    };
    let reason = Field { name: "reason", id: &field, label: "Why, and who agreed", required: true, ..Field::default() };
    html! { p.aside-action { (ui::confirm(&ask, ui::textarea(&reason, 2))) } }
}
