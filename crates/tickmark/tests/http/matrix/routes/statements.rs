//! A line for each page of the Statement of Applicability. Approving comes before writing: whoever wrote does not approve.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = Right(ReadStatement, State::Proposed);
const WRITE: What = Right(WriteStatement, State::Proposed);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/statement", READ, ""),
    ("GET", "/o/{organisation}/statement/versions", READ, ""),
    ("GET", "/o/{organisation}/statement/{soa}", READ, ""),
    ("GET", "/o/{organisation}/statement/{soa}/approval", READ, ""),
    ("POST", "/o/{organisation}/statement/{soa}/approval", Right(ApproveStatement, State::Proposed), "sha256=abab"),
    ("GET", "/o/{organisation}/statement/{soa}/chains", READ, ""),
    ("GET", "/o/{organisation}/statement/{soa}/checks", READ, ""),
    ("GET", "/o/{organisation}/statement/{soa}/difference", READ, ""),
    ("POST", "/o/{organisation}/statement/{soa}/enforcement", WRITE, "from=2026-03-10"),
    ("GET", "/o/{organisation}/statement/{soa}/entries/{item}", READ, ""),
    ("POST", "/o/{organisation}/statement/{soa}/entries/{item}", WRITE, "decision=applicable&reason=law&words-law=x"),
    ("GET", "/o/{organisation}/statement/{soa}/export.csv", READ, ""),
    ("GET", "/o/{organisation}/statement/{soa}/export.xlsx", READ, ""),
    ("POST", "/o/{organisation}/statement/{soa}/own-controls", WRITE, "control=AC-2"),
    ("POST", "/o/{organisation}/statement/{soa}/own-controls/{control}/removal", WRITE, ""),
    ("GET", "/o/{organisation}/statement/{soa}/print", READ, ""),
    ("GET", "/o/{organisation}/statement/{soa}/proposals", READ, ""),
    ("POST", "/o/{organisation}/statement/{soa}/proposals", WRITE, "controls=A.5.1&version=1"),
    ("POST", "/o/{organisation}/statement/{soa}/review", WRITE, "sha256=abab"),
    ("GET", "/o/{organisation}/statement/{soa}/selected", WRITE, ""),
    ("POST", "/o/{organisation}/statement/{soa}/selected", WRITE, "controls=A.5.1&version=1&status=planned"),
    ("POST", "/o/{organisation}/statement/{soa}/withdrawal", WRITE, "reason=x"),
    ("POST", "/o/{organisation}/statement", WRITE, ""),
];
