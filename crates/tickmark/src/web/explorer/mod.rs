//! The framework explorer: every criterion, clause and control with its attributes and its counterparts; and the kinds
//! of evidence that serve both sides.

mod counterpart;
mod evidence;
mod framework;
mod privacy;
mod table;
#[cfg(test)]
mod tests;

use super::problem::Problem;
use super::reading;
use super::ui::{self, Crumb};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{Question, Seen};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::refusal::Refusal;
use domain::values::{Action, Framework, ItemKind, Outcome, Provenance};
use jiff::civil::Date;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/frameworks", get(page))
        .route("/o/{organisation}/frameworks/{id}", get(framework::page))
        .route("/o/{organisation}/evidence-kinds", get(evidence::page))
        .route("/o/{organisation}/privacy", get(privacy::page))
}

/// What the list says of each framework.
struct Frameworks;

struct Summary {
    id: String,
    title: String,
    version: String,
    outcome: Outcome,
    source: Provenance,
    /// Name of a kind of item and how many are audited.
    counts: Vec<(&'static str, usize)>,
}

impl Question for Frameworks {
    type Answer = Vec<Summary>;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Summary>, Refusal> {
        Ok(seen.catalogue.frameworks().map(summary).collect())
    }
}

fn summary(framework: &Framework) -> Summary {
    let kinds = [(ItemKind::Criterion, "criteria"), (ItemKind::Clause, "clauses"), (ItemKind::Control, "controls")];
    let counts = kinds.into_iter().map(|(kind, name)| (name, framework.audited(kind).count())).filter(|(_, n)| *n > 0);
    Summary {
        id: framework.id.clone(),
        title: framework.title.clone(),
        version: framework.version.clone(),
        outcome: framework.outcome,
        source: framework.source.clone(),
        counts: counts.collect(),
    }
}

async fn page(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Frameworks)?;
    let mut others = app::library::ask(&app::library::catalogue(), answer.mark.on, &Frameworks)?;
    others.retain(|f| !answer.value.iter().any(|adopted| adopted.id == f.id));
    let body = html! {
        (ui::heading(
            "Frameworks",
            Some("Every criterion, clause and control in our own words. The published texts are what binds."),
            Some(reading::days(&visit, &answer.mark)),
        ))
        div.shelf { @for f in &answer.value { (volume(&visit, f, answer.mark.on)) } }
        @if !others.is_empty() {
            (ui::section("library", "In the built-in library, not adopted", Some("Nothing here counts."), html! {
                div.shelf { @for f in &others { (volume(&visit, f, answer.mark.on)) } }
            }))
        }
        (ui::notice(ui::Tone::Neutral, "Report, certificate, guidance", html! {
            "A SOC 2 examination ends in a report with an opinion. Organisations are certified to ISO/IEC 27001. "
            "ISO/IEC 27002 guides on the same 93 controls and lends its five attributes; nobody is certified to it."
        }))
    };
    let crumbs = [Crumb::link("Overview", visit.href("/")), Crumb::here("Frameworks")];
    Ok(visit.page(&answer.mark, "Frameworks", "/frameworks", &crumbs, body))
}

fn volume(visit: &Visit, framework: &Summary, on: Date) -> Markup {
    let counts: Vec<String> = framework.counts.iter().map(|(name, n)| format!("{n} {name}")).collect();
    html! {
        article.card.volume {
            h2 { a href=(visit.href(&format!("/frameworks/{}", reading::encode(&framework.id)))) { (framework.title) } }
            p.hint { (framework.version) }
            p.volume-counts { strong { (counts.join(" \u{b7} ")) } }
            p { (ends_in(framework.outcome)) }
            @if let Some(note) = &framework.source.note { p.hint { (note) } }
            (reading::source(&framework.source, on))
        }
    }
}

/// What an assessment against a framework ends in, in a sentence.
fn ends_in(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Report => "Examined by a CPA firm; ends in a report.",
        Outcome::Certificate => "Certified by an accredited body.",
        Outcome::Guidance => "Guides; nobody is certified to it.",
        Outcome::Own => "The organisation's own framework.",
    }
}
