//! What somebody hostile types: scripts into every field, what no field should hold, heads that are too much. Nothing runs,
//! nothing breaks, and what was refused is logged.

mod bad_input;
mod heads;
mod payloads;
mod refused;
mod scripts;

use crate::canaries::assurance;
use crate::matrix::cast;
use crate::matrix::expected;
use crate::matrix::routes;
use crate::slow::socket;
