//! A questionnaire comes in as a form with its spreadsheet.

use crate::api::call::{Answered, Call, day};
use crate::api::parameters::{InOrganisation, Once};
use crate::api::problem::{Problem, Refused};
use crate::api::upload::Upload;
use crate::words::ReceiptWords;
use crate::words::questionnaire::FormLookWords;
use app::ask::QuestionnairesOf;
use app::exchange::{FormOptions, QuestionnaireSaid, read_questionnaire};
use axum::Json;
use domain::values::Action;
use serde::Serialize;
use tokio::task::block_in_place;
use utoipa::ToSchema;

/// A questionnaire to be taken in.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct QuestionnaireImportForm {
    /// The spreadsheet: XLSX, XLSM or CSV.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Who sent it.
    customer: Option<String>,
    /// What it is called; the name of the file when it is left out.
    title: Option<String>,
    /// The day on which it came; today when it is left out.
    received: Option<String>,
    /// By which day it is wanted back.
    due: Option<String>,
    /// The sheet; otherwise the first one with questions and answers.
    sheet: Option<String>,
    /// Column of the questions, by heading or letters.
    question: Option<String>,
    /// Column of the answers, by heading or letters.
    answer: Option<String>,
    /// Row with the headings; 0 for none.
    header_row: Option<u32>,
}

/// What a spreadsheet holds, and what was done with it.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct QuestionnaireImportWords {
    #[serde(flatten)]
    form: FormLookWords,
    /// The receipt; null for a preview.
    receipt: Option<ReceiptWords>,
}

/// Take in a questionnaire. The file is kept, and goes back as it came with the answers in it.
///
/// With `preview=true` nothing is kept, and the problems are in the answer.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/questionnaire-imports",
    tag = "questionnaires",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what the file holds and keep nothing"),
        Once,
    ),
    request_body(content = QuestionnaireImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was read, and kept", body = QuestionnaireImportWords), Refused)
)]
pub(in crate::api) async fn import_questionnaire(call: Call, upload: Upload) -> Answered<QuestionnaireImportWords> {
    // Who has no part here learns nothing of what stands in the file.
    call.ask_organisation(&QuestionnairesOf)?;
    if let Some(refusal) = call.doors.app.why_no_right(&call.org(), call.who(), Action::RecordAsked) {
        return Err(refusal.into());
    }
    let text = |name: &str| upload.field(name).map(str::to_owned);
    let header_row = text("header_row").map(|typed| {
        let wrong =
            |_| Problem::unreadable(format!("header_row: `{typed}` is no row"), "write a whole number; 0 for none");
        typed.parse::<u32>().map_err(wrong)
    });
    let options = FormOptions {
        sheet: text("sheet"),
        header_row: header_row.transpose()?,
        question: text("question"),
        answer: text("answer"),
    };
    let said = QuestionnaireSaid {
        title: text("title").unwrap_or_default(),
        customer: text("customer").unwrap_or_default(),
        received: text("received").map(|typed| day(&typed, "received")).transpose()?,
        due: text("due").map(|typed| day(&typed, "due")).transpose()?,
    };
    let preview = call.flag("preview")?;
    let name = upload.name.as_str();
    let form = block_in_place(|| read_questionnaire(&upload.bytes, name, &options)).map_err(|f| call.judged(f))?;
    let words = FormLookWords::from(&form);
    if preview {
        return Ok(Json(QuestionnaireImportWords { form: words, receipt: None }));
    }
    let (org, request) = (call.org(), call.request(""));
    let import = || {
        let file = (form, name, &*upload.bytes);
        call.doors.app.import_questionnaire(&org, call.who(), request.as_deref(), said, file)
    };
    let receipt = block_in_place(import).map_err(|failure| call.judged(failure))?;
    Ok(Json(QuestionnaireImportWords { form: words, receipt: Some(ReceiptWords::from(&receipt)) }))
}
