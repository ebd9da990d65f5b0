//! A line for each operation on internal audits. What approves comes before what changes.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = Right(ReadAudits, State::Live);
const PLAN: What = Right(PlanAudit, State::Live);
const WRITE: What = Right(PlanAudit, State::Proposed);
const CONDUCT: What = Of(ConductAudit, State::Live, &["ivan-internal"]);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/internal-audits", READ),
    ("POST", "/api/v1/o/{organisation}/internal-audits", Right(PlanAudit, State::Absent)),
    ("GET", "/api/v1/o/{organisation}/internal-audit-coverage", READ),
    ("GET", "/api/v1/o/{organisation}/audit-programmes", READ),
    ("POST", "/api/v1/o/{organisation}/audit-programmes", Right(PlanAudit, State::Absent)),
    ("GET", "/api/v1/o/{organisation}/audit-programmes/{programme}", READ),
    (
        "POST",
        "/api/v1/o/{organisation}/audit-programmes/{programme}/approval",
        Right(ApproveAuditProgramme, State::Proposed),
    ),
    ("POST", "/api/v1/o/{organisation}/audit-programmes/{programme}/proposal", WRITE),
    ("PUT", "/api/v1/o/{organisation}/audit-programmes/{programme}", WRITE),
    ("GET", "/api/v1/o/{organisation}/internal-audits/{audit}", READ),
    ("GET", "/api/v1/o/{organisation}/internal-audits/{audit}/audit.xlsx", READ),
    ("PUT", "/api/v1/o/{organisation}/internal-audits/{audit}", PLAN),
    ("PUT", "/api/v1/o/{organisation}/internal-audits/{audit}/auditors/{person}", PLAN),
    ("DELETE", "/api/v1/o/{organisation}/internal-audits/{audit}/auditors/{person}", PLAN),
    ("POST", "/api/v1/o/{organisation}/internal-audits/{audit}/announcement", PLAN),
    ("POST", "/api/v1/o/{organisation}/internal-audits/{audit}/start", CONDUCT),
    ("PUT", "/api/v1/o/{organisation}/internal-audits/{audit}/lines/{number}", CONDUCT),
    ("POST", "/api/v1/o/{organisation}/internal-audits/{audit}/findings", CONDUCT),
    ("PUT", "/api/v1/o/{organisation}/internal-audits/{audit}/findings/{number}", CONDUCT),
    ("POST", "/api/v1/o/{organisation}/internal-audits/{audit}/report", CONDUCT),
    ("POST", "/api/v1/o/{organisation}/internal-audits/{audit}/follow-up", CONDUCT),
    ("POST", "/api/v1/o/{organisation}/internal-audits/{audit}/closing", PLAN),
    ("POST", "/api/v1/o/{organisation}/internal-audits/{audit}/cancelling", PLAN),
    ("POST", "/api/v1/o/{organisation}/audit-programmes/{programme}/closing", WRITE),
];
