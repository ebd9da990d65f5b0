//! Curated suggestions: list, accept, reject. None counts until it is accepted.

use super::call::{Answered, Body, Call, unknown};
use super::change::{Changed, Tagged, Told};
use super::page::Turn;
use super::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use super::problem::{Contested, Unanswered};
use crate::serve::Doors;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{Suggestion, Suggestions};
use axum::routing::{get, put};
use axum::{Json, Router};
use domain::command::Command;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/library/suggestions", get(library_suggestions))
        .route("/api/v1/o/{organisation}/suggestions", get(suggestions))
        .route("/api/v1/o/{organisation}/suggestions/{suggestion}", get(suggestion))
        .route("/api/v1/o/{organisation}/suggestions/{suggestion}/decision", put(decide_suggestion))
}

/// Curated suggestions.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SuggestionListWords {
    /// Those on the crosswalk that speaks.
    suggestions: Vec<SuggestionWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One suggestion.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SuggestionWords {
    /// Its id.
    id: String,
    /// The layer that it belongs to.
    layer: String,
    /// Criteria that it names.
    criteria: Vec<String>,
    /// Controls and clauses that it names.
    references: Vec<String>,
    /// How far the pair carries.
    overlap: &'static str,
    /// What the evidence still needs.
    supplement: Option<String>,
    /// Why it is suggested.
    note: Option<String>,
    /// What was decided; null while it is open.
    decision: Option<DecisionWords>,
}

/// A decision on a suggestion.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "accepted": true, "reason": "we do exactly this" }))]
pub(super) struct DecisionWords {
    /// Accepted, so that it counts from now on, or rejected.
    accepted: bool,
    /// Why it fits, or does not fit, this organisation.
    reason: String,
}

impl SuggestionWords {
    fn of(suggestion: Suggestion) -> SuggestionWords {
        let row = suggestion.row;
        SuggestionWords {
            id: row.id,
            layer: suggestion.layer,
            criteria: row.criteria.iter().map(ToString::to_string).collect(),
            references: row.references.iter().map(ToString::to_string).collect(),
            overlap: row.overlap.id(),
            supplement: row.supplement,
            note: row.note,
            decision: suggestion.decision.map(|d| DecisionWords { accepted: d.accepted, reason: d.reason }),
        }
    }
}

/// The curated suggestions of the library.
#[utoipa::path(
    get,
    path = "/api/v1/library/suggestions",
    tag = "library",
    params(Paging),
    responses((status = 200, description = "The suggestions", body = SuggestionListWords), Unanswered)
)]
pub(super) async fn library_suggestions(call: Call) -> Answered<SuggestionListWords> {
    listed(&call)
}

/// The curated suggestions on an organisation's crosswalk, with what was decided.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suggestions",
    tag = "programme",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The suggestions", body = SuggestionListWords), Unanswered)
)]
pub(super) async fn suggestions(call: Call) -> Answered<SuggestionListWords> {
    listed(&call)
}

fn listed(call: &Call) -> Answered<SuggestionListWords> {
    let (all, mark) = call.ask(&Suggestions)?;
    let (page, turn) = call.page(all, |s| s.row.id.clone())?;
    let suggestions = page.into_iter().map(SuggestionWords::of).collect();
    Ok(Json(SuggestionListWords { suggestions, turn, mark: MarkWords::of(mark.as_ref()) }))
}

/// One suggestion, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OneSuggestionWords {
    #[serde(flatten)]
    suggestion: SuggestionWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one suggestion and what was decided.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/suggestions/{suggestion}",
    tag = "programme",
    params(InOrganisation, ("suggestion" = String, Path, description = "Id of the suggestion"), Moment),
    responses((status = 200, description = "The suggestion", body = OneSuggestionWords), Unanswered)
)]
pub(super) async fn suggestion(call: Call) -> Told<OneSuggestionWords> {
    let row = call.part("suggestion");
    let (answer, version) = call.ask_about(&Suggestions, "suggestion", &row)?;
    let mut all = answer.value;
    let Some(at) = all.iter().position(|s| s.row.id == row) else {
        return Err(unknown("suggestion", &row, all.iter().map(|s| s.row.id.as_str())));
    };
    let suggestion = SuggestionWords::of(all.swap_remove(at));
    Ok(Tagged::of(version, OneSuggestionWords { suggestion, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Accept or reject a suggestion.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/suggestions/{suggestion}/decision",
    tag = "programme",
    params(InOrganisation, ("suggestion" = String, Path, description = "Id of the suggestion"), Matching, Once),
    request_body = DecisionWords,
    responses((status = 200, description = "It is decided", body = ReceiptWords), Contested)
)]
pub(super) async fn decide_suggestion(call: Call, Body(body): Body<DecisionWords>) -> Changed {
    let row = call.part("suggestion");
    let all = call.ask_organisation(&Suggestions)?.value;
    let layer = all.iter().find(|s| s.row.id == row).map(|s| s.layer.clone());
    let layer = layer.ok_or_else(|| unknown("suggestion", &row, all.iter().map(|s| s.row.id.as_str())))?;
    let DecisionWords { accepted, reason } = body;
    call.change(Command::DecideSuggestion { layer, row, accepted, reason })
}
