//! Curated suggestions on the crosswalk that speaks: off until a person accepts one, with a reason.

use super::problem::Problem;
use super::reading::{Both, days, encode, items, n, overlap};
use super::typed::{Typed, or_again, refused, sentence};
use super::ui::{self, Crumb, Field, Tab, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{ProfileOf, Suggestion, Suggestions};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use maud::{Markup, html};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/suggestions", get(show))
        .route("/o/{organisation}/suggestions/{layer}/{row}/decision", post(decide))
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

/// A refused decision: which row, what was typed as its reason, and why it was refused.
type RefusedDecision<'a> = (&'a str, &'a str, &'a Refusal);

fn page(visit: &Visit, again: Option<RefusedDecision<'_>>) -> Result<Response, Problem> {
    let answer = visit.ask(&Both(Suggestions, ProfileOf))?;
    let (all, profile) = &answer.value;
    let view = visit.field("view").unwrap_or_default();
    let shown: Vec<&Suggestion> = all.iter().filter(|s| in_view(s, &view)).collect();
    let lead = format!(
        "Controls that {} claims and none of its rows names. Each is off until you accept it; your reason is kept with the decision.",
        profile.crosswalk
    );
    let body = html! {
        (ui::heading("Suggestions", Some(&lead), Some(days(visit, &answer.mark))))
        (refused(again.map(|(_, _, refusal)| refusal)))
        @if all.is_empty() {
            (ui::empty_state(
                "No suggestions on this crosswalk",
                "The curated layer lies on another crosswalk. Choose that one in the scope to see it.",
                ui::quiet_link("Scope", &visit.href("/scope"), None),
            ))
        } @else {
            (tabs(visit, all, &view))
            @if shown.is_empty() { (ui::empty_state("Nothing here", "Every suggestion stands under another heading.", html! {})) }
            div.stack { @for one in shown { (card(visit, one, again)) } }
        }
    };
    Ok(visit.page(&answer.mark, "Suggestions", "/suggestions", &[Crumb::here("Suggestions")], body))
}

fn in_view(one: &Suggestion, view: &str) -> bool {
    match view {
        "open" => one.decision.is_none(),
        "accepted" => one.decision.as_ref().is_some_and(|d| d.accepted),
        "rejected" => one.decision.as_ref().is_some_and(|d| !d.accepted),
        _ => true,
    }
}

fn tabs(visit: &Visit, all: &[Suggestion], view: &str) -> Markup {
    let views = [("", "All"), ("open", "Undecided"), ("accepted", "Accepted"), ("rejected", "Rejected")];
    let tabs = views.map(|(id, label)| Tab {
        label: label.into(),
        href: visit.with("/suggestions", &[("view", id)]).into(),
        current: id == view,
        count: Some(n(all.iter().filter(|s| in_view(s, id)).count())),
    });
    ui::tabs("Suggestions by decision", &tabs)
}

fn card(visit: &Visit, one: &Suggestion, again: Option<RefusedDecision<'_>>) -> Markup {
    let row = &one.row;
    let criteria: Vec<String> = row.criteria.iter().map(ToString::to_string).collect();
    let controls: Vec<String> = row.references.iter().map(ToString::to_string).collect();
    let title = row.label.as_deref().unwrap_or(&row.written);
    html! {
        article.card id=(row.id) {
            div.card-head {
                h2.card-title { (items(visit, &controls)) " " (title) }
                @match &one.decision {
                    Some(d) if d.accepted => (ui::badge(Tone::Good, "Accepted")),
                    Some(_) => (ui::badge(Tone::Neutral, "Rejected")),
                    None => (ui::badge(Tone::Accent, "Undecided")),
                }
            }
            @if let Some(note) = &row.note { p.prose { (note) } }
            (ui::definition_list(&[
                ("Would rest on", html! { (items(visit, &criteria)) " " (ui::mark(overlap(row.overlap), "")) }),
                ("Evidence that serves both", html! { @if row.evidence.is_empty() { (ui::nothing()) } @else { (row.evidence.join(", ")) } }),
                ("Still needed", html! { @match &row.supplement { Some(s) => (s), None => (ui::nothing()) } }),
            ]))
            @if !row.overlap.counts() {
                p.hint { "It counts nothing either way: no criterion honestly supports the control. Deciding it only records that somebody has looked." }
            }
            @if let Some(decision) = &one.decision {
                p { strong { @if decision.accepted { "Accepted: " } @else { "Rejected: " } } (sentence(&decision.reason)) }
            }
            @if !visit.in_the_past() { (decision_form(visit, one, again)) }
        }
    }
}

fn decision_form(visit: &Visit, one: &Suggestion, again: Option<RefusedDecision<'_>>) -> Markup {
    let refused_here = again.filter(|(row, ..)| *row == one.row.id);
    let id = format!("reason-{}", one.row.id);
    let error = refused_here.map(|(_, _, refusal)| sentence(&refusal.to_string())).unwrap_or_default();
    let field = Field {
        name: "reason",
        id: &id,
        label: "Why it fits, or does not fit, this organisation",
        value: refused_here.map_or("", |(_, typed, _)| typed),
        error: &error,
        required: true,
        ..Field::default()
    };
    let action = format!("/o/{}/suggestions/{}/{}/decision", visit.org, encode(&one.layer), encode(&one.row.id));
    let decided = one.decision.is_some();
    html! {
        details.fold open[!decided || refused_here.is_some()] {
            summary { @if decided { "Decide again" } @else { "Decide" } }
            form.form method="post" action=(action) {
                (ui::textarea(&field, 2))
                div.actions {
                    button.button.primary type="submit" name="decision" value="accept" { "Accept" }
                    button.button type="submit" name="decision" value="reject" { "Reject" }
                }
            }
        }
    }
}

async fn decide(
    visit: Visit,
    Path((_, layer, row)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let (accepted, reason) = (typed.get("decision") == "accept", typed.get("reason").to_owned());
    let done = format!("{} {row}.", if accepted { "Accepted" } else { "Rejected" });
    let to = format!("/suggestions#{row}");
    let decided = match typed.get("decision") {
        "accept" | "reject" => {
            visit.change(&done, &to, Command::DecideSuggestion { layer, row: row.clone(), accepted, reason })
        }
        _ => Err(Refusal::Empty { field: "the decision", wanted: "accept or reject" }.into()),
    };
    or_again(decided, |refusal| page(&visit, Some((&row, typed.get("reason"), refusal))))
}
