//! The HTTP API.

use crate::serve::Doors;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(crate) fn routes() -> Router<Arc<Doors>> {
    Router::new()
}

pub(crate) fn not_found() -> Response {
    StatusCode::NOT_FOUND.into_response()
}
