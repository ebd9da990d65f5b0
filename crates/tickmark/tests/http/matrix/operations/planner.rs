//! A line for each operation on the planner.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const ANSWER: What = Right(AnswerPlanner, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/library/planner", SignedIn),
    ("POST", "/api/v1/calc/decision", SignedIn),
    ("POST", "/api/v1/calc/wording", SignedIn),
    ("GET", "/api/v1/o/{organisation}/planner", Right(ReadProgramme, State::Live)),
    ("PUT", "/api/v1/o/{organisation}/planner", ANSWER),
    ("PUT", "/api/v1/o/{organisation}/planner/figures/{figure}", ANSWER),
];
