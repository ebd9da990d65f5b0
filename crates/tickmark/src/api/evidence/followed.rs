//! What came of the results that evidence shows: said of an item, and the list of what nobody has said.

use crate::api::call::{Answered, Body, Call, day};
use crate::api::change::Changed;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Unanswered};
use crate::words::evidence::FollowedEvidenceWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::FollowedEvidence;
use axum::Json;
use domain::command::{Command, EvidenceCommand};
use domain::reports::evidence::Outcome;
use domain::values::evidence::FollowUp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What came of the results of an item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "acted": true, "what": "Three accounts were removed", "on": "2026-04-02" }))]
pub(in crate::api) struct FollowUpEvidenceBody {
    /// Was there something to act on?
    acted: bool,
    /// What was done, or how it was seen that nothing had to be.
    what: String,
    /// The day on which it was done or seen.
    #[schema(format = Date)]
    on: String,
    /// Nonconformities in which it goes on; at most 50.
    #[serde(default)]
    nonconformities: BTreeSet<String>,
    /// Items that show the act; at most 50.
    #[serde(default)]
    evidence: BTreeSet<String>,
}

/// Say what came of the results that an item shows.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/follow-ups",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = FollowUpEvidenceBody,
    responses((status = 200, description = "It is said", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn follow_up_evidence(call: Call, Body(body): Body<FollowUpEvidenceBody>) -> Changed {
    let FollowUpEvidenceBody { acted, what, on, nonconformities, evidence } = body;
    let follow_up = FollowUp { acted, what, on: day(&on, "on")?, nonconformities, evidence };
    call.change(Command::Evidence(EvidenceCommand::FollowUpEvidence { id: call.part("evidence"), follow_up }))
}

/// Accepted items whose results somebody has to act on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct FollowedEvidenceListWords {
    /// What is open first, then the oldest period.
    followed: Vec<FollowedEvidenceWords>,
    /// Of all of them, those of which nobody has said what came.
    unsaid: usize,
    /// All of them: the denominator.
    items: usize,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// What came of the results of reviews, tests and monitoring.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-follow-ups",
    tag = "evidence",
    params(
        InOrganisation,
        ("outcome" = Option<String>, Query, description = "Only these: `unsaid`, `underway`, `acted` or `nothing`"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The items", body = FollowedEvidenceListWords), Unanswered)
)]
pub(in crate::api) async fn evidence_follow_ups(call: Call) -> Answered<FollowedEvidenceListWords> {
    let typed = call.field("outcome");
    let outcome = typed.map(|typed| Outcome::ALL.into_iter().find(|one| one.word() == typed).ok_or(typed));
    let outcome = outcome.transpose().map_err(|typed| {
        let sentence = format!("outcome: {typed} is none");
        Problem::unreadable(&sentence, "write unsaid, underway, acted or nothing")
    })?;
    let answer = call.ask_organisation(&FollowedEvidence)?;
    let items = answer.value.len();
    let unsaid = answer.value.iter().filter(|item| item.outcome == Outcome::Unsaid).count();
    let shown = answer.value.iter().filter(|item| outcome.is_none_or(|outcome| item.outcome == outcome));
    let words = shown.map(|item| FollowedEvidenceWords::of(&call.names(), item)).collect();
    let (followed, turn) = call.page(words, |one: &FollowedEvidenceWords| one.id.clone())?;
    Ok(Json(FollowedEvidenceListWords { followed, unsaid, items, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}
