//! The gap analysis: as JSON, as a workbook, as CSV; of an organisation, of a crosswalk alone, or of a list of controls
//! that is kept nowhere.

use super::call::{Answered, Call, hosting, whole_library};
use super::parameters::{InOrganisation, Moment, Reading};
use super::problem::{Problem, Refused, Unanswered};
use super::upload::{MAX_FORM, Upload};
use crate::serve::Doors;
use crate::web::attachment::{WORKBOOK, csv, workbook};
use crate::words::{GapWords, ImportWords};
use app::ask::{DEFAULT_CROSSWALK, GapAnswer, GapOf};
use app::exchange::Sides;
use app::tables::{self, SheetOut};
use app::{Mark, library};
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::refusal::Refusal;
use domain::values::{Categories, Profile, counted};
use std::sync::Arc;
use utoipa::ToSchema;

pub(super) fn routes() -> Router<Arc<Doors>> {
    let large = Router::new()
        .route("/api/v1/library/gap-of-file", post(library_gap_of_file))
        .layer(DefaultBodyLimit::max(MAX_FORM));
    Router::new()
        .route("/api/v1/library/gap", get(library_gap))
        .route("/api/v1/library/gap.xlsx", get(library_gap_xlsx))
        .route("/api/v1/library/gap.csv", get(library_gap_csv))
        .route("/api/v1/o/{organisation}/gap", get(gap))
        .route("/api/v1/o/{organisation}/gap.xlsx", get(gap_xlsx))
        .route("/api/v1/o/{organisation}/gap.csv", get(gap_csv))
        .merge(large)
}

/// The gap analysis of a crosswalk alone.
#[utoipa::path(
    get,
    path = "/api/v1/library/gap",
    tag = "library",
    params(Reading, ("hosting" = Option<String>, Query, description = "`cloud` (the default), `hybrid` or `own_premises`")),
    responses((status = 200, description = "The gap analysis", body = GapWords), Unanswered)
)]
pub(super) async fn library_gap(call: Call) -> Answered<GapWords> {
    let (answer, mark) = asked(&call)?;
    Ok(Json(GapWords::of(&answer, mark.as_ref())))
}

/// The gap analysis of a crosswalk alone, as a workbook.
#[utoipa::path(
    get,
    path = "/api/v1/library/gap.xlsx",
    tag = "library",
    params(Reading, ("hosting" = Option<String>, Query, description = "`cloud` (the default), `hybrid` or `own_premises`")),
    responses((status = 200, description = "The workbook", body = Vec<u8>, content_type = WORKBOOK), Unanswered)
)]
pub(super) async fn library_gap_xlsx(call: Call) -> Result<Response, Problem> {
    book(&call)
}

/// The graded controls of a crosswalk alone, as CSV.
#[utoipa::path(
    get,
    path = "/api/v1/library/gap.csv",
    tag = "library",
    params(Reading, ("hosting" = Option<String>, Query, description = "`cloud` (the default), `hybrid` or `own_premises`")),
    responses((status = 200, description = "The table", body = String, content_type = "text/csv"), Unanswered)
)]
pub(super) async fn library_gap_csv(call: Call) -> Result<Response, Problem> {
    table(&call)
}

/// The gap analysis of an organisation.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/gap",
    tag = "reading",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "The gap analysis", body = GapWords), Unanswered)
)]
pub(super) async fn gap(call: Call) -> Answered<GapWords> {
    let (answer, mark) = asked(&call)?;
    Ok(Json(GapWords::of(&answer, mark.as_ref())))
}

/// The gap analysis of an organisation, as a workbook.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/gap.xlsx",
    tag = "reading",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "The workbook", body = Vec<u8>, content_type = WORKBOOK), Unanswered)
)]
pub(super) async fn gap_xlsx(call: Call) -> Result<Response, Problem> {
    book(&call)
}

