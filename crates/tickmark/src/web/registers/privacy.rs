//! What stands with the register of obligations: sentences on privacy law, and rows to begin with.

use super::{another, register_path};
use crate::web::people::why_not;
use crate::web::reading::encode;
use crate::web::ui::{self, Tone};
use crate::web::visit::Visit;
use app::ask::RegisterAnswer;
use domain::values::isms::{PRIVACY_SENTENCES, RegisterKind, SUGGESTED, Suggested};
use maud::{Markup, html};

/// What frameworks do not say of laws on privacy (R261, R262, R265, R266, R267).
pub(super) fn sentences() -> Markup {
    ui::notice(
        Tone::Neutral,
        "Obligations stand apart from the status of frameworks",
        html! { ul { @for sentence in PRIVACY_SENTENCES { li { (sentence) } } } },
    )
}

/// Rows to begin with that are not in the register yet; whether one applies is decided by the organisation.
pub(super) fn suggested(visit: &Visit, answer: &RegisterAnswer) -> Markup {
    let known = |row: &&Suggested| !answer.rows.iter().any(|held| held.title() == row.title);
    let rows: Vec<&Suggested> = SUGGESTED.iter().filter(known).collect();
    let may = !visit.in_the_past() && why_not(visit, &another(RegisterKind::Obligations)).is_none();
    html! {
        @if may && !rows.is_empty() {
            (ui::section("suggested", "To begin with", Some("Duties that customers ask about. Whether one applies to you is yours to decide, with somebody who knows the law."), html! {
                ul.plain-list {
                    @for row in rows {
                        li { (row.title) " " span.hint { (row.source) } " " a href=(visit.href(&filled(row))) { "Add" } }
                    }
                }
            }))
        }
    }
}

fn filled(row: &Suggested) -> String {
    let hours = row.hours.map(|hours| hours.to_string()).unwrap_or_default();
    let fields = [
        ("title", row.title),
        ("kind", "law"),
        ("law", row.law),
        ("duty", row.duty),
        ("source", row.source),
        ("hours", &hours),
    ];
    let query: Vec<String> = fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    format!("{}/new?{}", register_path(RegisterKind::Obligations), query.join("&"))
}
