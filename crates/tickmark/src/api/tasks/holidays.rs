//! Days without business.

use crate::api::call::{Body, Call, day};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::parameters::{InOrganisation, Matching, Moment, Once};
use crate::api::problem::{Contested, Problem, Unanswered};
use crate::words::tasks::HolidayWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::HolidaysOf;
use domain::command::{Command, OperationCommand};
use domain::values::Holidays;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The days without business.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct HolidaysWords {
    /// All of them, at most 2,000, the earliest first.
    holidays: Vec<HolidayWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show the days without business, on which no business-day control is expected to run.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/holidays",
    tag = "tasks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The holidays", body = HolidaysWords), Unanswered)
)]
pub(in crate::api) async fn holidays(call: Call) -> Told<HolidaysWords> {
    let (answer, version) = call.ask_about(&HolidaysOf, "holidays", "holidays")?;
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Tagged::of(version, HolidaysWords { holidays: HolidayWords::all(&answer.value), mark }))
}

/// A day without business.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct HolidayBody {
    /// The day.
    #[schema(format = Date)]
    day: String,
    /// Its name.
    name: String,
}

/// All days without business.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "holidays": [{ "day": "2026-12-25", "name": "Christmas Day" }] }))]
pub(in crate::api) struct HolidaysBody {
    /// All of them; what is not in the list is none any more.
    holidays: Vec<HolidayBody>,
}

/// Set the days without business: these and no other.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/holidays",
    tag = "tasks",
    params(InOrganisation, Matching, Once),
    request_body = HolidaysBody,
    responses((status = 200, description = "They are set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_holidays(call: Call, Body(body): Body<HolidaysBody>) -> Changed {
    let mut holidays = Holidays::new();
    for (at, one) in body.holidays.into_iter().enumerate() {
        let field = format!("holidays[{at}].day");
        if holidays.insert(day(&one.day, &field)?, one.name).is_some() {
            let twice = format!("{field}: {} stands twice", one.day);
            return Err(Problem::unreadable(twice, "name each day once"));
        }
    }
    call.change(Command::Operation(OperationCommand::SetHolidays { holidays }))
}
