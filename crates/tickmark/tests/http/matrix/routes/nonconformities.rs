//! A line for each page of nonconformities. What judges comes before what is done: whoever did something judges nothing of it.

use super::{FILE, Page};
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const WORK: What = Right(WorkNonconformity, State::Live);
const VERIFY: What = Right(VerifyNonconformity, State::Live);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/nonconformities", OwnList(ReadNonconformities), ""),
    ("GET", "/o/{organisation}/nonconformities/new", Right(RaiseNonconformity, State::Absent), ""),
    (
        "POST",
        "/o/{organisation}/nonconformities",
        Right(RaiseNonconformity, State::Absent),
        "title=x&description=x&class=minor&source=other&found=2026-03-01",
    ),
    ("POST", "/o/{organisation}/nonconformities/deadlines", WORK, "major=80&minor=170&opportunity=0&wait=30"),
    ("GET", "/o/{organisation}/nonconformities/export.csv", OwnList(ReadNonconformities), ""),
    ("GET", "/o/{organisation}/nonconformities/export.xlsx", OwnList(ReadNonconformities), ""),
    ("GET", "/o/{organisation}/nonconformities/import", WORK, ""),
    ("POST", "/o/{organisation}/nonconformities/import", Right(WorkNonconformity, State::Live), FILE),
    ("GET", "/o/{organisation}/nonconformities/import/{upload}", Nowhere, ""),
    ("POST", "/o/{organisation}/nonconformities/import/{upload}", Nowhere, ""),
    ("GET", "/o/{organisation}/nonconformities/{nonconformity}", Right(ReadNonconformities, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/nonconformities/{nonconformity}/effectiveness",
        VERIFY,
        "result=effective&note=x&on=2026-03-02",
    ),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/closing", VERIFY, "note=x"),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/rejection", VERIFY, "reason="),
    ("GET", "/o/{organisation}/nonconformities/{nonconformity}/revision", WORK, ""),
    (
        "POST",
        "/o/{organisation}/nonconformities/{nonconformity}/revision",
        WORK,
        "title=y&description=x&class=minor&source=other&found=2026-03-01&reason=x",
    ),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/correction", WORK, "correction=x&on=2026-03-02"),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/cause", WORK, "cause=x"),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/similar-cases", WORK, "similar=x"),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/no-action", WORK, "reason=x"),
    (
        "POST",
        "/o/{organisation}/nonconformities/{nonconformity}/actions",
        WORK,
        "what=x&owner=demo-dora-member&due=2026-04-01",
    ),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/removal", WORK, "reason=x"),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/actions/{number}/completion", WORK, "on=2026-03-02"),
    ("POST", "/o/{organisation}/nonconformities/{nonconformity}/evidence", WORK, "evidence=EV-1"),
];
