//! The forms of the next step and of the body's decision.

use super::folded::Forms;
use super::{day, needs};
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Field};
use domain::reports::certification::bodys;
use domain::values::certification::{CertificationState, SuspensionGround};
use maud::{Markup, html};

pub(super) fn steps(forms: &Forms<'_>) -> Markup {
    let detail = forms.detail;
    html! {
        section id="steps" {
            @if detail.decides { (decision(forms)) }
            @if !detail.steps.is_empty() { (step(forms)) }
        }
    }
}

fn step(forms: &Forms<'_>) -> Markup {
    let usual = forms.detail.next.as_ref().map(|(to, _)| *to);
    let chosen = CertificationState::parse(&forms.value("steps", "to", usual.map_or("", CertificationState::id)));
    let choices: Vec<Choice<'_>> =
        forms.detail.steps.iter().map(|to| Choice::new(to.id(), to.title(), Some(*to) == chosen)).collect();
    let picked = forms.value("steps", "ground", "");
    let mut grounds = vec![Choice::new("", "Not a suspension", picked.is_empty())];
    grounds.extend(SuspensionGround::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == picked)));
    let body_decides = forms.detail.steps.iter().any(|to| bodys(*to));
    let suspends = forms.detail.steps.contains(&CertificationState::Suspended);
    let fields = html! {
        div.field-row {
            (ui::select(&Field { name: "to", label: "Goes on to", required: true, ..Field::default() }, &choices))
            (ui::date_field(&Field { name: "on", id: "step-on", label: "On", value: &forms.value("steps", "on", &forms.today), required: true, ..Field::default() }))
        }
        @if suspends { (ui::select(&Field { name: "ground", label: "Of a suspension: why", ..Field::default() }, &grounds)) }
        (ui::textarea(&Field { name: "note", id: "step-note", label: "Note", hint: "Needed when it ends or something is held again.", value: &forms.value("steps", "note", ""), ..Field::default() }, 2))
        @if body_decides {
            (ui::textarea(&Field { name: "because", label: "The body went on although something is missing, because", hint: "Only where the body decided so: what was missing and the reason stay on this page.", value: &forms.value("steps", "because", ""), ..Field::default() }, 2))
        }
    };
    let title = match &forms.detail.next {
        Some((to, _)) if !forms.detail.decides => sentence(&format!("take the next step: {}", needs::said(*to))),
        _ => "Take a step".to_owned(),
    };
    forms.folded("steps", "steps", title.trim_end_matches('.'), "Record the step", fields)
}

fn decision(forms: &Forms<'_>) -> Markup {
    let held = &forms.detail.held;
    let before = held.certificate();
    let number = before.map_or("", |held| held.decision.number.as_str());
    let fields = html! {
        div.field-row {
            (ui::text(&Field { name: "number", label: "Number of the certificate", value: &forms.value("certificates", "number", number), required: true, ..Field::default() }))
            (ui::date_field(&Field { name: "on", id: "decided-on", label: "Decided on", value: &forms.value("certificates", "on", &forms.today), required: true, ..Field::default() }))
            (ui::text(&Field { name: "statement", label: "Statement of Applicability", hint: "The version on it, such as ST-1.", value: &forms.value("certificates", "statement", ""), required: true, ..Field::default() }))
        }
        (ui::textarea(&Field { name: "scope", id: "certified-scope", label: "Scope on the certificate", value: &forms.value("certificates", "scope", &held.project.scope), required: true, ..Field::default() }, 3))
        (ui::textarea(&Field { name: "note", id: "decision-note", label: "Note", value: &forms.value("certificates", "note", ""), ..Field::default() }, 2))
        p.hint {
            @match before {
                Some(old) => { "Decided by " (day(old.expiry)) " or within six months after it, the next last day is three years after " (day(old.expiry)) "." },
                None => "The last day is reckoned: three years from the decision, less a day.",
            }
        }
    };
    forms.folded("certificates", "certificates", "Record the certificate", "Record the decision", fields)
}
