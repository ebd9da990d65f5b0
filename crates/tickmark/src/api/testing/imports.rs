//! Populations handed in as a file: looked at first, then kept, all or nothing.

use crate::api::call::Call;
use crate::api::change::Tagged;
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Problem, Refused};
use crate::api::upload::Upload;
use crate::words::testing::{PopulationImportWords, PopulationShape};
use app::ask::PopulationOf;
use app::exchange::{PopulationList, read_population};
use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::values::counted;
use domain::values::testing::Population;
use utoipa::ToSchema;

/// A list of occurrences to be handed in.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct PopulationImportForm {
    /// The list: XLSX or CSV with columns for id, on (the day) and done.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// What is said of it, as JSON without its items: engagement, control, title, source, period, checks. When a population
    /// is handed in again it may be left out, and what was said of it stays.
    #[schema(value_type = PopulationShape)]
    population: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
    /// A column by its heading or its letters, as `id=Ticket` or `done=-`; may be repeated.
    map: Option<Vec<String>>,
}

/// Hand in a population as a file, all or nothing; the file itself is kept.
///
/// With `preview=true` nothing is kept: the answer says what the list shows of itself, and row by row what is wrong.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/population-imports",
    tag = "testing",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what the list says and keep nothing"),
        Once,
    ),
    request_body(content = PopulationImportForm, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "What the list says", body = PopulationImportWords),
        (status = 201, description = "It is recorded", body = PopulationImportWords),
        Refused
    )
)]
pub(in crate::api) async fn import_population(call: Call, upload: Upload) -> Result<Response, Problem> {
    let population = said(&upload)?.ok_or_else(|| {
        let hint = "send what is said of it as JSON in the field `population`";
        Problem::unreadable("the form does not say what the population is", hint)
    })?;
    let (list, words) = looked_at(&upload, &population)?;
    if call.flag("preview")? {
        return Ok(Json(words).into_response());
    }
    sound(&words)?;
    let (app, org, request) = (&call.doors.app, call.org(), call.request(""));
    let import =
        || app.import_population(&org, call.who(), request.as_deref(), (None, population), list, &upload.bytes);
    let receipt = tokio::task::block_in_place(import).map_err(|failure| call.judged(failure))?;
    let place = format!("/api/v1/o/{org}/populations/{}", escaped(&receipt.object));
    let told = call.receipt(receipt).at(place);
    Ok(told.map(|receipt| PopulationImportWords { receipt: Some(receipt), ..words }).into_response())
}

/// Hand a population in again as a file, as long as it is not frozen.
///
/// With `preview=true` nothing is kept: the answer says what the list shows of itself, and row by row what is wrong.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/populations/{population}/list",
    tag = "testing",
    params(
        InOrganisation,
        ("population" = String, Path, description = "Id of the population"),
        ("preview" = Option<bool>, Query, description = "Show what the list says and keep nothing"),
        Matching,
        Once,
    ),
    request_body(content = PopulationImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "It is recorded, or would be", body = PopulationImportWords), Contested)
)]
pub(in crate::api) async fn reimport_population(call: Call, upload: Upload) -> Result<Response, Problem> {
    let id = call.part("population");
    let held = call.ask_organisation(&PopulationOf { id: id.clone() })?.value.held.population;
    let population = said(&upload)?.unwrap_or(held);
    let (list, words) = looked_at(&upload, &population)?;
    if call.flag("preview")? {
        return Ok(Json(words).into_response());
    }
    sound(&words)?;
    let (app, org) = (&call.doors.app, call.org());
    let changed: Tagged<_> = call.change_by("population", &id, |request| {
        app.import_population(&org, call.who(), request, (Some(id.clone()), population), list, &upload.bytes)
    })?;
    Ok(changed.map(|receipt| PopulationImportWords { receipt: Some(receipt), ..words }).into_response())
}

/// What the form says of the population.
fn said(upload: &Upload) -> Result<Option<Population>, Problem> {
    let Some(text) = upload.field("population") else {
        return Ok(None);
    };
    let population: Population = serde_json::from_str(text)
        .map_err(|e| Problem::unreadable(format!("the field `population` cannot be read: {e}"), "send it as JSON"))?;
    if !population.items.is_empty() {
        let hint = "leave `items` out, or send them to POST populations without a file";
        return Err(Problem::unreadable("the items come from the file", hint));
    }
    Ok(Some(Population { file: None, ..population }))
}

fn looked_at(upload: &Upload, population: &Population) -> Looked {
    let read = || {
        let list = read_population(&upload.bytes, &upload.name, upload.field("sheet"), upload.all("map"))?;
        let words = PopulationImportWords::of(&list, &list.look(population));
        Ok::<_, app::Failure>((list, words))
    };
    Ok(tokio::task::block_in_place(read)?)
}

type Looked = Result<(PopulationList, PopulationImportWords), Problem>;

/// A list with problems is refused, and they stand in the refusal.
fn sound(words: &PopulationImportWords) -> Result<(), Problem> {
    if words.problems.is_empty() {
        return Ok(());
    }
    let problems = words.problems.iter().filter_map(|p| serde_json::to_value(p).ok()).collect::<Vec<_>>();
    let detail = format!(
        "{} has {}, so nothing was taken from it",
        words.source,
        counted(problems.len(), "problem", "problems")
    );
    Err(Problem::unsound("import_refused", detail, "mend these rows and send it again", problems))
}
