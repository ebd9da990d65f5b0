//! What somebody hostile types: scripts into every field, and what no field should hold. Nothing runs, and nothing breaks.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "hostile/bad_input.rs"]
mod bad_input;
#[path = "matrix/cast.rs"]
#[allow(dead_code, clippy::too_many_lines, reason = "the matrix uses the rest of it")]
mod cast;
#[path = "matrix/expected.rs"]
#[allow(dead_code, reason = "the matrix uses the rest of it")]
mod expected;
#[path = "hostile/payloads.rs"]
mod payloads;
#[path = "matrix/routes.rs"]
#[allow(dead_code, reason = "the matrix uses the rest of it")]
mod routes;
#[path = "hostile/scripts.rs"]
mod scripts;
