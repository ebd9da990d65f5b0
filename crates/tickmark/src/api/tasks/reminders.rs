//! Reminders by e-mail: how often the caller wants them, and how they stand in an organisation.

use super::super::call::{Answered, Body, Call, unknown};
use super::super::parameters::InOrganisation;
use super::super::problem::{Refused, Unanswered};
use crate::words::{RemindersWords, RhythmWords};
use app::Rhythm;
use axum::Json;
use tokio::task::block_in_place;

/// How often the caller is reminded by e-mail, in every organisation.
#[utoipa::path(
    get,
    path = "/api/v1/me/reminders",
    tag = "tasks",
    responses((status = 200, description = "How often", body = RhythmWords), Unanswered)
)]
pub(in crate::api) async fn own_rhythm(call: Call) -> Answered<RhythmWords> {
    let rhythm = block_in_place(|| call.doors.app.rhythm_of(call.who().id()))?;
    Ok(Json(RhythmWords { rhythm: rhythm.id().to_owned() }))
}

/// Set how often the caller is reminded by e-mail, in every organisation. A token cannot.
#[utoipa::path(
    put,
    path = "/api/v1/me/reminders",
    tag = "tasks",
    request_body = RhythmWords,
    responses((status = 200, description = "It is set", body = RhythmWords), Refused)
)]
pub(in crate::api) async fn set_own_rhythm(call: Call, Body(words): Body<RhythmWords>) -> Answered<RhythmWords> {
    let rhythm = Rhythm::parse(&words.rhythm)
        .ok_or_else(|| unknown("rhythm of reminders", &words.rhythm, Rhythm::ALL.map(Rhythm::id)))?;
    block_in_place(|| call.doors.app.set_rhythm(call.who(), rhythm)).map_err(|failure| call.judged(failure))?;
    Ok(Json(RhythmWords { rhythm: rhythm.id().to_owned() }))
}

/// How reminders stand: whether there is a relay, who gets which, what was sent last and what was not taken.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/reminders",
    tag = "tasks",
    params(InOrganisation),
    responses((status = 200, description = "How they stand", body = RemindersWords), Unanswered)
)]
pub(in crate::api) async fn reminders(call: Call) -> Answered<RemindersWords> {
    let app = &call.names();
    let state = block_in_place(|| app.reminders_state(&call.org(), call.who()))?;
    Ok(Json(RemindersWords::of(app, &state)))
}
