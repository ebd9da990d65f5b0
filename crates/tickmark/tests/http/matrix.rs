//! The matrix of rights over every door: each route, asked by each role, in each situation, against the one table.
//!
//! The routes are read out of the source and out of the API's document; a route without a line in `matrix/routes.rs` fails
//! the build. What is expected follows from `domain::values::access::table`, never from the doors.

#![allow(clippy::disallowed_methods, reason = "the path of the manifest says where the source lies")]

mod answers;
pub(crate) mod bodies;
pub(crate) mod cast;
pub(crate) mod changes;
mod complete;
pub(crate) mod expected;
mod lists;
mod operations;
pub(crate) mod routes;
mod versions;
