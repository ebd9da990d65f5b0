//! A line for each operation on the registers of the management system.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const KEEP: What = Right(KeepIsms, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/registers", OwnList(ReadIsms)),
    ("GET", "/api/v1/o/{organisation}/registers/{register}", OwnList(ReadIsms)),
    ("POST", "/api/v1/o/{organisation}/registers/{register}", Right(KeepIsms, State::Absent)),
    ("GET", "/api/v1/o/{organisation}/registers/{register}/entries.csv", OwnList(ReadIsms)),
    ("GET", "/api/v1/o/{organisation}/registers/{register}/entries.xlsx", OwnList(ReadIsms)),
    ("POST", "/api/v1/o/{organisation}/register-imports/{register}", KEEP),
    ("GET", "/api/v1/o/{organisation}/registers/{register}/{record}", Right(ReadIsms, State::Live)),
    ("PUT", "/api/v1/o/{organisation}/registers/{register}/{record}", KEEP),
    ("POST", "/api/v1/o/{organisation}/registers/{register}/{record}/lines", KEEP),
    ("PUT", "/api/v1/o/{organisation}/registers/{register}/{record}/lines/{number}", KEEP),
    ("POST", "/api/v1/o/{organisation}/registers/{register}/{record}/state", KEEP),
    ("POST", "/api/v1/o/{organisation}/registers/{register}/{record}/ending", KEEP),
];
