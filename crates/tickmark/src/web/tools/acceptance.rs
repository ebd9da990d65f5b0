//! May a risk be left as it is, and what does that need? (clause 6.1.3 f; workflows, section 7)

use super::asked::{self, Tool, answer, text, ticked};
use super::{form, typed};
use crate::web::problem::Problem;
use crate::web::typed::sentence;
use crate::web::ui::{self, Choice, Field, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{AcceptanceAnswerWords, LEVELS, acceptance};
use axum::response::Response;
use domain::reports::acceptance::AcceptanceNeed;
use domain::values::risk::TreatmentOption;
use maud::{Markup, html};
use serde_json::json;

const TOOL: Tool = Tool {
    title: "Acceptance check",
    path: "/tools/acceptance",
    lead: "May a risk be left as it is, and what does that need? Clause 6.1.3 f; nothing is kept.",
    next: "Give the level of what remains, the appetite and the decision.",
    example: "/tools/acceptance?level=high&appetite=moderate&decision=retain&owner=ana&said=owner_signed&reason=replaced+in+spring",
    how: &[
        "Every decision needs an owner of the risk and the owner's signature: on the acceptance when the risk is retained, on the plan otherwise.",
        "To retain a risk above the appetite also needs the signature of the next level of management, a reason and a last day.",
        "The appetite is the highest level that a risk owner may retain alone.",
        "With a day to judge by, an acceptance that has run out before it does not stand.",
    ],
};

/// What is ticked.
const SIGNED: [(&str, &str); 2] =
    [("owner_signed", "The risk owner signed"), ("next_level_signed", "The next level of management signed")];

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let found = visit.field("level").map(|_| {
        let question = json!({
            "level": text(&visit, "level"), "appetite": text(&visit, "appetite"), "decision": text(&visit, "decision"),
            "owner": text(&visit, "owner"), "owner_signed": ticked(&visit, "said", "owner_signed"),
            "next_level_signed": ticked(&visit, "said", "next_level_signed"), "reason": text(&visit, "reason"),
            "expiry": text(&visit, "expiry"), "as_of": text(&visit, "judged"),
        });
        answer(&question, acceptance).map(|found| told(&found))
    });
    asked::page(&visit, &TOOL, &asked::question(fields(&visit)), found)
}

fn told(found: &AcceptanceAnswerWords) -> Markup {
    let (tone, title) = match found.allowed {
        true => (Tone::Good, "The decision stands"),
        false => (Tone::Caution, "The decision does not stand"),
    };
    let needs = found.needs.iter().filter_map(|id| AcceptanceNeed::parse(id));
    let body = html! {
        @if found.allowed { p { "Nothing is needed beside what is there." } }
        @if !found.needs.is_empty() { p { "It still needs:" } ul.lines { @for need in needs { li { (need.title()) } } } }
        @if !found.errors.is_empty() {
            p { "What contradicts it:" }
            ul.lines { @for [_, wrong] in &found.errors { li { (sentence(wrong)) } } }
        }
    };
    ui::notice(tone, title, body)
}

fn fields(visit: &Visit) -> Markup {
    let levels = |name: &str, usual: &str| {
        let chosen = visit.field(name).unwrap_or_else(|| usual.to_owned());
        let level = |id: &'static str| Choice::new(id, id.replace('_', " "), id == chosen);
        let words: Vec<Choice<'_>> = LEVELS.into_iter().map(level).collect();
        words
    };
    let chosen = visit.field("decision").unwrap_or_else(|| "retain".to_owned());
    let options: Vec<Choice<'_>> =
        TreatmentOption::ALL.into_iter().map(|o| Choice::new(o.id(), o.title(), o.id() == chosen)).collect();
    let signed: Vec<Choice<'_>> =
        SIGNED.into_iter().map(|(id, label)| Choice::new(id, label, ticked(visit, "said", id))).collect();
    let (owner, reason) = (typed(visit, "owner"), typed(visit, "reason"));
    let (expiry, judged) = (typed(visit, "expiry"), typed(visit, "judged"));
    let field = |name, label, value, hint| Field { name, label, value, hint, ..Field::default() };
    form(
        visit,
        TOOL.path,
        html! {
            (ui::select(&field("level", "Level of what remains", "", ""), &levels("level", "high")))
            (ui::select(&field("appetite", "Appetite", "", "The highest level that its owner may retain alone."), &levels("appetite", "moderate")))
            (ui::select(&field("decision", "Decision", "", ""), &options))
            (ui::text(&field("owner", "Owner of the risk", owner.as_str(), "")))
            (ui::checkboxes(&field("said", "Signatures", "", ""), &signed))
            (ui::text(&field("reason", "Reason", reason.as_str(), "Needed above the appetite.")))
            (ui::date_field(&field("expiry", "Last day on which it holds", expiry.as_str(), "Needed above the appetite.")))
            (ui::date_field(&field("judged", "Judged on", judged.as_str(), "May stay empty.")))
        },
    )
}
