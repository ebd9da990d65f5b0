//! One programme: what its newest version says, its approval, its versions.

use super::{PLACE, day, item_link, programme_badge, programme_path};
use crate::web::history;
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Confirm, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{Answer, AuditProgrammeOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::registers::audit::{HeldProgramme, Said};
use domain::reports::audit::ProgrammeLine;
use domain::reports::search::FoundKind;
use domain::values::audit::ProgrammeState;
use domain::values::counted;
use maud::{Markup, html};

type Sent = Path<(String, String)>;

pub(super) async fn show(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    page(&visit, &id, None)
}

fn page(visit: &Visit, id: &str, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditProgrammeOf(id.to_owned()))?;
    let (held, line) = &answer.value;
    let title = format!("{id} {}", held.newest().1.programme.title);
    let body = html! {
        (ui::heading(&title, None, Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } (ways(visit, &answer)) })))
        (refused(refusal))
        (ui::columns(html! { (says(visit, held)) }, html! { (facts(visit, held, line)) (steps(visit, &answer)) (versions(visit, held)) }))
    };
    let body = history::with(visit, &answer.mark, (FoundKind::AuditProgramme, id), &body);
    let crumbs = [Crumb::link("Internal audits", visit.href(PLACE)), Crumb::here(id)];
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

fn ways(visit: &Visit, answer: &Answer<(HeldProgramme, ProgrammeLine)>) -> Markup {
    let (held, line) = &answer.value;
    let close = AuditCommand::CloseAuditProgramme { id: line.id.clone(), note: String::new() };
    let open = held.closed.is_none() && !visit.in_the_past();
    let ask = Confirm {
        id: "close",
        open: "Close",
        title: &format!("Close {}?", line.id),
        text: "A programme is closed when its cycle is over, or when another one takes its place.",
        action: &format!("/o/{}{}/closing", visit.org, programme_path(&line.id)),
        yes: "Close",
        danger: false,
    };
    html! {
        (ui::quiet_link("Coverage", &visit.href(&format!("{PLACE}/coverage?programme={}", line.id)), None))
        @if open && why_not(visit, &Command::Audit(close)).is_none() {
            (ui::quiet_link("Change", &visit.href(&format!("{}/revision", programme_path(&line.id))), None))
            (ui::confirm(&ask, ui::textarea(&Field { name: "note", id: "close-note", label: "Note", ..Field::default() }, 2)))
        }
    }
}

fn says(visit: &Visit, held: &HeldProgramme) -> Markup {
    let says = &held.newest().1.programme;
    let texts = [
        ("Frequency", &says.frequency),
        ("Methods", &says.methods),
        ("Responsibilities", &says.responsibilities),
        ("Planning", &says.planning),
        ("Reporting", &says.reporting),
    ];
    html! {
        @for (title, text) in texts { (ui::section(&title.to_lowercase(), title, None, html! { p.said-text { (text) } })) }
        @if !says.procedure.is_empty() { (ui::section("procedure", "Procedure", None, html! { p { (says.procedure) } })) }
        (ui::section("important", "Audited every year", None, html! {
            @if says.important.is_empty() { p.hint { "Nothing is named: each item is audited once in the cycle." } }
            ul.plain-list { @for (item, why) in &says.important { li { (item_link(visit, item)) " " (why) } } }
        }))
    }
}

fn facts(visit: &Visit, held: &HeldProgramme, line: &ProgrammeLine) -> Markup {
    let (version, newest) = held.newest();
    let cycle = newest.programme.cycle();
    ui::card(ui::definition_list(&[
        ("State", programme_badge(line.state)),
        ("Cycle", html! { (day(cycle.from)) " to " (day(cycle.until)) }),
        ("Version", html! { (version) ", written by " (visit.name_of(&newest.by)) }),
        ("SHA-256", ui::hash(&newest.sha256)),
        ("Approved", said(visit, newest.approved.as_ref())),
        (
            "Look-back",
            html! { (counted(newest.programme.look_back_days, "day", "days")) " for a part in what is audited" },
        ),
        (
            "First audit",
            html! { (newest.programme.weeks_least) " to " (counted(newest.programme.weeks_most, "week", "weeks")) " expected" },
        ),
    ]))
}

fn said(visit: &Visit, said: Option<&Said>) -> Markup {
    html! {
        @match said {
            Some(one) => { (visit.name_of(&one.by)) ", " (app::clock::minute_of(one.at_us)) },
            None => "not yet",
        }
    }
}

/// What is next: to be laid before management, or to be approved by it.
fn steps(visit: &Visit, answer: &Answer<(HeldProgramme, ProgrammeLine)>) -> Markup {
    let (held, line) = &answer.value;
    let (version, newest) = held.newest();
    let (id, sha256) = (line.id.clone(), newest.sha256.clone());
    let to = |noun: &str| format!("/o/{}{}/{noun}", visit.org, programme_path(&line.id));
    let (wanted, words, fields, noun) = match line.state {
        ProgrammeState::Draft => {
            (AuditCommand::ProposeAuditProgramme { id }, "Lay it before management", html! {}, "proposal")
        }
        ProgrammeState::Proposed => {
            let fields = html! { (ui::hidden("version", &version.to_string())) (ui::hidden("sha256", &sha256)) };
            let command = AuditCommand::ApproveAuditProgramme { id, version, sha256: sha256.clone() };
            (command, "Approve this version", fields, "approval")
        }
        _ => return html! {},
    };
    html! {
        @if !visit.in_the_past() {
            (ui::section("next", "Next", None, html! {
                @match why_not(visit, &Command::Audit(wanted)) {
                    Some(missing) if !matches!(missing, Refusal::StepUp { .. }) => (not_offered(&missing)),
                    _ => (ui::form(&to(noun), html! { (fields) div.actions { (ui::button(words)) } })),
                }
                @if line.state == ProgrammeState::Proposed { p.hint { "The approval names version " (version) " and its hash; who wrote it does not approve it (SoD-1)." } }
            }))
        }
    }
}

fn versions(visit: &Visit, held: &HeldProgramme) -> Markup {
    html! {
        (ui::section("versions", "Versions", None, html! {
            ol.plain-list {
                @for (number, one) in (1..).zip(&held.versions).collect::<Vec<(u32, _)>>().into_iter().rev() {
                    li { "Version " (number) ", " (visit.name_of(&one.by)) ", " (app::clock::minute_of(one.at_us)) @if one.approved.is_some() { ", approved" } }
                }
            }
        }))
    }
}

fn done(
    visit: &Visit,
    id: &str,
    words: &str,
    wanted: impl FnOnce() -> Result<AuditCommand, Refusal>,
) -> Result<Response, Problem> {
    only_today(visit)?;
    let command = wanted().map_err(Problem::from);
    let done = command.and_then(|wanted| visit.change(words, &programme_path(id), Command::Audit(wanted)));
    or_again(done, |refusal| page(visit, id, Some(refusal)))
}

pub(super) async fn propose(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    done(&visit, &id, "Laid before management.", || Ok(AuditCommand::ProposeAuditProgramme { id: id.clone() }))
}

pub(super) async fn approve(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, "Approved.", || {
        let version =
            typed.get("version").parse().map_err(|_| Refusal::Empty { field: "the version", wanted: "its number" })?;
        Ok(AuditCommand::ApproveAuditProgramme { id: id.clone(), version, sha256: typed.get("sha256").to_owned() })
    })
}

pub(super) async fn close(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    done(&visit, &id, "Closed.", || {
        Ok(AuditCommand::CloseAuditProgramme { id: id.clone(), note: typed.get("note").to_owned() })
    })
}
