use crate::serve::Doors;
use axum::Router;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
}
