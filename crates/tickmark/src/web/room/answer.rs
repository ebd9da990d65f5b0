//! The form of an answer: words, items of evidence and populations to choose from, and others by their ids.

use super::turn::{action, version};
use crate::web::problem::Problem;
use crate::web::reading::{counted, encode};
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::{AuditRequestDetail, EvidenceList, TestingOf};
use domain::values::{Action, EvidenceState, RequestAnswer};
use maud::{Markup, html};

/// Most items that are offered as boxes; others are named by their ids.
const OFFERED: usize = 12;

pub(super) fn form(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Result<Markup, Problem> {
    let (evidence, populations) = (evidence(visit, one, typed), populations(visit, one, typed));
    let control = one.line.held.control();
    let shows = control.map_or_else(
        || "The newest items. Others by their ids below.".to_owned(),
        |id| format!("The newest items of {id}. Others by their ids below."),
    );
    let text = |name: &'static str, label: &'static str, hint: &'static str| {
        ui::text(&Field { name, label, hint, value: typed.get(name), ..Field::default() })
    };
    let hand_in = hand_in(visit, control);
    Ok(ui::form(
        &action(visit, &one.line.id, "answer"),
        html! {
            (version(one))
            (ui::textarea(&Field { name: "text", label: "In words", value: typed.get("text"), ..Field::default() }, 4))
            @if !evidence.is_empty() {
                (ui::checkboxes(&Field { name: "evidence", label: "Evidence", hint: &shows, ..Field::default() }, &evidence))
            }
            (text("more-evidence", if evidence.is_empty() { "Evidence" } else { "Other evidence" }, "Ids with a comma between them, such as EV-7, EV-12."))
            @if !populations.is_empty() {
                (ui::checkboxes(&Field { name: "populations", label: "Populations", ..Field::default() }, &populations))
            }
            p.hint {
                "The auditors of the engagement see what the answer names. "
                @match &hand_in {
                    Some(href) => { "Not handed in yet? " a href=(href) { "Hand it in" } ", then come back." },
                    None => "What is not handed in yet, the owner of the control hands in.",
                }
            }
            div.actions { (ui::button("Send the answer")) }
        },
    ))
}

/// Where evidence for the answer is handed in, by who may do it.
fn hand_in(visit: &Visit, control: Option<&str>) -> Option<String> {
    let app = &visit.doors.app;
    let (may, path) = match control {
        Some(id) => {
            let may = app.may(&visit.org, &visit.who, Action::AppendEvidence, Some(id));
            (may, format!("/evidence/new?control={}", encode(id)))
        }
        None => (app.may_hand_in(&visit.org, &visit.who), "/evidence/new".to_owned()),
    };
    may.then(|| visit.href(&path))
}

/// The newest items that show its control, or the newest of all.
fn evidence(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Vec<Choice<'static>> {
    let control = one.line.held.control().map(str::to_owned);
    // Whoever may not see evidence can still name it.
    let lines = visit.ask(&EvidenceList { control, take: OFFERED * 2, ..EvidenceList::default() });
    let lines = lines.map(|answer| answer.value.lines).unwrap_or_default();
    let there = |state| !matches!(state, EvidenceState::Withdrawn | EvidenceState::Disposed);
    let shown = lines.into_iter().filter(|line| there(line.held.state)).take(OFFERED);
    shown
        .map(|line| {
            let (state, title) = (line.held.state, &line.held.newest().evidence.title);
            let label = match state {
                EvidenceState::Accepted => format!("{} {title}", line.id),
                other => format!("{} {title} ({})", line.id, other.title().to_lowercase()),
            };
            let chosen = typed.all("evidence").any(|id| id == line.id);
            Choice::new(line.id, label, chosen)
        })
        .collect()
}

fn populations(visit: &Visit, one: &AuditRequestDetail, typed: &Typed) -> Vec<Choice<'static>> {
    let held = &one.line.held;
    let asked = visit.ask(&TestingOf { engagement: held.request.engagement.clone() });
    let all = asked.map(|answer| answer.value.populations).unwrap_or_default();
    let of = |control: &str| held.control().is_none_or(|wanted| wanted == control);
    all.into_iter()
        .filter(|line| of(&line.held.population.control))
        .take(OFFERED)
        .map(|line| {
            let frozen = if line.held.frozen.is_some() { ", frozen" } else { "" };
            let label =
                format!("{} {}, {}{frozen}", line.id, line.held.population.title, counted(line.items, "item", "items"));
            let chosen = typed.all("populations").any(|id| id == line.id);
            Choice::new(line.id, label, chosen)
        })
        .collect()
}

/// The answer as it was typed; an id that was named twice stands once.
pub(super) fn meant(typed: &Typed) -> RequestAnswer {
    let mut evidence: Vec<String> = typed.all("evidence").map(str::to_owned).collect();
    let more = typed.get("more-evidence").split([',', ' ', ';', '\n']).map(str::trim).filter(|id| !id.is_empty());
    evidence.extend(more.map(str::to_uppercase));
    let mut once = Vec::new();
    for id in evidence.into_iter().filter(|id| !id.is_empty()) {
        if !once.contains(&id) {
            once.push(id);
        }
    }
    let populations = typed.all("populations").filter(|id| !id.is_empty()).map(str::to_owned).collect();
    RequestAnswer { text: typed.get("text").trim().to_owned(), evidence: once, populations }
}
