//! The description of the system, the statements of management with the opinion, bridge letters, and what customers have to
//! do.

mod cuecs;
mod letter;
mod letters;
mod one;
mod statements;
#[cfg(test)]
mod tests;

use super::people::why_not;
use super::reading::encode;
use super::typed::sentence;
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post};
use domain::command::{Command, DescriptionCommand};
use domain::reports::description::{Check, Standing};
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/engagements/{engagement}/description", get(one::show).post(one::write))
        .route("/o/{organisation}/engagements/{engagement}/description.md", get(one::download))
        .route("/o/{organisation}/engagements/{engagement}/description/submission", post(one::submit))
        .route("/o/{organisation}/engagements/{engagement}/description/approval", post(one::approve))
        .route("/o/{organisation}/engagements/{engagement}/description/comments", post(one::comment))
        .route("/o/{organisation}/engagements/{engagement}/description/finalisation", post(one::finalise))
        .route("/o/{organisation}/engagements/{engagement}/statements", get(statements::show))
        .route("/o/{organisation}/engagements/{engagement}/statements/{statement}", post(statements::write))
        .route("/o/{organisation}/engagements/{engagement}/statements/{statement}/text.md", get(statements::download))
        .route("/o/{organisation}/engagements/{engagement}/statements/{statement}/signature", post(statements::sign))
        .route("/o/{organisation}/engagements/{engagement}/opinion", post(statements::opinion))
        .route("/o/{organisation}/bridge-letters", get(letters::show).post(letters::write))
        .route("/o/{organisation}/bridge-letters/{letter}", get(letter::show).post(letter::write))
        .route("/o/{organisation}/bridge-letters/{letter}/text.md", get(letter::download))
        .route("/o/{organisation}/bridge-letters/{letter}/signature", post(letter::sign))
        .route("/o/{organisation}/bridge-letters/{letter}/sendings", post(letter::send))
        .route("/o/{organisation}/customer-controls", get(cuecs::show).post(cuecs::record))
        .route("/o/{organisation}/customer-controls/{own_cuec}/withdrawal", post(cuecs::withdraw))
}

/// The path of an engagement's page, `description` or `statements`, inside the organisation.
fn path(engagement: &str, page: &str) -> String {
    format!("/engagements/{}/{page}", encode(engagement))
}

/// May this be done, here and now?
fn offered(visit: &Visit, command: DescriptionCommand) -> bool {
    !visit.in_the_past() && why_not(visit, &Command::Description(command)).is_none()
}

/// Browsers end lines in two characters; what is signed has one.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Reasons of one check that are in sight; the others stand behind a fold.
const REASONS: usize = 4;

/// Checks as a list, those that are open first.
fn checked(checks: &[Check]) -> Markup {
    let mut sorted: Vec<&Check> = checks.iter().collect();
    sorted.sort_by_key(|check| match check.standing {
        Standing::Open => 0,
        Standing::ByPeople => 1,
        Standing::Agrees => 2,
    });
    html! {
        ul.plain-list.bare {
            @for check in sorted {
                li {
                    @match check.standing {
                        Standing::Open => (ui::badge(Tone::Caution, "Open")),
                        Standing::ByPeople => (ui::badge(Tone::Neutral, "To read")),
                        Standing::Agrees => (ui::badge(Tone::Good, "Agrees")),
                    }
                    " " (check.title)
                    @for reason in check.reasons.iter().take(REASONS) { div.hint { (sentence(reason)) } }
                    @if check.reasons.len() > REASONS {
                        details.fold {
                            summary { (check.reasons.len() - REASONS) " more" }
                            @for reason in check.reasons.iter().skip(REASONS) { div.hint { (sentence(reason)) } }
                        }
                    }
                }
            }
        }
    }
}
