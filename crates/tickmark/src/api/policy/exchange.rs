//! A file that comes in as a document.

use crate::api::call::{Answered, Call};
use crate::api::parameters::{InOrganisation, Once};
use crate::api::problem::{Problem, Refused};
use crate::api::upload::Upload;
use crate::words::ReceiptWords;
use crate::words::policy::PolicyImportWords;
use app::ask::PreviewPolicies;
use app::exchange::PolicyFile;
use axum::Json;
use domain::values::counted;
use utoipa::ToSchema;

/// A document to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct PolicyImportForm {
    /// The document: Markdown, with a block of YAML in front that says its number, title and the like; or Word.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// Import a document from a file. One whose number is known gets a draft with this text; with the same text it stays as it is.
///
/// With `preview=true` nothing is changed and the problems are in the answer, each with its line; without it a file with
/// problems is refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/policy-imports",
    tag = "policies",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = PolicyImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = PolicyImportWords), Refused)
)]
pub(in crate::api) async fn import_policies(call: Call, upload: Upload) -> Answered<PolicyImportWords> {
    let preview = call.flag("preview")?;
    let (app, org) = (&call.doors.app, call.org());
    let files = [PolicyFile { name: upload.name.clone(), bytes: upload.bytes.to_vec() }];
    let read = || app.read_policies(&org, call.who(), &upload.name, &files);
    let list = tokio::task::block_in_place(read).map_err(|failure| call.judged(failure))?;
    let plan = call.ask_organisation(&PreviewPolicies(&list.documents))?.value;
    let words = PolicyImportWords::of(&list, &plan);
    if preview {
        return Ok(Json(words));
    }
    if !words.problems.is_empty() {
        let problems = words.problems.iter().filter_map(|p| serde_json::to_value(p).ok()).collect::<Vec<_>>();
        let detail = format!(
            "{} has {}, so nothing was taken from it",
            words.source,
            counted(problems.len(), "problem", "problems")
        );
        return Err(Problem::unsound("import_refused", detail, "mend these lines and send it again", problems));
    }
    let request = call.request("");
    let import = || app.import_policies(&org, call.who(), request.as_deref(), list);
    let receipt = tokio::task::block_in_place(import).map_err(|failure| call.judged(failure))?;
    Ok(Json(PolicyImportWords { receipt: Some(ReceiptWords::from(&receipt)), ..words }))
}