/// The graded controls of an organisation, as CSV.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/gap.csv",
    tag = "reading",
    params(InOrganisation, Reading, Moment),
    responses((status = 200, description = "The table", body = String, content_type = "text/csv"), Unanswered)
)]
pub(super) async fn gap_csv(call: Call) -> Result<Response, Problem> {
    table(&call)
}

fn asked(call: &Call) -> Result<(GapAnswer, Option<Mark>), Problem> {
    call.ask(&question(call)?)
}

fn question(call: &Call) -> Result<GapOf, Problem> {
    let hosting = call.field("hosting").map(hosting).transpose()?.unwrap_or_default();
    Ok(GapOf { view: call.view()?, hosting })
}

fn book(call: &Call) -> Result<Response, Problem> {
    let (answer, mark) = asked(call)?;
    let made = mark.as_ref().map_or_else(|| call.doors.app.clock().now_us(), |m| app::clock::end_of(m.as_of));
    workbook(&file_name(mark.as_ref()), || tables::gap_book(&answer, mark.as_ref(), made))
}

fn table(call: &Call) -> Result<Response, Problem> {
    let (answer, mark) = asked(call)?;
    let sheet = || SheetOut { notes: Vec::new(), ..tables::controls(&answer.gap, Vec::new()) };
    csv(&file_name(mark.as_ref()), sheet)
}

/// The name of a file with the analysis, without its ending.
fn file_name(mark: Option<&Mark>) -> String {
    mark.map_or_else(|| "gap".to_owned(), |m| format!("gap-{}-{}", m.slug, m.as_of))
}

/// A list of controls to be analysed.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(super) struct GapForm {
    /// The list: XLSX or CSV.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
    /// Which column says what, such as `id=Ref` or `criteria=F`; may be repeated.
    map: Option<Vec<String>>,
    /// `true`: leave out links that name nothing known, instead of refusing the list.
    ignore_unknown: Option<String>,
}

/// The gap analysis of a list of controls that is kept nowhere.
#[utoipa::path(
    post,
    path = "/api/v1/library/gap-of-file",
    tag = "library",
    params(Reading, ("hosting" = Option<String>, Query, description = "`cloud` (the default), `hybrid` or `own_premises`")),
    request_body(content = GapForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The gap analysis", body = GapWords), Refused)
)]
pub(super) async fn library_gap_of_file(call: Call, upload: Upload) -> Answered<GapWords> {
    let question = question(&call)?;
    let crosswalk = question.view.crosswalk.as_deref().unwrap_or(DEFAULT_CROSSWALK);
    let reading = whole_library().reading(crosswalk).map_err(Refusal::from)?;
    let sides = Sides { catalogue: whole_library(), from: &reading.from.id, to: &reading.to.id };
    let list = upload.controls(Vec::new(), sides)?;
    if !list.problems.is_empty() && upload.field("ignore_unknown") != Some("true") {
        return Err(refused(&ImportWords::of(&list, None, None)));
    }
    let profile = Profile {
        categories: question.view.categories.unwrap_or(Categories::SECURITY),
        mode: question.view.mode.unwrap_or_default(),
        crosswalk: crosswalk.to_owned(),
        hosting: question.hosting,
        ..Profile::default()
    };
    let today = call.doors.app.clock().today();
    let answer = tokio::task::block_in_place(|| {
        let registers = library::scratch(profile, &upload.name, list.controls, today)?;
        library::ask_scratch(&registers, today, &question)
    })?;
    Ok(Json(GapWords::of(&answer, None)))
}

/// A list with problems, row by row; nothing was changed.
pub(super) fn refused(words: &ImportWords) -> Problem {
    let problems = words.problems.iter().filter_map(|p| serde_json::to_value(p).ok()).collect::<Vec<_>>();
    let detail = format!(
        "{} has {}, so nothing was taken from it",
        words.source,
        counted(problems.len(), "problem", "problems")
    );
    Problem::unsound("import_refused", detail, "mend these rows and send it again", problems)
}
