//! A line for each page of controlled documents. Nobody answers for the document; its first version
//! waits for approval, which comes before writing: whoever wrote does not approve.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const READ: What = Right(ReadPolicies, State::Live);
const WRITE: What = Right(WritePolicy, State::Live);
const APPROVE: What = Right(ApprovePolicy, State::Proposed);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/policies", READ, ""),
    ("GET", "/o/{organisation}/policies/checks", READ, ""),
    ("GET", "/o/{organisation}/policies/export.csv", READ, ""),
    ("GET", "/o/{organisation}/policies/export.xlsx", READ, ""),
    ("GET", "/o/{organisation}/policies/new", Right(WritePolicy, State::Absent), ""),
    (
        "POST",
        "/o/{organisation}/policies",
        Right(WritePolicy, State::Absent),
        "number=POL-77&title=x&kind=policy&classification=internal&review=12&approvals=1&retention=3&text=x",
    ),
    ("GET", "/o/{organisation}/policies/import", Right(WritePolicy, State::Absent), ""),
    ("POST", "/o/{organisation}/policies/import", Elsewhere, ""),
    ("GET", "/o/{organisation}/policies/import/{upload}", Elsewhere, ""),
    ("POST", "/o/{organisation}/policies/import/{upload}", Elsewhere, ""),
    ("GET", "/o/{organisation}/policies/{policy}", READ, ""),
    ("GET", "/o/{organisation}/policies/{policy}/text.md", READ, ""),
    ("GET", "/o/{organisation}/policies/{policy}/difference", READ, ""),
    ("POST", "/o/{organisation}/policies/{policy}/approval", APPROVE, "version=1&sha256=abab"),
    ("POST", "/o/{organisation}/policies/{policy}/return", APPROVE, "version=1&reason="),
    ("POST", "/o/{organisation}/policies/{policy}/acknowledgement", Elsewhere, "version=1&sha256=abab"),
    ("GET", "/o/{organisation}/policies/{policy}/revision", WRITE, ""),
    (
        "POST",
        "/o/{organisation}/policies/{policy}/revision",
        WRITE,
        "number=POL-1&title=y&kind=policy&classification=internal&review=12&approvals=1&retention=3&reason=x",
    ),
    ("GET", "/o/{organisation}/policies/{policy}/text", WRITE, ""),
    ("POST", "/o/{organisation}/policies/{policy}/text", WRITE, "text=y&note=x"),
    ("POST", "/o/{organisation}/policies/{policy}/submission", WRITE, "version=1&sha256=abab"),
    ("POST", "/o/{organisation}/policies/{policy}/publication", WRITE, "version=1&sha256=abab&from=2026-03-02"),
    ("POST", "/o/{organisation}/policies/{policy}/review", WRITE, "version=1&note=x"),
    ("POST", "/o/{organisation}/policies/{policy}/round", WRITE, "until=2026-04-01"),
    ("POST", "/o/{organisation}/policies/{policy}/retirement", WRITE, "reason="),
    ("POST", "/o/{organisation}/policies/{policy}/versions/{version}/disposal", WRITE, "reason=x"),
];
