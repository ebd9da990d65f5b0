//! A line for each operation of collectors and calculations.

use super::Operation;
use crate::matrix::expected::What::*;
use domain::values::Action::*;
use domain::values::State;

/// Method, path, what it is about.
pub(super) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/collectors", OwnList(ReadCollectors)),
    ("POST", "/api/v1/o/{organisation}/collectors", Right(SetCollector, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/try", Right(SetCollector, State::Live)),
    ("GET", "/api/v1/o/{organisation}/collectors/{collector}", Right(ReadCollectors, State::Live)),
    ("PUT", "/api/v1/o/{organisation}/collectors/{collector}", Right(SetCollector, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/{collector}/approval", Right(ApproveCollector, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/{collector}/rest", Right(SetCollector, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/{collector}/removal", Right(SetCollector, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/{collector}/try", Right(SetCollector, State::Live)),
    ("GET", "/api/v1/o/{organisation}/collectors/{collector}/runs", Right(ReadCollectors, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/{collector}/runs", Right(RunCollector, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/{collector}/credentials", Right(SetCollector, State::Live)),
    ("POST", "/api/v1/o/{organisation}/collectors/{collector}/credentials/removal", Right(SetCollector, State::Live)),
    ("POST", "/api/v1/calc/acceptance", SignedIn),
    ("POST", "/api/v1/calc/timeline", SignedIn),
    ("POST", "/api/v1/calc/cost", SignedIn),
    ("GET", "/api/v1/cost-items", SignedIn),
    ("POST", "/api/v1/calc/certification", SignedIn),
    ("POST", "/api/v1/calc/independence", SignedIn),
    ("POST", "/api/v1/calc/nonconformity", SignedIn),
    ("POST", "/api/v1/calc/review", SignedIn),
    ("POST", "/api/v1/calc/statement", SignedIn),
    ("POST", "/api/v1/calc/sample", SignedIn),
    ("POST", "/api/v1/calc/window", SignedIn),
];
