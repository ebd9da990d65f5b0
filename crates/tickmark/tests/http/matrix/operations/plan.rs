//! A line for each operation on the plan.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const KEEP: What = Right(AnswerPlanner, State::Live);
const READ: What = Right(ReadProgramme, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/plan", READ),
    ("PUT", "/api/v1/o/{organisation}/plan", KEEP),
    ("GET", "/api/v1/o/{organisation}/plan/alternatives", READ),
    ("POST", "/api/v1/o/{organisation}/plan/baselines", KEEP),
    ("PUT", "/api/v1/o/{organisation}/plan/steps/{track}/{phase}", KEEP),
    ("GET", "/api/v1/o/{organisation}/plan/figures", READ),
    ("PUT", "/api/v1/o/{organisation}/plan/figures/{key}", KEEP),
    ("DELETE", "/api/v1/o/{organisation}/plan/figures/{key}", KEEP),
];
