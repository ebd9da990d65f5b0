//! One own control: what it is, what it answers and why, and what losing it would take away.

use super::{life, links, operation, owner, path, runs, status_badge};
use crate::web::history;
use crate::web::problem::Problem;
use crate::web::reading::{days, items};
use crate::web::typed::{Typed, refused};
use crate::web::ui::{self, Crumb, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::{ControlDetail, ControlOf};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::{Action, Status};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

/// The page; after a refusal with what was typed and why it was refused.
pub(super) fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&ControlOf(id.to_owned()))?;
    let detail = &answer.value;
    let control = &detail.held.control;
    let retired = control.status == Status::Retired;
    let may = |action| !visit.in_the_past() && visit.doors.app.may(&visit.org, &visit.who, action, Some(id));
    let (may_revise, may_link, may_retire) =
        (may(Action::ReviseControl), may(Action::LinkControl), may(Action::RetireControl));
    let operates = operation::section(visit, id, typed)?;
    let body = html! {
        (ui::heading(
            &format!("{} {}", control.id, control.name),
            None,
            Some(html! {
                (days(visit, &answer.mark))
                @if visit.doors.app.may(&visit.org, &visit.who, Action::ReadHistory, None) { (ui::quiet_link("History", &visit.href(&format!("{}/history", path(id))), Some(Icon::History))) }
                @if may_revise && !retired { (ui::link_button("Edit", &visit.href(&format!("{}/revision", path(id))), None)) }
            }),
        ))
        (refused(refusal))
        @if retired {
            (ui::notice(Tone::Neutral, "This control is retired", html! {
                "It stays in the history and counts nowhere."
                @if may_revise { (life::return_form(visit, id)) }
            }))
        }
        (ui::columns(
            html! {
                (ui::section("activity", "What is done", None, html! {
                    @if control.activity.is_empty() {
                        p.hint { "Nobody has written down who does what, how often, and what shows it." }
                    } @else { p.prose { (control.activity) } }
                }))
                (ui::section("links", "What it answers", Some("Each link says why. Criteria count through the crosswalk, links to Annex A count by themselves."), html! {
                    (links::table(visit, detail))
                    @if may_link && !retired { (links::form(visit, id, typed, refusal)) }
                }))
                (operates)
                (runs::section(visit, id))
                (crate::web::collectors::of_control(visit, id))
                (crate::web::nonconformities::about(visit, &app::ask::NonconformitiesAbout::Control(id.to_owned()), None))
                (crate::web::registers::naming(visit, id))
            },
            html! { (facts(visit, detail, typed)) @if !visit.doors.app.is_watched(&visit.org, &visit.who) { (losing(visit, detail)) } @if may_retire && !retired { (life::retirement(visit, id, typed)) } },
        ))
    };
    let crumbs = [Crumb::link("Controls", visit.href("/controls")), Crumb::here(control.id.as_str())];
    let body = history::with(visit, &answer.mark, (FoundKind::Control, id), &body);
    Ok(visit.page(&answer.mark, &format!("{} {}", control.id, control.name), "/controls", &crumbs, body))
}

fn facts(visit: &Visit, detail: &ControlDetail, typed: &Typed) -> Markup {
    let (held, control) = (&detail.held, &detail.held.control);
    let text = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    let list = ui::definition_list(&[
        ("Status", status_badge(control.status)),
        ("Owner", owner::shown(visit, detail)),
        ("Runs", text(control.frequency.map_or("", |f| f.title()))),
        ("Type", text(&control.kind)),
        ("Policy", text(&control.policy)),
        ("Added", html! { (app::clock::minute_of(held.added_us)) }),
        ("Last changed", html! { (app::clock::minute_of(held.changed_us)) ", version " (held.version) }),
    ]);
    ui::card(html! { (list) (owner::form(visit, detail, typed)) })
}

/// What would be gone without it.
fn losing(visit: &Visit, detail: &ControlDetail) -> Markup {
    let nothing = detail.only_answer_to.is_empty() && detail.lost.is_empty();
    ui::card(html! {
        h3 { "Without it" }
        @if !detail.held.control.in_place() {
            p.hint { "It is not in place, so that nothing rests on it." }
        } @else if nothing {
            p.hint { "Every criterion that it answers is answered by another control in place as well." }
        } @else {
            (ui::definition_list(&[
                ("Criteria that nothing else answers", items(visit, &detail.only_answer_to)),
                ("Annex A controls no longer covered", items(visit, &detail.lost)),
            ]))
        }
    })
}
