//! What is missing before Stage 1 and Stage 2 of a certification audit, each with the page where it is mended.

use crate::web::ui::{self, Tone};
use crate::web::visit::Visit;
use app::ask::GateOf;
use domain::reports::certification::{Gate, GateMissing};
use domain::values::counted;
use maud::{Markup, html};

/// The card; nothing for who may not see all that it rests on.
pub(super) fn card(visit: &Visit) -> Markup {
    match visit.ask(&GateOf) {
        Ok(answer) => shown(visit, &answer.value),
        Err(_) => html! {},
    }
}

fn shown(visit: &Visit, gate: &Gate) -> Markup {
    ui::section(
        "gate",
        "Before a certification audit",
        Some(
            "What Stage 1 and Stage 2 look for first. That nothing is missing here says nothing of how well it works.",
        ),
        html! {
            p {
                a href=(visit.href("/assessments")) { strong { (gate.clauses) " of " (gate.clauses_of) } " clauses are addressed" } "; "
                a href=(visit.href("/statement")) { strong { (gate.controls) " of " (gate.controls_of) } " applicable controls of Annex A and own ones are implemented" }
                ". The two are counted apart."
            }
            @if gate.missing.is_empty() { p { (ui::badge(Tone::Good, "Nothing of these is missing")) } }
            @else { ul.needs { @for one in &gate.missing { li { span.need-open aria-hidden="true" {} span { (missing(visit, one)) } } } } }
        },
    )
}

fn missing(visit: &Visit, one: &GateMissing) -> Markup {
    let link = |path: &str, words: String| html! { a href=(visit.href(path)) { (words) } };
    match one {
        GateMissing::Clauses(ids) => {
            let words = format!("{} not started: {}", counted(ids.len(), "clause is", "clauses are"), ids.join(", "));
            link("/assessments", words)
        }
        GateMissing::InternalAudit => link("/internal-audits", "No internal audit was reported (9.2)".to_owned()),
        GateMissing::ManagementReview => {
            link("/management-reviews", "No management review has approved minutes (9.3)".to_owned())
        }
        GateMissing::Majors(ids) => {
            link("/nonconformities?class=major", format!("Major nonconformities are open: {}", ids.join(", ")))
        }
        GateMissing::NoStatement => {
            link("/statement", "No Statement of Applicability is approved (6.1.3 d)".to_owned())
        }
        GateMissing::Statement(id, errors) => {
            let words = format!("{id} has {} of SOA-01 to SOA-08", counted(*errors, "error", "errors"));
            link(&format!("/statement/{id}"), words)
        }
    }
}
