//! A line for each operation on risks.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = OwnList(ReadRisks);
const ALL: What = Right(ReadRisks, State::Live);
const RATE: What = Of(RateRisk, State::Live, &["carl-control"]);
const TREAT: What = Of(TreatRisk, State::Live, &["carl-control"]);
const ACCEPT: What = Of(AcceptRisk, State::Live, &["carl-control"]);
const WRITE: What = Right(SetRiskMethod, State::Live);
const RECORD: What = Right(RecordRisk, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/risks", READ),
    ("POST", "/api/v1/o/{organisation}/risks", Right(RecordRisk, State::Absent)),
    ("GET", "/api/v1/o/{organisation}/risks.csv", READ),
    ("GET", "/api/v1/o/{organisation}/risks.xlsx", READ),
    ("GET", "/api/v1/o/{organisation}/risk-heat", READ),
    ("GET", "/api/v1/o/{organisation}/risk-trend", READ),
    ("GET", "/api/v1/o/{organisation}/risk-findings", READ),
    ("GET", "/api/v1/o/{organisation}/risk-exposure", READ),
    ("GET", "/api/v1/o/{organisation}/risk-chain", ALL),
    ("GET", "/api/v1/o/{organisation}/risk-method", READ),
    ("PUT", "/api/v1/o/{organisation}/risk-method", WRITE),
    ("POST", "/api/v1/o/{organisation}/risk-method/approval", Right(ApproveRiskMethod, State::Proposed)),
    ("GET", "/api/v1/o/{organisation}/risk-simulation", READ),
    ("PUT", "/api/v1/o/{organisation}/risk-simulation", WRITE),
    ("POST", "/api/v1/o/{organisation}/risk-imports", RECORD),
    ("GET", "/api/v1/o/{organisation}/risks/{risk}", Of(ReadRisks, State::Live, &["carl-control"])),
    ("PUT", "/api/v1/o/{organisation}/risks/{risk}", RECORD),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/ratings", RATE),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/reopening", RECORD),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/closing", RECORD),
    ("PUT", "/api/v1/o/{organisation}/risks/{risk}/treatment", TREAT),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/treatment/approval", ACCEPT),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/treatment/lines/{line}", TREAT),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/acceptances", ACCEPT),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/countersignature", Right(CountersignRisk, State::Live)),
    ("PUT", "/api/v1/o/{organisation}/risks/{risk}/quantity", RATE),
    ("POST", "/api/v1/o/{organisation}/risks/{risk}/quantity/removal", RATE),
];
