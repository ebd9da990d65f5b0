//! The description of an engagement: read, write, hand to review, approve, comment, make final.

use crate::api::call::{Body, Call, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::parameters::{InOrganisation, Matching, Moment, Once};
use crate::api::problem::{Contested, Problem, Unanswered};
use crate::words::description::DescriptionWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::DescriptionOf;
use domain::command::{Command, DescriptionCommand};
use domain::values::description::{Content, Section, Sections};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A description, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneDescriptionWords {
    #[serde(flatten)]
    description: DescriptionWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show the description of an engagement, with its checks, statements and opinion.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/description",
    tag = "descriptions",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Moment),
    responses((status = 200, description = "The description", body = OneDescriptionWords), Unanswered)
)]
pub(in crate::api) async fn description(call: Call) -> Told<OneDescriptionWords> {
    let engagement = call.part("engagement");
    let question = DescriptionOf { engagement: engagement.clone() };
    let (answer, version) = call.ask_about(&question, "description", &engagement)?;
    let description = DescriptionWords::of(&engagement, &answer.value);
    Ok(Tagged::of(version, OneDescriptionWords { description, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// A section: a text, or why there is none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(in crate::api) enum SectionBody {
    /// The text.
    Text(String),
    /// Why the section has nothing to tell.
    NotRelevant(String),
}

/// All sections of a description by id, `dc1` to `dc9`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "sections": { "dc1": { "text": "Docs" }, "dc4": { "not_relevant": "There were none." } } }))]
pub(in crate::api) struct DescriptionBody {
    /// The sections.
    sections: BTreeMap<String, SectionBody>,
}

impl DescriptionBody {
    fn meant(self) -> Result<Sections, Problem> {
        let one = |(id, body): (String, SectionBody)| {
            let found = Section::parse(&id);
            let section = found.ok_or_else(|| unknown("section", &id, Section::ALL.map(Section::id)).of_the_body())?;
            Ok((
                section,
                match body {
                    SectionBody::Text(text) => Content::Text(text),
                    SectionBody::NotRelevant(reason) => Content::NotRelevant { reason },
                },
            ))
        };
        self.sections.into_iter().map(one).collect()
    }
}

/// Write the description: all its sections are sent, and make a new version, in draft.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/description",
    tag = "descriptions",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = DescriptionBody,
    responses((status = 200, description = "It is written", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn write_description(call: Call, Body(body): Body<DescriptionBody>) -> Changed {
    let (engagement, sections) = (call.part("engagement"), body.meant()?);
    call.change(Command::Description(DescriptionCommand::WriteDescription { engagement, sections }))
}

/// Hand the newest version to review.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/description/submission",
    tag = "descriptions",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    responses((status = 200, description = "It is before review", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn submit_description(call: Call) -> Changed {
    let engagement = call.part("engagement");
    call.change(Command::Description(DescriptionCommand::SubmitDescription { engagement }))
}

/// The hash of what is approved, signed or made final.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }))]
pub(in crate::api) struct HashBody {
    /// SHA-256 in hex digits, as the description gives it.
    sha256: String,
}

/// Approve the version before review, as management; who wrote a part of it cannot, and no token can.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/description/approval",
    tag = "descriptions",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = HashBody,
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_description(call: Call, Body(body): Body<HashBody>) -> Changed {
    let (engagement, sha256) = (call.part("engagement"), body.sha256);
    call.change(Command::Description(DescriptionCommand::ApproveDescription { engagement, sha256 }))
}

/// A comment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "DC 3 names no people." }))]
pub(in crate::api) struct DescriptionCommentBody {
    /// What management should look at.
    text: String,
}

/// Comment on the approved version, as an auditor of the engagement.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/description/comments",
    tag = "descriptions",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = DescriptionCommentBody,
    responses((status = 200, description = "It is commented on", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn comment_description(call: Call, Body(body): Body<DescriptionCommentBody>) -> Changed {
    let (engagement, text) = (call.part("engagement"), body.text);
    call.change(Command::Description(DescriptionCommand::CommentDescription { engagement, text }))
}

/// Make the approved version final, as management.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/description/finalisation",
    tag = "descriptions",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Matching, Once),
    request_body = HashBody,
    responses((status = 200, description = "It is final", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn finalise_description(call: Call, Body(body): Body<HashBody>) -> Changed {
    let (engagement, sha256) = (call.part("engagement"), body.sha256);
    call.change(Command::Description(DescriptionCommand::FinaliseDescription { engagement, sha256 }))
}
