//! A line for each operation on controlled documents. Nobody answers for the document; its first version
//! waits for approval, which comes before writing: whoever wrote does not approve.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = Right(ReadPolicies, State::Live);
const WRITE: What = Right(WritePolicy, State::Live);
const APPROVE: What = Right(ApprovePolicy, State::Proposed);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/policies", READ),
    ("POST", "/api/v1/o/{organisation}/policies", Right(WritePolicy, State::Absent)),
    ("GET", "/api/v1/o/{organisation}/policies.csv", READ),
    ("GET", "/api/v1/o/{organisation}/policies.xlsx", READ),
    ("GET", "/api/v1/o/{organisation}/policy-pieces", READ),
    ("POST", "/api/v1/o/{organisation}/policy-imports", Right(WritePolicy, State::Absent)),
    ("GET", "/api/v1/o/{organisation}/policies/{policy}", READ),
    ("GET", "/api/v1/o/{organisation}/policies/{policy}/difference", READ),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/approvals", APPROVE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/return", APPROVE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/acknowledgements", Elsewhere),
    ("PUT", "/api/v1/o/{organisation}/policies/{policy}", WRITE),
    ("PUT", "/api/v1/o/{organisation}/policies/{policy}/text", WRITE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/submission", WRITE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/publication", WRITE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/reviews", WRITE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/acknowledgement-rounds", WRITE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/retirement", WRITE),
    ("POST", "/api/v1/o/{organisation}/policies/{policy}/versions/{version}/disposal", WRITE),
];
