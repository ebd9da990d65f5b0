//! A line for each page of management reviews. What approves comes before what is done: a review that was not held waits for
//! nobody's approval.

use super::Page;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const PREPARE: What = Right(PrepareReview, State::Live);
const READ: What = Right(ReadReviews, State::Live);

/// Method, path, what it is about, form.
pub(crate) const PAGES: &[Page] = &[
    ("GET", "/o/{organisation}/management-reviews", OwnList(ReadReviews), ""),
    ("GET", "/o/{organisation}/management-reviews/export.csv", OwnList(ReadReviews), ""),
    ("GET", "/o/{organisation}/management-reviews/export.xlsx", OwnList(ReadReviews), ""),
    ("POST", "/o/{organisation}/management-reviews", PREPARE, "title=x&form=meeting&on=2099-01-01"),
    ("GET", "/o/{organisation}/management-reviews/new", PREPARE, ""),
    ("POST", "/o/{organisation}/management-reviews/interval", PREPARE, "months=6"),
    ("GET", "/o/{organisation}/management-reviews/{management_review}", READ, ""),
    ("GET", "/o/{organisation}/management-reviews/{management_review}/agenda", READ, ""),
    ("GET", "/o/{organisation}/management-reviews/{management_review}/minutes", READ, ""),
    ("GET", "/o/{organisation}/management-reviews/{management_review}/notes", PREPARE, ""),
    (
        "POST",
        "/o/{organisation}/management-reviews/{management_review}/approval",
        Right(ApproveReview, State::Live),
        "sha256=x",
    ),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/day", PREPARE, "on=2098-01-01&reason=x"),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/agenda", PREPARE, ""),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/notes", PREPARE, "b=x"),
    (
        "POST",
        "/o/{organisation}/management-reviews/{management_review}/meeting",
        PREPARE,
        "on=2099-01-01&person=demo-dora-member",
    ),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/minutes", PREPARE, "minutes=x"),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/evidence", PREPARE, "evidence=EV-1"),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/decisions", PREPARE, "kind=change&text=x"),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/decisions/{number}/removal", PREPARE, ""),
    (
        "POST",
        "/o/{organisation}/management-reviews/{management_review}/decisions/{number}/reports",
        PREPARE,
        "status=done&on=2026-03-02",
    ),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/closing", PREPARE, "note=x"),
    ("POST", "/o/{organisation}/management-reviews/{management_review}/cancellation", PREPARE, "reason=x"),
];
