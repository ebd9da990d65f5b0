//! A line for each page of risks. Signatures stay refused by what they name, so that the risk and its method stay as they are.

use super::{FILE, Page};
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = OwnList(ReadRisks);
const ONE: What = Of(ReadRisks, State::Live, &["carl-control"]);
const RATE: What = Of(RateRisk, State::Live, &["carl-control"]);
const TREAT: What = Of(TreatRisk, State::Live, &["carl-control"]);
const ACCEPT: What = Of(AcceptRisk, State::Live, &["carl-control"]);
const WRITE: What = Right(SetRiskMethod, State::Live);
const RECORD: What = Right(RecordRisk, State::Live);
const RISK: &str = "title=Leak&cause=x&event=y&consequence=z&category=access&owner=demo-carl-control&controls=&assets=&suppliers=&links=&source=&enterprise=&next-review=";

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/risks", READ, ""),
    ("POST", "/o/{organisation}/risks", Right(RecordRisk, State::Absent), RISK),
    ("GET", "/o/{organisation}/risks/new", Right(RecordRisk, State::Absent), ""),
    ("GET", "/o/{organisation}/risks/export.csv", READ, ""),
    ("GET", "/o/{organisation}/risks/export.xlsx", READ, ""),
    ("GET", "/o/{organisation}/risks/wrong", READ, ""),
    ("GET", "/o/{organisation}/risks/chain", Right(ReadRisks, State::Live), ""),
    ("GET", "/o/{organisation}/risks/exposure", READ, ""),
    ("POST", "/o/{organisation}/risks/exposure", WRITE, "seed=7&trials=1000&currency=EUR"),
    ("GET", "/o/{organisation}/risks/import", RECORD, ""),
    ("POST", "/o/{organisation}/risks/import", Right(RecordRisk, State::Live), FILE),
    ("GET", "/o/{organisation}/risks/import/{upload}", Nowhere, ""),
    ("POST", "/o/{organisation}/risks/import/{upload}", Nowhere, ""),
    ("GET", "/o/{organisation}/risks/method", READ, ""),
    (
        "POST",
        "/o/{organisation}/risks/method",
        WRITE,
        "title=x&basis=scenario&likelihood=&impact=&levels=&matrix=&appetite=1&months=12&consistency=x&triggers=",
    ),
    ("GET", "/o/{organisation}/risks/method/draft", WRITE, ""),
    (
        "POST",
        "/o/{organisation}/risks/method/approval",
        Right(ApproveRiskMethod, State::Proposed),
        "version=1&sha256=x",
    ),
    ("GET", "/o/{organisation}/risks/{risk}", ONE, ""),
    ("POST", "/o/{organisation}/risks/{risk}", RECORD, RISK),
    (
        "POST",
        "/o/{organisation}/risks/{risk}/ratings",
        RATE,
        "kind=current&likelihood=3&impact=3&reason=x&next-review=",
    ),
    ("POST", "/o/{organisation}/risks/{risk}/reopening", RECORD, "trigger=incident&note="),
    ("POST", "/o/{organisation}/risks/{risk}/closing", RECORD, "reason="),
    ("POST", "/o/{organisation}/risks/{risk}/treatment", TREAT, "option=retain&reason=x"),
    ("POST", "/o/{organisation}/risks/{risk}/treatment/approval", ACCEPT, "version=9&sha256=x"),
    ("POST", "/o/{organisation}/risks/{risk}/treatment/lines/{line}", TREAT, "to=done&note=x&evidence="),
    ("POST", "/o/{organisation}/risks/{risk}/acceptances", ACCEPT, "plan=9&rating=9&reason=x&until="),
    (
        "POST",
        "/o/{organisation}/risks/{risk}/countersignature",
        Right(CountersignRisk, State::Live),
        "acceptance=9&note=x",
    ),
    (
        "POST",
        "/o/{organisation}/risks/{risk}/quantity",
        RATE,
        "frequency=1,2,3&loss=1,2,3&treated-frequency=&treated-loss=&cost=&basis=x",
    ),
];
