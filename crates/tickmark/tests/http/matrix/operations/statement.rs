//! A line for each operation on the Statement of Applicability. Approving comes before writing: whoever wrote does not
//! approve.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = Right(ReadStatement, State::Proposed);
const WRITE: What = Right(WriteStatement, State::Proposed);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/statements", READ),
    ("GET", "/api/v1/o/{organisation}/statements/{soa}", READ),
    ("GET", "/api/v1/o/{organisation}/statements/{soa}/chains", READ),
    ("GET", "/api/v1/o/{organisation}/statements/{soa}/difference", READ),
    ("GET", "/api/v1/o/{organisation}/statements/{soa}/proposals", READ),
    ("GET", "/api/v1/o/{organisation}/statements/{soa}/statement.csv", READ),
    ("GET", "/api/v1/o/{organisation}/statements/{soa}/statement.xlsx", READ),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/approval", Right(ApproveStatement, State::Proposed)),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/entries/preview", READ),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/entries", WRITE),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/proposals", WRITE),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/own-controls", WRITE),
    ("DELETE", "/api/v1/o/{organisation}/statements/{soa}/own-controls/{control}", WRITE),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/review", WRITE),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/enforcement", WRITE),
    ("POST", "/api/v1/o/{organisation}/statements/{soa}/withdrawal", WRITE),
    ("POST", "/api/v1/o/{organisation}/statements", WRITE),
];
