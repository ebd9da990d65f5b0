//! The three steps that a covered control still needs: review, entry in the SoA, confirmation (R52).

use super::{href, judge};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Field, Tone};
use crate::web::visit::Visit;
use axum::extract::Path;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Step, StepTaken};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) fn section(visit: &Visit, item: &str, taken: &[(Step, StepTaken)], today: Date) -> Markup {
    let lead = "SOC 2 work covers this control. Before it counts for certification it still needs all three.";
    ui::section(
        "steps",
        "Three steps",
        Some(lead),
        html! {
            div.stack {
                @for step in Step::ALL {
                    @let found = taken.iter().find(|(s, _)| *s == step).map(|(_, taken)| taken);
                    (ui::card(one(visit, item, step, found, today)))
                }
            }
        },
    )
}

fn one(visit: &Visit, item: &str, step: Step, taken: Option<&StepTaken>, today: Date) -> Markup {
    let action = format!("{}/steps/{}", href(visit, item), step.id());
    html! {
        div.card-head {
            h3 { (step.title()) }
            @match taken {
                Some(taken) => (ui::badge(Tone::Good, &taken.on.to_string())),
                None => (ui::badge(Tone::Neutral, "Open")),
            }
        }
        @if let Some(taken) = taken { @if !taken.note.is_empty() { p { (taken.note) } } }
        @if !visit.in_the_past() {
            @match taken {
                Some(_) => form method="post" action={ (action) "/withdrawal" } { button.button.quiet.small type="submit" { "Take it back" } },
                None => (record(&action, step, today)),
            }
        }
    }
}

fn record(action: &str, step: Step, today: Date) -> Markup {
    let (day_id, note_id, day) = (format!("{}-on", step.id()), format!("{}-note", step.id()), today.to_string());
    let on = Field { name: "on", id: &day_id, label: "On", value: &day, required: true, ..Field::default() };
    let note = Field { name: "step-note", id: &note_id, label: "Note", ..Field::default() };
    html! {
        form.inline-form method="post" action=(action) {
            (ui::date_field(&on)) (ui::text(&note))
            button.button type="submit" { "Record" }
        }
    }
}

/// The step that an address names.
fn step_of(id: &str) -> Result<Step, Problem> {
    Step::parse(id).ok_or_else(|| Problem::not_found("There is no such step."))
}

pub(super) async fn take(
    visit: Visit,
    Path((_, item, step)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let step = step_of(&step)?;
    let taken = typed.day("on", "the day of the step");
    let done = taken.map_err(Problem::from).and_then(|on| {
        record_step(&visit, &item, step, Some(StepTaken { on, note: typed.get("step-note").to_owned() }))
    });
    or_again(done, |refusal: &Refusal| judge::page(&visit, &item, None, Some(refusal)))
}

pub(super) async fn take_back(
    visit: Visit,
    Path((_, item, step)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let done = record_step(&visit, &item, step_of(&step)?, None);
    or_again(done, |refusal: &Refusal| judge::page(&visit, &item, None, Some(refusal)))
}

fn record_step(visit: &Visit, item: &str, step: Step, taken: Option<StepTaken>) -> Result<Response, Problem> {
    let done = match &taken {
        Some(taken) => {
            format!("{item}: {} on {}.", step.title().to_lowercase().replace("iso/iec", "ISO/IEC"), taken.on)
        }
        None => format!("Took a step of {item} back."),
    };
    let to = format!("{}#steps", super::path(item));
    visit.change(&done, &to, Command::RecordStep { control: item.to_owned(), step, taken })
}
