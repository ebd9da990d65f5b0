//! The matrix of rights over every door: each route, asked by each role, in each situation, against the one table.
//!
//! The routes are read out of the source and out of the API's document; a route without a line in `matrix/routes.rs` fails
//! the build. What is expected follows from `domain::values::access::table`, never from the doors.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]
#![allow(clippy::disallowed_methods, reason = "the path of the manifest says where the source lies")]

#[path = "matrix/answers.rs"]
mod answers;
#[path = "matrix/bodies.rs"]
mod bodies;
#[path = "matrix/cast.rs"]
mod cast;
#[path = "matrix/changes.rs"]
mod changes;
#[path = "matrix/complete.rs"]
mod complete;
#[path = "matrix/expected.rs"]
mod expected;
#[path = "matrix/lists.rs"]
mod lists;
#[path = "matrix/operations.rs"]
mod operations;
#[path = "matrix/routes.rs"]
mod routes;
#[path = "matrix/versions.rs"]
mod versions;
