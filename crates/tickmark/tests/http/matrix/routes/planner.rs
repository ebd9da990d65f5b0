//! A line for each page of the planner.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const ANSWER: What = Right(AnswerPlanner, State::Live);
const READ: What = Right(ReadProgramme, State::Live);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/planner", READ, ""),
    ("POST", "/o/{organisation}/planner", ANSWER, "markets=europe&asked=iso&engineers=30"),
    ("POST", "/o/{organisation}/planner/figures/{figure}", ANSWER, "value=60000&source=x"),
    ("GET", "/o/{organisation}/planner/guide", READ, ""),
];
