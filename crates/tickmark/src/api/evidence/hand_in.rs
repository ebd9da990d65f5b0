//! Handing in: a new item, a new version.

use super::{said, troubled};
use crate::api::call::{Body, Call, day};
use crate::api::change::{Changed, Match};
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Refused};
use crate::words::ReceiptWords;
use crate::words::evidence::EvidenceSaidWords;
use app::evidence::{NewEvidence, NewVersion};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A new item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "said": {
        "title": "Access review, production", "kind": "access_review",
        "period": { "from": "2026-01-01", "until": "2026-03-31" }, "captured": "2026-03-31",
        "source": { "system": "Okta", "environment": "production" }
    },
    "controls": { "AC-1": "2026-03-31" }, "uploads": []
}))]
pub(in crate::api) struct AddEvidenceBody {
    /// What it is.
    said: EvidenceSaidWords,
    /// Ids of finished uploads, in the order in which they stand in the item.
    #[serde(default)]
    uploads: Vec<String>,
    /// Own controls that it shows, with the day on which each ran.
    #[serde(default)]
    controls: BTreeMap<String, String>,
    /// The request that it answers.
    #[serde(default)]
    answers: Option<String>,
}

/// Hand in an item of evidence.
///
/// A token of a collector hands in for the controls that it is bound to, and for no other.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence",
    tag = "evidence",
    params(InOrganisation, Once),
    request_body = AddEvidenceBody,
    responses((status = 201, description = "It is handed in", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn add_evidence(call: Call, Body(body): Body<AddEvidenceBody>) -> Changed {
    let controls = body.controls.iter();
    let new = NewEvidence {
        evidence: said::evidence(body.said)?,
        uploads: body.uploads,
        controls: controls
            .map(|(control, ran)| Ok((control.clone(), day(ran, "controls")?)))
            .collect::<Result<_, crate::api::problem::Problem>>()?,
        answers: body.answers,
    };
    let (org, request) = (call.org(), call.request(""));
    let added = tokio::task::block_in_place(|| call.doors.app.add_evidence(&org, call.who(), request.as_deref(), new));
    let receipt = call.receipt(added.map_err(|trouble| troubled(&call, trouble).of_the_body())?);
    let place = format!("/api/v1/o/{org}/evidence/{}", escaped(&receipt.body.object));
    Ok(receipt.at(place))
}

/// A new version.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "said": {
        "title": "Access review, production", "kind": "access_review",
        "period": { "from": "2026-01-01", "until": "2026-03-31" }
    },
    "keep": ["review.csv"], "uploads": []
}))]
pub(in crate::api) struct ReviseEvidenceBody {
    /// What it is now.
    said: EvidenceSaidWords,
    /// Names of files of the newest version that stay.
    #[serde(default)]
    keep: BTreeSet<String>,
    /// Ids of finished uploads that come in addition.
    #[serde(default)]
    uploads: Vec<String>,
}

/// Hand in a new version of an item; whatever was accepted before has to be accepted again.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/evidence/{evidence}",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = ReviseEvidenceBody,
    responses((status = 200, description = "The new version is handed in", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_evidence(call: Call, Body(body): Body<ReviseEvidenceBody>) -> Changed {
    let new = NewVersion { evidence: said::evidence(body.said)?, keep: body.keep, uploads: body.uploads };
    let id = call.part("evidence");
    let version = match call.wanted()? {
        Match::Any => None,
        Match::Absent => Some(0),
        Match::Version(version) => Some(version),
    };
    let (org, request) = (call.org(), call.request(""));
    let revised = tokio::task::block_in_place(|| {
        call.doors.app.revise_evidence(&org, call.who(), request.as_deref(), version, &id, new)
    });
    match revised {
        Ok(receipt) => Ok(call.receipt(receipt)),
        Err(trouble) => Err(call.unversioned(version, troubled(&call, trouble))),
    }
}
