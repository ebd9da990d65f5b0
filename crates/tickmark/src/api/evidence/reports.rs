//! What is wrong with evidence now, what is there twice, what is expected, and how far it reaches into the other audit.

use crate::api::call::{Answered, Call};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging, Reading};
use crate::api::problem::{Problem, Unanswered};
use crate::words::MarkWords;
use crate::words::evidence::{
    BrokenWords, EvidencePackWords, ExpectedWords, PlannedWords, ReuseRatioWords, TwiceWords,
};
use app::ask::{EvidencePlanOf, ReuseRatioOf, WrongEvidence};
use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

/// Items that break rules now.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct WrongEvidenceWords {
    /// The newest first.
    wrong: Vec<BrokenWords>,
    /// Items that count, and those disposed of too soon: the denominator.
    items: usize,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Everything that is wrong with evidence now, without reading its files.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-wrong",
    tag = "evidence",
    params(
        InOrganisation,
        ("rule" = Option<u8>, Query, description = "Only what breaks this rule, 1 to 12", minimum = 1, maximum = 12),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "What is wrong", body = WrongEvidenceWords), Unanswered)
)]
pub(in crate::api) async fn evidence_wrong(call: Call) -> Answered<WrongEvidenceWords> {
    let rule = call.number("rule")?;
    if rule.is_some_and(|rule| !(1..=12).contains(&rule)) {
        return Err(Problem::unreadable("rule: there are twelve rules", "write a number from 1 to 12"));
    }
    let answer = tokio::task::block_in_place(|| call.ask_organisation(&WrongEvidence))?;
    let broken = answer.value.broken.iter();
    let words = broken
        .filter(|(.., checks)| rule.is_none_or(|rule| checks.iter().any(|check| u64::from(check.rule) == rule)))
        .map(|(id, title, checks)| BrokenWords::of(id, title, checks))
        .collect();
    let (wrong, turn) = call.page(words, |one: &BrokenWords| one.id.clone())?;
    let items = answer.value.items;
    Ok(Json(WrongEvidenceWords { wrong, items, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Pairs of items that are the same evidence.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct TwiceEvidenceWords {
    /// Each pair once; at most 1000.
    twice: Vec<TwiceWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The same evidence collected twice.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-twice",
    tag = "evidence",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The pairs", body = TwiceEvidenceWords), Unanswered)
)]
pub(in crate::api) async fn evidence_twice(call: Call) -> Answered<TwiceEvidenceWords> {
    let answer = tokio::task::block_in_place(|| call.ask_organisation(&WrongEvidence))?;
    let twice = answer.value.twice.iter().map(TwiceWords::from).collect();
    Ok(Json(TwiceEvidenceWords { twice, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// How far accepted evidence for SOC 2 reaches into the certification audit, and what each missing item would unlock.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-reuse",
    tag = "evidence",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "The ratio", body = ReuseRatioWords), Unanswered)
)]
pub(in crate::api) async fn evidence_reuse(call: Call) -> Answered<ReuseRatioWords> {
    let answer = call.ask_organisation(&ReuseRatioOf(call.view()?))?;
    Ok(Json(ReuseRatioWords::of(&answer.value, &answer.mark)))
}

/// The evidence plan, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EvidencePlanWords {
    /// The crosswalk that links are read by.
    crosswalk: String,
    /// How much of each framework is planned, and how long its evidence is kept.
    frameworks: Vec<PlannedWords>,
    /// Criteria in scope, then controls of Annex A, then clauses.
    items: Vec<ExpectedWords>,
    /// What is there for the packs on access, change and incidents.
    packs: Vec<EvidencePackWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Which types of evidence are expected for each criterion, control and clause, as own controls say what shows them.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-plan",
    tag = "evidence",
    params(InOrganisation, Reading, Paging, Moment),
    responses((status = 200, description = "The plan", body = EvidencePlanWords), Unanswered)
)]
pub(in crate::api) async fn evidence_plan(call: Call) -> Answered<EvidencePlanWords> {
    let answer = call.ask_organisation(&EvidencePlanOf(call.view()?))?;
    let plan = &answer.value;
    let words = plan.items.iter().map(ExpectedWords::from).collect();
    let (items, turn) = call.page(words, |one: &ExpectedWords| format!("{}/{}", one.framework, one.item))?;
    let (crosswalk, frameworks) = (plan.crosswalk.clone(), PlannedWords::of(plan));
    let packs = plan.packs.iter().map(EvidencePackWords::from).collect();
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Json(EvidencePlanWords { crosswalk, frameworks, items, packs, turn, mark }))
}
