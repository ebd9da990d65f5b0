//! A line for each operation on certification.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const KEEP: What = Right(KeepCertification, State::Live);
const READ: What = Right(ReadCertification, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/certification/bodies", READ),
    ("POST", "/api/v1/o/{organisation}/certification/bodies", KEEP),
    ("GET", "/api/v1/o/{organisation}/certification/bodies/{certification_body}", READ),
    ("PUT", "/api/v1/o/{organisation}/certification/bodies/{certification_body}", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/bodies/{certification_body}/checks", KEEP),
    ("GET", "/api/v1/o/{organisation}/certification/projects", READ),
    ("GET", "/api/v1/o/{organisation}/certification/projects.csv", READ),
    ("GET", "/api/v1/o/{organisation}/certification/projects.xlsx", READ),
    ("POST", "/api/v1/o/{organisation}/certification/projects", KEEP),
    ("GET", "/api/v1/o/{organisation}/certification/projects/{certification}", READ),
    ("PUT", "/api/v1/o/{organisation}/certification/projects/{certification}", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/steps", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/certificates", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/visits", KEEP),
    ("PUT", "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/days", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/cancellation", KEEP),
    ("PUT", "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/record", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/findings", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/findings/{number}/answers", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/changes", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/changes/{number}/report", KEEP),
    ("POST", "/api/v1/o/{organisation}/certification/projects/{certification}/marks", KEEP),
];
