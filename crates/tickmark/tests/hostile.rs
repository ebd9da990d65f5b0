//! What somebody hostile types: scripts into every field, what no field should hold, heads that are too much. Nothing runs,
//! nothing breaks, and what was refused is logged.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "canaries/assurance.rs"]
mod assurance;
#[path = "hostile/bad_input.rs"]
mod bad_input;
#[path = "matrix/cast.rs"]
#[allow(dead_code, clippy::too_many_lines, reason = "the matrix uses the rest of it")]
mod cast;
#[path = "matrix/expected.rs"]
#[allow(dead_code, reason = "the matrix uses the rest of it")]
mod expected;
#[path = "hostile/heads.rs"]
mod heads;
#[path = "hostile/payloads.rs"]
mod payloads;
#[path = "hostile/refused.rs"]
mod refused;
#[path = "matrix/routes.rs"]
#[allow(dead_code, reason = "the matrix uses the rest of it")]
mod routes;
#[path = "hostile/scripts.rs"]
mod scripts;
#[path = "slow/socket.rs"]
#[allow(dead_code, reason = "senders that trickle use the rest of it")]
mod socket;
