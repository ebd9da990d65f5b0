//! Items of evidence: the list, one item, its checks.

use super::troubled;
use crate::api::call::{Answered, Call, unknown};
use crate::api::change::{Tagged, Told};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::Unanswered;
use crate::words::MarkWords;
use crate::words::evidence::{EvidenceCheckWords, EvidenceLineWords, EvidenceWords, LateWords};
use app::ask::{EvidenceList, EvidenceOf, MAX_PAGE};
use axum::Json;
use domain::values::{EvidenceState, EvidenceType};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A page of evidence.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EvidenceListWords {
    /// Items, the newest first.
    evidence: Vec<EvidenceLineWords>,
    /// How many there are in each state, of all that the caller may see.
    states: BTreeMap<&'static str, usize>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List evidence, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence",
    tag = "evidence",
    params(
        InOrganisation,
        ("control" = Option<String>, Query, description = "Only what shows this own control"),
        ("state" = Option<String>, Query, description = "Only `collected`, `accepted`, `rejected`, `withdrawn` or `disposed`"),
        ("kind" = Option<String>, Query, description = "Only of this type, such as `access_review`"),
        ("words" = Option<String>, Query, description = "Only what has these words in its title, source or id"),
        ("after" = Option<String>, Query, description = "Go on behind this one: the `next` of the page before"),
        ("limit" = Option<u64>, Query, description = "How many; 200 when left out, which is the most"),
        Moment,
    ),
    responses((status = 200, description = "The items", body = EvidenceListWords), Unanswered)
)]
pub(in crate::api) async fn evidence_list(call: Call) -> Answered<EvidenceListWords> {
    let state = |text: &str| {
        let known = EvidenceState::ALL.map(EvidenceState::id);
        EvidenceState::parse(text).ok_or_else(|| unknown("state", text, known).of_the_body())
    };
    let kind = |text: &str| {
        let known = EvidenceType::ALL.map(EvidenceType::id);
        EvidenceType::parse(text).ok_or_else(|| unknown("kind", text, known).of_the_body())
    };
    let most = u64::try_from(MAX_PAGE).unwrap_or(u64::MAX);
    let take = call.most(most, most)?;
    let question = EvidenceList {
        control: call.field("control").map(str::to_owned),
        state: call.field("state").map(state).transpose()?,
        kind: call.field("kind").map(kind).transpose()?,
        words: call.field("words").unwrap_or_default().to_owned(),
        after: call.field("after").map(str::to_owned),
        skip: 0,
        take,
    };
    let answer = tokio::task::block_in_place(|| call.ask_organisation(&question))?;
    let page = &answer.value;
    let next = page.lines.last().filter(|_| page.behind > 0).map(|line| line.id.clone());
    let app = &call.names();
    Ok(Json(EvidenceListWords {
        evidence: page.lines.iter().map(|line| EvidenceLineWords::of(app, line)).collect(),
        states: page.states.iter().map(|(state, count)| (state.id(), *count)).collect(),
        turn: Turn { matching: page.of, next, limit: take },
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// One item, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneEvidenceWords {
    #[serde(flatten)]
    evidence: EvidenceWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one item of evidence.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence/{evidence}",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Moment),
    responses((status = 200, description = "The item", body = OneEvidenceWords), Unanswered)
)]
pub(in crate::api) async fn evidence(call: Call) -> Told<OneEvidenceWords> {
    let question = EvidenceOf { id: call.part("evidence"), files: BTreeMap::new() };
    let answer = call.ask_organisation(&question)?;
    call.doors.app.log_reading(&call.org(), call.who(), &question.id);
    let evidence = EvidenceWords::of(&call.names(), &answer.value);
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Tagged::of(answer.value.version, OneEvidenceWords { evidence, mark }))
}

/// The twelve rules on an item whose files were read for this answer.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EvidenceChecksWords {
    /// The item.
    evidence: String,
    /// The twelve rules, in their order.
    checks: Vec<EvidenceCheckWords>,
    /// Whether it came late.
    late: LateWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Check one item by the twelve rules of evidence quality; every file of its newest version is read for it.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/checks",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Moment),
    responses((status = 200, description = "What was found", body = EvidenceChecksWords), Unanswered)
)]
pub(in crate::api) async fn evidence_checks(call: Call) -> Answered<EvidenceChecksWords> {
    let id = call.part("evidence");
    let read = || call.doors.app.check_files(&call.org(), call.who(), &id);
    let files = tokio::task::block_in_place(read).map_err(|trouble| troubled(&call, trouble))?;
    let answer = call.ask_organisation(&EvidenceOf { id: id.clone(), files })?;
    Ok(Json(EvidenceChecksWords {
        evidence: id,
        checks: answer.value.checks.iter().map(EvidenceCheckWords::from).collect(),
        late: (&answer.value.marks).into(),
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}
