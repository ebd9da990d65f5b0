//! What is to be done by when: tasks, months, occurrences, how controls operate, holidays.

pub(in crate::api) mod due;
pub(in crate::api) mod holidays;
pub(in crate::api) mod operation;
pub(in crate::api) mod reminders;

use crate::serve::Doors;
use axum::Router;
use axum::routing::{get, post, put};
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/api/v1/o/{organisation}/tasks", get(due::tasks))
        .route("/api/v1/o/{organisation}/calendar", get(due::calendar))
        .route("/api/v1/o/{organisation}/holidays", get(holidays::holidays).put(holidays::set_holidays))
        .route(
            "/api/v1/o/{organisation}/controls/{control}/operation",
            get(operation::operation).put(operation::set_operation),
        )
        .route("/api/v1/o/{organisation}/controls/{control}/occurrences", get(operation::occurrences))
        .route(
            "/api/v1/o/{organisation}/controls/{control}/life/{step}",
            put(operation::record_life).delete(operation::take_life_back),
        )
        .route("/api/v1/me/reminders", get(reminders::own_rhythm).put(reminders::set_own_rhythm))
        .route("/api/v1/o/{organisation}/reminders", get(reminders::reminders))
        .route("/api/v1/me/calendar-feed", post(due::renew_calendar_feed))
        .route("/api/v1/me/calendar-feed/end", post(due::end_calendar_feed))
}
