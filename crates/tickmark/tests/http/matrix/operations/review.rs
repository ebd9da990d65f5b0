//! A line for each operation on management reviews. What approves comes before what is done.

use super::Operation;
use crate::matrix::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;

const PREPARE: What = Right(PrepareReview, State::Live);

/// Method, path, what it is about.
pub(crate) const OPERATIONS: &[Operation] = &[
    ("GET", "/api/v1/o/{organisation}/management-reviews", OwnList(ReadReviews)),
    ("GET", "/api/v1/o/{organisation}/management-reviews.csv", OwnList(ReadReviews)),
    ("GET", "/api/v1/o/{organisation}/management-reviews.xlsx", OwnList(ReadReviews)),
    ("POST", "/api/v1/o/{organisation}/management-reviews", PREPARE),
    ("GET", "/api/v1/o/{organisation}/management-reviews/{management_review}", Right(ReadReviews, State::Live)),
    ("GET", "/api/v1/o/{organisation}/management-review-interval", OwnList(ReadReviews)),
    ("PUT", "/api/v1/o/{organisation}/management-review-interval", PREPARE),
    (
        "POST",
        "/api/v1/o/{organisation}/management-reviews/{management_review}/approval",
        Right(ApproveReview, State::Live),
    ),
    ("PUT", "/api/v1/o/{organisation}/management-reviews/{management_review}/day", PREPARE),
    ("POST", "/api/v1/o/{organisation}/management-reviews/{management_review}/agenda", PREPARE),
    ("PUT", "/api/v1/o/{organisation}/management-reviews/{management_review}/notes", PREPARE),
    ("PUT", "/api/v1/o/{organisation}/management-reviews/{management_review}/meeting", PREPARE),
    ("PUT", "/api/v1/o/{organisation}/management-reviews/{management_review}/minutes", PREPARE),
    ("POST", "/api/v1/o/{organisation}/management-reviews/{management_review}/evidence", PREPARE),
    ("POST", "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions", PREPARE),
    ("POST", "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions/{number}/removal", PREPARE),
    ("POST", "/api/v1/o/{organisation}/management-reviews/{management_review}/decisions/{number}/reports", PREPARE),
    ("POST", "/api/v1/o/{organisation}/management-reviews/{management_review}/closing", PREPARE),
    ("POST", "/api/v1/o/{organisation}/management-reviews/{management_review}/cancellation", PREPARE),
];
