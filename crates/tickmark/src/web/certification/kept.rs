//! What keeps a certificate true between visits: the list for the next surveillance, controls that lapsed, changes, marks.

use super::folded::Forms;
use super::{action, day, path};
use crate::web::reading::{encode, n};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Confirm, Field, Tone};
use domain::reports::certification::YearlyLine;
use domain::values::certification::{ScopeChangeKind, SurveillanceTopic as Topic};
use domain::values::counted;
use maud::{Markup, html};

pub(super) fn section(forms: &Forms<'_>) -> Markup {
    html! {
        @if !forms.detail.yearly.is_empty() { (yearly(forms)) }
        @if forms.detail.lapsed.is_some() { (lapsed(forms)) }
        (changes(forms))
    }
}

/// Where a topic is looked at.
fn place(forms: &Forms<'_>, topic: Topic) -> String {
    let href = |path: &str| forms.visit.href(path);
    match topic {
        Topic::InternalAudit => href("/internal-audits"),
        Topic::ManagementReview => href("/management-reviews"),
        Topic::CorrectiveActions | Topic::Complaints => href("/nonconformities"),
        Topic::Changes | Topic::Marks => format!("{}#changes", href(&path(&forms.detail.id))),
        Topic::Controls => href(&format!("{}/coverage?show=never", path(&forms.detail.id))),
    }
}

fn yearly(forms: &Forms<'_>) -> Markup {
    let lead = "What a surveillance looks at every year, from what is recorded here.";
    let badge = |line: &YearlyLine| match line.shown {
        Some(true) => ui::badge(Tone::Good, "There"),
        Some(false) => ui::badge(Tone::Caution, "Missing"),
        None => ui::badge(Tone::Neutral, "To know"),
    };
    ui::section(
        "surveillance",
        "For the next surveillance",
        Some(lead),
        html! {
            ul.lines {
                @for line in &forms.detail.yearly {
                    li { (badge(line)) " " a href=(place(forms, line.topic)) { (line.topic.title()) } span.hint { " " (sentence(&line.says)) } }
                }
            }
        },
    )
}

fn lapsed(forms: &Forms<'_>) -> Markup {
    let Some((since, all)) = &forms.detail.lapsed else { return html! {} };
    let lead = "Runs of own controls whose day passed after the last visit of the body, without evidence of a run.";
    ui::section(
        "lapsed",
        "Lapsed since the last visit",
        Some(lead),
        html! {
            @if all.is_empty() { p { (ui::badge(Tone::Good, "None")) span.hint { " Every control that operates ran in its time." } } }
            @else {
                p { (counted(all.len(), "run is overdue", "runs are overdue")) " since " (day(*since)) "." }
                ul.lines {
                    @for one in all.iter().take(20) {
                        li {
                            a.id href=(forms.visit.href(&format!("/controls/{}", encode(&one.control)))) { (one.control) }
                            " " (one.bucket) ", was due by " (day(one.due))
                            @if let Some(owner) = &one.owner { span.hint { " " (forms.visit.name_of(owner)) } }
                        }
                    }
                }
                @if all.len() > 20 { p { a href=(forms.visit.href("/tasks?of=all")) { "The other " (n(all.len() - 20)) } } }
            }
        },
    )
}

fn changes(forms: &Forms<'_>) -> Markup {
    let held = &forms.detail.held;
    let lead = "New sites, services and mergers go to the body before its next visit.";
    ui::section(
        "changes",
        "Changes and marks",
        Some(lead),
        html! {
            @if held.changes.is_empty() { p.hint { "No change is noted." } }
            @for (number, one) in held.each_change() {
                (ui::card(html! {
                    h3 { (number) ". " (one.change.what) " " @if one.reported.is_none() { (ui::badge(Tone::Caution, "The body was not told")) } }
                    p.hint { (one.change.kind.title()) ", from " (day(one.change.on)) }
                    @match &one.reported {
                        Some(told) => p { "Told on " (day(told.on)) ": " (told.answer) @if told.stage1 { " It wants a Stage 1 before the next recertification." } },
                        None => div.actions { (tell(forms, number)) },
                    }
                }))
            }
            @for mark in held.marks.iter().rev().take(3) { p { "Use of marks looked at on " (day(mark.on)) ": " (mark.note) } }
            (note(forms))
            @if held.certificate().is_some() { (marks(forms)) }
        },
    )
}

fn tell(forms: &Forms<'_>, number: u32) -> Markup {
    let place = action(forms.visit, &forms.detail.id, &format!("changes/{number}/report"));
    let names = ["tell", "told", "said", "stage1"].map(|name| format!("{name}-{number}"));
    let [id, on_id, answer_id, stage1_id] = &names;
    let ask = Confirm {
        id,
        open: "The body was told",
        title: "What did the body answer?",
        text: "Recorded as it said it.",
        action: &place,
        yes: "Record",
        danger: false,
    };
    html! {
        @if forms.may {
            (ui::confirm(&ask, html! {
                (ui::date_field(&Field { name: "on", id: on_id, label: "Told on", value: &forms.today, required: true, ..Field::default() }))
                (ui::textarea(&Field { name: "answer", id: answer_id, label: "Its answer", required: true, ..Field::default() }, 2))
                (ui::checkboxes(&Field { name: "stage1", id: stage1_id, label: "Recertification", ..Field::default() }, &[Choice::new("yes", "It wants a Stage 1 before it", false)]))
            }))
        }
    }
}

fn note(forms: &Forms<'_>) -> Markup {
    let kind = ScopeChangeKind::parse(&forms.value("changes", "kind", "site"));
    let kinds = ScopeChangeKind::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == kind));
    let fields = html! {
        div.field-row {
            (ui::select(&Field { name: "kind", id: "change-kind", label: "Kind", required: true, ..Field::default() }, &kinds))
            (ui::date_field(&Field { name: "on", id: "change-on", label: "From", value: &forms.value("changes", "on", &forms.today), required: true, ..Field::default() }))
        }
        (ui::textarea(&Field { name: "what", label: "What changes", value: &forms.value("changes", "what", ""), required: true, ..Field::default() }, 2))
    };
    forms.folded("changes", "changes", "Note a change of scope", "Note", fields)
}

fn marks(forms: &Forms<'_>) -> Markup {
    let fields = html! {
        (ui::date_field(&Field { name: "on", id: "marks-on", label: "Looked at on", value: &forms.value("marks", "on", &forms.today), required: true, ..Field::default() }))
        (ui::textarea(&Field { name: "note", id: "marks-note", label: "Where, and what was seen", hint: "Web site, offers, letterhead: the mark stands with the scope, and never on a product.", value: &forms.value("marks", "note", ""), required: true, ..Field::default() }, 2))
    };
    forms.folded("marks", "marks", "Record a look at the use of marks", "Record", fields)
}
