//! The door of the directory: SCIM 2.0 (RFC 7643, RFC 7644) under `/scim/v2/o/{organisation}/`. An identity provider calls it
//! with a token of kind directory, which is bound to one organisation.

mod attributes;
mod call;
mod discovery;
mod filter;
mod groups;
mod list;
mod patch;
mod path;
mod problem;
mod schemas;
#[cfg(test)]
mod tests;
mod users;

use crate::patience;
use crate::serve::Doors;
use attributes::Kind;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use call::{Answered, Call};
use problem::ScimError;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// Every address of the directory.
pub(crate) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/scim/v2/o/{organisation}", any(answer))
        .route("/scim/v2/o/{organisation}/", any(answer))
        .route("/scim/v2/o/{organisation}/{*rest}", any(answer))
        .layer(CatchPanicLayer::custom(problem::panicked))
}

/// A body that did not come in good time.
pub(crate) fn too_slow() -> Response {
    ScimError::plain(StatusCode::REQUEST_TIMEOUT, patience::SENTENCE).into_response()
}

/// Reads the call, and answers it beside the threads that serve: a group of many members is many entries of the ledger.
async fn answer(State(doors): State<Arc<Doors>>, request: Request) -> Response {
    let call = match Call::read(doors, request).await {
        Ok(call) => call,
        Err(error) => return error.into_response(),
    };
    match tokio::task::spawn_blocking(move || called(&call)).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => error.into_response(),
        Err(stopped) => problem::panicked(Box::new(stopped.to_string())),
    }
}

fn called(call: &Call) -> Answered {
    call.doors
        .app
        .enter_directory(&call.organisation, &call.who)
        .map_err(|f| ScimError::from(app::NotTaken::from(f)))?;
    let parts: Vec<&str> = call.rest.iter().map(String::as_str).collect();
    let method = &call.method;
    match parts.as_slice() {
        ["ServiceProviderConfig"] => call.only_get().and_then(|()| discovery::config(call)),
        ["ResourceTypes"] => call.only_get().and_then(|()| discovery::resource_types(call)),
        ["ResourceTypes", name] => call.only_get().and_then(|()| discovery::resource_type(call, name)),
        ["Schemas"] => call.only_get().and_then(|()| discovery::schemas(call)),
        ["Schemas", id] => call.only_get().and_then(|()| discovery::schema(call, id)),
        ["Users"] if method == Method::GET => list::list(call, &[Kind::User]),
        ["Users"] if method == Method::POST => users::add(call),
        ["Users", ".search"] if method == Method::POST => list::search(call, &[Kind::User]),
        ["Users", id] => match *method {
            Method::GET => users::get(call, id),
            Method::PUT => users::put(call, id),
            Method::PATCH => users::patch(call, id),
            Method::DELETE => users::delete(call, id),
            _ => Err(ScimError::no_such_method("GET, PUT, PATCH, DELETE")),
        },
        ["Groups"] if method == Method::GET => list::list(call, &[Kind::Group]),
        ["Groups"] if method == Method::POST => groups::add(call),
        ["Groups", ".search"] if method == Method::POST => list::search(call, &[Kind::Group]),
        ["Groups", id] => match *method {
            Method::GET => groups::get(call, id),
            Method::PUT => groups::put(call, id),
            Method::PATCH => groups::patch(call, id),
            Method::DELETE => groups::delete(call, id),
            _ => Err(ScimError::no_such_method("GET, PUT, PATCH, DELETE")),
        },
        ["Users" | "Groups"] => Err(ScimError::no_such_method("GET, POST")),
        [".search"] if method == Method::POST => list::search(call, &[Kind::User, Kind::Group]),
        ["Me", ..] => Err(ScimError::not_offered("there is no user behind the token of a directory, so no /Me")),
        ["Bulk"] => Err(ScimError::not_offered("bulk operations are not supported; send one request for each")),
        [] if method == Method::GET => discovery::config(call),
        _ => Err(ScimError::plain(StatusCode::NOT_FOUND, "nothing answers at this address")),
    }
}
