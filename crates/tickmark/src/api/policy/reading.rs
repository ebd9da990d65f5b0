//! What is told of documents: the register, one of them, what changed, what is missing.

use crate::api::call::{Answered, Call, unknown};
use crate::api::change::{Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment, Paging};
use crate::api::problem::{Problem, Unanswered};
use crate::words::MarkWords;
use crate::words::policy::{
    PolicyDifferenceWords, PolicyFiguresWords, PolicyLineWords, PolicyPieceWords, PolicyTextChecksWords, PolicyWords,
};
use app::ask::{PoliciesOf, PolicyChecksOf, PolicyDifferenceOf, PolicyOf};
use axum::Json;
use domain::reports::policy::PolicyFilter;
use domain::values::policy::{PolicyKind, PolicyState};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of the register, with its figures.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PoliciesPageWords {
    /// Figures of all documents.
    figures: PolicyFiguresWords,
    /// Documents of this page, by id.
    policies: Vec<PolicyLineWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One document, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OnePolicyWords {
    #[serde(flatten)]
    policy: PolicyWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The pieces of documented information, and pairs of documents for one topic.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PolicyPiecesWords {
    /// Every piece that ISO/IEC 27001 names, in the order of the clauses.
    pieces: Vec<PolicyPieceWords>,
    /// Pairs of documents that look like one.
    same_topic: Vec<PolicyPairWords>,
    /// What the texts are asked about: left as in a starter text, or saying what nothing shows.
    texts: PolicyTextChecksWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Two documents that look like one.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct PolicyPairWords {
    /// One document.
    a: String,
    /// The other.
    b: String,
    /// Why they look alike.
    why: &'static str,
}

pub(super) fn filter(call: &Call) -> Result<PolicyFilter, Problem> {
    let state = |text: &str| {
        PolicyState::parse(text)
            .ok_or_else(|| unknown("state", text, PolicyState::ALL.map(PolicyState::id)).of_the_body())
    };
    let kind = |text: &str| {
        PolicyKind::parse(text).ok_or_else(|| unknown("kind", text, PolicyKind::ALL.map(PolicyKind::id)).of_the_body())
    };
    Ok(PolicyFilter {
        state: call.field("state").map(state).transpose()?,
        kind: call.field("kind").map(kind).transpose()?,
        owner: call.field("owner").map(str::to_owned),
        about: call.field("about").map(str::to_owned),
        due: call.flag("due")?,
        concerns: call.flag("concerns")?,
        retired: call.flag("retired")?,
        ripe: call.flag("ripe")?,
    })
}

/// List the documents that you may read, with where each stands and what somebody should look at. One that is distributed to
/// named roles, or restricted, is listed and shown to these, to its owner and approvers, and to owner, programme manager and
/// internal auditor; to everybody else it is unknown.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/policies",
    tag = "policies",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "Only in this state, of the document or of its open version, such as `in_review`"),
        ("kind" = Option<String>, Query, description = "Only `policy`, `procedure`, `plan`, `record_form` or `external`"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("about" = Option<String>, Query, description = "Only those that name this own control, clause, criterion or control of Annex A"),
        ("due" = Option<bool>, Query, description = "Only those whose review is overdue or due within a month"),
        ("concerns" = Option<bool>, Query, description = "Only those that somebody should look at"),
        ("retired" = Option<bool>, Query, description = "Retired ones as well"),
        ("ripe" = Option<bool>, Query, description = "Only those with a version whose retention is over, retired ones as well"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The page", body = PoliciesPageWords), Unanswered)
)]
pub(in crate::api) async fn policies(call: Call) -> Answered<PoliciesPageWords> {
    let answer = call.ask_organisation(&PoliciesOf { filter: filter(&call)? })?;
    let figures = answer.value.figures.into();
    let (page, turn) = call.page(answer.value.rows, |(_, line)| line.id.clone())?;
    let names = call.names();
    let words = || page.iter().map(|(policy, line)| PolicyLineWords::of(&names, policy, line)).collect();
    let policies = tokio::task::block_in_place(words);
    Ok(Json(PoliciesPageWords { figures, policies, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one document with the texts of its versions, who approved and acknowledged it, and what its text says of how often
/// something is done.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/policies/{policy}",
    tag = "policies",
    params(InOrganisation, ("policy" = String, Path, description = "Id of the document"), Moment),
    responses((status = 200, description = "The document", body = OnePolicyWords), Unanswered)
)]
pub(in crate::api) async fn policy(call: Call) -> Told<OnePolicyWords> {
    let id = call.part("policy");
    let (answer, version) = call.ask_about(&PolicyOf(id.clone()), "policy", &id)?;
    let names = call.names();
    let policy = tokio::task::block_in_place(|| PolicyWords::of(&names, &answer.value));
    Ok(Tagged::of(version, OnePolicyWords { policy, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show what changed between two versions of a document, line by line.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/policies/{policy}/difference",
    tag = "policies",
    params(
        InOrganisation,
        ("policy" = String, Path, description = "Id of the document"),
        ("from" = Option<u32>, Query, description = "The earlier version; the one in force when left out"),
        ("to" = Option<u32>, Query, description = "The later version; the newest when left out"),
        Moment,
    ),
    responses((status = 200, description = "The difference", body = PolicyDifferenceWords), Unanswered)
)]
pub(in crate::api) async fn policy_difference(call: Call) -> Answered<PolicyDifferenceWords> {
    let number = |name| Ok::<_, Problem>(call.number(name)?.map(|number| u32::try_from(number).unwrap_or(u32::MAX)));
    let question = PolicyDifferenceOf { id: call.part("policy"), from: number("from")?, to: number("to")? };
    Ok(Json(PolicyDifferenceWords::from(&call.ask_organisation(&question)?.value)))
}

/// Show the eighteen pieces of documented information that ISO/IEC 27001 names with what each is here, documents that look as if
/// they were for one topic, and what texts are asked about; of the documents that you may read.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/policy-pieces",
    tag = "policies",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The pieces", body = PolicyPiecesWords), Unanswered)
)]
pub(in crate::api) async fn policy_pieces(call: Call) -> Answered<PolicyPiecesWords> {
    let answer = call.ask_organisation(&PoliciesOf::default())?;
    let checks = call.ask_organisation(&PolicyChecksOf)?.value;
    let same = answer.value.same.into_iter().map(|pair| PolicyPairWords { a: pair.a, b: pair.b, why: pair.why });
    Ok(Json(PolicyPiecesWords {
        pieces: answer.value.pieces.iter().map(PolicyPieceWords::from).collect(),
        same_topic: same.collect(),
        texts: PolicyTextChecksWords::from(&checks),
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}
