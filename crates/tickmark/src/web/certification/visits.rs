//! The visits of the body: agreed, held, cancelled; what each covered.

use super::folded::Forms;
use super::{action, day, items, path};
use crate::web::reading::encode;
use crate::web::ui::{self, Choice, Confirm, Field, Tone};
use domain::registers::certification::HeldVisit;
use domain::values::certification::{VisitKind, VisitOutcome};
use domain::values::counted;
use maud::{Markup, html};

pub(super) fn section(forms: &Forms<'_>) -> Markup {
    let held = &forms.detail.held;
    let lead = "The latest first. What a visit covered is counted over the cycle.";
    ui::section(
        "visits",
        "Visits of the body",
        Some(lead),
        html! {
            @if held.visits.is_empty() { p.hint { "No visit is agreed. Plan Stage 1 when the body has named its days." } }
            @for (number, visit) in held.each_visit().rev() { (one(forms, number, visit)) }
            (planned(forms))
        },
    )
}

fn one(forms: &Forms<'_>, number: u32, held: &HeldVisit) -> Markup {
    let (visit, record) = (&held.visit, held.record.as_ref());
    let auditors: Vec<&str> = record.map_or(&visit.auditors, |one| &one.auditors).iter().map(String::as_str).collect();
    ui::card(html! {
        h3 id={ "visit-" (number) } { "Visit " (number) ": " (visit.kind.title()) " " (badge(held)) }
        p {
            (day(held.first())) " to " (day(held.last()))
            @if visit.remote { ", from afar" }
            @if !auditors.is_empty() { ", " (auditors.join(", ")) }
        }
        @if !visit.note.is_empty() { p.said-text { (visit.note) } }
        @for said in &held.moved { p.hint { "Moved, " (said.text) } }
        @if let Some(said) = &held.cancelled { p.said-text { (said.text) } }
        @if let Some(record) = record {
            p.said-text { (record.summary) }
            details.fold {
                summary { (counted(record.covered.len(), "clause or control", "clauses and controls")) " covered" }
                (items(forms.visit, &record.covered))
            }
            @if !record.topics.is_empty() {
                p.hint { "Looked at: " (record.topics.iter().map(|one| one.title().to_lowercase()).collect::<Vec<_>>().join(", ")) }
            }
            @if !record.followed.is_empty() {
                p.hint { "Followed from the risk to the evidence: " @for line in &record.followed { (followed(forms, line)) " " } }
            }
        }
        (ways(forms, number, held))
    })
}

fn followed(forms: &Forms<'_>, line: &str) -> Markup {
    let risk = line.split_once('/').map_or(line, |(risk, _)| risk);
    html! { a.id href=(forms.visit.href(&format!("/risks/{}", encode(risk)))) { (line) } }
}

fn badge(held: &HeldVisit) -> Markup {
    match (&held.record, &held.cancelled) {
        (Some(record), _) => {
            let tone = match record.outcome {
                VisitOutcome::GoesOn => Tone::Good,
                VisitOutcome::AfterActions => Tone::Accent,
                VisitOutcome::NotRecommended => Tone::Danger,
            };
            ui::badge(tone, record.outcome.title())
        }
        (None, Some(_)) => ui::badge(Tone::Neutral, "Cancelled"),
        (None, None) => ui::badge(Tone::Caution, "Agreed"),
    }
}

fn ways(forms: &Forms<'_>, number: u32, held: &HeldVisit) -> Markup {
    if !forms.may || held.cancelled.is_some() {
        return html! {};
    }
    let id = &forms.detail.id;
    let record = forms.visit.href(&format!("{}/visits/{number}/record", path(id)));
    let (days, never) = (
        action(forms.visit, id, &format!("visits/{number}/days")),
        action(forms.visit, id, &format!("visits/{number}/cancellation")),
    );
    let names = ["days", "never", "first", "last", "reason", "why"].map(|name| format!("{name}-{number}"));
    let [days_id, never_id, first_id, last_id, reason_id, why_id] = &names;
    let (first, last) = (held.visit.first.to_string(), held.visit.last.to_string());
    let other = Confirm {
        id: days_id,
        open: "Other days",
        title: "When does it take place?",
        text: "The days before stay in the history.",
        action: &days,
        yes: "Move it",
        danger: false,
    };
    let cancel = Confirm {
        id: never_id,
        open: "Cancel it",
        title: &format!("Does visit {number} not take place?"),
        text: "It stays in the list with the reason.",
        action: &never,
        yes: "Cancel it",
        danger: true,
    };
    html! {
        div.actions {
            @if held.record.is_some() { (ui::quiet_link("Correct the record", &record, None)) }
            @else {
                (ui::quiet_link("Record what was covered", &record, None))
                (ui::confirm(&other, html! {
                    (ui::date_field(&Field { name: "first", id: first_id, label: "First day", value: &first, required: true, ..Field::default() }))
                    (ui::date_field(&Field { name: "last", id: last_id, label: "Last day", value: &last, required: true, ..Field::default() }))
                    (ui::textarea(&Field { name: "reason", id: reason_id, label: "Why", required: true, ..Field::default() }, 2))
                }))
                (ui::confirm(&cancel, ui::textarea(&Field { name: "reason", id: why_id, label: "Why", required: true, ..Field::default() }, 2)))
            }
        }
    }
}

fn planned(forms: &Forms<'_>) -> Markup {
    let chosen = VisitKind::parse(&forms.value("visits", "kind", "stage1"));
    let kinds = VisitKind::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == chosen));
    let remote = forms.value("visits", "remote", "");
    let fields = html! {
        (ui::select(&Field { name: "kind", id: "visit-kind", label: "What for", required: true, ..Field::default() }, &kinds))
        div.field-row {
            (ui::date_field(&Field { name: "first", id: "visit-first", label: "First day", value: &forms.value("visits", "first", ""), required: true, ..Field::default() }))
            (ui::date_field(&Field { name: "last", id: "visit-last", label: "Last day", value: &forms.value("visits", "last", ""), required: true, ..Field::default() }))
        }
        (ui::checkboxes(&Field { name: "remote", label: "Where", ..Field::default() }, &[Choice::new("yes", "From afar", remote == "yes")]))
        (ui::text(&Field { name: "auditors", id: "visit-auditors", label: "Auditors", hint: "Names with commas, as far as they are known.", value: &forms.value("visits", "auditors", ""), ..Field::default() }))
        (ui::textarea(&Field { name: "note", id: "visit-note", label: "Note", hint: "Sites, shifts, what the body asked for.", value: &forms.value("visits", "note", ""), ..Field::default() }, 2))
    };
    forms.folded("visits", "visits", "Plan a visit", "Plan", fields)
}
