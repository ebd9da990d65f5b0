//! One document: its text as it reads, where its versions stand, and what is to be done about it.

use super::{path, side, state_badge, steps, versions};
use crate::web::history;
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::reading::{days, encode, item_href};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Confirm, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{PolicyDetail, PolicyOf};
use app::clock::day_of;
use app::exchange::policy_html;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, PolicyCommand};
use domain::refusal::Refusal;
use domain::registers::policy::HeldPolicyVersion;
use domain::reports::search::FoundKind;
use domain::values::policy::placeholders;
use maud::{Markup, PreEscaped, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PolicyOf(id.to_owned()))?;
    let detail = &answer.value;
    let policy = &detail.held.policy;
    let title = format!("{} {}", policy.number, policy.title);
    let live = detail.held.retired.is_none() && !visit.in_the_past();
    let body = html! {
        (ui::heading(&title, None, Some(html! {
            @if refusal.is_none() { (days(visit, &answer.mark)) }
            @if live { (ways(visit, detail)) }
        })))
        (refused(refusal))
        @if let Some(said) = &detail.held.retired {
            (ui::notice(Tone::Neutral, "It is retired", html! {
                (said.text) " (" (visit.name_of(&said.by)) ") "
                @if !visit.in_the_past() && may_change(visit, id) { a href=(visit.href(&format!("{}/revision", path(id)))) { "Change how long its versions are kept" } }
            }))
        }
        (ui::columns(
            html! { (steps::steps(visit, detail, typed)) (text(visit, detail)) },
            html! { (side::facts(visit, detail)) (side::concerns(detail)) (side::readers(visit, detail)) (side::practice(visit, detail)) (versions::versions(visit, detail)) },
        ))
    };
    let crumbs = [Crumb::link("Policies", visit.href("/policies")), Crumb::here(&policy.number)];
    let body = history::with(visit, &answer.mark, (FoundKind::Policy, id), &body);
    Ok(visit.page(&answer.mark, &title, "/policies", &crumbs, body))
}

/// May who looks change what is said of it?
fn may_change(visit: &Visit, id: &str) -> bool {
    let text = String::new();
    why_not(visit, &Command::Policy(PolicyCommand::DraftPolicy { id: id.to_owned(), text: text.clone(), note: text }))
        .is_none()
}

/// The version that the page shows: the one of the query, else the one that waits for something, else the one in force.
pub(super) fn shown<'a>(visit: &Visit, detail: &'a PolicyDetail) -> Option<&'a HeldPolicyVersion> {
    let held = &detail.held;
    let asked = visit.field("version").and_then(|number| number.parse().ok());
    let current = detail.line.current.and_then(|number| held.version(number));
    asked.and_then(|number| held.version(number)).or_else(|| held.open()).or(current).or_else(|| held.newest())
}

fn ways(visit: &Visit, detail: &PolicyDetail) -> Markup {
    let id = &detail.id;
    let retire = PolicyCommand::RetirePolicy { id: id.clone(), reason: String::new() };
    let title = format!("Is {} not in use any more?", detail.held.policy.number);
    let action = super::action(visit, id, "retirement");
    let ask = Confirm {
        id: "retire",
        open: "Retire",
        title: &title,
        text: "Its versions stay to be read, and nobody is asked to acknowledge it.",
        action: &action,
        yes: "Retire",
        danger: true,
    };
    html! {
        @if why_not(visit, &Command::Policy(retire)).is_none() {
            (ui::quiet_link("Change", &visit.href(&format!("{}/revision", path(id))), None))
            (ui::confirm(&ask, ui::textarea(&Field { name: "reason", id: "retire-reason", label: "Why, and what takes its place", required: true, ..Field::default() }, 2)))
            (ui::link_button("Write the text", &visit.href(&format!("{}/text", path(id))), None))
        }
    }
}

fn text(visit: &Visit, detail: &PolicyDetail) -> Markup {
    let Some(version) = shown(visit, detail) else { return html! {} };
    let open = placeholders(&version.text);
    let state = detail.held.state_of(version, visit_day(visit));
    let way = |word: &str| {
        detail.named.get(word).map(|kind| match kind {
            FoundKind::Item => item_href(visit, word),
            _ => visit.href(&format!("/controls/{}", encode(word))),
        })
    };
    html! {
        (ui::section("text", &format!("Version {}", version.number), None, html! {
            p {
                (state_badge(state)) " "
                @if let Some(published) = &version.published { "In force from " time datetime=(published.from) { (published.from) } ". " }
                @if version.disposed.is_none() { (ui::quiet_link("Markdown", &visit.href(&format!("{}/text.md?version={}", path(&detail.id), version.number)), None)) }
            }
            @if !open.is_empty() {
                (ui::notice(Tone::Caution, "Somebody has to fill this in", html! {
                    "Before it can be approved: "
                    @for one in open.iter().take(12) { "line " (one.line) " " code { (one.text) } "; " }
                    @if open.len() > 12 { "and " (open.len() - 12) " more." }
                }))
            }
            @match &version.disposed {
                Some(said) => (ui::notice(Tone::Neutral, &format!("Disposed of on {}: its text is not kept", day_of(said.at_us)), html! {
                    (said.text) " (" (visit.name_of(&said.by)) "). Its hash, its days, its approvals and who acknowledged it are."
                })),
                None => div.card.paper { (PreEscaped(policy_html(&version.text, &way))) },
            }
            p.hint { "SHA-256 " code { (version.sha256) } }
        }))
    }
}

/// The day of the visit, on which validity is judged.
pub(super) fn visit_day(visit: &Visit) -> jiff::civil::Date {
    visit.at.on.or(visit.at.as_of).unwrap_or_else(|| visit.doors.app.clock().today())
}
