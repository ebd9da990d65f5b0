//! A line for each operation on nonconformities. What judges comes before what is done: whoever did something judges nothing
//! of it.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const WORK: What = Right(WorkNonconformity, State::Live);
const VERIFY: What = Right(VerifyNonconformity, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/nonconformities", OwnList(ReadNonconformities)),
    ("POST", "/api/v1/o/{organisation}/nonconformities", Right(RaiseNonconformity, State::Absent)),
    ("GET", "/api/v1/o/{organisation}/nonconformities.csv", OwnList(ReadNonconformities)),
    ("GET", "/api/v1/o/{organisation}/nonconformities.xlsx", OwnList(ReadNonconformities)),
    ("POST", "/api/v1/o/{organisation}/nonconformity-imports", WORK),
    ("GET", "/api/v1/o/{organisation}/nonconformity-rules", OwnList(ReadNonconformities)),
    ("PUT", "/api/v1/o/{organisation}/nonconformity-rules", WORK),
    ("GET", "/api/v1/o/{organisation}/nonconformities/{nonconformity}", Right(ReadNonconformities, State::Live)),
    ("POST", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/effectiveness", VERIFY),
    ("POST", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/closing", VERIFY),
    ("POST", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/rejection", VERIFY),
    ("PUT", "/api/v1/o/{organisation}/nonconformities/{nonconformity}", WORK),
    ("PUT", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/correction", WORK),
    ("PUT", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/cause", WORK),
    ("PUT", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/similar-cases", WORK),
    ("PUT", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/no-action", WORK),
    ("POST", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions", WORK),
    ("POST", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/completion", WORK),
    ("POST", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/removal", WORK),
    ("POST", "/api/v1/o/{organisation}/nonconformities/{nonconformity}/evidence", WORK),
];
