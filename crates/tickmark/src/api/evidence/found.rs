//! Findings of another tool in an item that was handed in: counted, and listed page by page.

use super::troubled;
use crate::api::call::{Answered, Call, unknown};
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::words::MarkWords;
use crate::words::evidence::{FINDINGS_LISTED, FindingWords, FindingsWords, RESULTS};
use app::ask::EvidenceOf;
use app::evidence::{FilePlace, FileTrouble};
use app::exchange::{FindingsFile, MAX_FINDINGS_FILE};
use axum::Json;
use axum::http::StatusCode;
use domain::reports::findings::of_result;
use domain::values::FindingResult;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Files of an item that are looked into when none is named.
const LOOKED_INTO: usize = 8;

/// What a file of an item says, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EvidenceFindingsWords {
    /// The item.
    evidence: String,
    /// Which of its files, from 1.
    number: usize,
    /// What the file says; its list is this page.
    #[serde(flatten)]
    read: FindingsWords,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the findings of another tool that an item holds, in the order of the file.
///
/// A result of a tool is what the tool says of what it looked at, and no opinion on a control.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/findings",
    tag = "evidence",
    params(
        InOrganisation,
        ("evidence" = String, Path, description = "Id of the item"),
        ("file" = Option<u32>, Query, description = "Which of its files, from 1; left out, the first with findings", minimum = 1),
        ("version" = Option<u32>, Query, description = "Version of the item; left out, the newest", minimum = 1),
        ("result" = Option<String>, Query, description = "Only `pass`, `fail`, `not_applicable`, `unknown` or `informational`"),
        ("after" = Option<u64>, Query, description = "Go on behind this one: the `next` of the page before"),
        ("limit" = Option<u64>, Query, description = "How many; 200 when left out, which is the most"),
        Moment,
    ),
    responses((status = 200, description = "The findings", body = EvidenceFindingsWords), Unanswered)
)]
pub(in crate::api) async fn evidence_findings(call: Call) -> Answered<EvidenceFindingsWords> {
    let id = call.part("evidence");
    let result = call.field("result").map(result_of).transpose()?;
    let answer = call.ask_organisation(&EvidenceOf { id: id.clone(), files: BTreeMap::new() })?;
    let (number, file) = tokio::task::block_in_place(|| file_of(&call, &id))?;
    let most = u64::try_from(FINDINGS_LISTED).unwrap_or(u64::MAX);
    let take = call.most(most, most)?;
    let behind = usize::try_from(call.number("after")?.unwrap_or(0)).unwrap_or(usize::MAX);
    let matching = of_result(&file.findings, result).count();
    let mut read = FindingsWords::of(&file, result);
    read.findings = of_result(&file.findings, result).skip(behind).take(take).map(FindingWords::from).collect();
    let upto = behind.saturating_add(read.findings.len());
    let turn = Turn { matching, next: (upto < matching).then(|| upto.to_string()), limit: take };
    Ok(Json(EvidenceFindingsWords { evidence: id, number, read, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

fn result_of(text: &str) -> Result<FindingResult, Problem> {
    let known = RESULTS.iter().find(|(_, id, _)| *id == text);
    known.map(|(result, ..)| *result).ok_or_else(|| unknown("result", text, RESULTS.map(|(_, id, _)| id)).of_the_body())
}

/// The file that is named, or the first that holds findings, with its number.
fn file_of(call: &Call, id: &str) -> Result<(usize, FindingsFile), Problem> {
    let narrow = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let named = call.number("file")?.map(narrow);
    let version = call.number("version")?.map(|version| u32::try_from(version).unwrap_or(u32::MAX));
    if named == Some(0) {
        return Err(Problem::unreadable("file: files are counted from 1", "see the files of the item"));
    }
    let numbers = named.map_or(1..=LOOKED_INTO, |number| number..=number);
    for number in numbers {
        let place = FilePlace { id: id.to_owned(), version, index: number - 1 };
        match call.doors.app.findings_of(&call.org(), call.who(), &place, MAX_FINDINGS_FILE) {
            Ok(Some(file)) => return Ok((number, file)),
            Ok(None) => {}
            Err(FileTrouble::NoFile) if named.is_none() => break,
            Err(trouble) => return Err(troubled(call, trouble)),
        }
    }
    let sentence = format!("{id} holds no findings of another tool that can be read");
    Err(Problem::new(StatusCode::NOT_FOUND, "no_findings", sentence, "see the files of the item"))
}
