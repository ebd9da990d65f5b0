//! Findings of another tool: a preview of what the file says, or an item of evidence with the file and a summary.

use super::said::{period, word};
use super::troubled;
use crate::api::call::{Body, Call, day};
use crate::api::change::{Tagged, Told};
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Once};
use crate::api::problem::{Problem, Refused};
use crate::words::evidence::{EvidenceSaidWords, FindingsImportWords, FindingsWords, PeriodWords};
use app::evidence::NewEvidence;
use app::exchange::{FindingsFile, described};
use domain::values::evidence::{Classification, Environment};
use domain::values::{Evidence, EvidenceType, Source, Window};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A file of findings to be imported. What is left out is taken from the file.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "upload": "6f1c0d2e9b7a4c3d8e5f60718293a4b5", "controls": { "AC-1": null }, "environment": "production" }))]
pub(in crate::api) struct ImportFindingsBody {
    /// Id of the finished upload: OCSF, SARIF, CycloneDX as JSON, a report of Lynis, XCCDF results, or a list of accounts as
    /// CSV or XLSX; at most 64 MiB.
    upload: String,
    /// Own controls that it shows, with the day on which each ran; null for the last day of the period.
    #[serde(default)]
    controls: BTreeMap<String, Option<String>>,
    /// What the item is called; left out, the tool, what it looked at and the day.
    #[serde(default)]
    title: Option<String>,
    /// What it is; left out, `monitoring_report` or `system_configuration`, by the format.
    #[serde(default)]
    kind: Option<String>,
    /// The period that it covers; left out, the days that the file names. A list of accounts names none: days without a
    /// sign-in are counted back from the last day of the period, or from today where that is earlier.
    #[serde(default)]
    period: Option<PeriodWords>,
    /// `production`, `test` or `not_a_system`.
    #[serde(default)]
    environment: Option<String>,
    /// Query, filter or command of the tool.
    #[serde(default)]
    query: String,
    /// How the list was seen to be complete.
    #[serde(default)]
    completeness: String,
    /// How the list was seen to be right.
    #[serde(default)]
    accuracy: String,
    /// `public`, `internal`, `confidential` (the default) or `restricted`.
    #[serde(default)]
    classification: Option<String>,
    /// Personal data stands in it because it has to; left out, true of a list of accounts and false of everything else.
    #[serde(default)]
    personal_data: Option<bool>,
    /// A note; left out, the counts.
    #[serde(default)]
    note: Option<String>,
    /// The request that it answers.
    #[serde(default)]
    answers: Option<String>,
}

/// Import the findings of another tool as evidence: the file as it came, a summary, and how many findings it holds.
///
/// The format is recognised. With `preview=true` nothing is kept but the upload. A result of a tool is what the tool says of
/// what it looked at, and no opinion on a control.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/findings",
    tag = "evidence",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what the file says and hand in nothing"),
        Once,
    ),
    request_body = ImportFindingsBody,
    responses(
        (status = 200, description = "What would be handed in", body = FindingsImportWords),
        (status = 201, description = "It is handed in", body = FindingsImportWords),
        Refused
    )
)]
pub(in crate::api) async fn import_findings(
    call: Call,
    Body(body): Body<ImportFindingsBody>,
) -> Told<FindingsImportWords> {
    let (preview, org, app) = (call.flag("preview")?, call.org(), &call.doors.app);
    let today = app.clock().today();
    let window = body.period.as_ref().map(|typed| period(typed, "period")).transpose()?;
    let on = window.map(|window| window.until.min(today));
    let read = tokio::task::block_in_place(|| app.findings_of_upload(&org, call.who(), &body.upload, on));
    let file = read.map_err(|trouble| troubled(&call, trouble).of_the_body())?;
    let (upload, answers, controls) = (body.upload.clone(), body.answers.clone(), body.controls.clone());
    let evidence = meant(&file, body, window, today)?;
    let read = FindingsWords::of(&file, None);
    if preview {
        let said = (&evidence).into();
        return Ok(Tagged { version: None, place: None, body: FindingsImportWords { read, said, receipt: None } });
    }
    let usual = evidence.period.until.min(today);
    let ran = |typed: Option<String>| typed.map_or(Ok(usual), |text| day(&text, "controls"));
    let controls = controls.into_iter().map(|(control, typed)| Ok((control, ran(typed)?)));
    let new =
        NewEvidence { evidence, uploads: vec![upload], controls: controls.collect::<Result<_, Problem>>()?, answers };
    let said = EvidenceSaidWords::from(&new.evidence);
    let request = call.request("");
    let added = tokio::task::block_in_place(|| app.import_findings(&org, call.who(), request.as_deref(), new));
    let receipt = call.receipt(added.map_err(|trouble| troubled(&call, trouble).of_the_body())?);
    let place = format!("/api/v1/o/{org}/evidence/{}", escaped(&receipt.body.object));
    Ok(receipt.map(|receipt| FindingsImportWords { read, said, receipt: Some(receipt) }).at(place))
}

/// What was typed over what the file says.
fn meant(
    file: &FindingsFile,
    body: ImportFindingsBody,
    window: Option<Window>,
    today: Date,
) -> Result<Evidence, Problem> {
    let told = described(file, window, today)?;
    let environments = Environment::ALL.map(Environment::id);
    let classes = Classification::ALL.map(Classification::id);
    let source = Source {
        environment: word(
            "environment",
            body.environment.as_deref(),
            told.source.environment,
            Environment::parse,
            &environments,
        )?,
        query: body.query,
        completeness: body.completeness,
        accuracy: body.accuracy,
        ..told.source
    };
    Ok(Evidence {
        title: body.title.unwrap_or(told.title),
        kind: word(
            "kind",
            body.kind.as_deref(),
            told.kind,
            EvidenceType::parse,
            &EvidenceType::ALL.map(EvidenceType::id),
        )?,
        source,
        classification: word(
            "classification",
            body.classification.as_deref(),
            told.classification,
            Classification::parse,
            &classes,
        )?,
        personal_data: body.personal_data.unwrap_or(told.personal_data),
        note: body.note.unwrap_or(told.note),
        ..told
    })
}
