//! May a nonconformity be closed? (clause 10.2; workflows, section 10)

use super::asked::{self, Tool, answer, text, ticked};
use super::{form, typed};
use crate::web::problem::Problem;
use crate::web::ui::{self, Choice, Field, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{ClosingWords, nonconformity};
use axum::response::Response;
use domain::reports::nonconformity::close::CloseNeed;
use domain::values::nonconformity::{Effectiveness, NonconformityState};
use maud::{Markup, html};
use serde_json::json;

const TOOL: Tool = Tool {
    title: "Nonconformity check",
    path: "/tools/nonconformity",
    lead: "May it be closed, and what is missing? Clause 10.2; nothing is kept.",
    next: "Write what is there of each step.",
    example: "/tools/nonconformity?asked=yes&correction=access+removed&cause=no+list+of+leavers&similar_cases=none+found&action=a+list+each+Friday&said=evidence",
    how: &[
        "Closing needs all six: correction or handling of the consequences, cause, a look for similar cases, action or a reason why none, an effectiveness result after the waiting time, and evidence.",
        "Ineffective leads back to the cause, whatever else is there.",
        "The next state is the first on the way whose part is missing.",
    ],
};

/// The four steps that are written, with what to write.
const STEPS: [(&str, &str, &str); 4] = [
    ("correction", "Correction", "Or how its consequences were dealt with."),
    ("cause", "Cause", ""),
    ("similar_cases", "Similar cases", "What the look for them gave; that there are none counts."),
    ("action", "Action carried out", "Or the reason why none is needed."),
];

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let found = visit.field("asked").map(|_| {
        let question = json!({
            "correction": text(&visit, "correction"), "cause": text(&visit, "cause"),
            "similar_cases": text(&visit, "similar_cases"), "action": text(&visit, "action"),
            "effectiveness": text(&visit, "effectiveness"), "evidence": ticked(&visit, "said", "evidence"),
        });
        answer(&question, nonconformity).map(|found| told(&found))
    });
    asked::page(&visit, &TOOL, &asked::question(fields(&visit)), found)
}

fn told(found: &ClosingWords) -> Markup {
    let next = NonconformityState::parse(found.next_state).map_or(found.next_state, NonconformityState::title);
    let missing = found.missing.iter().filter_map(|id| CloseNeed::parse(id));
    let (tone, title) = match found.can_close {
        true => (Tone::Good, "It can be closed"),
        false => (Tone::Caution, "It cannot be closed"),
    };
    ui::notice(
        tone,
        title,
        html! {
            p { "Next state: " strong { (next) } "." }
            @if !found.missing.is_empty() {
                p { "Missing:" }
                ul.lines { @for need in missing { li { (need.title()) } } }
            }
        },
    )
}

fn fields(visit: &Visit) -> Markup {
    let chosen = typed(visit, "effectiveness");
    let results: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Not judged yet", chosen.is_empty()))
        .chain(Effectiveness::ALL.into_iter().map(|e| Choice::new(e.id(), e.title(), e.id() == chosen)))
        .collect();
    let evidence = [Choice::new("evidence", "There is evidence that still counts", ticked(visit, "said", "evidence"))];
    form(
        visit,
        TOOL.path,
        html! {
            (ui::hidden("asked", "yes"))
            @for (name, label, hint) in STEPS {
                (ui::text(&Field { name, label, hint, value: &typed(visit, name), ..Field::default() }))
            }
            (ui::select(&Field { name: "effectiveness", label: "Effectiveness", ..Field::default() }, &results))
            (ui::checkboxes(&Field { name: "said", label: "Evidence", ..Field::default() }, &evidence))
        },
    )
}
